"""How full everything was, week by week: painted; the darker, the fuller. Numbers are said where it is nearly full."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from ui.accessibility.table import PaintedTable
from ui.delegates.painting import RIGHT, draw_text
from ui.screens.reports.content import share_text
from ui.theme import blended
from ui.widgets.badges import CODE_SIZE, draw_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from ui.context import Context
    from ui.screens.reports.content import HeatRow
    from ui.theme import Theme

ROW: Final = 25
HEAD: Final = 24
NAME: Final = 160
"""The least room for a code and a name at the left; more where names are long, up to a part of the width."""
_NAMES: Final = 0.34
_THURSDAY: Final = timedelta(days=3)
"""A week belongs to the month of its Thursday (ISO 8601)."""
AVERAGE: Final = 64
GAP: Final = 2
WIDEST: Final = 34
CAPTION: Final = 21
"""From this width on a number fits into a cell."""
FULL: Final = 0.9
"""From this share on it is printed."""
_PALEST: Final = 0.08
_SLOPE_LIGHT: Final = 0.66
_SLOPE_DARK: Final = 0.45
"""Below that, shades stay so pale that the text's own colour is read on them (AA)."""
_MOVES: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (0, -10),
    Qt.Key.Key_PageDown: (0, 10),
}


class HeatView(PaintedTable):
    """The arrows walk over it, each cell is spoken; Enter goes into a platform."""

    chosen = Signal(str)
    """The code of a row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: Sequence[HeatRow] = ()
        self._days: Sequence[date] = ()
        self._is_weekly = True
        self._cursor = (0, 0)
        self._widest = 0
        self.setAccessibleName(context.say("reports-heat"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- content ------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[HeatRow], days: Sequence[date], *, is_weekly: bool) -> None:
        """Show these instead; the cursor goes to the last step."""
        self._rows, self._days, self._is_weekly = rows, days, is_weekly
        self._cursor = (max(0, len(days) - 1), 0)
        metrics, code = QFontMetrics(self._context.theme.font("body")), self._context.theme.px(CODE_SIZE[0])
        self._widest = max((metrics.horizontalAdvance(row.name) + code + 24 for row in rows), default=0)
        self.tell_cells([row.name for row in rows], [self._when(day) for day in days], self.cell_text)
        if rows:
            self.tell_place(*self._cursor)
        self.updateGeometry()
        self.repaint_all()

    def cell_text(self, place: int, number: int) -> str:
        """Of what, when, how full."""
        row, share = self._rows[number], self._rows[number].shares[place]
        when = self._when(self._days[place])
        if share is None:
            said = self._context.say("reports-closed")
        else:
            said = self._context.say("reports-of-open", share=share_text(self._context.texts, share))
        return f"{row.name}, {when}: {said}"

    def _when(self, day: date) -> str:
        name = "reports-week-of" if self._is_weekly else "reports-day-of"
        return self._context.say(name, day=self._context.texts.day_long(day))

    @property
    def place(self) -> tuple[int, int]:
        """Step and row under the cursor."""
        return self._cursor

    # --- geometry -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows."""
        return QSize(560, self._context.theme.px(HEAD + ROW * max(1, len(self._rows))) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Cells can be narrow."""
        return QSize(
            self._context.theme.px(NAME) + 4 * len(self._days) + self._context.theme.px(AVERAGE),
            self.sizeHint().height(),
        )

    def _left(self) -> int:
        least = self._context.theme.px(NAME)
        return max(least, min(self._widest, round(self.width() * _NAMES)))

    def _step(self) -> float:
        theme = self._context.theme
        room = self.width() - self._left() - theme.px(AVERAGE)
        return min(float(theme.px(WIDEST)), room / max(1, len(self._days)))

    def box(self, place: int, number: int) -> QRectF:
        """Where a cell is."""
        theme, step = self._context.theme, self._step()
        gap = GAP if step > 2 * GAP + 2 else 0
        top = theme.px(HEAD) + number * theme.px(ROW)
        return QRectF(self._left() + place * step, top, max(1.0, step - gap), theme.px(ROW) - GAP)

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Step and row of the cell under a point."""
        place, number = int((point.x() - self._left()) // self._step()), self._row_at(point)
        return (place, number) if number is not None and 0 <= place < len(self._days) else None

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Months, then the rows that show, then the cursor with its number."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_head(painter)
        height, head = self._context.theme.px(ROW), self._context.theme.px(HEAD)
        first = max(0, (event.rect().top() - head) // height)
        last = (event.rect().bottom() - head) // height
        for number in range(first, min(len(self._rows), last + 1)):
            self._draw_row(painter, number)
        if self.hasFocus() and self._rows:
            self._draw_cursor(painter)
        painter.end()

    def _draw_head(self, painter: QPainter) -> None:
        theme, texts = self._context.theme, self._context.texts
        font, metrics_end, month = theme.font("caption"), 0.0, 0
        height = theme.px(HEAD) - 6
        for place, day in enumerate(self._days):
            x = self.box(place, 0).left()
            if not self._is_weekly:
                said = str(day.day)
            else:
                middle = day + _THURSDAY
                said = texts.dated(middle, "MMM") if middle.month != month else ""
                month = middle.month
            if said and x >= metrics_end:
                box = QRect(round(x), 0, 80, height)
                metrics_end = x + draw_text(painter, box, said, font, theme.color("text2")) + 6
        end = self.box(len(self._days), 0).left() if self._days else 0
        box = QRect(round(end), 0, theme.px(AVERAGE), height)
        draw_text(painter, box, self._context.say("reports-average"), font, theme.color("text2"), RIGHT)

    def _draw_row(self, painter: QPainter, number: int) -> None:
        theme, row = self._context.theme, self._rows[number]
        first = self.box(0, number)
        width, height = (theme.px(side) for side in CODE_SIZE)
        top = first.top() + (first.height() - height) / 2
        draw_code(painter, theme, QRectF(0, round(top), width, height), row.platform)
        name = QRect(width + 8, round(first.top()), self._left() - width - 16, round(first.height()))
        draw_text(painter, name, row.name, theme.font("body"), theme.color("text"))
        for place, share in enumerate(row.shares):
            draw_cell(painter, theme, self.box(place, number), share)
            is_last = place == len(row.shares) - 1
            is_said = is_last or theme.contrast or (share or 0) >= FULL
            if share is not None and is_said and self._step() >= theme.px(CAPTION):
                self._draw_number(painter, self.box(place, number), share)
        end = self.box(len(self._days), number)
        box = QRect(round(end.left()), round(end.top()), theme.px(AVERAGE), round(end.height()))
        said = share_text(self._context.texts, row.average)
        draw_text(painter, box, said, theme.font("bodyStrong"), theme.color("text"), RIGHT)

    def _draw_number(self, painter: QPainter, box: QRectF, share: float) -> None:
        theme = self._context.theme
        font = theme.font("caption")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink_on(theme, share))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(round(100 * share)))

    def _draw_cursor(self, painter: QPainter) -> None:
        theme, box = self._context.theme, self.box(*self._cursor)
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)
        share = self._rows[self._cursor[1]].shares[self._cursor[0]]
        if share is None or self._step() >= theme.px(CAPTION):
            if share is not None:
                self._draw_number(painter, box, share)
            return
        painter.setFont(theme.font("caption"))
        said = share_text(self._context.texts, share)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(said) + 10
        beside = QRectF(
            box.right() + 3, box.center().y() - metrics.height() / 2 - 2, width, metrics.height() + 4
        )
        if beside.right() > self.width():
            beside.moveRight(box.left() - 3)
        painter.setBrush(theme.color("raised"))
        painter.setPen(QPen(theme.color("borderStrong"), 1))
        painter.drawRoundedRect(beside, 4, 4)
        painter.setPen(theme.color("text"))
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, said)

    # --- hands --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Home and End go to the edges, Enter goes in."""
        key, (place, number) = Qt.Key(event.key()), self._cursor
        if not self._rows:
            event.ignore()
        elif key in _MOVES:
            across, down = _MOVES[key]
            self._go(place + across, number + down)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._days) - 1, number)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._rows[number].code)
        else:
            event.ignore()

    def _go(self, place: int, number: int) -> None:
        self._cursor = (
            max(0, min(len(self._days) - 1, place)),
            max(0, min(len(self._rows) - 1, number)),
        )
        self.tell_place(*self._cursor)
        self.repaint_all()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click puts the cursor there; on a name it goes in."""
        point = event.position().toPoint()
        at, number = self.place_at(point), self._row_at(point)
        if at is not None:
            self._go(*at)
        elif number is not None and point.x() < self._left():
            self.chosen.emit(self._rows[number].code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What a cell says."""
        at = self.place_at(event.position().toPoint())
        said = self._name_at(event.position().toPoint()) if at is None else self.cell_text(*at)
        QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def _name_at(self, point: QPoint) -> str:
        number = self._row_at(point)
        return self._rows[number].name if number is not None and point.x() < self._left() else ""

    def _row_at(self, point: QPoint) -> int | None:
        number = (point.y() - self._context.theme.px(HEAD)) // self._context.theme.px(ROW)
        return number if 0 <= number < len(self._rows) else None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor shows."""
        super().focusInEvent(event)
        self.repaint_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor goes."""
        super().focusOutEvent(event)
        self.repaint_all()


