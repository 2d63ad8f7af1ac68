"""Whoever has the window open carries out what is due: quietly, at the start and every few minutes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from platform_booking.domain.errors import Stopped, TrailDiffers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.due import Due
    from platform_booking.services.post_office import Sending
    from platform_booking.services.timetables import Refreshed
    from ui.context import Context

FIRST_MS: Final = 3_000
"""After the start: the screens come first."""
EVERY_MS: Final = 5 * 60_000
_log = logging.getLogger(__name__)


class DueRunner(QObject):
    """Runs what is due in the background, as long as its window is open."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._told: set[str] = set()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.run)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.run)

    def run(self) -> None:
        """Carry out what is due now; what changed is told to the screens."""
        if self._window.isVisible():
            self._context.tasks.command(
                self._context.say("task-due"),
                self._context.platform.due.run,
                self._done,
                owner=self,
                failed=self._failed,
            )
            self._context.tasks.query(
                self._context.say("task-reading-calendar"),
                self._context.platform.timetables.refresh,
                self._read,
                key="due-timetables",
                owner=self,
                failed=self._failed,
            )
            self._context.tasks.query(
                self._context.say("task-backup"),
                self._context.platform.backups.run_if_due,
                lambda _made: None,
                key="due-backup",
                owner=self,
                failed=self._backup_failed,
            )
            self._context.tasks.query(
                self._context.say("task-verifying-trail"),
                self._context.platform.trail.look_back,
                lambda _end: None,
                key="due-trail",
                owner=self,
                failed=self._trail_failed,
            )
            self._context.tasks.query(
                self._context.say("task-sending-mail"),
                self._context.platform.mail.send,
                self._sent,
                key="due-mail",
                owner=self,
                failed=self._failed,
            )

    def _done(self, due: Due) -> None:
        if due.changes:
            self._context.hub.announce(due.changes)

    def _sent(self, done: Sending) -> None:
        if done.trouble is not None and done.put_off:
            _log.info("mail could not be sent: %s", done.trouble["code"])

    def _read(self, found: tuple[Refreshed, ...]) -> None:
        for item in found:
            if item.imported is not None and item.imported.touched:
                self._context.hub.announce(item.imported.touched)

    def _trail_failed(self, error: BookingError) -> None:
        if isinstance(error, TrailDiffers):
            self._tell_once(error)
        self._failed(error)

    def _backup_failed(self, error: BookingError) -> None:
        """Somebody relies on it."""
        if not isinstance(error, Stopped):
            self._tell_once(error)
        self._failed(error)

    def _tell_once(self, error: BookingError) -> None:
        """It does not mend by itself."""
        if error.code not in self._told:
            self._told.add(error.code)
            self._context.refused.emit(error)

    def _failed(self, error: BookingError) -> None:
        """Nobody asked for it: it is tried again in a few minutes, here or in another window."""
        _log.info("what is due could not be carried out: %s", error)
