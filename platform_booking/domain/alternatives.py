"""The nearest "yes": what else would fit, checked by the same planner and the same rules that said no."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from platform_booking.domain.other_times import Grade, other_times
from platform_booking.domain.planning import Plan, PlannedLine, Wish, make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date, datetime

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.cures import Variant
    from platform_booking.domain.other_times import Opinion
    from platform_booking.domain.timespan import TimeSpan

    Look = Callable[[Wish], Opinion]

TIMES_OFFERED: Final = 2
CHANGES_OFFERED: Final = 3
"""So many ways to fit at the very time that was asked for, of each kind; also so many are looked at other times for."""


class AlternativeKind(StrEnum):
    """What is changed to make it fit."""

    UNIT = "unit"
    RESOURCE = "resource"
    ADD = "add"
    """Something or somebody more: a second room, a colleague who is qualified."""
    TIME = "time"
    LENGTH = "length"
    SKIP = "skip"
    WAIT = "wait"
    """To be asked for once more, later."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way out. It was planned with the very data that refused the wish, and fits.

    The kind says what was changed first. All else holds as well: where only both together fit, another resource may come
    with another time, or with dates left out.
    """

    kind: AlternativeKind
    span: TimeSpan
    """Of the first date."""
    resource: str = ""
    """The unit's resource, the one to take instead, or the first to be added."""
    instead_of: str = ""
    unit: str = ""
    skip: tuple[date, ...] = ()
    add: tuple[tuple[str, int], ...] = ()
    """Lines to be added: code and quantity."""
    moved: bool = False
    """Whether it is at another time as well."""
    ask_from: datetime | None = None
    """When to ask again: not before, somebody has to wait."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands at the beginning of the search."""

    wish: Wish
    plan: Plan
    """What became of it."""
    occupancy: Occupancy
    """Of the wish's resources and of all that could take their place or join them, around ``period``."""
    period: TimeSpan
    """Where other times may lie."""
    look: Look
    """What the rules think of a wish: what they refuse is no way out."""
    broken_days: Collection[date] = ()
    """Dates of which a rule complains."""

    @property
    def first(self) -> TimeSpan:
        """The first date of the wish."""
        return self.wish.occurrences()[0].span

    def admits(self, other: Wish) -> bool:
        """Whether the rules let it be booked."""
        return self.look(other).grade is not Grade.NO

    def fits(self, other: Wish) -> bool:
        """Whether it could be booked as it is."""
        if not self.admits(other):
            return False
        return make_plan(other.needs(), self.occupancy, other.zone, repack=True).fits


def at_once(asking: Asking, variants: Iterable[Variant]) -> Iterator[Alternative]:
    """What fits at the very time that was asked for: another unit, another resource, something more, another length."""
    yield from _other_units(asking)
    found: dict[AlternativeKind, int] = {}
    for variant in variants:
        kind = kind_of(variant)
        if found.get(kind, 0) < CHANGES_OFFERED and asking.fits(variant.wish):
            found[kind] = found.get(kind, 0) + 1
            yield _of_variant(variant, variant.wish.occurrences()[0].span)


def at_other_times(
    asking: Asking, variants: Iterable[Variant]
) -> tuple[tuple[Alternative, ...], tuple[Alternative, ...]]:
    """Other times for what could be booked then, the nearest first: those that are welcome, and those that nobody would want."""
    welcome: list[Alternative] = []
    others: list[Alternative] = []
    for base in islice(variants, CHANGES_OFFERED):
        times = other_times(base.wish, asking.occupancy, asking.period, asking.look, TIMES_OFFERED)
        welcome += [_of_variant(base, span, moved=True) for span in times.welcome]
        others += [_of_variant(base, span, moved=True) for span in times.others]

    def nearest(ways: list[Alternative]) -> tuple[Alternative, ...]:
        return tuple(sorted(ways, key=lambda way: abs(way.span.start - asking.wish.start))[:TIMES_OFFERED])

    return nearest(welcome), nearest(others)


def with_fewer_dates(asking: Asking, variants: Iterable[Variant]) -> Iterator[Alternative]:
    """The dates of a series that could be booked, without the others: of the first variant of which some could."""
    for variant in islice(variants, CHANGES_OFFERED):
        plan = asking.plan
        if variant.wish is not asking.wish:
            plan = make_plan(variant.wish.needs(), asking.occupancy, asking.wish.zone, repack=True)
        skip = _dates_to_skip(asking, variant.wish, plan)
        if skip:
            way = _of_variant(variant, variant.wish.occurrences()[0].span)
            kind = AlternativeKind.SKIP if way.kind is AlternativeKind.TIME else way.kind
            yield replace(way, kind=kind, skip=skip)
            return


def kind_of(variant: Variant) -> AlternativeKind:
    """What is changed first."""
    if variant.instead_of:
        return AlternativeKind.RESOURCE
    if variant.add:
        return AlternativeKind.ADD
    return AlternativeKind.LENGTH if variant.lasts else AlternativeKind.TIME


def _of_variant(variant: Variant, span: TimeSpan, *, moved: bool = False) -> Alternative:
    return Alternative(
        kind_of(variant),
        span,
        resource=variant.resource or (variant.add[0][0] if variant.add else ""),
        instead_of=variant.instead_of,
        add=variant.add,
        moved=moved or bool(variant.lasts),
    )


def _other_units(asking: Asking) -> Iterator[Alternative]:
    wish, first = asking.wish, asking.first
    pinned = {item.line.number for item in wish.lines if item.unit}
    if not pinned & {conflict.line for conflict in asking.plan.conflicts}:
        return
    free = replace(wish, lines=tuple(PlannedLine(item.line, item.resource) for item in wish.lines))
    found = make_plan(free.needs(), asking.occupancy, wish.zone, repack=True)
    if found.fits and asking.admits(free):
        for item in wish.lines:
            if item.unit is None:
                continue
            names = {unit.id: unit.name for unit in item.resource.units}
            given = next(a.unit_id for a in found.allocations if a.need.wish.line.number == item.line.number)
            if given != item.unit.id:
                yield Alternative(AlternativeKind.UNIT, first, resource=item.resource.code, unit=names[given])


def _dates_to_skip(asking: Asking, wish: Wish, plan: Plan) -> tuple[date, ...]:
    """Those that do not fit or that a rule refuses; where that cannot be said date by date, what does not fit beside the others."""
    days = [item.day(wish.zone) for item in wish.occurrences()]
    bad = {item.day(wish.zone) for item in plan.refused}
    ways: tuple[Callable[[], set[date]], ...] = (
        lambda: bad | set(asking.broken_days) & set(days),
        lambda: _greedily(asking, wish, days, bad),
    )
    for way in ways:
        skip = way()
        if skip and len(skip) < len(days) and asking.fits(wish.without(skip)):
            return tuple(sorted(skip))
    return ()


def _greedily(asking: Asking, wish: Wish, days: list[date], bad: set[date]) -> set[date]:
    kept: set[date] = set()
    for day in days:
        if day not in bad and asking.admits(wish.without(set(days) - kept - {day})):
            kept.add(day)
    return set(days) - kept
