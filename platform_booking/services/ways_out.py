"""What would do instead of a wish that is refused: looked for in the store, near first, then far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from platform_booking.domain.alternatives import (
    Alternative,
    AlternativeKind,
    Asking,
    at_once,
    at_other_times,
    with_fewer_dates,
)
from platform_booking.domain.conflicts import Occupancy
from platform_booking.domain.cures import Cures, Variant, distinct, is_timeless, rooms_of, wait_until
from platform_booking.domain.planning import PlannedLine, Wish, make_plan
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.admission import Admission
from platform_booking.services.judging import judge_for
from platform_booking.services.planner import equivalents_of, without

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.conflicts import Occupied
    from platform_booking.domain.rules import About, Violation
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

NEAR: Final = timedelta(days=28)
REACH: Final = timedelta(days=120)
"""So far around its own time something is always looked for."""
FAR: Final = timedelta(days=400)
"""So far where nothing nearer would do at all: the quota of a year, a whole year's notice."""
MARGIN: Final = timedelta(days=2)
DAY: Final = timedelta(days=1)
_LIMITS: Final = ("earliest", "latest", "until")
"""What rules call the moment at which they begin or cease to hold."""


def alternatives_for(
    desk: Desk,
    wish: Wish,
    about: About,
    *,
    leaving: frozenset[int] = frozenset(),
    overridden_by: str | None = None,
    lived_with: Sequence[Violation] = (),
) -> tuple[Alternative, ...]:
    """The nearest ways out for a wish that does not fit or that a rule refuses.

    Each is checked with the same planner and the same rules, those set aside that ``overridden_by`` may, and as far as
    it makes nothing worse than what a booking already lives with.
    """
    return desk.store.read(
        lambda unit_of_work: ways_out(
            unit_of_work,
            desk.now(),
            wish,
            about,
            leaving=leaving,
            overridden_by=overridden_by,
            lived_with=lived_with,
        )
    )


def ways_out(
    unit_of_work: UnitOfWork,
    now: datetime,
    wish: Wish,
    about: About,
    *,
    leaving: frozenset[int] = frozenset(),
    taken: Sequence[Occupied] = (),
    overridden_by: str | None = None,
    lived_with: Sequence[Violation] = (),
) -> tuple[Alternative, ...]:
    """As ``alternatives_for``, and as if ``taken`` were taken too."""
    search = _Search(unit_of_work, now, wish, about, leaving, tuple(taken), overridden_by, tuple(lived_with))
    found = search.alternatives()
    if found or about.ref:
        return found
    later = wait_until(search.refused, lambda until: _moment_after(until, wish.zone))
    if later is None or later <= now:
        return ()
    again = replace(search, now=later)
    span = wish.occurrences()[0].span
    same = (Alternative(AlternativeKind.WAIT, span),) if again.is_yes() else ()
    waiting = same or again.alternatives()[:1]
    return tuple(replace(way, kind=AlternativeKind.WAIT, ask_from=later) for way in waiting)


def _moment_after(until: object, zone: ZoneInfo) -> datetime:
    """The end of that day, or the moment itself."""
    if isinstance(until, datetime):
        return until + timedelta(minutes=1)
    assert isinstance(until, date)
    return localize(datetime.combine(until + DAY, time()), zone)


