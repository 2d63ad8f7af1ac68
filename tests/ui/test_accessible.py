"""Every control can be named by a screen reader, on every screen and in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.ui.windows import settle
from ui.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


def nameless(root: QWidget) -> list[str]:
    """Controls that can be reached and have nothing to be called by."""
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget.parent(), QLineEdit):
            continue  # the icon inside a field is only looked at
        if widget.objectName().startswith("qt_") or not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QAbstractButton) and not (widget.text() or widget.accessibleName()):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
        inner = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox))
        if isinstance(widget, FIELDS) and not inner and not widget.accessibleName():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
        is_own = isinstance(widget, QAbstractScrollArea) and not isinstance(
            widget, (QScrollArea, QAbstractItemView)
        )
        if is_own and widget.focusPolicy() and not widget.accessibleName():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_every_screen_can_be_told(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window()
    for name in ("planning", "agenda", "requests", "calendars", "reports", "administration"):
        opened.window.show_screen(name)
        settle(qtbot, opened)
        assert nameless(opened.window) == [], name


def test_the_editor_can_be_told(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window("formateur10")
    opened.window.open_editor(Draft(title="TP"))
    settle(qtbot, opened)
    assert opened.window.editor is not None
    assert nameless(opened.window.editor) == []
    opened.window.editor.close()
    settle(qtbot, opened)
