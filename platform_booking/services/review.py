"""What an approver needs to decide: the request, what speaks against it, what would do instead, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import Alternative, AlternativeKind
from platform_booking.domain.authority import manages
from platform_booking.domain.booking import LIVE, State, status_of
from platform_booking.domain.conflicts import Conflict, ConflictKind
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.rules import Check, Violation, checks_of, violations_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.directory import awaited
from platform_booking.services.granting import grant, units_for_competing
from platform_booking.services.inbox import InboxItem, inbox_of, next_deadline
from platform_booking.services.judging import about_booking, judge_for, violations_for
from platform_booking.services.offers import Displaced, displaced_by
from platform_booking.services.planner import equivalents_of
from platform_booking.services.planning import board_of
from platform_booking.services.record import OrganiserRecord, record_of, record_since
from platform_booking.services.steps import mine_to_decide
from platform_booking.services.suggesting import free_equivalents
from platform_booking.services.versions import planned_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Allocation, Booking, Line, Occurrence
    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.deadlines import Deadline
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["Check", "Displaced", "InboxEntry", "OrganiserRecord", "Review", "ReviewLine", "ReviewService"]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line and whom it waits for."""

    line: Line
    resource: Resource
    state: str
    """Derived from its dates."""
    step: str
    """The step it waits for; empty when it waits for none."""
    deciders: tuple[str, ...]
    mine: bool
    """Whether whoever looks may take that step."""


@dataclass(frozen=True, slots=True)
class Review:
    """A request, ready to be decided."""

    booking: Booking
    lines: tuple[ReviewLine, ...]
    conflicts: tuple[Conflict, ...]
    """Soft: open requests that approving would displace. Hard: why approving is impossible now."""
    solution: Alternative | None
    """Another unit or an equivalent resource that is free at all its waiting dates."""
    violations: tuple[Violation, ...]
    """Of the rules as they are now."""
    checks: tuple[Check, ...]
    """Rule by rule, also those that hold."""
    surroundings: Board
    """From the day before the first waiting date to the day after, its resources and their equivalents."""
    equivalents: Mapping[str, tuple[str, ...]]
    """Code of a resource → codes of those that may take its place."""
    record: OrganiserRecord
    deadline: Deadline | None = None
    """What happens first to what waits for whoever looks, or for anybody."""
    displaced: tuple[Displaced, ...] = ()
    """Who would give way if it were approved, and what each would be offered."""
    later: int = 0
    """How many would give way once everybody has approved who has to; whoever looks is not the last."""


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """What waits, with a first verdict."""

    item: InboxItem
    verdict: str
    """ok, warning (a rule, or a competing request) or conflict (approving is impossible now)."""
    waits_for: str = "me"


