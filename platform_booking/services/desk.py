"""What every use case needs: the store, who acts, and what time it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from platform_booking.domain.authority import OPERATOR, Actor
from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.storage.bookings import Stamp

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.unit_of_work import Store


class Clock(Protocol):
    """Tells the time. The domain has no clock of its own."""

    def __call__(self) -> datetime:
        """Now, aware, in whole seconds."""
        ...


def system_clock() -> datetime:
    """The computer's clock, in whole seconds: what both stores keep."""
    return datetime.now(UTC).replace(microsecond=0)


def fixed_clock(now: datetime) -> Clock:
    """A clock that stands still: demos, rehearsals, tests."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    return lambda: moment


def server_clock(store: Store) -> Clock:
    """The clock of the store's server, where several computers must agree what is past: this one's, put right."""
    return lambda: (datetime.now(UTC) + store.ahead).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at it, before which store. ``login`` is None for the operator who holds the store itself."""

    store: Store
    login: str | None = None
    clock: Clock = field(default=system_clock)

    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    def actor(self, catalogue: Catalogue) -> Actor:
        """The person who acts. Raises NotFound for an unknown login, NotPermitted for a retired person.

        As long as the catalogue holds nobody, whoever sets the store up is its operator, under any name.
        """
        if self.login is None:
            return OPERATOR
        person = catalogue.persons.get(self.login)
        if person is None:
            if not catalogue.persons:
                return Actor(self.login)
            raise NotFound("person", self.login)
        if not person.active:
            raise NotPermitted(self.login, "act", self.login)
        return Actor(person.login, person)

    def person(self, catalogue: Catalogue) -> Actor:
        """As ``actor``, for what only a person can do. Raises InvalidInput when nobody said who they are."""
        if self.login is None:
            raise InvalidInput("who-are-you")
        actor = self.actor(catalogue)
        if actor.person is None:
            raise NotFound("person", self.login)
        return actor

    def read_person(self) -> Actor:
        """As ``person``, by the catalogue as it is now."""
        return self.store.read(lambda unit_of_work: self.person(unit_of_work.catalogue))

    def stamp(self, actor: Actor, action: str, reason: str = "") -> Stamp:
        """What the audit trail will say."""
        return Stamp(actor.login, action, self.now(), reason)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a use case touched, for whoever shows it: refs of bookings and blocks, codes of catalogue items."""

    bookings: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.bookings or self.blocks or self.items)
