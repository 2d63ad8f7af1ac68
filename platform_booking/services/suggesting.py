"""What an approver could propose at once: other times and equivalents that are free for a request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import Alternative, AlternativeKind
from platform_booking.domain.booking import LIVE
from platform_booking.domain.planning import PlannedLine
from platform_booking.services.judging import about_booking
from platform_booking.services.moving import live_ids, needs_still_alive, wish_of_move
from platform_booking.services.planner import equivalents_of, plan_needs
from platform_booking.services.versions import is_movable, planned_lines
from platform_booking.services.ways_out import ways_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Allocation, Booking, Occurrence
    from platform_booking.storage.unit_of_work import UnitOfWork


def ready_ways(
    unit_of_work: UnitOfWork, now: datetime, booking: Booking, mine: Sequence[Allocation]
) -> tuple[Alternative, ...]:
    """Equivalents for the lines that are ``mine``, then other times for the whole, at all dates that are to come."""
    dates = sorted(
        (item for item in booking.occurrences if is_movable(booking, item, now)), key=lambda item: item.span
    )
    if not dates:
        return ()
    alive = {item.line for item in booking.allocations if item.state in LIVE}
    every_line = planned_lines(unit_of_work.catalogue, booking)
    lines = tuple(line for line in every_line if line.line.number in alive)
    leaving = live_ids(booking, dates, alive, now)
    wish = wish_of_move(booking, lines, dates)
    found = ways_out(unit_of_work, now, wish, about_booking(booking), leaving=leaving)
    times = tuple(way for way in found if way.kind is AlternativeKind.TIME)
    if len(dates) < len(
        booking.occurrences
    ):  # a resource is exchanged at all dates, and none of them may be over
        return times
    numbers = {item.line for item in mine}
    wanted = {line.resource.code: line for line in lines if line.line.number in numbers}
    exchanges = tuple(
        way
        for code in wanted
        for way in free_equivalents(
            unit_of_work, now, booking, dates, [line for line in lines if line.resource.code == code]
        )
    )
    return (*exchanges, *times)


def free_equivalents(
    unit_of_work: UnitOfWork,
    now: datetime,
    booking: Booking,
    dates: Sequence[Occurrence],
    lines: Sequence[PlannedLine],
) -> Iterator[Alternative]:
    """Resources that are free at all these dates in the place of the one of these lines, as the catalogue lists them."""
    resource = lines[0].resource
    leaving = live_ids(booking, dates, {line.line.number for line in lines}, now)
    quantity = max(line.line.quantity for line in lines)
    first = min(item.span for item in dates)
    for other in equivalents_of(unit_of_work.catalogue, lines)[resource.code]:
        if len(other.active_units) < quantity:
            continue
        instead = [PlannedLine(replace(line.line, resource=other.code), other) for line in lines]
        needs = needs_still_alive(booking, instead, dates, now)
        plan, _ = plan_needs(unit_of_work, needs, booking.zone, leaving=leaving, now=now)
        if needs and plan.fits:
            yield Alternative(AlternativeKind.RESOURCE, first, resource=other.code, instead_of=resource.code)
