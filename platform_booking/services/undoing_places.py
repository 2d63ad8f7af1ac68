"""Places that bookings would take again: on another unit of the pool where theirs is taken, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.conflicts import Conflict, ConflictKind, Occupied
from platform_booking.domain.errors import PassedOn
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.waiting import WishState
from platform_booking.services.judging import about_booking
from platform_booking.services.moving import wish_of_move
from platform_booking.services.versions import planned_lines
from platform_booking.services.ways_out import alternatives_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import Wish
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


class PlacesTaken(Exception):
    """Leaves the transaction before ways out are looked for: nobody waits for that."""

    def __init__(self, conflicts: Sequence[Conflict], booking: Booking, wish: Wish | None) -> None:
        super().__init__()
        self.conflicts = tuple(conflicts)
        self.booking = booking
        self.wish = wish

    def told(self, desk: Desk) -> BookingConflict:
        """The refusal with the nearest ways in which the booking could have its resources all the same."""
        if self.wish is None:
            return BookingConflict(self.conflicts)
        own = frozenset(item.id for item in self.booking.allocations)
        about = about_booking(self.booking)
        return BookingConflict(self.conflicts, alternatives_for(desk, self.wish, about, leaving=own))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One allocation that would hold its unit again."""

    booking: Booking
    allocation: Allocation
    pinned: bool


def on_free_units(
    unit_of_work: UnitOfWork, former: Sequence[Booking], restored: Sequence[Booking]
) -> list[Booking]:
    """The restored bookings where everything that is to be held is free; ``former`` are they as they stand now.

    Raises PlacesTaken, and PassedOn when what was offered is held for the next in line.
    """
    own = {item.id for booking in former for item in booking.allocations}
    wanted = [
        _Wanted(booking, item, _is_pinned(booking, item))
        for booking in restored
        for item in booking.allocations
        if item.holds
    ]
    occupancy = _others(unit_of_work, wanted, own)
    taken = [
        item for item in wanted if not occupancy.is_free(item.allocation.unit_id, item.allocation.occupied)
    ]
    if not taken:
        return list(restored)
    units = _other_units(unit_of_work, wanted, taken, own)
    lost = [item for item in taken if item.allocation.id not in units]
    if lost:
        _require_not_passed_on(unit_of_work, lost, occupancy)
        conflicts = [found for item in lost for found in _conflicts(unit_of_work, item, occupancy)]
        raise PlacesTaken(conflicts, lost[0].booking, _wish(unit_of_work, lost[0].booking))
    return [
        replace(
            booking,
            allocations=tuple(
                replace(item, unit_id=units.get(item.id, item.unit_id)) for item in booking.allocations
            ),
        )
        for booking in restored
    ]


def _is_pinned(booking: Booking, item: Allocation) -> bool:
    return next(line for line in booking.lines if line.number == item.line).unit is not None


def _others(unit_of_work: UnitOfWork, wanted: Sequence[_Wanted], own: set[int]) -> Occupancy:
    found = unit_of_work.occupancy((item.allocation.unit_id, item.allocation.occupied) for item in wanted)
    return type(found)(item for item in found if item.allocation_id not in own)


def _other_units(
    unit_of_work: UnitOfWork, wanted: Sequence[_Wanted], taken: Sequence[_Wanted], own: set[int]
) -> dict[int, int]:
    """Allocation → a unit of the same pool that is free then, for those for which there is one."""
    catalogue = unit_of_work.catalogue
    pools = {
        item.allocation.id: catalogue.resource_of_unit[item.allocation.unit_id].active_units
        for item in taken
        if not item.pinned
    }
    free = unit_of_work.occupancy(
        (unit.id, item.allocation.occupied) for item in taken for unit in pools.get(item.allocation.id, ())
    )
    free = type(free)(item for item in free if item.allocation_id not in own)
    lost = {item.allocation.id for item in taken}
    for item in wanted:
        if item.allocation.id not in lost:
            free.add(_held(item, item.allocation.unit_id))
    units: dict[int, int] = {}
    for item in taken:
        for unit in pools.get(item.allocation.id, ()):
            if free.is_free(unit.id, item.allocation.occupied):
                units[item.allocation.id] = unit.id
                free.add(_held(item, unit.id))
                break
    return units


def _held(item: _Wanted, unit: int) -> Occupied:
    return Occupied(
        unit_id=unit,
        span=item.allocation.occupied,
        kind=ConflictKind.HARD,
        holder=item.booking.ref,
        title=item.booking.title,
        allocation_id=item.allocation.id,
    )


def _require_not_passed_on(unit_of_work: UnitOfWork, lost: Sequence[_Wanted], occupancy: Occupancy) -> None:
    """Raise PassedOn where an offer would be taken back from the next in line."""
    waiting = unit_of_work.waiting
    for item in lost:
        mine = [wish for wish in waiting.of_booking(item.booking.ref) if wish.state != WishState.TAKEN]
        holders = occupancy.over(item.allocation.unit_id, item.allocation.occupied) if mine else []
        for other in holders:
            if any(wish.state == WishState.OFFERED for wish in waiting.of_booking(other.holder)):
                raise PassedOn(mine[0].ref)


def _conflicts(unit_of_work: UnitOfWork, item: _Wanted, occupancy: Occupancy) -> Iterator[Conflict]:
    catalogue, booking, allocation = unit_of_work.catalogue, item.booking, item.allocation
    date = next(found for found in booking.occurrences if found.number == allocation.occurrence)
    for other in occupancy.over(allocation.unit_id, allocation.occupied):
        yield Conflict(
            resource=catalogue.resource_of_unit[allocation.unit_id].code,
            unit=catalogue.unit_by_id[allocation.unit_id].name,
            occurrence=date.day(booking.zone),
            kind=ConflictKind.HARD,
            holder=other.holder,
            span=other.span,
            title=other.title,
            line=allocation.line,
        )


def _wish(unit_of_work: UnitOfWork, booking: Booking) -> Wish | None:
    """What would be held again, as a wish of its own; None where it has no dates any more."""
    held = {item.occurrence for item in booking.allocations if item.holds}
    lines = {item.line for item in booking.allocations if item.holds}
    dates = sorted((item for item in booking.occurrences if item.number in held), key=lambda item: item.span)
    planned = tuple(
        item for item in planned_lines(unit_of_work.catalogue, booking) if item.line.number in lines
    )
    return wish_of_move(booking, planned, dates) if dates and planned else None
