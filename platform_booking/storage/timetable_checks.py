"""What must be so between imported timetables and the blocks by which they hold the units of their room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal, or_, select

from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.timetables import EventState, Holding
from platform_booking.storage import tables

if TYPE_CHECKING:
    from sqlalchemy import Select


def unheld_events() -> Select[Any]:
    """Events that hold their time without a block that does, and others that have one all the same.

    A block ends with its event; it may begin later, where another event of the timetable holds the first part.
    """
    event, calendar, block, resource = (
        tables.imported_event,
        tables.imported_calendar,
        tables.block,
        tables.resource,
    )
    holds = event.c.state == EventState.HOLDING.value
    is_held = and_(
        block.c.kind == BlockKind.TIMETABLE.value,
        block.c.state == State.APPROVED.value,
        block.c.starts >= event.c.starts,
        block.c.ends == event.c.ends,
        calendar.c.active,
        calendar.c.holding == Holding.HARD.value,
        resource.c.code == calendar.c.subject,
    )
    return (
        select(
            calendar.c.code.label("calendar"),
            event.c.id.label("key"),
            func.coalesce(block.c.ref, "").label("holder"),
        )
        .join(calendar, calendar.c.id == event.c.calendar_id)
        .outerjoin(block, block.c.id == event.c.block_id)
        .outerjoin(resource, resource.c.id == block.c.resource_id)
        .where(
            or_(
                and_(holds, ~func.coalesce(is_held, literal(value=False))),
                and_(~holds, event.c.block_id.is_not(None)),
            )
        )
        .order_by(event.c.id)
    )


def stray_blocks() -> Select[Any]:
    """Blocks of timetables that hold although no event of one does.

    What was over when its timetable was let go stays as it was; so only those count that end after the last entry of
    the trail, for whoever lets one go enters it.
    """
    event, block = tables.imported_event, tables.block
    last = select(func.max(tables.audit.c.at)).scalar_subquery()
    named = select(literal(1)).where(event.c.block_id == block.c.id).exists()
    return (
        select(block.c.ref.label("holder"))
        .where(
            block.c.kind == BlockKind.TIMETABLE.value,
            block.c.state == State.APPROVED.value,
            block.c.ends > last,
            ~named,
        )
        .order_by(block.c.id)
    )


def blocks_beside_their_units() -> Select[Any]:
    """Blocks, of whatever kind, whose units are taken for another time than the block says, or not while it stands."""
    block, allocation = tables.block, tables.allocation
    is_standing = block.c.state == State.APPROVED.value
    differs = or_(
        allocation.c.occupied_from != block.c.starts,
        allocation.c.occupied_until != block.c.ends,
        allocation.c.state != block.c.state,
        allocation.c.holds != is_standing,
    )
    return (
        select(block.c.ref.label("holder"), allocation.c.id.label("key"))
        .join(allocation, allocation.c.block_id == block.c.id)
        .where(differs)
        .order_by(allocation.c.id)
    )
