"""A report's table as a widget: as high as its rows, up to a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTreeView

from ui.models.report_model import ReportModel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.wording.report_tables import Table
    from ui.context import Context

ROW: Final = 32
MOST: Final = 14
"""Rows that are shown at once; the others are scrolled to."""
_NAME: Final = 180
_EDGE: Final = 4


class ReportTable(QTreeView):
    """Flat; the first column takes what room is left."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        header = self.header()
        header.setMinimumSectionSize(self._context.theme.px(40))
        for number in range(self._model.columnCount()):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        self._stretch()
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its headings and rows, and the bar below where it is wide."""
        theme = self._context.theme
        rows = max(1, min(MOST, self._model.rowCount()))
        is_wide = self.header().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        return QSize(400, theme.px(ROW) * rows + self.header().sizeHint().height() + bar + _EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The first column takes what is left over; where nothing is, one scrolls."""
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        header, modes = self.header(), QHeaderView.ResizeMode
        if not self._model.columnCount():
            return
        others = header.length() - header.sectionSize(0)
        fits = others + self.sizeHintForColumn(0) <= self.viewport().width()
        header.setSectionResizeMode(0, modes.Stretch if fits else modes.ResizeToContents)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be narrow: then it is scrolled."""
        return QSize(self._context.theme.px(_NAME), self.sizeHint().height())
