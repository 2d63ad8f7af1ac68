"""Which days the agenda lists. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LENGTHS: Final = {"day": 1, "week": 7, "two-weeks": 14}
MONTH: Final = "month"
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Some days from ``first`` on; a month is always a whole one."""

    first: date
    scale: str = "two-weeks"

    @property
    def last(self) -> date:
        """The last day, inclusive."""
        if self.scale == MONTH:
            return _next_month(self.first) - timedelta(days=1)
        return self.first + timedelta(days=LENGTHS[self.scale] - 1)

    def span(self, zone: ZoneInfo) -> TimeSpan:
        """From the first midnight to the last, by the clocks of the zone."""
        end = self.last + timedelta(days=1)
        return TimeSpan(
            localize(datetime.combine(self.first, time()), zone),
            localize(datetime.combine(end, time()), zone),
        )

    def stepped(self, step: int) -> Period:
        """One period later (1) or earlier (-1)."""
        if self.scale == MONTH:
            month = _next_month(self.first) if step > 0 else self.first - timedelta(days=1)
            return replace(self, first=month.replace(day=1))
        return replace(self, first=self.first + timedelta(days=step * LENGTHS[self.scale]))

    def scaled(self, scale: str) -> Period:
        """The same beginning at another length."""
        return Period(self.first.replace(day=1) if scale == MONTH else self.first, scale)

    def at(self, day: date) -> Period:
        """The same length from that day on."""
        return Period(day.replace(day=1) if self.scale == MONTH else day, self.scale)

    def contains(self, day: date) -> bool:
        """Whether the day is listed."""
        return self.first <= day <= self.last


def _next_month(day: date) -> date:
    if day.month == _DECEMBER:
        return date(day.year + 1, 1, 1)
    return date(day.year, day.month + 1, 1)
