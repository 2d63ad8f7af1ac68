"""Questions, answers, other times and resources: what approver and organiser settle between them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotPermitted
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.changing import Move
from platform_booking.services.conversation import Suggestion
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

on_a_file = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
"""For what no store does otherwise than another."""
WEEKLY = "FREQ=WEEKLY;COUNT=3"
LATER = Suggestion("2026-12-02T14:00")


def asked(sit: Sit, *codes: str, login: str = "tina", **options: Any) -> str:
    lines = tuple(LineRequest(code) for code in codes)
    options.setdefault("start", "2026-12-01T09:00")
    options.setdefault("end", "2026-12-01T12:00")
    return sit(login).requests.request(BookingRequest("TP", lines, **options)).booking.ref


def stored(sit: Sit, ref: str) -> Booking:
    return sit(None).bookings.get(ref).booking


def told(sit: Sit, login: str) -> list[tuple[str, str]]:
    return [(notice.kind, notice.ref) for notice in sit(login).notices.list(unread=True)]


def test_a_question_waits_for_its_answer(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.ask(ref, "Quelle souche ?")
    (item,) = sit("mona").approvals.inbox()
    assert item.waits_for_organiser
    assert told(sit, "tina") == [("question", ref)]
    with pytest.raises(NotPermitted):
        sit("colin").conversations.answer(ref, "E. coli")
    sit("tina").conversations.answer(ref, "CHO-K1")
    assert not sit("mona").approvals.inbox()[0].waits_for_organiser
    assert told(sit, "mona") == [("answer", ref)]
    assert [(said.author, said.kind, said.text) for said in sit("mona").conversations.read(ref).messages] == [
        ("mona", "question", "Quelle souche ?"),
        ("tina", "answer", "CHO-K1"),
    ]
    with pytest.raises(InvalidInput, match="no-open-question"):
        sit("tina").conversations.answer(ref, "encore")
    assert check(sit(None).desk).findings == ()


@on_a_file
def test_what_is_asked_must_say_something(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    for text in ("", "  ", "x" * 2001, "\x00"):
        with pytest.raises(InvalidInput, match="message-text"):
            sit("mona").conversations.ask(ref, text)


@on_a_file
def test_only_those_who_decide_ask_and_propose(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    with pytest.raises(NotPermitted):
        sit("zoe").conversations.ask(ref, "?")
    with pytest.raises(NotPermitted):
        sit("tina").conversations.propose(ref, LATER)
    sit("mona").approvals.approve(ref)
    with pytest.raises(IllegalTransition):
        sit("mona").conversations.propose(ref, LATER)


def test_accepting_another_time_moves_and_approves_at_once(sit: Sit) -> None:
    ref = asked(sit, "BIO", "ZAC1")
    sit("mona").conversations.propose(ref, Suggestion("2026-12-02T14:00", text="La salle est libre"))
    assert told(sit, "tina") == [("proposal", ref)]
    assert stored(sit, ref).version == 1, "nothing moves before the organiser agrees"
    decided = sit("tina").conversations.accept(ref)
    after = stored(sit, ref)
    assert decided.booking.allocations == after.allocations
    assert after.occurrences[0].span.start == datetime(2026, 12, 2, 13, tzinfo=UTC)
    assert {item.line: item.state.value for item in after.allocations} == {1: "approved", 2: "requested"}
    shown = sit("tina").bookings.get(ref)
    assert [(item.person, item.verdict) for item in shown.decisions] == [("mona", "granted")]
    assert shown.awaiting == {2: ("manager", ("zoe",))}
    assert told(sit, "mona") == [("proposal-accepted", ref)]
    assert [item.action for item in sit("tina").dossiers.dossier(ref).history] == ["request", "accept"]
    undone = sit("tina").undoing.undo(decided.undoable)
    assert stored(sit, ref).status == "requested"
    assert stored(sit, ref).occurrences == decided.before.occurrences
    sit("tina").undoing.undo(undone.undoable)
    assert stored(sit, ref).status == "partly_approved"
    assert check(sit(None).desk).findings == ()


def test_accepting_another_resource_exchanges_and_approves(sit: Sit) -> None:
    ref = asked(sit, "BIO", "SALLE", rule=WEEKLY)
    sit("mona").conversations.propose(ref, Suggestion(instead="BIO-B"))
    sit("tina").conversations.accept(ref)
    after = stored(sit, ref)
    assert [line.resource for line in after.lines] == ["BIO-B", "SALLE"]
    assert after.status == "approved"


@on_a_file
def test_one_date_of_a_series_moves(sit: Sit) -> None:
    ref = asked(sit, "BIO", rule=WEEKLY)
    proposed = Suggestion("2026-12-09T09:00", days=(date(2026, 12, 8),))
    sit("mona").conversations.propose(ref, proposed)
    after = sit("tina").conversations.accept(ref).booking
    assert [after.state_of(item) for item in after.occurrences] == ["requested", "approved", "requested"]
    assert [item.span.start.day for item in after.occurrences] == [1, 9, 15]


def test_on_a_competing_resource_the_place_proposed_is_taken(sit: Sit) -> None:
    ref = asked(sit, "RARE")
    rival = asked(sit, "RARE", login="colin", start="2026-12-02T14:00", end="2026-12-02T17:00")
    sit("mona").conversations.propose(ref, LATER)
    decided = sit("tina").conversations.accept(ref)
    assert decided.booking.status == "approved"
    assert decided.displaced == (rival,)
    assert told(sit, "colin") == [("displaced", rival)]


def test_what_no_longer_fits_is_refused_with_ways_out(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.propose(ref, LATER)
    asked(sit, "BIO", login="colin", start="2026-12-02T14:00", end="2026-12-02T15:00")
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").conversations.accept(ref)
    assert refusal.value.alternatives
    assert stored(sit, ref).version == 1
    with pytest.raises(BookingConflict):
        sit("mona").conversations.propose(ref, LATER)


@on_a_file
def test_a_proposal_for_another_shape_is_void(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.propose(ref, LATER)
    sit("tina").changes.edit(ref, title="TP 2")
    assert len(sit("tina").conversations.read(ref).proposals) == 1, "a title changes nothing"
    sit("tina").changes.move(ref, Move("2026-12-03T09:00"))
    assert sit("tina").conversations.read(ref).proposals == ()
    with pytest.raises(InvalidInput, match="no-open-proposal"):
        sit("tina").conversations.accept(ref)


@on_a_file
def test_a_decision_closes_what_was_proposed(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.propose(ref, LATER)
    done = sit("mona").approvals.approve(ref)
    assert sit("tina").conversations.read(ref).proposals == ()
    sit("mona").undoing.undo(done.undoable)
    assert len(sit("tina").conversations.read(ref).proposals) == 1


@on_a_file
def test_a_newer_proposal_takes_the_place_of_the_former(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.propose(ref, LATER)
    sit("mona").conversations.propose(ref, Suggestion(instead="BIO-B"))
    (proposal,) = sit("tina").conversations.read(ref).proposals
    assert proposal.instead == {1: "BIO-B"}


@on_a_file
def test_a_refused_proposal_leaves_the_request(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.propose(ref, LATER)
    assert sit("mona").approvals.inbox()[0].waits_for_organiser
    sit("tina").conversations.decline_proposal(ref, text="Pas ce jour-là")
    assert told(sit, "mona") == [("proposal-refused", ref)]
    assert stored(sit, ref).status == "requested"
    assert not sit("mona").approvals.inbox()[0].waits_for_organiser
    with pytest.raises(InvalidInput, match="no-open-proposal"):
        sit("tina").conversations.decline_proposal(ref)


@on_a_file
def test_a_proposal_must_be_clear(sit: Sit) -> None:
    ref = asked(sit, "BIO", "RARE")
    unclear = {
        "nothing-proposed": Suggestion(end="2026-12-02T14:00"),
        "exchange-at-all-dates": Suggestion(instead="BIO-B", days=(date(2026, 12, 1),)),
        "which-line": Suggestion(instead="SALLE"),
    }
    for reason, what in unclear.items():
        with pytest.raises(InvalidInput, match=reason):
            sit("mona").conversations.propose(ref, what)


@on_a_file
def test_whoever_proposed_before_leaving_does_not_approve_after(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").conversations.propose(ref, LATER)
    sit(None).catalogue.import_text(
        '[[platforms]]\ncode = "USP"\nname = "Amont"\nhost = "UNI"\nmanagers = ["colin"]\n'
    )
    after = sit("tina").conversations.accept(ref).booking
    assert after.status == "requested"
    assert after.occurrences[0].span.start.day == 2


@on_a_file
def test_words_about_a_private_booking_stay_with_those_concerned(sit: Sit) -> None:
    ref = asked(sit, "BIO", visibility="private")
    sit("mona").conversations.ask(ref, "Pourquoi ?")
    assert len(sit("tina").conversations.read(ref).messages) == 1
    assert sit("zoe").conversations.read(ref).messages == ()
