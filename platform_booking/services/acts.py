"""What a person did last, read from the audit trail: so that any window and any command can take it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import NeverUndone, NotFound, NothingToUndo
from platform_booking.services.reassigning import makes_room
from platform_booking.services.template_use import USE
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.storage.audit import entries, newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.unit_of_work import UnitOfWork

SEEN: Final = 20_000
"""So many entries of everybody are looked at for what a person did last; with a ref its whole history is."""

BOOKING, BLOCK, WISH, TEMPLATE = "booking", "block", "waiting", "template"
TAKEN_BACK: Final = frozenset({BOOKING, BLOCK, WISH, TEMPLATE})
"""Kinds of subjects of which a former state can be had from the trail."""
_WORDS: Final = "message"
_CATALOGUE: Final = frozenset({"partner", "qualification", "person", "platform", "resource", "closure"})
_FOLLOWS: Final = re.compile(r"displaced-by |continue$")


def kind_of(entry: AuditEntry) -> str:
    """What sort of thing the entry is about."""
    return entry.subject.partition(":")[0]


def ref_of(entry: AuditEntry) -> str:
    """Which one it is about."""
    return entry.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Act:
    """One transaction of one person: what the trail entered of it in that person's name."""

    entries: tuple[AuditEntry, ...]

    @property
    def head(self) -> AuditEntry:
        """What was meant; the rest follows from it."""
        return next((entry for entry in self.changing if not _follows(entry)), self.entries[0])

    @property
    def action(self) -> str:
        """Name of the use case."""
        return self.head.action

    @property
    def at(self) -> datetime:
        """When."""
        return self.head.at

    @property
    def changing(self) -> tuple[AuditEntry, ...]:
        """Everything but words."""
        return tuple(entry for entry in self.entries if kind_of(entry) != _WORDS)

    @property
    def subjects(self) -> frozenset[str]:
        """What it touched."""
        return frozenset(entry.subject for entry in self.entries)

    def is_all(self, action: str) -> bool:
        """Whether it did nothing else."""
        return {entry.action for entry in self.changing} == {action}

    def require_undoable(self) -> None:
        """Raise NeverUndone for what is of no kind that is taken back."""
        kinds = {kind_of(entry) for entry in self.changing}
        if kinds and kinds <= TAKEN_BACK:
            return
        kind = "other"
        if not kinds:
            kind = "words"
        elif kinds & _CATALOGUE:
            kind = "catalogue"
        raise NeverUndone(kind, ref_of(self.head), self.action)


def _follows(entry: AuditEntry) -> bool:
    return bool(_FOLLOWS.match(entry.reason) or _FOLLOWS.match(entry.action))


def last_act(unit_of_work: UnitOfWork, actor: Actor, ref: str = "", *, redo: bool = False) -> Act:
    """What the actor would take back next, or do again next; with ``ref`` of what concerns that booking, block, wish or template.

    Raises NotFound for a ref that nobody has, NothingToUndo, NeverUndone.
    """
    acts = list(_acts(_seen(unit_of_work, actor, ref)))
    done, undone, since = _piles(acts)
    pile = undone if redo else done
    if not pile:
        raise NothingToUndo(ref, redo=redo, since=since.action if redo and since else "")
    found = pile[-1]
    first, last = found.entries[0].together
    whole = entries(unit_of_work.connection, actor=actor.login, after=first - 1, upto=last)
    act = Act(tuple(entry for entry in whole if _is_own(entry)))
    act.require_undoable()
    return act


def _seen(unit_of_work: UnitOfWork, actor: Actor, ref: str) -> Sequence[AuditEntry]:
    """Entries of the actor, in order."""
    connection = unit_of_work.connection
    if not ref:
        return entries(connection, actor=actor.login, after=newest(connection) - SEEN)
    said = ref.strip()
    named = [f"{kind}:{said.upper()}" for kind in (BOOKING, BLOCK, WISH)]
    trail = entries(connection, subjects=[*named, f"{TEMPLATE}:{said}"])
    if not trail:
        raise NotFound("ref", said)
    return [entry for entry in trail if entry.actor == actor.login]


def _is_own(entry: AuditEntry) -> bool:
    return not makes_room(entry) and entry.action != USE


def _acts(found: Iterable[AuditEntry]) -> Iterable[Act]:
    """Entries of one transaction together."""
    together: dict[tuple[int, int], list[AuditEntry]] = {}
    for entry in found:
        if _is_own(entry):
            together.setdefault(entry.together, []).append(entry)
    return (Act(tuple(group)) for group in together.values())


def _piles(acts: Iterable[Act]) -> tuple[list[Act], list[Act], Act | None]:
    """What may be undone, what may be done again, and what new change put an end to that."""
    done: list[Act] = []
    undone: list[Act] = []
    since: Act | None = None
    for act in acts:
        if act.is_all(UNDO):
            since = None
            _carry(done, undone, act)
        elif act.is_all(REDO):
            _carry(undone, done, act)
        else:
            if act.changing and undone:
                since = act
                undone.clear()
            done.append(act)
    return done, undone, since


def _carry(there: list[Act], to: list[Act], by: Act) -> None:
    """The last one that touched the same goes to the other pile."""
    for place in range(len(there) - 1, -1, -1):
        if there[place].subjects & by.subjects:
            to.append(there.pop(place))
            return
