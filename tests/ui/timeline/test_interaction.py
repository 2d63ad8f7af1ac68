from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import State
from platform_booking.domain.timespan import TimeSpan
from tests.ui.timeline.builders import CABINETS, REACTOR, Bars, at, scene_of, seconds
from ui.timeline.axis import Scale
from ui.timeline.interaction import Interaction, Phase, Pointer, moved_to
from ui.timeline.proposal import Intent, Proposal
from ui.timeline.rows import RowFilter

if TYPE_CHECKING:
    from ui.timeline.scene import Scene

REACTOR_ROW, ROOM_ROW, CABINETS_ROW = 1, 2, 4


@pytest.fixture
def scene() -> Scene:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(24, 15)), ref="B-1", title="Fed-batch")
    bars.add(CABINETS, (at(24, 9), at(24, 15)), 0, 1, ref="B-1", line=2, title="Fed-batch")
    bars.add(REACTOR, (at(26, 9), at(26, 19)), ref="B-2", kind="maintenance", title="Étalonnage")
    return scene_of(bars, 2000)


def point(scene: Scene, row: int, day: int, hour: float, lane: int = 0, **keys: bool) -> Pointer:
    found = scene.rows.rows[row]
    y = found.y + scene.metrics.lane_top(lane, len(found.lanes)) + 6
    return Pointer(scene.axis.x(seconds(day, hour)), y, **keys)


def dragged(scene: Scene, start: Pointer, end: Pointer) -> Proposal | None:
    hand = Interaction(scene)
    hand.press(start)
    hand.move(Pointer((start.x + end.x) / 2, (start.y + end.y) / 2, end.alt, end.shift))
    hand.move(end)
    return hand.release(end)


def span(day: int, start: float, end: float) -> TimeSpan:
    return TimeSpan(at(day, start), at(day, end))


def test_a_drag_over_empty_time_proposes_something_new(scene: Scene) -> None:
    made = dragged(scene, point(scene, CABINETS_ROW, 25, 9.05, 2), point(scene, CABINETS_ROW, 25, 11.9, 2))

    assert made == Proposal(Intent.CREATE, "", 0, 0, "PSM", CABINETS.units[2].id, span(25, 9, 12))


def test_backwards_is_the_same(scene: Scene) -> None:
    made = dragged(scene, point(scene, REACTOR_ROW, 25, 12), point(scene, REACTOR_ROW, 25, 9))

    assert made is not None
    assert made.span == span(25, 9, 12)


def test_the_least_is_one_step(scene: Scene) -> None:
    made = dragged(scene, point(scene, REACTOR_ROW, 25, 9), point(scene, REACTOR_ROW, 25, 9.2))

    assert made is not None
    assert made.span == span(25, 9, 9.5)


def test_alt_is_finer_than_the_steps_of_the_scale(scene: Scene) -> None:
    made = dragged(scene, point(scene, REACTOR_ROW, 25, 9), point(scene, REACTOR_ROW, 25, 10.4, alt=True))

    assert made is not None
    assert made.span.end - made.span.start == timedelta(minutes=85)


def test_less_than_the_threshold_is_a_click(scene: Scene) -> None:
    start = point(scene, REACTOR_ROW, 25, 9)
    hand = Interaction(scene)
    hand.press(start)

    hand.move(Pointer(start.x + 3, start.y + 3))

    phases = [hand.phase]
    assert hand.release(Pointer(start.x + 3, start.y)) is None
    assert [*phases, hand.phase] == [Phase.PRESSING, Phase.IDLE]


def test_a_bar_moves_by_where_it_was_grabbed_and_keeps_its_length(scene: Scene) -> None:
    moved = dragged(scene, point(scene, REACTOR_ROW, 24, 11), point(scene, REACTOR_ROW, 25, 12.1))

    assert moved == Proposal(
        Intent.MOVE, "B-1", 1, 1, "BIO", REACTOR.units[0].id, span(25, 10, 16), span(24, 9, 15)
    )


def test_a_drop_in_a_fold_begins_at_its_edge(scene: Scene) -> None:
    night = scene.axis.segments[4]
    x = night.x0 + 6 + scene.axis.x(seconds(24, 11)) - scene.axis.x(seconds(24, 9))
    start = point(scene, REACTOR_ROW, 24, 11)

    moved = dragged(scene, start, Pointer(x, start.y))

    assert moved is not None
    assert moved.span == TimeSpan(at(25, 8), at(25, 14))


def test_to_another_row_only_that_line_goes(scene: Scene) -> None:
    moved = dragged(scene, point(scene, REACTOR_ROW, 24, 11), point(scene, ROOM_ROW, 24, 11))

    assert moved is not None
    assert (moved.resource, moved.to_resource, moved.line) == ("BIO", "SALLE", 1)
    assert moved.span == span(24, 9, 15)


def test_to_another_lane_names_the_unit(scene: Scene) -> None:
    moved = dragged(scene, point(scene, CABINETS_ROW, 24, 11), point(scene, CABINETS_ROW, 24, 11, 3))

    assert moved is not None
    assert (moved.to_resource, moved.to_unit) == (None, CABINETS.units[3].id)


