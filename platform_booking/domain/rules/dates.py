"""Rules about when: the past, how far ahead, opening hours, closures, public holidays, how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from platform_booking.domain.open_time import OpenTime
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.rules.model import Severity, Violation, of_resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from platform_booking.domain.catalogue import Closure, Opening, Platform, Resource
    from platform_booking.domain.rules.model import Case, Use

LATE_ENTRY: Final = timedelta(days=366)
"""A use may be entered afterwards for this long; earlier dates are taken for a slip of the pen."""
HORIZON: Final = timedelta(days=5 * 366)
"""Beyond it any date is taken for one."""
MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=8)
"""Around a use, so that the longest hours of any day of the week are known."""
HOURS_KEPT: Final = 1000
"""Opening hours around so many days are kept: a search looks at each day of its period very often."""
_MINUTES_PER_DAY: Final = 24 * 60


def minutes_in(length: timedelta) -> float:
    """How many minutes that is."""
    return length.total_seconds() / 60


def past(case: Case) -> Iterator[Violation]:
    """A date that is over: entering it late is allowed for a year, with a warning."""
    gone = [occurrence.span.start for occurrence in case.occurrences if occurrence.span.end <= case.now]
    if gone and min(gone) < case.now - LATE_ENTRY:
        yield Violation("too-long-ago", Severity.REFUSE, "", {"start": min(gone)}, remedy="choose-later")
    elif gone:
        yield Violation("in-the-past", Severity.WARN, "", {"start": min(gone)}, remedy="check-date")


def horizon(case: Case) -> Iterator[Violation]:
    """A date further ahead than the resource allows, or so far that it must be a slip of the pen."""
    last = max(occurrence.span.end for occurrence in case.occurrences)
    latest = case.now + HORIZON
    if last > latest:
        params = {"end": last, "latest": latest}
        yield Violation("beyond-horizon", Severity.REFUSE, "", params, remedy="choose-earlier")
        return
    for resource in case.resources:
        setting = case.setting(resource, "horizon")
        if setting is None:
            continue
        end = max(use.span.end for use in case.uses_of(resource))
        latest = case.now + timedelta(days=setting.value)
        if end > latest:
            yield of_resource(
                case,
                resource,
                "beyond-horizon",
                setting,
                "choose-earlier",
                degree=minutes_in(end - latest),
                end=end,
                latest=latest,
            )


def lead_time(case: Case) -> Iterator[Violation]:
    """Asked for too shortly before it begins. What has begun already is entered late, not asked for."""
    for resource in case.resources:
        setting = case.setting(resource, "lead_time")
        if setting is None:
            continue
        earliest = case.now + timedelta(hours=setting.value)
        soon = [use.span.start for use in case.uses_of(resource) if case.now <= use.span.start < earliest]
        if soon:
            yield of_resource(
                case,
                resource,
                "too-soon",
                setting,
                "ask-earlier",
                degree=minutes_in(earliest - min(soon)),
                start=min(soon),
                earliest=earliest,
                hours=setting.value,
            )


def opening(case: Case) -> Iterator[Violation]:
    """Outside the platform's hours: what is longer than they are must begin and end within them (``OpenTime``)."""
    for resource in case.resources:
        platform = case.platform_of(resource)
        setting = case.setting(resource, "opening")
        if platform is None or platform.opening is None or setting is None:
            continue
        days = tuple(use.first.date() for use in case.uses_of(resource) if not _is_open(platform, use))
        if days:
            params = {"dates": days, "count": len(days)}
            yield of_resource(
                case, resource, "outside-opening", setting, "within-opening", degree=len(days), **params
            )


def _is_open(platform: Platform, use: Use) -> bool:
    """Whether the use lies in the hours. Most uses do so on one day, which needs no calendar to be seen."""
    assert platform.opening is not None
    day = use.first.date()
    start, end = _minute(use.first, day), _minute(use.last, day)
    if any(low <= start and end <= high for low, high in platform.opening[day.weekday()]):
        return True
    first, last = day - WEEK - DAY, use.last.date() + WEEK + DAY
    return _hours_between(platform.opening, first, last, platform.time_zone).contains(use.span)


