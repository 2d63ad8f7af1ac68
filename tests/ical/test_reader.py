"""Calendars as others write them: what is understood, what is left out and said, and never one bad event for all."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.timespan import TimeSpan
from platform_booking.ical.apart import read_apart
from platform_booking.ical.read_model import CalendarUnreadable
from platform_booking.ical.reader import read_calendar
from platform_booking.ical.zone_names import zone_named

if TYPE_CHECKING:
    from platform_booking.ical.read_model import ReadCalendar

FOREIGN = Path(__file__).parent.parent / "ics" / "foreign"
WINDOW = TimeSpan(datetime(2026, 9, 1, tzinfo=UTC), datetime(2028, 9, 1, tzinfo=UTC))
PARIS = ZoneInfo("Europe/Paris")


def read(content: bytes | str) -> ReadCalendar:
    data = content if isinstance(content, bytes) else content.encode()
    return read_calendar(data, zone="Europe/Paris", window=WINDOW)


def foreign(name: str) -> ReadCalendar:
    return read((FOREIGN / name).read_bytes())


def event(
    *lines: str, uid: str = "1@x", when: str = "DTSTART:20270104T080000Z\nDTEND:20270104T090000Z"
) -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", when, *lines, "END:VEVENT"])


def calendar(*parts: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR"])


def shown(found: ReadCalendar) -> list[tuple[str, str]]:
    """Local start and end of each event, short."""
    return [
        (f"{item.span.start.astimezone(PARIS):%m-%d %H:%M}", f"{item.span.end.astimezone(PARIS):%m-%d %H:%M}")
        for item in found.events
    ]


def codes(found: ReadCalendar) -> list[str]:
    return [remark.code for remark in found.remarks]


def test_ade() -> None:
    found = foreign("ade.ics")
    assert [(item.summary, item.location) for item in found.events] == [
        ("TP Bioprocédés gr. 1", "Salle 204"),
        ("TP Bioprocédés gr. 2", "Salle 204"),
        ("CM Génie fermentaire", "Salle 204, Bât. C"),
    ]
    assert shown(found)[2] == ("12-08 09:00", "12-08 12:00")
    assert found.remarks == ()
    assert found.events == foreign("ade-exported-again.ics").events


def test_hyperplanning_in_latin_folded_inside_an_escape_with_blank_lines() -> None:
    found = foreign("hyperplanning.ics")
    assert found.name == "Promotion BTS Biotech"
    assert [item.summary for item in found.events] == [
        "Biochimie, groupe A - Mme Legrand - TP, salle blanche",
        "Journée pédagogique",
    ]
    assert shown(found)[1] == ("12-11 00:00", "12-12 00:00")
    assert codes(found) == ["encoding-guessed"]


def test_outlook_with_its_own_names_for_zones() -> None:
    found = foreign("outlook.ics")
    assert shown(found) == [
        ("03-16 09:00", "03-16 11:00"),
        ("03-31 14:00", "03-31 15:00"),
        ("04-06 09:00", "04-06 11:00"),
    ]
    assert [item.tentative for item in found.events] == [False, True, False]
    assert [item.recurrence for item in found.events] == [
        "20270316T080000Z",
        "20270330T070000Z",
        "20270406T070000Z",
    ]
    assert found.passed_over == {"cancelled": 0, "free": 1, "outside": 0}
    assert found.remarks == ()


def test_of_a_broken_file_the_good_is_kept_and_the_rest_is_said() -> None:
    found = foreign("broken.ics")
    assert [(item.summary, item.uid) for item in found.events] == [
        ("Premier", "double"),
        ("Second", "double"),
    ]
    assert [(remark.code, remark.params.get("uid")) for remark in found.rejected] == [
        ("event-no-start", "no-start"),
        ("event-bad-time", "bad-start"),
        ("event-ends-before", "backwards"),
        ("event-no-length", "nothing"),
        ("event-cut-off", "cut-off"),
    ]
    others = {remark.code: dict(remark.params) for remark in found.remarks if not remark.rejects}
    assert others == {
        "zone-unknown": {"zone": "Nowhere/Land", "instead": "Europe/Paris"},
        "zone-broken": {"zone": "Nowhere/Land"},
        "calendar-cut-off": {},
    }
    assert not found.complete
    assert found.seen == 8
    assert found.seen == len(found.events) + len(found.rejected) + sum(found.passed_over.values())


def test_hostile_rules_are_stopped_and_harm_nobody_else() -> None:
    before = time.monotonic()
    found = read_apart((FOREIGN / "hostile.ics").read_bytes(), zone="Europe/Paris", window=WINDOW)
    assert time.monotonic() - before < 30  # alone: 1.3 s; without a budget it would be minutes
    assert [item.uid for item in found.events] == ["good"] * 3
    assert {remark.params["uid"]: remark.code for remark in found.rejected} == {
        "each-second": "rule-too-fine",
        "no-step": "rule-no-step",
        "never": "rule-too-slow",
        "too-many": "rule-too-many",
        "rubbish": "rule-unreadable",
    }


@pytest.mark.parametrize(
    ("content", "what"), [(b"", "empty"), (b"<!DOCTYPE html><html>503", "html"), (b"%PDF", "other")]
)
def test_what_is_no_calendar_is_no_empty_calendar(content: bytes, what: str) -> None:
    with pytest.raises(CalendarUnreadable) as caught:
        read_apart(content, zone="Europe/Paris", window=WINDOW)
    assert caught.value.params == {"reason": "calendar-not-one", "found": what}


def test_a_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(CalendarUnreadable) as caught:
        read_apart(b"BEGIN:VCALENDAR\n", zone="Europe/Paris", window=WINDOW, patience=0.001)
    assert caught.value.reason == "calendar-too-slow"


def test_two_files_that_mean_different_things_by_one_name_do_not_mix() -> None:
    def with_zone(offset: str) -> str:
        half = f"BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD"
        when = "DTSTART;TZID=Mine:20270104T080000\nDTEND;TZID=Mine:20270104T090000"
        return calendar(f"BEGIN:VTIMEZONE\nTZID:Mine\n{half}\nEND:VTIMEZONE", event(when=when))

    first, second = read(with_zone("+0500")), read(with_zone("-0300"))
    none = read(calendar(event(when="DTSTART;TZID=Mine:20270104T080000\nDTEND;TZID=Mine:20270104T090000")))
    assert [found.events[0].span.start.hour for found in (first, second, none)] == [3, 11, 7]
    assert codes(none) == ["zone-unknown"]
    both = read(with_zone("+0500") + "\n" + with_zone("-0300"))
    assert [item.span.start.hour for item in both.events] == [3, 11]


def test_a_zone_described_otherwise_than_its_name_says() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:GMT\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\n"
    when = "DTSTART;TZID=GMT:20270104T080000\nDTEND;TZID=GMT:20270104T090000"
    found = read(calendar(f"{zone}END:STANDARD\nEND:VTIMEZONE", event(when=when)))
    assert found.events[0].span.start.hour == 7


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris", "Europe/Paris"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Romance", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("Europe/Bruxelles", "Europe/Brussels"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("GMT+01:00", "UTC+01:00"),
        ("Customized Time Zone", "None"),
    ],
)
def test_what_zones_are_called(name: str, zone: str) -> None:
    assert str(zone_named(name)[0]) == zone


def test_times_without_a_zone_are_those_of_the_calendar_or_of_paris() -> None:
    floating = event(when="DTSTART:20270704T080000\nDTEND:20270704T090000")
    assert read(calendar(floating)).events[0].span.start.hour == 6
    found = read(calendar("X-WR-TIMEZONE:America/New_York", floating))
    assert (found.events[0].span.start.hour, found.time_zone) == (12, "America/New_York")
    found = read(calendar("X-WR-TIMEZONE:Mars/Olympus", floating))
    assert (found.events[0].span.start.hour, codes(found)) == (6, ["zone-unknown"])


def test_the_night_in_which_clocks_go_forward() -> None:
    when = "DTSTART;TZID=Europe/Paris:20270328T023000\nDTEND;TZID=Europe/Paris:20270328T033000"
    (alone,) = read(calendar(event(when=when))).events
    assert alone.span.length == timedelta(hours=1)


def test_a_whole_day_and_its_common_mistakes() -> None:
    found = read(
        calendar(
            event(when="DTSTART;VALUE=DATE:20270104", uid="no end"),
            event(when="DTSTART;VALUE=DATE:20270105\nDTEND;VALUE=DATE:20270105", uid="same day"),
            event(when="DTSTART;VALUE=DATE:20270106\nDURATION:P2D", uid="two days"),
        )
    )
    assert shown(found) == [
        ("01-04 00:00", "01-05 00:00"),
        ("01-05 00:00", "01-06 00:00"),
        ("01-06 00:00", "01-08 00:00"),
    ]
    assert all(item.all_day for item in found.events)


def test_this_and_all_that_follow() -> None:
    series = event("RRULE:FREQ=WEEKLY;COUNT=4")
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20270118T080000Z",
        when="DTSTART:20270118T100000Z\nDTEND:20270118T110000Z",
    )
    found = read(calendar(series, later))
    assert [item.span.start.hour for item in found.events] == [8, 8, 10, 10]


def test_an_override_without_its_series_counts() -> None:
    found = read(calendar(event("RECURRENCE-ID:20270104T070000Z")))
    assert [(item.recurrence, item.span.start.hour) for item in found.events] == [("20270104T070000Z", 8)]


def test_of_a_private_event_only_the_time_is_read() -> None:
    found = read(calendar(event("SUMMARY:Médecin", "LOCATION:Nantes", "CLASS:PRIVATE")))
    assert [(item.summary, item.location) for item in found.events] == [("", "")]


def test_withdrawn_dates_and_calendars_take_nobody() -> None:
    series = event("RRULE:FREQ=WEEKLY;COUNT=3")
    gone = event("RECURRENCE-ID:20270111T080000Z", "STATUS:CANCELLED")
    assert len(read(calendar(series, gone)).events) == 2
    assert read(calendar("METHOD:CANCEL", series)).events == ()


_DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR"])
_RULES = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={};COUNT={}".format, st.integers(1, 9), st.integers(1, 30)),
    st.builds("FREQ=WEEKLY;BYDAY={};COUNT={}".format, _DAYS, st.integers(2, 20)),
    st.builds("FREQ=WEEKLY;INTERVAL={}".format, st.integers(1, 3)),
    st.builds(
        "FREQ=MONTHLY;BYDAY={}{};COUNT={}".format, st.sampled_from([1, 2, -1]), _DAYS, st.integers(2, 9)
    ),
    st.builds("FREQ=MONTHLY;COUNT={}".format, st.integers(1, 12)),
    st.builds("FREQ=WEEKLY;UNTIL={}T220000Z".format, st.sampled_from(["20270105", "20270601"])),
)


@settings(max_examples=40, deadline=None)
@given(
    first=st.dates(date(2026, 10, 1), date(2027, 3, 30)),
    hour=st.integers(5, 20),
    rule=_RULES,
    left_out=st.integers(0, 3),
    moved=st.booleans(),
)
def test_series_are_read_as_another_library_reads_them(
    first: date, hour: int, rule: str, left_out: int, moved: bool
) -> None:
    start = datetime(first.year, first.month, first.day, hour)  # noqa: DTZ001 - on the clocks of Paris
    at = "TZID=Europe/Paris:{:%Y%m%dT%H%M%S}".format
    lines = [f"RRULE:{rule}"]
    lines += [f"EXDATE;{at(start + timedelta(weeks=left_out))}"] if left_out else []
    when = f"DTSTART;{at(start)}\nDTEND;{at(start + timedelta(hours=2))}"
    parts = [event(*lines, when=when)]
    if moved:
        there = start + timedelta(days=1)
        new = f"DTSTART;{at(there)}\nDTEND;{at(there + timedelta(hours=1))}"
        parts.append(event(f"RECURRENCE-ID;{at(start)}", when=new))
    content = calendar(*parts)
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(WINDOW.start, WINDOW.end)
    expected = sorted(
        (item["DTSTART"].dt.astimezone(UTC), item["DTEND"].dt.astimezone(UTC)) for item in theirs
    )
    assert [(item.span.start, item.span.end) for item in read(content).events] == expected


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(["outlook.ics", "ade.ics", "broken.ics"]),
    noise=st.binary(max_size=300),
    at=st.integers(0, 1300),
    length=st.integers(0, 40),
)
def test_no_damage_is_a_crash(name: str, noise: bytes, at: int, length: int) -> None:
    good = (FOREIGN / name).read_bytes()
    try:
        found = read(good[:at] + noise + good[at + length :])
    except CalendarUnreadable:
        return
    assert len(found.rejected) <= found.seen
