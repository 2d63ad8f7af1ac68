from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import place_of
from platform_booking.storage.rights.setup import setup
from tests import stores
from tests.storage.rights.server import Kept
from tests.storage.rights.world import World, built

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def kept_empty(postgresql_server: str) -> Iterator[Kept]:
    """A store with rights and no content, kept by somebody who is no superuser."""
    keeper = f"keeper_{secrets.token_hex(4)}"
    admin = create_engine(
        make_url(postgresql_server).set(drivername=stores.DRIVER), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE {keeper} LOGIN CREATEROLE"))
    with stores.postgresql_database(postgresql_server) as url:
        with admin.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {make_url(url).database} OWNER TO {keeper}"))
        kept = Kept(make_url(url).set(username=keeper))
        migrate(place_of(kept.address()))
        setup(kept.database).run(kept.engine())
        yield kept
        kept.close()
    admin.dispose()


@pytest.fixture(scope="session")
def world(kept_empty: Kept) -> Iterator[World]:
    """People in it, each with a login; bookings that one test makes are in nobody's way."""
    made = built(kept_empty)
    yield made
    made.store.close()
