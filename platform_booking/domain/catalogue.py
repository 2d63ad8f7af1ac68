"""Who shares what: partners, persons, platforms, resources and their units. ``id`` is the store's key of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LANGUAGES: Final = ("fr", "en")
DEFAULT_TIME_ZONE: Final = "Europe/Paris"
HIGHEST_BIOSAFETY: Final = 4
"""Containment levels go from 1 to 4 (French decree on contained use of GMOs); 0 is none."""
PERSON_RESOURCE_PREFIX: Final = "@"
"""A person's own time is a staff resource of one unit, so that people are never double-booked either."""


class Category(StrEnum):
    """What kind of thing a resource is."""

    EQUIPMENT = "equipment"
    ROOM = "room"
    STAFF = "staff"


class Role(StrEnum):
    """What a person is to the platforms. Managing is said by the platform, not by the role."""

    MEMBER = "member"
    TRAINER = "trainer"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    SAFETY = "safety"
    ADMIN = "admin"


class ApprovalStep(StrEnum):
    """One step of a resource's approval chain; an empty chain is automatic."""

    MANAGER = "manager"
    SAFETY = "safety"
    HOST = "host"


class Requests(StrEnum):
    """Whether a request holds its slot until decided, or competes with others for it."""

    HOLD = "hold"
    COMPETE = "compete"


class BlockKind(StrEnum):
    """Why units are unavailable."""

    MAINTENANCE = "maintenance"
    CALIBRATION = "calibration"
    CLOSURE = "closure"
    BREAKDOWN = "breakdown"
    TIMETABLE = "timetable"
    """Imported from the timetable that is the master of the room."""


@dataclass(frozen=True, slots=True)
class Text:
    """A name in both languages."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in that language."""
        return self.en if language == "en" else self.fr


PARTNER_CATEGORIES: Final = ("university", "hospital", "training", "platform", "company")
"""Those that have a name of their own in reports; others are told as they are written."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A member organisation."""

    id: int
    code: str
    name: str
    category: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Qualification:
    """Something a person is trained and authorised for (habilitation)."""

    id: int
    code: str
    name: Text
    active: bool = True


@dataclass(frozen=True, slots=True)
class HeldQualification:
    """A qualification of a person, valid to the end of a day (None: without limit)."""

    code: str
    valid_until: date | None = None


class MailChoice(StrEnum):
    """Whether somebody wants to hear of bookings by mail. Nobody does who has not said so."""

    NONE = "none"
    EACH = "each"
    """Each change at once, with an invitation that calendars understand."""
    DIGEST = "digest"
    """One mail a day with what changed."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who books, decides or takes part."""

    id: int
    login: str
    name: str
    email: str = ""
    partner: str = ""
    language: str = "fr"
    roles: frozenset[str] = frozenset()
    qualifications: tuple[HeldQualification, ...] = ()
    suspended_until: date | None = None
    """Last day on which the person may not book; None when nothing is held against them."""
    mail: MailChoice = MailChoice.NONE
    active: bool = True


Opening = tuple[tuple[tuple[int, int], ...], ...]
"""Seven weekdays from Monday, each a tuple of (from, until) in minutes of the day."""

ALWAYS_OPEN: Final[Opening] = (((0, 1440),),) * 7


