"""What an approval does: units for requests that held none, and rivals that give way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Action, Allocation, Booking, State, Visibility, next_state
from platform_booking.domain.conflicts import Conflict, ConflictKind, Occupied
from platform_booking.domain.planning import make_plan, needs_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.planner import occupancy_for, plan_needs
from platform_booking.services.versions import changed_booking, planned_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Granted:
    """A booking with steps granted, and what that does to others. Nothing is written yet."""

    before: Booking
    booking: Booking
    rivals: tuple[tuple[Booking, Booking], ...]
    """Before and after of every booking that gives way."""

    @property
    def displaced(self) -> tuple[tuple[Booking, Booking], ...]:
        """Rivals of which something is declined; the others only change units."""
        return tuple(pair for pair in self.rivals if _states(pair[0]) != _states(pair[1]))

    def conflicts(self, catalogue: Catalogue) -> tuple[Conflict, ...]:
        """The displaced requests, as what stands against granting: soft conflicts."""
        held = {item.id for item in self.before.allocations if item.holds}
        days = {item.number: item.day(self.booking.zone) for item in self.booking.occurrences}
        return tuple(
            Conflict(
                resource=catalogue.resource_of_unit[item.unit_id].code,
                unit=catalogue.unit_by_id[item.unit_id].name,
                occurrence=days[item.occurrence],
                kind=ConflictKind.SOFT,
                holder=rival.ref,
                span=other.occupied,
                title="" if rival.visibility is Visibility.PRIVATE else rival.title,
                line=item.line,
            )
            for item in self.booking.allocations
            if item.holds and item.id not in held
            for rival, after in self.displaced
            for other, becomes in zip(rival.allocations, after.allocations, strict=True)
            if other.state is not becomes.state
            and other.unit_id == item.unit_id
            and other.occupied.overlaps(item.occupied)
        )


def _states(booking: Booking) -> list[State]:
    return [item.state for item in booking.allocations]


def grant(
    unit_of_work: UnitOfWork,
    booking: Booking,
    mine: Sequence[Allocation],
    now: datetime,
    *,
    leaving: frozenset[int] = frozenset(),
) -> Granted:
    """Grant the step that each of these allocations waits for; the last step approves.

    What the allocations ``leaving`` hold in the store is given up at the same time. Raises BookingConflict when a competing request finds no free unit.
    """
    resources = {line.number: unit_of_work.catalogue.resources[line.resource] for line in booking.lines}
    final = {item.id for item in mine if item.granted + 1 >= len(resources[item.line].approval)}
    units = units_for_competing(
        unit_of_work, booking, [item for item in mine if item.id in final and not item.holds], leaving
    )
    granted = {item.id for item in mine}
    after = changed_booking(
        booking,
        now,
        allocations=tuple(
            _granted(item, units.get(item.id, item.unit_id), now, final=item.id in final)
            if item.id in granted
            else item
            for item in booking.allocations
        ),
    )
    return Granted(booking, after, tuple(_displaced(unit_of_work, after, set(units))))


def _granted(item: Allocation, unit_id: int, now: datetime, *, final: bool) -> Allocation:
    if not final:
        return replace(item, granted=item.granted + 1, changed_at=now)
    return replace(
        item,
        unit_id=unit_id,
        granted=item.granted + 1,
        state=next_state(item.state, Action.APPROVE),
        holds=True,
        changed_at=now,
    )


def declined(booking: Booking, ids: set[int], now: datetime) -> Booking:
    """The next version, with these allocations declined."""
    return changed_booking(
        booking,
        now,
        allocations=tuple(
            replace(item, state=next_state(item.state, Action.DECLINE), holds=False, changed_at=now)
            if item.id in ids
            else item
            for item in booking.allocations
        ),
    )


def units_for_competing(
    unit_of_work: UnitOfWork,
    booking: Booking,
    winners: Sequence[Allocation],
    leaving: frozenset[int] = frozenset(),
) -> dict[int, int]:
    """Free units for requests that held none until now. Raises BookingConflict where none is left."""
    if not winners:
        return {}
    wanted = {(item.line, item.occurrence) for item in winners}
    needs = tuple(
        need
        for need in needs_of(
            planned_lines(unit_of_work.catalogue, booking), booking.occurrences, booking.zone
        )
        if (need.wish.line.number, need.occurrence.number) in wanted
    )
    plan, _ = plan_needs(unit_of_work, needs, booking.zone, leaving=leaving)
    if plan.refused:
        raise BookingConflict(plan.conflicts)
    free: dict[tuple[int, int], list[int]] = {}
    for item in plan.allocations:
        free.setdefault((item.need.wish.line.number, item.need.occurrence.number), []).append(item.unit_id)
    return {item.id: free[item.line, item.occurrence].pop(0) for item in winners}


def _displaced(unit_of_work: UnitOfWork, winner: Booking, won: set[int]) -> list[tuple[Booking, Booking]]:
    """Before and after of competing requests that have to give way: to another unit of the pool, else declined."""
    taken = [item for item in winner.allocations if item.id in won]
    if not taken:
        return []
    found = []
    for rival in unit_of_work.bookings.requested_on([item.unit_id for item in taken]):
        lost = {
            (item.line, item.occurrence)
            for item in rival.allocations
            if rival.id != winner.id
            and item.state is State.REQUESTED
            and not item.holds
            and any(
                item.unit_id == other.unit_id and item.occupied.overlaps(other.occupied) for other in taken
            )
        }
        if lost:
            found.append((rival, _given_way(unit_of_work, rival, lost, winner, taken)))
    return found


def _given_way(
    unit_of_work: UnitOfWork,
    rival: Booking,
    lost: set[tuple[int, int]],
    winner: Booking,
    taken: Sequence[Allocation],
) -> Booking:
    """The rival on other units at the lines and dates it lost, declined where the pool has none left."""
    needs = tuple(
        need
        for need in needs_of(planned_lines(unit_of_work.catalogue, rival), rival.occurrences, rival.zone)
        if (need.wish.line.number, need.occurrence.number) in lost
    )
    occupancy = occupancy_for(unit_of_work, needs)
    for item in taken:
        occupancy.add(Occupied(item.unit_id, item.occupied, winner.ref))
    plan = make_plan(needs, occupancy, rival.zone)
    free: dict[tuple[int, int], list[int]] = {}
    for given in plan.allocations:
        free.setdefault((given.need.wish.line.number, given.need.occurrence.number), []).append(given.unit_id)
    refused = {
        item.id
        for item in rival.allocations
        if (item.line, item.occurrence) in lost - free.keys() and item.state is State.REQUESTED
    }
    moved = tuple(
        replace(item, unit_id=free[item.line, item.occurrence].pop(0))
        if (item.line, item.occurrence) in free and item.state is State.REQUESTED
        else item
        for item in rival.allocations
    )
    return declined(replace(rival, allocations=moved), refused, winner.changed_at)
