"""Pixmaps that painting reuses: text, hatches, whole bars and long bars. Kept by theme and pixel ratio, made once."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from ui.icons import icon_pixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme import Theme

WHOLE_UNTIL: Final = 128
"""Bars up to this width are pixmaps of their own; longer ones are put together from a long one."""
LONG: Final = 840
CAP: Final = 8
_HATCH: Final = 10
_KEEP_TEXTS: Final = 6000
_KEEP_BARS: Final = 3000
_AA: Final = QPainter.RenderHint.Antialiasing
_ELIDE: Final = Qt.TextElideMode.ElideRight
_ELIDE_MIDDLE: Final = Qt.TextElideMode.ElideMiddle
_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_CLEAR: Final = Qt.GlobalColor.transparent


class BarStyle(StrEnum):
    """How a bar is drawn: shape and pattern say the status, whatever the colour says."""

    APPROVED = "approved"
    REQUESTED = "requested"
    BLOCK = "block"
    TIMETABLE = "timetable"
    NOTED = "noted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    BUFFER = "buffer"
    MORE = "more"


class TextStyle(StrEnum):
    """The type styles of the board."""

    TITLE = "title"
    STRUCK = "struck"
    SMALL = "small"
    SMALL_STRONG = "small_strong"
    NAME = "name"
    LABEL = "label"


_FONTS: Final = {
    TextStyle.TITLE: ("label", QFont.Weight.DemiBold),
    TextStyle.STRUCK: ("label", QFont.Weight.DemiBold),
    TextStyle.SMALL: ("caption", QFont.Weight.Normal),
    TextStyle.SMALL_STRONG: ("caption", QFont.Weight.DemiBold),
    TextStyle.NAME: ("body", QFont.Weight.Medium),
    TextStyle.LABEL: ("label", QFont.Weight.Medium),
}


class Shape(NamedTuple):
    """What one bar is drawn from."""

    hue: str
    width: int
    height: int
    hover: bool


def blank(width: float, height: float, dpr: float) -> QPixmap:
    """A clear pixmap of that logical size."""
    pixmap = QPixmap(max(1, round(width * dpr)), max(1, round(height * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(_CLEAR)
    return pixmap


class Assets:
    """Everything drawn more than once, for one theme at one pixel ratio."""

    def __init__(self, theme: Theme, dpr: float) -> None:
        self.theme = theme
        self.dpr = dpr
        self.fonts = {style: self._font(style) for style in TextStyle}
        self.metrics = {style: QFontMetricsF(font) for style, font in self.fonts.items()}
        self._widths: dict[tuple[str, TextStyle], float] = {}
        self._elided: dict[tuple[str, TextStyle, int, Qt.TextElideMode], str] = {}
        self._texts: dict[tuple[str, TextStyle, str], QPixmap] = {}
        self._hatches: dict[tuple[str, bool, float], QBrush] = {}
        self._bars: dict[tuple[BarStyle, str, int, int, bool], QPixmap] = {}

    def _font(self, style: TextStyle) -> QFont:
        name, weight = _FONTS[style]
        font = self.theme.font(name)
        font.setWeight(weight)
        font.setStrikeOut(style is TextStyle.STRUCK)
        return font

    # --- text -------------------------------------------------------------------------------------------

    def width(self, text: str, style: TextStyle) -> float:
        """How wide the text is."""
        found = self._widths.get((text, style))
        if found is None:
            found = self._widths[text, style] = self.metrics[style].horizontalAdvance(text)
        return found

    def elided(self, text: str, style: TextStyle, width: float) -> str:
        """The text, or as much of it as fits."""
        return text if self.width(text, style) <= width else self._cut(text, style, int(width), _ELIDE)

    def shortened(self, text: str, style: TextStyle, width: float) -> str:
        """As ``elided``, but with its end: of names that differ there (50 L, 200 L)."""
        return text if self.width(text, style) <= width else self._cut(text, style, int(width), _ELIDE_MIDDLE)

    def _cut(self, text: str, style: TextStyle, width: int, where: Qt.TextElideMode) -> str:
        key = (text, style, width, where)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _KEEP_TEXTS:
                self._elided.clear()
            found = self._elided[key] = self.metrics[style].elidedText(text, where, width)
        return found

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return self.theme.px(size)

    def line_height(self, style: TextStyle) -> int:
        """Pixels from the top of a line to the bottom of it."""
        return math.ceil(self.metrics[style].height())

    def text(self, text: str, style: TextStyle, token: str) -> QPixmap:
        """One line of text as a pixmap; ``token`` names the colour."""
        key = (text, style, token)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _KEEP_TEXTS:
                self._texts.clear()
            found = blank(math.ceil(self.width(text, style)) + 2, self.line_height(style), self.dpr)
            painter = QPainter(found)
            painter.setPen(self.theme.color(token))
            painter.setFont(self.fonts[style])
            painter.drawText(QPointF(0, round(self.metrics[style].ascent())), text)
            painter.end()
            self._texts[key] = found
        return found

    def draw_text(
        self, painter: QPainter, x: int, y: int, text: str, style: TextStyle, token: str, width: float = 1e6
    ) -> int:
        """Draw a line elided to ``width`` with its top left at a point; says how wide it became."""
        shown = self.elided(text, style, width)
        painter.drawPixmap(x, y, self.text(shown, style, token))
        return math.ceil(self.width(shown, style))

    def icon(self, name: str, px: int, token: str) -> QPixmap:
        """An icon in a colour of the theme."""
        return icon_pixmap(name, px, self.theme.color(token), self.dpr)

    # --- hatches ----------------------------------------------------------------------------------------

    def hatch(self, color: QColor, *, falling: bool = False, width: float = 2.2) -> QBrush:
        """A 45° hatch that stays whole at every pixel ratio (Qt's own pattern does not scale)."""
        key = (color.name(), falling, width)
        found = self._hatches.get(key)
        if found is None:
            found = self._hatches[key] = self._make_hatch(color, falling=falling, width=width)
        return found

    def _make_hatch(self, color: QColor, *, falling: bool, width: float) -> QBrush:
        size = round(_HATCH * self.dpr)
        pixmap = QPixmap(size, size)
        pixmap.fill(_CLEAR)
        painter = QPainter(pixmap)
        painter.setRenderHint(_AA)
        painter.setPen(QPen(color, width * self.dpr))
        low, high = (-2, size + 2) if falling else (size + 2, -2)
        for offset in (-size, 0, size):
            painter.drawLine(QLineF(offset - 2, low, offset + size + 2, high))
        painter.end()
        pixmap.setDevicePixelRatio(self.dpr)
        return QBrush(pixmap)

    # --- bars -------------------------------------------------------------------------------------------

    def draw_bar(
        self,
        painter: QPainter,
        style: BarStyle,
        hue: str,
        rect: tuple[int, int, int, int],
        *,
        hover: bool = False,
    ) -> None:
        """A bar of any width at (x, y, width, height)."""
        x, y, width, height = rect
        if width <= WHOLE_UNTIL:
            painter.drawPixmap(x, y, self._bar(style, hue, width, height, hover=hover))
        elif style in _PATTERNED:
            painter.save()
            painter.translate(x, y)
            paint_shape(self, painter, style, hue, width, height, hover=hover)
            painter.restore()
        else:
            self._draw_long(painter, self._bar(style, hue, LONG, height, hover=hover), rect)

    def _bar(self, style: BarStyle, hue: str, width: int, height: int, *, hover: bool) -> QPixmap:
        key = (style, hue, width, height, hover)
        found = self._bars.get(key)
        if found is None:
            if len(self._bars) > _KEEP_BARS:
                self._bars.clear()
            found = self._bars[key] = blank(width, height, self.dpr)
            painter = QPainter(found)
            paint_shape(self, painter, style, hue, width, height, hover=hover)
            painter.end()
        return found

    def _draw_long(self, painter: QPainter, source: QPixmap, rect: tuple[int, int, int, int]) -> None:
        """The left of the long bar, as much of its middle as needed, and its right end."""
        x, y, width, height = rect
        tall = source.height()

        def piece(at: int, wide: int, origin: int) -> None:
            area = QRect(round(origin * self.dpr), 0, round(wide * self.dpr), tall)
            painter.drawPixmap(QRect(x + at, y, wide, height), source, area)

        body = width - CAP
        done = min(body, LONG - CAP)
        piece(0, done, 0)
        while done < body:
            wide = min(LONG - 2 * CAP, body - done)
            piece(done, wide, CAP)
            done += wide
        piece(body, CAP, LONG - CAP)


_PATTERNED: Final = frozenset({BarStyle.REQUESTED, BarStyle.BLOCK, BarStyle.NOTED, BarStyle.CANCELLED})


def rounded(width: float, height: float, inset: float = 0.5, radius: float = 3.5) -> QPainterPath:
    """A rounded rectangle whose 1 px outline falls on whole pixels."""
    path = QPainterPath()
    path.addRoundedRect(
        QRectF(inset, inset, max(0.5, width - 2 * inset), max(0.5, height - 2 * inset)), radius, radius
    )
    return path


def paint_shape(
    assets: Assets,
    painter: QPainter,
    style: BarStyle,
    hue: str,
    width: int,
    height: int,
    *,
    hover: bool = False,
) -> None:
    """One bar with its top left at the origin."""
    painter.setRenderHint(_AA)
    _SHAPES[style](assets, painter, Shape(hue, width, height, hover))
    painter.setRenderHint(_AA, on=False)


def _approved(assets: Assets, painter: QPainter, shape: Shape) -> None:
    colors = assets.theme.hues(shape.hue)
    edge = assets.theme.edge
    path = rounded(shape.width, shape.height, edge / 2)
    painter.setPen(QPen(colors.strong, edge))
    painter.setBrush(colors.hover if shape.hover else colors.fill)
    painter.drawPath(path)
    painter.save()
    painter.setClipRect(QRectF(0, 0, min(4, shape.width), shape.height))
    painter.setBrush(colors.strong)
    painter.drawPath(path)
    painter.restore()


def _requested(assets: Assets, painter: QPainter, shape: Shape) -> None:
    colors = assets.theme.hues(shape.hue)
    path = rounded(shape.width, shape.height, 0.75)
    painter.fillPath(path, colors.buffer if shape.hover else assets.theme.color("surface"))
    painter.fillPath(path, assets.hatch(colors.hatch))
    width = max(1.5, assets.theme.edge)
    pen = QPen(colors.strong, width)
    pen.setDashPattern([4 / width, 3 / width])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)


