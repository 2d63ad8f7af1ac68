"""Time to pixels and back: a piecewise-linear axis that folds nights and weekends. Knows no Qt.

Instants are seconds since the epoch, so a day of a DST change is 23 or 25 hours long without anybody's doing; what the
clocks of the zone show decides only where the segments begin and where times snap.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import localize, wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Platform

HOUR: Final = 3600
DAY_MINUTES: Final = 1440
SATURDAY: Final = 5


class Scale(StrEnum):
    """How much time a screenful shows."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


class SegmentKind(StrEnum):
    """What a stretch of the axis is."""

    OPEN = "open"
    NIGHT = "night"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class ScaleMeasures:
    """Metrics of one scale: pixels of folds and of an hour, minutes of a snap."""

    fold_night: float
    fold_weekend: float
    least: float
    """Pixels per open hour when zoomed out."""
    most: float
    snap: int


MEASURES: Final = {
    Scale.DAY: ScaleMeasures(28, 38, 40, 160, 15),
    Scale.WEEK: ScaleMeasures(8, 38, 8, 32, 30),
    Scale.TWO_WEEKS: ScaleMeasures(6, 34, 4, 24, 60),
    Scale.MONTH: ScaleMeasures(2, 18, 2, 8, DAY_MINUTES),
}


@dataclass(frozen=True, slots=True)
class Hours:
    """When most people work: minutes of the day, and the weekdays (Monday is 0)."""

    opens: int = 8 * 60
    closes: int = 19 * 60
    weekdays: frozenset[int] = frozenset(range(SATURDAY))


