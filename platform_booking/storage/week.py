"""What a screenful of the planning shows: every bar in a span of time, in one query, as frozen read models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

from platform_booking.domain.booking import State
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ROWS: Final = """
SELECT a.id, a.unit_id, u.resource_id, a.booking_id, coalesce(b.ref, k.ref) AS ref, coalesce(b.title, k.reason) AS title,
       a.block_id IS NOT NULL AS is_block, a.use_from, a.use_until, a.occupied_from, a.occupied_until, a.state, a.holds
FROM {units} allocation AS a
LEFT JOIN booking AS b ON b.id = a.booking_id
LEFT JOIN block AS k ON k.id = a.block_id
WHERE a.unit_id = u.id AND a.occupied_from < :ends AND a.occupied_until > :starts AND """
_HOLDING: Final = """a.holds
  AND a.occupied_from >= coalesce(
    (SELECT max(p.occupied_from) FROM allocation AS p
     WHERE p.unit_id = u.id AND p.holds AND p.occupied_from <= :starts), :starts)"""
_ASKING: Final = "a.state = 'requested' AND NOT a.holds"
_SQLITE: Final = _ROWS.format(units="unit AS u CROSS JOIN")
_POSTGRESQL: Final = f"SELECT bar.* FROM unit AS u CROSS JOIN LATERAL ({_ROWS.format(units='')}"  # noqa: S608 - constants
_FENCE: Final = "\nOFFSET 0) AS bar"
"""OFFSET keeps the server from reading the whole table: it looks into the index unit by unit, as SQLite does."""
_STATES: Final = {state.value: state for state in State}


@dataclass(frozen=True, slots=True)
class PlannedBar:
    """One allocation as the planning draws it."""

    id: int
    unit_id: int
    resource_id: int
    booking_id: int | None
    ref: str
    """Of the booking or block."""
    title: str
    """Of the booking; the reason of a block."""
    is_block: bool
    use: TimeSpan
    occupied: TimeSpan
    state: State
    holds: bool


def statement(dialect: str) -> str:
    """The query: holding rows by predecessor seek in each unit, then requests that hold nothing yet."""
    if dialect == "sqlite":
        return f"{_SQLITE}{_HOLDING}\nUNION ALL{_SQLITE}{_ASKING}"
    return f"{_POSTGRESQL}{_HOLDING}{_FENCE}\nUNION ALL\n{_POSTGRESQL}{_ASKING}{_FENCE}"


def parameters(connection: Connection, span: TimeSpan) -> dict[str, Any]:
    """The span as the store's own columns hold it."""
    if connection.dialect.name == "sqlite":
        return {"starts": int(span.start.timestamp()), "ends": int(span.end.timestamp())}
    return {"starts": span.start, "ends": span.end}


def allocations_between(connection: Connection, span: TimeSpan) -> list[PlannedBar]:
    """Everything that holds a unit or is asked for at some instant of the span, of all resources."""
    rows = connection.execute(text(statement(connection.dialect.name)), parameters(connection, span)).all()
    moment = _from_epoch if connection.dialect.name == "sqlite" else _as_it_is
    spans: dict[tuple[Any, Any], TimeSpan] = {}  # the lines of a booking share theirs

    def span_of(start: Any, end: Any) -> TimeSpan:
        found = spans.get((start, end))
        if found is None:
            found = spans[start, end] = TimeSpan(moment(start), moment(end))
        return found

    return [
        PlannedBar(
            key,
            unit,
            resource,
            booking,
            ref,
            title,
            bool(is_block),
            span_of(start, end),
            span_of(first, last),
            _STATES[state],
            bool(holds),
        )
        for key, unit, resource, booking, ref, title, is_block, start, end, first, last, state, holds in rows
    ]


def _from_epoch(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _as_it_is(moment: datetime) -> datetime:
    return moment
