"""Timetables kept elsewhere (ADE, Hyperplanning, Outlook…) and read in: whose they are, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from platform_booking.domain.timespan import TimeSpan

HIDDEN: Final = "…"
"""Stands for what others are not to see of a link."""
_SECRET: Final = re.compile(r"[^.]{20,}")
"""A part of a path this long is nobody's word: Google, Outlook and our own feeds keep their keys there."""


class SubjectKind(StrEnum):
    """Whose timetable it is."""

    RESOURCE = "resource"
    PERSON = "person"
    PARTNER = "partner"


class Holding(StrEnum):
    """What an event does. Hard: it holds the units, as a block would. Soft: it warns."""

    HARD = "hard"
    SOFT = "soft"


class EventState(StrEnum):
    """What became of an event here."""

    HOLDING = "holding"
    """A block of its own holds the units."""
    CONFLICTING = "conflicting"
    """It should hold them, but somebody had them first: it warns until the time is free."""
    NOTED = "noted"
    """Of a soft timetable: it warns."""
    GONE = "gone"
    """The timetable no longer has it."""


@dataclass(frozen=True, slots=True)
class ImportedCalendar:
    """A timetable attached to a resource, a person or a partner."""

    code: str
    name: str
    source: str
    """URL, or name of the file."""
    subject_kind: SubjectKind
    subject: str
    """Code of the resource or partner, login of the person."""
    holding: Holding
    time_zone: str
    """Of times that name none."""
    language: str
    created_at: datetime
    created_by: str
    """Login."""
    refresh_minutes: int | None = None
    active: bool = True
    last_try_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_error: Mapping[str, Any] | None = None
    """Code and params of what went wrong at the last try; None: it went well."""
    remarks: tuple[Mapping[str, Any], ...] = ()
    """What the last reading left out or guessed: code and params each."""
    etag: str = ""
    last_modified: str = ""
    content_hash: str = ""
    id: int = 0

    @property
    def from_url(self) -> bool:
        """Whether it can be read again without anybody's doing."""
        return "://" in self.source

    @property
    def public_source(self) -> str:
        """The source without the secrets that a link may hold: its query, a name and password, long parts of its path."""
        return public_link(self.source) if self.from_url else self.source


def public_link(url: str) -> str:
    """A link as others may see it: ``https://calendar.google.com/calendar/ical/…/…/basic.ics``."""
    parts = urlsplit(url)
    path = "/".join(_SECRET.sub(HIDDEN, segment) for segment in parts.path.split("/"))
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path}"


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One date at which somebody or something is taken."""

    uid: str
    recurrence: str
    """Original start in UTC of a date of a series; empty: no series."""
    span: TimeSpan
    all_day: bool
    summary: str
    location: str
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """One event of a timetable: one date of a series."""

    uid: str
    recurrence: str
    """Original start of a date of a series, in UTC; empty: no series."""
    number: int
    """Among those that share uid and recurrence: some programs give one uid to many."""
    span: TimeSpan
    all_day: bool
    summary: str
    location: str
    status: str
    """``confirmed`` or ``tentative``."""
    state: EventState
    content_hash: str
    block_id: int | None = None
    kept_at: datetime | None = None
    """When somebody decided that the booking which had its time first keeps it; for as long as it stays there."""
    id: int = 0

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it this event of its timetable."""
        return self.uid, self.recurrence, self.number


@dataclass(frozen=True, slots=True)
class PartnerEvent:
    """What a partner's timetable has: a warning to its own bookings, and to whoever books its equipment or its people."""

    calendar: str
    """Code."""
    partner: str
    """Code."""
    span: TimeSpan
    title: str
    units: tuple[int, ...] = ()
    """Units that the partner hosts, and the time of its people."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """A calendar with its events."""

    calendar: ImportedCalendar
    events: tuple[ImportedEvent, ...] = field(default=())