def shade_of(theme: Theme, share: float) -> QColor:
    """The fill of a cell."""
    if share <= 0:
        return theme.color("sunken")
    slope = _SLOPE_DARK if theme.is_dark else _SLOPE_LIGHT
    part = 1.0 if share >= FULL else _PALEST + slope * share
    return blended(theme.color("accent"), theme.color("surface"), part)


def ink_on(theme: Theme, share: float) -> QColor:
    """What is written on it."""
    return theme.color("onAccent" if share >= FULL else "text")


def draw_cell(painter: QPainter, theme: Theme, box: QRectF, share: float | None) -> None:
    """A share as a shade; closed is hatched, for it is no number."""
    painter.setPen(Qt.PenStyle.NoPen)
    if share is not None:
        painter.setBrush(shade_of(theme, share))
        painter.drawRoundedRect(box, 2, 2)
        if theme.contrast:
            painter.setPen(QPen(theme.color("text"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 2, 2)
        return
    painter.setBrush(theme.color("blockFill"))
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(QPen(theme.color("blockHatch"), 1.4))
    painter.save()
    painter.setClipRect(box)
    reach = box.height()
    x = box.left()
    while x < box.right() + reach:
        painter.drawLine(QPointF(x - reach, box.top()), QPointF(x, box.bottom()))
        x += 7
    painter.restore()
