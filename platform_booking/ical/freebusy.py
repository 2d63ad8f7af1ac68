"""Writes when somebody or something is taken, and nothing else (VFREEBUSY, RFC 5545 §3.6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.timespan import TimeSpan, as_utc, gaps, union
from platform_booking.ical.text import LINE_BREAK, escape, fold
from platform_booking.ical.writer import PRODUCT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_PERIODS_PER_LINE: Final = 8
_FORMAT: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class FreeBusy:
    """Taken times within a window. Overlaps are merged, and what is surely taken is not said to be tentative too."""

    uid: str
    changed: datetime
    window: TimeSpan
    busy: tuple[TimeSpan, ...] = ()
    tentative: tuple[TimeSpan, ...] = ()
    language: str = "fr"


def write_free_busy(told: FreeBusy) -> bytes:
    """One VCALENDAR with one VFREEBUSY; equal input gives equal bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}//{escape(told.language.upper())}",
        "METHOD:PUBLISH",
        "BEGIN:VFREEBUSY",
        f"UID:{escape(told.uid)}",
        f"DTSTAMP:{_utc(told.changed)}",
        f"DTSTART:{_utc(told.window.start)}",
        f"DTEND:{_utc(told.window.end)}",
        *_periods("BUSY", union(_within(told.busy, told.window))),
        *_periods("BUSY-TENTATIVE", _uncertain(told)),
        "END:VFREEBUSY",
        "END:VCALENDAR",
        "",
    ]
    return LINE_BREAK.join(map(fold, lines)).encode()


def _within(spans: Iterable[TimeSpan], window: TimeSpan) -> Iterator[TimeSpan]:
    return (part for span in spans if (part := span.clip(window)) is not None)


def _uncertain(told: FreeBusy) -> tuple[TimeSpan, ...]:
    """What is asked for, less what is taken anyway."""
    busy = union(told.busy)
    asked = union(_within(told.tentative, told.window))
    return tuple(part for span in asked for part in gaps(_overlapping(busy, span), span))


def _overlapping(spans: tuple[TimeSpan, ...], other: TimeSpan) -> Iterator[TimeSpan]:
    return (span for span in spans if span.overlaps(other))


def _periods(kind: str, spans: tuple[TimeSpan, ...]) -> Iterator[str]:
    for start in range(0, len(spans), _PERIODS_PER_LINE):
        part = spans[start : start + _PERIODS_PER_LINE]
        periods = ",".join(f"{_utc(span.start)}/{_utc(span.end)}" for span in part)
        yield f"FREEBUSY;FBTYPE={kind}:{periods}"


def _utc(moment: datetime) -> str:
    return as_utc(moment).strftime(_FORMAT)
