from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from platform_booking.bootstrap import PlatformBooking
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.databases import Content, Databases, content_of
from tests.house import CATALOGUE
from tests.ui.offscreen import use_offscreen_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

use_offscreen_screen()
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own passwords are asked for
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
def postgresql_databases(postgresql_server: str) -> Iterator[Databases]:
    """Databases with the newest schema, of which each test borrows one."""
    with stores.postgresql_database(postgresql_server) as url:
        migrate(place_of(url))
        databases = Databases(postgresql_server, str(make_url(url).database))
        yield databases
        databases.close()


@pytest.fixture(scope="session")
def contents(postgresql_databases: Databases) -> dict[str, Content]:
    """What a database may hold when a test borrows it, by the name of the fixture that says so."""
    with stores.postgresql_database(postgresql_databases.server, postgresql_databases.template) as url:
        found = {"migrated": content_of(url)}
        import_catalogue(url)
        found["catalogued"] = content_of(url)
    return found


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest schema and no content, made once; only ever copied."""
    path: Path = tmp_path_factory.mktemp("template") / "store.sqlite"
    migrate(place_of(str(path)))
    return path


@pytest.fixture(scope="session")
def sqlite_catalogued(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the small catalogue; only ever copied."""
    path: Path = tmp_path_factory.mktemp("catalogued") / "store.sqlite"
    shutil.copy(sqlite_template, path)
    import_catalogue(str(path))
    return path


def import_catalogue(address: str) -> None:
    """Read the small catalogue in."""
    store = Store.open(place_of(address))
    PlatformBooking(Desk(store, None, fixed_clock(NOW))).catalogue.import_text(CATALOGUE)
    store.close()


SQLITE = {"migrated": "sqlite_template", "catalogued": "sqlite_catalogued"}


@pytest.fixture(params=stores.KINDS)
def store_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a new store of each kind; nothing is in it yet, not even a schema, unless that is wanted, too."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # no computer has seen it
    wanted = next((name for name in ("catalogued", "migrated") if name in request.fixturenames), "")
    if request.param == "sqlite":
        path = tmp_path / "store.sqlite"
        if wanted:
            shutil.copy(request.getfixturevalue(SQLITE[wanted]), path)
        yield str(path)
    elif wanted:
        content = request.getfixturevalue("contents")[wanted]
        with request.getfixturevalue("postgresql_databases").borrowed(content) as url:
            yield url
    else:
        with stores.postgresql_database(request.getfixturevalue("postgresql_server")) as url:
            yield url


@pytest.fixture
def migrated(store_url: str) -> str:
    """The address of a new store of each kind with the newest schema and no content."""
    return store_url


@pytest.fixture
def catalogued(store_url: str) -> str:
    """The address of a new store of each kind with the small catalogue."""
    return store_url


@pytest.fixture
def store(migrated: str) -> Iterator[Store]:
    """A new store of each kind with the newest schema, and the small catalogue where that is wanted."""
    opened = Store.open(place_of(migrated))
    yield opened
    opened.close()
