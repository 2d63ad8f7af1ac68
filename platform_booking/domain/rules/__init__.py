"""Rules of booking: one function a rule; each yields violations that say what would remedy them and who can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.rules import dates, people, places, quotas
from platform_booking.domain.rules.model import (
    About,
    Case,
    Check,
    Facts,
    Severity,
    Usage,
    Violation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "RULES",
    "About",
    "Case",
    "Check",
    "Facts",
    "Rule",
    "Severity",
    "Usage",
    "Violation",
    "checks_of",
    "refusing",
    "violations_of",
    "worsened",
]


def _always(_case: Case) -> bool:
    return True


def _set(*keys: str) -> Callable[[Case], bool]:
    """Whether one of these rules is set for one of the resources."""
    return lambda case: any(case.setting(resource, key) for resource in case.resources for key in keys)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and when it has anything to look at."""

    look: Callable[[Case], Iterator[Violation]]
    applies: Callable[[Case], bool] = _always

    @property
    def code(self) -> str:
        """Its name."""
        return self.look.__name__


RULES: Final = (
    Rule(dates.past),
    Rule(dates.horizon),
    Rule(dates.lead_time, _set("lead_time")),
    Rule(
        dates.opening,
        lambda case: any(
            (platform := case.platform_of(item)) is not None and platform.opening is not None
            for item in case.resources
        ),
    ),
    Rule(dates.closures, lambda case: bool(case.catalogue.closures)),
    Rule(dates.holidays, lambda case: bool(case.facts.holidays)),
    Rule(dates.duration, _set("shortest", "longest")),
    Rule(quotas.quota_person, _set("quota_person")),
    Rule(quotas.quota_partner, _set("quota_partner")),
    Rule(people.qualification, lambda case: any(item.requires for item in case.resources)),
    Rule(places.capacity, lambda case: bool(places.rooms(case))),
    Rule(places.biosafety, lambda case: bool(places.contained(case))),
    Rule(places.dossier, lambda case: bool(places.contained(case)) and _set("dossier")(case)),
    Rule(places.lone_worker, _set("lone_worker")),
    Rule(places.supervisor, _set("supervisor")),
    Rule(
        people.suspended,
        lambda case: (
            case.catalogue.persons[case.about.organiser].suspended_until is not None
            if case.about.organiser in case.catalogue.persons
            else False
        ),
    ),
    Rule(people.no_shows, _set("no_shows")),
)


def checks_of(case: Case) -> tuple[Check, ...]:
    """Rule by rule, also those that hold; a rule that has nothing to look at is left out."""
    found: list[Check] = []
    for rule in RULES:
        if not rule.applies(case):
            continue
        violations = tuple(rule.look(case))
        found += [Check(rule.code, ok=False, violation=violation) for violation in violations]
        if not violations:
            found.append(Check(rule.code, ok=True))
    return tuple(found)


def violations_of(case: Case) -> tuple[Violation, ...]:
    """What every rule says of the case."""
    return tuple(violation for rule in RULES for violation in rule.look(case))


def refusing(violations: Iterable[Violation], overridden_by: str | None) -> tuple[Violation, ...]:
    """Those that stand: all that refuse, and those to be overridden, unless ``overridden_by`` may."""
    return tuple(
        violation
        for violation in violations
        if violation.severity is Severity.REFUSE
        or (violation.severity is Severity.OVERRIDE and overridden_by not in violation.who_can)
    )


def worsened(before: Iterable[Violation], after: Iterable[Violation]) -> tuple[Violation, ...]:
    """What a change breaks that was not broken before, or not so badly.

    Nobody is refused a change for what stays as it was, or gets better.
    """
    was: dict[tuple[str, str, str], float] = {}
    for item in before:
        was[_same(item)] = max(item.degree, was.get(_same(item), 0))
    return tuple(item for item in after if item.degree > was.get(_same(item), 0))


def _same(violation: Violation) -> tuple[str, str, str]:
    return violation.code, violation.where, str(violation.params.get("qualification", ""))
