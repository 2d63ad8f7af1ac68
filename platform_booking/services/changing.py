"""Cancelling and moving: one date, one and those that follow, or all; everything or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_cancel_line, may_change, may_decide, require
from platform_booking.domain.booking import (
    LIVE,
    Action,
    Allocation,
    Booking,
    Line,
    Occurrence,
    State,
    allowed_actions,
    next_state,
)
from platform_booking.domain.errors import IllegalTransition, InvalidInput
from platform_booking.domain.planning import Need, PlannedLine, Wish, needs_of
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.rules import Severity, Violation
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.desk import ChangeSet
from platform_booking.services.planner import alternatives_for, plan_needs, refusing, violations_for
from platform_booking.services.requests import When, is_plain_text, length_of, read_when
from platform_booking.services.selection import ALL_DATES, Dates, check_version
from platform_booking.services.undoing import Undoable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.planning import Plan
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Changed:
    """A booking before and after a change."""

    before: Booking
    booking: Booking
    warnings: tuple[Violation, ...] = ()
    changes: ChangeSet = field(default_factory=ChangeSet)

    @property
    def undoable(self) -> Undoable:
        """Takes the change back."""
        return Undoable((self.before,), {self.booking.ref: self.booking.version})


@dataclass(frozen=True, slots=True)
class Move:
    """Where to: a new start of the first date meant, and a new end when the length changes too."""

    start: When
    end: When | None = None
    length: Lapse | None = None


class _DoesNotFit(Exception):
    def __init__(self, plan: Plan, wish: Wish, leaving: frozenset[int]) -> None:
        super().__init__()
        self.plan = plan
        self.wish = wish
        self.leaving = leaving


class ChangeService:
    """Changes of bookings that are there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --- cancelling ---------------------------------------------------------------------------------

    def cancel(
        self, ref: str, reason: str, dates: Dates = ALL_DATES, *, expected_version: int | None = None
    ) -> Changed:
        """Cancel what has not happened yet: all lines, or a manager only the lines of the own platform.

        Raises NotFound, NotPermitted, IllegalTransition when nothing is left to cancel, RuleRefused for a date that
        is over, InvalidInput without a reason.
        """
        why = require_reason(reason)

        def work(unit_of_work: UnitOfWork) -> Changed:
            actor = self._desk.person(unit_of_work.catalogue)
            booking = unit_of_work.bookings.get(ref)
            check_version(booking, expected_version)
            allowed = _lines_to_cancel(actor, unit_of_work.catalogue, booking)
            require(bool(allowed), actor, "cancel", booking.ref, (booking.organiser,))
            meant = self._still_to_come(booking, dates)
            now = self._desk.now()
            given_up = cancellable(actor, unit_of_work.catalogue, booking, meant)
            cancelled = tuple(
                replace(item, state=next_state(item.state, Action.CANCEL), holds=False, changed_at=now)
                if item.id in given_up
                else item
                for item in booking.allocations
            )
            if not given_up:
                raise IllegalTransition(booking.ref, booking.status, Action.CANCEL)
            after = changed_booking(booking, now, allocations=cancelled)
            unit_of_work.bookings.save(booking, after, self._desk.stamp(actor, "cancel", why))
            return Changed(booking, after, changes=ChangeSet(bookings=(booking.ref,)))

        return self._desk.store.write(work)

    def _still_to_come(self, booking: Booking, dates: Dates) -> tuple[Occurrence, ...]:
        """The dates meant, less those that are over. Raises RuleRefused when all of them are."""
        meant = dates.of(booking)
        coming = tuple(occurrence for occurrence in meant if occurrence.span.end > self._desk.now())
        if not coming:
            raise RuleRefused(
                (
                    Violation(
                        "already-over",
                        Severity.REFUSE,
                        booking.ref,
                        {"end": meant[-1].span.end},
                        remedy="past-is-kept",
                    ),
                )
            )
        return coming

    # --- what it is about ---------------------------------------------------------------------------

    def edit(
        self,
        ref: str,
        *,
        title: str | None = None,
        learners: int | None = None,
        purpose: str | None = None,
        visibility: str | None = None,
        expected_version: int | None = None,
    ) -> Changed:
        """Change what a booking is about; None leaves it as it is.

        Raises NotFound, NotPermitted, InvalidInput, StaleVersion, RuleRefused for more learners than seats.
        """
        raise NotImplementedError

    def exchange(
        self,
        ref: str,
        lines: Mapping[int, str],
        *,
        dry_run: bool = False,
        expected_version: int | None = None,
    ) -> Changed:
        """Put other resources in the place of those of these lines (line number → code), at all dates.

        What is exchanged is asked for again. Raises NotFound, NotPermitted, StaleVersion, InvalidInput for a line
        that is not there, IllegalTransition when a date is over or nothing is alive, BookingConflict, RuleRefused.
        """
        raise NotImplementedError

    # --- moving -------------------------------------------------------------------------------------

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

        An approval stays valid inside the time it was given for, and where the person who moves may approve;
        otherwise the line is asked for again. Raises BookingConflict with alternatives, and as ``cancel``.
        """

        def work(unit_of_work: UnitOfWork) -> Changed:
            return self._move(
                unit_of_work, ref, to, dates, dry_run=dry_run, expected_version=expected_version
            )

        try:
            return self._desk.store.read(work) if dry_run else self._desk.store.write(work)
        except _DoesNotFit as refusal:
            alternatives = alternatives_for(self._desk, refusal.wish, leaving=refusal.leaving)
            raise BookingConflict(refusal.plan.conflicts, alternatives) from None

    def _move(
        self,
        unit_of_work: UnitOfWork,
        ref: str,
        to: Move,
        dates: Dates,
        *,
        dry_run: bool,
        expected_version: int | None,
    ) -> Changed:
        catalogue = unit_of_work.catalogue
        actor = self._desk.person(catalogue)
        booking = unit_of_work.bookings.get(ref)
        check_version(booking, expected_version)
        require(may_change(actor, booking), actor, "move", booking.ref, (booking.organiser,))
        meant = self._movable(booking, dates)
        moved = _moved_occurrences(booking, meant, to)
        lines = planned_lines(catalogue, booking)
        leaving = _live_ids(booking, meant)
        needs = _needs_still_alive(booking, lines, moved)
        plan, _ = plan_needs(unit_of_work, needs, booking.zone, leaving=leaving)
        if plan.refused:
            raise _DoesNotFit(plan, _wish_of_move(booking, lines, moved), leaving)
        violations = violations_for(self._desk, catalogue, lines, moved, booking.learners)
        refused = refusing(violations, None)
        if refused:
            raise RuleRefused(refused)
        after = _apply_move(self._desk.now(), actor, catalogue, booking, moved, plan)
        if not dry_run:
            unit_of_work.bookings.save(booking, after, self._desk.stamp(actor, "move"))
        return Changed(
            booking, after, violations, ChangeSet() if dry_run else ChangeSet(bookings=(booking.ref,))
        )

    def _movable(self, booking: Booking, dates: Dates) -> tuple[Occurrence, ...]:
        """The dates meant that are still alive and not over."""
        meant = tuple(
            occurrence
            for occurrence in self._still_to_come(booking, dates)
            if is_movable(booking, occurrence, self._desk.now())
        )
        if not meant:
            raise IllegalTransition(booking.ref, booking.status, "move")
        return meant


def is_movable(booking: Booking, occurrence: Occurrence, now: datetime) -> bool:
    """Whether the date is not over, and something of it is still going to happen."""
    return occurrence.span.end > now and any(
        item.state in LIVE for item in booking.allocations_of(occurrence)
    )


def require_reason(reason: str | None) -> str:
    """The reason, trimmed. Raises InvalidInput when there is none: a "no" always says why."""
    trimmed = (reason or "").strip()
    if not trimmed or not is_plain_text(trimmed.replace("\n", " ")):
        raise InvalidInput("reason-needed")
    return trimmed


def changed_booking(booking: Booking, now: datetime, **changes: object) -> Booking:
    """The next version: calendars are told by a higher sequence (RFC 5545 §3.8.7.4)."""
    return replace(
        booking,
        version=booking.version + 1,
        sequence=booking.sequence + 1,
        changed_at=now,
        **changes,  # type: ignore[arg-type]
    )


def planned_lines(catalogue: Catalogue, booking: Booking) -> tuple[PlannedLine, ...]:
    """The booking's lines with their resources, each preferring the units it has."""
    held: dict[int, set[int]] = {}
    for item in booking.allocations:
        held.setdefault(item.line, set()).add(item.unit_id)
    return tuple(
        PlannedLine(line, catalogue.resources[line.resource], preferred=frozenset(held.get(line.number, ())))
        for line in booking.lines
    )


