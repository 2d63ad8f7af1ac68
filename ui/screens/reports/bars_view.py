"""Hours by partner: what was approved is solid, what still waits is hatched with a dashed edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from platform_booking.wording.report_tables import Kind, said
from ui.accessibility.table import PaintedTable
from ui.delegates.painting import draw_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from ui.context import Context
    from ui.screens.reports.content import Bar
    from ui.theme import Theme

ROW: Final = 30
BAR: Final = 18
NAME: Final = 100
"""The least room for a name; more where names are long, up to a part of the width."""
_NAMES: Final = 0.52
VALUE: Final = 76
_HATCH: Final = 6
_SHORTEST: Final = 2.0


class BarsView(PaintedTable):
    """Up and down walk over it, each partner is spoken."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._bars: Sequence[Bar] = ()
        self._cursor = 0
        self.setAccessibleName(context.say("reports-partners"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these instead."""
        self._bars = bars
        self._cursor = 0
        hours = [self._context.say("reports-partners")]
        self.tell_cells([bar.name for bar in bars], hours, lambda _column, number: self.bar_text(number))
        if bars:
            self.tell_place(0, 0)
        self.updateGeometry()
        self.repaint_all()

    def bar_text(self, number: int) -> str:
        """Who, and how many hours."""
        bar, texts = self._bars[number], self._context.texts
        return self._context.say(
            "reports-bar",
            name=bar.name,
            approved=said(texts, Kind.HOURS, round(bar.approved)),
            requested=said(texts, Kind.HOURS, round(bar.requested)),
        )

    @property
    def place(self) -> int:
        """The row under the cursor."""
        return self._cursor

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows."""
        return QSize(320, self._context.theme.px(ROW) * max(1, len(self._bars)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Bars can be short."""
        return QSize(self._context.theme.px(NAME + VALUE) + 40, self.sizeHint().height())

    def box(self, _column: int, number: int) -> QRectF:
        """Where a bar is."""
        height = self._context.theme.px(ROW)
        return QRectF(0, number * height, self.width(), height)

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """The bar under a point."""
        number = point.y() // self._context.theme.px(ROW)
        return (0, number) if 0 <= number < len(self._bars) else None

    def _left(self) -> int:
        metrics = QFontMetrics(self._context.theme.font("label"))
        widest = max((metrics.horizontalAdvance(bar.name) + 14 for bar in self._bars), default=0)
        return max(self._context.theme.px(NAME), min(widest, round(self.width() * _NAMES)))

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Name, bar, hours."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((bar.approved + bar.requested for bar in self._bars), default=0.0) or 1.0
        for number, bar in enumerate(self._bars):
            self._draw_bar(painter, number, bar, most)
        if self.hasFocus() and self._bars:
            painter.setPen(QPen(self._context.theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            row = self._context.theme.px(ROW)
            painter.drawRoundedRect(QRectF(1, self._cursor * row + 1, self.width() - 2, row - 2), 4, 4)
        painter.end()

    def _draw_bar(self, painter: QPainter, number: int, bar: Bar, most: float) -> None:
        theme = self._context.theme
        row, left = theme.px(ROW), self._left()
        top = number * row
        draw_text(painter, QRect(4, top, left - 12, row), bar.name, theme.font("label"), theme.color("text"))
        room = self.width() - left - theme.px(VALUE)
        height = theme.px(BAR)
        box = QRectF(left, top + (row - height) / 2, max(_SHORTEST, room * bar.approved / most), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(box, 3, 3)
        end = box.right()
        if bar.requested:
            waiting = QRectF(end + 1, box.top(), max(_HATCH, room * bar.requested / most), height)
            draw_waiting(painter, theme, waiting)
            end = waiting.right()
        value = QRect(round(end) + 8, top, theme.px(VALUE), row)
        said_hours = self._context.say(
            "reports-hours", hours=said(self._context.texts, Kind.HOURS, round(bar.approved))
        )
        draw_text(painter, value, said_hours, theme.font("bodyStrong"), theme.color("text"))

    # --- hands --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            event.ignore()
            return
        self._go(self._cursor + step)

    def _go(self, number: int) -> None:
        self._cursor = max(0, min(len(self._bars) - 1, number))
        self.tell_place(0, self._cursor)
        self.repaint_all()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click puts the cursor there."""
        if self._bars:
            self._go(int(event.position().y()) // self._context.theme.px(ROW))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Names in full, and both numbers."""
        number = int(event.position().y()) // self._context.theme.px(ROW)
        said = self.bar_text(number) if 0 <= number < len(self._bars) else ""
        QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor shows."""
        super().focusInEvent(event)
        self.repaint_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor goes."""
        super().focusOutEvent(event)
        self.repaint_all()


def draw_waiting(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """What is only asked for: a dashed edge around a hatch."""
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(theme.color("accent"), 1.2))
    x = box.left()
    while x < box.right() + box.height():
        painter.drawLine(QPointF(x - box.height(), box.bottom()), QPointF(x, box.top()))
        x += _HATCH
    painter.restore()
    edge = QPen(theme.color("accent"), theme.edge)
    edge.setDashPattern([3, 2])
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
