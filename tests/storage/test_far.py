"""A server in another town: how often it is waited for. Each time costs what the way there and back takes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from platform_booking.bootstrap import PlatformBooking, Settings, open_platform
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.changing import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.trail import TrailFilter
from platform_booking.storage import tables
from platform_booking.storage.asking import together
from platform_booking.storage.line import alone, driver_of
from tests.conftest import NOW
from tests.far_wire import FarWire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.databases import Content, Databases

TRIPS: Final = {
    "opening": 2,
    "reading the catalogue": 2,
    "sitting down": 1,
    "a week": 3,
    "a verdict": 3,
    "booking one line": 5,
    "booking a series of 12 dates with 3 lines": 5,
    "all about a booking": 5,
    "the inbox": 4,
    "approving": 5,
    "moving": 8,
    "being refused": 4,
    "the audit trail": 3,
    "listening": 5,
}
"""At most, without what it takes to connect. At 50 ms each, nobody waits half a second for any of them."""


@pytest.fixture
def wire(postgresql_databases: Databases, contents: dict[str, Content]) -> Iterator[FarWire]:
    with postgresql_databases.borrowed(contents["catalogued"]) as address:
        made = FarWire(address)
        yield made
        made.cut()


def whole_day(start: datetime, rule: str | None = None) -> BookingRequest:
    lines = (LineRequest("BIO"),) if rule is None else tuple(map(LineRequest, ("BIO", "BIO-B", "PSM")))
    return BookingRequest("Cours", lines, start, start + timedelta(hours=2), rule=rule, learners=3)


def test_a_server_is_waited_for_as_seldom_as_can_be(wire: FarWire) -> None:
    found: dict[str, int] = {}

    def measured(what: str, work: Any) -> Any:
        with wire.counted() as counted:
            done = work()
        found[what] = counted.trips
        return done

    mine: PlatformBooking = measured("opening", lambda: open_platform(Settings(wire.address, "tina")))
    measured("reading the catalogue", mine.catalogue.load)
    measured("sitting down", mine.me)
    boss = mine.as_person("mona")
    start = mine.desk.now().replace(hour=9, minute=0, second=0) + timedelta(days=30)
    measured("a week", lambda: mine.planning.board(TimeSpan(start, start + timedelta(days=7))))
    measured("a verdict", lambda: mine.previews.preview(whole_day(start)))
    ref = measured("booking one line", lambda: mine.requests.request(whole_day(start))).booking.ref
    series = whole_day(start + timedelta(days=1), "FREQ=WEEKLY;COUNT=12")
    measured("booking a series of 12 dates with 3 lines", lambda: mine.requests.request(series))
    measured("all about a booking", lambda: mine.dossiers.dossier(ref))
    measured("the inbox", boss.approvals.inbox)
    measured("approving", lambda: boss.approvals.approve(ref))
    measured("moving", lambda: mine.changes.move(ref, Move(start + timedelta(hours=8))))

    def refused() -> None:
        with pytest.raises(BookingConflict):
            mine.requests.request(whole_day(start + timedelta(hours=8)))

    measured("being refused", refused)
    measured("the audit trail", lambda: boss.trail.list(TrailFilter()))
    ear = measured("listening", mine.watch)
    ear.close()
    mine.close()
    assert {what: trips for what, trips in found.items() if trips > TRIPS[what]} == {}
    assert found.keys() == TRIPS.keys()


def test_what_was_not_waited_for_is_told_with_what_comes_next(wire: FarWire) -> None:
    desk = open_platform(Settings(wire.address, "tina")).desk
    closure = {
        "id": 1,
        "code": "C",
        "name_fr": "C",
        "name_en": "C",
        "starts": NOW,
        "ends": NOW + timedelta(days=1),
        "active": True,
    }
    adding = insert(tables.closure).inline()
    with desk.store.writing() as connection:
        with wire.counted() as counted:
            connection.execute(adding, [closure])
            connection.execute(adding, [{**closure, "code": "D"}])
        assert counted.trips == 0
        with pytest.raises(IntegrityError):
            connection.execute(text("SELECT 1"))
        connection.rollback()
        connection.execute(adding, [closure])
        assert alone(connection).execute("SELECT code FROM closure").fetchall() == [("C",)], (
            "before it is asked"
        )
        codes, count = together(
            connection, [(text("SELECT code FROM closure"), {}), (text("SELECT count(*) FROM closure"), {})]
        )
        assert (codes.scalars().all(), count.scalar_one()) == (["C"], 1)
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM closure")).scalar_one() == 0
    with pytest.raises(IntegrityError), desk.store.writing() as connection:
        connection.execute(adding, [closure, {**closure, "code": "D"}])
    with desk.store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM closure")).scalar_one() == 0, (
            "not even the first"
        )
        assert driver_of(connection).info.parameter_status("TimeZone") == "UTC"
    desk.store.close()


def test_a_line_that_was_lost_while_nobody_used_it_is_not_noticed(wire: FarWire) -> None:
    platform = open_platform(Settings(wire.address, "tina"))
    wire.cut()
    wire.mend()
    assert platform.me().login == "tina"
    platform.close()
