"""Painting rows of bars: ground, buffers, bars, labels; once into tiles, then only the tiles are drawn."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import BlockKind
from ui.timeline.assets import BarStyle, TextStyle
from ui.timeline.captions import Captions, icon_of
from ui.timeline.ground import TILE, Ground
from ui.timeline.layout import ICON_FROM, TINY, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.theme import Theme
    from ui.timeline.assets import Assets
    from ui.timeline.bars import RowBar
    from ui.timeline.layout import Placed
    from ui.timeline.scene import Scene

TILE_BYTES: Final = 24_000_000
"""Of the tiles kept, at a pixel ratio of 1."""
CROWD: Final = 48
"""More bars than this in a tile, and the narrow ones are plain rectangles."""
_ICON: Final = 12
_LEAD: Final = 9
_QUIET: Final = 0.38
_BUFFER_RATIO: Final = 0.6
_BUFFER_ICON: Final = 10
_BUFFER_ICON_FROM: Final = 15
_NO_PEN: Final = Qt.PenStyle.NoPen
_STYLES: Final = dict.fromkeys(State, BarStyle.APPROVED) | {
    State.REQUESTED: BarStyle.REQUESTED,
    State.DECLINED: BarStyle.DECLINED,
    State.EXPIRED: BarStyle.DECLINED,
    State.CANCELLED: BarStyle.CANCELLED,
}


def two_lines(assets: Assets, height: int) -> bool:
    """Whether a bar of that height has room for a second line."""
    return height >= assets.line_height(TextStyle.TITLE) + assets.line_height(TextStyle.SMALL)


def style_of(bar: RowBar) -> BarStyle:
    """How a bar is drawn."""
    if bar.more:
        return BarStyle.MORE
    first = bar.bars[0]
    if not first.is_block:
        return _STYLES[first.state]
    if first.is_noted:
        return BarStyle.NOTED
    return BarStyle.TIMETABLE if first.kind == BlockKind.TIMETABLE else BarStyle.BLOCK


@dataclass(frozen=True, slots=True)
class _Work:
    """What the steps of painting one tile share."""

    painter: QPainter
    assets: Assets
    captions: Captions
    placed: Sequence[Placed]
    hue: Callable[[RowBar], str]


class RowPainter:
    """Rows as tiles of 512 pixels, kept as long as memory allows."""

    def __init__(self, scene: Scene, assets: Assets, captions: Captions) -> None:
        self.ground = Ground(scene, assets)
        self._scene = scene
        self._assets = assets
        self._captions = captions
        self._tiles: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._bytes = 0
        self._limit = TILE_BYTES * assets.dpr**2

    def forget(self, *, ground: bool = True) -> None:
        """Everything is painted anew."""
        self._tiles.clear()
        self._bytes = 0
        if ground:
            self.ground.forget()

    def paint(self, painter: QPainter, area: QRect, left: int, top: int) -> None:
        """Paint what shows of the content in an area of the widget whose origin is content (left, top)."""
        rows = self._scene.rows
        first_tile, last_tile = (area.left() + left) // TILE, (area.right() + left) // TILE
        last_tile = min(last_tile, int(self._scene.axis.width - 1) // TILE)
        for number in rows.between(area.top() + top, area.bottom() + 1 + top):
            y = rows.rows[number].y - top
            for tile in range(first_tile, last_tile + 1):
                painter.drawPixmap(tile * TILE - left, y, self.tile(number, tile))
        surface = self._assets.theme.color("surface")
        bottom = rows.height - top
        if area.bottom() >= bottom:
            painter.fillRect(QRect(area.left(), bottom, area.width(), area.bottom() + 1 - bottom), surface)
        right = int(self._scene.axis.width) - left
        if area.right() >= right:
            painter.fillRect(QRect(right, area.top(), area.right() + 1 - right, area.height()), surface)

    def is_warm(self, number: int, tile: int) -> bool:
        """Whether the tile is painted already."""
        return (number, tile) in self._tiles

    def tile(self, number: int, tile: int) -> QPixmap:
        """A row's tile, painted when it is not there yet."""
        key = (number, tile)
        found = self._tiles.get(key)
        if found is not None:
            self._tiles.move_to_end(key)
            return found
        found = self._paint_tile(number, tile)
        self._tiles[key] = found
        self._bytes += _bytes(found)
        while self._bytes > self._limit and len(self._tiles) > 1:
            _, dropped = self._tiles.popitem(last=False)
            self._bytes -= _bytes(dropped)
        return found

    def _paint_tile(self, number: int, tile: int) -> QPixmap:
        row = self._scene.rows.rows[number]
        ground = self.ground.tile(row, tile)
        if row.is_group:
            return ground
        left = tile * TILE
        placed = self._scene.layout(number).between(left, left + TILE)
        if not placed:
            return ground
        hue = self._scene.hues(row)
        pixmap = QPixmap(ground)
        painter = QPainter(pixmap)
        painter.translate(-left, 0)
        shaped = placed if len(placed) <= CROWD else paint_tiny(painter, self._assets.theme, placed, hue)
        work = _Work(painter, self._assets, self._captions, shaped, hue)
        for step in STEPS:
            step(work)
        painter.end()
        return pixmap


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def is_tiny(placed: Placed) -> bool:
    """Whether a bar is too narrow for a shape and has nothing beside it."""
    return (
        placed.turnaround_x - placed.setup_x < TINY and placed.right == placed.turnaround_x and placed.x0 >= 0
    )


