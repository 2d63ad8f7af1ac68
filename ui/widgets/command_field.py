"""The line itself: what is typed goes to whoever listens, with the keys that mean something here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from platform_booking.domain.phrase.tokens import LONGEST
from ui.keeping_words import PHRASE, WordsKeeper
from ui.widgets.top_bar import SearchField

if TYPE_CHECKING:
    from ui.context import Context

_Key = Qt.Key
DIGITS: Final = {
    _Key.Key_1: 1,
    _Key.Key_Ampersand: 1,
    _Key.Key_2: 2,
    _Key.Key_Eacute: 2,
    _Key.Key_3: 3,
    _Key.Key_QuoteDbl: 3,
}
"""A French keyboard gives & é \" where the digits are."""


class CommandField(SearchField):
    """Says what is typed, and which key was pressed; it decides nothing."""

    entered = Signal()
    """Somebody wants to type here."""
    stepped = Signal(int)
    taken = Signal(bool)
    """Enter; whether with Shift, for the editor."""
    way_taken = Signal(int)
    left = Signal()
    """Escape."""
    lost_focus = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.say("command-placeholder"), "command")
        self.setAccessibleDescription(context.say("command-description"))
        self.setMaxLength(LONGEST)
        self.is_in_list = False
        """Whether the arrows have gone to the list: digits are then no text."""
        self.textEdited.connect(lambda _text: self._back_to_text())
        WordsKeeper(context, self).take(PHRASE, "", "")

    def _back_to_text(self) -> None:
        self.is_in_list = False

    def begin(self) -> None:
        """Take the keys; what stands here is marked, so that typing replaces it."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Open."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What is offered goes with the focus; not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.lost_focus.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Our keys first: some of them Qt's field, or the window's menus, would take."""
        if watched is self and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._press(event):
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        key, with_control = _Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return key in {_Key.Key_Escape, _Key.Key_Up, _Key.Key_Down} or (
            (key == _Key.Key_K and with_control) or (key in DIGITS and with_alt)
        )

    def _press(self, event: QKeyEvent) -> bool:
        key = _Key(event.key())
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in {_Key.Key_Return, _Key.Key_Enter}:
            self.taken.emit(with_shift)
        elif key in {_Key.Key_Up, _Key.Key_Down}:
            self.is_in_list = True
            self.stepped.emit(1 if key == _Key.Key_Down else -1)
        elif key == _Key.Key_Escape:
            self.left.emit()
        elif key == _Key.Key_K and self._is_ours(event):
            self.selectAll()
        elif key in DIGITS and (with_alt or self.is_in_list):
            self.way_taken.emit(DIGITS[key])
        else:
            return False
        return True
