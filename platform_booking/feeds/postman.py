"""Keeps sending mail: whenever something changes, and from time to time what was put off."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.feeds.ear import Ear

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.post_office import Sending

LOOK_EVERY: Final = timedelta(seconds=30)
"""So long what was put off may lie until it is looked at again."""
_LOG: Final = logging.getLogger(__name__)


class Postman:
    """Sends mail until it is stopped. Several may run at once: each message is taken by one."""

    def __init__(self, app: PlatformBooking, tell: Callable[[Sending], None]) -> None:
        self._app = app
        self._tell = tell
        self._stopping = threading.Event()
        self._looked_at: datetime | None = None
        self._troubled = ""
        self._ear = Ear(app, self._round, lambda _news: self._round(), self._look_by_time)

    def run(self) -> None:
        """Send, and again whenever something changes. Raises StoreError when the store cannot be opened at first."""
        self._ear.begin()
        self._ear.listen()

    def stop(self) -> None:
        """Let ``run`` come to its end after the message that is under way. May be called by any thread and by a signal."""
        self._stopping.set()
        self._ear.stop()

    def _look_by_time(self) -> None:
        if self._looked_at is None or self._app.desk.now() >= self._looked_at + LOOK_EVERY:
            self._round()

    def _round(self) -> None:
        self._looked_at = self._app.desk.now()
        done = self._app.mail.send(self._stopping.is_set)
        code = "" if done.trouble is None else str(done.trouble["code"])
        if code != self._troubled:  # said once, however long it lasts
            self._troubled = code
            _LOG.log(logging.WARNING if code else logging.INFO, "mail: %s", code or "goes out again")
        if done.sent or done.given_up:
            self._tell(done)