# --- the steps ----------------------------------------------------------------------------------------


def paint_buffers(work: _Work) -> None:
    """Set-up and turnaround: lower, paler, at both ends."""
    for placed in work.placed:
        if placed.bar.more or (placed.setup_x >= placed.x0 - 2 and placed.turnaround_x <= placed.x1 + 2):
            continue
        work.painter.setOpacity(_QUIET if placed.bar.quiet else 1.0)
        if placed.setup_x < placed.x0 - 2:
            _paint_buffer(work, placed, placed.setup_x, placed.x0 + 1, "timer")
        if placed.turnaround_x > placed.x1 + 2:
            _paint_buffer(work, placed, placed.x1 - 1, placed.turnaround_x, "droplet")
    work.painter.setOpacity(1.0)


def _paint_buffer(work: _Work, placed: Placed, x0: int, x1: int, icon: str) -> None:
    height = max(4, round(placed.height * _BUFFER_RATIO / 2) * 2)
    y = placed.y + (placed.height - height) // 2
    work.assets.draw_bar(work.painter, BarStyle.BUFFER, work.hue(placed.bar), (x0, y, x1 - x0, height))
    side = work.assets.px(_BUFFER_ICON)
    has_room = x1 - x0 >= work.assets.px(_BUFFER_ICON_FROM) and height >= side + 2
    if has_room and not placed.bar.quiet:
        pixmap = work.assets.icon(icon, side, "text3")
        work.painter.drawPixmap((x0 + x1 - side) // 2, y + (height - side) // 2, pixmap)


def paint_tiny(
    painter: QPainter, theme: Theme, placed: Sequence[Placed], hue: Callable[[RowBar], str]
) -> list[Placed]:
    """Bars too narrow for a shape, with nothing beside them, as plain rectangles; the others are left.

    No object is made for a rectangle: that would take longer than filling it.
    """
    others: list[Placed] = []
    found: dict[tuple[BarStyle, str], list[Placed]] = {}
    for item in placed:
        if not is_tiny(item):
            others.append(item)
            continue
        look = style_of(item.bar), hue(item.bar)
        alike = found.get(look)
        if alike is None:
            alike = found[look] = []
        alike.append(item)
    fill = painter.fillRect
    for look, alike in found.items():
        color = _tiny_color(theme, *look)
        for item in alike:
            fill(item.x0, item.y, item.x1 - item.x0 - 1, item.height, color)
    return others


def paint_bars(work: _Work) -> None:
    """The bars themselves; paler where only their time is meant."""
    for placed in work.placed:
        rect = (placed.x0, placed.y, placed.x1 - placed.x0, placed.height)
        work.painter.setOpacity(_QUIET if placed.bar.quiet else 1.0)
        work.assets.draw_bar(work.painter, style_of(placed.bar), work.hue(placed.bar), rect)
    work.painter.setOpacity(1.0)


def _tiny_color(theme: Theme, style: BarStyle, hue: str) -> QColor:
    colors, color = theme.hues(hue), theme.color
    if style is BarStyle.BLOCK:
        return color("blockBorder")
    if style in {BarStyle.DECLINED, BarStyle.CANCELLED}:
        return color("border")
    return colors.hatch if style is BarStyle.REQUESTED else colors.strong


def paint_labels(work: _Work) -> None:
    """Icons and titles: inside, or beside where there is room."""
    for placed in work.placed:
        if placed.bar.quiet or is_thin(work.assets, placed):
            continue
        if placed.label is Label.INSIDE:
            paint_inside(work.painter, work.assets, work.captions, placed)
            continue
        paint_lone_icon(work.painter, work.assets, placed)
        if placed.label is Label.SPILLED:
            _paint_spilled(work, placed)


def is_thin(assets: Assets, placed: Placed) -> bool:
    """Whether it shares its lane with so many that no line of text fits: the card and the pane say what it is."""
    return placed.height < assets.line_height(TextStyle.SMALL_STRONG)


def paint_lone_icon(painter: QPainter, assets: Assets, placed: Placed) -> None:
    """The status in the middle of a bar too narrow for its title, where there is room for as much."""
    left = max(0, placed.x0)
    width, size = placed.x1 - left, assets.px(_ICON)
    if width < max(ICON_FROM, size + 6) or placed.height < size + 2:
        return
    lead = 2 if style_of(placed.bar) is BarStyle.APPROVED else 0
    x = left + lead + (width - lead - size) // 2
    y = placed.y + (placed.height - size) // 2
    painter.drawPixmap(x, y, assets.icon(icon_of(placed.bar), size, text_token(placed.bar)))


def _paint_spilled(work: _Work, placed: Placed) -> None:
    bar, assets, painter = placed.bar, work.assets, work.painter
    struck, token = title_style(bar), "text3" if is_struck(bar) else "text"
    if not two_lines(assets, placed.height):
        text = work.captions.one_line(bar)
        small = TextStyle.STRUCK if is_struck(bar) else TextStyle.SMALL_STRONG
        y = placed.y + (placed.height - assets.line_height(small)) // 2
        assets.draw_text(painter, placed.label_x, y, text, small, token, placed.label_width)
        return
    first, second = assets.line_height(struck), assets.line_height(TextStyle.SMALL)
    y = placed.y + (placed.height - first - second) // 2
    title, under = work.captions.title(bar), work.captions.second(bar)
    if not under:
        y = placed.y + (placed.height - first) // 2
    assets.draw_text(painter, placed.label_x, y, title, struck, token, placed.label_width)
    if under:
        width = placed.label_width
        assets.draw_text(painter, placed.label_x, y + first, under, TextStyle.SMALL, "text2", width)


def paint_inside(painter: QPainter, assets: Assets, captions: Captions, placed: Placed) -> None:
    """Icon, title and second line inside a bar, as much of it as lies in the period."""
    bar = placed.bar
    if is_thin(assets, placed):
        return
    x0, width = placed.label_x, placed.label_width
    token = text_token(bar)
    second_token = "blockText" if bar.first.is_block else "text3" if is_struck(bar) else "text2"
    title_kind = title_style(bar)
    icon, indent = assets.px(_ICON), _LEAD - 1 + assets.px(_ICON) + 4
    if style_of(bar) is BarStyle.CANCELLED and two_lines(assets, placed.height):
        lines = [(captions.title(bar), TextStyle.STRUCK, token)]
    elif not two_lines(assets, placed.height):
        style = TextStyle.STRUCK if is_struck(bar) else TextStyle.SMALL_STRONG
        lines = [(captions.one_line(bar), style, token)]
    else:
        lines = [(captions.title(bar), title_kind, token)]
        if under := captions.second(bar):
            lines.append((under, TextStyle.SMALL, second_token))
    heights = [assets.line_height(style) for _, style, _ in lines]
    y = placed.y + (placed.height - sum(heights)) // 2
    room = [width - indent - 5, width - _LEAD - 5]
    widths = [
        min(assets.width(text, style), room[at]) + (indent if at == 0 else _LEAD)
        for at, (text, style, _) in enumerate(lines)
    ]
    if style_of(bar) in {BarStyle.REQUESTED, BarStyle.BLOCK}:
        plate = QColor(assets.theme.color("blockFill" if bar.first.is_block else "surface"))
        plate.setAlphaF(0.86)
        painter.fillRect(QRectF(x0 + 4, placed.y + 2, max(widths) - 1, placed.height - 4), plate)
    pixmap = assets.icon(icon_of(bar), icon, token)
    painter.drawPixmap(x0 + _LEAD - 1, y + (heights[0] - icon) // 2, pixmap)
    for at, (text, style, colour) in enumerate(lines):
        x = x0 + (indent if at == 0 else _LEAD)
        assets.draw_text(painter, x, y, text, style, colour, room[at])
        y += heights[at]


def is_struck(bar: RowBar) -> bool:
    """Whether the title is struck through: nothing will come of it."""
    return style_of(bar) in {BarStyle.DECLINED, BarStyle.CANCELLED}


def title_style(bar: RowBar) -> TextStyle:
    """The type of a bar's first line."""
    return TextStyle.STRUCK if is_struck(bar) else TextStyle.TITLE


def text_token(bar: RowBar) -> str:
    """The colour of a bar's icon and title."""
    if bar.first.is_block and not bar.more:
        return "blockText"
    return "text3" if is_struck(bar) else "text"


STEPS: Final[tuple[Callable[[_Work], None], ...]] = (paint_buffers, paint_bars, paint_labels)
