"""From what a driver says to what it means."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from platform_booking.domain.errors import (
    BookingError,
    SlotTaken,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreMissing,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.storage import trying, unit_of_work
from platform_booking.storage.engine import make_engine, require_file
from platform_booking.storage.failures import meaning_of, translated
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import Place, file_place, place_of
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.storage import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Place:
    place = file_place(tmp_path / "store.sqlite")
    migrate(place)
    return place


@pytest.fixture(scope="module")
def server_place(postgresql_server: str) -> Iterator[Place]:
    with stores.postgresql_database(postgresql_server) as url:
        place = place_of(url)
        migrate(place)
        yield place


def opened(place: Place) -> BookingError | None:
    """Why the store could not be opened."""
    try:
        Store.open(place).close()
    except BookingError as error:
        return error
    return None


# --- what stands in the store's place ---------------------------------------------------------------


def test_nothing_there(tmp_path: Path) -> None:
    assert isinstance(opened(file_place(tmp_path / "store.sqlite")), StoreMissing)
    assert isinstance(opened(file_place(tmp_path / "no" / "such" / "folder" / "store.sqlite")), StoreMissing)


def test_a_folder_there(tmp_path: Path) -> None:
    assert isinstance(opened(file_place(tmp_path)), StoreDamaged)


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 500]
)
def test_something_else_there(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    error = opened(file_place(path))
    assert isinstance(error, StoreDamaged)
    assert path.read_bytes() == content


def test_another_program_s_database_there(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    assert isinstance(opened(file_place(path)), StoreDamaged)
    with pytest.raises(StoreDamaged):
        migrate(file_place(path))


def test_a_file_in_the_folder_s_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    place = file_place(tmp_path / "file" / "store.sqlite")
    assert isinstance(opened(place), StoreMissing)
    with pytest.raises(StoreUnavailable):
        migrate(place)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        require_file(file_place(tmp_path / ("x" * 5000)))


def test_a_file_that_ends_too_soon(sqlite_place: Place) -> None:
    assert sqlite_place.path is not None
    whole = sqlite_place.path.read_bytes()
    sqlite_place.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreDamaged):
        _everything_of(sqlite_place)


def _everything_of(place: Place) -> None:
    store = Store.open(place)
    try:
        samples.furnish(store)
    finally:
        store.close()


# --- SQLite -----------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_nothing_is_half_done(sqlite_place: Place) -> None:
    store = Store.open(sqlite_place)
    event.listen(store._engine, "connect", _no_more_pages)
    store._engine.dispose()
    try:
        with pytest.raises(StoreFull):
            samples.furnish(store)
        with store.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM audit")).scalar_one() == 0
    finally:
        store.close()


def _no_more_pages(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA max_page_count = 1").close()


def test_a_store_that_may_only_be_read(sqlite_place: Place) -> None:
    assert sqlite_place.path is not None
    address = URL.create("sqlite", database=f"file:{sqlite_place.path}", query={"mode": "ro", "uri": "true"})
    store = Store.open(Place(address, sqlite_place.path))
    try:
        with pytest.raises(StoreReadOnly):
            samples.set_up(store)
    finally:
        store.close()


def test_a_store_that_cannot_be_written_is_not_opened(
    sqlite_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even to read, SQLite keeps a log beside it."""
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert isinstance(opened(sqlite_place), StoreReadOnly)


def test_a_store_that_others_keep_locked(sqlite_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sqlite_place.path is not None
    monkeypatch.setattr(trying, "PATIENCE_SECONDS", 0.2)
    store = Store.open(sqlite_place)
    other = sqlite3.connect(sqlite_place.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            samples.set_up(store)
        other.execute("ROLLBACK")
        samples.set_up(store)
    finally:
        other.close()
        store.close()


def test_a_lock_that_ends_in_time_is_waited_for(sqlite_place: Place) -> None:
    assert sqlite_place.path is not None
    store = Store.open(sqlite_place)
    other = sqlite3.connect(sqlite_place.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        time.sleep(0.3)
        other.execute("ROLLBACK")

    waiting = threading.Thread(target=let_go)
    waiting.start()
    try:
        samples.set_up(store)
    finally:
        waiting.join()
        other.close()
        store.close()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", StoreBusy),
        ("database table is locked", StoreBusy),
        ("attempt to write a readonly database", StoreReadOnly),
        ("database or disk is full", StoreFull),
        ("database disk image is malformed", StoreDamaged),
        ("file is not a database", StoreDamaged),
        ("no such table: booking", StoreDamaged),
        ("unable to open database file", StoreUnavailable),
        ("disk I/O error", StoreUnavailable),
        ("locking protocol", StoreUnavailable),
    ],
)
def test_sqlite_s_words_have_a_meaning(said: str, kind: type[BookingError]) -> None:
    with pytest.raises(kind) as caught, translated():
        raise OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))
    assert caught.value.params["detail"] == said
    with pytest.raises(kind), translated():
        raise sqlite3.OperationalError(said)


