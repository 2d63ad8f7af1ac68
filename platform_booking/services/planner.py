"""Planning against a real store: what is free for a wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.conflicts import Occupancy
from platform_booking.domain.packing import THOROUGH
from platform_booking.domain.planning import Need, Plan, PlannedLine, Wish, make_plan
from platform_booking.domain.timespan import TimeSpan, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.storage.unit_of_work import UnitOfWork


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
    occupancy = without(occupancy_for(unit_of_work, needs), leaving)
    plan = make_plan(needs, occupancy, zone)
    pooled = _pooled(plan, needs)
    if pooled and now is not None:
        wider = without(occupancy_around(unit_of_work, needs, pooled, now), leaving)
        plan = make_plan(needs, wider, zone, repack=True, effort=THOROUGH)
    return plan, occupancy


def without(occupancy: Occupancy, leaving: frozenset[int]) -> Occupancy:
    """The same as if these allocations were gone."""
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
