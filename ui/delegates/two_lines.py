"""Cells of two lines: what it is, and below it, smaller, what else there is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates.painting import TICK_BOX, draw_text, draw_tick, font_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEIGHT: Final = 46
TONE: Final = Qt.ItemDataRole.UserRole + 7
"""Role of the first line's colour, by its name in the theme; none for that of text."""
_LINE: Final = 18
_PADDING: Final = 6


class TwoLines(QStyledItemDelegate):
    """The two lines are one text with a line break, so that a screen reader reads both."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Every row is as high as two lines."""
        return QSize(0, self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and focus as the style has them, then the tick box and the two lines."""
        self.initStyleOption(option, index)
        style = option.widget.style()
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        tick = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget)
        ticked = option.checkState == Qt.CheckState.Checked
        has_tick = option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        option.text = ""
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if has_tick:
            side = self._theme.px(TICK_BOX)
            box = QRectF(tick.center().x() - side / 2, tick.center().y() - side / 2, side, side)
            painter.save()
            draw_tick(painter, self._theme, box, option.widget.devicePixelRatioF(), ticked=ticked)
            painter.restore()
        left = area.left() + self._theme.px(_PADDING)
        if has_tick:
            left = max(left, round(box.right()) + self._theme.px(_PADDING))
        room = QRect(left, option.rect.top(), option.rect.right() - left, option.rect.height())
        said = index.data(Qt.ItemDataRole.DisplayRole)
        self._draw_lines(painter, room.adjusted(0, 0, -self._theme.px(_PADDING), 0), said, index.data(TONE))

    def _draw_lines(self, painter: QPainter, box: QRect, said: str, tone: str | None) -> None:
        theme = self._theme
        first, _, second = said.partition("\n")
        line = theme.px(_LINE)
        top = box.top() + (box.height() - (2 if second else 1) * line) // 2
        area = QRect(box.left(), top, box.width(), line)
        painter.save()
        draw_text(painter, area, first, theme.font("bodyStrong"), theme.color(tone or "text"))
        draw_text(
            painter,
            area.translated(0, line),
            second,
            font_of(theme, "label", QFont.Weight.Normal),
            theme.color("text2"),
        )
        painter.restore()
