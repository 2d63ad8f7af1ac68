"""An ear at a store: hears what changes, and finds the store again when it was lost."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.watching import News, Watcher

LISTEN_SECONDS: Final = 1.0
"""How soon it stops when it is told to."""
RETRY_SECONDS: Final = 2.0
"""How long to wait before a lost store is tried again."""
_LOG: Final = logging.getLogger(__name__)


class Ear:
    """Listens in one thread.

    ``read`` is called at the beginning and whenever something may have been missed, ``idle`` when all is quiet.
    """

    def __init__(
        self,
        app: PlatformBooking,
        read: Callable[[], None],
        hear: Callable[[News], None],
        idle: Callable[[], None] = lambda: None,
    ) -> None:
        self._app = app
        self._read = read
        self._hear = hear
        self._idle = idle
        self._stopping = threading.Event()
        self._watcher: Watcher | None = None
        self.is_lost = False
        """Whether the store cannot be reached at present."""

    def begin(self) -> None:
        """Listen first, then read: so nothing is missed in between. Raises StoreError."""
        self._watcher = self._app.watch()
        try:
            self._read()
        except BaseException:
            self._let_go()
            raise

    def listen(self) -> None:
        """Hear until stopped, after ``begin``."""
        try:
            while not self._stopping.is_set():
                self._listen_once()
        finally:
            self._let_go()

    def stop(self) -> None:
        """Let ``listen`` come to its end. May be called by any thread and by a signal."""
        self._stopping.set()

    def _listen_once(self) -> None:
        try:
            if self._watcher is None:
                self.begin()
                self.is_lost = False
                _LOG.info("the store is there again")
            assert self._watcher is not None
            news = self._watcher.wait(LISTEN_SECONDS)
            if news is None:
                self._idle()
            else:
                self._hear(news)
        except StoreError as error:
            if not self.is_lost:
                _LOG.warning("the store is lost: %s", error.code)
            self.is_lost = True
            self._let_go()
            self._stopping.wait(RETRY_SECONDS)

    def _let_go(self) -> None:
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