def cancellable(
    actor: Actor, catalogue: Catalogue, booking: Booking, meant: Sequence[Occurrence]
) -> frozenset[int]:
    """The allocations at these dates that may still be cancelled, and by this actor."""
    numbers = {occurrence.number for occurrence in meant}
    lines = _lines_to_cancel(actor, catalogue, booking)
    return frozenset(
        item.id
        for item in booking.allocations
        if item.occurrence in numbers and item.line in lines and Action.CANCEL in allowed_actions(item.state)
    )


def _lines_to_cancel(actor: Actor, catalogue: Catalogue, booking: Booking) -> set[int]:
    return {
        line.number
        for line in booking.lines
        if may_cancel_line(actor, catalogue, booking, catalogue.resources[line.resource])
    }


def _live_ids(booking: Booking, meant: Sequence[Occurrence]) -> frozenset[int]:
    numbers = {occurrence.number for occurrence in meant}
    return frozenset(
        item.id for item in booking.allocations if item.occurrence in numbers and item.state in LIVE
    )


def _moved_occurrences(booking: Booking, meant: Sequence[Occurrence], to: Move) -> tuple[Occurrence, ...]:
    """The dates at their new times: the first where it was said, the others by the same time on the wall clock."""
    zone = booking.zone
    first = meant[0]
    start = read_when(to.start, zone)
    by = wall_time(start, zone) - wall_time(first.span.start, zone)
    length = None
    if to.end is not None or to.length is not None:
        length = length_of(start, to.end, to.length, zone)
    return tuple(
        replace(
            item,
            span=_moved_span(booking, item, start if item is first else _shifted(item, by, booking), length),
        )
        for item in meant
    )


