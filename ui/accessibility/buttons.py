"""Buttons that are more than buttons: the tab of a screen, the chip that opens a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton


class ToldButton(QAccessibleWidget):
    """A button by another role: it is pressed as before, and says whether it is taken or opens something."""

    def __init__(self, button: QAbstractButton, role: QAccessible.Role) -> None:
        super().__init__(button, role)
        self._button = button

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, or else what is written on it."""
        found = super().text(kind)
        return self._button.text().replace("&", "") if kind == QAccessible.Text.Name and not found else found

    def state(self) -> QAccessible.State:
        """Whether it is the one that is taken."""
        state = super().state()
        if self.role() == QAccessible.Role.PageTab:
            state.selectable, state.selected = True, self._button.isChecked()
        elif self.role() == QAccessible.Role.ButtonMenu:
            state.hasPopup = True
        return state

    def actionNames(self) -> list[str]:  # noqa: N802 - Qt's name
        """It can be pressed."""
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Press it, once whoever asked has the answer: what it opens may wait for somebody."""
        if name == QAccessibleActionInterface.pressAction():
            QTimer.singleShot(0, self._button, self._button.click)
        else:
            super().doAction(name)
