"""Planning against a real store: what is free for a wish, and what else would be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.alternatives import Alternative, find_alternatives, reach_of
from platform_booking.domain.conflicts import Occupancy
from platform_booking.domain.packing import THOROUGH
from platform_booking.domain.planning import Need, Plan, PlannedLine, Wish, make_plan
from platform_booking.domain.rules import TIMELESS_CODES
from platform_booking.domain.timespan import TimeSpan, union
from platform_booking.services.admission import Admission
from platform_booking.services.judging import judge_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.conflicts import Occupied
    from platform_booking.domain.rules import About, Violation
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

SEARCH_MARGIN: Final = timedelta(days=2)


def occupancy_for(unit_of_work: UnitOfWork, needs: Sequence[Need]) -> Occupancy:
    """Everything that overlaps the needs on the units that may serve them."""
    wanted = [(unit.id, need.occupied) for need in needs for unit in need.wish.candidates]
    return unit_of_work.occupancy(wanted, requests=any(need.wish.resource.competes for need in needs))


def plan_needs(
    unit_of_work: UnitOfWork,
    needs: Sequence[Need],
    zone: ZoneInfo,
    *,
    leaving: frozenset[int] = frozenset(),
    now: datetime | None = None,
) -> tuple[Plan, Occupancy]:
    """Plan against the store as it is, as if the allocations ``leaving`` were gone.

    With ``now``, where no unit of a pool is free throughout, others that begin later are given other units if that makes
    room: ``Plan.moves``, which must be carried out together with the plan (``services.reassigning``).
    """
    occupancy = _without(occupancy_for(unit_of_work, needs), leaving)
    plan = make_plan(needs, occupancy, zone)
    pooled = _pooled(plan, needs)
    if pooled and now is not None:
        wider = _without(occupancy_around(unit_of_work, needs, pooled, now), leaving)
        plan = make_plan(needs, wider, zone, repack=True, effort=THOROUGH)
    return plan, occupancy


def _without(occupancy: Occupancy, leaving: frozenset[int]) -> Occupancy:
    if not leaving:
        return occupancy
    return Occupancy(item for item in occupancy if item.allocation_id not in leaving)


def _pooled(plan: Plan, needs: Sequence[Need]) -> list[Need]:
    """Needs on resources with units to exchange, where one of those is why a date does not fit.

    All of them, not only those that fail: once others have changed units, another date may have to make room as well.
    """
    pooled = [need for need in needs if len(need.wish.resource.active_units) > 1]
    failing = {conflict.resource for conflict in plan.conflicts}
    return pooled if any(need.wish.resource.code in failing for need in pooled) else []


def occupancy_around(
    unit_of_work: UnitOfWork,
    needs: Sequence[Need],
    pooled: Sequence[Need],
    now: datetime,
    beside: Iterable[TimeSpan] = (),
) -> Occupancy:
    """As ``occupancy_for``, and on the pools also everybody who might have to move, and whoever overlaps those.

    The windows, also those ``beside``, grow until nobody in them who could move reaches out of them.
    """
    windows: dict[int, list[TimeSpan]] = {}
    also = tuple(beside)
    for need in pooled:
        for unit in need.wish.resource.active_units:
            windows.setdefault(unit.id, [*also]).append(need.occupied)
    pools = {need.wish.resource.code: need.wish.resource.active_units for need in pooled}
    wanted = [(unit.id, need.occupied) for need in needs for unit in need.wish.candidates]
    requests = any(need.wish.resource.competes for need in needs)
    while True:
        spans = [(unit, span) for unit, found in windows.items() for span in union(found)]
        occupancy = unit_of_work.occupancy((*wanted, *spans), requests=requests, movable_after=now)
        grown = False
        for units in pools.values():
            grown = _grow(windows, [unit.id for unit in units], occupancy) or grown
        if not grown:
            return occupancy


def _grow(windows: dict[int, list[TimeSpan]], units: Sequence[int], occupancy: Occupancy) -> bool:
    """Widen a pool's windows, by their own length, where somebody who could move reaches out; whether any was."""
    known = union(windows[units[0]])
    reaching = [item.span for unit in units for item in occupancy.of(unit) if item.movable]
    wider = []
    for window in known:
        over = [span for span in reaching if span.overlaps(window)]
        start, end = (
            min((s.start for s in over), default=window.start),
            max((s.end for s in over), default=window.end),
        )
        before = window.length if start < window.start else timedelta()
        after = window.length if end > window.end else timedelta()
        wider.append(TimeSpan(min(start, window.start) - before, max(end, window.end) + after))
    for unit in units:
        windows[unit] = wider
    return union(wider) != known


