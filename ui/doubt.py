"""Whether something was saved of which nobody knows: the line was lost while the server was told to, so it is asked when it is back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from platform_booking.domain.errors import BookingError, OutcomeUnknown
    from ui.context import Context

AGAIN_MS: Final = 3000


class Doubt(QObject):
    """Asks until there is an answer."""

    settled = Signal(bool)
    """Whether it was saved."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._key = ""
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._ask)
        context.hub.live.connect(self._on_live)

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet."""
        return bool(self._key)

    def about(self, error: OutcomeUnknown) -> None:
        """Begin to ask."""
        self._key = error.params["key"]
        self._again.start()

    def _on_live(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if live and self._key:
            self._ask()

    def _ask(self) -> None:
        self._context.tasks.query(
            self._context.say("task-doubt"),
            partial(self._context.platform.was_done, self._key),
            self._on_answer,
            key=f"doubt-{self._key}",
            owner=self,
            failed=self._on_silence,
        )

    def _on_silence(self, _error: BookingError) -> None:
        """The server is not there yet."""
        self._again.start()

    def _on_answer(self, done: bool) -> None:  # noqa: FBT001 - an answer as it comes
        if self._key:
            self._key = ""
            self._again.stop()
            self.settled.emit(done)
