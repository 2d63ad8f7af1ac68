"""The requests that wait, as a list whose items can be ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.booking import Booking
    from ui.models.agenda_model import ResourceText

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True)
class InboxRow:
    """One request, in the words of the window's language."""

    booking: Booking
    partner: str
    resources: tuple[ResourceText, ...]
    when: str
    age: str
    """How long it has been waiting."""
    verdict: str
    """ok, warning or conflict; empty where it is for others to judge."""
    verdict_text: str
    spoken: str
    """The whole item as one sentence."""
    deadline: str = ""
    """Until when it must be decided; empty where it may wait, or where that is for others."""
    is_urgent: bool = False
    """Whether that is soon."""

    @property
    def ref(self) -> str:
        """Of the booking."""
        return self.booking.ref


class InboxModel(QAbstractListModel):
    """Holds the rows it is given, and which of them are ticked."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[InboxRow, ...] = ()
        self._ticked: frozenset[str] = frozenset()
        self._may_tick = True

    @property
    def rows(self) -> tuple[InboxRow, ...]:
        """What it holds."""
        return self._rows

    @property
    def may_tick(self) -> bool:
        """Whether items have boxes: only what is mine to decide."""
        return self._may_tick

    @property
    def ticked(self) -> tuple[InboxRow, ...]:
        """The rows that are ticked, in their order."""
        return tuple(row for row in self._rows if row.ref in self._ticked)

    def set_rows(self, rows: Sequence[InboxRow], *, may_tick: bool = True) -> None:
        """Show these instead; ticks stay on those that are still there."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._may_tick = may_tick
        self._ticked &= {row.ref for row in self._rows} if may_tick else frozenset()
        self.endResetModel()
        self.ticks_changed.emit()

    def find(self, ref: str) -> QModelIndex:
        """The index of a booking; invalid where it is not listed."""
        for number, row in enumerate(self._rows):
            if row.ref == ref:
                return self.index(number)
        return QModelIndex()

    def row_at(self, index: Index) -> InboxRow | None:
        """What stands there."""
        return self._rows[index.row()] if index.isValid() else None

    # --- ticking ------------------------------------------------------------------------------------

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all, or none."""
        self._ticked = frozenset(row.ref for row in self._rows) if ticked and self._may_tick else frozenset()
        if self._rows:
            roles = [int(Qt.ItemDataRole.CheckStateRole)]
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), roles)
        self.ticks_changed.emit()

    def toggle(self, index: Index) -> None:
        """Tick what is not, and the other way round."""
        row = self.row_at(index)
        if row is not None:
            state = Qt.CheckState.Unchecked if row.ref in self._ticked else Qt.CheckState.Checked
            self.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    # --- Qt's questions -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many wait."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every item may be selected, and ticked where it is mine."""
        flags = super().flags(index)
        ticks = index.isValid() and self._may_tick
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the tick, the sentence for screen readers, and the row itself."""
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.booking.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.spoken
            case Qt.ItemDataRole.CheckStateRole if self._may_tick:
                return Qt.CheckState.Checked if row.ref in self._ticked else Qt.CheckState.Unchecked
            case _ if role == ROW_ROLE:
                return row
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tick or untick."""
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.CheckStateRole or not self._may_tick:
            return False
        is_ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._ticked = self._ticked | {row.ref} if is_ticked else self._ticked - {row.ref}
        self.dataChanged.emit(index, index, [int(role)])
        self.ticks_changed.emit()
        return True
