"""Open time as a clock that only runs while a platform is open. Instants are whole seconds since the epoch."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan, gaps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.open_time import OpenTime

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(weeks=1)
LONGEST_BY_DAY: Final = timedelta(days=35)
"""Longer periods are cut into weeks instead of days."""


def steps_of(period: TimeSpan, zone: ZoneInfo) -> tuple[tuple[date, ...], bool]:
    """The first day of each step of the period, and whether steps are weeks from Monday on."""
    first = wall_time(period.start, zone).date()
    last = wall_time(period.end - timedelta(seconds=1), zone).date()
    is_weekly = period.length > LONGEST_BY_DAY
    day = first - timedelta(days=first.weekday()) if is_weekly else first
    found = []
    while day <= last:
        found.append(day)
        day += WEEK if is_weekly else DAY
    return tuple(found), is_weekly


class OpenClock:
    """The open time of a period, step by step."""

    def __init__(self, hours: OpenTime, period: TimeSpan, days: Sequence[date], zone: ZoneInfo) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._steps: list[int] = []
        self.open = [0] * len(days)
        """Open seconds of each step."""
        edges = [localize(datetime.combine(day, time()), zone) for day in days[1:]]
        spans = gaps(hours.closed, period)
        for step, (low, high) in enumerate(pairwise((period.start, *edges, period.end))):
            if low >= high:
                continue
            at = max(0, bisect_right(spans, low, key=lambda span: span.start) - 1)
            while at < len(spans) and spans[at].start < high:
                part = spans[at].clip(TimeSpan(low, high))
                if part is not None:
                    self._add(step, int(part.start.timestamp()), int(part.end.timestamp()))
                at += 1

    def _add(self, step: int, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._steps.append(step)
        self.open[step] += end - start

    def spread(self, start: int, end: int, into: list[int]) -> int:
        """Add the open seconds of ``[start, end)`` to the steps they belong to; gives their sum."""
        starts, ends, steps = self._starts, self._ends, self._steps
        at, total = bisect_right(ends, start), 0
        while at < len(starts) and starts[at] < end:
            part = min(end, ends[at]) - max(start, starts[at])
            into[steps[at]] += part
            total += part
            at += 1
        return total

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """When it is open within ``[start, end)``."""
        at = bisect_right(self._ends, start)
        found = []
        while at < len(self._starts) and self._starts[at] < end:
            found.append((max(start, self._starts[at]), min(end, self._ends[at])))
            at += 1
        return found
