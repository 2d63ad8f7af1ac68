"""Work that takes a while, followed where it was asked for: how far it is, a button that ends it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QProgressBar

from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.errors import BookingError
    from ui.context import Context

    Told = Callable[[str, int, int], None]


class _Steps(QObject):
    """Brings what is told elsewhere to the GUI thread, a percent at a time."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._last = (0, 0, -1)

    def tell(self, step: str, done: int, total: int) -> None:
        """As the core tells it, on whatever thread."""
        now = (hash(step), total, 100 * done // max(total, 1))
        if now != self._last:
            self._last = now
            self.told.emit(done, total)


class LongWork(QFrame):
    """One thing at a time. Whatever is under way may be stopped; what is not committed by then is not done."""

    busy_changed = Signal(bool)

    def __init__(self, context: Context, name: str, placeholder: str) -> None:
        super().__init__()
        self._context = context
        self.is_busy = False
        self._task = ""
        self._doing = label("", "sub", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(context.theme, context.say("waiting-stop"), small=True)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(context.tasks.stop)
        self.said = QPlainTextEdit()
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName(name)
        self.said.setPlaceholderText(placeholder)
        across = row(spacing=8)
        across.addWidget(self._doing, 1)
        across.addWidget(self.stop)
        add_all(column(self, spacing=6), across, self.bar, self.said)
        self._show_busy(busy=False)

    def run(
        self,
        task: str,
        work: Callable[[Told], Any],
        then: Callable[[Any], str],
        *,
        failed: Callable[[BookingError], None] | None = None,
    ) -> None:
        """Do it in the background; ``then`` says what came of it, ``failed`` is told besides what is said here."""
        steps = _Steps()
        steps.told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._task = self._context.say(task)
        self._show_busy(busy=True)
        self._doing.setText(self._task)
        self.bar.setRange(0, 1)
        self.bar.setValue(0)

        def done(answer: Any, _held: _Steps = steps) -> None:
            self._show_busy(busy=False)
            self.tell(then(answer))

        def refused(error: BookingError, _held: _Steps = steps) -> None:
            self._show_busy(busy=False)
            self.tell(self._context.explain(error))
            if failed is not None:
                failed(error)

        self._context.tasks.query(
            self._task, lambda: work(steps.tell), done, key="long-work", owner=self, failed=refused
        )

    def tell(self, text: str) -> None:
        """What came of it; the keys go there, so that it is read out."""
        self.said.setPlainText(text)
        self.said.setFocus()

    def _on_told(self, done: int, total: int) -> None:
        if self.is_busy and total > 1:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self._doing.setText(self._context.say("care-progress", task=self._task, done=done, total=total))

    def _show_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        for part in (self._doing, self.bar, self.stop):
            part.setVisible(busy)
        self.busy_changed.emit(busy)
