"""SQLite stores as files: consistent copies, one plain file each, and putting one in another's place."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import (
    InvalidInput,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.storage.failures import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COMPANIONS: Final = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file while it is at work on it."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_PATIENCE_SECONDS: Final = 10.0
"""How long a copy waits for somebody who keeps the whole file locked."""
_LOCK_SECONDS: Final = 1.0
"""How long to ask for the whole file before it counts as in use."""


@contextmanager
def concerning(store: Path | str) -> Iterator[None]:
    """Raise typed errors in place of SQLite's and the system's; those that name no store name this one."""
    try:
        with translated():
            yield
    except StoreError as error:
        error.params.setdefault("store", str(store))
        raise
    except OSError as error:
        kind = _meaning_of(error)
        raise kind(store=str(store), detail=error.strerror or str(error)) from error


def _meaning_of(error: OSError) -> type[StoreError]:
    if error.errno in _FULL:
        return StoreFull
    return StoreReadOnly if error.errno in _READ_ONLY else StoreUnavailable


def make_folder(folder: Path, store: Path | str) -> None:
    """Make the folder unless it is there. Raises StoreReadOnly or StoreUnavailable, naming the store it is for."""
    with concerning(store):
        folder.mkdir(parents=True, exist_ok=True)
        require_writable(folder, store)


def require_writable(path: Path, store: Path | str) -> None:
    """Raise StoreReadOnly unless we may write the file, or in the folder."""
    if not os.access(path, os.W_OK):
        raise StoreReadOnly(store=str(store), detail=str(path))


def copy_file(source: Path, target: Path) -> None:
    """Copy a store as it is now, also while others write to it, into a new file that has no companions.

    The source is only read. Page by page, so that a damaged store can be kept as it is, too. Raises StoreDamaged when
    the source is no database, StoreBusy, StoreFull, StoreReadOnly or StoreUnavailable.
    """
    with concerning(source), closing(_open_to_read(source)) as original:
        original.execute("PRAGMA schema_version").close()
        with concerning(target):
            _copy_pages(original, target)


def settle(path: Path) -> None:
    """Bring a store that nobody uses any more to rest: all of it in one file, and that file on the disk."""
    with concerning(path):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").close()
        _to_disk(path)


def publish(finished: Path, target: Path, *, overwrite: bool) -> None:
    """Give a finished file its name, in one step.

    Raises InvalidInput when there is one of that name, StoreBusy when that one is a store in use.
    """
    with concerning(target):
        if target.exists():
            if not overwrite:
                raise InvalidInput("file-exists", file=str(target))
            if any(companion.exists() for companion in _companions(target)):
                raise StoreBusy(detail="in use")
        for orphan in _companions(target):  # SQLite would take it for the new file's
            orphan.unlink(missing_ok=True)
        finished.replace(target)
        _folder_to_disk(target.parent)


def discard(path: Path) -> None:
    """Remove a temporary store with everything beside it; quietly, because something else has gone wrong before."""
    for leftover in (path, *_companions(path)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)


def exchange(store: Path, replacement: Path, aside: Path) -> None:
    """Put the replacement's content in the store's place and keep the old content in ``aside``.

    The whole store is locked meanwhile, and the new content is written into the same file in one transaction: a crash
    leaves the old or the new, and a program that opens the store at this very moment cannot be left with a file that
    has lost its name. Raises StoreBusy when anybody has the store open, StoreDamaged when it is no database.
    """
    with concerning(store), closing(_lock_whole(store)) as held:
        try:
            _copy_pages(held, aside)
            with closing(_open_to_read(replacement)) as new:
                new.backup(held, progress=_patience())
        except BaseException:
            discard(aside)
            raise


def displace(store: Path, replacement: Path, aside: Path) -> None:
    """As ``exchange`` for a file that SQLite cannot read: its bytes are kept, the replacement takes its name."""
    with concerning(aside):
        shutil.copyfile(store, aside)
        _to_disk(aside)
    publish(replacement, store, overwrite=True)


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in COMPANIONS]


def _open_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _lock_whole(store: Path) -> sqlite3.Connection:
    """A connection that nobody else can be beside: neither in the middle of something nor waiting with the file open."""
    held = sqlite3.connect(store, isolation_level=None, timeout=_LOCK_SECONDS)
    try:
        held.execute("PRAGMA synchronous=FULL").close()
        held.execute("PRAGMA locking_mode=EXCLUSIVE").close()
        # Leaving WAL succeeds only for the last one who has the file open, and empties the log.
        held.execute("PRAGMA journal_mode=DELETE").close()
        held.execute("BEGIN EXCLUSIVE").close()
        held.execute("COMMIT").close()
    except BaseException:
        held.close()
        raise
    return held


def _copy_pages(original: sqlite3.Connection, target: Path) -> None:
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            original.backup(copy, progress=_patience())
            copy.execute("PRAGMA journal_mode=DELETE").close()
        _to_disk(target)
    except BaseException:
        discard(target)
        raise


def _patience() -> Callable[[int, int, int], None]:
    """SQLite's copying waits for ever by itself."""
    deadline = time.monotonic() + _PATIENCE_SECONDS

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise StoreBusy(detail="locked")

    return look


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    _folder_to_disk(path.parent)


def _folder_to_disk(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such thing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
