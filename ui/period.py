"""Which days a screen shows, and how one steps from them to the next. Knows no Qt but the words for its title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize
from platform_booking.domain.timespan import TimeSpan
from ui.timeline.axis import Scale

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ui.texts import Texts

_DAYS: Final = {Scale.DAY: 1, Scale.WEEK: 7, Scale.TWO_WEEKS: 14}
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from ``first``: a day, a week or two from Monday, or a month from its first."""

    first: date
    scale: Scale

    @classmethod
    def around(cls, day: date, scale: Scale) -> Period:
        """The period of that scale in which the day lies."""
        if scale in (Scale.WEEK, Scale.TWO_WEEKS):
            return cls(day - timedelta(days=day.weekday()), scale)
        return cls(day.replace(day=1) if scale is Scale.MONTH else day, scale)

    @classmethod
    def beginning(cls, day: date, scale: Scale) -> Period:
        """The period of that scale from the day on; a month is always a whole one."""
        return cls(day.replace(day=1) if scale is Scale.MONTH else day, scale)

    @property
    def end(self) -> date:
        """The first day that is not shown any more."""
        if self.scale is Scale.MONTH:
            year, month = divmod(self.first.month, _DECEMBER)
            return date(self.first.year + year, month + 1, 1)
        return self.first + timedelta(days=_DAYS[self.scale])

    @property
    def last(self) -> date:
        """The last day that is shown."""
        return self.end - timedelta(days=1)

    def step(self, by: int) -> Period:
        """So many periods later, or earlier for a negative number."""
        if self.scale is not Scale.MONTH:
            return replace(self, first=self.first + timedelta(days=_DAYS[self.scale] * by))
        months = self.first.year * 12 + self.first.month - 1 + by
        return replace(self, first=date(months // 12, months % 12 + 1, 1))

    def holds(self, day: date) -> bool:
        """Whether the day is shown."""
        return self.first <= day < self.end

    def span(self, zone: ZoneInfo) -> TimeSpan:
        """From the first midnight to the last one, on the clocks of the zone."""
        return TimeSpan(_midnight(self.first, zone), _midnight(self.end, zone))

    def title(self, texts: Texts) -> str:
        """``23 – 29 novembre 2026``, ``mardi 24 novembre 2026``, ``novembre 2026``."""
        said = texts.month(self.first) if self.scale is Scale.MONTH else texts.days(self.first, self.last)
        return texts.capital(said)

    def short_title(self, texts: Texts) -> str:
        """``23 – 29 nov.``, where there is little room."""
        if self.scale is Scale.MONTH:
            return texts.capital(texts.month(self.first))
        if self.scale is Scale.DAY:
            return texts.capital(texts.day_short(self.first))
        first = str(self.first.day) if self.first.month == self.last.month else texts.day_brief(self.first)
        return f"{first} – {texts.day_brief(self.last)}"

    def week(self, texts: Texts) -> str:
        """``semaine 48``, ``semaines 48–49``; nothing for a month."""
        first, last = self.first.isocalendar().week, self.last.isocalendar().week
        if self.scale is Scale.MONTH:
            return ""
        if first == last:
            return texts.text("week-number", week=first)
        return texts.text("week-numbers", first=first, last=last)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return localize(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001 - wall-clock, localized at once
