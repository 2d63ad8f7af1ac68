"""What those who give way to an approved request could have instead: the nearest ways out, none of them promised twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import Alternative, AlternativeKind
from platform_booking.domain.booking import LIVE
from platform_booking.domain.conflicts import Occupancy, Occupied
from platform_booking.domain.planning import PlannedLine, make_plan
from platform_booking.services.judging import about_booking
from platform_booking.services.moving import (
    Move,
    live_ids,
    moved_occurrences,
    needs_still_alive,
    wish_of_move,
)
from platform_booking.services.planner import occupancy_around
from platform_booking.services.proposals import Proposal
from platform_booking.services.versions import is_movable, planned_lines
from platform_booking.services.ways_out import ways_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.planning import Plan, Wish
    from platform_booking.services.granting import Granted
    from platform_booking.storage.unit_of_work import UnitOfWork

Pairs = frozenset[tuple[int, int]]
"""(line, date), by their numbers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that would do instead."""

    ways: tuple[tuple[date | None, Alternative], ...]
    """Date → its way out; no date: for all that was lost."""
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Displaced:
    """A booking that gives way, and what it could have instead, the nearest first."""

    before: Booking
    booking: Booking
    occurrences: tuple[date, ...]
    """The dates at which it loses something."""
    offers: tuple[Offer, ...]


def displaced_by(
    unit_of_work: UnitOfWork, now: datetime, granted: Granted, author: str
) -> tuple[Displaced, ...]:
    """Everybody who gives way, in the order in which they asked; ``author`` makes the offers. Nothing is written."""
    held = {item.id for item in granted.before.allocations if item.holds}
    taken = [
        Occupied(item.unit_id, item.occupied, granted.booking.ref)
        for item in granted.booking.allocations
        if item.holds and item.id not in held
    ]
    gone = granted.others.moved
    taken += [
        Occupied(item.unit_id, item.occupied, after.ref)
        for _, after in granted.others.pairs
        for item in after.allocations
        if item.id in gone
    ]
    found = []
    for before, after in sorted(granted.displaced, key=lambda pair: pair[0].id):
        lost = frozenset(
            (was.line, was.occurrence)
            for was, becomes in zip(before.allocations, after.allocations, strict=True)
            if was.state is not becomes.state
        )
        search = _Search(unit_of_work, now, before, lost, tuple(taken), gone, granted.booking.ref, author)
        offers = search.offers()
        taken += search.claimed
        numbers = {occurrence for _, occurrence in lost}
        days = [item.day(before.zone) for item in before.occurrences if item.number in numbers]
        found.append(Displaced(before, after, tuple(sorted(days)), offers))
    return tuple(found)


class _Search:
    """Looks for what one booking could have instead."""

    def __init__(
        self,
        unit_of_work: UnitOfWork,
        now: datetime,
        booking: Booking,
        lost: Pairs,
        taken: tuple[Occupied, ...],
        gone: frozenset[int],
        rival: str,
        author: str,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._now = now
        self._booking = booking
        self._lost = lost
        self._taken = taken
        self._gone = gone
        """Allocations that are on another unit by then: in ``taken``."""
        self._rival = rival
        self._author = author
        self.claimed: tuple[Occupied, ...] = ()
        """What the nearest offer would take: not to be offered to the next one too."""

    def offers(self) -> tuple[Offer, ...]:
        """For a whole booking or one date each way out; for some dates of many the nearest one of each, together."""
        booking = self._booking
        coming = [item for item in booking.occurrences if is_movable(booking, item, self._now)]
        numbers = {occurrence for _, occurrence in self._lost}
        dates = sorted((item for item in coming if item.number in numbers), key=lambda item: item.span)
        if not dates:
            return ()
        if len(dates) == len(coming) or len(dates) == 1:
            found = self._ways(dates, day=None if len(dates) == len(coming) else dates[0].day(booking.zone))
            self.claimed = found[0][1] if found else ()
            return tuple(offer for offer, _ in found)
        nearest = [ways[0] for date in dates if (ways := self._ways([date], day=date.day(booking.zone)))]
        if not nearest:
            return ()
        self.claimed = tuple(item for _, claimed in nearest for item in claimed)
        return (self._together([offer for offer, _ in nearest]),)

    def _together(self, offers: Sequence[Offer]) -> Offer:
        spans = {number: span for offer in offers for number, span in offer.proposal.spans.items()}
        again = tuple(pair for offer in offers for pair in offer.proposal.again)
        ways = tuple(way for offer in offers for way in offer.ways)
        return Offer(ways, Proposal(self._author, spans, {}, again, self._rival))

    def _ways(
        self, dates: Sequence[Occurrence], day: date | None
    ) -> list[tuple[Offer, tuple[Occupied, ...]]]:
        """Ways out for these dates together, each planned once more as it would be carried out."""
        booking = self._booking
        lines = self._lines_alive(dates)
        leaving = live_ids(booking, dates, {line.line.number for line in lines}, self._now) | self._gone
        wish = wish_of_move(booking, lines, dates)
        found = []
        for way in self._ways_out(wish, leaving):
            proposal = self._proposal(way, dates)
            plan = proposal and self._planned(proposal, lines, dates, leaving)
            if proposal and plan and plan.fits:
                claimed = tuple(
                    Occupied(item.unit_id, item.need.occupied, booking.ref) for item in plan.allocations
                )
                found.append((Offer(((day, way),), proposal), claimed))
        return found

    def _ways_out(self, wish: Wish, leaving: frozenset[int]) -> tuple[Alternative, ...]:
        about = about_booking(self._booking)
        return ways_out(self._unit_of_work, self._now, wish, about, leaving=leaving, taken=self._taken)

    def _lines_alive(self, dates: Sequence[Occurrence]) -> tuple[PlannedLine, ...]:
        numbers = {item.number for item in dates}
        alive = {
            item.line
            for item in self._booking.allocations
            if item.occurrence in numbers and item.state in LIVE
        }
        lines = planned_lines(self._unit_of_work.catalogue, self._booking)
        return tuple(line for line in lines if line.line.number in alive)

    def _proposal(self, way: Alternative, dates: Sequence[Occurrence]) -> Proposal | None:
        """What taking that way would do to the booking; None where it could not be offered."""
        numbers = {item.number for item in dates}
        again = tuple(sorted(pair for pair in self._lost if pair[1] in numbers))
        if way.kind is AlternativeKind.TIME:
            to = Move(way.span.start, way.span.end)
            moved = moved_occurrences(self._booking, dates, to)
            return Proposal(self._author, {item.number: item.span for item in moved}, {}, again, self._rival)
        whole = len(dates) == len(self._booking.occurrences) and not (way.moved or way.skip)
        if way.kind is AlternativeKind.RESOURCE and whole:
            lost = {line for line, _ in again}
            instead = {
                line.number: way.resource
                for line in self._booking.lines
                if line.resource == way.instead_of and line.number in lost
            }
            return Proposal(self._author, {}, instead, again, self._rival) if instead else None
        return None

    def _planned(
        self,
        proposal: Proposal,
        lines: Sequence[PlannedLine],
        dates: Sequence[Occurrence],
        leaving: frozenset[int],
    ) -> Plan:
        """The proposal as it would be carried out, beside everybody else and what was offered to others."""
        resources = self._unit_of_work.catalogue.resources
        spans = proposal.spans
        moved = [replace(item, span=spans.get(item.number, item.span)) for item in dates]
        wanted = [
            PlannedLine(replace(line.line, resource=code), resources[code])
            if (code := proposal.instead.get(line.line.number))
            else line
            for line in lines
        ]
        needs = needs_still_alive(self._booking, wanted, moved, self._now)
        claimed = [item.span for item in self._taken]
        occupancy = occupancy_around(self._unit_of_work, needs, needs, self._now, claimed)
        beside = Occupancy((*(item for item in occupancy if item.allocation_id not in leaving), *self._taken))
        return make_plan(needs, beside, self._booking.zone, repack=True)
