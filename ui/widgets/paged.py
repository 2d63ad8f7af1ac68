"""Pages of a dialog, chosen by segments; each scrolls where text is large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from ui.widgets.buttons import Segments
from ui.widgets.layout import add_all, column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.context import Context


class Paged(QWidget):
    """Of a single page nothing is chosen."""

    def __init__(self, context: Context, pages: Mapping[str, QWidget]) -> None:
        """``pages`` by the names of what they are called."""
        super().__init__()
        names = list(pages)
        self.segments = Segments([(name, context.say(name)) for name in names], names[0])
        self.segments.setVisible(len(names) > 1)
        self.stack = QStackedWidget()
        for page in pages.values():
            self.stack.addWidget(scrolled(page))
        self.segments.chosen.connect(lambda name: self.stack.setCurrentIndex(names.index(name)))
        body = column(self, spacing=10)
        body.addLayout(add_all(row(), self.segments, None))
        body.addWidget(self.stack, 1)


def scrolled(page: QWidget) -> QScrollArea:
    """A page of a dialog that scrolls where text is large."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    page.setObjectName("panel")
    area.setWidget(page)
    return area
