"""Where there is nothing to list: one sentence, and one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.icons import icon_pixmap
from ui.widgets.buttons import Button
from ui.widgets.layout import column, label, picture

if TYPE_CHECKING:
    from ui.context import Context

GLYPH = 28
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Sentence(QWidget):
    """A quiet page with an icon, a sentence and perhaps a button."""

    wanted = Signal()
    """The button was pressed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._picture = picture(icon_pixmap("inbox", GLYPH, context.theme.color("text3")))
        self._text = label(wrap=True)
        self._text.setProperty("style", "label")
        self._text.setAlignment(_MIDDLE)
        self._text.setMinimumWidth(240)
        self._button = Button(context.theme, "…", kind="link")
        self._button.clicked.connect(self.wanted)
        body = column(self, margins=(24, 24, 24, 24), spacing=8)
        body.addStretch(2)
        body.addWidget(self._picture, 0, _MIDDLE)
        body.addWidget(self._text, 0, _MIDDLE)
        body.addWidget(self._button, 0, _MIDDLE)
        body.addStretch(3)

    def tell(self, text: str, glyph: str = "", action: str = "") -> None:
        """Say that; a button only where there is something to do."""
        self._picture.setVisible(bool(glyph))
        if glyph:
            color = self._context.theme.color("text3")
            self._picture.setPixmap(icon_pixmap(glyph, GLYPH, color, self.devicePixelRatioF()))
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def button(self) -> Button:
        """What to do about it."""
        return self._button
