"""Where the combination is possible: days across, hours down. Shape, not only colour, says how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from platform_booking.domain.reading import clock_text
from ui.accessibility.table import PaintedTable
from ui.theme import blended

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from platform_booking.domain.density import DensityMap
    from ui.context import Context

ROW: Final = 17
HEAD: Final = 20
LEFT: Final = 52
GAP: Final = 2
WIDEST: Final = 26
SHADES: Final = (0.22, 0.5, 1.0)
"""How much of the accent: some starts fit, most, all."""
MOST: Final = 2 / 3
_MOVES: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (-7, 0),
    Qt.Key.Key_PageDown: (7, 0),
}


class DensityView(PaintedTable):
    """Painted; the arrows walk over it, Enter chooses a day, and each step is spoken."""

    chosen = Signal(object, int)
    """A day and the minute at which the hour begins."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._map: DensityMap | None = None
        self._columns: list[int] = []
        self._closed: frozenset[date] = frozenset()
        self._marked: frozenset[tuple[int, int]] = frozenset()
        self._cursor = (0, 0)
        self.setAccessibleName(context.say("slots-map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- content ------------------------------------------------------------------------------------

    def show_map(self, found: DensityMap, closed: frozenset[date]) -> None:
        """Another search, and the days on which something is closed."""
        self._map = found
        self._closed = closed
        self._columns = [
            number for number, shares in enumerate(found.shares) if any(share is not None for share in shares)
        ]
        self._cursor = (0, 0)
        self._marked = frozenset()
        self.setAccessibleDescription(self.summary)
        days = [self._context.texts.day_long(found.days[number]) for number in self._columns]
        self.tell_cells([self._hours(part) for part in range(len(found.hours))], days, self.cell_text)
        if self._columns:
            self.tell_place(*self._cursor)
        self.updateGeometry()
        self.repaint_all()

    def mark(self, sessions: Sequence[tuple[datetime, datetime]]) -> None:
        """Outline the hours of a proposal: starts and ends as the clocks show them (naive)."""
        found = self._map
        if found is None:
            return
        places = {found.days[number]: place for place, number in enumerate(self._columns)}
        marked = set()
        for start, end in sessions:
            place = places.get(start.date())
            if place is None:
                continue
            until = end.hour * 60 + end.minute if end.date() == start.date() else 24 * 60
            begin = start.hour * 60 + start.minute
            marked |= {
                (place, part)
                for part, hour in enumerate(found.hours)
                if hour < until and hour + found.minutes > begin
            }
        self._marked = frozenset(marked)
        self.repaint_all()

    @property
    def summary(self) -> str:
        """How many days have something, for those who cannot see it."""
        found = self._map
        if found is None:
            return ""
        days = sum(any(share for share in found.shares[number]) for number in self._columns)
        return self._context.say("slots-map-summary", days=days, of=len(self._columns))

    def cell_text(self, place: int, part: int) -> str:
        """A day, an hour, and how much of it is possible."""
        found = self._map
        assert found is not None
        number = self._columns[place]
        share = found.shares[number][part]
        said = self._context.say("slots-map-share", percent=round(100 * share)) if share is not None else "–"
        if found.days[number] in self._closed:
            said = self._context.say("slots-closed")
        day = self._context.texts.day_long(found.days[number])
        return f"{day}, {self._hours(part)}: {said}"

    def _hours(self, part: int) -> str:
        assert self._map is not None
        hour = self._map.hours[part]
        return f"{clock_text(hour)}–{clock_text(hour + self._map.minutes)}"

    @property
    def cursor_day(self) -> date | None:
        """The day under the cursor."""
        if self._map is None or not self._columns:
            return None
        return self._map.days[self._columns[self._cursor[0]]]

    def place_of(self, day: date) -> int | None:
        """The column of a day; None where it has none."""
        found = self._map
        days = [] if found is None else [found.days[number] for number in self._columns]
        return days.index(day) if day in days else None

    # --- geometry -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its hours."""
        rows = len(self._map.hours) if self._map else 1
        return QSize(400, self._context.theme.px(HEAD + ROW * rows) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be narrow."""
        return QSize(240, self.sizeHint().height())

    def _step(self) -> float:
        left = self._context.theme.px(LEFT)
        return min(
            float(self._context.theme.px(WIDEST)), (self.width() - left - 4) / max(1, len(self._columns))
        )

    def box(self, place: int, part: int) -> QRectF:
        """Where a cell is."""
        theme, step = self._context.theme, self._step()
        gap = GAP if step > 2 * GAP + 2 else 0
        height = theme.px(ROW)
        return QRectF(
            theme.px(LEFT) + place * step, theme.px(HEAD) + part * height, max(1.0, step - gap), height - GAP
        )

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Day and hour of the cell under a point."""
        if self._map is None or not self._columns:
            return None
        theme = self._context.theme
        place = int((point.x() - theme.px(LEFT)) // self._step())
        part = (point.y() - theme.px(HEAD)) // theme.px(ROW)
        if 0 <= place < len(self._columns) and 0 <= part < len(self._map.hours):
            return place, part
        return None

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Weeks, hours, cells, proposal, cursor."""
        if self._map is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._context.theme.font("caption"))
        self._draw_weeks(painter)
        self._draw_hours(painter)
        for place, number in enumerate(self._columns):
            closed = self._map.days[number] in self._closed
            for part, share in enumerate(self._map.shares[number]):
                self._draw_cell(painter, self.box(place, part), share, closed=closed)
        self._draw_marks(painter)
        if self.hasFocus() and self._columns:
            painter.setPen(QPen(self._context.theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.box(*self._cursor).adjusted(-1, -1, 1, 1))
        painter.end()

    def _draw_weeks(self, painter: QPainter) -> None:
        assert self._map is not None
        theme, texts = self._context.theme, self._context.texts
        painter.setPen(theme.color("text2"))
        free_from = 0.0
        week = None
        for place, number in enumerate(self._columns):
            day = self._map.days[number]
            if day.isocalendar()[:2] == week:
                continue
            week = day.isocalendar()[:2]
            said = texts.day_brief(day)
            x = self.box(place, 0).left()
            if x >= free_from:
                painter.drawText(QPointF(x, theme.px(HEAD) - 7), said)
                free_from = x + painter.fontMetrics().horizontalAdvance(said) + 8

    def _draw_hours(self, painter: QPainter) -> None:
        assert self._map is not None
        theme = self._context.theme
        painter.setPen(theme.color("text3"))
        for part, hour in enumerate(self._map.hours):
            box = QRectF(0, self.box(0, part).top(), theme.px(LEFT) - 8, theme.px(ROW) - GAP)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, clock_text(hour)
            )

    def _draw_cell(self, painter: QPainter, box: QRectF, share: float | None, *, closed: bool) -> None:
        theme = self._context.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if share is None or closed:
            painter.fillRect(box, theme.color("sunken"))
            if closed:
                painter.fillRect(box, QBrush(theme.color("blockHatch"), Qt.BrushStyle.BDiagPattern))
            return
        painter.setBrush(shade_of(self._context, share))
        painter.drawRoundedRect(box, 2, 2)
        if not share:
            painter.setPen(QPen(theme.color("text3"), 1))
            middle = box.center()
            reach = min(3.0, box.width() / 4)
            painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))

    def _draw_marks(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._context.theme.color("text"), 2))
        for place in {place for place, _ in self._marked}:
            parts = [part for other, part in self._marked if other == place]
            box = self.box(place, min(parts)).united(self.box(place, max(parts)))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)

    # --- hands --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, the page keys by a week, Enter chooses."""
        by = _MOVES.get(Qt.Key(event.key()))
        if self._map is None or not self._columns:
            event.ignore()
        elif by is not None:
            place = max(0, min(len(self._columns) - 1, self._cursor[0] + by[0]))
            part = max(0, min(len(self._map.hours) - 1, self._cursor[1] + by[1]))
            self._cursor = place, part
            self.tell_place(*self._cursor)
            self.repaint_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            event.ignore()

    def _choose(self) -> None:
        assert self._map is not None
        place, part = self._cursor
        self.chosen.emit(self._map.days[self._columns[place]], self._map.hours[part])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses a day."""
        at = self.place_at(event.position().toPoint())
        if at is not None:
            self._cursor = at
            self.tell_place(*at)
            self.repaint_all()
            self._choose()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What a cell says."""
        at = self.place_at(event.position().toPoint())
        said = "" if at is None else self.cell_text(*at)
        QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The cursor shows."""
        super().focusInEvent(event)
        self.repaint_all()


def shade_of(context: Context, share: float) -> QColor:
    """The fill of a cell."""
    theme = context.theme
    if share <= 0:
        return theme.color("sunken")
    part = SHADES[2] if share >= 1 else SHADES[1] if share >= MOST else SHADES[0]
    return blended(theme.color("accent"), theme.color("surface"), part)
