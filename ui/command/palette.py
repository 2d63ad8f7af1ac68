"""The command field over any screen: where a screen has none of its own, or no room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.command_field import CommandField
from ui.widgets.layout import row

if TYPE_CHECKING:
    from ui.context import Context

WIDTH: Final = 640
EDGE: Final = 12


class Palette(QFrame):
    """Stands at the top of the window while it has the keys."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.setObjectName("popover")
        self.field = CommandField(context)
        self.field.setMaximumWidth(context.theme.px(WIDTH))
        row(self, margins=(6, 6, 6, 6)).addWidget(self.field)
        self.hide()

    def open(self) -> None:
        """Come, with what was typed before."""
        width = min(self._context.theme.px(WIDTH) + 12, self._window.width() - 2 * EDGE)
        self.resize(width, self.sizeHint().height())
        self.move((self._window.width() - width) // 2, 6)
        self.show()
        self.raise_()
        self.field.begin()
