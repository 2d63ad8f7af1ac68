"""When something that is looked for may lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

DAYS_PER_WEEK: Final = 7

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SearchWindow:
    """When a slot may lie: a period, days of the week (Monday 0) and hours of the day (minutes), in the zone."""

    period: TimeSpan
    zone: ZoneInfo
    weekdays: frozenset[int] = frozenset(range(DAYS_PER_WEEK))
    hours: Interval = (0, 24 * 60)
    closed: frozenset[date] = frozenset()

    def days(self) -> Iterator[date]:
        """The days on which a slot may begin."""
        day = wall_time(self.period.start, self.zone).date()
        last = wall_time(self.period.end, self.zone).date()
        while day <= last:
            if day.weekday() in self.weekdays and day not in self.closed:
                yield day
            day += timedelta(days=1)

    def day_hours(self, day: date) -> TimeSpan:
        """The open hours of that day as instants."""
        midnight = datetime.combine(day, time())
        return TimeSpan(
            *(localize(midnight + timedelta(minutes=minutes), self.zone) for minutes in self.hours)
        )

    def admits(self, span: TimeSpan) -> bool:
        """Whether a slot with this span is wanted: inside the period, on an open day, within the hours.

        What is longer than the hours of a day must begin and end within them.
        """
        if not self.period.contains(span):
            return False
        start, end = wall_time(span.start, self.zone), wall_time(span.end, self.zone)
        if start.weekday() not in self.weekdays or start.date() in self.closed:
            return False
        first = self.day_hours(start.date())
        if not first.start <= span.start < first.end:
            return False
        if span.length <= first.length:
            return span.end <= first.end
        last_day = (end - timedelta(minutes=1)).date()
        last = self.day_hours(last_day)
        return last.start < span.end <= last.end and last_day not in self.closed
