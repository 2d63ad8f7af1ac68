"""What the network did in a period: hours, delays, refusals. Whoever reads sees their own partner, and the sum of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_tell_partners_apart
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, ApprovalStep
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.open_time import OpenTime
from platform_booking.domain.reading import read_range_end
from platform_booking.domain.recurrence import localize, wall_time, zone_of
from platform_booking.domain.reports.decisions import decided_in, decision_report
from platform_booking.domain.reports.model import OTHERS, Figures, Group
from platform_booking.domain.reports.open_clock import DAY, OpenClock, steps_of
from platform_booking.domain.reports.usage import Scope, usage_report
from platform_booking.domain.rules.settings import setting_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.public_holidays import HOLIDAY_ZONE, holidays_of
from platform_booking.services.requests import read_when
from platform_booking.storage.reports import blocked_in, held_in, lost_in, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue, Platform, Resource
    from platform_booking.domain.reports.decisions import Decided
    from platform_booking.domain.reports.model import DecisionReport, UsageReport
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import When
    from platform_booking.storage.unit_of_work import UnitOfWork

LONGEST: Final = timedelta(days=10 * 366)
"""A longer period is a slip of the pen."""
_LONGEST_YEARS: Final = 10
HOME: Final = zone_of(DEFAULT_TIME_ZONE)
"""The zone of the network: a period that covers several platforms begins on its clocks."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """From when to when (a date alone as end includes that day), and of which platforms: none means all."""

    since: When
    until: When
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the reports screen shows, read in one go."""

    usage: UsageReport
    decisions: DecisionReport
    year_before: Figures | None
    """The same days a year earlier; None where nothing was booked then."""
    catalogue: Catalogue
    tells_partners_apart: bool
    """Whether the reader sees every partner by name."""


