"""Others change unit so that a request fits, through every door, on both kinds of store."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.packing import overfull
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.storage.bookings import Stamp
from tests.conftest import NOW

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from platform_booking.storage.unit_of_work import Store, UnitOfWork
    from tests.services.conftest import Sit

FIRST_DAY = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
POOL = """
[[resources]]
code = "DUO"
name = "Deux"
platform = "USP"
units = 2
"""


def at(hour: int, day: int = 1) -> str:
    return f"2026-12-{day:02}T{hour:02}:00"


def book(
    sit: Sit,
    start: int,
    end: int,
    *lines: LineRequest,
    login: str = "tina",
    day: int = 1,
    dry_run: bool = False,
    **more: Any,
) -> Any:
    wanted = BookingRequest("TP", lines or (LineRequest("DUO"),), at(start, day), at(end, day), **more)
    return sit(login).requests.request(wanted, dry_run=dry_run)


def pinned(unit: str, code: str = "DUO") -> LineRequest:
    return LineRequest(code, 1, unit)


def stored(sit: Sit, booked: Any) -> Booking:
    return sit(None).bookings.get(booked.booking.ref).booking


def units(sit: Sit, *booked: Any) -> list[list[str]]:
    catalogue = sit(None).catalogue.load()
    return [
        [catalogue.unit_by_id[item.unit_id].name for item in stored(sit, one).allocations] for one in booked
    ]


def split(sit: Sit) -> tuple[Any, Any]:
    """Colin 8-10 on unit 1 and 10-12 on unit 2: no unit is free from 8 to 12, never are both taken."""
    sit(None).catalogue.import_text(POOL)
    early = book(sit, 8, 10, login="colin")
    wall = book(sit, 9, 10, login="mona")
    late = book(sit, 9, 10, pinned("2"), login="mona", day=2)
    sit("mona").changes.cancel(wall.booking.ref, "libre")
    sit("mona").changes.cancel(late.booking.ref, "libre")
    blocker = book(sit, 10, 11, login="mona")
    evening = book(sit, 10, 12, login="colin")
    assert units(sit, early, blocker, evening) == [["1"], ["1"], ["2"]]
    sit("mona").changes.cancel(blocker.booking.ref, "libre")
    return early, evening


def test_a_booking_fits_where_the_pool_has_room_at_every_instant(sit: Sit, store: Store) -> None:
    early, evening = split(sit)
    dry = book(sit, 8, 12, dry_run=True)
    booked = book(sit, 8, 12)
    (told,) = booked.reassigned
    assert dry.reassigned == booked.reassigned
    moved = early if told.ref == early.booking.ref else evening
    assert (told.resource, {told.unit_from, told.unit_to}) == ("DUO", {"1", "2"})
    assert told.occurrence.isoformat() == "2026-12-01"
    ((one,), (two,), (three,)) = units(sit, early, evening, booked)
    assert one == two != three
    after = stored(sit, moved)
    assert (after.version, after.sequence) == (2, 0)  # calendars tell of no unit
    assert set(booked.changes.bookings) == {booked.booking.ref, moved.booking.ref}
    (entry,) = [
        item for item in sit("colin").dossiers.dossier(after.ref).history if item.action == "reassign"
    ]
    assert (entry.actor, entry.reason) == ("tina", f"room-for {booked.booking.ref}")
    notices = store.read(lambda unit_of_work: unit_of_work.notices.of_person("colin"))
    assert [(item.kind, item.ref) for item in notices] == [("unit-changed", after.ref)]
    assert notices[0].params["unit_to"] == told.unit_to
    assert store.read(lambda unit_of_work: unit_of_work.notices.of_person("tina")) == ()
    assert check(sit(None).desk).findings == ()


def test_nobody_moves_where_the_pool_is_full_at_some_instant(sit: Sit) -> None:
    early, evening = split(sit)
    with pytest.raises(BookingConflict):
        book(sit, 8, 12, LineRequest("DUO", 2))
    book(sit, 9, 11)
    with pytest.raises(BookingConflict):
        book(sit, 8, 12)
    assert {stored(sit, one).version for one in (early, evening)} <= {1, 2}


def test_who_has_begun_or_asked_for_that_very_unit_stays(sit: Sit, store: Store) -> None:
    sit(None).catalogue.import_text(POOL)
    early = book(sit, 8, 10, pinned("1"), login="colin")
    late = book(sit, 10, 12, pinned("2"), login="colin")
    with pytest.raises(BookingConflict):
        book(sit, 8, 12)
    sit("colin").changes.cancel(late.booking.ref, "autrement")
    blocker = book(sit, 10, 11, pinned("1"), login="mona")
    evening = book(sit, 10, 12, login="colin")
    sit("mona").changes.cancel(blocker.booking.ref, "libre")
    assert units(sit, early, evening) == [["1"], ["2"]]
    begun = PlatformBooking(Desk(store, "tina", fixed_clock(datetime(2026, 12, 1, 9, 30, tzinfo=UTC))))
    wanted = BookingRequest("TP", (LineRequest("DUO"),), at(10), at(12))
    assert begun.requests.request(wanted, dry_run=True).reassigned == ()
    booked = book(sit, 8, 12)
    assert [item.ref for item in booked.reassigned] == [evening.booking.ref]
    assert units(sit, early, evening, booked) == [["1"], ["1"], ["2"]]


def test_a_move_makes_room_too_also_where_two_change_places(sit: Sit) -> None:
    early, evening = split(sit)
    mine = book(sit, 8, 12, day=3)
    dry = sit("tina").changes.move(mine.booking.ref, Move(at(8)), dry_run=True)
    moved = sit("tina").changes.move(mine.booking.ref, Move(at(8)))
    assert dry.others.reassigned == moved.others.reassigned
    assert len(moved.others.reassigned) == 1
    ((one,), (two,), (three,)) = units(sit, early, evening, mine)
    assert one == two != three
    undone = sit("tina").undoing.undo(moved.undoable)
    assert undone.bookings[0].occurrences[0].span.start.day == 3
    ((one,), (two,)) = units(sit, early, evening)
    assert one == two  # who made room keeps the unit
    assert check(sit(None).desk).findings == ()


def test_one_date_of_a_series_makes_room(sit: Sit) -> None:
    early, evening = split(sit)
    series = book(sit, 8, 9, rule="FREQ=DAILY;COUNT=3", day=7)
    first = stored(sit, series).occurrences[0].day(stored(sit, series).zone)
    moved = sit("tina").changes.move(series.booking.ref, Move(at(8), at(12)), Dates(first))
    assert len(moved.others.reassigned) == 1
    assert stored(sit, series).version == 2
    assert {stored(sit, one).version for one in (early, evening)} == {1, 2}


def test_ones_own_step_is_taken_back_beside_it(sit: Sit) -> None:
    early, evening = split(sit)
    steps = [sit("colin").changes.edit(one.booking.ref, title="Autre") for one in (early, evening)]
    booked = book(sit, 8, 12)
    (told,) = booked.reassigned
    now = units(sit, early, evening)
    for step in steps:
        undone = sit("colin").undoing.undo(step.undoable)
        assert undone.bookings[0].title == "TP"
        again = sit("colin").undoing.undo(undone.undoable)
        assert again.bookings[0].title == "Autre"
    assert units(sit, early, evening) == now
    assert {told.unit_to} == set(now[0]) == set(now[1])
    sit("tina").undoing.undo(booked.undoable)
    assert stored(sit, booked).status == "cancelled"
    assert units(sit, early, evening) == now
    given_up = sit("colin").undoing.undo(sit("colin").undoing.undo(steps[0].undoable).undoable)
    assert given_up.bookings[0].title == "Autre"
    assert check(sit(None).desk).findings == ()


def test_a_request_that_made_room_is_taken_back_by_who_made_it(sit: Sit) -> None:
    early, evening = split(sit)
    book(sit, 8, 12)
    for one in (early, evening):
        assert sit("colin").undoing.undo(one.undoable).bookings[0].status == "cancelled"


def test_a_block_on_one_unit_sends_its_bookings_to_another(sit: Sit, store: Store) -> None:
    early, evening = split(sit)
    made = sit("mona").blocks.make_unavailable("DUO", "2", at(9), at(13), "maintenance", "joint")
    assert [(item.ref, item.unit_from, item.unit_to) for item in made.reassigned] == [
        (evening.booking.ref, "2", "1")
    ]
    assert made.changes.bookings == (evening.booking.ref,)
    assert units(sit, early, evening) == [["1"], ["1"]]
    with pytest.raises(BookingConflict):
        sit("mona").blocks.block("DUO", "1", at(9), at(13), "maintenance", "joint")
    with pytest.raises(BookingConflict):
        sit("mona").blocks.block("DUO", None, at(6), at(9), "maintenance", "joint")
    sit("mona").blocks.block("DUO", "2", at(6), at(9), "maintenance", "joint")
    assert check(sit(None).desk).findings == ()


def test_pinned_units_are_cleared_of_who_is_not_pinned(sit: Sit) -> None:
    early, evening = split(sit)
    booked = book(sit, 10, 12, pinned("2"))
    assert units(sit, early, evening, booked) == [["1"], ["1"], ["2"]]
    with pytest.raises(BookingConflict):
        book(sit, 9, 11, pinned("2"), login="colin")


def test_an_approval_makes_room_and_only_who_cannot_fit_gives_way(sit: Sit) -> None:
    """Two units that compete: one approved 8-10, one 10-12 on the other; 8-12 fits when one of them moves."""
    early = book(sit, 8, 10, LineRequest("TWINS"), login="colin")
    sit("mona").approvals.approve(early.booking.ref)
    wall = book(sit, 10, 12, pinned("1", "TWINS"), login="mona")
    sit("mona").approvals.approve(wall.booking.ref)
    evening = book(sit, 10, 12, LineRequest("TWINS"), login="colin")
    sit("mona").approvals.approve(evening.booking.ref)
    sit("mona").changes.cancel(wall.booking.ref, "libre")
    assert units(sit, early, evening) == [["1"], ["2"]]
    long, rival = (book(sit, 8, 12, LineRequest("TWINS"), login=login) for login in ("tina", "zoe"))
    assert long.reassigned == ()  # a request that competes holds nothing yet
    assert units(sit, early, evening) == [["1"], ["2"]]
    dry = sit("mona").approvals.approve(long.booking.ref, dry_run=True)
    granted = sit("mona").approvals.approve(long.booking.ref)
    assert dry.reassigned == granted.reassigned
    assert len(granted.reassigned) == 1
    assert granted.displaced == (rival.booking.ref,)  # three would overlap
    ((one,), (two,), (three,)) = units(sit, early, evening, long)
    assert one == two != three
    undone = sit("mona").undoing.undo(granted.undoable)
    assert {item.status for item in undone.bookings} == {"requested"}
    assert stored(sit, rival).status == "requested"
    assert check(sit(None).desk).findings == ()


def test_several_change_places_in_one_transaction(sit: Sit, store: Store) -> None:
    """Three bookings of one time whose units go round: no order of single changes would do."""
    booked = [
        book(sit, 8, 12, LineRequest("PSM"), login=login).booking for login in ("tina", "colin", "mona")
    ]
    places = [one.allocations[0].unit_id for one in booked]

    def turn(unit_of_work: UnitOfWork) -> None:
        stored = [unit_of_work.bookings.get(one.ref) for one in booked]
        unit_of_work.bookings.save_all(
            [
                (
                    one,
                    replace(
                        one,
                        version=one.version + 1,
                        allocations=(replace(one.allocations[0], unit_id=places[(number + 1) % 3]),),
                    ),
                    Stamp("tina", "reassign", NOW),
                )
                for number, one in enumerate(stored)
            ]
        )

    store.write(turn)
    after = [sit(None).bookings.get(one.ref).booking for one in booked]
    assert [one.allocations[0].unit_id for one in after] == [places[1], places[2], places[0]]
    assert {one.status for one in after} == {"approved"}
    assert all(one.allocations[0].holds for one in after)
    assert check(sit(None).desk).findings == ()


def test_a_preview_says_who_would_change_unit(sit: Sit) -> None:
    early, evening = split(sit)
    wanted = BookingRequest("", (LineRequest("DUO"),), at(8), at(12), rule="FREQ=DAILY;COUNT=2")
    preview = sit("tina").previews.preview(wanted)
    assert preview.fits
    assert preview.alternatives == ()
    first, second = preview.cells
    assert [move.holder for move in first.verdict.repacked] in ([early.booking.ref], [evening.booking.ref])
    assert second.verdict.repacked == ()


def test_what_the_store_refuses_is_what_overlaps_too_often(sit: Sit) -> None:
    """Random bookings of one pool, taken or refused as counting says, on both stores."""
    chance = random.Random(5)
    taken: list[TimeSpan] = []
    for _ in range(45):
        start = FIRST_DAY + timedelta(hours=chance.randint(0, 110))
        span = TimeSpan(start, start + timedelta(hours=chance.randint(1, 20)))
        quantity = chance.randint(1, 2)
        wanted = BookingRequest("TP", (LineRequest("PSM", quantity),), span.start, span.end)
        fits = not overfull([*taken, *[span] * quantity], 4)
        try:
            sit("tina").requests.request(wanted)
        except BookingConflict:
            assert not fits
        else:
            assert fits
            taken += [span] * quantity
    moved = [item for item in sit(None).bookings.list(BookingFilter()) if item.version > 1]
    assert moved
    assert check(sit(None).desk).findings == ()
