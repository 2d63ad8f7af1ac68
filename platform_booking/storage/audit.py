"""The audit trail: who, when, what before and after, why; append-only, each entry sealed with the one before.

The hash is SHA-256 over a canonical text of the entry and its predecessor's hash, so that an edit, a swap or a deletion
breaks the chain. The digest is SHA-256 over the subject's whole state afterwards, so that a change made behind the
application's back shows too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, text

from platform_booking.domain.timespan import as_utc
from platform_booking.storage import tables
from platform_booking.storage.asking import together
from platform_booking.storage.by_right import keeps_rights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

GENESIS: Final = "0" * 64
"""What stands before the first entry."""
CHAIN_LOCK: Final = 0x504C4154
"""Key of the PostgreSQL advisory lock that keeps two transactions from continuing the same entry."""

CHANNEL: Final = "platform_booking"
"""PostgreSQL tells those who listen there that the trail has grown."""

_STREAMED: Final = 2000
"""Entries held in memory at a time while the trail is walked."""

TOGETHER: Final = "together"
"""Beside what a subject became: numbers of the first and the last entry of its transaction, where there are several."""

BY_SQL: Final = "sql-"
"""What actions begin with that PostgreSQL entered by itself, for what somebody did without the application."""

DECIDED: Final = "decided"
"""Beside what a booking became: the words that were given on it in the same transaction."""
REDACTED: Final = "redacted"
"""Beside what a subject became: older entries that were rewritten so that they no longer name somebody."""
REDACTING: Final = frozenset({"pseudonymise", "retention"})
"""Actions by which entries are rewritten."""

Snapshot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one subject, to be entered when the transaction commits."""

    at: datetime
    actor: str
    action: str
    subject: str
    before: Snapshot | None
    after: Snapshot | None
    reason: str = ""
    redacted: Mapping[str, str] = field(default_factory=dict)
    """Number of an older entry that was rewritten → seal of what it says now."""
    decided: tuple[str, ...] = ()
    """What was decided on it, as ``snapshots.decision_snapshot`` spells it."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry as it stands in the trail."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str
    digest: str
    prev: str
    hash: str
    together: tuple[int, int]
    """Numbers of the first and the last entry of the same transaction: what was done in one step."""


def canonical(value: Any) -> str:
    """JSON with one spelling only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(snapshot: Snapshot | None) -> str:
    """Fingerprint of a subject's whole state."""
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


def seal(prev: str, seq: int, at: datetime, fields: tuple[str | None, ...]) -> str:
    """The hash of an entry: everything it says, and the hash before it."""
    return hashlib.sha256(canonical([prev, seq, at.isoformat(), *fields]).encode()).hexdigest()


def seal_of(entry: Sealed) -> str:
    """The hash of what the entry says."""
    fields = (entry.actor, entry.action, entry.subject, entry.before, entry.after, entry.reason, entry.digest)
    return seal(entry.prev, entry.seq, entry.at, fields)


def difference(before: Snapshot | None, after: Snapshot | None) -> tuple[Snapshot | None, Snapshot | None]:
    """The two snapshots reduced to what differs; dates of a series one by one."""
    if before is None or after is None:
        return before, after
    old: Snapshot = {}
    new: Snapshot = {}
    for key in sorted({*before, *after}):
        was, becomes = before.get(key), after.get(key)
        if was == becomes and (key in before) == (key in after):
            continue
        if isinstance(was, dict) and isinstance(becomes, dict):
            was, becomes = difference(was, becomes)
        if key in before:
            old[key] = was
        if key in after:
            new[key] = becomes
    return old, new


def rewound(state: Mapping[str, Any], entry: AuditEntry) -> Snapshot:
    """What a subject was before the entry, from what it was after it: ``difference`` taken back."""
    return _rewound(state, entry.before or {}, entry.after or {})


