"""Rules of booking: one function a rule; each yields violations that say what would remedy them and who can."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.catalogue import Category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from platform_booking.domain.booking import Occurrence
    from platform_booking.domain.planning import PlannedLine

LATE_ENTRY: Final = timedelta(days=366)
"""A use may be entered afterwards for this long; earlier dates are taken for a slip of the pen."""
HORIZON: Final = timedelta(days=5 * 366)


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


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at."""

    lines: Sequence[PlannedLine]
    occurrences: Sequence[Occurrence]
    learners: int
    now: datetime
    managers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who may override for each resource."""


def past(case: Case) -> Iterator[Violation]:
    """A date that is over: entering it late is allowed for a year, with a warning."""
    gone = [occurrence.span.start for occurrence in case.occurrences if occurrence.span.end <= case.now]
    if gone and min(gone) < case.now - LATE_ENTRY:
        yield Violation("too-long-ago", Severity.REFUSE, "", {"start": min(gone)}, remedy="choose-later")
    elif gone:
        yield Violation("in-the-past", Severity.WARN, "", {"start": min(gone)}, remedy="check-date")


def horizon(case: Case) -> Iterator[Violation]:
    """A date so far ahead that it must be a slip of the pen."""
    last = max(occurrence.span.end for occurrence in case.occurrences)
    if last > case.now + HORIZON:
        yield Violation(
            "beyond-horizon",
            Severity.REFUSE,
            "",
            {"end": last, "latest": case.now + HORIZON},
            remedy="choose-earlier",
        )


def capacity(case: Case) -> Iterator[Violation]:
    """More learners than the rooms together hold."""
    rooms = _rooms(case)
    seats = sum((wish.resource.capacity or 0) * wish.line.quantity for wish in rooms)
    if rooms and case.learners > seats:
        yield Violation(
            "over-capacity",
            Severity.OVERRIDE,
            rooms[0].resource.code,
            {"learners": case.learners, "capacity": seats},
            remedy="larger-room",
            who_can=case.managers.get(rooms[0].resource.code, ()),
        )


def _rooms(case: Case) -> list[PlannedLine]:
    return [wish for wish in case.lines if wish.resource.category == Category.ROOM and wish.resource.capacity]


RULES: Final[tuple[Callable[[Case], Iterator[Violation]], ...]] = (past, horizon, capacity)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and what it says; several violations of one rule are several checks."""

    code: str
    """Name of the rule."""
    ok: bool
    violation: Violation | None = None


def checks_of(case: Case) -> tuple[Check, ...]:
    """Rule by rule, also those that hold; a rule that has nothing to look at is left out."""
    found: list[Check] = []
    for rule in RULES:
        violations = tuple(rule(case))
        found += [Check(rule.__name__, ok=False, violation=violation) for violation in violations]
        if not violations and (rule is not capacity or _rooms(case)):
            found.append(Check(rule.__name__, ok=True))
    return tuple(found)


def violations_of(case: Case) -> tuple[Violation, ...]:
    """What every rule says of the case."""
    return tuple(violation for rule in RULES for violation in rule(case))
