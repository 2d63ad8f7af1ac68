"""The series at a glance: lines × dates. A date can be looked at, a cell opens its ways out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.dialogs.editor.seen import Look
from ui.icons import icon_pixmap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.context import Context

ROW: Final = 29
CELL: Final = 74
HEADER: Final = 24
NAMES: Final = 152
NOTES: Final = 142
GLYPH: Final = 13
Index = QModelIndex | QPersistentModelIndex
_LOOKS: Final = {
    Look.FREE: ("check", "success", "surface", "border"),
    Look.EQUIVALENT: ("arrow-left-right", "info", "infoSoft", "info"),
    Look.CONFLICT: ("triangle-alert", "danger", "dangerSoft", "danger"),
    Look.SKIPPED: ("skip-forward", "text3", "bg", "borderStrong"),
}


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A line of the matrix."""

    number: int
    name: str
    looks: tuple[Look, ...]
    """By column."""
    details: tuple[str, ...]
    """What is said of each cell: its tooltip and what a screen reader says."""
    note: tuple[str, str] = ("", "")
    """The first date in trouble, and what would help."""


class MatrixModel(QAbstractTableModel):
    """Given its rows; asks nobody."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.days: tuple[date, ...] = ()
        self.lines: tuple[MatrixLine, ...] = ()
        self.shown: date | None = None

    def set_rows(self, days: Sequence[date], lines: Sequence[MatrixLine], shown: date | None) -> None:
        """What is there now."""
        same = tuple(days) == self.days and len(lines) == len(self.lines)
        if not same:
            self.beginResetModel()
        self.days, self.lines, self.shown = tuple(days), tuple(lines), shown
        if not same:
            self.endResetModel()
        elif self.days and self.lines:
            last = self.index(len(self.lines) - 1, len(self.days) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.days) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One for each line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One for each date."""
        return 0 if parent.isValid() else len(self.days)

    def look(self, index: Index) -> Look:
        """How the cell is drawn."""
        return self.lines[index.row()].looks[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; its look is the delegate's."""
        if not index.isValid():
            return None
        detail = self.lines[index.row()].details[index.column()]
        day = self._context.texts.day_short(self.days[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{day} · {detail}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.lines[index.row()].name}, {day}, {detail}"
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Dates above, names at the left."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._context.texts.day_brief(self.days[section])
        return self.lines[section].name


class _Cell(QStyledItemDelegate):
    """A rounded cell: its outline, its fill and its icon say the same."""

    def __init__(self, context: Context, view: SeriesMatrix) -> None:
        super().__init__(view)
        self._theme = context.theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._theme.px(CELL), self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        glyph, ink, fill, edge = _LOOKS[self._view.rows.look(index)]
        box = QRectF(rect).adjusted(3, 3, -3, -3)
        color = self._theme.color
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._view.rows.look(index)
        pen = QPen(color(edge), 1.5 if look in (Look.CONFLICT, Look.EQUIVALENT) else 1)
        if look in (Look.EQUIVALENT, Look.SKIPPED):
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(color(fill))
        painter.drawRoundedRect(box, 4, 4)
        side = self._theme.px(GLYPH)
        mark = icon_pixmap(glyph, side, color(ink), self._view.devicePixelRatioF())
        center = box.center()
        painter.drawPixmap(round(center.x() - side / 2), round(center.y() - side / 2), mark)
        state: QStyle.StateFlag = option.state
        if self._view.hasFocus() and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        painter.restore()


class _Header(QHeaderView):
    """Dates above, names at the left; the date that is shown in the strips stands out."""

    def __init__(self, context: Context, orientation: Qt.Orientation, view: SeriesMatrix) -> None:
        super().__init__(orientation, view)
        self._theme = context.theme
        self._view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(orientation is Qt.Orientation.Horizontal)
        self.setHighlightSections(False)
        if orientation is Qt.Orientation.Horizontal:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        painter.save()
        painter.fillRect(rect, self._theme.color("bg"))
        across = self.orientation() is Qt.Orientation.Horizontal
        shown = across and self._view.rows.days[section] == self._view.rows.shown
        font = self._theme.font("label")
        font.setWeight(font.Weight.DemiBold if shown else font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.color("accentText" if shown else "text2" if across else "text"))
        text = str(self.model().headerData(section, self.orientation()))
        align = Qt.AlignmentFlag.AlignCenter
        if not across:
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 8)
        painter.drawText(rect, int(align), text)
        painter.restore()


class _Notes(QWidget):
    """At the right of each line: the first date in trouble, and what would help."""

    def __init__(self, context: Context, model: MatrixModel) -> None:
        super().__init__()
        self._theme = context.theme
        self._model = model
        self.setMinimumWidth(self._theme.px(NOTES))
        model.modelReset.connect(self.update)
        model.dataChanged.connect(self.update)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        strong, plain = self._theme.font("label"), self._theme.font("label")
        strong.setWeight(strong.Weight.DemiBold)
        plain.setWeight(plain.Weight.Normal)
        head, pitch = self._theme.px(HEADER), self._theme.px(ROW)
        for number, line in enumerate(self._model.lines):
            day, help_ = line.note
            box = QRect(8, head + number * pitch, self.width() - 8, pitch)
            middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.setFont(strong)
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, middle, day)
            rest = box.adjusted(QFontMetrics(strong).horizontalAdvance(day) + 6, 0, 0, 0)
            painter.setFont(plain)
            painter.setPen(self._theme.color("text2"))
            said = QFontMetrics(plain).elidedText(help_, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, middle, said)
        painter.end()


