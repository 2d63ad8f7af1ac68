"""Hours added up, against counting every half hour of tiny worlds one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.catalogue import Catalogue, Partner, Platform, Resource, Text, Unit
from platform_booking.domain.open_time import OpenTime
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.reports.model import OTHERS, Figures, Group, UsageReport
from platform_booking.domain.reports.open_clock import OpenClock, steps_of
from platform_booking.domain.reports.usage import Scope, usage_report
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable

PARIS = zone_of("Europe/Paris")
TICK = timedelta(minutes=30)
START = datetime(2026, 10, 23, tzinfo=PARIS)
"""A Friday; the clocks go back on Sunday."""
CLOSED = date(2026, 10, 26)
OPENING = (((9 * 60, 12 * 60), (13 * 60, 17 * 60)),) * 5 + ((),) * 2
CATALOGUE = Catalogue(
    partners=(Partner(1, "UNI", "Université", "university"), Partner(2, "CHU", "Hôpital", "hospital")),
    platforms=(
        Platform(1, "DAY", Text("Jour", "Day"), opening=OPENING),
        Platform(2, "NIGHT", Text("Nuit", "Night")),
    ),
    resources=(
        Resource(1, "PAIR", Text("", ""), platform="DAY", units=(Unit(1, "1"), Unit(2, "2"))),
        Resource(2, "ROOM", Text("", ""), platform="DAY", units=(Unit(3, "1"), Unit(4, "2", active=False))),
        Resource(3, "TANK", Text("", ""), platform="NIGHT", units=(Unit(5, "1"),)),
        Resource(4, "OLD", Text("", ""), platform="NIGHT", units=(Unit(6, "1"),), active=False),
    ),
)
RESOURCE_OF = {unit: resource.code for unit, resource in CATALOGUE.resource_of_unit.items()}


def scope(period: TimeSpan, partner: Callable[[str], str] = str) -> Scope:
    days, is_weekly = steps_of(period, PARIS)
    clocks = {}
    for item in CATALOGUE.resources.values():
        opening = CATALOGUE.platforms[item.platform].opening
        closed = {CLOSED} if item.platform == "DAY" else ()
        if item.active:
            clocks[item.code] = OpenClock(OpenTime.of(opening, closed, period, PARIS), period, days, PARIS)

    def category(code: str) -> str:
        return OTHERS if partner(code) == OTHERS else {"UNI": "university", "CHU": "hospital"}.get(code, "")

    resources = tuple(CATALOGUE.resources.values())
    return Scope(CATALOGUE, period, days, is_weekly, resources, clocks, partner, category)


def seconds(ticks: int) -> int:
    return int((START + ticks * TICK).timestamp()) if ticks < 0 else int(START.timestamp()) + ticks * 1800


LAST = 7 * 48 + 2
"""Half hours in the week, with the hour that comes twice."""
PERIOD = TimeSpan(START, datetime(2026, 10, 30, tzinfo=PARIS))
States = st.sampled_from(["requested", "approved", "in_use", "completed", "no_show"])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    held, blocked, free = [], [], {unit: set(range(-48, LAST + 48)) for unit in RESOURCE_OF}
    for booking in range(1, draw(st.integers(1, 4)) + 1):
        partner, purpose, funding = (
            draw(st.sampled_from([1, 2, None])),
            draw(st.sampled_from(["training", "research"])),
            draw(st.sampled_from(["", "Plan"])),
        )
        learners = draw(st.integers(0, 3))
        for occurrence in range(1, draw(st.integers(1, 2)) + 1):
            start = draw(st.integers(-20, LAST))
            length = draw(st.integers(1, 60))
            for unit in draw(
                st.lists(st.sampled_from(sorted(RESOURCE_OF)), min_size=1, max_size=3, unique=True)
            ):
                ticks = set(range(start, start + length))
                if not ticks <= free[unit]:
                    continue
                free[unit] -= ticks
                state = draw(States)
                used = (start, start + (length + 1) // 2) if state == "completed" else None
                really = (seconds(used[0]), seconds(used[1])) if used else (None, None)
                held.append(
                    (
                        booking,
                        occurrence,
                        unit,
                        seconds(start),
                        seconds(start + length),
                        state,
                        *really,
                        partner,
                        purpose,
                        learners,
                        funding,
                    )
                )
    for unit in draw(st.lists(st.sampled_from(sorted(RESOURCE_OF)), max_size=2, unique=True)):
        start, length = draw(st.integers(-5, LAST)), draw(st.integers(1, 100))
        if set(range(start, start + length)) <= free[unit]:
            blocked.append((unit, seconds(start), seconds(start + length)))
    return held, blocked


@cache
def is_open(platform: str, at: int) -> bool:
    wall = datetime.fromtimestamp(at, PARIS)
    if platform == "NIGHT":
        return True
    minute = wall.hour * 60 + wall.minute
    return wall.date() != CLOSED and any(low <= minute < high for low, high in OPENING[wall.weekday()])


def ticks(start: int, end: int) -> list[int]:
    return [at for at in range(start, end, 1800) if seconds(0) <= at < seconds(LAST)]


def counted(held: list[Any], blocked: list[Any], chosen: Callable[[Any], bool]) -> Figures:
    """The same by looking at each half hour."""
    hours: Counter[str] = Counter()
    taught: dict[tuple[int, int], set[int]] = {}
    dates, missed, bookings, attended = set(), set(), set(), {}
    for row in filter(chosen, held):
        booking, occurrence, unit, start, end, state, begun, ended, _, _, learners, _ = row
        hours["used"] += len(ticks(begun, ended)) if begun is not None else 0
        key, code = (booking, occurrence), RESOURCE_OF[unit]
        for at in ticks(start, end):
            if state == "requested":
                hours["requested"] += 1
                continue
            hours["approved"] += 1
            bookings.add(booking)
            dates.add(key)
            if state == "no_show":
                hours["no_show"] += 1
                missed.add(key)
                continue
            opened = is_open(CATALOGUE.resources[code].platform, at)
            hours["within"] += opened and unit not in (4, 6)
            attended[key] = learners
            if end - start <= 24 * 3600 or opened:
                taught.setdefault(key, set()).add(at)
    return Figures(
        **{name: hours[name] * TICK for name in ("approved", "requested", "used", "no_show", "within")},
        learner_time=sum((len(there) * attended[key] * TICK for key, there in taught.items()), timedelta()),
        participations=sum(attended.values()),
        bookings=len(bookings),
        dates=len(dates),
        missed_dates=len(missed),
    )


def opened(code: str, blocked: list[Any]) -> timedelta:
    resource = CATALOGUE.resources[code]
    count = 0
    for tick in range(LAST):
        at = seconds(tick)
        if is_open(resource.platform, at):
            for unit in resource.active_units:
                count += not any(key == unit.id and start <= at < end for key, start, end in blocked)
    return count * TICK


def without_open(figures: Figures) -> Figures:
    return Figures(**{name: getattr(figures, name) for name in Figures.__slots__ if name != "open"})


@settings(max_examples=15)
@given(worlds())
def test_every_grouping_is_what_counting_gives(world: tuple[list[Any], list[Any]]) -> None:
    held, blocked = world
    report = usage_report(scope(PERIOD), held, blocked)
    assert without_open(report.total) == counted(held, blocked, lambda _row: True)
    keys: dict[Group, Callable[[Any], str]] = {
        Group.RESOURCE: lambda row: RESOURCE_OF[row[2]],
        Group.PLATFORM: lambda row: CATALOGUE.resources[RESOURCE_OF[row[2]]].platform,
        Group.PARTNER: lambda row: {1: "UNI", 2: "CHU", None: ""}[row[8]],
        Group.CATEGORY: lambda row: {1: "university", 2: "hospital", None: ""}[row[8]],
        Group.PURPOSE: lambda row: row[9],
        Group.FUNDING: lambda row: row[11],
    }
    for group, key in keys.items():
        for code, figures in report.groups[group].items():
            wanted = counted(held, blocked, lambda row, key=key, code=code: key(row) == code)  # type: ignore[misc]
            assert without_open(figures) == wanted, (group, code)
        assert (
            sum((item.approved for item in report.groups[group].values()), timedelta())
            == report.total.approved
        )
    for code in ("PAIR", "ROOM", "TANK"):
        figures = report.groups[Group.RESOURCE][code]
        assert figures.open == opened(code, blocked)
        assert sum(share or 0 for share in report.heat.resources[code]) >= 0
        assert figures.utilisation is None or 0 <= figures.utilisation <= 1
    assert "OLD" not in report.heat.resources


@settings(max_examples=15)
@given(worlds(), st.integers(1, LAST - 1))
def test_two_periods_add_up_to_one(world: tuple[list[Any], list[Any]], cut: int) -> None:
    held, blocked = world
    middle = PERIOD.start + cut * TICK
    whole, first, last = (
        usage_report(scope(span), held, blocked).total
        for span in (PERIOD, TimeSpan(PERIOD.start, middle), TimeSpan(middle, PERIOD.end))
    )
    for name in ("approved", "requested", "used", "no_show", "within", "open", "learner_time"):
        assert getattr(first, name) + getattr(last, name) == getattr(whole, name), name


def report_of(held: list[Any], partner: Callable[[str], str] = str) -> UsageReport:
    return usage_report(scope(PERIOD, partner), held, [])


def test_the_night_of_the_clock_change_is_an_hour_longer() -> None:
    night = [(1, 1, 5, seconds(2 * 48), seconds(3 * 48 + 2), "approved", None, None, 1, "training", 0, "")]
    report = report_of(night)
    assert report.total.approved == timedelta(hours=25)
    assert report.heat.days[2] == date(2026, 10, 25)
    assert report.heat.resources["TANK"] == (0, 0, 1, 0, 0, 0, 0)
    assert report.heat.resources["PAIR"][1:4] == (None, None, None)


def test_whoever_may_not_be_told_apart_is_one_row() -> None:
    held = [
        (key, 1, unit, seconds(18), seconds(20), "approved", None, None, partner, "training", 0, "Plan")
        for key, (unit, partner) in enumerate(((1, 1), (2, 2), (3, None)), 1)
    ]
    report = report_of(held, lambda code: code if code == "UNI" else OTHERS)
    assert list(report.groups[Group.PARTNER]) == ["UNI", OTHERS]
    assert list(report.groups[Group.CATEGORY]) == ["university", OTHERS]
    assert list(report.groups[Group.FUNDING]) == ["Plan", OTHERS]
    assert report.groups[Group.PARTNER][OTHERS].bookings == 2
    assert report.groups[Group.PARTNER]["UNI"].share_of(report.total) == 1 / 3


def test_long_periods_are_cut_at_mondays() -> None:
    days, is_weekly = steps_of(TimeSpan(START, START + timedelta(days=60)), PARIS)
    assert is_weekly
    assert {day.weekday() for day in days} == {0}
    assert days[0] == date(2026, 10, 19)
