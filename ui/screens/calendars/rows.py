"""A row of a list of cards: one line for the eyes, one sentence for the ears, taken by a click or a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from ui.widgets.layout import column, label, restyle, row

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QVBoxLayout

MARGINS: Final = (14, 8, 14, 8)
UNDER_NAME: Final = 42
"""Where the names of a row begin, after its icon."""
GAP: Final = 14
"""Between cards."""


class Row(QFrame):
    """Focusable; the arrows go on to the next one."""

    picked = Signal(str)
    """Its code came under the cursor."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__()
        self.code = code
        self.setProperty("listRow", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.page = column(self)
        self.line = row(margins=MARGINS, spacing=12)
        self.page.addLayout(self.line)

    def mark(self, *, on: bool) -> None:
        """Show whether it is the one whose details are shown."""
        wanted = "chosen" if on else "plain"
        if self.property("listRow") != wanted:
            self.setProperty("listRow", wanted)
            restyle(self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Under the cursor."""
        super().focusInEvent(event)
        self.picked.emit(self.code)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Picked by hand."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.picked.emit(self.code)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down go from row to row."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        rows = _beside(self)
        if step is None or not 0 <= rows.index(self) + step < len(rows):
            super().keyPressEvent(event)
            return
        rows[rows.index(self) + step].setFocus(Qt.FocusReason.TabFocusReason)


def _beside(one: Row) -> list[Row]:
    """The rows of the same list, from the top."""
    parent = one.parentWidget()
    layout = None if parent is None else parent.layout()
    if layout is None:
        return [one]
    held = [item.widget() for item in map(layout.itemAt, range(layout.count())) if item is not None]
    return [item for item in held if isinstance(item, Row)]


def foot(*parts: QWidget, left: int = UNDER_NAME) -> QWidget:
    """Below a row: what is wrong with it, and what can be done about it."""
    made = QWidget()
    across = row(made, margins=(left, 0, 14, 10), spacing=8)
    across.addWidget(parts[0], 1)
    for part in parts[1:]:
        across.addWidget(part)
    return made


class Pair(QWidget):
    """Two cards side by side, or one below the other where there is not room for both."""

    def __init__(self, first: QWidget, second: QWidget, least: int) -> None:
        super().__init__()
        self._least = least
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(GAP)
        for part in (first, second):
            self._across.addWidget(part, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Look whether there is room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._least
        self._across.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )


def two_lines(first: str, second: str, style: str = "sub") -> QWidget:
    """A name, and what there is to say of it."""
    made = QWidget()
    body: QVBoxLayout = column(made, spacing=2)
    body.addStretch(1)
    body.addWidget(label(first, "strong", wrap=True))
    if second:
        body.addWidget(label(second, style, wrap=True))
    body.addStretch(1)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made