def _block(assets: Assets, painter: QPainter, shape: Shape) -> None:
    color = assets.theme.color
    path = rounded(shape.width, shape.height)
    painter.fillPath(path, color("hover" if shape.hover else "blockFill"))
    painter.fillPath(path, assets.hatch(color("blockHatch"), falling=True, width=1.8))
    painter.strokePath(path, QPen(color("blockBorder"), assets.theme.edge))


def _timetable(assets: Assets, painter: QPainter, shape: Shape) -> None:
    color = assets.theme.color
    path = rounded(shape.width, shape.height)
    painter.fillPath(path, color("hover" if shape.hover else "blockFill"))
    painter.strokePath(path, QPen(color("blockBorder"), assets.theme.edge))


def _noted(assets: Assets, painter: QPainter, shape: Shape) -> None:
    color = assets.theme.color
    path = rounded(shape.width, shape.height)
    painter.fillPath(path, color("hover" if shape.hover else "surface"))
    pen = QPen(color("blockBorder"), assets.theme.edge)
    pen.setDashPattern([4, 3])
    painter.strokePath(path, pen)


def _declined(assets: Assets, painter: QPainter, shape: Shape) -> None:
    color = assets.theme.color
    painter.setPen(QPen(color("borderInput"), 1))
    painter.setBrush(color("hover" if shape.hover else "surface"))
    painter.drawPath(rounded(shape.width, shape.height))


