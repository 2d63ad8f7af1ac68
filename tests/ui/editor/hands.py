"""Real clicks, keys and drags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.dialogs.editor.availability_strip import x_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click in the middle, or there."""
    QTest.mouseClick(widget, LEFT, PLAIN, at or widget.rect().center())


def focused() -> QWidget:
    """Where keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_text(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifier)


def add_resource(text: str) -> None:
    """By keys: to the field, type, take the first."""
    press(Key.Key_L, CONTROL)
    type_text(text)
    press(Key.Key_Return)


def point_at(strip: QWidget, minute: int) -> QPoint:
    """A minute of the day in a strip."""
    return QPoint(round(x_of(minute, strip.width())), strip.height() // 2)


def drag(strip: QWidget, first: int, last: int, *, release: bool = True) -> None:
    """Draw the window of a strip from one minute of the day to another."""
    start, end = point_at(strip, first), point_at(strip, last)
    QTest.mousePress(strip, LEFT, PLAIN, start)
    QTest.mouseMove(strip, (start + end) / 2)
    QTest.mouseMove(strip, end)
    if release:
        QTest.mouseRelease(strip, LEFT, PLAIN, end)


def let_go(strip: QWidget, minute: int) -> None:
    """Release the window there."""
    QTest.mouseRelease(strip, LEFT, PLAIN, point_at(strip, minute))
