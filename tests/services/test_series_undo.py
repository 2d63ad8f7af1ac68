"""A series that was split, or got other dates and lines, taken back and done again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.services.series import LineEdit, SeriesEdit

if TYPE_CHECKING:
    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit


def weekly(platform: PlatformBooking) -> Booking:
    return platform.requests.request(
        BookingRequest(
            "TP",
            (LineRequest("SALLE"), LineRequest("PSM", 2)),
            "2026-12-01T09:00",
            "2026-12-01T12:00",
            rule="FREQ=WEEKLY;COUNT=4",
        )
    ).booking


def held(platform: PlatformBooking, ref: str) -> list[tuple[str, str, int]]:
    """Start, resource and how many units are held."""
    booking = platform.bookings.get(ref).booking
    codes = {line.number: line.resource for line in booking.lines}
    found = [
        (f"{item.use.start:%d.%m %H:%M}", codes[item.line]) for item in booking.allocations if item.holds
    ]
    return sorted({(when, code, found.count((when, code))) for when, code in found})


def test_a_split_is_taken_back_and_done_again(sit: Sit) -> None:
    tina = sit("tina")
    before = weekly(tina)
    at_first = held(tina, before.ref)
    split = tina.series.change(
        before.ref,
        SeriesEdit(to=Move("2026-12-15T10:00"), lines=LineEdit(quantity={"PSM": 3})),
        Dates(date(2026, 12, 15), following=True),
    )
    new = split.booking.ref
    parted = held(tina, before.ref), held(tina, new)
    assert parted[1] == [
        ("15.12 09:00", "PSM", 3),
        ("15.12 09:00", "SALLE", 1),
        ("22.12 09:00", "PSM", 3),
        ("22.12 09:00", "SALLE", 1),
    ]
    undone = tina.undoing.undo(split.undoable)
    assert (held(tina, before.ref), held(tina, new)) == (at_first, [])
    assert tina.bookings.get(before.ref).booking.rule == "FREQ=WEEKLY;COUNT=4"
    again = tina.undoing.undo(undone.undoable)
    assert (held(tina, before.ref), held(tina, new)) == parted
    tina.undoing.undo(again.undoable)
    assert (held(tina, before.ref), held(tina, new)) == (at_first, [])


def test_other_dates_and_lines_are_taken_back_and_done_again(sit: Sit) -> None:
    tina = sit("tina")
    before = weekly(tina)
    at_first = held(tina, before.ref)
    first = tina.series.change(before.ref, SeriesEdit(rule="FREQ=WEEKLY;COUNT=4;BYDAY=TU,WE"))
    second = tina.series.change(
        before.ref, SeriesEdit(lines=LineEdit(exchange={"SALLE": "PSM"})), Dates(date(2026, 12, 2))
    )
    changed = held(tina, before.ref)
    undone = tina.undoing.undo(second.undoable)
    tina.undoing.undo(first.undoable)
    assert held(tina, before.ref) == at_first
    assert undone.bookings[0].ref == before.ref
    assert changed != at_first
