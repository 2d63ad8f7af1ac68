from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.ui.offscreen import use_offscreen_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

use_offscreen_screen()
settings.register_profile("ours", deadline=None)  # the tests are never timed
settings.load_profile("ours")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is remembered on this computer is remembered elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL server for the whole session."""
    with stores.postgresql_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> Iterator[str]:
    """The name of a database with the newest schema and no content, made once; only ever copied."""
    with stores.postgresql_database(postgresql_server) as url:
        migrate(place_of(url))
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest schema and no content, made once; only ever copied."""
    path: Path = tmp_path_factory.mktemp("template") / "store.sqlite"
    migrate(place_of(str(path)))
    return path


@pytest.fixture(params=stores.KINDS)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new store of each kind; nothing is in it yet, not even a schema unless `migrated` is wanted."""
    migrated = "migrated" in request.fixturenames
    if request.param == "sqlite":
        path = tmp_path / "store.sqlite"
        if migrated:
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield str(path)
        return
    template = request.getfixturevalue("postgresql_template") if migrated else stores.EMPTY
    with stores.postgresql_database(request.getfixturevalue("postgresql_server"), template) as url:
        yield url


@pytest.fixture
def migrated(store_url: str) -> str:
    """The address of a new store of each kind with the newest schema and no content."""
    return store_url


@pytest.fixture
def store(migrated: str) -> Iterator[Store]:
    """A new store of each kind with the newest schema and no content."""
    opened = Store.open(place_of(migrated))
    yield opened
    opened.close()
