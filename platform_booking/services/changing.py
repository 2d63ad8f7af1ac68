"""Changing what is booked: cancelling, moving, exchanging and editing; everything or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from platform_booking.domain.authority import changers, may_cancel_line, may_change, require
from platform_booking.domain.booking import Action, Booking, Occurrence, allowed_actions, next_state
from platform_booking.domain.errors import IllegalTransition
from platform_booking.domain.rules import refusing, worsened
from platform_booking.services.colleagues import tell_colleagues
from platform_booking.services.desk import ChangeSet
from platform_booking.services.editing import swapped
from platform_booking.services.judging import about_booking, lived_with, violations_for
from platform_booking.services.moving import (
    DoesNotFit,
    Move,
    apply_move,
    live_ids,
    moved_occurrences,
    needs_still_alive,
    wish_of_move,
)
from platform_booking.services.planner import plan_needs
from platform_booking.services.reassigning import reassignment_of
from platform_booking.services.refusing import with_ways_out
from platform_booking.services.selection import ALL_DATES, Dates, check_version
from platform_booking.services.series import Changed, SeriesEdit, SeriesService
from platform_booking.services.suggesting import ready_ways
from platform_booking.services.versions import (
    changed_booking,
    is_movable,
    planned_lines,
    require_reason,
    still_to_come,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.services.selection import Picked
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["ChangeService", "Changed", "Move", "cancellable"]

T = TypeVar("T")


class ChangeService:
    """Changes of bookings that are there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._series = SeriesService(desk)

    # --- cancelling ---------------------------------------------------------------------------------

    def cancel(
        self,
        ref: str,
        reason: str,
        dates: Dates | Picked = ALL_DATES,
        *,
        expected_version: int | None = None,
        dry_run: bool = False,
    ) -> Changed:
        """Cancel what has not happened yet: all lines, or a manager only the lines of the own platform.

        ``dry_run`` tells the same without writing, and needs no reason.
        Raises NotFound, NotPermitted, IllegalTransition when nothing is left to cancel, RuleRefused for a date that
        is over, InvalidInput without a reason.
        """
        why = reason if dry_run else require_reason(reason)

        def work(unit_of_work: UnitOfWork) -> Changed:
            actor = self._desk.person(unit_of_work.catalogue)
            booking = unit_of_work.bookings.get(ref)
            check_version(booking, expected_version)
            allowed = _lines_to_cancel(actor, unit_of_work.catalogue, booking)
            require(bool(allowed), actor, "cancel", booking.ref, changers(unit_of_work.catalogue, booking))
            meant = still_to_come(booking, dates, self._desk.now())
            now = self._desk.now()
            given_up = cancellable(actor, unit_of_work.catalogue, booking, meant, now)
            cancelled = tuple(
                replace(item, state=next_state(item.state, Action.CANCEL), holds=False, changed_at=now)
                if item.id in given_up
                else item
                for item in booking.allocations
            )
            if not given_up:
                raise IllegalTransition(booking.ref, booking.status, Action.CANCEL)
            after = changed_booking(booking, now, allocations=cancelled)
            if dry_run:
                return Changed(booking, after)
            unit_of_work.bookings.save(booking, after, self._desk.stamp(actor, "cancel", why))
            return Changed(booking, after, changes=ChangeSet(bookings=(booking.ref,)))

        return self._desk.store.read(work) if dry_run else self._desk.store.write(work)

    # --- what it is about ---------------------------------------------------------------------------

    def edit(
        self,
        ref: str,
        *,
        title: str | None = None,
        learners: int | None = None,
        purpose: str | None = None,
        visibility: str | None = None,
        biosafety: int | None = None,
        dossier: str | None = None,
        instructions: str | None = None,
        funding: str | None = None,
        expected_version: int | None = None,
    ) -> Changed:
        """Change what a booking is about; None leaves it as it is, and where nothing differs nothing is written.

        Dates that have begun keep the title they had. Raises NotFound, NotPermitted, InvalidInput, StaleVersion,
        IllegalTransition when nothing is left of it, RuleRefused when it is over, or for what a rule refuses of it.
        """
        details = SeriesEdit(
            title=title,
            learners=learners,
            purpose=purpose,
            visibility=visibility,
            biosafety=biosafety,
            dossier=dossier,
            instructions=instructions,
            funding=funding,
        )
        return self._series.change(ref, details, expected_version=expected_version)

    # --- moving and exchanging ----------------------------------------------------------------------

    def move(
        self,
        ref: str,
        to: Move,
        dates: Dates = ALL_DATES,
        *,
        dry_run: bool = False,
        expected_version: int | None = None,
    ) -> Changed:
        """Move dates that have not begun; those of a series all by the same time on the wall clock.

        What follows a date goes on as a booking of its own. An approval stays valid inside the time it was given for, and
        where the person who moves may approve; otherwise the line is asked for again. Raises BookingConflict with
        alternatives, and as ``cancel``.
        """
        return self._series.change(
            ref, SeriesEdit(to=to), dates, dry_run=dry_run, expected_version=expected_version
        )

    def exchange(
        self,
        ref: str,
        lines: Mapping[int, str],
        *,
        to: Move | None = None,
        dry_run: bool = False,
        expected_version: int | None = None,
    ) -> Changed:
        """Put other resources in the place of those of these lines (line number → code), at all dates.

        What is exchanged is asked for again. With ``to`` the whole booking moves as well. Raises InvalidInput for a
        line that is not there or when a date is over, IllegalTransition when nothing of a line is left, and as ``move``.
        """

        def work(unit_of_work: UnitOfWork) -> Changed:
            actor, booking = self._mine(unit_of_work, ref, "exchange", expected_version)
            after = swapped(unit_of_work.catalogue, booking, lines, self._desk.now())
            meant = self._movable(booking, ALL_DATES, "exchange")
            moved = meant if to is None else moved_occurrences(booking, meant, to)
            numbers = frozenset(
                line.number for line, former in zip(after.lines, booking.lines, strict=True) if line != former
            )
            return self.rearranged(
                unit_of_work,
                actor,
                booking,
                moved,
                dry_run=dry_run,
                exchanged=(after, numbers),
                others_stay=to is None,
            )

        return self.run(work, dry_run=dry_run)

    def nearest(self, ref: str) -> tuple[Alternative, ...]:
        """Where all that is to come of a booking could go at once: other resources, then other times. Raises as ``move``."""

        def work(unit_of_work: UnitOfWork) -> tuple[Alternative, ...]:
            _, booking = self._mine(unit_of_work, ref, "move", None)
            return ready_ways(unit_of_work, self._desk.now(), booking, booking.allocations)

        return self._desk.store.read(work)

    def run(self, work: Callable[[UnitOfWork], T], *, dry_run: bool = False) -> T:
        """Work that rearranges, in one transaction. Raises BookingConflict, with ways out, where it does not fit."""
        try:
            return self._desk.store.read(work) if dry_run else self._desk.store.write(work)
        except DoesNotFit as refusal:
            raise with_ways_out(self._desk, refusal) from None

    def _mine(
        self, unit_of_work: UnitOfWork, ref: str, action: str, expected_version: int | None
    ) -> tuple[Actor, Booking]:
        actor = self._desk.person(unit_of_work.catalogue)
        booking = unit_of_work.bookings.get(ref)
        check_version(booking, expected_version)
        able = changers(unit_of_work.catalogue, booking)
        require(may_change(actor, booking), actor, action, booking.ref, able)
        return actor, booking

    def rearranged(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        booking: Booking,
        moved: Sequence[Occurrence],
        *,
        dry_run: bool,
        exchanged: tuple[Booking, frozenset[int]] | None = None,
        others_stay: bool = False,
    ) -> Changed:
        """The dates at their new times on units that are free, with the resources that it has now or is to have.

        For work that is given to ``run``. With ``dry_run`` nothing is written yet.
        """
        catalogue = unit_of_work.catalogue
        wanted, asked_again = exchanged or (booking, frozenset())
        every_line = planned_lines(catalogue, wanted)
        lines = tuple(line for line in every_line if not others_stay or line.line.number in asked_again)
        now = self._desk.now()
        leaving = live_ids(booking, moved, {line.line.number for line in lines}, now)
        needs = needs_still_alive(booking, lines, moved, now)
        plan, _ = plan_needs(unit_of_work, needs, booking.zone, leaving=leaving, now=now)
        wish = wish_of_move(booking, lines, moved)
        before = lived_with(unit_of_work, now, booking, {item.number for item in moved})
        if plan.refused:
            raise DoesNotFit(booking, plan, wish, leaving, before)
        about = about_booking(booking)
        violations = violations_for(unit_of_work, now, about, every_line, moved, booking.zone)
        broken = refusing(worsened(before, violations), None)
        if broken:
            raise DoesNotFit(booking, broken, wish, leaving, before)
        after = apply_move(now, actor, catalogue, wanted, moved, plan, asked_again)
        others, after = reassignment_of(unit_of_work, plan.moves, now, after)
        if not dry_run:
            stamp = self._desk.stamp(actor, "exchange" if asked_again else "move")
            others.write(unit_of_work, self._desk, actor, booking.ref, [(booking, after, stamp)])
            tell_colleagues(unit_of_work, now, booking, [after], actor.login)
        changes = ChangeSet() if dry_run else ChangeSet(bookings=(booking.ref, *others.refs))
        return Changed(booking, after, violations, changes, others)

    def _movable(self, booking: Booking, dates: Dates, action: str) -> tuple[Occurrence, ...]:
        """The dates meant that are still alive and not over."""
        meant = tuple(
            occurrence
            for occurrence in still_to_come(booking, dates, self._desk.now())
            if is_movable(booking, occurrence, self._desk.now())
        )
        if not meant:
            raise IllegalTransition(booking.ref, booking.status, action)
        return meant


def cancellable(
    actor: Actor, catalogue: Catalogue, booking: Booking, meant: Sequence[Occurrence], now: datetime
) -> frozenset[int]:
    """The allocations at these dates that may still be cancelled, and by this actor; lines that are over stay."""
    numbers = {occurrence.number for occurrence in meant}
    lines = _lines_to_cancel(actor, catalogue, booking)
    return frozenset(
        item.id
        for item in booking.allocations
        if item.occurrence in numbers
        and item.line in lines
        and item.use.end > now
        and Action.CANCEL in allowed_actions(item.state)
    )


def _lines_to_cancel(actor: Actor, catalogue: Catalogue, booking: Booking) -> set[int]:
    return {
        line.number
        for line in booking.lines
        if may_cancel_line(actor, catalogue, booking, catalogue.resources[line.resource])
    }
