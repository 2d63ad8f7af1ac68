"""Real processes that want the same thing at the same time."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import IllegalTransition, NotPermitted
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.directory import BookingFilter
from platform_booking.services.reassigning import makes_room
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.audit import entries
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.conftest import NOW
from tests.processes import run_at_once

if TYPE_CHECKING:
    import multiprocessing
    from collections.abc import Callable
    from multiprocessing.synchronize import Barrier

    from platform_booking.domain.booking import Booking

    Sit = Callable[[str | None], PlatformBooking]

RACERS = 4
ROUNDS = 25
FIRST_DAY = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


def race_for_slots(address: str, seed: int, barrier: Barrier, results: multiprocessing.Queue[str]) -> None:
    """Ask for the same slot as everybody else, round after round, each with other lines besides."""
    store = Store.open(place_of(address))
    desk = PlatformBooking(Desk(store, "tina", fixed_clock(NOW)))
    chance = random.Random(seed)
    won = []
    barrier.wait()
    for day in range(ROUNDS):
        start = FIRST_DAY + timedelta(days=day)
        lines = [LineRequest("SALLE"), LineRequest("PSM", chance.randint(1, 2)), LineRequest("BIO")]
        chance.shuffle(lines)
        wanted = BookingRequest(f"racer {seed}", tuple(lines), start, end=start + timedelta(hours=2))
        try:
            won.append([day, desk.requests.request(wanted).booking.ref])
        except BookingConflict:
            continue
    results.put(json.dumps(won))
    store.close()


def squeeze(desk: PlatformBooking, day: datetime) -> list[str]:
    """On a day of one's own, book into the last gap of the pool that only others changing unit can open."""

    def take(start: int, end: int, quantity: int = 1) -> Booking:
        span = day + timedelta(hours=start), day + timedelta(hours=end)
        return desk.requests.request(
            BookingRequest("squeeze", (LineRequest("PSM", quantity),), *span)
        ).booking

    full, early, longer, late = take(0, 5, quantity=2), take(0, 2), take(0, 3), take(3, 5)
    beside = next(
        item for item in (early, longer) if item.allocations[0].unit_id == late.allocations[0].unit_id
    )
    desk.changes.cancel(beside.ref, "squeeze")
    kept = early if beside is longer else longer
    return [full.ref, kept.ref, late.ref, take(0, 5).ref]


def churn(address: str, seed: int, barrier: Barrier, results: multiprocessing.Queue[str]) -> None:
    """Book, move and cancel at random on one small pool, then make others change unit there."""
    store = Store.open(place_of(address))
    desk = PlatformBooking(Desk(store, "tina", fixed_clock(NOW)))
    chance = random.Random(seed)
    mine: list[str] = []
    barrier.wait()
    for _ in range(ROUNDS):
        start = FIRST_DAY + timedelta(hours=chance.randint(0, 30))
        try:
            if mine and chance.random() < 0.3:
                desk.changes.cancel(mine.pop(), "churn")
            elif mine and chance.random() < 0.4:
                desk.changes.move(chance.choice(mine), Move(start))
            else:
                lines = [LineRequest("PSM", chance.randint(1, 2))]
                lines += [LineRequest("SALLE")] if chance.random() < 0.3 else []
                end = start + timedelta(hours=chance.randint(1, 9))
                wanted = BookingRequest("churn", tuple(lines), start, end=end)
                mine.append(desk.requests.request(wanted).booking.ref)
        except (BookingConflict, IllegalTransition, NotPermitted):
            continue
    mine += squeeze(desk, FIRST_DAY + timedelta(days=10 + seed))
    results.put(json.dumps(mine))
    store.close()


def overlaps(store: Store) -> int:
    """Counted by the textbook, not by the code under test."""
    query = text(
        "SELECT count(*) FROM allocation a JOIN allocation b ON a.unit_id = b.unit_id AND a.id < b.id"
        " WHERE a.holds AND b.holds AND a.occupied_from < b.occupied_until AND b.occupied_from < a.occupied_until"
    )
    return store.read(lambda unit_of_work: int(unit_of_work.connection.execute(query).scalar_one()))


def test_one_winner_a_slot_and_nothing_half_done(sit: Sit, store: Store, store_url: str) -> None:
    desk = sit("tina")
    won = run_at_once(race_for_slots, store_url, range(RACERS))
    days = sorted(day for racer in won for day, _ in racer)
    assert days == list(range(ROUNDS))
    bookings = desk.bookings.list(BookingFilter())
    assert sorted(item.ref for item in bookings) == sorted(ref for racer in won for _, ref in racer)
    assert all({item.line for item in booking.allocations} == {1, 2, 3} for booking in bookings)
    assert overlaps(store) == 0
    assert check(desk.desk).findings == ()


def test_booking_moving_and_cancelling_at_once_leaves_order(sit: Sit, store: Store, store_url: str) -> None:
    desk = sit("tina")
    kept = run_at_once(churn, store_url, range(RACERS))
    approved = {item.ref for item in desk.bookings.list(BookingFilter(state="approved"))}
    assert approved == {ref for racer in kept for ref in racer}
    trail = store.read(lambda unit_of_work: entries(unit_of_work.connection))
    assert sum(makes_room(entry) for entry in trail) >= RACERS
    assert overlaps(store) == 0
    assert check(desk.desk).findings == ()
