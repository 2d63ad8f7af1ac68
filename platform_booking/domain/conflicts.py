"""Who stands in the way. Pure: the same answer for the command line, the drag in the timeline, and the tests."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from platform_booking.domain.timespan import TimeSpan


class ConflictKind(StrEnum):
    """Hard: the store would refuse. Soft: two requests compete, or a timetable disagrees."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Occupied:
    """A unit's time that somebody has, or asks for: a booking, a block, a closed day; all in one shape."""

    unit_id: int
    span: TimeSpan
    """Use widened by set-up and turnaround."""
    holder: str
    """Ref of the booking or block; empty for the very request that is being planned."""
    kind: ConflictKind = ConflictKind.HARD
    title: str = ""
    allocation_id: int | None = None
    movable: bool = False
    """Whether it may go to another unit of its pool: it has not begun, and nobody said which unit it must be."""
    timetable: bool = False
    """Whether it is an event of a timetable that holds nothing; the holder is then the timetable's code."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One holder in the way of one line at one date."""

    resource: str
    unit: str
    occurrence: date
    kind: ConflictKind
    holder: str
    span: TimeSpan
    """What the holder occupies."""
    title: str = ""
    line: int = 0
    timetable: bool = False
    """Whether a timetable says so, which holds nothing; the holder is then its code."""


class Occupancy:
    """An index of occupied time by unit: O(log n) to ask, cheap enough to ask at every move of the mouse.

    Hard spans of one unit never overlap (guarantee 1), so only the last one starting at or before ``s`` can reach into
    ``[s, e)``: the same predecessor seek as in the store. Soft ones may overlap and are few.
    """

    def __init__(self, occupied: Iterable[Occupied] = ()) -> None:
        self._hard: dict[int, list[tuple[datetime, datetime, int, Occupied]]] = {}
        self._soft: dict[int, list[Occupied]] = {}
        rows = [item for item in occupied if item.kind is ConflictKind.HARD or not self._add_soft(item)]
        for item in rows:
            self._hard.setdefault(item.unit_id, []).append(_entry(item))
        for entries in self._hard.values():
            entries.sort(key=_start_of)

    def _add_soft(self, item: Occupied) -> bool:
        self._soft.setdefault(item.unit_id, []).append(item)
        return True

    def add(self, item: Occupied) -> None:
        """Note one more."""
        if item.kind is ConflictKind.SOFT:
            self._add_soft(item)
            return
        entries = self._hard.setdefault(item.unit_id, [])
        entry = _entry(item)
        if not entries or entries[-1][0] <= entry[0]:  # dates come one after the other
            entries.append(entry)
        else:
            insort(entries, entry, key=_start_of)

    def without(self, holder: str) -> Occupancy:
        """The same without one holder's own spans: what it would meet if it moved."""
        return Occupancy(item for item in self if item.holder != holder)

    def __iter__(self) -> Iterator[Occupied]:
        for entries in self._hard.values():
            for entry in entries:
                yield entry[3]
        for items in self._soft.values():
            yield from items

    def is_free(self, unit_id: int, span: TimeSpan) -> bool:
        """Whether no hard span of the unit overlaps."""
        entries = self._hard.get(unit_id)
        if not entries:
            return True
        start, end = entries[-1][:2]
        if start < span.end:
            return end <= span.start
        at = bisect_left(entries, span.end, key=_start_of)
        return at == 0 or entries[at - 1][1] <= span.start

    def over(self, unit_id: int, span: TimeSpan, kind: ConflictKind = ConflictKind.HARD) -> list[Occupied]:
        """Everything of that kind on the unit that overlaps the span, in order of start."""
        if kind is ConflictKind.SOFT:
            found = [item for item in self._soft.get(unit_id, ()) if item.span.overlaps(span)]
            return sorted(found, key=lambda item: item.span)
        entries = self._hard.get(unit_id, [])
        first = max(0, bisect_right(entries, span.start, key=_start_of) - 1)
        last = bisect_left(entries, span.end, key=_start_of)
        return [entry[3] for entry in entries[first:last] if entry[1] > span.start]

    def of(self, unit_id: int) -> list[Occupied]:
        """Everything hard on the unit, in order."""
        return [entry[3] for entry in self._hard.get(unit_id, ())]

    def busy(self, unit_id: int) -> list[TimeSpan]:
        """All hard spans of the unit, in order."""
        return [entry[3].span for entry in self._hard.get(unit_id, ())]


def _entry(item: Occupied) -> tuple[datetime, datetime, int, Occupied]:
    return item.span.start, item.span.end, item.unit_id, item


def _start_of(entry: tuple[datetime, datetime, int, Occupied]) -> datetime:
    return entry[0]
