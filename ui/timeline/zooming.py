"""Zooming without waiting: the last picture is stretched, open segment by open segment, until the board is idle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QColor, QPainter, QPixmap

    from ui.timeline.axis import TimeAxis


@dataclass(frozen=True, slots=True)
class Stretch:
    """The body as it was last painted, and the axis by which it was."""

    picture: QPixmap
    axis: TimeAxis
    left: int
    """Content pixels at the left of the picture."""

    def paint(self, painter: QPainter, axis: TimeAxis, origin: QPoint, body: QRect, surface: QColor) -> None:
        """Draw what of the picture falls into the body by another axis; what it does not cover is plain."""
        painter.fillRect(0, 0, body.width(), body.height(), surface)
        height = float(body.height())
        dpr = self.picture.devicePixelRatio()
        shown = float(body.width())
        for before, after in zip(self.axis.segments, axis.segments, strict=True):
            x0, x1 = before.x0 - self.left, before.x1 - self.left
            low, high = max(0.0, x0), min(shown, x1)
            if high <= low:
                continue
            scale = (after.x1 - after.x0) / (x1 - x0)
            target = after.x0 - origin.x() + (low - x0) * scale
            painter.drawPixmap(
                QRectF(target, 0, (high - low) * scale, height),
                self.picture,
                QRectF(low * dpr, 0, (high - low) * dpr, height * dpr),
            )
