"""The demonstration store: the same for the same seed, whole, and plausible."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.booking import PARTLY_APPROVED, Booking, State
from platform_booking.domain.catalogue import Category
from platform_booking.domain.recurrence import wall_time
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.demo import fill_demo
from platform_booking.storage import audit
from platform_booking.storage.bookings import Stamp
from platform_booking.storage.integrity import examine
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import file_place
from platform_booking.storage.unit_of_work import Store
from platform_booking.storage.week import allocations_between
from tests import stores
from tests.bench.catalogue import write_demo_catalogue
from tests.storage.samples import shared_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.demo import DemoReport

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
SET_UP = Stamp("operator", "import", NOW - timedelta(days=200))


@pytest.fixture
def new_file(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes files with the demonstration catalogue."""
    opened: list[Store] = []

    def make() -> Store:
        place = file_place(tmp_path / f"{len(opened)}.sqlite")
        migrate(place)
        opened.append(Store.open(place))
        write_demo_catalogue(opened[-1], SET_UP)
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="module", params=stores.KINDS)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, DemoReport]]:
    """The demonstration in a store of each kind, only looked at."""
    with shared_store(request, tmp_path_factory) as store:
        write_demo_catalogue(store, SET_UP)
        yield store, fill_demo(store, NOW)


def digests(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return {entry.subject: entry.digest for entry in audit.entries(connection)}


def content(store: Store) -> tuple[list[Booking], Catalogue]:
    return store.read(lambda unit_of_work: (unit_of_work.bookings.search(), unit_of_work.catalogue))


def test_the_same_seed_gives_the_same_content_all_week_and_another_seed_other(
    new_file: Callable[[], Store],
) -> None:
    one, later, other = new_file(), new_file(), new_file()
    assert fill_demo(one, NOW) == fill_demo(later, NOW + timedelta(days=3, hours=5))
    fill_demo(other, NOW, seed=7)
    assert digests(one) == digests(later)
    assert digests(one) != digests(other)


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_every_season_is_filled(new_file: Callable[[], Store], month: int) -> None:
    store = new_file()
    report = fill_demo(store, datetime(2026, month, 3, 12, 0, tzinfo=UTC))
    assert 900 <= report.bookings <= 2200
    bookings, _ = content(store)
    assert {allocation.state for booking in bookings for allocation in booking.allocations} == set(State)


def test_the_store_is_whole_and_full(filled: tuple[Store, DemoReport]) -> None:
    store, report = filled
    with store.reading() as connection:
        assert examine(connection).findings == ()
        entered = audit.entries(connection, subject=None)
    bookings, catalogue = content(store)
    assert len(bookings) == report.bookings
    assert report.blocks >= 8
    assert sum(entry.subject.startswith(("booking:", "block:")) for entry in entered) == (
        report.bookings + report.blocks
    )
    _check_counts(bookings)
    _check_states(bookings)
    _check_people(bookings, catalogue)
    _check_times(bookings, catalogue)
    _check_rivals(bookings)


def test_a_week_shows_what_the_bookings_say(filled: tuple[Store, DemoReport]) -> None:
    store, _ = filled
    bookings, catalogue = content(store)
    for week in range(-14, 19):
        span = TimeSpan(MONDAY + timedelta(weeks=week), MONDAY + timedelta(weeks=week + 1))
        with store.reading() as connection:
            bars = allocations_between(connection, span, catalogue)
        shown = {(bar.id, bar.ref, bar.state, bar.use, bar.occupied) for bar in bars if not bar.is_block}
        expected = {
            (item.id, booking.ref, item.state, item.use, item.occupied)
            for booking in bookings
            for item in booking.allocations
            if item.occupied.overlaps(span) and (item.holds or item.state is State.REQUESTED)
        }
        assert shown == expected
        assert len({bar.id for bar in bars}) == len(bars)


def _check_counts(bookings: list[Booking]) -> None:
    assert 900 <= len(bookings) <= 2200
    assert sum(booking.rule is not None and len(booking.lines) > 1 for booking in bookings) >= 15
    assert sum(any(line.offset for line in booking.lines) for booking in bookings) >= 10
    assert sum(booking.length.wall > 50 * 1440 for booking in bookings) >= 8
    assert len({booking.uid for booking in bookings}) == len(bookings)
    assert len({booking.organiser for booking in bookings}) >= 12
    assert len({booking.partner for booking in bookings}) >= 8
    assert len({booking.purpose for booking in bookings}) == 4


def _check_states(bookings: list[Booking]) -> None:
    found = Counter(allocation.state for booking in bookings for allocation in booking.allocations)
    assert set(found) == set(State)
    statuses = Counter(booking.status for booking in bookings)
    assert statuses[PARTLY_APPROVED] >= 1
    assert statuses["requested"] >= 20
    for booking in bookings:
        for allocation in booking.allocations:
            if allocation.state in {State.COMPLETED, State.NO_SHOW, State.EXPIRED}:
                assert allocation.use.end <= MONDAY
            if allocation.state is State.REQUESTED:
                assert allocation.use.start > NOW
            if allocation.state is State.IN_USE:
                assert allocation.use.start < NOW


def _check_people(bookings: list[Booking], catalogue: Catalogue) -> None:
    for booking in bookings:
        assert booking.partner == catalogue.persons[booking.organiser].partner
        resources = [(catalogue.resources[line.resource], line.quantity) for line in booking.lines]
        seats = [
            resource.capacity * quantity
            for resource, quantity in resources
            if resource.category == Category.ROOM and resource.capacity
        ]
        assert not seats or booking.learners <= sum(seats)


def _check_times(bookings: list[Booking], catalogue: Catalogue) -> None:
    for booking in bookings:
        assert booking.created_at < min(allocation.use.start for allocation in booking.allocations)
        assert booking.created_at < MONDAY
        for occurrence in booking.occurrences:
            assert abs(occurrence.span.start - NOW) < timedelta(days=130)
            if occurrence.span.length > timedelta(days=1):
                continue
            start, end = (wall_time(at, booking.zone) for at in (occurrence.span.start, occurrence.span.end))
            for line in booking.lines:
                platform = catalogue.platform_of(catalogue.resources[line.resource])
                if platform is not None and platform.opening is not None:
                    hours = platform.opening[start.weekday()]
                    minutes = (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
                    assert any(low <= minutes[0] and minutes[1] <= high for low, high in hours)


def _check_rivals(bookings: list[Booking]) -> None:
    asked = [
        (allocation.unit_id, allocation.occupied)
        for booking in bookings
        for allocation in booking.allocations
        if allocation.state is State.REQUESTED and not allocation.holds
    ]
    assert any(
        unit == other and span.overlaps(held)
        for number, (unit, span) in enumerate(asked)
        for other, held in asked[:number]
    )
