"""From what is wanted to units and times: the plan of a booking, or who stands in its way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Line, Occurrence, line_use
from platform_booking.domain.conflicts import Conflict, ConflictKind, Occupancy, Occupied
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import expand
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Resource, Unit
    from platform_booking.domain.recurrence import Lapse, Recurrence

ITSELF: Final = ""
"""Holder of time that the planned booking itself takes."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with its resource as the catalogue has it; ``unit`` pins one unit."""

    line: Line
    resource: Resource
    unit: Unit | None = None
    preferred: frozenset[int] = frozenset()
    """Units that it has already and keeps where it can."""

    @property
    def candidates(self) -> tuple[Unit, ...]:
        """Units that may serve."""
        return (self.unit,) if self.unit else self.resource.active_units


@dataclass(frozen=True, slots=True)
class Need:
    """One line at one date: use and occupied span."""

    wish: PlannedLine
    occurrence: Occurrence
    use: TimeSpan
    occupied: TimeSpan


@dataclass(frozen=True, slots=True)
class PlannedAllocation:
    """A unit given to a need."""

    need: Need
    unit_id: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be booked, and what is in the way. All or nothing holds for each date: every line fits, or none."""

    allocations: tuple[PlannedAllocation, ...]
    conflicts: tuple[Conflict, ...]
    occurrences: tuple[Occurrence, ...]
    """The dates that fit wholly."""
    refused: tuple[Occurrence, ...]

    @property
    def fits(self) -> bool:
        """Whether every date fits."""
        return not self.refused


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to book: lines, a first start, a length and perhaps a rule."""

    lines: tuple[PlannedLine, ...]
    start: datetime
    length: Lapse
    zone: ZoneInfo
    rule: Recurrence | None = None
    skip: frozenset[date] = frozenset()

    def occurrences(self) -> tuple[Occurrence, ...]:
        """Its dates, numbered from 1. Raises InvalidInput when there are none or too many."""
        starts = expand(self.start, self.rule, self.zone, self.skip)
        return tuple(
            Occurrence(number, start, TimeSpan(start, self.length.after(start, self.zone)))
            for number, start in enumerate(starts, 1)
        )

    def first_start(self) -> datetime:
        """The first date that the rule names, also when it is skipped: there the series begins."""
        return expand(self.start, self.rule, self.zone)[0]

    def needs(self) -> tuple[Need, ...]:
        """Every line at every date."""
        return needs_of(self.lines, self.occurrences(), self.zone)

    def at(self, start: datetime) -> Wish:
        """The same, beginning at another time."""
        return replace(self, start=start)

    def using(self, instead: Mapping[str, Resource]) -> Wish:
        """The same with resources exchanged, by code."""
        return replace(
            self,
            lines=tuple(
                PlannedLine(
                    replace(wish.line, resource=instead[wish.resource.code].code), instead[wish.resource.code]
                )
                if wish.resource.code in instead
                else wish
                for wish in self.lines
            ),
        )


def needs_of(
    lines: Sequence[PlannedLine], occurrences: Sequence[Occurrence], zone: ZoneInfo
) -> tuple[Need, ...]:
    """Every line at every date, with set-up and turnaround."""
    needs = []
    for wish in lines:
        before, after = wish.resource.margins
        for occurrence in occurrences:
            use = TimeSpan(*line_use(wish.line, occurrence.span, zone))
            occupied = use.widen(before, after) if before or after else use
            needs.append(Need(wish, occurrence, use, occupied))
    return tuple(needs)


def check_quantities(lines: Sequence[PlannedLine]) -> None:
    """Raise InvalidInput where a line asks for nothing, or for more units than the resource has at all."""
    for wish in lines:
        there = len(wish.candidates)
        if wish.line.quantity < 1:
            raise InvalidInput("quantity-not-positive", resource=wish.resource.code, value=wish.line.quantity)
        if wish.line.quantity > there:
            raise InvalidInput(
                "quantity-exceeds-pool", resource=wish.resource.code, value=wish.line.quantity, units=there
            )


