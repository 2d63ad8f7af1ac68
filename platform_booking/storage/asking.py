"""Several questions at once: a server in another town is waited for once, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BigInteger, any_, bindparam
from sqlalchemy.dialects import registry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Column, ColumnElement, Connection, CursorResult, Select, TextClause, TextualSelect

    Query = Select[Any] | TextClause | TextualSelect
    Asked = tuple[Query, Mapping[str, Any]]
    """A query and its values, as the driver understands them."""

DRIVER: Final = "postgresql+line"
"""For the URLs of engines: ``storage.line``."""
BEGIN: Final = "begin"
"""Execution option: the words with which a transaction begins on a server."""
UNHEEDED: Final = "unheeded"
"""Execution option: nobody looks at what a statement answers."""

registry.register("postgresql.line", "platform_booking.storage.line", "LineDialect")


def together(connection: Connection, asked: Sequence[Asked]) -> list[CursorResult[Any]]:
    """What each query finds."""
    at_once = getattr(
        connection.dialect, "asked_at_once", None
    )  # others who connect to a server ask one by one
    if at_once is None:
        return [connection.execute(query, values) for query, values in asked]
    found: list[CursorResult[Any]] = at_once(connection, asked)
    return found


def among(column: Column[int], dialect: str) -> ColumnElement[bool]:
    """Whether it is one of the value ``ids``: spelt alike however many there are."""
    if dialect == "sqlite":
        return column.in_(bindparam("ids", expanding=True))
    from sqlalchemy.dialects.postgresql import ARRAY  # noqa: PLC0415 - for servers

    return column == any_(bindparam("ids", type_=ARRAY(BigInteger)))
