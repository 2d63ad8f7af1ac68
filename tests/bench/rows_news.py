"""Row 14: how soon another window knows what this one has changed."""

from __future__ import annotations

import queue
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.bootstrap import Settings, create_demo, create_store, open_platform
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.bench.measure import Result, Sample, at_most

if TYPE_CHECKING:
    from platform_booking.services.watching import News

SOON: Final = 1.0


def heard(address: str, label: str, rounds: int) -> Result:
    """From the commit of a booking at one desk to its ref at another, which listens on a connection of its own."""
    create_store(address)
    create_demo(address)
    here = open_platform(Settings(address, "formateur01"))
    there = open_platform(Settings(address, "formateur02"))
    watcher = there.watch()
    said: queue.Queue[tuple[float, News]] = queue.Queue()
    closing = threading.Event()

    def listen() -> None:
        while not closing.is_set():
            news = watcher.wait(0.5)
            if news is not None:
                said.put((time.perf_counter(), news))

    ear = threading.Thread(target=listen)
    ear.start()
    codes = [code for code in here.catalogue.load().resources if code.startswith("DEBRIEF")]
    start = here.desk.now().replace(minute=0, second=0) + timedelta(days=700)
    values = []
    for step in range(rounds):
        wanted = BookingRequest(
            "Essai",
            (LineRequest(codes[0]),),
            start + timedelta(hours=2 * step),
            start + timedelta(hours=2 * step + 1),
        )
        ref = here.requests.request(wanted).booking.ref
        committed = time.perf_counter()
        while True:
            at, news = said.get(timeout=30)
            if ref in news.bookings:
                break
        values.append(max(0.0, at - committed))
    closing.set()
    ear.join()
    watcher.close()
    for desk in (here, there):
        desk.close()
    return at_most(14, f"a change is heard elsewhere, {label}", Sample(tuple(values)), SOON)
