"""Who gets into a shared store: its roles and grants set up, people invited, suspended, restored and removed.

Only whoever keeps the server may do it; for others the same is written as SQL. The catalogue says who somebody is and what
they answer for, the server who logs in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_edit_catalogue
from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.services.keepers import for_keepers
from platform_booking.storage.engine import make_engine
from platform_booking.storage.failures import translated
from platform_booking.storage.rights import logins, passwords, status
from platform_booking.storage.rights.groups import Group, groups_of
from platform_booking.storage.rights.setup import digest, setup
from platform_booking.storage.servers import server_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.catalogue import Person
    from platform_booking.services.desk import Desk
    from platform_booking.storage.places import Place
    from platform_booking.storage.rights.scripts import Script
    from platform_booking.storage.servers import Server


KEEP: Final = "keep-server"
_UNKNOWN: Final[Mapping[str, status.Linked]] = MappingProxyType({})
"""Logins that only the server's keeper may see: the server itself refuses what does not fit."""


class AccountState(StrEnum):
    """Whether somebody may log in."""

    NONE = "none"
    ACTIVE = "active"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the catalogue, or a role whose person is retired."""

    login: str
    name: str
    role: str
    """The login role on the server; empty for none."""
    state: AccountState
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everybody, and whether the server keeps the rights that this program would install."""

    people: tuple[Account, ...]
    installed: bool
    current: bool
    server: Server


@dataclass(frozen=True, slots=True)
class Invitation:
    """A login that was made, or is to be made by whoever reads the SQL."""

    role: str
    password: str
    """To be handed over once; kept nowhere, and not in the SQL, which holds a verifier."""
    script: Script


