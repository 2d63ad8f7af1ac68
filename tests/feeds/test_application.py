"""What a reader gets, from the first request to the link's end; on both kinds of store."""

from __future__ import annotations

import gzip
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.errors import NotFound, NotPermitted, StoreUnavailable
from platform_booking.feeds.tally import client_name
from platform_booking.services.custody import check
from platform_booking.services.feed_content import Told, calendar, outlet_of
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.feeds.conftest import House, asked

if TYPE_CHECKING:
    from platform_booking.services.feeds import NewFeed
    from tests.services.conftest import Sit


ONLY_FILE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
ONLY_SERVER = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)


def shared(sit: Sit, login: str, kind: str, subject: str, scope: str = "full") -> NewFeed:
    return sit(login).feeds.create(kind, subject, scope)


def test_a_link_is_read_kept_and_cut_off(sit: Sit, house: House) -> None:
    made = shared(sit, "mona", "platform", "USP")
    assert house.ask(made.path).status == 404, "not known before it is heard of"
    house.hear()
    booking = asked(sit, "BIO")
    first = house.ask(made.path, accept_encoding="gzip")
    assert (first.status, first.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"STATUS:TENTATIVE" in gzip.decompress(first.body)
    assert b"REFRESH-INTERVAL" in gzip.decompress(first.body)
    plain = house.ask(made.path)
    assert plain.body == gzip.decompress(first.body)
    assert "Last-Modified" not in plain.headers
    head = house.ask(made.path, "HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", plain.headers)
    house.clock.now += timedelta(seconds=1)
    changed = house.ask(made.path).headers["Last-Modified"]
    for said in ({"if_none_match": plain.headers["ETag"]}, {"if_modified_since": changed}):
        same = house.ask(made.path, **said)
        assert (same.status, same.body, "Content-Length" in same.headers) == (304, b"", False)
        assert same.headers["ETag"] == plain.headers["ETag"]
    sit("mona").approvals.approve(booking.ref)
    house.hear()
    house.clock.now += timedelta(seconds=5)
    after = house.ask(made.path, if_none_match=plain.headers["ETag"])
    assert (after.status, b"STATUS:CONFIRMED" in after.body) == (200, True)
    assert house.ask(made.path, if_modified_since=changed).status == 200

    with pytest.raises(NotPermitted):
        sit("tina").feeds.revoke(made.feed.code)
    sit("mona").feeds.revoke(made.feed.code.lower())
    house.hear()
    assert house.ask(made.path).status == house.ask(made.path.replace(".ics", ".ifb")).status == 410


@ONLY_FILE
def test_what_is_no_link_is_told_nothing(sit: Sit, house: House) -> None:
    made = sit("mona").feeds.create("resource", "bio", "busy", expires="2026-11-30")
    house.hear()
    token = made.token
    nothing = house.ask("/f/" + "A" * len(token) + ".ics")
    assert nothing.status == 404
    for path in ("/", "/f/", f"/f/{token}", f"/f/{token[:-1]}.ics", f"/f/{token}.ICS", f"/f/{token}.ics/", f"/F/{token}.ics",
                 "/f/" + "é" * 9 + ".ics", "/f/../f/x.ics", "/f/" + "A" * 9000 + ".ics"):  # fmt: skip
        assert house.ask(path) == nothing, path
    assert house.ask(made.path).status == 200
    assert house.ask(made.path, "POST") == house.ask("/f/x.ics", "POST")
    assert house.ask(made.path, "POST").status == 405
    house.clock.now += timedelta(days=8)
    assert house.ask(made.path).status == 410
    assert house.ask("/robots.txt").body == b"User-agent: *\nAllow: /\n"
    assert token not in str(sit("mona").feeds.list(ended=True))


@ONLY_FILE
def test_only_what_is_concerned_is_made_anew(sit: Sit, house: House) -> None:
    room, vessel = (shared(sit, "mona", "resource", code, "busy") for code in ("SALLE", "BIO"))
    house.hear()
    booking = asked(sit, "SALLE")

    def ready(made: NewFeed) -> object:
        return house.shelf.ready(outlet_of(made.feed), ".ics")

    before = ready(room), ready(vessel)
    assert (ready(room), ready(vessel)) == before
    sit("tina").changes.cancel(booking.ref, reason="malade")
    house.hear()
    assert ready(room) is not before[0]
    assert ready(vessel) is before[1]
    other = asked(sit, "BIO", day=3)  # one that was in no calendar yet
    house.hear()
    assert ready(vessel) is not before[1]
    kept = ready(vessel)
    sit("mona").approvals.approve(other.ref)
    sit("mona").feeds.expire(vessel.feed.code, "2027-01-01")
    house.hear()
    assert ready(vessel) is not kept
    sit("tina").changes.cancel(other.ref, "malade")
    asked(sit, "BIO", day=4)
    house.hear()
    outlet, now = outlet_of(vessel.feed), house.clock.now
    anew = house.app.desk.store.read(lambda unit_of_work: calendar(unit_of_work, outlet, now))
    in_part = house.shelf.ready(outlet, ".ics")
    assert (in_part.content.body, in_part.told) == (anew.body, anew)


def test_a_request_that_went_out_is_called_off_when_it_is_declined(sit: Sit, house: House) -> None:
    read, unread, peeked, late = (shared(sit, "mona", "resource", "BIO") for _ in range(4))
    house.hear()
    booking = asked(sit, "BIO", title="Séance perdue")
    early = asked(sit, "BIO", day=2, title="Jamais vue")
    sit("mona").approvals.decline(early.ref, "non")
    house.hear()
    assert house.ask(read.path).lines.count("STATUS:TENTATIVE") == 1
    for made in (peeked, late):
        assert house.ask(made.path, "HEAD").status == 200
    sit("mona").approvals.decline(booking.ref, "en panne")
    house.clock.now += timedelta(seconds=10)
    assert "STATUS:TENTATIVE" in house.ask(late.path).lines, "sent before it was heard of"
    house.hear()
    assert "STATUS:CANCELLED" in house.ask(late.path).lines
    lines = house.ask(read.path).lines
    assert lines.count("STATUS:CANCELLED") == lines.count("BEGIN:VEVENT") == 1
    assert {"SUMMARY:Séance perdue", "TRANSP:TRANSPARENT"} < set(lines)
    for made in (unread, peeked):
        assert b"BEGIN:VEVENT" not in house.ask(made.path).body
    house.tally.flush()
    later = House(house.app, house.clock)
    assert b"STATUS:CANCELLED" in later.ask(read.path).body, "known after a restart too"
    house.clock.now += timedelta(days=31)
    assert b"BEGIN:VEVENT" not in later.ask(read.path).body, "after a month it is forgotten"
    later.watcher.close()


def test_who_reads_is_noted_and_nothing_else_changes(sit: Sit, house: House) -> None:
    made = shared(sit, "mona", "resource", "BIO", "busy")
    house.hear()
    tag = house.ask(made.path, user_agent="Thunderbird/153 \x1b[1mé").headers["ETag"]
    house.clock.now += timedelta(minutes=1)
    assert house.ask(made.path, user_agent="khal", if_none_match=tag).status == 304
    house.tally.flush()
    house.tally.flush()
    (feed,) = sit("mona").feeds.list()
    assert (feed.reads, feed.last_client, feed.last_read_at) == (2, "khal", house.clock.now)
    assert client_name("Thunderbird/153 \x1b[1mé" + "x" * 300).startswith("Thunderbird/153 ?[1m?xxx")
    assert check(house.app.desk).clean


@ONLY_FILE
def test_a_store_that_is_lost_leaves_feeds_as_they_were(
    sit: Sit, house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    known, new = (shared(sit, "mona", "resource", code) for code in ("BIO", "SALLE"))
    house.hear()
    body = house.ask(known.path).body
    house.clock.now += timedelta(hours=7)

    def lost(_work: object) -> None:
        raise StoreUnavailable(detail="gone")

    monkeypatch.setattr(type(house.app.desk.store), "read", lambda _store, work: lost(work))
    with caplog.at_level(logging.WARNING):
        assert house.ask(known.path).body == body
        answer = house.ask(new.path)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert house.ask("/health").status == 200
    house.well = False
    assert house.ask("/health").status == 503
    assert known.token not in caplog.text + new.token


@ONLY_FILE
def test_what_is_retired_is_gone(sit: Sit, house: House) -> None:
    made = sit(None).feeds.create("resource", "PSM", "busy")
    house.hear()
    assert house.ask(made.path).status == 200
    sit(None).catalogue.import_text(
        '[[resources]]\ncode = "PSM"\nname = "PSM"\nplatform = "ZAC"\nunits = 4\nactive = false\n'
    )
    house.hear()
    assert house.ask(made.path).status == 410
    with pytest.raises(NotFound):
        sit(None).feeds.create("resource", "PSM", "busy")


def test_taken_time_of_a_pool_is_when_nothing_is_left(sit: Sit, house: House) -> None:
    made = sit(None).feeds.create("resource", "PSM", "busy")
    person = sit("tina").feeds.create("person", "tina", "full")
    house.hear()
    path = made.path.replace(".ics", ".ifb")
    times = "2026-12-01T09:00", "2026-12-01T12:00"
    sit("tina").requests.request(BookingRequest("TP", (LineRequest("PSM", 3),), *times))
    house.hear()
    assert b"FREEBUSY" not in house.ask(path).body.replace(b"VFREEBUSY", b"")
    sit("zoe").blocks.block("PSM", None, "2026-12-01T13:00", "2026-12-01T14:00", "maintenance", "filtre")
    sit("zoe").requests.request(BookingRequest("TP", (LineRequest("PSM"),), "2026-12-01T11:00", times[1]))
    house.hear()
    told = house.ask(path).lines
    assert "FREEBUSY;FBTYPE=BUSY:20261201T100000Z/20261201T110000Z,20261201T120000Z/20261201T130000Z" in told
    asked(sit, "BIO", day=2)
    house.hear()
    mine = house.ask(person.path.replace(".ics", ".ifb")).lines
    assert "FREEBUSY;FBTYPE=BUSY:20261201T080000Z/20261201T110000Z" in mine
    assert "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261202T080000Z/20261202T110000Z" in mine


@ONLY_FILE
def test_private_bookings_are_told_as_whoever_shares_them_may_read_them(sit: Sit, house: House) -> None:
    theirs, own = shared(sit, "mona", "resource", "SALLE"), sit("zoe").feeds.create("person", "zoe", "full")
    asked(sit, "SALLE", title="Confidentiel", login="zoe", visibility="private")
    asked(sit, "PSM", day=2, title="Secret", login="tina", visibility="private")
    everything = sit(None).feeds.create("all", "", "partner")
    house.hear()
    assert "Confidentiel" in house.ask(own.path).body.decode()
    assert "Confidentiel" in house.ask(theirs.path).body.decode(), "mona answers for the room"
    body = house.ask(everything.path).body.decode()
    assert "Confidentiel" not in body
    assert body.count("SUMMARY:Occupé") == 2
    sit(None).catalogue.import_text(
        '[[persons]]\nlogin = "zoe"\nname = "Zoé"\npartner = "CHU"\nactive = false\n'
    )
    house.hear()
    assert "Confidentiel" not in house.ask(own.path).body.decode(), "a link of somebody who has left"


@ONLY_SERVER
def test_an_account_that_may_only_read_is_enough(
    sit: Sit, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    place = house.app.desk.store.place
    made = shared(sit, "mona", "resource", "BIO")
    asked(sit, "BIO")
    engine = create_engine(place.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP ROLE IF EXISTS feeds_only_reads"))
        connection.execute(text("CREATE ROLE feeds_only_reads LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO feeds_only_reads"))
    url = make_url(place.url).set(username="feeds_only_reads").render_as_string(hide_password=False)
    app = open_platform(Settings(url))
    reader = House(app, house.clock)
    try:
        assert b"STATUS:TENTATIVE" in reader.ask(made.path).body
        asked(sit, "BIO", day=2)
        reader.hear()
        assert reader.ask(made.path).lines.count("STATUS:TENTATIVE") == 2
        with caplog.at_level(logging.WARNING):
            reader.tally.flush()
            reader.ask(made.path)
            reader.tally.flush()
        assert caplog.text.count("only read") == 1
    finally:
        reader.watcher.close()
        app.close()
        with engine.connect() as connection:
            connection.execute(text("DROP OWNED BY feeds_only_reads"))
            connection.execute(text("DROP ROLE feeds_only_reads"))
        engine.dispose()


@ONLY_FILE
def test_a_change_of_the_catalogue_makes_anew_only_what_tells_of_it(
    sit: Sit, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = shared(sit, "mona", "resource", "SALLE")
    other = shared(sit, "mona", "resource", "BIO")
    asked(sit, "SALLE")
    asked(sit, "BIO", day=2)
    house.hear()
    before = {feed.path: house.ask(feed.path).body for feed in (room, other)}
    made: list[int] = []

    def counted(*args: Any, **more: Any) -> Told:
        made.append(len(more["changed"]) if "changed" in more else -1)
        return calendar(*args, **more)

    monkeypatch.setattr("platform_booking.services.shelf.calendar", counted)

    def after(toml: str) -> None:
        made.clear()
        sit(None).catalogue.import_text(toml)
        house.hear()

    renamed = (
        '[[resources]]\ncode = "SALLE"\nname = "{}"\ncategory = "room"\nplatform = "USP"\ncapacity = 11\n'
    )
    after('[[persons]]\nlogin = "nadia"\nname = "Nadia"\npartner = "CHU"\n')
    sit(None).feeds.create("all", "", "busy")
    after('[[qualifications]]\ncode = "NEUVE"\nname = "Neuve"\n')
    assert {path: house.ask(path).body for path in before} == before
    assert made == [], "people, links and qualifications that no calendar tells of"
    after(renamed.format("Salle de bal"))
    assert "Salle de bal" in house.ask(room.path).body.decode()
    assert house.ask(other.path).body == before[other.path]
    assert made == [1], "one booking of one calendar"
    after('[[persons]]\nlogin = "tina"\nname = "Martina"\npartner = "UNI"\nroles = ["trainer"]\n')
    assert b"Martina" in house.ask(room.path).body
    assert b"Martina" in house.ask(other.path).body
    assert made == [1, 1]
    after('[[platforms]]\ncode = "USP"\nname = "Amont"\nhost = "UNI"\nmanagers = ["zoe"]\n')
    assert b"Martina" in house.ask(other.path).body
    assert made == [-1], "who may see what is different now"
