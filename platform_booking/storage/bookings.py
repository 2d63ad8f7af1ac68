"""Bookings in and out of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, exists, func, insert, literal_column, or_, select, text, update

from platform_booking.domain.booking import (
    Allocation,
    Booking,
    Decision,
    Line,
    Occurrence,
    Purpose,
    State,
    Visibility,
)
from platform_booking.domain.errors import NotFound
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import tables
from platform_booking.storage.audit import Change
from platform_booking.storage.snapshots import booking_snapshot, subject_of_booking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Select, Table

    from platform_booking.domain.catalogue import Catalogue

CHUNK: Final = 500
"""Bookings read in one go: well below any limit on bound values."""
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


_OFFERED: Final = exists(
    select(tables.waiting.c.id).where(
        tables.waiting.c.booking_id == tables.booking.c.id, tables.waiting.c.state == "offered"
    )
)
"""Whether the booking is held for somebody who waited and has not answered yet."""


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


class Bookings:
    """Reads and writes bookings inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes
        self.released: list[Released] = []
        """What the transaction gives up, whichever use case it is."""

    # --- writing ------------------------------------------------------------------------------------

    def next_id(self) -> int:
        """A key for a new booking, known before it is written because its ref is made from it."""
        return next_key(self._connection, tables.booking)

    def add(self, booking: Booking, stamp: Stamp) -> None:
        """Write a new booking with everything it has. Raises SlotTaken when the store refuses an allocation."""
        self._connection.execute(
            insert(tables.booking), [{"id": booking.id, "uid": booking.uid, **self._header(booking)}]
        )
        self._connection.execute(
            insert(tables.line), [self._line_row(booking.id, line) for line in booking.lines]
        )
        self._connection.execute(
            insert(tables.occurrence),
            [_occurrence_row(booking.id, occurrence) for occurrence in booking.occurrences],
        )
        self._connection.execute(
            insert(tables.allocation), [_allocation_row(booking.id, item) for item in booking.allocations]
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
            .values(**self._header(after))
        )
        if found.rowcount != 1:
            raise LostRace

    def _save_lines(self, before: Booking, after: Booking) -> None:
        line = tables.line.c
        known = {item.number: item for item in before.lines}
        for item in after.lines:
            if item.number not in known:
                self._connection.execute(insert(tables.line), [self._line_row(before.id, item)])
            elif known[item.number] != item:
                self._connection.execute(
                    update(tables.line)
                    .where(line.booking_id == before.id, line.number == item.number)
                    .values(**self._line_row(before.id, item))
                )

    def _save_occurrences(self, before: Booking, after: Booking) -> None:
        known = {item.number: item for item in before.occurrences}
        new = [item for item in after.occurrences if item.number not in known]
        changed = [item for item in after.occurrences if known.get(item.number, item) != item]
        if new:
            self._connection.execute(
                insert(tables.occurrence), [_occurrence_row(before.id, item) for item in new]
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
            )

    def _save_allocations(self, before: Booking, after: Booking) -> None:
        known = {item.id: item for item in before.allocations}
        new = [item for item in after.allocations if item.id not in known]
        changed = [item for item in after.allocations if item.id in known and known[item.id] != item]
        allocation = tables.allocation.c
        if changed:
            rows = [_allocation_row(before.id, item) for item in changed]
            self._connection.execute(
                update(tables.allocation)
                .where(allocation.id == bindparam("of_id"))
                .values({name: bindparam(f"to_{name}") for name in CHANGING}),
                [
                    {"of_id": item.id, **{f"to_{name}": row[name] for name in CHANGING}}
                    for item, row in zip(changed, rows, strict=True)
                ],
            )
        if new:
            self._connection.execute(
                insert(tables.allocation), [_allocation_row(before.id, item) for item in new]
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
            )

    def _note_released(self, before: Booking, after: Booking, at: datetime) -> None:
        kept = {item.id: (item.unit_id, item.occupied) for item in after.allocations if item.holds}
        self.released += [
            Released(item.unit_id, item.occupied, at)
            for item in before.allocations
            if item.holds and kept.get(item.id) != (item.unit_id, item.occupied)
        ]

    def add_decisions(self, booking: Booking, decisions: Sequence[Decision]) -> None:
        """Note who decided what."""
        if decisions:
            self._connection.execute(
                insert(tables.decision),
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
        self._changes.append(
            Change(
                at=stamp.at,
                actor=stamp.actor,
                action=stamp.action,
                subject=subject_of_booking(after.ref),
                before=None if before is None else booking_snapshot(before),
                after=booking_snapshot(after),
                reason=stamp.reason,
            )
        )

    def _header(self, booking: Booking) -> dict[str, Any]:
        partner = self._catalogue.partners.get(booking.partner)
        return {
            "ref": booking.ref,
            "version": booking.version,
            "sequence": booking.sequence,
            "title": booking.title,
            "purpose": booking.purpose.value,
            "organiser_id": self._catalogue.persons[booking.organiser].id,
            "partner_id": partner.id if partner else None,
            "learners": booking.learners,
            "time_zone": booking.time_zone,
            "rule": booking.rule,
            "first_start": booking.first_start,
            "length_wall": booking.length.wall,
            "length_exact": booking.length.exact,
            "visibility": booking.visibility.value,
            "biosafety": booking.biosafety,
            "dossier": booking.dossier,
            "origin_id": self._id_of(booking.origin),
            "created_at": booking.created_at,
            "changed_at": booking.changed_at,
        }

    def _id_of(self, ref: str) -> int | None:
        if not ref:
            return None
        query = select(tables.booking.c.id).where(tables.booking.c.ref == ref)
        return int(self._connection.execute(query).scalar_one())

    def _line_row(self, booking_id: int, line: Line) -> dict[str, Any]:
        return {
            "booking_id": booking_id,
            "number": line.number,
            "resource_id": self._catalogue.resources[line.resource].id,
            "quantity": line.quantity,
            "offset_wall": line.offset.wall,
            "offset_exact": line.offset.exact,
            "length_wall": line.length.wall if line.length else None,
            "length_exact": line.length.exact if line.length else None,
            "unit_id": line.unit,
        }

    # --- reading ------------------------------------------------------------------------------------

    def get(self, ref: str) -> Booking:
        """The booking of that ref. Raises NotFound."""
        found = self.select(tables.booking.c.ref == ref.strip().upper())
        if not found:
            raise NotFound("booking", ref)
        return found[0]

    def by_ids(self, ids: Iterable[int]) -> list[Booking]:
        """The bookings with those keys, in order of key."""
        wanted = sorted(set(ids))
        return [
            booking
            for start in range(0, len(wanted), CHUNK)
            for booking in self.select(tables.booking.c.id.in_(wanted[start : start + CHUNK]))
        ]

    def requested_on(self, unit_ids: Sequence[int]) -> list[Booking]:
        """The bookings with a request on one of the units."""
        allocation = tables.allocation.c
        found: set[int] = set()
        for start in range(0, len(unit_ids), CHUNK):
            found.update(
                self._connection.execute(
                    select(allocation.booking_id)
                    .where(
                        allocation.state == State.REQUESTED.value,
                        allocation.unit_id.in_(unit_ids[start : start + CHUNK]),
                    )
                    .where(allocation.booking_id.is_not(None))
                    .distinct()
                ).scalars()
            )
        return self.by_ids(found)

    def waiting_on(self, unit_ids: Sequence[int]) -> list[tuple[int, int, int]]:
        """(booking key, unit key, steps granted) of every open request on one of the units."""
        allocation = tables.allocation.c
        return [
            (row.booking_id, row.unit_id, row.granted)
            for start in range(0, len(unit_ids), CHUNK)
            for row in self._connection.execute(
                select(allocation.booking_id, allocation.unit_id, allocation.granted)
                .where(
                    allocation.state == State.REQUESTED.value,
                    allocation.unit_id.in_(unit_ids[start : start + CHUNK]),
                    allocation.booking_id.is_not(None),
                )
                .distinct()
            )
        ]

    def overdue(self, now: datetime, asked_before: Iterable[tuple[Sequence[int], datetime]]) -> list[int]:
        """Keys of bookings with a request whose use is over, or on one of the units and waiting since before that."""
        allocation = tables.allocation.c
        waits = literal_column("allocation.state") == literal_column("'requested'")  # as its index says it
        limits = [allocation.use_until <= now]
        limits += [
            and_(allocation.unit_id.in_(units), allocation.changed_at <= before)
            for units, before in asked_before
        ]
        query = select(allocation.booking_id).where(waits, or_(*limits))  # more would lead to another index
        return sorted(set(self._connection.execute(query).scalars()))

    def in_use_until(self, now: datetime) -> list[int]:
        """Keys of bookings with something in use whose time is over."""
        allocation = tables.allocation.c
        used = literal_column("allocation.state") == literal_column("'in_use'")  # as its index says it
        query = select(allocation.booking_id).where(used, allocation.use_until <= now)
        return sorted(set(self._connection.execute(query).scalars()))

    def not_begun(self, begin_before: Iterable[tuple[Sequence[int], datetime]]) -> list[int]:
        """Keys of bookings that were to begin on one of the units before that, and nobody came."""
        allocation = tables.allocation.c
        found: set[int] = set()
        for units, before in begin_before:
            for start in range(0, len(units), CHUNK):
                query = select(allocation.booking_id).where(
                    allocation.unit_id.in_(units[start : start + CHUNK]),
                    literal_column("allocation.holds"),
                    allocation.occupied_from <= before,
                    allocation.use_from <= before,
                    allocation.state == State.APPROVED.value,
                    allocation.booking_id.is_not(None),
                )
                found.update(self._connection.execute(query).scalars())
        return sorted(found)

    def search(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        resources: Sequence[int] | None = None,
        persons: tuple[int, Sequence[int]] | None = None,
        partner: int | None = None,
    ) -> list[Booking]:
        """Bookings with a date that touches ``[since, until)``, a line on one of the resources, and of that person.

        ``persons`` is the organiser's key and the keys of the resources that are the person's own time.
        """
        booking, line, occurrence = tables.booking.c, tables.line.c, tables.occurrence.c
        query = select(booking.id)
        if since is not None or until is not None:
            dates = select(occurrence.booking_id)
            if until is not None:
                dates = dates.where(occurrence.starts < until)
            if since is not None:
                dates = dates.where(occurrence.ends > since)
            query = query.where(or_(booking.id.in_(dates), booking.id.in_(_campaigns(since, until))))
        if resources is not None:
            query = query.where(
                booking.id.in_(select(line.booking_id).where(line.resource_id.in_(resources)))
            )
        if persons is not None:
            taking_part = select(line.booking_id).where(line.resource_id.in_(persons[1]))
            query = query.where(or_(booking.organiser_id == persons[0], booking.id.in_(taking_part)))
        if partner is not None:
            query = query.where(booking.partner_id == partner)
        return self.by_ids(self._connection.execute(query).scalars())

    def select(self, *conditions: ColumnElement[bool]) -> list[Booking]:
        """The bookings for which the conditions on the booking table hold, in order of key."""
        origin = tables.booking.alias("origin")
        headers = self._connection.execute(
            select(
                tables.booking,
                tables.person.c.login,
                tables.partner.c.code.label("partner_code"),
                origin.c.ref.label("origin"),
                _OFFERED.label("offered"),
            )
            .join(tables.person, tables.person.c.id == tables.booking.c.organiser_id)
            .outerjoin(tables.partner, tables.partner.c.id == tables.booking.c.partner_id)
            .outerjoin(origin, origin.c.id == tables.booking.c.origin_id)
            .where(*conditions)
            .order_by(tables.booking.c.id)
        ).all()
        ids = [row.id for row in headers]
        codes = {resource.id: resource.code for resource in self._catalogue.resources.values()}
        lines = self._children(tables.line, ids, "number")
        occurrences = self._children(tables.occurrence, ids, "number")
        allocations = self._children(tables.allocation, ids, "id")
        return [
            _booking(
                row,
                tuple(_line(found, codes) for found in lines.get(row.id, ())),
                tuple(_occurrence(found) for found in occurrences.get(row.id, ())),
                tuple(_allocation(found) for found in allocations.get(row.id, ())),
            )
            for row in headers
        ]

    def _children(self, table: Table, ids: Sequence[int], order: str) -> dict[int, list[Row[Any]]]:
        grouped: dict[int, list[Row[Any]]] = {}
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            rows = self._connection.execute(
                select(table).where(table.c.booking_id.in_(part)).order_by(table.c.booking_id, table.c[order])
            )
            for row in rows:
                grouped.setdefault(row.booking_id, []).append(row)
        return grouped

    def decisions(self, booking: Booking) -> tuple[Decision, ...]:
        """Everybody's word on the booking so far, in order."""
        table = tables.decision
        rows = self._connection.execute(
            select(table).where(table.c.booking_id == booking.id).order_by(table.c.id)
        )
        return tuple(
            Decision(row.line, row.occurrence, row.step, row.verdict, row.person, row.decided_at, row.reason)
            for row in rows
        )


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


def _campaigns(since: datetime | None, until: datetime | None) -> Select[int]:
    """Keys of the bookings with a line of its own day or length that is used in that time.

    From those few lines to their allocations: asked as a join, SQLite would read every allocation.
    """
    line, allocation = tables.line.c, tables.allocation.c
    used = select(allocation.id).where(
        allocation.booking_id == line.booking_id, allocation.line == line.number
    )
    if until is not None:
        used = used.where(allocation.use_from < until)
    if since is not None:
        used = used.where(allocation.use_until > since)
    return select(line.booking_id).where(text(f"({tables.CAMPAIGN_LINE})"), used.exists())


def next_key(connection: Connection, table: Table) -> int:
    """The next free key of the table: from its sequence on PostgreSQL, under the write lock on SQLite."""
    if connection.dialect.name == "postgresql":
        found = connection.execute(
            text("SELECT nextval(pg_get_serial_sequence(:name, 'id'))"), {"name": table.name}
        ).scalar_one()
        return int(found)
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())


