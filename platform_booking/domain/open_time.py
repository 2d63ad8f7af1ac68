"""When a platform is closed, as spans: nights, days off, closures."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Collection
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Opening

DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class OpenTime:
    """When something is open, within a period. Before and after that period nothing is known, and it counts as open."""

    closed: tuple[TimeSpan, ...]
    """In order, none touching the next."""
    longest: timedelta
    """The longest stretch that is open: what is longer only begins and ends in open time."""

    @classmethod
    def of(
        cls, opening: Opening | None, closed_days: Collection[date], period: TimeSpan, zone: ZoneInfo
    ) -> OpenTime:
        """Open in these hours (None: always), but for these days."""
        first, last = wall_time(period.start, zone).date() - DAY, wall_time(period.end, zone).date() + DAY
        return cls.of_days(opening, closed_days, first, last, zone)

    @classmethod
    def of_days(
        cls, opening: Opening | None, closed_days: Collection[date], first: date, last: date, zone: ZoneInfo
    ) -> OpenTime:
        """The same from a first day to before a last one."""
        edges: list[tuple[datetime, datetime]] = []
        begin, end = _moment(first, 0, zone), _moment(last, 0, zone)
        day = first
        while day < last:
            hours = (
                () if day in closed_days else ((0, 24 * 60),) if opening is None else opening[day.weekday()]
            )
            for low, high in sorted(hours):
                span = _moment(day, low, zone), _moment(day, high, zone)
                if edges and edges[-1][1] >= span[0]:
                    edges[-1] = edges[-1][0], max(edges[-1][1], span[1])
                elif span[0] < span[1]:
                    edges.append(span)
            day += DAY
        bounds = [(begin, begin), *edges, (end, end)]
        return cls(
            tuple(TimeSpan(before, after) for (_, before), (after, _) in pairwise(bounds) if before < after),
            max((after - before for before, after in edges), default=timedelta(0)),
        )

    def contains(self, use: TimeSpan) -> bool:
        """Whether the use lies in open time; what is longer than any stretch of it must begin and end there."""
        if use.length > self.longest:
            return self._is_open(use.start, use.start + MINUTE) and self._is_open(use.end - MINUTE, use.end)
        return self._is_open(use.start, use.end)

    def _is_open(self, start: datetime, end: datetime) -> bool:
        at = bisect_right(self.closed, end - MINUTE, key=lambda span: span.start)
        return at == 0 or self.closed[at - 1].end <= start


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    return localize(datetime.combine(day, time()) + timedelta(minutes=minutes), zone)
