"""Weeks and months in which something is to be: ``semaine prochaine``, ``next week``, ``semaine 49``, ``ce mois``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.phrase.model import Days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.phrase.days import DayReader
    from platform_booking.domain.phrase.tokens import Token
    from platform_booking.domain.phrase.vocabulary import Vocabulary

WEEK: Final = timedelta(weeks=1)
LAST_DAY: Final = timedelta(days=6)
MOST_WEEKS: Final = 53
_MONTHS: Final = 12
_UNITS: Final = ("week", "month-word")
_LINKS: Final = ("filler", "from")


class PeriodReader:
    """Reads periods of one line, from the day that it is now."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, today: date, days: DayReader) -> None:
        self._tokens = tokens
        self._words = words
        self._today = today
        self._days = days

    def read(self, at: int) -> tuple[Days, int] | None:
        """A period that begins there, and the position after it."""
        within = self._words.has("within", self._tokens, at)
        if within > at:
            return self._days.days(within)
        for read in (self._next, self._this, self._numbered, self._week_of):
            found = read(at)
            if found is not None:
                return found
        return None

    def _next(self, at: int) -> tuple[Days, int] | None:
        """``semaine prochaine``, ``next week``, ``mois prochain``."""
        for unit in _UNITS:
            before = self._words.has("next", self._tokens, at)
            after = self._words.has(unit, self._tokens, before)
            if after == before:
                continue
            end = after if before > at else self._words.has("next", self._tokens, after)
            if before > at or end > after:
                return self._period(unit, 1), end
        return None

    def _this(self, at: int) -> tuple[Days, int] | None:
        """``cette semaine``, ``this week``: what is left of it."""
        begin = self._words.has("this", self._tokens, at)
        for unit in _UNITS:
            after = self._words.has(unit, self._tokens, begin)
            if begin > at and after > begin:
                return Days(self._today, self._period(unit, 0).last), after
        return None

    def _numbered(self, at: int) -> tuple[Days, int] | None:
        """``semaine 49``, ``week 3``, ``S49``: the coming one of that number."""
        begin = self._words.has("week", self._tokens, at)
        if begin == at and self._is_letter(at):
            begin = at + 1
        number = self._tokens[begin].number if at < begin < len(self._tokens) else None
        if number is None or not 1 <= number <= MOST_WEEKS or self._goes_on(begin):
            return None
        monday = _monday(self._today)
        while monday.isocalendar().week != number:
            monday += WEEK
        return Days(max(monday, self._today), monday + LAST_DAY), begin + 1

    def _is_letter(self, at: int) -> bool:
        """The S of ``S49``."""
        tokens = self._tokens
        return at + 1 < len(tokens) and tokens[at].text == "s" and tokens[at].end == tokens[at + 1].start

    def _goes_on(self, at: int) -> bool:
        """Whether the number there begins a date or hours: ``semaine 3/12``."""
        following = self._tokens[at + 1].text if at + 1 < len(self._tokens) else ""
        is_dated = following in {"/", ".", "-", ":"} and at + 2 < len(self._tokens)
        return is_dated and self._tokens[at + 2].number is not None

    def _week_of(self, at: int) -> tuple[Days, int] | None:
        """``semaine du 30/11``, ``week of 30 November``."""
        begin = self._words.has("week", self._tokens, at)
        if begin == at:
            return None
        day = begin
        for group in _LINKS:
            day = self._words.has(group, self._tokens, day)
        found = self._days.day(day, self._today, led=True) if day > begin else None
        if found is None:
            return None
        return Days(max(_monday(found[0]), self._today), _monday(found[0]) + LAST_DAY), found[1]

    def _period(self, unit: str, ahead: int) -> Days:
        if unit == "week":
            monday = _monday(self._today) + ahead * WEEK
            return Days(monday, monday + LAST_DAY)
        return Days(_month(self._today, ahead), _month(self._today, ahead + 1) - timedelta(days=1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date, ahead: int) -> date:
    """The first of a month."""
    months = day.year * _MONTHS + day.month - 1 + ahead
    return date(months // _MONTHS, months % _MONTHS + 1, 1)
