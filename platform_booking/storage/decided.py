"""Decisions held against the audit trail. They are no part of a booking's digest: its entries list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from platform_booking.domain.booking import Decision
from platform_booking.storage import tables
from platform_booking.storage.snapshots import decision_snapshot, subject_of_booking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

    from platform_booking.storage.chain import ChainState


def unaccounted_decisions(connection: Connection, chain: ChainState) -> Iterator[tuple[str, str, str]]:
    """(code of the finding, subject, decision): those that the trail does not know, and those it knows that are gone."""
    missing = {(subject, said) for subject, words in chain.decided.items() for said in words}
    table, booking = tables.decision, tables.booking
    query = select(table, booking.c.ref).join(booking, booking.c.id == table.c.booking_id)
    for row in connection.execute(query).all():
        subject = subject_of_booking(row.ref)
        words = (row.line, row.occurrence, row.step, row.verdict, row.person, row.decided_at, row.reason)
        said = decision_snapshot(Decision(*words))
        if said in chain.decided.get(subject, ()):
            missing.discard((subject, said))
        elif ("decision", str(row.id)) not in chain.rows and not _is_older(connection, chain, subject, row):
            yield "decision-unrecorded", subject, said
    rewritten = {row.subject for (name, _), row in chain.rows.items() if name == "decision"}
    for subject, said in sorted(pair for pair in missing if pair[0] not in rewritten):
        yield "decision-gone", subject, said


def _is_older(connection: Connection, chain: ChainState, subject: str, row: Row[Any]) -> bool:
    """Whether it was decided when words were not yet entered: then an entry tells at least that something was."""
    entry = tables.audit.c
    query = select(func.min(entry.seq)).where(entry.subject == subject, entry.at == row.decided_at)
    seq = connection.execute(query).scalar()
    return seq is not None and (seq < chain.decided_since or not chain.decided_since)
