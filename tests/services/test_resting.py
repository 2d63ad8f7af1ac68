from __future__ import annotations

import gc
from threading import Barrier, Thread

from platform_booking.services.resting import collector_at_rest


def test_the_collector_rests_until_the_last_who_wants_it_is_done() -> None:
    both, one_done = Barrier(2, timeout=60), Barrier(2, timeout=60)

    def other() -> None:
        with collector_at_rest():
            both.wait()
        one_done.wait()

    was_on = gc.isenabled()
    gc.enable()
    try:
        thread = Thread(target=other)
        thread.start()
        with collector_at_rest():
            both.wait()
            one_done.wait()
            assert not gc.isenabled()
        thread.join()
        assert gc.isenabled()
    finally:
        if not was_on:
            gc.disable()


def test_who_found_it_at_rest_leaves_it_so() -> None:
    was_on = gc.isenabled()
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        if was_on:
            gc.enable()
