"""Who has units that are down: every line at every date, in the order in which they are looked after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.booking import BOOKING_REF, LIVE, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Allocation, Booking, Line, Occurrence
    from platform_booking.domain.catalogue import Unit
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.storage.unit_of_work import UnitOfWork

Place = tuple[str, int, int]
"""Names one of those affected: ref, number of the date, number of the line."""


@dataclass(frozen=True, slots=True)
class Affected:
    """One line of one date that loses units."""

    booking: Booking
    occurrence: Occurrence
    line: Line
    allocations: tuple[Allocation, ...]
    """Those on the broken units."""

    @property
    def place(self) -> Place:
        """What names it."""
        return self.booking.ref, self.occurrence.number, self.line.number

    @property
    def in_use(self) -> bool:
        """Whether somebody is at it."""
        return any(item.state is State.IN_USE for item in self.allocations)

    @property
    def cell(self) -> tuple[Allocation, ...]:
        """All that the line still has at that date: another resource takes the place of the whole."""
        return tuple(
            item
            for item in self.booking.allocations_at(self.line.number, self.occurrence.number)
            if item.state in LIVE
        )

    def is_over(self, now: datetime) -> bool:
        """Whether nothing of it is used any more."""
        return all(item.state not in LIVE or item.use.end <= now for item in self.allocations)

    def occupies(self, span: TimeSpan) -> bool:
        """Whether the units are occupied then."""
        return any(item.occupied.overlaps(span) for item in self.allocations)

    @property
    def of_line(self) -> tuple[str, int]:
        """What it has in common with the other dates of the line."""
        return self.booking.ref, self.line.number


def affected_by(unit_of_work: UnitOfWork, units: Sequence[Unit], span: TimeSpan) -> tuple[Affected, ...]:
    """Every line and date that has one of the units then, in order of time; what was granted before what is asked for.

    Also those whose use is over and only the turnaround goes on.
    """
    met = unit_of_work.occupancy((unit.id, span) for unit in units)
    ids = {item.allocation_id for item in met}
    found = []
    for ref in sorted({item.holder for item in met if item.holder.startswith(BOOKING_REF)}):
        booking = unit_of_work.bookings.get(ref)
        dates = {occurrence.number: occurrence for occurrence in booking.occurrences}
        lines = {line.number: line for line in booking.lines}
        places: dict[tuple[int, int], list[Allocation]] = {}
        for item in booking.allocations:
            if item.id in ids:
                places.setdefault((item.occurrence, item.line), []).append(item)
        found += [
            Affected(booking, dates[date], lines[line], tuple(items))
            for (date, line), items in places.items()
        ]
    return tuple(
        sorted(
            found,
            key=lambda item: (
                item.allocations[0].state is State.REQUESTED,
                item.allocations[0].use,
                item.place,
            ),
        )
    )
