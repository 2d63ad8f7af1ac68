"""A breakdown moves who can be moved, tells who cannot, and is taken back as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.booking import State
from platform_booking.domain.errors import IllegalTransition, NotPermitted, StaleVersion, StoreBusy
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.breakdown import Breakdown
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

DAY = "2026-12-01"


def booked(sit: Sit, *codes: str, hours: tuple[str, str] = ("09:00", "12:00"), login: str = "tina") -> str:
    lines = tuple(
        LineRequest(code, int(quantity or 1), unit or None)
        for code, quantity, unit in ((*spec.split("/"), "", "")[:3] for spec in codes)
    )
    wanted = BookingRequest("TP", lines, f"{DAY}T{hours[0]}", f"{DAY}T{hours[1]}")
    return sit(login).requests.request(wanted).booking.ref


def down(code: str, unit: str | None = None, start: str = "08:00", end: str = "18:00") -> Breakdown:
    return Breakdown(code, unit, f"{DAY}T{start}", f"{DAY}T{end}", "fuite")


def stored(sit: Sit, ref: str) -> Booking:
    return sit(None).bookings.get(ref).booking


def content(booking: Booking) -> Booking:
    return replace(
        booking,
        version=0,
        sequence=0,
        changed_at=booking.created_at,
        allocations=tuple(replace(item, changed_at=None) for item in booking.allocations),
    )


def kinds(broken: Any) -> list[str]:
    return [outcome.proposal.kind.value for outcome in broken.outcomes]


def test_another_unit_of_the_pool_and_nobody_gets_the_same(sit: Sit) -> None:
    refs = [booked(sit, "PSM/1/1"), booked(sit, "PSM/1/2")]
    broken = sit("zoe").breakdowns.carry_out(Breakdown("PSM", "1", f"{DAY}T08:00", f"{DAY}T18:00", "fuite"))
    assert kinds(broken) == ["unit"]
    units = [item.unit_id for ref in refs for item in stored(sit, ref).allocations]
    assert len(set(units)) == len(refs)
    assert broken.block.units[0] not in units
    assert [notice.kind for notice in sit("tina").notices.list()] == ["breakdown"]
    assert check(sit(None).desk).clean


def test_all_units_down_leaves_other_times_each_its_own(sit: Sit) -> None:
    refs = [booked(sit, "PSM/3"), booked(sit, "PSM/1")]
    broken = sit("zoe").breakdowns.carry_out(down("PSM"))
    assert set(kinds(broken)) == {"time"}
    for ref in refs:
        booking = stored(sit, ref)
        assert booking.status == "approved"
        assert not any(item.occupied.overlaps(broken.block.span) for item in booking.allocations)


def test_an_equivalent_resource_is_asked_for_again_and_goes_to_one_only(sit: Sit) -> None:
    first = booked(sit, "BIO")
    sit("mona").approvals.approve(first)
    second = booked(sit, "BIO", hours=("14:00", "15:00"))
    third = booked(sit, "BIO-B", hours=("14:00", "15:00"))
    shown = sit("mona").breakdowns.preview(down("BIO"))
    assert kinds(shown) == ["resource", "time"]
    assert stored(sit, first).lines[0].resource == "BIO"
    broken = sit("mona").breakdowns.carry_out(down("BIO"))
    assert kinds(broken) == ["resource", "time"]
    assert stored(sit, first).lines[0].resource == "BIO-B"
    assert stored(sit, first).status == "requested"
    assert stored(sit, second).lines[0].resource == "BIO"
    assert content(stored(sit, third)).lines[0].resource == "BIO-B"
    assert check(sit(None).desk).clean


def test_undo_lifts_the_block_and_puts_everybody_back_and_redo_again(sit: Sit) -> None:
    refs = [
        booked(sit, "PSM/3"),
        booked(sit, "PSM/1", "SALLE"),
        booked(sit, "PSM/2", hours=("14:00", "15:00")),
    ]
    before = [content(stored(sit, ref)) for ref in refs]
    broken = sit("zoe").breakdowns.carry_out(down("PSM"), take={1, 3})
    after = [content(stored(sit, ref)) for ref in refs]
    assert "cancelled" in {item.state.value for booking in after for item in booking.allocations}
    undone = sit("zoe").undoing.undo(broken.undoable)
    assert [content(stored(sit, ref)) for ref in refs] == before
    assert sit("zoe").blocks.list() == ()
    redone = sit("zoe").undoing.undo(undone.undoable)
    assert [content(stored(sit, ref)) for ref in refs] == after
    assert [block.ref for block in sit("zoe").blocks.list()] == [broken.block.ref]
    sit("zoe").undoing.undo(redone.undoable)
    assert [content(stored(sit, ref)) for ref in refs] == before
    assert check(sit(None).desk).clean


def test_undo_is_refused_when_somebody_built_upon_it(sit: Sit) -> None:
    ref = booked(sit, "PSM/4")
    broken = sit("zoe").breakdowns.carry_out(down("PSM"))
    sit("tina").changes.cancel(ref, "plus besoin")
    with pytest.raises((StaleVersion, NotPermitted)):
        sit("zoe").undoing.undo(broken.undoable)
    assert len(sit("zoe").blocks.list()) == 1


def test_those_not_taken_lose_their_place_and_make_room(sit: Sit) -> None:
    refs = [booked(sit, "BIO"), booked(sit, "BIO", hours=("14:00", "15:00"))]
    broken = sit("mona").breakdowns.carry_out(down("BIO"), take={2})
    assert [(outcome.done, outcome.proposal.kind.value) for outcome in broken.outcomes] == [
        (False, "none"),
        (True, "resource"),
    ]
    assert [stored(sit, ref).status for ref in refs] == ["cancelled", "requested"]


def test_of_a_series_one_equivalent_takes_all_dates_that_it_can(sit: Sit) -> None:
    """The first equivalent has room at one of the dates only, the second at all three; other dates stay."""
    more = '[[resources]]\ncode = "BIO-C"\nname = "C"\nplatform = "USP"\nsetup = 60\nturnaround = 30\n'
    sit(None).catalogue.import_text(
        more + '[[resources]]\ncode = "BIO"\nname = "BIO"\nplatform = "USP"\nsetup = 60\nturnaround = 30\n'
        'approval = ["manager"]\nequivalent_to = ["BIO-B", "BIO-C"]\n'
    )
    booked(sit, "BIO-B")
    wanted = BookingRequest(
        "TP", (LineRequest("BIO"),), f"{DAY}T09:00", f"{DAY}T12:00", rule="FREQ=DAILY;COUNT=4"
    )
    ref = sit("tina").requests.request(wanted).booking.ref
    sit("mona").approvals.approve(ref)
    before = stored(sit, ref)
    days = Breakdown("BIO", None, f"{DAY}T00:00", "2026-12-04T00:00", "fuite")
    broken = sit("mona").breakdowns.carry_out(days)
    assert [outcome.proposal.resource for outcome in broken.outcomes] == ["BIO-C"] * 3
    after = stored(sit, ref)
    assert [line.resource for line in after.lines] == ["BIO", "BIO-C"]
    assert [after.state_of(date) for date in after.occurrences] == ["approved"] * 4
    alive = {item.occurrence: item.line for item in after.allocations if item.holds}
    assert alive == {1: 2, 2: 2, 3: 2, 4: 1}
    sit("mona").undoing.undo(broken.undoable)
    undone = stored(sit, ref)
    assert [item for item in content(undone).allocations if item.holds] == list(content(before).allocations)
    assert check(sit(None).desk).clean


def test_what_took_place_stays_and_only_its_turnaround_gives_way(sit: Sit) -> None:
    """Down since eight, said at a quarter past twelve: the morning was used, the unit is being cleaned."""
    morning, later = booked(sit, "BIO"), booked(sit, "BIO", hours=("14:00", "16:00"))
    sit("mona").approvals.approve(morning)
    noon = fixed_clock(datetime.fromisoformat(f"{DAY}T12:15+01:00"))
    mona = PlatformBooking(Desk(sit(None).desk.store, "mona", noon))
    broken = mona.breakdowns.carry_out(down("BIO"))
    assert [outcome.affected.booking.ref for outcome in broken.outcomes] == [later]
    (item,) = stored(sit, morning).allocations
    assert (item.use.end, item.occupied.end) == (broken.block.span.start, broken.block.span.start)
    assert item.state is State.APPROVED
    mona.undoing.undo(broken.undoable)
    assert stored(sit, morning).allocations[0].occupied.end == item.use.end + timedelta(minutes=30)
    assert check(sit(None).desk).clean


def test_whatever_fails_on_the_way_nothing_is_written(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last thing to be written are the notices: they fail after everybody has moved."""
    refs = [booked(sit, "PSM/3"), booked(sit, "PSM/1")]
    before = [stored(sit, ref) for ref in refs]

    def fails(*_args: object) -> None:
        raise StoreBusy(detail="the notices")

    with monkeypatch.context() as patched:
        patched.setattr("platform_booking.storage.trying.PATIENCE_SECONDS", 0.0)
        patched.setattr("platform_booking.storage.notices.Notices.add", fails)
        with pytest.raises(StoreBusy):
            sit("zoe").breakdowns.carry_out(down("PSM"))
    assert [stored(sit, ref) for ref in refs] == before
    assert sit("zoe").blocks.list() == ()
    assert check(sit(None).desk).clean