class ReviewService:
    """Reads what an approver needs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def review(self, ref: str) -> Review:
        """The request of that ref, examined now. Raises NotFound."""

        def work(unit_of_work: UnitOfWork) -> Review:
            return self._review(unit_of_work, unit_of_work.bookings.get(ref))

        return self._desk.store.read(work)

    def inbox(self) -> tuple[InboxEntry, ...]:
        """What waits for me, the nearest date first."""

        def work(unit_of_work: UnitOfWork) -> tuple[InboxEntry, ...]:
            return tuple(
                InboxEntry(item, self._verdict(unit_of_work, item.booking))
                for item in inbox_of(self._desk, unit_of_work)
            )

        return self._desk.store.read(work)

    def waiting_elsewhere(self) -> tuple[Booking, ...]:
        """Bookings with a line of my platforms that waits, and none that waits for me; the nearest date first."""

        def work(unit_of_work: UnitOfWork) -> tuple[Booking, ...]:
            catalogue = unit_of_work.catalogue
            actor = self._desk.person(catalogue)
            units = [
                unit.id
                for resource in catalogue.resources.values()
                if manages(actor, catalogue.platform_of(resource))
                for unit in resource.units
            ]
            found = [
                booking
                for booking in unit_of_work.bookings.requested_on(units)
                if not mine_to_decide(actor, catalogue, booking, booking.allocations, self._desk.now())
            ]
            return tuple(sorted(found, key=lambda item: (_waiting(item)[0].span, item.id)))

        return self._desk.store.read(work)

    def _review(self, unit_of_work: UnitOfWork, booking: Booking) -> Review:
        catalogue = unit_of_work.catalogue
        actor = self._desk.actor(catalogue)
        lines = planned_lines(catalogue, booking)
        waiting = _waiting(booking)
        equivalents = {
            code: tuple(other.code for other in others)
            for code, others in equivalents_of(catalogue, lines).items()
        }
        now = self._desk.now()
        about = about_booking(booking)
        case = judge_for(unit_of_work, now, about, lines, waiting, booking.zone).case(lines, waiting)
        waits = [item for item in booking.allocations if item.state is State.REQUESTED]
        meant = mine_to_decide(actor, catalogue, booking, waits, now) or tuple(waits)
        conflicts, solution, displaced = _against(unit_of_work, actor, booking, meant, now)
        return Review(
            booking=booking,
            lines=_lines(actor, catalogue, booking, now),
            conflicts=conflicts,
            solution=solution,
            violations=violations_of(case),
            checks=checks_of(case),
            surroundings=board_of(
                self._desk,
                unit_of_work,
                _around(waiting[0], booking),
                resources={*equivalents, *(code for others in equivalents.values() for code in others)},
            ),
            equivalents=equivalents,
            record=self._record(unit_of_work, booking),
            deadline=next_deadline(catalogue, booking, meant, now),
            displaced=displaced,
            later=0 if conflicts else _give_way_at_last(unit_of_work, booking, meant, now),
        )

    def _record(self, unit_of_work: UnitOfWork, booking: Booking) -> OrganiserRecord:
        now = self._desk.now()
        found = unit_of_work.bookings.search(
            since=record_since(now, booking.zone),
            until=now,
            persons=(unit_of_work.catalogue.persons[booking.organiser].id, []),
        )
        return record_of(found, unit_of_work.catalogue, now, booking.zone)

    def _verdict(self, unit_of_work: UnitOfWork, booking: Booking) -> str:
        catalogue = unit_of_work.catalogue
        mine = mine_to_decide(
            self._desk.actor(catalogue), catalogue, booking, booking.allocations, self._desk.now()
        )
        try:
            granted = grant(unit_of_work, booking, mine, self._desk.now())
        except BookingConflict:
            return "conflict"
        lines = planned_lines(catalogue, booking)
        about, waiting = about_booking(booking), _waiting(booking)
        broken = violations_for(unit_of_work, self._desk.now(), about, lines, waiting, booking.zone)
        return "warning" if broken or granted.displaced else "ok"


def _waiting(booking: Booking) -> tuple[Occurrence, ...]:
    """The dates at which something waits, in order of time; all dates where nothing does."""
    numbers = {item.occurrence for item in booking.allocations if item.state is State.REQUESTED}
    dates = [item for item in booking.occurrences if item.number in numbers] or booking.occurrences
    return tuple(sorted(dates, key=lambda item: item.span))


def _lines(actor: Actor, catalogue: Catalogue, booking: Booking, now: datetime) -> tuple[ReviewLine, ...]:
    awaiting = awaited(catalogue, booking, now)
    mine = {item.line for item in mine_to_decide(actor, catalogue, booking, booking.allocations, now)}
    return tuple(
        ReviewLine(
            line,
            catalogue.resources[line.resource],
            status_of(item.state for item in booking.allocations if item.line == line.number),
            *awaiting.get(line.number, ("", ())),
            mine=line.number in mine,
        )
        for line in booking.lines
    )


def _against(
    unit_of_work: UnitOfWork, actor: Actor, booking: Booking, meant: Sequence[Allocation], now: datetime
) -> tuple[tuple[Conflict, ...], Alternative | None, tuple[Displaced, ...]]:
    """Who stands against approving what is meant, the nearest way out, and what those who give way could have."""
    catalogue = unit_of_work.catalogue
    try:
        asked = [item for item in meant if not item.holds]
        units, _ = units_for_competing(unit_of_work, booking, asked, now)
        granted = grant(unit_of_work, booking, meant, now)
    except BookingConflict as refusal:
        return refusal.conflicts, _equivalent(unit_of_work, booking, refusal.conflicts, now), ()
    taken, instead = _other_units(unit_of_work, booking, [item for item in meant if item.id in units], units)
    displaced = displaced_by(unit_of_work, now, granted, actor.login)
    return (*taken, *granted.conflicts(catalogue)), instead, displaced


def _give_way_at_last(
    unit_of_work: UnitOfWork, booking: Booking, meant: Sequence[Allocation], now: datetime
) -> int:
    """How many requests give way once every step is granted, as this one may be the first of several."""
    numbers = {item.id for item in meant}
    try:
        while True:
            waits = [item for item in booking.allocations if item.id in numbers]
            granted = grant(unit_of_work, booking, waits, now)
            booking = granted.booking
            numbers = {item.id for item in booking.allocations if item.id in numbers and not item.holds}
            if not numbers or granted.displaced:
                return len(granted.displaced)
    except BookingConflict:
        return 0


def _other_units(
    unit_of_work: UnitOfWork, booking: Booking, asked: Sequence[Allocation], units: Mapping[int, int]
) -> tuple[tuple[Conflict, ...], Alternative | None]:
    """Who has taken the units asked for, where approving would give others of the pool."""
    catalogue = unit_of_work.catalogue
    changed = [item for item in asked if units[item.id] != item.unit_id]
    occupancy = unit_of_work.occupancy((item.unit_id, item.occupied) for item in changed)
    dates = {item.number: item for item in booking.occurrences}
    conflicts = tuple(
        Conflict(
            resource=catalogue.resource_of_unit[item.unit_id].code,
            unit=catalogue.unit_by_id[item.unit_id].name,
            occurrence=dates[item.occurrence].day(booking.zone),
            kind=ConflictKind.HARD,
            holder=other.holder,
            span=other.span,
            title=other.title,
            line=item.line,
        )
        for item in changed
        for other in occupancy.over(item.unit_id, item.occupied)
    )
    if not conflicts:
        return (), None
    first = next(item for item in changed if item.line == conflicts[0].line)
    return conflicts, Alternative(
        AlternativeKind.UNIT,
        dates[first.occurrence].span,
        resource=conflicts[0].resource,
        unit=catalogue.unit_by_id[units[first.id]].name,
    )


def _equivalent(
    unit_of_work: UnitOfWork, booking: Booking, conflicts: Sequence[Conflict], now: datetime
) -> Alternative | None:
    """A resource that can take the place of the one that is taken, at all dates that are still alive."""
    catalogue = unit_of_work.catalogue
    taken = {conflict.resource for conflict in conflicts}
    if len(taken) != 1:
        return None
    (code,) = taken
    dates = [
        item
        for item in booking.occurrences
        if any(given.state in LIVE for given in booking.allocations_of(item))
    ]
    lines = [line for line in planned_lines(catalogue, booking) if line.resource.code == code]
    return next(free_equivalents(unit_of_work, now, booking, dates, lines), None)


def _around(first: Occurrence, booking: Booking) -> TimeSpan:
    """From the day before to the day after."""
    begin, end = wall_time(first.span.start, booking.zone), wall_time(first.span.end, booking.zone)
    midnight = time()
    return TimeSpan(
        localize(datetime.combine(begin.date() - timedelta(days=1), midnight), booking.zone),
        localize(datetime.combine(end.date() + timedelta(days=2), midnight), booking.zone),
    )
