"""A picture of rows and columns: painted by its class, and beneath Qt's own table, which screen readers know how to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QWheelEvent

Index = QModelIndex | QPersistentModelIndex
_READ: Final = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


class PaintedModel(QAbstractTableModel):
    """What is read: of each cell one sentence, made when it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[str] = ()
        self._columns: Sequence[str] = ()
        self._cell: Callable[[int, int], str] = lambda _column, _row: ""

    def set_cells(self, rows: Sequence[str], columns: Sequence[str], cell: Callable[[int, int], str]) -> None:
        """The names of rows and columns, and what says a cell by column and row."""
        self.beginResetModel()
        self._rows, self._columns, self._cell = rows, columns, cell
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """As many as are painted."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """As many as are painted."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The sentence of a cell."""
        return self._cell(index.column(), index.row()) if index.isValid() and role in _READ else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a row or column."""
        named = self._columns if orientation is Qt.Orientation.Horizontal else self._rows
        return named[section] if role in _READ and 0 <= section < len(named) else None


class PaintedTable(QTableView):
    """Whoever paints it says where its cells are; this class lets the keyboard's place be told as Qt tells of tables."""

    def __init__(self) -> None:
        super().__init__()
        self._told = PaintedModel()
        self.setModel(self._told)
        self.setObjectName("picture")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("#picture { background: transparent; border: 0; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def box(self, column: int, row: int) -> QRectF:
        """Where a cell is."""
        raise NotImplementedError

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Column and row of the cell under a point."""
        raise NotImplementedError

    def tell_cells(
        self, rows: Sequence[str], columns: Sequence[str], cell: Callable[[int, int], str]
    ) -> None:
        """What is painted now, in words."""
        self._told.set_cells(rows, columns, cell)

    def tell_place(self, column: int, row: int) -> None:
        """The keyboard is on that cell: where it has the focus, readers read it."""
        self.setCurrentIndex(self._told.index(row, column))

    def repaint_all(self) -> None:
        """Paint everything anew."""
        self.viewport().update()

    # --- Qt -----------------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Where a cell is, for readers that show it."""
        return self.box(index.column(), index.row()).toRect() if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """The cell under a point."""
        found = self.place_at(point)
        return QModelIndex() if found is None else self._told.index(found[1], found[0])

    def scrollTo(self, _index: Index, _hint: object = None) -> None:  # noqa: N802 - Qt's name
        """All of it shows."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """There is nothing to scroll here: the page around it does."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Enabled or not: it is painted anew."""
        super().changeEvent(event)
        self.viewport().update()
