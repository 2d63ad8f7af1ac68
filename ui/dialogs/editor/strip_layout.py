"""A day from 7 to 20 o'clock as a strip: what lies where, and what a drag makes of the window. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import LIVE, State
from platform_booking.domain.recurrence import wall_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.catalogue import Platform
    from platform_booking.domain.timespan import TimeSpan

FIRST: Final = 7 * 60
LAST: Final = 20 * 60
SNAP: Final = 15
DAY: Final = 24 * 60
MOST_LANES: Final = 4
Minutes = tuple[int, int]
"""From, until: minutes of the day."""


@dataclass(frozen=True, slots=True)
class StripBar:
    """What somebody else has, or asks for."""

    use: Minutes
    occupied: Minutes
    state: State
    is_block: bool
    title: str
    units: int
    lane: int = 0
    lanes: int = 1


def bars_of(
    bars: Iterable[PlannedBar], units: Collection[int], day: date, zone: ZoneInfo, leaving: str = ""
) -> tuple[StripBar, ...]:
    """The bars on these units at that day, side by side where they overlap. ``leaving`` (ref) is not shown."""
    grouped: dict[tuple[str, int, int], list[PlannedBar]] = {}
    for bar in bars:
        if bar.unit_id in units and bar.state in {*LIVE, State.COMPLETED} and bar.ref != leaving:
            grouped.setdefault((bar.ref, bar.occurrence, bar.line), []).append(bar)
    found = []
    for group in grouped.values():
        first = group[0]
        occupied = minutes_of(first.occupied, day, zone)
        if occupied[1] > FIRST and occupied[0] < LAST:
            use = minutes_of(first.use, day, zone)
            found.append(StripBar(use, occupied, first.state, first.is_block, first.title, len(group)))
    return _in_lanes(sorted(found, key=lambda bar: (bar.occupied, bar.title)))


def _in_lanes(bars: list[StripBar]) -> tuple[StripBar, ...]:
    """Each in the first lane that is free; what overlaps shares the height."""
    ends: list[int] = []
    placed = []
    for bar in bars:
        free = next((lane for lane, end in enumerate(ends) if end <= bar.occupied[0]), None)
        if free is None and len(ends) < MOST_LANES:
            free = len(ends)
            ends.append(0)
        lane = free if free is not None else len(ends) - 1
        ends[lane] = max(ends[lane], bar.occupied[1])
        placed.append((bar, lane))
    return tuple(
        StripBar(
            bar.use, bar.occupied, bar.state, bar.is_block, bar.title, bar.units, lane, max(1, len(ends))
        )
        for bar, lane in placed
    )


def minutes_of(span: TimeSpan, day: date, zone: ZoneInfo) -> Minutes:
    """Minutes of that day at which the span begins and ends; before and after it are cut to the day's edges."""
    midnight = datetime.combine(day, time())

    def minute(moment: datetime) -> int:
        apart = wall_time(moment, zone) - midnight
        return max(0, min(DAY, int(apart / timedelta(minutes=1))))

    return minute(span.start), minute(span.end)


def closed_hours(platform: Platform | None, day: date) -> tuple[Minutes, ...]:
    """The parts of the strip at which the platform is closed."""
    if platform is None or platform.opening is None:
        return ()
    closed = []
    at = FIRST
    for opens, closes in platform.opening[day.weekday()]:
        if opens > at:
            closed.append((at, min(opens, LAST)))
        at = max(at, closes)
    if at < LAST:
        closed.append((at, LAST))
    return tuple(closed)


class Grip:
    """The parts of the window that can be held."""

    BODY: Final = "body"
    START: Final = "start"
    END: Final = "end"


def dragged(window: Minutes, grip: str, by: int) -> Minutes:
    """The window after its body or an end was drawn by so many minutes, in quarters of an hour, inside the day."""
    start, end = window
    if grip == Grip.BODY:
        moved = max(0, min(DAY - (end - start), _snapped(start + by)))
        return moved, moved + end - start
    if grip == Grip.START:
        return max(0, min(end - SNAP, _snapped(start + by))), end
    return start, min(DAY, max(start + SNAP, _snapped(end + by)))


def _snapped(minute: int) -> int:
    return (minute + SNAP // 2) // SNAP * SNAP
