"""What a person did last, taken back from the trail alone: what another process would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import (
    BuiltUpon,
    NeverUndone,
    NotFound,
    NothingToUndo,
    NotPermitted,
    PassedOn,
    StaleVersion,
)
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.availability import FindRequest
from platform_booking.services.custody import check
from platform_booking.services.desk import fixed_clock
from platform_booking.services.duplicating import Shift
from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.series import LineEdit, SeriesEdit
from platform_booking.services.wishes import WishRequest
from tests.conftest import NOW
from tests.services.conftest import CATALOGUE

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

DAY = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
HOUR = Lapse(exact=60)


def book(app: PlatformBooking, *codes: str, start: datetime = DAY, rule: str | None = None) -> Booking:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    return app.requests.request(BookingRequest("TP", lines, start, length=HOUR, rule=rule)).booking


def wait_for(app: PlatformBooking, code: str) -> str:
    search = FindRequest((LineRequest(code),), HOUR, "2026-12-01", "2026-12-02")
    return app.waiting.wait(WishRequest("", search, DAY)).wish.ref


def state_of(app: PlatformBooking, wish: str) -> str:
    return next(item.wish.state for item in app.waiting.list(ended=True) if item.wish.ref == wish)


def status(app: PlatformBooking, ref: str) -> str:
    return app.bookings.get(ref).booking.status


def test_the_last_thing_or_the_last_to_one_booking_is_taken_back_and_done_again(sit: Sit) -> None:
    tina = sit("tina")
    first, second = book(tina, "BIO", rule="FREQ=WEEKLY;COUNT=3"), book(tina, "SALLE")
    tina.changes.move(first.ref, Move("2026-12-02T09:00"))
    tina.changes.cancel(second.ref, "undo")
    with pytest.raises(NothingToUndo):
        tina.undoing.undo_last(redo=True)
    undone = tina.undoing.undo_last(first.ref)
    assert (undone.act and undone.act.action, undone.bookings[0].occurrences) == ("move", first.occurrences)
    assert tina.undoing.undo_last().bookings[0].status == "approved"
    assert tina.undoing.undo_last(dry_run=True).bookings[0].status == "cancelled"
    assert status(tina, second.ref) == "approved"
    again = tina.undoing.undo_last(redo=True)
    assert (again.act and again.act.action, again.bookings[0].ref) == ("cancel", second.ref)
    tina.changes.edit(first.ref, title="Autre")
    with pytest.raises(NothingToUndo) as refusal:
        tina.undoing.undo_last(first.ref, redo=True)
    assert refusal.value.params["since"] == "edit"
    for _ in range(4):  # the change of the title, the cancellation, both requests
        tina.undoing.undo_last()
    assert [status(tina, ref) for ref in (first.ref, second.ref)] == ["cancelled", "cancelled"]
    with pytest.raises(NothingToUndo):
        tina.undoing.undo_last()
    with pytest.raises(NotFound):
        tina.undoing.undo_last("B-2026-00099")
    assert check(sit(None).desk).findings == ()


def test_whoever_has_built_upon_it_is_named(sit: Sit) -> None:
    tina, mona = sit("tina"), sit("mona")
    ref = book(tina, "BIO").ref
    mona.approvals.approve(ref)
    with pytest.raises(BuiltUpon) as refusal:
        tina.undoing.undo_last(ref)
    assert refusal.value.params == {"ref": ref, "action": "approve", "by": "mona", "at": NOW, "mine": False}
    with pytest.raises(NothingToUndo):
        sit("colin").undoing.undo_last(ref)
    mona.undoing.undo_last()
    tina.undoing.undo_last()
    with pytest.raises(StaleVersion) as over:
        mona.undoing.undo_last(redo=True)
    assert isinstance(over.value, BuiltUpon)
    assert over.value.params["by"] == "tina"


def test_a_transaction_is_one_step_with_everything_that_it_did(sit: Sit) -> None:
    tina, mona = sit("tina"), sit("mona")
    rare, rival = book(tina, "RARE").ref, book(sit("colin"), "RARE").ref
    mona.approvals.approve(rare)
    assert status(tina, rival) == "declined"
    mona.undoing.undo_last(rival)
    assert (status(tina, rare), status(tina, rival)) == ("requested", "requested")
    copies = tina.copies.duplicate([rare, book(tina, "SALLE").ref], Shift(weeks=1)).changes.bookings
    undone = tina.undoing.undo_last()
    assert ({item.ref for item in undone.bookings}, len(copies)) == (set(copies), 2)
    assert {status(tina, ref) for ref in copies} == {"cancelled"}


def test_a_unit_that_was_taken_is_replaced_or_the_nearest_yes_is_named(sit: Sit) -> None:
    tina, colin = sit("tina"), sit("colin")
    pool, room = book(tina, "PSM:2"), book(tina, "SALLE")
    tina.changes.cancel(pool.ref, "grève")
    tina.changes.cancel(room.ref, "grève")
    book(colin, "PSM:2")
    rival = book(colin, "SALLE").ref
    undone = tina.undoing.undo_last(pool.ref)
    assert (undone.bookings[0].status, len({item.unit_id for item in undone.bookings[0].allocations})) == (
        "approved",
        2,
    )
    with pytest.raises(BookingConflict) as refusal:
        tina.undoing.undo_last(room.ref)
    assert [item.holder for item in refusal.value.conflicts] == [rival]
    nearest = refusal.value.alternatives[0]
    assert book(tina, "SALLE", start=nearest.span.start).status == "approved"
    assert check(sit(None).desk).findings == ()


def test_the_waiting_list_goes_back_and_forth(sit: Sit) -> None:
    tina, colin = sit("tina"), sit("colin")
    taken = book(colin, "BIO").ref
    wish = wait_for(tina, "BIO")
    tina.undoing.undo_last(wish)
    assert state_of(tina, wish) == "withdrawn"
    tina.undoing.undo_last(wish, redo=True)
    tina.waiting.withdraw(wish)
    tina.undoing.undo_last()
    assert state_of(tina, wish) == "waiting"
    colin.changes.cancel(taken, "non")
    offered = tina.waiting.offers()[0].booking
    assert offered is not None
    with pytest.raises(BuiltUpon) as refusal:
        tina.undoing.undo_last(wish)
    assert refusal.value.params["by"] == "system"
    tina.waiting.accept(wish)
    assert len(sit("mona").approvals.inbox()) == 1
    tina.undoing.undo_last(offered.ref)
    assert (state_of(tina, wish), sit("mona").approvals.inbox()) == ("offered", ())
    tina.undoing.undo_last(redo=True)
    assert (state_of(tina, wish), len(sit("mona").approvals.inbox())) == ("taken", 1)
    tina.undoing.undo_last()
    tina.waiting.decline(wish)
    assert status(tina, offered.ref) == "cancelled"
    tina.undoing.undo_last()
    assert (state_of(tina, wish), status(tina, offered.ref)) == ("offered", "requested")
    tina.changes.cancel(offered.ref, "non")
    assert state_of(tina, wish) == "withdrawn"
    tina.undoing.undo_last()
    assert (state_of(tina, wish), sit("mona").approvals.inbox()) == ("offered", ())
    late = PlatformBooking(replace(tina.desk, clock=fixed_clock(NOW + timedelta(days=2))))
    tina.waiting.accept(wish)
    with pytest.raises(NeverUndone) as over:
        late.undoing.undo_last()
    assert over.value.params["kind"] == "offer-over"
    assert check(sit(None).desk).findings == ()


def test_an_offer_that_went_to_the_next_in_line_does_not_come_back(sit: Sit) -> None:
    tina, colin, zoe = sit("tina"), sit("colin"), sit("zoe")
    taken = book(colin, "SALLE").ref
    mine, hers = wait_for(tina, "SALLE"), wait_for(zoe, "SALLE")
    colin.changes.cancel(taken, "non")
    tina.waiting.decline(mine)
    assert state_of(zoe, hers) == "offered"
    with pytest.raises(PassedOn, match=mine):
        tina.undoing.undo_last()
    with pytest.raises(BookingConflict):  # who gave it up never waited
        colin.undoing.undo_last(taken)
    assert (state_of(tina, mine), state_of(zoe, hers)) == ("withdrawn", "offered")
    zoe.waiting.decline(hers)
    tina.undoing.undo_last()
    assert state_of(tina, mine) == "offered"


def test_templates_go_back_and_words_and_catalogues_do_not(sit: Sit) -> None:
    tina, mona = sit("tina"), sit("mona")
    ref = book(tina, "BIO").ref
    tina.templates.save(ref, "T", "Un", "partner")
    tina.templates.edit("T", name="Deux")
    sit("colin").templates.book("T", "2026-12-08T09:00")
    tina.templates.edit("T", active=False)
    for name, active in (("Deux", True), ("Un", True)):
        tina.undoing.undo_last("T")
        kept = tina.templates.get("T")
        assert (kept.name, kept.active, kept.body.last_used) == (name, active, "2026-11-23")
    tina.undoing.undo_last("T")
    assert tina.templates.list() == ()
    tina.undoing.undo_last("T", redo=True)
    mona.approvals.approve(ref)
    mona.conversations.ask(book(tina, "BIO-B").ref, "Quelle souche ?")
    with pytest.raises(NeverUndone) as refusal:
        mona.undoing.undo_last()
    assert refusal.value.params["kind"] == "words"
    assert mona.undoing.undo_last(ref).bookings[0].status == "requested"
    assert check(sit(None).desk).findings == ()


def test_nobody_does_again_what_is_no_longer_theirs_to_do(sit: Sit) -> None:
    tina, mona = sit("tina"), sit("mona")
    ref = book(tina, "BIO").ref
    mona.approvals.approve(ref)
    mona.undoing.undo_last()
    block = mona.blocks.block("SALLE", None, "2026-12-08T09:00", "2026-12-08T18:00", "closure", "r").ref
    sit(None).catalogue.import_text(CATALOGUE.replace('managers = ["mona"]', 'managers = ["colin"]'))
    for what in (ref, block):
        with pytest.raises(NotPermitted):
            mona.undoing.undo_last(what, redo=what == ref)
    assert status(tina, ref) == "requested"


def test_a_line_whose_quantity_was_taken_back_can_be_exchanged(sit: Sit) -> None:
    tina = sit("tina")
    ref = book(tina, "PSM").ref
    tina.series.change(ref, SeriesEdit(lines=LineEdit(quantity={"PSM": 3})))
    tina.undoing.undo_last()
    exchanged = tina.changes.exchange(ref, {1: "SALLE"}).booking
    assert [item.state for item in exchanged.allocations] == ["approved", "cancelled", "cancelled"]
    undone = tina.undoing.undo_last().bookings[0]
    assert undone.lines[0].resource == "PSM"
    assert check(sit(None).desk).findings == ()


def test_a_change_by_sql_is_in_the_way_of_what_was_done_before_it_and_of_nothing_after(sit: Sit) -> None:
    tina, mona = sit("tina"), sit("mona")
    ref = book(tina, "BIO").ref
    store = tina.desk.store
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE booking SET title = 'psql', version = version + 1")
    if store.place.is_file:  # there nobody enters it, and verifying finds it
        assert check(tina.desk).totals == {"subject-changed": 1}
        return
    with pytest.raises(BuiltUpon) as caught:
        tina.undoing.undo_last()
    assert caught.value.params["action"] == "sql-update"
    mona.approvals.approve(ref)
    assert status(mona, ref) == "approved"
    mona.undoing.undo_last()
    assert status(mona, ref) == "requested"
    assert check(tina.desk).clean
