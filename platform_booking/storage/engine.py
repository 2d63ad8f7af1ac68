"""Opening stores: connections with the right settings, and whether the schema is one we know."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event, inspect, text

from platform_booking.domain.errors import (
    NotConnected,
    StoreDamaged,
    StoreMissing,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.storage.asking import DRIVER, together
from platform_booking.storage.failures import translated
from platform_booking.storage.places import on_network_share
from platform_booking.storage.servers import APPLICATION, server_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Engine

    from platform_booking.storage.asking import Asked
    from platform_booking.storage.places import Place
    from platform_booking.storage.servers import Server

SCHEMA_HEAD: Final = "0008"
"""The revision this program knows; a test holds it against the migrations."""
VERSION: Final = text("SELECT version_num FROM alembic_version")
IMMEDIATE: Final = "immediate"
"""Execution option: begin a writing transaction."""
_SQLITE_PATIENCE_SECONDS: Final = 0.05
"""SQLite's own wait for a lock is unfair; a short one, then ours with jitter (unit_of_work)."""
_CONNECT_SECONDS: Final = 10
_POOL_SIZE: Final = 2
"""Connections that are kept for the next use; all of them are let go of when a window rests."""
_MORE_AT_ONCE: Final = 3
_POSTGRESQL_ARGUMENTS: Final = {
    "connect_timeout": _CONNECT_SECONDS,
    "options": "-c timezone=UTC -c datestyle=ISO -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
    "application_name": APPLICATION,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 12_000,
}
"""Times are spoken of in UTC, nobody is waited for without end, and a line that is dead is known in less than 15 s.

Nothing is wrong where a pooler drops the options: times come with their offset, and the limits are the server's own.
"""


def make_engine(place: Place, application: str = APPLICATION) -> Engine:
    """An engine for the place; nothing is opened yet. Times come and go in UTC."""
    if place.is_file:
        return _sqlite_engine(place)
    defaults = {**_POSTGRESQL_ARGUMENTS, "application_name": application}
    if place.only_read:
        defaults["options"] = f"{defaults['options']} -c default_transaction_read_only=on"
    arguments = {name: value for name, value in defaults.items() if name not in place.url.query}
    return create_engine(
        place.url.set(drivername=DRIVER),
        connect_args=arguments,
        pool_size=_POOL_SIZE,
        max_overflow=_MORE_AT_ONCE,
    )


def _sqlite_engine(place: Place) -> Engine:
    assert place.path is not None
    journal = "DELETE" if on_network_share(place.path) else "WAL"
    engine = create_engine(
        place.url, connect_args={"timeout": _SQLITE_PATIENCE_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so, below
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA synchronous=FULL")
            if cursor.execute("PRAGMA journal_mode").fetchone()[0].upper() != journal:
                cursor.execute(f"PRAGMA journal_mode={journal}")
            cursor.close()
        except BaseException:
            connection.close()  # the pool does not know it yet
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def require_file(place: Place) -> None:
    """Raise StoreMissing when a file store is not there, StoreDamaged when a folder is in its place.

    Raises StoreUnavailable when the system does not let us look.
    """
    if place.path is None:
        return
    try:
        if place.path.is_dir():
            raise StoreDamaged(store=place.label, detail="is a directory")
        if not place.path.exists():
            raise StoreMissing(store=place.label)
        if place.path.stat().st_size == 0 or not os.access(place.path, os.R_OK):
            raise StoreDamaged(store=place.label, detail="empty or unreadable file")
    except OSError as error:  # a folder that may not be entered, a name that is too long
        raise StoreUnavailable(store=place.label, detail=str(error)) from error


def schema_revision(engine: Engine) -> str | None:
    """The revision of the store's schema; None when it holds nothing of ours. Raises NotConnected as ``server_of``."""
    with translated(), engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            known = inspect(connection).has_table("alembic_version")
            return connection.execute(VERSION).scalar() if known else None
        return revision_at(connection, server_of(connection))[0]


def revision_at(
    connection: Connection, server: Server, *besides: Asked
) -> tuple[str | None, list[CursorResult[Any]]]:
    """The same at a server, and what it says ``besides``. Raises NotConnected where the login may not even read that."""
    if not server.has_store:
        return None, []
    try:
        with translated():
            version, *others = together(connection, [(VERSION, {}), *besides])
    except StoreReadOnly as error:
        raise NotConnected("no-rights", login=server.login) from error
    return version.scalar(), others
