"""Settings of the whole store: few, plain, and entered in the audit trail as anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.snapshots import subject_of_setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from platform_booking.storage.bookings import Stamp

_PREFIX = "setting:"


class Settings:
    """Reads and writes settings inside one transaction."""

    def __init__(self, connection: Connection, changes: list[Change]) -> None:
        self._connection = connection
        self._changes = changes

    def get(self, name: str) -> Mapping[str, Any] | None:
        """The setting, or None where nobody has set it."""
        return self.all(name).get(name)

    def all(self, name: str | None = None) -> dict[str, Mapping[str, Any]]:
        """Every setting by name, or the one that is named."""
        meta = tables.meta.c
        chosen = meta.key.startswith(_PREFIX) if name is None else meta.key == _PREFIX + name
        rows = self._connection.execute(select(meta.key, meta.value).where(chosen))
        return {row.key.removeprefix(_PREFIX): json.loads(row.value) for row in rows}

    def put(self, name: str, value: Mapping[str, Any], stamp: Stamp) -> None:
        """Write it as it shall be."""
        before = self.get(name)
        meta, text = tables.meta, canonical(dict(value))
        if before is None:
            self._connection.execute(insert(meta), [{"key": _PREFIX + name, "value": text}])
        else:
            self._connection.execute(update(meta).where(meta.c.key == _PREFIX + name).values(value=text))
        subject = subject_of_setting(name)
        self._changes.append(
            Change(
                stamp.at,
                stamp.actor,
                stamp.action,
                subject,
                None if before is None else dict(before),
                dict(value),
                stamp.reason,
            )
        )
