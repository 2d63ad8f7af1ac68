"""Heights of the planning board at one density and one scale of text, in logical pixels. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GRID: Final = 4
"""Heights are multiples of it, so that rows begin on whole pixels of a screen at 125, 150 and 175 % too."""


class Density(StrEnum):
    """How much air rows have."""

    COMPACT = "compact"
    NORMAL = "normal"
    COMFORT = "comfort"


_ROW: Final = {Density.COMPACT: 32, Density.NORMAL: 44, Density.COMFORT: 56}
_BAR: Final = {Density.COMPACT: 24, Density.NORMAL: 34, Density.COMFORT: 42}


@dataclass(frozen=True, slots=True)
class Metrics:
    """What rows, bars and the header measure."""

    row: int = 44
    bar: int = 34
    lane: int = 20
    lane_gap: int = 2
    padding: int = 5
    group: int = 28
    header_day: int = 26
    header_hour: int = 22
    column: int = 240
    scale: float = 1.0

    @property
    def header(self) -> int:
        """Both tiers."""
        return self.header_day + self.header_hour

    def height(self, lanes: int) -> int:
        """The height of a row of so many lanes."""
        if lanes <= 1:
            return self.row
        inner = lanes * self.lane + (lanes - 1) * self.lane_gap
        return _whole(inner + 2 * self.padding)

    def lane_top(self, lane: int, lanes: int) -> int:
        """Where a lane of a row of so many begins."""
        if lanes <= 1:
            return (self.row - self.bar) // 2
        return self.padding + lane * (self.lane + self.lane_gap)

    def span_height(self, count: int, lanes: int) -> int:
        """The height of a bar over ``count`` lanes next to each other."""
        if lanes <= 1:
            return self.bar
        return count * self.lane + (count - 1) * self.lane_gap

    def lane_at(self, y: float, lanes: int) -> int:
        """The lane nearest to ``y`` within the row."""
        if lanes <= 1:
            return 0
        return max(0, min(lanes - 1, int((y - self.padding) // (self.lane + self.lane_gap))))


COLUMN: Final = 240
"""Of the resources, at first: the long names of real catalogues need more than the 220 of the mock-ups."""
NARROWEST: Final = 160
WIDEST: Final = 440
COLUMN_STEP: Final = 40


def column_width(wanted: float) -> int:
    """A width of the column that there can be, in pixels at 100 % of text."""
    return max(NARROWEST, min(WIDEST, round(wanted)))


def column_growth(scale: float) -> float:
    """How much wider the column is with text at that scale: half as much as the text, for there is one screen."""
    return 1 + (scale - 1) / 2


def metrics_of(density: Density, scale: float = 1.0, column: int = COLUMN) -> Metrics:
    """The measures at a density, with text at that scale (1.0 is 100 %); ``column`` at 100 %."""
    return Metrics(
        row=_whole(_ROW[density] * scale),
        bar=_even(_BAR[density] * scale),
        lane=_even(20 * scale),
        group=_whole(28 * scale),
        header_day=_even(26 * scale),
        header_hour=_even(22 * scale),
        column=_whole(column * column_growth(scale)),
        scale=scale,
    )


def _whole(size: float) -> int:
    return -(-round(size) // GRID) * GRID


def _even(size: float) -> int:
    return round(size / 2) * 2
