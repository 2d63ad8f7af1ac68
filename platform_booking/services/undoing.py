"""Taking a step back, and taking that back: as a new version, while nobody else has touched it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import changers, require
from platform_booking.domain.booking import LIVE, Action, Decision, State, may_undo, next_state
from platform_booking.domain.catalogue import ApprovalStep
from platform_booking.domain.errors import BuiltUpon, IllegalTransition, InvalidInput
from platform_booking.services.acts import last_act
from platform_booking.services.colleagues import tell_colleagues
from platform_booking.services.desk import ChangeSet
from platform_booking.services.notices import tell
from platform_booking.services.recalling import undoable_of
from platform_booking.services.say_in import has_a_say, require_decider
from platform_booking.services.standing import Standing, only_step
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.services.undoables import BREAKDOWN, Undoable
from platform_booking.services.undoing_blocks import steps_back, write_steps
from platform_booking.services.undoing_items import take_items_back
from platform_booking.services.undoing_places import PlacesTaken, on_free_units
from platform_booking.services.undoing_templates import templates_back
from platform_booking.services.undoing_wishes import offered_again, wishes_back, write_wishes
from platform_booking.storage.audit import digest_of
from platform_booking.storage.catalogue import code_of
from platform_booking.storage.snapshots import (
    booking_snapshot,
    subject_of_booking,
    subject_of_template,
    subject_of_wish,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.acts import Act
    from platform_booking.services.desk import Desk
    from platform_booking.services.undoing_wishes import WishStep
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Undone:
    """The bookings as they are now."""

    bookings: tuple[Booking, ...]
    undoable: Undoable
    """Takes the undo back."""
    changes: ChangeSet = field(default_factory=ChangeSet)
    act: Act | None = None
    """What was taken back or done again, where it was looked for in the trail."""


DECISIONS: Final = ("approve", "decline")
"""Use cases by which those decide whose word a request waits for."""


class _Tried(Exception):
    """Ends a transaction that was only tried."""

    def __init__(self, undone: Undone) -> None:
        super().__init__()
        self.undone = undone


class UndoService:
    """Takes steps back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undo(self, step: Undoable) -> Undone:
        """Former times, units and states, as a new version; a booking that the step made is cancelled.

        Steps are taken back from the last one, as many as one likes. Raises BuiltUpon when something else was done
        since that still stands, NotPermitted when the step is somebody else's, StaleVersion when it was never done or is
        undone already, IllegalTransition for a state that has no way back, BookingConflict, with ways out, when a slot
        was taken meanwhile, PassedOn, NeverUndone.
        """
        if step == Undoable((), {}):
            raise InvalidInput("nothing-to-undo")
        return self._run(lambda unit_of_work: self._undo(unit_of_work, self._resolved(unit_of_work, step)))

    def undo_last(self, ref: str = "", *, redo: bool = False, dry_run: bool = False) -> Undone:
        """As ``undo``, for what the person did last, in whatever window or command; with ``ref`` last to that.

        With ``redo`` what was taken back last is done again, as long as nothing new was done since. ``dry_run`` answers
        the same without writing. Raises NothingToUndo and NotFound as well.
        """

        def work(unit_of_work: UnitOfWork) -> Undone:
            actor = self._desk.person(unit_of_work.catalogue)
            act = last_act(unit_of_work, actor, ref, redo=redo)
            undone = replace(self._undo(unit_of_work, undoable_of(unit_of_work, act, redo=redo)), act=act)
            if dry_run:
                raise _Tried(undone)
            return undone

        try:
            return self._run(work)
        except _Tried as tried:
            return tried.undone

    def _run(self, work: Callable[[UnitOfWork], Undone]) -> Undone:
        try:
            return self._desk.store.write(work)
        except PlacesTaken as refusal:
            raise refusal.told(self._desk) from None

    def _resolved(self, unit_of_work: UnitOfWork, step: Undoable) -> Undoable:
        """A step that is only named, with all that it did. Raises StaleVersion where another one came after it."""
        if step.last is None:
            return step
        ref, action = step.last
        act = last_act(unit_of_work, self._desk.person(unit_of_work.catalogue), ref)
        if act.action != action:
            raise BuiltUpon(ref, act.action, act.head.actor, act.at, mine=True)
        return undoable_of(unit_of_work, act)

    def _undo(self, unit_of_work: UnitOfWork, step: Undoable) -> Undone:
        actor = self._desk.person(unit_of_work.catalogue)
        former = {booking.ref: booking for booking in step.bookings}
        found = [self._step_back(unit_of_work, actor, ref, former.get(ref), step) for ref in step.versions]
        items = take_items_back(unit_of_work, self._desk, actor, step.items)
        templates = templates_back(unit_of_work, self._desk, actor, step.templates)
        wishes = wishes_back(unit_of_work, self._desk, actor, step.wishes) + _offered_again(
            unit_of_work, step, found
        )
        blocks = steps_back(unit_of_work, actor, step.blocks)
        released = [item for item in blocks if item.releases]
        write_steps(unit_of_work, self._desk, actor, released)
        free = on_free_units(unit_of_work, [item.now for item in found], [item.after for item in found])
        found = [replace(item, after=after) for item, after in zip(found, free, strict=True)]
        unit_of_work.bookings.save_all(
            [(item.now, item.after, self._desk.stamp(actor, item.action, item.undone)) for item in found]
        )
        write_steps(unit_of_work, self._desk, actor, [item for item in blocks if not item.releases])
        write_wishes(unit_of_work, self._desk, actor, wishes)
        for item in found:
            if item.after.ref in former:
                tell_colleagues(unit_of_work, self._desk.now(), item.now, [item.after], actor.login)
            unit_of_work.bookings.add_decisions(item.after, _decisions(unit_of_work, actor, item))
            self._tell(unit_of_work, actor, item)
        made = step.made | frozenset(set(step.versions) - set(former))
        return Undone(
            tuple(item.after for item in found),
            Undoable(
                tuple(item.now for item in found if not (item.action == REDO and item.now.ref in made)),
                {item.after.ref: item.after.version for item in found},
                again=frozenset(item.after.ref for item in found if item.action == UNDO),
                blocks=blocks,
                items=items,
                wishes=wishes,
                templates=templates,
                made=made,
                behind={item.after.ref: item.standing.entry.seq for item in found},
            ),
            ChangeSet(
                tuple(item.after.ref for item in found),
                tuple(item.after.ref for item in blocks),
                (
                    *(code_of(item.after) for item in items),
                    *(subject_of_wish(item.after.ref) for item in wishes),
                    *(subject_of_template(item.after.code) for item in templates),
                ),
            ),
        )

    def _step_back(
        self, unit_of_work: UnitOfWork, actor: Actor, ref: str, former: Booking | None, step: Undoable
    ) -> _StepBack:
        now, again = unit_of_work.bookings.get(ref), ref in step.again
        standing = only_step(
            unit_of_work,
            actor,
            subject_of_booking(now.ref),
            None if former is None else digest_of(booking_snapshot(former)),
            again=again,
            behind=step.behind.get(ref),
        )
        catalogue = unit_of_work.catalogue
        if not standing.follows:
            require(has_a_say(actor, catalogue, now), actor, UNDO, now.ref, changers(catalogue, now))
        if former is None:
            return _StepBack(now, _given_up(now, self._desk.now()), UNDO, standing)
        restored = _restored(now, former, self._desk.now(), again=again)
        if standing.room_was_made:
            restored = _where_room_was_made(catalogue, now, restored)
        found = _StepBack(now, restored, REDO if again else UNDO, standing)
        if again and found.undone in DECISIONS:
            require_decider(actor, catalogue, now, found.changed, self._desk.now())
        return found

    def _tell(self, unit_of_work: UnitOfWork, actor: Actor, item: _StepBack) -> None:
        """The organiser, where it was somebody's word on the request, or a breakdown."""
        if item.told_of is not None:
            kind, after = item.told_of[item.action], item.after
            tell(
                unit_of_work,
                self._desk.now(),
                kind,
                after,
                [after.organiser],
                by=actor.login,
                status=after.status,
            )


