"""The one object that the command line and the window hold."""
# ruff: noqa: PLC0415 - a service is imported when it is first wanted

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.bootstrap.services import Services
from platform_booking.domain.authority import manages
from platform_booking.domain.deadlines import may_ever_decide
from platform_booking.services.opening import acting_login

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue, Person
    from platform_booking.services.desk import Desk
    from platform_booking.services.watching import Watcher
    from platform_booking.storage.places import Place
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Me:
    """Who sits at the desk, and what that person answers for."""

    person: Person | None
    """None for the operator who holds the store itself."""
    login: str
    manages: tuple[str, ...] = ()
    """Codes of the platforms that the person manages, also as a deputy."""
    decides: bool = False
    """Whether some step of some resource is the person's to take."""
    is_admin: bool = False


class PlatformBooking(Services):
    """Everything the product can do, for one person at one store. Its services are made when they are asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.store.settle = self._settle
        desk.store.post = self._post

    def _settle(self, unit_of_work: UnitOfWork) -> None:
        """Whoever waits gets what a transaction gives up, in that very transaction, whichever use case it is."""
        from platform_booking.services.held_offers import after_release

        after_release(self.desk.store, unit_of_work)

    def _post(self, unit_of_work: UnitOfWork) -> None:
        """Whoever wants mail is written to, whichever use case it is."""
        if unit_of_work.catalogue.mail_wanted:
            from platform_booking.services.inviting import write_mail

            write_mail(unit_of_work, self.desk.store.place)

    def was_done(self, key: str) -> bool:
        """What became of something of which nobody knew whether it was saved. Raises StoreUnavailable."""
        return self.desk.store.was_done(key)

    def watch(self) -> Watcher:
        """An ear at the store, on a connection of its own. Raises StoreUnavailable."""
        from platform_booking.services.watching import Watcher

        return Watcher(self.desk)

    def people(self) -> tuple[Person, ...]:
        """Everybody who may sit at the desk, by name."""
        persons = self.catalogue.load().persons.values()
        return tuple(
            sorted((person for person in persons if person.active), key=lambda item: (item.name, item.login))
        )

    def me(self, catalogue: Catalogue | None = None) -> Me:
        """Who sits at the desk, by the catalogue given or else as it is now.

        Raises NotFound for an unknown login, NotPermitted for a retired person.
        """
        catalogue = catalogue or self.catalogue.load()
        actor = self.desk.actor(catalogue)
        return Me(
            actor.person,
            actor.login,
            tuple(code for code, platform in catalogue.platforms.items() if manages(actor, platform)),
            any(may_ever_decide(actor, catalogue, resource) for resource in catalogue.resources.values()),
            actor.is_admin,
        )

    def as_person(self, login: str | None) -> PlatformBooking:
        """The same store with somebody else at the desk. Closing one closes both."""
        return PlatformBooking(replace(self.desk, login=acting_login(self.desk.store, login)))

    @property
    def label(self) -> str:
        """A short name of the store: the file's, or server and database."""
        place = self.desk.store.place
        if place.path is not None:
            return place.path.stem
        return f"{place.url.host or 'localhost'}/{place.url.database or ''}"

    @property
    def address(self) -> str:
        """Where the store is, in full and without a password: two stores never share it."""
        return self.desk.store.place.label

    @property
    def place(self) -> Place:
        """Where the store is."""
        return self.desk.store.place

    @property
    def own_login(self) -> str:
        """The login with which a server was opened: there nobody chooses who they are. Empty for a file."""
        store = self.desk.store
        if store.session is not None:
            return store.session.login or ""
        return "" if store.place.is_file else store.place.url.username or ""

    @property
    def says_who(self) -> bool:
        """Whether the server itself knows who has logged in: then nobody is asked, not even its keeper, who is nobody."""
        return self.desk.store.session is not None

    @property
    def is_shared(self) -> bool:
        """Whether the store is on a server."""
        return not self.desk.store.place.is_file

    @property
    def on_network_share(self) -> bool:
        """Whether the store is a file where SQLite's locks cannot be relied on: advise a server."""
        return self.desk.store.on_network_share

    def close(self) -> None:
        """Let go of the store."""
        self.desk.store.close()
