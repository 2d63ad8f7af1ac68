"""Asks what would come of the form, in the background: the latest question wins, and a slow answer shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.dialogs.editor.request import request_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    from platform_booking.domain.board import Board
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.preview import Preview
    from ui.context import Context
    from ui.dialogs.editor.request import FormState

PAUSE_MS: Final = 150
"""How long hands rest before the question is asked."""
PATIENCE_MS: Final = 200
PREVIEW: Final = "preview"
BARS: Final = "preview-bars"


class Looker(QObject):
    """Answers come as signals, each with the form it was asked for."""

    seen = Signal(object, object)
    """FormState and Preview (or whatever ``work`` answers)."""
    bars = Signal(object, object)
    """``date`` and Board."""
    failed = Signal(object)
    """BookingError: it cannot be understood, or the store is lost."""
    slow = Signal()

    def __init__(
        self, context: Context, parent: QObject, work: Callable[[FormState], Any] | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._work = work or self._preview
        self._state: FormState | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.slow)
        self._asked = False

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._asked

    def look(self, state: FormState, *, at_once: bool = False) -> None:
        """Ask about this form once the hands rest."""
        self._state = state
        self._context.tasks.forget(PREVIEW)
        self._asked = False
        if not self._patience.isActive():
            self._patience.start()
        if at_once:
            self._pause.stop()
            self._ask()
        else:
            self._pause.start()

    def rest(self) -> None:
        """There is nothing to ask."""
        self._pause.stop()
        self._patience.stop()
        self._asked = False
        self._context.tasks.forget(PREVIEW)

    def _preview(self, state: FormState) -> Preview:
        return self._context.platform.previews.preview(request_of(state))

    def _ask(self) -> None:
        state = self._state
        assert state is not None
        self._asked = True
        self._context.tasks.query(
            self._context.say("editor-task-preview"),
            partial(self._work, state),
            partial(self._answered, state),
            key=PREVIEW,
            owner=self,
            failed=self._refused,
        )

    def _answered(self, state: FormState, answer: Any) -> None:
        self._patience.stop()
        self._asked = False
        self.seen.emit(state, answer)

    def _refused(self, error: BookingError) -> None:
        self._patience.stop()
        self._asked = False
        self.failed.emit(error)

    def look_at(self, days: tuple[date, date], codes: Sequence[str]) -> None:
        """Ask what others have from the first of these days to the last."""

        def found(board: Board) -> None:
            self.bars.emit(days[0], board)

        self._context.tasks.query(
            self._context.say("editor-task-preview"),
            partial(self._context.platform.previews.day_bars, days[0], tuple(codes), until=days[1]),
            found,
            key=BARS,
            owner=self,
            failed=self.failed.emit,
        )
