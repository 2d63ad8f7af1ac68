"""How events are laid out: one rule with exceptions where that is safe, date by date where it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.booking import Line, State
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import Lapse, Recurrence
from platform_booking.domain.timespan import TimeSpan
from platform_booking.ical.model import CalendarEvent, CalendarFile, Details, Instance, Status
from platform_booking.ical.rules import portable
from platform_booking.ical.writer import CalendarWriter, write_calendar
from tests.ical.builders import CHANGED, CREATED, PARIS, Fate, booking_of, hours, ics_of, paris
from tests.ical.golden import GOLDEN, campaigns, night, overnight, weekly
from tests.ical.reading import ContentLine, assert_follows_rfc, components, parsed, spans_in, unfolded

if TYPE_CHECKING:
    from collections.abc import Sequence

HOUR = timedelta(hours=1)
NINE = datetime(2026, 10, 6, 7, tzinfo=UTC)


def _event(
    *starts: datetime, rule: str | None = None, first: datetime | None = None, zone: str = "Europe/Paris"
) -> CalendarEvent:
    return CalendarEvent(
        uid="abc@example.org",
        time_zone=zone,
        created=CREATED,
        changed=CHANGED,
        sequence=0,
        instances=tuple(
            Instance(start, TimeSpan(start, start + HOUR), Details("Formation")) for start in starts
        ),
        rule=Recurrence.parse(rule, PARIS) if rule else None,
        first_start=first,
    )


def _written(*events: CalendarEvent) -> list[list[ContentLine]]:
    data = write_calendar(CalendarFile("Test", events))
    assert_follows_rfc(data)
    return list(components(unfolded(data), "VEVENT"))


def _values(events: Sequence[Sequence[ContentLine]], name: str) -> list[str]:
    return [line.value for event in events for line in event if line.name == name]


def _whole(events: Sequence[Sequence[ContentLine]], name: str) -> list[str]:
    """Values with their zone."""
    return [
        ":".join([*line.params.values(), line.value])
        for event in events
        for line in event
        if line.name == name
    ]


def _weeks(count: int, first: datetime = NINE) -> list[datetime]:
    """So many Tuesdays, before clocks change."""
    return [first + timedelta(weeks=number) for number in range(count)]


# --- what is remembered ---------------------------------------------------------------------------


def test_a_writer_that_remembers_writes_the_same() -> None:
    """Whatever is changed, added, left out or put beside another that has its zone described differently."""
    series = replace(_event(*_weeks(3), rule="FREQ=WEEKLY;COUNT=3", first=NINE), uid="series@example.org")
    events = [series, _event(NINE), replace(_event(NINE, zone="America/Havana"), uid="far@example.org")]
    long_ago = replace(
        _event(datetime(1999, 5, 1, 7, tzinfo=UTC), zone="America/Havana"), uid="old@example.org"
    )
    files = [
        events,
        [replace(events[0], sequence=1), *events[1:]],
        events[1:],
        [*events, long_ago],
        events,
    ]
    for kept in (100, 2):
        writer = CalendarWriter(kept)
        for some in files:
            file = CalendarFile("Test", tuple(some))
            assert writer.write(file) == write_calendar(file)
    assert b"TZID:America/Havana" in write_calendar(CalendarFile("Test", tuple(events)))
    assert b"TZID:America/Havana" not in write_calendar(CalendarFile("Test", (*events, long_ago)))


# --- one component ----------------------------------------------------------------------------------


def test_a_single_event_keeps_its_uid_and_its_zone() -> None:
    events = _written(_event(NINE))
    assert _values(events, "UID") == ["abc@example.org"]
    assert _whole(events, "DTSTART") == ["Europe/Paris:20261006T090000"]
    assert _whole(events, "DTEND") == ["Europe/Paris:20261006T100000"]


@pytest.mark.parametrize(
    "start", [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]
)
def test_a_single_event_in_the_hour_that_comes_twice_is_in_utc(start: datetime) -> None:
    events = _written(_event(start))
    assert _values(events, "UID") == ["abc@example.org"]
    assert _whole(events, "DTSTART") == [f"{start:%Y%m%dT%H%M%SZ}"]


def test_times_of_change_come_from_the_booking_in_utc() -> None:
    event = replace(_event(NINE), changed=CHANGED.astimezone(PARIS), sequence=7)
    (lines,) = _written(event)
    assert _values([lines], "DTSTAMP") == _values([lines], "LAST-MODIFIED") == ["20260828T140500Z"]
    assert _values([lines], "CREATED") == ["20260820T073000Z"]
    assert _values([lines], "SEQUENCE") == ["7"]


def test_a_time_without_a_zone_is_refused() -> None:
    naive = CHANGED.replace(tzinfo=None)
    with pytest.raises(InvalidInput):
        write_calendar(CalendarFile("Test", (replace(_event(NINE), changed=naive),)))


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(InvalidInput):
        write_calendar(CalendarFile("Test", (_event(NINE, zone="Europe/Bruxelles"),)))


def test_an_empty_calendar_declares_no_zone() -> None:
    data = write_calendar(CalendarFile("Salle ; A, B", ()))
    assert_follows_rfc(data)
    assert b"X-WR-CALNAME:Salle \\; A\\, B\r\n" in data
    assert not list(components(unfolded(data), "VTIMEZONE"))
    assert parsed(data)["VERSION"] == "2.0"


def test_an_event_of_which_no_date_is_left_is_not_written() -> None:
    assert _written(_event(rule="FREQ=WEEKLY;COUNT=3", first=NINE)) == []


# --- a series as a rule -----------------------------------------------------------------------------


def test_a_series_on_its_rule_is_the_rule_and_nothing_else() -> None:
    (master,) = _written(_event(*_weeks(3), rule="FREQ=WEEKLY;COUNT=3", first=NINE))
    assert _values([master], "RRULE") == ["FREQ=WEEKLY;COUNT=3"]
    assert not _values([master], "EXDATE")


def test_until_is_the_end_of_the_last_day_in_utc() -> None:
    (master,) = _written(_event(*_weeks(3), rule="FREQ=WEEKLY;UNTIL=20261024T090000", first=NINE))
    assert _values([master], "RRULE") == ["FREQ=WEEKLY;UNTIL=20261020T215959Z"]


def test_dtstart_is_the_first_date_that_the_rule_names() -> None:
    (master,) = _written(
        _event(*_weeks(3), rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3", first=NINE - timedelta(days=4))
    )
    assert _whole([master], "DTSTART") == ["Europe/Paris:20261006T090000"]


def test_a_rule_keeps_its_beginning_when_the_first_date_is_left_out() -> None:
    (master,) = _written(_event(*_weeks(3)[1:], rule="FREQ=WEEKLY;COUNT=3", first=NINE))
    assert _whole([master], "DTSTART") == _whole([master], "EXDATE") == ["Europe/Paris:20261006T090000"]


def test_a_monthly_rule_names_its_day() -> None:
    dates = [datetime(2026, month, 30, 8, tzinfo=UTC) for month in (11, 12)]
    (master,) = _written(_event(*dates, rule="FREQ=MONTHLY;COUNT=2", first=dates[0]))
    assert _values([master], "RRULE") == ["FREQ=MONTHLY;COUNT=2;BYMONTHDAY=30"]


def test_the_master_is_cancelled_only_when_all_dates_are() -> None:
    event = _event(*_weeks(3), rule="FREQ=WEEKLY;COUNT=3", first=NINE)
    gone = tuple(
        replace(each, details=Details("Formation", status=Status.CANCELLED)) for each in event.instances
    )
    events = _written(replace(event, instances=(*gone[:2], event.instances[2])))
    assert _values(events, "STATUS") == ["CONFIRMED", "CANCELLED", "CANCELLED"]
    (master,) = _written(replace(event, instances=gone))
    assert _values([master], "STATUS") == ["CANCELLED"]


def test_a_moved_date_is_an_override_that_names_where_it_was() -> None:
    event = _event(*_weeks(3), rule="FREQ=WEEKLY;COUNT=3", first=NINE)
    moved = replace(event.instances[1], span=event.instances[1].span.shift(2 * HOUR))
    master, override = _written(replace(event, instances=(event.instances[0], moved, event.instances[2])))
    assert not _values([master], "EXDATE")
    assert _values([override], "UID") == ["abc@example.org"]
    assert _whole([override], "RECURRENCE-ID") == ["Europe/Paris:20261013T090000"]
    assert _whole([override], "DTSTART") == ["Europe/Paris:20261013T110000"]


def test_a_night_that_clocks_lengthen_is_written_out() -> None:
    autumn, _ = overnight()
    master, override = components(unfolded(ics_of(autumn)), "VEVENT")
    assert _whole([master], "DTEND") == ["Europe/Paris:20261022T080000"]
    assert _whole([override], "RECURRENCE-ID") == ["Europe/Paris:20261024T200000"]
    assert _whole([override], "DTEND") == ["Europe/Paris:20261025T080000"]


def test_where_the_first_night_is_such_a_one_every_night_is_written_out() -> None:
    _, spring = overnight()
    _, *overrides = components(unfolded(ics_of(spring)), "VEVENT")
    assert len(overrides) == len(spring.occurrences)


def test_an_end_that_clocks_skip_says_nothing_of_the_other_dates() -> None:
    booking = booking_of(paris(2027, 3, 27, 16, 15), hours(10), rule="FREQ=YEARLY;COUNT=3")
    data = ics_of(booking)
    assert_follows_rfc(data)
    assert set(spans_in(data)) == {(each.span.start, each.span.end) for each in booking.occurrences}


# --- a series date by date --------------------------------------------------------------------------


def _uids(*dates: str) -> list[str]:
    return [f"abc-{date}@example.org" for date in dates]


def test_several_dates_without_a_rule_are_events_of_their_own() -> None:
    events = _written(_event(NINE, NINE + timedelta(days=2), first=NINE))
    assert _values(events, "UID") == _uids("20261006T0700Z", "20261008T0700Z")
    assert _whole(events, "DTSTART") == ["20261006T070000Z", "20261008T070000Z"]


def test_a_series_of_which_one_date_is_left_keeps_that_date_s_uid() -> None:
    assert _values(_written(_event(NINE, first=NINE)), "UID") == _uids("20261006T0700Z")


def test_a_uid_without_a_domain_is_lengthened_at_its_end() -> None:
    (event,) = _written(replace(_event(NINE, first=NINE), uid="abc"))
    assert _values([event], "UID") == ["abc-20261006T0700Z"]


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=WEEKLY;COUNT=2", [NINE, NINE + timedelta(days=1)]),  # a date that the rule does not name
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=10,11;COUNT=3", _weeks(3)),  # months in a weekly rule
        ("FREQ=DAILY;BYMONTHDAY=6;COUNT=2", [NINE, datetime(2026, 11, 6, 8, tzinfo=UTC)]),
        ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=6,7;COUNT=2", [NINE, NINE + timedelta(days=1)]),
    ],
)
def test_no_rule_is_written_that_would_be_misread_or_would_lie(rule: str, dates: list[datetime]) -> None:
    data = write_calendar(CalendarFile("Test", (_event(*dates, rule=rule, first=NINE),)))
    assert_follows_rfc(data)
    assert not _values(list(components(unfolded(data), "VEVENT")), "RRULE")
    assert {start for start, _ in spans_in(data)} == set(dates)


def test_a_series_at_half_past_two_at_night_is_written_date_by_date_in_utc() -> None:
    autumn, spring = night()
    events = list(components(unfolded(ics_of(autumn)), "VEVENT"))
    assert _values(events, "DTSTART") == ["20261024T003000Z", "20261025T003000Z", "20261026T013000Z"]
    assert _values(events, "UID")[1] == "6f2c1a90b7e84d7c9a51-20261025T0030Z@platform-booking"
    assert _values(list(components(unfolded(ics_of(spring)), "VEVENT")), "DTSTART")[1] == "20270328T013000Z"


def test_a_nightly_series_that_leaves_out_the_night_of_the_change_is_no_rule_either() -> None:
    booking = booking_of(
        paris(2027, 3, 27, 2, 30), hours(1), rule="FREQ=DAILY;COUNT=4", skip=[date(2027, 3, 28)]
    )
    assert not _values(list(components(unfolded(ics_of(booking)), "VEVENT")), "RRULE")


def test_a_nightly_series_that_only_steps_over_the_change_is_no_rule_either() -> None:
    booking = booking_of(paris(2027, 3, 16, 2, 30), hours(1), rule="FREQ=DAILY;BYDAY=TU;COUNT=4")
    assert not _values(list(components(unfolded(ics_of(booking)), "VEVENT")), "RRULE")


def test_a_rule_that_gives_other_dates_when_it_begins_at_the_first_is_not_written() -> None:
    rule = Recurrence.parse("FREQ=WEEKLY;COUNT=3", PARIS)
    dates = tuple(_weeks(4, NINE - timedelta(weeks=4)))
    assert portable(rule, dates[:3], PARIS) == portable(rule, dates[1:], PARIS) == "FREQ=WEEKLY;COUNT=3"
    assert portable(rule, dates, PARIS) is None
    off_rule = Recurrence.parse("FREQ=WEEKLY;BYDAY=MO;COUNT=3", PARIS)
    assert portable(off_rule, tuple(_weeks(3)), PARIS) is None


def test_a_series_moved_into_the_hour_that_comes_twice_is_written_date_by_date() -> None:
    fates = {date(2026, 10, 20): Fate(start=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))}
    booking = booking_of(NINE, hours(1), rule="FREQ=WEEKLY;COUNT=4", fates=fates)
    events = list(components(unfolded(ics_of(booking)), "VEVENT"))
    assert not _values(events, "RRULE")
    assert "20261025T003000Z" in _values(events, "DTSTART")


# --- zones ------------------------------------------------------------------------------------------


def test_a_zone_that_cannot_be_described_is_avoided() -> None:
    booking = booking_of(NINE, hours(2), rule="FREQ=WEEKLY;COUNT=30", zone="Africa/Casablanca")
    data = ics_of(booking)
    assert_follows_rfc(data)
    assert b"VTIMEZONE" not in data
    assert set(spans_in(data)) == {(each.span.start, each.span.end) for each in booking.occurrences}


def test_a_series_in_utc_is_a_rule_without_a_zone() -> None:
    (master,) = _written(_event(*_weeks(4), rule="FREQ=WEEKLY;COUNT=4", first=NINE, zone="Etc/UTC"))
    assert _whole([master], "DTSTART") == ["20261006T070000Z"]
    assert _values([master], "RRULE") == ["FREQ=WEEKLY;COUNT=4"]


def test_each_zone_is_declared_once_and_covers_the_latest_date() -> None:
    late = replace(_event(datetime(2036, 7, 1, 9, tzinfo=UTC)), uid="late@example.org")
    there = replace(_event(NINE, zone="America/New_York"), uid="there@example.org")
    data = write_calendar(CalendarFile("Test", (late, there, _event(NINE))))
    assert_follows_rfc(data)
    zones = [
        line.value for zone in components(unfolded(data), "VTIMEZONE") for line in zone if line.name == "TZID"
    ]
    assert zones == ["America/New_York", "Europe/Paris"]


# --- bytes ------------------------------------------------------------------------------------------


def test_the_order_of_what_is_given_changes_no_byte() -> None:
    bookings = [
        weekly(),
        *campaigns(),
        *(replace(each, uid=f"{number}@x") for number, each in enumerate(night())),
    ]
    expected = ics_of(*bookings)
    for seed in range(10):
        chance = Random(seed)
        shuffled = [
            replace(
                booking,
                lines=tuple(chance.sample(booking.lines, len(booking.lines))),
                occurrences=tuple(chance.sample(booking.occurrences, len(booking.occurrences))),
                allocations=tuple(chance.sample(booking.allocations, len(booking.allocations))),
            )
            for booking in chance.sample(bookings, len(bookings))
        ]
        assert ics_of(*shuffled) == expected


def test_the_day_of_the_export_changes_no_byte() -> None:
    booking = booking_of(NINE, hours(2), rule="FREQ=WEEKLY;COUNT=4")
    assert ics_of(booking, now=CHANGED) == ics_of(booking, now=CHANGED + timedelta(days=900))


def test_events_come_in_order_of_time() -> None:
    events = list(components(unfolded(GOLDEN["campaigns-with-offsets"]()), "VEVENT"))
    starts = [_values([event], "DTSTART")[0] for event in events if not _values([event], "RECURRENCE-ID")]
    assert starts == sorted(starts)


def test_what_is_typed_cannot_break_out_of_its_line() -> None:
    title = "Fin\r\nEND:VEVENT\r\nATTACH:http://example.org/\x00"
    booking = booking_of(NINE, Lapse(wall=60), lines=[Line(1, "PSM")], title=title, state=State.REQUESTED)
    data = ics_of(booking)
    assert_follows_rfc(data)
    (event,) = components(unfolded(data), "VEVENT")
    assert not _values([event], "ATTACH")
    assert _values([event], "SUMMARY") == [r"Fin\nEND:VEVENT\nATTACH:http://example.org/"]
