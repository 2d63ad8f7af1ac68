"""Proposals for a search, the best first, each with its reasons.

The order (there is no score): what nothing speaks against before what something does; then the more regular series;
then units that stay the same; then the resources that were named before their equivalents; then what nobody else asks
for; then what is over the soonest, and begins the soonest. Two searches for the same on the same store give the same.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any, Final, Protocol

from platform_booking.domain import rhythms
from platform_booking.domain.booking import Occurrence
from platform_booking.domain.planning import Plan, PlannedLine, competing, make_plan, needs_of
from platform_booking.domain.recurrence import wall_time
from platform_booking.domain.rhythms import Rhythm, Series
from platform_booking.domain.start_grid import GRID_MINUTES, PER_WEEK, StartGrid, at_least

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.domain.search_window import SearchWindow
    from platform_booking.domain.timespan import TimeSpan

MOST_CHOICES: Final = 24
"""So many ways of choosing among equivalent resources are looked at, those that change least first."""
EXAMINED: Final = 60
"""So many groups of proposals are planned to be put in order, if only enough of them fit."""
MOST_PLANNED: Final = 400
"""After so many plans a search ends, shared among its choices of resources."""


class NeverAllowed(Exception):
    """Rules refuse these lines whatever the dates: no other time need be looked at."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a proposal stands where it does. ``code`` and ``params`` make the sentence."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    caution: bool = False
    """Whether it speaks against it."""


class Rules(Protocol):
    """What else decides whether dates can be booked, beside what is free."""

    def open_starts(self, grid: StartGrid, lines: Sequence[PlannedLine]) -> int:
        """Starts against which no calendar speaks: where proposals are looked for first."""
        ...

    def reasons(self, lines: Sequence[PlannedLine], dates: Sequence[Occurrence]) -> tuple[Reason, ...] | None:
        """What the rules say of these dates; None where they refuse. May raise NeverAllowed."""
        ...


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked for. Each line comes with those that may stand in for it, the wanted one first."""

    options: tuple[tuple[PlannedLine, ...], ...]
    length: Lapse
    window: SearchWindow
    sessions: int = 1
    repack: bool = False
    """Whether others of a pool may be given other units of it to make room."""
    most_planned: int = MOST_PLANNED

    def choices(self) -> Iterator[tuple[PlannedLine, ...]]:
        """One resource for each line, those that change least first."""
        places = product(*(range(len(line)) for line in self.options))
        order = sorted(islice(places, 100 * MOST_CHOICES), key=lambda way: (sum(map(bool, way)), way))
        for way in order[:MOST_CHOICES]:
            lines = tuple(line[place] for line, place in zip(self.options, way, strict=True))
            if not any(way) or len({wish.resource.code for wish in lines}) == len(lines):
                yield lines  # nothing stands in for one line that another asks for


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal."""

    sessions: tuple[TimeSpan, ...]
    lines: tuple[PlannedLine, ...]
    units: tuple[tuple[tuple[str, ...], ...], ...]
    """By session, then by line: names of the units it would be given."""
    rhythm: Rhythm
    reasons: tuple[Reason, ...]
    rule: str | None
    """The recurrence rule with which it is booked; None for a single date."""
    skip: tuple[date, ...]
    """Dates of that rule that are left out."""
    order: tuple[Any, ...] = ()

    @property
    def first(self) -> TimeSpan:
        """Its first session."""
        return self.sessions[0]


def find(
    looking: Looking, occupancy: Occupancy, rules: Rules, *, limit: int = 10, grid: StartGrid | None = None
) -> tuple[Suggestion, ...]:
    """The best proposals; none when nothing fits.

    ``occupancy`` must know all candidates over the whole window, with what lines, margins and re-packing reach beyond it.
    ``grid``: of the same window, length and occupancy, where there is one already.
    """
    grid = grid or StartGrid(looking.window, looking.length)
    found: list[Suggestion] = []
    choices = list(looking.choices())
    for lines in choices:
        with suppress(NeverAllowed):
            found += _Search(looking, grid, lines, occupancy, rules).suggestions(limit, len(choices))
    found.sort(key=lambda item: item.order)
    earliest = min((item.first.start for item in found), default=None)
    return tuple(_with_first(item, earliest) for item in _different(found)[:limit])


def at_this_time(
    looking: Looking, dates: Sequence[Occurrence], occupancy: Occupancy, rules: Rules
) -> tuple[PlannedLine, ...] | None:
    """The resources with which exactly these dates can be booked, the wanted ones first; None where none do."""
    for lines in looking.choices():
        needs = needs_of(lines, dates, looking.window.zone)
        plan = make_plan(needs, occupancy, looking.window.zone, repack=looking.repack)
        with suppress(NeverAllowed):
            if plan.fits and rules.reasons(lines, dates) is not None:
                return lines
    return None


