"""When nothing fits: what stands in the way, and the nearest search that would find something."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.finding import Looking, Rules, Suggestion, find, possible_starts
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.rhythms import most
from platform_booking.domain.start_grid import GRID_MINUTES, MINUTES_PER_DAY, StartGrid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from platform_booking.domain.conflicts import Occupancy

PLANNED_FOR_LESS: Final = 40
"""So many plans are made for each smaller wish."""
ALL_DAY: Final = (0, MINUTES_PER_DAY)
EVERY_DAY: Final = frozenset(range(7))


class MissKind(StrEnum):
    """What was given up to find something."""

    SESSIONS = "sessions"
    WITHOUT = "without"
    SHORTER = "shorter"
    HOURS = "hours"
    """Outside the hours of the day that were asked for."""
    DAYS = "days"
    """On other days of the week."""
    UNITS = "units"
    """Fewer units of a line."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Something less that would fit."""

    kind: MissKind
    suggestion: Suggestion
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A line, and at how many of the wanted starts it is free for itself."""

    resource: str
    line: int
    free: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why nothing fits."""

    bottlenecks: tuple[Bottleneck, ...]
    """The scarcest first."""
    misses: tuple[NearMiss, ...]


_OFTEN: Final = frozenset({MissKind.WITHOUT, MissKind.UNITS})
"""Kinds of which each counts, for it says of which line; of the others the nearest is enough."""


def shortfall(
    looking: Looking, occupancy: Occupancy, rules: Rules, grid: StartGrid | None = None
) -> Shortfall:
    """Why a search found nothing, and what would have found something; ``grid`` is that of the search, if it is there."""
    grid = grid or StartGrid(looking.window, looking.length)
    found: list[NearMiss] = []
    looking = replace(looking, most_planned=PLANNED_FOR_LESS)
    for kind, less, params in _less(looking, occupancy, grid):
        if kind in _OFTEN or all(kind is not item.kind for item in found):
            same = (less.window, less.length) == (looking.window, looking.length)
            suggestions = find(less, occupancy, rules, limit=1, grid=grid if same else None)
            found += [NearMiss(kind, suggestion, params) for suggestion in suggestions]
    return Shortfall(_bottlenecks(looking, occupancy, grid), tuple(found))


def _bottlenecks(looking: Looking, occupancy: Occupancy, grid: StartGrid) -> tuple[Bottleneck, ...]:
    wanted = grid.admitted.bit_count()
    found = []
    for options in looking.options:
        free = possible_starts(replace(looking, options=(options,)), grid, occupancy)
        found.append(Bottleneck(options[0].resource.code, options[0].line.number, free.bit_count(), wanted))
    return tuple(sorted(found, key=lambda item: (item.free, item.line)))


def _less(
    looking: Looking, occupancy: Occupancy, grid: StartGrid
) -> Iterator[tuple[MissKind, Looking, Mapping[str, Any]]]:
    """Smaller wishes, the nearest first."""
    yield from _fewer_sessions(looking, occupancy, grid)
    for place, options in enumerate(looking.options):
        code = options[0].resource.code
        if options[0].line.quantity > 1:
            yield (
                MissKind.UNITS,
                _with_fewer_units(looking, place),
                {
                    "resource": code,
                    "quantity": options[0].line.quantity - 1,
                },
            )
        if len(looking.options) > 1:
            others = (*looking.options[:place], *looking.options[place + 1 :])
            yield MissKind.WITHOUT, replace(looking, options=others), {"resource": code}
    yield from _shorter(looking, occupancy)
    if looking.window.hours != ALL_DAY:
        yield MissKind.HOURS, replace(looking, window=replace(looking.window, hours=ALL_DAY)), {}
    if looking.window.weekdays != EVERY_DAY:
        yield MissKind.DAYS, replace(looking, window=replace(looking.window, weekdays=EVERY_DAY)), {}


def _with_fewer_units(looking: Looking, place: int) -> Looking:
    fewer = tuple(
        replace(wish, line=replace(wish.line, quantity=wish.line.quantity - 1))
        for wish in looking.options[place]
    )
    return replace(looking, options=(*looking.options[:place], fewer, *looking.options[place + 1 :]))


def _fewer_sessions(
    looking: Looking, occupancy: Occupancy, grid: StartGrid
) -> Iterator[tuple[MissKind, Looking, Mapping[str, Any]]]:
    """The largest number of sessions that there could be at one hour, then every smaller one."""
    if looking.sessions == 1:
        return
    starts = possible_starts(looking, grid, occupancy)
    apart = -(-(looking.length.wall + looking.length.exact) // GRID_MINUTES)
    for sessions in range(min(looking.sessions - 1, len(most(starts, apart))), 0, -1):
        yield (
            MissKind.SESSIONS,
            replace(looking, sessions=sessions),
            {
                "sessions": sessions,
                "wanted": looking.sessions,
            },
        )


def _shorter(looking: Looking, occupancy: Occupancy) -> Iterator[tuple[MissKind, Looking, Mapping[str, Any]]]:
    """The longest length at which one session would fit, then shorter ones by halves."""
    minutes = looking.length.wall + looking.length.exact
    if minutes > MINUTES_PER_DAY or any(line.line.length for option in looking.options for line in option):
        return
    low, high = 0, -(-minutes // GRID_MINUTES) - 1
    while low < high:
        middle = (low + high + 1) // 2
        less = _with_length(looking, middle)
        if possible_starts(less, StartGrid(less.window, less.length), occupancy):
            low = middle
        else:
            high = middle - 1
    while low:
        less = _with_length(looking, low)
        yield MissKind.SHORTER, less, {"minutes": low * GRID_MINUTES}
        low //= 2


def _with_length(looking: Looking, quarters: int) -> Looking:
    minutes = quarters * GRID_MINUTES
    return replace(looking, length=Lapse(wall=minutes) if looking.length.wall else Lapse(exact=minutes))
