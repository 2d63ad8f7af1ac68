"""Identical units and spans of time: who gets which unit, so that everybody has one and as few as possible change theirs.

Colouring an interval graph. Where nothing is tied to its unit, the spans fit on ``n`` units exactly when never more than
``n`` of them overlap: in order of start, any free unit will do (Gilmore and Hoffman 1964; Golumbic, *Algorithmic Graph
Theory and Perfect Graphs*, §8). Where some are tied, deciding it is NP-complete (precolouring extension on interval
graphs: Biró, Hujter and Tuza 1992), and so is fewest changes. Hence two searches, both exact until they meet their bound:

1. Evictions, with one more allowed at each round: a span without a unit is tried on each, whoever is in its way goes to
   look for another. What is found first changes fewest. The cost grows with the number of changes (units to the power of
   changes), not with the number of spans: almost always there are one or two.
2. A sweep in order of start over all ways in which the units can be busy, at most ``WIDTH`` of them kept, the cheapest
   first: O(spans × WIDTH × units). Exact while nothing is dropped (always up to five units); where nothing is tied, it
   finds an answer however much is dropped. Where something was dropped and it found none, it goes once more over ways
   that only differ by names of units taken as one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.timespan import TimeSpan

EFFORT: Final = 30_000
"""How many units are tried in the first search: some tenths of a second."""
WIDTH: Final = 600
"""How many ways to be busy are kept in the second one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span that needs one unit."""

    key: Hashable
    span: TimeSpan
    units: tuple[int, ...]
    """Where it may be, the best first; one alone ties it."""
    home: int | None = None
    """The unit it has."""
    ours: bool = False
    """Whether leaving its home costs nothing: it belongs to what is being planned."""


def overfull(spans: Iterable[TimeSpan], units: int) -> bool:
    """Whether at some instant more spans overlap than there are units."""
    depth = 0
    for _, step in sorted(edge for span in spans for edge in ((span.start, 1), (span.end, -1))):
        depth += step
        if depth > units:
            return True
    return False


def pack(pieces: Sequence[Piece], *, effort: int = EFFORT, width: int = WIDTH) -> dict[Hashable, int] | None:
    """A unit for every piece, as few homes left as can be; None where they do not fit (or, bounds met, none was found).

    Pieces with a home that are not ours must not overlap each other on it.
    """
    evicting = _Evicting(pieces, effort)
    found = evicting.search()
    if found is None and evicting.undecided:
        found = _sweep(pieces, width)
    return found


class _Evicting:
    """Places the homeless, whoever is in the way goes looking in turn, within a budget of evictions."""

    def __init__(self, pieces: Sequence[Piece], effort: int) -> None:
        self._effort = effort
        self._lanes: dict[int, list[tuple[datetime, datetime, int]]] = {}
        self._pieces = pieces
        self._settled: set[int] = set()
        self._homeless: list[int] = []
        self._cut = False
        """Whether a higher budget could bring more."""
        self.undecided = False
        """Whether the effort ended before the answer."""
        for number, piece in sorted(enumerate(pieces), key=lambda item: item[1].ours):
            if piece.home is None or (piece.ours and self._over(piece, piece.home)):
                self._homeless.append(number)
            else:
                self._put(number, piece.home)

    def search(self) -> dict[Hashable, int] | None:
        budget = 0
        while True:
            self._cut = False
            if self._settle(tuple(self._homeless), budget):
                return {
                    self._pieces[number].key: unit
                    for unit, lane in self._lanes.items()
                    for *_, number in lane
                }
            if self.undecided or not self._cut:
                return None
            budget += 1

    def _over(self, piece: Piece, unit: int) -> list[int]:
        """Numbers of those on the unit that overlap the piece."""
        lane = self._lanes.get(unit, ())
        last = bisect_left(lane, piece.span.end, key=_start)
        found = []
        while last and lane[last - 1][1] > piece.span.start:
            last -= 1
            found.append(lane[last][2])
        return found

    def _put(self, number: int, unit: int) -> None:
        span = self._pieces[number].span
        insort(self._lanes.setdefault(unit, []), (span.start, span.end, number))

    def _take(self, number: int, unit: int) -> None:
        span = self._pieces[number].span
        lane = self._lanes[unit]
        del lane[bisect_left(lane, (span.start, span.end, number))]

    def _settle(self, homeless: tuple[int, ...], budget: int) -> bool:
        if not homeless:
            return True
        number, ways = self._most_pressed(homeless, budget)
        rest = tuple(other for other in homeless if other != number)
        for cost, _, unit, evicted in ways:
            for other in evicted:
                self._take(other, unit)
            self._put(number, unit)
            self._settled.add(number)
            if self._settle((*rest, *evicted), budget - cost):
                return True
            self._settled.discard(number)
            self._take(number, unit)
            for other in evicted:
                self._put(other, unit)
            if self.undecided:
                break
        return False

    def _most_pressed(
        self, homeless: Sequence[int], budget: int
    ) -> tuple[int, list[tuple[int, int, int, list[int]]]]:
        """The one with the fewest ways within the budget, and those ways: cost, place in its wishes, unit, evicted."""
        best: tuple[int, list[tuple[int, int, int, list[int]]]] | None = None
        for number in homeless:
            ways = self._ways(number, budget)
            if best is None or len(ways) < len(best[1]):
                best = number, ways
            if not ways:
                break
        assert best is not None
        return best

    def _ways(self, number: int, budget: int) -> list[tuple[int, int, int, list[int]]]:
        piece = self._pieces[number]
        self._effort -= len(piece.units)
        if self._effort < 0:
            self.undecided = True
            return []
        found = []
        for place, unit in enumerate(piece.units):
            evicted = self._over(piece, unit)
            if any(other in self._settled or len(self._pieces[other].units) == 1 for other in evicted):
                continue
            cost = sum(not self._pieces[other].ours for other in evicted)
            if cost > budget:
                self._cut = True
            else:
                found.append((cost, place, unit, evicted))
        return sorted(found)


def _start(entry: tuple[datetime, datetime, int]) -> datetime:
    return entry[0]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which the units can be busy after some pieces, and how it came about."""

    busy: tuple[datetime | None, ...]
    """Until when, by unit; None where it is free before the next piece begins."""
    cost: int
    unit: int = -1
    before: _Way | None = None


