"""Where something is possible at all: the share of starts that fit, by day and by hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.start_grid import GRID_MINUTES, MINUTES_PER_DAY, StartGrid, bits

if TYPE_CHECKING:
    from datetime import date

HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class DensityMap:
    """Days × parts of the day."""

    days: tuple[date, ...]
    hours: tuple[int, ...]
    """Where each part begins, in minutes of the day."""
    minutes: int
    """How long each part is."""
    shares: tuple[tuple[float | None, ...], ...]
    """By day, then by part: of the starts that were wanted there, how many fit; None where none was wanted."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing fits anywhere."""
        return not any(share for row in self.shares for share in row)


def density(grid: StartGrid, possible: int, minutes: int = HOUR) -> DensityMap:
    """The map of a search: days without any wanted start are there too, parts of the day without any are not.

    ``minutes`` is a divisor of a day and a multiple of the grid.
    """
    width = minutes // GRID_MINUTES
    part = bits(0, width)
    places = range(MINUTES_PER_DAY // minutes)
    wanted = [day for _, day in grid.day_bits(grid.admitted)]
    fitting = [day for _, day in grid.day_bits(possible & grid.admitted)]
    anywhere = 0
    for day in wanted:
        anywhere |= day
    shown = [place for place in places if anywhere >> place * width & part]
    return DensityMap(
        days=tuple(grid.wall(index).date() for index, _ in grid.day_bits(0)),
        hours=tuple(place * minutes for place in shown),
        minutes=minutes,
        shares=tuple(
            tuple(_share(asked >> place * width & part, found >> place * width & part) for place in shown)
            for asked, found in zip(wanted, fitting, strict=True)
        ),
    )


def _share(wanted: int, fitting: int) -> float | None:
    return fitting.bit_count() / wanted.bit_count() if wanted else None
