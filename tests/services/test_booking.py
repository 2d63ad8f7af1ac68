from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.domain.alternatives import Alternative, AlternativeKind
from platform_booking.domain.booking import State
from platform_booking.domain.errors import (
    IllegalTransition,
    InvalidInput,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking

    Sit = Callable[[str | None], PlatformBooking]


def request(*lines: str, **options: Any) -> BookingRequest:
    parsed = tuple(LineRequest(code, int(n or 1)) for code, _, n in (line.partition(":") for line in lines))
    options.setdefault("start", "2026-12-01T09:00")
    if "length" not in options:
        options.setdefault("end", "2026-12-01T12:00")
    return BookingRequest("TP Culture", parsed, **options)


WEEKLY = "FREQ=WEEKLY;COUNT=6"


def test_a_session_is_booked_with_all_its_lines_and_dates(sit: Sit) -> None:
    wanted = request("SALLE", "BIO", "PSM:2", rule=WEEKLY, learners=12, trainers=("colin",))
    booked = sit("tina").requests.request(wanted).booking
    found = sit("tina").bookings.get(booked.ref).booking
    assert found.status == "partly_approved"
    assert [line.resource for line in found.lines] == ["SALLE", "BIO", "PSM", "@colin"]
    assert len(found.occurrences) == 6
    assert len(found.allocations) == 6 * 5
    bio = next(item for item in found.allocations if item.line == 2)
    assert bio.occupied.start == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert bio.occupied.end == datetime(2026, 12, 1, 11, 30, tzinfo=UTC)
    assert check(sit(None).desk).findings == ()


def test_a_colleague_is_not_double_booked(sit: Sit) -> None:
    sit("tina").requests.request(request("SALLE", trainers=("colin",)))
    with pytest.raises(BookingConflict) as refusal:
        sit("mona").requests.request(request("PSM", trainers=("colin",)))
    assert refusal.value.conflicts[0].resource == "@colin"


def take(sit: Sit, wanted: BookingRequest, way: Alternative) -> None:
    """Book as the alternative says."""
    lines = wanted.lines
    if way.kind is AlternativeKind.RESOURCE:
        lines = tuple(
            LineRequest(way.resource if line.resource == way.instead_of else line.resource, line.quantity)
            for line in lines
        )
    taken = BookingRequest(
        wanted.title,
        lines,
        way.span.start,
        end=way.span.end,
        rule=wanted.rule,
        skip=frozenset(way.skip),
        trainers=wanted.trainers,
    )
    sit("tina").requests.request(taken)


@pytest.mark.parametrize("rule", [None, WEEKLY])
def test_each_way_out_really_works_when_taken(sit: Sit, rule: str | None) -> None:
    sit("mona").requests.request(request("BIO"))
    wanted = request("BIO", "SALLE", rule=rule)
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").requests.request(wanted)
    kinds = [way.kind for way in refusal.value.alternatives]
    assert AlternativeKind.RESOURCE in kinds
    assert AlternativeKind.TIME in kinds
    assert (AlternativeKind.SKIP in kinds) is (rule is not None)
    for way in refusal.value.alternatives:
        reference = len(sit("tina").bookings.list(_everything()))
        take(sit, wanted, way)
        mine = sit("tina").bookings.list(_everything())
        assert len(mine) == reference + 1
        newest = max(mine, key=lambda item: item.id)
        sit("tina").changes.cancel(newest.ref, "essai")


def _everything() -> Any:
    from platform_booking.services.directory import BookingFilter

    return BookingFilter()


def test_conflicting_dates_are_skipped_only_when_asked(sit: Sit) -> None:
    sit("mona").requests.request(request("BIO", start="2026-12-08T10:00", end="2026-12-08T11:00"))
    with pytest.raises(BookingConflict):
        sit("tina").requests.request(request("BIO", "SALLE", rule=WEEKLY))
    booked = sit("tina").requests.request(request("BIO", "SALLE", rule=WEEKLY), skip_conflicts=True)
    assert booked.skipped == (date(2026, 12, 8),)
    assert len(booked.booking.occurrences) == 5


def test_a_dry_run_answers_the_same_and_writes_nothing(sit: Sit) -> None:
    answer = sit("tina").requests.request(request("SALLE", rule=WEEKLY), dry_run=True)
    assert len(answer.booking.occurrences) == 6
    assert sit("tina").bookings.list(_everything()) == ()


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        pytest.param(request("NOPE"), NotFound, id="unknown resource"),
        pytest.param(request("PSM:5"), InvalidInput, id="more than the pool"),
        pytest.param(request("PSM:0"), InvalidInput, id="none of a pool"),
        pytest.param(request("SALLE", end="2026-12-01T08:00"), InvalidInput, id="end before start"),
        pytest.param(request("SALLE", learners=-1), InvalidInput, id="negative learners"),
        pytest.param(request("SALLE", learners=31), RuleRefused, id="too many learners"),
        pytest.param(request("SALLE", purpose="fun"), InvalidInput, id="unknown purpose"),
        pytest.param(request("SALLE", rule="FREQ=WEEKLY"), InvalidInput, id="endless rule"),
        pytest.param(request("SALLE", trainers=("nobody",)), NotFound, id="unknown trainer"),
        pytest.param(
            request("SALLE", start="1999-01-01T09:00", end="1999-01-01T10:00"), RuleRefused, id="last century"
        ),
        pytest.param(request(), InvalidInput, id="nothing at all"),
    ],
)
def test_bad_requests_change_nothing(sit: Sit, wanted: BookingRequest, error: type[Exception]) -> None:
    with pytest.raises(error):
        sit("tina").requests.request(wanted)
    assert sit("tina").bookings.list(_everything()) == ()


