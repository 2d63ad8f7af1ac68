"""Which days a report covers: a month, half a year or a year of the calendar. Knows no Qt but the words for its title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.texts import Texts

_DECEMBER: Final = 12


class Length(Enum):
    """In months."""

    MONTH = 1
    HALF = 6
    YEAR = 12


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """Whole months from ``first`` on."""

    first: date
    length: Length

    @classmethod
    def around(cls, day: date, length: Length) -> ReportSpan:
        """The month, half or year in which the day lies."""
        month = (day.month - 1) // length.value * length.value + 1
        return cls(date(day.year, month, 1), length)

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.step(1).first

    def step(self, by: int) -> ReportSpan:
        """So many later, or earlier for a negative number."""
        months = self.first.year * _DECEMBER + self.first.month - 1 + by * self.length.value
        return replace(self, first=date(months // _DECEMBER, months % _DECEMBER + 1, 1))

    def last(self, today: date) -> date:
        """The last day that counts: what is not over yet ends today."""
        last = self.end - timedelta(days=1)
        return today if self.first <= today < last else last

    def title(self, texts: Texts, today: date) -> str:
        """``1 juillet – 24 novembre 2026``."""
        return texts.days(self.first, self.last(today))
