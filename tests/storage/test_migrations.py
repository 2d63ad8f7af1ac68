"""The schema: what migrations make is what the tables say, and no store is opened by a program that does not know it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from platform_booking.domain.errors import StoreBusy, StoreNewer, StoreOutdated
from platform_booking.storage import audit
from platform_booking.storage.engine import SCHEMA_HEAD, schema_revision
from platform_booking.storage.guards import missing_guards
from platform_booking.storage.integrity import examine
from platform_booking.storage.migrating import alembic_config, known_revisions, migrate
from platform_booking.storage.places import place_of
from platform_booking.storage.tables import metadata
from platform_booking.storage.unit_of_work import Store
from tests.storage import samples

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.storage.unit_of_work import UnitOfWork


def test_the_newest_revision_is_the_one_the_program_knows() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    assert script.get_heads() == [SCHEMA_HEAD]
    assert known_revisions()[0] == SCHEMA_HEAD


def test_the_schema_is_what_the_tables_say(store: Store) -> None:
    with store.reading() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert missing_guards(connection) == []
        assert examine(connection).clean


def test_an_index_holds_the_rows_that_the_tables_say(store: Store) -> None:
    with store.reading() as connection:
        found = {
            index["name"]: index.get("dialect_options", {}).get(f"{connection.dialect.name}_where")
            for table in metadata.tables
            for index in inspect(connection).get_indexes(table)
        }
    said = {
        index.name: index.info.get("where") for table in metadata.tables.values() for index in table.indexes
    }
    assert {name: _plain(found[name]) for name in said} == said
    assert sum(where is not None for where in said.values()) == 6


_BRACKETS = str.maketrans("", "", "()")


def _plain(condition: object) -> str | None:
    """PostgreSQL adds brackets and types to what it was told."""
    return None if condition is None else str(condition).translate(_BRACKETS).replace("::text", "")


def test_a_store_is_made_once(store_url: str) -> None:
    place = place_of(store_url)
    assert migrate(place) == (None, SCHEMA_HEAD)
    assert migrate(place) == (SCHEMA_HEAD, SCHEMA_HEAD)


def test_a_store_is_made_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    place = place_of(str(tmp_path / "a" / "b" / "store.sqlite"))
    migrate(place)
    Store.open(place).close()


def test_two_who_make_one_store_at_once_make_one_store(postgresql_server: str, store_url: str) -> None:
    """Each waits for the other; on SQLite whoever finds it locked is told so and may try again."""
    place = place_of(store_url)
    failures: list[BaseException] = []

    def make() -> None:
        try:
            migrate(place)
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    makers = [threading.Thread(target=make) for _ in range(3)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [type(error).__name__ for error in failures if not place.is_file] == []
    assert {type(error).__name__ for error in failures} <= {"StoreBusy"}
    assert migrate(place)[1] == SCHEMA_HEAD
    Store.open(place).close()


def test_a_newer_store_is_refused_and_left_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (Store.open, migrate):
        with pytest.raises(StoreNewer) as caught:
            attempt(store.place)
        assert caught.value.params == {"store": store.place.label, "found": "9999", "known": SCHEMA_HEAD}
    with store.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_an_older_store_is_known_as_such_and_upgraded_with_all_it_holds(store: Store, tmp_path: Path) -> None:
    samples.furnish(store)
    with samples.next_version(tmp_path):
        with pytest.raises(StoreOutdated) as caught:
            Store.open(store.place)
        assert caught.value.params["found"] == SCHEMA_HEAD
        assert caught.value.params["known"] == samples.NEXT_REVISION
        assert migrate(store.place) == (SCHEMA_HEAD, samples.NEXT_REVISION)
        upgraded = Store.open(store.place)
        try:
            with upgraded.reading() as connection:
                assert examine(connection).clean
                serials = connection.execute(text("SELECT DISTINCT serial FROM unit")).scalars().all()
        finally:
            upgraded.close()
    assert serials == ["unknown"]
    with pytest.raises(StoreNewer):
        Store.open(store.place)


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    samples.furnish(store)
    with store.writing() as connection:
        connection.execute(text("ALTER TABLE unit ADD COLUMN serial TEXT"))
    with samples.next_version(tmp_path), pytest.raises(Exception, match="serial"):
        migrate(store.place)
    assert _revision(store) == SCHEMA_HEAD
    with store.reading() as connection:
        assert examine(connection).clean


def _revision(store: Store) -> str | None:
    return schema_revision(store._engine)


def test_a_program_that_is_connected_while_the_store_is_migrated_is_refused_cleanly(
    store: Store, tmp_path: Path
) -> None:
    """Its transaction under way ends first; what it does next is refused, and nothing of it is written."""
    samples.furnish(store)
    with store.reading() as connection:
        before = audit.newest(connection)
    newer = threading.Thread(target=_upgrade, args=(store, tmp_path))

    def rename(work: UnitOfWork, title: str = "Autre") -> None:
        booking = work.bookings.get("B-2026-00001")
        if title == "Autre":
            newer.start()
            newer.join(0.3)
            assert newer.is_alive(), "it waits for us, however long"
        work.bookings.save(
            booking, replace(booking, version=booking.version + 1, title=title), samples.BOOKED
        )

    store.write(rename)
    newer.join(60)
    with pytest.raises(StoreNewer) as caught:
        store.write(lambda work: rename(work, "Encore"))
    assert caught.value.params["found"] == samples.NEXT_REVISION
    with pytest.raises(StoreNewer):
        store.read(lambda _work: None)
    with samples.stranger(store.place) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT title FROM booking WHERE id = 1")).scalar() == "Autre"
        assert connection.execute(text("SELECT DISTINCT serial FROM unit")).scalar() == "unknown"
        assert audit.newest(connection) == before + 1


def _upgrade(store: Store, folder: Path) -> None:
    with samples.next_version(folder):
        while True:
            try:
                migrate(store.place)
            except StoreBusy:
                time.sleep(0.05)
            else:
                return
