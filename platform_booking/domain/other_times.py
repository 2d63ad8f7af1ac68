"""Other times at which a wish would fit, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import make_plan
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.rhythms import Series, once
from platform_booking.domain.slots import SearchWindow
from platform_booking.domain.start_grid import PER_DAY, StartGrid, bits
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import Wish

USUAL_HOURS: Final = (8 * 60, 19 * 60)
DAY: Final = timedelta(days=1)


class Grade(IntEnum):
    """What the rules think of a wish."""

    NO = 0
    UNWELCOME = 1
    """It may be, but nobody would want it who did not ask for it."""
    YES = 2


class Opinion(NamedTuple):
    """What the rules think of a wish, and whether they would think the same of any other start on that day."""

    grade: Grade
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """First dates at which something would fit, the nearest first."""

    welcome: tuple[TimeSpan, ...] = ()
    others: tuple[TimeSpan, ...] = ()
    """At which the rules let it pass, but nobody would want it."""


def other_times(
    wish: Wish, occupancy: Occupancy, period: TimeSpan, look: Callable[[Wish], Opinion], most: int
) -> Times:
    """So many times at which the whole wish would fit, one of each stretch of possible starts.

    On the quarter of an hour, within ``period``; ``occupancy`` must cover everything that the wish could touch there.
    """
    window = _window(wish, period)
    candidates = _single_starts if wish.rule is None else _series_starts
    found: dict[Grade, list[TimeSpan]] = {Grade.UNWELCOME: [], Grade.YES: []}
    worst: dict[date, Grade] = {}
    done: set[int] = set()
    for stretch, start in candidates(wish, occupancy, window):
        day = wall_time(start, wish.zone).date()
        if start == wish.start or stretch in done or not _is_worth_a_look(worst.get(day), found, most):
            continue
        grade, all_day = look(wish.at(start))
        if all_day:
            worst[day] = grade
        if grade is Grade.NO or len(found[grade]) == most or not _fits_at(wish, start, occupancy):
            continue
        found[grade].append(TimeSpan(start, wish.length.after(start, wish.zone)))
        if grade is Grade.YES:
            done.add(stretch)
            if len(found[grade]) == most:
                break
    return Times(tuple(found[Grade.YES]), tuple(found[Grade.UNWELCOME]))


def _is_worth_a_look(known: Grade | None, found: Mapping[Grade, Sequence[TimeSpan]], most: int) -> bool:
    return known is None or (known is Grade.UNWELCOME and len(found[known]) < most)


def _fits_at(wish: Wish, start: datetime, occupancy: Occupancy) -> bool:
    """The whole check, by the planner itself: same number of dates, the first one where it was said to be."""
    shifted = wish.at(start)
    try:
        occurrences = shifted.occurrences()
    except InvalidInput:
        return False
    if occurrences[0].original_start != start or len(occurrences) != len(wish.occurrences()):
        return False
    return make_plan(shifted.needs(), occupancy, wish.zone, repack=True).fits


def _sorted(
    wish: Wish, grid: StartGrid, stretches: Iterable[Sequence[Series]]
) -> Iterator[tuple[int, datetime]]:
    found = [
        (number, grid.start(series.starts[0]))
        for number, stretch in enumerate(stretches)
        for series in stretch
    ]
    found.sort(key=lambda item: (abs(item[1] - wish.start), item[1] < wish.start))
    return iter(found)


def _single_starts(wish: Wish, occupancy: Occupancy, window: SearchWindow) -> Iterator[tuple[int, datetime]]:
    """(number of the stretch, start): every quarter of an hour of each stretch of possible starts, nearest first."""
    grid = StartGrid(window, wish.length)
    return _sorted(wish, grid, once(grid.common_starts(wish.lines, occupancy, repack=True), grid.size))


def _series_starts(wish: Wish, occupancy: Occupancy, window: SearchWindow) -> Iterator[tuple[int, datetime]]:
    """The same where every date finds its units and the rhythm stays as it is; within one day where dates are left out by name."""
    starts = [date.original_start for date in wish.occurrences()]
    days = [wall_time(start, wish.zone).date() for start in starts]
    last = window.period.end + (max(starts) - starts[0])
    period = TimeSpan(window.period.start, last + DAY)
    everywhere = SearchWindow(period, wish.zone)  # what is asked of the first date only is asked below
    grid = StartGrid(everywhere, wish.length)
    free = grid.common_starts(wish.lines, occupancy, repack=True)
    possible = free
    for day in days[1:]:
        possible &= free >> (day - days[0]).days * PER_DAY
    first = StartGrid(window, wish.length)
    possible &= first.admitted & bits(0, first.size)
    kept = 0
    for at, there in grid.day_bits(possible):
        if there and _keeps_rhythm(wish, grid.wall(at).date()):
            kept |= there << at
    return _sorted(wish, grid, once(kept, grid.size))


def _keeps_rhythm(wish: Wish, day: date) -> bool:
    """Whether the rule says as many dates from that day on, and that day first."""
    wall = wall_time(wish.start, wish.zone)
    if wish.skip and abs(day - wall.date()) > DAY:
        return False
    start = localize(datetime.combine(day, wall.time()), wish.zone)
    try:
        dates = wish.at(start).occurrences()
    except InvalidInput:
        return False
    return dates[0].original_start == start and len(dates) == len(wish.occurrences())


def _window(wish: Wish, period: TimeSpan) -> SearchWindow:
    """Days and hours at which people would want the alternative: working days, the usual hours and the wished ones."""
    start, end = (
        wall_time(wish.start, wish.zone),
        wall_time(wish.length.after(wish.start, wish.zone), wish.zone),
    )
    low = min(USUAL_HOURS[0], start.hour * 60 + start.minute)
    high = max(USUAL_HOURS[1], end.hour * 60 + end.minute)
    if end.date() > start.date() and end - start < DAY:
        low, high = 0, 24 * 60
    return SearchWindow(
        period=period,
        zone=wish.zone,
        weekdays=frozenset({0, 1, 2, 3, 4, start.weekday(), (end - timedelta(minutes=1)).weekday()}),
        hours=(low, high),
    )
