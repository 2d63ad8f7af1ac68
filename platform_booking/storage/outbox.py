"""Mail that is to be sent: written in the transaction that causes it, sent afterwards, each once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update

from platform_booking.storage import tables
from platform_booking.storage.audit import canonical
from platform_booking.storage.taking_away import take_mail_away

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from platform_booking.domain.catalogue import Catalogue

MOST: Final = 1000
SENT: Final = "sent"
WAITING: Final = "waiting"
GIVEN_UP: Final = "given-up"
DIGEST: Final = "DIGEST"
"""The kind of what waits for somebody's mail of the day."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message. ``payload`` is plain data that only its service understands."""

    key: str
    """What is sent only once, whoever asks for it how often."""
    address: str
    kind: str
    """``REQUEST``, ``CANCEL``, ``NOTICE`` or ``DIGEST``."""
    ref: str
    """Of the booking; empty when it is about several."""
    sequence: int
    payload: Mapping[str, Any]
    created_at: datetime
    person: str = ""
    """Login; empty for an address alone."""
    next_try_at: datetime | None = None
    """None: sent, or given up."""
    tries: int = 0
    sent_at: datetime | None = None
    failed: Mapping[str, Any] = field(default_factory=dict)
    """Why the last try failed: a code and what fills its sentence."""
    id: int = 0

    @property
    def state(self) -> str:
        """``sent``, ``waiting`` (also to be tried again) or ``given-up``."""
        if self.sent_at is not None:
            return SENT
        return GIVEN_UP if self.next_try_at is None else WAITING


class Outbox:
    """Reads and writes mail inside one transaction. It is told, not history: the audit trail has what happened."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue

    def add(self, messages: Sequence[Outgoing]) -> int:
        """Write those whose key is new; how many there were."""
        known = self._keys({message.key for message in messages})
        fresh = {message.key: message for message in messages if message.key not in known}
        rows = [self._row(message) for message in fresh.values()]
        if rows:
            self._connection.execute(insert(tables.outbox), rows)
        return len(rows)

    def due(self, at: datetime, most: int) -> tuple[Outgoing, ...]:
        """What is to be tried now, the longest waiting first.

        Nothing overtakes an earlier message about the same booking to the same person: a calendar would take the older
        for the newer.
        """
        outbox, earlier = tables.outbox.c, tables.outbox.alias("earlier")
        overtakes = exists().where(
            earlier.c.person_id == outbox.person_id,
            earlier.c.ref == outbox.ref,
            earlier.c.id < outbox.id,
            earlier.c.next_try_at.is_not(None),
            earlier.c.kind != DIGEST,
        )
        return self._select(and_(outbox.next_try_at <= at, or_(outbox.kind == DIGEST, ~overtakes)), most=most)

    def together_with(self, message: Outgoing) -> tuple[Outgoing, ...]:
        """What goes out in one mail with it: a person's mail of the day, otherwise it goes alone."""
        if message.kind != DIGEST:
            return (message,)
        outbox = tables.outbox.c
        query = self._query().where(
            outbox.kind == DIGEST,
            outbox.next_try_at == message.next_try_at,
            tables.person.c.login == message.person,
        )
        return tuple(_outgoing(row) for row in self._connection.execute(query.order_by(outbox.id)))

    def waiting_since(self, before: datetime) -> tuple[Outgoing, ...]:
        """What was written before then and is not sent yet."""
        outbox = tables.outbox.c
        return self._select(and_(outbox.next_try_at.is_not(None), outbox.created_at < before), most=MOST)

    def has_over(self, before: datetime) -> bool:
        """Whether there is anything that ``forget`` would take out."""
        return self._connection.execute(select(exists().where(_is_over(before)))).scalar_one()

    def forget(self, before: datetime) -> None:
        """Take out what was written before then and is over, sent or given up."""
        if not take_mail_away(self._connection, before):
            self._connection.execute(delete(tables.outbox).where(_is_over(before)))

    def recent(self, most: int, person: str | None = None) -> tuple[Outgoing, ...]:
        """The latest messages, to everybody or one person (a login), sent or not, the newest first."""
        outbox = tables.outbox.c
        query = self._query().order_by(outbox.id.desc()).limit(most)
        if person is not None:
            query = query.where(tables.person.c.login == person)
        return tuple(_outgoing(row) for row in self._connection.execute(query))

    def counts(self) -> dict[str, int]:
        """How many there are in each state; of those sent and given up only what is still kept."""
        outbox = tables.outbox.c
        query = select(
            func.count(outbox.sent_at).label(SENT),
            func.count(outbox.next_try_at).label(WAITING),
            func.count().label("all"),
        )
        found = self._connection.execute(query).mappings().one()
        return {
            SENT: found[SENT],
            WAITING: found[WAITING],
            GIVEN_UP: found["all"] - found[SENT] - found[WAITING],
        }

    def claim(self, message: Outgoing, until: datetime) -> bool:
        """Take it to be sent; nobody else gets it before then. False when somebody else was first."""
        outbox = tables.outbox.c
        found = self._connection.execute(
            update(tables.outbox)
            .where(outbox.id == message.id, outbox.next_try_at == message.next_try_at)
            .values(next_try_at=until, tries=outbox.tries + 1)
        )
        return found.rowcount == 1

    def sent(self, message: Outgoing, at: datetime) -> None:
        """Note that it is on its way."""
        self._update(message, sent_at=at, next_try_at=None, failed=None)

    def put_off(self, message: Outgoing, why: Mapping[str, Any], until: datetime | None) -> None:
        """Note why it could not be sent and when to try again; without a time it is given up."""
        self._update(message, failed=canonical(dict(why)), next_try_at=until)

    def _update(self, message: Outgoing, **values: Any) -> None:
        self._connection.execute(
            update(tables.outbox).where(tables.outbox.c.id == message.id).values(**values)
        )

    def _keys(self, keys: set[str]) -> set[str]:
        outbox = tables.outbox.c
        return set(self._connection.execute(select(outbox.key).where(outbox.key.in_(keys))).scalars())

    def _row(self, message: Outgoing) -> dict[str, Any]:
        person = self._catalogue.persons.get(message.person)
        return {
            "key": message.key,
            "person_id": person.id if person else None,
            "address": message.address,
            "kind": message.kind,
            "ref": message.ref,
            "sequence": message.sequence,
            "payload": canonical(dict(message.payload)),
            "created_at": message.created_at,
            "next_try_at": message.next_try_at or message.created_at,
        }

    def _select(self, condition: ColumnElement[bool], most: int) -> tuple[Outgoing, ...]:
        outbox = tables.outbox.c
        query = self._query().where(condition).order_by(outbox.next_try_at, outbox.id).limit(most)
        return tuple(_outgoing(row) for row in self._connection.execute(query))

    def _query(self) -> Any:
        person = tables.person
        return select(tables.outbox, person.c.login).outerjoin(
            person, person.c.id == tables.outbox.c.person_id
        )


def _is_over(before: datetime) -> ColumnElement[bool]:
    outbox = tables.outbox.c
    return and_(outbox.next_try_at.is_(None), outbox.created_at < before)


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        key=row.key,
        address=row.address,
        kind=row.kind,
        ref=row.ref,
        sequence=row.sequence,
        payload=json.loads(row.payload),
        created_at=row.created_at,
        person=row.login or "",
        next_try_at=row.next_try_at,
        tries=row.tries,
        sent_at=row.sent_at,
        failed=json.loads(row.failed) if row.failed else {},
        id=row.id,
    )
