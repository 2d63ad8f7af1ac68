"""Everything about one booking or block: what was asked, decided and done, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import is_anothers, may_book, may_change
from platform_booking.services.blocking import may_change_block
from platform_booking.services.changing import cancellable
from platform_booking.services.conversation import conversation_of
from platform_booking.services.directory import as_seen, awaited
from platform_booking.services.lapsing import lapsed
from platform_booking.services.steps import mine_to_decide
from platform_booking.services.using import uses_of
from platform_booking.services.versions import is_movable
from platform_booking.storage.audit import entries
from platform_booking.storage.snapshots import subject_of_block, subject_of_booking
from platform_booking.storage.timetable_occupancy import EVENT_REF, noted_event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Block, Booking, Decision
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.rules import Violation
    from platform_booking.services.conversation import Conversation
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

CHANGES: Final = (
    "title",
    "purpose",
    "learners",
    "visibility",
    "instructions",
    "funding",
    "rule",
    "lines",
    "time",
    "units",
    "state",
    "step",
)
"""What may differ from one version of a booking to the next; ``step`` is a step of the approval chain."""

OF_BLOCKS: Final = frozenset({"unblock", "block-end"})
"""What may be done with a block that stands."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of the subject, as the audit trail has it."""

    at: datetime
    actor: str
    action: str
    reason: str
    changes: tuple[str, ...]
    """What changed: names from ``CHANGES``, none for the first entry."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A booking with all that belongs to it."""

    booking: Booking
    decisions: tuple[Decision, ...]
    awaiting: Mapping[int, tuple[str, tuple[str, ...]]]
    """Line number → (step, logins of those who may take it)."""
    history: tuple[HistoryEntry, ...]
    """Oldest first."""
    allowed: frozenset[str]
    """What whoever looks may do now: approve, decline, ask, propose, answer, accept, refuse, cancel, move, edit …"""
    conversation: Conversation
    """What was said about it."""
    uses: Mapping[int, frozenset[str]]
    """Date number → what may be done about it on the day: check-in, finish, no-show."""
    lapsed: Mapping[int, tuple[Violation, ...]] = field(default_factory=dict)
    """Date number → what is required there and nobody who takes part holds as things stand today."""

    def allowed_on(self, occurrence: int) -> frozenset[str]:
        """What whoever looks may do now with that date."""
        return self.allowed | self.uses.get(occurrence, frozenset())


@dataclass(frozen=True, slots=True)
class BlockDossier:
    """A block with its history, oldest first."""

    block: Block
    history: tuple[HistoryEntry, ...]
    allowed: frozenset[str] = frozenset()
    """What whoever looks may do now: unblock, block-end."""


class DossierService:
    """Reads one booking or block in full."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def dossier(self, ref: str) -> Dossier:
        """The booking of that ref. Raises NotFound."""

        def work(unit_of_work: UnitOfWork) -> Dossier:
            catalogue = unit_of_work.catalogue
            booking = unit_of_work.bookings.get(ref)
            seen = as_seen(self._desk, catalogue, booking)
            actor = self._desk.actor(catalogue)
            said = conversation_of(unit_of_work, actor, booking)
            return Dossier(
                seen,
                unit_of_work.bookings.decisions(booking),
                awaited(catalogue, booking, self._desk.now()),
                _history(unit_of_work, subject_of_booking(booking.ref)) if seen is booking else (),
                allowed_to(actor, catalogue, booking, self._desk.now()) | _answers(said),
                said,
                {
                    date.number: uses_of(actor, catalogue, booking, date, self._desk.now())
                    for date in booking.occurrences
                },
                _lapsed(catalogue, booking, self._desk.now()) if seen is booking else {},
            )

        return self._desk.store.read(work)

    def block_dossier(self, ref: str) -> BlockDossier:
        """The block of that ref, or what a timetable only notes. Raises NotFound."""

        def work(unit_of_work: UnitOfWork) -> BlockDossier:
            if ref.startswith(EVENT_REF):
                return self._noted(unit_of_work, ref)
            block = unit_of_work.blocks.get(ref)
            changes = may_change_block(self._desk, unit_of_work.catalogue, block)
            return BlockDossier(
                block,
                _history(unit_of_work, subject_of_block(block.ref)),
                OF_BLOCKS if changes else frozenset(),
            )

        return self._desk.store.read(work)

    def _noted(self, unit_of_work: UnitOfWork, ref: str) -> BlockDossier:
        catalogue = unit_of_work.catalogue
        block = noted_event(unit_of_work.connection, catalogue, ref)
        if is_anothers(self._desk.actor(catalogue), catalogue.resources[block.resource]):
            block = replace(block, reason="")
        return BlockDossier(block, ())


def _lapsed(catalogue: Catalogue, booking: Booking, now: datetime) -> dict[int, tuple[Violation, ...]]:
    found = {date.number: lapsed(catalogue, booking, date, now) for date in booking.occurrences}
    return {number: violations for number, violations in found.items() if violations}


def allowed_to(actor: Actor, catalogue: Catalogue, booking: Booking, now: datetime) -> frozenset[str]:
    """What the actor may do with the booking now, by the very questions that the use cases ask."""
    coming = [occurrence for occurrence in booking.occurrences if booking.ends(occurrence) > now]
    alive = any(is_movable(booking, occurrence, now) for occurrence in coming)
    decides = bool(mine_to_decide(actor, catalogue, booking, booking.allocations, now))
    changes = may_change(actor, booking) and alive
    answers = {
        "approve": decides,
        "decline": decides,
        "ask": decides,
        "propose": decides,
        "cancel": bool(cancellable(actor, catalogue, booking, coming, now)),
        "move": changes,
        "edit": changes,
        "duplicate": may_book(actor),
    }
    return frozenset(action for action, allowed in answers.items() if allowed)


def _answers(said: Conversation) -> frozenset[str]:
    """What the organiser may say now."""
    if not said.may_answer:
        return frozenset()
    answer = {"answer"} if said.question else set()
    return frozenset(answer | {"accept", "refuse"} if said.proposals else answer)


def _history(unit_of_work: UnitOfWork, subject: str) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(entry.at, entry.actor, entry.action, entry.reason, _changes(entry.before, entry.after))
        for entry in entries(unit_of_work.connection, subject=subject)
    )


def _changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[str, ...]:
    """What differs between two snapshots that were reduced to their differences."""
    if before is None or after is None:
        return ()
    found = {key for key in {*before, *after} if key in CHANGES}
    old, new = before.get("dates") or {}, after.get("dates") or {}
    for number in {*old, *new}:
        found |= _changes_of_date(old.get(number) or {}, new.get(number) or {})
    return tuple(name for name in CHANGES if name in found)


def _changes_of_date(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    found = set()
    for key in {*before, *after}:
        was, becomes = before.get(key), after.get(key)
        if key == "span":
            found.add("time")
        elif "/" not in key:
            continue
        elif was is None or becomes is None:
            found.add("units")
        else:
            _, _, old_state, _, old_granted, *_ = was.split(" ")
            _, _, new_state, _, new_granted, *_ = becomes.split(" ")
            if old_state != new_state:
                found.add("state")
            elif old_granted != new_granted:
                found.add("step")
    return found
