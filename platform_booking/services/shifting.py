"""Several dates of several bookings moved by as much: planned as one, all of them or none, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from platform_booking.domain.authority import changers, may_change, require
from platform_booking.domain.errors import BookingError, IllegalTransition
from platform_booking.domain.planning import Plan, PlannedAllocation
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.rules import refusing, worsened
from platform_booking.services.colleagues import tell_colleagues
from platform_booking.services.desk import ChangeSet
from platform_booking.services.judging import about_booking, lived_with, violations_for
from platform_booking.services.moving import Move, apply_move, live_ids, moved_occurrences, needs_still_alive
from platform_booking.services.planner import plan_needs
from platform_booking.services.reassigning import reassignment_of, reassignment_of_others
from platform_booking.services.selection import Picked
from platform_booking.services.series import Changed
from platform_booking.services.together import Together
from platform_booking.services.versions import is_movable, planned_lines, still_to_come

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.planning import Need, PlannedLine
    from platform_booking.domain.rules import Violation
    from platform_booking.services.desk import Desk
    from platform_booking.services.together import Session
    from platform_booking.storage.unit_of_work import UnitOfWork


class ShiftService:
    """Moves what was picked, as one thing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def shift(self, sessions: Sequence[Session], by: timedelta, *, dry_run: bool = False) -> Together:
        """Move each of these dates by that much on the wall clock of its booking; with ``dry_run`` only say what would become of each.

        Those that move are not in each other's way: two may take each other's places. Where anything is refused nothing is
        written, and ``done`` holds what would go. What nobody booked in between is judged as if all had moved, so that a
        quota counts all of them. Raises StoreError.
        """
        work = partial(self._shifted, sessions, by, dry_run=dry_run)
        try:
            return self._desk.store.write(work)
        except _TakenBack as trial:
            return trial.outcome

    def _shifted(
        self, sessions: Sequence[Session], by: timedelta, unit_of_work: UnitOfWork, *, dry_run: bool
    ) -> Together:
        outcome = _Shift(self._desk, unit_of_work, by).carried_out(_numbers_by_ref(sessions))
        refused = tuple(outcome.refused)
        if not dry_run and not refused:
            return Together(tuple(outcome.done), refused)
        unchanged = tuple((key, replace(item, changes=ChangeSet())) for key, item in outcome.done)
        raise _TakenBack(Together(unchanged, refused))


class _TakenBack(Exception):
    """Ends a transaction that was only tried."""

    def __init__(self, outcome: Together) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(slots=True)