def _sweep(pieces: Sequence[Piece], width: int) -> dict[Hashable, int] | None:
    units = tuple(dict.fromkeys(unit for piece in pieces for unit in piece.units))
    tied: dict[int, list[TimeSpan]] = {unit: [] for unit in units}
    for piece in pieces:
        if len(piece.units) == 1:
            tied[piece.units[0]].append(piece.span)
    if any(overfull(spans, 1) for spans in tied.values()):
        return None
    found, dropped = _swept(pieces, units, tied, width, lambda way, _: way.busy)
    if found is None and dropped:
        found, _ = _swept(pieces, units, tied, width, _nameless(units, tied))
    return found


def _nameless(
    units: Sequence[int], tied: Mapping[int, Sequence[TimeSpan]]
) -> Callable[[_Way, datetime], Hashable]:
    """Ways that differ only by names: units without anything tied to them any more are as good as each other."""
    last = {unit: max((span.end for span in spans), default=None) for unit, spans in tied.items()}

    def name(way: _Way, now: datetime) -> Hashable:
        named = []
        others = []
        for unit, until in zip(units, way.busy, strict=True):
            end = last[unit]
            if end is not None and end > now:
                named.append((unit, until))
            else:
                others.append((until is not None, until or now))
        return tuple(named), tuple(sorted(others))

    return name


def _swept(
    pieces: Sequence[Piece],
    units: Sequence[int],
    tied: Mapping[int, Sequence[TimeSpan]],
    width: int,
    name: Callable[[_Way, datetime], Hashable],
) -> tuple[dict[Hashable, int] | None, bool]:
    """The cheapest way through all pieces, and whether any way was dropped on the road."""
    place = {unit: number for number, unit in enumerate(units)}
    loose = sorted((piece for piece in pieces if len(piece.units) > 1), key=lambda piece: piece.span)
    ways = [_Way((None,) * len(units), 0)]
    dropped = False
    for number, piece in enumerate(loose):
        following = loose[number + 1].span.start if number + 1 < len(loose) else piece.span.end
        free = [unit for unit in piece.units if not any(piece.span.overlaps(span) for span in tied[unit])]
        best: dict[Hashable, _Way] = {}
        for way in ways:
            for unit in free:
                if way.busy[place[unit]] is None:
                    after = _after(way, piece, unit, place[unit], following)
                    known = best.setdefault(name(after, following), after)
                    if after.cost < known.cost:
                        best[name(after, following)] = after
        ways = sorted(best.values(), key=lambda way: way.cost)
        dropped = dropped or len(ways) > width
        del ways[width:]
    if not ways:
        return None, dropped
    found: dict[Hashable, int] = {piece.key: piece.units[0] for piece in pieces if len(piece.units) == 1}
    way = ways[0]
    for piece in reversed(loose):
        found[piece.key] = way.unit
        assert way.before is not None
        way = way.before
    return found, dropped


def _after(way: _Way, piece: Piece, unit: int, place: int, following: datetime) -> _Way:
    busy = tuple(
        until if until is not None and until > following else None
        for until in (*way.busy[:place], piece.span.end, *way.busy[place + 1 :])
    )
    leaves = not piece.ours and piece.home is not None and unit != piece.home
    return _Way(busy, way.cost + leaves, unit, way)
