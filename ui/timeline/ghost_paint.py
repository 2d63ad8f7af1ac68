"""Ghosts and alternatives on the board: accent where it fits, red hatch and triangle where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.timeline.assets import TextStyle
from ui.timeline.ghosts import Mood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme
    from ui.timeline.assets import Assets
    from ui.timeline.captions import Captions
    from ui.timeline.ghosts import Box, GhostPart, GhostPicture, NumberedPart

_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter)
_ICON: Final = 16
_DISC: Final = 18


def paint_ring(
    painter: QPainter, theme: Theme, box: Box, token: str, width: float = 2.0, gap: float = 1.0
) -> None:
    """A ring around a bar with a gap between, on a halo that keeps it apart from its neighbours."""
    out = gap + width / 2
    rect = QRectF(box.x - out, box.y - out, box.width + 2 * out, box.height + 2 * out)
    painter.setBrush(_NO_BRUSH)
    painter.setPen(QPen(theme.color("surface"), width + 2))
    painter.drawRoundedRect(rect, 5.5, 5.5)
    painter.setPen(QPen(theme.color(token), width))
    painter.drawRoundedRect(rect, 5.5, 5.5)


class GhostPainter:
    """Paints proposals and their verdicts in content coordinates."""

    def __init__(self, assets: Assets, captions: Captions) -> None:
        self._assets = assets
        self._captions = captions

    def paint_ground(self, painter: QPainter, picture: GhostPicture, top: float, bottom: float) -> None:
        """What a ghost leaves behind, and the stretch of time it means."""
        self._paint_origins(painter, picture)
        self._paint_band(painter, picture, top, bottom)

    def paint(self, painter: QPainter, picture: GhostPicture) -> None:
        """Who is in the way, then every line where it would be."""
        for box in picture.blockers:
            paint_ring(painter, self._assets.theme, box, "danger", 2, 0)
        for part in picture.parts:
            self._paint_part(painter, picture, part)

    def paint_alternatives(self, painter: QPainter, parts: Sequence[NumberedPart]) -> None:
        """The numbered ways out."""
        for part in parts:
            self._paint_numbered(painter, part)

    def _paint_origins(self, painter: QPainter, picture: GhostPicture) -> None:
        veil = QColor(self._assets.theme.color("surface"))
        veil.setAlphaF(0.62)
        pen = QPen(self._assets.theme.color("borderInput"), 1.5)
        pen.setDashPattern([1, 2])
        for box in picture.origins:
            painter.setPen(_NO_PEN)
            painter.setBrush(veil)
            painter.drawRoundedRect(QRectF(*box).adjusted(-1, -1, 1, 1), 4, 4)
            painter.setPen(pen)
            painter.setBrush(_NO_BRUSH)
            painter.drawRoundedRect(QRectF(*box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)

    def _paint_band(self, painter: QPainter, picture: GhostPicture, top: float, bottom: float) -> None:
        x0, x1 = picture.band
        tint = QColor(self._assets.theme.color("accent"))
        tint.setAlphaF(0.07)
        painter.fillRect(QRectF(x0, top, x1 - x0, bottom - top), tint)
        pen = QPen(self._assets.theme.color("accent"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        for x in (x0 + 0.5, x1 - 0.5):
            painter.drawLine(QLineF(x, top, x, bottom))

    def _paint_part(self, painter: QPainter, picture: GhostPicture, part: GhostPart) -> None:
        assets, color, box = self._assets, self._assets.theme.color, part.box
        bad = part.mood is Mood.CONFLICT
        rect = QRectF(*box).adjusted(1, 1, -1, -1)
        painter.setPen(_NO_PEN)
        painter.setBrush(color("dangerSoft" if bad else "accentSoft"))
        painter.drawRoundedRect(rect, 4, 4)
        if bad:
            hatch = QColor(color("danger"))
            hatch.setAlphaF(0.28)
            painter.setBrush(assets.hatch(hatch, width=1.6))
            painter.setBrushOrigin(QPointF(box.x, box.y))
            painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QPen(color("danger" if bad else "accent"), 2))
        painter.setBrush(_NO_BRUSH)
        painter.drawRoundedRect(rect, 4, 4)
        icon = min(assets.px(_ICON), box.height - 4)
        if icon < 8 or box.width < icon + 4:  # noqa: PLR2004 - nothing fits
            return
        token = "danger" if bad else "accentText"
        name = "triangle-alert" if bad else "circle-check"
        text = self._part_text(picture, part)
        room = box.width - icon - 20
        pixmap = assets.icon(name, icon, token)
        y = box.y + (box.height - icon) // 2
        if assets.width(text, TextStyle.TITLE) > room:
            painter.drawPixmap(box.x + (box.width - icon) // 2, y, pixmap)
            return
        if bad:
            plate = QColor(color("dangerSoft"))
            plate.setAlphaF(0.86)
            wide = assets.width(text, TextStyle.TITLE) + icon + 14
            painter.fillRect(QRectF(box.x + 4, box.y + 3, wide, box.height - 6), plate)
        painter.drawPixmap(box.x + 9, y, pixmap)
        line = assets.line_height(TextStyle.TITLE)
        y = box.y + (box.height - line) // 2
        assets.draw_text(painter, box.x + 9 + icon + 6, y, text, TextStyle.TITLE, token)

    def _part_text(self, picture: GhostPicture, part: GhostPart) -> str:
        texts, zone = self._captions.texts, self._captions.content.zone
        if part.mood is Mood.CONFLICT:
            if part.busy_until is None:
                return texts.text("timeline-impossible")
            at = part.busy_until.end.astimezone(zone)
            same = at.date() == picture.span.end.astimezone(zone).date()
            time = texts.time(at, zone) if same else f"{texts.dated(at.date(), 'ddd d')} {at:%H:%M}"
            return texts.capital(texts.text("timeline-busy-until", time=time))
        said = texts.hours(picture.span, zone)
        if part.mood is Mood.UNJUDGED:
            return said
        verdict = "timeline-free-warned" if part.warned else "timeline-free"
        return f"{said} · {texts.text(verdict)}"

    def _paint_numbered(self, painter: QPainter, part: NumberedPart) -> None:
        assets, color, box = self._assets, self._assets.theme.color, part.box
        rect = QRectF(*box).adjusted(0.75, 0.75, -0.75, -0.75)
        pen = QPen(color("accent"), 1.5)
        pen.setDashPattern([4 / 1.5, 3 / 1.5])
        painter.setPen(pen)
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(rect, 4, 4)
        size = min(_DISC, box.height - 2)
        text = self._captions.texts.text("timeline-free")
        wide = assets.width(text, TextStyle.TITLE)
        roomy = box.width >= size + wide + 16
        x = box.x + 7 if roomy else box.x + (box.width - size) / 2
        disc = QRectF(x, box.y + (box.height - size) / 2, size, size)
        painter.setPen(_NO_PEN)
        painter.setBrush(color("accent"))
        painter.drawEllipse(disc)
        painter.setPen(color("onAccent"))
        painter.setFont(assets.fonts[TextStyle.SMALL_STRONG])
        painter.drawText(disc, _CENTER, str(part.number))
        if roomy:
            y = box.y + (box.height - assets.line_height(TextStyle.TITLE)) // 2
            assets.draw_text(painter, round(x) + size + 5, y, text, TextStyle.TITLE, "accentText")
