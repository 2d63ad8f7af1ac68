from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.telling import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="package")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demonstration catalogue and nothing booked, closed."""
    store = tmp_path_factory.mktemp("house") / "house.sqlite"
    house = House(store)
    house.does("admin", "init")
    house.does("admin", "catalogue import resources/demo/catalogue.toml")
    return store


@pytest.fixture
def house(furnished: Path, tmp_path: Path) -> Iterator[House]:
    """A copy for one story. At its end the store is in order: no overlap, nothing broken, the trail whole."""
    mine = House(tmp_path / "house.sqlite")
    shutil.copy(furnished, mine.store)
    yield mine
    assert mine.does("admin", "check")["clean"] is True
