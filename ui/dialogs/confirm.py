"""Asking once more before something is lost: the safe button is the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.context import Context


def confirm(
    parent: QWidget, context: Context, name: str, agreed: Callable[[], None], /, **params: object
) -> QMessageBox:
    """Ask ``NAME-question``; whoever presses ``NAME-go`` agrees."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(context.say(name, **params))
    box.setText(context.say(f"{name}-question", **params))
    go = box.addButton(context.say(f"{name}-go"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(context.say("back"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    go.clicked.connect(agreed)
    box.open()
    return box