@dataclass(frozen=True)
class _Search:
    """One search; what is read of the store for it covers one period."""

    unit_of_work: UnitOfWork
    now: datetime
    wish: Wish
    about: About
    leaving: frozenset[int]
    taken: tuple[Occupied, ...]
    overridden_by: str | None
    lived_with: tuple[Violation, ...]

    @cached_property
    def equivalents(self) -> Mapping[str, tuple[Resource, ...]]:
        """What each resource may be exchanged for."""
        return equivalents_of(self._catalogue, self.wish.lines)

    @cached_property
    def refused(self) -> tuple[Violation, ...]:
        """What of the rules stands in the way of the wish itself."""
        admission = self._admission(self._later(NEAR), ())
        return admission.broken(admission.own)

    def is_yes(self) -> bool:
        """Whether the wish itself could be booked."""
        return self._asked(self._later(NEAR), ()).fits(self.wish)

    def alternatives(self) -> tuple[Alternative, ...]:
        """Near first; other times far away only where there are none near, very far ones where there is nothing at all."""
        stuck = any(is_timeless(item, self.wish) for item in self.refused)
        exchanges, cured = self._exchanges(), self._cured() if self.refused else ()
        bases = cured if stuck else (Variant(self.wish),)
        variants = distinct(cured if stuck else (*exchanges, *cured))
        near = self._asked(self._later(NEAR), (*variants, *bases))
        found = tuple(at_once(near, variants))
        times = self._times(near, bases, self._usual_periods())
        fewer = tuple(with_fewer_dates(near, bases))
        if found or times or fewer or not bases:
            return (*found, *times, *fewer)
        times = self._times(near, bases, self._far_periods())
        return times or self._together(near, exchanges)

    def _together(self, near: Asking, exchanges: Sequence[Variant]) -> tuple[Alternative, ...]:
        """Another resource and another time, or fewer dates with another resource."""
        if not exchanges:
            return ()
        times = self._times(near, exchanges, self._usual_periods())
        return times or tuple(with_fewer_dates(near, exchanges))

    def _times(
        self, near: Asking, bases: Sequence[Variant], periods: Sequence[TimeSpan]
    ) -> tuple[Alternative, ...]:
        """Those that everybody would prefer, in the nearest period where there are any; else any."""
        if not bases:
            return ()
        unwelcome: tuple[Alternative, ...] = ()
        for period in (None, *periods):
            asking = near if period is None else self._asked(period, bases)
            welcome, others = at_other_times(asking, bases)
            if welcome:
                return welcome
            unwelcome = unwelcome or others
        return unwelcome

    def _asked(self, period: TimeSpan, variants: Sequence[Variant]) -> Asking:
        resources = (item.resource for variant in variants for item in variant.wish.lines)
        return self._asking(period, self._admission(period, tuple(resources)), variants)

    # --- what may be changed ------------------------------------------------------------------------

    @property
    def _catalogue(self) -> Catalogue:
        return self.unit_of_work.catalogue

    def _exchanges(self) -> tuple[Variant, ...]:
        """One resource exchanged for each of its equivalents that has units enough."""
        asked: dict[str, int] = {}
        for item in self.wish.lines:
            asked[item.resource.code] = max(item.line.quantity, asked.get(item.resource.code, 0))
        start = Variant(self.wish)
        return tuple(
            start.exchanging(code, other)
            for code, quantity in asked.items()
            for other in self.equivalents[code]
            if len(other.active_units) >= quantity
        )

    def _cured(self) -> tuple[Variant, ...]:
        """Variants of which the rules do not say what they say of the wish."""
        others = tuple(item for found in self.equivalents.values() for item in found)
        admission = self._admission(self._later(NEAR), (*others, *rooms_of(self._catalogue)))

        def says(wish: Wish) -> tuple[Violation, ...]:
            return admission.broken(admission.judge.violations(wish.lines, wish.occurrences()))

        whole = not (self.about.ref or self.wish.dates)
        return tuple(Cures(self._catalogue, self.about, says, self.equivalents, whole).variants(self.wish))

    # --- where it is looked for ---------------------------------------------------------------------

    def _later(self, reach: timedelta) -> TimeSpan:
        """From the wish's own day on, but not before now."""
        first = self.wish.occurrences()[0].span
        midnight = datetime.combine(wall_time(first.start, self.wish.zone).date(), time())
        begin = max(self.now, localize(midnight, self.wish.zone))
        return TimeSpan(begin, max(first.end, begin + first.length) + reach)

    def _around(self, moment: datetime, reach: timedelta) -> TimeSpan | None:
        """So far before and after a moment, but not before now."""
        begin, end = max(self.now, moment - reach), moment + self.wish.occurrences()[0].span.length + reach
        return TimeSpan(begin, end) if begin < end else None

    def _usual_periods(self) -> list[TimeSpan]:
        """Later, and earlier only where nothing is later."""
        first = self.wish.occurrences()[0].span
        earlier = TimeSpan(self.now, first.end) if self.now < first.start else None
        near = earlier and earlier.clip(TimeSpan(first.start - NEAR, first.end))
        whole = earlier and earlier.clip(TimeSpan(first.start - REACH, first.end))
        return [self._later(REACH), *(period for period in (near, whole) if period)]

    def _far_periods(self) -> list[TimeSpan]:
        """Around the moments from which rules hold or cease to; far around everything, but for quotas that come back sooner."""
        moments = []
        for item in self.refused:
            for limit in (item.params.get(key) for key in _LIMITS):
                if isinstance(limit, datetime):
                    moments.append(limit)
                elif isinstance(limit, date):
                    moments.append(_moment_after(limit, self.wish.zone))
        periods = [self._around(moment, NEAR) for moment in moments]
        if all(item.params.get("period", "year") == "year" for item in self.refused):
            periods += [self._later(FAR), self._around(self.wish.start, FAR)]
        return [period for period in periods if period is not None]

    def _admission(self, period: TimeSpan, resources: Sequence[Resource]) -> Admission:
        """Judges anything with these resources anywhere in the period."""
        wish, occurrences = self.wish, self.wish.occurrences()
        every_line = [*wish.lines, *(PlannedLine(wish.lines[0].line, item) for item in resources)]
        judge = judge_for(
            self.unit_of_work,
            self.now,
            self.about,
            every_line,
            occurrences,
            wish.zone,
            self._reach_of(period),
        )
        own = judge.violations(wish.lines, occurrences)
        return Admission(judge, own, self.lived_with, self.overridden_by)

    def _asking(self, period: TimeSpan, admission: Admission, variants: Sequence[Variant]) -> Asking:
        window = self._reach_of(period)
        units = {
            unit.id
            for variant in (Variant(self.wish), *variants)
            for item in variant.wish.lines
            for unit in item.resource.active_units
        }
        found = self.unit_of_work.occupancy(
            ((unit, window) for unit in sorted(units)), movable_after=self.now
        )
        occupancy = known_within(window, without(found, self.leaving))
        if self.taken:
            occupancy = Occupancy((*occupancy, *self.taken))
        plan = make_plan(self.wish.needs(), occupancy, self.wish.zone, repack=True)
        refused = admission.broken(admission.own)
        broken_days = {day for item in refused for day in item.params.get("dates", ())}
        return Asking(self.wish, plan, occupancy, period, admission.look, broken_days)

    def _reach_of(self, period: TimeSpan) -> TimeSpan:
        """Everything that the wish could touch if it began anywhere in the period, and where it is now."""
        needs = self.wish.needs()
        first = self.wish.occurrences()[0].span.start
        begin = min(need.occupied.start for need in needs)
        end = max(need.occupied.end for need in needs)
        margin = MARGIN + max(need.occupied.length for need in needs)
        return TimeSpan(
            min(begin, period.start + (begin - first)) - margin,
            max(end, period.end + (end - first)) + margin,
        )


def known_within(window: TimeSpan, occupancy: Occupancy) -> Occupancy:
    """The same, where only those may change unit whose whole time was looked at."""
    return Occupancy(
        replace(item, movable=False) if item.movable and not window.contains(item.span) else item
        for item in occupancy
    )
