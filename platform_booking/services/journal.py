"""What calendars did: links made and read, timetables read in or not, the newest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.feeds import Feed
from platform_booking.domain.timetables import EventState, ImportedCalendar
from platform_booking.services.timetable_holding import ACTION
from platform_booking.storage.audit import entries
from platform_booking.storage.snapshots import state_of_event, subject_of_feed, subject_of_timetable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from platform_booking.services.desk import Desk
    from platform_booking.services.feeds import FeedService
    from platform_booking.services.timetables import TimetableService
    from platform_booking.storage.audit import AuditEntry

MOST: Final = 200
"""Entries that are shown at once."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing that happened, for the sentence ``journal-<kind>``."""

    at: datetime
    kind: str
    code: str = ""
    """Of the link or the timetable."""
    label: str = ""
    """What the link or the timetable is called; empty for a link that goes by what it shows."""
    shows: tuple[str, str] = ("all", "")
    """Kind and key of what it is about."""
    failed: bool = False
    params: Mapping[str, Any] = field(default_factory=dict)


class JournalService:
    """Reads together what is recorded in several places."""

    def __init__(self, desk: Desk, feeds: FeedService, timetables: TimetableService) -> None:
        self._desk = desk
        self._feeds = feeds
        self._timetables = timetables

    def list(self, last: int = MOST) -> tuple[JournalEntry, ...]:
        """Of the links that one answers for, and the timetables that one may read in; the newest first."""
        feeds = self._feeds.list(ended=True)
        calendars = [card.calendar for card in self._timetables.list(detached=True) if card.mine]
        about: dict[str, Feed | ImportedCalendar] = {subject_of_feed(item.code): item for item in feeds}
        about |= {subject_of_timetable(item.code): item for item in calendars}
        with self._desk.store.reading() as connection:
            trail = entries(connection, subjects=about, last=last)
        found = [_of_trail(entry, about[entry.subject]) for entry in trail]
        told = {(entry.code, entry.at) for entry in found}
        found += [_read(feed) for feed in feeds if feed.last_read_at is not None]
        found += [
            entry
            for calendar in calendars
            for entry in _readings(calendar)
            if (entry.code, entry.at.replace(microsecond=0)) not in told
        ]
        return tuple(sorted(found, key=lambda entry: entry.at, reverse=True)[:last])


def _read(feed: Feed) -> JournalEntry:
    assert feed.last_read_at is not None
    params = {"client": feed.last_client, "reads": feed.reads}
    return _entry(feed.last_read_at, "read", feed, params)


def _readings(calendar: ImportedCalendar) -> Iterator[JournalEntry]:
    """The last time that it could be read, and why it could not since."""
    if calendar.last_ok_at is not None:
        yield _entry(calendar.last_ok_at, "unchanged", calendar)
    if calendar.last_error is not None and calendar.last_try_at is not None:
        yield _entry(calendar.last_try_at, "failed", calendar, {"error": calendar.last_error})


def _of_trail(entry: AuditEntry, about: Feed | ImportedCalendar) -> JournalEntry:
    if entry.action == ACTION:
        return _entry(entry.at, "imported", about, _counted(entry))
    return _entry(entry.at, entry.action, about, {"by": entry.actor})


def _entry(
    at: datetime, kind: str, about: Feed | ImportedCalendar, params: Mapping[str, Any] | None = None
) -> JournalEntry:
    if isinstance(about, Feed):
        label, shows = about.label, (about.kind, about.subject)
    else:
        label, shows = about.name, (about.subject_kind.value, about.subject)
    return JournalEntry(at, kind, about.code, label, shows, failed=kind == "failed", params=params or {})


def _counted(entry: AuditEntry) -> dict[str, int]:
    """How many events came, changed and went, and how many of those that came or changed cannot have their time."""
    before, after = ((side or {}).get("events") or {} for side in (entry.before, entry.after))
    known = {key for key, text in before.items() if state_of_event(text) is not EventState.GONE}
    states = {key: state_of_event(text) for key, text in after.items()}
    kinds = Counter(
        "gone" if state is EventState.GONE else "changed" if key in known else "new"
        for key, state in states.items()
    )
    conflicting = sum(1 for state in states.values() if state is EventState.CONFLICTING)
    return {kind: kinds[kind] for kind in ("new", "changed", "gone")} | {"conflicting": conflicting}