def test_only_those_who_answer_for_it(sit: Sit) -> None:
    with pytest.raises(NotPermitted):
        sit("tina").breakdowns.preview(down("PSM"))


def test_a_block_is_lifted_prolonged_and_that_is_taken_back(sit: Sit) -> None:
    mine = sit("zoe").blocks
    block = mine.block("PSM", "1", f"{DAY}T08:00", f"{DAY}T12:00", "maintenance", "révision")
    longer = mine.end_at(block.ref, f"{DAY}T14:00")
    assert longer.block.span.length == timedelta(hours=6)
    sit("zoe").undoing.undo(longer.undoable)
    lifted = mine.lift(block.ref, "réparé")
    assert mine.list() == ()
    assert [item.state for item in mine.list(over=True)] == [State.CANCELLED]
    with pytest.raises(IllegalTransition):
        mine.lift(block.ref, "encore")
    ref = booked(sit, "PSM/4")
    with pytest.raises(BookingConflict):
        sit("zoe").undoing.undo(lifted.undoable)
    sit("tina").changes.cancel(ref, "libre")
    sit("zoe").undoing.undo(lifted.undoable)
    assert [item.ref for item in mine.list()] == [block.ref]


def test_a_breakdown_and_bookings_race(sit: Sit) -> None:
    for hour in (8, 10, 12):
        booked(sit, "PSM/2", hours=(f"{hour:02}:00", f"{hour + 1:02}:00"))
    start = Barrier(3)
    errors: list[BaseException] = []

    def run(work: Any) -> None:
        start.wait()
        try:
            work()
        except BookingConflict:
            pass
        except BaseException as error:  # noqa: BLE001 - told below
            errors.append(error)

    works = [
        lambda: sit("zoe").breakdowns.carry_out(down("PSM", "1")),
        lambda: booked(sit, "PSM/2", hours=("08:00", "11:00")),
        lambda: booked(sit, "PSM/1", hours=("10:00", "13:00"), login="colin"),
    ]
    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert check(sit(None).desk).clean
    assert len(sit("zoe").blocks.list()) == 1
