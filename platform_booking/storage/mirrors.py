"""Mirrors in and out of the store, and what was written into their collections."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from platform_booking.domain.errors import NotFound
from platform_booking.domain.mirrors import Mirror, Mirrored
from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import LostRace, next_key
from platform_booking.storage.for_ever import changing
from platform_booking.storage.snapshots import mirror_snapshot, subject_of_mirror
from platform_booking.storage.taking_away import take_away

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from platform_booking.storage.bookings import Stamp

_HEALTH: Final = ("last_try_at", "last_ok_at", "last_error", "last_counts")
"""How the last passes went: not part of what the audit trail remembers."""
_COLUMNS: Final = tuple(field.name for field in fields(Mirror) if field.name not in {*_HEALTH, "id"})


class Mirrors:
    """Reads and writes mirrors inside one transaction. None is deleted: they are retired."""

    def __init__(self, connection: Connection, changes: list[Change]) -> None:
        self._connection = connection
        self._changes = changes

    def next_id(self) -> int:
        """A key for a new mirror, from which its code is made."""
        return next_key(self._connection, tables.mirror)

    def all(self, *, active: bool = True) -> tuple[Mirror, ...]:
        """Every mirror, or only those in use, the oldest first."""
        return self._select(*([tables.mirror.c.active] if active else []))

    def get(self, code: str) -> Mirror:
        """The mirror of that code. Raises NotFound."""
        found = self._select(tables.mirror.c.code == code)
        if not found:
            raise NotFound("mirror", code)
        return found[0]

    def save(self, before: Mirror | None, after: Mirror, stamp: Stamp) -> None:
        """Write it as it shall be. Raises LostRace when it was retired meanwhile."""
        row = {name: getattr(after, name) for name in _COLUMNS}
        if before is None:
            self._connection.execute(insert(tables.mirror), [{"id": after.id, **row}])
        else:
            mirror = tables.mirror.c
            found = self._connection.execute(
                update(tables.mirror)
                .where(mirror.id == before.id, mirror.active == before.active)
                .values(changing(tables.mirror, row))
            )
            if found.rowcount != 1:
                raise LostRace
        self._changes.append(
            Change(
                stamp.at,
                stamp.actor,
                stamp.action,
                subject_of_mirror(after.code),
                None if before is None else mirror_snapshot(before),
                mirror_snapshot(after),
                stamp.reason,
            )
        )

    def note_pass(
        self, mirror: Mirror, at: datetime, error: Mapping[str, Any] | None, counts: Mapping[str, int]
    ) -> None:
        """Note how a pass went."""
        values: dict[str, Any] = {
            "last_try_at": at,
            "last_error": None if error is None else canonical(dict(error)),
            "last_counts": canonical(dict(counts)),
        }
        if error is None:
            values["last_ok_at"] = at
        self._connection.execute(
            update(tables.mirror).where(tables.mirror.c.id == mirror.id).values(**values)
        )

    # --- what lies there ----------------------------------------------------------------------------

    def written(self, mirror: Mirror) -> dict[str, Mirrored]:
        """What we wrote into the collection, by UID."""
        mirrored = tables.mirrored
        rows = self._connection.execute(select(mirrored).where(mirrored.c.mirror_id == mirror.id))
        return {row.uid: Mirrored(row.uid, row.href, row.etag, row.content_hash) for row in rows}

    def note_written(self, mirror: Mirror, items: Sequence[Mirrored]) -> None:
        """Note what was written, whether or not it was there before."""
        if not items:
            return
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        query = dialect.insert(tables.mirrored)
        said = {name: query.excluded[name] for name in ("href", "etag", "content_hash")}
        query = query.on_conflict_do_update(index_elements=["mirror_id", "uid"], set_=said)
        rows = [
            {
                "mirror_id": mirror.id,
                "uid": item.uid,
                "href": item.href,
                "etag": item.etag,
                "content_hash": item.content_hash,
            }
            for item in items
        ]
        self._connection.execute(query, rows)

    def forget(self, mirror: Mirror, uids: Collection[str]) -> None:
        """Forget what no longer lies there."""
        for uid in uids:
            take_away(self._connection, tables.mirrored, {"mirror_id": mirror.id, "uid": uid})

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[Mirror, ...]:
        query = select(tables.mirror).where(*conditions).order_by(tables.mirror.c.id)
        return tuple(
            Mirror(
                **{
                    **row,
                    "last_error": None if row["last_error"] is None else json.loads(row["last_error"]),
                    "last_counts": json.loads(row["last_counts"]),
                }
            )
            for row in self._connection.execute(query).mappings()
        )
