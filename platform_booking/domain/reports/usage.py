"""Hours, added up in one pass over what was held. Instants are whole seconds since the epoch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from platform_booking.domain.booking import State
from platform_booking.domain.reports.model import OTHERS, Figures, Group, HeatMap, UsageReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.reports.open_clock import OpenClock
    from platform_booking.domain.timespan import TimeSpan

Held: TypeAlias = "tuple[int, int, int, int, int, str, int | None, int | None, int | None, str, int, str]"
"""booking, occurrence, unit (keys), use from and until, state, really from and until, partner (key), purpose, learners,
funding."""
Blocked: TypeAlias = "tuple[int, int, int]"
"""unit (key), from, until."""
GRANTED: Final = frozenset(
    state.value for state in (State.APPROVED, State.IN_USE, State.COMPLETED, State.NO_SHOW)
)
"""What was granted and not given up."""
TAUGHT: Final = GRANTED - {State.NO_SHOW.value}
ONE_DAY: Final = 24 * 3600
_Spans: TypeAlias = "list[tuple[int, int]]"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report covers, and whom its reader may tell apart."""

    catalogue: Catalogue
    period: TimeSpan
    days: tuple[date, ...]
    is_weekly: bool
    resources: tuple[Resource, ...]
    """In the order in which they are shown; no person's own time."""
    clocks: Mapping[str, OpenClock]
    """Resource code → when it is open; none for what is retired."""
    partner: Callable[[str], str]
    """A partner's code → what stands for it: itself or ``OTHERS``."""
    category: Callable[[str], str]
    """A partner's code → its category, or ``OTHERS``."""


@dataclass(slots=True)
class _Sums:
    """Seconds and counts on the way."""

    approved: int = 0
    requested: int = 0
    used: int = 0
    no_show: int = 0
    within: int = 0
    learners: int = 0
    participations: int = 0
    bookings: int = 0
    dates: int = 0
    missed: int = 0

    def add_hours(self, other: _Sums) -> None:
        self.approved += other.approved
        self.requested += other.requested
        self.used += other.used
        self.no_show += other.no_show
        self.within += other.within

    def add(self, other: _Sums) -> None:
        self.add_hours(other)
        self.learners += other.learners
        self.participations += other.participations
        self.bookings += other.bookings
        self.dates += other.dates
        self.missed += other.missed

    def figures(self, opened: int | None = None) -> Figures:
        """With the open seconds where there is such a thing."""
        return Figures(
            timedelta(seconds=self.approved),
            timedelta(seconds=self.requested),
            timedelta(seconds=self.used),
            timedelta(seconds=self.no_show),
            timedelta(seconds=self.within),
            None if opened is None else timedelta(seconds=opened),
            timedelta(seconds=self.learners),
            self.participations,
            self.bookings,
            self.dates,
            self.missed,
        )


@dataclass(slots=True)
class _Date:
    """One date of a booking: of which resources something was granted, missed, attended, and when."""

    granted: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    attended: set[str] = field(default_factory=set)
    spans: dict[str, _Spans] = field(default_factory=lambda: defaultdict(list))


def usage_report(scope: Scope, held: Iterable[Held], blocked: Iterable[Blocked]) -> UsageReport:
    """Add up. ``held`` in order of bookings; ``blocked`` of units that are taken out of use."""
    ledger = _Ledger(scope)
    for _, rows in groupby(held, key=itemgetter(0)):
        ledger.enter_booking(rows)
    for unit, start, end in blocked:
        ledger.enter_block(unit, start, end)
    return ledger.report()


