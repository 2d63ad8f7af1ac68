"""What a breakdown does to those who have the units, and where each of them could go: planned jointly.

The block and everybody who moves for it are one plan, made by the planner that books: nobody is offered what somebody
else is offered too, and units of a pool are packed anew where that makes room.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.booking import LIVE, Line, Occurrence, State
from platform_booking.domain.conflicts import Occupied
from platform_booking.domain.planning import Need, PlannedLine, Wish, needs_of
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.rules import refusing
from platform_booking.services.judging import about_booking, violations_for
from platform_booking.services.moving import live_ids, needs_still_alive
from platform_booking.services.planner import equivalents_of, plan_needs
from platform_booking.services.versions import planned_lines
from platform_booking.services.ways_out import ways_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Resource, Unit
    from platform_booking.domain.planning import Plan
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


class ProposalKind(StrEnum):
    """Where somebody who loses a unit could go."""

    UNIT = "unit"
    RESOURCE = "resource"
    TIME = "time"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Affected:
    """One line of one date that loses units."""

    booking: Booking
    occurrence: Occurrence
    line: Line
    allocations: tuple[Allocation, ...]
    """Those on the broken units."""

    @property
    def place(self) -> tuple[str, int, int]:
        """What names it."""
        return self.booking.ref, self.occurrence.number, self.line.number

    @property
    def in_use(self) -> bool:
        """Whether somebody is at it."""
        return any(item.state is State.IN_USE for item in self.allocations)


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
    _groups: list[_Group] = field(default_factory=list)

    def run(
        self, left: frozenset[tuple[str, int, int]] = frozenset()
    ) -> dict[tuple[str, int, int], Proposal]:
        """Place of each affected → where it could go: another unit, an equivalent resource, another time, or nowhere.

        For those ``left`` nothing is looked for: they give way to the others.
        """
        wanted = [item for item in self.affected if not item.in_use and item.place not in left]
        self.plan = self._plan([])
        for find in (self._other_unit, self._equivalent, self._other_time):
            for item in wanted:
                if item.place not in self._placed():
                    self._take_first(find(item))
        return {item.place: self._proposal(item) for item in self.affected}

    def _placed(self) -> set[tuple[str, int, int]]:
        return {item.place for group in self._groups for item in group.items}

    def _take_first(self, ways: Iterator[_Group]) -> None:
        for group in ways:
            places = {item.place for item in group.items}
            others = [
                known for known in self._groups if places.isdisjoint(item.place for item in known.items)
            ]
            plan = self._plan([*others, group])
            if plan.fits:
                self._groups, self.plan = [*others, group], plan
                return

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
        ids = {allocation.id for item in self.affected for allocation in item.allocations}
        for group in groups:
            if group.kind is ProposalKind.TIME:
                ids |= self._of_date(group.items[0])
        return frozenset(ids)

    def _of_date(self, item: Affected) -> frozenset[int]:
        lines = {line.number for line in item.booking.lines}
        return live_ids(item.booking, [item.occurrence], lines, self.desk.now())

    # --- the ways, in order ---------------------------------------------------------------------------

    def _other_unit(self, item: Affected) -> Iterator[_Group]:
        yield self._on(item, self.unit_of_work.catalogue.resources[item.line.resource], ProposalKind.UNIT)

    def _equivalent(self, item: Affected) -> Iterator[_Group]:
        """A line has one resource at all its dates: it is exchanged where nothing but this date is left of it."""
        alive = {
            other.id
            for other in item.booking.allocations
            if other.line == item.line.number and other.state in LIVE
        }
        if alive != {other.id for other in item.allocations} or item.occurrence.span.start <= self.desk.now():
            return
        wish = PlannedLine(item.line, self.unit_of_work.catalogue.resources[item.line.resource])
        for other in equivalents_of(self.unit_of_work.catalogue, [wish])[wish.resource.code]:
            group = self._on(item, other, ProposalKind.RESOURCE)
            if len(other.active_units) >= item.line.quantity and self._allowed(
                item, [need.wish for need in group.needs], item.occurrence
            ):
                yield group

    def _on(self, item: Affected, resource: Resource, kind: ProposalKind) -> _Group:
        line = replace(item.line, resource=resource.code, quantity=len(item.allocations), unit=None)
        (need,) = needs_of([PlannedLine(line, resource)], [item.occurrence], item.booking.zone)
        return _Group(kind, (item,), (need,))

    def _other_time(self, item: Affected) -> Iterator[_Group]:
        booking, now = item.booking, self.desk.now()
        if item.occurrence.span.start <= now:
            return
        together = tuple(
            other for other in self.affected if other.place[:2] == item.place[:2] and not other.in_use
        )
        lines = planned_lines(self.unit_of_work.catalogue, booking)
        alive = {need.wish.line.number for need in needs_still_alive(booking, lines, [item.occurrence], now)}
        lines = tuple(line for line in lines if line.line.number in alive)
        span = item.occurrence.span
        wish = Wish(lines, span.start, Lapse.between(span.start, span.end, booking.zone), booking.zone)
        leaving = self._leaving(self._groups) | self._of_date(item)
        about = about_booking(booking)
        for way in ways_out(
            self.unit_of_work,
            now,
            wish,
            about,
            leaving=leaving,
            taken=self._taken(item),
            overridden_by=self.desk.login,
        ):
            if way.kind is not AlternativeKind.TIME:
                continue
            moved = replace(item.occurrence, span=way.span)
            if self._allowed(item, lines, moved):
                needs = needs_still_alive(booking, lines, [moved], now)
                yield _Group(ProposalKind.TIME, together, needs, way.span)

    def _taken(self, item: Affected) -> list[Occupied]:
        """What the block and the others placed so far take."""
        own = {
            number
            for number, group in enumerate(self._groups, 2)
            if any(other.place[:2] == item.place[:2] for other in group.items)
        }
        return [
            Occupied(given.unit_id, given.need.occupied, "")
            for given in self.plan.allocations
            if given.need.occurrence.number not in own
        ]

    def _allowed(self, item: Affected, lines: Sequence[PlannedLine], date: Occurrence) -> bool:
        """Whether the rules let it, as far as whoever marks the breakdown may say."""
        violations = violations_for(
            self.unit_of_work, self.desk.now(), about_booking(item.booking), lines, [date], item.booking.zone
        )
        return not refusing(violations, self.desk.login)

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


def _block_needs(resource: Resource, units: Sequence[Unit], span: TimeSpan) -> Iterator[Need]:
    date = Occurrence(1, span.start, span)
    for number, unit in enumerate(units, 1):
        yield Need(PlannedLine(Line(number, resource.code, unit=unit.id), resource, unit), date, span, span)


def affected_by(unit_of_work: UnitOfWork, units: Sequence[Unit], span: TimeSpan) -> tuple[Affected, ...]:
    """Every line and date that has one of the units then, in order of time; what was granted before what is asked for."""
    met = unit_of_work.occupancy((unit.id, span) for unit in units)
    ids = {item.allocation_id for item in met}
    found = []
    for ref in sorted({item.holder for item in met if item.holder.startswith("B-")}):
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
