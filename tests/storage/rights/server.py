"""A database with rights, and connections to it as any login. The test server trusts whoever says a name."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine

if TYPE_CHECKING:
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
