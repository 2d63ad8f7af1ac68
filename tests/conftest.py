from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

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


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL server for the whole session."""
    with stores.postgresql_server() as url:
        yield url


@pytest.fixture(params=stores.KINDS)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new store of each kind; nothing is in it yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.sqlite")
        return
    with stores.postgresql_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A new store of each kind with the newest schema and no content."""
    place = place_of(store_url)
    migrate(place)
    opened = Store.open(place)
    yield opened
    opened.close()
