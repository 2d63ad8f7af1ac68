"""A small window that floats over the others: rounded, one soft shadow, gone with Esc or a click elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainterPath, QRegion
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from ui.compositing import is_composited
from ui.widgets.layout import column

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

SHADOW: Final = 14
"""Room around the frame for the shadow."""
GAP: Final = 4
RADIUS: Final = 10
"""Of the frame, as in the style sheet."""


class Popover(QWidget):
    """A frame to fill through ``body``. It opens beside a place and never leaves the screen."""

    closed = Signal()

    def __init__(self, parent: QWidget, kind: Qt.WindowType = Qt.WindowType.Popup) -> None:
        super().__init__(
            parent, kind | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._fades = is_composited()
        outer = column(self, margins=(SHADOW, SHADOW, SHADOW, SHADOW))
        self.frame = QFrame()
        self.frame.setObjectName("popover")
        shadow = QGraphicsDropShadowEffect(self.frame)
        shadow.setBlurRadius(SHADOW)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(10, 25, 28, 41))
        self.frame.setGraphicsEffect(shadow)
        outer.addWidget(self.frame)
        self.body = column(self.frame, margins=(12, 12, 12, 12), spacing=8)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a widget, or over it where there is no room below."""
        self.open_at(QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size()))

    def open_at(self, anchor: QRect) -> None:
        """Open beside a place on the screen (global coordinates)."""
        self.adjustSize()
        self.move(placed(self.size(), anchor, _screen_at(anchor.center())))
        self.show()
        self.raise_()
        if not self.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating):
            self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where nothing shows through, cut the room for the shadow away."""
        super().resizeEvent(event)
        if not self._fades:
            outline = QPainterPath()
            area = QRectF(self.rect()).marginsRemoved(QMarginsF(SHADOW, SHADOW, SHADOW, SHADOW))
            outline.addRoundedRect(area, RADIUS, RADIUS)
            self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """However it was closed."""
        super().hideEvent(event)
        self.closed.emit()


def placed(size: QSize, anchor: QRect, screen: QRect) -> QPoint:
    """Where the top left of a popover goes: below the anchor, above it where there is more room, always on the screen."""
    below = anchor.bottom() + 1 + GAP - SHADOW
    above = anchor.top() - GAP - size.height() + SHADOW
    fits_below = below + size.height() - SHADOW <= screen.bottom() + 1
    fits_above = above + SHADOW >= screen.top()
    y = below if fits_below or not fits_above else above
    low, high = screen.top() - SHADOW, screen.bottom() + 1 - size.height() + SHADOW
    x = min(anchor.left() - SHADOW, screen.right() + 1 - size.width() + SHADOW)
    return QPoint(max(x, screen.left() - SHADOW), max(low, min(y, high)))


def _screen_at(point: QPoint) -> QRect:
    screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
