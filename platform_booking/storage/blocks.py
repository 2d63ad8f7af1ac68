"""Blocks (maintenance, calibration, closure, breakdown) in and out of the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, insert, select, update

from platform_booking.domain.booking import ALWAYS_HOLDING, BLOCK_REF, Block, State
from platform_booking.domain.errors import NotFound
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import tables
from platform_booking.storage.audit import Change
from platform_booking.storage.bookings import LostRace, Released, next_key, next_keys
from platform_booking.storage.snapshots import block_snapshot, subject_of_block

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection, Row

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.bookings import Stamp

_CHUNK: Final = 500
"""Keys asked for in one query."""


class Blocks:
    """Reads and writes blocks inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes
        self.released: list[Released] = []
        """Time that units were let go."""

    def next_id(self) -> int:
        """A key for a new block."""
        return next_key(self._connection, tables.block)

    def add(self, block: Block, stamp: Stamp) -> None:
        """Write a block and hold its units. Raises SlotTaken when somebody holds one of them."""
        self.add_all((block,), stamp)

    def add_all(self, blocks: Sequence[Block], stamp: Stamp) -> None:
        """As ``add``, for several at once."""
        if not blocks:
            return
        resources = self._catalogue.resources
        self._connection.execute(
            insert(tables.block),
            [
                {
                    "id": block.id,
                    "ref": block.ref,
                    "resource_id": resources[block.resource].id,
                    "kind": block.kind,
                    "reason": block.reason,
                    "starts": block.span.start,
                    "ends": block.span.end,
                    "created_by": block.created_by,
                    "created_at": block.created_at,
                    "state": block.state.value,
                }
                for block in blocks
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
                for block in blocks
                for unit_id in block.units
            ],
        )
        self._changes += [
            Change(
                at=stamp.at,
                actor=stamp.actor,
                action=stamp.action,
                subject=subject_of_block(block.ref),
                before=None,
                after=block_snapshot(block),
                reason=stamp.reason,
            )
            for block in blocks
        ]

    def named(self, block: Block, zone: ZoneInfo) -> Block:
        """The block with a key and a ref of its own."""
        return self.all_named((block,), zone)[0]

    def all_named(self, blocks: Sequence[Block], zone: ZoneInfo) -> list[Block]:
        """As ``named``, for several at once: they must be written before another is named."""
        keys = next_keys(self._connection, tables.block, len(blocks))
        return [
            replace(block, id=key, ref=f"{BLOCK_REF}{block.created_at.astimezone(zone).year}-{key:05}")
            for key, block in zip(keys, blocks, strict=True)
        ]

    def save(self, before: Block, after: Block, stamp: Stamp) -> None:
        """Write another time or state. Raises LostRace when the block was changed meanwhile, SlotTaken."""
        found = self._connection.execute(
            update(tables.block)
            .where(
                tables.block.c.id == before.id,
                tables.block.c.state == before.state.value,
                tables.block.c.ends == before.span.end,
            )
            .values(starts=after.span.start, ends=after.span.end, state=after.state.value)
        )
        if found.rowcount != 1:
            raise LostRace
        holds = after.state in ALWAYS_HOLDING
        self._connection.execute(
            update(tables.allocation)
            .where(tables.allocation.c.block_id == before.id)
            .values(
                use_from=after.span.start,
                use_until=after.span.end,
                occupied_from=after.span.start,
                occupied_until=after.span.end,
                state=after.state.value,
                holds=holds,
                changed_at=stamp.at,
            )
        )
        if before.state in ALWAYS_HOLDING:
            self.released += [Released(unit, before.span, stamp.at) for unit in before.units]
        self._changes.append(
            Change(
                at=stamp.at,
                actor=stamp.actor,
                action=stamp.action,
                subject=subject_of_block(after.ref),
                before=block_snapshot(before),
                after=block_snapshot(after),
                reason=stamp.reason,
            )
        )

    def get(self, ref: str) -> Block:
        """The block of that ref. Raises NotFound."""
        found = self.select(tables.block.c.ref == ref.strip().upper())
        if not found:
            raise NotFound("block", ref)
        return found[0]

    def by_ids(self, ids: Sequence[int]) -> list[Block]:
        """The blocks with these keys, in order of key."""
        return [
            block
            for start in range(0, len(ids), _CHUNK)
            for block in self.select(tables.block.c.id.in_(ids[start : start + _CHUNK]))
        ]

    def select(self, *conditions: ColumnElement[bool]) -> list[Block]:
        """The blocks for which the conditions hold, in order of key."""
        rows = self._connection.execute(
            select(tables.block).where(*conditions).order_by(tables.block.c.id)
        ).all()
        units: dict[int, list[int]] = {}
        changed: dict[int, datetime] = {}
        for held in self._connection.execute(
            select(tables.allocation.c.block_id, tables.allocation.c.unit_id, tables.allocation.c.changed_at)
            .where(tables.allocation.c.block_id.in_(select(tables.block.c.id).where(*conditions)))
            .order_by(tables.allocation.c.unit_id)
        ):
            units.setdefault(held.block_id, []).append(held.unit_id)
            changed[held.block_id] = held.changed_at
        codes = {resource.id: resource.code for resource in self._catalogue.resources.values()}
        return [
            _block(row, codes[row.resource_id], tuple(units.get(row.id, ())), changed.get(row.id))
            for row in rows
        ]

    def of_resources(self, codes: Collection[str]) -> list[Block]:
        """All that these resources ever had, lifted ones too, in order of key."""
        ids = [self._catalogue.resources[code].id for code in codes]
        return [
            block
            for start in range(0, len(ids), _CHUNK)
            for block in self.select(tables.block.c.resource_id.in_(ids[start : start + _CHUNK]))
        ]


def _block(row: Row[Any], resource: str, units: tuple[int, ...], changed_at: datetime | None) -> Block:
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
        changed_at=changed_at,
    )
