"""What a calendar file says, before it is laid out as iCalendar: plain values, no clock, no store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.domain.recurrence import Recurrence
    from platform_booking.domain.timespan import TimeSpan


class Status(StrEnum):
    """STATUS of an event (RFC 5545 §3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about one date, apart from when it is. Texts are raw: the writer escapes them."""

    summary: str
    location: str = ""
    description: str = ""
    status: Status = Status.CONFIRMED


@dataclass(frozen=True, slots=True)
class Instance:
    """One date of an event. ``original_start`` is where the rule had put it, wherever it is now."""

    original_start: datetime
    span: TimeSpan
    details: Details


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One UID: the dates that take place, or took place, and the rule behind them if there is one.

    The dates are the truth and the rule is only a shorter way to say them: what the rule names and
    ``instances`` does not hold becomes an EXDATE, and an instance that is not just as the rule says becomes an
    override. Where no rule says it, each date is written as an event of its own.
    """

    uid: str
    """Globally unique and opaque, ``local@domain`` (RFC 7986 §5.3)."""
    time_zone: str
    """IANA name of the zone in which the rule is meant."""
    created: datetime
    changed: datetime
    """Last change of what is said here: DTSTAMP and LAST-MODIFIED, so equal content gives equal bytes."""
    sequence: int
    instances: tuple[Instance, ...]
    rule: Recurrence | None = None
    first_start: datetime | None = None
    """Where the series begins to count; None for a single event. Without a rule, each date has its own UID."""

    def __hash__(self) -> int:
        """Of what nearly always tells two apart: a writer asks for it thousands of times."""
        return hash((self.uid, self.changed, self.sequence, len(self.instances)))


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One VCALENDAR."""

    name: str
    events: tuple[CalendarEvent, ...]
    language: str = "fr"
