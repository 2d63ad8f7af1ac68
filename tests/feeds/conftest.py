"""Feeds of a small store, asked for without a network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.feeds.application import FeedApplication
from platform_booking.feeds.tally import Tally
from platform_booking.services.custody import audit_entries
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.shelf import Shelf
from tests.services.conftest import sit

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

__all__ = ["sit"]

PATIENCE = 30.0


@dataclass
class Clock:
    """Tells the time that a test says."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def lines(self) -> list[str]:
        """Content lines, unfolded."""
        return self.body.decode().replace("\r\n ", "").splitlines()


@dataclass
class House:
    """The feeds of a store, with everything that a server has around them but the network."""

    app: PlatformBooking
    clock: Clock
    well: bool = True
    tally: Tally = field(init=False)
    shelf: Shelf = field(init=False)

    def __post_init__(self) -> None:
        self.tally = Tally(self.app.feeds.note)
        self.shelf = Shelf(self.app.desk, self.tally.sent)
        self.shelf.load()
        self.application = FeedApplication(self.shelf, self.tally, self.clock, lambda: self.well)
        self.watcher = self.app.watch()
        self.heard = audit_entries(self.app.desk, last=1)[-1].seq

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        got: dict[str, Any] = {}

        def start(status: str, said: list[tuple[str, str]]) -> None:
            got.update(status=int(status[:3]), headers=dict(said))

        said = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        pieces = self.application({"REQUEST_METHOD": method, "PATH_INFO": path, **said}, start)
        return Reply(got["status"], got["headers"], b"".join(pieces))

    def hear(self) -> None:
        """Hear all that has changed."""
        last = audit_entries(self.app.desk, last=1)[-1].seq
        while self.heard < last:
            news = self.watcher.wait(PATIENCE)
            assert news is not None
            self.heard = news.seq
            self.shelf.hear(news)


def asked(sit: Sit, code: str, day: int = 1, title: str = "TP", login: str = "tina", **more: Any) -> Booking:
    when = f"2026-12-{day:02}"
    wanted = BookingRequest(title, (LineRequest(code),), f"{when}T09:00", f"{when}T12:00", **more)
    return sit(login).requests.request(wanted).booking


@pytest.fixture
def house(sit: Sit) -> Any:
    app = sit(None)
    clock = Clock(app.desk.now())
    app = type(app)(type(app.desk)(app.desk.store, None, clock))
    made = House(app, clock)
    yield made
    made.watcher.close()
