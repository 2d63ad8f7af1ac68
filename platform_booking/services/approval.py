"""Deciding on requests: each platform on its own lines, step by step of their chains."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from platform_booking.domain.authority import deciders, may_decide
from platform_booking.domain.booking import Action, Allocation, Booking, Decision, Line, State
from platform_booking.domain.catalogue import ApprovalStep
from platform_booking.domain.errors import BookingError, IllegalTransition, NotFound, NotPermitted, StoreError
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.desk import ChangeSet
from platform_booking.services.granting import Granted, declined, grant
from platform_booking.services.requests import resource_of
from platform_booking.services.selection import Dates, check_version
from platform_booking.services.undoing import Undoable
from platform_booking.services.versions import require_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decided:
    """A booking before and after a decision, and whoever had to give way."""

    before: Booking
    booking: Booking
    displaced: tuple[str, ...] = ()
    """Refs of bookings whose competing requests were declined by this approval."""
    changes: ChangeSet = field(default_factory=ChangeSet)
    rivals: tuple[tuple[Booking, Booking], ...] = ()
    """Before and after of every booking that gave way, declined or on another unit."""

    @property
    def undoable(self) -> Undoable:
        """Takes the decision back, and what it did to others."""
        touched = ((self.before, self.booking), *self.rivals)
        return Undoable(
            tuple(before for before, _ in touched), {after.ref: after.version for _, after in touched}
        )


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Several requests decided one by one."""

    done: tuple[Decided, ...]
    refused: tuple[tuple[str, BookingError], ...]
    """Refs that were left as they are, each with the reason."""


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A line that waits for me, with the step it waits for and at how many dates."""

    line: Line
    step: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A booking with lines that wait for me."""

    booking: Booking
    lines: tuple[InboxLine, ...]
    first: datetime
    """Start of the first date that waits."""


def step_of(resource: Resource, allocation: Allocation) -> ApprovalStep:
    """The step that the allocation waits for."""
    return step_after(resource, allocation.granted)


def step_after(resource: Resource, granted: int) -> ApprovalStep:
    """The step after so many granted ones; a chain shortened since the request leaves it to the manager."""
    return resource.approval[granted] if granted < len(resource.approval) else ApprovalStep.MANAGER


def mine_to_decide(
    actor: Actor, catalogue: Catalogue, booking: Booking, meant: Sequence[Allocation]
) -> tuple[Allocation, ...]:
    """Those of the allocations meant that wait for a step that the actor may take."""
    resources = {line.number: catalogue.resources[line.resource] for line in booking.lines}
    return tuple(
        item
        for item in meant
        if item.state is State.REQUESTED
        and may_decide(actor, catalogue, resources[item.line], step_of(resources[item.line], item))
    )


