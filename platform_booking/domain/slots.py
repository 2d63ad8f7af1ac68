"""Where several needs fit at once, in the order of time: what other times are offered from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.rhythms import once
from platform_booking.domain.start_grid import GRID_MINUTES, StartGrid, fits
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import PlannedLine

__all__ = ["GRID_MINUTES", "Proposal", "SearchWindow", "find_slots", "fits"]

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


@dataclass(frozen=True, slots=True)
class Proposal:
    """One or several sessions that fit, in order of time."""

    sessions: tuple[TimeSpan, ...]

    @property
    def first(self) -> TimeSpan:
        """Its first session."""
        return self.sessions[0]


def find_slots(
    lines: Sequence[PlannedLine],
    length: Lapse,
    window: SearchWindow,
    occupancy: Occupancy,
    *,
    limit: int = 10,
    repack: bool = False,
) -> tuple[Proposal, ...]:
    """The nearest times at which all lines fit, earliest first: the first start of each stretch of possible starts."""
    grid = StartGrid(window, length)
    starts = grid.common_starts(lines, occupancy, repack=repack)
    found: list[Proposal] = []
    for stretch in once(starts, grid.size):
        if len(found) == limit:
            break
        for (first,) in (series.starts for series in stretch):
            if not repack or fits(grid.start(first), lines, length, window.zone, occupancy, repack=True):
                found.append(Proposal((grid.span(first),)))
                break
    return tuple(found)
