"""A booking at other times: its dates, allocations, approvals and rule after a move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_decide
from platform_booking.domain.booking import LIVE, Action, Allocation, State, next_state
from platform_booking.domain.planning import Wish, needs_of
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.requests import When, length_of, read_when
from platform_booking.services.versions import changed_booking

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime, timedelta

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking, Line, Occurrence
    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.planning import Need, Plan, PlannedLine
    from platform_booking.domain.rules import Violation


@dataclass(frozen=True, slots=True)
class Move:
    """Where to: a new start of the first date meant, and a new end when the length changes too."""

    start: When
    end: When | None = None
    length: Lapse | None = None
    of: date | None = None
    """The date that goes there when several are meant, by its day; None: the one that was named, or the first."""


class DoesNotFit(Exception):
    """Leaves the transaction before ways out are looked for: nobody waits for that."""

    def __init__(
        self,
        booking: Booking,
        reason: Plan | tuple[Violation, ...],
        wish: Wish,
        leaving: frozenset[int],
        lived_with: tuple[Violation, ...],
    ) -> None:
        super().__init__()
        self.booking = booking
        self.reason = reason
        """The plan in which something is in the way, or the rules that say no."""
        self.wish = wish
        self.leaving = leaving
        self.lived_with = lived_with
        """Rules that the booking breaks as it is."""


def live_ids(
    booking: Booking, meant: Sequence[Occurrence], lines: Collection[int], now: datetime
) -> frozenset[int]:
    """The allocations of these lines at these dates that leave their places: a campaign's lines that are over stay."""
    numbers = {occurrence.number for occurrence in meant}
    return frozenset(
        item.id
        for item in booking.allocations
        if item.occurrence in numbers and item.line in lines and item.state in LIVE and item.use.end > now
    )


def moved_occurrences(booking: Booking, meant: Sequence[Occurrence], to: Move) -> tuple[Occurrence, ...]:
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


def needs_still_alive(
    booking: Booking, lines: Sequence[PlannedLine], moved: Sequence[Occurrence], now: datetime
) -> tuple[Need, ...]:
    """Needs of the moved dates, without lines that were declined or cancelled there, or are over."""
    alive = {
        (item.line, item.occurrence)
        for item in booking.allocations
        if item.state in LIVE and item.use.end > now
    }
    return tuple(
        need
        for need in needs_of(lines, moved, booking.zone)
        if (need.wish.line.number, need.occurrence.number) in alive
    )


def wish_of_move(booking: Booking, lines: tuple[PlannedLine, ...], moved: Sequence[Occurrence]) -> Wish:
    """The move as a wish of its own, to look for alternatives: a series with its rule, one date alone."""
    length = Lapse.between(moved[0].span.start, moved[0].span.end, booking.zone)
    rule = booking.recurrence if len(moved) == len(booking.occurrences) else None
    return Wish(lines, moved[0].span.start, length, booking.zone, rule)


def apply_move(
    now: datetime,
    actor: Actor,
    catalogue: Catalogue,
    booking: Booking,
    moved: Sequence[Occurrence],
    plan: Plan,
    asked_again: frozenset[int] = frozenset(),
) -> Booking:
    """The booking as planned. Lines ``asked_again`` are requested as if they were new."""
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
        there = booking.allocations_at(allocation.line, allocation.occurrence)
        others = {item.unit_id for item in there if item.state in LIVE}
        unit_id, need = kept or next(pair for pair in units if pair[0] not in others)
        units.remove((unit_id, need))
        line = lines[allocation.line]
        again = line.number in asked_again
        allocations.append(placed(now, actor, catalogue, line, allocation, unit_id, need, again=again))
    spans = {occurrence.number: occurrence for occurrence in moved}
    occurrences = tuple(spans.get(item.number, item) for item in booking.occurrences)
    after = changed_booking(booking, now, allocations=tuple(allocations), occurrences=occurrences)
    return after if after.occurrences == booking.occurrences else _with_moved_rule(booking, after)


def placed(
    now: datetime,
    actor: Actor,
    catalogue: Catalogue,
    line: Line,
    allocation: Allocation,
    unit_id: int,
    need: Need,
    *,
    again: bool = False,
) -> Allocation:
    """The allocation at another time or on another unit: approved still if that was approved, else asked for again.

    ``again`` where it is another resource, which nobody has granted yet.
    """
    made = _moved_allocation(now, actor, catalogue, line, allocation, unit_id, need)
    return _asked_again(made, allocation.state, catalogue.resources[line.resource]) if again else made


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


def _asked_again(made: Allocation, state: State, resource: Resource) -> Allocation:
    """On a resource that nobody has granted yet."""
    wanted = State.REQUESTED if resource.approval else State.APPROVED
    if state is not wanted:
        state = next_state(state, Action.ASK_AGAIN if wanted is State.REQUESTED else Action.APPROVE)
    return replace(made, state=state, granted=0, holds=not (resource.approval and resource.competes))


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
