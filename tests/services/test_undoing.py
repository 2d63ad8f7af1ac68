from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.domain.booking import TRANSITIONS, Booking, State, may_undo
from platform_booking.domain.errors import InvalidInput, NotPermitted, StaleVersion
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.services.undoables import Undoable

if TYPE_CHECKING:
    from tests.services.conftest import Sit

WEEKLY = "FREQ=WEEKLY;COUNT=4"


def asked(sit: Sit, *codes: str, login: str = "tina", rule: str | None = None) -> Any:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    wanted = BookingRequest("TP", lines, "2026-12-01T09:00", "2026-12-01T12:00", rule=rule)
    return sit(login).requests.request(wanted)


def stored(sit: Sit, ref: str) -> Booking:
    return sit(None).bookings.get(ref).booking


def content(booking: Booking) -> Booking:
    """The booking without what every version changes."""
    return replace(
        booking,
        version=0,
        sequence=0,
        changed_at=booking.created_at,
        allocations=tuple(replace(item, changed_at=None) for item in booking.allocations),
    )


def test_a_request_is_taken_back_and_made_again(sit: Sit) -> None:
    booked = asked(sit, "BIO", "SALLE")
    before = stored(sit, booked.booking.ref)
    undone = sit("tina").undoing.undo(booked.undoable)
    now = stored(sit, before.ref)
    assert now.status == "cancelled"
    assert (now.version, now.sequence) == (2, 1)
    assert undone.changes.bookings == (before.ref,)
    sit("tina").undoing.undo(undone.undoable)
    assert content(stored(sit, before.ref)) == content(before)
    assert [(item.action, item.reason) for item in sit("tina").dossiers.dossier(before.ref).history] == [
        ("request", ""),
        ("undo", "request"),
        ("redo", "request"),
    ]


@pytest.mark.parametrize("step", ["move", "move one date", "cancel", "cancel one date", "approve", "decline"])
def test_every_step_can_be_taken_back_and_done_again(sit: Sit, step: str) -> None:
    ref = asked(sit, "BIO", "PSM:2", rule=WEEKLY).booking.ref
    before = stored(sit, ref)
    one = Dates(before.occurrences[1].day(before.zone))
    if step.startswith("move"):
        dates = one if "one" in step else Dates()
        to = "2026-12-09T14:00" if "one" in step else "2026-12-02T14:00"
        login, done = "tina", sit("tina").changes.move(ref, Move(to), dates).undoable
    elif step.startswith("cancel"):
        dates = one if "one" in step else Dates()
        login, done = "tina", sit("tina").changes.cancel(ref, "grève", dates).undoable
    elif step == "approve":
        login, done = "mona", sit("mona").approvals.approve(ref).undoable
    else:
        login, done = "mona", sit("mona").approvals.decline(ref, "non").undoable
    after = stored(sit, ref)
    assert content(after) != content(before)
    undone = sit(login).undoing.undo(done)
    assert content(stored(sit, ref)) == content(before)
    assert stored(sit, ref).version == 3
    again = sit(login).undoing.undo(undone.undoable)
    assert content(stored(sit, ref)) == content(after)
    sit(login).undoing.undo(again.undoable)
    assert content(stored(sit, ref)) == content(before)
    actions = [item.action for item in sit(login).dossiers.dossier(ref).history]
    assert actions == ["request", step.split(maxsplit=1)[0], "undo", "redo", "undo"]
    assert check(sit(None).desk).findings == ()


def test_a_decision_taken_back_is_told_as_such(sit: Sit) -> None:
    ref = asked(sit, "ZAC1").booking.ref
    sit("zoe").approvals.approve(ref)
    done = sit("sam").approvals.approve(ref).undoable
    undone = sit("sam").undoing.undo(done)
    assert sit("sam").dossiers.dossier(ref).awaiting == {1: ("safety", ("sam",))}
    sit("sam").undoing.undo(undone.undoable)
    assert [(item.person, item.step, item.verdict) for item in sit("tina").bookings.get(ref).decisions] == [
        ("zoe", "manager", "granted"),
        ("sam", "safety", "granted"),
        ("sam", "safety", "withdrawn"),
        ("sam", "safety", "granted"),
    ]


def test_rivals_that_gave_way_are_there_again(sit: Sit) -> None:
    first, second = asked(sit, "RARE").booking.ref, asked(sit, "RARE", login="colin").booking.ref
    decided = sit("mona").approvals.approve(first)
    assert decided.displaced == (second,)
    assert stored(sit, second).status == "declined"
    undone = sit("mona").undoing.undo(decided.undoable)
    assert {booking.ref for booking in undone.bookings} == {first, second}
    assert (stored(sit, first).status, stored(sit, second).status) == ("requested", "requested")
    assert sit("mona").approvals.approve(second).displaced == (first,)


