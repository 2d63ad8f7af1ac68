"""A report's table as a Qt model: it holds the rows it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from platform_booking.wording.report_tables import Kind, said

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from platform_booking.wording import Words
    from platform_booking.wording.report_tables import Cell, Table

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ReportModel(QAbstractTableModel):
    """The sum is the last row, set in bold."""

    def __init__(self, words: Words, strong: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._strong = strong
        self._table: Table | None = None

    @property
    def table(self) -> Table | None:
        """What it holds."""
        return self._table

    def show_table(self, table: Table) -> None:
        """Show this instead."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def _rows(self) -> tuple[tuple[Cell, ...], ...]:
        table = self._table
        if table is None:
            return ()
        return table.rows if table.total is None else (*table.rows, table.total)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Rows with their sum."""
        return 0 if parent.isValid() else len(self._rows())

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Columns of the table."""
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or self._table is None:
            return None
        column = self._table.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.kind is Kind.TEXT else _RIGHT
        return column.heading if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell: as people read it, spoken with its heading."""
        if not index.isValid() or self._table is None:
            return None
        column = self._table.columns[index.column()]
        cell = self._rows()[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return said(self._words, column.kind, cell)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.heading}: {said(self._words, column.kind, cell)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if column.kind is Kind.TEXT else _RIGHT
            case Qt.ItemDataRole.FontRole if index.row() == len(self._table.rows):
                return self._strong
        return None
