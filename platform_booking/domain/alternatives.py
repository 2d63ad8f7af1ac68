"""The nearest "yes": what else would fit, checked by the same planner that said no."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import Plan, PlannedLine, Wish, make_plan
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.rhythms import once
from platform_booking.domain.slots import GRID_MINUTES, SearchWindow, fits
from platform_booking.domain.start_grid import StartGrid
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import date

    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.conflicts import Occupancy

    Admits = Callable[[Wish], bool]

SERIES_REACH: Final = timedelta(days=28)
"""How far a whole series is shifted in search of a free rhythm."""
SINGLE_REACH: Final = timedelta(days=120)
"""How far one session or campaign is looked for."""
TIMES_OFFERED: Final = 2
CANDIDATES: Final = 6000
"""So many other times are looked at, the nearest first."""
USUAL_HOURS: Final = (8 * 60, 19 * 60)
DAY: Final = timedelta(days=1)


class AlternativeKind(StrEnum):
    """What is changed to make it fit."""

    UNIT = "unit"
    RESOURCE = "resource"
    TIME = "time"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way out. It was planned with the very data that refused the wish, and fits."""

    kind: AlternativeKind
    span: TimeSpan
    """Of the first date."""
    resource: str = ""
    """The unit's resource, or the one to take instead."""
    instead_of: str = ""
    unit: str = ""
    skip: tuple[date, ...] = ()


def reach_of(wish: Wish) -> timedelta:
    """How far after its own dates alternatives to this wish are looked for."""
    return SINGLE_REACH if wish.rule is None else SERIES_REACH


def find_alternatives(
    wish: Wish,
    plan: Plan,
    occupancy: Occupancy,
    equivalents: Mapping[str, tuple[Resource, ...]],
    now: datetime,
    admits: Admits = lambda _wish: True,
    prefers: Admits = lambda _wish: True,
    troubled: Collection[str] = (),
    broken_days: Collection[date] = (),
) -> tuple[Alternative, ...]:
    """Ways out of a plan that does not fit: another unit, an equivalent resource, another time, fewer dates.

    ``admits`` says whether the rules let a wish be booked: what they refuse is no way out; of times those are offered first that it
    also ``prefers``. ``troubled`` are codes of
    resources of which a rule complains: others may do instead; ``broken_days`` are dates of which one does. ``occupancy`` must cover the wish's resources and their equivalents from ``now`` (or the wish's first day) until
    ``reach_of`` after its last date.
    """
    occurrences = wish.occurrences()
    first = occurrences[0].span
    return (
        *_other_units(wish, plan, occupancy, first, admits),
        *_equivalents(wish, plan, occupancy, equivalents, first, admits, troubled),
        *(
            tuple(islice(_other_times(wish, plan, occupancy, now, prefers), TIMES_OFFERED))
            or islice(_other_times(wish, plan, occupancy, now, admits), TIMES_OFFERED)
        ),
        *_fewer_dates(wish, plan, first, admits, broken_days),
    )


def _other_units(
    wish: Wish, plan: Plan, occupancy: Occupancy, first: TimeSpan, admits: Admits
) -> Iterator[Alternative]:
    pinned = {item.line.number for item in wish.lines if item.unit}
    if not pinned & {conflict.line for conflict in plan.conflicts}:
        return
    free = replace(wish, lines=tuple(PlannedLine(item.line, item.resource) for item in wish.lines))
    found = make_plan(free.needs(), occupancy, wish.zone, repack=True)
    if found.fits and admits(free):
        for item in wish.lines:
            if item.unit is None:
                continue
            names = {unit.id: unit.name for unit in item.resource.units}
            given = next(a.unit_id for a in found.allocations if a.need.wish.line.number == item.line.number)
            if given != item.unit.id:
                yield Alternative(AlternativeKind.UNIT, first, resource=item.resource.code, unit=names[given])


def _equivalents(
    wish: Wish,
    plan: Plan,
    occupancy: Occupancy,
    equivalents: Mapping[str, tuple[Resource, ...]],
    first: TimeSpan,
    admits: Admits,
    troubled: Collection[str],
) -> Iterator[Alternative]:
    in_conflict = {conflict.resource for conflict in plan.conflicts} or set(troubled)
    if len(in_conflict) != 1:
        return
    (code,) = in_conflict
    quantity = max((item.line.quantity for item in wish.lines if item.resource.code == code), default=0)
    for other in equivalents.get(code, ()):
        if len(other.active_units) < quantity:
            continue
        instead = wish.using({code: other})
        if make_plan(instead.needs(), occupancy, wish.zone, repack=True).fits and admits(instead):
            yield Alternative(AlternativeKind.RESOURCE, first, resource=other.code, instead_of=code)


