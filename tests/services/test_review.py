from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.conflicts import ConflictKind
from platform_booking.domain.errors import IllegalTransition, NotFound, NotPermitted, StoreUnavailable
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.desk import fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from tests.conftest import NOW

if TYPE_CHECKING:
    from tests.services.conftest import Sit

WEEKLY = "FREQ=WEEKLY;COUNT=4"
SCARCE = """
[[resources]]
code = "SCARCE"
name = "Prisé"
platform = "USP"
approval = ["manager"]
requests = "compete"
equivalent_to = ["SALLE", "PSM"]
"""


def asked(sit: Sit, *codes: str, **options: Any) -> str:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    login = options.pop("login", "tina")
    options.setdefault("start", "2026-12-01T09:00")
    options.setdefault("end", "2026-12-01T12:00")
    return sit(login).requests.request(BookingRequest("TP", lines, **options)).booking.ref


def blocked(sit: Sit, code: str, unit: str | None = None) -> str:
    block = sit("mona").blocks.block(
        code, unit, "2026-12-01T08:00", "2026-12-01T18:00", "breakdown", "en panne"
    )
    return block.ref


def at(sit: Sit, login: str, when: datetime) -> PlatformBooking:
    return PlatformBooking(replace(sit(login).desk, clock=fixed_clock(when)))


def test_a_review_tells_whose_each_line_is(sit: Sit) -> None:
    ref = asked(sit, "BIO", "ZAC1", "SALLE")
    sit("zoe").approvals.approve(ref)
    lines = sit("sam").reviews.review(ref).lines
    assert [(line.resource.code, line.state, line.step, line.deciders, line.mine) for line in lines] == [
        ("BIO", "requested", "manager", ("mona",), False),
        ("ZAC1", "requested", "safety", ("sam",), True),
        ("SALLE", "approved", "", (), False),
    ]


def test_nothing_stands_against_a_request_that_holds_its_slot(sit: Sit) -> None:
    review = sit("mona").reviews.review(asked(sit, "BIO", "SALLE", learners=12))
    assert (review.conflicts, review.solution, review.violations) == ((), None, ())
    assert [(check.code, check.ok) for check in review.checks] == [
        ("past", True),
        ("horizon", True),
        ("holidays", True),
        ("capacity", True),
    ]
    assert review.equivalents == {"BIO": ("BIO-B",), "SALLE": ()}


def test_rules_are_told_one_by_one(sit: Sit) -> None:
    ref = asked(sit, "BIO", start="2026-11-20T09:00", end="2026-11-20T12:00")
    review = sit("mona").reviews.review(ref)
    assert [item.code for item in review.violations] == ["in-the-past"]
    assert [(check.code, check.ok) for check in review.checks] == [
        ("past", False),
        ("horizon", True),
        ("holidays", True),
    ]
    assert review.checks[0].violation == review.violations[0]
    assert [entry.verdict for entry in sit("mona").reviews.inbox()] == ["warning"]


def test_what_approving_does_to_others_is_told_before(sit: Sit) -> None:
    first, second = asked(sit, "RARE"), asked(sit, "RARE", login="colin")
    review = sit("mona").reviews.review(first)
    assert [(item.holder, item.kind, item.title) for item in review.conflicts] == [
        (second, ConflictKind.SOFT, "TP")
    ]
    assert sit("mona").approvals.approve(first).displaced == (second,)


def test_the_first_of_two_who_decide_is_told_that_others_would_give_way_at_last(sit: Sit) -> None:
    """Nothing gives way yet; what merely changes unit, or holds its slot, never does."""
    chain = SCARCE.replace('approval = ["manager"]', 'approval = ["manager", "safety"]')
    sit(None).catalogue.import_text(chain)
    first = asked(sit, "SCARCE")
    assert sit("mona").reviews.review(first).later == 0
    asked(sit, "SCARCE", login="colin")
    review = sit("mona").reviews.review(first)
    assert (review.conflicts, review.displaced, review.later) == ((), (), 1)
    refs = [asked(sit, "TWINS"), asked(sit, "TWINS", login="colin")]
    assert [sit("mona").reviews.review(ref).later for ref in refs] == [0, 0]


