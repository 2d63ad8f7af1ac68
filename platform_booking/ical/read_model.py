"""What a foreign calendar file says, as far as it matters here: who is taken when, and what had to be left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.timetables import ReadEvent


class CalendarUnreadable(InvalidInput):
    """Not a calendar, or one that cannot be read in bounded time: nothing of it counts."""


class TooSlow(Exception):
    """A rule that took longer to follow than its budget."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was left out, or understood only by guessing. ``code`` names the sentence, ``params`` fill it."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    rejects: bool = False
    """Whether an event was left out because of it."""


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """Everything that was understood, in order of time, and everything that was not."""

    name: str
    time_zone: str
    """In which times were read that name none."""
    events: tuple[ReadEvent, ...]
    remarks: tuple[Remark, ...]
    complete: bool
    """Whether the file goes on to its end: of one that was cut off, what is missing is not gone."""
    seen: int
    """Events in the file, each series counted once."""
    passed_over: Mapping[str, int]
    """Why → how many: events that take nobody (``cancelled``, ``free``) or lie outside the period (``outside``)."""

    @property
    def rejected(self) -> tuple[Remark, ...]:
        """The remarks that say which events were left out."""
        return tuple(remark for remark in self.remarks if remark.rejects)