class ApprovalService:
    """Decisions on requests."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def approve(
        self,
        ref: str,
        *,
        resource: str | None = None,
        day: date | None = None,
        following: bool = False,
        reason: str = "",
        expected_version: int | None = None,
    ) -> Decided:
        """Grant the step that each line waits for, where it is mine to grant; the last step approves.

        Competing requests that no longer fit are declined in the same transaction. Raises NotFound, NotPermitted,
        IllegalTransition when nothing waits, BookingConflict when a competing request no longer fits itself.
        """

        def work(unit_of_work: UnitOfWork) -> Decided:
            actor, booking, mine = self._mine(
                unit_of_work, ref, Action.APPROVE, resource, Dates(day, following), expected_version
            )
            return self._approve(
                unit_of_work, actor, grant(unit_of_work, booking, mine, self._desk.now()), mine, reason
            )

        return self._desk.store.write(work)

    def _approve(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        granted: Granted,
        mine: Sequence[Allocation],
        reason: str,
    ) -> Decided:
        booking = granted.before
        stamp = self._desk.stamp(actor, "approve", reason.strip())
        unit_of_work.bookings.save(booking, granted.booking, stamp)
        self._note(unit_of_work, actor, booking, mine, "granted", reason.strip())
        lost = tuple(former.ref for former, _ in granted.displaced)
        for former, after in granted.rivals:
            action = Action.DECLINE.value if former.ref in lost else "reassign"
            told = self._desk.stamp(actor, action, f"displaced-by {booking.ref}")
            unit_of_work.bookings.save(former, after, told)
        touched = (booking.ref, *(former.ref for former, _ in granted.rivals))
        return Decided(booking, granted.booking, lost, ChangeSet(bookings=touched), granted.rivals)

    def approve_all(self, refs: Sequence[str]) -> BatchResult:
        """Approve those that nobody stands against, each for itself; none of them displaces anybody.

        What speaks against one is told with its ref: BookingConflict (also for requests that would be displaced),
        NotFound, NotPermitted, IllegalTransition or, for all that are left, what is wrong with the store.
        """
        done: list[Decided] = []
        refused: list[tuple[str, BookingError]] = []
        for place, ref in enumerate(refs):
            try:
                done.append(self._desk.store.write(partial(self._approve_alone, ref=ref)))
            except StoreError as error:
                refused += [(left, error) for left in refs[place:]]
                break
            except BookingError as error:
                refused.append((ref, error))
        return BatchResult(tuple(done), tuple(refused))

    def _approve_alone(self, unit_of_work: UnitOfWork, ref: str) -> Decided:
        actor, booking, mine = self._mine(unit_of_work, ref, Action.APPROVE, None, Dates(), None)
        granted = grant(unit_of_work, booking, mine, self._desk.now())
        against = granted.conflicts(unit_of_work.catalogue)
        if against:
            raise BookingConflict(against)
        return self._approve(unit_of_work, actor, granted, mine, "")

    def decline(
        self,
        ref: str,
        reason: str,
        *,
        resource: str | None = None,
        day: date | None = None,
        following: bool = False,
        expected_version: int | None = None,
    ) -> Decided:
        """Refuse the lines that wait for me, with a reason. Raises as ``approve``, InvalidInput without a reason."""
        why = require_reason(reason)

        def work(unit_of_work: UnitOfWork) -> Decided:
            actor, booking, mine = self._mine(
                unit_of_work, ref, Action.DECLINE, resource, Dates(day, following), expected_version
            )
            after = declined(booking, {item.id for item in mine}, self._desk.now())
            unit_of_work.bookings.save(booking, after, self._desk.stamp(actor, "decline", why))
            self._note(unit_of_work, actor, booking, mine, "declined", why)
            return Decided(booking, after, changes=ChangeSet(bookings=(booking.ref,)))

        return self._desk.store.write(work)

    def inbox(self) -> tuple[InboxItem, ...]:
        """What waits for me, the nearest date first."""
        return self._desk.store.read(lambda unit_of_work: inbox_of(self._desk, unit_of_work))

    def _mine(
        self,
        unit_of_work: UnitOfWork,
        ref: str,
        action: Action,
        resource: str | None,
        dates: Dates,
        expected_version: int | None,
    ) -> tuple[Actor, Booking, tuple[Allocation, ...]]:
        """The allocations that wait and are mine to decide, among those meant."""
        catalogue = unit_of_work.catalogue
        actor = self._desk.person(catalogue)
        booking = unit_of_work.bookings.get(ref)
        check_version(booking, expected_version)
        lines = {line.number: catalogue.resources[line.resource] for line in booking.lines}
        if resource is not None:
            wanted = resource_of(catalogue, resource).code
            lines = {number: found for number, found in lines.items() if found.code == wanted}
            if not lines:
                raise NotFound(
                    "line", f"{booking.ref} {wanted}", tuple(line.resource for line in booking.lines)
                )
        numbers = {occurrence.number for occurrence in dates.of(booking)}
        meant = [item for item in booking.allocations if item.line in lines and item.occurrence in numbers]
        waiting = [item for item in meant if item.state is State.REQUESTED]
        mine = mine_to_decide(actor, catalogue, booking, waiting)
        if not mine:
            anybody = waiting or meant
            who = {
                login
                for item in anybody
                for login in deciders(catalogue, lines[item.line], step_of(lines[item.line], item))
            }
            if waiting or actor.login not in who:
                raise NotPermitted(actor.login, action.value, booking.ref, tuple(sorted(who)))
            raise IllegalTransition(booking.ref, booking.status, action.value)
        return actor, booking, mine

    def _note(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        booking: Booking,
        mine: Sequence[Allocation],
        verdict: str,
        reason: str,
    ) -> None:
        resources = {line.number: unit_of_work.catalogue.resources[line.resource] for line in booking.lines}
        pairs = {(item.line, item.occurrence): step_of(resources[item.line], item) for item in mine}
        unit_of_work.bookings.add_decisions(
            booking,
            [
                Decision(line, occurrence, step.value, verdict, actor.login, self._desk.now(), reason)
                for (line, occurrence), step in sorted(pairs.items())
            ],
        )


def inbox_of(desk: Desk, unit_of_work: UnitOfWork) -> tuple[InboxItem, ...]:
    """What waits for whoever sits at the desk, the nearest date first."""
    catalogue = unit_of_work.catalogue
    actor = desk.person(catalogue)
    units = [
        unit.id
        for resource in catalogue.resources.values()
        if any(
            may_decide(actor, catalogue, resource, step)
            for step in (*resource.approval, ApprovalStep.MANAGER)
        )
        for unit in resource.units
    ]
    bookings = unit_of_work.bookings.requested_on(units)
    items = [_inbox_item(actor, catalogue, booking) for booking in bookings]
    return tuple(sorted((item for item in items if item), key=lambda item: (item.first, item.booking.id)))


def _inbox_item(actor: Actor, catalogue: Catalogue, booking: Booking) -> InboxItem | None:
    starts = {occurrence.number: occurrence.span.start for occurrence in booking.occurrences}
    lines: list[InboxLine] = []
    first: list[datetime] = []
    for line in booking.lines:
        resource = catalogue.resources[line.resource]
        waiting: dict[ApprovalStep, set[int]] = {}
        for item in booking.allocations:
            if item.line == line.number and item.state is State.REQUESTED:
                step = step_of(resource, item)
                if may_decide(actor, catalogue, resource, step):
                    waiting.setdefault(step, set()).add(item.occurrence)
        for step, numbers in waiting.items():
            lines.append(InboxLine(line, step.value, len(numbers)))
            first += [starts[number] for number in numbers]
    return InboxItem(booking, tuple(lines), min(first)) if lines else None
