"""The two tiers above the board: days with their occupation and hours; weeks and days when more of them show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.timeline.assets import TextStyle
from ui.timeline.axis import Scale, SegmentKind, hour_ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ui.texts import Texts
    from ui.timeline.assets import Assets
    from ui.timeline.axis import DayMark, Segment
    from ui.timeline.scene import Scene

_AA: Final = QPainter.RenderHint.Antialiasing
_NO_PEN: Final = Qt.PenStyle.NoPen
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_STEPS: Final = (1, 2, 3, 4, 6)
_HOUR_ROOM: Final = 26
_CLOCK_ROOM: Final = 46
_PERCENT_FROM: Final = 92
_DAY_AIR: Final = 5
"""Pixels between the names of two days."""
_ICON: Final = 10


@dataclass(frozen=True, slots=True)
class Pill:
    """A time on the header: where the middle is, what it says, and the colours of text and ground."""

    x0: float
    x1: float
    text: str
    ground: str
    ink: str


class Header:
    """Paints the header; says which fold lies under a point of it."""

    def __init__(self, scene: Scene, assets: Assets, texts: Texts) -> None:
        self._scene = scene
        self._assets = assets
        self._texts = texts

    def fold_at(self, x: float) -> Segment | None:
        """The closed stretch (folded or open) at a pixel of the content."""
        segment = self._scene.axis.segment_at(x)
        return None if segment.kind is SegmentKind.OPEN else segment

    def paint(
        self,
        painter: QPainter,
        width: int,
        left: int,
        percents: Mapping[date, int],
        pills: Sequence[Pill] = (),
    ) -> None:
        """Paint the header of the content from ``left`` on, ``width`` pixels of it, at the origin; of pills that meet, the last."""
        metrics, color = self._scene.metrics, self._assets.theme.color
        painter.fillRect(QRectF(0, 0, width, metrics.header), color("surface"))
        painter.save()
        painter.translate(-left, 0)
        visible = (left - 1, left + width + 1)
        if self._scene.scale in {Scale.DAY, Scale.WEEK}:
            self._paint_days(painter, visible, percents)
            taken = [self._pill_extent(pill, width) for pill in pills]
            self._paint_hours(painter, visible, [(x0 + left, x1 + left) for x0, x1 in taken])
        else:
            self._paint_weeks(painter, visible)
            self._paint_days_below(painter, visible)
        painter.restore()
        painter.fillRect(QRectF(0, metrics.header_day, width, 1), color("gridHour"))
        painter.fillRect(QRectF(0, metrics.header - 1, width, 1), color("borderStrong"))
        for number, pill in enumerate(pills):
            if not any(self._overlap(pill, other, width) for other in pills[number + 1 :]):
                self._paint_pill(painter, pill, width)

    # --- days above, hours below --------------------------------------------------------------------------

    def _marks(self, visible: tuple[float, float]) -> Iterator[DayMark]:
        return (mark for mark in self._scene.axis.days if mark.x1 > visible[0] and mark.x0 < visible[1])

    def _is_today(self, mark: DayMark) -> bool:
        return mark.start <= self._scene.content.now.timestamp() < mark.end

    def _paint_days(
        self, painter: QPainter, visible: tuple[float, float], percents: Mapping[date, int]
    ) -> None:
        for segment in self._folds(visible):
            self._paint_fold(painter, segment)
        for mark in self._marks(visible):
            if mark.works:
                self._paint_day(painter, mark, percents.get(mark.day))
            elif mark.x1 - mark.x0 >= 2:  # noqa: PLR2004 - there is something to write on
                self._paint_closed_day(painter, mark)

    def _paint_day(self, painter: QPainter, mark: DayMark, percent: int | None) -> None:
        assets, metrics = self._assets, self._scene.metrics
        width = mark.x1 - mark.x0
        today = self._is_today(mark)
        if today:
            self._paint_today(painter, mark)
        is_alone = self._scene.scale is Scale.DAY
        name = self._texts.day_long(mark.day) if is_alone else self._named(mark.day)
        ink = "accentText" if today else "text"
        y = (metrics.header_day - assets.line_height(TextStyle.TITLE)) // 2 + 1
        room = width - 12
        if percent is not None and width >= _PERCENT_FROM * metrics.scale:
            said = self._texts.text("timeline-occupation", percent=percent)
            wide = assets.width(said, TextStyle.SMALL)
            token = "accentText" if today else "text3"
            assets.draw_text(painter, round(mark.x1 - wide - 7), y, said, TextStyle.SMALL, token)
            room -= wide + 8
        assets.draw_text(painter, round(mark.x0) + 8, y, name, TextStyle.TITLE, ink, room)

    def _paint_today(self, painter: QPainter, mark: DayMark) -> None:
        color = self._assets.theme.color
        x0, x1 = round(mark.x0), round(mark.x1)
        painter.fillRect(QRectF(x0, 0, x1 - x0, self._scene.metrics.header), color("accentSoft"))
        painter.fillRect(QRectF(x0, 0, x1 - x0, 3), color("accent"))

    def _paint_closed_day(self, painter: QPainter, mark: DayMark) -> None:
        assets, metrics = self._assets, self._scene.metrics
        width = mark.x1 - mark.x0
        name = self._closed_name(mark)
        if assets.width(name, TextStyle.SMALL) > width:
            return
        x = round(mark.x0 + (width - assets.width(name, TextStyle.SMALL)) / 2)
        y = (metrics.header_day - assets.line_height(TextStyle.SMALL)) // 2 + 1
        assets.draw_text(painter, x, y, name, TextStyle.SMALL, "text3")

    def _closed_name(self, mark: DayMark) -> str:
        """As much of its name as every closed day of the period has room for."""
        closed = [other for other in self._scene.axis.days if not other.works]
        for form in (self._named, self._initialled):
            if all(
                self._assets.width(form(other.day), TextStyle.SMALL) <= other.x1 - other.x0 - 2
                for other in closed
            ):
                return form(mark.day)
        return _numbered(mark.day)

    def _folds(self, visible: tuple[float, float]) -> Iterator[Segment]:
        return (
            segment
            for segment in self._scene.axis.segments
            if segment.kind is not SegmentKind.OPEN and segment.x1 > visible[0] and segment.x0 < visible[1]
        )

    def _paint_fold(self, painter: QPainter, segment: Segment) -> None:
        assets, metrics, color = self._assets, self._scene.metrics, self._assets.theme.color
        x0, x1 = round(segment.x0), round(segment.x1)
        night = segment.kind is SegmentKind.NIGHT
        painter.fillRect(QRectF(x0, 0, x1 - x0, metrics.header), color("fold" if night else "closed"))
        if not night:
            painter.fillRect(QRectF(x0, 0, 1, metrics.header), color("gridDay"))
        side = assets.px(_ICON)
        if x1 - x0 >= side + 2:
            icon = assets.icon(
                "chevrons-left-right" if segment.folded else "chevrons-right-left", side, "text3"
            )
            y = metrics.header_day + (metrics.header_hour - side) // 2
            at = (x0 + x1 - side) // 2 if segment.folded else x1 - side - 3
            painter.drawPixmap(at, y, icon)

    def _paint_hours(
        self, painter: QPainter, visible: tuple[float, float], taken: Sequence[tuple[float, float]]
    ) -> None:
        axis, metrics, assets = self._scene.axis, self._scene.metrics, self._assets
        clock = self._scene.scale is Scale.DAY
        room = (_CLOCK_ROOM if clock else _HOUR_ROOM) * metrics.scale
        step = next((hours for hours in _STEPS if hours * axis.pixels_per_hour >= room), 0)
        if not step:
            return
        painter.setPen(assets.theme.color("gridDay"))
        y = metrics.header_day + (metrics.header_hour - assets.line_height(TextStyle.SMALL)) // 2
        ticks: list[QLineF] = []
        for segment in axis.segments:
            if segment.folded or segment.x1 <= visible[0] or segment.x0 >= visible[1]:
                continue
            today = axis.day_at(self._scene.content.now.timestamp())
            ink = "accentText" if today is not None and today.start <= segment.start < today.end else "text2"
            for at, (t, minute) in enumerate(hour_ticks(axis, segment, 60)):
                x = round(axis.x(t))
                if at % step:
                    continue
                ticks.append(QLineF(x + 0.5, metrics.header - 8, x + 0.5, metrics.header - 2))
                text = f"{minute // 60:02}:00" if clock else str(minute // 60)
                end = x + 4 + assets.width(text, TextStyle.SMALL)
                if end < segment.x1 and not any(x + 4 < x1 and x0 < end for x0, x1 in taken):
                    assets.draw_text(painter, x + 4, y, text, TextStyle.SMALL, ink)
            if clock:
                ticks += [
                    QLineF(x, metrics.header - 4, x, metrics.header - 2)
                    for x in (round(axis.x(t)) + 0.5 for t, _ in hour_ticks(axis, segment, 15))
                ]
        painter.drawLines(ticks)

    # --- weeks above, days below --------------------------------------------------------------------------

    def _paint_weeks(self, painter: QPainter, visible: tuple[float, float]) -> None:
        assets, metrics = self._assets, self._scene.metrics
        y = (metrics.header_day - assets.line_height(TextStyle.TITLE)) // 2 + 1
        for number, first, last in self._weeks():
            if last.x1 <= visible[0] or first.x0 >= visible[1]:
                continue
            x0, x1 = self._scene.axis.x(first.start), self._scene.axis.x(last.end)
            painter.fillRect(QRectF(round(x0), 0, 1, metrics.header_day), self._assets.theme.color("gridDay"))
            text = self._texts.capital(self._texts.text("timeline-week", number=number))
            if assets.width(text, TextStyle.TITLE) > x1 - x0 - 12:
                text = self._texts.text("timeline-week-short", number=number)
            if assets.width(text, TextStyle.TITLE) <= x1 - x0 - 6:
                used = assets.draw_text(painter, round(x0) + 8, y, text, TextStyle.TITLE, "text")
                days = self._texts.days(first.day, last.day)
                if assets.width(days, TextStyle.SMALL) <= x1 - x0 - used - 28:
                    assets.draw_text(painter, round(x0) + 8 + used + 8, y + 1, days, TextStyle.SMALL, "text3")

    def _weeks(self) -> Iterator[tuple[int, DayMark, DayMark]]:
        first: DayMark | None = None
        last: DayMark | None = None
        for mark in self._scene.axis.days:
            if first is not None and last is not None and mark.day.weekday() == 0:
                yield first.day.isocalendar().week, first, last
                first = None
            first = first or mark
            last = mark
        if first is not None and last is not None:
            yield first.day.isocalendar().week, first, last

    def _paint_days_below(self, painter: QPainter, visible: tuple[float, float]) -> None:
        assets, metrics, color = self._assets, self._scene.metrics, self._assets.theme.color
        top, height = metrics.header_day, metrics.header_hour
        y = top + (height - assets.line_height(TextStyle.SMALL_STRONG)) // 2
        for segment in self._folds(visible):
            x0, x1 = round(segment.x0), round(segment.x1)
            night = segment.kind is SegmentKind.NIGHT
            painter.fillRect(QRectF(x0, top, x1 - x0, height), color("fold" if night else "closed"))
        form = self._day_form()
        for mark in self._marks(visible):
            x0, x1 = round(mark.x0), round(mark.x1)
            width = x1 - x0
            today = self._is_today(mark)
            if today and mark.works:
                painter.fillRect(QRectF(x0, top, width, height), color("accentSoft"))
                painter.fillRect(QRectF(x0, top, width, 3), color("accent"))
            style = TextStyle.SMALL_STRONG if mark.works else TextStyle.SMALL
            text = form(mark.day) if mark.works else self._closed_name(mark)
            token = "accentText" if today else "text" if mark.works else "text3"
            wide = assets.width(text, style)
            if wide <= width + 1:
                assets.draw_text(painter, round(x0 + (width - wide) / 2), y, text, style, token)

    def _day_form(self) -> Callable[[date], str]:
        """As much of a day's name as there is room for on every working day."""
        marks = [mark for mark in self._scene.axis.days if mark.works]
        for form in (self._named, self._initialled):
            if all(
                self._assets.width(form(mark.day), TextStyle.SMALL_STRONG) <= mark.x1 - mark.x0 - _DAY_AIR
                for mark in marks
            ):
                return form
        return _numbered

    def _named(self, day: date) -> str:
        return self._texts.dated(day, "ddd d")

    def _initialled(self, day: date) -> str:
        return f"{self._texts.dated(day, 'ddd')[:1].upper()} {day.day}"

    # --- pills ----------------------------------------------------------------------------------------------

    def paint_now(self, painter: QPainter, x: float) -> None:
        """The top of the line that says now; its tip, where days are too narrow for the time."""
        bottom, color = self._scene.metrics.header, self._assets.theme.color("nowLine")
        if self._scene.scale in {Scale.DAY, Scale.WEEK}:
            painter.fillRect(QRectF(x - 0.75, bottom - 3, 1.5, 3), color)
            return
        painter.save()
        painter.setRenderHint(_AA)
        painter.setPen(_NO_PEN)
        painter.setBrush(color)
        tip = [QPointF(x - 5, bottom - 6), QPointF(x + 5, bottom - 6), QPointF(x, bottom + 1)]
        painter.drawPolygon(tip)
        painter.restore()

    def _pill_extent(self, pill: Pill, width: int) -> tuple[float, float]:
        """Where a pill is drawn, held within the header."""
        wide = max(self._assets.width(pill.text, TextStyle.SMALL_STRONG) + 14, pill.x1 - pill.x0)
        x = min(max((pill.x0 + pill.x1) / 2 - wide / 2, 0.0), width - wide)
        return x, x + wide

    def _overlap(self, one: Pill, other: Pill, width: int) -> bool:
        (a0, a1), (b0, b1) = self._pill_extent(one, width), self._pill_extent(other, width)
        return a0 < b1 and b0 < a1

    def _paint_pill(self, painter: QPainter, pill: Pill, width: int) -> None:
        assets, metrics = self._assets, self._scene.metrics
        x0, x1 = self._pill_extent(pill, width)
        height = metrics.header_hour - 4
        box = QRectF(x0, metrics.header_day + 2, x1 - x0, height)
        painter.save()
        painter.setRenderHint(_AA)
        painter.setPen(_NO_PEN)
        painter.setBrush(assets.theme.color(pill.ground))
        round_ends = height / 2 if pill.x0 == pill.x1 else 4
        painter.drawRoundedRect(box, round_ends, round_ends)
        painter.setFont(assets.fonts[TextStyle.SMALL_STRONG])
        painter.setPen(assets.theme.color(pill.ink))
        painter.drawText(box, int(_CENTER), pill.text)
        painter.restore()


def _numbered(day: date) -> str:
    return str(day.day)
