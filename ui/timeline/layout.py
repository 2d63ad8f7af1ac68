"""Where the bars of a row are drawn, and where their labels go. Laid out row by row, only when needed. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.timeline.axis import TimeAxis
    from ui.timeline.bars import RowBar
    from ui.timeline.metrics import Metrics
    from ui.timeline.rows import Row

MIN_WIDTH: Final = 6
TINY: Final = 8
"""Narrower bars are plain rectangles."""
INSIDE_FROM: Final = 96
"""From this width on the title stands inside the bar."""
ICON_FROM: Final = 20
SPILL_GAP: Final = 5
SPILL_MARGIN: Final = 13
SPILL_LEAST: Final = 42
"""Six characters."""
SPILL_MOST: Final = 190
_SPILL_FROM: Final = SPILL_MARGIN + SPILL_GAP + SPILL_LEAST
HANDLE: Final = 6
"""Pixels at each end of a bar that resize it."""
HANDLES_FROM: Final = 18
"""Narrower bars have no handles: there would be nothing left to grab."""
OVERHANG: Final = 6
"""Pixels by which a bar that goes on outside the period reaches out of it, so that it does not look ended."""
_FAR: Final = 1e9


class Label(IntEnum):
    """Where the title of a bar goes."""

    NONE = 0
    INSIDE = 1
    SPILLED = 2


_NO_LABEL: Final = Label.NONE


class Placed(NamedTuple):
    """A bar in content pixels; ``y`` from the top of its row."""

    x0: int
    x1: int
    y: int
    height: int
    bar: RowBar
    label: Label
    label_x: int
    label_width: int
    setup_x: int
    """Where set-up begins: at most x0."""
    turnaround_x: int
    """Where turnaround ends: at least x1."""
    right: int
    """Where the last painted pixel is, spilled label included."""


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The placed bars of a row, the leftmost first, and what finds those in a window by bisection."""

    placed: tuple[Placed, ...]
    lefts: tuple[int, ...]
    farthest: tuple[int, ...]
    """The rightmost painted pixel so far: sorted, so that both ends of a window are found by bisection."""

    def between(self, left: float, right: float) -> Sequence[Placed]:
        """The bars of which something may be painted in ``[left, right)``."""
        return self.placed[bisect_right(self.farthest, left) : bisect_left(self.lefts, right)]

    def hit(self, x: float, y: float, slack: int = 0) -> Placed | None:
        """The topmost bar at a point of the row."""
        at = bisect_right(self.lefts, x + slack) - 1
        while at >= 0 and self.farthest[at] > x - slack:
            bar = self.placed[at]
            if bar.x0 - slack <= x < bar.x1 + slack and bar.y <= y < bar.y + bar.height:
                return bar
            at -= 1
        return None


def layout_row(
    row: Row, axis: TimeAxis, metrics: Metrics, measure: Callable[[RowBar, int], float]
) -> RowLayout:
    """Place the bars of a row; labels spill to the right where the lanes are free up to the next bar."""
    shown = [bar for bar in row.bars if bar.occupied_end > axis.start and bar.occupied_start < axis.end]
    starts, ends = (
        axis.pixels(times) for times in ([bar.start for bar in shown], [bar.end for bar in shown])
    )
    place = _Row(axis, metrics, max(1, len(row.lanes)), measure).place
    found = [place(*edges) for edges in zip(reversed(shown), reversed(starts), reversed(ends), strict=True)]
    found.sort(key=_left_edge)
    farthest = tuple(accumulate((placed.right for placed in found), max))
    return RowLayout(tuple(found), tuple(placed.setup_x for placed in found), farthest)


def _left_edge(placed: Placed) -> tuple[int, int]:
    return placed.setup_x, placed.x0


