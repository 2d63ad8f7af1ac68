"""The column of resources at the left: platform strip, name, place, number of units; platforms with their chip."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.timeline.assets import TextStyle
from ui.timeline.rows import MAX_LANES

if TYPE_CHECKING:
    from ui.timeline.assets import Assets
    from ui.timeline.captions import Captions
    from ui.timeline.rows import Row
    from ui.timeline.scene import Scene

_AA: Final = QPainter.RenderHint.Antialiasing
_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter)
_LEFT: Final = 14
_RIGHT: Final = 10
CLOSING: Final = 40
"""Pixels at the right of the corner that close all platforms, or open them, at 100 % of text."""
SEARCHING: Final = 26
"""Pixels beside them that look for a row."""
_BADGE: Final = 34
_UNIT_NAMES: Final = 30
_CHIP_X: Final = 30
_CHIP: Final = 34
_KEEP: Final = 400


class Corner(StrEnum):
    """What a click on the right of the corner above the column does."""

    CLOSE_ALL = "timeline-close-all"
    SEARCH = "search-planning"


def corner_at(before: float, scale: float) -> Corner | None:
    """What lies so many pixels before the right edge of the corner, with text at that scale."""
    if 0 < before <= CLOSING * scale:
        return Corner.CLOSE_ALL
    return Corner.SEARCH if 0 < before <= (CLOSING + SEARCHING) * scale else None


class Column:
    """Paints the column; keeps each row as a pixmap."""

    def __init__(self, scene: Scene, assets: Assets, captions: Captions) -> None:
        self._scene = scene
        self._assets = assets
        self._captions = captions
        self._rows: dict[int, QPixmap] = {}

    def forget(self) -> None:
        """Every row is painted anew."""
        self._rows.clear()

    def paint(self, painter: QPainter, area: QRect, top: int) -> None:
        """Paint the rows that show in an area whose origin is content height ``top``."""
        rows = self._scene.rows
        for number in rows.between(area.top() + top, area.bottom() + 1 + top):
            painter.drawPixmap(0, rows.rows[number].y - top, self._row(number))
        bottom = rows.height - top
        if area.bottom() >= bottom:
            width = self._scene.metrics.column
            color = self._assets.theme.color
            painter.fillRect(QRect(0, bottom, width, area.bottom() + 1 - bottom), color("surface"))
            painter.fillRect(QRect(width - 1, bottom, 1, area.bottom() + 1 - bottom), color("border"))

    def paint_corner(self, painter: QPainter) -> None:
        """The corner above: how many resources are listed, what looks for one, and what closes all platforms."""
        assets, metrics, texts = self._assets, self._scene.metrics, self._captions.texts
        color, width, height = assets.theme.color, metrics.column, metrics.header
        painter.fillRect(QRectF(0, 0, width, height), color("surface"))
        title = texts.text("timeline-resources")
        y = (height - assets.line_height(TextStyle.TITLE)) // 2 + 1
        used = assets.draw_text(painter, _LEFT, y, title, TextStyle.TITLE, "text2")
        rows = self._scene.rows
        count = texts.text("timeline-listed", listed=rows.listed, total=rows.total)
        side, closing = assets.px(14), assets.px(CLOSING)
        room = width - _LEFT - used - 6 - closing - assets.px(SEARCHING)
        if assets.width(count, TextStyle.SMALL) > room:
            count = str(rows.listed) if rows.listed == rows.total else f"{rows.listed}/{rows.total}"
        assets.draw_text(painter, _LEFT + used + 6, y + 1, count, TextStyle.SMALL, "text3", room)
        middle = (height - side) // 2
        painter.drawPixmap(width - 14 - side, middle, assets.icon("chevrons-up-down", side, "text2"))
        painter.drawPixmap(width - closing - 6 - side, middle, assets.icon("search", side, "text2"))
        painter.fillRect(QRectF(0, height - 1, width, 1), color("borderStrong"))
        painter.fillRect(QRectF(width - 1, 0, 1, height), color("border"))

    def natural_width(self) -> int:
        """In which no name of a resource is shortened, nor its place."""
        assets, widest = self._assets, 0
        for row in self._scene.rows.rows:
            if row.is_group:
                continue
            badge = self._captions.badge(row)
            name = assets.width(row.name, TextStyle.NAME) + (self._badge_width(badge) + 6 if badge else 0)
            units = _UNIT_NAMES if self._names_units(row) else 0
            widest = max(widest, round(max(name, assets.width(row.sub, TextStyle.SMALL))) + units)
        return _LEFT + widest + _RIGHT

    def _names_units(self, row: Row) -> bool:
        return 1 < row.units <= MAX_LANES or (row.is_large and bool(row.lanes[0]))

    def _badge_width(self, text: str) -> int:
        assets = self._assets
        return max(assets.px(_BADGE - 6), round(assets.width(text, TextStyle.SMALL_STRONG)) + 14)

    def _row(self, number: int) -> QPixmap:
        found = self._rows.get(number)
        if found is None:
            if len(self._rows) > _KEEP:
                self._rows.clear()
            found = self._rows[number] = self._paint_row(self._scene.rows.rows[number])
        return found

    def _paint_row(self, row: Row) -> QPixmap:
        assets, width = self._assets, self._scene.metrics.column
        color = assets.theme.color
        pixmap = QPixmap(round(width * assets.dpr), round(row.height * assets.dpr))
        pixmap.setDevicePixelRatio(assets.dpr)
        pixmap.fill(color("groupHeader" if row.is_group else "surface"))
        painter = QPainter(pixmap)
        if row.is_group:
            self._paint_group(painter, row, width)
        else:
            self._paint_resource(painter, row, width)
        painter.fillRect(QRectF(0, row.height - 1, width, 1), color("border"))
        painter.fillRect(QRectF(width - 1, 0, 1, row.height), color("border"))
        painter.end()
        return pixmap

    def _paint_group(self, painter: QPainter, row: Row, width: int) -> None:
        assets = self._assets
        side = assets.px(14)
        chevron = assets.icon("chevron-right" if row.collapsed else "chevron-down", side, "text2")
        painter.drawPixmap(25 - side, (row.height - side) // 2, chevron)
        self._paint_chip(painter, row)
        count = self._captions.group_count(row)
        wide = assets.width(count, TextStyle.SMALL)
        y = (row.height - assets.line_height(TextStyle.TITLE)) // 2
        x = _CHIP_X + assets.px(_CHIP) + 8
        assets.draw_text(painter, x, y, row.name, TextStyle.TITLE, "text", width - x - wide - 16)
        assets.draw_text(painter, round(width - wide - 10), y + 1, count, TextStyle.SMALL, "text3")

    def _paint_chip(self, painter: QPainter, row: Row) -> None:
        assets = self._assets
        tall = assets.px(18)
        box = QRectF(_CHIP_X + 0.5, (row.height - tall) // 2 + 0.5, assets.px(_CHIP) - 1, tall - 1)
        if not row.platform:
            side = assets.px(16)
            left = _CHIP_X + (assets.px(_CHIP) - side) // 2
            painter.drawPixmap(left, (row.height - side) // 2, assets.icon("users", side, "text2"))
            return
        colors = assets.theme.platform(row.platform)
        painter.setRenderHint(_AA)
        painter.setPen(QPen(colors.strong, 1))
        painter.setBrush(colors.fill)
        painter.drawRoundedRect(box, 4, 4)
        painter.setRenderHint(_AA, on=False)
        painter.setFont(assets.fonts[TextStyle.SMALL_STRONG])
        painter.setPen(assets.theme.color("text"))
        painter.drawText(box, _CENTER, row.platform)

    def _paint_resource(self, painter: QPainter, row: Row, width: int) -> None:
        assets = self._assets
        strip = (
            assets.theme.platform(row.platform).strong if row.platform else assets.theme.color("borderInput")
        )
        painter.fillRect(QRect(0, 0, 3, row.height - 1), strip)
        right = width - _RIGHT
        if self._names_units(row):
            self._paint_units(painter, row, right)
            right -= _UNIT_NAMES
        heights = (assets.line_height(TextStyle.NAME), assets.line_height(TextStyle.SMALL))
        both = sum(heights) + 1 <= row.height - 4
        inner = min(row.height, self._scene.metrics.row + 4)
        y = (inner - (sum(heights) if both else heights[0])) // 2
        if both:
            room = right - _LEFT
            assets.draw_text(painter, _LEFT, y + heights[0], row.sub, TextStyle.SMALL, "text3", room)
        if badge := self._captions.badge(row):
            right = self._paint_badge(painter, badge, right, y + heights[0] // 2) - 6
        name = assets.shortened(row.name, TextStyle.NAME, right - _LEFT)
        assets.draw_text(painter, _LEFT, y, name, TextStyle.NAME, "text")

    def _paint_units(self, painter: QPainter, row: Row, right: int) -> None:
        """The name of the unit at its lane, so that everybody knows which cabinet is meant."""
        assets, metrics = self._assets, self._scene.metrics
        units = self._captions.content.catalogue.unit_by_id
        tall = assets.line_height(TextStyle.SMALL)
        for lane, unit in enumerate(row.lanes):
            name = assets.elided(units[unit].name, TextStyle.SMALL, _UNIT_NAMES - 4) if unit in units else ""
            y = metrics.lane_top(lane, len(row.lanes)) + (metrics.lane - tall) // 2
            x = round(right - assets.width(name, TextStyle.SMALL))
            assets.draw_text(painter, x, y, name, TextStyle.SMALL, "text3")

    def _paint_badge(self, painter: QPainter, text: str, right: int, middle: int) -> int:
        assets = self._assets
        wide = self._badge_width(text)
        tall = assets.px(16)
        box = QRectF(right - wide + 0.5, middle - tall // 2 + 0.5, wide - 1, tall - 1)
        painter.setRenderHint(_AA)
        painter.setPen(QPen(assets.theme.color("borderStrong"), 1))
        painter.setBrush(QColor(assets.theme.color("surface")))
        painter.drawRoundedRect(box, (tall - 1) / 2, (tall - 1) / 2)
        painter.setRenderHint(_AA, on=False)
        painter.setFont(assets.fonts[TextStyle.SMALL_STRONG])
        painter.setPen(assets.theme.color("text"))
        painter.drawText(box, _CENTER, text)
        return right - wide
