from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import State
from tests.ui.timeline.builders import CABINETS, REACTOR, ROOM, SHELVES, Bars, at, by_code, rows_of
from ui.timeline.assets import BarStyle
from ui.timeline.captions import icon_of
from ui.timeline.paint import style_of
from ui.timeline.rows import PEOPLE, SHOWN_STATES, RowFilter

MORNING = (at(24, 9), at(24, 12))
NOON = (at(24, 11), at(24, 14))
EVENING = (at(24, 14), at(24, 17))


def test_platforms_head_their_resources_and_people_come_last_and_closed() -> None:
    rows = rows_of(Bars())

    assert [(row.code, row.is_group) for row in rows.rows] == [
        ("USP", True),
        ("BIO", False),
        ("SALLE", False),
        ("PSM", True),
        ("PSM", False),
        ("CONG", False),
        (PEOPLE, True),
    ]
    assert rows.rows[-1].collapsed
    assert (rows.listed, rows.total) == (4, 4)


def test_rows_stand_under_each_other_without_a_gap() -> None:
    rows = rows_of(Bars(), RowFilter(collapsed=frozenset()))

    y = 0
    for number, row in enumerate(rows.rows):
        assert row.y == y
        assert row.height % 4 == 0
        assert rows.at(y) == rows.at(y + row.height - 1) == number
        y += row.height
    assert rows.height == y
    assert rows.at(y) is None


def test_units_side_by_side_are_one_tall_bar() -> None:
    bars = Bars()
    bars.add(CABINETS, MORNING, 1, 2)

    row = rows_of(bars).rows[4]

    (bar,) = row.bars
    assert (bar.lane, bar.lanes, bar.quantity, bar.parts) == (1, 2, 2, 1)


def test_units_apart_are_drawn_in_numbered_parts() -> None:
    bars = Bars()
    bars.add(CABINETS, MORNING, 0, 2, 3)

    row = rows_of(bars).rows[4]

    assert [(bar.lane, bar.lanes, bar.part, bar.parts) for bar in row.bars] == [(0, 1, 1, 2), (2, 2, 2, 2)]


def test_two_lines_of_one_session_stay_two_bars() -> None:
    bars = Bars()
    ref = bars.add(CABINETS, MORNING, 0, line=1)
    bars.add(CABINETS, MORNING, 1, line=2, ref=ref)

    rows = rows_of(bars)

    assert [bar.quantity for bar in rows.rows[4].bars] == [1, 1]
    assert len(rows.sessions[ref, 1]) == 2


def test_requests_that_compete_share_the_height_of_the_lane() -> None:
    bars = Bars()
    bars.add(REACTOR, MORNING, state=State.REQUESTED)
    bars.add(REACTOR, NOON, state=State.REQUESTED)
    bars.add(REACTOR, EVENING)

    row = rows_of(bars).rows[1]

    assert [(bar.layer, bar.layers) for bar in row.bars] == [(0, 2), (1, 2), (0, 1)]


def test_what_was_given_up_lies_under_what_took_its_place() -> None:
    bars = Bars()
    bars.add(REACTOR, MORNING, state=State.CANCELLED)
    bars.add(REACTOR, NOON)

    shown = rows_of(bars, RowFilter(states=SHOWN_STATES | {State.CANCELLED})).rows[1].bars

    assert [(bar.state, bar.layer) for bar in shown] == [(State.CANCELLED, 1), (State.APPROVED, 0)]
    assert [bar.layers for bar in rows_of(bars).rows[1].bars] == [1]


def test_a_large_pool_has_two_lanes_and_says_how_many_are_taken() -> None:
    bars = Bars()
    bars.add(SHELVES, MORNING, 3, 9, 12, title="A")
    bars.add(SHELVES, NOON, 0, title="B")

    row = rows_of(bars).rows[5]

    assert (len(row.lanes), row.units, row.peak, row.is_large) == (2, 16, 4, True)
    assert [(bar.first.title, bar.lane, bar.quantity, bar.counted) for bar in row.bars] == [
        ("A", 0, 3, True),
        ("B", 1, 1, True),
    ]


