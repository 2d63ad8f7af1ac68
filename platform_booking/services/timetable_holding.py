"""What a timetable that is the master of its room does to the units: it holds them by blocks of its own.

So the store guards the time of a timetable as it guards that of a booking. Where somebody had the time first, nobody is
displaced: the event stands beside as conflicting, is told, and takes its place when the time is free.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Block, State
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.timetable_diff import spans_to_hold
from platform_booking.domain.timetables import EventState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.conflicts import Occupied
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.timetables import ImportedEvent
    from platform_booking.storage.bookings import Stamp
    from platform_booking.storage.unit_of_work import UnitOfWork

ACTION: Final = "timetable"
"""How the trail names what a timetable does to blocks."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """An event of a timetable, and who had its time first."""

    event: ImportedEvent
    holders: tuple[Occupied, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What holding would do. Nothing is written yet."""

    events: tuple[ImportedEvent, ...]
    conflicts: tuple[InTheWay, ...]
    lifted: tuple[Block, ...]
    """Blocks that are no longer needed."""
    wanted: tuple[tuple[int, Block], ...] = ()
    """Position of the event, and the block that it gets."""

    def write(
        self, unit_of_work: UnitOfWork, stamp: Stamp, zone: ZoneInfo
    ) -> tuple[tuple[ImportedEvent, ...], tuple[str, ...]]:
        """Lift and make blocks; the events with the keys of theirs, and the refs of all blocks touched."""
        refs = []
        for block in self.lifted:
            unit_of_work.blocks.save(block, replace(block, state=State.CANCELLED), stamp)
            refs.append(block.ref)
        events = list(self.events)
        made = unit_of_work.blocks.all_named([block for _, block in self.wanted], zone)
        unit_of_work.blocks.add_all(made, stamp)
        for (position, _), block in zip(self.wanted, made, strict=True):
            events[position] = replace(events[position], state=EventState.HOLDING, block_id=block.id)
            refs.append(block.ref)
        return tuple(events), tuple(refs)


def hold(
    unit_of_work: UnitOfWork,
    resource: Resource,
    before: Sequence[ImportedEvent],
    events: Sequence[ImportedEvent],
    *,
    now: datetime,
    actor: Actor,
) -> Held:
    """What the events hold from now on; what is past is left as it was."""
    units = tuple(unit.id for unit in resource.active_units)
    blocks = {
        block.id: block
        for block in unit_of_work.blocks.by_ids([event.block_id for event in before if event.block_id])
    }
    others = _others(unit_of_work, events, units, {block.ref for block in blocks.values()}, now)
    coming, refused = spans_to_hold(events, now, lambda span: bool(others(span)))
    in_the_way = frozenset(refused)
    kept = {
        position
        for position, span in coming.items()
        if (block := blocks.get(events[position].block_id or 0)) is not None
        and _is_as_wanted(block, span, events[position], units)
    }
    standing = {events[position].block_id for position in kept}
    lifted = tuple(
        block
        for key, block in blocks.items()
        if key not in standing and block.state is State.APPROVED and block.span.end > now
    )
    gone = {block.id for block in lifted}
    open_ones = {position: span for position, span in coming.items() if position not in kept}
    settled = tuple(
        event
        if position in kept or event.state is EventState.GONE or _is_over(event, gone, now)
        else replace(
            event,
            state=EventState.CONFLICTING if position in in_the_way else EventState.NOTED,
            block_id=None,
        )
        for position, event in enumerate(events)
    )
    return Held(
        settled,
        tuple(InTheWay(settled[position], others(settled[position].span)) for position in sorted(refused)),
        lifted,
        tuple(
            (position, _block(resource, units, span, events[position], actor, now))
            for position, span in open_ones.items()
        ),
    )


def clashes(
    unit_of_work: UnitOfWork, units: Sequence[int], events: Sequence[ImportedEvent], now: datetime
) -> tuple[InTheWay, ...]:
    """Events to come of a timetable that only warns, and who has these units then."""
    others = _others(unit_of_work, events, units, set(), now)
    coming = [event for event in events if event.span.end > now and event.state is not EventState.GONE]
    return tuple(InTheWay(event, holders) for event in coming if (holders := others(event.span)))


def _is_over(event: ImportedEvent, lifted: set[int], now: datetime) -> bool:
    """Whether it is past, and stays as it was."""
    return event.span.end <= now and event.block_id not in lifted


def _is_as_wanted(block: Block, span: TimeSpan, event: ImportedEvent, units: tuple[int, ...]) -> bool:
    return (
        block.state is State.APPROVED
        and block.span == span
        and block.reason == event.summary
        and sorted(block.units) == sorted(units)
    )


def _others(
    unit_of_work: UnitOfWork,
    events: Sequence[ImportedEvent],
    units: Sequence[int],
    own: set[str],
    now: datetime,
) -> Callable[[TimeSpan], tuple[Occupied, ...]]:
    """Who else has one of the units in a span of the events."""
    coming = [event.span for event in events if event.span.end > now and event.state is not EventState.GONE]
    occupancy = unit_of_work.occupancy((unit, span) for span in coming for unit in units)

    def found(span: TimeSpan) -> tuple[Occupied, ...]:
        over = (item for unit in units for item in occupancy.over(unit, span) if item.holder not in own)
        return tuple({item.holder: item for item in over}.values())

    return found


def _block(
    resource: Resource,
    units: tuple[int, ...],
    span: TimeSpan,
    event: ImportedEvent,
    actor: Actor,
    now: datetime,
) -> Block:
    return Block(
        id=0,
        ref="",
        resource=resource.code,
        kind=BlockKind.TIMETABLE.value,
        reason=event.summary,
        span=span,
        units=units,
        created_by=actor.login,
        created_at=now,
    )
