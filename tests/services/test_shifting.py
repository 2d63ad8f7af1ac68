"""Several dates moved by as much: they may take each other's places; all go, or none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.errors import NotPermitted
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from tests.services.test_competing import WEEKLY, asked
from tests.services.test_conversation import stored

if TYPE_CHECKING:
    from datetime import datetime

    from tests.services.conftest import Sit

HOURS = timedelta(hours=3)
DAY = timedelta(days=1)


def starts(sit: Sit, *refs: str) -> list[list[datetime]]:
    return [[item.span.start for item in stored(sit, ref).occurrences] for ref in refs]


def test_one_takes_the_place_of_another_that_moves_too_and_all_come_back_as_one(sit: Sit) -> None:
    first = asked(sit, "SALLE")
    second = asked(sit, "SALLE", start="2026-12-01T12:00", end="2026-12-01T15:00")
    series = asked(sit, "BIO", "PSM", start="2026-12-03T09:00", end="2026-12-03T12:00", rule=WEEKLY)
    picked = [(first, 1), (second, 1), (series, 2)]
    tina, before = sit("tina"), starts(sit, first, second, series)
    seen = tina.shifts.shift(picked, HOURS, dry_run=True)
    assert [key for key, _ in seen.done] == picked
    assert not seen.changes
    assert starts(sit, first, second, series) == before, "only tried"
    moved = tina.shifts.shift(picked, HOURS)
    assert set(moved.changes.bookings) == {first, second, series}
    (one,), (other,), dates = starts(sit, first, second, series)
    assert (one, other) == (before[0][0] + HOURS, before[1][0] + HOURS)
    assert dates == [before[2][0], before[2][1] + HOURS, before[2][2]]
    tina.undoing.undo(moved.undoable)
    assert starts(sit, first, second, series) == before


def test_nothing_goes_where_one_is_refused_and_each_is_told_why(sit: Sit) -> None:
    mine, free = asked(sit, "SALLE"), asked(sit, "BIO")
    wall = asked(sit, "SALLE", login="colin", start="2026-12-02T08:00", end="2026-12-02T11:00")
    picked = [(mine, 1), (free, 1), (wall, 1)]
    tina, before = sit("tina"), starts(sit, mine, free, wall)
    result = tina.shifts.shift(picked, DAY)
    assert [key for key, _ in result.done] == [(free, 1)]
    errors = dict(result.refused)
    assert isinstance(errors[wall, 1], NotPermitted)
    blocked = errors[mine, 1]
    assert isinstance(blocked, BookingConflict)
    assert [conflict.holder for conflict in blocked.conflicts] == [wall]
    assert not result.changes
    assert starts(sit, mine, free, wall) == before


def test_a_quota_counts_all_that_move(sit: Sit) -> None:
    sit(None).catalogue.import_text(
        '[[resources]]\ncode = "SALLE"\nrules = { quota_person = { hours = 4, per = "day" } }\n'
    )
    refs = [
        asked(sit, "SALLE", start=f"2026-12-{day:02}T{hour:02}:00", end=f"2026-12-{day:02}T{hour + 3:02}:00")
        for day, hour in ((1, 9), (2, 13))
    ]
    tina = sit("tina")
    alone = tina.shifts.shift([(refs[0], 1)], DAY, dry_run=True)
    assert [type(error) for _, error in alone.refused] == [RuleRefused], "six hours on one day"
    both = tina.shifts.shift([(ref, 1) for ref in refs], DAY)
    assert not both.refused, "the other leaves that day as well"