class ReportService:
    """Adds up what was booked and decided."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def usage(self, request: ReportRequest) -> UsageReport:
        """Hours, by resource, platform, partner, category and purpose. Raises InvalidInput or NotFound."""
        return self._desk.store.read(lambda unit_of_work: self._reader(unit_of_work, request).usage())

    def decisions(self, request: ReportRequest) -> DecisionReport:
        """Delays and refusals of what was decided in the period. Raises InvalidInput or NotFound."""
        return self._desk.store.read(lambda unit_of_work: self._reader(unit_of_work, request).decisions())

    def overview(self, request: ReportRequest) -> Overview:
        """Both, and the year before. Raises InvalidInput or NotFound."""

        def work(unit_of_work: UnitOfWork) -> Overview:
            reader = self._reader(unit_of_work, request)
            return Overview(
                reader.usage(),
                reader.decisions(),
                reader.a_year_before(),
                unit_of_work.catalogue,
                reader.tells_apart,
            )

        return self._desk.store.read(work)

    def _reader(self, unit_of_work: UnitOfWork, request: ReportRequest) -> _Reader:
        until = (
            read_range_end(request.until, HOME)
            if isinstance(request.until, str)
            else read_when(request.until, HOME)
        )
        period = TimeSpan(read_when(request.since, HOME), until)
        if period.length > LONGEST:
            raise InvalidInput("report-too-long", years=_LONGEST_YEARS)
        return _Reader(
            unit_of_work, self._desk.actor(unit_of_work.catalogue), period, _platforms(unit_of_work, request)
        )


def _platforms(unit_of_work: UnitOfWork, request: ReportRequest) -> tuple[str, ...]:
    known = unit_of_work.catalogue.platforms
    for code in request.platforms:
        if code not in known:
            raise NotFound("platform", code, tuple(known))
    return request.platforms or tuple(known)


class _Reader:
    """One report on the way, within one transaction."""

    def __init__(
        self, unit_of_work: UnitOfWork, actor: Actor, period: TimeSpan, platforms: Sequence[str]
    ) -> None:
        self._connection = unit_of_work.connection
        self._catalogue = unit_of_work.catalogue
        self._period = period
        self._own = actor.person.partner if actor.person else ""
        self.tells_apart = may_tell_partners_apart(actor, self._catalogue, platforms)
        order = {code: number for number, code in enumerate(self._catalogue.platforms)}
        self._resources = tuple(
            sorted(
                (item for item in self._catalogue.resources.values() if item.platform in platforms),
                key=lambda item: order[item.platform],
            )
        )

    def usage(self) -> UsageReport:
        return self._usage(self._period)

    def a_year_before(self) -> Figures | None:
        start, end = (_a_year_before(moment) for moment in (self._period.start, self._period.end))
        if start >= end:  # of 29 February there was no day before
            return None
        total = self._usage(TimeSpan(start, end)).total
        return total if total.approved else None

    def decisions(self) -> DecisionReport:
        catalogue, codes = self._catalogue, {item.code for item in self._resources}
        words = (
            word for word in words_in(self._connection, catalogue, self._period) if word.resource in codes
        )
        lost = (item for item in lost_in(self._connection, catalogue, self._period) if item.resource in codes)
        decided = decided_in(self._period, words, lost, self._last_step)
        keys: dict[Group, Callable[[Decided], str]] = {
            Group.RESOURCE: lambda item: item.resource,
            Group.PLATFORM: lambda item: catalogue.resources[item.resource].platform,
            Group.PARTNER: lambda item: self._partner(item.partner),
            Group.CATEGORY: lambda item: self._category(item.partner),
            Group.PURPOSE: lambda item: item.purpose,
            Group.FUNDING: lambda item: OTHERS if self._partner(item.partner) == OTHERS else item.funding,
        }
        return decision_report(
            self._period, decided, keys, lambda item: self._partner(item.partner) != OTHERS
        )

    # --- who and when -------------------------------------------------------------------------------

    def _usage(self, period: TimeSpan) -> UsageReport:
        days, is_weekly = steps_of(period, HOME)
        scope = Scope(
            self._catalogue,
            period,
            days,
            is_weekly,
            self._resources,
            self._clocks(period, days),
            self._partner,
            self._category,
        )
        return usage_report(scope, held_in(self._connection, period), blocked_in(self._connection, period))

    def _partner(self, code: str) -> str:
        """The partner, or ``OTHERS`` for whoever may not tell."""
        return code if self.tells_apart or (code and code == self._own) else OTHERS

    def _category(self, code: str) -> str:
        """The partner's kind: few share one, so whoever may not be told the partner is not told that either."""
        if self._partner(code) == OTHERS:
            return OTHERS
        found = self._catalogue.partners.get(code)
        return found.category if found else ""

    def _last_step(self, code: str) -> str:
        """The step that decides; without a chain only a manager can have said anything."""
        chain = self._catalogue.resources[code].approval
        return (chain[-1] if chain else ApprovalStep.MANAGER).value

    def _clocks(self, period: TimeSpan, days: Sequence[date]) -> dict[str, OpenClock]:
        """When everything that is in service is open: opening hours less closures, and less holidays where they are kept."""
        made: dict[tuple[str, bool], OpenClock] = {}
        found = {}
        for resource in self._resources:
            platform = self._catalogue.platforms[resource.platform]
            if not (resource.active and platform.active and resource.active_units):
                continue
            keeps = _keeps_holidays(platform, resource)
            key = platform.code, keeps
            if key not in made:
                made[key] = self._clock(platform, period, days, keeps_holidays=keeps)
            found[resource.code] = made[key]
        return found

    def _clock(
        self, platform: Platform, period: TimeSpan, days: Sequence[date], *, keeps_holidays: bool
    ) -> OpenClock:
        zone = zone_of(platform.time_zone)
        first = wall_time(period.start, zone).date() - DAY
        last = wall_time(period.end, zone).date() + DAY
        closed = set(self._catalogue.closed_days(platform, first, last))
        if keeps_holidays:
            closed |= holidays_of(range(first.year, last.year + 1)).keys()
        return OpenClock(OpenTime.of(platform.opening, closed, period, zone), period, days, zone)


def _keeps_holidays(platform: Platform, resource: Resource) -> bool:
    return platform.time_zone == HOLIDAY_ZONE and setting_of(resource, platform, "holidays") is not None


def _a_year_before(moment: datetime) -> datetime:
    """The same time on the same day of the year, on the network's clocks."""
    wall = wall_time(moment, HOME)
    try:
        earlier = wall.replace(year=wall.year - 1)
    except ValueError:  # 29 February
        earlier = wall.replace(year=wall.year - 1, day=28)
    return localize(earlier, HOME).astimezone(UTC)
