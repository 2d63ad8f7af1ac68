"""Whom which dates concern, when they appear, and how much of them is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from platform_booking.domain.booking import Booking, Line, State, Visibility
from platform_booking.domain.errors import NaiveDatetime, NotFound
from platform_booking.domain.recurrence import Lapse
from platform_booking.ical.model import CalendarEvent, CalendarFile, Status
from platform_booking.services.calendar_events import (
    CANCELLED_SHOWN_FOR,
    Scope,
    Selection,
    SelectionKind,
    calendar_of,
)
from platform_booking.services.calendar_words import ENGLISH, FRENCH
from tests.ical.builders import CATALOGUE, CHANGED, NOW, UID, Fate, booking_of, hours, ics_of, paris

START = paris(2026, 10, 6, 9)
DAY = timedelta(days=1)
WEEKLY = "FREQ=WEEKLY;COUNT=4"
THREE_LINES = (Line(1, "ZAC"), Line(2, "PSM", 2), Line(3, "@yann"))
NEXT_DAY = Line(4, "CYTO", offset=Lapse(wall=1440), length=Lapse(wall=120))


def _calendar(
    *bookings: Booking,
    kind: SelectionKind = SelectionKind.EVERYTHING,
    key: str = "",
    scope: Scope = Scope.FULL,
    language: str = "fr",
    now: datetime = NOW,
) -> CalendarFile:
    return calendar_of(
        bookings, CATALOGUE, selection=Selection(kind, key), scope=scope, language=language, now=now
    )


def _event(booking: Booking, kind: SelectionKind = SelectionKind.EVERYTHING, key: str = "") -> CalendarEvent:
    (event,) = _calendar(booking, kind=kind, key=key).events
    return event


def _session(**more: object) -> Booking:
    return booking_of(START, hours(3), lines=THREE_LINES, **more)  # type: ignore[arg-type]


# --- whom it concerns -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "key", "seen"),
    [
        (SelectionKind.EVERYTHING, "", True),
        (SelectionKind.RESOURCE, "PSM", True),
        (SelectionKind.RESOURCE, "@yann", True),
        (SelectionKind.RESOURCE, "CYTO", False),
        (SelectionKind.PLATFORM, "HALL", True),
        (SelectionKind.PLATFORM, "QC", False),
        (SelectionKind.PERSON, "claire", True),
        (SelectionKind.PERSON, "yann", True),
        (SelectionKind.PARTNER, "ONIRIS", True),
        (SelectionKind.PARTNER, "BIOTECH", False),
        (SelectionKind.BOOKING, "B-2026-00042", True),
    ],
)
def test_selections(kind: SelectionKind, key: str, *, seen: bool) -> None:
    assert bool(_calendar(_session(), kind=kind, key=key).events) is seen


@pytest.mark.parametrize("kind", [kind for kind in SelectionKind if kind is not SelectionKind.EVERYTHING])
def test_what_does_not_exist_is_not_an_empty_calendar(kind: SelectionKind) -> None:
    with pytest.raises(NotFound):
        _calendar(_session(), kind=kind, key="nobody")


def test_only_the_booking_asked_for_is_in_its_calendar() -> None:
    other = replace(_session(number=43), uid="other@platform-booking")
    events = _calendar(_session(), other, kind=SelectionKind.BOOKING, key="B-2026-00043").events
    assert [event.uid for event in events] == ["other@platform-booking"]


def test_somebody_who_takes_part_sees_only_when_they_do() -> None:
    lines = (*THREE_LINES, NEXT_DAY)
    booking = booking_of(START, hours(3), lines=lines)
    assert len(_calendar(booking, kind=SelectionKind.PERSON, key="claire").events) == 2
    event = _event(booking, SelectionKind.PERSON, "yann")
    assert event.uid == UID
    assert "PSM" in event.instances[0].details.description


def test_somebody_who_has_withdrawn_sees_the_session_as_cancelled_and_later_no_more() -> None:
    booking = _session(fates={date(2026, 10, 6): Fate(lines={3: State.CANCELLED})})
    event = _event(booking, SelectionKind.PERSON, "yann")
    assert event.instances[0].details.status is Status.CANCELLED
    assert _event(booking).instances[0].details.status is Status.CONFIRMED
    later = CHANGED + CANCELLED_SHOWN_FOR
    assert not _calendar(booking, kind=SelectionKind.PERSON, key="yann", now=later).events


def test_somebody_who_takes_part_sees_that_the_room_is_not_granted_yet() -> None:
    booking = _session(fates={date(2026, 10, 6): Fate(lines={1: State.REQUESTED})})
    assert _event(booking, SelectionKind.PERSON, "yann").instances[0].details.status is Status.TENTATIVE


# --- timings ----------------------------------------------------------------------------------------


def test_lines_used_at_the_same_time_are_one_event() -> None:
    event = _event(_session())
    assert event.uid == UID
    assert event.instances[0].details.location == "ZAC-école C/D (Nantes)"


def test_lines_with_another_timing_are_events_of_their_own() -> None:
    booking = booking_of(START, hours(3), rule=WEEKLY, lines=(*THREE_LINES, NEXT_DAY))
    base, later = _calendar(booking).events
    assert (base.uid, later.uid) == (UID, f"4-{UID}")
    assert later.instances[0].span.start == START + DAY
    assert later.rule is not None
    assert len(later.instances) == 4


def test_a_timing_has_one_uid_in_every_calendar() -> None:
    lines = (Line(1, "ZAC"), NEXT_DAY, replace(NEXT_DAY, number=5, resource="SALLE"))
    booking = booking_of(START, hours(3), lines=lines)
    assert _event(booking, SelectionKind.RESOURCE, "SALLE").uid == f"4-{UID}"


def test_a_rule_of_weekdays_is_shifted_with_its_line() -> None:
    lines = [replace(NEXT_DAY, number=1)]
    event = _event(booking_of(START, hours(3), rule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", lines=lines))
    assert event.rule is not None
    assert event.rule.text() == "FREQ=WEEKLY;COUNT=4;BYDAY=WE,FR"


def test_where_no_rule_says_the_shifted_dates_each_is_an_event() -> None:
    lines = [Line(1, "ZAC", offset=Lapse(wall=5 * 1440), length=Lapse(wall=60))]
    booking = booking_of(
        paris(2026, 10, 28, 9), hours(3), rule="FREQ=MONTHLY;BYMONTHDAY=28;COUNT=4", lines=lines
    )
    assert _event(booking).rule is None
    assert ics_of(booking).count(b"BEGIN:VEVENT") == 4


# --- what becomes of it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.REQUESTED, Status.TENTATIVE),
        (State.APPROVED, Status.CONFIRMED),
        (State.IN_USE, Status.CONFIRMED),
        (State.COMPLETED, Status.CONFIRMED),
        (State.CANCELLED, Status.CANCELLED),
        (State.NO_SHOW, Status.CANCELLED),
    ],
)
def test_states_that_appear(state: State, status: Status) -> None:
    assert _event(_session(state=state)).instances[0].details.status is status


@pytest.mark.parametrize("state", [State.DECLINED, State.EXPIRED])
def test_states_that_never_appear(state: State) -> None:
    assert not _calendar(_session(state=state)).events
    booking = booking_of(START, hours(3), rule=WEEKLY, fates={date(2026, 10, 13): Fate(state)})
    assert len(_event(booking).instances) == 3
    assert b"EXDATE;TZID=Europe/Paris:20261013T090000" in ics_of(booking)


def test_partly_approved_is_tentative_but_each_resource_knows_its_own_state() -> None:
    booking = _session(fates={date(2026, 10, 6): Fate(lines={2: State.REQUESTED})})
    assert _event(booking).instances[0].details.status is Status.TENTATIVE
    assert _event(booking, SelectionKind.RESOURCE, "ZAC").instances[0].details.status is Status.CONFIRMED


def test_what_is_over_stays_on_the_rule() -> None:
    fates = {date(2026, 10, 6): Fate(State.COMPLETED), date(2026, 10, 13): Fate(State.IN_USE)}
    data = ics_of(booking_of(START, hours(3), rule=WEEKLY, fates=fates))
    assert data.count(b"BEGIN:VEVENT") == 1
    assert b"EXDATE" not in data


@pytest.mark.parametrize(("age", "shown"), [(timedelta(), True), (29 * DAY, True), (30 * DAY, False)])
def test_a_cancelled_date_stays_for_thirty_days(age: timedelta, *, shown: bool) -> None:
    booking = booking_of(START, hours(3), rule=WEEKLY, fates={date(2026, 10, 13): Fate(State.CANCELLED)})
    data = ics_of(booking, now=CHANGED + age)
    assert (b"STATUS:CANCELLED" in data) is shown
    assert (b"EXDATE;TZID=Europe/Paris:20261013T090000" in data) is not shown


@pytest.mark.parametrize(("age", "shown"), [(29 * DAY, True), (30 * DAY, False)])
def test_a_cancelled_booking_stays_for_thirty_days(age: timedelta, *, shown: bool) -> None:
    booking = _session(state=State.CANCELLED)
    assert bool(_calendar(booking, now=CHANGED + age).events) is shown


def test_a_cancellation_without_a_time_counts_from_the_booking_s_last_change() -> None:
    booking = _session(state=State.CANCELLED)
    timeless = replace(
        booking, allocations=tuple(replace(each, changed_at=None) for each in booking.allocations)
    )
    assert _calendar(timeless, now=CHANGED + 29 * DAY).events
    assert not _calendar(timeless, now=CHANGED + 30 * DAY).events


def test_a_date_without_allocations_was_never_made() -> None:
    booking = booking_of(START, hours(3), rule=WEEKLY)
    some = tuple(each for each in booking.allocations if each.occurrence != 2)
    assert len(_event(replace(booking, allocations=some)).instances) == 3


def test_now_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveDatetime):
        _calendar(_session(), now=datetime(2026, 9, 1))  # noqa: DTZ001 - the point of the test


# --- how much is told -------------------------------------------------------------------------------


def test_in_full_everything_is_told() -> None:
    details = (
        _event(_session(fates={date(2026, 10, 6): Fate(lines={2: State.REQUESTED})})).instances[0].details
    )
    assert details.summary == "Culture en bioréacteur"
    assert details.description.splitlines() == [
        "Réservation\u00a0: B-2026-00042",
        "Statut\u00a0: partiellement approuvée",
        "Organisateur\u00a0: Claire Le Goff",
        "Partenaire\u00a0: Oniris VetAgroBio",
        "Apprenants\u00a0: 12",
        "Ressources\u00a0:",
        "– 1\u00a0× ZAC-école C/D (approuvée)",
        "– 2\u00a0× PSM de type II (demandée)",
        "– Yann Kerbrat (approuvée)",
    ]


def test_whoever_looks_at_a_resource_sees_set_up_and_turnaround() -> None:
    details = _event(_session(), SelectionKind.RESOURCE, "PSM").instances[0].details
    assert details.description.splitlines()[-3:] == [
        "– 2\u00a0× PSM de type II",
        "Préparation\u00a0: 15\u00a0min",
        "Remise en état\u00a0: 30\u00a0min",
    ]
    assert details.location == "Nantes"


def test_in_english() -> None:
    (event,) = _calendar(_session(), kind=SelectionKind.RESOURCE, key="PSM", language="en").events
    assert event.instances[0].details.description.splitlines()[1:3] == [
        "Status: approved",
        "Organiser: Claire Le Goff",
    ]
    assert (
        _calendar(_session(), kind=SelectionKind.PLATFORM, key="HALL", language="en").name
        == "Bioproduction hall"
    )


def test_partners_see_title_place_and_partner_but_nobody_s_name() -> None:
    (event,) = _calendar(_session(), scope=Scope.PARTNER).events
    details = event.instances[0].details
    assert (details.summary, details.location) == ("Culture en bioréacteur", "ZAC-école C/D (Nantes)")
    assert details.description.splitlines() == [
        "Statut\u00a0: approuvée",
        "Partenaire\u00a0: Oniris VetAgroBio",
    ]


ALL_SELECTIONS = [
    Selection(SelectionKind.EVERYTHING),
    Selection(SelectionKind.RESOURCE, "PSM"),
    Selection(SelectionKind.RESOURCE, "@yann"),
    Selection(SelectionKind.PLATFORM, "HALL"),
    Selection(SelectionKind.PERSON, "claire"),
    Selection(SelectionKind.PERSON, "yann"),
    Selection(SelectionKind.PARTNER, "ONIRIS"),
    Selection(SelectionKind.BOOKING, "B-2026-00042"),
]
PERSONS = ("Claire", "Le Goff", "claire", "Yann", "Kerbrat", "yann", "@example.org")
SECRETS = (*PERSONS, "Culture", "ONIRIS", "Oniris", "B-2026", "00042", "ZAC")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("selection", ALL_SELECTIONS, ids=str)
def test_a_busy_calendar_gives_nothing_away(selection: Selection, language: str) -> None:
    text = ics_of(_session(), selection=selection, scope=Scope.BUSY, language=language).decode()
    text = text.replace("\r\n ", "")
    assert f"SUMMARY:{'Busy' if language == 'en' else 'Occupé'}" in text
    assert not [secret for secret in SECRETS if secret in text]
    assert "DESCRIPTION" not in text


@pytest.mark.parametrize("selection", ALL_SELECTIONS, ids=str)
def test_a_partner_s_calendar_names_no_person(selection: Selection) -> None:
    text = ics_of(_session(), selection=selection, scope=Scope.PARTNER).decode().replace("\r\n ", "")
    assert not [person for person in PERSONS if person in text]


@pytest.mark.parametrize("selection", ALL_SELECTIONS, ids=str)
def test_of_a_private_booking_partners_see_only_that_the_time_is_taken(selection: Selection) -> None:
    booking = _session(visibility=Visibility.PRIVATE)
    text = ics_of(booking, selection=selection, scope=Scope.PARTNER).decode().replace("\r\n ", "")
    assert "SUMMARY:Occupé" in text
    assert "Culture" not in text
    assert "DESCRIPTION" not in text


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        (SelectionKind.EVERYTHING, "", "Réservations"),
        (SelectionKind.RESOURCE, "PSM", "PSM de type II"),
        (SelectionKind.PLATFORM, "HALL", "Halle de bioproduction"),
        (SelectionKind.PERSON, "yann", "Yann Kerbrat"),
        (SelectionKind.PARTNER, "BIOTECH", "Biotech, S.A.; Ouest"),
        (SelectionKind.BOOKING, "B-2026-00042", "Culture en bioréacteur"),
    ],
)
def test_names_of_calendars(kind: SelectionKind, key: str, name: str) -> None:
    assert _calendar(_session(), kind=kind, key=key).name == name


def test_what_the_catalogue_no_longer_knows_is_called_by_its_code() -> None:
    booking = replace(_session(title=" ", learners=0, organiser="ghost"), partner="GONE")
    renamed = replace(booking, lines=(replace(booking.lines[0], resource="OLD"), *booking.lines[1:]))
    details = _event(renamed).instances[0].details
    assert details.summary == "Réservation"
    assert (
        "Organisateur\u00a0: ghost\nPartenaire\u00a0: GONE\nRessources\u00a0:\n– 1\u00a0× OLD"
        in details.description
    )


def test_where_there_is_no_room_the_site_is_the_place() -> None:
    lines = (Line(1, "PSM"), Line(2, "BIO50"))
    assert _event(booking_of(START, hours(3), lines=lines)).instances[0].details.location == "Nantes"


def test_a_room_that_was_refused_is_not_the_place() -> None:
    fates = {date(2026, 10, 6): Fate(lines={2: State.DECLINED})}
    booking = booking_of(START, hours(3), lines=(Line(1, "ZAC"), Line(2, "SALLE")), fates=fates)
    assert _event(booking).instances[0].details.location == "ZAC-école C/D (Nantes)"
    both = booking_of(START, hours(3), lines=(Line(1, "ZAC"), Line(2, "SALLE")))
    assert _event(both).instances[0].details.location == "ZAC-école C/D (Nantes), Salle de cours (Tours)"


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (15, "15 min", "15 min"),
        (90, "1 h 30 min", "1 h 30 min"),
        (1440, "1 j", "1 d"),
        (1440 + 61, "1 j 1 h 1 min", "1 d 1 h 1 min"),
    ],
)
def test_durations(minutes: int, french: str, english: str) -> None:
    assert FRENCH.duration(minutes).replace("\u00a0", " ") == french
    assert ENGLISH.duration(minutes).replace("\u00a0", " ") == english


def test_sequence_and_times_are_the_booking_s() -> None:
    event = _event(_session(sequence=5))
    assert (event.sequence, event.changed, event.created.tzinfo) == (5, CHANGED, UTC)
