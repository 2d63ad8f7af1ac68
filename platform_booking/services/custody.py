"""Keeping the store: making and upgrading it, and looking whether it is sound. Backups and copies: ``carrying``."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.errors import (
    InvalidInput,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
)
from platform_booking.domain.timespan import as_utc
from platform_booking.services.desk import system_clock
from platform_booking.storage import audit, files
from platform_booking.storage.engine import make_engine, require_file, schema_revision
from platform_booking.storage.integrity import (
    KINDS,
    Anchor,
    IntegrityReport,
    Progress,
    examine,
    verify_audit,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from platform_booking.services.desk import Clock, Desk
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.places import Place

SUFFIX: Final = ".sqlite"
_PATIENCE_SECONDS: Final = 10.0
"""How long making or upgrading a store waits for others who are writing to it."""
_PAUSE_SECONDS: Final = 0.1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MigrationResult:
    """An upgrade. Without a ``backup`` although something changed: the store is on a server, which has its own."""

    store: str
    before: str | None
    """The schema's revision before; None when there was no store."""
    after: str
    backup: Path | None = None
    renewed_rights: bool = False
    """Whether the rights that the database keeps were brought up to this version, too."""

    @property
    def changed(self) -> bool:
        """Whether the store was not up to date already."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class InitResult:
    """A store that is there now."""

    store: str
    created: bool
    """False when it was there already."""
    migration: MigrationResult


# --- making and upgrading ---------------------------------------------------------------------------


def init_store(place: Place, *, clock: Clock = system_clock) -> InitResult:
    """Make the store, or upgrade the one that is there.

    Raises StoreNewer, StoreDamaged for a file that is somebody else's, StoreReadOnly, StoreFull, StoreBusy or
    StoreUnavailable.
    """
    migration = migrate_place(place, clock)
    return InitResult(place.label, migration.before is None, migration)


def migrate_store(place: Place, *, clock: Clock = system_clock) -> MigrationResult:
    """Bring a store to the newest schema; a file is backed up next to it first.

    Raises StoreMissing when there is none, and what ``init_store`` raises.
    """
    with files.concerning(place.label):
        require_file(place)
        if revision_of(place) is None:
            if place.is_file:
                raise StoreDamaged(detail="not a Platform Booking store")
            raise StoreMissing
    return migrate_place(place, clock)


def migrate_place(place: Place, clock: Clock) -> MigrationResult:
    """As ``init_store``; the upgrade alone."""
    from platform_booking.services.access import renew_rights  # noqa: PLC0415 - of servers
    from platform_booking.storage.migrating import known_revisions, migrate  # noqa: PLC0415 - Alembic is slow to import

    with files.concerning(place.label):
        if place.path is not None and place.path.is_dir():
            raise StoreDamaged(detail="is a directory")
        there = place.path is None or place.path.exists()
        found = revision_of(place) if there else None
        backup = None
        if place.path is not None and found in known_revisions()[1:]:
            backup = beside(place.path, f"before-{known_revisions()[0]}", clock())
            files.copy_file(place.path, backup)
        before, after = _patiently(lambda: migrate(place))
        renewed = not place.is_file and renew_rights(place)
    return MigrationResult(place.label, before, after, backup, renewed)


def _patiently(work: Callable[[], T]) -> T:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return work()
        except StoreBusy:
            if time.monotonic() >= deadline:
                raise
        time.sleep(_PAUSE_SECONDS)


def revision_of(place: Place) -> str | None:
    """The schema of the store that is there; None where there is none."""
    engine = make_engine(place)
    try:
        return schema_revision(engine)
    finally:
        engine.dispose()


def beside(store: Path, word: str, now: datetime) -> Path:
    """A name next to the store that nothing has yet."""
    name = f"{store.stem}.{word}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (f"{name}{number}{SUFFIX}" for number in ("", *(f"-{again}" for again in range(2, 1000))))
    return next(path for path in map(store.with_name, names) if not path.exists())


# --- looking ----------------------------------------------------------------------------------------


def check(desk: Desk, *, anchor: Anchor | None = None, progress: Progress | None = None) -> IntegrityReport:
    """Look at the whole store: file, guards, references, double bookings, audit trail."""
    with desk.store.reading() as connection:
        return examine(connection, progress, anchor=anchor)


def verify(
    desk: Desk,
    *,
    anchor: Anchor | None = None,
    seen: Anchor | None = None,
    progress: Progress | None = None,
) -> IntegrityReport:
    """Look at the audit trail: seals, links, the anchors, and changes made behind the application's back."""
    with desk.store.reading() as connection:
        return verify_audit(connection, progress, anchor=anchor, seen=seen)


def audit_entries(
    desk: Desk,
    *,
    subject: str | None = None,
    actor: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    last: int | None = None,
) -> tuple[AuditEntry, ...]:
    """The trail in order, in ``[since, until)``, and of that the ``last`` so many.

    ``subject`` is a subject as the trail names it (``booking:B-2026-00042``), or only its ref, code or login.
    Raises InvalidInput when ``last`` is less than one, NaiveDatetime for times without a zone.
    """
    if last is not None and last < 1:
        raise InvalidInput("count-too-small", value=last, least=1)
    with desk.store.reading() as connection:
        return audit.entries(
            connection,
            subjects=None if subject is None else _subjects_meant(subject),
            actor=actor,
            since=None if since is None else as_utc(since),
            until=None if until is None else as_utc(until),
            last=last,
        )


def _subjects_meant(subject: str) -> tuple[str, ...]:
    said = subject.strip()
    if said.partition(":")[0] in KINDS:
        return (said,)
    spellings = {said, said.upper()}
    return (said, *(f"{kind}:{spelling}" for kind in KINDS for spelling in sorted(spellings)))
