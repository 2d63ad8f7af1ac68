"""Work at the store that somebody stops: it ends in the middle of a statement, and leaves nothing behind."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from platform_booking.domain.errors import Stopped
from platform_booking.storage.stopping import Stop, stopped_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from platform_booking.storage.unit_of_work import Store, UnitOfWork

PATIENCE_SECONDS = 60
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(3600)",
}


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def without_end(begun: threading.Event, work: UnitOfWork) -> None:
    """Leave a trace, then ask what is never answered."""
    begun.set()
    work.connection.execute(text(ENDLESS[work.connection.dialect.name]))


def leave_trace(work: UnitOfWork) -> None:
    work.connection.execute(text("INSERT INTO meta (key, value) VALUES ('stopping', '1')"))


def traces(store: Store) -> int:
    def work(unit_of_work: UnitOfWork) -> Any:
        return unit_of_work.connection.scalar(text("SELECT count(*) FROM meta WHERE key = 'stopping'"))

    return int(store.read(work))


def started(
    pool: ThreadPoolExecutor, stop: Stop, do: Callable[[Callable[[UnitOfWork], None]], None], trace: bool
) -> tuple[Future[None], threading.Event]:
    begun = threading.Event()

    def work(unit_of_work: UnitOfWork) -> None:
        if trace:
            leave_trace(unit_of_work)
        without_end(begun, unit_of_work)

    def run() -> None:
        with stopped_by(stop):
            do(work)

    return pool.submit(run), begun


def test_a_question_is_stopped_in_mid_statement(store: Store, elsewhere: ThreadPoolExecutor) -> None:
    stop = Stop()
    asked, begun = started(elsewhere, stop, store.read, trace=False)
    assert begun.wait(PATIENCE_SECONDS)
    stop.now()
    with pytest.raises(Stopped):
        asked.result(PATIENCE_SECONDS)
    assert traces(store) == 0, "the store answers as before"


def test_what_was_being_written_is_taken_back(store: Store, elsewhere: ThreadPoolExecutor) -> None:
    stop = Stop()
    written, begun = started(elsewhere, stop, store.write, trace=True)
    assert begun.wait(PATIENCE_SECONDS)
    stop.now()
    with pytest.raises(Stopped):
        written.result(PATIENCE_SECONDS)
    assert traces(store) == 0
    store.write(leave_trace)
    assert traces(store) == 1, "the next writer is not in anybody's way, and nobody stops it"


def test_nothing_begins_after_it_was_stopped(store: Store) -> None:
    stop = Stop()
    stop.now()
    with stopped_by(stop), pytest.raises(Stopped):
        store.write(leave_trace)
    with stopped_by(stop), pytest.raises(Stopped):
        store.read(lambda _work: None)
    assert traces(store) == 0


def test_who_is_stopped_while_thinking_writes_nothing(store: Store) -> None:
    stop = Stop()

    def work(unit_of_work: UnitOfWork) -> None:
        leave_trace(unit_of_work)
        stop.now()

    with stopped_by(stop), pytest.raises(Stopped):
        store.write(work)
    assert traces(store) == 0