class AccessService:
    """Logins of the store's server, for whoever keeps it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def accounts(self) -> Accounts:
        """Who may log in. Raises InvalidInput for a file, NotPermitted for whoever does not keep the server."""
        database = self._database()
        catalogue = self._desk.store.read(lambda unit_of_work: unit_of_work.catalogue)
        with for_keepers(self._desk.store.place, KEEP), self._desk.store.reading() as connection:
            installed = status.installed_digest(connection)
            linked = status.linked_roles(connection) if installed is not None else {}
            server = server_of(connection)
        by_login = {item.login: item for item in linked.values()}
        people = []
        for person in sorted(catalogue.persons.values(), key=lambda item: (item.name, item.login)):
            found = by_login.get(person.login)
            if found is None and not person.active:
                continue
            state = _state_of(found)
            groups = tuple(map(str, groups_of(person, catalogue)))
            people.append(Account(person.login, person.name, found.role if found else "", state, groups))
        return Accounts(tuple(people), installed is not None, installed == digest(database), server)

    def setup(self, *, dry_run: bool = False) -> Script:
        """Roles, grants, policies and guards; to be done again after each upgrade. What it was, or would be.

        Raises InvalidInput for a file, NotPermitted.
        """
        return self._do(setup(self._database()), dry_run=dry_run)

    def invite(self, login: str, *, password: str | None = None, dry_run: bool = False) -> Invitation:
        """A login for a person of the catalogue, with a password that nobody guesses unless one is said.

        Raises NotFound, InvalidInput for somebody who has a login already, and as ``setup``.
        """
        database = self._database()
        person, catalogue = self._person(login), self._desk.store.read(lambda work: work.catalogue)
        if login in {item.login for item in self._linked(dry_run=dry_run).values()}:
            raise InvalidInput("login-there", login=login)
        chosen = password or passwords.new_password()
        verifier = passwords.scram_verifier(chosen)
        script = logins.invite(database, person.login, groups_of(person, catalogue), verifier=verifier)
        return Invitation(person.login, chosen, self._do(script, dry_run=dry_run))

    def engage(self, role: str, kind: str, *, dry_run: bool = False) -> Invitation:
        """A login for a machine that serves calendars (``feeds``) or does what time brings about (``service``)."""
        chosen = passwords.new_password()
        verifier = passwords.scram_verifier(chosen)
        script = logins.engage(self._database(), role, Group(kind), verifier=verifier)
        return Invitation(role, chosen, self._do(script, dry_run=dry_run))

    def renew_password(self, login: str, *, password: str | None = None, dry_run: bool = False) -> Invitation:
        """Another password for somebody who has lost theirs."""
        role = self._role(login, dry_run=dry_run)
        chosen = password or passwords.new_password()
        script = logins.change_password(role, passwords.scram_verifier(chosen))
        return Invitation(role, chosen, self._do(script, dry_run=dry_run))

    def suspend(self, login: str, *, dry_run: bool = False) -> Script:
        """No log-in any more; open sessions end. Raises InvalidInput for who has no login, and as ``setup``."""
        return self._do(logins.suspend(self._role(login, dry_run=dry_run)), dry_run=dry_run)

    def restore(self, login: str, *, dry_run: bool = False) -> Script:
        """What ``suspend`` took."""
        return self._do(logins.restore(self._role(login, dry_run=dry_run)), dry_run=dry_run)

    def remove(self, login: str, *, dry_run: bool = False) -> Script:
        """The login is gone; the person and what they did stay."""
        return self._do(logins.remove(self._role(login, dry_run=dry_run)), dry_run=dry_run)

    def update(self, login: str, *, dry_run: bool = False) -> Script:
        """The groups that the catalogue gives somebody now."""
        person, catalogue = self._person(login), self._desk.store.read(lambda work: work.catalogue)
        role = self._role(login, dry_run=dry_run)
        script = logins.regroup(self._database(), role, groups_of(person, catalogue))
        return self._do(script, dry_run=dry_run)

    def address_for(self, role: str) -> str:
        """The store's address, as whoever has that role types it."""
        return self._desk.store.place.for_login(role)

    # --- what they rest on --------------------------------------------------------------------------

    def _database(self) -> str:
        place = self._desk.store.place
        if place.is_file:
            raise InvalidInput("not-a-server", store=place.label)
        return place.url.database or place.url.username or ""

    def _person(self, login: str) -> Person:
        catalogue = self._desk.store.read(lambda unit_of_work: unit_of_work.catalogue)
        person = catalogue.persons.get(login)
        if person is None or not person.active:
            raise NotFound("person", login)
        return person

    def _role(self, login: str, *, dry_run: bool) -> str:
        """The role with which somebody logs in. Raises InvalidInput for who has none."""
        linked = self._linked(dry_run=dry_run)
        role = next((role for role, item in linked.items() if item.login == login), None)
        if role is None and linked is _UNKNOWN:
            return self._person(login).login
        if role is None:
            raise InvalidInput("no-login", login=login)
        return role

    def _linked(self, *, dry_run: bool) -> Mapping[str, status.Linked]:
        """Who has a login; with ``dry_run`` administrators may prepare the SQL without knowing.

        Raises InvalidInput where nothing is set up yet, NotPermitted.
        """
        self._database()
        try:
            with for_keepers(self._desk.store.place, KEEP), self._desk.store.reading() as connection:
                if not status.are_installed(connection):
                    raise InvalidInput("rights-not-set-up")
                return status.linked_roles(connection)
        except NotPermitted:
            actor = self._desk.actor(self._desk.store.read(lambda work: work.catalogue))
            if dry_run and may_edit_catalogue(actor):
                return _UNKNOWN
            raise

    def _do(self, script: Script, *, dry_run: bool) -> Script:
        if not dry_run:
            with for_keepers(self._desk.store.place, KEEP):
                self._desk.store.carry_out(script)
        return script


def renew_rights(place: Place) -> bool:
    """Install this version's rights where those of another stand, if whoever asks keeps the server; whether they did.

    Where none stand, none are installed. Raises NotPermitted for a keeper who may not make roles.
    """
    database = place.url.database or place.url.username or ""
    engine = make_engine(place)
    try:
        with for_keepers(place, KEEP):
            with translated(), engine.connect() as connection:
                installed = status.digest_for_keeper(connection)
            if installed in {None, digest(database)}:
                return False
            with translated():
                setup(database).run(engine)
    finally:
        engine.dispose()
    return True


def _state_of(linked: status.Linked | None) -> AccountState:
    if linked is None:
        return AccountState.NONE
    return AccountState.SUSPENDED if linked.suspended else AccountState.ACTIVE
