"""What was just done, at the bottom of the window for some seconds, with a way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui.accessibility.roles import announce
from ui.actions import keys_of
from ui.widgets.layout import label, restyle, row

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent

    from ui.context import Context, Toast

SHOWN_MS: Final = 8000
ABOVE_BOTTOM: Final = 48
EDGE: Final = 16
"""Left and right of the words."""
BESIDE: Final = 24
"""Room at each side of a long sentence."""


class ToastView(QFrame):
    """Bottom centre; it stays while the mouse or the focus is on it."""

    undo_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._over = parent
        layout = self._row = row(self, margins=(EDGE, 8, 8, 8), spacing=16)
        self._text = label()
        self._undo = QPushButton(f"{context.say('toast-undo')} ({keys_of('undo')})")
        self._undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._undo.clicked.connect(self._on_undo)
        self._undo.installEventFilter(self)
        layout.addWidget(self._text)
        layout.addWidget(self._undo)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, toast: Toast) -> None:
        """Show it."""
        self._text.setText(toast.text)
        can_undo = toast.undoable is not None
        self._undo.setVisible(can_undo)
        self._row.setContentsMargins(EDGE, 8, 8 if can_undo else EDGE, 8)
        self.setAccessibleName(toast.text)
        self._fit()
        self._place()
        self.show()
        self.raise_()
        announce(self, toast.text)
        self._timer.start()

    @property
    def text(self) -> str:
        """What it says; empty when it is gone."""
        return "" if self.isHidden() else self._text.text()

    def _on_undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _fit(self) -> None:
        """In one line where the window has room, else in as many as it takes."""
        most = self._over.width() - 2 * BESIDE
        self._text.setWordWrap(False)
        width = self.sizeHint().width()
        self._text.setWordWrap(width > most)
        self.setFixedWidth(min(width, most))
        self.setFixedHeight(
            self._row.totalHeightForWidth(self.width()) if width > most else self.sizeHint().height()
        )

    def _place(self) -> None:
        parent = self._over
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - ABOVE_BOTTOM)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in place when the window changes; wait while the button has the focus."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._undo and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        if watched is self._undo and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody is reading."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody is any more."""
        if not self._undo.hasFocus():
            self._timer.start()
        super().leaveEvent(event)


class Notice(QFrame):
    """A strip under the top bar: what went wrong and what to do; it stays until it is dismissed."""

    dismissed = Signal()
    """Somebody has read it: the keys want another place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("notice")
        layout = row(self, margins=(16, 6, 10, 6), spacing=12)
        self._text = label(wrap=True, selectable=True)
        close = QPushButton(context.say("dismiss"))
        close.setProperty("kind", "ghost")
        close.setProperty("small", "true")
        close.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        close.clicked.connect(self.hide)
        close.clicked.connect(self.dismissed)
        layout.addWidget(self._text, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, text: str, tone: str = "danger") -> None:
        """Show a sentence in a tone: danger, warning or info."""
        self.setProperty("tone", tone)
        for part in (self, self._text):
            restyle(part)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    @property
    def text(self) -> str:
        """What it says; empty when it is gone."""
        return "" if self.isHidden() else self._text.text()
