"""What people type for a time or a day, read. Knows no Qt."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.texts import Texts

HOURS: Final = 24
MINUTES: Final = 60
_APART: Final = re.compile(r"(\d{1,2})\s*(?:[h:.]|heures?)\s*(\d{1,2})?\s*(?:m|min|mn)?", re.IGNORECASE)
_TOGETHER: Final = re.compile(r"(\d{1,2}?)(\d{2})?")
_NUMBERS: Final = re.compile(r"(\d{1,2})(?:[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?)?")
_NAMED: Final = re.compile(r"(\d{1,2})(?:er)?\s+([^\W\d]{3,})\.?(?:\s+(\d{4}))?")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CENTURY: Final = 2000
_LATELY: Final = timedelta(days=60)
"""A day without a year that is longer ago than this is meant for next year."""


def read_time(text: str) -> int | None:
    """Minutes of the day for ``9``, ``9h30``, ``9:30``, ``0930`` or ``930``; 1440 for ``24``; None for what is no time."""
    typed = text.strip().replace("\u202f", " ").replace("\u00a0", " ")
    found = _APART.fullmatch(typed) or _TOGETHER.fullmatch(typed)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found.re is _APART and found[2] is not None and len(found[2]) == 1:
        minute *= 10  # "9h3" is on its way to 9h30
    if minute >= MINUTES or hour > HOURS or (hour == HOURS and minute):
        return None
    return hour * MINUTES + minute


def time_text(minutes: int) -> str:
    """``09:30``."""
    return f"{minutes // MINUTES:02}:{minutes % MINUTES:02}"


def read_day(text: str, today: date, texts: Texts) -> date | None:
    """The day meant by ``1/12``, ``01/12/2026``, ``1er déc.``, ``12`` or ``2026-12-01``; None for what is no day.

    Without a year the next such day is meant, or one of the last weeks.
    """
    typed = text.strip().lower().replace("\u202f", " ").replace("\u00a0", " ")
    if iso := _ISO.fullmatch(typed):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(typed):
        month = int(numbers[2]) if numbers[2] else None
        return _nearest(int(numbers[1]), month, _year(numbers[3]), today)
    named = _NAMED.search(typed)
    if named is None:
        return None
    wanted = _month(named[2], texts)
    return _nearest(int(named[1]), wanted, _year(named[3]), today) if wanted else None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) > 2 else _CENTURY + int(text)  # noqa: PLR2004 - two figures


def _month(name: str, texts: Texts) -> int | None:
    for month in range(1, 13):
        if texts.dated(date(_CENTURY, month, 1), "MMMM").lower().startswith(name):
            return month
    return None


def _nearest(day: int, month: int | None, year: int | None, today: date) -> date | None:
    if year is not None and month is not None:
        return _made(year, month, day)
    if month is not None:
        found = _made(today.year, month, day)
        late = found is None or found < today - _LATELY
        return (_made(today.year + 1, month, day) if late else found) or found
    found = _made(today.year, today.month, day)
    if found is not None and found >= today:
        return found
    later = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _made(later.year, later.month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
