"""From what is wanted to units and times: the plan of a booking, or who stands in its way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Line, Occurrence, line_use
from platform_booking.domain.conflicts import Conflict, ConflictKind, Occupancy, Occupied
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.packing import QUICK
from platform_booking.domain.recurrence import Lapse, expand, localize, wall_time
from platform_booking.domain.repacking import Pool, UnitMove, Wanted
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
    from datetime import date, datetime, timedelta
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Resource, Unit
    from platform_booking.domain.recurrence import Recurrence
    from platform_booking.domain.timetables import PartnerEvent

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
    moves: tuple[UnitMove, ...] = ()
    """Others of a pool that go to another unit of it to make room."""

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
    dates: tuple[Occurrence, ...] = ()
    """The dates themselves where they are known already, with those that lie elsewhere than the rule says."""

    def occurrences(self) -> tuple[Occurrence, ...]:
        """Its dates, numbered from 1. Raises InvalidInput when there are none or too many."""
        if self.dates:
            return self.dates
        starts = expand(self.start, self.rule, self.zone, self.skip)
        return tuple(
            Occurrence(number, start, TimeSpan(start, self.length.after(start, self.zone)))
            for number, start in enumerate(starts, 1)
        )

    def first_start(self) -> datetime:
        """The first date that the rule names, also when it is skipped: there the series begins."""
        if self.dates and self.rule is None:
            return self.dates[0].original_start
        return expand(self.start, self.rule, self.zone)[0]

    def needs(self) -> tuple[Need, ...]:
        """Every line at every date."""
        return needs_of(self.lines, self.occurrences(), self.zone)

    def at(self, start: datetime) -> Wish:
        """The same, beginning at another time; dates that are known all go by as much on the wall clock."""
        by = wall_time(start, self.zone) - wall_time(self.start, self.zone)
        return replace(
            self, start=start, dates=tuple(shifted_date(item, by, self.zone) for item in self.dates)
        )

    def without(self, days: Collection[date]) -> Wish:
        """The same but for these dates, by the days that name them."""
        dates = tuple(item for item in self.dates if item.day(self.zone) not in days)
        return replace(self, skip=self.skip | frozenset(days), dates=dates)

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


def shifted_date(date: Occurrence, by: timedelta, zone: ZoneInfo) -> Occurrence:
    """One date by that much later on the wall clock, ending at the clock time at which it ended."""
    start = localize(wall_time(date.span.start, zone) + by, zone)
    length = Lapse.between(date.span.start, date.span.end, zone)
    return replace(
        date,
        original_start=localize(wall_time(date.original_start, zone) + by, zone),
        span=TimeSpan(start, length.after(start, zone)),
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


def make_plan(
    needs: Sequence[Need],
    occupancy: Occupancy,
    zone: ZoneInfo,
    *,
    repack: bool = False,
    effort: int = QUICK,
) -> Plan:
    """Give units to every need, the same units all through a series where that can be.

    ``occupancy`` must hold everything that overlaps the needs' occupied spans on the candidates. It is not changed.
    With ``repack`` others of a pool are given other units of it where nothing else helps, as few as can be; then it must
    also hold, on all units of the pool, what overlaps whoever could have to move. ``effort`` bounds how long the few are
    looked for (``domain.packing``); where nothing is tied to its unit, whether it fits does not depend on it.
    """
    by_line = _grouped(needs, lambda need: need.wish.line.number)
    steady = {number: _steadiest_first(line_needs, occupancy) for number, line_needs in by_line.items()}
    draft = _Draft(steady, occupancy, zone, effort if repack else None)
    conflicts: list[Conflict] = []
    refused: set[int] = set()
    for number, date_needs in _grouped(needs, lambda need: need.occurrence.number).items():
        in_the_way = draft.add_date(date_needs)
        if in_the_way is not None:
            conflicts += in_the_way
            refused.add(number)
    order = {number: place for place, number in enumerate(by_line)}
    conflicts.sort(key=lambda item: order[item.line])
    occurrences = {need.occurrence.number: need.occurrence for need in needs}
    return Plan(
        tuple(sorted(draft.given, key=lambda item: order[item.need.wish.line.number])),
        tuple(conflicts),
        tuple(found for number, found in occurrences.items() if number not in refused),
        tuple(found for number, found in occurrences.items() if number in refused),
        draft.moves(),
    )


def _grouped(needs: Sequence[Need], key: Callable[[Need], int]) -> dict[int, list[Need]]:
    groups: dict[int, list[Need]] = {}
    for need in needs:
        groups.setdefault(key(need), []).append(need)
    return groups


class _Draft:
    """A plan in the making, date by date."""

    def __init__(
        self,
        steady: Mapping[int, Sequence[Unit]],
        occupancy: Occupancy,
        zone: ZoneInfo,
        repack_effort: int | None,
    ) -> None:
        self._steady = steady
        self._occupancy = occupancy
        self._zone = zone
        self._repack_effort = repack_effort
        """None: nobody else moves."""
        self._pools: dict[str, Pool] = {}
        """Those in which others were given other units."""
        self._repacked: dict[str, Occupancy] = {}
        """By such a pool's resource: who has its units after that."""
        units = [unit.id for candidates in steady.values() for unit in candidates]
        self._shared = len(units) > len(set(units))
        """Whether two lines could get the same unit."""
        self._own = Occupancy()
        """What the plan takes itself, to be asked quickly."""
        self.given: list[PlannedAllocation] = []

    def moves(self) -> tuple[UnitMove, ...]:
        """Others that change unit."""
        return tuple(move for pool in self._pools.values() for move in pool.moves())

    def add_date(self, needs: Sequence[Need]) -> list[Conflict] | None:
        """Units for all lines of one date, else nothing is added: then who is in the way."""
        found, failing, conflicts = self._on_free_units(needs)
        if failing:
            rooms = self._make_room(needs, failing)
            if len(rooms) < len(failing):
                return [conflict for conflict in conflicts if conflict.resource not in rooms]
            for code, room in rooms.items():
                self._take_room(code, needs, *room)
            found = [item for item in found if item.need.wish.resource.code not in rooms]
        self.given += found
        for item in found:
            self._own.add(Occupied(item.unit_id, item.need.occupied, ITSELF))
        return None

    def _on_free_units(
        self, needs: Sequence[Need]
    ) -> tuple[list[PlannedAllocation], dict[str, Resource], list[Conflict]]:
        """Units for the lines that find free ones; resources of those that don't, and who is in their way."""
        here = Occupancy()
        given: list[PlannedAllocation] = []
        failing: dict[str, Resource] = {}
        conflicts: list[Conflict] = []
        for need in needs:
            line, span = need.wish.line, need.occupied
            others, own = self._others(need), self._own
            free = [
                unit
                for unit in self._steady[line.number]
                if others.is_free(unit.id, span)
                and own.is_free(unit.id, span)
                and (not self._shared or here.is_free(unit.id, span))
            ][: line.quantity]
            if len(free) < line.quantity:
                failing[need.wish.resource.code] = need.wish.resource
                conflicts += _in_the_way(need, (others, own, here), self._zone)
                continue
            for unit in free:
                if self._shared:
                    here.add(Occupied(unit.id, span, ITSELF))
                given.append(PlannedAllocation(need, unit.id))
        return given, failing, conflicts

    def _others(self, need: Need) -> Occupancy:
        if not self._pools:
            return self._occupancy
        code = need.wish.resource.code
        if code not in self._pools:
            return self._occupancy
        if code not in self._repacked:
            self._repacked[code] = self._pools[code].occupancy()
        return self._repacked[code]

    def _make_room(
        self, needs: Sequence[Need], failing: Mapping[str, Resource]
    ) -> dict[str, tuple[Pool, dict[Hashable, int]]]:
        """The pools of the failing resources that can hold everything, with it in them."""
        rooms: dict[str, tuple[Pool, dict[Hashable, int]]] = {}
        if self._repack_effort is None:
            return rooms
        for code, resource in failing.items():
            units = tuple(unit.id for unit in resource.active_units)
            pool = self._pools.get(code) or Pool(code, units, self._occupancy)
            wanted = [
                Wanted(number, need.occupied, self._wishes(need), home)
                for number, (need, home) in enumerate(self._in_pool(code, needs))
            ]
            room = pool.make_room(wanted, self._repack_effort)
            if room is not None:
                rooms[code] = room
        return rooms

    def _wishes(self, need: Need) -> tuple[int, ...]:
        return tuple(unit.id for unit in self._steady[need.wish.line.number])

    def _in_pool(self, code: str, needs: Sequence[Need]) -> list[tuple[Need, int | None]]:
        """What the plan has in that pool already, and what the date adds."""
        there: list[tuple[Need, int | None]] = [
            (item.need, item.unit_id) for item in self.given if item.need.wish.resource.code == code
        ]
        for need in needs:
            if need.wish.resource.code == code:
                there += [(need, None)] * need.wish.line.quantity
        return there

    def _take_room(self, code: str, needs: Sequence[Need], pool: Pool, where: Mapping[Hashable, int]) -> None:
        placed = [
            PlannedAllocation(need, where[number] if home is None else where.get(number, home))
            for number, (need, home) in enumerate(self._in_pool(code, needs))
        ]
        self._pools[code] = pool
        self._repacked.pop(code, None)
        self.given = [item for item in self.given if item.need.wish.resource.code != code] + placed
        self._own = Occupancy(Occupied(item.unit_id, item.need.occupied, ITSELF) for item in self.given)


