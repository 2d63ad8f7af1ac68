"""Blocks: times in which units cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_block, require
from platform_booking.domain.booking import Block, Line, Occurrence
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.conflicts import Conflict, ConflictKind
from platform_booking.domain.planning import Need, PlannedLine
from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.desk import ChangeSet
from platform_booking.services.planner import plan_needs
from platform_booking.services.reassigning import Reassigned, reassignment_of_others
from platform_booking.services.requests import When, check_choice, read_when, resource_of, unit_of
from platform_booking.services.versions import require_reason

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Resource, Unit
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

BLOCK_KINDS: Final = tuple(kind.value for kind in BlockKind)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A block, and the bookings that went to other units of the pool for it."""

    block: Block
    reassigned: tuple[Reassigned, ...] = ()
    changes: ChangeSet = field(default_factory=ChangeSet)


class BlockService:
    """Making units unavailable."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def block(self, code: str, unit: str | None, start: When, end: When, kind: str, reason: str) -> Block:
        """As ``make_unavailable``, for who only wants the block."""
        return self.make_unavailable(code, unit, start, end, kind, reason).block

    def make_unavailable(
        self, code: str, unit: str | None, start: When, end: When, kind: str, reason: str
    ) -> Blocked:
        """Block one unit, or all units of the resource. Nobody is displaced silently.

        Bookings on the unit go to other units of the pool where there is room, and those affected are told. Raises
        BookingConflict when somebody else holds one of the units, NotPermitted, NotFound or InvalidInput.
        """
        check_choice("kind", kind, BLOCK_KINDS)
        why = require_reason(reason)

        def work(unit_of_work: UnitOfWork) -> Blocked:
            catalogue = unit_of_work.catalogue
            actor = self._desk.person(catalogue)
            resource = resource_of(catalogue, code)
            platform = catalogue.platform_of(resource)
            managers = platform.managers if platform else ()
            require(may_block(actor, catalogue, resource), actor, "block", resource.code, managers)
            zone = zone_of(catalogue.zone_name_of(resource))
            span = TimeSpan(read_when(start, zone), read_when(end, zone))
            units = (unit_of(resource, unit),) if unit else resource.active_units
            now = self._desk.now()
            plan, occupancy = plan_needs(unit_of_work, _needs(resource, units, span), zone, now=now)
            if plan.refused:
                raise BookingConflict(_conflicts(resource, units, span, occupancy, zone))
            key = unit_of_work.blocks.next_id()
            block = Block(
                id=key,
                ref=f"I-{now.astimezone(zone).year}-{key:05}",
                resource=resource.code,
                kind=kind,
                reason=why,
                span=span,
                units=tuple(item.id for item in units),
                created_by=actor.login,
                created_at=now,
            )
            others = reassignment_of_others(unit_of_work, plan.moves, now)
            others.write(unit_of_work, self._desk, actor, block.ref)
            unit_of_work.blocks.add(block, self._desk.stamp(actor, "block", why))
            return Blocked(block, others.reassigned, ChangeSet(others.refs, (block.ref,)))

        return self._desk.store.write(work)


def _needs(resource: Resource, units: tuple[Unit, ...], span: TimeSpan) -> tuple[Need, ...]:
    """Each of these very units, for exactly this time."""
    date = Occurrence(1, span.start, span)
    return tuple(
        Need(PlannedLine(Line(number, resource.code, unit=unit.id), resource, unit), date, span, span)
        for number, unit in enumerate(units, 1)
    )


def _conflicts(
    resource: Resource, units: tuple[Unit, ...], span: TimeSpan, occupancy: Occupancy, zone: ZoneInfo
) -> tuple[Conflict, ...]:
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
