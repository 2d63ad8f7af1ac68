"""Who still has a say in a booking: nobody takes anything back, or does it again, who could not act on it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.authority import manages, may_change, may_decide, require
from platform_booking.domain.catalogue import person_resource_code
from platform_booking.services.steps import deciders_of, mine_to_decide
from platform_booking.services.trail_words import REDO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Catalogue, Resource


def has_a_say(actor: Actor, catalogue: Catalogue, booking: Booking) -> bool:
    """Whoever may change it, takes part, or answers for or decides on one of its lines."""
    return may_change(actor, booking) or any(
        line.resource == person_resource_code(actor.login)
        or _answers_for(actor, catalogue, catalogue.resources[line.resource])
        for line in booking.lines
    )


def _answers_for(actor: Actor, catalogue: Catalogue, resource: Resource) -> bool:
    return manages(actor, catalogue.platform_of(resource)) or any(
        may_decide(actor, catalogue, resource, step) for step in resource.approval
    )


def require_decider(
    actor: Actor, catalogue: Catalogue, booking: Booking, meant: Sequence[Allocation], now: datetime
) -> None:
    """Raise NotPermitted unless all of these wait for the actor's word."""
    mine = {item.id for item in mine_to_decide(actor, catalogue, booking, meant, now)}
    others = [item for item in meant if item.id not in mine]
    who = {login for item in others for login in deciders_of(catalogue, booking, item, now)}
    require(not others, actor, REDO, booking.ref, tuple(sorted(who)))
