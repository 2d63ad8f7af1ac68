"""What every use case about blocks needs: who may, the block as it is asked for, and who stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import Alternative, AlternativeKind
from platform_booking.domain.authority import may_block, require
from platform_booking.domain.booking import Block, State
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.conflicts import Conflict, ConflictKind
from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.requests import resource_of
from platform_booking.services.ways_out import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue, Resource, Unit
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


def whose_to_block(
    desk: Desk, catalogue: Catalogue, code: str, action: str = "block"
) -> tuple[Actor, Resource, ZoneInfo]:
    """Who acts, the resource and its zone. Raises NotFound, or NotPermitted for those who do not answer for it."""
    actor = desk.person(catalogue)
    resource = catalogue.resources.get(code) or resource_of(catalogue, code)
    platform = catalogue.platform_of(resource)
    managers = platform.managers if platform else ()
    require(may_block(actor, catalogue, resource), actor, action, resource.code, managers)
    return actor, resource, zone_of(catalogue.zone_name_of(resource))


def block_is_over(desk: Desk, block: Block) -> bool:
    """Whether it is lifted or past: nothing can be done with it any more."""
    return block.state is not State.APPROVED or block.span.end <= desk.now()


def may_change_block(desk: Desk, catalogue: Catalogue, block: Block) -> bool:
    """Whether whoever looks may lift it or change its end now."""
    if block.kind == BlockKind.TIMETABLE.value or block_is_over(desk, block):
        return False
    return may_block(desk.actor(catalogue), catalogue, catalogue.resources[block.resource])


def block_as_asked(
    resource: Resource,
    units: Sequence[Unit],
    span: TimeSpan,
    kind: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Block:
    """A block that has no key and no ref yet."""
    return Block(
        id=0,
        ref="",
        resource=resource.code,
        kind=kind,
        reason=reason,
        span=span,
        units=tuple(item.id for item in units),
        created_by=actor.login,
        created_at=now,
    )


def blocking_conflicts(
    resource: Resource, units: Sequence[Unit], span: TimeSpan, occupancy: Occupancy, zone: ZoneInfo
) -> tuple[Conflict, ...]:
    """Everybody who has one of the units then."""
    return tuple(
        Conflict(
            resource=resource.code,
            unit=unit.name,
            occurrence=wall_time(max(span.start, item.span.start), zone).date(),
            kind=ConflictKind.HARD,
            holder=item.holder,
            span=item.span,
            title=item.title,
        )
        for unit in units
        for item in occupancy.over(unit.id, span)
    )


def later_times(unit_of_work: UnitOfWork, units: Sequence[Unit], span: TimeSpan) -> tuple[Alternative, ...]:
    """The first time, as long and no earlier, at which nobody has any of the units; none within reach."""
    window = TimeSpan(span.start, span.end + REACH)
    occupancy = unit_of_work.occupancy((unit.id, window) for unit in units)
    at = span
    while at.end <= window.end:
        ends = [item.span.end for unit in units for item in occupancy.over(unit.id, at)]
        if not ends:
            return (Alternative(AlternativeKind.TIME, at),)
        at = TimeSpan(max(ends), max(ends) + span.length)
    return ()