class _Ledger:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._start, self._end = (
            int(moment.timestamp()) for moment in (scope.period.start, scope.period.end)
        )
        self._resource_of = {unit.id: item for item in scope.resources for unit in item.units}
        self._counted = {
            unit.id for item in scope.resources if item.code in scope.clocks for unit in item.active_units
        }
        """Units whose open time counts, and so their use in it."""
        self._full = {item.code: [0] * len(scope.days) for item in scope.resources}
        self._shut = {item.code: [0] * len(scope.days) for item in scope.resources}
        self._total = _Sums()
        self._sums: dict[Group, dict[str, _Sums]] = {group: defaultdict(_Sums) for group in Group}
        partners = scope.catalogue.partners.values()
        self._partners: dict[int | None, tuple[str, str]] = {
            item.id: (scope.partner(item.code), scope.category(item.code)) for item in partners
        }
        self._partners[None] = (scope.partner(""), scope.category(""))

    # --- one booking --------------------------------------------------------------------------------

    def enter_booking(self, rows: Iterable[Held]) -> None:
        """All rows of one booking."""
        hours: dict[str, _Sums] = defaultdict(_Sums)
        dates: dict[int, _Date] = defaultdict(_Date)
        partner: int | None = None
        purpose, learners, funding = "", 0, ""
        for _, occurrence, unit, start, end, state, begun, ended, partner, purpose, learners, funding in rows:  # noqa: B007 - the same in all rows
            resource = self._resource_of.get(unit)
            if resource is None or start >= self._end or end <= self._start:
                continue
            code, sums = resource.code, hours[resource.code]
            taught = self._taught(code, start, end) if learners and state in TAUGHT else ()
            start, end = max(start, self._start), min(end, self._end)  # noqa: PLW2901 - what lies in the period
            if state not in GRANTED:
                sums.requested += end - start
                continue
            sums.approved += end - start
            date = dates[occurrence]
            date.granted.add(code)
            if state == State.NO_SHOW.value:
                sums.no_show += end - start
                date.missed.add(code)
                continue
            date.attended.add(code)
            date.spans[code] += taught
            if unit in self._counted:
                sums.within += self._scope.clocks[code].spread(start, end, self._full[code])
            if begun is not None and ended is not None:
                sums.used += max(0, min(ended, self._end) - max(begun, self._start))
        if hours:
            self._enter(hours, dates, partner, purpose, learners, funding)

    def _enter(
        self,
        hours: Mapping[str, _Sums],
        dates: Mapping[int, _Date],
        partner: int | None,
        purpose: str,
        learners: int,
        funding: str,
    ) -> None:
        of_resources, of_platforms = self._sums[Group.RESOURCE], self._sums[Group.PLATFORM]
        codes_of: dict[str, set[str]] = defaultdict(set)
        for code in hours:
            codes_of[self._scope.catalogue.resources[code].platform].add(code)
            _count(hours[code], dates, {code}, learners)
            of_resources[code].add(hours[code])
        name, category = self._partners.get(partner, self._partners[None])
        whole = self._together(hours, dates, set(hours), learners)
        for target in (
            self._total,
            self._sums[Group.PARTNER][name],
            self._sums[Group.CATEGORY][category],
            self._sums[Group.PURPOSE][purpose],
            self._sums[Group.FUNDING][OTHERS if name == OTHERS else funding],
        ):
            target.add(whole)
        for platform, codes in codes_of.items():
            alone = len(codes) == len(hours)
            of_platforms[platform].add(whole if alone else self._together(hours, dates, codes, learners))

    @staticmethod
    def _together(
        hours: Mapping[str, _Sums], dates: Mapping[int, _Date], codes: set[str], learners: int
    ) -> _Sums:
        """Of several resources of one booking: hours add up, dates and learners are counted once."""
        if len(codes) == 1:
            return hours[next(iter(codes))]
        sums = _Sums()
        for code in codes:
            sums.add_hours(hours[code])
        _count(sums, dates, codes, learners)
        return sums

    def _taught(self, code: str, start: int, end: int) -> _Spans:
        """When people are there: of what goes on for more than a day only in open time, for nobody is taught at night."""
        clock = self._scope.clocks.get(code)
        if end - start <= ONE_DAY or clock is None:
            return [(max(start, self._start), min(end, self._end))]
        return clock.stretches(max(start, self._start), min(end, self._end))

    # --- blocks, and what comes of it all -----------------------------------------------------------

    def enter_block(self, unit: int, start: int, end: int) -> None:
        """Open time that is none."""
        if unit in self._counted:
            code = self._resource_of[unit].code
            self._scope.clocks[code].spread(max(start, self._start), min(end, self._end), self._shut[code])

    def report(self) -> UsageReport:
        """Everything, in the order in which it is shown."""
        scope = self._scope
        opened: dict[str, list[int]] = {}
        platforms: dict[str, list[str]] = defaultdict(list)
        for item in scope.resources:
            if item.code in scope.clocks:
                count = len(item.active_units)
                clock = scope.clocks[item.code]
                opened[item.code] = [
                    count * there - shut
                    for there, shut in zip(clock.open, self._shut[item.code], strict=True)
                ]
                platforms[item.platform].append(item.code)
        of_platforms = {
            code: ([opened[item] for item in items], [self._full[item] for item in items])
            for code, items in platforms.items()
        }
        heat = HeatMap(
            scope.days,
            scope.is_weekly,
            {code: _shares([opened[code]], [self._full[code]]) for code in opened},
            {code: _shares(*rows) for code, rows in of_platforms.items()},
        )
        total = self._total.figures(sum(map(sum, opened.values())))
        return UsageReport(scope.period, self._groups(opened, platforms), total, heat)

    def _groups(
        self, opened: Mapping[str, list[int]], platforms: Mapping[str, list[str]]
    ) -> dict[Group, dict[str, Figures]]:
        sums = self._sums
        resources = {
            item.code: sums[Group.RESOURCE][item.code].figures(
                sum(opened[item.code]) if item.code in opened else None
            )
            for item in self._scope.resources
            if item.code in opened or item.code in sums[Group.RESOURCE]
        }
        there = {
            code: sums[Group.PLATFORM][code].figures(
                sum(sum(opened[item]) for item in platforms[code]) if code in platforms else None
            )
            for code in dict.fromkeys((*platforms, *sums[Group.PLATFORM]))
        }
        most = {
            group: {key: item.figures() for key, item in sorted(sums[group].items(), key=_most_first)}
            for group in (Group.PARTNER, Group.CATEGORY, Group.PURPOSE, Group.FUNDING)
        }
        return {Group.RESOURCE: resources, Group.PLATFORM: there, **most}


