"""Queries for what must not be in a store. Each gives one row a finding, its columns named like the finding's params."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Integer,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    type_coerce,
)

from platform_booking.domain.booking import State
from platform_booking.storage import tables
from platform_booking.storage.types import EARLIEST_EPOCH, LATEST_EPOCH, MAX_SPAN_DAYS, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, ColumnElement, Connection, ForeignKeyConstraint, Inspector, Select, Table

_LATEST_READABLE_EPOCH: Final = 253402300799
"""The end of the year 9999."""
_SECONDS_PER_DAY: Final = 86400
MOST_LATE: Final = 5000
"""Allocations that begin too early for which the partners are looked up."""
SANE: Final = "allocation_sane"
"""How the guard against senseless spans is called where it is not a CHECK."""


# --- what the schema should hold --------------------------------------------------------------------


def missing_tables(inspector: Inspector) -> list[str]:
    """Tables of ours that are not there."""
    found = set(inspector.get_table_names())
    return [table.name for table in tables.metadata.sorted_tables if table.name not in found]


def missing_constraints(inspector: Inspector) -> Iterator[tuple[str, str]]:
    """(table, constraint) that a table of ours should have and does not."""
    there = set(inspector.get_table_names())
    for table in tables.metadata.sorted_tables:
        if table.name in there:
            found = _constraints_of(inspector, table.name)
            names = {str(constraint.name) for constraint in table.constraints if constraint.name}
            yield from ((table.name, name) for name in sorted(names - found))


def _constraints_of(inspector: Inspector, table: str) -> set[str]:
    found = {
        item["name"]
        for items in (
            [_named(table, key) for key in inspector.get_foreign_keys(table)],
            inspector.get_unique_constraints(table),
            inspector.get_check_constraints(table),
            [inspector.get_pk_constraint(table)],
        )
        for item in items
    }
    return {name for name in found if name is not None}


def _named(table: str, key: Any) -> dict[str, Any]:
    """The foreign key with its name; SQLite does not give back that of one that came with its column."""
    return {"name": key["name"] or f"fk_{table}_{'_'.join(key['constrained_columns'])}"}


def unproven_constraints(connection: Connection) -> list[tuple[str, str]]:
    """(table, constraint) that the server was told not to hold existing rows to."""
    if connection.dialect.name == "sqlite":
        return []
    found = connection.execute(
        text(
            "SELECT relname, conname FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = conrelid"
            " WHERE relnamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1, 2"
        )
    )
    return [(row.relname, row.conname) for row in found]


# --- what rows may hold -----------------------------------------------------------------------------


@functools.cache
def unreadable_values(table: Table) -> Select[Any]:
    """Rows of a SQLite table in which a column holds what it cannot mean: (key, column)."""
    return _first_of(table, "column", {column.name: _misfit(column) for column in table.columns})


@functools.cache
def broken_rules(table: Table, dialect: str) -> Select[Any] | None:
    """Rows that break a CHECK of the table, whether or not it still stands: (key, rule). None without CHECKs."""
    rules: dict[str, ColumnElement[bool]] = {
        str(check.name): text(f"NOT ({check.sqltext})")  # type: ignore[misc] # text stands where a condition may
        for check in sorted(table.constraints, key=lambda constraint: str(constraint.name))
        if isinstance(check, CheckConstraint)
    }
    if table is tables.allocation:
        rules[SANE] = _senseless(dialect)
    return _first_of(table, "rule", rules) if rules else None


@functools.cache
def orphans(key: ForeignKeyConstraint) -> Select[Any]:
    """Rows whose foreign key leads nowhere: (key)."""
    parent = key.referred_table.alias("parent")
    columns = [element.parent for element in key.elements]
    there = (
        select(literal(1))
        .select_from(parent)
        .where(*(parent.c[element.column.name] == element.parent for element in key.elements))
        .exists()
    )
    return select(_key(key.table).label("key")).where(*(column.is_not(None) for column in columns), ~there)


def _first_of(table: Table, label: str, conditions: dict[str, ColumnElement[bool]]) -> Select[Any]:
    """Rows for which any of the conditions holds, with the name of the first: one pass for all of them."""
    which = case(*((condition, literal(name)) for name, condition in conditions.items()))
    return (
        select(_key(table).label("key"), which.label(label))
        .select_from(table)
        .where(or_(*conditions.values()))
    )


def _key(table: Table) -> ColumnElement[str]:
    first, *others = (cast(column, Text) for column in table.primary_key)
    key: ColumnElement[str] = first
    for other in others:
        key = key.concat("/").concat(other)
    return key


def _misfit(column: Column[Any]) -> ColumnElement[bool]:
    storage = func.typeof(column)
    number = type_coerce(column, BigInteger)
    if isinstance(column.type, UtcDateTime):
        misfit = or_(storage != "integer", number < 0, number > _LATEST_READABLE_EPOCH)
    elif isinstance(column.type, Boolean):
        misfit = or_(storage != "integer", number.not_in((0, 1)))
    elif isinstance(column.type, Integer):
        misfit = storage != "integer"
    elif isinstance(column.type, Date):
        written = type_coerce(column, Text)
        calculated = func.date(
            written, "+0 days"
        )  # only when it calculates does SQLite mind the 30th of February
        misfit = or_(storage != "text", calculated.is_distinct_from(written))
    else:
        misfit = storage != "text"
    return and_(column.is_not(None), misfit) if column.nullable else misfit


def _senseless(dialect: str) -> ColumnElement[bool]:
    start, end = tables.allocation.c.occupied_from, tables.allocation.c.occupied_until
    too_early = start < datetime.fromtimestamp(EARLIEST_EPOCH, UTC)
    too_late = end > datetime.fromtimestamp(LATEST_EPOCH, UTC)
    if dialect == "sqlite":
        length = type_coerce(end, BigInteger) - type_coerce(start, BigInteger)
        return or_(too_early, too_late, length > MAX_SPAN_DAYS * _SECONDS_PER_DAY)
    return or_(too_early, too_late, end - start > timedelta(days=MAX_SPAN_DAYS))


# --- what allocations must be -----------------------------------------------------------------------


def overlaps() -> Select[Any]:
    """Every pair of holding allocations of one unit that share an instant.

    One pass in the order of time finds those that begin before all earlier ones of their unit have ended; only for
    these, usually none, the partners are looked up. Of a store that is wrecked wholly the first ``MOST_LATE`` will do.
    """
    allocation = tables.allocation
    held = select(
        allocation.c.id,
        allocation.c.unit_id,
        allocation.c.occupied_from,
        func.max(allocation.c.occupied_until)
        .over(
            partition_by=allocation.c.unit_id,
            order_by=(allocation.c.occupied_from, allocation.c.id),
            rows=(None, -1),
        )
        .label("reached"),
    ).where(allocation.c.holds)
    held_rows = held.subquery("held")
    late = (
        select(held_rows)
        .where(held_rows.c.reached > held_rows.c.occupied_from)
        .order_by(held_rows.c.unit_id, held_rows.c.occupied_from, held_rows.c.id)
        .limit(MOST_LATE)
        .cte("late")
    )
    first, second = allocation.alias("first_one"), allocation.alias("second_one")
    unit, resource = tables.unit, tables.resource
    return (
        select(
            func.coalesce(resource.c.code, "").label("resource"),
            func.coalesce(unit.c.name, cast(first.c.unit_id, Text)).label("unit"),
            _holder_of(first).label("first"),
            first.c.occupied_from.label("first_from"),
            first.c.occupied_until.label("first_until"),
            _holder_of(second).label("second"),
            second.c.occupied_from.label("second_from"),
            second.c.occupied_until.label("second_until"),
        )
        .select_from(late)
        .join(second, second.c.id == late.c.id)
        .join(
            first,
            and_(
                first.c.unit_id == late.c.unit_id,
                first.c.holds,
                first.c.occupied_until > late.c.occupied_from,
                or_(
                    first.c.occupied_from < late.c.occupied_from,
                    and_(first.c.occupied_from == late.c.occupied_from, first.c.id < late.c.id),
                ),
            ),
        )
        .outerjoin(unit, unit.c.id == first.c.unit_id)
        .outerjoin(resource, resource.c.id == unit.c.resource_id)
        .order_by(first.c.unit_id, first.c.occupied_from, first.c.id, second.c.occupied_from, second.c.id)
    )


def units_of_other_resources() -> Select[Any]:
    """Allocations whose unit is not of the resource that their line or block names."""
    allocation, unit, line, block = tables.allocation, tables.unit, tables.line, tables.block
    named, given = tables.resource.alias("named"), tables.resource.alias("given")
    return (
        select(
            _holder_of(allocation).label("holder"),
            allocation.c.id.label("key"),
            unit.c.name.label("unit"),
            named.c.code.label("resource"),
            given.c.code.label("other"),
        )
        .join(unit, unit.c.id == allocation.c.unit_id)
        .outerjoin(
            line, and_(line.c.booking_id == allocation.c.booking_id, line.c.number == allocation.c.line)
        )
        .outerjoin(block, block.c.id == allocation.c.block_id)
        .join(named, named.c.id == func.coalesce(line.c.resource_id, block.c.resource_id))
        .join(given, given.c.id == unit.c.resource_id)
        .where(named.c.id != given.c.id)
        .order_by(allocation.c.id)
    )


def wrong_counts() -> Select[Any]:
    """Lines that at one date have fewer allocations than their quantity, in whatever state, or more that still count.

    None at all is in order: a line may be of some dates only, and where a line was changed the former ones stay, cancelled.
    """
    allocation, booking, line, occurrence = (
        tables.allocation.c,
        tables.booking,
        tables.line,
        tables.occurrence,
    )
    every = select(func.count()).where(
        allocation.booking_id == line.c.booking_id,
        allocation.occurrence == occurrence.c.number,
        allocation.line == line.c.number,
    )
    found = every.scalar_subquery()
    counting = every.where(allocation.state != State.CANCELLED.value).scalar_subquery()
    return (
        select(
            booking.c.ref.label("holder"),
            line.c.number.label("line"),
            occurrence.c.number.label("occurrence"),
            line.c.quantity,
            found.label("found"),
        )
        .select_from(line)
        .join(occurrence, occurrence.c.booking_id == line.c.booking_id)
        .join(booking, booking.c.id == line.c.booking_id)
        .where(or_(found.between(1, line.c.quantity - 1), counting > line.c.quantity))
        .order_by(line.c.booking_id, line.c.number, occurrence.c.number)
    )


def empty_holders() -> tuple[Select[Any], ...]:
    """Bookings without a line or a date, blocks without a unit."""
    booking, block = tables.booking, tables.block
    has_line = select(literal(1)).where(tables.line.c.booking_id == booking.c.id).exists()
    has_date = select(literal(1)).where(tables.occurrence.c.booking_id == booking.c.id).exists()
    has_unit = select(literal(1)).where(tables.allocation.c.block_id == block.c.id).exists()
    return (
        select(booking.c.ref.label("holder")).where(or_(~has_line, ~has_date)).order_by(booking.c.id),
        select(block.c.ref.label("holder")).where(~has_unit).order_by(block.c.id),
    )


def _holder_of(allocation: Any) -> ColumnElement[str]:
    """The ref of the booking or block; the key of the allocation when neither is there."""
    booking, block = tables.booking.alias(), tables.block.alias()
    booked = select(booking.c.ref).where(booking.c.id == allocation.c.booking_id).scalar_subquery()
    blocked = select(block.c.ref).where(block.c.id == allocation.c.block_id).scalar_subquery()
    holder: ColumnElement[str] = func.coalesce(booked, blocked, cast(allocation.c.id, Text))
    return holder
