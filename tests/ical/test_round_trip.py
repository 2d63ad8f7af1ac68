"""Random series, written and read by other people's programs: the same dates must come out."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from platform_booking.domain.booking import Line, State
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import WEEKDAYS, Lapse, Recurrence, expand, localize, wall_time
from tests.ical.builders import Fate, booking_of, ics_of
from tests.ical.reading import assert_follows_rfc, spans_in

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking

ZONES = ("Europe/Paris", "America/New_York", "Asia/Tokyo")
MANY_DATES = 40
NOT_SHOWN = {State.CANCELLED, State.NO_SHOW, State.DECLINED, State.EXPIRED}

weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True).map(",".join)
ordinal_weekdays = st.builds("{}{}".format, st.sampled_from(["1", "2", "4", "-1"]), st.sampled_from(WEEKDAYS))
month_days = st.lists(
    st.sampled_from(["1", "2", "13", "28", "29", "30", "31", "-1", "-3"]), min_size=1, max_size=2, unique=True
).map(",".join)
months = st.lists(st.integers(1, 12).map(str), min_size=1, max_size=3, unique=True).map(",".join)
AROUND = datetime(2026, 12, 1, 13, 30)  # noqa: DTZ001 - what clocks show
ends = st.one_of(
    st.integers(1, 14).map("COUNT={}".format),
    st.integers(10, 400).map(lambda days: f"UNTIL={AROUND + timedelta(days):%Y%m%d}"),
    st.integers(10, 400).map(lambda days: f"UNTIL={AROUND + timedelta(days):%Y%m%dT%H%M%SZ}"),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule of any shape that the product takes."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", draw(ends)]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 4))}")
    by_day = weekdays if freq in {"DAILY", "WEEKLY"} else st.one_of(weekdays, ordinal_weekdays)
    by = draw(st.sampled_from(["", "BYDAY"] if freq == "WEEKLY" else ["", "BYDAY", "BYMONTHDAY"]))
    if by:
        parts.append(f"{by}={draw(by_day if by == 'BYDAY' else month_days)}")
    if draw(st.booleans()) or (freq == "YEARLY" and by):
        parts.append(f"BYMONTH={draw(months)}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU']))}")
    return ";".join(parts)


lapses = st.one_of(
    st.sampled_from([15, 90, 180, 720, 1440, 3 * 1440, 10 * 1440]).map(lambda wall: Lapse(wall=wall)),
    st.sampled_from([30, 600, 1440, 36 * 60, 200 * 60]).map(lambda exact: Lapse(exact=exact)),
)
offsets = st.one_of(
    st.just(Lapse()),
    st.sampled_from([60, 1440, 7 * 1440, -120]).map(lambda wall: Lapse(wall=wall)),
    st.sampled_from([90, 1440, 60 * 60]).map(lambda exact: Lapse(exact=exact)),
)


@st.composite
def series(draw: st.DrawFn) -> Booking:
    """A booking, with or without a rule, with dates left out, moved, cancelled or not yet decided."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    # Half of the examples begin near a night in which clocks change, and often at night.
    day = draw(st.one_of(st.integers(0, 300), st.sampled_from([52, 53, 54, 60, 61, 193, 194, 207, 208])))
    minutes = draw(
        st.one_of(st.integers(0, 95).map(lambda quarter: quarter * 15), st.sampled_from([60, 120, 150, 180]))
    )
    start = localize(datetime(2026, 9, 1) + timedelta(days=day, minutes=minutes), zone)  # noqa: DTZ001
    rule = draw(st.one_of(st.none(), rules(), rules(), rules()))
    try:
        dates = expand(start, Recurrence.parse(rule, zone) if rule else None, zone)
    except InvalidInput:
        reject()
    assume(len(dates) <= MANY_DATES)
    days = [wall_time(date, zone).date() for date in dates]
    skip = set(draw(st.lists(st.sampled_from(days), max_size=3))) if len(days) > 1 else set()
    assume(len(skip) < len(days))
    fates = draw(st.dictionaries(st.sampled_from(days), _fates(start, zone), max_size=4))
    lines = [Line(1, "ZAC"), Line(2, "PSM", 2, draw(offsets), draw(st.one_of(st.none(), lapses)))]
    try:
        return booking_of(start, draw(lapses), rule=rule, zone=zone.key, skip=skip, fates=fates, lines=lines)
    except InvalidInput:  # in the hour that comes twice a short length may lead back in time
        reject()


def _fates(start: datetime, zone: ZoneInfo) -> st.SearchStrategy[Fate]:
    moved = st.integers(-40 * 96, 300 * 96).map(
        lambda quarters: localize(wall_time(start, zone) + timedelta(minutes=15 * quarters), zone)
    )
    return st.builds(
        Fate,
        state=st.one_of(st.none(), st.sampled_from(State)),
        start=st.one_of(st.none(), moved),
        length=st.one_of(st.none(), st.none(), lapses),
    )


def _expected(booking: Booking) -> Counter[tuple[datetime, datetime]]:
    timings = {(line.offset, line.length): line for line in booking.lines}
    states = {allocation.occurrence: allocation.state for allocation in booking.allocations}
    return Counter(
        booking.line_use(line, occurrence)
        for occurrence in booking.occurrences
        if states[occurrence.number] not in NOT_SHOWN
        for line in timings.values()
    )


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
@given(series())
def test_other_programs_show_the_same_dates(booking: Booking) -> None:
    data = ics_of(booking)
    assert_follows_rfc(data)
    assert spans_in(data) == _expected(booking)