def _shifted(occurrence: Occurrence, by: timedelta, booking: Booking) -> datetime:
    return localize(wall_time(occurrence.span.start, booking.zone) + by, booking.zone)


def _moved_span(booking: Booking, occurrence: Occurrence, start: datetime, length: Lapse | None) -> TimeSpan:
    if length is None:
        length = booking.length
        if length.after(occurrence.span.start, booking.zone) != occurrence.span.end:  # it has its own length
            length = Lapse.between(occurrence.span.start, occurrence.span.end, booking.zone)
    return TimeSpan(start, length.after(start, booking.zone))


def _needs_still_alive(
    booking: Booking, lines: Sequence[PlannedLine], moved: Sequence[Occurrence]
) -> tuple[Need, ...]:
    """Needs of the moved dates, without lines that were declined or cancelled there."""
    alive = {(item.line, item.occurrence) for item in booking.allocations if item.state in LIVE}
    return tuple(
        need
        for need in needs_of(lines, moved, booking.zone)
        if (need.wish.line.number, need.occurrence.number) in alive
    )


def _wish_of_move(booking: Booking, lines: tuple[PlannedLine, ...], moved: Sequence[Occurrence]) -> Wish:
    """The move as a wish of its own, to look for alternatives: a series with its rule, one date alone."""
    length = Lapse.between(moved[0].span.start, moved[0].span.end, booking.zone)
    rule = booking.recurrence if len(moved) == len(booking.occurrences) else None
    return Wish(lines, moved[0].span.start, length, booking.zone, rule)