@lru_cache(maxsize=HOURS_KEPT)
def _hours_between(opening: Opening, first: date, last: date, zone: str) -> OpenTime:
    """Without closed days. A search asks the same of thousands of uses."""
    return OpenTime.of_days(opening, (), first, last, zone_of(zone))


def _minute(moment: datetime, day: date) -> int:
    return (moment.date() - day).days * _MINUTES_PER_DAY + moment.hour * 60 + moment.minute


def closures(case: Case, only: str = "") -> Iterator[Violation]:
    """Closed days of the platform, or of the organiser's partner; with ``only``, of the closure of that code.

    What only runs through them is warned of.
    """
    for closure in case.catalogue.closures.values():
        if not closure.active or only not in ("", closure.code):
            continue
        for resource in _concerned(case, closure):
            setting = case.setting(resource, "closures")
            uses = case.uses_of(resource) if setting is not None else ()
            ends = tuple(use.first.date() for use in uses if _touches(use, closure))
            through = tuple(use.first.date() for use in uses if _runs_through(use, closure))
            if setting is None or not (ends or through):
                continue
            hard = bool(ends) and _is_hosts(case, resource, closure)
            yield of_resource(
                case,
                resource,
                "closed",
                setting if hard else replace(setting, severity=Severity.WARN.value),
                "other-day",
                degree=len(ends or through),
                dates=ends or through,
                count=len(ends or through),
                name=closure.name,
                start=closure.start,
                end=closure.end - timedelta(days=1),
            )


def _concerned(case: Case, closure: Closure) -> tuple[Resource, ...]:
    """The resources that are closed; of a closure at the organiser's partner only the first line speaks."""
    closed = tuple(item for item in case.resources if _is_hosts(case, item, closure))
    if closed or not closure.partner or closure.partner != case.about.partner:
        return closed
    return case.resources[:1]


def _is_hosts(case: Case, resource: Resource, closure: Closure) -> bool:
    """Whether it is the resource's platform that is closed."""
    return closure.closes(case.platform_of(resource))


def _touches(use: Use, closure: Closure) -> bool:
    """Whether it begins or ends on a closed day."""
    return (
        closure.start <= use.first.date() < closure.end
        or closure.start <= (use.last - MINUTE).date() < closure.end
    )


def _runs_through(use: Use, closure: Closure) -> bool:
    return use.first.date() < closure.start and closure.end <= (use.last - MINUTE).date()


def holidays(case: Case) -> Iterator[Violation]:
    """A public holiday on which a use begins or ends."""
    if not case.facts.holidays:
        return
    told: set[str] = set()
    for resource in case.resources:
        setting = case.setting(resource, "holidays")
        if setting is None or resource.platform in told:
            continue
        days = tuple(
            sorted(
                {
                    day
                    for use in case.uses_of(resource)
                    for day in (use.first.date(), (use.last - MINUTE).date())
                    if day in case.facts.holidays
                }
            )
        )
        if days:
            told.add(resource.platform)
            yield of_resource(
                case,
                resource,
                "holiday",
                setting,
                "other-day",
                degree=len(days),
                dates=days,
                count=len(days),
                name=case.facts.holidays[days[0]],
            )


def _length(use: Use) -> timedelta:
    """By the clock where it ends at the time of day at which it began, else as elapsed.

    So a day stays a day when the clocks change.
    """
    shown = use.last - use.first
    return shown if shown and not shown % DAY else use.span.length


def duration(case: Case) -> Iterator[Violation]:
    """A use that is shorter or longer than the resource allows."""
    for resource in case.resources:
        for key, code, remedy in (("shortest", "too-short", "longer"), ("longest", "too-long", "shorter")):
            setting = case.setting(resource, key)
            if setting is None:
                continue
            limit = timedelta(minutes=setting.value)
            lengths = [_length(use) for use in case.uses_of(resource)]
            found = min(lengths) if key == "shortest" else max(lengths)
            if (found < limit) if key == "shortest" else (found > limit):
                params = {"length": found, "limit": limit}
                degree = minutes_in(abs(found - limit))
                yield of_resource(case, resource, code, setting, remedy, degree=degree, **params)
