"""Keeping the store: making and upgrading it, looking whether it is sound, backing it up, bringing it back, moving it.

A backup is always one plain SQLite store file, from whatever store it was made, and can be opened like any other.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.errors import (
    InvalidInput,
    NotPermitted,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreNewer,
    StoreOutdated,
)
from platform_booking.domain.timespan import as_utc
from platform_booking.services.desk import system_clock
from platform_booking.storage import audit, files
from platform_booking.storage.chain import walk
from platform_booking.storage.copying import CopyResult, copy_content
from platform_booking.storage.engine import make_engine, require_file, schema_revision
from platform_booking.storage.integrity import (
    KINDS,
    Anchor,
    IntegrityReport,
    Progress,
    examine,
    file_damage,
    verify_audit,
)
from platform_booking.storage.places import Place, file_place
from platform_booking.storage.unit_of_work import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from platform_booking.services.desk import Clock, Desk
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.chain import ChainState

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


@dataclass(frozen=True, slots=True)
class BackupResult:
    """A backup that was verified before it got its name."""

    file: Path
    size: int
    """In bytes."""
    anchor: Anchor | None
    """Where its audit trail ends."""
    trail_intact: bool
    """A store whose trail is broken is backed up as it stands."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """A store that holds a backup's content now."""

    store: str
    file: Path
    kept: Path | None
    """Where the store's former content is; None when there was none."""
    upgraded_from: str | None
    """The backup's older revision, if it had one."""
    report: IntegrityReport
    """What was found in the backup."""


# --- making and upgrading ---------------------------------------------------------------------------


def init_store(place: Place, *, clock: Clock = system_clock) -> InitResult:
    """Make the store, or upgrade the one that is there.

    Raises StoreNewer, StoreDamaged for a file that is somebody else's, StoreReadOnly, StoreFull, StoreBusy or
    StoreUnavailable.
    """
    migration = _migrate(place, clock)
    return InitResult(place.label, migration.before is None, migration)


def migrate_store(place: Place, *, clock: Clock = system_clock) -> MigrationResult:
    """Bring a store to the newest schema; a file is backed up next to it first.

    Raises StoreMissing when there is none, and what ``init_store`` raises.
    """
    with files.concerning(place.label):
        require_file(place)
        if _revision(place) is None:
            if place.is_file:
                raise StoreDamaged(detail="not a Platform Booking store")
            raise StoreMissing
    return _migrate(place, clock)


def _migrate(place: Place, clock: Clock) -> MigrationResult:
    from platform_booking.services.access import renew_rights  # noqa: PLC0415 - of servers
    from platform_booking.storage.migrating import known_revisions, migrate  # noqa: PLC0415 - Alembic is slow to import

    with files.concerning(place.label):
        if place.path is not None and place.path.is_dir():
            raise StoreDamaged(detail="is a directory")
        there = place.path is None or place.path.exists()
        found = _revision(place) if there else None
        backup = None
        if place.path is not None and found in known_revisions()[1:]:
            backup = _beside(place.path, f"before-{known_revisions()[0]}", clock())
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


def _revision(place: Place) -> str | None:
    engine = make_engine(place)
    try:
        return schema_revision(engine)
    finally:
        engine.dispose()


def _beside(store: Path, word: str, now: datetime) -> Path:
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


# --- backing up and bringing back -------------------------------------------------------------------


def backup(
    desk: Desk, file: Path | str, *, overwrite: bool = False, progress: Progress | None = None
) -> BackupResult:
    """Write the store as it is now, also while others work with it, to a file that appears only when it is whole.

    Raises InvalidInput for a file that is there already (unless ``overwrite``) or cannot be one, StoreDamaged when the
    store's own file is, NotPermitted to those who cannot read all of it, StoreFull, StoreReadOnly, StoreBusy or StoreUnavailable.
    """
    _require_whole(desk.store)
    target = _file_named(file)
    _require_writable_name(target, desk.store.place, overwrite=overwrite)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with _draft_known_as(draft, content=desk.store.place.label, place=str(target)):
            result = _write_backup(desk.store, draft, progress)
        files.publish(draft, target, overwrite=overwrite)
    finally:
        files.discard(draft)
    return BackupResult(target, target.stat().st_size, *result)


