"""The agenda's tree: groups that fold, sessions that are selected by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView

from ui.context import Selected
from ui.delegates.agenda_delegate import PADDING, TIME_LEFT, AgendaDelegate
from ui.delegates.painting import draw_ring, draw_text, font_of
from ui.models.agenda_model import ENTRY_ROLE, AgendaGroup, AgendaModel, AgendaRow, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint

    from ui.context import Context

Index = QModelIndex | QPersistentModelIndex
HEADER: Final = 32
_SHARES: Final = {Column.BOOKING: 0.33, Column.RESOURCES: 0.44, Column.PARTNER: 0.23}
"""How the columns between time and state share the width."""


_MOST_TIME: Final = 0.24
"""Of the width: what lasts for days is told in full by its tooltip."""


class AgendaView(QTreeView):
    """Shows groups, keeps what is selected, folded and scrolled when they are replaced."""

    selected = Signal(object)
    """A Selected, or None."""
    opened = Signal(object)
    menu_wanted = Signal(object, object)
    """A Selected, and where on the screen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._folded: set[str] = set()
        self._told: Selected | None = None
        names = ("time", "booking", "resources", "partner", "state")
        self._model = AgendaModel([context.say(f"agenda-column-{name}") for name in names], self)
        self._delegate = AgendaDelegate(context.theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHeader(_Header(context, self))
        self.setAccessibleName(context.say("screen-agenda"))
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_activated)
        self.collapsed.connect(lambda index: self._note_fold(index, folded=True))
        self.expanded.connect(lambda index: self._note_fold(index, folded=False))
        self.customContextMenuRequested.connect(self._on_menu)

    # --- what it shows ------------------------------------------------------------------------------

    def show_groups(self, groups: Sequence[AgendaGroup], *, anew: bool = False) -> None:
        """Show these; ``anew`` for another period or grouping, where nothing need stay in its place."""
        if tuple(groups) == self._model.groups and not anew:
            return
        kept, group, scrolled = self.selection, self._current_group(), self.verticalScrollBar().value()
        self.setAutoScroll(False)  # scrolling to what is selected would unfold its group
        if anew:
            self._folded.clear()
        self._model.set_groups(groups)
        self._span_groups()
        self._set_widths()
        if kept is not None:
            self.select(kept, group)
        elif group:
            self._select_group(group)
        self.setAutoScroll(True)
        if not anew:
            self.verticalScrollBar().setValue(scrolled)
        self._tell()

    def _span_groups(self) -> None:
        for number, group in enumerate(self._model.groups):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
            self.setExpanded(self._model.index(number, 0), group.key not in self._folded)

    def _set_widths(self) -> None:
        groups = self._model.groups
        header = self.header()
        most = int(self.viewport().width() * _MOST_TIME)
        first, last = min(most, self._delegate.time_width(groups)), self._delegate.state_width(groups)
        between = max(0, self.viewport().width() - first - last)
        header.resizeSection(Column.TIME, first)
        for column, share in _SHARES.items():
            header.resizeSection(column, int(between * share))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width anew."""
        super().resizeEvent(event)
        self._set_widths()

    # --- what is selected ---------------------------------------------------------------------------

    @property
    def selection(self) -> Selected | None:
        """The session under the cursor; None on a group or nowhere."""
        entry = self._model.entry(self.currentIndex())
        return Selected(entry.ref, entry.occurrence) if isinstance(entry, AgendaRow) else None

    def select(self, wanted: Selected, group: str = "") -> bool:
        """Put the cursor on a session; False where it is not listed."""
        index = self._model.find(wanted.ref, wanted.occurrence, group)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        return True

    def select_first(self) -> None:
        """Put the cursor on the first session, where it is nowhere yet."""
        if not self.currentIndex().isValid() and self._model.groups:
            self.setCurrentIndex(self._model.index(0, 0, self._model.index(0, 0)))

    def _select_group(self, key: str) -> None:
        for number, group in enumerate(self._model.groups):
            if group.key == key:
                self.setCurrentIndex(self._model.index(number, 0))

    def _current_group(self) -> str:
        current = self.currentIndex()
        number = current.parent().row() if current.parent().isValid() else current.row()
        return self._model.groups[number].key if current.isValid() else ""

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell what is selected now."""
        super().currentChanged(current, previous)
        self._tell()

    def _tell(self) -> None:
        now = self.selection
        if now != self._told:
            self._told = now
            self.selected.emit(now)

    # --- mouse and keys -----------------------------------------------------------------------------

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ENTRY_ROLE), AgendaGroup):
            self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, AgendaRow):
            self.opened.emit(Selected(entry.ref, entry.occurrence))

    def _note_fold(self, index: QModelIndex, *, folded: bool) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, AgendaGroup):
            (self._folded.add if folded else self._folded.discard)(entry.key)

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.setCurrentIndex(index.siblingAtColumn(0))
        if self.selection is not None:
            self.menu_wanted.emit(self.selection, self.viewport().mapToGlobal(point))

    # --- painting -----------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """The row, and a ring around it where the cursor is."""
        super().drawRow(painter, option, index)
        current = self.currentIndex()
        is_here = current.isValid() and index.row() == current.row() and index.parent() == current.parent()
        if is_here and (self.hasFocus() or isinstance(index.data(ENTRY_ROLE), AgendaRow)):
            box = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
            draw_ring(painter, self._theme, box)


class _Header(QHeaderView):
    """Column names over the text of their columns."""

    def __init__(self, context: Context, parent: AgendaView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = context.theme
        self.setAccessibleName(context.say("screen-agenda"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(40)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A low row."""
        return QSize(0, self._theme.px(HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """A name in the small type, and the line below."""
        theme = self._theme
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("borderStrong"))
        left = TIME_LEFT if section == Column.TIME else PADDING
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        font = font_of(theme, "caption", QFont.Weight.DemiBold)
        draw_text(painter, rect.adjusted(left, 0, -PADDING, -1), name, font, theme.color("text2"))