def test_shift_means_the_whole_series(scene: Scene) -> None:
    moved = dragged(scene, point(scene, REACTOR_ROW, 24, 11), point(scene, REACTOR_ROW, 25, 11, shift=True))

    assert moved is not None
    assert moved.series


def test_handles_resize(scene: Scene) -> None:
    end = point(scene, REACTOR_ROW, 24, 15)
    later = dragged(scene, Pointer(end.x - 2, end.y), point(scene, REACTOR_ROW, 24, 17))
    start = point(scene, REACTOR_ROW, 24, 9)
    earlier = dragged(scene, Pointer(start.x + 2, start.y), point(scene, REACTOR_ROW, 24, 8))

    assert later is not None
    assert (later.kind, later.span) == (Intent.RESIZE, span(24, 9, 17))
    assert earlier is not None
    assert earlier.span == span(24, 8, 15)


def test_a_bar_keeps_a_step_at_least(scene: Scene) -> None:
    end = point(scene, REACTOR_ROW, 24, 15)

    shrunk = dragged(scene, Pointer(end.x - 2, end.y), point(scene, REACTOR_ROW, 23, 9))

    assert shrunk is not None
    assert shrunk.span == span(24, 9, 9.5)


def test_back_where_it_was_nothing_is_proposed(scene: Scene) -> None:
    start = point(scene, REACTOR_ROW, 24, 11)
    hand = Interaction(scene)
    hand.press(start)
    hand.move(point(scene, REACTOR_ROW, 25, 11))

    assert hand.release(start) is None


def test_a_block_stays_where_it_is(scene: Scene) -> None:
    assert dragged(scene, point(scene, REACTOR_ROW, 26, 11), point(scene, REACTOR_ROW, 25, 11)) is None


@pytest.mark.parametrize("state", [State.COMPLETED, State.NO_SHOW, State.IN_USE, State.CANCELLED])
def test_what_is_over_stays_where_it_is(state: State) -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(24, 15)), state=state)
    scene = scene_of(bars)
    scene.set_filters(RowFilter(states=frozenset(State)))

    assert dragged(scene, point(scene, REACTOR_ROW, 24, 11), point(scene, REACTOR_ROW, 25, 11)) is None


def test_what_may_not_be_read_may_not_be_moved() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(24, 15)), title="")
    scene = scene_of(bars)

    assert dragged(scene, point(scene, REACTOR_ROW, 24, 11), point(scene, REACTOR_ROW, 25, 11)) is None


def test_shift_on_empty_time_draws_a_rubber_band(scene: Scene) -> None:
    hand = Interaction(scene)
    hand.press(point(scene, REACTOR_ROW, 23, 9))
    hand.move(point(scene, CABINETS_ROW, 24, 10, 3, shift=True))

    assert hand.phase is Phase.RUBBER
    assert hand.rubber_sessions() == [("B-1", 1)]


def test_reset_forgets_what_was_dragged(scene: Scene) -> None:
    hand = Interaction(scene)
    hand.press(point(scene, REACTOR_ROW, 24, 11))
    hand.move(point(scene, REACTOR_ROW, 25, 11))
    before = (hand.proposal is None, hand.phase)

    hand.reset()

    assert [before, (hand.proposal is None, hand.phase)] == [(False, Phase.MOVING), (True, Phase.IDLE)]


def test_in_a_month_a_move_keeps_the_time_of_day(scene: Scene) -> None:
    scene.scale = Scale.MONTH
    scene.first = scene.first.replace(day=1)
    scene.forget_axis()
    start = point(scene, REACTOR_ROW, 24, 11)

    moved = dragged(scene, start, point(scene, REACTOR_ROW, 27, 8.5))
    made = dragged(scene, point(scene, REACTOR_ROW, 3, 12), point(scene, REACTOR_ROW, 4, 12))

    assert moved is not None
    assert moved.span == span(27, 9, 15)
    assert made is not None
    assert made.span == TimeSpan(at(3, 8), at(4, 19))


def test_across_a_clock_change_wall_clock_times_stay() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(25, 17)), title="Culture")
    scene = scene_of(bars, 4000)
    before = TimeSpan(at(23, 9, 10), at(24, 17, 10))
    bar = scene.rows.rows[REACTOR_ROW].bars[0]
    moved = moved_to(bar, int(at(24, 9, 10).timestamp()), scene)

    assert moved == TimeSpan(at(24, 9, 10), at(25, 17, 10))
    assert moved.length == before.length + timedelta(hours=1)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 350))
def test_whatever_is_dragged_is_a_span(one: float, other: float, down: int) -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 9), at(24, 15)))
    scene = scene_of(bars)
    y = scene.rows.rows[REACTOR_ROW].y + 20

    made = dragged(scene, Pointer(one * scene.axis.width, y), Pointer(other * scene.axis.width, y + down))

    assert made is None or made.span.start < made.span.end
