"""The rows that the command field offers, as a list under it. The keys stay in the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import icon_pixmap
from ui.widgets.badges import draw_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.command.row import Row
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
_EDGE: Final = 10
_AIR: Final = 12
_GLYPH: Final = 16
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class RowsModel(QAbstractListModel):
    """Rows as they were given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is said of a row; the row itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not index.isValid() or self.rows[index.row()].is_head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowsView(QListView):
    """As high as its rows, as far as there is room; it marks one of them."""

    taken = Signal(object)
    """The Row that was clicked."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(theme, self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet("background: transparent;")
        self.entered.connect(self._mark)
        self.clicked.connect(lambda index: self.taken.emit(self.rows.rows[index.row()]))

    def show_rows(self, rows: Sequence[Row], *, keep: bool = False) -> None:
        """Show these, the first one marked; with ``keep`` the one that was, where it is still there."""
        was = self.marked if keep else None
        self.rows.set_rows(rows)
        at = next(
            (number for number, row in enumerate(rows) if was is not None and row.title == was.title), None
        )
        first = next((number for number, row in enumerate(rows) if not row.is_head), None)
        if at is None or rows[at].is_head:
            at = first
        if at is not None:
            self.setCurrentIndex(self.rows.index(at, 0))
        if at == first:
            self.scrollToTop()

    @property
    def marked(self) -> Row | None:
        """The row that Enter takes."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def step(self, by: int) -> Row | None:
        """Mark the next one that can be taken, round and round."""
        rows = self.rows.rows
        at = self.currentIndex().row()
        for _ in rows:
            at = (at + by) % len(rows)
            if not rows[at].is_head:
                self.setCurrentIndex(self.rows.index(at, 0))
                if at == 1 and rows[0].is_head:
                    self.scrollToTop()
                return rows[at]
        return None

    def content_height(self) -> int:
        """Of all rows."""
        return sum(self.sizeHintForRow(number) for number in range(len(self.rows.rows)))

    def _mark(self, index: QModelIndex) -> None:
        if not self.rows.rows[index.row()].is_head:
            self.setCurrentIndex(index)


class _Painter(QStyledItemDelegate):
    """A chip or an icon or a digit, a title, what tells it from others, a key."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """One line of text."""
        is_head = index.data(ROW).is_head
        line = QFontMetrics(self._theme.font("label" if is_head else "body")).height()
        return QSize(100, line + (_AIR - 2 if is_head else _AIR + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_head:
            self._draw_head(painter, row, rect)
        else:
            state: QStyle.StateFlag = option.state
            self._draw_row(painter, row, rect, marked=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _draw_head(self, painter: QPainter, row: Row, rect: QRect) -> None:
        font = self._theme.font("label")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("text3"))
        painter.drawText(rect.adjusted(_EDGE, 0, -_EDGE, 0), int(_LEFT), row.title)

    def _draw_row(self, painter: QPainter, row: Row, rect: QRect, *, marked: bool) -> None:
        theme = self._theme
        if marked:
            painter.setPen(theme.color("accent"))
            painter.setBrush(theme.color("accentSoft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        left = self._draw_sign(painter, row, rect)
        right = self._draw_key(painter, row, rect, marked=marked)
        self._draw_words(painter, row, rect.adjusted(left, 0, -right, 0), marked=marked)

    def _draw_sign(self, painter: QPainter, row: Row, rect: QRect) -> int:
        """The chip, the digit or the icon at the left; how much room it takes."""
        theme = self._theme
        wide, tall = theme.px(34), theme.px(18)
        top = rect.top() + (rect.height() - tall) / 2
        if row.number:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            disc = QRectF(rect.left() + _EDGE + (wide - tall) / 2, top, tall, tall)
            painter.drawEllipse(disc)
            font = theme.font("caption")
            font.setWeight(font.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(theme.color("onAccent"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(row.number))
        elif row.platform:
            draw_code(painter, theme, QRectF(rect.left() + _EDGE, top, wide, tall), row.platform)
        elif row.glyph:
            side, ratio = theme.px(_GLYPH), painter.device().devicePixelRatioF()
            pixmap = icon_pixmap(row.glyph, side, theme.color("text2"), ratio)
            x = rect.left() + _EDGE + (wide - side) // 2
            painter.drawPixmap(x, rect.top() + (rect.height() - side) // 2, pixmap)
        return _EDGE + wide + 8

    def _draw_key(self, painter: QPainter, row: Row, rect: QRect, *, marked: bool) -> int:
        """The key at the right; how much room it takes. Enter takes what is marked."""
        said = row.key or ("↵" if marked else "")
        if not said:
            return _EDGE
        font = self._theme.font("caption")
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(said) + 10, metrics.height() + 4
        box = QRectF(rect.right() - _EDGE - width, rect.top() + (rect.height() - height) / 2, width, height)
        painter.setFont(font)
        painter.setPen(self._theme.color("borderStrong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._theme.color("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        return width + _EDGE + 8

    def _draw_words(self, painter: QPainter, row: Row, rect: QRect, *, marked: bool) -> None:
        theme = self._theme
        strong = theme.font("body")
        strong.setWeight(strong.Weight.Medium)
        metrics = QFontMetrics(strong)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(strong)
        painter.setPen(theme.color("accentText" if marked else "text"))
        painter.drawText(rect, int(_LEFT), title)
        rest = rect.adjusted(metrics.horizontalAdvance(title) + 10, 0, 0, 0)
        quiet = theme.font("label")
        if rest.width() > QFontMetrics(quiet).averageCharWidth() * 4:
            painter.setFont(quiet)
            painter.setPen(theme.color(row.tone or "text2"))
            said = QFontMetrics(quiet).elidedText(row.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(_LEFT), said)
