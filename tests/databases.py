"""Databases on a PostgreSQL server that tests borrow: made once, given back, filled anew and borrowed again.

A new database takes longer than most tests: its files are copied, and whoever comes first reads the whole system
catalogue. A borrowed one is filled with rows only. One whose schema a test has changed is not used again.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.stores import address_of, drop_database, new_database

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CATALOGS = (
    "attrdef", "attribute", "class", "constraint", "db_role_setting", "default_acl", "index", "namespace",
    "policy", "proc", "rewrite", "sequence", "trigger", "type",
)  # fmt: skip
"""What a schema is made of: whatever changes in one of them has another transaction's number."""
_LEAVE = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


@dataclass(frozen=True, slots=True)
class Content:
    """All rows of a database, and how far its sequences are."""

    rows: Mapping[str, bytes]
    """Table → its rows in PostgreSQL's binary form."""
    sequences: Mapping[str, int | None]
    """Name → last value given out."""


class Databases:
    """Copies of one template, of which a test has one for itself while it runs."""

    def __init__(self, server: str, template: str) -> None:
        self.server = server
        self.template = template
        self._free: list[str] = []
        self._schemas: dict[str, tuple[Any, ...]] = {}
        """How each was made."""

    @contextmanager
    def borrowed(self, content: Content) -> Iterator[str]:
        """The URL of a database with the template's schema and just that content."""
        name = self._filled(content)
        yield address_of(self.server, name)
        self._free.append(name)

    def close(self) -> None:
        """Drop them all."""
        for name in self._schemas:
            drop_database(self.server, name)

    def _filled(self, content: Content) -> str:
        while self._free:
            name = self._free.pop()
            with _connected(self.server, name) as connection:
                connection.execute(_LEAVE)
                is_sound = _schema(connection) == self._schemas[name]
                if is_sound:
                    _fill(connection, content)
                    return name
            drop_database(self.server, name)
            del self._schemas[name]
        name = new_database(self.server, self.template)
        with _connected(self.server, name) as connection:
            self._schemas[name] = _schema(connection)
            _fill(connection, content)
        return name


def content_of(url: str) -> Content:
    """What a database holds."""
    address = make_url(url)
    with _connected(url, str(address.database)) as connection:
        rows = {}
        for (table,) in connection.execute(_TABLES).fetchall():
            statement = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))
            if _has_rows(connection, table):
                with connection.cursor().copy(statement) as out:
                    rows[table] = b"".join(out)
        return Content(rows, dict(connection.execute(_SEQUENCES).fetchall()))


def _connected(server: str, name: str) -> psycopg.Connection[tuple[Any, ...]]:
    url = make_url(server).set(drivername="postgresql", database=name)
    return psycopg.connect(url.render_as_string(hide_password=False))


def _schema(connection: psycopg.Connection[tuple[Any, ...]]) -> tuple[Any, ...]:
    numbers = ", ".join(
        f"(SELECT (count(*), sum(xmin::text::bigint)) FROM pg_{catalog})" for catalog in _CATALOGS
    )
    found = connection.execute(f"SELECT {numbers}".encode()).fetchone()
    assert found is not None
    return found


def _fill(connection: psycopg.Connection[tuple[Any, ...]], content: Content) -> None:
    """Exchange all rows. As a replica takes them: no trigger and no foreign key has a say."""
    connection.execute("SET session_replication_role = replica")
    for (table,) in connection.execute(_TABLES).fetchall():
        name = sql.Identifier(table)
        if _has_rows(connection, table):
            connection.execute(sql.SQL("DELETE FROM {}").format(name))
        if table in content.rows:
            statement = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(name)
            with connection.cursor().copy(statement) as into:
                into.write(content.rows[table])
    for sequence, last in content.sequences.items():
        connection.execute("SELECT setval(%s::regclass, %s, %s)", (sequence, last or 1, last is not None))


def _has_rows(connection: psycopg.Connection[tuple[Any, ...]], table: str) -> bool:
    return bool(connection.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(sql.Identifier(table))).rowcount)
