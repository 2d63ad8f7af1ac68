"""Where several needs fit at once, in the order of time: what other times are offered from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.rhythms import once
from platform_booking.domain.search_window import SearchWindow
from platform_booking.domain.start_grid import GRID_MINUTES, StartGrid, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.domain.timespan import TimeSpan

__all__ = ["GRID_MINUTES", "Proposal", "SearchWindow", "find_slots", "fits"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One or several sessions that fit, in order of time."""

    sessions: tuple[TimeSpan, ...]

    @property
    def first(self) -> TimeSpan:
        """Its first session."""
        return self.sessions[0]


def find_slots(
    lines: Sequence[PlannedLine],
    length: Lapse,
    window: SearchWindow,
    occupancy: Occupancy,
    *,
    limit: int = 10,
    repack: bool = False,
) -> tuple[Proposal, ...]:
    """The nearest times at which all lines fit, earliest first: the first start of each stretch of possible starts."""
    grid = StartGrid(window, length)
    starts = grid.common_starts(lines, occupancy, repack=repack)
    found: list[Proposal] = []
    for stretch in once(starts, grid.size):
        if len(found) == limit:
            break
        for (first,) in (series.starts for series in stretch):
            if not repack or fits(grid.start(first), lines, length, window.zone, occupancy, repack=True):
                found.append(Proposal((grid.span(first),)))
                break
    return tuple(found)
