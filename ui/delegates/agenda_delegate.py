"""How the agenda's rows are painted: shape and icon say the state, colour only the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates.painting import draw_resources, draw_text, font_of
from ui.icons import icon_pixmap
from ui.models.agenda_model import ENTRY_ROLE, AgendaGroup, AgendaRow, Column
from ui.widgets.badges import STATUS_HEIGHT, draw_status, status_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 44
GROUP: Final = 34
BAR: Final = (20, 8, 24)
"""Left edge, width and height of the bar that says platform and state."""
TIME_LEFT: Final = 52
CHEVRON: Final = 14
CHEVRON_LEFT: Final = 20
REPEAT: Final = 13
HEADING_LEFT: Final = 42
PADDING: Final = 8
_DASHED: Final = frozenset({"requested", "partly_approved"})
_HOLLOW: Final = frozenset({"declined", "expired", "no_show"})
_BOLD: Final = QFont.Weight.DemiBold


class AgendaDelegate(QStyledItemDelegate):
    """Paints groups across the whole row, sessions column by column."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Rows and group headings differ in height only."""
        height = GROUP if isinstance(index.data(ENTRY_ROLE), AgendaGroup) else ROW
        return QSize(0, self._theme.px(height))

    def time_width(self, groups: Iterable[AgendaGroup]) -> int:
        """What the column of times needs."""
        bold = QFontMetrics(font_of(self._theme, "body", _BOLD))
        plain = QFontMetrics(self._theme.font("body"))
        times = {(row.start, row.end) for group in groups for row in group.rows}
        widths = (
            bold.horizontalAdvance(start) + plain.horizontalAdvance(f" – {end}") for start, end in times
        )
        return TIME_LEFT + max(widths, default=self._theme.px(90)) + 3 * PADDING

    def state_width(self, groups: Iterable[AgendaGroup]) -> int:
        """What the column of states needs."""
        said = {row.status for group in groups for row in group.rows}
        return max((status_width(self._theme, word) for word in said), default=96) + 4 * PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell, or one group's heading."""
        entry = index.data(ENTRY_ROLE)
        painter.save()
        if isinstance(entry, AgendaGroup):
            self._draw_group(painter, option, entry)
        elif isinstance(entry, AgendaRow):
            self._draw_ground(painter, option)
            self._draw_cell(painter, option, entry, index.column())
        painter.restore()

    # --- groups -------------------------------------------------------------------------------------

    def _draw_group(self, painter: QPainter, option: QStyleOptionViewItem, group: AgendaGroup) -> None:
        theme, box = self._theme, option.rect
        painter.fillRect(box, theme.color("groupHeader"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("border"))
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        glyph = "chevron-down" if is_open else "chevron-right"
        side = theme.px(CHEVRON)
        pixmap = icon_pixmap(glyph, side, theme.color("text2"), painter.device().devicePixelRatioF())
        painter.drawPixmap(CHEVRON_LEFT, box.top() + (box.height() - side) // 2, pixmap)
        heading = box.adjusted(HEADING_LEFT + side - CHEVRON - box.left(), 0, -PADDING, -1)
        width = draw_text(painter, heading, group.heading, theme.font("bodyStrong"), theme.color("text"))
        note = heading.adjusted(width + PADDING, 0, 0, 0)
        draw_text(
            painter, note, group.note, font_of(theme, "label", QFont.Weight.Normal), theme.color("text3")
        )

    # --- sessions -----------------------------------------------------------------------------------

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = option.rect
        ground = "surface"
        if option.state & QStyle.StateFlag.State_Selected:
            ground = "accentSoft"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.fillRect(box, self._theme.color(ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), self._theme.color("border"))

    def _draw_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, row: AgendaRow, column: int
    ) -> None:
        theme = self._theme
        box = option.rect.adjusted(PADDING, 0, -PADDING, -1)
        match column:
            case Column.TIME:
                self._draw_bar(painter, option.rect, row)
                self._draw_times(painter, option.rect, row)
            case Column.BOOKING:
                self._draw_title(painter, box, row)
            case Column.RESOURCES:
                color = theme.color("text3" if row.is_over else "text")
                draw_resources(painter, theme, box, row.resources, color)
            case Column.PARTNER:
                draw_text(painter, box, row.partner, theme.font("body"), theme.color("text2"))
            case _:
                self._draw_state(painter, box, row)

    def _draw_bar(self, painter: QPainter, cell: QRect, row: AgendaRow) -> None:
        left, width, height = BAR
        box = QRectF(cell.left() + left, cell.top() + (cell.height() - height) / 2, width, height)
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        colors = self._theme.platform(row.platform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.state == "block":
            painter.setPen(QPen(self._theme.color("blockBorder"), 1))
            painter.setBrush(self._theme.color("blockHatch"))
        elif row.state in _DASHED:
            pen = QPen(colors.strong, 1.25)
            pen.setDashPattern([2.4, 1.6])
            painter.setPen(pen)
        elif row.state in _HOLLOW:
            painter.setPen(QPen(self._theme.color("borderInput"), 1))
        elif row.state == "cancelled":
            pen = QPen(self._theme.color("borderInput"), 1)
            pen.setDashPattern([1, 2])
            painter.setPen(pen)
            box = box.adjusted(0, height / 4, 0, -height / 4)
        else:
            painter.setPen(QPen(colors.strong, 1))
            painter.setBrush(colors.strong)
        painter.drawRoundedRect(box, 2, 2)

    def _draw_times(self, painter: QPainter, cell: QRect, row: AgendaRow) -> None:
        theme = self._theme
        box = cell.adjusted(TIME_LEFT, 0, -2, -1)
        ink = theme.color("text3" if row.is_over else "text")
        width = draw_text(painter, box, row.start, font_of(theme, "body", _BOLD), ink)
        rest = box.adjusted(width, 0, 0, 0)
        draw_text(painter, rest, f" – {row.end}", theme.font("body"), theme.color("text2"))

    def _draw_title(self, painter: QPainter, box: QRect, row: AgendaRow) -> None:
        theme = self._theme
        font = theme.font("bodyStrong")
        font.setStrikeOut(row.is_over)
        small = font_of(theme, "label", QFont.Weight.Normal)
        series = (
            QFontMetrics(small).horizontalAdvance(row.series) + 2 * PADDING + theme.px(REPEAT)
            if row.series
            else 0
        )
        ink = theme.color("text3" if row.is_over else "text")
        width = draw_text(painter, box.adjusted(0, 0, -series, 0), row.title, font, ink)
        if row.series:
            self._draw_series(painter, box.adjusted(width + PADDING, 0, 0, 0), row.series, small)

    def _draw_series(self, painter: QPainter, box: QRect, series: str, font: QFont) -> None:
        color = self._theme.color("text3")
        side = self._theme.px(REPEAT)
        pixmap = icon_pixmap("repeat", side, color, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.left(), box.top() + (box.height() - side) // 2, pixmap)
        draw_text(painter, box.adjusted(side + 5, 0, 0, 0), series, font, color)

    def _draw_state(self, painter: QPainter, box: QRect, row: AgendaRow) -> None:
        height = self._theme.px(STATUS_HEIGHT)
        width = min(box.width(), status_width(self._theme, row.status))
        top = box.top() + (box.height() - height) // 2
        ratio = painter.device().devicePixelRatioF()
        draw_status(
            painter, self._theme, QRectF(box.left(), top, width, height), row.status, row.state, ratio
        )
