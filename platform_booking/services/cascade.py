"""What a breakdown does to those who have the units, and where each of them could go: planned jointly.

The block and everybody who moves for it are one plan, made by the planner that books: nobody is offered what somebody
else is offered too, and units of a pool are packed anew where that makes room.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.booking import Line, Occurrence, State
from platform_booking.domain.conflicts import Occupied
from platform_booking.domain.planning import Need, PlannedLine, Wish, needs_of
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.rules import refusing, worsened
from platform_booking.services.judging import about_booking, lived_with, violations_for
from platform_booking.services.moving import live_ids, needs_still_alive
from platform_booking.services.planner import equivalents_of, plan_needs
from platform_booking.services.versions import planned_lines
from platform_booking.services.ways_out import ways_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Resource, Unit
    from platform_booking.domain.planning import Plan
    from platform_booking.domain.repacking import UnitMove
    from platform_booking.domain.rules import Violation
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.affected import Affected, Place
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


class ProposalKind(StrEnum):
    """Where somebody who loses a unit could go."""

    UNIT = "unit"
    RESOURCE = "resource"
    TIME = "time"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where it could go. Everything that is proposed fits together."""

    kind: ProposalKind
    resource: str = ""
    """Code of what would be used."""
    given: tuple[tuple[Need, int], ...] = ()
    """(need, unit) for each unit that would be used: at another time all those of the date."""
    span: TimeSpan | None = None
    """Of the date, at another time."""

    def units(self, line: int) -> tuple[int, ...]:
        """Keys of the units that the line would have."""
        return tuple(unit for need, unit in self.given if need.wish.line.number == line)


NO_WAY = Proposal(ProposalKind.NONE)


@dataclass(frozen=True, slots=True)
class _Group:
    """What is planned as one: all of it fits, or nothing does."""

    kind: ProposalKind
    items: tuple[Affected, ...]
    needs: tuple[Need, ...]
    span: TimeSpan | None = None


