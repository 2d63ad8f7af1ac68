"""An ear that loses its store finds it again, and misses nothing in between."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

import pytest

from platform_booking.domain.errors import StoreUnavailable
from platform_booking.feeds import ear as ears
from platform_booking.feeds.ear import Ear

if TYPE_CHECKING:
    from platform_booking.bootstrap import PlatformBooking

LOST = StoreUnavailable(detail="gone")


class Line:
    """A store that is heard from by what a test says: something heard, silence (None), or that it is lost."""

    def __init__(self, *told: Any) -> None:
        self.told = list(told)
        self.opened = self.closed = 0
        self.ear: Ear | None = None

    def watch(self) -> Line:
        self.opened += 1
        return self

    def wait(self, _seconds: float) -> Any:
        if not self.told:
            assert self.ear is not None
            self.ear.stop()
            return None
        found = self.told.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        self.closed += 1


def test_what_was_missed_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ears, "RETRY_SECONDS", 0.0)
    line = Line("first", None, LOST, "second")
    done: list[str] = []
    states: list[bool] = []
    reads = iter((None, LOST, None))

    def read() -> None:
        states.append(ear.is_lost)
        done.append("read")
        found = next(reads)
        if found is not None:
            raise found

    ear = Ear(
        cast("PlatformBooking", line), read, lambda news: done.append(str(news)), lambda: done.append("quiet")
    )
    line.ear = ear
    ear.begin()
    thread = threading.Thread(target=ear.listen)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert done == ["read", "first", "quiet", "read", "read", "second", "quiet"]
    assert states == [False, True, True]
    assert not ear.is_lost
    assert (line.opened, line.closed) == (3, 3)


def test_a_store_that_is_not_there_at_the_beginning_is_said() -> None:
    line = Line()

    def read() -> None:
        raise LOST

    with pytest.raises(StoreUnavailable):
        Ear(cast("PlatformBooking", line), read, lambda _news: None).begin()
    assert line.closed == 1
