"""What waits for somebody's decision, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.deadlines import Deadline, deadline_of, may_ever_decide
from platform_booking.services.proposals import waits_for_organiser
from platform_booking.services.steps import mine_to_decide, step_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from platform_booking.domain.booking import Allocation, Booking, Line
    from platform_booking.domain.catalogue import ApprovalStep, Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


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
    deadline: Deadline | None = None
    """What happens first if I do not decide."""
    waits_for_organiser: bool = False
    """Whether a question or a proposal has not been answered yet."""


def inbox_of(desk: Desk, unit_of_work: UnitOfWork) -> tuple[InboxItem, ...]:
    """What waits for whoever sits at the desk: the nearest deadline first, without one the nearest date."""
    catalogue, now = unit_of_work.catalogue, desk.now()
    actor = desk.person(catalogue)
    units = [
        unit.id
        for resource in catalogue.resources.values()
        if may_ever_decide(actor, catalogue, resource)
        for unit in resource.units
    ]
    found = [
        (booking, mine_to_decide(actor, catalogue, booking, booking.allocations, now))
        for booking in unit_of_work.bookings.requested_on(units)
    ]
    waiting = [(booking, mine) for booking, mine in found if mine]
    said = unit_of_work.messages.of_bookings(booking.id for booking, _ in waiting)
    items = [
        _item(catalogue, booking, mine, now, asked=waits_for_organiser(booking, said.get(booking.id, ())))
        for booking, mine in waiting
    ]
    return tuple(sorted(items, key=lambda item: (_urgency(item), item.first, item.booking.id)))


def _urgency(item: InboxItem) -> datetime:
    return item.deadline.at if item.deadline else item.first


def next_deadline(
    catalogue: Catalogue, booking: Booking, items: Iterable[Allocation], now: datetime
) -> Deadline | None:
    """What happens first to these allocations of the booking if nobody decides."""
    resources = {line.number: catalogue.resources[line.resource] for line in booking.lines}
    found = (deadline_of(catalogue, resources[item.line], booking, item, now) for item in items)
    return min((deadline for deadline in found if deadline), key=lambda item: item.at, default=None)


def _item(
    catalogue: Catalogue, booking: Booking, mine: tuple[Allocation, ...], now: datetime, *, asked: bool
) -> InboxItem:
    starts = {occurrence.number: occurrence.span.start for occurrence in booking.occurrences}
    lines: list[InboxLine] = []
    for line in booking.lines:
        resource = catalogue.resources[line.resource]
        dates: dict[ApprovalStep, set[int]] = {}
        for item in mine:
            if item.line == line.number:
                dates.setdefault(step_of(resource, item), set()).add(item.occurrence)
        lines += [InboxLine(line, step.value, len(numbers)) for step, numbers in dates.items()]
    first = min(starts[item.occurrence] for item in mine)
    return InboxItem(booking, tuple(lines), first, next_deadline(catalogue, booking, mine, now), asked)