def test_the_title_of_a_private_rival_is_told_to_nobody(sit: Sit) -> None:
    first, second = asked(sit, "RARE"), asked(sit, "RARE", login="colin", visibility="private")
    (conflict,) = sit("mona").reviews.review(first).conflicts
    assert (conflict.holder, conflict.title) == (second, "")


def test_rivals_that_only_change_units_stand_against_nothing(sit: Sit) -> None:
    refs = [asked(sit, "TWINS"), asked(sit, "TWINS", login="colin")]
    for ref in refs:
        assert sit("mona").reviews.review(ref).conflicts == ()
    assert [item.displaced for item in sit("mona").approvals.approve_all(refs).done] == [(), ()]


def test_another_unit_of_the_pool_is_a_ready_solution(sit: Sit) -> None:
    ref = asked(sit, "TWINS")
    unit_id = sit(None).bookings.get(ref).booking.allocations[0].unit_id
    name = sit(None).catalogue.load().unit_by_id[unit_id].name
    block = blocked(sit, "TWINS", name)
    review = sit("mona").reviews.review(ref)
    assert [(item.holder, item.unit, item.kind) for item in review.conflicts] == [
        (block, name, ConflictKind.HARD)
    ]
    assert review.solution is not None
    assert review.solution.kind is AlternativeKind.UNIT
    assert review.solution.unit != name
    decided = sit("mona").approvals.approve(ref)
    given = sit(None).catalogue.load().unit_by_id[decided.booking.allocations[0].unit_id].name
    assert given == review.solution.unit


def test_an_equivalent_that_is_free_at_all_dates_is_a_ready_solution(sit: Sit) -> None:
    sit(None).catalogue.import_text(SCARCE)
    ref = asked(sit, "SCARCE", rule=WEEKLY)
    asked(sit, "SALLE", start="2026-12-08T09:00", end="2026-12-08T10:00")
    block = blocked(sit, "SCARCE")
    review = sit("mona").reviews.review(ref)
    assert {item.holder for item in review.conflicts} == {block}
    assert review.solution is not None
    assert (review.solution.kind, review.solution.resource) == (AlternativeKind.RESOURCE, "PSM")
    assert review.solution.instead_of == "SCARCE"
    assert [entry.verdict for entry in sit("mona").reviews.inbox()] == ["conflict"]
    with pytest.raises(BookingConflict):
        sit("mona").approvals.approve(ref)
    exchanged = sit("tina").changes.exchange(ref, {1: review.solution.resource})
    assert exchanged.booking.status == "approved"


def test_the_surroundings_are_three_days_of_what_could_serve(sit: Sit) -> None:
    ref = asked(sit, "BIO", rule=WEEKLY)
    near = asked(sit, "BIO-B", start="2026-12-02T20:00", end="2026-12-02T21:00")
    asked(sit, "SALLE")
    asked(sit, "BIO-B", start="2026-12-04T09:00", end="2026-12-04T10:00")
    review = sit("mona").reviews.review(ref)
    assert {bar.ref for bar in review.surroundings.bars} == {ref, near}
    assert review.surroundings.span.start == datetime(2026, 11, 29, 23, tzinfo=UTC)
    assert review.surroundings.span.length == timedelta(days=3)
    sit("mona").approvals.approve(ref, day=date(2026, 12, 1))
    later = sit("mona").reviews.review(ref).surroundings.span
    assert later.start == datetime(2026, 12, 6, 23, tzinfo=UTC)


