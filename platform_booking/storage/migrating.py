"""Making a store, and bringing an older one up to date. Alembic is imported only here, because it is slow to import."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from platform_booking.domain.errors import StoreNewer, StoreReadOnly, StoreUnavailable
from platform_booking.storage.engine import SCHEMA_HEAD, make_engine, schema_revision
from platform_booking.storage.failures import translated

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from platform_booking.storage.places import Place

MIGRATIONS = Path(__file__).parent / "migrations"


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

    Returns the revision before and after. Raises StoreNewer, StoreReadOnly or StoreUnavailable.
    """
    if place.path is not None:
        _make_folder(place.path.parent, place)
    engine = make_engine(place)
    try:
        before = schema_revision(engine)
        if before is not None and before not in known_revisions():
            raise StoreNewer(store=place.label, found=before, known=SCHEMA_HEAD)
        with translated(), engine.execution_options(immediate=True).begin() as connection:
            command.upgrade(alembic_config(connection), target)
        after = schema_revision(engine)
    finally:
        engine.dispose()
    assert after is not None
    return before, after


def _make_folder(folder: Path, place: Place) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise StoreReadOnly(store=place.label, detail=str(error)) from error
    except OSError as error:
        raise StoreUnavailable(store=place.label, detail=str(error)) from error
