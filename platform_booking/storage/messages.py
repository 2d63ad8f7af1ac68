"""What is said about a booking: questions, answers, proposals. Nothing of it is ever taken back or rewritten."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import next_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Message:
    """One word of somebody about a booking, or about one of its lines."""

    at: datetime
    author: str
    """Login."""
    kind: str
    text: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    """Plain data: what a proposal proposes, which message an answer answers."""
    line: int | None = None
    id: int = 0


class Messages:
    """Reads and writes messages inside one transaction."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes

    def add(self, booking: Booking, message: Message) -> int:
        """Say something about the booking; the key of what was said."""
        key = next_key(self._connection, tables.message)
        said = {"line": message.line, "kind": message.kind, "text": message.text}
        self._connection.execute(
            insert(tables.message),
            [
                {
                    "id": key,
                    "booking_id": booking.id,
                    "at": message.at,
                    "author_id": self._catalogue.persons[message.author].id,
                    "params": canonical(dict(message.params)),
                    **said,
                }
            ],
        )
        after = {"booking": booking.ref, "params": dict(message.params), **said}
        self._changes.append(
            Change(message.at, message.author, message.kind, f"message:{key}", None, after, message.text)
        )
        return key

    def of_booking(self, booking: Booking) -> tuple[Message, ...]:
        """What was said about the booking, in order."""
        return self.of_bookings((booking.id,)).get(booking.id, ())

    def of_bookings(self, ids: Iterable[int]) -> dict[int, tuple[Message, ...]]:
        """What was said about each of the bookings, by key, in order; those of which nothing was said are left out."""
        table = tables.message
        query = (
            select(table, tables.person.c.login)
            .join(tables.person, tables.person.c.id == table.c.author_id)
            .where(table.c.booking_id.in_(tuple(ids)))
            .order_by(table.c.id)
        )
        found: dict[int, tuple[Message, ...]] = {}
        for row in self._connection.execute(query):
            message = Message(row.at, row.login, row.kind, row.text, json.loads(row.params), row.line, row.id)
            found[row.booking_id] = (*found.get(row.booking_id, ()), message)
        return found
