"""Strips at the top of the editor: a draft that was kept, and what went wrong with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from ui.widgets.buttons import Button
from ui.widgets.layout import label, restyle, row

if TYPE_CHECKING:
    from ui.context import Context


class Strip(QFrame):
    """A sentence with up to two buttons."""

    first = Signal()
    second = Signal()

    def __init__(self, context: Context, tone: str, first: str, second: str = "") -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        body = row(self, margins=(20, 6, 14, 6), spacing=8)
        self._text = label(wrap=True, selectable=True)
        body.addWidget(self._text, 1)
        self.first_button = Button(context.theme, first, small=True)
        self.first_button.clicked.connect(self.first)
        self.second_button = Button(context.theme, second, kind="ghost", small=True)
        self.second_button.clicked.connect(self.second)
        for button in (self.first_button, self.second_button):
            button.setAutoDefault(False)
            body.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.first_button.setVisible(bool(first))
        self.second_button.setVisible(bool(second))
        self.hide()

    def tell(self, text: str, tone: str = "", first: str | None = None) -> None:
        """Show a sentence; ``first`` renames (or, empty, hides) the first button."""
        if tone:
            self.setProperty("tone", tone)
            restyle(self)
            restyle(self._text)
        if first is not None:
            self.first_button.setText(first)
            self.first_button.setVisible(bool(first))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()

    @property
    def text(self) -> str:
        """What it says; empty when it is gone."""
        return "" if self.isHidden() else self._text.text()
