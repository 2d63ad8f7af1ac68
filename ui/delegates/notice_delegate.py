"""A notice in the list of the bell: when and about what, small, then the sentence; a dot before what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates.painting import draw_ring, draw_text, font_of

if TYPE_CHECKING:
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
IS_NEW: Final = int(Qt.ItemDataRole.UserRole) + 1
"""Role: whether nobody has read it."""
TOP: Final = 9
LEFT: Final = 22
"""Room for the dot."""
RIGHT: Final = 10
DOT: Final = 7
LINE: Final = 18
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)


class NoticeDelegate(QStyledItemDelegate):
    """Both parts are one text with a line break, so that a screen reader reads both."""

    def __init__(self, theme: Theme, width: int, parent: QObject | None = None) -> None:
        """``width`` of the rows: how high they are is asked before they lie anywhere."""
        super().__init__(parent)
        self._theme = theme
        self._width = width

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as its sentence takes."""
        _, _, said = str(index.data()).partition("\n")
        room = QRect(0, 0, max(1, self._width - LEFT - RIGHT), 0)
        high = QFontMetrics(self._theme.font("body")).boundingRect(room, _WRAP, said).height()
        return QSize(0, 2 * TOP + self._theme.px(LINE) + high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, dot, both parts, and a line to the next."""
        theme, box = self._theme, option.rect
        is_new = bool(index.data(IS_NEW))
        head, _, said = str(index.data()).partition("\n")
        painter.save()
        self._draw_ground(painter, option)
        if is_new:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            middle = box.top() + TOP + theme.px(LINE) / 2
            painter.drawEllipse(QRectF(box.left() + 8, middle - DOT / 2, DOT, DOT))
        line = QRect(box.left() + LEFT, box.top() + TOP, box.width() - LEFT - RIGHT, theme.px(LINE))
        weight = QFont.Weight.DemiBold if is_new else QFont.Weight.Normal
        draw_text(painter, line, head, font_of(theme, "label", weight), theme.color("text2"))
        rest = QRect(line.left(), line.bottom() + 1, line.width(), box.bottom() - TOP - line.bottom())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if is_new else "text2"))
        painter.drawText(rest, _WRAP, said)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, theme, box)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, box = self._theme, option.rect
        ground = "raised"
        if option.state & QStyle.StateFlag.State_Selected:
            ground = "accentSoft"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.fillRect(box, theme.color(ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("border"))
