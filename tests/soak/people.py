"""Many people in several processes: more than one process's threads can keep busy."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from typing import Any, Final

from tests.soak.clients import Door, Promised, Told, run_clients

THREADS: Final = 10
"""In one process."""


def work(door: Door, first: int, count: int, seconds: float, results: Any) -> None:
    """One process with several people."""
    until = time.monotonic() + seconds
    told = run_clients(door, range(first, first + count), lambda _step: time.monotonic() > until)
    results.put([_packed(one) for one in told])


def _packed(told: Told) -> dict[str, Any]:
    return {
        "bookings": {title: (list(item.states), list(item.starts)) for title, item in told.bookings.items()},
        "unknown": list(told.unknown),
        "done": dict(told.done),
        "unexpected": told.unexpected,
    }


def _unpacked(said: dict[str, Any]) -> Told:
    bookings = {
        title: Promised(set(states), set(starts)) for title, (states, starts) in said["bookings"].items()
    }
    return Told(bookings, set(said["unknown"]), Counter(said["done"]), said["unexpected"])


def soak(door: Door, clients: int, seconds: float) -> list[Told]:
    """Let them work in processes of ten."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    sizes = [min(THREADS, clients - first) for first in range(0, clients, THREADS)]
    processes = [
        context.Process(target=work, args=(door, number * THREADS, size, seconds, results))
        for number, size in enumerate(sizes)
    ]
    for process in processes:
        process.start()
    told = [_unpacked(one) for _ in processes for one in results.get(timeout=seconds + 300)]
    for process in processes:
        process.join()
    return told
