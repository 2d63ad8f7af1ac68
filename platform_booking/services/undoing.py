"""Taking a step back, and taking that back: as a new version, while nobody else has touched it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import LIVE, Action, Decision, State, may_undo, next_state
from platform_booking.domain.catalogue import ApprovalStep
from platform_booking.domain.conflicts import Conflict, ConflictKind
from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotPermitted, StaleVersion
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.desk import ChangeSet
from platform_booking.services.notices import tell
from platform_booking.services.reassigning import makes_room
from platform_booking.services.undoing_blocks import BlockStep, steps_back, write_steps
from platform_booking.services.undoing_items import ItemStep, take_items_back
from platform_booking.storage.audit import digest_of, entries
from platform_booking.storage.catalogue import code_of
from platform_booking.storage.snapshots import booking_snapshot, subject_of_booking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.unit_of_work import UnitOfWork

BREAKDOWN: Final = "breakdown"
"""The trail's word for what a breakdown does to a booking."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """What must be known to take a step back."""

    bookings: tuple[Booking, ...]
    """Every booking the step touched, as it was before. One that it made is only named in ``versions``."""
    versions: Mapping[str, int]
    """Ref → version after the step."""
    again: frozenset[str] = frozenset()
    """Refs for which this takes an undo back: states go forward then."""
    blocks: tuple[BlockStep, ...] = ()
    """Every block the step touched."""
    items: tuple[ItemStep, ...] = ()
    """Everything of the catalogue that the step changed."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The bookings as they are now."""

    bookings: tuple[Booking, ...]
    undoable: Undoable
    """Takes the undo back."""
    changes: ChangeSet = field(default_factory=ChangeSet)


