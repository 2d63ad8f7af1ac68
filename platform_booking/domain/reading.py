"""Reads what people and scripts type: moments, days, durations, hours. Raises InvalidInput with the offending text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import Lapse, localize

MINUTES_PER_HOUR: Final = 60
MINUTES_PER_DAY: Final = 24 * MINUTES_PER_HOUR
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2200
MAX_DURATION_DAYS: Final = 1096
"""Three years: longer than any storage contract; the store refuses longer allocations too."""

WEEKDAY_NAMES: Final = {
    name: number
    for number, names in enumerate(
        (
            "mon monday lun lundi mo",
            "tue tuesday mar mardi tu",
            "wed wednesday mer mercredi we",
            "thu thursday jeu jeudi th",
            "fri friday ven vendredi fr",
            "sat saturday sam samedi sa",
            "sun sunday dim dimanche su",
        )
    )
    for name in names.split()
}


def read_moment(text: str, zone: tzinfo) -> datetime:
    """An ISO 8601 moment as UTC; without an offset, the clocks of ``zone``; a date alone is its midnight.

    Whole minutes only. A wall-clock time that the zone's clocks skip is refused.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput("moment-unreadable", value=text) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InvalidInput("moment-out-of-range", value=text, first=FIRST_YEAR, last=LAST_YEAR)
    if moment.second or moment.microsecond:
        raise InvalidInput("moment-seconds", value=text)
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    found = localize(moment, zone)
    if found.astimezone(zone).replace(tzinfo=None) != moment:
        raise InvalidInput("moment-skipped", value=text, zone=str(zone))
    return found


def read_now(text: str, zone: tzinfo) -> datetime:
    """A moment for the clock itself: as ``read_moment``, but seconds are welcome."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput("moment-unreadable", value=text) from error
    return moment.astimezone(UTC) if moment.tzinfo else localize(moment, zone)


def read_day(text: str) -> date:
    """An ISO 8601 date."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput("day-unreadable", value=text) from error


def read_occurrence_day(text: str, zone: tzinfo) -> date:
    """The day that names an occurrence: a date, or a moment on that day in the zone."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return read_moment(text, zone).astimezone(zone).date()


def read_range_end(text: str, zone: tzinfo) -> datetime:
    """The end of a period: a date alone includes that whole day."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return read_moment(text, zone)
    return read_moment((day + timedelta(days=1)).isoformat(), zone)


_ISO_DURATION: Final = re.compile(
    r"P(?:(?P<w>[0-9]{1,3})W)?(?:(?P<d>[0-9]{1,4})D)?(?:T(?:(?P<h>[0-9]{1,5})H)?(?:(?P<m>[0-9]{1,6})M)?(?:0+S)?)?",
    re.IGNORECASE,
)
_SHORT_DURATION: Final = re.compile(
    r"(?:(?P<w>[0-9]{1,3})(?:w|sem))?(?:(?P<d>[0-9]{1,4})[dj])?"
    r"(?:(?P<h>[0-9]{1,5})h)?(?:(?P<m>[0-9]{1,6})(?:min|m|mn)?)?",
    re.IGNORECASE,
)
_CLOCK_DURATION: Final = re.compile(r"(?P<h>[0-9]{1,3}):(?P<m>[0-9]{2})(?P<w>)?(?P<d>)?")


def read_duration(text: str) -> Lapse:
    """``3h``, ``90min``, ``1h30``, ``2d``, ``1w``, ``PT3H``, ``P14D``, ``2:30``; a bare number is minutes.

    Days and weeks are days of the calendar, hours and minutes elapsed time.
    """
    value = re.sub(r"\s+", "", text)
    for pattern in (_ISO_DURATION, _CLOCK_DURATION, _SHORT_DURATION):
        match = pattern.fullmatch(value)
        if match and any(match.groups()):
            weeks, days, hours, minutes = (int(match[part] or 0) for part in "wdhm")
            lapse = Lapse(wall=(7 * weeks + days) * MINUTES_PER_DAY, exact=hours * MINUTES_PER_HOUR + minutes)
            if not 0 < lapse.wall + lapse.exact <= MAX_DURATION_DAYS * MINUTES_PER_DAY:
                raise InvalidInput("duration-out-of-range", value=text, days=MAX_DURATION_DAYS)
            return lapse
    raise InvalidInput("duration-unreadable", value=text)


def read_weekdays(text: str) -> frozenset[int]:
    """``mon,tue``, ``lun-ven``: numbers with Monday 0."""
    days: set[int] = set()
    for piece in text.lower().replace(" ", "").split(","):
        first, dash, last = piece.partition("-")
        if first not in WEEKDAY_NAMES or (dash and last not in WEEKDAY_NAMES):
            raise InvalidInput("weekday-unreadable", value=piece)
        low = WEEKDAY_NAMES[first]
        high = WEEKDAY_NAMES[last] if dash else low
        days.update((low + step) % 7 for step in range((high - low) % 7 + 1))
    return frozenset(days)


def read_hours(text: str) -> tuple[int, int]:
    """``08:00-18:00`` as minutes of the day; 24:00 is the day's end."""
    match = re.fullmatch(r"\s*([0-9]{1,2})[:h]([0-9]{2})?\s*[-–]\s*([0-9]{1,2})[:h]([0-9]{2})?\s*", text)
    if not match:
        raise InvalidInput("hours-unreadable", value=text)
    start = int(match[1]) * MINUTES_PER_HOUR + int(match[2] or 0)
    end = int(match[3]) * MINUTES_PER_HOUR + int(match[4] or 0)
    minutes_valid = int(match[2] or 0) < MINUTES_PER_HOUR and int(match[4] or 0) < MINUTES_PER_HOUR
    if not minutes_valid or not 0 <= start < end <= MINUTES_PER_DAY:
        raise InvalidInput("hours-unreadable", value=text)
    return start, end


def clock_text(minutes: int) -> str:
    """Minutes of the day as ``08:00``."""
    if minutes == MINUTES_PER_DAY:
        return "24:00"
    return time(minutes // MINUTES_PER_HOUR, minutes % MINUTES_PER_HOUR).strftime("%H:%M")
