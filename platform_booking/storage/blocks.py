"""Blocks (maintenance, calibration, closure, breakdown) in and out of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, insert, select

from platform_booking.domain.booking import Block, State
from platform_booking.domain.errors import NotFound
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import tables
from platform_booking.storage.audit import Change
from platform_booking.storage.bookings import next_key
from platform_booking.storage.snapshots import block_snapshot, subject_of_block

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.bookings import Stamp


class Blocks:
    """Reads and writes blocks inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes

    def next_id(self) -> int:
        """A key for a new block."""
        return next_key(self._connection, tables.block)

    def add(self, block: Block, stamp: Stamp) -> None:
        """Write a block and hold its units. Raises SlotTaken when somebody holds one of them."""
        self._connection.execute(
            insert(tables.block),
            [
                {
                    "id": block.id,
                    "ref": block.ref,
                    "resource_id": self._catalogue.resources[block.resource].id,
                    "kind": block.kind,
                    "reason": block.reason,
                    "starts": block.span.start,
                    "ends": block.span.end,
                    "created_by": block.created_by,
                    "created_at": block.created_at,
                    "state": block.state.value,
                }
            ],
        )
        self._connection.execute(
            insert(tables.allocation),
            [
                {
                    "unit_id": unit_id,
                    "block_id": block.id,
                    "use_from": block.span.start,
                    "use_until": block.span.end,
                    "occupied_from": block.span.start,
                    "occupied_until": block.span.end,
                    "state": block.state.value,
                    "holds": True,
                    "changed_at": block.created_at,
                }
                for unit_id in block.units
            ],
        )
        self._changes.append(
            Change(
                at=stamp.at,
                actor=stamp.actor,
                action=stamp.action,
                subject=subject_of_block(block.ref),
                before=None,
                after=block_snapshot(block),
                reason=stamp.reason,
            )
        )

    def get(self, ref: str) -> Block:
        """The block of that ref. Raises NotFound."""
        found = self.select(tables.block.c.ref == ref.strip().upper())
        if not found:
            raise NotFound("block", ref)
        return found[0]

    def select(self, *conditions: ColumnElement[bool]) -> list[Block]:
        """The blocks for which the conditions hold, in order of key."""
        rows = self._connection.execute(
            select(tables.block).where(*conditions).order_by(tables.block.c.id)
        ).all()
        units: dict[int, list[int]] = {}
        for held in self._connection.execute(
            select(tables.allocation.c.block_id, tables.allocation.c.unit_id)
            .where(tables.allocation.c.block_id.in_(select(tables.block.c.id).where(*conditions)))
            .order_by(tables.allocation.c.unit_id)
        ):
            units.setdefault(held.block_id, []).append(held.unit_id)
        codes = {resource.id: resource.code for resource in self._catalogue.resources.values()}
        return [_block(row, codes[row.resource_id], tuple(units.get(row.id, ()))) for row in rows]


def _block(row: Row[Any], resource: str, units: tuple[int, ...]) -> Block:
    return Block(
        id=row.id,
        ref=row.ref,
        resource=resource,
        kind=row.kind,
        reason=row.reason,
        span=TimeSpan(row.starts, row.ends),
        units=units,
        created_by=row.created_by,
        created_at=row.created_at,
        state=State(row.state),
    )