class _Row:
    """Bars placed from right to left, each knowing where the next one on its lanes begins."""

    def __init__(
        self, axis: TimeAxis, metrics: Metrics, lanes: int, measure: Callable[[RowBar, int], float]
    ) -> None:
        self._axis = axis
        self._metrics = metrics
        self._lanes = lanes
        self._measure = measure
        self._start, self._end, self._width = axis.start, axis.end, int(axis.width)
        self._next_left = [_FAR] * lanes
        self._verticals: dict[tuple[int, int, int, int], tuple[int, int]] = {}

    def place(self, bar: RowBar, x0: int, x1: int) -> Placed:
        """The bar between these pixels, with its label where there is room."""
        if x1 < x0 + MIN_WIDTH or bar.start < self._start or bar.end > self._end:
            x0, x1 = self._extent(bar, x0, x1)
        setup, turnaround = x0, x1
        if bar.occupied_start < bar.start:
            setup = min(x0, int(self._axis.x(bar.occupied_start) + 0.5))
        if bar.occupied_end > bar.end:
            turnaround = max(x1, int(self._axis.x(bar.occupied_end) + 0.5))
        y, height = self._verticals.get((bar.lane, bar.lanes, bar.layer, bar.layers)) or self._vertical(bar)
        if bar.lanes == 1:
            following = self._next_left[bar.lane]
            if setup < following:
                self._next_left[bar.lane] = setup
        else:
            following = self._take_lanes(bar, setup)
        if x1 - x0 >= INSIDE_FROM or following - turnaround >= _SPILL_FROM:
            return self._labelled(
                Placed(x0, x1, y, height, bar, _NO_LABEL, 0, 0, setup, turnaround, turnaround), following
            )
        return Placed(x0, x1, y, height, bar, _NO_LABEL, 0, 0, setup, turnaround, turnaround)

    def _labelled(self, placed: Placed, following: float) -> Placed:
        """With its title inside, or beside it up to where the next bar begins; without, where neither has room."""
        if placed.bar.quiet:
            return placed
        if placed.x1 - placed.x0 >= INSIDE_FROM:
            left = max(placed.x0, 0)
            seen = min(placed.x1, self._width) - left
            if seen >= INSIDE_FROM:
                return placed._replace(label=Label.INSIDE, label_x=left, label_width=seen)
        room = min(following - SPILL_MARGIN, self._axis.width) - placed.turnaround_x - SPILL_GAP
        if room < SPILL_LEAST:
            return placed
        x = placed.turnaround_x + SPILL_GAP
        width = int(min(room, SPILL_MOST, self._measure(placed.bar, placed.height) + 2))
        return placed._replace(label=Label.SPILLED, label_x=x, label_width=width, right=x + width)

    def _take_lanes(self, bar: RowBar, left: int) -> float:
        """Where the next bar on any of its lanes begins; from now on this one is the next there."""
        last = min(self._lanes, bar.lane + bar.lanes)
        following = min(self._next_left[bar.lane : last])
        for number in range(bar.lane, last):
            self._next_left[number] = min(self._next_left[number], left)
        return following

    def _extent(self, bar: RowBar, x0: int, x1: int) -> tuple[int, int]:
        """Left and right edge, wide enough to see; what goes on outside the period reaches out of it."""
        if x1 < x0 + MIN_WIDTH:
            x0 = min(x0, self._width - MIN_WIDTH)
            x1 = x0 + MIN_WIDTH
        if bar.start < self._start:
            x0 = -OVERHANG
        if bar.end > self._end:
            x1 = self._width + OVERHANG
        return x0, x1

    def _vertical(self, bar: RowBar) -> tuple[int, int]:
        """Top and height, the same for all bars of a lane and layer."""
        top = self._metrics.lane_top(bar.lane, self._lanes)
        height = self._metrics.span_height(bar.lanes, self._lanes)
        if bar.layers > 1:
            each = (height - (bar.layers - 1)) / bar.layers
            y0, y1 = round(bar.layer * (each + 1)), round(bar.layer * (each + 1) + each)
            top, height = top + y0, max(2, y1 - y0)
        found = self._verticals[bar.lane, bar.lanes, bar.layer, bar.layers] = top, height
        return found