def _ground(context: Context) -> str:
    ground = context.theme.color("bg").name()
    parts = ("#matrix", "QHeaderView", "QTableCornerButton::section")
    return "".join(f"{part} {{ background: {ground}; border: 0; }}" for part in parts)


class SeriesMatrix(QTableView):
    """The table; arrows move in it, Enter or Space opens what a cell offers."""

    day_chosen = Signal(object)
    """The ``date`` to look at."""
    cell_opened = Signal(int, object, QPoint)
    """Line number, ``date``, and where on the screen its menu goes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows = MatrixModel(context)
        self.setModel(self.rows)
        self.setItemDelegate(_Cell(context, self))
        self.setHorizontalHeader(_Header(context, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Header(context, Qt.Orientation.Vertical, self))
        px = context.theme.px
        self.horizontalHeader().setDefaultSectionSize(px(CELL))
        self.horizontalHeader().setFixedHeight(px(HEADER))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalHeader().setFixedWidth(px(NAMES))
        self.setObjectName("matrix")
        self.setStyleSheet(_ground(context))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(context.say("editor-matrix"))
        self.horizontalHeader().sectionClicked.connect(self._on_header)
        self.clicked.connect(self.open_cell)
        self.notes = _Notes(context, self.rows)

    def show_rows(self, days: Sequence[date], lines: Sequence[MatrixLine], shown: date | None) -> None:
        """What is there now, as high as it needs to be."""
        self.rows.set_rows(days, lines, shown)
        px, bar = self._context.theme.px, self.horizontalScrollBar().sizeHint().height()
        body = px(HEADER) + px(ROW) * len(lines)
        self.setFixedHeight(body + (bar if self._overflows(len(days)) else 2))
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.notes.update()

    def _overflows(self, days: int) -> bool:
        px = self._context.theme.px
        return px(NAMES) + days * px(CELL) > max(self.width(), self.minimumWidth())

    def _on_header(self, section: int) -> None:
        self.day_chosen.emit(self.rows.days[section])

    def open_cell(self, index: QModelIndex) -> None:
        """Look at its date, and offer its ways out."""
        day = self.rows.days[index.column()]
        self.day_chosen.emit(day)
        if self.rows.look(index) is not Look.FREE:
            corner = self.visualRect(index).bottomLeft()
            where = self.viewport().mapToGlobal(corner + QPoint(3, 0))
            self.cell_opened.emit(self.rows.lines[index.row()].number, day, where)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space open the cell."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.open_cell(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Somewhere to begin: the first cell in trouble."""
        if not self.currentIndex().isValid() and self.rows.lines and self.rows.days:
            self.setCurrentIndex(self._first_in_trouble())
        super().focusInEvent(event)

    def _first_in_trouble(self) -> QModelIndex:
        for row, line in enumerate(self.rows.lines):
            for column, look in enumerate(line.looks):
                if look in (Look.CONFLICT, Look.EQUIVALENT):
                    return self.rows.index(row, column)
        return self.rows.index(0, 0)
