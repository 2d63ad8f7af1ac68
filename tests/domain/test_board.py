from __future__ import annotations

from dataclasses import replace

from platform_booking.domain.board import Board, PlannedBar, planned_lines_of, sessions_of
from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import Catalogue
from platform_booking.domain.conflicts import ConflictKind
from tests.domain.test_planning import PARIS, pool, span

CATALOGUE = Catalogue(resources=(pool(2, first=1), pool(3, first=2)))
BAR = PlannedBar(
    1, 100, 1, 7, "B-1", "TP", is_block=False, use=span(60, 120), occupied=span(30, 150),
    state=State.APPROVED, holds=True, line=1, occurrence=1, partner="UNI", organiser="tina",
)  # fmt: skip


def board(*bars: PlannedBar) -> Board:
    return Board(span(0, 1000), bars, {"B-1": 3})


def test_a_date_with_all_its_lines_is_one_session() -> None:
    (session,) = sessions_of(
        board(
            BAR,
            replace(BAR, id=2, unit_id=200, line=2, use=span(90, 200), occupied=span(90, 200)),
            replace(BAR, id=3, unit_id=201, line=2, use=span(90, 200), occupied=span(90, 200)),
        ),
        CATALOGUE,
    )
    assert (session.ref, session.occurrence, session.dates) == ("B-1", 1, 3)
    assert session.use == span(60, 200)
    assert [(line.resource, line.quantity) for line in session.lines] == [("R1", 1), ("R2", 2)]
    assert session.lines[0].occupied == span(30, 150)
    assert session.is_live


def test_the_state_of_a_session_is_that_of_its_lines() -> None:
    open_line = replace(BAR, id=2, unit_id=200, line=2, state=State.REQUESTED, holds=False)
    (session,) = sessions_of(board(BAR, open_line), CATALOGUE)
    assert session.state == "partly_approved"
    assert [line.state for line in session.lines] == ["approved", "requested"]
    ended = replace(BAR, state=State.CANCELLED, holds=False)
    (session,) = sessions_of(board(ended), CATALOGUE)
    assert not session.is_live


def test_sessions_come_in_order_of_time_and_blocks_among_them() -> None:
    block = PlannedBar(
        9, 101, 1, None, "I-1", "joint", is_block=True, use=span(0, 50), occupied=span(0, 50),
        state=State.APPROVED, holds=True, organiser="mona", kind="maintenance",
    )  # fmt: skip
    later = replace(BAR, id=4, occurrence=2, use=span(500, 600), occupied=span(500, 600))
    found = sessions_of(board(later, BAR, block), CATALOGUE)
    assert [(item.ref, item.occurrence) for item in found] == [("I-1", 0), ("B-1", 1), ("B-1", 2)]
    assert (found[0].is_block, found[0].kind, found[0].dates) == (True, "maintenance", 1)


def test_what_holds_is_hard_and_what_asks_is_soft() -> None:
    asking = replace(BAR, id=2, unit_id=200, state=State.REQUESTED, holds=False)
    ended = replace(BAR, id=3, unit_id=201, state=State.DECLINED, holds=False)
    occupancy = board(BAR, asking, ended).occupancy()
    assert not occupancy.is_free(100, span(140, 160))
    assert [item.kind for item in occupancy.over(200, span(0, 999), ConflictKind.SOFT)] == [ConflictKind.SOFT]
    assert not list(occupancy.over(201, span(0, 999), ConflictKind.SOFT))
    assert len(list(occupancy)) == 2


def test_what_leaves_is_not_in_its_own_way() -> None:
    other = replace(BAR, id=2, use=span(200, 260), occupied=span(200, 260))
    occupancy = board(BAR, other).occupancy(leaving=frozenset({1}))
    assert occupancy.is_free(100, span(30, 150))
    assert not occupancy.is_free(100, span(30, 201))


def test_who_may_change_unit_has_not_begun_is_not_pinned_and_lies_wholly_on_the_board() -> None:
    later = replace(BAR, id=2, use=span(200, 260), occupied=span(200, 260))
    pinned = replace(BAR, id=3, line=2, unit_id=200, use=span(200, 260), occupied=span(200, 260))
    beyond = replace(BAR, id=4, unit_id=201, use=span(900, 1100), occupied=span(900, 1100))
    block = replace(BAR, id=5, unit_id=202, booking_id=None, is_block=True, occupied=span(200, 260))
    found = replace(
        board(BAR, later, pinned, beyond, block), read_at=span(100, 101).start, pinned=frozenset({(7, 2)})
    )
    assert [item.allocation_id for item in found.occupancy() if item.movable] == [2]
    (session,) = sessions_of(replace(found, bars=(pinned,)), CATALOGUE)
    (line,) = planned_lines_of(session, CATALOGUE, PARIS)
    assert (line.unit, line.line.unit) == (CATALOGUE.unit_by_id[200], 200)
    assert not any(item.movable for item in replace(found, read_at=None).occupancy())
