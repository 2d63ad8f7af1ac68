"""What is still told of private bookings where the database hides their rows: that they are there, and their refs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from platform_booking.storage.rights import RIGHTS

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_REFS: Final = text("SELECT id, ref FROM rights.refs_of(:ids)")


def hidden_refs(connection: Connection, allocations: Collection[int]) -> dict[int, str]:
    """Allocation (key) → ref of the booking that holds it, for those that could not be read."""
    if not allocations or not connection.get_execution_options().get(RIGHTS):
        return {}
    return {row.id: row.ref for row in connection.execute(_REFS, {"ids": sorted(allocations)})}
