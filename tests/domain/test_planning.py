from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import Line, Occurrence
from platform_booking.domain.catalogue import Resource, Text, Unit
from platform_booking.domain.conflicts import ConflictKind, Occupancy, Occupied
from platform_booking.domain.planning import PlannedLine, make_plan, needs_of
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.slots import SearchWindow, find_slots
from platform_booking.domain.timespan import TimeSpan

EPOCH = datetime(2026, 12, 1, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def at(minutes: int) -> datetime:
    return EPOCH + timedelta(minutes=minutes)


def span(start: int, end: int) -> TimeSpan:
    return TimeSpan(at(start), at(end))


def pool(units: int, *, setup: int = 0, turnaround: int = 0, first: int = 1) -> Resource:
    return Resource(
        first,
        f"R{first}",
        Text("R", "R"),
        units=tuple(Unit(first * 100 + number, str(number)) for number in range(units)),
        setup=setup,
        turnaround=turnaround,
    )


def line(resource: Resource, quantity: int = 1, number: int = 1) -> PlannedLine:
    return PlannedLine(Line(number, resource.code, quantity), resource)


def dates(*spans: TimeSpan) -> list[Occurrence]:
    return [Occurrence(number, item.start, item) for number, item in enumerate(spans, 1)]


busy_units = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400), st.integers(1, 90)), max_size=25)


def disjoint(rows: list[tuple[int, int, int]]) -> list[Occupied]:
    found: list[Occupied] = []
    for unit, start, length in rows:
        item = Occupied(100 + unit, span(start, start + length), "B")
        if not any(item.unit_id == other.unit_id and item.span.overlaps(other.span) for other in found):
            found.append(item)
    return found


@given(busy_units, st.integers(0, 400), st.integers(1, 90))
def test_the_index_agrees_with_the_textbook(
    rows: list[tuple[int, int, int]], start: int, length: int
) -> None:
    occupied = disjoint(rows)
    index = Occupancy(occupied)
    wanted = span(start, start + length)
    for unit in range(100, 104):
        over = sorted(item.span for item in occupied if item.unit_id == unit and item.span.overlaps(wanted))
        assert [item.span for item in index.over(unit, wanted)] == over
        assert index.is_free(unit, wanted) is not bool(over)


@given(busy_units, st.integers(1, 4), st.integers(0, 30), st.integers(0, 30))
def test_a_single_date_fits_exactly_when_enough_units_are_free(
    rows: list[tuple[int, int, int]], quantity: int, setup: int, turnaround: int
) -> None:
    occupied = disjoint(rows)
    resource = pool(4, setup=setup, turnaround=turnaround)
    plan = make_plan(
        needs_of([line(resource, quantity)], dates(span(100, 200)), PARIS), Occupancy(occupied), PARIS
    )
    taken = span(100 - setup, 200 + turnaround)
    free = {unit.id for unit in resource.units} - {
        item.unit_id for item in occupied if item.span.overlaps(taken)
    }
    assert plan.fits is (len(free) >= quantity)
    assert {item.unit_id for item in plan.allocations} <= free
    assert len(plan.allocations) == (quantity if plan.fits else 0)
    assert bool(plan.conflicts) is not plan.fits


def test_the_same_unit_serves_a_whole_series_where_one_can() -> None:
    occupied = [Occupied(100, span(1440, 1500), "B-1"), Occupied(101, span(2880, 2940), "B-2")]
    series = dates(*(span(day * 1440, day * 1440 + 60) for day in range(4)))
    plan = make_plan(needs_of([line(pool(3))], series, PARIS), Occupancy(occupied), PARIS)
    assert {item.unit_id for item in plan.allocations} == {102}


def test_a_date_fits_with_all_its_lines_or_not_at_all() -> None:
    free, busy = pool(1, first=1), pool(1, first=2)
    series = dates(span(0, 60), span(1440, 1500))
    occupied = Occupancy([Occupied(200, span(1440, 1500), "B-9", title="Autre")])
    plan = make_plan(needs_of([line(free), line(busy, number=2)], series, PARIS), occupied, PARIS)
    assert [item.number for item in plan.refused] == [2]
    assert {item.need.occurrence.number for item in plan.allocations} == {1}
    (conflict,) = plan.conflicts
    assert (conflict.resource, conflict.holder, conflict.kind) == ("R2", "B-9", ConflictKind.HARD)


def test_two_lines_of_one_pool_do_not_get_the_same_unit() -> None:
    resource = pool(2)
    needs = needs_of([line(resource), line(resource, number=2)], dates(span(0, 60)), PARIS)
    plan = make_plan(needs, Occupancy(), PARIS)
    assert len({item.unit_id for item in plan.allocations}) == 2


@given(busy_units, st.integers(1, 3), st.integers(1, 10), st.integers(0, 20), st.integers(0, 20))
def test_found_slots_agree_with_trying_every_quarter(
    rows: list[tuple[int, int, int]], quantity: int, quarters: int, setup: int, turnaround: int
) -> None:
    occupancy = Occupancy(disjoint(rows))
    wish = line(pool(4, setup=setup, turnaround=turnaround), quantity)
    length = Lapse(exact=15 * quarters)
    window = SearchWindow(span(0, 600), PARIS)

    def possible(start: int) -> bool:
        wanted = span(start, start + 15 * quarters)
        plan = make_plan(needs_of([wish], dates(wanted), PARIS), occupancy, PARIS)
        return plan.fits and window.admits(wanted)

    expected = [start for start in range(0, 600, 15) if possible(start)]
    found = [proposal.first.start for proposal in find_slots([wish], length, window, occupancy, limit=50)]
    assert set(found) <= {at(start) for start in expected}
    assert found[:1] == [at(start) for start in expected[:1]]


def test_a_series_does_not_meet_itself() -> None:
    wish = line(pool(1, turnaround=30))
    plan = make_plan(
        needs_of([wish], dates(span(0, 60), span(60, 120), span(150, 200)), PARIS), Occupancy(), PARIS
    )
    assert [item.number for item in plan.refused] == [2]
    assert [item.holder for item in plan.conflicts] == [""]


def test_a_date_that_is_refused_takes_nothing_from_the_others() -> None:
    machine, room = pool(1, turnaround=30), pool(1, first=2)
    occupancy = Occupancy([Occupied(200, span(0, 60), "B")])
    lines = [line(machine), line(room, number=2)]
    plan = make_plan(needs_of(lines, dates(span(0, 60), span(60, 120)), PARIS), occupancy, PARIS)
    assert [item.number for item in plan.refused] == [1]
    assert [item.holder for item in plan.conflicts] == ["B"]
    assert [(item.need.occurrence.number, item.unit_id) for item in plan.allocations] == [(2, 100), (2, 200)]
