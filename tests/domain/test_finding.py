"""Searches against an oracle that knows nothing of bits: every quarter of an hour, asked one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.booking import Line, Occurrence
from platform_booking.domain.catalogue import Resource, Text, Unit
from platform_booking.domain.conflicts import Occupancy, Occupied
from platform_booking.domain.density import density
from platform_booking.domain.finding import Looking, Reason, find, possible_starts
from platform_booking.domain.near_misses import MissKind, shortfall
from platform_booking.domain.open_time import OpenTime
from platform_booking.domain.planning import PlannedLine, make_plan, needs_of
from platform_booking.domain.recurrence import Lapse, Recurrence, expand, localize, wall_time
from platform_booking.domain.rhythms import Rhythm
from platform_booking.domain.slots import SearchWindow, find_slots
from platform_booking.domain.start_grid import StartGrid, at_least, indices
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

PARIS = ZoneInfo("Europe/Paris")
QUARTER = timedelta(minutes=15)
SPRING = datetime(2026, 3, 27, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 23, tzinfo=UTC)
PLAIN = datetime(2026, 6, 1, tzinfo=UTC)


class NoRules:
    """Nothing else speaks for or against anything."""

    def open_starts(self, grid: StartGrid, lines: Sequence[PlannedLine]) -> int:  # noqa: ARG002 - a protocol
        return grid.admitted

    def reasons(
        self,
        lines: Sequence[PlannedLine],  # noqa: ARG002 - a protocol
        dates: Sequence[Occurrence],  # noqa: ARG002 - a protocol
    ) -> tuple[Reason, ...]:
        return ()


class ClosedDays:
    """Some days are closed: refused, or only named."""

    def __init__(self, days: frozenset[date], *, refuse: bool) -> None:
        self.days = days
        self.refuse = refuse

    def open_starts(self, grid: StartGrid, lines: Sequence[PlannedLine]) -> int:  # noqa: ARG002 - a protocol
        return sum(1 << index for index in indices(grid.admitted) if grid.wall(index).date() not in self.days)

    def reasons(
        self,
        lines: Sequence[PlannedLine],  # noqa: ARG002 - a protocol
        dates: Sequence[Occurrence],
    ) -> tuple[Reason, ...] | None:
        hit = [item.day(PARIS) for item in dates if item.day(PARIS) in self.days]
        if hit and self.refuse:
            return None
        return (Reason("holiday", {"dates": hit}, caution=True),) if hit else ()


def resource(number: int, units: int, setup: int = 0, turnaround: int = 0) -> Resource:
    made = tuple(Unit(number * 10 + place, str(place + 1)) for place in range(units))
    return Resource(number, f"R{number}", Text("", ""), units=made, setup=setup, turnaround=turnaround)


def busy(unit: Unit, start: datetime, minutes: int) -> Occupied:
    return Occupied(unit.id, TimeSpan(start, start + timedelta(minutes=minutes)), f"B-{unit.id}")


@st.composite
def lookings(draw: st.DrawFn) -> tuple[Looking, Occupancy]:
    origin = draw(st.sampled_from((PLAIN, SPRING, AUTUMN)))
    resources = [
        resource(
            number,
            draw(st.integers(1, 3)),
            draw(st.sampled_from((0, 0, 15, 50, 1500))),
            draw(st.sampled_from((0, 30, 65))),
        )
        for number in (1, 2)
    ]
    taken = Occupancy()
    for item in resources:
        for unit in item.units:
            at = origin - timedelta(hours=2)
            for _ in range(draw(st.integers(0, 5))):
                at += timedelta(minutes=draw(st.integers(0, 1500)))
                held = busy(unit, at, draw(st.integers(1, 1200)))
                taken.add(held)
                at = held.span.end
    lapse = st.builds(Lapse, st.sampled_from((0, 60, 180, 1440)), st.sampled_from((0, 25, 120, 1500)))
    lines = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        item = draw(st.sampled_from(resources))
        pinned = draw(st.sampled_from((None, None, item.units[0])))
        quantity = 1 if pinned else draw(st.integers(1, len(item.units)))
        offset = draw(st.one_of(st.just(Lapse()), lapse))
        own = draw(st.one_of(st.none(), lapse.filter(bool)))
        lines.append(PlannedLine(Line(number, item.code, quantity, offset, own), item, pinned))
    low = draw(st.integers(0, 30)) * 30
    window = SearchWindow(
        TimeSpan(
            origin + timedelta(minutes=draw(st.integers(0, 300))),
            origin + timedelta(hours=draw(st.integers(24, 80))),
        ),
        PARIS,
        draw(st.sampled_from((frozenset(range(7)), frozenset({0, 4, 5, 6})))),
        (low, draw(st.integers(low // 30 + 1, 48)) * 30),
        draw(st.sampled_from((frozenset(), frozenset({(origin + timedelta(days=1)).date()})))),
    )
    length = draw(lapse.filter(bool))
    return Looking(tuple((line,) for line in lines), length, window), taken


def every_start(looking: Looking, lines: Sequence[PlannedLine], occupancy: Occupancy) -> list[datetime]:
    """All quarters of the clock that are wanted and fit, each asked of the planner."""
    window = looking.window
    wall = datetime.combine(wall_time(window.period.start, PARIS).date(), time())
    found = []
    while wall <= wall_time(window.period.end, PARIS):
        start = localize(wall, PARIS)
        if wall_time(start, PARIS) == wall:
            span = TimeSpan(start, looking.length.after(start, PARIS))
            needs = needs_of(lines, (Occurrence(1, start, span),), PARIS)
            if window.admits(span) and make_plan(needs, occupancy, PARIS).fits:
                found.append(start)
        wall += QUARTER
    return found


@settings(max_examples=60)
@given(lookings())
def test_the_grid_knows_every_start(case: tuple[Looking, Occupancy]) -> None:
    looking, occupancy = case
    lines = next(looking.choices())
    grid = StartGrid(looking.window, looking.length)
    starts = [grid.start(index) for index in indices(grid.common_starts(lines, occupancy))]
    assert starts == every_start(looking, lines, occupancy)
    found = find(looking, occupancy, NoRules(), limit=3)
    assert bool(found) == bool(starts)
    assert {item.first.start for item in found} <= set(starts)
    if found:
        assert min(item.first.start for item in found) == starts[0]
    assert [item.first for item in find_slots(lines, looking.length, looking.window, occupancy, limit=1)] == [
        TimeSpan(start, looking.length.after(start, PARIS)) for start in starts[:1]
    ]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 255), max_size=5), st.integers(1, 5))
def test_at_least_counts(masks: list[int], quantity: int) -> None:
    expected = 0
    for chosen in combinations(masks, quantity):
        common = 255
        for mask in chosen:
            common &= mask
        expected |= common
    assert at_least(masks, quantity) == expected


DAYS = 35
HOUR = Lapse(exact=60)
SERIES_WINDOW = SearchWindow(TimeSpan(PLAIN, PLAIN + timedelta(days=DAYS)), PARIS, hours=(540, 660))


@st.composite
def crowded_months(draw: st.DrawFn) -> tuple[Looking, Occupancy]:
    """Few hours and many days off, so that rhythms are rare."""
    pool = resource(1, draw(st.integers(1, 2)), draw(st.sampled_from((0, 0, 1500))))
    taken = Occupancy()
    midnight = localize(datetime(2026, 6, 1), PARIS)  # noqa: DTZ001 - what clocks show
    for unit in pool.units:
        for day in range(DAYS):
            begin, minutes = draw(st.sampled_from(((0, 0), (0, 0), (9, 120), (9, 60), (10, 60))))
            if minutes:
                taken.add(busy(unit, midnight + timedelta(days=day, hours=begin), minutes))
    quantity = draw(st.integers(1, len(pool.units)))
    line = PlannedLine(Line(1, pool.code, quantity), pool)
    weekdays = draw(st.sampled_from((frozenset(range(7)), frozenset({1, 3}))))
    window = replace(SERIES_WINDOW, weekdays=weekdays)
    return Looking(((line,),), HOUR, window, draw(st.integers(2, 5))), taken


def plans(looking: Looking, starts: Sequence[datetime], occupancy: Occupancy) -> bool:
    lines = next(looking.choices())
    dates = [
        Occurrence(number, start, TimeSpan(start, looking.length.after(start, PARIS)))
        for number, start in enumerate(starts, 1)
    ]
    return make_plan(needs_of(lines, dates, PARIS), occupancy, PARIS).fits


@settings(max_examples=20)
@given(crowded_months())
def test_series_are_found_and_can_be_booked_by_their_rule(case: tuple[Looking, Occupancy]) -> None:
    looking, occupancy = case
    starts = every_start(looking, next(looking.choices()), occupancy)
    found = find(looking, occupancy, NoRules(), limit=60)
    weeks = [
        first
        for first in starts
        if all(first + timedelta(weeks=week) in starts for week in range(looking.sessions))
        and plans(looking, [first + timedelta(weeks=week) for week in range(looking.sessions)], occupancy)
    ]
    days = {item.first.start.date() for item in found if item.rhythm is Rhythm.WEEKLY}
    assert days == {first.date() for first in weeks}
    for item in found:
        assert plans(looking, [span.start for span in item.sessions], occupancy)
        assert item.rule is not None
        rule = Recurrence.parse(item.rule, PARIS)
        named = expand(item.first.start, rule, PARIS, frozenset(item.skip))
        assert named == tuple(span.start for span in item.sessions)
        assert len({wall_time(start, PARIS).time() for start in named}) == 1
    by_hour: dict[time, list[datetime]] = {}
    for start in starts:
        by_hour.setdefault(wall_time(start, PARIS).time(), []).append(start)
    spaced = [row[::2] for row in by_hour.values()]  # every other day: margins never meet
    if any(
        len(row) >= looking.sessions and plans(looking, row[: looking.sessions], occupancy) for row in spaced
    ):
        assert found


def test_the_order_says_what_is_better() -> None:
    single, twin = resource(1, 1), resource(2, 1)
    monday = localize(datetime(2026, 6, 1, 9), PARIS)  # noqa: DTZ001 - what clocks show
    wanted = PlannedLine(Line(1, "R1"), single)
    instead = PlannedLine(Line(1, "R2"), twin)
    occupancy = Occupancy([busy(single.units[0], monday, 120)])
    looking = Looking(((wanted, instead),), HOUR, replace(SERIES_WINDOW, weekdays=frozenset({0, 1})), 3)
    closed = ClosedDays(frozenset({date(2026, 6, 9)}), refuse=False)
    found = find(looking, occupancy, closed, limit=100)
    assert [item.order for item in found] == sorted(item.order for item in found)
    best = found[0]
    assert (best.lines[0].resource.code, best.first.start) == ("R1", monday + timedelta(weeks=1))
    codes = {reason.code for reason in best.reasons}
    assert {"every-week", "same-units", "nobody-displaced"} <= codes
    named = next(item for item in found if item.first.start == monday)
    assert {"instead", "earliest"} <= {reason.code for reason in named.reasons}
    assert any(reason.code == "holiday" for item in found for reason in item.reasons)
    assert find(looking, occupancy, closed, limit=100) == found
    refused = find(looking, occupancy, ClosedDays(closed.days, refuse=True), limit=100)
    assert refused
    assert all(span.start.date() != date(2026, 6, 9) for item in refused for span in item.sessions)


def test_the_map_tells_the_share_of_starts_that_fit() -> None:
    single = resource(1, 1)
    monday = localize(datetime(2026, 6, 1, 10, 30), PARIS)  # noqa: DTZ001 - what clocks show
    line = PlannedLine(Line(1, "R1"), single)
    window = replace(SERIES_WINDOW, weekdays=frozenset({0, 2}), hours=(540, 720))
    looking = Looking(((line,),), Lapse(exact=30), window)
    occupancy = Occupancy([busy(single.units[0], monday, 60)])
    grid = StartGrid(window, looking.length)
    found = density(grid, possible_starts(looking, grid, occupancy))
    assert found.hours == (540, 600, 660)
    assert found.shares[0] == (1.0, 0.25, 1 / 3)  # from 10:00 and from 11:30 on
    assert found.shares[1] == (None, None, None)
    assert found.shares[2] == (1.0, 1.0, 1.0)
    assert found.days[0] == date(2026, 6, 1)


def test_when_nothing_fits_it_says_what_is_scarce_and_what_would() -> None:
    free, scarce = resource(1, 3), resource(2, 2)
    window = replace(SERIES_WINDOW, weekdays=frozenset({0}))
    begin = localize(datetime(2026, 6, 1, 9, 45), PARIS)  # noqa: DTZ001 - what clocks show
    occupancy = Occupancy(
        [busy(scarce.units[0], begin + timedelta(weeks=week), 75) for week in range(5)]
        + [busy(scarce.units[1], begin + timedelta(weeks=week), 75) for week in range(1, 5)]
    )
    lines = (PlannedLine(Line(1, "R1"), free), PlannedLine(Line(2, "R2", 2), scarce))
    looking = Looking(tuple((line,) for line in lines), HOUR, window, 4)
    assert find(looking, occupancy, NoRules()) == ()
    why = shortfall(looking, occupancy, NoRules())
    assert [item.resource for item in why.bottlenecks] == ["R2", "R1"]
    assert why.bottlenecks[0].free == 0
    misses = {item.kind: item for item in why.misses}
    assert set(misses) == {MissKind.WITHOUT, MissKind.SHORTER, MissKind.HOURS, MissKind.DAYS}
    assert misses[MissKind.SHORTER].params == {"minutes": 45}
    assert misses[MissKind.WITHOUT].params == {"resource": "R2"}


@settings(max_examples=60)
@given(st.integers(0, 3000), st.integers(1, 900))
def test_open_time(start: int, minutes: int) -> None:
    opening = (((480, 720), (720, 1080)), ((480, 1080),), ((540, 1440),), ((0, 600),), (), (), ())
    monday = localize(datetime(2026, 6, 1), PARIS)  # noqa: DTZ001 - what clocks show
    found = OpenTime.of(opening, {date(2026, 6, 2)}, TimeSpan(monday, monday + timedelta(days=7)), PARIS)
    use = TimeSpan(monday + timedelta(minutes=start), monday + timedelta(minutes=start + minutes))

    def is_open(moment: int) -> bool:
        day, minute = divmod(moment, 1440)
        return day != 1 and any(low <= minute < high for low, high in opening[day])

    longest = 900 + 600  # from Wednesday nine o'clock through the night
    assert found.longest == timedelta(minutes=longest)
    assert found.contains(use) == all(is_open(moment) for moment in range(start, start + minutes))