def _occurrence_row(booking_id: int, occurrence: Occurrence) -> dict[str, Any]:
    return {
        "booking_id": booking_id,
        "number": occurrence.number,
        "original_start": occurrence.original_start,
        "starts": occurrence.span.start,
        "ends": occurrence.span.end,
        "title": occurrence.title,
    }


def _allocation_row(booking_id: int, item: Allocation) -> dict[str, Any]:
    return {
        "unit_id": item.unit_id,
        "booking_id": booking_id,
        "line": item.line,
        "occurrence": item.occurrence,
        "use_from": item.use.start,
        "use_until": item.use.end,
        "occupied_from": item.occupied.start,
        "occupied_until": item.occupied.end,
        "state": item.state.value,
        "holds": item.holds,
        "granted": item.granted,
        "changed_at": item.changed_at,
        "actual_from": item.actual_from,
        "actual_until": item.actual_until,
    }


def _booking(
    row: Row[Any],
    lines: tuple[Line, ...],
    occurrences: tuple[Occurrence, ...],
    allocations: tuple[Allocation, ...],
) -> Booking:
    return Booking(
        id=row.id,
        ref=row.ref,
        uid=row.uid,
        version=row.version,
        sequence=row.sequence,
        title=row.title,
        purpose=Purpose(row.purpose),
        organiser=row.login,
        partner=row.partner_code or "",
        learners=row.learners,
        time_zone=row.time_zone,
        rule=row.rule,
        first_start=row.first_start,
        length=Lapse(row.length_wall, row.length_exact),
        visibility=Visibility(row.visibility),
        created_at=row.created_at,
        changed_at=row.changed_at,
        lines=lines,
        occurrences=occurrences,
        allocations=allocations,
        biosafety=row.biosafety,
        dossier=row.dossier,
        origin=row.origin or "",
        offered=bool(row.offered),
    )


def _line(row: Row[Any], codes: dict[int, str]) -> Line:
    own = None if row.length_wall is None else Lapse(row.length_wall, row.length_exact)
    offset = Lapse(row.offset_wall, row.offset_exact)
    return Line(row.number, codes[row.resource_id], row.quantity, offset, own, row.unit_id)


def _occurrence(row: Row[Any]) -> Occurrence:
    return Occurrence(row.number, row.original_start, TimeSpan(row.starts, row.ends), row.title)


def _allocation(row: Row[Any]) -> Allocation:
    return Allocation(
        id=row.id,
        unit_id=row.unit_id,
        line=row.line,
        occurrence=row.occurrence,
        use=TimeSpan(row.use_from, row.use_until),
        occupied=TimeSpan(row.occupied_from, row.occupied_until),
        state=State(row.state),
        holds=row.holds,
        granted=row.granted,
        changed_at=row.changed_at,
        actual_from=row.actual_from,
        actual_until=row.actual_until,
    )