def _rewound(state: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> Snapshot:
    former = {key: value for key, value in state.items() if key in before or key not in after}
    for key, was in before.items():
        there = state.get(key)
        nested = isinstance(was, dict) and isinstance(after.get(key), dict) and isinstance(there, dict)
        former[key] = _rewound(there, was, after[key]) if nested and there is not None else was
    return former


def append(connection: Connection, changes: list[Change], *, one_step: bool = True) -> None:
    """Enter the changes, as ``one_step`` or as many that were only written at once.

    Call it last in a transaction: on PostgreSQL the chain's end is locked until the commit.
    """
    if not changes:
        return
    seq, prev = _locked_end(connection) if connection.dialect.name == "postgresql" else _end(connection)
    rows = []
    together = (seq + 1, seq + len(changes)) if one_step and len(changes) > 1 else None
    for change in changes:
        seq += 1
        row = _row(change, seq, prev, together)
        prev = row["hash"]
        rows.append(row)
    connection.execute(_INSERT, rows)


_INSERT: Final = insert(tables.audit).inline()
_LAST: Final = select(tables.audit.c.seq, tables.audit.c.hash).order_by(tables.audit.c.seq.desc()).limit(1)
_END: Final = text("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
_END_BY_RIGHT: Final = text("SELECT seq, hash FROM rights.chain_end()")
"""Where not everybody may read the last entry."""
_CALL: Final = text(f"SELECT pg_notify('{CHANNEL}', '')")
_LOCK: Final = text(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})")


def _end(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry."""
    last = connection.execute(_LAST).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def _locked_end(connection: Connection) -> tuple[int, str]:
    """The same, with nobody else able to continue it before we do.

    Asked at once, because everybody else who writes waits from here to the commit. The last of the three has a snapshot of
    its own, taken when the lock is held. Who listens is told at the commit.
    """
    end = _END_BY_RIGHT if keeps_rights(connection) else _END
    *_, found = together(connection, [(_CALL, {}), (_LOCK, {}), (end, {})])
    last = found.first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def _row(change: Change, seq: int, prev: str, together: tuple[int, int] | None = None) -> dict[str, Any]:
    before, after = difference(change.before, change.after)
    if after is not None and together:
        after = {**after, TOGETHER: together}
    if after is not None and change.decided:
        after = {**after, DECIDED: change.decided}
    if after is not None and change.redacted:
        after = {**after, REDACTED: change.redacted}
    fields = {
        "actor": change.actor,
        "action": change.action,
        "subject": change.subject,
        "before": None if before is None else canonical(before),
        "after": None if after is None else canonical(after),
        "reason": change.reason,
        "digest": digest_of(change.after),
    }
    at = as_utc(change.at).replace(microsecond=0)  # what both stores keep, and so what is sealed
    sealed = seal(prev, seq, at, tuple(fields.values()))
    return {"seq": seq, "at": at, "prev": prev, "hash": sealed, **fields}


def entries(
    connection: Connection,
    *,
    subject: str | None = None,
    subjects: Collection[str] | None = None,
    actor: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: int | None = None,
    upto: int | None = None,
    last: int | None = None,
) -> tuple[AuditEntry, ...]:
    """The trail in order: of one or some subjects, of one actor, in ``[since, until)``; the ``last`` so many of those.

    ``after`` leaves out everything up to that number, ``upto`` everything behind that one.
    """
    audit = tables.audit.c
    query = select(tables.audit).order_by(audit.seq.desc())
    if subject is not None:
        query = query.where(audit.subject == subject)
    if subjects is not None:
        query = query.where(audit.subject.in_(subjects))
    if actor is not None:
        query = query.where(audit.actor == actor)
    if since is not None:
        query = query.where(audit.at >= since)
    if until is not None:
        query = query.where(audit.at < until)
    if after is not None:
        query = query.where(audit.seq > after)
    if upto is not None:
        query = query.where(audit.seq <= upto)
    if last is not None:
        query = query.limit(last)
    return tuple(_entry(row) for row in reversed(connection.execute(query).all()))


def _entry(row: Row[Any]) -> AuditEntry:
    after = json.loads(row.after) if row.after else None
    first, last = (after or {}).pop(TOGETHER, (row.seq, row.seq))
    for beside in (DECIDED, REDACTED):
        (after or {}).pop(beside, None)
    return AuditEntry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        before=json.loads(row.before) if row.before else None,
        after=after,
        reason=row.reason,
        digest=row.digest,
        prev=row.prev,
        hash=row.hash,
        together=(first, last),
    )


def newest(connection: Connection) -> int:
    """Number of the last entry; 0 for none."""
    return int(connection.execute(select(func.coalesce(func.max(tables.audit.c.seq), 0))).scalar_one())


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is kept, in a store or in a file: everything that is sealed, spelt as it was sealed."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    before: str | None
    after: str | None
    reason: str
    digest: str
    prev: str
    hash: str


def sealed_entries(connection: Connection) -> Iterator[Sealed]:
    """The trail as it is kept, from its first entry."""
    query = select(tables.audit).order_by(tables.audit.c.seq)
    with connection.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for row in rows:
            yield Sealed(*row)