def test_the_record_counts_dates_that_are_over(sit: Sit) -> None:
    before = NOW - timedelta(days=70)
    desk = at(sit, "tina", before)

    def held(code: str, day: str, rule: str | None = None) -> str:
        wanted = BookingRequest("TP", (LineRequest(code),), f"{day}T09:00", end=f"{day}T12:00", rule=rule)
        return desk.requests.request(wanted).booking.ref

    held("SALLE", "2026-10-06", WEEKLY)
    late = held("PSM", "2026-09-16")
    early = held("PSM", "2026-10-20")
    declined = held("BIO", "2026-10-07")
    open_request = held("BIO-B", "2026-10-08")
    desk.changes.cancel(late, "malade")
    desk.changes.cancel(early, "reporté")
    desk.changes.cancel(open_request, "inutile")
    at(sit, "mona", before).approvals.decline(declined, "non")
    asked(sit, "SALLE", start="2026-12-01T13:00", end="2026-12-01T14:00")
    sit("mona").requests.request(
        BookingRequest("À une autre", (LineRequest("SALLE"),), "2026-11-02T09:00", end="2026-11-02T10:00")
    )
    record = sit("mona").reviews.review(asked(sit, "BIO")).record
    assert (record.kept, record.total, record.late_cancellations, record.refusals) == (4, 6, 1, 1)
    assert record.months == (*(0,) * 10, 4, 0)


def test_the_inbox_comes_with_a_first_verdict(sit: Sit) -> None:
    later = asked(sit, "BIO", start="2026-12-09T09:00", end="2026-12-09T12:00")
    first = asked(sit, "RARE")
    asked(sit, "RARE", login="colin", start="2026-12-01T11:00", end="2026-12-01T13:00")
    entries = sit("mona").reviews.inbox()
    assert [entry.verdict for entry in entries] == ["warning", "warning", "ok"]
    assert (entries[0].item.booking.ref, entries[-1].item.booking.ref) == (first, later)
    assert {entry.waits_for for entry in entries} == {"me"}


def test_what_waits_for_others_on_my_platforms_is_known(sit: Sit) -> None:
    ref = asked(sit, "ZAC1")
    assert sit("zoe").reviews.waiting_elsewhere() == ()
    sit("zoe").approvals.approve(ref)
    assert [booking.ref for booking in sit("zoe").reviews.waiting_elsewhere()] == [ref]
    assert sit("zoe").reviews.inbox() == ()
    assert sit("mona").reviews.waiting_elsewhere() == ()


def test_what_is_not_there_is_not_reviewed(sit: Sit) -> None:
    with pytest.raises(NotFound):
        sit("mona").reviews.review("B-1999-00001")


# --- many at once -----------------------------------------------------------------------------------


def test_only_those_that_nobody_stands_against_are_approved_together(sit: Sit) -> None:
    good = asked(sit, "BIO", rule=WEEKLY)
    sit("tina").changes.cancel(good, "férié", Dates(date(2026, 12, 8)))
    rivals = [asked(sit, "RARE"), asked(sit, "RARE", login="colin")]
    foreign = asked(sit, "ZAC1")
    done = asked(sit, "BIO-B")
    sit("mona").approvals.approve(done)
    result = sit("mona").approvals.approve_all((good, *rivals, foreign, done, "B-1999-00001"))
    assert [item.booking.ref for item in result.done] == [good]
    assert [(ref, type(error)) for ref, error in result.refused] == [
        (rivals[0], BookingConflict),
        (rivals[1], BookingConflict),
        (foreign, NotPermitted),
        (done, IllegalTransition),
        ("B-1999-00001", NotFound),
    ]
    conflict = result.refused[0][1]
    assert isinstance(conflict, BookingConflict)
    assert [item.holder for item in conflict.conflicts] == [rivals[1]]
    assert sit(None).bookings.get(good).booking.status == "approved"
    assert {sit(None).bookings.get(ref).booking.status for ref in rivals} == {"requested"}


def test_when_the_store_is_lost_the_rest_is_left_as_it_is(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    refs = [asked(sit, "BIO"), asked(sit, "BIO-B"), asked(sit, "RARE")]
    mona = sit("mona")
    write, calls = mona.desk.store.write, []

    def failing(work: Any) -> Any:
        calls.append(work)
        if len(calls) > 1:
            raise StoreUnavailable(detail="gone")
        return write(work)

    monkeypatch.setattr(mona.desk.store, "write", failing)
    result = mona.approvals.approve_all(refs)
    assert len(calls) == 2
    assert [item.booking.ref for item in result.done] == refs[:1]
    assert [(ref, type(error)) for ref, error in result.refused] == [
        (ref, StoreUnavailable) for ref in refs[1:]
    ]
