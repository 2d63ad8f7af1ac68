"""What a server says of itself: its version, the line to it, its clock, and how many are connected to the same store."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

from platform_booking.domain.errors import NotConnected
from platform_booking.storage.asking import together

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

OLDEST: Final = 150000
"""PostgreSQL 15."""
LEAK_MENDED: Final = {15: 150014, 16: 160010, 17: 170006}
"""Before these, statistics tell rows that row-level security hides (CVE-2025-8713)."""
APPLICATION: Final = "platform-booking"
LISTENER: Final = "platform-booking live"
"""The names under which connections stand in the server's list: anybody there may read them."""

_FACTS: Final = text(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,"
    " coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,"
    " current_schema() IS NOT NULL AS has_schema, pg_is_in_recovery() AS replica, session_user AS login,"
    " to_regclass('alembic_version') IS NOT NULL AS has_store,"
    " to_regprocedure('rights.my_login()') IS NOT NULL AS has_rights"
)
_PULSE: Final = text(
    "SELECT clock_timestamp() AS at, (SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = :name) AS listening"
)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that let us in."""

    version: str
    number: int
    """As PostgreSQL counts: 160004 is 16.4."""
    encrypted: bool
    has_schema: bool
    """Whether the login may use the schema in which it would look for the store."""
    replica: bool
    """A copy that follows another server and cannot be written."""
    login: str
    has_store: bool = False
    """Whether there is something of ours, whatever its schema."""
    has_rights: bool = False
    """Whether the database keeps the rights of the store."""

    @property
    def leaks(self) -> bool:
        """Whether its version has the leak that was mended in 15.14, 16.10 and 17.6."""
        return self.number < LEAK_MENDED.get(self.number // 10000, 0)


@dataclass(frozen=True, slots=True)
class Pulse:
    """A moment at the server."""

    ahead: timedelta
    """How far its clock is ahead of this computer's."""
    listening: int
    """Windows and feed servers connected to the same store."""


def server_of(connection: Connection) -> Server:
    """Ask it. Raises NotConnected for a version that is too old, and where the login may use no schema."""
    return greeting_of(connection)[0]


def greeting_of(connection: Connection) -> tuple[Server, Pulse]:
    """Ask it who it is and how it is, at once. Raises as ``server_of``."""
    began = time.monotonic()
    facts, pulse = together(connection, [(_FACTS, {}), (_PULSE, {"name": LISTENER})])
    lasted = time.monotonic() - began
    row = facts.one()
    server = Server(
        row.version,
        row.number,
        row.encrypted,
        row.has_schema,
        row.replica,
        row.login,
        row.has_store,
        row.has_rights,
    )
    if server.number < OLDEST:
        raise NotConnected("server-too-old", found=server.version, oldest=OLDEST // 10000)
    if not server.has_schema:
        raise NotConnected("no-rights", login=server.login)
    return server, _pulse(pulse.one(), lasted)


def is_replica(connection: Connection) -> bool:
    """Whether the server follows another: nobody calls there, and whoever listens has to look."""
    return bool(connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one())


def pulse_of(connection: Connection) -> Pulse:
    """Ask it what time it is and who is there."""
    began = time.monotonic()
    row = connection.execute(_PULSE, {"name": LISTENER}).one()
    return _pulse(row, time.monotonic() - began)


def _pulse(row: Row[Any], lasted: float) -> Pulse:
    """Half of the seconds that the answer took belong to the way back."""
    here = datetime.now(UTC) - timedelta(seconds=lasted / 2)
    return Pulse(row.at - here, row.listening)
