"""Sends what the form holds: at once, after the dates of a series were looked at, or as soon as its answer is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from ui.dialogs.editor.change import ChangeSeen
from ui.dialogs.series import SeriesDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.errors import BookingError
    from ui.context import Context
    from ui.dialogs.editor.couriers import ChangedBooking, Courier
    from ui.dialogs.editor.request import FormState
    from ui.operations import Operations


class Sender(QObject):
    """One errand at a time."""

    started = Signal()
    done = Signal(object)
    """What the service answered."""
    refused = Signal(object)
    """BookingError: nothing was written."""

    def __init__(
        self,
        window: QWidget,
        context: Context,
        operations: Operations,
        courier: Courier,
        change: ChangedBooking | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._operations = operations
        self._courier = courier
        self._change = change
        self.is_sending = False
        self.is_awaited = False
        """Whether it goes as soon as the answer about it is there."""

    def send_if_awaited(self, state: FormState, answer: Any, override: str) -> None:
        """The keys were faster than the answer: send only if it is good news through and through."""
        awaited, self.is_awaited = self.is_awaited, False
        if awaited and (isinstance(answer, ChangeSeen) or answer.fits):
            self.send(state, answer, override)

    def send(self, state: FormState, answer: Any, override: str) -> None:
        """Do what the button says; of a series, show every date first."""
        if not self._courier.promise(answer, override).count:
            return
        look = self._change.preview_of(answer) if self._change is not None else None
        if self._change is None or look is None:
            self._send(state, answer, override)
            return
        dialog = SeriesDialog(
            self._window,
            self._context,
            self._change.booking.title,
            lambda _: look(),
            self._change.scope,
            scope_is_open=False,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(lambda _scope, skip: self._send(state, answer, override, skip=skip))
        dialog.open()

    def _send(self, state: FormState, answer: Any, override: str, *, skip: bool = False) -> None:
        if self._change is not None:
            self._change.skip = skip
        self.is_sending = True
        self.started.emit()
        self._operations.run(
            self._courier.task,
            self._courier.errand(state, answer, override),
            self._courier.said(state, answer),
            failed=self._on_refused,
            then=self._on_done,
        )

    def _on_done(self, answer: Any) -> None:
        self.is_sending = False
        self.done.emit(answer)

    def _on_refused(self, error: BookingError) -> None:
        self.is_sending = False
        self.refused.emit(error)
