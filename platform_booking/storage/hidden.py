"""What is still told of private things where the database hides their rows: that the time is taken, and by what ref."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, Text, bindparam, column, text

from platform_booking.storage import tables
from platform_booking.storage.booking_rows import BOOKING, LINE, OCCURRENCE
from platform_booking.storage.by_right import keeps_rights
from platform_booking.storage.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Column, Connection, FromClause, Row

    from platform_booking.domain.timespan import TimeSpan

_REFS: Final = text("SELECT id, ref FROM rights.refs_of(:ids)")


def hidden_refs(connection: Connection, allocations: Collection[int]) -> dict[int, str]:
    """Allocation (key) → ref of the booking that holds it, for those that could not be read."""
    if not allocations or not keeps_rights(connection):
        return {}
    return {row.id: row.ref for row in connection.execute(_REFS, {"ids": sorted(allocations)})}


def veiled_header(connection: Connection, ref: str) -> Row[Any] | None:
    """A row, as ``RowReader`` takes it, of a private booking of others without what it says; None where there is none."""
    beside = (
        column("login", Text),
        column("partner", Text),
        column("origin", Text),
        column("offered", Boolean),
    )
    query = text(f"SELECT {_names(BOOKING)}, '', NULL, NULL, false FROM rights.veiled(:ref)")  # noqa: S608 - ours
    return connection.execute(query.columns(*BOOKING, *beside), {"ref": ref}).first()


def veiled_lines(connection: Connection, booking: int) -> Sequence[Row[Any]]:
    """The rows of its lines."""
    query = text(f"SELECT {_names(LINE)} FROM rights.veiled_lines(:key) ORDER BY number")  # noqa: S608 - ours
    return connection.execute(query.columns(*LINE), {"key": booking}).all()


def veiled_occurrences(connection: Connection, booking: int) -> Sequence[Row[Any]]:
    """The rows of its dates."""
    query = text(f"SELECT {_names(OCCURRENCE)} FROM rights.veiled_dates(:key) ORDER BY number")  # noqa: S608 - ours
    return connection.execute(query.columns(*OCCURRENCE), {"key": booking}).all()


def _names(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(item.name for item in columns)


def noted_events(connection: Connection, calendars: Sequence[int], around: TimeSpan) -> Sequence[Row[Any]]:
    """Events that hold nothing, of these timetables: those of other people without what they are."""
    said = "SELECT * FROM rights.noted(CAST(:calendars AS bigint[]), :since, :until) ORDER BY starts, id"
    times = (bindparam(name, type_=UtcDateTime()) for name in ("since", "until"))
    query = text(said).bindparams(*times).columns(*tables.imported_event.columns)
    asked = {"calendars": list(calendars), "since": around.start, "until": around.end}
    return connection.execute(query, asked).all()


def told_event(connection: Connection, key: int) -> FromClause:
    """Events, among them that one: of other people's without what it is, where the database hides it."""
    if not keeps_rights(connection):
        return tables.imported_event
    query = text("SELECT * FROM rights.noted_event(:event)").bindparams(event=key)
    return query.columns(*tables.imported_event.columns).subquery()