def plan_what_fits(
    unit_of_work: UnitOfWork, wish: Wish, beside: Sequence[Need] = (), *, now: datetime | None = None
) -> tuple[Plan, Occupancy]:
    """The plan of the dates that fit wholly; those refused are what a request leaves out when told to.

    The occupancy also covers what is needed ``beside`` it, to look what else would do.
    ``now`` as for ``plan_needs``. The dates that fit are planned once more without the others, so that they keep to the same units where they can.
    """
    needs = wish.needs()
    occupancy = occupancy_for(unit_of_work, (*needs, *beside))
    plan = make_plan(needs, occupancy, wish.zone)
    pooled = _pooled(plan, needs) if now is not None else []
    if pooled and now is not None:
        occupancy = occupancy_around(unit_of_work, (*needs, *beside), pooled, now)
        plan = make_plan(needs, occupancy, wish.zone, repack=True, effort=THOROUGH)
    if plan.refused and plan.occurrences:
        left_out = {occurrence.number for occurrence in plan.refused}
        kept = [need for need in needs if need.occurrence.number not in left_out]
        again = make_plan(kept, occupancy, wish.zone, repack=bool(pooled), effort=THOROUGH)
        if again.fits:
            plan = replace(plan, allocations=again.allocations, moves=again.moves)
    return plan, occupancy


def equivalents_of(catalogue: Catalogue, lines: Iterable[PlannedLine]) -> dict[str, tuple[Resource, ...]]:
    """What each resource may be exchanged for, as the catalogue declares it."""
    return {
        wish.resource.code: tuple(
            catalogue.resources[code]
            for code in wish.resource.equivalent_to
            if code in catalogue.resources and catalogue.resources[code].active
        )
        for wish in lines
    }


def alternatives_for(
    desk: Desk,
    wish: Wish,
    about: About,
    *,
    leaving: frozenset[int] = frozenset(),
    overridden_by: str | None = None,
    lived_with: Sequence[Violation] = (),
) -> tuple[Alternative, ...]:
    """The nearest ways out for a wish that does not fit or that a rule refuses.

    Each is checked with the same planner and the same rules, those set aside that ``overridden_by`` may, and as far as
    it makes nothing worse than what a booking already lives with.
    """
    return desk.store.read(
        lambda unit_of_work: ways_out(
            unit_of_work,
            desk.now(),
            wish,
            about,
            leaving=leaving,
            overridden_by=overridden_by,
            lived_with=lived_with,
        )
    )


def ways_out(
    unit_of_work: UnitOfWork,
    now: datetime,
    wish: Wish,
    about: About,
    *,
    leaving: frozenset[int] = frozenset(),
    taken: Sequence[Occupied] = (),
    overridden_by: str | None = None,
    lived_with: Sequence[Violation] = (),
) -> tuple[Alternative, ...]:
    """As ``alternatives_for``, and as if ``taken`` were taken too."""
    equivalents = equivalents_of(unit_of_work.catalogue, wish.lines)
    resources = [item.resource for item in wish.lines]
    resources += [other for others in equivalents.values() for other in others]
    window = search_window(wish)
    units = {unit.id for resource in resources for unit in resource.active_units}
    found = unit_of_work.occupancy(((unit_id, window) for unit_id in sorted(units)), movable_after=now)
    found = known_within(window, _without(found, leaving))
    occupancy = Occupancy((*found, *taken)) if taken else found
    plan = make_plan(wish.needs(), occupancy, wish.zone, repack=True)
    every_line = [*wish.lines, *(PlannedLine(wish.lines[0].line, item) for item in resources)]
    judge = judge_for(unit_of_work, now, about, every_line, wish.occurrences(), wish.zone, window)
    own = judge.violations(wish.lines, wish.occurrences())
    admission = Admission(judge, own, lived_with, overridden_by)
    refused = admission.broken(own)
    troubled = {item.where for item in refused if item.where in equivalents}
    if any(item.code in TIMELESS_CODES and item.where not in troubled for item in refused):
        return ()  # nothing that is changed here would help
    broken_days = {day for item in refused for day in item.params.get("dates", ())}
    return find_alternatives(
        wish,
        plan,
        occupancy,
        equivalents,
        now,
        admission.admits,
        admission.welcomes,
        troubled,
        broken_days,
    )


def known_within(window: TimeSpan, occupancy: Occupancy) -> Occupancy:
    """The same, where only those may change unit whose whole time was looked at."""
    return Occupancy(
        replace(item, movable=False) if item.movable and not window.contains(item.span) else item
        for item in occupancy
    )


def search_window(wish: Wish) -> TimeSpan:
    """Everything that alternatives to the wish could touch."""
    needs = wish.needs()
    margin = SEARCH_MARGIN + max(need.occupied.length for need in needs)
    return TimeSpan(
        min(need.occupied.start for need in needs) - margin,
        max(need.occupied.end for need in needs) + reach_of(wish) + margin,
    )
