"""Bookings written to the store: what differs between two versions, and what that gives up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select, text, update

from platform_booking.domain.booking import State
from platform_booking.storage import tables
from platform_booking.storage.asking import UNHEEDED
from platform_booking.storage.audit import Change
from platform_booking.storage.booking_reader import BookingReader
from platform_booking.storage.booking_rows import allocation_row, booking_row, line_row, occurrence_row
from platform_booking.storage.for_ever import changing
from platform_booking.storage.snapshots import booking_snapshot, decision_snapshot, subject_of_booking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Insert, Table, TextClause

    from platform_booking.domain.booking import Allocation, Booking, Decision
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.timespan import TimeSpan

CHANGING: Final = (
    "unit_id",
    "use_from",
    "use_until",
    "occupied_from",
    "occupied_until",
    "state",
    "holds",
    "granted",
    "changed_at",
    "actual_from",
    "actual_until",
)
"""What may change of an allocation."""
_UNHEEDED: Final = {UNHEEDED: True}


class LostRace(Exception):
    """Another transaction changed the booking after this one had read it: do the work again."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who does what, when and why: what the audit trail needs to know of a change."""

    actor: str
    action: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """Time that a unit was held for, and no longer is."""

    unit_id: int
    span: TimeSpan
    at: datetime
    """When it was given up."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A booking before the transaction (None: it was not there) and as it leaves it, with the last stamp."""

    before: Booking | None
    after: Booking
    stamp: Stamp


