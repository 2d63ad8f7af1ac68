"""People who book, move, approve and cancel, and who write down what they were promised."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import make_url

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import BookingError, OutcomeUnknown, StoreBusy, StoreUnavailable
from platform_booking.services.changing import Move
from platform_booking.services.desk import Desk, server_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking

RESOURCES: Final = 40
HOURS: Final = 400
"""Slots to choose from: few enough that people meet."""
PAUSE_SECONDS: Final = 0.2
"""Before a person tries again what the server was not there for."""


@dataclass(frozen=True)
class Door:
    """Where people come in: all by one login, or each by their own, where the server keeps the rights."""

    address: str
    by_login: bool = False
    mark: str = ""
    """What is appended to a person's login to make the role."""

    def of(self, login: str) -> str:
        """The address for that person."""
        url = make_url(self.address)
        url = url.set(username=login + self.mark) if self.by_login else url
        return url.render_as_string(hide_password=False)


def logins(clients: int) -> list[str]:
    """Of everybody: each client is a trainer, and the manager who decides on what that trainer asks for."""
    return [f"{role}{number:02}" for role in ("trainer", "boss") for number in range(clients)]


def catalogue(clients: int) -> str:
    """What they share."""
    bosses = ", ".join(f'"boss{number:02}"' for number in range(clients))
    return f"""
[[partners]]
code = "UNI"
name = "Université"
{"".join(map(_person, logins(clients)))}
[[platforms]]
code = "PF"
name = "Plateforme"
host = "UNI"
managers = [{bosses}]
{"".join(map(_resource, range(RESOURCES)))}
"""


def _person(login: str) -> str:
    role = "trainer" if login.startswith("trainer") else "manager"
    return f"""
[[persons]]
login = "{login}"
name = "{login.capitalize()}"
partner = "UNI"
roles = ["{role}"]
"""


def _resource(number: int) -> str:
    return f"""
[[resources]]
code = "R{number:02}"
name = "Appareil {number}"
category = "equipment"
platform = "PF"
units = {1 + number % 3}
turnaround = {30 * (number % 2)}
approval = {["[]", '["manager"]'][number % 2]}
"""


@dataclass
class Promised:
    """What somebody was told of a booking, or what it may be where nobody could tell."""

    states: set[str]
    starts: set[datetime]


@dataclass
class Told:
    """All that one person was told."""

    bookings: dict[str, Promised] = field(default_factory=dict)
    """By title, which is given once."""
    unknown: set[str] = field(default_factory=set)
    """Titles of which nobody knows whether they were booked."""
    done: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)


class Client:
    """One person at one desktop: a store of their own, and one thing after the other."""

    def __init__(self, door: Door, number: int, over: Callable[[int], bool]) -> None:
        self.told = Told()
        self._door = door
        self._number = number
        self._over = over
        self._chance = random.Random(number)
        self._refs: dict[str, str] = {}
        self._base = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)

    def run(self) -> None:
        """Until it is over; what nobody expected is written down."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - a thread's failure is the run's
            self.told.unexpected.append(f"{type(error).__name__}: {error}")

    def _work(self) -> None:
        step = 0
        self._mine = self._sit(f"trainer{self._number:02}")
        self._boss = (
            self._sit(f"boss{self._number:02}")
            if self._door.by_login
            else self._mine.as_person(f"boss{self._number:02}")
        )
        while not self._over(step):
            step += 1
            self._one(step)
        self._mine.close()
        self._boss.close()

    def _sit(self, login: str) -> PlatformBooking:
        while True:
            try:
                store = Store.open(place_of(self._door.of(login)))
            except StoreUnavailable:
                time.sleep(PAUSE_SECONDS)
            else:
                return PlatformBooking(Desk(store, login, server_clock(store)))

    def _one(self, step: int) -> None:
        """Something, at random. A server that is away, or others in the way, are part of the day."""
        known = sorted(self.told.bookings)
        deed = (
            self._chance.choices(("book", "move", "approve", "cancel"), (5, 2, 2, 1))[0] if known else "book"
        )
        title = f"{self._number}-{step}" if deed == "book" else self._chance.choice(known)
        start = self._base + timedelta(hours=self._chance.randrange(HOURS))
        try:
            booking = self._do(deed, title, start)
        except OutcomeUnknown:
            self.told.done["unknown"] += 1
            self._doubt(deed, title, start)
        except (StoreUnavailable, StoreBusy) as error:
            self.told.done[f"away ({error.code})"] += 1
            time.sleep(PAUSE_SECONDS)
        except BookingError as error:
            self.told.done[f"refused ({error.code})"] += 1
        else:
            self.told.done[deed] += 1
            self._refs[title] = booking.ref
            self.told.bookings[title] = Promised({booking.status}, {booking.occurrences[0].span.start})

    def _do(self, deed: str, title: str, start: datetime) -> Booking:
        if deed == "book":
            lines = [LineRequest(f"R{number:02}") for number in self._chance.sample(range(RESOURCES), 2)]
            request = BookingRequest(title, tuple(lines), start, start + timedelta(hours=2))
            return self._mine.requests.request(request).booking
        ref = self._refs[title]
        if deed == "move":
            return self._mine.changes.move(ref, Move(start)).booking
        if deed == "approve":
            return self._boss.approvals.approve(ref).booking
        return self._mine.changes.cancel(ref, "soak").booking

    def _doubt(self, deed: str, title: str, start: datetime) -> None:
        """Nobody knows whether it was done: either is right."""
        if deed == "book":
            self.told.unknown.add(title)
            return
        promised = self.told.bookings[title]
        if deed == "move":
            promised.starts.add(start)
        promised.states |= {"approved", "requested", "cancelled"}


def run_clients(door: Door, numbers: range, over: Callable[[int], bool]) -> list[Told]:
    """Let them all work at once, each in a thread."""
    clients = [Client(door, number, over) for number in numbers]
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [client.told for client in clients]
