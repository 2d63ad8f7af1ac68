"""One store's whole content into another, empty one of either kind, keys and all, in one transaction."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from platform_booking.domain.errors import InvalidInput, StoreDamaged
from platform_booking.storage import tables
from platform_booking.storage.chain import walk
from platform_booking.storage.integrity import Anchor, silent
from platform_booking.storage.recording import recording_rests

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping, Table

    from platform_booking.storage.chain import ChainState
    from platform_booking.storage.integrity import Progress

BATCH: Final = 5000
"""Rows read and written in one go."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What was copied."""

    rows: Mapping[str, int]
    """Table → number of rows."""
    anchor: Anchor | None
    """Where the trail ends, in both stores."""
    trail_intact: bool
    """Whether the trail was without a break; a broken one is copied as it stands."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """Table → SHA-256 of its rows in the order of their keys: as sent, and as read back from the target."""


@dataclass(frozen=True, slots=True)
class TableContent:
    """How much a table holds, and a fingerprint of it that is the same on both stores."""

    rows: int
    hash: str


def copy_content(source: Connection, target: Connection, progress: Progress | None = None) -> CopyResult:
    """Copy everything and compare; nothing is committed here.

    Both must stand in a transaction, the target in a writing one. Raises InvalidInput when the schemas differ or the
    target holds anything, StoreDamaged when what arrived is not what was sent.
    """
    tell = progress or silent
    _require_same_schema(source, target)
    _keep_others_out(target)
    require_empty(target)
    tell("trail", 0, 1)
    sent = walk(source)
    with recording_rests(target):
        copied = {table.name: _copy_table(source, target, table, tell) for table in tables.CONTENT}
    if target.dialect.name == "postgresql":
        _set_sequences(target)
    tell("trail", 0, 1)
    _require_equal(copied, target, sent)
    tell("trail", 1, 1)
    anchor = Anchor(sent.length, sent.head) if sent.length else None
    rows = {name: content.rows for name, content in copied.items()}
    return CopyResult(rows, anchor, not sent.broken, {name: content.hash for name, content in copied.items()})


def require_empty(connection: Connection) -> None:
    """Raise InvalidInput when any table of ours holds a row."""
    for table in tables.CONTENT:
        if connection.execute(select(1).select_from(table).limit(1)).first() is not None:
            raise InvalidInput("copy-target-not-empty", table=table.name)


def _require_same_schema(source: Connection, target: Connection) -> None:
    query = text("SELECT version_num FROM alembic_version")
    ours, theirs = source.execute(query).scalar(), target.execute(query).scalar()
    if ours != theirs:
        raise InvalidInput("copy-schema-differs", source=ours, target=theirs)


def _keep_others_out(target: Connection) -> None:
    """SQLite's writing transaction does so by itself."""
    if target.dialect.name == "postgresql":
        names = ", ".join(table.name for table in tables.CONTENT)
        target.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _copy_table(source: Connection, target: Connection, table: Table, tell: Progress) -> TableContent:
    streams = _takes_streams(target, table)

    def put(batch: Sequence[RowMapping], done: int, total: int) -> None:
        if streams:
            _stream(target, table, batch)
        else:
            target.execute(insert(table), [dict(row) for row in batch])
        tell(table.name, done, total)

    return content_of(source, table, put)


def _takes_streams(target: Connection, table: Table) -> bool:
    """A server takes none into tables of which it judges every row by policies."""
    if target.dialect.name == "sqlite":
        return False
    return not target.execute(text("SELECT row_security_active(:name)"), {"name": table.name}).scalar_one()


def _stream(target: Connection, table: Table, batch: Sequence[RowMapping]) -> None:
    """Rows by the server's own bulk protocol: several times as fast as by INSERT."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    from platform_booking.storage.line import alone  # noqa: PLC0415

    names = ", ".join(f'"{column.name}"' for column in table.columns)
    statement = f"COPY {table.name} ({names}) FROM STDIN"
    try:
        with alone(target).cursor() as cursor, cursor.copy(statement) as copy:
            for row in batch:
                copy.write_row(tuple(row.values()))
    except psycopg.Error as error:
        raise DBAPIError.instance(statement, None, error, psycopg.Error, dialect=target.dialect) from error


def content_of(
    connection: Connection,
    table: Table,
    tell: Callable[[Sequence[RowMapping], int, int], None] = lambda _batch, _done, _total: None,
) -> TableContent:
    """Read the table through; ``tell`` is given each batch of rows, how many were read, and how many there are."""
    total = connection.execute(select(func.count()).select_from(table)).scalar_one()
    digest, done = hashlib.sha256(), 0
    query = select(table).order_by(*table.primary_key)
    with connection.execute(query, execution_options={"yield_per": BATCH}) as result:
        for batch in result.mappings().partitions():
            for row in batch:
                digest.update(json.dumps([*row.values()], ensure_ascii=False, default=_spelt).encode())
            done += len(batch)
            tell(batch, done, total)
    return TableContent(done, digest.hexdigest())


def _spelt(value: date) -> str:
    """To the second, as both stores keep it."""
    return (value.replace(microsecond=0) if isinstance(value, datetime) else value).isoformat()


def _set_sequences(target: Connection) -> None:
    """New rows are numbered after the copied ones."""
    for table in tables.CONTENT:
        if "id" in table.primary_key.columns:
            target.execute(
                text(
                    "SELECT setval(pg_get_serial_sequence(:name, 'id'), max(id))"  # noqa: S608 - names of our tables
                    f" FROM {table.name} HAVING max(id) IS NOT NULL"
                ),
                {"name": table.name},
            )


def _require_equal(copied: Mapping[str, TableContent], target: Connection, sent: ChainState) -> None:
    for table in tables.CONTENT:
        found, wanted = content_of(target, table), copied[table.name]
        if found.rows != wanted.rows:
            raise StoreDamaged(detail=f"{table.name}: {found.rows} of {wanted.rows} rows arrived")
        if found != wanted and table is not tables.audit:
            raise StoreDamaged(detail=f"{table.name}: arrived altered")
    if walk(target) != sent:
        raise StoreDamaged(detail="the audit trail arrived altered")