@dataclass
class Cascade:
    """Finds, step by step, a plan that has room for the block and for as many of those affected as can be."""

    unit_of_work: UnitOfWork
    desk: Desk
    resource: Resource
    units: tuple[Unit, ...]
    span: TimeSpan
    zone: ZoneInfo
    affected: tuple[Affected, ...]
    plan: Plan = field(init=False)
    """Of the block and of all that is proposed; its moves are of bookings that are not affected."""
    over: tuple[Affected, ...] = ()
    """Those whose turnaround gives way to the block."""
    left: frozenset[Place] = frozenset()
    """Those for whom nothing is looked for: they give way to the others."""
    _groups: list[_Group] = field(default_factory=list)
    _violations: dict[tuple[str, int], tuple[Violation, ...]] = field(default_factory=dict)
    """What the rules say of each date as it is: read once."""

    def run(self) -> dict[Place, Proposal]:
        """Place of each affected → where it could go: another unit, an equivalent resource, another time, or nowhere.

        In that order of ways, and for each way in the order of those affected. Who goes to another time may leave a
        place that somebody else had found none of: that is looked at again.
        """
        self.plan = self._plan([])
        while self._pass():
            pass
        return {item.place: self._proposal(item) for item in self.affected}

    def _pass(self) -> bool:
        """Look once more for those who have no place yet; whether somebody left a place that another could take."""
        freed = False
        for find in (self._other_unit, self._equivalent, self._other_time):
            for item in self.affected:
                if self._is_meant(item) and item.place not in self._placed():
                    freed = self._take_first(find(item)) or freed
        return freed

    def _is_meant(self, item: Affected) -> bool:
        return not item.in_use and item.place not in self.left

    def _placed(self) -> set[Place]:
        return {item.place for group in self._groups for item in group.items}

    def _take_first(self, ways: Iterator[_Group]) -> bool:
        """Whether places were given up for it: those at other times leave all that their date had."""
        for group in ways:
            places = {item.place for item in group.items}
            others = [
                known for known in self._groups if places.isdisjoint(item.place for item in known.items)
            ]
            plan = self._plan([*others, group])
            if plan.fits:
                self._groups, self.plan = [*others, group], plan
                return group.kind is ProposalKind.TIME
        return False

    def _plan(self, groups: Sequence[_Group]) -> Plan:
        """The block first, then each group as a date of its own."""
        needs = list(_block_needs(self.resource, self.units, self.span))
        for number, group in enumerate(groups, 2):
            for need in group.needs:
                line = replace(need.wish.line, number=len(needs) + 1)
                needs.append(
                    replace(
                        need,
                        wish=replace(need.wish, line=line),
                        occurrence=Occurrence(number, need.use.start, need.use),
                    )
                )
        leaving = self._leaving(groups)
        plan, _ = plan_needs(self.unit_of_work, needs, self.zone, leaving=leaving, now=self.desk.now())
        return plan

    def _leaving(self, groups: Sequence[_Group]) -> frozenset[int]:
        given_up = (*self.affected, *self.over)
        ids = {allocation.id for item in given_up for allocation in item.allocations}
        for group in groups:
            if group.kind is ProposalKind.TIME:
                ids |= self._of_date(group.items[0])
            elif group.kind is ProposalKind.RESOURCE:
                ids |= {allocation.id for item in group.items for allocation in item.cell}
        return frozenset(ids)

    def _of_date(self, item: Affected) -> frozenset[int]:
        lines = {line.number for line in item.booking.lines}
        return live_ids(item.booking, [item.occurrence], lines, self.desk.now())

    # --- the ways, in order ---------------------------------------------------------------------------

    def _other_unit(self, item: Affected) -> Iterator[_Group]:
        yield self._on(item, self.unit_of_work.catalogue.resources[item.line.resource], ProposalKind.UNIT)

    def _equivalent(self, item: Affected) -> Iterator[_Group]:
        """Another resource for the line at this date; first the one that its other dates go to, or all of them could."""
        if any(other.state is State.IN_USE or other.use.start <= self.desk.now() for other in item.cell):
            return
        ways = [way for way in self._exchanges(item) if self._lets_exchange(item, way)]
        siblings = [
            other for other in self.affected if other.of_line == item.of_line and self._is_meant(other)
        ]
        placed = {other.place: group for group in self._groups for other in group.items}
        there = {
            placed[other.place].needs[0].wish.resource.code
            for other in siblings
            if other.place in placed and placed[other.place].kind is ProposalKind.RESOURCE
        }
        ways.sort(key=lambda way: way.needs[0].wish.resource.code not in there)
        rest = [other for other in siblings if other.place not in placed]
        if not there and len(rest) > 1 and len(ways) > 1:
            ways.sort(key=lambda way: not self._has_room_for(rest, way.needs[0].wish.resource))
        yield from ways

    def _exchanges(self, item: Affected) -> Iterator[_Group]:
        wish = PlannedLine(item.line, self.unit_of_work.catalogue.resources[item.line.resource])
        for other in equivalents_of(self.unit_of_work.catalogue, [wish])[wish.resource.code]:
            if len(other.active_units) >= len(item.cell):
                yield self._on(item, other, ProposalKind.RESOURCE)

    def _lets_exchange(self, item: Affected, way: _Group) -> bool:
        exchanged = way.needs[0].wish
        lines = [exchanged if line.line.number == item.line.number else line for line in self._lines_of(item)]
        return self._allowed(item, lines, item.occurrence)

    def _has_room_for(self, items: Sequence[Affected], resource: Resource) -> bool:
        """Whether the resource could take all of them."""
        ways = [self._on(item, resource, ProposalKind.RESOURCE) for item in items]
        return self._plan([*self._groups, *ways]).fits

    def _on(self, item: Affected, resource: Resource, kind: ProposalKind) -> _Group:
        units = item.cell if kind is ProposalKind.RESOURCE else item.allocations
        line = replace(item.line, resource=resource.code, quantity=len(units), unit=None)
        (need,) = needs_of([PlannedLine(line, resource)], [item.occurrence], item.booking.zone)
        return _Group(kind, (item,), (need,))

    def _other_time(self, item: Affected) -> Iterator[_Group]:
        booking, now = item.booking, self.desk.now()
        here = booking.allocations_of(item.occurrence)
        if item.occurrence.span.start <= now or any(other.state is State.IN_USE for other in here):
            return
        together = tuple(
            other for other in self.affected if other.place[:2] == item.place[:2] and self._is_meant(other)
        )
        lines = self._lines_of(item)
        span = item.occurrence.span
        wish = Wish(lines, span.start, Lapse.between(span.start, span.end, booking.zone), booking.zone)
        moves = self.plan.moves
        leaving = self._leaving(self._groups) | self._of_date(item) | {move.allocation_id for move in moves}
        for way in ways_out(
            self.unit_of_work,
            now,
            wish,
            about_booking(booking),
            leaving=leaving,
            taken=[*self._taken(item), *(_moved(move) for move in moves)],
            overridden_by=self.desk.login,
            lived_with=self._lived_with(item),
        ):
            if way.kind is not AlternativeKind.TIME or way.resource or way.add:
                continue
            moved = replace(item.occurrence, span=way.span)
            if self._allowed(item, lines, moved):
                needs = needs_of(lines, [moved], booking.zone)
                yield _Group(ProposalKind.TIME, together, needs, way.span)

    def _lines_of(self, item: Affected) -> tuple[PlannedLine, ...]:
        """What the date still has, without what is left behind."""
        lines = planned_lines(self.unit_of_work.catalogue, item.booking)
        needs = needs_still_alive(item.booking, lines, [item.occurrence], self.desk.now())
        alive = {need.wish.line.number for need in needs}
        alive -= {
            other.line.number
            for other in self.affected
            if other.place in self.left
            and other.place[:2] == item.place[:2]
            and other.allocations == other.cell
        }
        return tuple(line for line in lines if line.line.number in alive)

    def _taken(self, item: Affected) -> list[Occupied]:
        """What the block and the others placed so far take; these may still change unit among themselves."""
        own = {
            number
            for number, group in enumerate(self._groups, 2)
            if any(other.place[:2] == item.place[:2] for other in group.items)
        }
        return [
            Occupied(
                given.unit_id,
                given.need.occupied,
                "",
                allocation_id=-number,
                movable=given.need.wish.unit is None,
            )
            for number, given in enumerate(self.plan.allocations, 1)
            if given.need.occurrence.number not in own
        ]

    def _allowed(self, item: Affected, lines: Sequence[PlannedLine], date: Occurrence) -> bool:
        """Whether the rules let it, as far as whoever marks the breakdown may say; what was so already may stay so."""
        violations = violations_for(
            self.unit_of_work, self.desk.now(), about_booking(item.booking), lines, [date], item.booking.zone
        )
        return not refusing(worsened(self._lived_with(item), violations), self.desk.login)

    def _lived_with(self, item: Affected) -> tuple[Violation, ...]:
        if item.place[:2] not in self._violations:
            self._violations[item.place[:2]] = lived_with(
                self.unit_of_work, self.desk.now(), item.booking, {item.occurrence.number}
            )
        return self._violations[item.place[:2]]

    def _proposal(self, item: Affected) -> Proposal:
        for number, group in enumerate(self._groups, 2):
            if item.place not in {other.place for other in group.items}:
                continue
            planned = [
                (given.need, given.unit_id)
                for given in self.plan.allocations
                if given.need.occurrence.number == number
            ]
            first = min(need.wish.line.number for need, _ in planned)
            real = {first + at: need for at, need in enumerate(group.needs)}
            given_units = tuple((real[need.wish.line.number], unit) for need, unit in planned)
            code = group.needs[0].wish.resource.code if len(group.needs) == 1 else item.line.resource
            return Proposal(group.kind, code, given_units, group.span)
        return NO_WAY


def _moved(move: UnitMove) -> Occupied:
    """Somebody who makes room, where they are then."""
    return Occupied(move.unit_to, move.span, move.holder, allocation_id=move.allocation_id, movable=True)


def _block_needs(resource: Resource, units: Sequence[Unit], span: TimeSpan) -> Iterator[Need]:
    date = Occurrence(1, span.start, span)
    for number, unit in enumerate(units, 1):
        yield Need(PlannedLine(Line(number, resource.code, unit=unit.id), resource, unit), date, span, span)
