"""Row 16: how many of a server's connections one window takes, while it works and while it rests."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from platform_booking.bootstrap import Settings, create_store, open_platform
from platform_booking.storage import unit_of_work
from platform_booking.storage.places import place_of
from tests.bench.measure import Result, Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS: Final = 8
"""Threads that want the store at once: more than a window has."""
SETTLED_SECONDS: Final = 2
"""Until the server's processes are gone."""
WORKING: Final = 6
RESTING: Final = 1
_COUNT: Final = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def connections(address: str) -> Iterator[Result]:
    """Counted by the server, with everything asked at once, and after the minute without use that is not waited for here."""
    create_store(address)
    window = open_platform(Settings(address))
    ear = window.watch()
    together = threading.Barrier(READERS)
    counted: list[int] = []
    looking = create_engine(place_of(address).url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with looking.connect() as outside:  # in one transaction the server's list would stay as it was first seen

        def count() -> int:
            return int(outside.execute(_COUNT).scalar_one())

        def read(_work: Any) -> None:
            with lock:
                counted.append(count())

        lock = threading.Lock()

        def ask() -> None:
            together.wait()
            window.desk.store.read(read)

        threads = [threading.Thread(target=ask) for _ in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        before, unit_of_work.IDLE_SECONDS = unit_of_work.IDLE_SECONDS, 0.0  # type: ignore[misc]
        ear.wait(1)
        unit_of_work.IDLE_SECONDS = before  # type: ignore[misc]
        time.sleep(SETTLED_SECONDS)
        resting = count()
    ear.close()
    window.close()
    yield _line("working", max(counted), WORKING)
    yield _line("resting", resting, RESTING)


def _line(what: str, found: int, most: int) -> Result:
    return Result(
        16, f"connections of a window, {what}", None, Sample((found,), ""), f"≤ {most}", found <= most
    )