def restore(
    place: Place,
    file: Path | str,
    *,
    accept_findings: bool = False,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> RestoreResult:
    """Put a backup's content in the place of the store's. The backup is verified wholly before anything is touched.

    A store that is a file keeps its former content beside it. Raises StoreMissing or StoreDamaged for the backup,
    InvalidInput ``backup-findings`` when it is not sound (unless ``accept_findings``) and ``restore-target-not-empty``
    for a server's store that holds anything, StoreBusy when the store is in use.
    """
    source = _backup_named(file)
    _require_other_file(source, place)
    with _drafts_for(place) as folder:
        draft = folder / f".restore.{secrets.token_hex(4)}{SUFFIX}"
        try:
            with _draft_known_as(draft, content=str(source), place=place.label):
                upgraded_from, report = _verified_draft(source, draft, progress)
            if report.findings and not accept_findings:
                raise InvalidInput(
                    "backup-findings", file=str(source), count=report.count, codes=tuple(report.totals)
                )
            kept = _bring_in(draft, place, clock, progress)
        finally:
            files.discard(draft)
    return RestoreResult(place.label, source, kept, upgraded_from, report)


def examine_copy(
    file: Path | str, folder: Path, progress: Progress | None = None
) -> tuple[str | None, IntegrityReport]:
    """Look at a copy of a backup in that folder, upgraded if it is older: its older revision, and what was found.

    Raises StoreMissing, StoreDamaged, StoreNewer, StoreFull.
    """
    source = _backup_named(file)
    draft = folder / f"examined{SUFFIX}"
    with _draft_known_as(draft, content=str(source), place=str(source)):
        return _verified_draft(source, draft, progress)


def copy_store(source: Place, target: Place, *, progress: Progress | None = None) -> CopyResult:
    """Copy a store's whole content into another, empty one of either kind, which is made when it is not there.

    A new file gets its name when it is whole; everything else is one transaction. Raises InvalidInput
    ``copy-target-not-empty`` or ``copy-schema-differs``, NotPermitted to those who cannot read all of it, and what
    opening either raises.
    """
    original = Store.open(source)
    try:
        _require_whole(original)
        if target.path is None or target.path.exists():
            return _copy_into(original, target, progress)
        return _copy_to_new_file(original, target.path, progress)
    finally:
        original.close()


def _copy_to_new_file(original: Store, path: Path, progress: Progress | None) -> CopyResult:
    files.make_folder(path.parent, path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with _draft_known_as(draft, content=original.place.label, place=str(path)):
            result = _copy_into(original, file_place(draft), progress)
        files.settle(draft)
        files.publish(draft, path, overwrite=False)
    finally:
        files.discard(draft)
    return result


def _require_other_file(source: Path, place: Place) -> None:
    if place.path is not None:
        with files.concerning(place.label):
            if place.path.is_dir():
                raise InvalidInput("file-is-folder", file=place.label)
            if place.path.exists() and place.path.samefile(source):
                raise InvalidInput("restore-from-itself", file=str(source))


def _require_whole(store: Store) -> None:
    """Where the database keeps the rights, only its keeper reads every row: anybody else's copy would lack some, unsaid."""
    session = store.session
    if session is not None and not session.is_keeper:
        raise NotPermitted(
            session.login or store.place.url.username or "", "copy-whole-store", store.place.label
        )


def _backup_named(said: Path | str) -> Path:
    source = _file_named(said)
    require_file(file_place(source))
    return source


def _file_named(said: Path | str) -> Path:
    if "\0" in str(said):
        raise InvalidInput("file-name", file=str(said))
    try:
        return Path(said).expanduser()
    except RuntimeError as error:  # the home of somebody who has none
        raise InvalidInput("file-name", file=str(said)) from error


@contextmanager
def _draft_known_as(draft: Path, *, content: str, place: str) -> Iterator[None]:
    """Errors about our temporary file name what the user knows: whose content it has, or where it was to be."""
    try:
        yield
    except StoreError as error:
        if error.params.get("store") in (None, str(draft)):
            error.params["store"] = content if isinstance(error, StoreDamaged | StoreNewer) else place
        raise


@contextmanager
def _drafts_for(place: Place) -> Iterator[Path]:
    """A folder for what is not finished: the store's own, so that a file can get its name there in one step."""
    if place.path is None:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            yield Path(folder)
        return
    files.make_folder(place.path.parent, place.label)
    yield place.path.parent


def _require_writable_name(target: Path, store: Place, *, overwrite: bool) -> None:
    with files.concerning(target):
        if target.is_dir():
            raise InvalidInput("file-is-folder", file=str(target))
        if not target.parent.is_dir():
            raise InvalidInput("folder-missing", folder=str(target.parent))
        files.require_writable(target.parent, target)
        if target.exists():
            if store.path is not None and target.samefile(store.path):
                raise InvalidInput("backup-onto-store", file=str(target))
            if not overwrite:
                raise InvalidInput("file-exists", file=str(target))


def _write_backup(store: Store, draft: Path, progress: Progress | None) -> tuple[Anchor | None, bool]:
    if store.place.path is not None:
        files.copy_file(store.place.path, draft)
    else:
        _copy_into(store, file_place(draft), progress)
    chain = _sound_chain(draft)
    files.settle(draft)
    return Anchor(chain.length, chain.head) if chain.length else None, not chain.broken


def _sound_chain(file: Path) -> ChainState:
    """The trail of a store whose file is sound. Raises StoreDamaged."""
    store = Store.open(file_place(file))
    try:
        with store.reading() as connection:
            if damage := file_damage(connection, quick=True):
                raise StoreDamaged(detail=damage[0])
            return walk(connection)
    finally:
        store.close()


def _verified_draft(
    source: Path, draft: Path, progress: Progress | None
) -> tuple[str | None, IntegrityReport]:
    """Our own copy of the backup, upgraded and examined. The backup itself is only read."""
    from platform_booking.storage.migrating import migrate  # noqa: PLC0415 - Alembic is slow to import

    files.copy_file(source, draft)
    place = file_place(draft)
    upgraded_from = None
    try:
        copy = Store.open(place)
    except StoreOutdated:
        upgraded_from, _ = migrate(place)
        copy = Store.open(place)
    try:
        with copy.reading() as connection:
            if damage := file_damage(connection, quick=True):
                raise StoreDamaged(detail=damage[0])
            report = examine(connection, progress)
    finally:
        copy.close()
    files.settle(draft)
    return upgraded_from, report


def _bring_in(draft: Path, place: Place, clock: Clock, progress: Progress | None) -> Path | None:
    if place.path is None:
        _restore_to_server(draft, place, progress)
        return None
    if not place.path.exists() or place.path.stat().st_size == 0:
        place.path.unlink(missing_ok=True)
        files.publish(draft, place.path, overwrite=False)
        return None
    kept = _beside(place.path, "before-restore", clock())
    try:
        files.exchange(place.path, draft, kept)
    except StoreDamaged:  # nothing that SQLite could lock or read
        files.displace(place.path, draft, kept)
    return kept


def _restore_to_server(draft: Path, place: Place, progress: Progress | None) -> None:
    original = Store.open(file_place(draft))
    try:
        _copy_into(original, place, progress)
    except InvalidInput as error:
        if error.reason != "copy-target-not-empty":
            raise
        table = error.params["table"]
        raise InvalidInput("restore-target-not-empty", store=place.label, table=table) from error
    finally:
        original.close()


def _copy_into(original: Store, place: Place, progress: Progress | None) -> CopyResult:
    """Into a store that is empty or that is made for it; one that was made does not stay when the copy fails."""
    made = place.path is not None and not place.path.exists()
    try:
        if made or (place.path is None and _revision(place) is None):
            _migrate(place, system_clock)
        target = Store.open(place)
        try:
            with original.reading() as source, target.writing() as destination:
                return copy_content(source, destination, progress)
        finally:
            target.close()
    except BaseException:
        if made and place.path is not None:
            files.discard(place.path)
        raise
