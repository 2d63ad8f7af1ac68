"""Backups, bringing one back, and carrying a store's whole content elsewhere.

A backup is always one plain SQLite store file, from whatever store it was made, and can be opened like any other.
"""

from __future__ import annotations

import secrets
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import (
    InvalidInput,
    StoreDamaged,
    StoreError,
    StoreNewer,
    StoreOutdated,
)
from platform_booking.services.anchors import remember
from platform_booking.services.custody import SUFFIX, beside, migrate_place, revision_of
from platform_booking.services.desk import system_clock
from platform_booking.services.keepers import require_keeper
from platform_booking.storage import files
from platform_booking.storage.chain import walk
from platform_booking.storage.copying import CopyResult, copy_content
from platform_booking.storage.engine import require_file
from platform_booking.storage.integrity import Anchor, IntegrityReport, Progress, examine, file_damage
from platform_booking.storage.places import Place, file_place
from platform_booking.storage.unit_of_work import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.services.desk import Clock, Desk
    from platform_booking.storage.chain import ChainState

__all__ = [
    "SUFFIX",
    "BackupResult",
    "CopyResult",
    "Examined",
    "RestoreResult",
    "backup",
    "bring_back",
    "carry_over",
    "copy_store",
    "examine_backup",
    "restore",
]


COPY: Final = "copy-whole-store"
"""Where the database keeps the rights, only its keeper reads every row: anybody else's copy would lack some, unsaid."""


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


@dataclass(frozen=True, slots=True)
class Examined:
    """What a backup was found to be."""

    file: Path
    upgraded_from: str | None
    """The older schema that it has; a restored one is upgraded."""
    report: IntegrityReport


# --- by whoever sits at this computer, which holds the trail to its new end ---------------------------


def examine_backup(file: Path | str, progress: Progress | None = None) -> Examined:
    """Look at a backup as ``bring_back`` would; nothing but a copy of it in a temporary folder is touched.

    Raises StoreMissing or StoreDamaged for what is no backup, StoreFull.
    """
    source = _backup_named(file)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        draft = Path(folder) / f"examined{SUFFIX}"
        with _draft_known_as(draft, content=str(source), place=str(source)):
            return Examined(source, *_verified_draft(source, draft, progress))


def bring_back(
    place: Place,
    file: Path | str,
    *,
    accept_findings: bool = False,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> RestoreResult:
    """Put a backup's content in the place of the store's, which nobody may have open; as ``restore``."""
    result = restore(place, file, accept_findings=accept_findings, clock=clock, progress=progress)
    remember(place, result.report.anchor)
    return result


def carry_over(source: Place, target: Place, *, progress: Progress | None = None) -> CopyResult:
    """Copy a store's whole content into an empty one, and compare; as ``copy_store``."""
    result = copy_store(source, target, progress=progress)
    remember(target, result.anchor)
    return result


# --- the work itself ----------------------------------------------------------------------------------


def backup(
    desk: Desk, file: Path | str, *, overwrite: bool = False, progress: Progress | None = None
) -> BackupResult:
    """Write the store as it is now, also while others work with it, to a file that appears only when it is whole.

    Raises InvalidInput for a file that is there already (unless ``overwrite``) or cannot be one, StoreDamaged when the
    store's own file is, NotKeeper to those who cannot read all of it, StoreFull, StoreReadOnly, StoreBusy or StoreUnavailable.
    """
    require_keeper(desk.store, COPY)
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


def copy_store(source: Place, target: Place, *, progress: Progress | None = None) -> CopyResult:
    """Copy a store's whole content into another, empty one of either kind, which is made when it is not there.

    A new file gets its name when it is whole; everything else is one transaction. Raises InvalidInput
    ``copy-target-not-empty`` or ``copy-schema-differs``, NotKeeper to those who cannot read all of it, and what
    opening either raises.
    """
    original = Store.open(source)
    try:
        require_keeper(original, COPY)
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
    kept = beside(place.path, "before-restore", clock())
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
        if made or (place.path is None and revision_of(place) is None):
            migrate_place(place, system_clock)
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
