"""Other processes that work on a store at the same time as the test: quick to begin, for what they need is imported once."""

from __future__ import annotations

import json
import multiprocessing
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PATIENCE: Final = 120
_IMPORTED: Final = [
    "tests.services.test_races", "tests.services.test_due", "tests.services.test_waiting", "tests.services.test_custody",
    "platform_booking.services.requests", "platform_booking.services.changing", "platform_booking.services.booking",
]  # fmt: skip


def context() -> Any:
    """How processes are begun: from one that has everything imported, where the system knows how."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(_IMPORTED)
    return made


def run_at_once(target: Callable[..., None], address: str, parts: Sequence[Any]) -> list[Any]:
    """Let one process a part work on a store; what each says in JSON, whoever is first first.

    Each is given the address, its part, a barrier that lets all of them begin together, and a queue for its answer.
    """
    begun = context()
    barrier, results = begun.Barrier(len(parts)), begun.Queue()
    racers = [begun.Process(target=target, args=(address, part, barrier, results)) for part in parts]
    for racer in racers:
        racer.start()
    said = [json.loads(results.get(timeout=PATIENCE)) for _ in racers]
    for racer in racers:
        racer.join(PATIENCE)
        assert racer.exitcode == 0
        racer.close()
    results.close()
    results.join_thread()
    return said
