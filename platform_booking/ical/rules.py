"""Which recurrence rules may be written: those of which all calendar programs make the same dates.

The shapes left out here are sound (RFC 5545 §3.3.10), but one widespread reader or another gets them wrong.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import localize, wall_time, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.recurrence import Recurrence
    from platform_booking.ical.model import CalendarEvent

_DAY: Final = timedelta(days=1)
_CACHED_YEARS: Final = 1024


def rule_starts(event: CalendarEvent) -> tuple[datetime, ...]:
    """The instants that the event's rule names, whether they take place or not; none without a rule.

    Raises InvalidInput for an unknown time zone.
    """
    if event.rule is None or event.first_start is None:
        return ()
    zone = zone_of(event.time_zone)
    try:
        walls = event.rule.starts(wall_time(event.first_start, zone))
    except InvalidInput:
        return ()
    return tuple(localize(wall, zone) for wall in walls)


def portable(rule: Recurrence, starts: tuple[datetime, ...], zone: ZoneInfo) -> str | None:
    """The rule as RRULE text that counts from the first of ``starts``, or None where it would be misread."""
    walls = tuple(wall_time(start, zone) for start in starts)
    if any(_is_unsure(zone, year, walls[0].time()) for year in range(walls[0].year, walls[-1].year + 1)):
        return None
    written = _spelt_out(rule, walls[0])
    if not _is_plain_shape(written):
        return None
    try:
        if written.starts(walls[0]) != walls:
            return None
    except InvalidInput:
        return None
    return written.text(until=_until(walls[-1], zone))


def _spelt_out(rule: Recurrence, first: datetime) -> Recurrence:
    """The rule with its day of the month named: readers that must infer it may move the 31st to the 30th."""
    if rule.freq in {"DAILY", "WEEKLY"} or rule.by_day:
        return rule
    by_month = rule.by_month or ((first.month,) if rule.freq == "YEARLY" else ())
    return replace(rule, by_month=by_month, by_month_day=rule.by_month_day or (first.day,))


def _is_plain_shape(rule: Recurrence) -> bool:
    """Whether it names no months; or, for a yearly rule, one month and at most one day of it by number."""
    if rule.freq == "YEARLY":
        return len(rule.by_month) == 1 and len(rule.by_month_day) <= 1
    if rule.by_month:
        return False
    return rule.freq == "MONTHLY" or not rule.by_month_day


@lru_cache(maxsize=_CACHED_YEARS)
def _is_unsure(zone: ZoneInfo, year: int, wall: time) -> bool:
    """Whether on some day of the year the clocks skip that time or show it twice.

    Even a day without a date of the series counts: a reader that steps over it may come out an hour late.
    """
    day = datetime(year, 1, 1, wall.hour, wall.minute, wall.second, tzinfo=zone)
    while day.year == year:
        if day.utcoffset() != day.replace(fold=1).utcoffset():
            return True
        day += _DAY  # by the clock: both are of one zone
    return False


def _until(last: datetime, zone: ZoneInfo) -> str:
    """UNTIL in UTC (RFC 5545 §3.3.10): the end of the last date's day.

    Not the last start itself, although that would be enough: programs that look only at its date, or compare
    it with times that are not in UTC, would lose the last date.
    """
    end_of_day = datetime.combine(last, time(23, 59, 59))
    return f"{localize(end_of_day, zone):%Y%m%dT%H%M%SZ}"
