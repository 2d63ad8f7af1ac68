"""What delegates draw alike: text that is cut where it must be, code chips with a name, tick boxes, rings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.icons import icon_pixmap
from ui.widgets.badges import CODE_SIZE, draw_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.models.agenda_model import ResourceText
    from ui.theme import Theme

LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
TICK_BOX: Final = 16
RING: Final = 2
RING_RADIUS: Final = 4
_CODE_GAP: Final = 6
_BETWEEN: Final = 12
_PLACE_FROM: Final = 60
"""The least room for a place beside a name."""


def font_of(theme: Theme, style: str, weight: QFont.Weight | None = None) -> QFont:
    """A text style of the design, in another weight if one is given."""
    font = theme.font(style)
    if weight is not None:
        font.setWeight(weight)
    return font


def draw_text(painter: QPainter, box: QRect, text: str, font: QFont, color: QColor, flags: int = LEFT) -> int:
    """Text in a box, cut with an ellipsis where it does not fit; how wide it became."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, flags, shown)
    return metrics.horizontalAdvance(shown)


def draw_resources(
    painter: QPainter, theme: Theme, box: QRect, parts: Iterable[ResourceText], color: QColor
) -> None:
    """Codes and names side by side; what finds no room is counted: ``+2``."""
    font = theme.font("body")
    metrics = QFontMetrics(font)
    width, height = (theme.px(side) for side in CODE_SIZE)
    listed = list(parts)
    x = box.left()
    for number, part in enumerate(listed):
        left = len(listed) - number
        more = metrics.horizontalAdvance(f"+{left}") + _BETWEEN if left > 1 else 0
        room = box.right() - x - width - _CODE_GAP
        if number and room - more < min(metrics.horizontalAdvance(part.text), theme.px(64)):
            draw_text(painter, QRect(x, box.top(), box.right() - x, box.height()), f"+{left}", font, color)
            return
        top = box.top() + (box.height() - height) / 2
        draw_code(painter, theme, QRectF(x, round(top), width, height), part.platform)
        x += width + _CODE_GAP
        area = QRect(x, box.top(), max(0, min(room - more, box.right() - x)), box.height())
        x += draw_text(painter, area, part.text, font, color) + _BETWEEN
        if part.place and left == 1 and box.right() - x >= theme.px(_PLACE_FROM):
            rest = QRect(x - _CODE_GAP, box.top(), box.right() - x, box.height())
            draw_text(painter, rest, part.place, theme.font("label"), theme.color("text3"))


def draw_tick(painter: QPainter, theme: Theme, box: QRectF, dpr: float, *, ticked: bool) -> None:
    """A tick box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.color("accent" if ticked else "borderInput")
    painter.setPen(QPen(color, 1))
    painter.setBrush(color if ticked else theme.color("surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if ticked:
        glyph = round(box.width()) - 4
        pixmap = icon_pixmap("check", glyph, theme.color("onAccent"), dpr, 3)
        painter.drawPixmap(round(box.left()) + 2, round(box.top()) + 2, pixmap)


def draw_ring(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The ring around what is selected and has the focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus"), RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(2, 1, -2, -2), RING_RADIUS, RING_RADIUS)
    painter.restore()