def test_rivals_that_changed_since_keep_the_whole_step(sit: Sit) -> None:
    first, second = asked(sit, "RARE").booking.ref, asked(sit, "TWINS", "RARE", login="colin").booking.ref
    decided = sit("mona").approvals.approve(first)
    sit("colin").changes.cancel(second, "tant pis")
    with pytest.raises(StaleVersion):
        sit("mona").undoing.undo(decided.undoable)
    assert stored(sit, first).status == "approved"


def test_a_slot_that_was_taken_meanwhile_is_not_taken_back(sit: Sit) -> None:
    ref = asked(sit, "SALLE", rule=WEEKLY).booking.ref
    cancelled = sit("tina").changes.cancel(ref, "grève")
    rival = asked(sit, "SALLE", login="colin").booking.ref
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").undoing.undo(cancelled.undoable)
    assert [(item.holder, item.resource, item.line) for item in refusal.value.conflicts] == [
        (rival, "SALLE", 1)
    ]
    assert stored(sit, ref).status == "cancelled"


def test_only_who_did_it_takes_it_back(sit: Sit) -> None:
    booked = asked(sit, "BIO")
    with pytest.raises(NotPermitted) as refusal:
        sit("mona").undoing.undo(booked.undoable)
    assert refusal.value.params["who_may"] == ("tina",)


def test_nothing_is_taken_back_over_a_later_change(sit: Sit) -> None:
    booked = asked(sit, "BIO")
    sit("mona").approvals.approve(booked.booking.ref)
    with pytest.raises(StaleVersion):
        sit("tina").undoing.undo(booked.undoable)
    assert stored(sit, booked.booking.ref).status == "approved"


def test_a_former_state_cannot_be_made_up(sit: Sit) -> None:
    ref = asked(sit, "BIO").booking.ref
    sit("tina").changes.move(ref, Move("2026-12-02T09:00"))
    before = stored(sit, ref)
    approved = tuple(replace(item, state=State.APPROVED) for item in before.allocations)
    forged = replace(before, version=1, allocations=approved)
    with pytest.raises(StaleVersion):
        sit("tina").undoing.undo(Undoable((forged,), {ref: 2}))
    with pytest.raises(StaleVersion):
        sit("tina").undoing.undo(Undoable((), {ref: 2}))
    with pytest.raises(InvalidInput):
        sit("tina").undoing.undo(Undoable((), {}))
    assert content(stored(sit, ref)) == content(before)


def test_what_has_begun_is_not_undone(sit: Sit) -> None:
    assert not may_undo(State.DECLINED, State.APPROVED)
    assert not may_undo(State.NO_SHOW, State.REQUESTED)
    ref = asked(sit, "BIO").booking.ref
    declined = sit("mona").approvals.decline(ref, "non")
    with pytest.raises(StaleVersion):  # a step cannot be said to be one of those that were taken back
        sit("mona").undoing.undo(replace(declined.undoable, again=frozenset(declined.undoable.versions)))


def test_ways_back_are_the_table_walked_backwards() -> None:
    ways = {(now, before) for now in State for before in State if now is not before and may_undo(now, before)}
    assert ways == {(after, before) for (before, _), after in TRANSITIONS.items()}


def test_steps_are_taken_back_one_after_the_other_and_done_again(sit: Sit) -> None:
    booked = asked(sit, "BIO", "SALLE")
    ref = booked.booking.ref
    tina = sit("tina")
    states = [stored(sit, ref)]
    steps = []
    for hour in ("10", "11", "13"):
        steps.append(tina.changes.move(ref, Move(f"2026-12-01T{hour}:00")).undoable)
        states.append(stored(sit, ref))
    back = []
    for step, state in zip(reversed(steps), reversed(states[:-1]), strict=True):
        back.append(tina.undoing.undo(step).undoable)
        assert content(stored(sit, ref)) == content(state)
    for step, state in zip(reversed(back), states[1:], strict=True):
        tina.undoing.undo(step)
        assert content(stored(sit, ref)) == content(state)


def test_an_older_step_waits_for_the_newer_one(sit: Sit) -> None:
    ref = asked(sit, "BIO").booking.ref
    tina = sit("tina")
    first = tina.changes.move(ref, Move("2026-12-01T10:00")).undoable
    second = tina.changes.move(ref, Move("2026-12-01T11:00")).undoable
    with pytest.raises(StaleVersion):
        tina.undoing.undo(first)
    tina.undoing.undo(second)
    tina.undoing.undo(first)
    assert stored(sit, ref).occurrences[0].span.start.hour == 8
