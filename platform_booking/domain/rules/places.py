"""Rules about what the place allows: seats, containment, working alone, being supervised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.catalogue import Category
from platform_booking.domain.rules.model import Violation, of_resource
from platform_booking.domain.rules.people import holds_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.rules.model import Case
    from platform_booking.domain.rules.settings import Setting

MINUTE: Final = timedelta(minutes=1)


def rooms(case: Case) -> list[PlannedLine]:
    """Lines on rooms of which the seats are known."""
    return [wish for wish in case.lines if wish.resource.category == Category.ROOM and wish.resource.capacity]


def capacity(case: Case) -> Iterator[Violation]:
    """More learners than the rooms together hold."""
    there = rooms(case)
    seats = sum((wish.resource.capacity or 0) * wish.line.quantity for wish in there)
    if not there or case.about.learners <= seats:
        return
    setting = case.setting(there[0].resource, "capacity")
    if setting is not None:
        params = {"learners": case.about.learners, "capacity": seats}
        yield of_resource(
            case,
            there[0].resource,
            "over-capacity",
            setting,
            "larger-room",
            degree=case.about.learners - seats,
            **params,
        )


def contained(case: Case) -> tuple[Resource, ...]:
    """Where work at the booking's containment level would be done: its rooms, and equipment that has a level."""
    if not case.about.biosafety:
        return ()
    return (
        tuple(item for item in case.resources if item.category == Category.ROOM or item.biosafety)
        or case.resources
    )


def biosafety(case: Case) -> Iterator[Violation]:
    """A place that is not authorised for the level of the work, or not on the last day of use any more."""
    for resource in contained(case):
        setting = case.setting(resource, "biosafety")
        if setting is None:
            continue
        if resource.biosafety < case.about.biosafety:
            params: dict[str, Any] = {"level": resource.biosafety, "needed": case.about.biosafety}
            yield of_resource(
                case,
                resource,
                "biosafety-too-low",
                setting,
                "contained-room",
                degree=case.about.biosafety - resource.biosafety,
                **params,
            )
        elif resource.biosafety_until is not None:
            until = resource.biosafety_until
            late = tuple(
                use.first.date() for use in case.uses_of(resource) if (use.last - MINUTE).date() > until
            )
            if late:
                params = {"until": until, "dates": late, "count": len(late)}
                yield of_resource(
                    case,
                    resource,
                    "biosafety-expired",
                    setting,
                    "renew-authorisation",
                    degree=len(late),
                    **params,
                )


def dossier(case: Case) -> Iterator[Violation]:
    """Work at a containment level that needs the reference of its declaration, and does not give it."""
    for resource in contained(case):
        setting = case.setting(resource, "dossier")
        if setting is not None and case.about.biosafety >= setting.value and not case.about.dossier.strip():
            yield of_resource(
                case, resource, "dossier-missing", setting, "give-dossier", level=case.about.biosafety
            )


def lone_worker(case: Case) -> Iterator[Violation]:
    """Fewer people than may work there: a clean room is out of sight and hearing."""
    for resource in case.resources:
        setting = case.setting(resource, "lone_worker")
        persons = len(case.participants) + case.about.learners
        if setting is not None and persons < setting.value:
            params = {"persons": persons, "least": setting.value}
            degree = setting.value - persons
            yield of_resource(
                case, resource, "lone-worker", setting, "bring-somebody", degree=degree, **params
            )


def supervisor(case: Case) -> Iterator[Violation]:
    """Nobody who supervises takes part: one of the platform's managers, or a holder of the qualification said."""
    for resource in case.resources:
        setting = case.setting(resource, "supervisor")
        if setting is not None and not _is_supervised(case, resource, setting):
            people = case.managers(resource) if setting.value is True else _holders(case, str(setting.value))
            yield of_resource(
                case, resource, "supervisor-missing", setting, "bring-supervisor", people=people[:3]
            )


def _is_supervised(case: Case, resource: Resource, setting: Setting) -> bool:
    if setting.value is True:
        managers = case.managers(resource)
        return any(person.login in managers for person in case.participants)
    return all(
        any(holds_on(person, str(setting.value), (use.last - MINUTE).date()) for person in case.participants)
        for use in case.uses_of(resource)
    )


def _holders(case: Case, code: str) -> tuple[str, ...]:
    today = case.now.date()
    return tuple(
        login
        for login, person in case.catalogue.persons.items()
        if person.active and holds_on(person, code, today)
    )
