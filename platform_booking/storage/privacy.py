"""What the store holds about a person, and taking it out again without breaking the audit trail.

A chain of hashes cannot forget. So an entry that is rewritten keeps its own hash, on which the next one goes on; the
entry that tells of the rewriting holds, for each such entry, the seal of what it says now. Whoever walks the chain takes
an entry that no longer matches its hash only where a later entry vouches for every word of it.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Text, bindparam, select, text, update

from platform_booking.storage import audit, tables
from platform_booking.storage.guards import APPEND_ONLY, sqlite_guards
from platform_booking.storage.recording import recording_rests

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sqlalchemy import Connection, Table

    from platform_booking.domain.catalogue import Person
    from platform_booking.storage.audit import Sealed

_VOCABULARY: Final = frozenset(
    {
        *("category", "language", "roles", "mail", "time_zone", "opening", "approval", "requests", "purpose"),
        *("rule", "visibility", "kind", "state", "step", "verdict", "shared", "scope", "token_hash", "uid"),
        *("subject_kind", "holding", "etag", "last_modified", "content_hash", "status", "recurrence", "ref"),
    }
)
"""Columns of text in which nobody is ever named."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Words that stand for a person, wherever they stand as words, and what stands there afterwards."""

    words: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, person: Person, pseudonym: str, also_of_others: Collection[str] = ()) -> Rewriting:
        """The person's login, own time, name and address, also as JSON spells them.

        What is ``also_of_others`` (names, addresses) stays: it does not say who is meant.
        """
        said = {
            person.email: "",
            person.name: pseudonym,
            f"@{person.login}": f"@{pseudonym}",
            person.login: pseudonym,
        }
        spelt = {json.dumps(word, ensure_ascii=False)[1:-1]: becomes for word, becomes in said.items()}
        words = {
            word: becomes for word, becomes in (spelt | said).items() if word and word not in also_of_others
        }
        one_of = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))  # the longest first
        return cls(words, re.compile(rf"(?<![\w@.-])(?:{one_of})(?![\w@-]|\.\w)", re.IGNORECASE))

    def __call__(self, said: str) -> str:
        """The text without the person."""
        return self.pattern.sub(self._instead, said)

    def names(self, said: str | None) -> bool:
        """Whether the text speaks of the person."""
        return bool(said and self.pattern.search(said))

    def _instead(self, found: re.Match[str]) -> str:
        folded = found[0].casefold()
        return next(becomes for word, becomes in self.words.items() if word.casefold() == folded)


def held_about(connection: Connection, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Table → every row that refers to the person or speaks of the person; the audit trail too."""
    rewriting = Rewriting.of(person, "")
    held: dict[str, list[dict[str, Any]]] = {}
    for table in tables.CONTENT:
        refers = [column for column in table.columns if _refers_to_person(column)]
        spoken = [table.c[name] for name in _texts_of(table, everything=table is tables.audit)]
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            if any(row[column] == person.id for column in refers) or any(
                rewriting.names(row[column]) for column in spoken
            ):
                held.setdefault(table.name, []).append(dict(row))
    return held


def _refers_to_person(column: Any) -> bool:
    own = column.table is tables.person and column.name == "id"
    return own or any(key.column.table is tables.person for key in column.foreign_keys)


def _texts_of(table: Table, *, everything: bool = False) -> list[str]:
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, Text) and (everything or column.name not in _VOCABULARY)
    ]


def rewrite_tables(connection: Connection, rewriting: Rewriting) -> int:
    """Take the person out of every text but the trail's; how many rows changed."""
    return sum(
        _rewrite_table(connection, table, rewriting) for table in tables.CONTENT if table is not tables.audit
    )


def _rewrite_table(connection: Connection, table: Table, rewriting: Rewriting) -> int:
    names, keys = _texts_of(table), [column.name for column in table.primary_key]
    if not names:
        return 0
    changed = []
    for row in connection.execute(select(*(table.c[name] for name in {*keys, *names}))).mappings():
        values = {name: rewriting(row[name]) if row[name] else row[name] for name in names}
        if any(values[name] != row[name] for name in names):
            changed.append(
                {f"of_{key}": row[key] for key in keys} | {f"to_{name}": values[name] for name in names}
            )
    if changed:
        connection.execute(
            update(table)
            .where(*(table.c[key] == bindparam(f"of_{key}") for key in keys))
            .values({name: bindparam(f"to_{name}") for name in names}),
            changed,
        )
    return len(changed)


def rewrite_trail(connection: Connection, rewrite: Callable[[Sealed], Sealed]) -> dict[str, str]:
    """Rewrite entries where they say what they must not; number → seal of what the entry says now."""
    marks, changed = {}, []
    for entry in audit.sealed_entries(connection):
        becomes = rewrite(entry)
        if becomes != entry:
            marks[str(entry.seq)] = audit.seal_of(becomes)
            texts = {name: getattr(becomes, name) for name in _REWRITTEN}
            changed.append({"of_seq": entry.seq} | {f"to_{name}": value for name, value in texts.items()})
    if changed:
        statement = update(tables.audit).where(tables.audit.c.seq == bindparam("of_seq"))
        connection.execute(statement.values({name: bindparam(f"to_{name}") for name in _REWRITTEN}), changed)
    return marks


_REWRITTEN: Final = ("actor", "subject", "before", "after", "reason")


def without(rewriting: Rewriting, own: Rewriting, login: str) -> Callable[[Sealed], Sealed]:
    """Entries without the person; those about the person itself by a rewriting of their ``own``."""
    subjects = {f"person:{login}", f"resource:@{login}"}

    def rewrite(entry: Sealed) -> Sealed:
        chosen = own if entry.subject in subjects else rewriting
        return replace(
            entry,
            actor=chosen(entry.actor),
            subject=chosen(entry.subject),
            before=entry.before and chosen(entry.before),
            after=entry.after and chosen(entry.after),
            reason=chosen(entry.reason),
        )

    return rewrite


def without_words(keys: frozenset[int]) -> Callable[[Sealed], Sealed]:
    """Entries without the words of these messages."""
    subjects = {f"message:{key}" for key in keys}

    def rewrite(entry: Sealed) -> Sealed:
        if entry.subject not in subjects or entry.after is None:
            return entry
        after = json.loads(entry.after)
        if "text" in after:
            after["text"] = ""
        return replace(entry, reason="", after=audit.canonical(after))

    return rewrite


@contextmanager
def rewriting_allowed(connection: Connection) -> Iterator[None]:
    """The guards against it rest, in this transaction alone: on a server only the tables' owner can let them."""
    if connection.dialect.name == "sqlite":
        guard = f"{APPEND_ONLY}_update"
        connection.execute(text(f"DROP TRIGGER {guard}"))
        yield
        connection.execute(text(sqlite_guards()[guard]))
        return
    with recording_rests(connection):
        connection.execute(text(f"ALTER TABLE audit DISABLE TRIGGER {APPEND_ONLY}"))
        yield
        connection.execute(text(f"ALTER TABLE audit ENABLE TRIGGER {APPEND_ONLY}"))