def test_what_has_no_meaning_stays_our_bug() -> None:
    for original in (
        sqlite3.OperationalError('near "SELCT": syntax error'),
        sqlite3.IntegrityError("locked"),
    ):
        assert meaning_of(OperationalError("SELCT 1", {}, original)) is None
        with pytest.raises(OperationalError), translated():
            raise OperationalError("SELCT 1", {}, original)
        with pytest.raises(sqlite3.Error), translated():
            raise original


# --- both -------------------------------------------------------------------------------------------


def test_only_the_guard_against_double_booking_means_a_taken_slot(store: Store) -> None:
    samples.furnish(store)

    def write(statement: str) -> None:
        with store.writing() as connection:
            connection.execute(text(statement))

    with pytest.raises(SlotTaken):
        write("UPDATE allocation SET unit_id = 2 WHERE id = 1")
    for other in (
        "UPDATE allocation SET unit_id = 99 WHERE id = 1",
        "UPDATE booking SET ref = 'B-2026-00001' WHERE id = 2",
        "DELETE FROM audit",
        "UPDATE allocation SET holds = false WHERE id = 1",
    ):
        with pytest.raises(IntegrityError):
            write(other)


# --- PostgreSQL -------------------------------------------------------------------------------------

RAISE = "DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{state}'; END $$"


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("40P01", StoreBusy),
        ("40001", StoreBusy),
        ("55P03", StoreBusy),
        ("53100", StoreFull),
        ("53200", StoreFull),
        ("53400", StoreFull),
        ("53300", StoreUnavailable),
        ("57014", StoreBusy),
        ("25P03", StoreUnavailable),
        ("25P04", StoreUnavailable),
        ("58030", StoreUnavailable),
        ("25006", StoreReadOnly),
        ("42501", StoreReadOnly),
        ("42P01", StoreDamaged),
        ("42703", StoreDamaged),
        ("XX001", StoreDamaged),
        ("57P01", StoreUnavailable),
        ("08006", StoreUnavailable),
    ],
)
def test_a_server_s_states_have_a_meaning(server_place: Place, state: str, kind: type[BookingError]) -> None:
    engine = make_engine(server_place)
    try:
        with pytest.raises(kind) as caught, translated(), engine.begin() as connection:
            connection.exec_driver_sql(RAISE.format(state=state))
        assert caught.value.params["detail"] == "so it is"
    finally:
        engine.dispose()


def test_a_server_s_other_states_stay_our_bug(server_place: Place) -> None:
    engine = make_engine(server_place)
    try:
        with pytest.raises(ProgrammingError), translated(), engine.begin() as connection:
            connection.exec_driver_sql("SELCT 1")
        other_exclusion = RAISE.format(state="23P01")
        with pytest.raises(IntegrityError), translated(), engine.begin() as connection:
            connection.exec_driver_sql(other_exclusion)
    finally:
        engine.dispose()


def test_a_server_that_is_not_there_and_a_database_that_is_not(server_place: Place) -> None:
    nowhere = place_of("postgresql://nobody@127.0.0.1:1/booking")
    assert isinstance(opened(nowhere), StoreUnavailable)
    no_database = Place(server_place.url.set(database="nothing_of_the_kind"), None)
    assert isinstance(opened(no_database), StoreUnavailable)


def test_a_database_without_a_store(postgresql_server: str) -> None:
    with stores.postgresql_database(postgresql_server) as url:
        assert isinstance(opened(place_of(url)), StoreMissing)


def test_a_connection_that_is_cut_in_the_middle_again_and_again(
    server_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "LOST_SECONDS", 0.2)
    store = Store.open(server_place)

    def cut(work: unit_of_work.UnitOfWork) -> None:
        own = work.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with samples.stranger(server_place) as engine, engine.begin() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
        work.connection.execute(text("SELECT 1"))

    try:
        with pytest.raises(StoreUnavailable):
            store.write(cut)
        with store.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM audit")).scalar_one() == 0
    finally:
        store.close()


def test_a_transaction_that_may_only_read(server_place: Place) -> None:
    store = Store.open(server_place)

    def write(work: unit_of_work.UnitOfWork) -> None:
        work.connection.execute(text("INSERT INTO meta (key, value) VALUES ('a', 'b')"))

    try:
        with pytest.raises(StoreReadOnly):
            store.read(write)
    finally:
        store.close()
