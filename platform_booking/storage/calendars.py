"""Imported timetables in and out of the store."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update

from platform_booking.domain.errors import NotFound
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetables import (
    EventState,
    Holding,
    ImportedCalendar,
    ImportedEvent,
    SubjectKind,
    Timetable,
)
from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import LostRace, next_key
from platform_booking.storage.for_ever import changing
from platform_booking.storage.snapshots import subject_of_timetable, timetable_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, Row

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.bookings import Stamp

_CODES: Final = 0x54494D45
"""Names the codes of timetables among the advisory locks of the database."""
_HEALTH: Final = ("last_try_at", "last_ok_at", "etag", "last_modified", "content_hash")
"""How the last readings went: not part of what the audit trail remembers."""
_COLUMNS: Final = tuple(
    field.name
    for field in fields(ImportedCalendar)
    if field.name not in {*_HEALTH, "last_error", "remarks", "id"}
)


class Calendars:
    """Reads and writes imported timetables inside one transaction. Nothing is deleted: they are detached, events go."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes

    def lock(self) -> None:
        """Let nobody else attach a timetable until this transaction ends: two would give theirs the same code."""
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_CODES})")

    def all(self, *, active: bool = True) -> tuple[ImportedCalendar, ...]:
        """Every timetable that is attached, or was, by code."""
        return self._select(*([tables.imported_calendar.c.active] if active else []))

    def get(self, code: str, *, lock: bool = False) -> ImportedCalendar:
        """The timetable of that code, also a detached one; with ``lock`` nobody else reads it in before the commit.

        Raises NotFound.
        """
        table = tables.imported_calendar
        if lock:
            self._connection.execute(
                select(table.c.id).where(table.c.code == code.strip()).with_for_update()
            ).all()
        found = self._select(table.c.code == code.strip())
        if not found:
            raise NotFound("calendar", code)
        return found[0]

    def of_subject(self, kind: SubjectKind, subject: str) -> tuple[ImportedCalendar, ...]:
        """The timetables attached to it."""
        table = tables.imported_calendar.c
        return self._select(table.active, table.subject_kind == kind.value, table.subject == subject)

    def read(self, calendar: ImportedCalendar) -> Timetable:
        """A timetable with all its events, those that are gone too, in order of time."""
        event = tables.imported_event.c
        query = (
            select(tables.imported_event)
            .where(event.calendar_id == calendar.id)
            .order_by(event.starts, event.id)
        )
        return Timetable(calendar, tuple(_event(row) for row in self._connection.execute(query)))

    def save(self, before: Timetable | None, after: Timetable, stamp: Stamp) -> Timetable:
        """Write what differs, and enter it in the trail. Raises LostRace when another transaction read it in first."""
        calendar = after.calendar
        if before is None:
            key = next_key(self._connection, tables.imported_calendar)
            row = {"id": key, **_calendar_row(calendar), **_health_row(calendar)}
            self._connection.execute(insert(tables.imported_calendar), [row])
        else:
            key = before.calendar.id
            self._require_unread(before.calendar)
            values = _calendar_row(calendar) | _health_row(calendar)
            self._update(key, values)
        self._save_events(key, () if before is None else before.events, after.events)
        self._changes.append(
            Change(
                stamp.at,
                stamp.actor,
                stamp.action,
                subject_of_timetable(calendar.code),
                None if before is None else timetable_snapshot(before),
                timetable_snapshot(after),
                stamp.reason,
            )
        )
        return self.read(self.get(calendar.code))

    def note_health(self, before: ImportedCalendar, after: ImportedCalendar) -> None:
        """Note how a reading went that changed nothing; the audit trail does not hear of it. Raises LostRace."""
        self._require_unread(before)
        self._update(before.id, _health_row(after))

    def _require_unread(self, before: ImportedCalendar) -> None:
        """Two who read one timetable at once would each write what it held; the row is held by the first."""
        table = tables.imported_calendar.c
        query = select(table.last_try_at).where(table.id == before.id).with_for_update()
        if self._connection.execute(query).scalar_one() != before.last_try_at:
            raise LostRace

    def _update(self, key: int, values: dict[str, Any]) -> None:
        table = tables.imported_calendar
        self._connection.execute(update(table).where(table.c.id == key).values(changing(table, values)))

    def _save_events(
        self, calendar_id: int, before: Iterable[ImportedEvent], after: Iterable[ImportedEvent]
    ) -> None:
        known = {event.id: event for event in before}
        fresh = [_event_row(event) | {"calendar_id": calendar_id} for event in after if not event.id]
        table = tables.imported_event
        for event in after:
            if event.id and event != known[event.id]:
                self._connection.execute(
                    update(table).where(table.c.id == event.id).values(changing(table, _event_row(event)))
                )
        if fresh:
            self._connection.execute(insert(table), fresh)

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[ImportedCalendar, ...]:
        table = tables.imported_calendar
        query = select(table).where(*conditions).order_by(table.c.code)
        return tuple(_calendar(row) for row in self._connection.execute(query))


def _calendar_row(calendar: ImportedCalendar) -> dict[str, Any]:
    return {name: getattr(calendar, name) for name in _COLUMNS} | {
        "subject_kind": calendar.subject_kind.value,
        "holding": calendar.holding.value,
    }


def _health_row(calendar: ImportedCalendar) -> dict[str, Any]:
    error = calendar.last_error
    return {name: getattr(calendar, name) for name in _HEALTH} | {
        "last_error": None if error is None else canonical(dict(error)),
        "remarks": canonical([dict(remark) for remark in calendar.remarks]),
    }


def _event_row(event: ImportedEvent) -> dict[str, Any]:
    return {
        "uid": event.uid,
        "recurrence": event.recurrence,
        "number": event.number,
        "starts": event.span.start,
        "ends": event.span.end,
        "all_day": event.all_day,
        "summary": event.summary,
        "location": event.location,
        "status": event.status,
        "state": event.state.value,
        "content_hash": event.content_hash,
        "block_id": event.block_id,
        "kept_at": event.kept_at,
    }


def _calendar(row: Row[Any]) -> ImportedCalendar:
    return ImportedCalendar(
        **{name: getattr(row, name) for name in (*_COLUMNS, *_HEALTH, "id")}
        | {
            "subject_kind": SubjectKind(row.subject_kind),
            "holding": Holding(row.holding),
            "last_error": json.loads(row.last_error) if row.last_error else None,
            "remarks": tuple(json.loads(row.remarks)),
        }
    )


def _event(row: Row[Any]) -> ImportedEvent:
    return ImportedEvent(
        uid=row.uid,
        recurrence=row.recurrence,
        number=row.number,
        span=TimeSpan(row.starts, row.ends),
        all_day=row.all_day,
        summary=row.summary,
        location=row.location,
        status=row.status,
        state=EventState(row.state),
        content_hash=row.content_hash,
        block_id=row.block_id,
        kept_at=row.kept_at,
        id=row.id,
    )
