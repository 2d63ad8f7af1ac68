from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.errors import InvalidInput, NaiveDatetime
from platform_booking.domain.timespan import TimeSpan, gaps, union

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def span(start: int, end: int) -> TimeSpan:
    return TimeSpan(EPOCH + timedelta(minutes=start), EPOCH + timedelta(minutes=end))


spans = st.builds(lambda start, length: span(start, start + length), st.integers(0, 200), st.integers(1, 60))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param((0, 10), False, id="right before"),
        pytest.param((20, 30), False, id="right after"),
        pytest.param((10, 20), True, id="exactly the same"),
        pytest.param((12, 18), True, id="contained"),
        pytest.param((5, 25), True, id="containing"),
        pytest.param((5, 11), True, id="into the start"),
        pytest.param((19, 25), True, id="out of the end"),
    ],
)
def test_neighbours(other: tuple[int, int], expected: bool) -> None:
    assert span(10, 20).overlaps(span(*other)) is expected


def test_naive_times_are_refused() -> None:
    with pytest.raises(NaiveDatetime):
        TimeSpan(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("end", [EPOCH, EPOCH - timedelta(minutes=1)])
def test_an_end_that_is_not_after_the_start_is_refused(end: datetime) -> None:
    with pytest.raises(InvalidInput):
        TimeSpan(EPOCH, end)


def test_the_length_across_a_clock_change_is_the_true_one() -> None:
    across = TimeSpan(datetime(2026, 10, 24, 9, tzinfo=PARIS), datetime(2026, 10, 25, 9, tzinfo=PARIS))
    assert across.length == timedelta(hours=25)


@given(spans, spans)
def test_overlap_is_symmetric_and_means_a_common_part(one: TimeSpan, other: TimeSpan) -> None:
    assert one.overlaps(other) == other.overlaps(one) == (one.clip(other) is not None)


@given(st.lists(spans), spans)
def test_busy_and_free_time_fill_the_window_exactly(busy: list[TimeSpan], window: TimeSpan) -> None:
    free = gaps(busy, window)
    taken = [part for item in union(busy) if (part := item.clip(window))]
    assert sum((item.length for item in (*free, *taken)), timedelta()) == window.length
    assert not any(one.overlaps(other) for one in free for other in taken)