def _offered_again(
    unit_of_work: UnitOfWork, step: Undoable, found: Sequence[_StepBack]
) -> tuple[WishStep, ...]:
    """Whoever cancelled a booking that was offered has the offer again with it."""
    known = {item.after.ref for item in step.wishes}
    return tuple(
        wish
        for item in found
        if item.action == UNDO
        for wish in offered_again(unit_of_work, item.now, item.after)
        if wish.after.ref not in known
    )


@dataclass(frozen=True, slots=True)
class _StepBack:
    """One booking now and afterwards, and what the audit trail will say of it."""

    now: Booking
    after: Booking
    action: str
    standing: Standing

    @property
    def undone(self) -> str:
        """Name of the use case that is taken back, or brought back."""
        return self.standing.use_case

    @property
    def changed(self) -> tuple[Allocation, ...]:
        """Allocations as they are now of which state or steps granted will be others."""
        pairs = zip(self.now.allocations, self.after.allocations, strict=True)
        return tuple(
            was for was, becomes in pairs if (was.state, was.granted) != (becomes.state, becomes.granted)
        )

    @property
    def told_of(self) -> Mapping[str, str] | None:
        """Kinds of notice, where the organiser is told: somebody's word on a request and what that did to a rival, or a breakdown."""
        if self.undone == BREAKDOWN:
            return {UNDO: "breakdown-undone", REDO: "breakdown-again"}
        if self.undone in DECISIONS or self.standing.follows:
            return {UNDO: "withdrawn", REDO: "restored"}
        return None


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


def _decisions(unit_of_work: UnitOfWork, actor: Actor, step: _StepBack) -> list[Decision]:
    """The word that is taken back, or given again, where the step was somebody's decision.

    When a proposal was accepted, the word was the proposer's.
    """
    if step.undone not in ("approve", "decline", "accept"):
        return []
    catalogue, person = unit_of_work.catalogue, actor.login
    accepted = step.undone == "accept"
    if accepted and step.action == REDO:
        said = unit_of_work.bookings.decisions(step.after)
        person = next((item.person for item in reversed(said) if item.verdict == "granted"), person)
    resources = {line.number: catalogue.resources[line.resource] for line in step.after.lines}
    found = {}
    for was, becomes in zip(step.now.allocations, step.after.allocations, strict=True):
        if was.granted == becomes.granted and (accepted or was.state is becomes.state):
            continue
        if accepted and (was.granted > becomes.granted) is (step.action == REDO):
            continue  # what others had agreed to before is theirs
        verdict = "withdrawn"
        if step.action == REDO:
            verdict = "declined" if becomes.state is State.DECLINED else "granted"
        chain = resources[becomes.line].approval
        granted = min(was.granted, becomes.granted)
        step_taken = chain[granted] if granted < len(chain) else ApprovalStep.MANAGER
        found[becomes.line, becomes.occurrence] = Decision(
            becomes.line, becomes.occurrence, step_taken.value, verdict, person, step.after.changed_at
        )
    return [found[place] for place in sorted(found)]