class UndoService:
    """Takes steps back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undo(self, step: Undoable) -> Undone:
        """Former times, units and states, as a new version; a booking that the step made is cancelled.

        Steps are taken back from the last one, as many as one likes. Raises StaleVersion when something else was done
        to one of the bookings since that still stands, NotPermitted when somebody else did,
        IllegalTransition for a state that has no way back, BookingConflict when a slot was taken meanwhile.
        """
        if not (step.versions or step.blocks or step.items):
            raise InvalidInput("nothing-to-undo")
        return self._desk.store.write(lambda unit_of_work: self._undo(unit_of_work, step))

    def _undo(self, unit_of_work: UnitOfWork, step: Undoable) -> Undone:
        actor = self._desk.person(unit_of_work.catalogue)
        former = {booking.ref: booking for booking in step.bookings}
        found = [
            self._step_back(unit_of_work, actor, ref, version, former.get(ref), again=ref in step.again)
            for ref, version in step.versions.items()
        ]
        items = take_items_back(unit_of_work, self._desk, actor, step.items)
        blocks = steps_back(unit_of_work, actor, step.blocks)
        released = [item for item in blocks if item.releases]
        write_steps(unit_of_work, self._desk, actor, released)
        _require_free(unit_of_work, found)
        unit_of_work.bookings.save_all(
            [(item.now, item.after, self._desk.stamp(actor, item.action, item.undone)) for item in found]
        )
        write_steps(unit_of_work, self._desk, actor, [item for item in blocks if not item.releases])
        for item in found:
            unit_of_work.bookings.add_decisions(item.after, _decisions(unit_of_work, actor, item))
            if item.told_of:
                kind = item.told_of["undo" if item.action == "undo" else "redo"]
                status, by = item.after.status, actor.login
                tell(
                    unit_of_work,
                    self._desk.now(),
                    kind,
                    item.after,
                    [item.after.organiser],
                    by=by,
                    status=status,
                )
        return Undone(
            tuple(item.after for item in found),
            Undoable(
                tuple(item.now for item in found),
                {item.after.ref: item.after.version for item in found},
                again=frozenset(item.after.ref for item in found if item.action == "undo"),
                blocks=blocks,
                items=items,
            ),
            ChangeSet(
                tuple(item.after.ref for item in found),
                tuple(item.after.ref for item in blocks),
                tuple(code_of(item.after) for item in items),
            ),
        )

    def _step_back(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        ref: str,
        version: int,
        former: Booking | None,
        *,
        again: bool,
    ) -> _StepBack:
        now = unit_of_work.bookings.get(ref)
        trail = entries(unit_of_work.connection, subject=subject_of_booking(now.ref))
        after = _since(trail, former)
        since = None if after is None else [entry for entry in after if not makes_room(entry)]
        if since is None or _level(since) != (-1 if again else 1):
            raise StaleVersion(
                now.ref, version, now.version
            )  # never so, or something else has been done since
        others = [entry.actor for entry in since if entry.actor != actor.login]
        if others:
            raise NotPermitted(actor.login, "undo", now.ref, (others[-1],))
        if former is None:
            return _StepBack(now, _given_up(now, self._desk.now()), "cancel", "undo")
        action = "redo" if again else "undo"
        restored = _restored(now, former, self._desk.now(), again=again)
        if since != after:
            restored = _where_room_was_made(unit_of_work.catalogue, now, restored)
        return _StepBack(now, restored, action, _undone(since[0]))


def _since(trail: Sequence[AuditEntry], former: Booking | None) -> Sequence[AuditEntry] | None:
    """What was entered after the booking was as it was; all of it for one that was not there; None if it never was."""
    if former is None:
        return trail
    wanted = digest_of(booking_snapshot(former))
    places = [place for place, entry in enumerate(trail) if entry.digest == wanted]
    return trail[places[-1] + 1 :] if places else None


def _level(since: Sequence[AuditEntry]) -> int:
    """How many steps stand, undone ones taken off: 1 when only the step itself does, so that it can be taken back."""
    return sum(-1 if entry.action == "undo" else 1 for entry in since)


@dataclass(frozen=True, slots=True)
class _StepBack:
    """One booking now and afterwards, and what the audit trail will say of it."""

    now: Booking
    after: Booking
    action: str
    undone: str
    """Name of the use case that is taken back, or brought back."""

    @property
    def told_of(self) -> Mapping[str, str] | None:
        """Kinds of notice, where the organiser is told: somebody's word on a request and what that did to a rival, or a breakdown."""
        if self.undone == BREAKDOWN:
            return {"undo": "breakdown-undone", "redo": "breakdown-again"}
        if self.undone in ("approve", "decline") or self.undone.startswith("displaced-by "):
            return {"undo": "withdrawn", "redo": "restored"}
        return None


def _undone(last: AuditEntry) -> str:
    if last.action in ("undo", "redo") or last.reason.startswith("displaced-by "):
        return last.reason
    return last.action


def _next(now: Booking, like: Booking, at: datetime, allocations: tuple[Allocation, ...]) -> Booking:
    return replace(
        like, version=now.version + 1, sequence=now.sequence + 1, changed_at=at, allocations=allocations
    )


def _given_up(now: Booking, at: datetime) -> Booking:
    return _next(
        now,
        now,
        at,
        tuple(
            replace(item, state=next_state(item.state, Action.CANCEL, now.ref), holds=False, changed_at=at)
            for item in now.allocations
        ),
    )


def _restored(now: Booking, former: Booking, at: datetime, *, again: bool) -> Booking:
    """The former booking as the next version. Raises IllegalTransition where a state has no such way."""
    known = {item.id: item for item in former.allocations}
    allocations = []
    for item in now.allocations:
        if item.id not in known:  # the step made it
            allocations.append(_not_made(now, item, at))
            continue
        wanted = replace(known[item.id], changed_at=item.changed_at)
        way = (wanted.state, item.state) if again else (item.state, wanted.state)
        if not (may_undo(*way) or (again and may_undo(*reversed(way)))):
            raise IllegalTransition(now.ref, item.state, "undo")
        allocations.append(item if wanted == item else replace(wanted, changed_at=at))
    return _with_what_was_made(now, _next(now, former, at, tuple(allocations)))


