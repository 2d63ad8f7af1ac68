"""Making a store, and bringing an older one up to date. Alembic is imported only here, because it is slow to import."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from platform_booking.domain.errors import StoreDamaged, StoreNewer
from platform_booking.storage.engine import IMMEDIATE, SCHEMA_HEAD, make_engine, schema_revision
from platform_booking.storage.failures import translated
from platform_booking.storage.files import make_folder

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from platform_booking.storage.places import Place

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE: Final = "alembic_version"
MIGRATION_LOCK: Final = 0x504C4D49
"""Key of the PostgreSQL advisory lock under which a schema is changed."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic, configured in code."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@functools.cache
def known_revisions() -> tuple[str, ...]:
    """All revisions of the schema, newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def migrate(place: Place, *, target: str = "head") -> tuple[str | None, str]:
    """Bring the store to the newest schema, in one transaction; make it when there is none.

    Returns the revision before and after. Raises StoreNewer, StoreDamaged for somebody else's database, StoreReadOnly,
    StoreBusy or StoreUnavailable.
    """
    if place.path is not None:
        make_folder(place.path.parent, place.label)
    engine = make_engine(place)
    try:
        before = schema_revision(engine)
        if before is not None and before not in known_revisions():
            raise StoreNewer(store=place.label, found=before, known=SCHEMA_HEAD)
        if before is None and place.is_file:
            _require_empty(engine, place)
        with translated(), engine.execution_options(**{IMMEDIATE: True}).begin() as connection:
            if not place.is_file:  # two who make one store at once would meet in its catalogue
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
                _wait_for_clients(connection)
            command.upgrade(alembic_config(connection), target)
        after = schema_revision(engine)
    finally:
        engine.dispose()
    assert after is not None
    return before, after


def _wait_for_clients(connection: Connection) -> None:
    """Every transaction of a client reads the version: those under way end first, later ones wait and then see the new one."""
    if inspect(connection).has_table(VERSION_TABLE):
        connection.execute(text(f"LOCK TABLE {VERSION_TABLE} IN ACCESS EXCLUSIVE MODE"))


def _require_empty(engine: Engine, place: Place) -> None:
    with translated(), engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    if tables and VERSION_TABLE not in tables:  # it would be there if somebody had made the store meanwhile
        raise StoreDamaged(store=place.label, detail="not a Platform Booking store")