def possible_starts(looking: Looking, grid: StartGrid, occupancy: Occupancy) -> int:
    """Where a single session could begin, with any choice among equivalents; rules left aside."""
    found = 0
    for lines in looking.choices():
        found |= grid.common_starts(lines, occupancy, repack=looking.repack)
    return found


def _different(found: Iterable[Suggestion]) -> list[Suggestion]:
    """The best of those at the same times."""
    kept: dict[tuple[TimeSpan, ...], Suggestion] = {}
    for item in found:
        kept.setdefault(item.sessions, item)
    return list(kept.values())


def _with_first(item: Suggestion, earliest: object) -> Suggestion:
    if item.first.start != earliest:
        return item
    return Suggestion(
        item.sessions,
        item.lines,
        item.units,
        item.rhythm,
        (Reason("earliest"), *item.reasons),
        item.rule,
        item.skip,
        item.order,
    )


class _Search:
    """The proposals for one choice of resources."""

    def __init__(
        self,
        looking: Looking,
        grid: StartGrid,
        lines: tuple[PlannedLine, ...],
        occupancy: Occupancy,
        rules: Rules,
    ) -> None:
        self._looking = looking
        self._grid = grid
        self._lines = lines
        self._occupancy = occupancy
        self._rules = rules
        self._zone: ZoneInfo = looking.window.zone
        self._planned = 0

    def suggestions(self, limit: int, choices: int) -> list[Suggestion]:
        """Enough to choose from, a share of it where there are several choices; some, if there are any at all."""
        share = max(limit, EXAMINED) // choices or 1
        found: list[Suggestion] = []
        for place, group in enumerate(self._groups()):
            if (
                place >= share and len(found) >= min(limit, share)
            ) or self._planned > self._looking.most_planned // choices:
                break
            left = max(0, self._looking.most_planned // choices + 1 - self._planned)
            best = next((item for item in map(self._examined, group[:left]) if item), None)
            if best is not None:
                found.append(best)
        return found

    def _groups(self) -> Iterator[rhythms.Group]:
        """What can be proposed, roughly in order: in open time on free units, where others make room, anywhere."""
        possible = self._grid.common_starts(self._lines, self._occupancy, repack=self._looking.repack)
        in_open_time = possible & self._rules.open_starts(self._grid, self._lines)
        layers = [in_open_time, possible]
        if self._looking.repack:
            layers.insert(0, in_open_time & self._grid.common_starts(self._lines, self._occupancy))
        if self._looking.sessions > 1:
            return chain.from_iterable(map(self._series, dict.fromkeys(layers)))
        known = (0, *layers)
        fresh = (layer & ~before for before, layer in zip(known, layers, strict=False))
        return chain.from_iterable(rhythms.once(layer, self._grid.size) for layer in fresh)

    def _series(self, starts: int) -> Iterator[rhythms.Group]:
        sessions = self._looking.sessions
        least = self._steps_apart(only_tight=True)
        if least <= PER_WEEK:
            yield from rhythms.weekly(starts, self._steady(), sessions)
        for apart in dict.fromkeys((least, self._steps_apart(only_tight=False))):
            yield from rhythms.with_gaps(starts, sessions, apart)
            yield from rhythms.same_hour(starts, sessions, apart)

    def _steady(self) -> int:
        """First starts of weekly series through which each line can keep to its units."""
        found = rhythms.every_week(self._grid.admitted, self._looking.sessions)
        for wish in self._lines:
            free = (self._grid.free_starts(wish, unit, self._occupancy) for unit in wish.candidates)
            through = (rhythms.every_week(mask, self._looking.sessions) for mask in free)
            found &= at_least(through, wish.line.quantity)
        return found

    def _steps_apart(self, *, only_tight: bool) -> int:
        """From one session to the next, so that what they occupy does not overlap.

        ``only_tight``: on lines without units enough for two sessions at once, where it must not.
        """
        most = _minutes(self._looking.length)
        for wish in self._lines:
            if not only_tight or len(wish.candidates) < 2 * wish.line.quantity:
                own = wish.line.length or self._looking.length
                most = max(most, _minutes(own) + wish.resource.setup + wish.resource.turnaround)
        return -(-most // GRID_MINUTES)

    def _examined(self, series: Series) -> Suggestion | None:
        """The series planned as it would be booked; None where it does not fit or a rule refuses it."""
        dates = tuple(
            Occurrence(number, span.start, span)
            for number, span in enumerate(map(self._grid.span, series.starts), 1)
        )
        self._planned += 1
        needs = needs_of(self._lines, dates, self._zone)
        plan = make_plan(needs, self._occupancy, self._zone, repack=self._looking.repack)
        if not plan.fits:
            return None
        said = self._rules.reasons(self._lines, dates)
        if said is None:
            return None
        units = _units(plan, self._lines, dates)
        rule, skip = self._rule(series, dates)
        reasons = (*_of_rhythm(series, skip, dates, self._zone), *self._of_plan(plan, units), *said)
        return Suggestion(
            tuple(item.span for item in dates),
            self._lines,
            units,
            series.rhythm,
            reasons,
            rule,
            skip,
            self._order(series, reasons, dates),
        )

    def _order(
        self, series: Series, reasons: Sequence[Reason], dates: Sequence[Occurrence]
    ) -> tuple[Any, ...]:
        codes = [reason.code for reason in reasons]
        return (
            sum(reason.caution for reason in reasons if reason.code not in _WEIGHED_APART),
            list(Rhythm).index(series.rhythm),
            codes.count("units-change"),
            codes.count("instead"),
            codes.count("asked-too"),
            dates[-1].span,
            dates[0].span,
        )

    def _of_plan(self, plan: Plan, units: Sequence[Sequence[Sequence[str]]]) -> Iterator[Reason]:
        changing = [
            wish
            for place, wish in enumerate(self._lines)
            if len({tuple(sorted(session[place])) for session in units}) > 1
        ]
        for wish in changing:
            yield Reason("units-change", {"resource": wish.resource.code}, caution=True)
        if len(units) > 1 and not changing:
            yield Reason("same-units")
        for wish, wanted in zip(self._lines, self._looking.options, strict=True):
            if wish is not wanted[0]:
                params = {"resource": wish.resource.code, "instead_of": wanted[0].resource.code}
                yield Reason("instead", params, caution=True)
        if plan.moves:
            yield Reason("others-change-unit", {"count": len(plan.moves)}, caution=True)
        rivals = competing(plan, self._occupancy, self._zone)
        codes = tuple(sorted({item.holder for item in rivals if item.timetable}))
        if codes:
            yield Reason("timetable", {"codes": codes, "count": len(codes)}, caution=True)
        refs = tuple(sorted({item.holder for item in rivals if not item.timetable}))
        if refs:
            yield Reason("asked-too", {"refs": refs, "count": len(refs)}, caution=True)
        else:
            yield Reason("nobody-displaced")

    def _rule(self, series: Series, dates: Sequence[Occurrence]) -> tuple[str | None, tuple[date, ...]]:
        """The rule that says these dates, and those of its dates that are not among them."""
        if series.rhythm is Rhythm.ONCE:
            return None, ()
        days = [wall_time(item.span.start, self._zone).date() for item in dates]
        step = 1 if series.rhythm is Rhythm.SAME_HOUR else 7
        count = (days[-1] - days[0]).days // step + 1
        named = (days[0] + timedelta(days=step * number) for number in range(count))
        skip = tuple(day for day in named if day not in set(days))
        return f"FREQ={'DAILY' if step == 1 else 'WEEKLY'};COUNT={count}", skip


_WEIGHED_APART: Final = frozenset({"units-change", "instead", "asked-too"})
"""Cautions that have a place of their own in the order."""


def _minutes(lapse: Lapse) -> int:
    return lapse.wall + lapse.exact


def _units(
    plan: Plan, lines: Sequence[PlannedLine], dates: Sequence[Occurrence]
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    names = {unit.id: unit.name for wish in lines for unit in wish.resource.units}
    given: dict[tuple[int, int], list[str]] = {}
    for item in plan.allocations:
        key = item.need.occurrence.number, item.need.wish.line.number
        given.setdefault(key, []).append(names[item.unit_id])
    return tuple(tuple(tuple(given[day.number, wish.line.number]) for wish in lines) for day in dates)


def _of_rhythm(
    series: Series, skip: Sequence[date], dates: Sequence[Occurrence], zone: ZoneInfo
) -> Iterator[Reason]:
    start = dates[0].span.start
    if series.rhythm is Rhythm.WEEKLY:
        yield Reason("every-week", {"start": start, "count": len(dates)})
    elif series.rhythm is Rhythm.WITH_GAPS:
        yield Reason("weeks-left-out", {"dates": tuple(skip), "count": len(skip)})
    elif series.rhythm is Rhythm.SAME_HOUR:
        days = len({wall_time(item.span.start, zone).weekday() for item in dates})
        yield Reason("same-hour", {"days": days})
