"""Whether the database keeps the rights, as a connection knows it: some things are then had only by asking a function of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

RIGHTS: Final = "rights"
"""Execution option of a connection to such a store."""


def keeps_rights(connection: Connection) -> bool:
    """Whether the store behind the connection does."""
    return bool(connection.get_execution_options().get(RIGHTS))