class _Mover:
    """One booking of those that move."""

    booking: Booking
    moved: tuple[Occurrence, ...]
    """Its dates at their new times."""
    lines: tuple[PlannedLine, ...]
    needs: tuple[Need, ...]
    leaving: frozenset[int]
    lived_with: tuple[Violation, ...]
    after: Booking | None = None

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple((self.booking.ref, item.number) for item in self.moved)


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose the numbers of a joint plan are."""

    dates: dict[int, Session] = field(default_factory=dict)
    needs: dict[int, tuple[Session, Need]] = field(default_factory=dict)


class _Shift:
    """Within one transaction."""

    def __init__(self, desk: Desk, unit_of_work: UnitOfWork, by: timedelta) -> None:
        self._desk = desk
        self._unit_of_work = unit_of_work
        self._by = by
        self._now: datetime = desk.now()
        self._actor: Actor = desk.person(unit_of_work.catalogue)
        self.done: list[tuple[Session, Changed]] = []
        self.refused: list[tuple[Session, BookingError]] = []

    def carried_out(self, wanted: Mapping[str, frozenset[int]]) -> _Shift:
        movers = []
        for ref, numbers in wanted.items():
            try:
                movers.append(self._mover(ref, numbers))
            except BookingError as error:
                self.refused += [((ref, number), error) for number in sorted(numbers)]
        if not movers:
            return self
        plan, whose = self._planned(movers)
        blocked = _blocked(plan, whose)
        changed = self._written(movers, plan, whose.needs) if not blocked else {}
        for mover in movers:
            broken = self._broken(mover)
            for session in mover.sessions:
                refusal = blocked.get(session) or (RuleRefused(broken) if broken else None)
                if refusal is not None:
                    self.refused.append((session, refusal))
                else:
                    was = Changed(mover.booking, mover.booking)
                    self.done.append((session, changed.get(mover.booking.ref, was)))
        return self

    def _mover(self, ref: str, numbers: frozenset[int]) -> _Mover:
        """A booking with those of its dates that may still move. Raises as moving it alone would."""
        catalogue, now = self._unit_of_work.catalogue, self._now
        booking = self._unit_of_work.bookings.get(ref)
        require(
            may_change(self._actor, booking), self._actor, "move", booking.ref, changers(catalogue, booking)
        )
        coming = still_to_come(booking, Picked(numbers), now)
        meant = tuple(item for item in coming if is_movable(booking, item, now))
        if not meant:
            raise IllegalTransition(booking.ref, booking.status, "move")
        start = localize(wall_time(meant[0].span.start, booking.zone) + self._by, booking.zone)
        moved = moved_occurrences(booking, meant, Move(start))
        lines = planned_lines(catalogue, booking)
        return _Mover(
            booking,
            moved,
            lines,
            needs_still_alive(booking, lines, moved, now),
            live_ids(booking, moved, {line.line.number for line in lines}, now),
            lived_with(self._unit_of_work, now, booking, {item.number for item in moved}),
        )

    # --- where they go ------------------------------------------------------------------------------

    def _planned(self, movers: Sequence[_Mover]) -> tuple[Plan, _Whose]:
        """One plan for all, in which every need and every date has a number of its own."""
        whose = _Whose()
        dates: dict[Session, int] = {}
        needs: list[Need] = []
        for mover in movers:
            for need in mover.needs:
                session = mover.booking.ref, need.occurrence.number
                date = dates.setdefault(session, len(dates) + 1)
                number = len(needs) + 1
                whose.dates[date], whose.needs[number] = session, (session, need)
                line = replace(need.wish, line=replace(need.wish.line, number=number))
                needs.append(replace(need, wish=line, occurrence=replace(need.occurrence, number=date)))
        leaving = frozenset[int]().union(*(mover.leaving for mover in movers))
        zone = movers[0].booking.zone
        return plan_needs(self._unit_of_work, needs, zone, leaving=leaving, now=self._now)[0], whose

    # --- going --------------------------------------------------------------------------------------

    def _written(
        self, movers: Sequence[_Mover], plan: Plan, needs: Mapping[int, tuple[Session, Need]]
    ) -> dict[str, Changed]:
        """All of them, released before any is placed anew; others of a pool make room where that was planned."""
        unit_of_work, catalogue = self._unit_of_work, self._unit_of_work.catalogue
        refs = {mover.booking.ref for mover in movers}
        given: dict[str, list[PlannedAllocation]] = {}
        for item in plan.allocations:
            (ref, _), need = needs[item.need.wish.line.number]
            given.setdefault(ref, []).append(PlannedAllocation(need, item.unit_id))
        for mover in movers:
            booking = mover.booking
            own = Plan(tuple(given.get(booking.ref, ())), (), mover.moved, ())
            after = apply_move(self._now, self._actor, catalogue, booking, mover.moved, own)
            moves = [move for move in plan.moves if move.holder == booking.ref]
            _, mover.after = reassignment_of(unit_of_work, moves, self._now, after)
        others = reassignment_of_others(
            unit_of_work, [move for move in plan.moves if move.holder not in refs], self._now
        )
        stamp = self._desk.stamp(self._actor, "move")
        pairs = [(mover.booking, mover.after, stamp) for mover in movers if mover.after is not None]
        others.write(unit_of_work, self._desk, self._actor, movers[0].booking.ref, pairs)
        changed = {}
        for before, after, _ in pairs:
            tell_colleagues(unit_of_work, self._now, before, [after], self._actor.login)
            changes = ChangeSet(bookings=(before.ref, *others.refs))
            changed[before.ref] = Changed(before, after, (), changes, others)
        return changed

    def _broken(self, mover: _Mover) -> tuple[Violation, ...]:
        """What the rules have against it that they had not before."""
        about = about_booking(mover.booking)
        zone = mover.booking.zone
        found = violations_for(self._unit_of_work, self._now, about, mover.lines, mover.moved, zone)
        return refusing(worsened(mover.lived_with, found), None)


def _blocked(plan: Plan, whose: _Whose) -> dict[Session, BookingConflict]:
    """What is in the way of each date that cannot go there."""
    found: dict[Session, list[Conflict]] = {whose.dates[item.number]: [] for item in plan.refused}
    for conflict in plan.conflicts:
        session, need = whose.needs[conflict.line]
        found[session].append(replace(conflict, line=need.wish.line.number))
    return {session: BookingConflict(conflicts) for session, conflicts in found.items()}


def _numbers_by_ref(sessions: Sequence[Session]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for ref, number in sessions:
        found.setdefault(ref, set()).add(number)
    return {ref: frozenset(numbers) for ref, numbers in found.items()}
