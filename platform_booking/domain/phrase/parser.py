"""From a typed line to its parts and what they mean. Never raises, and loses no character: what means nothing is a part too.

The order of the parts is free. What is said twice counts once: the second time it is not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.phrase.days import DayReader
from platform_booking.domain.phrase.hours import read_clock, read_hours, read_length
from platform_booking.domain.phrase.model import Days, Every, Hours, Kind, LineWish, Meaning, Part, Phrase
from platform_booking.domain.phrase.periods import PeriodReader
from platform_booking.domain.phrase.resources import LineReader
from platform_booking.domain.phrase.tokens import tokenize
from platform_booking.domain.reading import MINUTES_PER_HOUR

if TYPE_CHECKING:
    from datetime import date, datetime

    from platform_booking.domain.phrase.names import Names
    from platform_booking.domain.phrase.vocabulary import Vocabulary

QUOTES: Final = {'"': '"', "«": "»", "“": "”", "„": "“"}
CROSSES: Final = frozenset("x×*")
MOST_TIMES: Final = 999
MOST_LEARNERS: Final = 9999
BLOCK_KINDS: Final = (
    BlockKind.MAINTENANCE,
    BlockKind.CALIBRATION,
    BlockKind.CLOSURE,
    BlockKind.BREAKDOWN,
)
"""In the order of their words in the vocabulary: those that people declare."""
_WEEK: Final = timedelta(days=7)

_Reader = Callable[[int], int | None]


def parse(text: str, names: Names, words: Vocabulary, now: datetime) -> Phrase:
    """What the line says, for somebody whose clock shows ``now`` (naive)."""
    return _Parser(text, names, words, now).run()


class _Parser:
    """One line on its way. Each reader takes a position and gives the next one, or None where it finds nothing."""

    def __init__(self, text: str, names: Names, words: Vocabulary, now: datetime) -> None:
        self._text = text
        self._tokens = tokenize(text)
        self._names = names
        self._words = words
        self._now = now
        self._days = DayReader(self._tokens, words, now.date())
        self._periods = PeriodReader(self._tokens, words, now.date(), self._days)
        self._lines = LineReader(self._tokens, names, words, self._begins_something)
        self._parts: list[Part] = []
        self._wished: list[tuple[tuple[str, ...], int, str]] = []
        self._may_begin = True
        """Whether a resource may begin here: at the start, or after a plus."""
        self._floats = False
        """Whether the day is a weekday, of this week or the next."""
        self.meaning = Meaning()

    def run(self) -> Phrase:
        """All of it."""
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        lines = tuple(
            LineWish(self._names.ranked(typed, self.meaning.place), quantity, unit)
            for typed, quantity, unit in self._wished
        )
        meaning = replace(self.meaning, lines=lines, days=self._this_week_or_next(self.meaning))
        return self._settled(Phrase(self._text, tuple(self._parts), meaning))

    def _settled(self, phrase: Phrase) -> Phrase:
        """A day and a period together: the weekday of that week; a date that lies elsewhere makes the period mean nothing."""
        days, within = phrase.meaning.days, phrase.meaning.within
        if days is None or within is None:
            return phrase
        if self._floats:
            first = within.first + (days.first - within.first) % _WEEK
            days = Days(first, first + (days.last - days.first))
        meaning = replace(phrase.meaning, days=days, within=None)
        if within.first <= days.first <= within.last:
            return replace(phrase, meaning=meaning)
        lost = [
            replace(part, kind=Kind.UNKNOWN) if part.kind is Kind.WITHIN else part for part in phrase.parts
        ]
        return Phrase(phrase.text, tuple(lost), replace(phrase.meaning, within=None))

    def _this_week_or_next(self, meaning: Meaning) -> Days | None:
        """A weekday that is today means today while its hour is still to come; else the next one."""
        days, hours, now = meaning.days, meaning.hours, self._now
        if not (self._floats and days and hours and days.first == now.date()):
            return days
        if hours.start > now.hour * MINUTES_PER_HOUR + now.minute:
            return days
        return Days(days.first + _WEEK, days.last + _WEEK)

    def _step(self, at: int) -> int:
        readers: tuple[_Reader, ...] = (
            self._title,
            self._block,
            self._place,
            self._plus,
            *self._timely,
            self._line,
            self._block_kind,
            self._filler,
        )
        for read in readers:
            after = read(at)
            if after is not None:
                return after
        self._add(Kind.UNKNOWN, at, at + 1)
        return at + 1

    @property
    def _timely(self) -> tuple[_Reader, ...]:
        return (
            self._times,
            self._until,
            self._except,
            self._learners,
            self._every,
            self._within,
            self._moments,
            self._day,
            self._hours,
            self._length,
        )

    def _begins_something(self, at: int) -> bool:
        """Whether a time, a number of dates or of people begins there: nothing is noted."""
        kept = self._parts, self.meaning, self._may_begin, self._floats
        self._parts, self._may_begin = list(self._parts), False
        found = any(read(at) is not None for read in self._timely)
        self._parts, self.meaning, self._may_begin, self._floats = kept
        return found

    # --- parts --------------------------------------------------------------------------------------

    def _add(self, kind: Kind, at: int, after: int, line: int = 0) -> int:
        """Note a part; words that mean nothing, side by side, are one."""
        start, end = self._tokens[at].start, self._tokens[after - 1].end
        last = self._parts[-1] if self._parts else None
        if last is not None and last.kind is kind and kind is Kind.UNKNOWN:
            self._parts[-1] = replace(last, end=end)
        else:
            self._parts.append(Part(kind, start, end, line))
        return after

    def _set(self, kind: Kind, at: int, after: int, **said: object) -> int:
        """Note a part that may be said once; said again it is not understood."""
        if any(getattr(self.meaning, name) not in (None, "", 0, (), frozenset()) for name in said):
            return self._add(Kind.UNKNOWN, at, after)
        self.meaning = replace(self.meaning, **said)  # type: ignore[arg-type]
        return self._add(kind, at, after)

    def _title(self, at: int) -> int | None:
        closing = QUOTES.get(self._tokens[at].text)
        if closing is None:
            return None
        after = at + 1
        while after < len(self._tokens) and self._tokens[after].text != closing:
            after += 1
        inside = (
            self._text[self._tokens[at].end : self._tokens[after].start]
            if after < len(self._tokens)
            else self._text[self._tokens[at].end :]
        )
        after = min(after + 1, len(self._tokens))
        title = " ".join(inside.split())
        return self._set(Kind.TITLE, at, after, title=title) if title else self._add(Kind.LINK, at, after)

    def _block(self, at: int) -> int | None:
        if self._tokens[at].text != "!":
            return None
        after = self._words.has("block", self._tokens, at + 1)
        return self._set(Kind.BLOCK, at, after, is_block=True) if after > at + 1 else None

    def _block_kind(self, at: int) -> int | None:
        if not self.meaning.is_block:
            return None
        found = self._words.read("block-kind", self._tokens, at)
        return (
            None
            if found is None
            else self._set(Kind.BLOCK_KIND, at, found[1], block_kind=BLOCK_KINDS[found[0]].value)
        )

    def _place(self, at: int) -> int | None:
        """``@oniris``, ``@formateur10``: the longest run of words that names a partner or a person."""
        if self._tokens[at].text != "@":
            return None
        for after in range(self._end_of_name(at + 1), at + 1, -1):
            typed = tuple(token.text for token in self._tokens[at + 1 : after] if token.text.isalnum())
            partner, login = self._names.partner_or_person(typed)
            if partner is not None:
                return self._set(Kind.PLACE, at, after, place=partner)
            if login is not None:
                if login not in self.meaning.trainers:
                    self.meaning = replace(self.meaning, trainers=(*self.meaning.trainers, login))
                return self._add(Kind.PERSON, at, after)
        return self._add(Kind.UNKNOWN, at, self._end_of_word(at + 1))

    def _end_of_name(self, at: int) -> int:
        """Four words at most, joined or not."""
        after, words = at, 0
        while after < len(self._tokens) and words <= 4:  # noqa: PLR2004 - as the docstring says
            token = self._tokens[after]
            if not (token.text.isalnum() or token.text in ".-_'’"):
                break
            words += token.is_word
            after += 1
        return after

    def _end_of_word(self, at: int) -> int:
        """What is written without a blank."""
        after = at
        while after < len(self._tokens) and self._tokens[after - 1].end == self._tokens[after].start:
            after += 1
        return after

    def _plus(self, at: int) -> int | None:
        after = (
            at + 1 if self._tokens[at].text in {"+", "&", ","} else self._words.has("plus", self._tokens, at)
        )
        if after == at or not self._wished or self._lines.read(after) is None:
            return None
        self._may_begin = True
        return self._add(Kind.PLUS, at, after)

    def _line(self, at: int) -> int | None:
        found = self._lines.read(at) if self._may_begin else None
        if found is None:
            return None
        self._may_begin = False
        number = len(self._wished)
        self._wished.append((found.typed, found.quantity, found.unit))
        if found.after_quantity > at:
            self._add(Kind.QUANTITY, at, found.after_quantity, number)
        self._add(Kind.RESOURCE, found.after_quantity, found.after_name, number)
        if found.after > found.after_name:
            self._add(Kind.UNIT, found.after_name, found.after, number)
        return found.after

    # --- when, how often, how many ------------------------------------------------------------------

    def _times(self, at: int) -> int | None:
        """``x6``, ``6x``, ``6 fois``."""
        if self._tokens[at].text in CROSSES:
            number, after = self._number(at + 1), at + 2
        else:
            number = self._number(at)
            is_cross = self._is_cross_of_its_own(at + 1)
            after = at + 2 if is_cross else self._words.has("times", self._tokens, at + 1)
            if number is None or after == at + 1 or (self._may_begin and self._lines.read(at) is not None):
                return None
        if number is None or not 1 <= number <= MOST_TIMES:
            return None
        return self._set(Kind.TIMES, at, after, times=number)

    def _is_cross_of_its_own(self, at: int) -> bool:
        """``6x``, ``6 x``, but not the one of ``x6``."""
        if at >= len(self._tokens) or self._tokens[at].text not in CROSSES:
            return False
        return self._number(at + 1) is None or self._tokens[at].end < self._tokens[at + 1].start

    def _every(self, at: int) -> int | None:
        """``chaque mardi``, ``every other week``, ``tous les jours``; before a day that word alone."""
        found = self._words.read("rhythm", self._tokens, at)
        if found is not None:
            return self._set(Kind.EVERY, at, found[1], every=tuple(Every)[found[0]])
        found = self._words.read("every", self._tokens, at)
        if found is None:
            return None
        if self._words.has("half", self._tokens, found[1]) > found[1] and not found[0]:
            return self._set(Kind.EVERY, at, found[1], every=Every.DAY)
        if self._days.day(found[1], self._now.date()) is None:
            return None
        return self._set(Kind.EVERY, at, found[1], every=tuple(Every)[found[0]])

    def _within(self, at: int) -> int | None:
        found = self._periods.read(at)
        return None if found is None else self._set(Kind.WITHIN, at, found[1], within=found[0])

    def _until(self, at: int) -> int | None:
        after = self._words.has("until", self._tokens, at)
        found = self._days.day(after, self._since, led=True) if after > at else None
        return None if found is None else self._set(Kind.UNTIL, at, found[1], until=found[0])

    def _except(self, at: int) -> int | None:
        """``sauf 8/12, 15/12``."""
        after = self._words.has("except", self._tokens, at)
        skipped: set[date] = set()
        end = after
        while after > at:
            after = self._words.has("on", self._tokens, after)
            found = self._days.day(after, self._since, led=True)
            if found is None:
                break
            skipped.add(found[0])
            end = found[1]
            comma = end < len(self._tokens) and self._tokens[end].text in {",", "+"}
            after = end + 1 if comma else self._words.has("plus", self._tokens, end)
            if after == end:
                break
        return self._set(Kind.EXCEPT, at, end, skip=frozenset(skipped)) if skipped else None

    def _learners(self, at: int) -> int | None:
        number = self._number(at)
        after = self._words.has("learners", self._tokens, at + 1)
        if number is None or after == at + 1 or not 1 <= number <= MOST_LEARNERS:
            return None
        return self._set(Kind.LEARNERS, at, after, learners=number)

    def _moments(self, at: int) -> int | None:
        """``lun 9h - mer 17h``: both ends with their hours."""
        first = self._moment(at, self._now.date())
        middle = self._lines.after_dash(first[2]) if first else at
        if first is None or middle == first[2]:
            return None
        last = self._moment(middle, first[0])
        if last is None or (last[0], last[1]) <= (first[0], first[1]):
            return None
        return self._set(Kind.DAY, at, last[2], days=Days(first[0], last[0]), hours=Hours(first[1], last[1]))

    def _moment(self, at: int, since: date) -> tuple[date, int, int] | None:
        """``lun 9h``: the day, the minutes, and the position after them."""
        begin = max(self._words.has(group, self._tokens, at) for group in ("on", "from"))
        day = self._days.day(begin, since)
        at_clock = self._words.has("at", self._tokens, day[1]) if day else at
        clock = read_clock(self._tokens, at_clock, self._words) if day else None
        return (day[0], clock.minutes, clock.after) if day and clock and clock.marked else None

    def _day(self, at: int) -> int | None:
        found = self._days.days(at)
        if found is None:
            return None
        self._floats = self._days.is_weekday_alone(at)
        return self._set(Kind.DAY, at, found[1], days=found[0])

    def _hours(self, at: int) -> int | None:
        if self._lines.is_size(at):
            return None
        found = read_hours(self._tokens, at, self._words)
        if found is None or (found[0].end is not None and self._lines.is_size(found[1] - 1)):
            return None
        return self._set(Kind.HOURS, at, found[1], hours=found[0])

    def _length(self, at: int) -> int | None:
        if self._lines.is_size(at):
            return None
        found = read_length(self._tokens, at, self._words)
        return None if found is None else self._set(Kind.LENGTH, at, found[1], length=found[0])

    def _filler(self, at: int) -> int | None:
        """Words that say nothing by themselves, and signs between others."""
        after = self._words.has("filler", self._tokens, at)
        if after > at:
            return self._add(Kind.LINK, at, after)
        token = self._tokens[at]
        is_sign = not (token.is_word or token.number is not None or token.text in {"@", "!"})
        return self._add(Kind.LINK, at, at + 1) if is_sign else None

    # --- small things -------------------------------------------------------------------------------

    @property
    def _since(self) -> date:
        """The day after which others are looked for."""
        return self.meaning.days.first if self.meaning.days else self._now.date()

    def _number(self, at: int) -> int | None:
        return self._tokens[at].number if at < len(self._tokens) else None
