"""Quotas: how much of a resource, or of a platform's resources together, one person or one partner may use in a period.

Hours are those of use (set-up and turnaround left out), each unit counting for itself, cut at the ends of the period.
Sessions are counted by date, in the period in which they begin. Periods are those of the calendar at the place.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize, zone_of
from platform_booking.domain.rules.model import Severity, Usage, Violation
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.rules.model import Case
    from platform_booking.domain.rules.settings import Setting

SECONDS_PER_HOUR: Final = 3600


def period_of(moment: datetime, per: str, zone: ZoneInfo) -> TimeSpan:
    """The day, week (from Monday), month or year around a wall-clock moment of the zone."""
    day = moment.date()
    if per == "day":
        first, last = day, day + timedelta(days=1)
    elif per == "week":
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=7)
    elif per == "month":
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1)
    else:
        first, last = day.replace(month=1, day=1), day.replace(year=day.year + 1, month=1, day=1)
    return TimeSpan(*(localize(datetime.combine(edge, time()), zone) for edge in (first, last)))


def quota_person(case: Case) -> Iterator[Violation]:
    """What one person may use."""
    yield from _quota(case, "quota_person", case.about.organiser)


def quota_partner(case: Case) -> Iterator[Violation]:
    """What one partner's people may use together."""
    if case.about.partner:
        yield from _quota(case, "quota_partner", case.about.partner)


def counted_together(case: Case, key: str) -> Iterator[tuple[str, Setting, tuple[Resource, ...]]]:
    """For each quota in play: whose it is, what it says, and the resources of which use counts."""
    told: set[str] = set()
    for resource in case.resources:
        setting = case.setting(resource, key)
        if setting is None:
            continue
        where = resource.platform if setting.by_platform else resource.code
        if where in told:
            continue
        told.add(where)
        shared = (
            item
            for item in case.catalogue.resources.values()
            if item.platform == resource.platform and not item.person and key not in item.rules
        )
        yield where, setting, tuple(shared) if setting.by_platform else (resource,)


def _quota(case: Case, key: str, whose: str) -> Iterator[Violation]:
    for where, setting, resources in counted_together(case, key):
        codes = {item.code for item in resources}
        asked = [item for item in _asked(case) if item.resource in codes]
        there = [
            item
            for item in case.facts.usage
            if item.resource in codes and whose == (item.organiser if key == "quota_person" else item.partner)
        ]
        zone = zone_of(case.catalogue.zone_name_of(resources[0]))
        broken = _first_broken(setting, asked, there, zone)
        if broken is not None:
            period, unit, used, wanted, allowed = broken
            yield Violation(
                f"{key.replace('_', '-')}-{unit}",
                Severity(setting.severity),
                where,
                {
                    "used": used,
                    "asked": wanted,
                    "allowed": allowed,
                    "period": setting.fields["per"],
                    "start": period.start,
                },
                remedy="other-period",
                who_can=case.managers(resources[0]) if setting.severity == Severity.OVERRIDE else (),
                degree=used + wanted - allowed,
            )


def _asked(case: Case) -> list[Usage]:
    return [
        Usage(use.wish.resource.code, "", "", use.span, f"/{use.occurrence.number}")
        for use in case.uses
        for _ in range(use.wish.line.quantity)
    ]


def _first_broken(
    setting: Setting, asked: Sequence[Usage], there: Sequence[Usage], zone: ZoneInfo
) -> tuple[TimeSpan, str, float, float, int] | None:
    """The first period in which too much would be used: which, hours or count, used, asked for and allowed."""
    for period in _periods(asked, setting.fields["per"], zone):
        for unit, measure in (("hours", hours_in), ("count", sessions_in)):
            allowed = setting.fields.get(unit)
            if allowed is None:
                continue
            wanted, used = measure(asked, period), measure(there, period)
            if wanted and used + wanted > allowed:
                return period, unit, used, wanted, allowed
    return None


def _periods(asked: Iterable[Usage], per: str, zone: ZoneInfo) -> list[TimeSpan]:
    found: set[TimeSpan] = set()
    for item in asked:
        moment = item.span.start
        while moment < item.span.end:
            period = period_of(moment.astimezone(zone), per, zone)
            found.add(period)
            moment = period.end
    return sorted(found)


def hours_in(usage: Iterable[Usage], period: TimeSpan) -> float:
    """Hours of use within the period."""
    seconds = sum(
        (min(item.span.end, period.end) - max(item.span.start, period.start)).total_seconds()
        for item in usage
        if item.span.overlaps(period)
    )
    return round(seconds / SECONDS_PER_HOUR, 2)


def sessions_in(usage: Iterable[Usage], period: TimeSpan) -> int:
    """Dates of bookings that begin within the period."""
    return len({item.date for item in usage if period.start <= item.span.start < period.end})
