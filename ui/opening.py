"""The first thing that is painted: the frame's colours, soon a word, while everything else is imported and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.preferences import Preferences
    from ui.theme import Theme


NAME: Final = "Platform Booking"
"""The same in every language: no sentence is read before the frame is painted."""


SIZE: Final = QSize(1440, 900)


def take_place(window: QWidget, preferences: Preferences) -> None:
    """Where it was the last time; the first time as large as the design, or all of a screen that has less than that."""
    if window.restoreGeometry(preferences.geometry):
        return
    room = window.screen().availableGeometry().size()
    window.resize(SIZE.boundedTo(room))
    if window.size() != SIZE:  # a frame of its own would stand out of the screen with what is at its edge
        window.setWindowState(Qt.WindowState.WindowMaximized)


class OpeningWindow(QWidget):
    """An empty frame at the place where the window will be."""

    painted = Signal()

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self.setWindowTitle(NAME)
        self.setMinimumSize(theme.minimum_window())
        take_place(self, preferences)

    def tell(self, text: str) -> None:
        """What is being waited for."""
        self._text = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Rail, bars, ground, and the word."""
        painter = QPainter(self)
        theme, width, height = self._theme, self.width(), self.height()
        painter.fillRect(self.rect(), theme.color("bg"))
        rail, top = theme.rail, theme.layout("topBar")
        painter.fillRect(0, 0, rail, height, theme.color("rail"))
        painter.fillRect(rail, 0, width - rail, top, theme.color("surface"))
        painter.fillRect(rail, top, width - rail, 1, theme.color("border"))
        painter.fillRect(rail, 0, 1, height, theme.color("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF((rail - 34) / 2, 12, 34, 34), 8, 8)
        if self._text:
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("body"))
            area = QRectF(rail, top, width - rail, height - top)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
        self.painted.emit()
