"""Everything the board shows, in numbers: rows, axis, placed bars; asked by painting, hit tests and drags. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.timespan import TimeSpan
from ui.timeline.axis import (
    MEASURES,
    Folding,
    Hours,
    Scale,
    TimeAxis,
    build_axis,
    fitting,
    midnight,
    working_hours,
)
from ui.timeline.colouring import ColourBy, hue, partner_numbers
from ui.timeline.layout import HANDLE, HANDLES_FROM, Placed, RowLayout, layout_row
from ui.timeline.metrics import Metrics
from ui.timeline.rows import Row, RowFilter, Rows, RowTexts, make_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import Board
    from platform_booking.domain.catalogue import Catalogue
    from ui.timeline.bars import RowBar

_DAYS: Final = {Scale.DAY: 1, Scale.WEEK: 7, Scale.TWO_WEEKS: 14}
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class TimelineContent:
    """What is known: the catalogue, the bars, what time it is, whose zone is shown and who looks at it."""

    catalogue: Catalogue
    board: Board | None
    now: datetime
    zone: ZoneInfo
    me: str = ""


class HitKind(StrEnum):
    """What lies under a point of the body."""

    BAR = "bar"
    START = "start"
    """The handle at a bar's start."""
    END = "end"
    EMPTY = "empty"
    FOLD = "fold"
    GROUP = "group"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point: kind, row number, lane, instant in seconds, and the bar."""

    kind: HitKind
    row: int = -1
    lane: int = 0
    t: float = 0
    placed: Placed | None = None

    @property
    def bar(self) -> RowBar | None:
        """The bar that was hit."""
        return self.placed.bar if self.placed else None


NOTHING: Final = Hit(HitKind.OUTSIDE)


@dataclass
class Scene:
    """Rows × time at one zoom. Whatever changes is made anew when it is next asked for."""

    content: TimelineContent
    texts: RowTexts
    measure: Callable[[RowBar, int], float]
    metrics: Metrics = field(default_factory=Metrics)
    first: date = date(2026, 1, 1)
    scale: Scale = Scale.WEEK
    filters: RowFilter = field(default_factory=RowFilter)
    folding: Folding = field(default_factory=Folding)
    zoom: float = 0.0
    """From fitting the width (0) to the scale's largest (1)."""
    width: int = 1000
    """Pixels to fit into."""
    colour_by: ColourBy = ColourBy.PLATFORM
    _rows: Rows | None = None
    _axis: TimeAxis | None = None
    _hours: Hours | None = None
    _partners: Mapping[str, int] | None = None
    _layouts: dict[int, RowLayout] = field(default_factory=dict)

    # --- what it is made of -----------------------------------------------------------------------------

    @property
    def rows(self) -> Rows:
        """The rows that the filters ask for."""
        if self._rows is None:
            content = self.content
            self._rows = make_rows(content.catalogue, content.board, self.filters, self.metrics, self.texts)
        return self._rows

    @property
    def axis(self) -> TimeAxis:
        """The period, at this zoom."""
        if self._axis is None:
            self._axis = build_axis(
                self.first,
                self.days,
                self.content.zone,
                scale=self.scale,
                hours=self.hours,
                folding=self.folding,
                pixels_per_hour=self.pixels_per_hour(self.zoom),
                text_scale=self.metrics.scale,
            )
        return self._axis

    @property
    def hours(self) -> Hours:
        """When the platforms work."""
        if self._hours is None:
            platforms = self.content.catalogue.platforms.values()
            self._hours = working_hours(platform for platform in platforms if platform.active)
        return self._hours

    @property
    def days(self) -> int:
        """How many days the period has."""
        if self.scale is not Scale.MONTH:
            return _DAYS[self.scale]
        following = (
            date(self.first.year + 1, 1, 1)
            if self.first.month == _DECEMBER
            else date(self.first.year, self.first.month + 1, 1)
        )
        return (following - self.first.replace(day=1)).days

    @property
    def span(self) -> TimeSpan:
        """The period in time."""
        zone = self.content.zone
        start = midnight(self.first, zone)
        end = midnight(self.first + timedelta(days=self.days), zone)
        return TimeSpan(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))

    def pixels_per_hour(self, zoom: float) -> float:
        """How wide an hour is at a zoom between 0 and 1."""
        fit = fitting(
            self.first,
            self.days,
            self.content.zone,
            scale=self.scale,
            hours=self.hours,
            folding=self.folding,
            width=self.width,
            text_scale=self.metrics.scale,
        )
        most = max(MEASURES[self.scale].most, 2 * fit)
        return float(fit * (most / fit) ** zoom)

    def layout(self, row: int) -> RowLayout:
        """The placed bars of a row."""
        found = self._layouts.get(row)
        if found is None:
            found = layout_row(self.rows.rows[row], self.axis, self.metrics, self.measure)
            self._layouts[row] = found
        return found

    def hues(self, row: Row) -> Callable[[RowBar], str]:
        """What says with which colour a bar of a row is drawn."""
        if self.colour_by is ColourBy.PLATFORM:
            return lambda _bar: row.platform
        if self._partners is None:
            self._partners = partner_numbers(self.content.catalogue)
        by, partners = self.colour_by, self._partners
        return lambda bar: hue(by, bar.first, row.platform, partners)

    # --- what changes -----------------------------------------------------------------------------------

    def set_content(self, content: TimelineContent) -> None:
        """Other bars, another catalogue, another hour."""
        if content.catalogue is not self.content.catalogue or content.zone != self.content.zone:
            self._hours = self._partners = None
            self.forget_axis()
        self.content = content
        self.forget_rows()

    def set_filters(self, filters: RowFilter) -> None:
        """Ask for other rows."""
        self.filters = filters
        self.forget_rows()

    def toggle_group(self, code: str) -> None:
        """Close a group, or open it."""
        self.set_filters(replace(self.filters, collapsed=self.filters.collapsed ^ {code}))

    def toggle_pool(self, code: str) -> None:
        """Show every unit of a large pool, or its two lanes."""
        self.set_filters(replace(self.filters, opened=self.filters.opened ^ {code}))

    def forget_rows(self) -> None:
        """Rows are made anew."""
        self._rows = None
        self._layouts.clear()

    def forget_axis(self) -> None:
        """The axis is made anew, and every bar placed again."""
        self._axis = None
        self._layouts.clear()

    # --- what lies where --------------------------------------------------------------------------------

    def hit(self, x: float, y: float) -> Hit:
        """What lies at a point of the content."""
        number = self.rows.at(y)
        if number is None or not 0 <= x < self.axis.width:
            return NOTHING
        row = self.rows.rows[number]
        t = self.axis.t(x)
        if row.is_group:
            return Hit(HitKind.GROUP, number, t=t)
        inside = y - row.y
        placed = self.layout(number).hit(x, inside)
        lane = self.metrics.lane_at(inside, len(row.lanes))
        if placed is not None:
            return Hit(_part_hit(placed, x), number, lane, t, placed)
        if self.axis.segment_at(x).folded:
            return Hit(HitKind.FOLD, number, lane, t)
        return Hit(HitKind.EMPTY, number, lane, t)

    def placed_of(self, session: tuple[str, int]) -> list[tuple[int, Placed]]:
        """(row number, placed bar) of every bar of a session that is listed."""
        found = []
        for number, bar in self.rows.sessions.get(session, ()):
            found += [(number, placed) for placed in self.layout(number).placed if placed.bar is bar]
        return found

    def row_of(self, code: str) -> tuple[int, Row] | None:
        """A resource's row, with its number."""
        number = self.rows.find(code)
        return None if number is None else (number, self.rows.rows[number])

    def band(self, row: Row, units: tuple[int, ...], count: int, lane: int = 0) -> list[tuple[int, int]]:
        """(y, height) within the row of the lanes of these units; of ``count`` lanes from ``lane`` on without any."""
        lanes = len(row.lanes)
        wanted = sorted({row.lanes.index(unit) for unit in units if unit in row.lanes})
        if not wanted:
            first = max(0, min(lane, lanes - count))
            wanted = list(range(first, min(lanes, first + max(1, count))))
        bands: list[tuple[int, int]] = []
        start = wanted[0]
        for at, number in enumerate(wanted):
            if at + 1 == len(wanted) or wanted[at + 1] != number + 1:
                size = number - start + 1
                bands.append((self.metrics.lane_top(start, lanes), self.metrics.span_height(size, lanes)))
                start = wanted[at + 1] if at + 1 < len(wanted) else number
        return bands


def _part_hit(placed: Placed, x: float) -> HitKind:
    if placed.bar.more or placed.x1 - placed.x0 < HANDLES_FROM:
        return HitKind.BAR
    if x < placed.x0 + HANDLE:
        return HitKind.START
    if x >= placed.x1 - HANDLE:
        return HitKind.END
    return HitKind.BAR
