"""From the words to what they found: Down or Enter in a search field leads to its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QWidget

KEYS: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Onward(QObject):
    """Listens in the field as long as the field is there."""

    def __init__(self, field: QLineEdit, found: QWidget) -> None:
        super().__init__(field)
        self._found = found
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Give the focus on; any other key is the field's."""
        is_onward = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in KEYS
            and self._found.isVisible()
        )
        if is_onward:
            self._found.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_onward or super().eventFilter(watched, event)
