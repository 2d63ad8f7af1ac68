"""Whose word each line of a request waits for, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import ApprovalStep
from platform_booking.domain.deadlines import deciders_at
from platform_booking.domain.errors import IllegalTransition, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Catalogue, Resource


def step_of(resource: Resource, allocation: Allocation) -> ApprovalStep:
    """The step that the allocation waits for."""
    return step_after(resource, allocation.granted)


def step_after(resource: Resource, granted: int) -> ApprovalStep:
    """The step after so many granted ones; a chain shortened since the request leaves it to the manager."""
    return resource.approval[granted] if granted < len(resource.approval) else ApprovalStep.MANAGER


def deciders_of(catalogue: Catalogue, booking: Booking, item: Allocation, now: datetime) -> tuple[str, ...]:
    """Logins of those who may take the step that the allocation waits for, also by escalation."""
    line = next(line for line in booking.lines if line.number == item.line)
    resource = catalogue.resources[line.resource]
    return deciders_at(catalogue, resource, booking, item, step_of(resource, item), now)


def mine_to_decide(
    actor: Actor, catalogue: Catalogue, booking: Booking, meant: Sequence[Allocation], now: datetime
) -> tuple[Allocation, ...]:
    """Those of the allocations meant that wait for a step that the actor may take."""
    known: dict[tuple[int, int, datetime | None], bool] = {}  # the dates of a series mostly wait alike
    found = []
    for item in meant:
        if item.state is not State.REQUESTED:
            continue
        alike = (item.line, item.granted, item.changed_at)
        if alike not in known:
            known[alike] = actor.login in deciders_of(catalogue, booking, item, now)
        if known[alike]:
            found.append(item)
    return tuple(found)


def require_mine(
    actor: Actor,
    catalogue: Catalogue,
    booking: Booking,
    meant: Sequence[Allocation],
    action: str,
    now: datetime,
) -> tuple[Allocation, ...]:
    """As ``mine_to_decide``. Raises NotPermitted, or IllegalTransition when nothing waits for anybody."""
    mine = mine_to_decide(actor, catalogue, booking, meant, now)
    if mine:
        return mine
    waiting = [item for item in meant if item.state is State.REQUESTED]
    who = {login for item in waiting or meant for login in deciders_of(catalogue, booking, item, now)}
    if waiting or actor.login not in who:
        raise NotPermitted(actor.login, action, booking.ref, tuple(sorted(who)))
    raise IllegalTransition(booking.ref, booking.status, action)
