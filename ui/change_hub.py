"""One signal for everything that changed: what this window did, and what others did at the same store."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from platform_booking.domain.errors import BookingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.services.desk import ChangeSet
    from platform_booking.services.watching import News, Presence, Watcher

LISTEN_SECONDS: Final = 1.0
RETRY_SECONDS: Final = 3.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: refs of bookings and blocks, and whether the catalogue did."""

    bookings: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    catalogue: bool = False
    own: bool = True
    """Whether this window told of it. The store tells of it once more, with what others did."""


class ChangeHub(QObject):
    """Listens to the store in a thread of its own, and tells every open screen."""

    changed = Signal(object)
    """A Change."""
    live = Signal(bool)
    """Whether others' changes reach us."""
    presence_changed = Signal(object)
    """A Presence: who else is at the server, and its clock."""
    _heard = Signal(object)
    _seen = Signal(object)
    _liveness = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._again = threading.Event()
        """Set: do not wait before the next attempt."""
        self._thread: threading.Thread | None = None
        self._watcher: Watcher | None = None
        self.is_live = False
        self.is_lost = False
        """Whether the store was looked for and is out of reach."""
        self.presence: Presence | None = None
        """Of a server, as it was seen last; None for a file."""
        self._seen.connect(self._on_presence, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._on_news, Qt.ConnectionType.QueuedConnection)
        self._liveness.connect(self._on_liveness, Qt.ConnectionType.QueuedConnection)
        self.live.connect(self._note)

    def announce(self, changes: ChangeSet) -> None:
        """Tell the screens what this window has just changed."""
        self.changed.emit(
            Change(frozenset(changes.bookings), frozenset(changes.blocks), catalogue=bool(changes.items))
        )

    def start(self, watch: Callable[[], Watcher]) -> None:
        """Begin to listen; ``watch`` makes a new ear at the store, also after it was lost."""
        self._thread = threading.Thread(target=self._listen, args=(watch,), name="store-news", daemon=True)
        self._thread.start()

    def look_again(self) -> None:
        """Somebody does not want to wait for the next attempt to reach the store."""
        self._again.set()

    def stop(self) -> None:
        """Stop listening."""
        self._stop.set()
        self._again.set()
        watcher = self._watcher
        if watcher is not None:
            watcher.wake()
        if self._thread is not None:
            self._thread.join(timeout=2 * LISTEN_SECONDS)

    # --- in the thread ------------------------------------------------------------------------------

    def _listen(self, watch: Callable[[], Watcher]) -> None:
        while not self._stop.is_set():
            try:
                self._listen_until_lost(watch())
            except BookingError as error:
                _log.info("the store is out of hearing: %s", error)
                self._tell_liveness(live=False)
                self._again.wait(RETRY_SECONDS)
                self._again.clear()

    def _listen_until_lost(self, watcher: Watcher) -> None:
        seen: Presence | None = None
        self._watcher = watcher  # before the next look at whether to stop: who stops wakes it or is seen
        try:
            self._tell_liveness(live=True)
            while not self._stop.is_set():
                news = watcher.wait(LISTEN_SECONDS)
                if news is not None and isValid(self):
                    self._heard.emit(news)
                if watcher.presence != seen and isValid(self):
                    seen = watcher.presence
                    self._seen.emit(seen)
        finally:
            self._watcher = None
            watcher.close()

    def _tell_liveness(self, *, live: bool) -> None:
        if not self._stop.is_set() and isValid(self):
            self._liveness.emit(live)

    # --- on the GUI thread --------------------------------------------------------------------------

    def _on_news(self, news: News) -> None:
        """Told in any case: others may have been at what we have just changed ourselves."""
        changed = Change(frozenset(news.bookings), frozenset(news.blocks), news.catalogue, own=False)
        self.changed.emit(changed)

    def _on_presence(self, presence: Presence) -> None:
        self.presence = presence
        self.presence_changed.emit(presence)

    def _note(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        self.is_lost = not live

    def _on_liveness(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        self.is_live = live
        self.live.emit(live)
        if live:  # whatever happened while nobody listened
            self.changed.emit(Change(catalogue=True, own=False))
