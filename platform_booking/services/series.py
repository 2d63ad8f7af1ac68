"""Changing a series: this date, this and those that follow, or all; seen before it is done, then done in one go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import changers, may_change, require
from platform_booking.domain.booking import LIVE, Action, next_state
from platform_booking.domain.planning import Wish
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.rules import refusing, worsened
from platform_booking.domain.series import current_lines, ended_before
from platform_booking.services.booking import new_uid, ref_of
from platform_booking.services.colleagues import tell_colleagues
from platform_booking.services.desk import ChangeSet
from platform_booking.services.editing import edited
from platform_booking.services.judging import about_booking, lived_with, violations_for
from platform_booking.services.moving import DoesNotFit
from platform_booking.services.planner import plan_needs
from platform_booking.services.reassigning import NOBODY, Reassigned, Reassignment, reassignment_of
from platform_booking.services.refusing import with_ways_out
from platform_booking.services.selection import ALL_DATES, Dates, check_version
from platform_booking.services.series_draft import (
    Draft,
    Scope,
    SeriesEdit,
    carried_out,
    continuing,
    draft_of,
    scope_of,
)
from platform_booking.services.series_lines import LineEdit
from platform_booking.services.series_preview import DateChange, LineChange, SeriesPreview, preview_of
from platform_booking.services.undoables import Undoable
from platform_booking.services.versions import changed_booking, planned_lines, takes_place_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking, Decision
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.planning import Plan
    from platform_booking.domain.rules import Violation
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = [
    "Changed",
    "DateChange",
    "LineChange",
    "LineEdit",
    "SeriesEdit",
    "SeriesPreview",
    "SeriesService",
]

CONTINUE: Final = "continue"
"""The trail's word for the booking that goes on where another one ends."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A booking before and after a change."""

    before: Booking
    booking: Booking
    """Where a series was split, the one that continues it."""
    warnings: tuple[Violation, ...] = ()
    changes: ChangeSet = field(default_factory=ChangeSet)
    others: Reassignment = NOBODY
    """Other bookings that get another unit of the same pool to make room."""
    ended: Booking | None = None
    """Where a series was split, the former booking with the dates that stay."""
    preview: SeriesPreview | None = None
    """Date by date, what a change of a series does."""

    @property
    def reassigned(self) -> tuple[Reassigned, ...]:
        """Every change of unit that made room."""
        return self.others.reassigned

    @property
    def undoable(self) -> Undoable:
        """Takes the change back; others keep the units they were given."""
        last = self.ended or self.booking
        made = {self.booking.ref: self.booking.version} if self.ended else {}
        return Undoable((self.before,), {last.ref: last.version, **made})


class SeriesService:
    """Changes series."""

    def __init__(self, desk: Desk, make_uid: Callable[[], str] = new_uid) -> None:
        self._desk = desk
        self._make_uid = make_uid

    def change(
        self,
        ref: str,
        edit: SeriesEdit,
        dates: Dates = ALL_DATES,
        *,
        skip_conflicts: bool = False,
        dry_run: bool = False,
        expected_version: int | None = None,
    ) -> Changed:
        """Change the dates meant, those that have begun excepted; everything or nothing.

        "This and following" ends the booking before that date; a new one, whose ``origin`` it is, has the rest. Under a
        rule that does not name the dates that have begun the rest is split off as well. With ``skip_conflicts`` the
        dates at which somebody else holds something stay as they are. What is approved stays so inside the time it was
        approved for. Where nothing differs nothing is written. Raises BookingConflict with alternatives, RuleRefused,
        NotFound, NotPermitted, InvalidInput, StaleVersion, or IllegalTransition when nothing is left to change.
        """

        def work(unit_of_work: UnitOfWork) -> Changed:
            change = self._change(unit_of_work, ref, edit, dates, expected_version)
            found = change.planned(skip_conflicts=skip_conflicts)
            if not dry_run:
                change.write(found, self._make_uid)
            return change.changed(found, dry_run=dry_run)

        try:
            return self._desk.store.read(work) if dry_run else self._desk.store.write(work)
        except DoesNotFit as refusal:
            raise with_ways_out(self._desk, refusal) from None

    def preview(
        self, ref: str, edit: SeriesEdit, dates: Dates = ALL_DATES, *, expected_version: int | None = None
    ) -> SeriesPreview:
        """What ``change`` would do, conflicts with their alternatives included. Raises as it, but for these."""
        try:
            found = self.change(ref, edit, dates, dry_run=True, expected_version=expected_version).preview
        except BookingConflict as refusal:
            conflict = refusal
        else:
            assert found is not None
            return found
        found = self.change(
            ref, edit, dates, skip_conflicts=True, dry_run=True, expected_version=expected_version
        ).preview
        assert found is not None
        return replace(found, alternatives=tuple(conflict.alternatives))

    def _change(
        self,
        unit_of_work: UnitOfWork,
        ref: str,
        edit: SeriesEdit,
        dates: Dates,
        expected_version: int | None,
    ) -> _Change:
        actor = self._desk.person(unit_of_work.catalogue)
        booking = unit_of_work.bookings.get(ref)
        check_version(booking, expected_version)
        action = "edit" if edit.to is None else "move"
        able = changers(unit_of_work.catalogue, booking)
        require(may_change(actor, booking), actor, action, booking.ref, able)
        scope = scope_of(booking, dates, edit, self._desk.now())
        return _Change(self._desk, unit_of_work, actor, booking, scope, dates, edit)


