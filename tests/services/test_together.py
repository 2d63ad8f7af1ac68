"""The same done to several that were picked: said before, done each for itself, taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.together import Deed
from tests.services.test_competing import WEEKLY, asked
from tests.services.test_conversation import stored

if TYPE_CHECKING:
    from tests.services.conftest import Sit


def test_several_are_approved_said_before_and_taken_back_as_one(sit: Sit) -> None:
    good, series = asked(sit, "BIO"), asked(sit, "SALLE", rule=WEEKLY)
    rivals = [asked(sit, "RARE", start="2026-12-03T09:00", end="2026-12-03T12:00") for _ in range(2)]
    picked = [(series, 2), (good, 1), (series, 3), *((ref, 1) for ref in rivals), ("B-1999-00001", 1)]
    mona = sit("mona")
    seen = mona.together.act(Deed.APPROVE, picked, dry_run=True)
    before = {ref: stored(sit, ref).status for ref in (good, series, *rivals)}
    assert before[good] == "requested", "nothing is written"
    assert not seen.changes
    result = mona.together.act(Deed.APPROVE, picked)
    for one in (seen, result):
        assert (good, 1) in [session for session, _ in one.done]
        assert [session for session, _ in one.done].count((series, 3)) == 0, "a request is decided once"
        kinds = {session: type(error) for session, error in one.refused}
        assert [kinds[ref, 1] for ref in rivals] == [BookingConflict] * 2
        assert kinds["B-1999-00001", 1] is NotFound
    assert stored(sit, good).status == "approved"
    mona.undoing.undo(result.undoable)
    assert {ref: stored(sit, ref).status for ref in before} == before


def test_picked_dates_are_cancelled_and_come_back_with_one_undo(sit: Sit) -> None:
    series, other, foreign = (
        asked(sit, "BIO", rule=WEEKLY),
        asked(sit, "RARE"),
        asked(sit, "SALLE", login="colin"),
    )
    tina, picked = sit("tina"), [(series, 1), (series, 3), (other, 1), (foreign, 1)]
    with pytest.raises(InvalidInput):
        tina.together.act(Deed.CANCEL, picked, " ")
    seen = tina.together.act(Deed.CANCEL, picked, dry_run=True)
    assert stored(sit, other).status == "requested"
    result = tina.together.act(Deed.CANCEL, picked, "groupe reporté")
    for one in (seen, result):
        assert [session for session, _ in one.done] == picked[:3]
        assert [type(error) for _, error in one.refused] == [NotPermitted]
    after = stored(sit, series)
    assert [after.state_of(item) for item in after.occurrences] == ["cancelled", "requested", "cancelled"]
    assert result.changes.bookings == (series, other)
    tina.undoing.undo(result.undoable)
    after = stored(sit, series)
    assert [after.state_of(item) for item in after.occurrences] == ["requested"] * 3
    assert stored(sit, other).status == "requested"


def test_declining_asks_why_and_says_first_what_is_mine(sit: Sit) -> None:
    mine, done = asked(sit, "BIO"), asked(sit, "RARE")
    sit("mona").approvals.approve(done)
    picked = [(mine, 1), (done, 1)]
    seen = sit("mona").together.act(Deed.DECLINE, picked, dry_run=True)
    assert [session for session, _ in seen.done] == [(mine, 1)]
    assert stored(sit, mine).status == "requested"
    result = sit("mona").together.act(Deed.DECLINE, picked, "fermeture")
    assert [session for session, _ in result.done] == [(mine, 1)]
    assert stored(sit, mine).status == "declined"
