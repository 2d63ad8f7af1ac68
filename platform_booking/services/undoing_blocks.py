"""Taking back what was done to a block: it is lifted, or stands again as it did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_block, require
from platform_booking.domain.booking import Block, State
from platform_booking.domain.errors import StaleVersion
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.blocking import blocking_conflicts
from platform_booking.services.standing import only_step
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.storage.audit import digest_of
from platform_booking.storage.snapshots import block_snapshot, subject_of_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class BlockStep:
    """A block before and after a step; None before one that the step made."""

    before: Block | None
    after: Block
    again: bool = False
    """Whether the step itself took something back: back from it is forward again."""

    @property
    def back(self) -> BlockStep:
        """From where the step led to where it came from."""
        return BlockStep(
            self.after, self.before or replace(self.after, state=State.CANCELLED), again=not self.again
        )

    @property
    def releases(self) -> bool:
        """Whether it lets time go that others may then take."""
        assert self.before is not None
        if self.after.state is State.CANCELLED:
            return True
        return self.before.state is State.APPROVED and self.before.span.contains(self.after.span)


def steps_back(unit_of_work: UnitOfWork, actor: Actor, steps: Sequence[BlockStep]) -> tuple[BlockStep, ...]:
    """What is to be written. Raises as ``only_step``."""
    found = []
    for step in steps:
        now = unit_of_work.blocks.get(step.after.ref)
        resource = unit_of_work.catalogue.resources[now.resource]
        require(may_block(actor, unit_of_work.catalogue, resource), actor, "block", now.ref)
        former = None if step.before is None else digest_of(block_snapshot(step.before))
        only_step(unit_of_work, actor, subject_of_block(now.ref), former, again=step.again)
        if now != step.after:
            raise StaleVersion(now.ref, 0, 0)
        found.append(step.back)
    return tuple(found)


def write_steps(unit_of_work: UnitOfWork, desk: Desk, actor: Actor, steps: Sequence[BlockStep]) -> None:
    """Write what ``steps_back`` found. Raises BookingConflict where somebody has taken the time meanwhile."""
    catalogue = unit_of_work.catalogue
    for step in steps:
        assert step.before is not None
        resource = catalogue.resources[step.after.resource]
        if not step.releases:
            units = [catalogue.unit_by_id[key] for key in step.after.units]
            occupancy = unit_of_work.occupancy((unit.id, step.after.span) for unit in units)
            zone = zone_of(catalogue.zone_name_of(resource))
            others = occupancy.without(step.after.ref)
            conflicts = blocking_conflicts(resource, units, step.after.span, others, zone)
            if conflicts:
                raise BookingConflict(conflicts)
        unit_of_work.blocks.save(
            step.before, step.after, desk.stamp(actor, UNDO if step.again else REDO, step.after.reason)
        )
