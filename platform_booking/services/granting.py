"""What an approval does: units for requests that held none, and rivals that give way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Action, Allocation, Booking, State, Visibility, next_state
from platform_booking.domain.conflicts import Conflict, ConflictKind, Occupancy, Occupied
from platform_booking.domain.deadlines import asked_at
from platform_booking.domain.packing import THOROUGH
from platform_booking.domain.planning import make_plan, needs_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.planner import occupancy_around, plan_needs
from platform_booking.services.reassigning import NOBODY, Reassignment, reassignment_of
from platform_booking.services.versions import changed_booking, planned_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.planning import Need, Plan
    from platform_booking.domain.repacking import UnitMove
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Granted:
    """A booking with steps granted, and what that does to others. Nothing is written yet."""

    before: Booking
    booking: Booking
    rivals: tuple[tuple[Booking, Booking], ...]
    """Before and after of every booking that gives way."""
    others: Reassignment = NOBODY
    """Approved bookings that get another unit to make room."""

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
    steps = {item.id: item.granted + 1 for item in mine}
    steps |= _given_in_advance(unit_of_work, booking, mine, resources)
    final = {item.id for item in mine if steps[item.id] >= len(resources[item.line].approval)}
    units, moves = units_for_competing(
        unit_of_work,
        booking,
        [item for item in mine if item.id in final and not item.holds],
        now,
        leaving,
    )
    granted = {item.id for item in mine}
    after = changed_booking(
        booking,
        now,
        allocations=tuple(
            _granted(item, units.get(item.id, item.unit_id), now, steps[item.id], final=item.id in final)
            if item.id in granted
            else item
            for item in booking.allocations
        ),
    )
    others, after = reassignment_of(unit_of_work, moves, now, after)
    rivals = _displaced(unit_of_work, after, set(units), others)
    given_way = {rival.ref for rival, _ in rivals}
    pairs = tuple(pair for pair in others.pairs if pair[0].ref not in given_way)
    return Granted(booking, after, tuple(rivals), replace(others, pairs=pairs))


def _given_in_advance(
    unit_of_work: UnitOfWork, booking: Booking, mine: Sequence[Allocation], resources: Mapping[int, Resource]
) -> dict[int, int]:
    """Steps granted with this one, where whoever takes a later step has agreed to this very time: by proposing it."""
    longer = [item for item in mine if item.granted + 1 < len(resources[item.line].approval)]
    if not longer:
        return {}
    last = {
        (word.line, word.occurrence, word.step): word for word in unit_of_work.bookings.decisions(booking)
    }
    said = {place: word.decided_at for place, word in last.items() if word.verdict == "granted"}
    found = {}
    for item in longer:
        chain, granted = resources[item.line].approval, item.granted + 1
        while granted < len(chain):
            at = said.get((item.line, item.occurrence, chain[granted].value))
            if at is None or at < asked_at(booking, item):
                break
            granted += 1
        found[item.id] = granted
    return found


def _granted(item: Allocation, unit_id: int, now: datetime, steps: int, *, final: bool) -> Allocation:
    if not final:
        return replace(item, granted=steps, changed_at=now)
    return replace(
        item,
        unit_id=unit_id,
        granted=steps,
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
    now: datetime,
    leaving: frozenset[int] = frozenset(),
) -> tuple[dict[int, int], tuple[UnitMove, ...]]:
    """Units for requests that held none until now, and others that must change theirs for it.

    Raises BookingConflict where none is left.
    """
    if not winners:
        return {}, ()
    wanted = {(item.line, item.occurrence) for item in winners}
    needs = _needs_at(unit_of_work, booking, wanted)
    plan, _ = plan_needs(unit_of_work, needs, booking.zone, leaving=leaving, now=now)
    if plan.refused:
        raise BookingConflict(plan.conflicts)
    free = _units_given(plan)
    return {item.id: free[item.line, item.occurrence].pop(0) for item in winners}, plan.moves


def _needs_at(unit_of_work: UnitOfWork, booking: Booking, places: set[tuple[int, int]]) -> tuple[Need, ...]:
    """What the booking needs at these lines and dates."""
    lines = planned_lines(unit_of_work.catalogue, booking)
    return tuple(
        need
        for need in needs_of(lines, booking.occurrences, booking.zone)
        if (need.wish.line.number, need.occurrence.number) in places
    )


def _units_given(plan: Plan) -> dict[tuple[int, int], list[int]]:
    """The plan's units by line and date."""
    given: dict[tuple[int, int], list[int]] = {}
    for item in plan.allocations:
        given.setdefault((item.need.wish.line.number, item.need.occurrence.number), []).append(item.unit_id)
    return given


def _displaced(
    unit_of_work: UnitOfWork, winner: Booking, won: set[int], others: Reassignment
) -> list[tuple[Booking, Booking]]:
    """Before and after of competing requests that have to give way: to another unit of the pool, else declined.

    Where the pool has room for them once others change units, they stay: whoever approves them makes it then.
    """
    taken = [_taken(winner, item) for item in winner.allocations if item.id in won]
    taken += [
        _taken(after, becomes)
        for before, after in others.pairs
        for was, becomes in zip(before.allocations, after.allocations, strict=True)
        if was.unit_id != becomes.unit_id
    ]
    changed = {after.ref: (before, after) for before, after in others.pairs}
    found = []
    for rival in unit_of_work.bookings.requested_on([item.unit_id for item in taken]) if taken else ():
        before, rival_now = changed.get(rival.ref, (rival, rival))
        lost = {
            (item.line, item.occurrence)
            for item in rival_now.allocations
            if rival_now.id != winner.id
            and item.state is State.REQUESTED
            and not item.holds
            and any(item.unit_id == other.unit_id and item.occupied.overlaps(other.span) for other in taken)
        }
        if lost:
            after = _given_way(unit_of_work, rival_now, lost, winner.changed_at, taken)
            if after is not rival_now:
                found.append((before, replace(after, version=before.version + 1)))
    return found


def _taken(holder: Booking, item: Allocation) -> Occupied:
    pinned = any(line.number == item.line and line.unit is not None for line in holder.lines)
    later = item.occupied.start > holder.changed_at
    return Occupied(
        item.unit_id, item.occupied, holder.ref, allocation_id=item.id, movable=later and not pinned
    )


def _given_way(
    unit_of_work: UnitOfWork,
    rival: Booking,
    lost: set[tuple[int, int]],
    now: datetime,
    taken: Sequence[Occupied],
) -> Booking:
    """The rival on other units at the lines and dates it lost, declined where the pool has no room left.

    Where neither is needed it stays as it is.
    """
    needs = _needs_at(unit_of_work, rival, lost)
    places = {item.allocation_id for item in taken}
    around = occupancy_around(unit_of_work, needs, needs, now, (item.span for item in taken))
    occupancy = Occupancy((*(item for item in around if item.allocation_id not in places), *taken))
    free = _units_given(make_plan(needs, occupancy, rival.zone))
    room = _units_given(make_plan(needs, occupancy, rival.zone, repack=True, effort=THOROUGH))
    refused = {
        item.id
        for item in rival.allocations
        if (item.line, item.occurrence) in lost - room.keys() and item.state is State.REQUESTED
    }
    moved = {
        item.id: free[item.line, item.occurrence].pop(0)
        for item in rival.allocations
        if (item.line, item.occurrence) in free and item.state is State.REQUESTED
    }
    if not refused and not moved:
        return rival
    allocations = tuple(
        replace(item, unit_id=moved[item.id], changed_at=now) if item.id in moved else item
        for item in rival.allocations
    )
    return declined(replace(rival, allocations=allocations), refused, now)
