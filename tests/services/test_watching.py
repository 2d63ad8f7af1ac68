from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from platform_booking.domain.errors import StoreUnavailable
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.domain.booking import Booking
    from platform_booking.services.watching import Watcher
    from tests.services.conftest import Sit

PATIENCE = 60.0


@pytest.fixture
def watcher(sit: Sit) -> Iterator[Watcher]:
    made = sit("mona").watch()
    yield made
    made.close()


def asked(sit: Sit, code: str = "BIO") -> Booking:
    wanted = BookingRequest("TP", (LineRequest(code),), "2026-12-01T09:00", "2026-12-01T12:00")
    return sit("tina").requests.request(wanted).booking


def test_a_change_is_heard_with_what_it_was_about(sit: Sit, watcher: Watcher) -> None:
    booking = asked(sit)
    news = watcher.wait(PATIENCE)
    assert news is not None
    assert (news.bookings, news.blocks, news.catalogue, news.actors) == (
        (booking.ref,),
        (),
        False,
        ("tina",),
    )
    block = sit("mona").blocks.block(
        "SALLE", None, "2026-12-01T09:00", "2026-12-02T09:00", "closure", "peinture"
    )
    later = watcher.wait(PATIENCE)
    assert later is not None
    assert (later.bookings, later.blocks, later.actors) == ((), (block.ref,), ("mona",))
    assert later.seq == news.seq + 1


def test_what_was_there_before_is_no_news(sit: Sit) -> None:
    asked(sit)
    watcher = sit("mona").watch()
    try:
        assert watcher.wait(0.3) is None
    finally:
        watcher.close()


def test_a_waiting_thread_hears_at_once(sit: Sit, watcher: Watcher) -> None:
    heard: list[object] = []
    thread = threading.Thread(target=lambda: heard.append(watcher.wait(PATIENCE)))
    thread.start()
    started = time.monotonic()
    asked(sit)
    thread.join(PATIENCE)
    assert heard
    assert heard[0] is not None
    assert time.monotonic() - started < PATIENCE


def test_several_changes_come_together_and_in_order(sit: Sit, watcher: Watcher) -> None:
    first, second = asked(sit, "BIO"), asked(sit, "SALLE")
    sit("mona").approvals.approve(first.ref)
    refs: list[str] = []
    actors: list[str] = []
    while len(actors) < 2:
        news = watcher.wait(PATIENCE)
        assert news is not None
        refs += [ref for ref in news.bookings if ref not in refs]
        actors += [login for login in news.actors if login not in actors]
    assert refs == [first.ref, second.ref]
    assert actors == ["tina", "mona"]


def test_the_catalogue_is_news_too(sit: Sit, watcher: Watcher) -> None:
    sit(None).catalogue.import_text('[[partners]]\ncode = "IUT"\nname = "IUT"\n')
    news = watcher.wait(PATIENCE)
    assert news is not None
    assert news.catalogue
    assert news.bookings == ()


def test_closing_wakes_whoever_waits(sit: Sit) -> None:
    watcher = sit("mona").watch()
    heard: list[object] = []
    thread = threading.Thread(target=lambda: heard.append(watcher.wait(3 * PATIENCE)))
    thread.start()
    watcher.close()
    thread.join(PATIENCE)
    assert heard == [None]
    assert watcher.wait(0.1) is None


def test_a_lost_server_is_told(sit: Sit, watcher: Watcher) -> None:
    place = sit(None).desk.store.place
    if place.is_file:
        pytest.skip("a file has no server to lose")
    engine = create_engine(place.url)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    engine.dispose()
    with pytest.raises(StoreUnavailable):
        watcher.wait(PATIENCE)
