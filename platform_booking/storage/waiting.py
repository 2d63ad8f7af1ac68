"""Wishes that wait for something to become free, in the order in which they were made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, text, true, update

from platform_booking.domain.errors import NotFound
from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import LostRace, next_key
from platform_booking.storage.by_right import keeps_rights
from platform_booking.storage.snapshots import subject_of_wish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.bookings import Stamp

_LIST: Final = 0x77616974
"""Names the list among the advisory locks of the database."""
OPEN: Final = ("waiting", "offered")
_CALLED: Final = text("SELECT id, ref, person_id, request, created_at FROM rights.called()")
_AHEAD: Final = text("SELECT rights.ahead_of(:wish)")
_OFFER: Final = text("SELECT rights.offer(:wish, :what, :until)")
"""Where the database keeps the rights: wishes of others are neither read nor written by those who give something up."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person's wish. ``request`` is plain data that only its service understands."""

    ref: str
    person: str
    """Login."""
    request: Mapping[str, Any]
    created_at: datetime
    state: str = "waiting"
    """``waiting``, ``offered``, ``taken``, ``lapsed`` or ``withdrawn``."""
    booking: str | None = None
    """Ref of the booking that holds what is offered."""
    offer_until: datetime | None = None
    id: int = 0


class WaitingList:
    """Reads and writes wishes inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes

    @property
    def _by_right(self) -> bool:
        return keeps_rights(self._connection)

    def next_id(self) -> int:
        """A key for a new wish, known before it is written because its ref is made from it."""
        return next_key(self._connection, tables.waiting)

    def lock(self) -> None:
        """Let nobody else look after the list until this transaction ends.

        On a server two who give something up at once would each not see the other's part; and a wish that is being
        written would not be seen by who gives up at that moment. A file has one writer at a time anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LIST})")

    def add(self, wish: Waiting, stamp: Stamp) -> None:
        """Write a new wish."""
        self._connection.execute(
            insert(tables.waiting),
            [
                {
                    "id": wish.id,
                    "ref": wish.ref,
                    "person_id": self._catalogue.persons[wish.person].id,
                    "request": canonical(dict(wish.request)),
                    "created_at": wish.created_at,
                    **self._row(wish),
                }
            ],
        )
        self._enter(None, wish, stamp)

    def save(self, before: Waiting, after: Waiting, stamp: Stamp) -> None:
        """Write what became of it. Raises LostRace when another transaction was first."""
        waiting = tables.waiting.c
        if after.state == "offered" and before.state == "waiting" and self._by_right:
            values = self._row(after)
            named = {"wish": before.id, "what": values["booking_id"], "until": values["offer_until"]}
            written = bool(self._connection.execute(_OFFER, named).scalar_one())
        else:
            query = update(tables.waiting).where(waiting.id == before.id, waiting.state == before.state)
            written = self._connection.execute(query.values(**self._row(after))).rowcount == 1
        if not written:
            raise LostRace
        self._enter(before, after, stamp)

    def get(self, ref: str) -> Waiting:
        """The wish of that ref. Raises NotFound."""
        found = self._select(tables.waiting.c.ref == ref.strip().upper())
        if not found:
            raise NotFound("waiting", ref)
        return found[0]

    def open(self) -> tuple[Waiting, ...]:
        """Every wish that waits or has an offer, the oldest first."""
        return self._select(tables.waiting.c.state.in_(OPEN))

    def called(self) -> tuple[Waiting, ...]:
        """The same, as whoever gives something up needs them: also those of others that could be served by it now."""
        if not self._by_right:
            return self.open()
        rows = self._connection.execute(_CALLED).all()
        logins = {person.id: person.login for person in self._catalogue.persons.values()}
        called = (
            Waiting(row.ref, logins[row.person_id], json.loads(row.request), row.created_at, id=row.id)
            for row in rows
        )
        found = {wish.id: wish for wish in (*self.open(), *called)}
        return tuple(sorted(found.values(), key=lambda wish: (wish.created_at, wish.id)))

    def ahead_of(self, wish: Waiting) -> int | None:
        """How many wait longer for something of the same; None where the wishes themselves are there to be looked at."""
        if not self._by_right:
            return None
        return int(self._connection.execute(_AHEAD, {"wish": wish.ref}).scalar_one())

    def all(self) -> tuple[Waiting, ...]:
        """Every wish there ever was."""
        return self._select(true())

    def of_person(self, login: str) -> tuple[Waiting, ...]:
        """Every wish of one person, the oldest first."""
        return self._select(tables.waiting.c.person_id == self._catalogue.persons[login].id)

    def of_booking(self, ref: str) -> tuple[Waiting, ...]:
        """The wishes to which that booking is, or was, offered."""
        return self._select(tables.booking.c.ref == ref)

    def _row(self, wish: Waiting) -> dict[str, Any]:
        key = None
        if wish.booking is not None:
            query = select(tables.booking.c.id).where(tables.booking.c.ref == wish.booking)
            key = self._connection.execute(query).scalar_one()
        return {"state": wish.state, "booking_id": key, "offer_until": wish.offer_until}

    def _select(self, condition: ColumnElement[bool]) -> tuple[Waiting, ...]:
        table = tables.waiting
        query = (
            select(table, tables.person.c.login, tables.booking.c.ref.label("booking"))
            .join(tables.person, tables.person.c.id == table.c.person_id)
            .outerjoin(tables.booking, tables.booking.c.id == table.c.booking_id)
            .where(condition)
            .order_by(table.c.created_at, table.c.id)
        )
        return tuple(
            Waiting(
                row.ref,
                row.login,
                json.loads(row.request),
                row.created_at,
                row.state,
                row.booking,
                row.offer_until,
                row.id,
            )
            for row in self._connection.execute(query)
        )

    def _enter(self, before: Waiting | None, after: Waiting, stamp: Stamp) -> None:
        self._changes.append(
            Change(
                stamp.at,
                stamp.actor,
                stamp.action,
                subject_of_wish(after.ref),
                None if before is None else wish_snapshot(before),
                wish_snapshot(after),
                stamp.reason,
            )
        )


def wish_snapshot(wish: Waiting) -> dict[str, Any]:
    """What the trail remembers of a wish."""
    times = {"created_at": wish.created_at.isoformat()}
    times["offer_until"] = "" if wish.offer_until is None else wish.offer_until.isoformat()
    return {key: value for key, value in asdict(wish).items() if key != "id"} | times