def _apply_move(
    now: datetime,
    actor: Actor,
    catalogue: Catalogue,
    booking: Booking,
    moved: Sequence[Occurrence],
    plan: Plan,
) -> Booking:
    given: dict[tuple[int, int], list[tuple[int, Need]]] = {}
    for item in plan.allocations:
        key = (item.need.wish.line.number, item.need.occurrence.number)
        given.setdefault(key, []).append((item.unit_id, item.need))
    lines = {line.number: line for line in booking.lines}
    allocations = []
    for allocation in booking.allocations:
        units = given.get((allocation.line, allocation.occurrence))
        if units is None or allocation.state not in LIVE:
            allocations.append(allocation)
            continue
        kept = next((pair for pair in units if pair[0] == allocation.unit_id), None)
        others = {item.unit_id for item in booking.allocations_at(allocation.line, allocation.occurrence)}
        unit_id, need = kept or next(pair for pair in units if pair[0] not in others)
        units.remove((unit_id, need))
        allocations.append(
            _moved_allocation(now, actor, catalogue, lines[allocation.line], allocation, unit_id, need)
        )
    spans = {occurrence.number: occurrence for occurrence in moved}
    occurrences = tuple(spans.get(item.number, item) for item in booking.occurrences)
    after = changed_booking(booking, now, allocations=tuple(allocations), occurrences=occurrences)
    return _with_moved_rule(booking, after)


def _moved_allocation(
    now: datetime,
    actor: Actor,
    catalogue: Catalogue,
    line: Line,
    allocation: Allocation,
    unit_id: int,
    need: Need,
) -> Allocation:
    state, holds, granted = allocation.state, allocation.holds, allocation.granted
    resource = catalogue.resources[line.resource]
    same_time = allocation.occupied.contains(need.occupied)
    if state is State.APPROVED and resource.approval and not same_time:
        steps = resource.approval
        if not all(may_decide(actor, catalogue, resource, step) for step in steps):
            state = next_state(state, Action.ASK_AGAIN)
            holds, granted = not resource.competes, 0
    elif state is State.REQUESTED and not same_time:
        granted = 0
    return replace(
        allocation,
        unit_id=unit_id,
        use=need.use,
        occupied=need.occupied,
        state=state,
        holds=holds,
        granted=granted,
        changed_at=now,
    )


def _with_moved_rule(before: Booking, after: Booking) -> Booking:
    """When a whole untouched series was shifted, its rule shifts with it; otherwise moved dates are exceptions to it."""
    rule = before.recurrence
    if rule is None:
        only = after.occurrences[0]
        if len(after.occurrences) == 1:
            return replace(
                after,
                first_start=only.span.start,
                length=Lapse.between(only.span.start, only.span.end, after.zone),
                occurrences=(replace(only, original_start=only.span.start),),
            )
        return after
    zone = before.zone
    shifts = {
        wall_time(new.span.start, zone) - wall_time(old.original_start, zone)
        for old, new in zip(before.occurrences, after.occurrences, strict=True)
    }
    lengths = {Lapse.between(item.span.start, item.span.end, zone) for item in after.occurrences}
    untouched = all(old.span.start == old.original_start for old in before.occurrences)
    if len(shifts) != 1 or len(lengths) != 1 or not untouched:
        return after
    (by,) = shifts
    first = wall_time(before.first_start, zone)
    shifted = rule.moved(first, by)
    if shifted is None:
        return after
    return replace(
        after,
        rule=shifted.text(),
        first_start=localize(first + by, zone),
        length=lengths.pop(),
        occurrences=tuple(replace(item, original_start=item.span.start) for item in after.occurrences),
    )
