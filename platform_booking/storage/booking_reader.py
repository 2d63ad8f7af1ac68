"""Bookings read from the store: by ref, by key, by what is due, by period and place."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, exists, func, literal_column, or_, select, text

from platform_booking.domain.authority import PRIVATE
from platform_booking.domain.booking import Decision, State
from platform_booking.domain.errors import NotFound
from platform_booking.storage import tables
from platform_booking.storage.asking import among, together
from platform_booking.storage.booking_rows import ALLOCATION, BOOKING, LINE, OCCURRENCE, RowReader
from platform_booking.storage.by_right import keeps_rights
from platform_booking.storage.hidden import veiled_header, veiled_lines, veiled_occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue

CHUNK: Final = 2000
"""Bookings read in one go: well below any limit on bound values."""
_OFFERED: Final = exists(
    select(tables.waiting.c.id).where(
        tables.waiting.c.booking_id == tables.booking.c.id, tables.waiting.c.state == "offered"
    )
)
"""Whether the booking is held for somebody who waited and has not answered yet."""


class BookingReader:
    """Reads bookings inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue

    def get(self, ref: str) -> Booking:
        """The booking of that ref; of a private one that the database hides, when it takes place. Raises NotFound."""
        said = ref.strip().upper()
        found = self._read("ref", {"ref": said})
        if found:
            return found[0]
        veiled = self._veiled(said) if keeps_rights(self._connection) else None
        if veiled is None:
            raise NotFound("booking", ref)
        return veiled

    def by_ids(self, ids: Iterable[int]) -> list[Booking]:
        """The bookings with those keys, in order of key."""
        return [booking for part in self.in_parts(ids) for booking in part]

    def in_parts(self, ids: Iterable[int]) -> Iterator[list[Booking]]:
        """The same, some at a time: for whoever keeps none of them."""
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), CHUNK):
            yield self._read("ids", {"ids": wanted[start : start + CHUNK]})

    def funders(self, most: int) -> tuple[str, ...]:
        """Who pays for bookings that are not private, the most frequent first."""
        funding, visibility = tables.booking.c.funding, tables.booking.c.visibility
        query = select(funding).where(funding != "", visibility != PRIVATE).group_by(funding)
        return tuple(
            self._connection.execute(query.order_by(func.count().desc(), funding).limit(most)).scalars()
        )

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
        """The bookings that ``matching`` names, in order of key."""
        return self.by_ids(
            self.matching(since=since, until=until, resources=resources, persons=persons, partner=partner)
        )

    def matching(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        resources: Sequence[int] | None = None,
        persons: tuple[int, Sequence[int]] | None = None,
        partner: int | None = None,
    ) -> Sequence[int]:
        """Keys of bookings with a date that touches ``[since, until)``, a line on one of the resources, and of that person.

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
        return self._connection.execute(query).scalars().all()

    def named(self, patterns: Sequence[tuple[str, Sequence[int]]], limit: int) -> list[Booking]:
        """The newest bookings whose ref, title or organiser match every pattern.

        A pattern is one of ``LIKE`` in lower case, with the keys of the people whose names it fits.
        """
        booking = tables.booking.c
        query = select(booking.id).order_by(booking.id.desc()).limit(limit)
        for pattern, people in patterns:
            query = query.where(
                or_(
                    func.lower(booking.ref).like(pattern),
                    func.lower(booking.title).like(pattern),
                    booking.organiser_id.in_(people),
                )
            )
        return self.by_ids(self._connection.execute(query).scalars())

    def _read(self, by: str, wanted: Mapping[str, Any]) -> list[Booking]:
        """The bookings ``by`` ref or ids, in order of key."""
        queries = _queries(self._connection.dialect.name, by)
        headers, *children = [
            answer.all() for answer in together(self._connection, [(query, wanted) for query in queries])
        ]
        lines, occurrences, allocations = map(_by_booking, children)
        make = RowReader(self._catalogue).booking
        return [
            make(row, lines.get(row[0], ()), occurrences.get(row[0], ()), allocations.get(row[0], ()))
            for row in headers
        ]

    def _veiled(self, ref: str) -> Booking | None:
        row = veiled_header(self._connection, ref)
        if row is None:
            return None
        *_, allocations = _queries(self._connection.dialect.name, "ids")
        return RowReader(self._catalogue).booking(
            row,
            veiled_lines(self._connection, row[0]),
            veiled_occurrences(self._connection, row[0]),
            self._connection.execute(allocations, {"ids": [row[0]]}).all(),
        )

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


@cache
def _queries(dialect: str, by: str) -> tuple[Select[Any], ...]:
    """Bookings, their lines, dates and allocations, each ``by`` the ref or the ids of their bookings."""
    booking, origin = tables.booking.c, tables.booking.alias("origin")
    one = booking.ref == bindparam("ref")
    key = select(booking.id).where(one).scalar_subquery()
    headers = (
        select(*BOOKING, tables.person.c.login, tables.partner.c.code, origin.c.ref, _OFFERED)
        .join(tables.person, tables.person.c.id == booking.organiser_id)
        .outerjoin(tables.partner, tables.partner.c.id == booking.partner_id)
        .outerjoin(origin, origin.c.id == booking.origin_id)
        .where(one if by == "ref" else among(booking.id, dialect))
        .order_by(booking.id)
    )
    children = (
        (LINE, tables.line.c.number),
        (OCCURRENCE, tables.occurrence.c.number),
        (ALLOCATION, tables.allocation.c.id),
    )
    return (
        headers,
        *(
            select(*columns)
            .where(columns[0] == key if by == "ref" else among(columns[0], dialect))
            .order_by(columns[0], order)
            for columns, order in children
        ),
    )


def _by_booking(rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """Rows of which the first column is the booking's key, by it."""
    return {key: list(found) for key, found in groupby(rows, itemgetter(0))}


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
