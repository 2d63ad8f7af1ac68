"""Where the bars of a row are drawn, and where their labels go. Laid out row by row, only when needed. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
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
    lanes = max(1, len(row.lanes))
    next_left = [_FAR] * lanes
    found: list[Placed] = []
    for bar in reversed(row.bars):
        if bar.occupied_end <= axis.start or bar.occupied_start >= axis.end:
            continue
        placed = _place(bar, axis, metrics, lanes, next_left, measure)
        found.append(placed)
    found.sort(key=_left_edge)
    farthest: list[int] = []
    most = 0
    for placed in found:
        most = max(most, placed.right)
        farthest.append(most)
    return RowLayout(tuple(found), tuple(placed.setup_x for placed in found), tuple(farthest))


def _left_edge(placed: Placed) -> tuple[int, int]:
    return placed.setup_x, placed.x0


def _place(
    bar: RowBar,
    axis: TimeAxis,
    metrics: Metrics,
    lanes: int,
    next_left: list[float],
    measure: Callable[[RowBar, int], float],
) -> Placed:
    x0, x1 = _extent(bar, axis)
    setup, turnaround = x0, x1
    if bar.occupied_start < bar.start:
        setup = min(x0, int(axis.x(bar.occupied_start) + 0.5))
    if bar.occupied_end > bar.end:
        turnaround = max(x1, int(axis.x(bar.occupied_end) + 0.5))
    y, height = _vertical(bar, metrics, lanes)
    following = _take_lanes(bar, lanes, setup, next_left)
    if not bar.quiet:
        if x1 - x0 >= INSIDE_FROM:
            left = max(x0, 0)
            seen = min(x1, int(axis.width)) - left
            if seen >= INSIDE_FROM:
                return Placed(x0, x1, y, height, bar, Label.INSIDE, left, seen, setup, turnaround, turnaround)
        if following - turnaround >= _SPILL_FROM:
            room = min(following - SPILL_MARGIN, axis.width) - turnaround - SPILL_GAP
            if room >= SPILL_LEAST:
                label_x = turnaround + SPILL_GAP
                width = int(min(room, SPILL_MOST, measure(bar, height) + 2))
                right = label_x + width
                return Placed(x0, x1, y, height, bar, Label.SPILLED, label_x, width, setup, turnaround, right)
    return Placed(x0, x1, y, height, bar, Label.NONE, 0, 0, setup, turnaround, turnaround)


def _take_lanes(bar: RowBar, lanes: int, left: int, next_left: list[float]) -> float:
    """Where the next bar on any of its lanes begins; from now on this one is the next there."""
    lane = bar.lane
    if bar.lanes == 1:
        following = next_left[lane]
        if left < following:
            next_left[lane] = left
        return following
    last = min(lanes, lane + bar.lanes)
    following = min(next_left[lane:last])
    for number in range(lane, last):
        next_left[number] = min(next_left[number], left)
    return following


def _extent(bar: RowBar, axis: TimeAxis) -> tuple[int, int]:
    """Left and right edge, wide enough to see; what goes on outside the period reaches out of it."""
    x0, x1 = int(axis.x(bar.start) + 0.5), int(axis.x(bar.end) + 0.5)
    if x1 < x0 + MIN_WIDTH:
        x0 = min(x0, int(axis.width) - MIN_WIDTH)
        x1 = x0 + MIN_WIDTH
    if bar.start < axis.start:
        x0 = -OVERHANG
    if bar.end > axis.end:
        x1 = int(axis.width) + OVERHANG
    return x0, x1


def _vertical(bar: RowBar, metrics: Metrics, lanes: int) -> tuple[int, int]:
    top = metrics.lane_top(bar.lane, lanes)
    height = metrics.span_height(bar.lanes, lanes)
    if bar.layers == 1:
        return top, height
    each = (height - (bar.layers - 1)) / bar.layers
    y0, y1 = round(bar.layer * (each + 1)), round(bar.layer * (each + 1) + each)
    return top + y0, max(2, y1 - y0)
