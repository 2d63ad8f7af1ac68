"""The agenda's rows as a tree of two levels: groups, and the sessions in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from platform_booking.domain.booking import GIVEN_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""The AgendaRow or AgendaGroup itself."""
_NOWHERE: Final = QModelIndex()
_GROUP_ID: Final = 0


class Column(IntEnum):
    """The columns, from the left."""

    TIME = 0
    BOOKING = 1
    RESOURCES = 2
    PARTNER = 3
    STATE = 4


@dataclass(frozen=True, slots=True)
class ResourceText:
    """A resource as a row names it: the code of its platform, its name and how many."""

    platform: str
    text: str
    place: str = ""
    """Where it is, when there are others of its name."""

    @property
    def spoken(self) -> str:
        """All of it in a row."""
        return " ".join(part for part in (self.platform, self.text, self.place) if part)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One date of a booking, or a block, in the words of the window's language."""

    ref: str
    occurrence: int
    start: str
    end: str
    title: str
    series: str
    """``3/6`` for one of several dates, else empty."""
    resources: tuple[ResourceText, ...]
    partner: str
    state: str
    """Names the looks of the state."""
    status: str
    """The word for it."""
    speak: Callable[[], str] = field(compare=False)
    """Makes the sentence for the whole row: long to make, and only wanted by screen readers."""

    @property
    def key(self) -> tuple[str, int]:
        """Which date of which booking."""
        return self.ref, self.occurrence

    @property
    def platform(self) -> str:
        """The code of the first resource's platform."""
        return self.resources[0].platform if self.resources else ""

    @property
    def is_over(self) -> bool:
        """Whether nothing of it will happen."""
        return self.state in GIVEN_UP

    def text(self, column: int) -> str:
        """What a column says."""
        match column:
            case Column.TIME:
                return f"{self.start} – {self.end}"
            case Column.BOOKING:
                return f"{self.title} {self.series}".rstrip()
            case Column.RESOURCES:
                return ", ".join(item.spoken for item in self.resources)
            case Column.PARTNER:
                return self.partner
            case _:
                return self.status


@dataclass(frozen=True, slots=True)
class AgendaGroup:
    """Sessions of one day, resource or partner."""

    key: str
    heading: str
    note: str
    rows: tuple[AgendaRow, ...]


class AgendaModel(QAbstractItemModel):
    """Holds what it is given; it never asks the store."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._groups: tuple[AgendaGroup, ...] = ()

    @property
    def groups(self) -> tuple[AgendaGroup, ...]:
        """What it holds."""
        return self._groups

    def set_groups(self, groups: Sequence[AgendaGroup]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._groups = tuple(groups)
        self.endResetModel()

    def entry(self, index: Index) -> AgendaGroup | AgendaRow | None:
        """What stands there."""
        if not index.isValid():
            return None
        if index.internalId() == _GROUP_ID:
            return self._groups[index.row()]
        return self._groups[index.internalId() - 1].rows[index.row()]

    def find(self, ref: str, occurrence: int, group: str = "") -> QModelIndex:
        """The index of a session, in that group where it is in several; invalid where there is none."""
        found = _NOWHERE
        for number, candidate in enumerate(self._groups):
            for row, entry in enumerate(candidate.rows):
                if entry.key != (ref, occurrence):
                    continue
                index = self.createIndex(row, 0, number + 1)
                if not group or candidate.key == group:
                    return index
                found = found if found.isValid() else index
        return found

    # --- Qt's questions -----------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a group, or of a session below one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another
        """The group of a session."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP_ID)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many groups, or sessions in one."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == _GROUP_ID and parent.column() == 0:
            return len(self._groups[parent.row()].rows)
        return 0

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """The same for groups and sessions."""
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for each column; the whole sentence for screen readers; the entry itself for the delegate."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if isinstance(entry, AgendaGroup):
            return _group_text(entry, index.column(), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.text(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.speak() if index.column() == Column.TIME else entry.text(index.column())
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section] if 0 <= section < len(self._headings) else None
        return None


def _group_text(group: AgendaGroup, column: int, role: int) -> str | None:
    if column != Column.TIME:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return group.heading
    return f"{group.heading}, {group.note}" if role == Qt.ItemDataRole.AccessibleTextRole else None
