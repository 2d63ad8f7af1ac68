from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_day, read_duration, read_hours, read_moment, read_weekdays
from platform_booking.domain.recurrence import Lapse

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3h", Lapse(exact=180)),
        ("1h30", Lapse(exact=90)),
        ("1h30m", Lapse(exact=90)),
        ("90min", Lapse(exact=90)),
        ("90", Lapse(exact=90)),
        ("2:30", Lapse(exact=150)),
        ("PT3H", Lapse(exact=180)),
        ("PT1H30M", Lapse(exact=90)),
        ("P14D", Lapse(wall=14 * 1440)),
        ("14d", Lapse(wall=14 * 1440)),
        ("14j", Lapse(wall=14 * 1440)),
        ("1w", Lapse(wall=7 * 1440)),
        ("2d4h", Lapse(wall=2 * 1440, exact=240)),
    ],
)
def test_durations(text: str, expected: Lapse) -> None:
    assert read_duration(text) == expected


@pytest.mark.parametrize("text", ["", "0", "0h", "-3h", "3 parsecs", "P", "PT", "h", "99999d", "1.5h"])
def test_nonsense_durations_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01T09:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("2026-12-01T09:00Z", datetime(2026, 12, 1, 9, tzinfo=UTC)),
        ("2026-12-01T09:00+05:00", datetime(2026, 12, 1, 4, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC)),
    ],
)
def test_moments(text: str, expected: datetime) -> None:
    assert read_moment(text, PARIS) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-02-30T09:00", "moment-unreadable"),
        ("tomorrow", "moment-unreadable"),
        ("", "moment-unreadable"),
        ("0001-01-01T00:00", "moment-out-of-range"),
        ("9999-12-31T23:00", "moment-out-of-range"),
        ("2026-12-01T09:00:30", "moment-seconds"),
        ("2027-03-28T02:30", "moment-skipped"),
    ],
)
def test_moments_that_cannot_be(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_moment(text, PARIS)
    assert refusal.value.reason == reason


def test_weekdays_and_hours() -> None:
    assert read_weekdays("mon,tue") == {0, 1}
    assert read_weekdays("lun-ven") == {0, 1, 2, 3, 4}
    assert read_weekdays("sam-lun") == {5, 6, 0}
    assert read_hours("08:00-18:30") == (480, 1110)
    assert read_hours("8h-18h30") == (480, 1110)


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    for read in (read_duration, read_day, read_weekdays, read_hours, lambda value: read_moment(value, PARIS)):
        try:
            read(text)
        except InvalidInput:
            continue
