"""A small world on a server that keeps the rights: people of every role, bookings in every state, each known by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.booking import ALWAYS_HOLDING, State
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage.places import place_of
from platform_booking.storage.rights import logins
from platform_booking.storage.rights.groups import groups_of
from platform_booking.storage.unit_of_work import Store

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue
    from tests.storage.rights.server import Kept

CATALOGUE: Final = """
[[partners]]
code = "UNI"
name = "Université"
[[partners]]
code = "CHU"
name = "Hôpital"
[[persons]]
login = "tina"
name = "Tina"
partner = "UNI"
roles = ["trainer"]
[[persons]]
login = "colin"
name = "Colin"
partner = "UNI"
roles = ["coordinator"]
[[persons]]
login = "mona"
name = "Mona"
partner = "UNI"
[[persons]]
login = "dora"
name = "Dora"
partner = "CHU"
[[persons]]
login = "zoe"
name = "Zoé"
partner = "CHU"
[[persons]]
login = "sam"
name = "Sam"
partner = "CHU"
roles = ["safety"]
[[persons]]
login = "hana"
name = "Hana"
partner = "CHU"
roles = ["coordinator"]
[[persons]]
login = "otto"
name = "Otto"
partner = "CHU"
[[persons]]
login = "ada"
name = "Ada"
roles = ["admin"]

[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
managers = ["mona"]
deputies = ["dora"]
[[platforms]]
code = "ZAC"
name = "Zones"
host = "CHU"
managers = ["zoe"]

[[resources]]
code = "BIO"
name = "Bioréacteur"
platform = "USP"
units = 2
approval = ["manager"]
[[resources]]
code = "SUITE"
name = "Suite"
platform = "ZAC"
units = 3
approval = ["host", "manager", "safety"]
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
setup = 15
[[resources]]
code = "RARE"
name = "Rare"
platform = "USP"
approval = ["manager"]
requests = "compete"
[[resources]]
code = "SLOW"
name = "Lent"
platform = "USP"
units = 3
approval = ["manager"]
rules = { decide_within = 24, on_deadline = "escalate" }
[[closures]]
code = "NOEL"
name = "Noël"
start = 2036-12-24
end = 2037-01-02
platform = "USP"
"""
PEOPLE: Final = ("tina", "colin", "mona", "dora", "zoe", "sam", "hana", "otto", "ada")


@dataclass(frozen=True, slots=True)
class World:
    """The store as its keeper sees it, and what is in it."""

    kept: Kept
    store: Store
    now: datetime
    """In whole minutes, about the present."""

    def desk(self, login: str | None) -> PlatformBooking:
        """At the keeper's own connection: to make what the tests then attack."""
        return PlatformBooking(Desk(self.store, login, fixed_clock(self.now)))

    @property
    def catalogue(self) -> Catalogue:
        return self.store.read(lambda unit_of_work: unit_of_work.catalogue)

    def book(
        self, login: str, resource: str, *, hours: float = 24, long: float = 2, visibility: str = "partners"
    ) -> str:
        """The ref of a booking that begins so many hours from now."""
        start = self.now + timedelta(hours=hours)
        request = BookingRequest(
            title=f"Secret of {login}",
            lines=(LineRequest(resource),),
            start=start,
            end=start + timedelta(hours=long),
            visibility=visibility,
        )
        return self.desk(login).requests.request(request).booking.ref

    def put(self, ref: str, state: State, *, granted: int = 0) -> None:
        """Bring it into that state, whatever the rules say of it: keepers may."""
        holds = state in ALWAYS_HOLDING or state in (State.COMPLETED, State.REQUESTED)
        used = (
            "date_trunc('minute', now()) - interval '5 minutes'"
            if state in (State.IN_USE, State.COMPLETED)
            else "NULL"
        )
        ended = "date_trunc('minute', now())" if state is State.COMPLETED else "NULL"
        with self.store.writing() as connection:
            connection.exec_driver_sql(
                f"UPDATE allocation SET state = '{state}', holds = {holds}, granted = {granted},"
                f" actual_from = {used}, actual_until = {ended}"
                f" WHERE booking_id = (SELECT id FROM booking WHERE ref = '{ref}')"
            )

    def key(self, ref: str) -> int:
        """Of the booking."""
        with self.store.reading() as connection:
            return int(connection.exec_driver_sql(f"SELECT id FROM booking WHERE ref = '{ref}'").scalar_one())


def built(kept: Kept) -> World:
    """Everybody invited, nothing booked yet."""
    store = Store.open(place_of(kept.address()))
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    world = World(kept, store, now)
    world.desk(None).catalogue.import_text(CATALOGUE)
    catalogue = world.catalogue
    for login in PEOPLE:
        groups = groups_of(catalogue.persons[login], catalogue)
        logins.invite(kept.database, login, groups, verifier=None, role=kept.role(login)).run(kept.engine())
    return world
