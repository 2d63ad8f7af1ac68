"""Receipts: what a transaction leaves at a server, so that whoever lost the line during its COMMIT can ask what became of it.

A transaction that is begun again under the same key either finds the receipt, and then it was done, or leaves it, and
then it was not. The key is unique in the store, so that there is no third way: whoever comes second waits for the first.
A file has no line that can be lost.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from platform_booking.storage.by_right import keeps_rights

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LEAVE: Final = text(
    "WITH swept AS (DELETE FROM receipt WHERE key IN ("
    "SELECT key FROM receipt WHERE at < now() - interval '2 days' ORDER BY at LIMIT 10 FOR UPDATE SKIP LOCKED))"
    " INSERT INTO receipt (key, at) VALUES (:key, date_trunc('second', now())) ON CONFLICT DO NOTHING"
)
"""Nobody asks after two days; each transaction sweeps more than it leaves."""
_LEAVE_BY_RIGHT: Final = text("SELECT rights.leave_receipt(:key)")


def new_key() -> str:
    """A key that nobody else has, and nobody guesses."""
    return secrets.token_hex(16)


def leave(connection: Connection, key: str) -> bool:
    """Leave a receipt; False where it is there, because the same transaction was committed before."""
    if connection.dialect.name == "sqlite":
        return True
    if keeps_rights(connection):
        return bool(connection.execute(_LEAVE_BY_RIGHT, {"key": key}).scalar_one())
    return connection.execute(_LEAVE, {"key": key}).rowcount == 1
