"""Column types with one meaning each."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BigInteger, DateTime, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine

from platform_booking.domain.timespan import as_utc

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Dialect

MOMENTS_KEPT: Final = 10_000

Key = BigInteger().with_variant(Integer(), "sqlite")
"""A surrogate key: 64 bits on both stores (SQLite numbers rows only in a column typed INTEGER)."""

EARLIEST_EPOCH: Final = 315532800
"""1980: earlier instants are mistakes."""
LATEST_EPOCH: Final = 7258118400
"""2200: later ones are, too."""
MAX_SPAN_DAYS: Final = 1100
"""An allocation may last this long; an endless one would swallow the unit for ever."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: ``timestamptz`` on PostgreSQL, whole seconds since the epoch on SQLite. Naive values are refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Integers on SQLite: they compare and index as numbers."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Into the store. Raises NaiveDatetime."""
        if value is None:
            return None
        if value.tzinfo is not UTC:
            value = as_utc(value)
        return int(value.timestamp()) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Out of the store, always in UTC. Not by ``process_result_value``: two calls more for each of very many values."""
        del coltype
        return _from_epoch if dialect.name == "sqlite" else _from_server


@lru_cache(MOMENTS_KEPT)
def _from_epoch(seconds: int | None) -> datetime | None:
    """The same object for the same second: what belongs together begins and ends together."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _from_server(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
