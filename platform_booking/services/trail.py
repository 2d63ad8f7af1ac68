"""The audit trail for those who answer for what is booked: found by person, subject and time, told as a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import may_read_trail, require
from platform_booking.services import custody
from platform_booking.services.anchors import look_back, remember, remembered
from platform_booking.storage.audit import AuditEntry
from platform_booking.storage.integrity import Anchor, IntegrityReport, Progress
from platform_booking.wording.report_tables import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork
    from platform_booking.wording import Words

__all__ = [
    "MOST",
    "AuditEntry",
    "FieldChange",
    "IntegrityReport",
    "TrailFilter",
    "TrailService",
    "field_changes",
    "subject_in_words",
    "trail_table",
]

MOST: Final = 1000
"""Entries that are shown at once."""
_COLUMNS: Final = ("seq", "at", "actor", "action", "subject", "reason")


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries. Times in UTC, ``[since, until)``."""

    subject: str | None = None
    """A ref, code or login, or a subject as the trail names it."""
    actor: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    last: int | None = MOST
    """None: all."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a subject, before and after; None where it was not there."""

    path: str
    before: str | None
    after: str | None


class TrailService:
    """Reads the trail; only managers and deputies of a platform, administrators and operators may."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, wanted: TrailFilter) -> tuple[AuditEntry, ...]:
        """Entries, the newest first. Raises NotPermitted, InvalidInput."""
        require_reader(self._desk)
        found = custody.audit_entries(
            self._desk,
            subject=wanted.subject,
            actor=wanted.actor,
            since=wanted.since,
            until=wanted.until,
            last=wanted.last,
        )
        return tuple(reversed(found))

    def verify(
        self, anchor: Anchor | None = None, *, accept: bool = False, progress: Progress | None = None
    ) -> IntegrityReport:
        """Whether the chain is whole, goes on from what was seen here, and nothing was changed behind the application's back.

        What was found sound is remembered as seen; with ``accept`` the trail is taken as it is from now on, whatever was
        seen before. Raises NotPermitted.
        """
        require_reader(self._desk)
        place = self._desk.store.place
        seen = None if accept else remembered(place)
        report = custody.verify(self._desk, anchor=anchor, seen=seen, progress=progress)
        if accept or not {"anchor-missing", "anchor-differs"} & report.totals.keys():
            remember(place, report.anchor)
        return report

    def look_back(self) -> Anchor | None:
        """Hold the trail to what was seen of it here, in passing. Raises TrailDiffers."""
        return look_back(self._desk)


def require_reader(desk: Desk) -> None:
    """Raise NotPermitted unless whoever sits at the desk may read the trail, by any door."""

    def check(unit_of_work: UnitOfWork) -> None:
        actor, catalogue = desk.actor(unit_of_work.catalogue), unit_of_work.catalogue
        require(may_read_trail(actor, catalogue), actor, "read-trail", "")

    desk.store.read(check)


def trail_table(words: Words, entries: Sequence[AuditEntry], person: Callable[[str], str] = str) -> Table:
    """The entries under headings, for the window and for spreadsheets; ``person`` gives the name of a login."""
    columns = tuple(Column(key, words.text(f"trail-{key}"), Kind.TEXT) for key in _COLUMNS)
    rows = tuple(
        (
            str(entry.seq),
            words.moment(entry.at),
            person(entry.actor),
            words.name("trail-did", entry.action),
            subject_in_words(words, entry.subject),
            entry.reason,
        )
        for entry in entries
    )
    return Table(words.text("trail-title"), columns, rows)


def subject_in_words(words: Words, subject: str) -> str:
    """``réservation B-2026-00042``."""
    kind, _, ref = subject.partition(":")
    return f"{words.name('trail-kind', kind)} {ref}".strip()


def field_changes(entry: AuditEntry) -> tuple[FieldChange, ...]:
    """What the entry says became of each field, in alphabetical order of their paths."""
    before, after = dict(_flat(entry.before or {})), dict(_flat(entry.after or {}))
    return tuple(
        FieldChange(path, before.get(path), after.get(path))
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
    )


def _flat(state: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in state.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{path}.")
        else:
            yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
