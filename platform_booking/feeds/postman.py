"""Keeps sending mail: whenever something changes, and from time to time what was put off."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.feeds.following import Follower

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._trouble = ""
        self._follower = Follower(app, self._round)

    def run(self) -> None:
        """Send, and again whenever something changes. Raises StoreError when the store cannot be opened at first."""
        self._follower.run()

    def stop(self) -> None:
        """Let ``run`` come to its end after the message that is under way. May be called by any thread and by a signal."""
        self._stopping.set()
        self._follower.stop()

    def _round(self, _is_first: bool) -> timedelta:  # noqa: FBT001 - as the follower calls it
        done = self._app.mail.send(self._stopping.is_set)
        code = "" if done.trouble is None else str(done.trouble["code"])
        if code != self._trouble:  # said once, however long it lasts
            self._trouble = code
            _LOG.log(logging.WARNING if code else logging.INFO, "mail: %s", code or "goes out again")
        if done.sent or done.given_up:
            self._tell(done)
        return LOOK_EVERY
