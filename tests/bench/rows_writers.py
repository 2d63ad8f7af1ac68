"""Row 9: sixteen processes that book at once. Row 13: how long it takes to make stores. Row 15: how long to move them."""

from __future__ import annotations

import multiprocessing
import secrets
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.recurrence import Lapse
from platform_booking.services.booking import RequestService
from platform_booking.services.carrying import copy_store
from platform_booking.services.demo import fill_demo
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.irregularities import overlaps
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import file_place, place_of
from platform_booking.storage.unit_of_work import Store
from tests.bench.catalogue import write_demo_catalogue
from tests.bench.generate import NOW, ORGANISER, STAMP, raw_postgresql, raw_sqlite
from tests.bench.measure import Result, Sample, at_most, timed
from tests.bench.rows_booking import insert_of

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.places import Place

WRITERS: Final = 16
PATIENCE: Final = 2.0
LEAST: Final = 0.25


def writers(address: str, label: str, seconds: float) -> list[Result]:
    """Row 9 on one store with a catalogue: raw inserts, then bookings through the application."""
    raw = _run(_write_raw, address, seconds)
    ours = _run(_write_ours, address, seconds)
    store = Store.open(place_of(address))
    with store.reading() as connection:
        assert not connection.execute(overlaps()).all(), "double booking"
    store.close()
    floor, product = (Sample((sum(len(w) for w in waits) / seconds,), "/s") for waits in (raw, ours))
    worst = Sample((max(max(w, default=seconds) for w in ours),))
    least = min(len(w) for w in ours)
    share = Result(
        9,
        f"{WRITERS} writers, {label} (the slowest wrote {least})",
        floor,
        product,
        f"≥ {LEAST:g}×",
        label.startswith("SQLite") or product.median >= LEAST * floor.median,
    )
    return [share, at_most(9, f"worst wait of {WRITERS} writers, {label}", worst, PATIENCE)]


def _run(target: Any, address: str, seconds: float) -> list[list[float]]:
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(WRITERS), context.Queue()
    processes = [
        context.Process(target=target, args=(address, number, seconds, barrier, results))
        for number in range(WRITERS)
    ]
    for process in processes:
        process.start()
    found = [results.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join()
    return found


def _write_ours(address: str, number: int, seconds: float, barrier: Any, results: Any) -> None:
    store = Store.open(place_of(address))
    catalogue = store.read(lambda unit_of_work: unit_of_work.catalogue)
    service = RequestService(Desk(store, ORGANISER, fixed_clock(NOW)))
    code = _codes(catalogue)[number]

    def book(step: int) -> None:
        start = NOW + timedelta(days=1, hours=4 * step)
        service.request(BookingRequest("Séance", (LineRequest(code),), start, length=Lapse(60), learners=4))

    results.put(_repeated(book, seconds, barrier))
    store.close()


def _write_raw(address: str, number: int, seconds: float, barrier: Any, results: Any) -> None:
    place = place_of(address)
    store = Store.open(place)
    catalogue = store.read(lambda unit_of_work: unit_of_work.catalogue)
    store.close()
    resource = catalogue.resources[_codes(catalogue)[WRITERS + number]]
    organiser = catalogue.persons[ORGANISER].id
    open_raw: Any = raw_sqlite if place.is_file else raw_postgresql
    mark = "?" if place.is_file else "%s"
    names = ("booking", "line", "occurrence", "allocation")
    statements = [insert_of(table, mark) for table in names]
    with open_raw(place) as connection:

        def at(moment: Any) -> Any:
            return int(moment.timestamp()) if place.is_file else moment

        def book(step: int) -> None:
            key = 10_000_000 * (number + 1) + step
            start = NOW + timedelta(days=1, hours=4 * step)
            begin, end, now = at(start), at(start + timedelta(hours=1)), at(NOW)
            head = (key, f"X-{key}", secrets.token_hex(16), 1, 0, "Séance", "training", organiser, None, 4)
            rows = (
                (*head, "Europe/Paris", None, begin, 60, 0, "partners", now, now),
                (key, 1, resource.id, 1, 0, 0, None, None),
                (key, 1, begin, begin, end),
                (resource.units[0].id, key, 1, 1, begin, end, begin, end, "approved", True, 0, now),
            )
            if place.is_file:
                connection.execute("BEGIN IMMEDIATE")
            for statement, row in zip(statements, rows, strict=True):
                connection.execute(statement, row)
            connection.commit()

        results.put(_repeated(book, seconds, barrier))


def _codes(catalogue: Catalogue) -> list[str]:
    return [code for code, resource in catalogue.resources.items() if not resource.person]


def _repeated(work: Any, seconds: float, barrier: Any) -> list[float]:
    """How long each run took, until the time is over."""
    waits: list[float] = []
    barrier.wait()
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        work(len(waits))
        waits.append(time.perf_counter() - start)
    return waits


def demo(folder: Path, rounds: int) -> Result:
    """Row 13: migrate, catalogue, bookings."""
    names = iter(range(rounds + 1))

    def make() -> None:
        place = file_place(folder / f"demo-{next(names)}.sqlite")
        migrate(place)
        store = Store.open(place)
        write_demo_catalogue(store, STAMP)
        fill_demo(store, NOW)
        store.close()

    return at_most(13, "demo store made", Sample(tuple(timed(make) for _ in range(rounds))), 5)


def generated(label: str, seconds: float) -> Result:
    """Row 13: how long a big store took."""
    return at_most(13, f"1 M allocations generated, {label}", Sample((seconds,)), 60)


def moved(source: Place, target: Place, label: str) -> Result:
    """Row 15: a whole store into another, every row compared where it arrived."""
    seconds = timed(lambda: copy_store(source, target))
    return at_most(15, f"copied and compared, {label}", Sample((seconds,)), 300)
