"""A store's whole content in another store of either kind."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

from platform_booking.domain.booking import Decision
from platform_booking.domain.errors import InvalidInput, SlotTaken, StoreDamaged
from platform_booking.domain.timetables import Timetable
from platform_booking.services.calendars import CalendarService
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.storage import copying, tables
from platform_booking.storage.bookings import Stamp
from platform_booking.storage.copying import CopyResult, content_of, copy_content
from platform_booking.storage.engine import SCHEMA_HEAD
from platform_booking.storage.integrity import Progress, examine
from platform_booking.storage.messages import Message
from platform_booking.storage.migrating import migrate
from platform_booking.storage.notices import Notice
from platform_booking.storage.places import place_of
from platform_booking.storage.templates import Template
from platform_booking.storage.unit_of_work import Store
from platform_booking.storage.waiting import Waiting
from tests import stores
from tests.storage import samples
from tests.storage.samples import MONDAY
from tests.storage.test_calendars import CALENDAR, EVENT, FEED, MAIL
from tests.storage.test_post import INVITATION, MIRROR, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.storage.unit_of_work import UnitOfWork


@pytest.fixture(scope="module")
def sources(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """A store of each kind with something in every table."""
    file = str(tmp_path_factory.mktemp("source") / "store.sqlite")
    with stores.postgresql_database(postgresql_server) as url, ExitStack() as opened:
        by_kind = dict(zip(stores.KINDS, map(_furnished, (file, url)), strict=True))
        for store in by_kind.values():
            opened.callback(store.close)
        yield by_kind


def _furnished(address: str) -> Store:
    place = place_of(address)
    migrate(place)
    store = Store.open(place)
    furnish_wholly(store)
    return store


def furnish_wholly(store: Store) -> None:
    """Something in every table, all of it by the application."""
    samples.furnish(store)
    store.write(_decide)
    store.write(_talk)
    store.write(_calendars)


def _decide(work: UnitOfWork) -> None:
    booking = work.bookings.get("B-2026-00001")
    decided, at = replace(booking, version=booking.version + 1), samples.NOW + timedelta(hours=1)
    work.bookings.save(booking, decided, Stamp("bob", "approve", at))
    word = Decision(1, 1, "manager", "granted", "bob", at, "d'accord")
    work.bookings.add_decisions(decided, [word])


def _talk(work: UnitOfWork) -> None:
    """Words, notices, templates and wishes."""
    booking = work.bookings.get("B-2026-00001")
    work.messages.add(booking, Message(samples.NOW, "bob", "question", "Quelle souche ?"))
    work.notices.add([Notice("ada", samples.NOW, "question", booking.ref)])
    template = Template("TP", "TP", "ada", "ONIRIS", "partner", {"lines": []})
    work.templates.save(None, template, samples.BOOKED)
    work.waiting.add(Waiting("W-2026-00001", "ada", {}, samples.NOW, id=1), samples.BOOKED)


def _calendars(work: UnitOfWork) -> None:
    """A feed and what it published, a timetable, mail, a mirror, a setting."""
    work.settings.put("mail", {"host": "mail.example"}, samples.BOOKED)
    work.feeds.save(None, FEED, samples.BOOKED)
    work.published.note(FEED.code, {1: samples.NOW})
    work.calendars.save(None, Timetable(CALENDAR, (EVENT,)), samples.BOOKED)
    work.outbox.add([MAIL])
    work.invitations.save(INVITATION)
    work.mirrors.save(None, MIRROR, samples.BOOKED)
    work.mirrors.note_written(MIRROR, [WRITTEN])


@pytest.fixture
def source(sources: dict[str, Store], store: Store) -> Store:
    """The one that is of the other kind than the target."""
    return sources["postgresql" if store.place.is_file else "sqlite"]


def copy(source: Store, target: Store, progress: Progress | None = None) -> CopyResult:
    with source.reading() as here, target.writing() as there:
        return copy_content(here, there, progress)


def overlap(store: Store) -> None:
    """Let a request of Tuesday hold its unit from Monday on."""
    with store.writing() as connection:
        meet = "UPDATE allocation SET holds = true, occupied_from = :at WHERE state = 'requested'"
        connection.execute(text(meet), {"at": samples.moment(connection, MONDAY)})


def content(store: Store) -> dict[str, list[Any]]:
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables.CONTENT
        }


def calendars(store: Store) -> list[bytes]:
    """Of everything, and of a resource with its blocks."""
    desk = Desk(store, None, fixed_clock(MONDAY))
    wanted = (("everything", ""), ("resource", "ROOM-1"))
    return [CalendarService(desk).export(kind, key, "full", "fr") for kind, key in wanted]


def test_everything_arrives_as_it_was(source: Store, store: Store) -> None:
    result = copy(source, store)
    there = content(store)
    assert all(there.values())
    assert there == content(source)
    assert result.rows == {name: len(rows) for name, rows in there.items()}
    with source.reading() as here:
        sent = {table.name: content_of(here, table).hash for table in tables.CONTENT}
    assert result.hashes == sent
    assert len({*sent.values()}) == len(sent)
    assert result.trail_intact
    with store.reading() as connection:
        report = examine(connection)
    assert report.clean
    assert report.anchor == result.anchor
    assert calendars(store) == calendars(source), "readers see no other events than before"


def test_everything_arrives_in_a_store_of_the_same_kind(sources: dict[str, Store], store: Store) -> None:
    same = sources["sqlite" if store.place.is_file else "postgresql"]
    copy(same, store)
    assert content(store) == content(same)


def test_the_copy_is_a_store_like_any_other(source: Store, store: Store) -> None:
    """New rows are numbered after the copied ones, and the guards stand."""
    copy(source, store)
    with pytest.raises(SlotTaken):
        overlap(store)
    booking = samples.book(store, "ROOM-1", start=MONDAY + timedelta(weeks=9))
    made = samples.block(store, "FERM-20", MONDAY + timedelta(weeks=9))
    assert (booking.ref, made.ref) == ("B-2026-00003", "K-2026-00002")
    with store.reading() as connection:
        assert examine(connection).clean


def test_progress_is_told_in_rows(source: Store, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "BATCH", 4)
    told: list[tuple[str, int, int]] = []
    copy(source, store, lambda *step: told.append(step))
    assert [step for step in told if step[0] == "allocation"] == [
        ("allocation", 4, 11),
        ("allocation", 8, 11),
        ("allocation", 11, 11),
    ]
    assert told[-1] == ("trail", 1, 1)


def test_an_empty_store_is_copied_too(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = place_of(str(tmp_path_factory.mktemp("empty") / "other.sqlite"))
    migrate(place)
    other = Store.open(place)
    try:
        result = copy(store, other)
    finally:
        other.close()
    assert set(result.rows.values()) == {0}
    assert result.anchor is None


@pytest.mark.parametrize("table", ["meta", "partner", "audit"])
def test_a_target_that_holds_anything_is_refused(source: Store, store: Store, table: str) -> None:
    filled = {
        "meta": "INSERT INTO meta (key, value) VALUES ('a', 'b')",
        "partner": "INSERT INTO partner (code, name, category) VALUES ('A', 'A', '')",
        "audit": "INSERT INTO audit (seq, at, actor, action, subject, reason, digest, prev, hash)"
        " VALUES (1, {now}, '', '', '', '', '', '', '')",
    }[table]
    now = "1" if store.place.is_file else "now()"
    with store.writing() as connection:
        samples.tamper(connection, filled.format(now=now))
    before = content(store)
    with pytest.raises(InvalidInput) as caught:
        copy(source, store)
    assert caught.value.reason == "copy-target-not-empty"
    assert caught.value.params["table"] == table
    assert content(store) == before


def test_another_schema_is_refused(source: Store, store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InvalidInput) as caught:
        copy(source, store)
    assert caught.value.params == {
        "reason": "copy-schema-differs",
        "source": SCHEMA_HEAD,
        "target": "9999",
    }


@pytest.mark.parametrize("table", ["unit", "allocation", "audit"])
def test_a_failure_on_the_way_leaves_the_target_empty(source: Store, store: Store, table: str) -> None:
    class LostError(Exception):
        pass

    def lose(step: str, _done: int, _total: int) -> None:
        if step == table:
            raise LostError

    with pytest.raises(LostError):
        copy(source, store, lose)
    assert not any(content(store).values())


def test_what_arrives_otherwise_is_noticed(source: Store, store: Store) -> None:
    """A target that changes what it is given: rows swallowed, entries rewritten."""
    if store.place.is_file:
        swallow = [
            "CREATE TRIGGER swallow BEFORE INSERT ON closure BEGIN SELECT RAISE(IGNORE); END",
        ]
    else:
        swallow = [
            "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            "CREATE TRIGGER swallow BEFORE INSERT ON closure FOR EACH ROW EXECUTE FUNCTION swallow()",
        ]
    with store.writing() as connection:
        for statement in swallow:
            connection.exec_driver_sql(statement)
    with pytest.raises(StoreDamaged, match="closure: 0 of 1 rows arrived"):
        copy(source, store)
    assert not any(content(store).values())


def test_a_trail_that_arrives_otherwise_is_noticed(source: Store, store: Store) -> None:
    if store.place.is_file:
        rewrite = [
            "DROP TRIGGER audit_append_only_update",
            (
                "CREATE TRIGGER rewrite AFTER INSERT ON audit BEGIN"
                " UPDATE audit SET actor = 'eve' WHERE seq = NEW.seq; END"
            ),
        ]
    else:
        rewrite = [
            (
                "CREATE FUNCTION rewrite() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN NEW.actor := 'eve'; RETURN NEW; END $$"
            ),
            "CREATE TRIGGER rewrite BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION rewrite()",
        ]
    with store.writing() as connection:
        for statement in rewrite:
            connection.exec_driver_sql(statement)
    with pytest.raises(StoreDamaged, match="audit trail"):
        copy(source, store)


def test_a_broken_trail_is_copied_as_it_stands(source: Store, store: Store) -> None:
    edit = "UPDATE audit SET actor = 'eve' WHERE seq = 3"
    with (
        samples.stranger(source.place) as engine,
        samples.behind(engine, edit) as here,
        store.writing() as there,
    ):
        assert not copy_content(here, there).trail_intact