def _steadiest_first(needs: Sequence[Need], occupancy: Occupancy) -> list[Unit]:
    """Candidates, those free on most dates first: whoever is free on all of them serves the whole series."""
    units = needs[0].wish.candidates
    if len(units) == 1:
        return list(units)
    free = Counter(unit.id for unit in units for need in needs if occupancy.is_free(unit.id, need.occupied))
    preferred = needs[0].wish.preferred
    return sorted(units, key=lambda unit: (-free[unit.id], unit.id not in preferred))


def _in_the_way(need: Need, taken: Sequence[Occupancy], zone: ZoneInfo) -> list[Conflict]:
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
        for occupancy in taken
        for item in occupancy.over(unit.id, need.occupied)
    ]


def partner_conflicts(
    plan: Plan, events: Iterable[PartnerEvent], partner: str, zone: ZoneInfo, known: Iterable[Conflict] = ()
) -> tuple[Conflict, ...]:
    """What the timetables of the partner for whom it is made already have at the plan's dates, wherever the equipment is.

    The first line speaks for all; what is ``known`` already is left out.
    """
    if not partner or not plan.allocations:
        return ()
    first = plan.allocations[0].need.wish
    said = {(item.holder, item.span, item.occurrence) for item in known}
    return tuple(
        Conflict(
            resource=first.resource.code,
            unit="",
            occurrence=date.day(zone),
            kind=ConflictKind.SOFT,
            holder=event.calendar,
            span=event.span,
            title=event.title,
            line=first.line.number,
            timetable=True,
        )
        for date in plan.occurrences
        for event in events
        if event.partner == partner
        and event.span.overlaps(date.span)
        and (event.calendar, event.span, date.day(zone)) not in said
    )


def competing(plan: Plan, occupancy: Occupancy, zone: ZoneInfo) -> tuple[Conflict, ...]:
    """Requests that would compete with the plan or be displaced by it, and timetables that disagree: soft conflicts."""
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
            timetable=other.timetable,
        )
        for item in plan.allocations
        for other in occupancy.over(item.unit_id, item.need.occupied, ConflictKind.SOFT)
    )
