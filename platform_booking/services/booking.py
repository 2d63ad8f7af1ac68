"""Asking for a booking, all of it or nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.authority import Actor, may_book
from platform_booking.domain.booking import BOOKING_REF, Allocation, Booking, Purpose, State, Visibility
from platform_booking.domain.errors import InvalidInput, NotPermitted
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.rules import refusing
from platform_booking.services.desk import ChangeSet
from platform_booking.services.judging import about_request, violations_for
from platform_booking.services.planner import plan_what_fits
from platform_booking.services.reassigning import Reassigned, reassignment_of
from platform_booking.services.requests import BookingRequest, wish_of
from platform_booking.services.template_use import note_use
from platform_booking.services.timetable_warnings import soft_conflicts
from platform_booking.services.undoables import Undoable
from platform_booking.services.ways_out import alternatives_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.planning import Plan, Wish
    from platform_booking.domain.rules import About, Violation
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

    Broken = tuple[Violation, ...]

T = TypeVar("T")

UID_DOMAIN: Final = "platform-booking"


def new_uid() -> str:
    """A globally unique name for calendars; it says nothing of the booking (RFC 7986 §5.3)."""
    return f"{uuid.uuid4()}@{UID_DOMAIN}"


def ref_of(key: int, now: datetime, zone: ZoneInfo) -> str:
    """The name of the booking with that key, by the year in which it is asked for."""
    return f"{BOOKING_REF}{now.astimezone(zone).year}-{key:05}"


@dataclass(frozen=True, slots=True)
class Booked:
    """What a request brought about."""

    booking: Booking
    skipped: tuple[date, ...] = ()
    """Dates left out because somebody else holds something."""
    warnings: tuple[Violation, ...] = ()
    competing: tuple[Conflict, ...] = ()
    """Other requests for the same slots: soft conflicts."""
    changes: ChangeSet = field(default_factory=ChangeSet)
    reassigned: tuple[Reassigned, ...] = ()
    """Others that get another unit of the same pool to make room."""

    @property
    def undoable(self) -> Undoable:
        """Takes the request back; others keep the units they were given."""
        return Undoable((), {self.booking.ref: self.booking.version})


class _Refused(Exception):
    """Leaves the transaction before alternatives are looked for: nobody waits for that."""

    def __init__(self, wish: Wish, about: About, overridden_by: str | None, reason: Plan | Broken) -> None:
        super().__init__()
        self.wish = wish
        self.about = about
        self.overridden_by = overridden_by
        self.reason = reason
        """The plan that does not fit, or the rules that say no."""


class RequestService:
    """Requests for bookings."""

    def __init__(self, desk: Desk, make_uid: Callable[[], str] = new_uid) -> None:
        self._desk = desk
        self._make_uid = make_uid

    def request(
        self,
        request: BookingRequest,
        *,
        skip_conflicts: bool = False,
        override: str | None = None,
        dry_run: bool = False,
    ) -> Booked:
        """Book everything that is asked for, or nothing; with ``skip_conflicts`` all dates that fit wholly.

        ``override`` is the reason for which those who may set a rule aside. ``dry_run`` answers the same without
        writing. Raises BookingConflict with alternatives, RuleRefused, InvalidInput, NotFound or NotPermitted.
        """

        def work(unit_of_work: UnitOfWork) -> Booked:
            return self.book(
                unit_of_work, request, skip_conflicts=skip_conflicts, override=override, dry_run=dry_run
            )

        return self.run(work, dry_run=dry_run)

    def run(self, work: Callable[[UnitOfWork], T], *, dry_run: bool = False) -> T:
        """Work that books, in one transaction. Raises BookingConflict, with ways out, where it does not fit, RuleRefused."""
        try:
            return self._desk.store.read(work) if dry_run else self._desk.store.write(work)
        except _Refused as refusal:
            alternatives = alternatives_for(
                self._desk, refusal.wish, refusal.about, overridden_by=refusal.overridden_by
            )
            if isinstance(refusal.reason, tuple):
                raise RuleRefused(refusal.reason, alternatives) from None
            raise BookingConflict(refusal.reason.conflicts, alternatives) from None

    def book(
        self,
        unit_of_work: UnitOfWork,
        request: BookingRequest,
        *,
        skip_conflicts: bool = False,
        override: str | None = None,
        dry_run: bool = False,
        wish: Wish | None = None,
    ) -> Booked:
        """As ``request``, for work that is given to ``run``; with ``wish`` exactly these lines and dates."""
        actor = self._desk.person(unit_of_work.catalogue)
        if not may_book(actor):
            raise NotPermitted(actor.login, "book", request.title)
        if override is not None and not override.strip():
            raise InvalidInput("reason-needed")
        wish = wish or wish_of(unit_of_work.catalogue, request)
        about, overridden_by = about_request(actor, request), actor.login if override else None
        plan, occupancy = plan_what_fits(unit_of_work, wish, now=self._desk.now())
        if plan.refused and not (skip_conflicts and plan.occurrences):
            raise _Refused(wish, about, overridden_by, plan)
        violations = violations_for(
            unit_of_work, self._desk.now(), about, wish.lines, plan.occurrences, wish.zone
        )
        refused = refusing(violations, overridden_by)
        if refused:
            raise _Refused(wish, about, overridden_by, refused)
        booking = self.draft(unit_of_work, actor, request, wish, plan, dry_run=dry_run)
        others, _ = reassignment_of(unit_of_work, plan.moves, self._desk.now(), booking)
        if not dry_run:
            stamp = self._desk.stamp(actor, "request", (override or "").strip())
            others.write(unit_of_work, self._desk, actor, booking.ref)
            unit_of_work.bookings.add(booking, stamp)
            if request.template:
                note_use(unit_of_work, self._desk, actor, request.template, booking)
        return Booked(
            booking=booking,
            skipped=tuple(occurrence.day(wish.zone) for occurrence in plan.refused),
            warnings=violations,
            competing=soft_conflicts(unit_of_work, plan, occupancy, booking.partner, wish.zone),
            changes=ChangeSet() if dry_run else ChangeSet(bookings=(booking.ref, *others.refs)),
            reassigned=others.reassigned,
        )

    def draft(
        self,
        unit_of_work: UnitOfWork,
        actor: Actor,
        request: BookingRequest,
        wish: Wish,
        plan: Plan,
        *,
        dry_run: bool = False,
    ) -> Booking:
        """The booking that the plan makes of the request. Nothing is written."""
        assert actor.person is not None
        now = self._desk.now()
        key = 0 if dry_run else unit_of_work.bookings.next_id()
        return Booking(
            id=key,
            ref="" if dry_run else ref_of(key, now, wish.zone),
            uid=self._make_uid(),
            version=1,
            sequence=0,
            title=request.title.strip(),
            purpose=Purpose(request.purpose),
            organiser=actor.login,
            partner=actor.person.partner,
            learners=request.learners,
            time_zone=wish.zone.key,
            rule=wish.rule.text() if wish.rule else None,
            first_start=wish.first_start(),
            length=wish.length,
            visibility=Visibility(request.visibility),
            origin=request.origin,
            created_at=now,
            changed_at=now,
            lines=tuple(item.line for item in wish.lines),
            occurrences=plan.occurrences,
            biosafety=request.biosafety,
            dossier=request.dossier.strip(),
            instructions=request.instructions.strip(),
            funding=request.funding.strip(),
            allocations=tuple(
                Allocation(
                    id=0,
                    unit_id=item.unit_id,
                    line=item.need.wish.line.number,
                    occurrence=item.need.occurrence.number,
                    use=item.need.use,
                    occupied=item.need.occupied,
                    state=State.REQUESTED if item.need.wish.resource.approval else State.APPROVED,
                    holds=not (item.need.wish.resource.approval and item.need.wish.resource.competes),
                    changed_at=now,
                )
                for item in plan.allocations
            ),
        )
