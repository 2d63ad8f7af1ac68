"""A booking that loses units to a breakdown, as it is afterwards: elsewhere, at another time, or without them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE, Action, State, next_state
from platform_booking.domain.planning import Plan, PlannedAllocation
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.use import begun
from platform_booking.services.cascade import ProposalKind
from platform_booking.services.moving import apply_move, placed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking, Line
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.affected import Affected, Place
    from platform_booking.services.cascade import Proposal


@dataclass(frozen=True, slots=True)
class Rehousing:
    """Carries out what was proposed, booking by booking, as one version of each."""

    now: datetime
    actor: Actor
    catalogue: Catalogue
    down: datetime
    """From when on the units cannot be used."""
    proposals: Mapping[Place, Proposal]
    plan: Plan
    """Its moves also concern other dates of those affected, which make room."""

    def of(self, group: Sequence[Affected]) -> Booking:
        """The booking with all that becomes of it."""
        before = after = group[0].booking
        moved: set[int] = set()
        for item in group:
            proposal = self.proposals.get(item.place)
            if proposal is None:
                after = self._without_turnaround(after, item)
                continue
            match proposal.kind:
                case ProposalKind.NONE:
                    after = self._without(after, item)
                case ProposalKind.UNIT:
                    after = self._on_other_units(after, item, proposal)
                case ProposalKind.TIME if item.occurrence.number not in moved:
                    moved.add(item.occurrence.number)
                    after = self._at_another_time(after, item, proposal)
        after = self._exchanged(after, group)
        after = self._making_room(after)
        return replace(after, version=before.version + 1, sequence=before.sequence + 1, changed_at=self.now)

    def _at_another_time(self, booking: Booking, item: Affected, proposal: Proposal) -> Booking:
        assert proposal.span is not None
        moved = replace(item.occurrence, span=proposal.span)
        plan = Plan(tuple(PlannedAllocation(need, unit) for need, unit in proposal.given), (), (moved,), ())
        return apply_move(self.now, self.actor, self.catalogue, booking, [moved], plan)

    def _on_other_units(self, booking: Booking, item: Affected, proposal: Proposal) -> Booking:
        made = self._placed(item.line, item.allocations, proposal, again=False)
        return replace(
            booking,
            allocations=tuple(made.get(allocation.id, allocation) for allocation in booking.allocations),
        )

    def _placed(
        self, line: Line, allocations: Sequence[Allocation], proposal: Proposal, *, again: bool
    ) -> dict[int, Allocation]:
        """Key of each allocation → what it is where it goes."""
        return {
            allocation.id: placed(
                self.now, self.actor, self.catalogue, line, allocation, unit, need, again=again
            )
            for allocation, (need, unit) in zip(allocations, proposal.given, strict=True)
        }

    # --- another resource -----------------------------------------------------------------------------

    def _exchanged(self, booking: Booking, group: Sequence[Affected]) -> Booking:
        """With other resources in place of the broken one, the same for as many dates as go there.

        Where the line has other dates it stays for those, and a new line takes its place at these.
        """
        together: dict[tuple[int, str, int], list[Affected]] = {}
        for item in group:
            proposal = self.proposals.get(item.place)
            if proposal is not None and proposal.kind is ProposalKind.RESOURCE:
                key = (item.line.number, proposal.resource, len(item.cell))
                together.setdefault(key, []).append(item)
        for (number, resource, quantity), items in together.items():
            line = replace(items[0].line, resource=resource, quantity=quantity, unit=None)
            here = {allocation.id for item in items for allocation in item.cell}
            if here == {allocation.id for allocation in booking.allocations if allocation.line == number}:
                booking = self._with_line_changed(booking, line, items)
            else:
                new = replace(line, number=max(other.number for other in booking.lines) + 1)
                booking = self._with_line_beside(booking, new, items)
        return booking

    def _with_line_changed(self, booking: Booking, line: Line, items: Sequence[Affected]) -> Booking:
        made = self._all_placed(line, items)
        return replace(
            booking,
            lines=tuple(line if other.number == line.number else other for other in booking.lines),
            allocations=tuple(made.get(item.id, item) for item in booking.allocations),
        )

    def _with_line_beside(self, booking: Booking, line: Line, items: Sequence[Affected]) -> Booking:
        made = self._all_placed(line, items)
        given_up = tuple(
            replace(item, state=next_state(item.state, Action.CANCEL), holds=False, changed_at=self.now)
            if item.id in made
            else item
            for item in booking.allocations
        )
        new = tuple(replace(item, id=0, line=line.number) for item in made.values())
        return replace(booking, lines=(*booking.lines, line), allocations=(*given_up, *new))

    def _all_placed(self, line: Line, items: Sequence[Affected]) -> dict[int, Allocation]:
        made: dict[int, Allocation] = {}
        for item in items:
            made |= self._placed(line, item.cell, self.proposals[item.place], again=True)
        return made

    # --- where it stays, and where it goes nowhere ----------------------------------------------------

    def _making_room(self, booking: Booking) -> Booking:
        """Its other dates may change unit as well."""
        to = {move.allocation_id: move.unit_to for move in self.plan.moves if move.holder == booking.ref}
        return replace(
            booking,
            allocations=tuple(
                replace(item, unit_id=to[item.id], changed_at=self.now)
                if item.id in to and item.state in LIVE
                else item
                for item in booking.allocations
            ),
        )

    def _without(self, booking: Booking, item: Affected) -> Booking:
        lost = {allocation.id for allocation in item.allocations}
        return replace(
            booking,
            allocations=tuple(
                self._ended(allocation) if allocation.id in lost else allocation
                for allocation in booking.allocations
            ),
        )

    def _without_turnaround(self, booking: Booking, item: Affected) -> Booking:
        """Its use is over; what would come after it cannot be done on a unit that is down."""
        cut = {
            allocation.id: replace(
                allocation, occupied=TimeSpan(allocation.occupied.start, self.down), changed_at=self.now
            )
            for allocation in item.allocations
            if allocation.occupied.end > self.down
        }
        allocations = tuple(cut.get(allocation.id, allocation) for allocation in booking.allocations)
        return replace(booking, allocations=allocations)

    def _ended(self, allocation: Allocation) -> Allocation:
        """Cancelled; what is in use ends when the unit went down."""
        if allocation.state is not State.IN_USE:
            state = next_state(allocation.state, Action.CANCEL)
            return replace(allocation, state=state, holds=False, changed_at=self.now)
        since = begun(allocation)
        return replace(
            allocation,
            state=next_state(allocation.state, Action.COMPLETE),
            holds=False,
            actual_from=since,
            actual_until=max(since, min(self.down, self.now)),
            changed_at=self.now,
        )
