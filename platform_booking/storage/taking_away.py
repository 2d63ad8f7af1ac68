"""Rows that only join two things are taken away; where the database keeps the rights, by asking a function of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, text

from platform_booking.storage.audit import canonical
from platform_booking.storage.by_right import keeps_rights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Table


def take_away(connection: Connection, table: Table, key: Mapping[str, Any]) -> None:
    """Take the row of that key away, if whoever acts may."""
    if keeps_rights(connection):
        connection.execute(
            text(f"SELECT rights.take_{table.name}(cast(:key AS jsonb))"), {"key": canonical(dict(key))}
        )
        return
    connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))


def take_mail_away(connection: Connection, before: datetime) -> bool:
    """Where the database keeps the rights: take mail away that was written before then and is over; else say no."""
    if not keeps_rights(connection):
        return False
    connection.execute(text("SELECT rights.take_outbox(:before)"), {"before": before})
    return True