class Bookings(BookingReader):
    """Reads and writes bookings inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        super().__init__(connection, catalogue)
        self._changes = changes
        self._decided: dict[str, tuple[str, ...]] = {}
        self.released: list[Released] = []
        """What the transaction gives up, whichever use case it is."""
        self.touched: dict[str, Touched] = {}
        """By ref, what the transaction has written."""

    def next_id(self) -> int:
        """A key for a new booking, known before it is written because its ref is made from it."""
        return next_key(self._connection, tables.booking)

    def add(self, booking: Booking, stamp: Stamp) -> None:
        """Write a new booking with everything it has. Raises SlotTaken when the store refuses an allocation."""
        self._connection.execute(
            inserting(tables.booking), [{"id": booking.id, "uid": booking.uid, **self._header(booking)}]
        )
        self._connection.execute(
            inserting(tables.line), [line_row(booking.id, line, self._catalogue) for line in booking.lines]
        )
        self._connection.execute(
            inserting(tables.occurrence),
            [occurrence_row(booking.id, occurrence) for occurrence in booking.occurrences],
        )
        self._connection.execute(
            inserting(tables.allocation), [allocation_row(booking.id, item) for item in booking.allocations]
        )
        self._enter(None, booking, stamp)

    def save(self, before: Booking, after: Booking, stamp: Stamp) -> None:
        """Write what differs between the two. The version must have been raised by one.

        Raises LostRace when another transaction saved the booking first, SlotTaken when the store refuses.
        """
        self.save_all([(before, after, stamp)])

    def save_all(self, changes: Sequence[tuple[Booking, Booking, Stamp]]) -> None:
        """As ``save``, for several bookings that take each other's places."""
        changes = sorted(changes, key=lambda change: change[0].id)  # in one order, so that nobody deadlocks
        for before, after, _ in changes:
            self._save_header(before, after)
            self._save_lines(before, after)
            self._save_occurrences(before, after)
        leaving = [item.id for before, after, _ in changes for item in _holding_otherwise(before, after)]
        taking = [item.id for before, after, _ in changes for item in _holding_otherwise(after, before)]
        if taking and (leaving != taking or len(taking) > 1):
            self._release(leaving)
        for before, after, stamp in changes:
            self._save_allocations(before, after)
            self._note_released(before, after, stamp.at)
            self._enter(before, after, stamp)

    def _save_header(self, before: Booking, after: Booking) -> None:
        found = self._connection.execute(
            update(tables.booking)
            .where(tables.booking.c.id == before.id, tables.booking.c.version == before.version)
            .values(changing(tables.booking, self._header(after)))
        )
        if found.rowcount != 1:
            raise LostRace

    def _save_lines(self, before: Booking, after: Booking) -> None:
        line = tables.line.c
        known = {item.number: item for item in before.lines}
        for item in after.lines:
            if item.number not in known:
                self._connection.execute(inserting(tables.line), [line_row(before.id, item, self._catalogue)])
            elif known[item.number] != item:
                self._connection.execute(
                    update(tables.line)
                    .where(line.booking_id == before.id, line.number == item.number)
                    .values(changing(tables.line, line_row(before.id, item, self._catalogue))),
                    execution_options=_UNHEEDED,
                )

    def _save_occurrences(self, before: Booking, after: Booking) -> None:
        known = {item.number: item for item in before.occurrences}
        new = [item for item in after.occurrences if item.number not in known]
        changed = [item for item in after.occurrences if known.get(item.number, item) != item]
        if new:
            self._connection.execute(
                inserting(tables.occurrence), [occurrence_row(before.id, item) for item in new]
            )
        if changed:
            occurrence = tables.occurrence.c
            self._connection.execute(
                update(tables.occurrence)
                .where(occurrence.booking_id == before.id, occurrence.number == bindparam("of_number"))
                .values(
                    original_start=bindparam("original"),
                    starts=bindparam("to_start"),
                    ends=bindparam("to_end"),
                    title=bindparam("to_title"),
                ),
                [
                    {
                        "of_number": item.number,
                        "original": item.original_start,
                        "to_start": item.span.start,
                        "to_end": item.span.end,
                        "to_title": item.title,
                    }
                    for item in changed
                ],
                execution_options=_UNHEEDED,
            )

    def _save_allocations(self, before: Booking, after: Booking) -> None:
        known = {item.id: item for item in before.allocations}
        new = [item for item in after.allocations if item.id not in known]
        changed = [item for item in after.allocations if item.id in known and known[item.id] != item]
        allocation = tables.allocation.c
        if changed:
            rows = [allocation_row(before.id, item) for item in changed]
            self._connection.execute(
                update(tables.allocation)
                .where(allocation.id == bindparam("of_id"))
                .values({name: bindparam(f"to_{name}") for name in CHANGING}),
                [
                    {"of_id": item.id, **{f"to_{name}": row[name] for name in CHANGING}}
                    for item, row in zip(changed, rows, strict=True)
                ],
                execution_options=_UNHEEDED,
            )
        if new:
            self._connection.execute(
                inserting(tables.allocation), [allocation_row(before.id, item) for item in new]
            )

    def _release(self, leaving: Sequence[int]) -> None:
        """Let all go that leave their places, before anybody takes a new one: one by one they would meet on the way.

        Within the transaction they are requests that hold nothing, which the store allows of any.
        """
        if leaving:
            self._connection.execute(
                update(tables.allocation)
                .where(tables.allocation.c.id == bindparam("of_id"))
                .values(state=State.REQUESTED.value, holds=False),
                [{"of_id": key} for key in leaving],
                execution_options=_UNHEEDED,
            )

    def _note_released(self, before: Booking, after: Booking, at: datetime) -> None:
        kept = {item.id: (item.unit_id, item.occupied) for item in after.allocations if item.holds}
        self.released += [
            Released(item.unit_id, item.occupied, at)
            for item in before.allocations
            if item.holds and kept.get(item.id) != (item.unit_id, item.occupied)
        ]

    def add_decisions(self, booking: Booking, decisions: Sequence[Decision]) -> None:
        """Note who decided what, in the trail together with what the transaction makes of the booking."""
        if decisions:
            words = tuple(decision_snapshot(item) for item in decisions)
            self._decided[booking.ref] = (*self._decided.get(booking.ref, ()), *words)
            self._tell_decided()
            self._connection.execute(
                inserting(tables.decision),
                [
                    {
                        "booking_id": booking.id,
                        "line": item.line,
                        "occurrence": item.occurrence,
                        "step": item.step,
                        "verdict": item.verdict,
                        "person": item.person,
                        "decided_at": item.decided_at,
                        "reason": item.reason,
                    }
                    for item in decisions
                ],
            )

    def _enter(self, before: Booking | None, after: Booking, stamp: Stamp) -> None:
        known = self.touched.get(after.ref)
        self.touched[after.ref] = Touched(before if known is None else known.before, after, stamp)
        self._changes.append(
            Change(
                at=stamp.at,
                actor=stamp.actor,
                action=stamp.action,
                subject=subject_of_booking(after.ref),
                before=None if before is None else booking_snapshot(before),
                after=booking_snapshot(after),
                reason=stamp.reason,
                decided=self._decided.get(after.ref, ()),
            )
        )

    def _tell_decided(self) -> None:
        """Words come before or after the change that they belong to."""
        for place, change in enumerate(self._changes):
            words = self._decided.get(change.subject.removeprefix(subject_of_booking("")))
            if words and change.subject.startswith(subject_of_booking("")):
                self._changes[place] = replace(change, decided=words)

    def _header(self, booking: Booking) -> dict[str, Any]:
        return booking_row(booking, self._catalogue, self._id_of(booking.origin))

    def _id_of(self, ref: str) -> int | None:
        if not ref:
            return None
        query = select(tables.booking.c.id).where(tables.booking.c.ref == ref)
        return int(self._connection.execute(query).scalar_one())


def _holding_otherwise(booking: Booking, other: Booking) -> list[Allocation]:
    """Allocations that hold a place in this version which they do not hold in the other one."""
    known = {item.id: item for item in other.allocations}
    found = []
    for item in booking.allocations:
        there = known.get(item.id)
        if item.holds and not (
            there is not None
            and there.holds
            and (there.unit_id, there.occupied) == (item.unit_id, item.occupied)
        ):
            found.append(item)
    return found


@cache
def inserting(table: Table) -> Insert:
    """Rows into the table. Made once: SQLAlchemy then knows at a glance what it has compiled already."""
    return insert(table).inline()  # a key that was drawn is not told again


def next_key(connection: Connection, table: Table) -> int:
    """The next free key of the table: from its sequence on PostgreSQL, under the write lock on SQLite."""
    return int(connection.execute(_next_key(connection.dialect.name, table.name)).scalar_one())


def next_keys(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """As ``next_key``, so many at once, to be written before another is asked for."""
    statement = _next_key(connection.dialect.name, table.name)
    if connection.dialect.name == "postgresql":
        many = text(f"{statement.text} FROM generate_series(1, :count)")
        return connection.execute(many, {"count": count}).scalars().all()
    first = int(connection.execute(statement).scalar_one())
    return range(first, first + count)


@cache
def _next_key(dialect: str, table: str) -> TextClause:
    if dialect == "postgresql":
        return text(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")
    return text(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - a table of ours
