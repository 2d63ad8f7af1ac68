"""What clocks show, as calendar files write it; remembered, for many dates begin and end together.

Only in UTC are two datetimes equal just when they are the same instant: what is remembered is asked for in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from platform_booking.domain.timespan import as_utc

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

MOMENTS_KEPT: Final = 10_000
_LENGTH_TO_SECONDS: Final = len("2026-10-06T09:00:00")


class Clock(NamedTuple):
    """The clocks of a zone at one instant."""

    digits: str
    """``20261006T090000``."""
    offset: timedelta | None
    is_plain: bool
    """Whether this time names the instant alone: neither in a skipped hour nor in one that comes twice."""


def clock_at(moment: datetime, zone: ZoneInfo) -> Clock:
    """What the zone's clocks show then. Raises NaiveDatetime."""
    return _clock_at(as_utc(moment), zone)


def in_utc(moment: datetime) -> str:
    """``20261006T070000Z``. Raises NaiveDatetime."""
    return _in_utc(as_utc(moment))


@lru_cache(MOMENTS_KEPT)
def _clock_at(moment: datetime, zone: ZoneInfo) -> Clock:
    shown = moment.astimezone(zone)
    offset = shown.utcoffset()
    return Clock(_digits(shown), offset, offset == shown.replace(fold=1 - shown.fold).utcoffset())


@lru_cache(MOMENTS_KEPT)
def _in_utc(moment: datetime) -> str:
    return f"{_digits(moment)}Z"


def _digits(moment: datetime) -> str:
    """Several times faster than strftime, which counts here."""
    return moment.isoformat()[:_LENGTH_TO_SECONDS].replace("-", "").replace(":", "")