def test_each_platform_decides_on_its_own_lines(sit: Sit) -> None:
    ref = sit("tina").requests.request(request("BIO", "ZAC1", rule=WEEKLY)).booking.ref
    with pytest.raises(NotPermitted) as refusal:
        sit("tina").approvals.approve(ref)
    assert set(refusal.value.params["who_may"]) == {"mona", "zoe"}
    assert [item.lines[0].line.resource for item in sit("mona").approvals.inbox()] == ["BIO"]
    assert sit("mona").approvals.approve(ref).booking.status == "partly_approved"
    with pytest.raises(NotPermitted):
        sit("sam").approvals.approve(ref)
    assert sit("zoe").approvals.approve(ref).booking.status == "partly_approved"
    assert sit("zoe").approvals.inbox() == ()
    assert sit("sam").approvals.approve(ref).booking.status == "approved"
    with pytest.raises(IllegalTransition):
        sit("mona").approvals.approve(ref)
    assert [item.step for item in sit("tina").bookings.get(ref).decisions][::6] == [
        "manager",
        "manager",
        "safety",
    ]


def test_one_date_can_be_declined_with_a_reason(sit: Sit) -> None:
    ref = sit("tina").requests.request(request("BIO", rule=WEEKLY)).booking.ref
    with pytest.raises(InvalidInput):
        sit("mona").approvals.decline(ref, "  ")
    booking = sit("mona").approvals.decline(ref, "étalonnage", day=date(2026, 12, 8)).booking
    states = [booking.state_of(occurrence) for occurrence in booking.occurrences]
    assert states == ["requested", "declined", *["requested"] * 4]
    assert (
        sit("mona")
        .requests.request(request("BIO", start="2026-12-08T09:00", end="2026-12-08T12:00"))
        .booking.ref
    )


def test_competing_requests_overlap_until_one_is_approved(sit: Sit) -> None:
    first = sit("tina").requests.request(request("RARE")).booking.ref
    second = sit("colin").requests.request(request("RARE"))
    assert [item.holder for item in second.competing] == [first]
    decided = sit("mona").approvals.approve(second.booking.ref)
    assert decided.displaced == (first,)
    assert sit("tina").bookings.get(first).booking.status == "declined"
    with pytest.raises(BookingConflict):
        sit("tina").requests.request(request("RARE"))


def test_a_competing_request_moves_to_a_free_unit_before_it_is_declined(sit: Sit) -> None:
    refs = [sit(login).requests.request(request("TWINS")).booking.ref for login in ("tina", "colin", "mona")]
    assert sit("mona").approvals.approve(refs[0]).displaced == ()
    states = [sit("tina").bookings.get(ref).booking.status for ref in refs]
    assert states == ["approved", "requested", "requested"]
    assert sit("mona").approvals.approve(refs[1]).displaced == (refs[2],)
    assert check(sit(None).desk).findings == ()


def test_cancelling_gives_the_time_back_and_keeps_the_history(sit: Sit) -> None:
    ref = sit("tina").requests.request(request("SALLE", rule=WEEKLY)).booking.ref
    with pytest.raises(NotPermitted):
        sit("colin").changes.cancel(ref, "jaloux")
    sit("tina").changes.cancel(ref, "malade", Dates(date(2026, 12, 8)))
    sit("tina").changes.cancel(ref, "fini", Dates(date(2026, 12, 22), following=True))
    booking = sit("tina").bookings.get(ref).booking
    states = [booking.state_of(item) for item in booking.occurrences]
    assert states == ["approved", "cancelled", "approved", "cancelled", "cancelled", "cancelled"]
    sit("colin").requests.request(request("SALLE", start="2026-12-08T09:00", end="2026-12-08T12:00"))
    with pytest.raises(IllegalTransition):
        sit("tina").changes.cancel(ref, "encore", Dates(date(2026, 12, 8)))


