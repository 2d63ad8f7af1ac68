"""The strip around a request: its units and their equivalents, the days before and after. It is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from platform_booking.domain.booking import State
from ui.accessibility.shown import Leaf, Shown
from ui.delegates.painting import draw_text, font_of
from ui.icons import icon_pixmap
from ui.screens.requests.strip_rows import ASKED, EQUIVALENT, StripRow, seconds, strip_days, strip_rows
from ui.timeline.assets import Assets, BarStyle
from ui.timeline.axis import Folding, Scale, TimeAxis, build_axis, fitting, working_hours
from ui.timeline.bars import RowBar, row_bars
from ui.widgets.badges import looks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from PySide6.QtCore import QEvent

    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.review import Review
    from ui.context import Context

HEADER: Final = 28
ROW: Final = 46
BAR: Final = 34
COLUMN: Final = 188
MOST_NAMES: Final = 0.4
"""Of the width, for the names."""
_TWO_LINES: Final = 72
_SPILLS: Final = 96
"""Shorter bars write their title beside them, where there is room."""
_GLYPH: Final = 13
LAYER: Final = 20
"""What one more that asks for the same time adds to a row."""
LAYER_GAP: Final = 3
_PLATE: Final = 0.86
_LABEL: Final = 52
_NUMBER: Final = 20
"""Pixels that a day needs for its name, and for its number only."""
_STYLES: Final = {
    State.REQUESTED: BarStyle.REQUESTED,
    State.DECLINED: BarStyle.DECLINED,
    State.EXPIRED: BarStyle.DECLINED,
    State.CANCELLED: BarStyle.CANCELLED,
}


class Surroundings(QWidget):
    """Paints the rows of a review on an axis that just fits."""

    accessible_role = QAccessible.Role.List

    def __init__(self, context: Context, review: Review, zone: ZoneInfo) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._review = review
        self._zone = zone
        self._rows = strip_rows(review, context.catalogue)
        self._placed = [row_bars(row.bars, (row.unit.id,)) for row in self._rows]
        self._axis: TimeAxis | None = None
        self._assets: Assets | None = None
        self.setAccessibleName(context.say("requests-around"))
        self._shown = Shown(self._told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[StripRow, ...]:
        """What it lists."""
        return self._rows

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A header and its rows."""
        return QSize(360, self._theme.px(HEADER) + sum(map(self._row_height, range(len(self._rows)))) + 2)

    # --- where things are ---------------------------------------------------------------------------

    @property
    def _left(self) -> int:
        return min(self._theme.px(COLUMN), round(self.width() * MOST_NAMES))

    def _make_axis(self) -> TimeAxis:
        start, days = strip_days(self._review, self._zone)
        codes = {row.platform for row in self._rows}
        platforms = self._context.catalogue.platforms
        hours = working_hours(platforms[code] for code in codes if code in platforms)
        width = max(60, self.width() - self._left - 1)
        for scale in (Scale.WEEK, Scale.MONTH):  # narrower folds and hours where a week's do not fit
            per_hour = fitting(
                start.date(), days, self._zone, scale=scale, hours=hours, folding=Folding(), width=width
            )
            axis = build_axis(
                start.date(), days, self._zone, scale=scale, hours=hours, pixels_per_hour=per_hour
            )
            if axis.width <= width + 1:
                break
        return axis

    def _x(self, axis: TimeAxis, moment: float) -> float:
        return self._left + axis.x(moment)

    def _row_top(self, number: int) -> int:
        return self._theme.px(HEADER) + sum(self._row_height(above) for above in range(number))

    def _row_height(self, number: int) -> int:
        """Room for every one of those that ask for the same time."""
        layers = max((bar.layers for bar in self._placed[number]), default=1)
        return self._theme.px(ROW) + (layers - 1) * (self._theme.px(LAYER) + LAYER_GAP)

    def _box(self, axis: TimeAxis, span: TimeSpan, number: int) -> QRect:
        first, last = (self._x(axis, moment) for moment in seconds(span))
        height = self._row_height(number) - self._theme.px(ROW - BAR)
        top = self._row_top(number) + self._theme.px(ROW - BAR) // 2
        return QRect(round(first), top, max(6, round(last) - round(first)), height)

    def _bar_box(self, axis: TimeAxis, bar: RowBar, number: int) -> QRect:
        """Requests that compete for the same time share the height."""
        box = self._box(axis, bar.first.use, number)
        if bar.layers > 1:
            height = (box.height() - LAYER_GAP * (bar.layers - 1)) // bar.layers
            box = QRect(box.left(), box.top() + bar.layer * (height + LAYER_GAP), box.width(), height)
        return box

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ground, header, rows, and what stands in the way."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.fillPath(shape, self._theme.color("surface"))
        painter.setClipPath(shape)
        self._assets = Assets(self._theme, self.devicePixelRatioF())
        axis = self._axis = self._make_axis()
        self._draw_days(painter, axis)
        for number, row in enumerate(self._rows):
            self._draw_row(painter, axis, number, row)
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        painter.end()

    def _draw_days(self, painter: QPainter, axis: TimeAxis) -> None:
        theme, texts = self._theme, self._context.texts
        header = theme.px(HEADER)
        for segment in axis.segments:
            if segment.folded:
                area = QRectF(
                    self._left + segment.x0, header, segment.x1 - segment.x0, self.height() - header
                )
                painter.fillRect(area, theme.color("closed"))
        font = font_of(theme, "label", QFont.Weight.Medium)
        for mark in axis.days:
            left = self._x(axis, mark.start)
            width = self._x(axis, mark.end) - left
            painter.fillRect(QRectF(round(left), 0, 1, self.height()), theme.color("gridDay"))
            named, numbered = theme.px(_LABEL), theme.px(_NUMBER)
            pattern = "ddd d" if width >= named else "d" if width >= numbered else ""
            if pattern:
                inset = 8 if width >= named else 3
                box = QRect(round(left) + inset, 0, int(width) - inset, header)
                draw_text(painter, box, texts.dated(mark.day, pattern), font, theme.color("text2"))
        painter.fillRect(QRect(0, header - 1, self.width(), 1), theme.color("border"))

    def _draw_row(self, painter: QPainter, axis: TimeAxis, number: int, row: StripRow) -> None:
        theme = self._theme
        top, height = self._row_top(number), self._row_height(number)
        if number:
            painter.fillRect(QRect(0, top, self.width(), 1), theme.color("border"))
        self._draw_name(painter, QRect(12, top, self._left - 20, theme.px(ROW)), row)
        painter.save()
        painter.setClipRect(QRect(self._left, top, self.width() - self._left, height))
        placed = [(bar, self._bar_box(axis, bar, number)) for bar in self._placed[number]]
        for bar, box in placed:
            self._draw_bar(painter, box, row, bar.first)
        for bar, box in placed:
            self._draw_label(painter, box, bar.first, self._room(bar, box, placed))
        for span in row.free_at:
            self._draw_free(painter, self._box(axis, span, number))
        for span in row.trouble:
            self._draw_trouble(painter, self._box(axis, span, number))
        painter.restore()

    def _draw_name(self, painter: QPainter, box: QRect, row: StripRow) -> None:
        theme = self._theme
        half = box.height() // 2
        weight = QFont.Weight.DemiBold if row.role == ASKED else QFont.Weight.Medium
        name, sub = self._names(row)
        upper = QRect(box.left(), box.top() + 5, box.width(), half - 3)
        lower = QRect(box.left(), box.top() + half + 1, box.width(), half - 6)
        draw_text(painter, upper, name, font_of(theme, "label", weight), theme.color("text"))
        small = font_of(theme, "caption", QFont.Weight.Normal)
        draw_text(painter, lower, sub, small, theme.color("text3"))

    def _names(self, row: StripRow) -> tuple[str, str]:
        resource = self._context.catalogue.resources[row.resource]
        unit = self._context.say("requests-unit", unit=row.unit.name) if row.names_unit else ""
        role = self._context.say(f"requests-role-{row.role}")
        site = resource.site if row.role == EQUIVALENT else ""
        sub = " · ".join(part for part in (unit, role, site) if part)
        return self._context.texts.called(resource.name), sub

    def _draw_bar(self, painter: QPainter, box: QRect, row: StripRow, bar: PlannedBar) -> None:
        assert self._assets is not None
        style = _style_of(bar)
        rect = (box.left(), box.top(), box.width(), box.height())
        self._assets.draw_bar(painter, style, row.platform, rect)
        if bar.ref == self._review.booking.ref:
            self._draw_own_ring(painter, box)

    def _draw_own_ring(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(box).adjusted(-2, -2, 2, 2), 5, 5)

    def _room(self, bar: RowBar, box: QRect, placed: Sequence[tuple[RowBar, QRect]]) -> int:
        """Pixels free at the right of a bar, until the next one."""
        others = [
            other.left()
            for also, other in placed
            if also is not bar
            and other.right() > box.left()
            and (also.layer == bar.layer or also.layers != bar.layers)
        ]
        return min((left for left in others if left > box.left()), default=self.width()) - box.right() - 8

    def _draw_label(self, painter: QPainter, box: QRect, bar: PlannedBar, room: int) -> None:
        """The title inside; of a short bar beside it, where there is room."""
        inner = box.adjusted(8, 1, -5, -1)
        if box.width() < _SPILLS and room >= _TWO_LINES:
            self._draw_glyph(painter, box, bar)
            beside = QRect(box.right() + 6, box.top(), room, box.height())
            font = font_of(self._theme, "label", QFont.Weight.DemiBold)
            draw_text(painter, beside, self._title(bar), font, self._theme.color("text"))
        elif inner.width() < _SPILLS or box.height() < self._theme.px(BAR):
            self._draw_one_line(painter, inner, bar)
        else:
            self._draw_two_lines(painter, inner.adjusted(0, 2, 0, -2), bar)

    def _draw_glyph(self, painter: QPainter, box: QRect, bar: PlannedBar) -> None:
        side = self._theme.px(_GLYPH)
        if box.width() >= side + 4:
            place = QRect(0, 0, side, side)
            place.moveCenter(box.center())
            self._draw_plate(painter, place.adjusted(-2, -1, 2, 2), bar)
            pixmap = icon_pixmap(_glyph_of(bar), side, self._ink(bar), self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft(), pixmap)

    def _draw_one_line(self, painter: QPainter, inner: QRect, bar: PlannedBar) -> None:
        if inner.width() < self._theme.px(_GLYPH) + 6:
            return
        self._draw_plate(painter, inner.adjusted(-3, 1, 2, -1), bar)
        self._draw_title(painter, inner, bar)

    def _draw_two_lines(self, painter: QPainter, inner: QRect, bar: PlannedBar) -> None:
        self._draw_plate(painter, inner.adjusted(-3, 0, 2, 0), bar)
        half = inner.height() // 2
        self._draw_title(painter, inner.adjusted(0, 0, 0, -half), bar)
        whose = self._context.partner_name(bar.partner) if bar.partner else ""
        small = font_of(self._theme, "caption", QFont.Weight.Normal)
        draw_text(painter, inner.adjusted(0, half, 0, 0), whose, small, self._theme.color("text2"))

    def _draw_title(self, painter: QPainter, box: QRect, bar: PlannedBar) -> None:
        ink, side = self._ink(bar), self._theme.px(_GLYPH)
        pixmap = icon_pixmap(_glyph_of(bar), side, ink, self.devicePixelRatioF())
        painter.drawPixmap(box.left(), box.top() + (box.height() - side) // 2, pixmap)
        font = font_of(self._theme, "label", QFont.Weight.DemiBold)
        draw_text(painter, box.adjusted(side + 4, 0, 0, 0), self._title(bar), font, ink)

    def _draw_plate(self, painter: QPainter, area: QRect, bar: PlannedBar) -> None:
        """Behind words on a hatch."""
        if bar.is_block or bar.state is State.REQUESTED:
            plate = QColor(self._theme.color("blockFill" if bar.is_block else "surface"))
            plate.setAlphaF(_PLATE)
            painter.fillRect(area, plate)

    def _ink(self, bar: PlannedBar) -> QColor:
        return self._theme.color("blockText" if bar.is_block else "text")

    def _draw_free(self, painter: QPainter, box: QRect) -> None:
        theme = self._theme
        pen = QPen(theme.color("accent"), 1.5)
        pen.setDashPattern([4 / 1.5, 3 / 1.5])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        ink, side = theme.color("accentText"), theme.px(14)
        glyph = icon_pixmap("circle-check", side, ink, self.devicePixelRatioF())
        painter.drawPixmap(box.left() + 8, box.top() + (box.height() - side) // 2, glyph)
        font = font_of(theme, "label", QFont.Weight.DemiBold)
        inside = box.width() >= _SPILLS * 2
        text = (
            box.adjusted(side + 14, 0, -6, 0)
            if inside
            else QRect(box.right() + 6, box.top(), max(0, self.width() - box.right() - 10), box.height())
        )
        draw_text(painter, text, self._context.say("requests-free-here"), font, ink)

    def _draw_trouble(self, painter: QPainter, box: QRect) -> None:
        assert self._assets is not None
        theme = self._theme
        area = QRectF(box).adjusted(0, -2, 0, 2)
        shape = QPainterPath()
        shape.addRoundedRect(area, 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, theme.color("dangerSoft"))
        hatch = QColor(theme.color("danger"))
        hatch.setAlphaF(0.35)
        painter.fillPath(shape, self._assets.hatch(hatch))
        painter.strokePath(shape, QPen(theme.color("danger"), 2))
        if box.width() >= 20:  # noqa: PLR2004 - room for the icon
            glyph = icon_pixmap(
                "triangle-alert", theme.px(16), theme.color("danger"), self.devicePixelRatioF()
            )
            painter.drawPixmap(box.center().x() - 7, box.center().y() - 7, glyph)

    # --- reading ------------------------------------------------------------------------------------

    def _title(self, bar: PlannedBar) -> str:
        return bar.title or self._context.say("lists-unnamed")

    def painted(self) -> Shown:
        """Its rows and bars, one by one."""
        return self._shown

    def _told(self) -> list[Leaf]:
        """Each unit, and in it who has it when; where nobody does, that it is free."""
        axis = self._axis or self._make_axis()
        texts, leaves = self._context.texts, []
        for number, row in enumerate(self._rows):
            name, sub = self._names(row)
            box = QRect(0, self._row_top(number), self.width(), self._row_height(number))
            inner = tuple(
                Leaf(
                    f"{self._title(bar.first)}, {texts.when(bar.first.use, self._zone)}",
                    self._bar_box(axis, bar, number),
                )
                for bar in self._placed[number]
            )
            free = "" if inner else self._context.say("requests-free-here")
            leaves.append(Leaf(": ".join(filter(None, (f"{name} ({sub})", free))), box, inner))
        return leaves

    def event(self, event: QEvent) -> bool:
        """A tip over a bar: its whole title and times."""
        if isinstance(event, QHelpEvent) and self._axis is not None:
            for number, bars in enumerate(self._placed):
                for bar in bars:
                    if self._bar_box(self._axis, bar, number).contains(event.pos()):
                        when = self._context.texts.when(bar.first.use, self._zone)
                        QToolTip.showText(event.globalPos(), f"{self._title(bar.first)}\n{when}", self)
                        return True
            for number, row in enumerate(self._rows):
                below = event.y() - self._row_top(number)
                if event.x() < self._left and 0 <= below < self._row_height(number):
                    QToolTip.showText(event.globalPos(), "\n".join(self._names(row)), self)
                    return True
            QToolTip.hideText()
        return super().event(event)


def _style_of(bar: PlannedBar) -> BarStyle:
    return BarStyle.BLOCK if bar.is_block else _STYLES.get(bar.state, BarStyle.APPROVED)


def _glyph_of(bar: PlannedBar) -> str:
    return "wrench" if bar.is_block else looks_of(bar.state.value)[0]
