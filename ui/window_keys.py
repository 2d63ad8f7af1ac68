"""Keys that the window takes before whoever has the focus: Alt alone, the command field's key, Enter on a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from ui.qt import qt_application
from ui.widgets.command_field import CommandField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

COMMAND_KEY: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K).toCombined()
PRESSING: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class WindowKeys(QObject):
    """Listens where keys arrive first: at the widget with the focus.

    Listening to the whole application would ask Python about every event of every widget, which takes longer than
    many of them take themselves.
    """

    def __init__(self, window: QMainWindow, takes: Callable[[QWidget, QKeyEvent], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._takes = takes
        """Whether somebody else holds a key, so that nobody gets it."""
        self._focused: QWidget | None = None
        self._alt_alone = False
        window.installEventFilter(self)  # where keys go while nothing in it has the focus
        qt_application().focusChanged.connect(self._follow)

    def listen(self) -> None:
        """Hear of clicks too, as soon as the window is shown."""
        self._window.windowHandle().installEventFilter(self)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = now if now is not None and now.window() is self._window else None
        if self._focused is not None:
            self._focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take a key, or let it pass."""
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._alt_alone = False
        elif isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            if kind == QEvent.Type.ShortcutOverride:
                return self._keep_for_command(watched, event) or self._takes(watched, event)
            if kind == QEvent.Type.KeyPress:
                self._alt_alone = event.key() == Qt.Key.Key_Alt
                return self._takes(watched, event) or self._press(watched, event)
            if kind == QEvent.Type.KeyRelease:
                self._release(event)
        return False

    def _keep_for_command(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Qt's own fields would take Ctrl+K and delete what stands behind the cursor."""
        if event.keyCombination().toCombined() != COMMAND_KEY:
            return False
        event.ignore()
        return not isinstance(watched, CommandField)

    def _press(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Enter presses the button that has the focus, as it does in dialogs; Qt itself knows only Space here."""
        if not isinstance(watched, QPushButton | QToolButton) or not watched.isEnabled():
            return False
        presses = event.modifiers() in _PLAIN and event.key() in PRESSING
        if presses:
            watched.click()
        return presses

    def _release(self, event: QKeyEvent) -> None:
        """Alt, pressed and let go with nothing between, shows and hides the menus."""
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat() and self._alt_alone:
            self._alt_alone = False
            menus = self._window.menuBar()
            menus.setVisible(not menus.isVisible())
