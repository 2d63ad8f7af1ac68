"""Why not? Everything that would let a booking pass or stop it, and the nearest way in which it would pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_book
from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import NotPermitted
from platform_booking.domain.rules import checks_of, refusing
from platform_booking.domain.series import current_lines
from platform_booking.services.directory import concealed_from
from platform_booking.services.judging import about_booking, about_request, judge_for, overridable
from platform_booking.services.moving import live_ids, needs_still_alive, wish_of_move
from platform_booking.services.planner import plan_needs, plan_what_fits
from platform_booking.services.requests import wish_of
from platform_booking.services.timetable_warnings import said_by_timetables
from platform_booking.services.versions import planned_lines
from platform_booking.services.ways_out import ways_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.planning import Plan, PlannedLine, Wish
    from platform_booking.domain.rules import Check
    from platform_booking.services.desk import Desk
    from platform_booking.services.judging import Judge
    from platform_booking.services.requests import BookingRequest
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Explanation:
    """A checklist, and what would do instead."""

    zone: ZoneInfo
    checks: tuple[Check, ...]
    """Rule by rule, also those that hold."""
    conflicts: tuple[Conflict, ...]
    """Who holds what was asked for."""
    alternatives: tuple[Alternative, ...]
    """The nearest first; each passes every rule and finds its units free."""
    who_can: tuple[str, ...]
    """Logins of those who could set aside all rules that stand in the way."""
    standing: bool
    """Whether a rule stands in the way."""
    automatic: bool
    """Whether nobody would have to be asked."""
    timetables: tuple[Conflict, ...] = ()
    """Timetables that already have something then; they only warn."""

    @property
    def would_book(self) -> bool:
        """Whether it would be booked as it is."""
        return not self.conflicts and not self.standing


class ExplainService:
    """Looks into requests without writing anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def request(self, request: BookingRequest, *, override: str | None = None) -> Explanation:
        """What would become of the request, ``override`` as when it is made.

        Raises InvalidInput or NotFound for what cannot be understood, NotPermitted for who may not book at all.
        """
        return self._desk.store.read(lambda unit_of_work: self._request(unit_of_work, request, override))

    def _request(
        self, unit_of_work: UnitOfWork, request: BookingRequest, override: str | None
    ) -> Explanation:
        now = self._desk.now()
        actor = self._desk.person(unit_of_work.catalogue)
        if not may_book(actor):
            raise NotPermitted(actor.login, "book", request.title)
        overridden_by = actor.login if override and override.strip() else None
        wish = wish_of(unit_of_work.catalogue, request)
        about = about_request(actor, request)
        plan, occupancy = plan_what_fits(unit_of_work, wish, now=now)
        occurrences = wish.occurrences()
        judge = judge_for(unit_of_work, now, about, wish.lines, occurrences, wish.zone)
        checks = checks_of(judge.case(wish.lines, occurrences))
        found = [check.violation for check in checks if check.violation is not None]
        standing = refusing(found, overridden_by)
        stopped = bool(plan.refused or standing)
        return Explanation(
            zone=wish.zone,
            checks=checks,
            conflicts=plan.conflicts if plan.refused else (),
            alternatives=ways_out(unit_of_work, now, wish, about, overridden_by=overridden_by)
            if stopped
            else (),
            who_can=overridable(found),
            standing=bool(standing),
            automatic=not any(wish.resource.approval for wish in wish.lines),
            timetables=said_by_timetables(
                unit_of_work, plan, occupancy, actor.person.partner if actor.person else "", wish.zone
            ),
        )

    def booking(self, ref: str) -> Explanation:
        """What the rules and the places say today of the dates of a booking that are still to come; of all where none is.

        Alternatives are those of the whole where it comes regularly, else of the first date in trouble. Raises NotFound,
        NotPermitted for somebody else's private booking.
        """

        def work(unit_of_work: UnitOfWork) -> Explanation:
            now = self._desk.now()
            booking = unit_of_work.bookings.get(ref)
            if concealed_from(self._desk, unit_of_work.catalogue, (booking,)):
                raise NotPermitted(self._desk.login or "", "act", booking.ref, (booking.organiser,))
            current = {line.number for line in current_lines(booking)}
            lines = tuple(
                item for item in planned_lines(unit_of_work.catalogue, booking) if item.line.number in current
            )
            coming = tuple(
                item
                for item in booking.occurrences
                if item.span.end > now and any(one.state in LIVE for one in booking.allocations_of(item))
            )
            dates = coming or booking.occurrences
            about = about_booking(booking)
            judge = judge_for(unit_of_work, now, about, lines, dates, booking.zone)
            checks = checks_of(judge.case(lines, dates))
            found = [check.violation for check in checks if check.violation is not None]
            own = live_ids(booking, coming, current, now)
            needs = needs_still_alive(booking, lines, coming, now)
            plan, occupancy = plan_needs(unit_of_work, needs, booking.zone, leaving=own, now=now)
            standing = bool(refusing(found, None))
            alternatives: tuple[Alternative, ...] = ()
            if coming and (standing or plan.refused):
                wish = _wish_of(booking, lines, coming, plan, judge)
                alternatives = ways_out(unit_of_work, now, wish, about, leaving=own)
            return Explanation(
                zone=booking.zone,
                checks=checks,
                conflicts=plan.conflicts if plan.refused else (),
                alternatives=alternatives,
                who_can=overridable(found),
                standing=standing,
                automatic=not any(wish.resource.approval for wish in lines),
                timetables=said_by_timetables(unit_of_work, plan, occupancy, booking.partner, booking.zone),
            )

        return self._desk.store.read(work)


def _wish_of(
    booking: Booking,
    lines: tuple[PlannedLine, ...],
    coming: Sequence[Occurrence],
    plan: Plan,
    judge: Judge,
) -> Wish:
    """What is to come as a wish: all of a series that keeps its rhythm, else the first date in trouble with what it has left."""
    regular = all(item.span.start == item.original_start for item in coming)
    dates = coming
    if len(coming) > 1 and not (regular and len(coming) == len(booking.occurrences)):
        refused = {item.number for item in plan.refused}
        troubled = [
            item
            for item in coming
            if item.number in refused or not judge.admits(lines, (item,), overridden_by=None)
        ]
        dates = (troubled or coming)[:1]
    numbers = {item.number for item in dates}
    alive = {item.line for item in booking.allocations if item.occurrence in numbers and item.state in LIVE}
    return wish_of_move(booking, tuple(item for item in lines if item.line.number in alive), dates)
