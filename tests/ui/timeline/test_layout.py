from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import State
from tests.ui.timeline.builders import CABINETS, REACTOR, SHELVES, Bars, at, by_code, scene_of, seconds
from ui.timeline.layout import MIN_WIDTH, SPILL_LEAST, SPILL_MARGIN, Label, Placed
from ui.timeline.scene import HitKind, Scene

REACTOR_ROW = 1
CABINETS_ROW = 4


def placed(bars: Bars, row: int = REACTOR_ROW, width: int = 1000) -> list[Placed]:
    return list(scene_of(bars, width).layout(row).placed)


def test_a_bar_lies_where_its_time_is() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(24, 12)), setup=1, turnaround=2)
    scene = scene_of(bars)

    (bar,) = scene.layout(REACTOR_ROW).placed

    assert bar.x0 == round(scene.axis.x(seconds(24, 9)))
    assert bar.x1 == round(scene.axis.x(seconds(24, 12)))
    assert bar.setup_x == round(scene.axis.x(seconds(24, 8)))
    assert bar.turnaround_x == round(scene.axis.x(seconds(24, 14)))
    assert (bar.y, bar.height) == (5, 34)


def test_a_wide_bar_holds_its_title_and_a_narrow_one_spills_it() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(23, 8), at(23, 19)), title="Criblage")
    bars.add(REACTOR, (at(25, 9), at(25, 10)), title="Inoculation")

    wide, narrow = placed(bars)

    assert wide.label is Label.INSIDE
    assert narrow.label is Label.SPILLED
    assert narrow.label_x == narrow.x1 + 5
    assert narrow.label_width == 7 * len("Inoculation") + 2
    assert narrow.right == narrow.label_x + narrow.label_width


def test_a_label_stops_before_the_next_bar() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(25, 9), at(25, 10)), title="Une longue inoculation de bioréacteur")
    bars.add(REACTOR, (at(25, 18), at(26, 9)), setup=1)

    first, second = placed(bars)

    assert first.label is Label.SPILLED
    assert first.right <= second.setup_x - SPILL_MARGIN


def test_without_room_for_six_letters_there_is_no_label() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(25, 9), at(25, 10)), title="Inoculation")
    bars.add(REACTOR, (at(25, 12), at(25, 13)))

    first, second = placed(bars)

    assert second.setup_x - first.x1 < SPILL_LEAST + SPILL_MARGIN + 5
    assert first.label is Label.NONE


def test_a_tall_bar_needs_all_its_lanes_free_to_spill() -> None:
    bars = Bars()
    bars.add(CABINETS, (at(25, 9), at(25, 10)), 0, 1, title="Aseptie niveau 1")
    bars.add(CABINETS, (at(25, 11), at(25, 12)), 1)

    tall = placed(bars, CABINETS_ROW)[0]

    assert tall.height == 42
    assert tall.label is Label.NONE


def test_a_short_use_is_still_wide_enough_to_see() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 21), at(24, 22)))

    (bar,) = placed(bars)

    assert bar.x1 - bar.x0 == MIN_WIDTH


def test_what_goes_on_outside_the_period_reaches_out_of_it() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(20, 9), at(24, 9)))
    bars.add(CABINETS, (at(27, 9), at(30, 9)))
    scene = scene_of(bars)

    (before,) = scene.layout(REACTOR_ROW).placed
    (after,) = scene.layout(CABINETS_ROW).placed

    assert before.x0 < 0
    assert before.label_x == 0
    assert after.x1 > scene.axis.width
    assert scene.hit(2, scene.rows.rows[REACTOR_ROW].y + 20).kind is HitKind.BAR


spans = st.lists(st.tuples(st.integers(0, 320), st.integers(1, 40), st.integers(0, 3)), max_size=30)


def made(wanted: list[tuple[int, int, int]]) -> Bars:
    bars = Bars()
    for start, length, unit in wanted:
        span = (at(23, start / 2), at(23, (start + length) / 2))
        bars.add(CABINETS, span, unit, setup=0.5, turnaround=1, title="Séance " * (length % 4))
    return bars


