"""What a server goes through while somebody writes: lines cut, also between COMMIT and its answer; others taking over; limits."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from platform_booking.domain.errors import OutcomeUnknown, StoreUnavailable
from platform_booking.services.desk import server_clock, system_clock
from platform_booking.storage import receipts, trying
from platform_booking.storage.integrity import examine
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.commit_wire import CommitWire, Cut
from tests.storage import samples
from tests.ui.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.storage.unit_of_work import UnitOfWork

LONG_SECONDS = 30


@pytest.fixture(scope="module")
def server(postgresql_server: str) -> Iterator[str]:
    with stores.postgresql_database(postgresql_server) as url:
        from platform_booking.storage.migrating import migrate

        migrate(place_of(url))
        yield url


@contextmanager
def through(server: str) -> Iterator[tuple[Store, CommitWire]]:
    """The store by way of such a wire."""
    wire = CommitWire(server)
    store = Store.open(place_of(wire.address))
    try:
        yield store, wire
    finally:
        store.close()
        wire.cut()


def numbered(work: UnitOfWork) -> int:
    """Something that everybody sees if it is done twice; it says how often it was done before."""
    query = "INSERT INTO published_file (booking_id, channel, first_at) SELECT 1, count(*)::text, now() FROM published_file"
    work.connection.execute(text(query))
    return int(work.connection.execute(text("SELECT count(*) FROM published_file")).scalar_one())


def rows(server: str, table: str) -> int:
    store = Store.open(place_of(server))
    try:
        with store.reading() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
    finally:
        store.close()


@pytest.fixture(scope="module", autouse=True)
def furnished(server: str) -> None:
    store = Store.open(place_of(server))
    samples.furnish(store)
    store.close()


@pytest.mark.parametrize("where", list(Cut))
def test_what_was_begun_is_done_once_wherever_the_line_was_cut(server: str, where: Cut) -> None:
    before, receipts_before = rows(server, "published_file"), rows(server, "receipt")
    with through(server) as (store, wire):
        wire.cut_at = where
        runs = []

        def work(unit_of_work: UnitOfWork) -> int:
            runs.append(numbered(unit_of_work))
            return runs[-1]

        assert store.write(work) == before + 1, "the number that the store holds"
        assert wire.cut_at is None, "it was cut"
        assert len(runs) == (2 if where is Cut.BEFORE else 1)
    assert rows(server, "published_file") == before + 1
    assert rows(server, "receipt") == receipts_before + 1


def test_an_outcome_that_nobody_can_ask_for_is_said(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "PATIENCE_SECONDS", 0.5)
    before = rows(server, "published_file")
    with through(server) as (store, wire):
        wire.cut_at, wire.never_again = Cut.AFTER, True
        with pytest.raises(OutcomeUnknown):
            store.write(numbered)
        with pytest.raises(StoreUnavailable):
            store.write(numbered)
        wire.mend()
        assert store.write(numbered) == before + 2
    assert rows(server, "published_file") == before + 2


def test_a_line_that_is_lost_before_is_begun_again(server: str) -> None:
    """Nothing was told to be committed: the server took it back."""
    before = rows(server, "published_file")
    with through(server) as (store, _wire):
        cuts = iter([True, True, False])

        def work(unit_of_work: UnitOfWork) -> int:
            done = numbered(unit_of_work)
            if next(cuts):
                own = unit_of_work.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
                with samples.stranger(place_of(server)) as engine, engine.begin() as other:
                    other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            return done

        assert store.write(work) == before + 1
        cuts = iter([True, False])
        assert store.read(lambda unit_of_work: next(cuts) and _end(server, unit_of_work)) is False


def _end(server: str, unit_of_work: UnitOfWork) -> bool:
    own = unit_of_work.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with samples.stranger(place_of(server)) as engine, engine.begin() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
    unit_of_work.connection.execute(text("SELECT 1"))
    return True


def test_receipts_are_swept_when_nobody_asks_any_more(server: str) -> None:
    store = Store.open(place_of(server))
    try:
        with store.writing() as connection:
            connection.execute(text("UPDATE receipt SET at = now() - interval '3 days'"))
            leaving = receipts.leaving(connection.engine)
            assert connection.execute(leaving, {"key": receipts.new_key()}).one().is_new
        assert rows(server, "receipt") == 1
        with store.reading() as connection:
            assert examine(connection).clean
    finally:
        store.close()


# --- trouble that is not the line's -----------------------------------------------------------------


def test_a_server_that_takes_over_goes_on_with_what_was_under_way(server: str) -> None:
    before = rows(server, "published_file")
    first, second = Wire(server), Wire(server)
    try:
        one, two = make_url(first.address), make_url(second.address)
        query = {
            "host": "127.0.0.1,127.0.0.1",
            "port": f"{one.port},{two.port}",
            "target_session_attrs": "read-write",
        }
        both = one.set(host=None, port=None, query=query)
        store = Store.open(place_of(both.render_as_string(hide_password=False)))
        runs = []

        def work(unit_of_work: UnitOfWork) -> int:
            done = numbered(unit_of_work)
            runs.append(done)
            if len(runs) == 1:
                first.cut()
            unit_of_work.connection.execute(text("SELECT 1"))
            return done

        assert store.write(work) == before + 1
        store.close()
    finally:
        first.cut()
        second.cut()
    assert len(runs) == 2
    assert rows(server, "published_file") == before + 1


@pytest.mark.parametrize(
    "trouble",
    [
        "SET LOCAL statement_timeout = '1ms'; SELECT pg_sleep(5)",
        "SET idle_in_transaction_session_timeout = '1ms'",
        "SET LOCAL lock_timeout = '1ms'; SELECT * FROM meta FOR UPDATE",
        "DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '40P01'; END $$",
        "DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '40001'; END $$",
    ],
    ids=["too slow", "idle", "locked", "deadlock", "serialisation"],
)
def test_what_the_server_breaks_off_is_done_anew(server: str, trouble: str) -> None:
    before = rows(server, "published_file")
    store = Store.open(place_of(server))
    runs = []
    with samples.stranger(place_of(server)) as engine, engine.begin() as other:
        other.execute(text("SELECT * FROM meta FOR UPDATE"))

        def work(unit_of_work: UnitOfWork) -> int:
            done = numbered(unit_of_work)
            runs.append(done)
            if len(runs) == 1:
                unit_of_work.connection.exec_driver_sql(trouble)
                time.sleep(0.2)
                unit_of_work.connection.execute(text("SELECT 1"))
            return done

        assert store.write(work) == before + 1
    store.close()
    assert len(runs) == 2
    assert rows(server, "published_file") == before + 1


def test_the_server_s_clock_counts(server: str) -> None:
    store = Store.open(place_of(server))
    try:
        assert abs(store.ahead) < timedelta(minutes=1), "it is this computer's own"
        store.ahead = timedelta(hours=3)
        assert server_clock(store)() - system_clock() > timedelta(hours=2)
    finally:
        store.close()
