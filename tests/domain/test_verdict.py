from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.conflicts import ConflictKind, Occupancy, Occupied
from platform_booking.domain.packing import THOROUGH, overfull
from platform_booking.domain.planning import PlannedLine, make_plan, needs_of
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.verdict import judge
from tests.domain.test_planning import PARIS, busy_units, dates, disjoint, line, pool, span

if TYPE_CHECKING:
    from platform_booking.domain.timespan import TimeSpan


def test_each_line_is_judged_by_itself() -> None:
    room, machines = pool(1, first=1), pool(3, first=2)
    occupancy = Occupancy([Occupied(100, span(0, 60), "B-1", title="TP"), Occupied(201, span(0, 600), "B-2")])
    verdict = judge((line(room), line(machines, 2, number=2)), span(30, 90), PARIS, occupancy)
    taken, free = verdict.lines
    assert not verdict.fits
    assert not taken.fits
    assert (taken.free, taken.units) == (0, ())
    assert [(item.holder, item.title, item.line) for item in taken.conflicts] == [("B-1", "TP", 1)]
    assert free.fits
    assert (free.free, free.units, free.quantity) == (2, (200, 202), 2)
    assert free.conflicts == ()


def test_a_line_is_judged_where_its_own_times_are() -> None:
    machine = pool(1, setup=10, turnaround=20)
    wish = line(machine)
    later = PlannedLine(type(wish.line)(1, machine.code, 1, offset=Lapse(60), length=Lapse(30)), machine)
    verdict = judge((later,), span(0, 240), PARIS, Occupancy([Occupied(100, span(0, 50), "B")]))
    assert verdict.fits
    assert verdict.lines[0].use == span(60, 90)
    assert verdict.lines[0].occupied == span(50, 110)
    assert not judge((later,), span(0, 240), PARIS, Occupancy([Occupied(100, span(0, 51), "B")])).fits


def test_two_lines_of_one_booking_do_not_share_a_unit() -> None:
    machines = pool(3)
    verdict = judge((line(machines, 2), line(machines, 2, number=2)), span(0, 60), PARIS, Occupancy())
    assert [item.fits for item in verdict.lines] == [True, False]
    assert verdict.lines[1].free == 1
    assert {item.holder for item in verdict.lines[1].conflicts} == {""}


def test_more_than_the_pool_never_fits() -> None:
    machines, room = pool(2), pool(1, first=2)
    verdict = judge((line(machines, 3), line(room, number=2)), span(0, 60), PARIS, Occupancy())
    assert [(item.fits, item.free) for item in verdict.lines] == [(False, 2), (True, 1)]


def test_open_requests_compete_and_do_not_stand_in_the_way() -> None:
    asked = Occupied(100, span(0, 60), "B-1", ConflictKind.SOFT, "TP")
    verdict = judge((line(pool(1)),), span(30, 90), PARIS, Occupancy([asked]))
    assert verdict.fits
    assert [item.holder for item in verdict.lines[0].competing] == ["B-1"]


@given(busy_units, st.integers(0, 400), st.integers(1, 90), st.integers(1, 4), st.integers(1, 4))
def test_the_verdict_is_the_planners_own(
    rows: list[tuple[int, int, int]], start: int, length: int, first: int, second: int
) -> None:
    occupancy = Occupancy(disjoint(rows))
    lines = (line(pool(4), first), line(pool(4), second, number=2))
    where = span(start, start + length)
    plan = make_plan(needs_of(lines, dates(where), PARIS), occupancy, PARIS)
    verdict = judge(lines, where, PARIS, occupancy)
    assert verdict.fits is plan.fits
    if plan.fits:
        given_units = [(item.need.wish.line.number, item.unit_id) for item in plan.allocations]
        assert given_units == [(item.line, unit) for item in verdict.lines for unit in item.units]
    for item in verdict.lines:
        assert item.fits is (item.free >= item.quantity)
        assert all(occupancy.is_free(unit, item.occupied) for unit in item.units)
        assert item.fits or item.conflicts


def test_a_line_fits_when_others_change_unit_and_says_who() -> None:
    machines, room = pool(2), pool(1, first=2)
    held = [
        Occupied(100, span(0, 60), "B-1", allocation_id=1, movable=True),
        Occupied(101, span(60, 120), "B-2", allocation_id=2, movable=True),
        Occupied(200, span(0, 120), "B-3", allocation_id=3),
    ]
    verdict = judge((line(machines), line(room, number=2)), span(0, 120), PARIS, Occupancy(held))
    assert [found.fits for found in verdict.lines] == [True, False]
    assert [len(found.repacked) for found in verdict.lines] == [1, 0]
    assert verdict.lines[0].conflicts == ()
    assert verdict.lines[0].free == 0


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 1500), st.integers(30, 300), st.booleans()), max_size=90
    ),
    st.integers(0, 1500),
    st.integers(30, 400),
    st.integers(1, 2),
    st.booleans(),
)
def test_a_hand_that_drags_is_told_what_booking_says(
    rows: list[tuple[int, int, int, bool]], start: int, length: int, quantity: int, ties: bool
) -> None:
    """In a large pool too; where nobody is tied to a unit, it fits exactly when there are never more than units."""
    machines = pool(12)
    free: dict[int, list[TimeSpan]] = {}
    held: list[Occupied] = []
    for number, (unit, begin, minutes, tied) in enumerate(rows):
        where = span(begin, begin + minutes)
        if not any(where.overlaps(other) for other in free.setdefault(unit, [])):
            free[unit].append(where)
            movable = not (ties and tied)
            held.append(Occupied(100 + unit, where, f"B-{number}", allocation_id=number + 1, movable=movable))
    occupancy, where = Occupancy(held), span(start, start + length)
    verdict = judge((line(machines, quantity),), where, PARIS, occupancy)
    needs = needs_of((line(machines, quantity),), dates(where), PARIS)
    assert verdict.fits is make_plan(needs, occupancy, PARIS, repack=True, effort=THOROUGH).fits
    if not ties:
        over = [part for item in held if (part := item.span.clip(where))]
        assert verdict.fits is not overfull([*over, *[where] * quantity], 12)
