from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.conflicts import Occupancy
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.other_times import USUAL_HOURS, Grade, Opinion, other_times
from platform_booking.domain.planning import Wish, make_plan
from platform_booking.domain.recurrence import Lapse, Recurrence, wall_time
from platform_booking.domain.timespan import TimeSpan
from tests.domain.test_planning import PARIS, disjoint, line, pool

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
PERIOD = TimeSpan(MONDAY, MONDAY + timedelta(days=5))
QUARTER = timedelta(minutes=15)
days_busy = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 5 * 1440), st.integers(60, 900)), max_size=30
)


def naive(wish: Wish, occupancy: Occupancy, forbidden: frozenset[int]) -> timedelta | None:
    """How far the nearest start is, every quarter of an hour asked for itself."""
    found = []
    start = PERIOD.start
    while start < PERIOD.end:
        if start != wish.start and _is_yes(wish, start, occupancy, forbidden):
            found.append(abs(start - wish.start))
        start += QUARTER
    return min(found, default=None)


def _is_yes(wish: Wish, start: datetime, occupancy: Occupancy, forbidden: frozenset[int]) -> bool:
    begin, end = wall_time(start, PARIS), wall_time(wish.length.after(start, PARIS), PARIS)
    usual = begin.hour * 60 + begin.minute >= USUAL_HOURS[0] and (
        end.date() == begin.date() and end.hour * 60 + end.minute <= USUAL_HOURS[1]
    )
    if (
        not usual
        or begin.weekday() > 4
        or begin.weekday() in forbidden
        or wish.length.after(start, PARIS) > PERIOD.end
    ):
        return False
    moved = wish.at(start)
    try:
        occurrences = moved.occurrences()
    except InvalidInput:
        return False
    rhythm = occurrences[0].original_start == start and len(occurrences) == len(wish.occurrences())
    return rhythm and make_plan(moved.needs(), occupancy, PARIS, repack=True).fits


@settings(max_examples=25)
@given(
    days_busy,
    st.integers(0, 20),
    st.sampled_from((30, 120, 240)),
    st.integers(1, 2),
    st.sampled_from((None, "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;COUNT=2;BYDAY=TU,TH")),
    st.frozensets(st.integers(0, 4), max_size=3),
)
def test_there_is_no_nearer_time(
    rows: list[tuple[int, int, int]],
    quarters: int,
    minutes: int,
    quantity: int,
    rule: str | None,
    forbidden: frozenset[int],
) -> None:
    machines = pool(3, setup=15)
    shift = MONDAY - datetime(2026, 12, 1, tzinfo=UTC)
    busy = Occupancy(
        item.__class__(item.unit_id, item.span.shift(shift), item.holder, movable=False)
        for item in disjoint(rows)
    )
    recurrence = Recurrence.parse(rule, PARIS) if rule else None
    start = (
        MONDAY if rule is None or "BYDAY" not in rule else MONDAY + timedelta(days=1)
    ) + quarters * QUARTER
    wish = Wish((line(machines, quantity),), start, Lapse(wall=minutes), PARIS, recurrence)

    def look(other: Wish) -> Opinion:
        closed = wall_time(other.start, PARIS).weekday() in forbidden
        return Opinion(Grade.NO if closed else Grade.YES, all_day=closed)

    times = other_times(wish, busy, PERIOD, look, 2)
    nearest = naive(wish, busy, forbidden)
    assert (abs(times.welcome[0].start - wish.start) if times.welcome else None) == nearest
    assert not times.others