@dataclass(frozen=True, slots=True)
class _Found:
    """The outcome before it is written: ``after`` is the booking itself, or what continues it, still without a key."""

    after: Booking
    ended: Booking | None
    others: Reassignment
    violations: tuple[Violation, ...]
    preview: SeriesPreview
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Change:
    desk: Desk
    unit_of_work: UnitOfWork
    actor: Actor
    before: Booking
    scope: Scope
    dates: Dates
    edit: SeriesEdit
    written: list[Booking] = field(default_factory=list)

    @property
    def catalogue(self) -> Catalogue:
        return self.unit_of_work.catalogue

    @property
    def now(self) -> datetime:
        return self.desk.now()

    @property
    def target(self) -> Booking:
        """What is changed: the booking, or what follows the cut."""
        return continuing(self.before, self.scope, self.scope.cut) if self.scope.cut else self.before

    # --- planning -----------------------------------------------------------------------------------

    def planned(self, *, skip_conflicts: bool) -> _Found:
        target, skipped = self.target, set[int]()
        conflicts: list[Conflict] = []
        while True:
            draft = draft_of(
                self.catalogue, target, self.scope, self.dates, self.edit, self.now, frozenset(skipped)
            )
            plan, _ = plan_needs(
                self.unit_of_work, draft.needs, target.zone, leaving=draft.leaving, now=self.now
            )
            if not plan.refused:
                break
            if not skip_conflicts:
                raise self._refusal(draft, plan)
            conflicts += plan.conflicts
            skipped |= {item.number for item in plan.refused}
        return self._found(target, draft, plan, conflicts)

    def _refusal(self, draft: Draft, reason: Plan | tuple[Violation, ...]) -> DoesNotFit:
        return DoesNotFit(self.before, reason, self._wish(draft), draft.leaving, self._lived_with(draft))

    def _lived_with(self, draft: Draft) -> tuple[Violation, ...]:
        """What the rules say of the booking as it is, at the dates that are to change."""
        numbers = {cell.occurrence.number for cell in draft.cells} | self.scope.numbers
        return lived_with(self.unit_of_work, self.now, self.before, numbers)

    def _wish(self, draft: Draft) -> Wish:
        """The change as a wish of its own, to look for alternatives: a series with its rule, one date alone."""
        booking = draft.booking
        dates = sorted({cell.occurrence for cell in draft.cells}, key=lambda item: item.span)
        lines = {need.wish.line.number: need.wish for need in draft.needs}
        regular = len(dates) > 1 and all(item.span.start == item.original_start for item in dates)
        length = Lapse.between(dates[0].span.start, dates[0].span.end, booking.zone)
        rule = booking.recurrence if regular else None
        start = booking.first_start if rule else dates[0].span.start
        return Wish(tuple(lines.values()), start, length, booking.zone, rule)

    def _found(self, target: Booking, draft: Draft, plan: Plan, conflicts: Sequence[Conflict]) -> _Found:
        after = replace(
            draft.booking,
            allocations=carried_out(self.catalogue, self.actor, draft, plan, self.now),
        )
        after = self._described(after)
        violations = self._violations(after, draft)
        ended = self._ended(self.scope.cut) if self.scope.cut else None
        others, ended, after = self._others(plan, ended, after)
        preview = preview_of(self.catalogue, target, after, self.scope.numbers, draft.dates, conflicts)
        if not ended and _same(self.before, after):
            after = self.before
        return _Found(after, ended, others, violations, preview, draft)

    def _described(self, after: Booking) -> Booking:
        """With what the booking itself is to be called and be about."""
        edit = self.edit
        title = None if self.scope.one else edit.title
        safety = edit.biosafety, edit.dossier
        notes = edit.instructions, edit.funding
        changed = edited(after, self.now, title, edit.learners, edit.purpose, edit.visibility, safety, notes)
        raised = changed_booking(self.before, self.now)
        only_words = takes_place_alike(self.before, changed)
        sequence = self.before.sequence if only_words else raised.sequence
        return replace(changed, version=raised.version, sequence=sequence, changed_at=raised.changed_at)

    def _violations(self, after: Booking, draft: Draft) -> tuple[Violation, ...]:
        """What the rules say to what is new of it."""
        dates = {cell.occurrence.number for cell in draft.cells}
        if _judged(after) != _judged(self.before):
            dates |= self.scope.numbers
        if not dates:
            return ()
        occurrences = sorted(
            (item for item in after.occurrences if item.number in dates), key=lambda item: item.span
        )
        known = {line.number for line in current_lines(after)}
        lines = [item for item in planned_lines(self.catalogue, after) if item.line.number in known]
        about = replace(about_booking(after), ref=self.before.ref)
        found = violations_for(self.unit_of_work, self.now, about, lines, occurrences, after.zone)
        broken = refusing(worsened(self._lived_with(draft), found), None)
        if broken and draft.needs:
            raise self._refusal(draft, broken)
        if broken:
            raise RuleRefused(broken)
        return found

    def _ended(self, cut: datetime) -> Booking:
        """The former booking: the dates from the cut on are given up there, and its rule ends before them."""
        given_up = tuple(
            replace(item, state=next_state(item.state, Action.CANCEL), holds=False, changed_at=self.now)
            if item.occurrence in self.scope.numbers and item.state in LIVE
            else item
            for item in self.before.allocations
        )
        rule = ended_before(self.before, cut)
        return changed_booking(self.before, self.now, rule=rule, allocations=given_up)

    def _others(
        self, plan: Plan, ended: Booking | None, after: Booking
    ) -> tuple[Reassignment, Booking | None, Booking]:
        """What making room does to others, and to the former booking's own dates."""
        if ended is None:
            others, after = reassignment_of(self.unit_of_work, plan.moves, self.now, after)
            return others, None, after
        both = replace(
            ended, allocations=(*ended.allocations, *(replace(i, id=0) for i in after.allocations))
        )
        others, both = reassignment_of(self.unit_of_work, plan.moves, self.now, both)
        kept = both.allocations[: len(ended.allocations)]
        return others, replace(ended, allocations=kept), after

    # --- writing ------------------------------------------------------------------------------------

    def write(self, found: _Found, make_uid: Callable[[], str]) -> None:
        if found.after is self.before:
            return
        action = "edit" if self.edit.to is None else "move"
        stamp = self.desk.stamp(self.actor, action)
        kept = found.ended or found.after
        found.others.write(
            self.unit_of_work, self.desk, self.actor, self.before.ref, [(self.before, kept, stamp)]
        )
        parts = [found.ended, found.after] if found.ended else [found.after]
        tell_colleagues(self.unit_of_work, self.now, self.before, parts, self.actor.login)
        if not found.ended:
            return
        key = self.unit_of_work.bookings.next_id()
        booking, decisions = self.made(found, key, make_uid())
        self.unit_of_work.bookings.add(booking, self.desk.stamp(self.actor, CONTINUE, self.before.ref))
        self.unit_of_work.bookings.add_decisions(booking, decisions)
        self.written.append(booking)

    def made(self, found: _Found, key: int, uid: str) -> tuple[Booking, list[Decision]]:
        """The booking that continues, with dates and lines numbered anew, and what was decided on them so far."""
        after = found.after
        alive = [item for item in after.allocations if item.state in LIVE]
        dates = {item.occurrence for item in alive}
        occurrences = sorted(
            (item for item in after.occurrences if item.number in dates), key=lambda i: i.original_start
        )
        date_numbers = {item.number: number for number, item in enumerate(occurrences, 1)}
        used = {item.line for item in alive}
        lines = [line for line in after.lines if line.number in used]
        line_numbers = {line.number: number for number, line in enumerate(lines, 1)}
        booking = replace(
            after,
            id=key,
            ref=ref_of(key, self.now, after.zone) if key else "",
            uid=uid,
            version=1,
            sequence=0,
            created_at=self.now,
            changed_at=self.now,
            origin=self.before.ref,
            lines=tuple(replace(line, number=line_numbers[line.number]) for line in lines),
            occurrences=tuple(replace(item, number=date_numbers[item.number]) for item in occurrences),
            allocations=tuple(_renumbered(item, line_numbers, date_numbers) for item in alive),
        )
        agreed = {(item.line, item.occurrence) for item in alive if item.granted}
        decisions = [
            replace(item, line=line_numbers[item.line], occurrence=date_numbers[item.occurrence])
            for item in self.unit_of_work.bookings.decisions(self.before)
            if (item.line, item.occurrence) in agreed
        ]
        return booking, decisions

    def changed(self, found: _Found, *, dry_run: bool) -> Changed:
        booking = found.after
        if found.ended:
            booking = self.written[-1] if self.written else self.made(found, 0, "")[0]
        refs = dict.fromkeys((self.before.ref, booking.ref, *found.others.refs))
        unchanged = dry_run or found.after is self.before
        return Changed(
            self.before,
            booking,
            found.violations,
            ChangeSet() if unchanged else ChangeSet(bookings=tuple(refs)),
            found.others,
            found.ended,
            found.preview,
        )


def _renumbered(item: Allocation, lines: dict[int, int], dates: dict[int, int]) -> Allocation:
    return replace(item, id=0, line=lines[item.line], occurrence=dates[item.occurrence])


def _judged(booking: Booking) -> tuple[int, int, str]:
    """What rules mind of the booking beside its lines and dates."""
    return booking.learners, booking.biosafety, booking.dossier


def _same(before: Booking, after: Booking) -> bool:
    """Whether nothing differs but what every change raises."""
    return before == replace(
        after, version=before.version, sequence=before.sequence, changed_at=before.changed_at
    )