def _not_made(now: Booking, item: Allocation, at: datetime) -> Allocation:
    if item.state not in LIVE:
        return item
    return replace(item, state=next_state(item.state, Action.CANCEL, now.ref), holds=False, changed_at=at)


def _with_what_was_made(now: Booking, restored: Booking) -> Booking:
    """Lines and dates that the step made stay in the history, though nothing of them takes place."""
    lines = {item.number for item in restored.lines}
    dates = {item.number for item in restored.occurrences}
    return replace(
        restored,
        lines=(*restored.lines, *(item for item in now.lines if item.number not in lines)),
        occurrences=(*restored.occurrences, *(item for item in now.occurrences if item.number not in dates)),
    )


def _where_room_was_made(catalogue: Catalogue, now: Booking, restored: Booking) -> Booking:
    """At times that stay, the unit stays too: somebody else was given the former one."""
    resource_of = catalogue.resource_of_unit
    return replace(
        restored,
        allocations=tuple(
            replace(item, unit_id=there.unit_id)
            if item.occupied == there.occupied and resource_of[item.unit_id] == resource_of[there.unit_id]
            else item
            for there, item in zip(now.allocations, restored.allocations, strict=True)
        ),
    )


def _require_free(unit_of_work: UnitOfWork, found: Sequence[_StepBack]) -> None:
    """Raise BookingConflict when somebody else has meanwhile taken what would be held again."""
    own = {item.id for step in found for item in step.now.allocations}
    held = [(step.after, item) for step in found for item in step.after.allocations if item.holds]
    occupancy = unit_of_work.occupancy((item.unit_id, item.occupied) for _, item in held)
    catalogue = unit_of_work.catalogue
    conflicts = []
    for booking, item in held:
        days = {occurrence.number: occurrence.day(booking.zone) for occurrence in booking.occurrences}
        conflicts += [
            Conflict(
                resource=catalogue.resource_of_unit[item.unit_id].code,
                unit=catalogue.unit_by_id[item.unit_id].name,
                occurrence=days[item.occurrence],
                kind=ConflictKind.HARD,
                holder=other.holder,
                span=other.span,
                title=other.title,
                line=item.line,
            )
            for other in occupancy.over(item.unit_id, item.occupied)
            if other.allocation_id not in own
        ]
    if conflicts:
        raise BookingConflict(conflicts)


def _decisions(unit_of_work: UnitOfWork, actor: Actor, step: _StepBack) -> list[Decision]:
    """The word that is taken back, or given again, where the step was somebody's decision.

    When a proposal was accepted, the word was the proposer's.
    """
    if step.undone not in ("approve", "decline", "accept"):
        return []
    catalogue, person = unit_of_work.catalogue, actor.login
    accepted = step.undone == "accept"
    if accepted and step.action == "redo":
        said = unit_of_work.bookings.decisions(step.after)
        person = next((item.person for item in reversed(said) if item.verdict == "granted"), person)
    resources = {line.number: catalogue.resources[line.resource] for line in step.after.lines}
    found = {}
    for was, becomes in zip(step.now.allocations, step.after.allocations, strict=True):
        if was.granted == becomes.granted and (accepted or was.state is becomes.state):
            continue
        if accepted and (was.granted > becomes.granted) is (step.action == "redo"):
            continue  # what others had agreed to before is theirs
        verdict = "withdrawn"
        if step.action == "redo":
            verdict = "declined" if becomes.state is State.DECLINED else "granted"
        chain = resources[becomes.line].approval
        granted = min(was.granted, becomes.granted)
        step_taken = chain[granted] if granted < len(chain) else ApprovalStep.MANAGER
        found[becomes.line, becomes.occurrence] = Decision(
            becomes.line, becomes.occurrence, step_taken.value, verdict, person, step.after.changed_at
        )
    return [found[place] for place in sorted(found)]
