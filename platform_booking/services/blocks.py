"""Blocks: times in which units cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import blockable
from platform_booking.domain.booking import Action, Block, Line, Occurrence, State, next_state
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.errors import IllegalTransition, InvalidInput
from platform_booking.domain.planning import Need, PlannedLine
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.blocking import (
    block_as_asked,
    block_is_over,
    blocking_conflicts,
    later_times,
    whose_to_block,
)
from platform_booking.services.desk import ChangeSet
from platform_booking.services.planner import plan_needs
from platform_booking.services.reassigning import Reassigned, reassignment_of_others
from platform_booking.services.requests import When, check_choice, read_when, unit_of
from platform_booking.services.undoables import Undoable
from platform_booking.services.undoing_blocks import BlockStep
from platform_booking.services.versions import require_reason

if TYPE_CHECKING:
    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue, Resource, Unit
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

BLOCK_KINDS: Final = tuple(kind.value for kind in BlockKind if kind is not BlockKind.TIMETABLE)
"""Kinds that somebody may give a block; those of a timetable come and go with it."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A block, and the bookings that went to other units of the pool for it."""

    block: Block
    reassigned: tuple[Reassigned, ...] = ()
    changes: ChangeSet = field(default_factory=ChangeSet)

    @property
    def undoable(self) -> Undoable:
        """Lifts the block; others keep the units they were given."""
        return Undoable((), {}, blocks=(BlockStep(None, self.block),))


@dataclass(frozen=True, slots=True)
class BlockChanged:
    """A block before and after."""

    before: Block
    block: Block

    @property
    def changes(self) -> ChangeSet:
        """What was touched."""
        return ChangeSet(blocks=(self.block.ref,))

    @property
    def undoable(self) -> Undoable:
        """Puts the block back as it was."""
        return Undoable((), {}, blocks=(BlockStep(self.before, self.block),))


class BlockService:
    """Making units unavailable."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def blockable(self, catalogue: Catalogue) -> tuple[Resource, ...]:
        """The equipment that whoever looks may make unavailable, as the catalogue lists it."""
        return blockable(self._desk.actor(catalogue), catalogue)

    def block(self, code: str, unit: str | None, start: When, end: When, kind: str, reason: str) -> Block:
        """As ``make_unavailable``, for who only wants the block."""
        return self.make_unavailable(code, unit, start, end, kind, reason).block

    def make_unavailable(
        self,
        code: str,
        unit: str | None,
        start: When,
        end: When,
        kind: str,
        reason: str,
        *,
        dry_run: bool = False,
    ) -> Blocked:
        """Block one unit, or all units of the resource. Nobody is displaced silently.

        ``dry_run`` answers the same without writing; the block has no reference then.

        Bookings on the unit go to other units of the pool where there is room, and those affected are told. Raises
        BookingConflict, with the next time at which nobody does, when somebody else holds one of the units,
        NotPermitted, NotFound or InvalidInput.
        """
        check_choice("kind", kind, BLOCK_KINDS)
        why = require_reason(reason)

        def work(unit_of_work: UnitOfWork) -> Blocked:
            catalogue = unit_of_work.catalogue
            actor, resource, zone = whose_to_block(self._desk, catalogue, code)
            span = TimeSpan(read_when(start, zone), read_when(end, zone))
            units = (unit_of(resource, unit),) if unit else resource.active_units
            now = self._desk.now()
            plan, occupancy = plan_needs(unit_of_work, _needs(resource, units, span), zone, now=now)
            if plan.refused:
                raise BookingConflict(
                    blocking_conflicts(resource, units, span, occupancy, zone),
                    later_times(unit_of_work, units, span),
                )
            asked = block_as_asked(resource, units, span, kind, why, actor, now)
            others = reassignment_of_others(unit_of_work, plan.moves, now)
            if dry_run:
                return Blocked(asked, others.reassigned)
            block = unit_of_work.blocks.named(asked, zone)
            others.write(unit_of_work, self._desk, actor, block.ref)
            unit_of_work.blocks.add(block, self._desk.stamp(actor, "block", why))
            return Blocked(block, others.reassigned, ChangeSet(others.refs, (block.ref,)))

        return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

    def lift(self, ref: str, reason: str) -> BlockChanged:
        """Let the units go: from now on, or wholly where it has not begun.

        Raises NotFound, NotPermitted, IllegalTransition for one that is lifted or over, InvalidInput without a reason.
        """
        why = require_reason(reason)

        def work(unit_of_work: UnitOfWork) -> BlockChanged:
            actor, before = self._standing(unit_of_work, ref, "unblock")
            now = self._desk.now()
            if before.span.start < now:
                after = replace(
                    before, span=TimeSpan(before.span.start, now.replace(second=0, microsecond=0))
                )
            else:
                after = replace(before, state=next_state(before.state, Action.CANCEL))
            unit_of_work.blocks.save(before, after, self._desk.stamp(actor, "unblock", why))
            return BlockChanged(before, after)

        return self._desk.store.write(work)

    def end_at(self, ref: str, end: When) -> BlockChanged:
        """Another end: the repair is done earlier, or takes longer. Nobody is displaced silently.

        Raises as ``lift``, and BookingConflict when somebody has the units then.
        """

        def work(unit_of_work: UnitOfWork) -> BlockChanged:
            actor, before = self._standing(unit_of_work, ref, "block-end")
            catalogue = unit_of_work.catalogue
            resource = catalogue.resources[before.resource]
            zone = zone_of(catalogue.zone_name_of(resource))
            span = TimeSpan(before.span.start, read_when(end, zone))
            if span.end < self._desk.now():
                raise InvalidInput("block-end-over")
            units = tuple(catalogue.unit_by_id[key] for key in before.units)
            occupancy = unit_of_work.occupancy((item.id, span) for item in units)
            conflicts = blocking_conflicts(resource, units, span, occupancy.without(before.ref), zone)
            if conflicts:
                raise BookingConflict(conflicts)
            after = replace(before, span=span)
            unit_of_work.blocks.save(before, after, self._desk.stamp(actor, "block-end"))
            return BlockChanged(before, after)

        return self._desk.store.write(work)

    def list(self, *, over: bool = False) -> tuple[Block, ...]:
        """The blocks that stand, in order of time; with ``over`` also those that are past or lifted."""
        now = self._desk.now()
        found = self._desk.store.read(lambda unit_of_work: unit_of_work.blocks.select())
        wanted = [item for item in found if over or (item.state is State.APPROVED and item.span.end > now)]
        return tuple(sorted(wanted, key=lambda item: (item.span, item.ref)))

    def _standing(self, unit_of_work: UnitOfWork, ref: str, action: str) -> tuple[Actor, Block]:
        """The block, where it is the actor's to change. Raises as ``lift``."""
        block = unit_of_work.blocks.get(ref)
        actor, _, _ = whose_to_block(self._desk, unit_of_work.catalogue, block.resource, action)
        if block.kind == BlockKind.TIMETABLE.value:
            raise InvalidInput("block-of-timetable", ref=block.ref)
        if block_is_over(self._desk, block):
            raise IllegalTransition(block.ref, block.state, action)
        return actor, block


def _needs(resource: Resource, units: tuple[Unit, ...], span: TimeSpan) -> tuple[Need, ...]:
    """Each of these very units, for exactly this time."""
    date = Occurrence(1, span.start, span)
    return tuple(
        Need(PlannedLine(Line(number, resource.code, unit=unit.id), resource, unit), date, span, span)
        for number, unit in enumerate(units, 1)
    )