def _fewer_dates(
    wish: Wish, plan: Plan, first: TimeSpan, admits: Admits, broken_days: Collection[date]
) -> Iterator[Alternative]:
    bad = {item.day(wish.zone) for item in plan.refused}
    bad |= {item.day(wish.zone) for item in plan.occurrences} & set(broken_days)
    if bad and len(bad) < len(plan.refused) + len(plan.occurrences):
        dates = tuple(sorted(bad))
        if not admits(replace(wish, skip=wish.skip | bad)):
            return
        yield Alternative(AlternativeKind.SKIP, first, skip=dates)


def _other_times(
    wish: Wish, plan: Plan, occupancy: Occupancy, now: datetime, admits: Admits
) -> Iterator[Alternative]:
    """Times for the whole wish, nearest first, one of each stretch of possible starts."""
    candidates = (
        _single_starts(wish, occupancy, now)
        if wish.rule is None
        else _series_starts(wish, plan, occupancy, now)
    )
    done: set[int] = set()
    for stretch, start in islice(candidates, CANDIDATES):
        if start == wish.start or stretch in done:
            continue
        if admits(wish.at(start)) and _fits_at(wish, start, occupancy):
            done.add(stretch)
            yield Alternative(AlternativeKind.TIME, TimeSpan(start, wish.length.after(start, wish.zone)))


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


def _single_starts(wish: Wish, occupancy: Occupancy, now: datetime) -> Iterator[tuple[int, datetime]]:
    """(number of the stretch, start): every quarter of an hour of each stretch of possible starts, the nearest first."""
    window = _window(wish, now, SINGLE_REACH)
    if window is None:
        return iter(())
    grid = StartGrid(window, wish.length)
    stretches = once(grid.common_starts(wish.lines, occupancy, repack=True), grid.size)
    found = [
        (number, grid.start(series.starts[0]))
        for number, stretch in enumerate(stretches)
        for series in stretch
    ]
    return iter(sorted(found, key=lambda item: abs(item[1] - wish.start)))


def _series_starts(
    wish: Wish, plan: Plan, occupancy: Occupancy, now: datetime
) -> Iterator[tuple[int, datetime]]:
    window = _window(wish, now, SERIES_REACH + (plan.refused or plan.occurrences)[0].span.length)
    if window is None:
        return
    dates = (*plan.refused, *plan.occurrences)
    wall = wall_time(wish.start, wish.zone)
    for number, by in enumerate(_shifts_nearest_first(same_day_only=bool(wish.skip))):
        start = localize(wall + by, wish.zone)
        if not window.admits(TimeSpan(start, wish.length.after(start, wish.zone))):
            continue
        moved = (localize(wall_time(date.original_start, wish.zone) + by, wish.zone) for date in dates)
        if all(fits(moment, wish.lines, wish.length, wish.zone, occupancy, repack=True) for moment in moved):
            yield number, start


def _shifts_nearest_first(*, same_day_only: bool) -> Iterator[timedelta]:
    reach = DAY if same_day_only else SERIES_REACH
    step = timedelta(minutes=GRID_MINUTES)
    by = step
    while by <= reach:
        yield by
        if by < DAY:
            yield -by
        by += step


def _window(wish: Wish, now: datetime, reach: timedelta) -> SearchWindow | None:
    """Days and hours at which people would want the alternative: working days, the usual hours and the wished ones."""
    start, end = (
        wall_time(wish.start, wish.zone),
        wall_time(wish.length.after(wish.start, wish.zone), wish.zone),
    )
    low = min(USUAL_HOURS[0], start.hour * 60 + start.minute)
    high = max(USUAL_HOURS[1], end.hour * 60 + end.minute)
    if end.date() > start.date() and end - start < DAY:
        low, high = 0, 24 * 60
    day_start = localize(datetime.combine(start.date(), time()), wish.zone)
    begin = max(now, day_start)
    finish = wish.length.after(wish.start, wish.zone) + reach
    if finish <= begin:
        return None
    return SearchWindow(
        period=TimeSpan(begin, finish),
        zone=wish.zone,
        weekdays=frozenset({0, 1, 2, 3, 4, start.weekday(), (end - timedelta(minutes=1)).weekday()}),
        hours=(low, high),
    )
