"""Work at the store that nobody wants to wait for any longer: its statement is interrupted, its transaction rolled back."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

TELL_SECONDS: Final = 5.0
"""How long a server may take to hear that it is to stop."""
AGAIN_SECONDS: Final = 0.5
"""After which it is told again: between two statements it does not listen."""
INSTRUCTIONS: Final = 100_000
"""Of SQLite's machine, about a millisecond, after which it looks whether it is to stop."""
_log = logging.getLogger(__name__)


class Stop:
    """Goes along with work, so that whoever asked for it can stop it from any thread."""

    def __init__(self) -> None:
        self.is_wanted = False
        self._over = threading.Condition()
        self._tell: Callable[[], None] | None = None

    def now(self) -> None:
        """Interrupt what is under way. Returns at once: a server is told from a thread of its own."""
        self.is_wanted = True
        if self._tell is not None:
            threading.Thread(target=self._tell_until_over, name="store-stopping", daemon=True).start()

    def _tell_until_over(self) -> None:
        with self._over:
            while self._tell is not None:
                self._tell()
                self._over.wait(AGAIN_SECONDS)

    @contextmanager
    def reaching(self, tell: Callable[[], None]) -> Iterator[None]:
        """Meanwhile ``tell`` stops it; afterwards nobody is told who works at the same connection next."""
        with self._over:
            self._tell = tell
        try:
            yield
        finally:
            with self._over:
                self._tell = None
                self._over.notify_all()


_CURRENT: ContextVar[Stop | None] = ContextVar("stop", default=None)


@contextmanager
def stopped_by(stop: Stop) -> Iterator[None]:
    """What this thread does at a store meanwhile ends when ``stop`` says so, with Stopped."""
    before = _CURRENT.set(stop)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def require_wanted() -> None:
    """A good place to stop at. Raises Stopped."""
    stop = _CURRENT.get()
    if stop is not None and stop.is_wanted:
        raise Stopped


@contextmanager
def stoppable(connection: Connection) -> Iterator[None]:
    """A transaction during which a statement can be interrupted. Raises Stopped where one was.

    The connection is not used again: a server may hear of it late, and would stop whoever has it next.
    """
    stop = _CURRENT.get()
    if stop is None:
        yield
        return
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - only a window's work can be stopped

    reach = _reaching_file if connection.dialect.name == "sqlite" else _reaching_server
    try:
        with reach(stop, connection.connection.driver_connection):
            yield
    except DBAPIError as error:
        if not stop.is_wanted:
            raise
        connection.invalidate()
        raise Stopped from error


@contextmanager
def _reaching_file(stop: Stop, driver: Any) -> Iterator[None]:
    driver.set_progress_handler(lambda: stop.is_wanted, INSTRUCTIONS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def _reaching_server(stop: Stop, driver: Any) -> AbstractContextManager[None]:
    return stop.reaching(partial(_tell_server, driver))


def _tell_server(driver: Any) -> None:
    import psycopg  # noqa: PLC0415 - only for servers

    try:
        driver.cancel_safe(timeout=TELL_SECONDS)
    except psycopg.Error as error:  # it will find out by its own timeouts
        _log.info("the server could not be told to stop: %s", error)
