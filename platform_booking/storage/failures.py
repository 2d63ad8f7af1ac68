"""From what a driver says to what it means: the one named violation, a busy store, a lost one, or our own bug."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

import sqlalchemy.exc

from platform_booking.domain.errors import (
    BookingError,
    NotConnected,
    RefusedByStore,
    SlotTaken,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.storage.guards import NO_OVERLAP

if TYPE_CHECKING:
    from collections.abc import Iterator

RETRIED_STATES: Final = frozenset({"40P01", "40001", "55P03", "57014"})
"""PostgreSQL: deadlock, serialisation failure, lock not available, the statement took longer than the server allows."""
EXCLUSION_VIOLATION: Final = "23P01"
_CONNECTION_STATES: Final = ("08", "57P", "3D", "28", "53300", "25P03", "25P04", "58")
"""Lost or refused; too many clients; a transaction that stood idle or lasted too long; the server's own disk fails."""
_FULL_STATES: Final = ("53",)
_ONLY_READ: Final = "25006"
"""A replica, or a transaction that may only read."""
_FORBIDDEN: Final = "42501"
_REFUSAL: Final = "rights: "
"""How the judge of transactions begins what it says."""
_DAMAGED_STATES: Final = ("42P01", "42703", "XX001", "XX002")
"""A table or column of ours is gone; data or an index is corrupted."""

_SQLITE_MEANINGS: Final[tuple[tuple[str, type[BookingError]], ...]] = (
    ("locked", StoreBusy),
    ("busy", StoreBusy),
    ("readonly", StoreReadOnly),
    ("read-only", StoreReadOnly),
    ("disk is full", StoreFull),
    ("malformed", StoreDamaged),
    ("not a database", StoreDamaged),
    ("no such table", StoreDamaged),
    ("no such column", StoreDamaged),
    ("unable to open", StoreUnavailable),
    ("disk i/o error", StoreUnavailable),
    ("locking protocol", StoreUnavailable),
)


def meaning_of(error: sqlalchemy.exc.DBAPIError) -> BookingError | None:
    """The typed error that a driver's error stands for, or None if it is our own bug."""
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _meaning_of_sqlite(original)
    state = getattr(original, "sqlstate", None)
    detail = str(original).strip().splitlines()[0] if str(original).strip() else type(original).__name__
    if state is None:
        return _meaning_of_words(error, detail)
    diagnostic = getattr(original, "diag", None)
    if state == EXCLUSION_VIOLATION and getattr(diagnostic, "constraint_name", None) == NO_OVERLAP:
        return SlotTaken()
    if state in RETRIED_STATES:
        return StoreBusy(detail=detail)
    for prefixes, kind in (
        (_CONNECTION_STATES, StoreUnavailable),
        (_FULL_STATES, StoreFull),
        (_ONLY_READ, partial(StoreReadOnly, only_read=True)),
        (_FORBIDDEN, _forbidden),
        (_DAMAGED_STATES, StoreDamaged),
    ):
        if state.startswith(prefixes):
            return kind(detail=detail)
    return None


def _forbidden(detail: str) -> BookingError:
    """Permission is denied: by the judge of transactions, who says why, or by grants and policies."""
    said = detail.removeprefix(_REFUSAL)
    return StoreReadOnly(detail=detail) if said == detail else RefusedByStore(said)


def _meaning_of_words(error: sqlalchemy.exc.DBAPIError, detail: str) -> BookingError | None:
    """A connection that fails has no code, only words."""
    from platform_booking.storage.connecting import reason_of  # noqa: PLC0415 - where there is a server

    reason = reason_of(str(error.orig))
    if reason == "option":
        return NotConnected(reason, detail=detail)
    if not error.connection_invalidated and not _is_operational(error):
        return None
    return NotConnected(reason, detail=detail) if reason else StoreUnavailable(detail=detail)


def has_lost_line(error: sqlalchemy.exc.DBAPIError) -> bool:
    """Whether the server can no longer say what became of what it was told last."""
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or (_is_operational(error) and not state.startswith(("23", "40")))


def _is_operational(error: sqlalchemy.exc.DBAPIError) -> bool:
    return isinstance(error, sqlalchemy.exc.OperationalError | sqlalchemy.exc.InterfaceError)


def _meaning_of_sqlite(original: sqlite3.Error) -> BookingError | None:
    said = str(original).lower()
    if NO_OVERLAP in said:
        return SlotTaken()
    if isinstance(original, sqlite3.IntegrityError):
        return None
    for words, kind in _SQLITE_MEANINGS:
        if words in said:
            return kind(detail=str(original))
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Raise typed errors in place of the driver's, which stay as the cause. What has no meaning stays as it is."""
    try:
        yield
    except sqlite3.Error as error:
        meaning = _meaning_of_sqlite(error)
        if meaning is None:
            raise
        raise meaning from error
    except sqlalchemy.exc.DBAPIError as error:
        meaning = meaning_of(error)
        if meaning is None:
            raise
        raise meaning from error
