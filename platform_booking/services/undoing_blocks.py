"""Taking back what was done to a block: it is lifted, or stands again as it did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Block, State
from platform_booking.domain.errors import NotPermitted, StaleVersion
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.blocking import blocking_conflicts
from platform_booking.storage.audit import entries
from platform_booking.storage.snapshots import subject_of_block

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
    """What is to be written. Raises StaleVersion or NotPermitted where a block was changed since."""
    found = []
    for step in steps:
        now = unit_of_work.blocks.get(step.after.ref)
        trail = entries(unit_of_work.connection, subject=subject_of_block(now.ref))
        if now != step.after:
            raise StaleVersion(now.ref, len(trail) - 1, len(trail))
        if trail[-1].actor != actor.login:
            raise NotPermitted(actor.login, "undo", now.ref, (trail[-1].actor,))
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
            step.before, step.after, desk.stamp(actor, "undo" if step.again else "redo", step.after.reason)
        )
