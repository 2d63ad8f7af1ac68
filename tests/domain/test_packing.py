from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.conflicts import Occupancy, Occupied
from platform_booking.domain.packing import Piece, overfull, pack, sweep
from platform_booking.domain.planning import Plan, PlannedLine, make_plan, needs_of
from tests.domain.test_planning import PARIS, dates, line, pool, span

if TYPE_CHECKING:
    from platform_booking.domain.timespan import TimeSpan

UNITS = (1, 2, 3)
Row = tuple[int, int, int, bool]
"""Unit, start, length, whether it may move."""

rows = st.lists(
    st.tuples(st.sampled_from(UNITS), st.integers(0, 9), st.integers(1, 5), st.booleans()), max_size=7
)
wishes = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6)), min_size=1, max_size=2)


def at_home(found: list[Row]) -> list[Row]:
    """Those that do not overlap an earlier one on their unit."""
    kept: list[Row] = []
    for unit, start, length, loose in found:
        if all(unit != other or start >= s + n or s >= start + length for other, s, n, _ in kept):
            kept.append((unit, start, length, loose))
    return kept


def pieces_of(found: list[Row], wanted: list[tuple[int, int]]) -> list[Piece]:
    homes = [
        Piece(("held", number), span(start, start + length), UNITS if loose else (unit,), unit)
        for number, (unit, start, length, loose) in enumerate(at_home(found))
    ]
    return homes + [
        Piece(("new", number), span(start, start + length), UNITS, ours=True)
        for number, (start, length) in enumerate(wanted)
    ]


def cost(pieces: list[Piece], where: dict[object, int]) -> int:
    """Homes left, after looking that nobody overlaps and everybody is where they may be."""
    for number, piece in enumerate(pieces):
        assert where[piece.key] in piece.units
        for other in pieces[:number]:
            assert where[piece.key] != where[other.key] or not piece.span.overlaps(other.span)
    return sum(not piece.ours and where[piece.key] != piece.home for piece in pieces)


def fewest(pieces: list[Piece]) -> int | None:
    """By trying every way."""
    best: int | None = None
    for units in product(*(piece.units for piece in pieces)):
        clash = any(
            units[i] == units[j] and pieces[i].span.overlaps(pieces[j].span)
            for i in range(len(pieces))
            for j in range(i)
        )
        if not clash:
            left = sum(
                not piece.ours and unit != piece.home for piece, unit in zip(pieces, units, strict=True)
            )
            best = left if best is None else min(best, left)
    return best


@settings(max_examples=250)
@given(rows, wishes)
def test_fits_and_moves_as_few_as_trying_every_way_does(
    found: list[Row], wanted: list[tuple[int, int]]
) -> None:
    pieces = pieces_of(found, wanted)
    expected = fewest(pieces)
    for where in (pack(pieces), sweep(pieces, 600)):
        assert (None if where is None else cost(pieces, where)) == expected


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.sampled_from(UNITS), st.integers(0, 60), st.integers(1, 20)), max_size=30), wishes
)
def test_without_ties_it_fits_exactly_when_never_too_many_overlap(
    found: list[tuple[int, int, int]], wanted: list[tuple[int, int]]
) -> None:
    pieces = pieces_of([(*row, True) for row in found], wanted)
    expected = not overfull([piece.span for piece in pieces], len(UNITS))
    for where in (pack(pieces), pack(pieces, effort=3), sweep(pieces, 1)):
        assert (where is not None) is expected
        if where is not None:
            cost(pieces, where)


@settings(max_examples=150)
@given(rows, wishes)
def test_a_narrow_sweep_does_not_lose_its_way_for_the_names_of_units(
    found: list[Row], wanted: list[tuple[int, int]]
) -> None:
    pieces = pieces_of(found, wanted)
    where = sweep(pieces, 6)
    assert (where is not None) is (fewest(pieces) is not None)


def occupied(found: list[Row], *, movable: bool | None = None) -> list[Occupied]:
    return [
        Occupied(
            100 + unit - 1,
            span(start, start + length),
            f"B-{number}",
            allocation_id=number,
            movable=loose if movable is None else movable,
        )
        for number, (unit, start, length, loose) in enumerate(at_home(found), 1)
    ]


