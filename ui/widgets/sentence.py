"""Where there is nothing to list: one sentence, and one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import icon_pixmap
from ui.widgets.buttons import Button
from ui.widgets.layout import column, label, picture, row

if TYPE_CHECKING:
    from ui.context import Context

GLYPH = 28
ROW_PITCH: Final = 44
ROW_HEIGHT: Final = 18
MARGIN: Final = 24
WIDEST: Final = 440
"""Of the words, at 100 % of text."""
_ALL_THERE_IS: Final = 100
"""The share of the words in the width, beside the air around them."""
RADIUS: Final = 4
MOST_OF_IT: Final = 0.85
"""Of the width, that the longest grey row takes."""
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Sentence(QWidget):
    """A quiet page with an icon, a sentence and perhaps a button."""

    wanted = Signal()
    """The button was pressed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_waiting = False
        self._picture = picture(icon_pixmap("inbox", context.theme.px(GLYPH), context.theme.color("text3")))
        self._text = label(wrap=True)
        self._text.setProperty("style", "label")
        self._text.setAlignment(_MIDDLE)
        self._text.setMaximumWidth(context.theme.px(WIDEST))
        self._button = Button(context.theme, "…", kind="link")
        self._button.clicked.connect(self.wanted)
        body = column(self, margins=(24, 24, 24, 24), spacing=8)
        body.addStretch(2)
        body.addWidget(self._picture, 0, _MIDDLE)
        words = row()
        words.addStretch(1)
        words.addWidget(self._text, _ALL_THERE_IS)
        words.addStretch(1)
        body.addLayout(words)
        body.addWidget(self._button, 0, _MIDDLE)
        body.addStretch(3)

    def tell(self, text: str, glyph: str = "", action: str = "") -> None:
        """Say that; a button only where there is something to do."""
        self._is_waiting = False
        self._picture.setVisible(bool(glyph))
        if glyph:
            color = self._context.theme.color("text3")
            self._picture.setPixmap(
                icon_pixmap(glyph, self._context.theme.px(GLYPH), color, self.devicePixelRatioF())
            )
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))

    def wait(self, text: str) -> None:
        """Say that it is coming: grey rows stand for what will be listed."""
        self.tell(text)
        self._is_waiting = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Grey rows while it is waited for."""
        super().paintEvent(event)
        if not self._is_waiting:
            return
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        pitch, high = theme.px(ROW_PITCH), theme.px(ROW_HEIGHT)
        for number in range(self.height() // pitch):
            wide = self.width() * (MOST_OF_IT - number * 37 % 11 / 40)
            row_of_it = QRectF(theme.px(MARGIN), number * pitch + pitch / 2, wide, high)
            if not row_of_it.intersects(QRectF(self._text.geometry())):
                painter.drawRoundedRect(row_of_it, RADIUS, RADIUS)
        painter.end()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def button(self) -> Button:
        """What to do about it."""
        return self._button
