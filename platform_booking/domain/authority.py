"""Who may do what. The same answers for the command line, the window and the database's own guards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from platform_booking.domain.catalogue import (
    ApprovalStep,
    Catalogue,
    Closure,
    Partner,
    Person,
    Platform,
    Resource,
    Role,
)
from platform_booking.domain.errors import NotPermitted

if TYPE_CHECKING:
    from collections.abc import Collection

    from platform_booking.domain.booking import Booking


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a person of the catalogue, or the operator who holds the store itself (set-up, import, backup)."""

    login: str
    person: Person | None = None

    @property
    def is_operator(self) -> bool:
        """Somebody who works on the store without being one of its persons."""
        return self.person is None

    def has_role(self, role: Role) -> bool:
        """Whether the person has the role."""
        return self.person is not None and role in self.person.roles

    @property
    def is_admin(self) -> bool:
        """Whether everything but deciding in a platform's name is open."""
        return self.has_role(Role.ADMIN)


OPERATOR = Actor("operator")
PRIVATE: Final = "private"
"""The visibility of which others learn only that the time is taken."""


def manages(actor: Actor, platform: Platform | None) -> bool:
    """Managers and their deputies."""
    return (
        platform is not None
        and actor.login in (*platform.managers, *platform.deputies)
        and not actor.is_operator
    )


def may_book(actor: Actor) -> bool:
    """Every active person may ask."""
    return actor.person is not None and actor.person.active


def may_edit_catalogue(actor: Actor) -> bool:
    """Administrators, and whoever set the store up."""
    return actor.is_operator or actor.is_admin


def may_read_trail(actor: Actor, catalogue: Catalogue) -> bool:
    """Look through what everybody did: those who answer for a platform, administrators, and whoever set the store up."""
    return may_edit_catalogue(actor) or any(manages(actor, item) for item in catalogue.platforms.values())


def may_edit_item(actor: Actor, catalogue: Catalogue, item: object) -> bool:
    """Change one thing of the catalogue: whoever may change all of it; and those who answer for that thing.

    A platform's managers: the platform, its resources and closures. A partner's coordinator: the partner's closures.
    """
    if may_edit_catalogue(actor):
        return True
    if isinstance(item, Platform):
        return manages(actor, catalogue.platforms.get(item.code))
    if isinstance(item, Resource):
        return manages(actor, catalogue.platform_of(item))
    if isinstance(item, Closure) and item.platform:
        return manages(actor, catalogue.platforms.get(item.platform))
    if isinstance(item, Closure) and item.partner and actor.person is not None:
        return actor.has_role(Role.COORDINATOR) and actor.person.partner == item.partner
    return False


def may_choose_mail(actor: Actor, person: Person) -> bool:
    """Say whether somebody wants mail: that person, and administrators for whoever asked them."""
    return actor.login == person.login or may_edit_catalogue(actor)


def may_block(actor: Actor, catalogue: Catalogue, resource: Resource) -> bool:
    """Those who answer for the equipment."""
    return actor.is_admin or manages(actor, catalogue.platform_of(resource))


def blockable(actor: Actor, catalogue: Catalogue) -> tuple[Resource, ...]:
    """The equipment that somebody may make unavailable, as the catalogue lists it."""
    return tuple(
        item
        for item in catalogue.resources.values()
        if item.platform and item.active_units and may_block(actor, catalogue, item)
    )


def may_import(actor: Actor, catalogue: Catalogue, subject: Resource | Person | Partner) -> bool:
    """Attach a timetable: who answers for its subject, administrators, and whoever set the store up.

    For a resource: its platform's managers and the coordinator of the host partner. For a person: that person, and the
    coordinator of the person's partner. For a partner: its coordinator.
    """
    if actor.is_operator or actor.is_admin:
        return True
    if isinstance(subject, Resource):
        platform = catalogue.platform_of(subject)
        if manages(actor, platform):
            return True
        return platform is not None and _coordinates(actor, platform.host)
    if isinstance(subject, Person):
        return actor.login == subject.login or _coordinates(actor, subject.partner)
    return _coordinates(actor, subject.code)


def _coordinates(actor: Actor, partner: str) -> bool:
    return (
        actor.has_role(Role.COORDINATOR)
        and actor.person is not None
        and bool(partner)
        and actor.person.partner == partner
    )