def make_plan(needs: Sequence[Need], occupancy: Occupancy, zone: ZoneInfo) -> Plan:
    """Give units to every need, the same units all through a series where that can be.

    ``occupancy`` must hold everything that overlaps the needs' occupied spans on the candidates. It is not changed.
    """
    own = Occupancy()
    given: list[PlannedAllocation] = []
    conflicts: list[Conflict] = []
    refused: set[int] = set()
    by_line = _grouped(needs, lambda need: need.wish.line.number)
    steady = {number: _steadiest_first(line_needs, occupancy) for number, line_needs in by_line.items()}
    for number, date_needs in _grouped(needs, lambda need: need.occurrence.number).items():
        found, in_the_way, fits = _plan_date(date_needs, steady, occupancy, own, zone)
        conflicts += in_the_way
        if not fits:
            refused.add(number)
            continue
        given += found
        for item in found:
            own.add(Occupied(item.unit_id, item.need.occupied, ITSELF))
    order = {number: place for place, number in enumerate(by_line)}
    given.sort(key=lambda item: order[item.need.wish.line.number])
    conflicts.sort(key=lambda item: order[item.line])
    occurrences = {need.occurrence.number: need.occurrence for need in needs}
    return Plan(
        tuple(given),
        tuple(conflicts),
        tuple(found for number, found in occurrences.items() if number not in refused),
        tuple(found for number, found in occurrences.items() if number in refused),
    )


def _grouped(needs: Sequence[Need], key: Callable[[Need], int]) -> dict[int, list[Need]]:
    groups: dict[int, list[Need]] = {}
    for need in needs:
        groups.setdefault(key(need), []).append(need)
    return groups


def _plan_date(
    needs: Sequence[Need],
    steady: Mapping[int, Sequence[Unit]],
    occupancy: Occupancy,
    own: Occupancy,
    zone: ZoneInfo,
) -> tuple[list[PlannedAllocation], list[Conflict], bool]:
    """Units for the lines of one date, who is in the way, and whether all of them fit. Nothing is noted in ``own``."""
    here = Occupancy()
    given: list[PlannedAllocation] = []
    conflicts: list[Conflict] = []
    fits = True
    for need in needs:
        free = [
            unit
            for unit in steady[need.wish.line.number]
            if occupancy.is_free(unit.id, need.occupied)
            and own.is_free(unit.id, need.occupied)
            and here.is_free(unit.id, need.occupied)
        ][: need.wish.line.quantity]
        if len(free) < need.wish.line.quantity:
            fits = False
            conflicts += _in_the_way(need, occupancy, (own, here), zone)
            continue
        for unit in free:
            here.add(Occupied(unit.id, need.occupied, ITSELF))
            given.append(PlannedAllocation(need, unit.id))
    return given, conflicts, fits


def _steadiest_first(needs: Sequence[Need], occupancy: Occupancy) -> list[Unit]:
    """Candidates, those free on most dates first: whoever is free on all of them serves the whole series."""
    units = needs[0].wish.candidates
    if len(units) == 1:
        return list(units)
    free = Counter(unit.id for unit in units for need in needs if occupancy.is_free(unit.id, need.occupied))
    preferred = needs[0].wish.preferred
    return sorted(units, key=lambda unit: (-free[unit.id], unit.id not in preferred))


def _in_the_way(need: Need, occupancy: Occupancy, own: Sequence[Occupancy], zone: ZoneInfo) -> list[Conflict]:
    return [
        Conflict(
            resource=need.wish.resource.code,
            unit=unit.name,
            occurrence=need.occurrence.day(zone),
            kind=ConflictKind.HARD,
            holder=item.holder,
            span=item.span,
            title=item.title,
            line=need.wish.line.number,
        )
        for unit in need.wish.candidates
        for taken in (occupancy, *own)
        for item in taken.over(unit.id, need.occupied)
    ]


def competing(plan: Plan, occupancy: Occupancy, zone: ZoneInfo) -> tuple[Conflict, ...]:
    """Requests that would compete with the plan, or be displaced by it: soft conflicts."""
    return tuple(
        Conflict(
            resource=item.need.wish.resource.code,
            unit=next(unit.name for unit in item.need.wish.candidates if unit.id == item.unit_id),
            occurrence=item.need.occurrence.day(zone),
            kind=ConflictKind.SOFT,
            holder=other.holder,
            span=other.span,
            title=other.title,
            line=item.need.wish.line.number,
        )
        for item in plan.allocations
        for other in occupancy.over(item.unit_id, item.need.occupied, ConflictKind.SOFT)
    )
