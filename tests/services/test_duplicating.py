"""Last year's course once more: every date where counting by hand puts it, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.booking import Allocation, Booking, Line, Occurrence, Purpose, State, Visibility
from platform_booking.domain.catalogue import Catalogue, Resource, Text, Unit
from platform_booking.domain.copying import copied_wish, shift_to
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.recurrence import Lapse, Recurrence, expand, localize, wall_time, zone_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.duplicating import Shift
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from tests.services.test_campaigns import campaign, uses

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking

    Sit = Callable[[str | None], PlatformBooking]

PARIS = zone_of("Europe/Paris")
CATALOGUE = Catalogue(resources=[Resource(1, "R", Text("R", "R"), units=(Unit(1, "1"),))])
RULES = (
    "FREQ=WEEKLY;COUNT=6",
    "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261218",
    "FREQ=DAILY;INTERVAL=3;COUNT=5",
    "FREQ=MONTHLY;BYDAY=1TU;COUNT=4",
    "FREQ=MONTHLY;BYMONTHDAY=6;COUNT=3",
)


def booking_of(rule: str | None, start: datetime, gone: frozenset[int], moved: dict[int, int]) -> Booking:
    """A booking of three hours with some dates given up, and some moved by so many minutes."""
    recurrence = Recurrence.parse(rule, PARIS) if rule else None
    starts = expand(start, recurrence, PARIS)
    dates = [
        Occurrence(number, moment, TimeSpan(begin, begin + timedelta(hours=3)))
        for number, moment in enumerate(starts, 1)
        for begin in (moment + timedelta(minutes=moved.get(number, 0)),)
    ]
    allocations = tuple(
        Allocation(
            date.number,
            1,
            1,
            date.number,
            date.span,
            date.span,
            State.CANCELLED if date.number in gone else State.APPROVED,
            holds=date.number not in gone,
        )
        for date in dates
    )
    return Booking(
        1, "B-1", "u", 1, 0, "TP", Purpose.TRAINING, "tina", "", 0, "Europe/Paris", rule, starts[0], Lapse(180),
        Visibility.PARTNERS, start, start, (Line(1, "R"),), tuple(dates), allocations,
    )  # fmt: skip


@given(
    st.sampled_from((None, *RULES)),
    st.integers(-60, 60).filter(bool),
    st.frozensets(st.integers(1, 6), max_size=3),
    st.dictionaries(st.integers(1, 6), st.integers(-600, 600), max_size=2),
)
def test_every_date_goes_by_whole_weeks_on_the_clock(
    rule: str | None, weeks: int, gone: frozenset[int], moved: dict[int, int]
) -> None:
    booking = booking_of(rule, datetime(2026, 10, 6, 7, tzinfo=UTC), gone, moved)
    wish = copied_wish(booking, timedelta(weeks=weeks), CATALOGUE)
    kept = [date for date in booking.occurrences if date.number not in gone] or list(booking.occurrences)
    by = timedelta(weeks=weeks)
    expected = [localize(wall_time(date.span.start, PARIS) + by, PARIS) for date in kept]
    assert [date.span.start for date in wish.occurrences()] == expected
    assert [date.number for date in wish.occurrences()] == list(range(1, len(kept) + 1))
    local = [start.astimezone(PARIS) for start in expected]
    assert [start.weekday() for start in local] == [
        date.span.start.astimezone(PARIS).weekday() for date in kept
    ]
    if wish.rule is not None:
        said = set(expand(wish.first_start(), wish.rule, PARIS))
        assert {date.original_start for date in wish.occurrences()} <= said


def test_to_a_day_or_to_the_nearest_same_weekday() -> None:
    booking = booking_of("FREQ=WEEKLY;COUNT=3", datetime(2026, 10, 6, 7, tzinfo=UTC), frozenset({1}), {})
    start = datetime(
        2027, 10, 13, 8, tzinfo=UTC
    )  # a Wednesday; the first date that was kept is 13 October 2026
    assert shift_to([booking], start, weekdays_kept=False) == timedelta(days=365, hours=1)
    assert shift_to([booking], start, weekdays_kept=True) == timedelta(weeks=52)


def test_a_course_is_booked_again_with_its_exceptions_and_units(sit: Sit) -> None:
    tina = sit("tina")
    first = tina.requests.request(campaign(rule="FREQ=WEEKLY;INTERVAL=4;COUNT=3")).booking
    tina.changes.move(first.ref, Move("2026-12-30T10:00"), Dates(date(2026, 12, 29)))
    source = tina.changes.cancel(first.ref, "férié", Dates(date(2027, 1, 26))).booking
    (preview,) = tina.copies.preview([first.ref], Shift(weeks=52))
    assert preview.fits
    assert [item.becomes.start.isoformat() for item in preview.dates] == [
        "2027-11-30T08:00:00+00:00",
        "2027-12-29T09:00:00+00:00",
    ]
    (booked,) = tina.copies.duplicate([first.ref], Shift(weeks=52)).booked
    copy = booked.booking
    assert (copy.origin, copy.rule, len(copy.occurrences)) == (first.ref, source.rule, 2)
    assert [item.day(copy.zone) for item in copy.occurrences] == [date(2027, 11, 30), date(2027, 12, 28)]
    assert {item.unit_id for item in copy.allocations} == {item.unit_id for item in source.allocations}
    assert tina.bookings.get(copy.ref).booking == tina.bookings.get(copy.ref).booking
    by = timedelta(weeks=52)
    assert uses(copy) == {line: span.shift(by) for line, span in uses(source).items()}
    assert check(sit(None).desk).findings == ()


def test_two_groups_go_together_or_not_at_all(sit: Sit) -> None:
    tina = sit("tina")
    refs = []
    for day in ("01", "02"):
        wanted = BookingRequest(
            f"Groupe {day}", (LineRequest("SALLE"), LineRequest("PSM", 2)), f"2026-12-{day}T09:00",
            length=Lapse(exact=180), rule="FREQ=WEEKLY;COUNT=3",
        )  # fmt: skip
        refs.append(tina.requests.request(wanted).booking.ref)
    taken = BookingRequest("Autre", (LineRequest("SALLE"),), "2027-12-08T10:00", "2027-12-08T11:00")
    other = sit("mona").requests.request(taken).booking.ref
    before = len(tina.desk.store.read(lambda unit_of_work: unit_of_work.bookings.search()))
    with pytest.raises(BookingConflict) as refusal:
        tina.copies.duplicate(refs, Shift(weeks=52))
    assert {item.holder for item in refusal.value.conflicts} == {other}
    previews = tina.copies.preview(refs, Shift(weeks=52))
    assert [[item.fits for item in preview.dates] for preview in previews] == [
        [True] * 3,
        [True, False, True],
    ]
    assert previews[1].alternatives
    assert len(tina.desk.store.read(lambda unit_of_work: unit_of_work.bookings.search())) == before
    done = tina.copies.duplicate(refs, Shift(weeks=52), skip_conflicts=True)
    assert [len(item.booking.occurrences) for item in done.booked] == [3, 2]
    tina.undoing.undo(done.undoable)
    assert {tina.bookings.get(ref).booking.status for ref in done.changes.bookings} == {"cancelled"}


def test_public_holidays_are_told_where_they_are_minded(sit: Sit) -> None:
    tina = sit("tina")
    wanted = BookingRequest("TP", (LineRequest("SALLE"),), "2026-12-11T09:00", "2026-12-11T12:00")
    ref = tina.requests.request(wanted).booking.ref
    (preview,) = tina.copies.preview([ref], Shift(weeks=2))
    assert [[name.fr for name in item.closed] for item in preview.dates] == [["Noël"]]
    sit(None).catalogue.import_text('[[platforms]]\ncode = "USP"\nrules = { holidays = false }\n')
    (preview,) = tina.copies.preview([ref], Shift(weeks=2))
    assert [item.closed for item in preview.dates] == [()]


def test_closed_days_and_resources_that_are_gone_are_told(sit: Sit) -> None:
    tina = sit("tina")
    ref = tina.requests.request(campaign()).booking.ref
    closed = (
        '[[closures]]\ncode = "NOEL"\nname = "Noël"\nstart = 2027-12-13\nend = 2027-12-15\nplatform = "USP"\n'
    )
    sit(None).catalogue.import_text(closed)
    (preview,) = tina.copies.preview([ref], Shift(weeks=52))
    assert [[name.fr for name in item.closed] for item in preview.dates] == [["Noël"]]
    sit(None).catalogue.import_text(closed + "active = false\n")
    sit(None).catalogue.import_text('[[resources]]\ncode = "BIO"\nname = "Bio"\nactive = false\n')
    with pytest.raises(InvalidInput) as refusal:
        tina.copies.duplicate([ref], Shift(weeks=52))
    assert refusal.value.params["instead"] == ("BIO-B",)
    (booked,) = tina.copies.duplicate([ref], Shift(weeks=52), instead={"BIO": "BIO-B"}).booked
    assert booked.booking.lines[2].resource == "BIO-B"


def test_each_date_of_a_copy_has_its_own_verdict(sit: Sit) -> None:
    tina = sit("tina")
    wanted = BookingRequest(
        "TP", (LineRequest("SALLE"),), "2026-12-04T09:00", length=Lapse(wall=120), rule="FREQ=WEEKLY;COUNT=3"
    )
    ref = tina.requests.request(wanted).booking.ref
    sit(None).catalogue.import_text('[[resources]]\ncode = "SALLE"\nrules = { holidays = "refuse" }\n')
    (preview,) = tina.copies.preview([ref], Shift("2026-12-25T09:00"))
    assert [[item.code for item in date.broken] for date in preview.dates] == [["holiday"], ["holiday"], []]
    assert all(date.fits for date in preview.dates)
    assert not preview.fits
    assert preview.alternatives
