"""Until when a request must be decided, what happens then, and whom it reaches when nobody decides.

Two rules of a resource, or of its platform, say it: ``decide_within`` (hours from when the step began to wait) and
``on_deadline`` (``expire`` or ``escalate``). Without them a request expires at the end of the use that it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import deciders, may_decide
from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import ApprovalStep, Role

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Catalogue, Resource

WITHIN: Final = "decide_within"
ON_DEADLINE: Final = "on_deadline"


LONGEST: Final = 24 * 366
"""Hours that deciding may take at the most."""


class OnDeadline(StrEnum):
    """What happens to a request that nobody decided in time."""

    EXPIRE = "expire"
    ESCALATE = "escalate"
    """More people may decide: the deputies first, then the host's coordinators."""


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """The next thing that happens to a request if nobody decides."""

    at: datetime
    then: OnDeadline


def decide_within(catalogue: Catalogue, resource: Resource) -> timedelta | None:
    """How long deciding may take; None where nothing is said."""
    hours = _set(catalogue, resource, WITHIN)
    return timedelta(hours=hours) if hours else None


def escalates(catalogue: Catalogue, resource: Resource) -> bool:
    """Whether a request that is not decided in time reaches others instead of expiring."""
    return bool(_set(catalogue, resource, ON_DEADLINE) == OnDeadline.ESCALATE)


def _set(catalogue: Catalogue, resource: Resource, key: str) -> Any:
    from platform_booking.domain.rules.settings import value_of  # noqa: PLC0415 - brings all rules, wanted seldom

    return value_of(catalogue, resource, key)


def asked_at(booking: Booking, item: Allocation) -> datetime:
    """When the step that the allocation waits for began to wait."""
    return item.changed_at or booking.created_at


def expiry_of(
    catalogue: Catalogue, resource: Resource, booking: Booking, item: Allocation
) -> datetime | None:
    """When the request expires unless it is decided; None where nobody decides it too late.

    A use that is entered afterwards is not over before it was asked for.
    """
    if booking.offered:
        return None
    asked = asked_at(booking, item)
    ends = [item.use.end] if asked < item.use.end else []
    within = decide_within(catalogue, resource)
    if within is not None and not escalates(catalogue, resource):
        ends.append(asked + within)
    return min(ends, default=None)


def escalations_of(
    catalogue: Catalogue, resource: Resource, booking: Booking, item: Allocation
) -> tuple[tuple[datetime, tuple[str, ...]], ...]:
    """From when on whom the request reaches besides those who may decide it anyway."""
    within = decide_within(catalogue, resource)
    if within is None or booking.offered or not escalates(catalogue, resource):
        return ()
    asked = asked_at(booking, item)
    return tuple(
        (asked + within * number, logins) for number, logins in enumerate(reached(catalogue, resource), 1)
    )


def reached(catalogue: Catalogue, resource: Resource) -> tuple[tuple[str, ...], ...]:
    """Whom an escalation reaches, one after the other: the deputies, then the host's coordinators or the administrators."""
    platform = catalogue.platform_of(resource)
    if platform is None:
        return ()
    active = {login for login, person in catalogue.persons.items() if person.active}
    deputies = tuple(login for login in platform.deputies if login in active)
    last = deciders(catalogue, resource, ApprovalStep.HOST) or tuple(
        sorted(login for login in active if Role.ADMIN in catalogue.persons[login].roles)
    )
    return tuple(logins for logins in (deputies, last) if logins)


def deciders_at(
    catalogue: Catalogue,
    resource: Resource,
    booking: Booking,
    item: Allocation,
    step: ApprovalStep,
    now: datetime,
) -> tuple[str, ...]:
    """Logins of those who may take the step now, those whom the request reached by escalation last.

    Nobody may, as long as it is only offered to the organiser.
    """
    if booking.offered:
        return ()
    more = [
        login
        for since, logins in escalations_of(catalogue, resource, booking, item)
        if since <= now
        for login in logins
    ]
    return tuple(dict.fromkeys((*deciders(catalogue, resource, step), *more)))


def deadline_of(
    catalogue: Catalogue, resource: Resource, booking: Booking, item: Allocation, now: datetime
) -> Deadline | None:
    """What happens next to an open request; None when it may wait for ever."""
    if item.state is not State.REQUESTED:
        return None
    expiry = expiry_of(catalogue, resource, booking, item)
    found = [] if expiry is None else [Deadline(expiry, OnDeadline.EXPIRE)]
    found += [
        Deadline(since, OnDeadline.ESCALATE)
        for since, _ in escalations_of(catalogue, resource, booking, item)
        if since > now
    ]
    return min(found, key=lambda item: item.at, default=None)


def may_ever_decide(actor: Actor, catalogue: Catalogue, resource: Resource) -> bool:
    """Whether some step of the resource is the actor's to take, at least when it was left undecided for too long."""
    steps = (*resource.approval, ApprovalStep.MANAGER)
    if resource.platform and any(may_decide(actor, catalogue, resource, step) for step in steps):
        return True
    return escalates(catalogue, resource) and any(
        actor.login in logins for logins in reached(catalogue, resource)
    )
