"""What the strip around a request lists: the units it asks for, and those that could take their place. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.conflicts import ConflictKind
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import PlannedBar
    from platform_booking.domain.catalogue import Catalogue, Resource, Unit
    from platform_booking.services.review import Review

ASKED: Final = "asked"
SAME_POOL: Final = "pool"
EQUIVALENT: Final = "equivalent"
MOST_ROWS: Final = 6
_MOST_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class StripRow:
    """One unit around the request."""

    resource: str
    unit: Unit
    platform: str
    role: str
    """asked, pool (a sister in the same pool) or equivalent."""
    names_unit: bool
    """Whether the resource has several units, so that the unit's name matters."""
    bars: tuple[PlannedBar, ...]
    trouble: tuple[TimeSpan, ...] = ()
    """Where somebody stands in the request's way."""
    free_at: tuple[TimeSpan, ...] = ()
    """Where the request would go, on the unit of the ready solution."""


def strip_rows(review: Review, catalogue: Catalogue) -> tuple[StripRow, ...]:
    """The units asked for first, then their sisters, then equivalents; the solution's among them."""
    by_unit: dict[int, list[PlannedBar]] = {}
    for bar in review.surroundings.bars:
        by_unit.setdefault(bar.unit_id, []).append(bar)
    rows = [
        _row(review, resource, unit, role, by_unit.get(unit.id, ()))
        for resource, unit, role in _candidates(review, catalogue)
    ]
    rows = _only_as_many_as_wanted(rows, review)
    ranked = sorted(rows, key=lambda row: (row.role != ASKED, not row.free_at))
    kept = {id(row) for row in ranked[:MOST_ROWS]}
    return tuple(row for row in rows if id(row) in kept)


def strip_days(review: Review, zone: ZoneInfo) -> tuple[datetime, int]:
    """The first midnight and how many days the strip shows."""
    start = review.surroundings.span.start.astimezone(zone)
    end = (review.surroundings.span.end - timedelta(seconds=1)).astimezone(zone)
    return start, min(_MOST_DAYS, (end.date() - start.date()).days + 1)


def _candidates(review: Review, catalogue: Catalogue) -> Iterator[tuple[Resource, Unit, str]]:
    waiting = [line for line in review.lines if line.mine] or [line for line in review.lines if line.step]
    asked = {item.unit_id for item in review.booking.allocations}
    seen: set[str] = set()
    for line in waiting:
        if line.resource.code in seen:
            continue
        seen.add(line.resource.code)
        units = line.resource.active_units
        yield from ((line.resource, unit, ASKED) for unit in units if unit.id in asked)
        yield from ((line.resource, unit, SAME_POOL) for unit in units if unit.id not in asked)
    for line in waiting:
        for code in review.equivalents.get(line.resource.code, ()):
            other = catalogue.resources.get(code)
            if other is not None and code not in seen:
                seen.add(code)
                yield from ((other, unit, EQUIVALENT) for unit in other.active_units)


def _row(review: Review, resource: Resource, unit: Unit, role: str, bars: Sequence[PlannedBar]) -> StripRow:
    own = [bar for bar in bars if bar.ref == review.booking.ref]
    return StripRow(
        resource=resource.code,
        unit=unit,
        platform=resource.platform,
        role=role,
        names_unit=len(resource.units) > 1,
        bars=tuple(sorted(bars, key=lambda bar: (bar.use, bar.id))),
        trouble=tuple(_trouble(review, resource, unit, own)),
        free_at=_free_at(review, resource, unit, bars),
    )


def _trouble(review: Review, resource: Resource, unit: Unit, own: Iterable[PlannedBar]) -> Iterator[TimeSpan]:
    """Where the request meets what is in its way; where only set-up or turnaround do, there."""
    met = [
        item.span
        for item in review.conflicts
        if item.kind is ConflictKind.HARD and item.resource == resource.code and item.unit == unit.name
    ]
    for bar in own:
        for other in met:
            mine = bar.use if bar.use.overlaps(other) else bar.occupied
            if mine.overlaps(other):
                yield TimeSpan(max(mine.start, other.start), min(mine.end, other.end))


def _free_at(
    review: Review, resource: Resource, unit: Unit, bars: Sequence[PlannedBar]
) -> tuple[TimeSpan, ...]:
    solution = review.solution
    if solution is None or solution.resource != resource.code:
        return ()
    if solution.kind is AlternativeKind.UNIT and unit.name != solution.unit:
        return ()
    taken = solution.instead_of or solution.resource
    lines = {line.line.number for line in review.lines if line.resource.code == taken}
    wanted = {item.use for item in review.booking.allocations if item.line in lines}
    held = [bar.occupied for bar in bars if bar.holds and bar.ref != review.booking.ref]
    if any(span.overlaps(other) for span in wanted for other in held):
        return ()
    return tuple(sorted(wanted))


def _only_as_many_as_wanted(rows: Sequence[StripRow], review: Review) -> list[StripRow]:
    """The request needs so many units of the solution, not all that are free."""
    taken = review.solution.instead_of or review.solution.resource if review.solution else ""
    left = max((line.line.quantity for line in review.lines if line.resource.code == taken), default=0)
    kept = []
    for row in rows:
        if row.free_at and left <= 0:
            kept.append(replace(row, free_at=()))
            continue
        left -= bool(row.free_at)
        kept.append(row)
    return kept


def seconds(span: TimeSpan) -> tuple[float, float]:
    """Both ends as seconds since the epoch."""
    return span.start.astimezone(UTC).timestamp(), span.end.astimezone(UTC).timestamp()
