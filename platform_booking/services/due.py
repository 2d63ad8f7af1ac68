"""What time itself brings about: requests that expire or reach others. One place, however many doors run it.

Whoever has the store open runs it; it only applies rules, so that no rights are asked for. It may be run at any time, by
several at once: each thing is done once, in a transaction of its own, and the audit trail names the system.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Action, Booking, State, next_state
from platform_booking.domain.deadlines import decide_within, escalations_of, expiry_of
from platform_booking.services.desk import ChangeSet
from platform_booking.services.happenings import SYSTEM, Happened, Task
from platform_booking.services.held_offers import offers_due
from platform_booking.services.notices import tell
from platform_booking.services.using import uses_due
from platform_booking.services.versions import changed_booking
from platform_booking.storage.audit import entries
from platform_booking.storage.snapshots import subject_of_booking

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

ESCALATE: Final = "escalate"


@dataclass(frozen=True, slots=True)
class Due:
    """Everything that was due."""

    happened: tuple[Happened, ...]
    changes: ChangeSet = field(default_factory=ChangeSet)


class DueService:
    """Carries out what is due."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self) -> Due:
        """Carry out every task. Raises the Store errors; what was done before stays done."""
        happened = tuple(item for task in TASKS for item in task(self._desk))
        refs = tuple(dict.fromkeys(item.ref for item in happened if item.is_booking))
        return Due(happened, ChangeSet(bookings=refs))


def requests_due(desk: Desk) -> tuple[Happened, ...]:
    """Requests that nobody decided in time."""
    keys = desk.store.read(partial(_overdue, now=desk.now()))
    return tuple(
        item
        for key in keys
        for item in desk.store.write(lambda unit_of_work, key=key: _settle(desk, unit_of_work, key))  # type: ignore[misc]
    )


def _overdue(unit_of_work: UnitOfWork, now: datetime) -> list[int]:
    """Keys of bookings that may have something due; each is looked at again in its own transaction."""
    catalogue = unit_of_work.catalogue
    units: dict[timedelta, list[int]] = defaultdict(list)
    for resource in catalogue.resources.values():
        within = decide_within(catalogue, resource)
        if within is not None:
            units[within] += [unit.id for unit in resource.units]
    return unit_of_work.bookings.overdue(now, [(found, now - within) for within, found in units.items()])


def _settle(desk: Desk, unit_of_work: UnitOfWork, key: int) -> tuple[Happened, ...]:
    found = unit_of_work.bookings.by_ids([key])
    if not found:  # private, and to be looked after by those whom it concerns
        return ()
    return _settled(desk, unit_of_work, found[0])


def _settled(desk: Desk, unit_of_work: UnitOfWork, booking: Booking) -> tuple[Happened, ...]:
    expired = _expired(unit_of_work.catalogue, booking, desk.now())
    found = []
    if expired is not None:
        found.append(_expire(desk, unit_of_work, booking, expired))
    reached = _newly_reached(unit_of_work, expired or booking, desk.now())
    if reached:
        found.append(_escalate(desk, unit_of_work, expired or booking, reached))
    return tuple(found)


# --- expiring ---------------------------------------------------------------------------------------


def _expired(catalogue: Catalogue, booking: Booking, now: datetime) -> Booking | None:
    """The booking without the requests that nobody decided in time; None where there are none."""
    resources = {line.number: catalogue.resources[line.resource] for line in booking.lines}
    lapsed = {
        item.id
        for item in booking.allocations
        if item.state is State.REQUESTED
        and (end := expiry_of(catalogue, resources[item.line], booking, item)) is not None
        and end <= now
    }
    if not lapsed:
        return None
    return changed_booking(
        booking,
        now,
        allocations=tuple(
            replace(item, state=next_state(item.state, Action.EXPIRE), holds=False, changed_at=now)
            if item.id in lapsed
            else item
            for item in booking.allocations
        ),
    )


def _expire(desk: Desk, unit_of_work: UnitOfWork, booking: Booking, after: Booking) -> Happened:
    unit_of_work.bookings.save(booking, after, desk.stamp(SYSTEM, Action.EXPIRE.value))
    numbers = {
        becomes.occurrence
        for was, becomes in zip(booking.allocations, after.allocations, strict=True)
        if was.state is not becomes.state
    }
    dates = tuple(sorted(item.day(after.zone) for item in after.occurrences if item.number in numbers))
    told = [day.isoformat() for day in dates]
    tell(unit_of_work, desk.now(), "expired", after, [after.organiser], dates=told)
    return Happened("expired", after.ref, after.title, dates, (after.organiser,))


# --- escalating -------------------------------------------------------------------------------------


def _newly_reached(unit_of_work: UnitOfWork, booking: Booking, now: datetime) -> tuple[str, ...]:
    """Whom the requests reach by now who have not been told: the trail says when the last were."""
    catalogue = unit_of_work.catalogue
    resources = {line.number: catalogue.resources[line.resource] for line in booking.lines}
    since = [
        (moment, logins)
        for item in booking.allocations
        if item.state is State.REQUESTED
        for moment, logins in escalations_of(catalogue, resources[item.line], booking, item)
        if moment <= now
    ]
    if not since:
        return ()
    trail = entries(unit_of_work.connection, subject=subject_of_booking(booking.ref))
    told = max((entry.at for entry in trail if entry.action == ESCALATE), default=None)
    return tuple(
        dict.fromkeys(
            login for moment, logins in sorted(since) if told is None or moment > told for login in logins
        )
    )


def _escalate(desk: Desk, unit_of_work: UnitOfWork, booking: Booking, reached: tuple[str, ...]) -> Happened:
    after = changed_booking(booking, desk.now())
    unit_of_work.bookings.save(booking, after, desk.stamp(SYSTEM, ESCALATE, ", ".join(reached)))
    tell(unit_of_work, desk.now(), "escalated", after, reached)
    return Happened("escalated", after.ref, after.title, persons=reached)


TASKS: Final[tuple[Task, ...]] = (requests_due, offers_due, uses_due)
"""Everything that time brings about."""
