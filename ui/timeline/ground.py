"""What lies under the bars: open and closed hours, today, folds and the grid. One pixmap for rows that look the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui.timeline.axis import SegmentKind, at_minute, hour_ticks
from ui.timeline.rows import PEOPLE

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.catalogue import Opening
    from ui.timeline.assets import Assets
    from ui.timeline.axis import DayMark
    from ui.timeline.rows import Row
    from ui.timeline.scene import Scene

TILE: Final = 512
"""Pixels of a tile's width."""
_EVERY: Final = {1: 8.0, 2: 5.0, 4: 4.0}
"""Hours between grid lines → pixels per hour that this takes."""
_QUARTERS_FROM: Final = 64
_DOTS: Final = (1.0, 4.0)


class Ground:
    """Grounds of rows by height, lanes and closed hours, tile by tile."""

    def __init__(self, scene: Scene, assets: Assets) -> None:
        self._scene = scene
        self._assets = assets
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self._closed: dict[str, tuple[tuple[float, float], ...]] = {}
        self._hours: tuple[float, ...] | None = None

    def forget(self) -> None:
        """Everything is drawn anew: another axis, another day."""
        self._pixmaps.clear()
        self._closed.clear()
        self._hours = None

    def tile(self, row: Row, tile: int) -> QPixmap:
        """The ground of one row from ``tile`` × 512 pixels on."""
        closed = () if row.is_group else self._closed_of(row.platform)
        key = (row.is_group, row.height, len(row.lanes), closed, tile)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._paint(row, closed, tile * TILE)
        return found

    def _paint(self, row: Row, closed: tuple[tuple[float, float], ...], left: int) -> QPixmap:
        dpr = self._assets.dpr
        pixmap = QPixmap(round(TILE * dpr), round(row.height * dpr))
        pixmap.setDevicePixelRatio(dpr)
        color = self._assets.theme.color
        pixmap.fill(color("groupHeader") if row.is_group else color("surface"))
        painter = QPainter(pixmap)
        painter.translate(-left, 0)
        if not row.is_group:
            self._paint_days(painter, row, closed, left)
        painter.fillRect(QRectF(left, row.height - 1, TILE, 1), color("border"))
        painter.end()
        return pixmap

    def _paint_days(
        self, painter: QPainter, row: Row, closed: tuple[tuple[float, float], ...], left: int
    ) -> None:
        color, axis, height = self._assets.theme.color, self._scene.axis, row.height
        today = axis.day_at(self._scene.content.now.timestamp())
        if today is not None and today.works:
            painter.fillRect(QRectF(today.x0, 0, today.x1 - today.x0, height), color("todayTint"))
        for x0, x1 in closed:
            painter.fillRect(QRectF(x0, 0, x1 - x0, height), color("closed"))
        painter.setPen(color("gridHour"))
        lines = [QLineF(x, 0, x, height) for x in self._hour_lines() if left <= x < left + TILE]
        painter.drawLines(lines)
        gap = self._scene.metrics.lane_gap
        for lane in range(1, len(row.lanes)):
            y = self._scene.metrics.lane_top(lane, len(row.lanes)) - gap / 2
            painter.drawLine(QLineF(left, y, left + TILE, y))
        self._paint_folds(painter, height, left)

    def _paint_folds(self, painter: QPainter, height: int, left: int) -> None:
        color, axis = self._assets.theme.color, self._scene.axis
        dots = QPen(color("borderStrong"), 1.5)
        dots.setDashPattern(_DOTS)
        dots.setCapStyle(Qt.PenCapStyle.FlatCap)
        for segment in axis.segments:
            if segment.x1 <= left or segment.x0 >= left + TILE or segment.kind is SegmentKind.OPEN:
                continue
            x0, x1 = round(segment.x0), round(segment.x1)
            if segment.folded:
                night = segment.kind is SegmentKind.NIGHT
                painter.fillRect(QRectF(x0, 0, x1 - x0, height), color("fold" if night else "closed"))
                if night and x1 - x0 >= 6:  # noqa: PLR2004 - room for dots
                    painter.setPen(dots)
                    middle = (x0 + x1) / 2
                    painter.drawLine(QLineF(middle, height / 2 - 5, middle, height / 2 + 5))
            if segment.kind is SegmentKind.WEEKEND or not segment.folded:
                painter.fillRect(QRectF(x0, 0, 1, height), color("gridDay"))

        for mark in axis.days:
            x = round(axis.x(mark.start))
            if left <= x < left + TILE and not axis.segments[axis.index(mark.start)].folded:
                painter.fillRect(QRectF(x, 0, 1, height), color("gridDay"))

    def _hour_lines(self) -> tuple[float, ...]:
        if self._hours is None:
            axis = self._scene.axis
            step = grid_minutes(axis.pixels_per_hour)
            self._hours = tuple(
                round(axis.x(t)) + 0.5
                for segment in axis.segments
                if not segment.folded and step
                for t, _ in hour_ticks(axis, segment, step)
            )
        return self._hours

    # --- when a platform is closed ----------------------------------------------------------------------

    def _closed_of(self, platform: str) -> tuple[tuple[float, float], ...]:
        found = self._closed.get(platform)
        if found is None:
            found = self._closed[platform] = tuple(self._closed_spans(platform))
        return found

    def _closed_spans(self, code: str) -> list[tuple[float, float]]:
        """Pixels of the unfolded axis in which the platform is closed."""
        axis = self._scene.axis
        platform = self._scene.content.catalogue.platforms.get(code)
        spans: list[tuple[float, float]] = []
        for mark in axis.days:
            if self._is_closure(code, mark.day):
                spans.append((axis.x(mark.start), axis.x(mark.end)))
            elif platform is not None and platform.opening is not None:
                spans += self._closed_hours(platform.opening, mark)
            elif code in {"", PEOPLE} and not mark.works:
                spans.append((axis.x(mark.start), axis.x(mark.end)))
        return [(round(x0), round(x1)) for x0, x1 in spans if x1 - x0 >= 1]

    def _closed_hours(self, opening: Opening, mark: DayMark) -> list[tuple[float, float]]:
        axis = self._scene.axis
        spans, at = [], mark.start
        for first, last in opening[mark.day.weekday()]:
            spans.append((axis.x(at), axis.x(at_minute(mark.day, first, axis.zone))))
            at = at_minute(mark.day, last, axis.zone)
        spans.append((axis.x(at), axis.x(mark.end)))
        return spans

    def _is_closure(self, platform: str, day: date) -> bool:
        """Whether everybody, or this platform, is closed all day."""
        return any(
            closure.active
            and not closure.partner
            and closure.platform in {"", platform}
            and closure.start <= day < closure.end
            for closure in self._scene.content.catalogue.closures.values()
        )


def grid_minutes(pixels_per_hour: float) -> int:
    """Minutes between two lines of the grid; 0 when there is room for none."""
    if pixels_per_hour >= _QUARTERS_FROM:
        return 30
    for hours, least in _EVERY.items():
        if pixels_per_hour >= least:
            return hours * 60
    return 0
