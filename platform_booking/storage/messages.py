"""What is said about a booking: questions, answers, proposals. Nothing of it is ever taken back or rewritten."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from platform_booking.storage import tables
from platform_booking.storage.audit import Change, canonical
from platform_booking.storage.bookings import next_key
from platform_booking.storage.snapshots import subject_of_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

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
        self._connection.execute(
            insert(tables.message),
            [
                {
                    "id": key,
                    "booking_id": booking.id,
                    "at": message.at,
                    "author_id": self._catalogue.persons[message.author].id,
                    "line": message.line,
                    "kind": message.kind,
                    "text": message.text,
                    "params": canonical(dict(message.params)),
                }
            ],
        )
        after = message_snapshot(booking.ref, message)
        self._changes.append(
            Change(
                message.at, message.author, message.kind, subject_of_message(key), None, after, message.text
            )
        )
        return key

    def of_booking(self, booking: Booking) -> tuple[Message, ...]:
        """What was said about the booking, in order."""
        return self.of_bookings((booking.id,)).get(booking.id, ())

    def of_bookings(self, ids: Iterable[int]) -> dict[int, tuple[Message, ...]]:
        """What was said about each of the bookings, by key, in order; those of which nothing was said are left out."""
        found: dict[int, tuple[Message, ...]] = {}
        query = self._query().where(tables.message.c.booking_id.in_(tuple(ids)))
        for row in self._connection.execute(query):
            found[row.booking_id] = (*found.get(row.booking_id, ()), _message(row))
        return found

    def all(self) -> Iterator[tuple[str, Message]]:
        """Everything that was ever said, each with the ref of its booking."""
        booking = tables.booking.c
        query = self._query().add_columns(booking.ref)
        query = query.join(tables.booking, booking.id == tables.message.c.booking_id)
        for row in self._connection.execute(query):
            yield row.ref, _message(row)

    def _query(self) -> Select[Any]:
        table = tables.message
        return (
            select(table, tables.person.c.login)
            .join(tables.person, tables.person.c.id == table.c.author_id)
            .order_by(table.c.id)
        )


def _message(row: Row[Any]) -> Message:
    return Message(row.at, row.login, row.kind, row.text, json.loads(row.params), row.line, row.id)


def message_snapshot(ref: str, message: Message) -> dict[str, Any]:
    """What the trail remembers of what was said about the booking of that ref."""
    return {
        "author": message.author,
        "booking": ref,
        "params": dict(message.params),
        "line": message.line,
        "kind": message.kind,
        "text": message.text,
    }
