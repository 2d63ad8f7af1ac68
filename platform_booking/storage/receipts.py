"""Receipts: what a transaction leaves at a server, so that whoever lost the line during its COMMIT can ask what became of it.

A transaction that is begun again under the same key either finds the receipt, and then it was done, or leaves it, and
then it was not. The key is unique in the store, so that there is no third way: whoever comes second waits for the first.
A file has no line that can be lost.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from platform_booking.storage.by_right import RIGHTS
from platform_booking.storage.catalogue import REVISIONS

if TYPE_CHECKING:
    from sqlalchemy import Engine, TextClause

_REVISIONS: Final = REVISIONS.text.removeprefix("SELECT ")
_LEAVE: Final = text(
    "WITH swept AS (DELETE FROM receipt WHERE key IN ("  # noqa: S608 - ours
    "SELECT key FROM receipt WHERE at < now() - interval '2 days' ORDER BY at LIMIT 10 FOR UPDATE SKIP LOCKED)),"
    " placed AS (INSERT INTO receipt (key, at) VALUES (:key, date_trunc('second', now()))"
    f" ON CONFLICT DO NOTHING RETURNING key) SELECT EXISTS (SELECT FROM placed) AS is_new, {_REVISIONS}"
)
"""Nobody asks after two days; each transaction sweeps more than it leaves."""
_LEAVE_BY_RIGHT: Final = text(f"SELECT rights.leave_receipt(:key) AS is_new, {_REVISIONS}")
_LEAVE_NONE: Final = text(f"SELECT :key IS NOT NULL AS is_new, {_REVISIONS}")


def new_key() -> str:
    """A key that nobody else has, and nobody guesses."""
    return secrets.token_hex(16)


def leaving(engine: Engine) -> TextClause:
    """Leave a receipt of that ``key``: whether it ``is_new``, or there, because the same transaction was committed before.

    And what every transaction has to know besides (``catalogue.REVISIONS``): one question, one answer.
    """
    if engine.dialect.name == "sqlite":
        return _LEAVE_NONE
    return _LEAVE_BY_RIGHT if engine.get_execution_options().get(RIGHTS) else _LEAVE
