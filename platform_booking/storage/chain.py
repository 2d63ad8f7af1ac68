"""The audit trail walked from its first entry: where it breaks, how it ends, and what it last said of each subject."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from platform_booking.storage.audit import (
    BY_SQL,
    DECIDED,
    GENESIS,
    REDACTED,
    REDACTING,
    seal_of,
    sealed_entries,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from platform_booking.storage.audit import Sealed


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as the database entered it; ``content`` is None for one that was deleted."""

    subject: str
    content: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChainState:
    """The trail as walked from its first entry: where it breaks, how it ends, and what it last said of each subject."""

    length: int
    head: str
    broken: tuple[tuple[int, str], ...]
    """(sequence number, why): gap, unlinked, altered."""
    digests: Mapping[str, str]
    """Subject → digest of its state, where the application had the last word."""
    by_sql: frozenset[str] = frozenset()
    """Subjects of which the database had the last word."""
    rows: Mapping[tuple[str, str], RawRow] = field(default_factory=dict)
    """(table, key) → what the database last said of the row, of subjects of which it had the last word."""
    decided: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Subject → every word that was ever given on it."""
    redacted: int = 0
    """How many entries were rewritten to name somebody no more, each vouched for by a later one."""
    decided_since: int = 0
    """Number of the first entry with such words: what is older was written by a program that did not enter them."""


_DECIDED_KEY: Final = f'"{DECIDED}":'


@dataclass
class _LastWords:
    """What was last said of each subject, while the trail is walked."""

    digests: dict[str, str] = field(default_factory=dict)
    by_sql: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    rows: dict[tuple[str, str], RawRow] = field(default_factory=dict)
    decided: dict[str, frozenset[str]] = field(default_factory=dict)
    decided_since: int = 0
    redacted: dict[str, str] = field(default_factory=dict)

    def hear(self, row: Sealed) -> None:
        if row.action in REDACTING and row.after and f'"{REDACTED}":' in row.after:
            self.redacted |= json.loads(row.after).get(REDACTED, {})
        if row.action.startswith(BY_SQL):
            self._hear_raw(row)
            return
        for key in self.by_sql.pop(row.subject, ()):
            if key[0] != "decision":  # no later digest speaks for it
                self.rows.pop(key, None)
        self.digests[row.subject] = row.digest
        if row.after and _DECIDED_KEY in row.after:
            words = json.loads(row.after).get(DECIDED, ())
            self.decided[row.subject] = self.decided.get(row.subject, frozenset()).union(words)
            self.decided_since = self.decided_since or row.seq

    def _hear_raw(self, row: Sealed) -> None:
        self.digests.pop(row.subject, None)
        keys = self.by_sql.setdefault(row.subject, set())
        after = _read_raw(row.after)
        for key in _read_raw(row.before).keys() | after.keys():
            keys.add(key)
            self.rows[key] = RawRow(row.subject, after.get(key))


def _read_raw(text: str | None) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Rows by table and key. What was written by hand and is no such thing says nothing."""
    try:
        said = json.loads(text or "{}")
        return {(table, key): row for table, rows in said.items() for key, row in rows.items()}
    except (ValueError, AttributeError):
        return {}


def walk(connection: Connection) -> ChainState:
    """Check every seal and every link of a store's trail."""
    return walk_entries(sealed_entries(connection))


def walk_entries(entries_in_order: Iterable[Sealed]) -> ChainState:
    """Check every seal and every link."""
    prev, expected = GENESIS, 0
    broken: list[tuple[int, str]] = []
    rewritten: dict[str, str] = {}
    words = _LastWords()
    for row in entries_in_order:
        expected += 1
        if row.seq != expected:
            broken.append((row.seq, "gap"))
            expected = row.seq
        if row.prev != prev:
            broken.append((row.seq, "unlinked"))
        said = seal_of(row)
        if said != row.hash:
            rewritten[str(row.seq)] = said
        prev = row.hash
        words.hear(row)
    vouched = {seq for seq, said in rewritten.items() if words.redacted.get(seq) == said}
    broken += [
        (int(seq), "altered") for seq in rewritten if seq not in vouched
    ]  # behind others of its number
    return ChainState(
        length=expected,
        head=prev,
        broken=tuple(sorted(broken, key=itemgetter(0))),
        redacted=len(vouched),
        digests=words.digests,
        by_sql=frozenset(words.by_sql),
        rows=words.rows,
        decided=words.decided,
        decided_since=words.decided_since,
    )
