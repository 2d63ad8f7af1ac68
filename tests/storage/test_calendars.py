"""What schema 0003 adds comes back as it was written, on both stores, and an upgraded store still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from platform_booking.domain.errors import NotFound
from platform_booking.domain.feeds import Feed
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetables import (
    EventState,
    Holding,
    ImportedCalendar,
    ImportedEvent,
    SubjectKind,
    Timetable,
)
from platform_booking.storage.bookings import LostRace
from platform_booking.storage.engine import SCHEMA_HEAD
from platform_booking.storage.integrity import examine
from platform_booking.storage.migrating import migrate
from platform_booking.storage.outbox import Outgoing
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.storage import samples

FEED = Feed("F-1", "Salle", "resource", "ROOM-1", "busy", "fr", "a" * 64, samples.NOW, "ada")
CALENDAR = ImportedCalendar(
    "ROOM-1",
    "ADE",
    "https://ada:secret@ade.example/cal.ics?key=4242",
    SubjectKind.RESOURCE,
    "ROOM-1",
    Holding.SOFT,
    "Europe/Paris",
    "fr",
    samples.NOW,
    "ada",
)
EVENT = ImportedEvent(
    "1@ade",
    "",
    1,
    TimeSpan(samples.MONDAY, samples.MONDAY + timedelta(hours=2)),
    all_day=False,
    summary="TP",
    location="ROOM-1",
    status="confirmed",
    state=EventState.NOTED,
    content_hash="h1",
)
MAIL = Outgoing("B-1/0/ada", "ada@example.org", "REQUEST", "B-1", 0, {"to": "Ada"}, samples.NOW, "ada")


@pytest.fixture
def furnished(store: Store) -> Store:
    samples.furnish(store)
    return store


def test_feeds_are_found_by_their_token_and_revoked_once(furnished: Store) -> None:
    furnished.write(lambda work: work.feeds.save(None, FEED, samples.BOOKED))
    made = furnished.read(lambda work: work.feeds.by_token("a" * 64))
    assert made is not None
    assert replace(made, id=0) == FEED
    assert furnished.read(lambda work: work.feeds.by_token("b" * 64)) is None
    furnished.write(lambda work: work.feeds.note_reads("F-1", samples.NOW, "khal", 3))
    revoked = replace(made, revoked_at=samples.NOW)
    furnished.write(lambda work: work.feeds.save(made, revoked, samples.BOOKED))
    (after,) = furnished.read(lambda work: work.feeds.all())
    assert (after.reads, after.last_client, after.revoked_at) == (3, "khal", samples.NOW)
    with pytest.raises(LostRace):
        furnished._write_once(lambda work: work.feeds.save(made, revoked, samples.BOOKED))
    with furnished.reading() as connection:
        assert examine(connection).clean


def test_what_was_published_is_known(furnished: Store) -> None:
    later = samples.NOW + timedelta(days=1)
    furnished.write(lambda work: work.published.note("F-1", {1: samples.NOW, 2: later}))
    furnished.write(lambda work: work.published.note("F-1", dict.fromkeys((2, 1), later)))
    assert furnished.read(lambda work: work.published.of("F-1", {1, 2, 3})) == {1: samples.NOW, 2: later}
    assert furnished.read(lambda work: work.published.of("F-2", {1})) == {}
    assert furnished.read(lambda work: work.published.anywhere(2))


def test_mail_is_taken_once_and_tried_again(furnished: Store) -> None:
    later = samples.NOW + timedelta(minutes=5)
    assert furnished.write(lambda work: work.outbox.add([MAIL, MAIL])) == 1
    assert furnished.write(lambda work: work.outbox.add([MAIL])) == 0
    (mail,) = furnished.read(lambda work: work.outbox.due(samples.NOW, 9))
    assert replace(mail, id=0, next_try_at=None) == MAIL
    assert furnished.write(lambda work: work.outbox.claim(mail, later))
    assert not furnished.write(lambda work: work.outbox.claim(mail, later))
    furnished.write(lambda work: work.outbox.put_off(mail, {"code": "refused"}, later))
    assert furnished.read(lambda work: work.outbox.due(samples.NOW, 9)) == ()
    (again,) = furnished.read(lambda work: work.outbox.due(later, 9))
    assert (again.tries, dict(again.failed)) == (1, {"code": "refused"})
    furnished.write(lambda work: work.outbox.sent(again, later))
    (sent,) = furnished.read(lambda work: work.outbox.recent(9))
    assert (sent.sent_at, sent.next_try_at, dict(sent.failed)) == (later, None, {})


def test_a_timetable_comes_back_and_its_changes_are_in_the_trail(furnished: Store) -> None:
    made = furnished.write(
        lambda work: work.calendars.save(None, Timetable(CALENDAR, (EVENT,)), samples.BOOKED)
    )
    assert replace(made.calendar, id=0) == CALENDAR
    assert [replace(event, id=0) for event in made.events] == [EVENT]
    gone = replace(made.events[0], state=EventState.GONE)
    new = replace(EVENT, number=2, summary="TD")
    read = replace(
        made.calendar,
        last_try_at=samples.NOW,
        last_ok_at=samples.NOW,
        etag='"1"',
        remarks=({"code": "zone-unknown", "params": {"zone": "X"}},),
    )
    after = furnished.write(
        lambda work: work.calendars.save(made, Timetable(read, (gone, new)), samples.BOOKED)
    )
    assert after.calendar == read
    assert [(event.summary, event.state) for event in after.events] == [("TP", "gone"), ("TD", "noted")]
    failed = replace(read, last_error={"code": "http", "params": {"status": 503}})
    furnished.write(lambda work: work.calendars.note_health(read, failed))
    assert furnished.read(lambda work: work.calendars.get("ROOM-1")) == failed
    with pytest.raises(LostRace):
        furnished._write_once(lambda work: work.calendars.note_health(made.calendar, failed))
    with pytest.raises(NotFound):
        furnished.read(lambda work: work.calendars.get("ROOM-9"))
    with furnished.reading() as connection:
        assert examine(connection).clean
        trail = str(connection.exec_driver_sql("SELECT after FROM audit ORDER BY seq").scalars().all())
    assert "secret" not in trail
    assert "4242" not in trail


def test_a_store_of_the_second_schema_takes_blocks_of_a_timetable(store_url: str) -> None:
    place = place_of(store_url)
    migrate(place, target="0002")
    assert migrate(place) == ("0002", SCHEMA_HEAD)
    upgraded = Store.open(place)
    try:
        samples.furnish(upgraded)
        made = samples.block(upgraded, start=samples.MONDAY + timedelta(days=9))
        with upgraded.writing() as connection:
            connection.exec_driver_sql(f"UPDATE block SET kind = 'timetable' WHERE ref = '{made.ref}'")
        with (
            pytest.raises(Exception, match="ck_block_kind"),
            upgraded.writing() as connection,
        ):
            connection.exec_driver_sql(f"UPDATE block SET kind = 'party' WHERE ref = '{made.ref}'")
    finally:
        upgraded.close()