def carried_out(plan: Plan, held: list[Occupied]) -> list[tuple[int, TimeSpan]]:
    """Who has what afterwards; asserts that nobody overlaps."""
    to = {move.allocation_id: move.unit_to for move in plan.moves}
    assert all(move.unit_from != move.unit_to for move in plan.moves)
    after = [(to.get(item.allocation_id or 0, item.unit_id), item.span) for item in held]
    after += [(item.unit_id, item.need.occupied) for item in plan.allocations]
    for number, (unit, when) in enumerate(after):
        assert not any(unit == other and when.overlaps(span) for other, span in after[:number])
    return after


@settings(max_examples=200)
@given(
    rows, st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=3), st.integers(1, 2)
)
def test_a_request_is_refused_only_when_it_cannot_fit(
    found: list[Row], when: list[tuple[int, int]], quantity: int
) -> None:
    held = occupied(found, movable=True)
    spans = [span(start, start + length) for start, length in when]
    needs = needs_of([line(pool(3), quantity)], dates(*spans), PARIS)
    plan = make_plan(needs, Occupancy(held), PARIS, repack=True)
    wanted = [one for one in spans for _ in range(quantity)]
    assert plan.fits is not overfull([*(item.span for item in held), *wanted], 3)
    carried_out(plan, held)
    if make_plan(needs, Occupancy(held), PARIS).fits:
        assert plan.moves == ()


@settings(max_examples=200)
@given(rows, st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=2))
def test_plans_move_as_few_others_as_can_be(found: list[Row], when: list[tuple[int, int]]) -> None:
    held = occupied(found)
    spans = [span(start, start + length) for start, length in when]
    plan = make_plan(needs_of([line(pool(3))], dates(*spans), PARIS), Occupancy(held), PARIS, repack=True)
    units = tuple(unit.id for unit in pool(3).units)
    pieces = [
        Piece(item.allocation_id, item.span, units if item.movable else (item.unit_id,), item.unit_id)
        for item in held
    ]
    pieces += [Piece(f"new {number}", one, units, ours=True) for number, one in enumerate(spans)]
    expected = fewest(pieces)
    assert plan.fits is (expected is not None)
    if plan.fits:
        assert len(plan.moves) == expected
    carried_out(plan, held)


def test_a_pinned_unit_is_cleared_for_whoever_must_have_it() -> None:
    resource = pool(2)
    held = [Occupied(100, span(0, 60), "B-1", allocation_id=1, movable=True)]
    wish = PlannedLine(line(resource).line, resource, resource.units[0])
    plan = make_plan(needs_of([wish], dates(span(30, 90)), PARIS), Occupancy(held), PARIS, repack=True)
    assert [(item.unit_id) for item in plan.allocations] == [100]
    assert [(move.holder, move.unit_from, move.unit_to) for move in plan.moves] == [("B-1", 100, 101)]


def test_nobody_moves_for_a_date_that_another_line_refuses() -> None:
    machines, room = pool(2, first=1), pool(1, first=2)
    held = [
        Occupied(100, span(0, 60), "B-1", allocation_id=1, movable=True),
        Occupied(101, span(60, 120), "B-2", allocation_id=2, movable=True),
        Occupied(200, span(0, 120), "B-3", allocation_id=3, movable=True),
    ]
    lines = [line(machines), line(room, number=2)]
    plan = make_plan(needs_of(lines, dates(span(0, 120)), PARIS), Occupancy(held), PARIS, repack=True)
    assert plan.refused
    assert plan.moves == ()
    assert make_plan(
        needs_of(lines[:1], dates(span(0, 120)), PARIS), Occupancy(held), PARIS, repack=True
    ).moves


@pytest.mark.parametrize("units", [8, 40])
def test_a_large_pool_is_packed_by_its_peak_too(units: int) -> None:
    """Staggered long stays, as in a freezer: one more fits only after a chain of changes."""
    held = [
        Occupied(
            100 + unit,
            span(lap * 100 + unit, lap * 100 + unit + 99),
            f"B-{unit}-{lap}",
            allocation_id=1 + lap * units + unit,
            movable=True,
        )
        for unit in range(units - 1)
        for lap in range(6)
    ]
    held += [Occupied(100 + units - 1, span(0, 250), "B-x", allocation_id=9999, movable=True)]
    plan = make_plan(
        needs_of([line(pool(units))], dates(span(250, 420)), PARIS), Occupancy(held), PARIS, repack=True
    )
    assert plan.fits
    wanted = [*(item.span for item in held), span(200, 420)]
    plan = make_plan(
        needs_of([line(pool(units))], dates(span(200, 420)), PARIS), Occupancy(held), PARIS, repack=True
    )
    assert plan.fits is not overfull(wanted, units)
    carried_out(plan, held)
