"""What schema 0002 adds comes back as it was written, on both stores, and an upgraded store's trail still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from platform_booking.domain.errors import NotFound
from platform_booking.storage.bookings import LostRace
from platform_booking.storage.engine import SCHEMA_HEAD
from platform_booking.storage.integrity import examine
from platform_booking.storage.messages import Message
from platform_booking.storage.migrating import migrate
from platform_booking.storage.notices import Notice
from platform_booking.storage.places import place_of
from platform_booking.storage.templates import Template
from platform_booking.storage.unit_of_work import Store
from platform_booking.storage.waiting import Waiting
from tests.storage import samples

if TYPE_CHECKING:
    from platform_booking.storage.unit_of_work import UnitOfWork

REF = "B-2026-00001"


@pytest.fixture
def furnished(store: Store) -> Store:
    samples.furnish(store)
    return store


def test_a_booking_keeps_what_it_may_now_say(furnished: Store) -> None:
    def change(work: UnitOfWork) -> None:
        before = work.bookings.get(REF)
        first = before.allocations[0]
        used = replace(first, actual_from=first.use.start, actual_until=first.use.start + timedelta(hours=1))
        after = replace(
            before,
            version=before.version + 1,
            biosafety=2,
            dossier="DUO-7",
            origin="B-2026-00002",
            lines=(replace(before.lines[0], unit=first.unit_id), *before.lines[1:]),
            occurrences=(replace(before.occurrences[0], title="Bilan"), *before.occurrences[1:]),
            allocations=(used, *before.allocations[1:]),
        )
        work.bookings.save(before, after, samples.BOOKED)

    furnished.write(change)
    booking = furnished.read(lambda work: work.bookings.get(REF))
    assert (booking.biosafety, booking.dossier, booking.origin) == (2, "DUO-7", "B-2026-00002")
    assert booking.lines[0].unit == booking.allocations[0].unit_id
    assert booking.occurrences[0].title == "Bilan"
    assert booking.allocations[0].actual_until == booking.allocations[0].use.start + timedelta(hours=1)
    with furnished.reading() as connection:
        assert examine(connection).clean


def test_words_stay_in_order(furnished: Store) -> None:
    def talk(work: UnitOfWork) -> None:
        booking = work.bookings.get(REF)
        work.messages.add(booking, Message(samples.NOW, "bob", "question", "Which strain?", line=1))
        work.messages.add(booking, Message(samples.NOW, "ada", "answer", "CHO", {"to": 1}))

    furnished.write(talk)
    said = furnished.read(lambda work: work.messages.of_booking(work.bookings.get(REF)))
    assert [(item.author, item.kind, item.text, dict(item.params), item.line) for item in said] == [
        ("bob", "question", "Which strain?", {}, 1),
        ("ada", "answer", "CHO", {"to": 1}, None),
    ]


def test_notices_are_read_once(furnished: Store) -> None:
    furnished.write(
        lambda work: work.notices.add(
            [Notice("ada", samples.NOW, "approved", REF, {"by": "bob"}), Notice("bob", samples.NOW, "x", REF)]
        )
    )
    (told,) = furnished.read(lambda work: work.notices.of_person("ada", unread=True))
    assert (told.kind, told.ref, dict(told.params), told.read_at) == ("approved", REF, {"by": "bob"}, None)
    assert furnished.write(lambda work: work.notices.mark_read("ada", samples.NOW, [told.id])) == 1
    assert furnished.write(lambda work: work.notices.mark_read("ada", samples.NOW)) == 0
    assert furnished.read(lambda work: work.notices.of_person("ada"))[0].read_at == samples.NOW
    assert furnished.read(lambda work: work.notices.of_person("bob", unread=True)) != ()


def test_templates_are_changed_and_retired(furnished: Store) -> None:
    made = Template("TP-1", "TP", "ada", "ONIRIS", "partner", {"lines": [{"resource": "FERM-20"}]})
    furnished.write(lambda work: work.templates.save(None, made, samples.BOOKED))
    before = furnished.read(lambda work: work.templates.get("TP-1"))
    assert replace(before, id=0) == made
    furnished.write(lambda work: work.templates.save(before, replace(before, active=False), samples.BOOKED))
    assert [item.active for item in furnished.read(lambda work: work.templates.all())] == [False]
    with pytest.raises(NotFound):
        furnished.read(lambda work: work.templates.get("TP-2"))


def test_wishes_wait_in_order_and_are_taken_once(furnished: Store) -> None:
    def wish(key: int, minutes: int) -> Waiting:
        made = samples.NOW + timedelta(minutes=minutes)
        return Waiting(f"W-2026-0000{key}", "ada", {"lines": []}, made, id=key)

    def add(work: UnitOfWork) -> None:
        for item in (wish(1, 5), wish(2, 0)):
            work.waiting.add(item, samples.BOOKED)

    furnished.write(add)
    first, second = furnished.read(lambda work: work.waiting.open())
    assert (first.ref, second.ref) == ("W-2026-00002", "W-2026-00001")
    offered = replace(first, state="offered", booking=REF, offer_until=samples.NOW + timedelta(hours=1))
    furnished.write(lambda work: work.waiting.save(first, offered, samples.BOOKED))
    assert furnished.read(lambda work: work.waiting.get("w-2026-00002")) == offered
    with pytest.raises(LostRace):
        furnished._write_once(lambda work: work.waiting.save(first, offered, samples.BOOKED))


def test_the_catalogue_keeps_what_it_may_now_say(furnished: Store) -> None:
    def change(work: UnitOfWork) -> None:
        writer = work.catalogue_writer
        known = work.catalogue
        ada, place = known.persons["ada"], known.platforms["UPSTREAM"]
        room = known.resources["ROOM-1"]
        writer.put(ada, replace(ada, suspended_until=date(2027, 1, 1)), samples.SET_UP)
        writer.put(place, replace(place, rules={"lead_time": 48}), samples.SET_UP)
        writer.put(room, replace(room, biosafety=2, biosafety_until=date(2028, 1, 1)), samples.SET_UP)
        writer.raise_revision()

    furnished.write(change)
    known = furnished.read(lambda work: work.catalogue)
    assert known.persons["ada"].suspended_until == date(2027, 1, 1)
    assert known.platforms["UPSTREAM"].rules == {"lead_time": 48}
    room = known.resources["ROOM-1"]
    assert (room.biosafety, room.biosafety_until) == (2, date(2028, 1, 1))
    with furnished.reading() as connection:
        assert examine(connection).clean


def test_a_store_of_the_first_schema_is_upgraded_with_its_trail_intact(store_url: str) -> None:
    place = place_of(store_url)
    assert migrate(place, target="0001") == (None, "0001")
    assert migrate(place) == ("0001", SCHEMA_HEAD)
    upgraded = Store.open(place)
    try:
        samples.furnish(upgraded)
        with upgraded.reading() as connection:
            assert examine(connection).clean
            assert connection.execute(text("SELECT count(*) FROM message")).scalar() == 0
    finally:
        upgraded.close()
