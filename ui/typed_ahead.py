"""Keys that were typed before what they mean has been read: they wait for it, and what is text never acts as a shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.actions import Actions
    from ui.screens.base import Screen

WAITED_WITH: Final = frozenset(
    {"approve", "decline", "propose", "answer", "accept", "check-in", "finish", "tick", "edit"}
)
"""Actions on what is being read, each by one letter."""
ASKING: Final = frozenset({"decline", "propose", "answer", "edit"})
"""Those that open a dialog: nobody decides by them what they have not seen."""
HANDS_REST_MS: Final = 700
"""After keys that could not be taken, so long a pause ends what was being typed."""
_EDITORS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class TypedAhead(QObject):
    """Holds keys while the screen in front still reads, and gives them once it has."""

    def __init__(self, actions: Actions, front: Callable[[], Screen], window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._front = front
        self._window = window
        self._held: list[QKeyEvent] = []
        self._after_deciding = False
        self._deaf = QTimer(self, singleShot=True, interval=HANDS_REST_MS)

    def takes(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether the event (a shortcut's announcement, or a key) is held here; nobody else gets it then."""
        if not (isinstance(watched, QWidget) and watched.window() is self._window):
            return False
        if isinstance(watched, _EDITORS) or not self._is_wanted(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._keep(event)
        return True

    def _is_wanted(self, event: QKeyEvent) -> bool:
        is_text = bool(event.text()) and event.text().isprintable() and event.modifiers() in _PLAIN
        if not is_text:
            self._held.clear()
            return False
        if self._held or self._deaf.isActive():
            return True
        return self._front().is_reading and self._actions.named_by(event) in WAITED_WITH

    def _keep(self, event: QKeyEvent) -> None:
        if self._deaf.isActive():
            self._deaf.start()
            return
        self._after_deciding = self._after_deciding or self._front().is_deciding
        self._held.append(event.clone())

    def give(self) -> None:
        """What was read is there: the keys mean something now."""
        while self._held and not self._front().is_reading:
            event = self._held.pop(0)
            asked = QApplication.activeModalWidget()
            if asked is not None:
                writing: QWidget | None = asked.focusWidget()
                self._type(asked if writing is None else writing, event)
            elif not self._act(self._actions.named_by(event)):
                self._held.clear()
                self._deaf.start()
        if not self._held:
            self._after_deciding = False

    def _act(self, name: str) -> bool:
        """Do it, where that is allowed for what stands there now."""
        action = self._actions[name] if name in WAITED_WITH else None
        if action is None or not action.isEnabled() or (self._after_deciding and name not in ASKING):
            return False
        action.trigger()
        return True

    @staticmethod
    def _type(into: QWidget, event: QKeyEvent) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(into, QKeyEvent(kind, event.key(), event.modifiers(), event.text()))
