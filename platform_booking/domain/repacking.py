"""Making room in a pool: others go to another of its identical units, so that what is asked for fits too."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from platform_booking.domain.conflicts import Occupancy, Occupied
from platform_booking.domain.packing import Piece, overfull, pack
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnitMove:
    """An allocation that goes to another unit of its pool to make room. Its times stay."""

    allocation_id: int
    holder: str
    """Ref of its booking."""
    resource: str
    """Code."""
    unit_from: int
    unit_to: int
    span: TimeSpan
    """What it occupies."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One unit that the plan needs for a time; ``home`` where it was about to be, None where nowhere yet."""

    key: Hashable
    span: TimeSpan
    units: tuple[int, ...]
    home: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The holders of one resource's units as they were found, and where the plan puts them."""

    resource: str
    units: tuple[int, ...]
    held: Occupancy
    """Everybody as found, on other resources too: what each change is counted from."""
    now_on: Mapping[int, int] = field(default_factory=dict)
    """Allocation → other unit that the plan has given it."""

    def occupancy(self) -> Occupancy:
        """Who has which unit after the changes."""
        return Occupancy(
            item if unit is None else replace(item, unit_id=unit)
            for item in self._holders()
            for unit in (self.now_on.get(item.allocation_id or 0),)
        )

    def _holders(self) -> Iterator[Occupied]:
        return chain.from_iterable(map(self.held.of, self.units))

    def moves(self) -> tuple[UnitMove, ...]:
        """What changes unit."""
        return tuple(
            UnitMove(
                item.allocation_id,
                item.holder,
                self.resource,
                item.unit_id,
                self.now_on[item.allocation_id],
                item.span,
            )
            for item in self._holders()
            if item.allocation_id is not None and item.allocation_id in self.now_on
        )

    def make_room(self, wanted: Sequence[Wanted], effort: int) -> tuple[Pool, dict[Hashable, int]] | None:
        """The pool with everything wanted in it, and where: fewest others change unit. None where it cannot fit."""
        if self._is_full(wanted):
            return None
        near, beside = self._concerned(wanted)
        pieces = [
            Piece(number, item.span, self.units if item.movable else (item.unit_id,), item.unit_id)
            for number, item in enumerate(near)
        ]
        pieces += [
            Piece(number, item.span, item.units, item.home, ours=True)
            for number, item in enumerate(beside, len(near))
        ]
        packed = pack(pieces, effort=effort)
        if packed is None:
            return None
        now_on = dict(self.now_on)
        for number, item in enumerate(near):
            if item.allocation_id is not None:
                now_on.pop(item.allocation_id, None)
                if packed[number] != item.unit_id:
                    now_on[item.allocation_id] = packed[number]
        return replace(self, now_on=now_on), {
            item.key: packed[number] for number, item in enumerate(beside, len(near))
        }

    def _is_full(self, wanted: Sequence[Wanted]) -> bool:
        """Whether at some instant there are more than units: no arrangement helps then. Everybody else fits already."""
        for item in wanted:
            if item.home is None:
                over = [other.span for unit in self.units for other in self.held.over(unit, item.span)]
                over += [other.span for other in wanted if other.span.overlaps(item.span)]
                parts = (span.clip(item.span) for span in over)
                if overfull((part for part in parts if part), len(self.units)):
                    return True
        return False

    def _concerned(self, wanted: Sequence[Wanted]) -> tuple[list[Occupied], list[Wanted]]:
        """Everybody who could have to move, and who is in their way: what overlaps what is new, what overlaps that …"""
        beside = [item for item in wanted if item.home is None]
        hull = _hull(item.span for item in beside)
        near: dict[tuple[int, datetime], Occupied] = {}
        edges: list[TimeSpan] = [hull]
        later = [item for item in wanted if item.home is not None]
        while edges:
            found = [item for edge in edges for unit in self.units for item in self.held.over(unit, edge)]
            fresh = {(item.unit_id, item.span.start): item for item in found}
            fresh = {place: item for place, item in fresh.items() if place not in near}
            near.update(fresh)
            joining = [item for item in later if any(item.span.overlaps(edge) for edge in edges)]
            beside += joining
            later = [item for item in later if item not in joining]
            spans = [item.span for item in fresh.values() if item.movable] + [item.span for item in joining]
            grown = _hull((hull, *spans))
            edges = [
                TimeSpan(start, end)
                for start, end in ((grown.start, hull.start), (hull.end, grown.end))
                if start < end
            ]
            hull = grown
        return list(near.values()), beside


def _hull(spans: Iterable[TimeSpan]) -> TimeSpan:
    found = list(spans)
    return TimeSpan(min(span.start for span in found), max(span.end for span in found))
