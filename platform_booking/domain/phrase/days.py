"""Days as people name them: a weekday, tomorrow, 3/12, 3 December; and from one day to another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.phrase.model import Days
from platform_booking.domain.phrase.tokens import DASHES
from platform_booking.domain.reading import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.phrase.tokens import Token
    from platform_booking.domain.phrase.vocabulary import Vocabulary

WEEK: Final = 7
_LAST_MONTH: Final = 12
_CENTURY: Final = 2000
_LEAP_YEARS_AHEAD: Final = 9
"""29 February may be that many years away."""


class DayReader:
    """Reads days of one line, from the day that it is now."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, today: date) -> None:
        self._tokens = tokens
        self._words = words
        self._today = today

    def days(self, at: int) -> tuple[Days, int] | None:
        """A day, or from a day to a day. The second one is at or after the first."""
        begin = self._begin(at)
        shared = self._shared_month(begin)
        if shared is not None:
            return shared
        found = self.day(begin, self._today, led=self._words.has("on", self._tokens, at) > at)
        if found is None:
            return None
        first, after = found
        middle = self._dash(after)
        last = self.day(middle, first, led=True) if middle > after else None
        if last is None or last[0] < first:
            return Days(first, first), after
        return Days(first, last[0]), last[1]

    def is_weekday_alone(self, at: int) -> bool:
        """Whether a weekday is named there, and no date with it."""
        begin = self._begin(at)
        named = self._words.has("weekday", self._tokens, begin) > begin
        return named and self._weekday_with_date(begin, self._today) is None

    def _begin(self, at: int) -> int:
        """After the words that lead to a day: ``on the``, ``du``."""
        after = max(self._words.has("on", self._tokens, at), self._words.has("from", self._tokens, at))
        return self._words.has("on", self._tokens, after)

    def day(self, at: int, since: date, *, led: bool = False) -> tuple[date, int] | None:
        """The first day from ``since`` on that is named there. ``led``: a word before says that it is a day."""
        for read in (
            self._weekday_with_date,
            self._numeric,
            self._named_month,
            self._weekday,
            self._relative,
        ):
            found = read(at, since)
            if found is not None:
                return found
        return self._day_of_month(at, since) if led else None

    # --- the ways to name one -----------------------------------------------------------------------

    def _weekday_with_date(self, at: int, since: date) -> tuple[date, int] | None:
        """``mardi 1er décembre``, ``jeu. 3/12``: the date counts where the weekday agrees."""
        weekday = self._words.read("weekday", self._tokens, at)
        if weekday is None:
            return None
        after = self._skip(weekday[1], ".,")
        found = self._numeric(after, since) or self._named_month(after, since)
        if found is None or found[0].weekday() != weekday[0]:
            return None
        return found

    def _numeric(self, at: int, since: date) -> tuple[date, int] | None:
        """``3/12``, ``3/12/2026``, ``3.12.``, ``2026-12-03``."""
        first, sign, second = self._number(at), self._text(at + 1), self._number(at + 2)
        if first is None or second is None or sign not in {"/", ".", "-"}:
            return None
        third = self._number(at + 4) if self._text(at + 3) == sign else None
        if sign == "-":
            if third is None or not FIRST_YEAR <= first <= LAST_YEAR:
                return None
            return _dated(first, second, third, at + 5)
        if third is not None:
            year = third if third > _CENTURY // 10 else _CENTURY + third
            return _dated(year, second, first, at + 5)
        found = self._coming(first, second, since)
        if found is None or (sign == "." and not self._is_tight(at)):
            return None
        return found, self._skip(at + 3, "." if sign == "." else "")

    def _named_month(self, at: int, since: date) -> tuple[date, int] | None:
        """``3 déc.``, ``1er décembre 2026``, ``3rd of December``, ``Dec 3``."""
        number = self._number(at)
        if number is not None:
            after = self._words.has("ordinal", self._tokens, at + 1)
            month = self._words.read("month", self._tokens, self._words.has("filler", self._tokens, after))
            return None if month is None else self._with_year(number, month[0] + 1, month[1], since)
        month = self._words.read("month", self._tokens, at)
        if month is None or self._words.has("weekday", self._tokens, at) > at:
            return None
        number = self._number(month[1])
        after = self._words.has("ordinal", self._tokens, month[1] + 1)
        return None if number is None else self._with_year(number, month[0] + 1, after, since)

    def _with_year(self, day: int, month: int, after: int, since: date) -> tuple[date, int] | None:
        after = self._skip(after, ".")
        year = self._number(after)
        if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
            return _dated(year, month, day, after + 1)
        found = self._coming(day, month, since)
        return None if found is None else (found, after)

    def _weekday(self, at: int, since: date) -> tuple[date, int] | None:
        """``mar``, ``mardi prochain``, ``next tuesday``: the next one; today's own only where nothing says "next"."""
        begin = self._words.has("next", self._tokens, at)
        weekday = self._words.read("weekday", self._tokens, begin)
        if weekday is None:
            return None
        after = self._words.has("next", self._tokens, self._skip(weekday[1], "."))
        ahead = (weekday[0] - since.weekday()) % WEEK
        if ahead == 0 and (begin > at or after > self._skip(weekday[1], ".")):
            ahead = WEEK
        return since + timedelta(days=ahead), after

    def _relative(self, at: int, since: date) -> tuple[date, int] | None:
        """``demain``, ``dans 3 jours``, ``in 2 weeks``."""
        found = self._words.read("relative", self._tokens, at)
        if found is not None:
            day = self._today + timedelta(days=found[0])
            return (day, found[1]) if day >= since else None
        begin = self._words.has("in", self._tokens, at)
        number = self._number(begin) if begin > at else None
        for group, days in (("day", 1), ("week", WEEK)):
            after = self._words.has(group, self._tokens, begin + 1)
            if number is not None and after > begin + 1:
                day = min(self._today + timedelta(days=days * min(number, 9999)), date(LAST_YEAR, 12, 31))
                return (day, after) if day >= since else None
        return None

    def _day_of_month(self, at: int, since: date) -> tuple[date, int] | None:
        """``le 3``: the next third, where no hour is meant."""
        number = self._number(at)
        after = at + 1
        if number is None or self._begins_hours(at):
            return None
        after = self._words.has("ordinal", self._tokens, after)
        for month in range(since.month, since.month + _LAST_MONTH):
            year, index = since.year + (month - 1) // _LAST_MONTH, (month - 1) % _LAST_MONTH + 1
            found = _dated(year, index, number, after)
            if found is not None and found[0] >= since:
                return found
        return None

    # --- ranges -------------------------------------------------------------------------------------

    def _shared_month(self, at: int) -> tuple[Days, int] | None:
        """``3-5 déc``, ``du 3 au 5 décembre``, ``14-17/12``: the month is said once."""
        number = self._number(at)
        middle = self._dash(at + 1)
        if number is None or middle == at + 1 or self._is_weekday_too(middle + 1):
            return None
        last = self._numeric(middle, self._today) or self._named_month(middle, self._today)
        if last is None or self._number(middle) is None or self._text(middle + 1) == "-":
            return None
        first = _dated(last[0].year, last[0].month, number, at)
        if first is None or first[0] >= last[0]:
            return None
        return Days(first[0], last[0]), last[1]

    def _is_weekday_too(self, at: int) -> bool:
        """``mar`` after a number: Tuesday in French, March in English."""
        return self._words.has("weekday", self._tokens, at) > at

    def _dash(self, at: int) -> int:
        if at < len(self._tokens) and self._tokens[at].text in DASHES:
            return at + 1
        return self._words.has("to", self._tokens, at)

    def _begins_hours(self, at: int) -> bool:
        """Whether the number there is an hour: ``14h``, ``14-17``, ``9:30``, ``2pm``."""
        if self._number(at) is None:
            return False
        following = self._text(at + 1)
        if following in DASHES or following == ":":
            return self._number(at + 2) is not None
        return any(
            self._words.has(group, self._tokens, at + 1) > at + 1
            for group in ("hour", "am", "pm", "minute", "times", "day", "week", "learners")
        )

    # --- small things -------------------------------------------------------------------------------

    def _coming(self, day: int, month: int, since: date) -> date | None:
        """The first such date from ``since`` on."""
        for year in range(since.year, since.year + _LEAP_YEARS_AHEAD):
            found = _dated(year, month, day, 0)
            if found is not None and found[0] >= since:
                return found[0]
        return None

    def _is_tight(self, at: int) -> bool:
        """``3.12``, not ``3. 12``."""
        return (
            self._tokens[at].end == self._tokens[at + 1].start
            and self._tokens[at + 1].end == self._tokens[at + 2].start
        )

    def _skip(self, at: int, signs: str) -> int:
        return at + 1 if at < len(self._tokens) and self._tokens[at].text in set(signs) else at

    def _number(self, at: int) -> int | None:
        return self._tokens[at].number if 0 <= at < len(self._tokens) else None

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""


def _dated(year: int, month: int, day: int, after: int) -> tuple[date, int] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return (found, after) if FIRST_YEAR <= year <= LAST_YEAR else None
