"""What moves on top of the bars: now, selection, hover, keyboard, alternatives and ghosts. Painted anew each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from ui.timeline.assets import paint_shape
from ui.timeline.ghost_paint import GhostPainter, paint_ring
from ui.timeline.ghosts import Box, GhostPicture, numbered, picture_of
from ui.timeline.layout import TINY, Label
from ui.timeline.paint import paint_inside, paint_lone_icon, style_of

if TYPE_CHECKING:
    from ui.timeline.assets import Assets
    from ui.timeline.captions import Captions
    from ui.timeline.scene import Scene
    from ui.timeline.state import BoardState

_AA: Final = QPainter.RenderHint.Antialiasing
_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter)
_ICON: Final = 16
_DISC: Final = 18
_ROOM: Final = 6
"""Pixels around a bar that its ring may take."""


class Overlay:
    """Paints the state of the board over its tiles, in content coordinates."""

    def __init__(self, scene: Scene, state: BoardState, assets: Assets, captions: Captions) -> None:
        self._scene = scene
        self._state = state
        self._assets = assets
        self._captions = captions
        self._picture: GhostPicture | None = None
        self._ghosts = GhostPainter(assets, captions)

    @property
    def picture(self) -> GhostPicture | None:
        """What is drawn of the proposal."""
        return self._picture

    def refresh(self) -> None:
        """The proposal, its verdict or the layout changed."""
        proposal = self._state.proposal
        self._picture = None if proposal is None else picture_of(self._scene, proposal, self._state.verdict)

    def paint(self, painter: QPainter, top: float, bottom: float, *, focused: bool) -> None:
        """Everything, from the lowest to the topmost, between two heights of the content."""
        painter.setRenderHint(_AA)
        self._paint_hover(painter)
        self._paint_selection(painter)
        self._paint_now(painter, top, bottom)
        if focused:
            self._paint_cursor(painter)
        if self._picture is not None:
            self._ghosts.paint_ground(painter, self._picture, top, min(bottom, self._scene.rows.height))
        self._ghosts.paint_alternatives(painter, numbered(self._scene, self._state.alternatives))
        if self._picture is not None:
            self._ghosts.paint(painter, self._picture)
        self._paint_rubber(painter)
        painter.setRenderHint(_AA, on=False)

    def ghost_region(self) -> QRegion:
        """What a ghost covers, in content pixels, its band apart."""
        region = QRegion()
        if self._picture is None:
            return region
        boxes = [part.box for part in self._picture.parts]
        for box in (*boxes, *self._picture.origins, *self._picture.blockers):
            region += _grown(box)
        return region

    def session_region(self, session: tuple[str, int] | None) -> QRegion:
        """What the rings of a session cover, in content pixels."""
        region = QRegion()
        for number, placed in self._scene.placed_of(session) if session else ():
            y = self._scene.rows.rows[number].y + placed.y
            region += _grown(Box(placed.x0, y, placed.x1 - placed.x0, placed.height))
        return region

    def focus_region(self) -> QRegion:
        """What the focused bar or the cursor covers; without a keyboard, what is chosen."""
        cursor = self._state.cursor
        if cursor is None or (cursor.bar is None and self._state.primary is not None):
            return self.session_region(self._state.primary)
        row = self._scene.rows.rows[cursor.row]
        for placed in self._scene.layout(cursor.row).placed if cursor.bar is not None else ():
            if placed.bar is cursor.bar:
                return QRegion(_grown(Box(placed.x0, row.y + placed.y, placed.x1 - placed.x0, placed.height)))
        return QRegion(_grown(Box(round(self._scene.axis.x(cursor.t)), row.y, 1, row.height)))

    # --- what is there --------------------------------------------------------------------------------------

    def _paint_now(self, painter: QPainter, top: float, bottom: float) -> None:
        now = self._scene.content.now.timestamp()
        axis = self._scene.axis
        if axis.start <= now < axis.end:
            x = axis.x(now)
            bottom = min(bottom, self._scene.rows.height)
            painter.fillRect(QRectF(x - 0.75, top, 1.5, bottom - top), self._assets.theme.color("nowLine"))

    def _paint_hover(self, painter: QPainter) -> None:
        if self._state.hover is None or self._picture is not None:
            return
        number, placed = self._state.hover
        row = self._scene.rows.rows[number]
        width = placed.x1 - placed.x0
        if placed.bar.quiet or width < TINY:
            return
        painter.save()
        painter.translate(placed.x0, row.y + placed.y)
        style = style_of(placed.bar)
        hue = self._scene.hues(row)(placed.bar)
        paint_shape(self._assets, painter, style, hue, width, placed.height, hover=True)
        painter.restore()
        if placed.label is Label.INSIDE:
            painter.save()
            painter.translate(0, row.y)
            paint_inside(painter, self._assets, self._captions, placed)
            painter.restore()
        else:
            painter.save()
            painter.translate(0, row.y)
            paint_lone_icon(painter, self._assets, placed)
            painter.restore()

    def _paint_selection(self, painter: QPainter) -> None:
        dragged = self._state.proposal
        for session in self._state.selection:
            if dragged is not None and session in ((dragged.ref, dragged.occurrence), *dragged.beside):
                continue  # what is left behind is faded, not chosen
            for number, placed in self._scene.placed_of(session):
                y = self._scene.rows.rows[number].y + placed.y
                paint_ring(
                    painter,
                    self._assets.theme,
                    Box(placed.x0, y, placed.x1 - placed.x0, placed.height),
                    "focus",
                )

    # --- the keyboard ---------------------------------------------------------------------------------------

    def _paint_cursor(self, painter: QPainter) -> None:
        cursor = self._state.cursor
        rows = self._scene.rows.rows
        if cursor is None or not 0 <= cursor.row < len(rows):
            return
        row = rows[cursor.row]
        color = self._assets.theme.color
        if row.is_group:
            painter.setPen(QPen(color("focus"), 2))
            painter.setBrush(_NO_BRUSH)
            painter.drawRect(QRectF(1, row.y + 1, self._scene.axis.width - 2, row.height - 3))
            return
        if cursor.bar is not None:
            for placed in self._scene.layout(cursor.row).placed:
                if placed.bar is cursor.bar:
                    y = row.y + placed.y
                    paint_ring(
                        painter,
                        self._assets.theme,
                        Box(placed.x0, y, placed.x1 - placed.x0, placed.height),
                        "focus",
                        2,
                        2,
                    )
            return
        x = self._scene.axis.x(cursor.t)
        chosen = cursor.range
        x0, x1 = (x, x) if chosen is None else (self._scene.axis.x(chosen[0]), self._scene.axis.x(chosen[1]))
        if chosen is not None:
            fill = QColor(color("accentSoft"))
            fill.setAlphaF(0.85)
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(x0 + 1, row.y + 3, max(2.0, x1 - x0 - 2), row.height - 7), 4, 4)
        painter.fillRect(QRectF(x - 1, row.y + 2, 2, row.height - 5), color("focus"))
        painter.setPen(_NO_PEN)
        painter.setBrush(color("focus"))
        painter.drawEllipse(QPointF(x, row.y + 4), 3, 3)

    def _paint_rubber(self, painter: QPainter) -> None:
        if self._state.rubber is None:
            return
        tint = QColor(self._assets.theme.color("accent"))
        tint.setAlphaF(0.12)
        painter.setPen(QPen(self._assets.theme.color("accent"), 1))
        painter.setBrush(tint)
        painter.drawRect(QRectF(*self._state.rubber))


def _grown(box: Box) -> QRect:
    return QRect(*box).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