def working_hours(platforms: Iterable[Platform]) -> Hours:
    """From the first platform to open to the last to close, by whole hours. What never closes has no say."""
    spans = [
        (weekday, first, last)
        for platform in platforms
        if platform.opening is not None
        for weekday, day in enumerate(platform.opening)
        for first, last in day
        if (first, last) != (0, DAY_MINUTES)
    ]
    if not spans:
        return Hours()
    opens = min(first for _, first, _ in spans) // 60 * 60
    closes = -(-max(last for _, _, last in spans) // 60) * 60
    weekdays = {weekday for weekday, _, _ in spans} | set(range(SATURDAY))
    return Hours(opens, closes, frozenset(weekdays))


@dataclass(frozen=True, slots=True)
class Folding:
    """Which closed stretches are folded: all or none, except those that were clicked (by their start)."""

    folds: bool = True
    except_: frozenset[int] = frozenset()

    def is_folded(self, start: int) -> bool:
        """Whether the closed stretch that begins there is folded."""
        return self.folds != (start in self.except_)

    def toggled(self, start: int) -> Folding:
        """The same with one stretch the other way."""
        return Folding(self.folds, self.except_ ^ {start})

    def all_toggled(self) -> Folding:
        """Everything folded, or everything open."""
        return Folding(not self.folds)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time drawn at one scale: seconds since the epoch, and pixels from the left of the content."""

    start: int
    end: int
    x0: float
    x1: float
    kind: SegmentKind
    day: date
    """On which it begins."""
    folded: bool


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day: its midnights, and where its open hours are drawn (all of it, where it has none)."""

    day: date
    start: int
    end: int
    x0: float
    x1: float
    works: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    kind: SegmentKind
    day: date
    folded: bool


class TimeAxis:
    """Piecewise-linear time. ``x(t)`` and ``t(x)`` are each other's inverse within the period."""

    def __init__(self, segments: Iterable[Segment], zone: ZoneInfo, pixels_per_hour: float) -> None:
        self.segments = tuple(segments)
        self.zone = zone
        self.pixels_per_hour = pixels_per_hour
        self.starts = [segment.start for segment in self.segments]
        self._lefts = [segment.x0 for segment in self.segments]
        self.slopes = [(segment.x1 - segment.x0) / (segment.end - segment.start) for segment in self.segments]
        self.start, self.end = self.segments[0].start, self.segments[-1].end
        self.width = self.segments[-1].x1
        self.days = tuple(self._day_marks())

    def index(self, t: float) -> int:
        """The segment in which an instant lies; the first or last for what is outside."""
        return max(0, bisect_right(self.starts, t) - 1)

    def x(self, t: float) -> float:
        """Pixels from the left of the content, held within it."""
        if t <= self.start:
            return 0.0
        if t >= self.end:
            return self.width
        at = bisect_right(self.starts, t) - 1
        return self._lefts[at] + (t - self.starts[at]) * self.slopes[at]

    def pixels(self, times: Iterable[int]) -> list[int]:
        """The nearest whole pixel of each instant, quickly: those of one segment lie together as a rule."""
        starts, lefts, slopes = self.starts, self._lefts, self.slopes
        least, most, width = self.start, self.end, int(self.width + 0.5)
        since = until = least
        left = slope = 0.0
        found: list[int] = []
        for t in times:
            if not since <= t < until:
                if t <= least:
                    found.append(0)
                    continue
                if t >= most:
                    found.append(width)
                    continue
                at = bisect_right(starts, t) - 1
                since, left, slope = starts[at], lefts[at], slopes[at]
                until = starts[at + 1] if at + 1 < len(starts) else most
            found.append(int(left + (t - since) * slope + 0.5))
        return found

    def t(self, x: float) -> float:
        """The instant at that pixel, held within the period."""
        if x <= 0:
            return float(self.start)
        if x >= self.width:
            return float(self.end)
        at = bisect_right(self._lefts, x) - 1
        segment = self.segments[at]
        return segment.start + (x - segment.x0) / self.slopes[at]

    def segment_at(self, x: float) -> Segment:
        """The segment under that pixel."""
        return self.segments[max(0, bisect_right(self._lefts, x) - 1)]

    def day_at(self, t: float) -> DayMark | None:
        """The day of an instant; None outside the period."""
        at = bisect_right(self.days, t, key=lambda mark: mark.start) - 1
        return self.days[at] if at >= 0 and t < self.days[at].end else None

    def _day_marks(self) -> Iterator[DayMark]:
        day = datetime.fromtimestamp(self.start, UTC).astimezone(self.zone).date()
        start = self.start
        opened = {segment.day: segment for segment in self.segments if segment.kind is SegmentKind.OPEN}
        while start < self.end:
            end = min(midnight(day + timedelta(days=1), self.zone), self.end)
            span = opened.get(day)
            x0, x1 = (span.x0, span.x1) if span else (self.x(start), self.x(end))
            yield DayMark(day, start, end, x0, x1, span is not None)
            day, start = day + timedelta(days=1), end

    # --- snapping: in time, never in pixels ---------------------------------------------------------------

    def snap(self, t: float, minutes: int) -> int:
        """The nearest multiple of ``minutes`` on the clocks of the zone; out of a fold to its nearer edge."""
        wall = wall_time(datetime.fromtimestamp(t, UTC), self.zone)
        day = datetime.combine(wall.date(), time())
        steps = (wall - day + timedelta(minutes=minutes) / 2) // timedelta(minutes=minutes)
        snapped = int(localize(day + steps * timedelta(minutes=minutes), self.zone).timestamp())
        return self.out_of_fold(snapped, t)

    def out_of_fold(self, t: int, meant: float | None = None) -> int:
        """The same instant, or the nearer edge of the fold that swallows it."""
        meant = t if meant is None else meant
        segment = self.segments[self.index(t)]
        if not segment.folded or not segment.start < t < segment.end:
            return t
        return segment.start if meant - segment.start < segment.end - meant else segment.end


def midnight(day: date, zone: ZoneInfo) -> int:
    """Seconds since the epoch at which the day begins."""
    return at_minute(day, 0, zone)


def at_minute(day: date, minute: int, zone: ZoneInfo) -> int:
    """Seconds since the epoch at which the zone's clocks show that minute of the day (1440: the next midnight)."""
    return int(localize(datetime.combine(day, time()) + timedelta(minutes=minute), zone).timestamp())


def hour_ticks(axis: TimeAxis, segment: Segment, step_minutes: int = 60) -> Iterator[tuple[int, int]]:
    """(instant, minute of the day) at each multiple of the step within a segment, its start included."""
    step = step_minutes * 60
    wall = wall_time(datetime.fromtimestamp(segment.start, UTC), axis.zone)
    past = (wall.hour * HOUR + wall.minute * 60) % step
    t = segment.start + (step - past if past else 0)
    while t < segment.end:
        shown = wall_time(datetime.fromtimestamp(t, UTC), axis.zone)
        yield t, shown.hour * 60 + shown.minute
        t += step


def build_axis(
    first: date,
    days: int,
    zone: ZoneInfo,
    *,
    scale: Scale,
    hours: Hours = Hours(),
    folding: Folding = Folding(),
    pixels_per_hour: float,
    text_scale: float = 1.0,
) -> TimeAxis:
    """The axis of some days from ``first`` on; folded weekends grow with the text that names them."""
    measures = MEASURES[scale]
    segments: list[Segment] = []
    x = 0.0
    for stretch in _stretches(first, days, zone, hours, folding):
        width = _width(stretch, measures, pixels_per_hour, text_scale)
        segments.append(
            Segment(stretch.start, stretch.end, x, x + width, stretch.kind, stretch.day, stretch.folded)
        )
        x += width
    return TimeAxis(segments, zone, pixels_per_hour)


def fitting(
    first: date,
    days: int,
    zone: ZoneInfo,
    *,
    scale: Scale,
    hours: Hours,
    folding: Folding,
    width: float,
    text_scale: float = 1.0,
) -> float:
    """Pixels per hour at which the period just fills the width; never less than the scale's least."""
    measures = MEASURES[scale]
    folds = open_hours = 0.0
    for stretch in _stretches(first, days, zone, hours, folding):
        if stretch.folded:
            folds += _width(stretch, measures, 0, text_scale)
        else:
            open_hours += (stretch.end - stretch.start) / HOUR
    return max(measures.least, (width - folds) / open_hours) if open_hours else measures.least


def _width(stretch: _Stretch, measures: ScaleMeasures, pixels_per_hour: float, text_scale: float) -> float:
    if not stretch.folded:
        return (stretch.end - stretch.start) / HOUR * pixels_per_hour
    if stretch.kind is SegmentKind.WEEKEND:
        return round(measures.fold_weekend * text_scale)
    return measures.fold_night


def _stretches(first: date, days: int, zone: ZoneInfo, hours: Hours, folding: Folding) -> Iterator[_Stretch]:
    """Open hours, the nights between them (one from closing to opening) and days on which nobody works."""
    night: tuple[int, date] | None = None
    for number in range(days):
        day = first + timedelta(days=number)
        start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        if day.weekday() not in hours.weekdays:
            if night is not None:
                yield _closed(night[0], start, SegmentKind.NIGHT, night[1], folding)
                night = None
            yield _closed(start, end, SegmentKind.WEEKEND, day, folding)
            continue
        opens, closes = at_minute(day, hours.opens, zone), at_minute(day, hours.closes, zone)
        begin, begin_day = night or (start, day)
        if begin < opens:
            yield _closed(begin, opens, SegmentKind.NIGHT, begin_day, folding)
        yield _Stretch(opens, closes, SegmentKind.OPEN, day, folded=False)
        night = (closes, day) if closes < end else None
    if night is not None:
        last = first + timedelta(days=days)
        yield _closed(night[0], midnight(last, zone), SegmentKind.NIGHT, night[1], folding)


def _closed(start: int, end: int, kind: SegmentKind, day: date, folding: Folding) -> _Stretch:
    return _Stretch(start, end, kind, day, folding.is_folded(start))
