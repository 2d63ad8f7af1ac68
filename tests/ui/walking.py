"""Goes through a window by Tab, as somebody without a mouse does, and looks whether the eye can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MOST_STOPS = 120
MOST_REGIONS = 9
AROUND = 4
"""Pixels beside a widget in which a ring may be."""
EDGE = 8
"""Of a field only its edge is looked at: a cursor that blinks in it is no ring."""
TYPED = (QLineEdit, QAbstractSpinBox, QPlainTextEdit)


def ringless(root: QWidget) -> list[str]:
    """Where Tab leads and nothing shows it."""
    looks: dict[QWidget, QImage] = {}
    for _ in range(MOST_STOPS):
        stop = QApplication.focusWidget()
        if stop is None or stop.window() is not root or (stop in looks and stop is next(iter(looks))):
            break
        looks.setdefault(stop, _look(root, stop))
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    left = [stop for stop in looks if isValid(stop) and stop is not here and stop.isVisible()]
    return [named(stop) for stop in left if _look(root, stop) == looks[stop]]


def regions(root: QWidget) -> set[QWidget]:
    """Where F6 leads: from whatever has the keyboard, through the window, and round again."""
    found: set[QWidget] = set()
    for _ in range(MOST_REGIONS):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        if now is None or now in found:
            break
        found.add(now)
    return found


def keyless(root: QWidget) -> list[str]:
    """Buttons that only a mouse can press."""
    buttons = [button for button in root.findChildren(QAbstractButton) if button.isVisible()]
    return [
        named(button)
        for button in buttons
        if button.focusPolicy() == Qt.FocusPolicy.NoFocus
        and button.group() is None
        and not button.objectName().startswith("qt_")
        and not isinstance(button.parent(), QLineEdit | QComboBox | QAbstractSpinBox)
    ]


def named(widget: QWidget) -> str:
    """What a failure calls it."""
    return f"{type(widget).__name__} {widget.accessibleName()!r} in {type(widget.parent()).__name__}"


def _look(root: QWidget, widget: QWidget) -> QImage:
    area = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    image = root.grab(area.adjusted(-AROUND, -AROUND, AROUND, AROUND)).toImage()
    if isinstance(widget, TYPED):
        painter = QPainter(image)
        painter.fillRect(image.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE), Qt.GlobalColor.black)
        painter.end()
    return image
