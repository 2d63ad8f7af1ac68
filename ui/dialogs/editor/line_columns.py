"""The columns that the rows of lines share: names, strips, verdicts, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.theme import Theme

NAME_WIDTH: Final = 266
NAME_LEAST: Final = 170
VERDICT_WIDTH: Final = 172
END_WIDTH: Final = 54
GAP: Final = 16


class ElidedLabel(QLabel):
    """A line that gives way where there is no room; the whole of it is in the tooltip."""

    def __init__(self, text: str, style: str) -> None:
        super().__init__(text)
        self.setProperty("style", style)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(text)
        self._whole = text

    def tell(self, text: str) -> None:
        """Say something else."""
        self._whole = text
        self.setToolTip(text)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Elide anew."""
        super().resizeEvent(event)
        self._elide()


class Named(QWidget):
    """The column of names: as wide in every row, and narrower in all of them where there is little room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._wide = grown(theme, NAME_WIDTH)
        self.setMinimumWidth(grown(theme, NAME_LEAST))
        self.setMaximumWidth(self._wide)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same for every row."""
        return QSize(self._wide, super().sizeHint().height())


def grown(theme: Theme, width: int) -> int:
    """A column's width: with large text half as much more as the text, for all of them have to fit beside each other."""
    return round(width * (1 + (theme.scale - 1) / 2))


def line_grid(theme: Theme, parent: QWidget, margins: tuple[int, int, int, int]) -> QGridLayout:
    """The columns of one row."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(*margins)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(2, grown(theme, VERDICT_WIDTH))
    grid.setColumnMinimumWidth(3, grown(theme, END_WIDTH))
    grid.setColumnStretch(1, 1)
    return grid
