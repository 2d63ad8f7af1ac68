"""A database with rights, and connections to it as any login. The test server trusts whoever says a name."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import place_of
from platform_booking.storage.rights.setup import setup
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL


class Kept:
    """The database, as its keeper sees it."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.mark = secrets.token_hex(3)
        self._engines: dict[str, Engine] = {}

    @property
    def database(self) -> str:
        assert self.url.database is not None
        return self.url.database

    def role(self, login: str) -> str:
        """Roles are the whole server's: another database's tests have people of the same names."""
        return f"{login}_{self.mark}"

    def address(self, login: str | None = None) -> str:
        """For ``--store``: as the keeper, or as somebody else."""
        url = self.url if login is None else self.url.set(username=self.role(login))
        return url.render_as_string(hide_password=False)

    def engine(self, login: str | None = None) -> Engine:
        """One engine each, kept until the end."""
        address = self.address(login)
        if address not in self._engines:
            self._engines[address] = create_engine(address, pool_size=1, max_overflow=4)
        return self._engines[address]

    def close(self) -> None:
        for engine in self._engines.values():
            engine.dispose()


@contextmanager
def keeping(server: str) -> Iterator[Kept]:
    """A new store with rights and no content, kept by somebody who is no superuser."""
    keeper = f"keeper_{secrets.token_hex(4)}"
    admin = create_engine(make_url(server).set(drivername=stores.DRIVER), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE {keeper} LOGIN CREATEROLE"))
    with stores.postgresql_database(server) as url:
        with admin.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {make_url(url).database} OWNER TO {keeper}"))
        kept = Kept(make_url(url).set(username=keeper))
        migrate(place_of(kept.address()))
        setup(kept.database).run(kept.engine())
        yield kept
        kept.close()
    admin.dispose()
