"""The whole picture: header, column, rows and overlay, each in its place. Knows what to paint, not when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

from ui.timeline.assets import Assets, TextStyle
from ui.timeline.axis import Scale
from ui.timeline.captions import Captions
from ui.timeline.column import Column
from ui.timeline.ground import TILE
from ui.timeline.header import Header, Pill
from ui.timeline.occupation import occupation
from ui.timeline.overlay import Overlay
from ui.timeline.paint import RowPainter, title_style, two_lines
from ui.timeline.rows import RowTexts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ui.texts import Texts
    from ui.theme import Theme
    from ui.timeline.bars import RowBar
    from ui.timeline.scene import Scene
    from ui.timeline.state import BoardState
    from ui.timeline.zooming import Stretch

_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_HALF_PILL: Final = 20
_GHOST_BARS: Final = ((0.06, 0.14), (0.31, 0.2), (0.62, 0.11))
"""Where grey bars stand for what is being loaded: left edge and width, in parts of the width."""


class Canvas:
    """Everything that paints, for one theme at one pixel ratio."""

    def __init__(self, scene: Scene, state: BoardState, theme: Theme, texts: Texts, dpr: float) -> None:
        self._scene = scene
        self._state = state
        self.theme = theme
        self.dpr = dpr
        self.assets = Assets(theme, dpr)
        self.captions = Captions(texts, scene.content)
        self.rows = RowPainter(scene, self.assets, self.captions)
        self.column = Column(scene, self.assets, self.captions)
        self.header = Header(scene, self.assets, texts)
        self.overlay = Overlay(scene, state, self.assets, self.captions)
        self.stretch: Stretch | None = None
        self.loading = False
        self._percents: Mapping[date, int] | None = None
        self._percents_of: tuple[object, ...] = ()

    # --- what changed -------------------------------------------------------------------------------------

    def forget_rows(self) -> None:
        """Rows or their bars changed."""
        self.captions.content = self._scene.content
        self.column.forget()
        self.forget_time()

    def forget_time(self) -> None:
        """The axis changed."""
        self.rows.forget()
        self.overlay.refresh()

    def measure(self, bar: RowBar, height: int) -> float:
        """Pixels that a bar's label would take beside it."""
        captions, assets = self.captions, self.assets
        if not two_lines(assets, height):
            return assets.width(captions.one_line(bar), TextStyle.SMALL_STRONG)
        title = assets.width(captions.title(bar), title_style(bar))
        return max(title, assets.width(captions.second(bar), TextStyle.SMALL))

    def row_texts(self) -> RowTexts:
        """The words that rows need."""
        texts = self.captions.texts
        return RowTexts(
            texts.language,
            texts.text("timeline-people"),
            lambda count: texts.text("timeline-places", count=count),
        )

    # --- where things are ---------------------------------------------------------------------------------

    def body(self, size: QSize) -> QRect:
        """Where the rows are, of a widget of that size."""
        metrics = self._scene.metrics
        return QRect(
            metrics.column, metrics.header, size.width() - metrics.column, size.height() - metrics.header
        )

    # --- painting -----------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, region: QRegion, size: QSize, origin: QPoint, *, focused: bool
    ) -> None:
        """Paint a region of the widget, whose body shows the content from ``origin`` on."""
        metrics = self._scene.metrics
        body = self.body(size)
        inner = region & QRegion(body)
        if not inner.isEmpty():
            painter.setClipRegion(inner)
            self._paint_body(painter, inner.boundingRect(), body, origin, focused=focused)
        painter.setClipRegion(region & QRegion(0, metrics.header, metrics.column, body.height()))
        if region.intersects(QRect(0, metrics.header, metrics.column, body.height())):
            self._paint_column(painter, region, body, origin)
        painter.setClipRegion(region & QRegion(body.left(), 0, body.width(), metrics.header))
        if region.intersects(QRect(body.left(), 0, body.width(), metrics.header)):
            self._paint_header(painter, body, origin.x())
        painter.setClipRegion(region & QRegion(0, 0, metrics.column, metrics.header))
        if region.intersects(QRect(0, 0, metrics.column, metrics.header)):
            self.column.paint_corner(painter)
        painter.setClipping(False)
        if self._state.edge_lit:
            painter.fillRect(metrics.column - 2, 0, 3, size.height(), self.theme.color("accent"))

    def _paint_body(
        self, painter: QPainter, rect: QRect, body: QRect, origin: QPoint, *, focused: bool
    ) -> None:
        painter.save()
        painter.translate(body.topLeft())
        area = rect.translated(-body.topLeft())
        if self.stretch is not None:
            self.stretch.paint(painter, self._scene.axis, origin, body, self.theme.color("surface"))
        elif self.loading:
            self._paint_loading(painter, area, origin)
        else:
            self.rows.paint(painter, area, origin.x(), origin.y())
        painter.translate(-origin)
        top = origin.y() + area.top()
        if self.stretch is None and not self.loading:
            self.overlay.paint(painter, top, top + area.height(), focused=focused)
        painter.restore()
        if not self._scene.rows.rows and self._scene.content.catalogue.resources:
            self._paint_sentence(painter, body, "timeline-empty")

    def _paint_column(self, painter: QPainter, region: QRegion, body: QRect, origin: QPoint) -> None:
        painter.save()
        painter.translate(0, body.top())
        area = (region & QRegion(0, body.top(), body.left(), body.height())).boundingRect()
        self.column.paint(painter, area.translated(0, -body.top()), origin.y())
        painter.restore()
        cursor = self._state.cursor
        rows = self._scene.rows.rows
        if cursor is not None and 0 <= cursor.row < len(rows) and not rows[cursor.row].is_group:
            row = rows[cursor.row]
            y = body.top() + row.y - origin.y()
            painter.fillRect(QRectF(body.left() - 3, y, 3, row.height - 1), self.theme.color("focus"))

    def _paint_header(self, painter: QPainter, body: QRect, left: int) -> None:
        painter.save()
        painter.translate(body.left(), 0)
        self.header.paint(painter, body.width(), left, self.percents, self._pills(body.width(), left))
        axis, now = self._scene.axis, self._scene.content.now.timestamp()
        if axis.start <= now < axis.end:
            self.header.paint_now(painter, axis.x(now) - left)
        painter.restore()

    def _pills(self, width: int, left: int) -> list[Pill]:
        """The times on the header: now, and what is being dragged."""
        axis, zone, texts = self._scene.axis, self._scene.content.zone, self.captions.texts
        pills: list[Pill] = []
        now = self._scene.content.now
        x = axis.x(now.timestamp()) - left
        shows = axis.start <= now.timestamp() < axis.end and -_HALF_PILL < x < width + _HALF_PILL
        if shows and self._scene.scale in {Scale.DAY, Scale.WEEK}:
            pills.append(Pill(x, x, texts.time(now, zone), "nowLine", "surface"))
        picture = self.overlay.picture
        if picture is not None:
            ground, ink = ("accent", "onAccent") if picture.fits else ("danger", "onDanger")
            x0, x1 = picture.band
            pills.append(Pill(x0 - left, x1 - left, texts.hours(picture.span, zone), ground, ink))
        return pills

    @property
    def percents(self) -> Mapping[date, int]:
        """How much of each day is taken; the same at every zoom."""
        content, scene = self._scene.content, self._scene
        wanted = (content.board, content.catalogue, scene.axis.start, scene.days, scene.filters.platforms)
        if self._percents is None or self._percents_of != wanted:
            bars = content.board.bars if content.board else ()
            self._percents = occupation(
                bars, content.catalogue, scene.axis, scene.hours, scene.filters.platforms
            )
            self._percents_of = wanted
        return self._percents

    def prefetch(self, origin: QPoint, size: QSize, count: int) -> bool:
        """Paint up to ``count`` tiles around what shows; whether some are still missing."""
        axis = self._scene.axis
        if self.loading or self.stretch is not None:
            return False
        last = min((origin.x() + size.width()) // TILE + 1, int(axis.width - 1) // TILE)
        tiles = range(max(0, origin.x() // TILE - 1), last + 1)
        margin = size.height() // 2
        for number in self._scene.rows.between(origin.y() - margin, origin.y() + size.height() + margin):
            for tile in tiles:
                if not self.rows.is_warm(number, tile):
                    if count == 0:
                        return True
                    self.rows.tile(number, tile)
                    count -= 1
        return False

    # --- when there is nothing to show ----------------------------------------------------------------------

    def _paint_loading(self, painter: QPainter, area: QRect, origin: QPoint) -> None:
        """Real rows with grey bars where bookings will be."""
        rows = self._scene.rows
        width = int(self._scene.axis.width)
        painter.fillRect(area, self.theme.color("surface"))
        for number in rows.between(area.top() + origin.y(), area.bottom() + 1 + origin.y()):
            row = rows.rows[number]
            y = row.y - origin.y()
            for tile in range(area.left() // TILE, (area.right() + origin.x()) // TILE + 1):
                if tile * TILE < width:
                    painter.drawPixmap(tile * TILE - origin.x(), y, self.rows.ground.tile(row, tile))
            if row.is_group:
                continue
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.color("sunken")))
            for left, wide in _GHOST_BARS:
                x = (left + (number * 37 % 11) / 40) * width - origin.x()
                painter.drawRoundedRect(QRectF(x, y + 5, wide * width, row.height - 11), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        end = width - origin.x()
        if end <= area.right():
            painter.fillRect(
                QRect(end, area.top(), area.right() + 1 - end, area.height()), self.theme.color("surface")
            )

    def _paint_sentence(self, painter: QPainter, body: QRect, name: str) -> None:
        painter.setFont(self.assets.fonts[TextStyle.NAME])
        painter.setPen(self.theme.color("text2"))
        box = QRectF(body).adjusted(24, 40, -24, -24)
        box.setHeight(60)
        painter.drawText(box, _CENTER, self.captions.texts.text(name))
