"""Lines with a day and a length of their own: how they are written, and where they fall through a clock change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import Line, line_use
from platform_booking.domain.campaign import LineSpec, days_and_minutes, iso_duration, read_line, read_offset
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_duration
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.wording import Words
from platform_booking.wording.campaigns import own_time

PARIS = ZoneInfo("Europe/Paris")
DAY = 1440


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("BIO", LineSpec("BIO")),
        ("BIO:2", LineSpec("BIO", 2)),
        ("BIO@+7d", LineSpec("BIO", 1, Lapse(7 * DAY))),
        ("BIO@J+7", LineSpec("BIO", 1, Lapse(7 * DAY))),
        ("BIO:2@D+7/2d", LineSpec("BIO", 2, Lapse(7 * DAY), Lapse(2 * DAY))),
        ("BIO/36h", LineSpec("BIO", 1, Lapse(), Lapse(exact=36 * 60))),
        ("BIO@-1d/4h", LineSpec("BIO", 1, Lapse(-DAY), Lapse(exact=240))),
        ("BIO@+P7D/PT4H", LineSpec("BIO", 1, Lapse(7 * DAY), Lapse(exact=240))),
        ("BIO@J+0", LineSpec("BIO")),
        ("@tina@uni.fr", LineSpec("@tina@uni.fr")),
        ("@tina@+1d", LineSpec("@tina", 1, Lapse(DAY))),
    ],
)
def test_a_line_is_read(text: str, meant: LineSpec) -> None:
    assert read_line(text) == meant


@pytest.mark.parametrize("text", ["", "BIO:", "BIO:x", "A B", "BIO@+x/2d"])
def test_what_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_line(text)


@given(st.integers(-400, 400), st.integers(0, DAY - 1))
def test_an_offset_reads_back(days: int, minutes: int) -> None:
    lapse = Lapse(days * DAY, minutes)
    assert sum(a * b for a, b in zip(days_and_minutes(lapse), (DAY, 1), strict=True)) == days * DAY + minutes
    text = iso_duration(lapse)
    if lapse.wall + lapse.exact:
        read = read_duration(text.removeprefix("-"))
        assert read.wall + read.exact == abs(days * DAY + minutes)
    if not minutes:
        assert read_offset(f"J{days:+d}") == Lapse(days * DAY)


starts = st.dates(date(2026, 1, 1), date(2028, 1, 1)).map(
    lambda day: datetime.combine(day, time(9), PARIS).astimezone(UTC)
)


@given(starts, st.integers(-30, 200), st.integers(1, 60))
def test_days_keep_the_clock_and_hours_their_true_length(start: datetime, day: int, long: int) -> None:
    span = TimeSpan(start, start + timedelta(hours=3))
    on_the_clock = line_use(Line(1, "X", offset=Lapse(day * DAY), length=Lapse(long * DAY)), span, PARIS)
    first, last = (moment.astimezone(PARIS) for moment in on_the_clock)
    local = start.astimezone(PARIS)
    assert (first.date() - local.date()).days == day
    assert (last.date() - first.date()).days == long
    assert {first.hour, last.hour} == {local.hour}
    true = line_use(Line(1, "X", offset=Lapse(day * DAY), length=Lapse(exact=long * 24 * 60)), span, PARIS)
    assert true[0] == on_the_clock[0]
    assert true[1] - true[0] == timedelta(hours=24 * long)


def test_own_times_in_words() -> None:
    fr, en = Words("fr"), Words("en")
    assert own_time(fr, Lapse(7 * DAY), Lapse(2 * DAY)) == "J+7, 2 j"
    assert own_time(en, Lapse(-DAY), None) == "D-1"
    assert own_time(fr, Lapse(), Lapse(exact=90)).replace("\xa0", " ") == "1 h 30"
    assert own_time(fr, Lapse(), None) == ""