def test_a_manager_cancels_only_the_own_platform(sit: Sit) -> None:
    ref = sit("tina").requests.request(request("SALLE", "PSM")).booking.ref
    booking = sit("zoe").changes.cancel(ref, "panne").booking
    assert {item.line: item.state for item in booking.allocations} == {1: State.APPROVED, 2: State.CANCELLED}


def test_moving_one_date_is_an_exception_and_moving_all_moves_the_rule(sit: Sit) -> None:
    ref = sit("tina").requests.request(request("SALLE", rule=WEEKLY + ";BYDAY=TU")).booking.ref
    moved = sit("tina").changes.move(ref, Move("2026-12-02T14:00"))
    assert moved.booking.rule == "FREQ=WEEKLY;COUNT=6;BYDAY=WE"
    assert {item.span.start.hour for item in moved.booking.occurrences} == {13}
    one = sit("tina").changes.move(ref, Move("2026-12-10T14:00"), Dates(date(2026, 12, 9))).booking
    assert one.rule == "FREQ=WEEKLY;COUNT=6;BYDAY=WE"
    assert one.occurrences[1].day(one.zone) == date(2026, 12, 9)
    assert one.occurrences[1].span.start == datetime(2026, 12, 10, 13, tzinfo=UTC)
    assert one.sequence == 2
    assert check(sit(None).desk).findings == ()


def test_a_series_can_move_by_less_than_its_own_length(sit: Sit) -> None:
    daily = request(
        "SALLE", rule="FREQ=DAILY;COUNT=5", length=None, start="2026-12-01T08:00", end="2026-12-02T07:00"
    )
    ref = sit("tina").requests.request(daily).booking.ref
    moved = sit("tina").changes.move(ref, Move("2026-12-02T08:00")).booking
    assert [item.span.start.day for item in moved.occurrences] == [2, 3, 4, 5, 6]


def test_an_approval_does_not_travel_to_another_time(sit: Sit) -> None:
    ref = sit("tina").requests.request(request("BIO")).booking.ref
    sit("mona").approvals.approve(ref)
    shorter = sit("tina").changes.move(ref, Move("2026-12-01T09:30", end="2026-12-01T11:00")).booking
    assert shorter.status == "approved"
    assert sit("tina").changes.move(ref, Move("2026-12-03T09:00")).booking.status == "requested"
    sit("mona").approvals.approve(ref)


def test_a_move_onto_somebody_else_is_refused_with_ways_out(sit: Sit) -> None:
    sit("colin").requests.request(request("SALLE", start="2026-12-08T09:00", end="2026-12-08T12:00"))
    ref = sit("tina").requests.request(request("SALLE")).booking.ref
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").changes.move(ref, Move("2026-12-08T10:00"))
    time = next(way for way in refusal.value.alternatives if way.kind is AlternativeKind.TIME)
    moved = sit("tina").changes.move(ref, Move(time.span.start, end=time.span.end))
    assert moved.booking.occurrences[0].span == time.span


def test_two_people_editing_one_booking_the_second_is_told(sit: Sit) -> None:
    booking = sit("tina").requests.request(request("SALLE")).booking
    sit("tina").changes.move(booking.ref, Move("2026-12-02T09:00"), expected_version=1)
    with pytest.raises(StaleVersion):
        sit("tina").changes.move(booking.ref, Move("2026-12-03T09:00"), expected_version=1)


def test_a_block_displaces_nobody(sit: Sit) -> None:
    sit("tina").requests.request(request("PSM:2"))
    with pytest.raises(NotPermitted):
        sit("tina").blocks.block("PSM", None, "2026-12-01", "2026-12-02", "maintenance", "filtre")
    with pytest.raises(BookingConflict):
        sit("zoe").blocks.block("PSM", None, "2026-12-01", "2026-12-02", "maintenance", "filtre")
    block = sit("zoe").blocks.block("PSM", "4", "2026-12-01", "2026-12-02", "maintenance", "filtre")
    assert len(block.units) == 1
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").requests.request(request("PSM:2"))
    assert block.ref in {conflict.holder for conflict in refusal.value.conflicts}


def test_a_campaign_has_lines_with_offsets_through_a_clock_change(sit: Sit) -> None:
    from platform_booking.domain.recurrence import Lapse

    day = 1440
    campaign = BookingRequest(
        "Campagne",
        (
            LineRequest("PSM", length=Lapse(exact=180)),
            LineRequest("BIO", offset=Lapse(wall=7 * day), length=Lapse(wall=7 * day)),
        ),
        "2027-03-20T09:00",
        length=Lapse(wall=14 * day),
    )
    booking = sit("tina").requests.request(campaign).booking
    bio = next(item for item in booking.allocations if item.line == 2)
    assert bio.use.start == datetime(2027, 3, 27, 8, tzinfo=UTC)
    assert bio.use.length == timedelta(days=7) - timedelta(hours=1)
