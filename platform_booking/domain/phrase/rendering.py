"""A meaning written so that it can only be read one way, and reads as it was meant: what the line is rewritten with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.domain.phrase.model import Every
from platform_booking.domain.reading import MINUTES_PER_DAY, MINUTES_PER_HOUR, clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from platform_booking.domain.phrase.model import Days, Hours, LineWish, Meaning
    from platform_booking.domain.recurrence import Lapse


_RHYTHMS: Final = {Every.WEEK: "weekly", Every.FORTNIGHT: "fortnightly", Every.DAY: "daily"}


def render(meaning: Meaning) -> str:
    """The whole, in a fixed order. Every line must mean one resource."""
    return " ".join((*_what(meaning), *_when(meaning), *_beside(meaning)))


def _what(meaning: Meaning) -> Iterator[str]:
    if meaning.is_block:
        yield "!bloc"
    if meaning.lines:
        yield " + ".join(_line(line) for line in meaning.lines)


def _when(meaning: Meaning) -> Iterator[str]:
    if meaning.every:
        yield _RHYTHMS[meaning.every]
    if meaning.days:
        yield render_days(meaning.days)
    if meaning.within:
        yield f"within {render_days(meaning.within)}"
    if meaning.hours:
        yield render_hours(meaning.hours)
    if meaning.length:
        yield render_length(meaning.length)
    if meaning.times:
        yield f"x{meaning.times}"
    if meaning.until:
        yield f"until {meaning.until}"
    if meaning.skip:
        yield render_skip(meaning.skip)


def _beside(meaning: Meaning) -> Iterator[str]:
    if meaning.learners:
        yield f"{meaning.learners} pax"
    if meaning.block_kind:
        yield meaning.block_kind
    if meaning.place:
        yield f"@{meaning.place}"
    yield from (f"@{login}" for login in meaning.trainers)
    if meaning.title:
        yield render_title(meaning.title)


def _line(line: LineWish) -> str:
    quantity = f"{line.quantity} " if line.quantity > 1 else ""
    unit = f" n°{line.unit}" if line.unit else ""
    return f"{quantity}{line.codes[0]}{unit}"


def render_days(days: Days) -> str:
    """``2026-12-01``, ``2026-12-01 – 2026-12-03``."""
    return str(days.first) if days.first == days.last else f"{days.first} – {days.last}"


def render_hours(hours: Hours) -> str:
    """``14:00-17:00``; what ends on the day after ends before it begins."""
    if hours.end is None:
        return clock_text(hours.start)
    end = hours.end if hours.end <= MINUTES_PER_DAY else hours.end - MINUTES_PER_DAY
    return f"{clock_text(hours.start)}-{clock_text(end)}"


def render_length(length: Lapse) -> str:
    """``for 3h``, ``for 90 min``, ``for 2 d``."""
    if length.wall:
        return f"for {length.wall // MINUTES_PER_DAY} d"
    hours, minutes = divmod(length.exact, MINUTES_PER_HOUR)
    return f"for {length.exact} min" if minutes else f"for {hours}h"


def render_skip(days: frozenset[date]) -> str:
    """``except 2026-12-08, 2026-12-15``."""
    return "except " + ", ".join(str(day) for day in sorted(days))


def render_title(title: str) -> str:
    """In the quotation marks that it does not hold itself."""
    for opening, closing in (('"', '"'), ("«", "»"), ("“", "”")):
        if closing not in title:
            return f"{opening}{title}{closing}"
    return f'"{title.replace(chr(34), "”")}"'
