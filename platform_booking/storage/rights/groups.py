"""Group roles: what the members of each may do at all. Nobody logs in as a group; a server may hold several stores."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import Actor, manages
from platform_booking.domain.catalogue import Role
from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue, Person

LONGEST_NAME: Final = 63
"""Bytes of a name on the server; it cuts longer ones off, and two could become one."""


class Group(StrEnum):
    """A group role. Those of persons are named like their roles."""

    OWNER = "owner"
    """Owns every table and function. Nobody logs in as it; whoever keeps the server is a member."""
    MEMBER = "member"
    TRAINER = "trainer"
    COORDINATOR = "coordinator"
    SAFETY = "safety"
    MANAGER = "manager"
    ADMIN = "admin"
    FEEDS = "feeds"
    """A server of calendars: reads."""
    SERVICE = "service"
    """Does what time brings about, for nobody in particular."""


OF_PERSONS: Final = (
    Group.MEMBER,
    Group.TRAINER,
    Group.COORDINATOR,
    Group.SAFETY,
    Group.MANAGER,
    Group.ADMIN,
)


def role_of(database: str, group: Group) -> str:
    """The group's role on the server: roles are shared by all of its databases. Raises InvalidInput for a long name."""
    role = f"{database}_{group}"
    if len(role.encode()) > LONGEST_NAME:
        raise InvalidInput("database-name-too-long", database=database, longest=LONGEST_NAME)
    return role


def groups_of(person: Person, catalogue: Catalogue) -> tuple[Group, ...]:
    """The groups that the person belongs to, by role and by what the platforms say."""
    actor = Actor(person.login, person)
    belongs = {
        Group.MEMBER: True,
        Group.TRAINER: actor.has_role(Role.TRAINER),
        Group.COORDINATOR: actor.has_role(Role.COORDINATOR),
        Group.SAFETY: actor.has_role(Role.SAFETY),
        Group.MANAGER: any(manages(actor, platform) for platform in catalogue.platforms.values()),
        Group.ADMIN: actor.is_admin,
    }
    return tuple(group for group in OF_PERSONS if belongs[group])