@given(spans, st.integers(-50, 1100), st.integers(1, 600))
def test_a_window_finds_what_brute_force_finds(
    wanted: list[tuple[int, int, int]], left: int, width: int
) -> None:
    layout = scene_of(made(wanted)).layout(CABINETS_ROW)
    right = left + width

    found = set(layout.between(left, right))

    assert found >= {bar for bar in layout.placed if bar.setup_x < right and bar.right > left}


@given(spans)
def test_labels_never_cover_a_bar_of_their_lane(wanted: list[tuple[int, int, int]]) -> None:
    layout = scene_of(made(wanted)).layout(CABINETS_ROW)

    for label in layout.placed:
        if label.label is not Label.SPILLED:
            continue
        for other in layout.placed:
            if other is label or other.bar.lane != label.bar.lane or other.bar.start < label.bar.start:
                continue
            assert other.setup_x >= label.right or other.bar.start < label.bar.end


@given(spans, st.integers(0, 999), st.integers(0, 95))
def test_a_hit_is_what_brute_force_hits(wanted: list[tuple[int, int, int]], x: int, y: int) -> None:
    layout = scene_of(made(wanted)).layout(CABINETS_ROW)

    hit = layout.hit(x, y)

    under = [bar for bar in layout.placed if bar.x0 <= x < bar.x1 and bar.y <= y < bar.y + bar.height]
    assert (hit in under) if under else hit is None


@pytest.fixture
def scene() -> Scene:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(24, 15)), title="Fed-batch")
    bars.add(CABINETS, (at(24, 9), at(24, 12)), 2)
    for unit in range(4):
        bars.add(SHELVES, (at(24, 9), at(24, 18)), unit)
    return scene_of(bars)


def test_what_lies_where(scene: Scene) -> None:
    row = scene.rows.rows[REACTOR_ROW]
    (bar,) = scene.layout(REACTOR_ROW).placed
    middle = row.y + row.height // 2

    def kind(x: float, y: float = middle) -> HitKind:
        return scene.hit(x, y).kind

    assert kind(bar.x0) is HitKind.START
    assert kind(bar.x0 + 5) is HitKind.START
    assert kind(bar.x0 + 6) is HitKind.BAR
    assert kind(bar.x1 - 6) is HitKind.END
    assert kind(bar.x1) is HitKind.EMPTY
    assert kind(bar.x0, row.y + 1) is HitKind.EMPTY
    assert kind(scene.axis.segments[2].x0 + 2) is HitKind.FOLD
    assert kind(100, 3) is HitKind.GROUP
    assert kind(scene.axis.width + 5) is HitKind.OUTSIDE
    assert kind(100, scene.rows.height + 1) is HitKind.OUTSIDE


def test_a_hit_on_empty_time_says_which_lane_and_when(scene: Scene) -> None:
    row = scene.rows.rows[CABINETS_ROW]
    x = scene.axis.x(seconds(25, 10))

    hit = scene.hit(x, row.y + scene.metrics.lane_top(3, 4) + 5)

    assert (hit.kind, hit.row, hit.lane) == (HitKind.EMPTY, CABINETS_ROW, 3)
    assert hit.t == pytest.approx(seconds(25, 10), abs=60)


def test_a_stand_in_has_no_handles(scene: Scene) -> None:
    number = by_code(scene.rows, "CONG")
    more = next(item for item in scene.layout(number).placed if item.bar.more)

    hit = scene.hit(more.x0 + 1, scene.rows.rows[number].y + more.y + 2)

    assert hit.kind is HitKind.BAR


def test_a_session_is_found_on_all_its_rows() -> None:
    bars = Bars()
    ref = bars.add(REACTOR, (at(24, 9), at(24, 12)))
    bars.add(CABINETS, (at(24, 9), at(24, 12)), 0, 2, ref=ref, line=2)
    bars.add(REACTOR, (at(25, 9), at(25, 12)), state=State.REQUESTED)

    found = scene_of(bars).placed_of((ref, 1))

    assert [row for row, _ in found] == [REACTOR_ROW, CABINETS_ROW, CABINETS_ROW]


def test_lanes_of_units_are_grouped_where_they_touch(scene: Scene) -> None:
    row = scene.rows.rows[CABINETS_ROW]
    units = row.lanes

    assert scene.band(row, (units[0], units[1], units[3]), 3) == [(5, 42), (71, 20)]
    assert scene.band(row, (), 2, lane=3) == [(49, 42)]