@dataclass(frozen=True, slots=True)
class Platform:
    """A group of resources with a host, opening hours and people who decide."""

    id: int
    code: str
    name: Text
    host: str = ""
    time_zone: str = DEFAULT_TIME_ZONE
    opening: Opening | None = None
    managers: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    """What holds for all its resources that do not say otherwise."""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """One physical item of a resource."""

    id: int
    name: str
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """What can be reserved. With several units it is a pool."""

    id: int
    code: str
    name: Text
    category: str = Category.EQUIPMENT
    platform: str = ""
    """Empty for a person's own time."""
    site: str = ""
    units: tuple[Unit, ...] = ()
    capacity: int | None = None
    setup: int = 0
    turnaround: int = 0
    approval: tuple[ApprovalStep, ...] = ()
    requests: Requests = Requests.HOLD
    requires: tuple[str, ...] = ()
    equivalent_to: tuple[str, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    biosafety: int = 0
    """Containment level for which the place is authorised, 0 for none."""
    biosafety_until: date | None = None
    """Last day of that authorisation; None: without limit."""
    person: str = ""
    """Login of the person whose time this is."""
    active: bool = True

    @property
    def active_units(self) -> tuple[Unit, ...]:
        """Units that may be given out."""
        return tuple(unit for unit in self.units if unit.active)

    @property
    def competes(self) -> bool:
        """Whether requests may overlap until one is approved."""
        return self.requests == Requests.COMPETE

    @property
    def margins(self) -> tuple[timedelta, timedelta]:
        """Set-up before and turnaround after each use."""
        return timedelta(minutes=self.setup), timedelta(minutes=self.turnaround)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a platform or a partner is closed: ``[start, end)`` in the zone's days."""

    id: int
    code: str
    name: Text
    start: date
    end: date
    platform: str = ""
    partner: str = ""
    active: bool = True

    def closes(self, platform: Platform | None) -> bool:
        """Whether the platform is closed then: by itself, with its host, or with everybody."""
        if not (self.platform or self.partner):
            return True
        if platform is None:
            return False
        return self.platform == platform.code or bool(self.partner and self.partner == platform.host)


class Catalogue:
    """Everything that can be booked and everybody who may, as of one moment. Immutable by convention."""

    def __init__(
        self,
        *,
        partners: Iterable[Partner] = (),
        qualifications: Iterable[Qualification] = (),
        persons: Iterable[Person] = (),
        platforms: Iterable[Platform] = (),
        resources: Iterable[Resource] = (),
        closures: Iterable[Closure] = (),
    ) -> None:
        self.partners = {partner.code: partner for partner in partners}
        self.qualifications = {item.code: item for item in qualifications}
        self.persons = {person.login: person for person in persons}
        self.platforms = {platform.code: platform for platform in platforms}
        self.resources = {resource.code: resource for resource in resources}
        self.closures = {closure.code: closure for closure in closures}
        self.resource_of_unit = {
            unit.id: resource for resource in self.resources.values() for unit in resource.units
        }
        self.unit_by_id = {unit.id: unit for resource in self.resources.values() for unit in resource.units}

    @cached_property
    def mail_wanted(self) -> frozenset[str]:
        """Logins of those who want mail."""
        return frozenset(
            person.login
            for person in self.persons.values()
            if person.active and person.mail is not MailChoice.NONE
        )

    def platform_of(self, resource: Resource) -> Platform | None:
        """The resource's platform; None for a person's own time."""
        return self.platforms.get(resource.platform)

    def zone_name_of(self, resource: Resource) -> str:
        """The time zone in which the resource lives."""
        platform = self.platform_of(resource)
        return platform.time_zone if platform else DEFAULT_TIME_ZONE

    def closed_days(self, platform: Platform, first: date, last: date) -> frozenset[date]:
        """Days in ``[first, last)`` on which the platform or its host is closed."""
        return frozenset(
            day
            for item in self.closures.values()
            if item.active and item.closes(platform)
            for day in _days(max(item.start, first), min(item.end, last))
        )

    def awaiting(self, resource: Resource, granted: int) -> ApprovalStep | None:
        """The step of the chain that comes after ``granted`` granted ones; None when all are."""
        return resource.approval[granted] if granted < len(resource.approval) else None


def _days(start: date, end: date) -> Iterator[date]:
    while start < end:
        yield start
        start += timedelta(days=1)


def person_resource_code(login: str) -> str:
    """The code of the staff resource that is this person's time."""
    return PERSON_RESOURCE_PREFIX + login