def _cancelled(assets: Assets, painter: QPainter, shape: Shape) -> None:
    low = max(12, shape.height // 2)
    painter.save()
    painter.translate(0, (shape.height - min(low, shape.height)) // 2)
    path = rounded(shape.width, min(low, shape.height))
    if shape.hover:
        painter.fillPath(path, assets.theme.color("hover"))
    pen = QPen(assets.theme.color("borderInput"), 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1, 2])
    painter.strokePath(path, pen)
    painter.restore()


def _buffer(assets: Assets, painter: QPainter, shape: Shape) -> None:
    colors = assets.theme.hues(shape.hue)
    edge = QColor(colors.strong)
    edge.setAlphaF(0.45)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(colors.fill if shape.hover else colors.buffer)
    painter.drawPath(rounded(shape.width, shape.height, radius=2))


def _more(assets: Assets, painter: QPainter, shape: Shape) -> None:
    colors = assets.theme.hues(shape.hue)
    edge = QColor(colors.strong)
    edge.setAlphaF(0.6)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(colors.hover if shape.hover else colors.buffer)
    painter.drawPath(rounded(shape.width, shape.height))


_SHAPES: Final[dict[BarStyle, Callable[[Assets, QPainter, Shape], None]]] = {
    BarStyle.APPROVED: _approved,
    BarStyle.REQUESTED: _requested,
    BarStyle.BLOCK: _block,
    BarStyle.TIMETABLE: _timetable,
    BarStyle.NOTED: _noted,
    BarStyle.DECLINED: _declined,
    BarStyle.CANCELLED: _cancelled,
    BarStyle.BUFFER: _buffer,
    BarStyle.MORE: _more,
}
