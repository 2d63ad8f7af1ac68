"""A report's table as a widget: as high as its rows, up to a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTreeView

from ui.models.report_model import ReportModel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.wording.report_tables import Table
    from ui.context import Context

ROW: Final = 32
"""The least height of a row."""
MOST: Final = 14
"""Rows that are shown at once; the others are scrolled to."""
_FEW: Final = 4
"""Rows that are shown at least."""
_NAME: Final = 180
_NOT_CHOSEN: Final = QItemSelectionModel.SelectionFlag.NoUpdate
_EDGE: Final = 4
_PADDING: Final = 30
"""Left and right of a text, and the line around what has the focus."""


class ReportTable(QTreeView):
    """Flat; the first column takes what room is left."""

    def __init__(self, context: Context, name: str, *, gives_way: bool = False) -> None:
        """``gives_way``: as high as there is room, where it does not lie on a page that scrolls."""
        super().__init__()
        self._context = context
        self._widths: list[int] = []
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._gives_way = gives_way
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Preferred if gives_way else policy.Fixed)
        self.setProperty("report", "true")
        self._model = ReportModel(context.texts, context.theme.font("bodyStrong"), self)
        self.setModel(self._model)
        self.header().setAccessibleName(name)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)

    @property
    def table(self) -> Table | None:
        """What it shows."""
        return self._model.table

    def show_table(self, table: Table) -> None:
        """Show this instead."""
        self._model.show_table(table)
        self._widths = [self._width_of(number) for number in range(self._model.columnCount())]
        self._stretch()
        if self._model.rowCount():  # where the arrows begin; nothing is chosen before somebody chooses
            self.selectionModel().setCurrentIndex(self._model.index(0, 0), _NOT_CHOSEN)

    def _width_of(self, column: int) -> int:
        """Room for the widest of its texts. Qt would ask the style about every cell, again for every column."""
        theme, model = self._context.theme, self._model
        body, head = QFontMetrics(theme.font("bodyStrong")), QFontMetrics(theme.font("caption"))
        heading = str(model.headerData(column, Qt.Orientation.Horizontal))
        texts = {str(model.index(row, column).data()) for row in range(model.rowCount())}
        widest = max((body.horizontalAdvance(text) for text in texts), default=0)
        return max(widest, head.horizontalAdvance(heading)) + _PADDING

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its headings and rows, and the bar below where it is wide."""
        rows = max(1, min(MOST, self._model.rowCount()))
        height = max(self._context.theme.px(ROW), self.sizeHintForIndex(self._model.index(0, 0)).height())
        is_wide = sum(self._widths) > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        return QSize(400, height * rows + self.header().sizeHint().height() + bar + _EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The first column takes what is left over; where nothing is, long texts are shortened, and then one scrolls."""
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        if not self._widths:
            return
        widths, missing = list(self._widths), sum(self._widths) - self.viewport().width()
        least = self._context.theme.px(_NAME)
        for number in sorted(range(len(widths)), key=lambda number: -widths[number]):
            shorter = min(max(0, missing), max(0, widths[number] - least))
            widths[number] -= shorter
            missing -= shorter
        widths[0] += max(0, -missing)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(off if missing <= 0 else needed)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be narrow: then it is scrolled."""
        high = self._context.theme.px(ROW) * _FEW if self._gives_way else self.sizeHint().height()
        return QSize(self._context.theme.px(_NAME), high)