class Organised(Protocol):
    """Whatever has an organiser: a booking, or one date of it on a board."""

    @property
    def organiser(self) -> str:
        """Login."""

    @property
    def partner(self) -> str:
        """Code of the organiser's partner."""


def may_change(actor: Actor, booking: Organised) -> bool:
    """Move or cancel the whole booking: the organiser, the coordinator of the organiser's partner, an administrator."""
    return actor.login == booking.organiser or actor.is_admin or _coordinates(actor, booking.partner)


def changers(catalogue: Catalogue, booking: Organised) -> tuple[str, ...]:
    """Logins of those who may change it: the organiser first, then whoever is of the same partner, then the others."""
    able = [
        person
        for person in catalogue.persons.values()
        if person.active and may_change(Actor(person.login, person), booking)
    ]
    able.sort(
        key=lambda person: (
            person.login != booking.organiser,
            person.partner != booking.partner,
            person.login,
        )
    )
    return tuple(person.login for person in able)


def may_see(actor: Actor, catalogue: Catalogue, resource: Resource, organiser: str, partner: str) -> bool:
    """Read more of a private booking's line than that the time is taken: those concerned, and those who answer for it.

    The organiser and the organiser's partner, the resource's platform, administrators, and the store's operator.
    """
    if actor.is_operator or actor.is_admin or actor.login == organiser:
        return True
    of_partner = actor.person is not None and bool(partner) and actor.person.partner == partner
    return of_partner or manages(actor, catalogue.platform_of(resource))


def is_anothers(actor: Actor, resource: Resource) -> bool:
    """Whether it is somebody else's time: what fills it there is nobody's business but theirs."""
    return bool(resource.person) and resource.person != actor.login


def may_read(actor: Actor, catalogue: Catalogue, booking: Booking) -> bool:
    """Read the whole booking: everybody unless it is private; then whoever may see one of its lines."""
    if booking.visibility != PRIVATE:
        return True
    return any(
        may_see(actor, catalogue, catalogue.resources[line.resource], booking.organiser, booking.partner)
        for line in booking.lines
    )


def may_tell_partners_apart(actor: Actor, catalogue: Catalogue, platforms: Collection[str]) -> bool:
    """In figures about these platforms (codes): those who answer for all of them, administrators, the store's operator.

    Everybody else sees their own partner, and all the others together.
    """
    if actor.is_operator or actor.is_admin:
        return True
    return bool(platforms) and all(manages(actor, catalogue.platforms.get(code)) for code in platforms)


def may_cancel_line(actor: Actor, catalogue: Catalogue, booking: Booking, resource: Resource) -> bool:
    """Whoever may change the booking; and a platform's manager, for the platform's own lines."""
    return may_change(actor, booking) or manages(actor, catalogue.platform_of(resource))


def may_decide(actor: Actor, catalogue: Catalogue, resource: Resource, step: ApprovalStep) -> bool:
    """Grant or refuse one step of the resource's chain."""
    return actor.login in deciders(catalogue, resource, step)


def deciders(catalogue: Catalogue, resource: Resource, step: ApprovalStep) -> tuple[str, ...]:
    """Logins of those who may take this step: for each step, the platform's people, or the role at its host partner.

    A safety step is for the host's own safety officers; where the host has none, for all of the network.
    """
    platform = catalogue.platform_of(resource)
    if platform is None:
        return ()
    if step is ApprovalStep.MANAGER:
        return tuple(
            login for login in (*platform.managers, *platform.deputies) if login in catalogue.persons
        )
    role = Role.SAFETY if step is ApprovalStep.SAFETY else Role.COORDINATOR
    holders = [person for person in catalogue.persons.values() if role in person.roles and person.active]
    of_host = [person.login for person in holders if person.partner == platform.host]
    if of_host or step is ApprovalStep.HOST:
        return tuple(sorted(of_host))
    return tuple(sorted(person.login for person in holders))


def require(allowed: bool, actor: Actor, action: str, subject: str, who_may: tuple[str, ...] = ()) -> None:  # noqa: FBT001
    """Raise NotPermitted unless allowed."""
    if not allowed:
        raise NotPermitted(actor.login, action, subject, who_may)
