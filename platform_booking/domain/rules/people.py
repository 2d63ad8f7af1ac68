"""Rules about who: what they are qualified for on the day of use, whether they are suspended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.recurrence import wall_time
from platform_booking.domain.rules.model import Severity, Violation, of_resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from platform_booking.domain.catalogue import Person, Resource
    from platform_booking.domain.rules.model import Case
    from platform_booking.domain.rules.settings import Setting

MINUTE: Final = timedelta(minutes=1)
SUGGESTED: Final = 3
"""So many people who could help are named."""


def holds_on(person: Person, code: str, day: date) -> bool:
    """Whether the person holds the qualification until the end of that day."""
    return any(
        held.code == code and (held.valid_until is None or held.valid_until >= day)
        for held in person.qualifications
    )


def qualification(case: Case) -> Iterator[Violation]:
    """What a resource requires must be held by somebody who takes part, through the last day of each use."""
    for resource in case.resources:
        setting = case.setting(resource, "qualification") if resource.requires else None
        if setting is None:
            continue
        for code in resource.requires:
            yield from _unheld(case, resource, setting, code)


def _unheld(case: Case, resource: Resource, setting: Setting, code: str) -> Iterator[Violation]:
    last_days = [(use.last - MINUTE).date() for use in case.uses_of(resource)]
    without = tuple(
        day for day in last_days if not any(holds_on(person, code, day) for person in case.participants)
    )
    if not without:
        return
    until = max(
        (
            held.valid_until
            for person in case.participants
            for held in person.qualifications
            if held.code == code and held.valid_until is not None
        ),
        default=None,
    )
    known = case.catalogue.qualifications.get(code)
    params: dict[str, Any] = {
        "qualification": code,
        "name": known.name if known else code,
        "people": _holders(case, code, max(without)),
    }
    if until is None:
        yield of_resource(
            case, resource, "qualification-missing", setting, "bring-qualified", degree=len(without), **params
        )
    else:
        params |= {"until": until, "dates": without, "count": len(without)}
        yield of_resource(
            case,
            resource,
            "qualification-expired",
            setting,
            "renew-qualification",
            degree=len(without),
            **params,
        )


def _holders(case: Case, code: str, day: date) -> tuple[str, ...]:
    """Some who hold it then, those of the organiser's own partner first."""
    able = [
        person for person in case.catalogue.persons.values() if person.active and holds_on(person, code, day)
    ]
    able.sort(key=lambda person: (person.partner != case.about.partner, person.login))
    return tuple(person.login for person in able[:SUGGESTED])


def suspended(case: Case) -> Iterator[Violation]:
    """The organiser may not book for a time: somebody decided so."""
    person = case.catalogue.persons.get(case.about.organiser)
    until = person.suspended_until if person else None
    if until is not None and until >= wall_time(case.now, case.zone).date():
        yield Violation("suspended", Severity.REFUSE, "", {"until": until}, remedy="ask-coordinator")


def no_shows(case: Case) -> Iterator[Violation]:
    """The organiser did not come too often of late, and waits before booking again."""
    for resource in case.resources:
        setting = case.setting(resource, "no_shows")
        if setting is None:
            continue
        days, most = timedelta(days=setting.fields["days"]), setting.fields["count"]
        missed = sorted(start for start in case.facts.no_shows if start <= case.now)
        ends = [
            last + timedelta(days=setting.fields["suspend_days"])
            for first, last in zip(missed, missed[most - 1 :], strict=False)
            if last - first <= days
        ]
        if ends and ends[-1] > case.now:
            params = {"until": ends[-1], "count": most, "days": setting.fields["days"]}
            yield of_resource(case, resource, "missed-too-often", setting, "wait-or-ask", **params)
