"""What people are told: in the store until they have read it, so that no window need be open when it happens."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update

from platform_booking.storage import tables
from platform_booking.storage.audit import canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from platform_booking.domain.catalogue import Catalogue

_INSERT: Final = insert(tables.notice).inline()
"""Asks nothing back: nobody reads what others are told."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that one person is told. ``kind`` names the sentence, ``params`` (plain data) fill it."""

    person: str
    """Login."""
    at: datetime
    kind: str
    ref: str
    """Of the booking, block or wish it is about."""
    params: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    read_at: datetime | None = None


class Notices:
    """Reads and writes notices inside one transaction. They are told, not history: the audit trail has what happened."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self.added: list[Notice] = []
        """What the transaction tells people."""

    def add(self, notices: Sequence[Notice]) -> None:
        """Tell people."""
        self.added += notices
        rows = [
            {
                "person_id": self._catalogue.persons[item.person].id,
                "at": item.at,
                "kind": item.kind,
                "ref": item.ref,
                "params": canonical(dict(item.params)),
            }
            for item in notices
        ]
        if rows:
            self._connection.execute(_INSERT, rows)

    def of_person(self, login: str, *, unread: bool = False, last: int | None = None) -> tuple[Notice, ...]:
        """What the person was told, the newest first."""
        notice = tables.notice.c
        query = select(tables.notice).where(notice.person_id == self._catalogue.persons[login].id)
        if unread:
            query = query.where(notice.read_at.is_(None))
        query = query.order_by(notice.id.desc())
        if last is not None:
            query = query.limit(last)
        return tuple(_notice(row, login) for row in self._connection.execute(query))

    def mark_read(self, login: str, at: datetime, ids: Collection[int] | None = None) -> int:
        """Note that the person has read these, or everything; how many were new to them."""
        notice = tables.notice.c
        query = update(tables.notice).where(
            notice.person_id == self._catalogue.persons[login].id, notice.read_at.is_(None)
        )
        if ids is not None:
            query = query.where(notice.id.in_(ids))
        return self._connection.execute(query.values(read_at=at)).rowcount


def _notice(row: Row[Any], login: str) -> Notice:
    return Notice(login, row.at, row.kind, row.ref, json.loads(row.params), row.id, row.read_at)
