"""Planning against a real store: what is free for a wish, and what else would be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.alternatives import Alternative, find_alternatives, reach_of
from platform_booking.domain.conflicts import Occupancy
from platform_booking.domain.planning import Need, Plan, PlannedLine, Wish, make_plan
from platform_booking.domain.rules import Case, Severity, Violation, violations_of
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.booking import Occurrence
    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.conflicts import Occupied
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

SEARCH_MARGIN: Final = timedelta(days=2)


def occupancy_for(unit_of_work: UnitOfWork, needs: Sequence[Need]) -> Occupancy:
    """Everything that overlaps the needs on the units that may serve them."""
    wanted = [(unit.id, need.occupied) for need in needs for unit in need.wish.candidates]
    return unit_of_work.occupancy(wanted, requests=any(need.wish.resource.competes for need in needs))


def plan_needs(
    unit_of_work: UnitOfWork, needs: Sequence[Need], zone: ZoneInfo, *, leaving: frozenset[int] = frozenset()
) -> tuple[Plan, Occupancy]:
    """Plan against the store as it is, as if the allocations ``leaving`` were gone."""
    occupancy = occupancy_for(unit_of_work, needs)
    if leaving:
        occupancy = Occupancy(item for item in occupancy if item.allocation_id not in leaving)
    return make_plan(needs, occupancy, zone), occupancy


def plan_what_fits(
    unit_of_work: UnitOfWork, wish: Wish, beside: Sequence[Need] = ()
) -> tuple[Plan, Occupancy]:
    """The plan of the dates that fit wholly; those refused are what a request leaves out when told to.

    The occupancy also covers what is needed ``beside`` it, to look what else would do.
    The dates that fit are planned once more without the others, so that they keep to the same units where they can.
    """
    needs = wish.needs()
    occupancy = occupancy_for(unit_of_work, (*needs, *beside))
    plan = make_plan(needs, occupancy, wish.zone)
    if plan.refused and plan.occurrences:
        left_out = {occurrence.number for occurrence in plan.refused}
        again = make_plan(
            [need for need in needs if need.occurrence.number not in left_out], occupancy, wish.zone
        )
        kept = again.allocations if again.fits else plan.allocations
        plan = replace(plan, allocations=kept)
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
    desk: Desk, wish: Wish, *, leaving: frozenset[int] = frozenset()
) -> tuple[Alternative, ...]:
    """The nearest ways out for a wish that does not fit, each checked with the same planner."""
    return desk.store.read(lambda unit_of_work: ways_out(unit_of_work, desk.now(), wish, leaving=leaving))


def ways_out(
    unit_of_work: UnitOfWork,
    now: datetime,
    wish: Wish,
    *,
    leaving: frozenset[int] = frozenset(),
    taken: Sequence[Occupied] = (),
) -> tuple[Alternative, ...]:
    """As ``alternatives_for``, and as if ``taken`` were taken too."""
    equivalents = equivalents_of(unit_of_work.catalogue, wish.lines)
    resources = [item.resource for item in wish.lines]
    resources += [other for others in equivalents.values() for other in others]
    window = search_window(wish)
    units = {unit.id for resource in resources for unit in resource.active_units}
    found = unit_of_work.occupancy((unit_id, window) for unit_id in sorted(units))
    occupancy = Occupancy((*(item for item in found if item.allocation_id not in leaving), *taken))
    plan = make_plan(wish.needs(), occupancy, wish.zone)
    return find_alternatives(wish, plan, occupancy, equivalents, now)


def search_window(wish: Wish) -> TimeSpan:
    """Everything that alternatives to the wish could touch."""
    needs = wish.needs()
    margin = SEARCH_MARGIN + max(need.occupied.length for need in needs)
    return TimeSpan(
        min(need.occupied.start for need in needs) - margin,
        max(need.occupied.end for need in needs) + reach_of(wish) + margin,
    )


def violations_for(
    desk: Desk,
    catalogue: Catalogue,
    lines: Sequence[PlannedLine],
    occurrences: Sequence[Occurrence],
    learners: int,
) -> tuple[Violation, ...]:
    """What the rules say."""
    return violations_of(case_of(desk, catalogue, lines, occurrences, learners))


def case_of(
    desk: Desk,
    catalogue: Catalogue,
    lines: Sequence[PlannedLine],
    occurrences: Sequence[Occurrence],
    learners: int,
) -> Case:
    """What the rules look at."""
    managers = {}
    for wish in lines:
        platform = catalogue.platform_of(wish.resource)
        managers[wish.resource.code] = (*platform.managers, *platform.deputies) if platform else ()
    return Case(lines, occurrences, learners, desk.now(), managers)


def refusing(violations: Iterable[Violation], overridden_by: str | None) -> tuple[Violation, ...]:
    """Those that stand: all that refuse, and those to be overridden, unless ``overridden_by`` may."""
    return tuple(
        violation
        for violation in violations
        if violation.severity is Severity.REFUSE
        or (violation.severity is Severity.OVERRIDE and overridden_by not in violation.who_can)
    )
