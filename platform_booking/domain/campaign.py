"""A campaign's lines: each on its own day and for its own time, as people and scripts write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import MINUTES_PER_DAY, MINUTES_PER_HOUR, read_duration
from platform_booking.domain.recurrence import Lapse

_SPEC: Final = re.compile(
    r"\s*(?P<code>[^:\s]+?)(?::(?P<quantity>[0-9]{1,6}))?(?:@(?P<offset>[dj]?[+-][0-9a-z:]+))?(?:/(?P<length>[0-9][0-9a-z:]*|p[0-9a-z]+))?\s*",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"\s*(?P<day>[dj]?)\s*(?P<sign>[+-]?)\s*(?P<by>[0-9a-z: ]+?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineSpec:
    """``CODE[:N][@OFFSET][/LENGTH]``, read."""

    code: str
    quantity: int = 1
    offset: Lapse = field(default_factory=Lapse)
    """From the start of the booking."""
    length: Lapse | None = None
    """None: as long as the booking."""


def read_line(text: str) -> LineSpec:
    """``CODE``, ``CODE:2``, ``CODE@+7d``, ``CODE:2@D+7/2d``. Raises InvalidInput for anything else."""
    match = _SPEC.fullmatch(text)
    if not match:
        raise InvalidInput("resource-spec", value=text)
    return LineSpec(
        match["code"],
        int(match["quantity"]) if match["quantity"] else 1,
        read_offset(match["offset"]) if match["offset"] else Lapse(),
        read_duration(match["length"]) if match["length"] else None,
    )


def read_offset(text: str) -> Lapse:
    """``+7d``, ``D+7``, ``J+7``, ``-1d``, ``+7d2h``: days of the calendar at the same clock time, then elapsed hours.

    A bare number is days: nobody counts a campaign in minutes. Raises InvalidInput.
    """
    match = _OFFSET.fullmatch(text)
    if not match:
        raise InvalidInput("offset-unreadable", value=text)
    by = match["by"].strip()
    try:
        if re.fullmatch(r"0+[dj]?", by, re.IGNORECASE):
            return Lapse()
        lapse = read_duration(f"{by}d" if by.isdecimal() else by)
    except InvalidInput as error:
        raise InvalidInput("offset-unreadable", value=text) from error
    return Lapse(-lapse.wall, -lapse.exact) if match["sign"] == "-" else lapse


def days_and_minutes(lapse: Lapse) -> tuple[int, int]:
    """Whole days, and the minutes beyond them, never negative: a day before at ten is minus one day and some hours."""
    return divmod(lapse.wall + lapse.exact, MINUTES_PER_DAY)


def iso_duration(lapse: Lapse) -> str:
    """ISO 8601 text: ``P7D``, ``-P1D``, ``P2DT3H30M``."""
    minutes = lapse.wall + lapse.exact
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    hours, rest = divmod(rest, MINUTES_PER_HOUR)
    clock = "".join(f"{value}{unit}" for value, unit in ((hours, "H"), (rest, "M")) if value)
    said = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if minutes < 0 else ''}P{said or 'T0M'}"
