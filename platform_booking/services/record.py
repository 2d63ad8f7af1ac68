"""What became of somebody's dates in the last twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State
from platform_booking.domain.recurrence import localize, wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from platform_booking.domain.booking import Allocation, Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue

MONTHS: Final = 12
LATE: Final = timedelta(days=2)
"""An approved date that is given up so shortly before is lost to everybody."""
_TOOK_PLACE: Final = frozenset({State.APPROVED, State.IN_USE, State.COMPLETED})


@dataclass(frozen=True, slots=True)
class OrganiserRecord:
    """Dates of the current month and the eleven before it, as far as they are over."""

    kept: int
    """Dates that took place."""
    total: int
    """Dates that had been approved, also those given up or not used."""
    late_cancellations: int
    """Approved dates given up less than two days before, or after they began."""
    refusals: int
    """Dates of which something was declined, and nothing took place."""
    months: tuple[int, ...]
    """Dates that took place in each of the twelve months, the current one last."""


def record_since(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the month eleven months ago."""
    wall = wall_time(now, zone)
    months = wall.year * 12 + wall.month - MONTHS
    return localize(datetime(months // 12, months % 12 + 1, 1), zone)  # noqa: DTZ001 - what clocks show


def record_of(
    bookings: Iterable[Booking], catalogue: Catalogue, now: datetime, zone: ZoneInfo
) -> OrganiserRecord:
    """The record that these bookings of one organiser make."""
    since = record_since(now, zone)
    kept, total, late, refusals = 0, 0, 0, 0
    months = [0] * MONTHS
    for booking in bookings:
        for occurrence in booking.occurrences:
            if not (since <= occurrence.span.start and occurrence.span.end <= now):
                continue
            items = booking.allocations_of(occurrence)
            given_up = [item for item in items if _was_given_up(booking, item, catalogue)]
            if any(item.state in _TOOK_PLACE for item in items):
                kept += 1
                months[_month(occurrence, since, zone)] += 1
            elif any(item.state is State.DECLINED for item in items):
                refusals += 1
            if any(item.state in _TOOK_PLACE for item in items) or given_up:
                total += 1
            late += any(_is_late(item, occurrence) for item in given_up)
    return OrganiserRecord(kept, total, late, refusals, tuple(months))


def _was_given_up(booking: Booking, item: Allocation, catalogue: Catalogue) -> bool:
    if item.state is State.NO_SHOW:
        return True
    line = next(line for line in booking.lines if line.number == item.line)
    return item.state is State.CANCELLED and item.granted >= len(catalogue.resources[line.resource].approval)


def _is_late(item: Allocation, occurrence: Occurrence) -> bool:
    return (
        item.state is State.CANCELLED
        and item.changed_at is not None
        and item.changed_at > occurrence.span.start - LATE
    )


def _month(occurrence: Occurrence, since: datetime, zone: ZoneInfo) -> int:
    first, wall = wall_time(since, zone), wall_time(occurrence.span.start, zone)
    return (wall.year - first.year) * 12 + wall.month - first.month
