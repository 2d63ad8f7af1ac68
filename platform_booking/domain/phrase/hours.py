"""Clock times, ranges of hours and lengths, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.domain.phrase.model import Hours
from platform_booking.domain.phrase.tokens import DASHES
from platform_booking.domain.reading import MAX_DURATION_DAYS, MINUTES_PER_DAY, MINUTES_PER_HOUR
from platform_booking.domain.recurrence import Lapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.phrase.tokens import Token
    from platform_booking.domain.phrase.vocabulary import Vocabulary

NOON: Final = 12 * MINUTES_PER_HOUR
HALVES: Final = ((8 * 60, 12 * 60), (13 * 60 + 30, 17 * 60 + 30), (8 * 60, 18 * 60))
"""What morning, afternoon and the whole day mean, in the order of their words."""
LONGEST_BARE: Final = 7
"""``3h`` alone is a length, ``8h`` alone a time of day: nobody begins before eight, few sessions are longer."""
DAYS_PER_WEEK: Final = 7


class Clock:
    """A time of day that is being read."""

    def __init__(self, minutes: int, after: int, *, marked: bool, half: str = "") -> None:
        self.minutes = minutes
        self.after = after
        """The position of the next token."""
        self.marked = marked
        """Whether an ``h``, a colon, ``am`` or ``pm`` says that it is one."""
        self.half = half
        """``am`` or ``pm`` where that is said."""

    def with_half(self, half: str) -> Clock | None:
        """The same hour before or after noon; None where there is no such hour."""
        if not 0 < self.minutes < NOON + MINUTES_PER_HOUR:
            return None
        minutes = self.minutes % NOON + (NOON if half == "pm" else 0)
        return Clock(minutes, self.after, marked=True, half=half)


def read_clock(tokens: Sequence[Token], at: int, words: Vocabulary) -> Clock | None:
    """``14``, ``14h``, ``14h30``, ``9:00``, ``9.30``, ``2pm``. A number alone is unmarked."""
    hour = _number(tokens, at)
    if hour is None or hour > MINUTES_PER_DAY // MINUTES_PER_HOUR:
        return None
    minutes, after, marked = 0, at + 1, False
    said_hour = (
        words.has("hour", tokens, after) if _adjacent(tokens, after) or _text(tokens, after) == "h" else after
    )
    if said_hour > after:
        after, marked = said_hour, True
        if _adjacent(tokens, after) and _is_minutes(tokens, after):
            minutes, after = int(tokens[after].text), after + 1
    elif _text(tokens, after) == ":" and _is_minutes(tokens, after + 1):
        minutes, after, marked = int(tokens[after + 1].text), after + 2, True
    found = Clock(hour * MINUTES_PER_HOUR + minutes, after, marked=marked)
    for half in ("am", "pm"):
        end = words.has(half, tokens, after)
        if end > after:
            found = Clock(found.minutes, end, marked=True).with_half(half) or found
    return found if found.minutes <= MINUTES_PER_DAY else None


def read_hours(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[Hours, int] | None:
    """``14-17``, ``9h-12h30``, ``de 9h à 12h``, ``2-5pm``, ``matin``; also ``à 14h``, ``14:00`` with no end."""
    half = words.read("half", tokens, at)
    if half is not None:
        return Hours(*HALVES[half[0]]), half[1]
    begin = max(words.has("from", tokens, at), words.has("at", tokens, at))
    led = begin > at
    start = read_clock(tokens, begin, words)
    if start is None:
        return None
    middle = _dash(tokens, start.after, words)
    end = read_clock(tokens, middle, words) if middle > start.after else None
    if end is not None and not _is_date(tokens, end.after):
        pair = _as_range(start, end)
        if pair is not None:
            return pair, end.after
    is_time = start.marked and (led or start.half or _text(tokens, begin + 1) == ":")
    bare_time = start.marked and start.minutes > LONGEST_BARE * MINUTES_PER_HOUR
    if (is_time or bare_time) and start.minutes < MINUTES_PER_DAY:
        return Hours(start.minutes), start.after
    return None


def read_length(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[Lapse, int] | None:
    """``3h``, ``1h30``, ``90 min``, ``2 jours``, ``1 week``, ``pendant 4 h``."""
    at = words.has("for", tokens, at)
    number = _number(tokens, at)
    if number is None:
        return None
    wall = exact = 0
    after = at + 1
    for group, minutes in (("day", MINUTES_PER_DAY), ("week", DAYS_PER_WEEK * MINUTES_PER_DAY)):
        end = words.has(group, tokens, after)
        if end > after:
            wall, after = number * minutes, end
            break
    else:
        found = _exact(tokens, at, number, words)
        if found is None:
            return None
        exact, after = found
    if not 0 < wall + exact <= MAX_DURATION_DAYS * MINUTES_PER_DAY:
        return None
    return Lapse(wall=wall, exact=exact), after


def _exact(tokens: Sequence[Token], at: int, number: int, words: Vocabulary) -> tuple[int, int] | None:
    """Hours and minutes of a length."""
    after = at + 1
    end = words.has("hour", tokens, after)
    if end > after:
        minutes = 0
        if _is_minutes(tokens, end) and _adjacent(tokens, end):
            minutes, end = int(tokens[end].text), end + 1
            end = words.has("minute", tokens, end)
        return number * MINUTES_PER_HOUR + minutes, end
    end = words.has("minute", tokens, after)
    return (number, end) if end > after else None


def _as_range(start: Clock, end: Clock) -> Hours | None:
    """Both ends; ``am`` or ``pm`` said once holds for both where that is in order."""
    low, high = start.minutes, end.minutes
    if end.half and not start.half and not start.marked:
        like = start.with_half(end.half)
        other = start.with_half("am" if end.half == "pm" else "pm")
        if like is not None and like.minutes < high:
            low = like.minutes
        elif other is not None:
            low = other.minutes
    elif start.half and not end.half:
        like = end.with_half(start.half)
        if like is not None and like.minutes > low:
            high = like.minutes
    if low in {high, MINUTES_PER_DAY}:
        return None
    if high < low:
        if not (start.marked or end.marked):
            return None
        high += MINUTES_PER_DAY
    return Hours(low, high)


def _dash(tokens: Sequence[Token], at: int, words: Vocabulary) -> int:
    if at < len(tokens) and tokens[at].text in DASHES:
        return at + 1
    return words.has("to", tokens, at)


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    """``14-17/12``: the second number is a day."""
    return _text(tokens, at) in {"/", "."} and _number(tokens, at + 1) is not None


def _number(tokens: Sequence[Token], at: int) -> int | None:
    return tokens[at].number if at < len(tokens) else None


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _adjacent(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing stands between this token and the one before."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def _is_minutes(tokens: Sequence[Token], at: int) -> bool:
    value = _number(tokens, at)
    return value is not None and value < MINUTES_PER_HOUR and len(tokens[at].text) == 2  # noqa: PLR2004 - two digits
