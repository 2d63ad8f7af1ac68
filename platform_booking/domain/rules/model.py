"""What a rule looks at, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from platform_booking.domain.booking import line_use
from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.domain.rules.settings import Setting, setting_of
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.booking import Occurrence
    from platform_booking.domain.catalogue import Catalogue, Person, Platform, Resource, Text
    from platform_booking.domain.planning import PlannedLine


class Severity(StrEnum):
    """How hard a rule is."""

    REFUSE = "refuse"
    OVERRIDE = "override"
    """Those who may, may all the same, with a reason."""
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that does not hold. ``code`` and ``params`` make the sentence, ``remedy`` names what to do."""

    code: str
    severity: Severity
    where: str
    """Code of the resource or platform it is about; empty for the booking as a whole."""
    params: Mapping[str, Any] = field(default_factory=dict)
    remedy: str = ""
    who_can: tuple[str, ...] = ()
    """Logins of those who may override it."""
    degree: float = 1
    """How badly the rule is broken: people, minutes or dates too many. To be compared for one rule only."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and what it says; several violations of one rule are several checks."""

    code: str
    """Name of the rule."""
    ok: bool
    violation: Violation | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a booking beside its lines and dates."""

    organiser: str = ""
    """Login."""
    partner: str = ""
    learners: int = 0
    biosafety: int = 0
    dossier: str = ""
    people: tuple[str, ...] = ()
    """Logins of those who take part beside the organiser and the people among the lines that are judged."""
    ref: str = ""
    """Of the booking that is changed: its own use does not count against it. Empty for a new one."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What has been used of one resource, or will be: for quotas."""

    resource: str
    organiser: str
    partner: str
    span: TimeSpan
    date: str
    """Names the booking and the date of it: its units count their hours each, but are one session."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules must know that neither the request nor the catalogue says."""

    holidays: Mapping[date, Text] = field(default_factory=dict)
    usage: Sequence[Usage] = ()
    """Everything on the resources with quotas, in the periods concerned, but the booking itself."""
    no_shows: Sequence[datetime] = ()
    """When the organiser did not come: starts of those dates."""


class Use(NamedTuple):
    """One line at one date, with the days that the clocks of its place show at its two ends."""

    wish: PlannedLine
    occurrence: Occurrence
    span: TimeSpan
    first: datetime
    """Wall-clock start, naive."""
    last: datetime
    """Wall-clock end, naive."""


@dataclass(frozen=True)
class Case:
    """What the rules look at: lines at dates, and everything that is known of them."""

    catalogue: Catalogue
    lines: Sequence[PlannedLine]
    occurrences: Sequence[Occurrence]
    zone: ZoneInfo
    now: datetime
    about: About = field(default_factory=About)
    facts: Facts = field(default_factory=Facts)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every line at every date, line by line."""
        found = []
        for wish in self.lines:
            zone = zone_of(self.catalogue.zone_name_of(wish.resource))
            for occurrence in self.occurrences:
                span = TimeSpan(*line_use(wish.line, occurrence.span, self.zone))
                found.append(
                    Use(wish, occurrence, span, wall_time(span.start, zone), wall_time(span.end, zone))
                )
        return tuple(found)

    def uses_of(self, resource: Resource) -> tuple[Use, ...]:
        """Those of one resource."""
        return tuple(use for use in self.uses if use.wish.resource is resource)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The resources of all lines, each once, but people's own time."""
        return tuple(
            {wish.resource.code: wish.resource for wish in self.lines if not wish.resource.person}.values()
        )

    @cached_property
    def participants(self) -> tuple[Person, ...]:
        """Who takes part: the organiser, and the people among the lines."""
        logins = (self.about.organiser, *self.about.people, *(wish.resource.person for wish in self.lines))
        return tuple(
            self.catalogue.persons[login]
            for login in dict.fromkeys(logins)
            if login in self.catalogue.persons
        )

    def platform_of(self, resource: Resource) -> Platform | None:
        """The resource's platform."""
        return self.catalogue.platform_of(resource)

    def setting(self, resource: Resource, key: str) -> Setting | None:
        """What holds for the resource; None where the rule is off."""
        return setting_of(resource, self.platform_of(resource), key)

    def managers(self, resource: Resource) -> tuple[str, ...]:
        """Logins of those who may set a rule aside for the resource."""
        platform = self.platform_of(resource)
        return (*platform.managers, *platform.deputies) if platform else ()


def of_resource(
    case: Case,
    resource: Resource,
    code: str,
    setting: Setting,
    remedy: str,
    *,
    degree: float = 1,
    **params: Any,
) -> Violation:
    """A rule of a resource that does not hold; its managers may set it aside."""
    severity = Severity(setting.severity)
    able = case.managers(resource) if severity is Severity.OVERRIDE else ()
    return Violation(code, severity, resource.code, params, remedy, able, degree)
