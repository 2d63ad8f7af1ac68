from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import Lapse, Recurrence, expand, is_plain, localize, wall_time

PARIS = ZoneInfo("Europe/Paris")


def local(*parts: int) -> datetime:
    return localize(datetime(*parts), PARIS)  # type: ignore[arg-type, unused-ignore]  # noqa: DTZ001


def test_a_weekly_session_stays_at_nine_across_both_clock_changes() -> None:
    rule = Recurrence.parse("FREQ=WEEKLY;COUNT=30", PARIS)
    starts = expand(local(2026, 10, 6, 9), rule, PARIS)
    assert {wall_time(start, PARIS).time().isoformat() for start in starts} == {"09:00:00"}
    assert len({start.hour for start in starts}) == 2


def test_a_campaign_of_calendar_days_has_its_true_length() -> None:
    start = local(2026, 10, 20, 9)
    assert Lapse(wall=14 * 1440).after(start, PARIS) - start == timedelta(days=14, hours=1)
    assert Lapse(exact=14 * 1440).after(start, PARIS) - start == timedelta(days=14)


def test_a_skipped_hour_is_read_with_the_offset_before_and_a_doubled_one_as_the_first() -> None:
    assert local(2027, 3, 28, 2, 30) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert local(2026, 10, 25, 2, 30) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert not is_plain(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), PARIS)
    assert not is_plain(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), PARIS)
    assert is_plain(datetime(2026, 10, 25, 2, 30, tzinfo=UTC), PARIS)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.integers(1, 60 * 24 * 20),
)
def test_a_lapse_between_leads_from_one_to_the_other(start: datetime, minutes: int) -> None:
    begin = start.replace(second=0, microsecond=0, tzinfo=UTC)
    end = begin + timedelta(minutes=minutes)
    assert Lapse.between(begin, end, PARIS).after(begin, PARIS) == end


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("FREQ=SECONDLY;COUNT=3", "rule-frequency"),
        ("FREQ=HOURLY;COUNT=3", "rule-frequency"),
        ("FREQ=WEEKLY", "rule-endless"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "rule-count-and-until"),
        ("FREQ=WEEKLY;COUNT=0", "rule-number"),
        ("FREQ=WEEKLY;COUNT=99999999", "rule-number"),
        ("FREQ=MONTHLY;INTERVAL=0;COUNT=3", "rule-number"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=2", "rule-weekday"),
        ("FREQ=WEEKLY;BYDAY=2TU;COUNT=2", "rule-part"),
        ("FREQ=DAILY;BYHOUR=3;COUNT=2", "rule-part-unknown"),
        ("every tuesday", "rule-unreadable"),
        ("", "rule-unreadable"),
        ("FREQ=WEEKLY;UNTIL=someday", "rule-until"),
        ("FREQ=WEEKLY;UNTIL=20261399", "rule-until"),
    ],
)
def test_rules_that_cannot_be_kept_are_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Recurrence.parse(text, PARIS)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "rule-no-date"),
        ("FREQ=YEARLY;COUNT=20", "rule-too-long"),
        ("FREQ=DAILY;UNTIL=20350101", "rule-too-many"),
        ("FREQ=WEEKLY;UNTIL=20200101", "rule-no-date"),
    ],
)
def test_rules_without_dates_or_with_too_many_end_at_once(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        expand(local(2026, 10, 6, 9), Recurrence.parse(text, PARIS), PARIS)
    assert refusal.value.reason == reason


def test_skipped_dates_are_left_out_and_all_of_them_is_refused() -> None:
    rule = Recurrence.parse("FREQ=WEEKLY;COUNT=3", PARIS)
    starts = expand(local(2026, 12, 1, 9), rule, PARIS, frozenset({date(2026, 12, 8)}))
    assert [start.date() for start in starts] == [date(2026, 12, 1), date(2026, 12, 15)]
    everything = frozenset({date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)})
    with pytest.raises(InvalidInput):
        expand(local(2026, 12, 1, 9), rule, PARIS, everything)


@given(st.integers(-10, 10), st.integers(-300, 300), st.sampled_from(["", ";BYDAY=TU", ";BYDAY=TU,TH"]))
def test_a_moved_rule_gives_the_moved_dates_or_nothing(days: int, minutes: int, by_day: str) -> None:
    first = datetime(2026, 12, 1, 12)  # noqa: DTZ001 - wall-clock time
    by = timedelta(days=days, minutes=minutes)
    rule = Recurrence.parse(f"FREQ=WEEKLY;COUNT=5{by_day}", PARIS)
    moved = rule.moved(first, by)
    if moved is None:
        assert by_day.count(",")
    else:
        assert moved.starts(first + by) == tuple(start + by for start in rule.starts(first))


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    try:
        rule = Recurrence.parse(text, PARIS)
    except InvalidInput:
        return
    assert Recurrence.parse(rule.text(), PARIS) == rule
