"""A campaign from booking to calendar: seed, a week later production, two weeks later purification."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.booking import State
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking

    Sit = Callable[[str | None], PlatformBooking]

DAY = 1440


def campaign(start: str = "2026-12-01T09:00", rule: str | None = None) -> BookingRequest:
    return BookingRequest(
        "Campagne CHO",
        (
            LineRequest("SALLE"),
            LineRequest("PSM", 2, offset=Lapse(7 * DAY), length=Lapse(2 * DAY)),
            LineRequest("BIO", offset=Lapse(14 * DAY), length=Lapse(exact=36 * 60)),
        ),
        start,
        length=Lapse(exact=180),
        rule=rule,
    )


def uses(booking: Booking, occurrence: int = 1) -> dict[int, TimeSpan]:
    return {item.line: item.use for item in booking.allocations if item.occurrence == occurrence}


def test_every_line_is_held_at_its_own_time_and_found_there(sit: Sit) -> None:
    booked = sit("tina").requests.request(campaign()).booking
    found = sit("tina").bookings.get(booked.ref).booking
    assert found.lines == booked.lines
    start = datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert uses(found) == {
        1: TimeSpan(start, start + timedelta(hours=3)),
        2: TimeSpan(start + timedelta(days=7), start + timedelta(days=9)),
        3: TimeSpan(start + timedelta(days=14), start + timedelta(days=15, hours=12)),
    }
    for since, until, there in (
        ("2026-12-01", "2026-12-01", True),
        ("2026-12-03", "2026-12-05", False),
        ("2026-12-09", "2026-12-09", True),
        ("2026-12-16", "2026-12-16", True),
        ("2026-12-18", "2026-12-20", False),
    ):
        listed = sit("tina").bookings.list(BookingFilter(since=since, until=until))
        assert [item.ref for item in listed] == ([booked.ref] if there else []), since
    assert check(sit(None).desk).findings == ()


def test_a_series_of_campaigns_keeps_its_units_and_names_line_and_date_of_a_conflict(sit: Sit) -> None:
    wanted = campaign(rule="FREQ=WEEKLY;INTERVAL=4;COUNT=3")
    taken = BookingRequest("Autre", (LineRequest("PSM", 3),), "2027-01-05T10:00", "2027-01-05T11:00")
    other = sit("mona").requests.request(taken).booking
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").requests.request(wanted)
    conflicts = refusal.value.conflicts
    assert {(item.line, item.resource, item.occurrence.isoformat()) for item in conflicts} == {
        (2, "PSM", "2026-12-29")
    }
    assert {item.holder for item in conflicts} == {other.ref}
    booked = sit("tina").requests.request(wanted, skip_conflicts=True).booking
    assert len({item.unit_id for item in booked.allocations if item.line == 2}) == 2


def test_it_moves_as_one(sit: Sit) -> None:
    booked = sit("tina").requests.request(campaign()).booking
    moved = sit("tina").changes.move(booked.ref, Move("2026-12-03T10:00")).booking
    by = timedelta(days=2, hours=1)
    assert uses(moved) == {line: span.shift(by) for line, span in uses(booked).items()}


def test_what_is_over_stays_and_what_is_to_come_can_be_moved_and_cancelled(sit: Sit) -> None:
    booked = sit("tina").requests.request(campaign()).booking
    later = PlatformBooking(
        Desk(sit("tina").desk.store, "tina", fixed_clock(datetime(2026, 12, 12, tzinfo=UTC)))
    )
    assert {"move", "cancel"} <= later.dossiers.dossier(booked.ref).allowed
    moved = later.changes.move(booked.ref, Move("2026-12-02T09:00")).booking
    before, after = uses(booked), uses(moved)
    assert (after[1], after[2]) == (before[1], before[2])
    assert after[3] == before[3].shift(timedelta(days=1))
    cancelled = later.changes.cancel(booked.ref, "panne").booking
    assert {item.line: item.state for item in cancelled.allocations} == {
        1: State.APPROVED,
        2: State.APPROVED,
        3: State.CANCELLED,
    }
