from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from platform_booking.ical.clocks import clock_at, in_utc
from platform_booking.ical.zones import vtimezone

YEARS = (2026, 2036)


def test_paris_has_both_halves_as_yearly_rules() -> None:
    assert vtimezone("Europe/Paris", *YEARS) == (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


@pytest.mark.parametrize("year", range(2024, 2040))
def test_one_year_alone_is_described_as_all_of_them(year: int) -> None:
    assert vtimezone("Europe/Paris", year, year) == vtimezone("Europe/Paris", *YEARS)


def test_a_zone_without_summer_time_has_one_standard_and_no_rule() -> None:
    assert vtimezone("Asia/Kathmandu", *YEARS) == (
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kathmandu",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:+0545",
        "TZOFFSETFROM:+0545",
        "TZOFFSETTO:+0545",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_irish_winter_is_standard_whatever_the_law_calls_it() -> None:
    lines = vtimezone("Europe/Dublin", *YEARS)
    assert lines is not None
    assert lines[lines.index("BEGIN:STANDARD") + 3] == "TZNAME:GMT"


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("Africa/Casablanca", (2026, 2028)),  # the clocks follow Ramadan
        ("Asia/Jerusalem", (2026, 2036)),  # the Friday before the last Sunday
        ("Europe/Istanbul", (2015, 2017)),  # summer time for good since 2016
        ("America/New_York", (2006, 2008)),  # other weeks since 2007
        ("Europe/Paris", (1970, 1980)),  # before the descriptions begin
        ("Africa/Monrovia", (1971, 1971)),  # 44 minutes and 30 seconds
    ],
)
def test_what_no_yearly_rules_say_is_not_described(name: str, years: tuple[int, int]) -> None:
    assert vtimezone(name, *years) is None


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Paris",
        "Europe/Dublin",
        "America/New_York",
        "America/Havana",
        "Australia/Lord_Howe",
        "Australia/Sydney",
        "Atlantic/Azores",
        "Asia/Tokyo",
        "America/Sao_Paulo",
    ],
)
def test_the_description_gives_the_offset_of_every_hour(name: str) -> None:
    lines = vtimezone(name, *YEARS)
    assert lines is not None
    onsets = sorted(
        onset
        for block in "\n".join(lines).split("BEGIN:")[2:]
        for onset in _onsets(dict(line.split(":", 1) for line in block.splitlines() if ":" in line))
    )
    zone, moment = ZoneInfo(name), datetime(YEARS[0], 1, 1, tzinfo=UTC)
    while moment.year <= YEARS[1]:
        described = [offset for onset, offset in onsets if onset <= moment][-1]
        assert moment.astimezone(zone).utcoffset() == described, moment
        moment += timedelta(hours=1)


def _onsets(block: dict[str, str]) -> list[tuple[datetime, timedelta]]:
    start = datetime.strptime(block["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - what clocks show
    walls = [start]
    if "RRULE" in block:
        walls = rrulestr(block["RRULE"], dtstart=start).between(start, start.replace(year=2040), inc=True)
        assert walls[0] == start, "DTSTART matches its rule"
    before, after = _offset(block["TZOFFSETFROM"]), _offset(block["TZOFFSETTO"])
    return [((wall - before).replace(tzinfo=UTC), after) for wall in walls]


def _offset(text: str) -> timedelta:
    sign = -1 if text.startswith("-") else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


def test_the_hour_that_comes_twice_is_told_apart_also_when_it_is_remembered() -> None:
    twice = datetime(2027, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Paris"))
    first, second = (clock_at(twice.replace(fold=fold), ZoneInfo("Europe/Paris")) for fold in (0, 1))
    assert (first.digits, second.digits) == ("20271031T023000", "20271031T023000")
    assert not first.is_plain
    assert first.offset != second.offset
    assert [in_utc(twice.replace(fold=fold)) for fold in (0, 1)] == ["20271031T003000Z", "20271031T013000Z"]