def _count(sums: _Sums, dates: Mapping[int, _Date], codes: set[str], learners: int) -> None:
    """Count the booking, its dates and who learned there, as far as these resources go."""
    for date in dates.values():
        granted = codes & date.granted
        if not granted:
            continue
        sums.bookings = 1
        sums.dates += 1
        sums.missed += bool(codes & date.missed)
        attended = codes & date.attended
        if learners and attended:
            sums.participations += learners
            spans = [span for code in attended for span in date.spans[code]]
            sums.learners += learners * sum(end - start for start, end in _joined(spans))


def _most_first(entry: tuple[str, _Sums]) -> tuple[bool, int, int, str]:
    key, sums = entry
    return key == OTHERS, -sums.approved, -sums.requested, key


def _shares(opened: Sequence[Sequence[int]], full: Sequence[Sequence[int]]) -> tuple[float | None, ...]:
    """Of several resources together: use by open time, step by step."""
    return tuple(
        sum(used) / sum(there) if sum(there) > 0 else None
        for there, used in zip(zip(*opened, strict=True), zip(*full, strict=True), strict=True)
    )


def _joined(spans: _Spans) -> _Spans:
    """Disjoint, covering the same instants."""
    if len(spans) == 1:
        return spans
    distinct = sorted(set(spans))
    if len(distinct) == 1:
        return distinct
    joined: _Spans = []
    for start, end in distinct:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
