"""Who may give a calendar to whoever gets its link. No login stands between the link and its reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from platform_booking.domain.authority import Actor, manages, may_edit_catalogue
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX, Role

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue


class FeedKind(StrEnum):
    """By what the bookings of a feed are chosen."""

    RESOURCE = "resource"
    PLATFORM = "platform"
    PERSON = "person"
    PARTNER = "partner"
    ALL = "all"


class Scope(StrEnum):
    """How much the readers of a calendar may know."""

    FULL = "full"
    """All of it: for those who run the platform, and for one's own."""
    PARTNER = "partner"
    """Title, place and partner, but no person; of a private booking only that the time is taken."""
    BUSY = "busy"
    """Only that the time is taken."""

    @property
    def tells_titles(self) -> bool:
        """Whether readers learn what the time is taken for, and by which partner."""
        return self is not Scope.BUSY

    @property
    def tells_people(self) -> bool:
        """Whether they learn names of persons."""
        return self is Scope.FULL


@dataclass(frozen=True, slots=True)
class Share:
    """Whose calendar is given out, and how much of it. ``subject`` is a code or a login; empty for all."""

    kind: FeedKind
    subject: str
    scope: Scope


def may_share(actor: Actor, catalogue: Catalogue, share: Share) -> bool:
    """Those who answer for what it shows: the platform's managers, the person, the partner's coordinator, administrators.

    What only says which time is taken may also be given out by coordinators, of people only of their own partner.
    """
    if may_edit_catalogue(actor):
        return True
    if actor.person is None or not actor.person.active:
        return False
    if share.kind is FeedKind.PERSON or share.subject.startswith(PERSON_RESOURCE_PREFIX):
        return _may_share_person(actor, catalogue, share)
    if share.scope is Scope.BUSY and actor.has_role(Role.COORDINATOR):
        return True
    if share.kind is FeedKind.PARTNER:
        return actor.has_role(Role.COORDINATOR) and actor.person.partner == share.subject
    platform = share.subject
    if share.kind is FeedKind.RESOURCE:
        resource = catalogue.resources.get(share.subject)
        platform = resource.platform if resource is not None else ""
    return manages(actor, catalogue.platforms.get(platform))


def _may_share_person(actor: Actor, catalogue: Catalogue, share: Share) -> bool:
    login = share.subject.removeprefix(PERSON_RESOURCE_PREFIX)
    if actor.login == login:
        return True
    person = catalogue.persons.get(login)
    of_partner = (
        person is not None
        and actor.person is not None
        and bool(person.partner)
        and person.partner == actor.person.partner
    )
    return share.scope is Scope.BUSY and of_partner and actor.has_role(Role.COORDINATOR)


def sharers(catalogue: Catalogue, share: Share) -> tuple[str, ...]:
    """Logins of those who may."""
    return tuple(
        person.login
        for person in catalogue.persons.values()
        if person.active and may_share(Actor(person.login, person), catalogue, share)
    )