def test_bars_that_find_no_lane_are_counted() -> None:
    bars = Bars()
    for unit in range(5):
        bars.add(SHELVES, MORNING, unit)
    bars.add(SHELVES, EVENING, 0)

    row = rows_of(bars).rows[5]

    assert [(bar.lane, bar.more) for bar in row.bars] == [(0, 0), (1, 4), (0, 0)]
    opened = rows_of(bars, RowFilter(opened=frozenset({"CONG"}))).rows[5]
    assert len(opened.lanes) == 16
    assert [bar.more for bar in opened.bars] == [0] * 6


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.integers(0, 3)), max_size=25))
def test_no_bar_of_a_lane_hides_another(wanted: list[tuple[int, int, int]]) -> None:
    bars = Bars()
    for start, length, unit in wanted:
        bars.add(CABINETS, (at(23, start), at(23, start + length)), unit, state=State.REQUESTED)

    placed = rows_of(bars).rows[4].bars

    assert sum(bar.quantity for bar in placed) == len(wanted)
    for one in placed:
        for other in placed:
            if one is other or one.start >= other.end or other.start >= one.end or one.lane != other.lane:
                continue
            assert one.layers == other.layers
            assert one.layer != other.layer


def test_filters_leave_only_the_resources_that_are_asked_for() -> None:
    bars = Bars()
    bars.add(ROOM, MORNING, title="Journée qualité")

    def codes(wanted: RowFilter) -> list[str]:
        return [row.code for row in rows_of(bars, wanted).rows if not row.is_group]

    assert codes(RowFilter(platforms=frozenset({"PSM"}))) == ["PSM", "CONG"]
    assert codes(RowFilter(categories=frozenset({"room"}))) == ["SALLE"]
    assert codes(RowFilter(text="étagère")) == ["CONG"]
    assert codes(RowFilter(text="QUALITÉ")) == ["SALLE"]
    assert codes(RowFilter(collapsed=frozenset({"USP", PEOPLE}))) == ["PSM", "CONG"]
    assert rows_of(bars, RowFilter(text="nulle part")).rows == ()


def test_other_peoples_bookings_stay_as_a_hint_that_the_time_is_taken() -> None:
    bars = Bars()
    bars.add(REACTOR, MORNING, organiser="m.durand")
    bars.add(REACTOR, EVENING, organiser="a.legoff", partner="UN")
    bars.add(ROOM, MORNING, organiser="a.legoff", partner="UN")

    mine = rows_of(bars, RowFilter(mine="m.durand"))
    partner = rows_of(bars, RowFilter(partner="UN"))

    assert [row.code for row in mine.rows] == ["USP", "BIO"]
    assert [bar.quiet for bar in mine.rows[1].bars] == [False, True]
    assert [row.code for row in partner.rows] == ["USP", "BIO", "SALLE"]


def test_a_block_is_shown_whatever_states_are_asked_for() -> None:
    bars = Bars()
    bars.add(REACTOR, MORNING, kind="maintenance")
    bars.add(REACTOR, EVENING)

    shown = rows_of(bars, RowFilter(states=frozenset({State.REQUESTED}))).rows[1].bars

    assert [bar.first.is_block for bar in shown] == [True]


def test_rows_between_two_heights_are_those_that_show() -> None:
    rows = rows_of(Bars())
    second = rows.rows[1]

    assert list(rows.between(second.y, second.y + 1)) == [1]
    assert list(rows.between(second.y - 1, second.y + second.height + 1)) == [0, 1, 2]
    assert by_code(rows, "SALLE") == 2


def test_a_timetable_has_a_shape_of_its_own_whether_it_holds_or_only_warns() -> None:
    bars = Bars()
    for number, (kind, holds) in enumerate(
        [("timetable", True), ("timetable", False), ("maintenance", True)]
    ):
        bars.add(ROOM, (at(24 + number, 9), at(24 + number, 12)), kind=kind, holds=holds)
    rows = rows_of(bars)
    shown = rows.rows[by_code(rows, "SALLE")].bars
    assert [(style_of(bar), icon_of(bar)) for bar in shown] == [
        (BarStyle.TIMETABLE, "calendar-days"),
        (BarStyle.NOTED, "calendar-clock"),
        (BarStyle.BLOCK, "wrench"),
    ]
