"""The planning board as a widget: hands mouse and keyboard to those who understand them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QToolTip

from ui.timeline.board import TimelineBoard
from ui.timeline.column import corner_at
from ui.timeline.keyboard import KeyHandler
from ui.timeline.mouse import MouseHandler
from ui.timeline.told import ToldBoard

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPoint
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from ui.texts import Texts
    from ui.theme import Theme


class TimelineView(TimelineBoard):
    """Rows of resources over time. Give it content; it tells what was chosen and what a drag proposes."""

    accessible_role = QAccessible.Role.List

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, parent)
        self._mouse = MouseHandler(self)
        self._keys = KeyHandler(self)
        self._told = ToldBoard(self, self._keys)
        self.laid_out.connect(self._mouse.forget_hover)

    def painted(self) -> ToldBoard:
        """Its rows and bars."""
        return self._told

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl held, else scroll; across with Shift."""
        if not self._mouse.wheel(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was clicked."""
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of what was clicked, or of where the keyboard is."""
        if event.reason() is event.Reason.Mouse:
            self._mouse.context_menu(event)
        else:
            self._keys.menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Everything works from the keyboard; what it does not know goes to the window."""
        if not self._keys.press(event):
            event.ignore()

    def stand_on(self, code: str) -> None:
        """Take the keys, and put the cursor on that resource's row, where it is shown."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        found = self.scene.row_of(code)
        if found is not None:
            self._keys.stand_on(found[0])

    def tick(self) -> None:
        """Choose the bar under the keyboard as well, or no longer."""
        self._keys.tick()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt's name
        """Tab goes from bar to bar, then out."""
        return self._keys.tab(forward=forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        self._keys.focus_in(event)
        super().focusInEvent(event)
        self.viewport().update()
        QTimer.singleShot(0, self, self.tell_place)  # after Qt has told of the board as a whole

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide where the keyboard was."""
        super().focusOutEvent(event)
        self.viewport().update()
        self.tell_place()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice that the pointer left; say in full what the column had to shorten."""
        if event.type() == event.Type.Leave:
            self._mouse.forget_hover()
        elif isinstance(event, QHelpEvent) and event.type() == event.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """The resource or platform of the column under a point of the viewport, or what the corner does; empty elsewhere."""
        body = self.body
        corner = corner_at(body.left() - point.x(), self.scene.metrics.scale)
        if point.y() < body.top() and corner is not None:
            return self.texts.text(corner.value)
        if point.x() >= body.left() or point.y() < body.top():
            return ""
        number = self.scene.rows.at(point.y() - body.top() + self.origin.y())
        return "" if number is None else self.canvas.captions.in_full(self.scene.rows.rows[number])
