from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.storage.rights.server import keeping
from tests.storage.rights.world import World, built

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.storage.rights.server import Kept


@pytest.fixture(scope="session")
def kept_empty(postgresql_server: str) -> Iterator[Kept]:
    """A store with rights and no content, kept by somebody who is no superuser."""
    with keeping(postgresql_server) as kept:
        yield kept


@pytest.fixture(scope="session")
def world(kept_empty: Kept) -> Iterator[World]:
    """People in it, each with a login; bookings that one test makes are in nobody's way."""
    made = built(kept_empty)
    yield made
    made.store.close()
