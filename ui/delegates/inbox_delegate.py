"""How a request is painted in the list: what, who, which, when, and a first verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates.painting import RIGHT, TICK_BOX, draw_resources, draw_ring, draw_text, draw_tick, font_of
from ui.icons import icon_pixmap
from ui.models.inbox_model import ROW_ROLE, InboxModel, InboxRow

if TYPE_CHECKING:
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MARGIN: Final = 16
TEXT_LEFT: Final = 46
TEXT_LEFT_WITHOUT_BOX: Final = 18
TOP: Final = 10
LINE: Final = 19
RESOURCE_LINE: Final = 23
LEAD: Final = 3
GLYPH: Final = 14
TICK_ZONE: Final = 40
"""How far from the left a click ticks: wider than the box, for fingers and hurry."""
VERDICTS: Final = {
    "ok": ("circle-check", "success"),
    "warning": ("circle-alert", "warning"),
    "conflict": ("triangle-alert", "danger"),
    "asked": ("message-square-reply", "text2"),
}
"""Verdict → icon and ink."""
_PLAIN: Final = QFont.Weight.Normal
_BOLD: Final = QFont.Weight.DemiBold


class InboxDelegate(QStyledItemDelegate):
    """Paints requests; a click on the left ticks."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Four lines for each."""
        px = self._theme.px
        return QSize(0, 2 * TOP + 3 * px(LINE) + px(RESOURCE_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One request."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, InboxRow):
            return
        painter.save()
        self._draw_ground(painter, option)
        left = self._draw_box(painter, option.rect, index)
        self._draw_lines(painter, option.rect.adjusted(left, TOP, -MARGIN, -TOP), row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, self._theme, option.rect)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, box = self._theme, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(
            box, theme.color("accentSoft" if is_selected else "hover" if is_hovered else "surface")
        )
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("border"))
        if is_selected:
            painter.fillRect(QRect(box.left(), box.top(), LEAD, box.height()), theme.color("accent"))

    def _draw_box(self, painter: QPainter, box: QRect, index: Index) -> int:
        """The tick box, if there is one; where the text begins."""
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return TEXT_LEFT_WITHOUT_BOX
        side = self._theme.px(TICK_BOX)
        area = QRectF(box.left() + MARGIN, box.top() + TOP + 1, side, side)
        is_ticked = Qt.CheckState(state) is Qt.CheckState.Checked
        draw_tick(painter, self._theme, area, painter.device().devicePixelRatioF(), ticked=is_ticked)
        return TEXT_LEFT + side - TICK_BOX

    def _draw_lines(self, painter: QPainter, box: QRect, row: InboxRow) -> None:
        theme = self._theme
        line, resource_line = theme.px(LINE), theme.px(RESOURCE_LINE)
        small = font_of(theme, "label", _PLAIN)
        first = QRect(box.left(), box.top(), box.width(), line)
        age = draw_text(painter, first, row.age, small, theme.color("text3"), RIGHT)
        title = first.adjusted(0, 0, -age - 8, 0)
        draw_text(painter, title, row.booking.title, theme.font("bodyStrong"), theme.color("text"))
        second = first.translated(0, line)
        ink = theme.color("warning" if row.is_urgent else "text3")
        until = draw_text(painter, second, row.deadline, small, ink, RIGHT)
        partner = second.adjusted(0, 0, -until - 8, 0)
        draw_text(painter, partner, row.partner, small, theme.color("text2"))
        third = QRect(box.left(), second.bottom() + 1, box.width(), resource_line)
        draw_resources(painter, theme, third, row.resources, theme.color("text"))
        last = QRect(box.left(), third.bottom() + 1, box.width(), line)
        room = last.width() - QFontMetrics(small).horizontalAdvance(row.when) - 8
        width = self._draw_verdict(painter, last, row, room)
        draw_text(painter, last.adjusted(0, 0, -width - 8, 0), row.when, small, theme.color("text2"))

    def _draw_verdict(self, painter: QPainter, box: QRect, row: InboxRow, room: int) -> int:
        """The verdict at the right; how wide it is. Where all is well and room is short, the icon says it alone."""
        if row.verdict not in VERDICTS:
            return 0
        glyph, ink = VERDICTS[row.verdict]
        color = self._theme.color(ink)
        font = font_of(self._theme, "label", _BOLD)
        said, side = row.verdict_text, self._theme.px(GLYPH)
        if row.verdict == "ok" and QFontMetrics(font).horizontalAdvance(said) + side + 5 > room:
            said = ""
        width = draw_text(painter, box, said, font, color, RIGHT)
        pixmap = icon_pixmap(glyph, side, color, painter.device().devicePixelRatioF())
        left = box.right() - width - side - 4
        painter.drawPixmap(left, box.top() + (box.height() - side) // 2, pixmap)
        return width + side + 5

    # --- ticking ------------------------------------------------------------------------------------

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the box ticks; elsewhere it only selects."""
        if not isinstance(event, QMouseEvent) or not isinstance(model, InboxModel) or not model.may_tick:
            return False
        if event.position().x() - option.rect.left() > self._theme.px(TICK_ZONE):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            model.toggle(index)
        return True
