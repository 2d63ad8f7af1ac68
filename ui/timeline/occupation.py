"""How much of each day's open hours is taken, over all units that are listed. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.catalogue import Category
from ui.timeline.axis import at_minute

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.catalogue import Catalogue
    from ui.timeline.axis import Hours, TimeAxis


def occupation(
    bars: Iterable[PlannedBar], catalogue: Catalogue, axis: TimeAxis, hours: Hours, platforms: frozenset[str]
) -> dict[date, int]:
    """Working day → percent of unit-hours held. ``platforms``: codes that count; none means all."""
    counted = {
        resource.id: len(resource.active_units)
        for resource in catalogue.resources.values()
        if resource.active
        and resource.category != Category.STAFF
        and (not platforms or resource.platform in platforms)
    }
    units = sum(counted.values())
    days = [
        (mark.day, at_minute(mark.day, hours.opens, axis.zone), at_minute(mark.day, hours.closes, axis.zone))
        for mark in axis.days
        if mark.works
    ]
    if not units or not days:
        return {}
    taken = _taken((bar for bar in bars if bar.holds and bar.resource_id in counted), days)
    return {
        day: round(100 * seconds / (units * (closes - opens)))
        for (day, opens, closes), seconds in zip(days, taken, strict=True)
    }


def _taken(bars: Iterable[PlannedBar], days: Sequence[tuple[date, int, int]]) -> list[float]:
    taken = [0.0] * len(days)
    for bar in bars:
        start, end = bar.use.start.timestamp(), bar.use.end.timestamp()
        for number, (_, opens, closes) in enumerate(days):
            if start < closes and opens < end:
                taken[number] += min(end, closes) - max(start, opens)
    return taken
