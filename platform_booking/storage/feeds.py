"""Feeds to which calendars subscribe, and what was published: so that what somebody has seen can be taken back."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from platform_booking.domain.errors import NotFound
from platform_booking.domain.feeds import Feed
from platform_booking.storage import tables
from platform_booking.storage.audit import Change
from platform_booking.storage.bookings import LostRace, next_key
from platform_booking.storage.for_ever import changing
from platform_booking.storage.snapshots import feed_snapshot, subject_of_feed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.bookings import Stamp

_SUBJECTS: Final = 500
"""Keys asked for in one query."""


_FIELDS: Final = tuple(field.name for field in fields(Feed) if field.name != "id")


class Feeds:
    """Reads and writes feeds inside one transaction. Nothing is deleted: a feed is revoked."""

    def __init__(self, connection: Connection, catalogue: Catalogue, changes: list[Change]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._changes = changes

    def next_id(self) -> int:
        """A key for a new feed, known before it is written for whoever makes its code from it."""
        return next_key(self._connection, tables.feed)

    def all(self) -> tuple[Feed, ...]:
        """Every feed, revoked ones too, the oldest first."""
        return self._select()

    def get(self, code: str) -> Feed:
        """The feed of that code. Raises NotFound."""
        found = self._select(tables.feed.c.code == code.strip())
        if not found:
            raise NotFound("feed", code)
        return found[0]

    def by_token(self, token_hash: str) -> Feed | None:
        """The feed whose token has that hash, revoked or expired or not."""
        found = self._select(tables.feed.c.token_hash == token_hash)
        return found[0] if found else None

    def save(self, before: Feed | None, after: Feed, stamp: Stamp) -> None:
        """Write it as it shall be; a new one where there is none before. Raises LostRace when it was revoked meanwhile."""
        row = {name: getattr(after, name) for name in _FIELDS}
        if before is None:
            key = after.id or self.next_id()
            self._connection.execute(insert(tables.feed), [{"id": key, **row}])
        else:
            feed = tables.feed.c
            found = self._connection.execute(
                update(tables.feed)
                .where(feed.id == before.id, feed.revoked_at.is_not_distinct_from(before.revoked_at))
                .values(changing(tables.feed, row))
            )
            if found.rowcount != 1:
                raise LostRace
        self._changes.append(
            Change(
                stamp.at,
                stamp.actor,
                stamp.action,
                subject_of_feed(after.code),
                None if before is None else feed_snapshot(before),
                feed_snapshot(after),
                stamp.reason,
            )
        )

    def note_reads(self, code: str, at: datetime, client: str, reads: int = 1) -> None:
        """Note that it was read so many times more. That is use, not change: the audit trail does not hear of it."""
        feed = tables.feed.c
        self._connection.execute(
            update(tables.feed)
            .where(feed.code == code)
            .values(last_read_at=at, last_client=client, reads=feed.reads + reads)
        )

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[Feed, ...]:
        query = select(tables.feed).where(*conditions).order_by(tables.feed.c.id)
        return tuple(Feed(**row) for row in self._connection.execute(query).mappings())


class Published:
    """Which bookings went out through which channel (a feed or a file), whatever folder the file lay in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, channel: str, sent: Mapping[int, datetime]) -> None:
        """Note bookings (keys) that went out, and when first; what is noted already stays."""
        known = self.of(channel, sent)
        rows: list[dict[str, Any]] = [
            {"booking_id": key, "channel": channel, "first_at": sent[key]}
            for key in sorted(set(sent) - known.keys())
        ]
        if rows:
            dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
            query = dialect.insert(tables.published_file).on_conflict_do_nothing()  # another server was first
            self._connection.execute(query, rows)

    def of(self, channel: str, booking_ids: Collection[int]) -> dict[int, datetime]:
        """Which of the bookings went out through the channel before, and when first."""
        published = tables.published_file.c
        keys = sorted(set(booking_ids))
        found: dict[int, datetime] = {}
        for start in range(0, len(keys), _SUBJECTS):
            query = select(published.booking_id, published.first_at).where(
                published.channel == channel, published.booking_id.in_(keys[start : start + _SUBJECTS])
            )
            found.update({row.booking_id: row.first_at for row in self._connection.execute(query)})
        return found

    def anywhere(self, booking_id: int) -> bool:
        """Whether the booking was ever published."""
        published = tables.published_file.c
        query = select(exists().where(published.booking_id == booking_id))
        return bool(self._connection.execute(query).scalar_one())
