"""Row 8: a feed that is read again, beside the same server sending bytes that never change."""

from __future__ import annotations

import itertools
import multiprocessing
import socket
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.sharing import FeedKind, Scope, Share
from platform_booking.feeds.server import FeedServer
from platform_booking.feeds.serving import Serving
from platform_booking.ical.writer import CalendarWriter
from platform_booking.services.feed_content import Outlet, Told, calendar
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import file_place
from platform_booking.storage.unit_of_work import Store
from tests.bench.catalogue import write_items
from tests.bench.generate import NOW, STAMP, Generator, _fill_sqlite, items, slot_start, triples
from tests.bench.measure import Result, interleaved, within
from tests.bench.rows_reading import _event, plain_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

EVENTS: Final = 10_000
MANY: Final = 20_000
REQUESTS: Final = {"unchanged": 1000, "small": 1000, "large": 40}
SHARE_OF_FLOOR: Final = 0.7
"""So many requests a second at least, of those that the floor answers."""
_HEADERS: Final = [("Content-Type", "text/calendar; charset=utf-8"), ("ETag", '"constant"')]


def feeds(folder: Path, rounds: int) -> list[Result]:
    """From the cache, unchanged, and the first reading of many bookings."""
    address = str(folder / "feeds.sqlite")
    _make_store(folder / "feeds.sqlite", EVENTS)
    app = open_platform(Settings(address))
    resource = next(code for code in app.catalogue.load().resources if not code.startswith("@"))
    large = app.feeds.create("all", "", "full").path
    small = app.feeds.create("resource", resource, "full").path
    app.close()
    with _serving(_serve_feeds, address) as ours:
        sizes = {path: len(_get(ours, path)[1]) for path in (large, small)}
        with _serving(_serve_constant, sizes[large], sizes[small]) as floor:
            tag = _header(_get(ours, large)[0], b"etag")
            return [
                _compared(
                    "unchanged (304)", (floor, "/unchanged", b""), (ours, large, tag), "unchanged", rounds
                ),
                _compared(
                    f"{sizes[small]:,} bytes", (floor, "/small", b""), (ours, small, b""), "small", rounds
                ),
                _compared(
                    f"{EVENTS:,} events, {sizes[large]:,} bytes",
                    (floor, "/large", b""),
                    (ours, large, b""),
                    "large",
                    rounds,
                ),
            ]


def made(folder: Path, rounds: int) -> list[Result]:
    """From the store to the bytes of a feed, beside building the same number of events from strings alone."""
    _make_store(folder / "many.sqlite", MANY)
    store = Store.open(file_place(folder / "many.sqlite"))
    outlet = Outlet("F", Share(FeedKind.ALL, "", Scope.FULL), "fr", "operator")
    events = tuple(_event(number) for number in range(MANY))
    write = CalendarWriter(MANY).write

    def told(**more: Any) -> Told:
        return store.read(lambda unit_of_work: calendar(unit_of_work, outlet, NOW, write=write, **more))

    before = told()
    changed = next(iter(before.pieces))
    floor, rounds = (lambda: plain_calendar(events)), min(rounds, 3)
    again = interleaved(floor, lambda: told(before=before, changed=(changed,)), rounds)
    first = interleaved(
        floor, lambda: store.read(lambda unit_of_work: calendar(unit_of_work, outlet, NOW)), rounds
    )
    store.close()
    return [
        Result(8, f"feed of {MANY:,} bookings, one of them changed", *again, "", ok=True),
        Result(8, "the same, read for the first time", *first, "", ok=True),
    ]


# --- a store of single dates ------------------------------------------------------------------------


def _make_store(path: Path, count: int) -> None:
    place = file_place(path)
    migrate(place)
    with closing(Store.open(place)) as store:
        write_items(store, tuple(items()), STAMP)
        catalogue = store.read(lambda unit_of_work: unit_of_work.catalogue)
    generator = Generator(catalogue, seconds=True)
    three = triples(catalogue)
    slots = itertools.product(range(200), range(7), range(4))
    places = ((group, slot_start(*slot)) for slot in slots for group in three)
    rows: dict[str, list[tuple[Any, ...]]] = {"booking": [], "line": [], "occurrence": [], "allocation": []}
    for key, (group, start) in enumerate(itertools.islice(places, count), 1):
        booking = replace(generator._booking(key, group, [start]), rule=None)
        for table, found in generator.rows(booking).items():
            rows[table] += found
    _fill_sqlite(place, iter([rows]))


# --- servers and their reader -----------------------------------------------------------------------


def _serve_feeds(ready: Connection, address: str) -> None:
    app = open_platform(Settings(address))
    serving = Serving(app, "127.0.0.1", 0)
    ready.send(serving.address[1])
    serving.run()


def _serve_constant(ready: Connection, large: int, small: int) -> None:
    bodies = {"/large": b"x" * large, "/small": b"x" * small}

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = bodies.get(environ["PATH_INFO"])
        if body is None:
            start_response("304 Not Modified", _HEADERS)
            return []
        start_response("200 OK", [*_HEADERS, ("Content-Length", str(len(body)))])
        return [body]

    server = FeedServer(application, "127.0.0.1", 0)
    ready.send(server.port)
    server.run()


@contextmanager
def _serving(serve: Callable[..., None], *args: object) -> Iterator[int]:
    """Its port, while it serves in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=serve, args=(there, *args))
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _compared(
    label: str, floor: tuple[int, str, bytes], ours: tuple[int, str, bytes], kind: str, rounds: int
) -> Result:
    def reader(port: int, path: str, tag: bytes) -> Callable[[], None]:
        return lambda: _read_often(port, path, tag, REQUESTS[kind])

    pair = interleaved(reader(*floor), reader(*ours), rounds)
    per_request = [
        replace(sample, values=tuple(value / REQUESTS[kind] for value in sample.values)) for sample in pair
    ]
    return within(
        8, f"feed read again, {label}", (per_request[0], per_request[1]), round(1 / SHARE_OF_FLOOR, 2)
    )


def _read_often(port: int, path: str, tag: bytes, times: int) -> None:
    request = _request(path, tag)
    with socket.create_connection(("127.0.0.1", port)) as sock, sock.makefile("rb") as file:
        for _ in range(times):
            sock.sendall(request)
            _reply(file)


def _get(port: int, path: str) -> tuple[bytes, bytes]:
    with socket.create_connection(("127.0.0.1", port)) as sock, sock.makefile("rb") as file:
        sock.sendall(_request(path, b""))
        return _reply(file)


def _request(path: str, tag: bytes) -> bytes:
    known = b"If-None-Match: " + tag + b"\r\n" if tag else b""
    return (
        b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n" + known + b"\r\n"
    )


def _reply(file: Any) -> tuple[bytes, bytes]:
    head = b"".join(iter(file.readline, b"\r\n"))
    length = int(_header(head, b"content-length") or 0)
    return head, file.read(length)


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.splitlines():
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""
