"""Would it fit here? One date's answer, line by line: what a drag shows at every move, and a preview at every date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Occurrence
from platform_booking.domain.packing import THOROUGH
from platform_booking.domain.planning import competing, make_plan, needs_of, partner_conflicts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Conflict, Occupancy
    from platform_booking.domain.planning import Need, Plan, PlannedLine
    from platform_booking.domain.repacking import UnitMove
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.timetables import PartnerEvent


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """One line at one date."""

    line: int
    resource: str
    """Code."""
    use: TimeSpan
    occupied: TimeSpan
    quantity: int
    free: int
    """Units that this line could have; fewer than ``quantity`` when it does not fit."""
    units: tuple[int, ...]
    """Units it would be given; none when it does not fit."""
    conflicts: tuple[Conflict, ...] = ()
    """Who is in the way. The holder is empty where another line of the same booking is."""
    competing: tuple[Conflict, ...] = ()
    """Open requests for the units it would be given."""
    repacked: tuple[UnitMove, ...] = ()
    """Others that go to another unit of the pool to make room for it."""

    @property
    def fits(self) -> bool:
        """Whether there are units enough."""
        return len(self.units) == self.quantity


@dataclass(frozen=True, slots=True)
class Verdict:
    """All lines at one date."""

    span: TimeSpan
    lines: tuple[LineVerdict, ...]

    @property
    def fits(self) -> bool:
        """Whether every line fits: all of them, or none is booked."""
        return all(line.fits for line in self.lines)


def judge(
    lines: Sequence[PlannedLine],
    span: TimeSpan,
    zone: ZoneInfo,
    occupancy: Occupancy,
    *,
    partner: str = "",
    noted: Sequence[PartnerEvent] = (),
) -> Verdict:
    """What the planner says of these lines at this one date, the very word that booking would have. Line numbers must differ.

    ``occupancy`` must hold everything that overlaps the lines' occupied spans on their candidates; whoever in it is
    movable may be given another unit, so it must also hold what overlaps those. It takes about a millisecond; some tenths of
    a second where many in a large pool are tied to their units. ``noted`` is what timetables of partners have then, of
    which those of ``partner`` (code), for whom it is booked, speak too.
    """
    needs = needs_of(lines, (Occurrence(1, span.start, span),), zone)
    plan = make_plan(needs, occupancy, zone, repack=True, effort=THOROUGH)
    conflicts = plan.conflicts
    if not plan.fits:  # lines that fit keep their units beside those that do not
        failing = {conflict.line for conflict in conflicts} | _too_large(needs)
        fitting = [need for need in needs if need.wish.line.number not in failing]
        plan = make_plan(fitting, occupancy, zone, repack=True, effort=THOROUGH)
    rivals = competing(plan, occupancy, zone)
    rivals = (*rivals, *partner_conflicts(plan, noted, partner, zone, rivals))
    return Verdict(span, tuple(_line_verdict(need, plan, conflicts, rivals, occupancy) for need in needs))


def _too_large(needs: Sequence[Need]) -> set[int]:
    return {need.wish.line.number for need in needs if need.wish.line.quantity > len(need.wish.candidates)}


def _line_verdict(
    need: Need, plan: Plan, conflicts: Sequence[Conflict], rivals: Sequence[Conflict], occupancy: Occupancy
) -> LineVerdict:
    number = need.wish.line.number
    taken_beside = {
        given.unit_id
        for given in plan.allocations
        if given.need.wish.line.number != number and given.need.occupied.overlaps(need.occupied)
    }
    return LineVerdict(
        line=number,
        resource=need.wish.resource.code,
        use=need.use,
        occupied=need.occupied,
        quantity=need.wish.line.quantity,
        free=sum(
            unit.id not in taken_beside and occupancy.is_free(unit.id, need.occupied)
            for unit in need.wish.candidates
        ),
        units=tuple(given.unit_id for given in plan.allocations if given.need.wish.line.number == number),
        conflicts=tuple(conflict for conflict in conflicts if conflict.line == number),
        competing=tuple(rival for rival in rivals if rival.line == number),
        repacked=tuple(move for move in plan.moves if move.resource == need.wish.resource.code),
    )
