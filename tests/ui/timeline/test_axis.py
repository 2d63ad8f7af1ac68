from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.catalogue import ALWAYS_OPEN, Platform, Text
from tests.ui.timeline.builders import MONDAY, ZONE, seconds
from ui.timeline.axis import (
    Folding,
    Hours,
    Scale,
    SegmentKind,
    TimeAxis,
    build_axis,
    fitting,
    hour_ticks,
    working_hours,
)

SPRING = date(2026, 3, 23)
AUTUMN = date(2026, 10, 19)
FOLDED = Folding()


def week(
    first: date = MONDAY, *, folding: Folding = FOLDED, zone: ZoneInfo = ZONE, days: int = 7
) -> TimeAxis:
    return build_axis(first, days, zone, scale=Scale.WEEK, folding=folding, pixels_per_hour=12)


axes = st.builds(
    lambda first, days, folds, zone, scale, px: build_axis(
        date(2026, 1, 1) + timedelta(days=first),
        days,
        ZoneInfo(zone),
        scale=scale,
        folding=Folding(folds=folds),
        pixels_per_hour=px,
    ),
    st.integers(0, 364),
    st.integers(1, 40),
    st.booleans(),
    st.sampled_from(["Europe/Paris", "UTC", "America/Sao_Paulo", "Australia/Lord_Howe"]),
    st.sampled_from(list(Scale)),
    st.floats(2, 160),
)


@given(axes, st.floats(0, 1))
def test_time_to_pixels_and_back_is_the_same_time(axis: TimeAxis, part: float) -> None:
    t = axis.start + part * (axis.end - axis.start)

    assert axis.t(axis.x(t)) == pytest.approx(t, abs=30)


@given(axes, st.floats(0, 1))
def test_pixels_to_time_and_back_is_the_same_pixel(axis: TimeAxis, part: float) -> None:
    x = part * axis.width

    assert axis.x(axis.t(x)) == pytest.approx(x, abs=0.01)


@given(axes, st.lists(st.floats(-0.1, 1.1), max_size=20))
def test_many_pixels_at_once_are_those_of_each(axis: TimeAxis, parts: list[float]) -> None:
    times = [axis.start + round(part * (axis.end - axis.start)) for part in parts]

    assert axis.pixels(times) == [int(axis.x(t) + 0.5) for t in times]


@given(axes)
def test_segments_leave_no_gap_and_days_are_whole(axis: TimeAxis) -> None:
    for before, after in zip(axis.segments, axis.segments[1:], strict=False):
        assert (before.end, before.x1) == (after.start, after.x0)
    assert (axis.days[0].start, axis.days[-1].end) == (axis.start, axis.end)
    for one, next_one in zip(axis.days, axis.days[1:], strict=False):
        assert one.end == next_one.start


def test_nights_and_weekends_are_folded() -> None:
    axis = week()

    kinds = [(segment.kind, round(segment.x1 - segment.x0)) for segment in axis.segments]
    workday = [(SegmentKind.OPEN, 11 * 12), (SegmentKind.NIGHT, 8)]
    assert kinds == [(SegmentKind.NIGHT, 8), *workday * 5, *[(SegmentKind.WEEKEND, 38)] * 2]


def test_an_unfolded_night_is_drawn_to_scale() -> None:
    closed = week()
    night = closed.segments[2]

    opened = week(folding=Folding().toggled(night.start))

    assert opened.segments[2].x1 - opened.segments[2].x0 == pytest.approx(13 * 12)
    assert opened.width == pytest.approx(closed.width - 8 + 13 * 12)
    assert not any(segment.folded for segment in week(folding=Folding(folds=False)).segments)


@pytest.mark.parametrize(("first", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_the_day_of_a_clock_change_has_its_true_length(first: date, hours: int) -> None:
    axis = week(first, folding=Folding(folds=False))
    sunday = axis.days[6]

    assert sunday.end - sunday.start == hours * 3600
    assert axis.x(sunday.end) - axis.x(sunday.start) == pytest.approx(hours * 12)


def test_opening_stays_on_the_clock_across_a_change() -> None:
    axis = week(SPRING, days=14)
    opens = [segment.start for segment in axis.segments if segment.kind is SegmentKind.OPEN]

    assert opens[0] == seconds(23, 8, month=3)
    assert opens[5] == seconds(30, 8, month=3)
    assert opens[5] - opens[0] == 7 * 86400 - 3600


def test_ticks_name_the_hour_that_comes_twice_twice() -> None:
    axis = week(AUTUMN, folding=Folding(folds=False))
    sunday = axis.segments[-1]

    minutes = [minute for _, minute in hour_ticks(axis, sunday)]

    assert minutes[:5] == [0, 60, 120, 120, 180]
    assert len(minutes) == 25


@pytest.mark.parametrize(
    ("t", "minutes", "snapped"),
    [
        (seconds(24, 9.2), 30, seconds(24, 9)),
        (seconds(24, 9.3), 30, seconds(24, 9.5)),
        (seconds(24, 9.2), 15, seconds(24, 9.25)),
        (seconds(24, 9.6), 60, seconds(24, 10)),
        (seconds(24, 20), 30, seconds(24, 19)),
        (seconds(25, 7), 30, seconds(25, 8)),
        (seconds(28, 9), 30, seconds(28, 0)),
        (seconds(28, 22), 30, seconds(29, 0)),
    ],
)
def test_snapping_is_in_time_and_leaves_folds(t: int, minutes: int, snapped: int) -> None:
    assert week().snap(t, minutes) == snapped


def test_in_an_open_night_nothing_is_swallowed() -> None:
    assert week(folding=Folding(folds=False)).snap(seconds(24, 22.6), 30) == seconds(24, 22.5)


@given(st.integers(400, 4000))
def test_the_period_fills_the_width_when_it_can(width: int) -> None:
    hours = Hours()
    px = fitting(MONDAY, 7, ZONE, scale=Scale.WEEK, hours=hours, folding=Folding(), width=width)
    axis = build_axis(MONDAY, 7, ZONE, scale=Scale.WEEK, hours=hours, pixels_per_hour=px)

    assert px >= 8
    assert axis.width == pytest.approx(max(width, axis.width if px == 8 else width))


def test_working_hours_reach_from_the_first_to_open_to_the_last_to_close() -> None:
    early = (((450, 1110),),) * 5 + ((), ())
    late = (((540, 1170),),) * 5 + (((600, 720),), ())
    platforms = [
        Platform(1, "A", Text("", ""), opening=early),
        Platform(2, "B", Text("", ""), opening=late),
        Platform(3, "C", Text("", ""), opening=ALWAYS_OPEN),
        Platform(4, "D", Text("", "")),
    ]

    assert working_hours(platforms) == Hours(7 * 60, 20 * 60, frozenset(range(6)))
    assert working_hours(platforms[2:]) == Hours()


def test_what_lies_outside_is_held_at_the_edges() -> None:
    axis = week()

    assert axis.x(axis.start - 1) == 0
    assert axis.x(axis.end + 99) == axis.width
    assert axis.t(-5) == axis.start
    assert axis.t(axis.width + 5) == axis.end
    assert axis.day_at(axis.end) is None
