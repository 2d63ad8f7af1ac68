"""What was kept long enough, found and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from platform_booking.storage import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Table

    from platform_booking.domain.booking import State
    from platform_booking.domain.catalogue import Catalogue, Person


class TakingAway(Protocol):
    """Takes away what is older, or only counts it."""

    def __call__(self, connection: Connection, before: datetime, *, dry_run: bool) -> int:
        """How much it was, or would be."""
        ...


def _notices(connection: Connection, before: datetime, *, dry_run: bool) -> int:
    return _delete(connection, tables.notice, tables.notice.c.at < before, dry_run=dry_run)


def _mail(connection: Connection, before: datetime, *, dry_run: bool) -> int:
    """What was sent or given up; and what guests of bookings that are over were told last."""
    outbox, invitation = tables.outbox.c, tables.invitation.c
    settled = and_(outbox.next_try_at.is_(None), outbox.created_at < before)
    over = _is_over(invitation.booking_id, before)
    return _delete(connection, tables.outbox, settled, dry_run=dry_run) + _delete(
        connection, tables.invitation, over, dry_run=dry_run
    )


def _reads(connection: Connection, before: datetime, *, dry_run: bool) -> int:
    """Which program read a feed last, and when: who that was can be guessed from it."""
    feed = tables.feed
    old = and_(feed.c.last_read_at < before, feed.c.last_client != "")
    if dry_run:
        return _count(connection, feed, old)
    return connection.execute(update(feed).where(old).values(last_client="")).rowcount


TAKEN_AWAY: Final[Mapping[str, TakingAway]] = {"notices": _notices, "mail": _mail, "reads": _reads}
"""What is in no trail, by the name of its period."""


def _delete(connection: Connection, table: Table, old: ColumnElement[bool], *, dry_run: bool) -> int:
    if dry_run:
        return _count(connection, table, old)
    return connection.execute(delete(table).where(old)).rowcount


def _count(connection: Connection, table: Table, old: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(old)).scalar_one())


def _is_over(booking_id: ColumnElement[Any], before: datetime) -> ColumnElement[bool]:
    occurrence = tables.occurrence.c
    return ~exists().where(occurrence.booking_id == booking_id, occurrence.ends >= before)


def old_messages(connection: Connection, before: datetime) -> frozenset[int]:
    """Messages with words about bookings that were over by then."""
    message = tables.message.c
    query = select(message.id).where(
        message.text != "", message.at < before, _is_over(message.booking_id, before)
    )
    return frozenset(connection.execute(query).scalars())


def empty_messages(connection: Connection, keys: Collection[int]) -> None:
    """That something was said stays; what it was does not."""
    message = tables.message
    connection.execute(update(message).where(message.c.id.in_(keys)).values(text=""))


def gone_since(connection: Connection, catalogue: Catalogue, before: datetime) -> tuple[Person, ...]:
    """Persons who were retired and in no entry of the trail since then, manage nothing and have not been renamed yet."""
    managing = {login for item in catalogue.platforms.values() for login in (*item.managers, *item.deputies)}
    entry, booking = tables.audit.c, tables.booking.c
    found = []
    for person in catalogue.persons.values():
        if person.active or person.login in managing or person.login == pseudonym_of(person.id):
            continue
        about = or_(entry.actor == person.login, entry.subject == f"person:{person.login}")
        recent = select(entry.seq).where(about, entry.at >= before).limit(1)
        organised = (
            select(booking.id)
            .where(booking.organiser_id == person.id, ~_is_over(booking.id, before))
            .limit(1)
        )
        if not any(connection.execute(query).first() for query in (recent, organised)):
            found.append(person)
    return tuple(found)


def pseudonym_of(key: int) -> str:
    """What a person is called who is named no more."""
    return f"person-{key}"


def empty_person(connection: Connection, key: int) -> None:
    """Leave of the person what the bookings need: a key and a pseudonym."""
    person, held = tables.person, tables.person_qualification
    pseudonym = pseudonym_of(key)
    values = {
        "login": pseudonym,
        "name": pseudonym,
        "email": "",
        "roles": "[]",
        "mail": "none",
        "active": False,
    }
    connection.execute(update(person).where(person.c.id == key).values(suspended_until=None, **values))
    connection.execute(delete(held).where(held.c.person_id == key))
    own, unit = tables.resource, tables.unit
    mine = select(own.c.id).where(own.c.person_id == key)
    connection.execute(update(unit).where(unit.c.resource_id.in_(mine)).values(name=pseudonym, note=""))
    named = {"name_fr": pseudonym, "name_en": pseudonym, "active": False}
    connection.execute(update(own).where(own.c.person_id == key).values(named))


def coming(connection: Connection, key: int, now: datetime, live: Collection[State]) -> tuple[str, ...]:
    """Refs of the person's bookings that are not over, and of others that have the person's time."""
    booking, allocation = tables.booking.c, tables.allocation.c
    own_units = select(tables.unit.c.id).join(tables.resource).where(tables.resource.c.person_id == key)
    query = (
        select(booking.ref)
        .join(tables.allocation, allocation.booking_id == booking.id)
        .where(
            or_(booking.organiser_id == key, allocation.unit_id.in_(own_units)),
            allocation.use_until > now,
            allocation.state.in_([state.value for state in live]),
        )
        .distinct()
        .order_by(booking.ref)
    )
    return tuple(connection.execute(query).scalars())
