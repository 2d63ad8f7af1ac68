"""Hearing of changes at the store: a counter that SQLite keeps, notifications that PostgreSQL sends."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from platform_booking.domain.errors import StoreUnavailable
from platform_booking.storage.audit import CHANNEL, AuditEntry, entries, newest
from platform_booking.storage.engine import make_engine
from platform_booking.storage.failures import translated
from platform_booking.storage.rights.status import are_installed
from platform_booking.storage.servers import LISTENER, Pulse, is_replica, pulse_of

_NEWEST: Final = text("SELECT coalesce((SELECT seq FROM rights.chain_end()), 0)")
_HEARD: Final = text("SELECT seq, at, subject FROM rights.heard(:behind)")

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from platform_booking.storage.places import Place

POLL_SECONDS: Final = 0.25
"""How often SQLite's counter is read, and how long a closing watcher lets others wait."""
SAFETY_SECONDS: Final = 2.0
"""How often the audit trail is read although no notification came."""


class StoreWatch:
    """The audit entries that are new, on a connection of its own. One thread waits; any thread may close."""

    def __init__(self, place: Place) -> None:
        self._engine = make_engine(place, LISTENER)
        self._is_file = place.is_file
        self._closed = threading.Event()
        self._busy = threading.Lock()
        try:
            with translated():
                self._connection = self._engine.connect()
                with self._connection.begin():
                    if not self._is_file and not is_replica(self._connection):
                        self._connection.execute(text(f"LISTEN {CHANNEL}"))
                    self._version = self._data_version()
                    self._has_rights = are_installed(self._connection)
                    self._seq = self._last_seq()
        except BaseException:
            self._engine.dispose()
            raise
        self._read_at = time.monotonic()

    def wait(self, seconds: float) -> tuple[AuditEntry, ...]:
        """Entries made since the last call, as soon as there are any; none when there were none for so long.

        Raises StoreUnavailable when the store is lost.
        """
        deadline = time.monotonic() + seconds
        while not self._closed.is_set():
            with self._busy:
                if self._closed.is_set():
                    break
                left = max(0.0, deadline - time.monotonic())
                found = self._listen(min(left, POLL_SECONDS))
            if found or time.monotonic() >= deadline:
                return found
            if self._is_file:
                self._closed.wait(min(POLL_SECONDS, max(0.0, deadline - time.monotonic())))
        return ()

    def pulse(self) -> Pulse | None:
        """The server's clock and who listens there; None for a file. For the thread that waits. Raises StoreUnavailable."""
        if self._is_file:
            return None
        with self._busy, translated():
            if self._closed.is_set():
                return None
            with self._connection.begin():
                return pulse_of(self._connection)

    def wake(self) -> None:
        """Let the thread that waits come back with nothing, at once where nothing is written or read."""
        self._closed.set()

    def close(self) -> None:
        """Let go. A thread that waits comes back with nothing."""
        self._closed.set()
        with self._busy:
            self._connection.invalidate()
            self._engine.dispose()

    def _listen(self, seconds: float) -> tuple[AuditEntry, ...]:
        with translated():
            if not self._has_changed(seconds):
                return ()
            self._read_at = time.monotonic()
            with self._connection.begin():
                found = entries(self._connection, after=self._seq)
                if self._has_rights:
                    found = _with_hidden(self._connection, found, self._seq)
        if found:
            self._seq = found[-1].seq
        return found

    def _has_changed(self, seconds: float) -> bool:
        if self._is_file:
            with (
                self._connection.begin()
            ):  # each look in a transaction of its own: one that stays open sees nothing new
                before, self._version = self._version, self._data_version()
            return before != self._version
        return self._is_notified(seconds) or time.monotonic() - self._read_at >= SAFETY_SECONDS

    def _is_notified(self, seconds: float) -> bool:
        """Whether the server calls within that time. SQLAlchemy has no part in this: the driver's errors are its own."""
        import psycopg  # noqa: PLC0415 - a file needs no driver of a server

        driver = self._connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        try:
            return any(True for _ in driver.notifies(timeout=seconds, stop_after=1))
        except psycopg.Error as error:
            raise StoreUnavailable(detail=str(error).strip()) from error

    def _data_version(self) -> int:
        """Grows whenever another connection commits; always 0 on a server."""
        if not self._is_file:
            return 0
        return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def _last_seq(self) -> int:
        if self._has_rights:
            return int(self._connection.execute(_NEWEST).scalar_one())
        return newest(self._connection)


def _with_hidden(
    connection: Connection, found: tuple[AuditEntry, ...], behind: int
) -> tuple[AuditEntry, ...]:
    """Also those that may not be read: of them only which booking or block it is about, so that it is looked at again."""
    known = {entry.seq: entry for entry in found}
    for row in connection.execute(_HEARD, {"behind": behind}):
        known.setdefault(
            row.seq,
            AuditEntry(row.seq, row.at, "", "", row.subject, None, None, "", "", "", "", (row.seq, row.seq)),
        )
    return tuple(known[seq] for seq in sorted(known))
