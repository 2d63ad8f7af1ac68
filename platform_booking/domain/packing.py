"""Identical units and spans of time: who gets which unit, so that everybody has one and as few as possible change theirs.

Colouring an interval graph. Where nothing is tied to its unit, the spans fit on ``n`` units exactly when never more than
``n`` of them overlap: in order of start, any free unit will do (Gilmore and Hoffman 1964; Golumbic, *Algorithmic Graph
Theory and Perfect Graphs*, §8). Where some are tied, deciding it is NP-complete (precolouring extension on interval
graphs: Biró, Hujter and Tuza 1992), and so is fewest changes. Hence:

1. Evictions, with one more allowed at each round: a span without a unit is tried on each, whoever is in its way goes to
   look for another. What is found first changes fewest, and where nothing more could be evicted it does not fit: exact.
   The cost grows with the number of changes (units to the power of changes), not with the number of spans; almost always
   there are one or two.
2. Where that takes too long, a ripple: in order of start, each takes the unit where it evicts fewest of those that begin
   later. Linear in the evictions; where nothing is tied, it always ends well.
3. Beside it a sweep in order of start over all ways in which the units can be busy, of which the cheapest are kept:
   O(spans × ways kept × units). Exact while none is dropped (up to five units of a usual pool). Where some were and it
   found nothing, it goes once more over ways that only differ by names of units taken as one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.timespan import TimeSpan

THOROUGH: Final = 20_000
"""How often, before something is booked or refused, a place is looked for in the first search: some tenths of a second."""
QUICK: Final = 150
"""The same while a hand drags, or where one start of very many is looked at: about a millisecond."""
MOST_WAYS: Final = 600
"""How many ways to be busy the sweep keeps at most; fewer in larger pools, the more effort the more."""
_SWEEP_FACTOR: Final = 30


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


def pack(pieces: Sequence[Piece], *, effort: int = THOROUGH) -> dict[Hashable, int] | None:
    """A unit for every piece, as few homes left as can be; None where they do not fit (or, bounds met, none was found).

    Pieces with a home that are not ours must not overlap each other on it.
    """
    evicting = _Evicting(pieces, effort)
    found = evicting.search()
    if found is not None or not evicting.undecided:
        return found
    units = max(len(piece.units) for piece in pieces)
    width = min(MOST_WAYS, effort * _SWEEP_FACTOR // (len(pieces) * units * units))
    both = (evicting.ripple(), sweep(pieces, width) if width else None)
    return min((way for way in both if way is not None), key=lambda way: _left(pieces, way), default=None)


def _left(pieces: Sequence[Piece], where: Mapping[Hashable, int]) -> int:
    """How many leave their home."""
    return sum(not piece.ours and where[piece.key] != piece.home for piece in pieces)


Lanes = dict[int, list[tuple[Any, ...]]]
Move = tuple[int, int, int, list[int]]
"""Homes left, place among the piece's wishes, unit, numbers of those who have to go."""


class _Evicting:
    """Places the homeless; whoever is in the way goes looking in turn, within a budget of homes left."""

    def __init__(self, pieces: Sequence[Piece], effort: int) -> None:
        self._effort = effort
        self._pieces = pieces
        self._lanes: Lanes = {}
        """Unit → (start, end, number) of its pieces, in order."""
        self._fixed = {number for number, piece in enumerate(pieces) if len(piece.units) == 1}
        self._settled: set[int] = set()
        """They have been given a unit, and stay there."""
        self._touched: list[int] = []
        """Units that are no longer as they were at first; one that was touched twice stands there twice."""
        self._at_first: dict[int, list[Move]] = {}
        """Where a piece could go at first, the fewest evictions first."""
        self._homeless: list[int] = []
        self._cut = False
        """Whether a higher budget could bring more."""
        self.undecided = False
        """Whether the effort ended before the answer."""
        for number, piece in sorted(enumerate(pieces), key=lambda item: item[1].ours):
            if piece.home is None or (piece.ours and _over(piece, self._lanes.get(piece.home, ()))):
                self._homeless.append(number)
            else:
                self._put(number, piece.home)
        self._first = {unit: lane[:] for unit, lane in self._lanes.items()}

    def search(self) -> dict[Hashable, int] | None:
        """A unit for each, by the key of the piece; None where there is none, or ``undecided``."""
        budget = 0
        while True:
            self._cut = False
            if self._settle(tuple(self._homeless), budget):
                return self._read()
            if self.undecided or not self._cut:
                return None
            budget += 1

    def ripple(self) -> dict[Hashable, int] | None:
        """Some way, found at once; None where something that is tied stops it. Nothing else can be asked afterwards."""
        waiting = [self._waiting(number) for number in self._homeless]
        heapify(waiting)
        while waiting:
            *_, number = heappop(waiting)
            begin = self._pieces[number].span.start
            moves = (
                move
                for move in self._looked_up(number, self._lanes, enumerate(self._pieces[number].units))
                if all(self._pieces[other].span.start >= begin for other in move[3])
            )
            move = next(moves, None)
            if move is None:
                return None
            *_, unit, evicted = move
            for other in evicted:
                self._take(other, unit)
                heappush(waiting, self._waiting(other))
            self._put(number, unit)
            self._settled.add(number)
        return self._read()

    def _waiting(self, number: int) -> tuple[bool, datetime, int]:
        """Who is tied goes first, then in order of start."""
        return number not in self._fixed, self._pieces[number].span.start, number

    def _read(self) -> dict[Hashable, int]:
        return {self._pieces[number].key: unit for unit, lane in self._lanes.items() for *_, number in lane}

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
        number, moves = self._most_pressed(homeless, budget)
        rest = tuple(other for other in homeless if other != number)
        self._settled.add(number)
        for cost, _, unit, evicted in moves:
            for other in evicted:
                self._take(other, unit)
            self._put(number, unit)
            self._touched.append(unit)
            if self._settle((*rest, *evicted), budget - cost):
                return True
            self._touched.pop()
            self._take(number, unit)
            for other in evicted:
                self._put(other, unit)
            if self.undecided:
                break
        self._settled.discard(number)
        return False

    def _most_pressed(self, homeless: Sequence[int], budget: int) -> tuple[int, list[Move]]:
        """The one that can go to the fewest places within the budget, and those places."""
        best: tuple[int, list[Move]] | None = None
        for number in homeless:
            moves = self._moves(number, budget)
            if best is None or len(moves) < len(best[1]):
                best = number, moves
            if not moves:
                break
        assert best is not None
        return best

    def _moves(self, number: int, budget: int) -> list[Move]:
        """Where it can go: looked up once for units as they were at first, anew for those that changed."""
        self._effort -= 1
        if self._effort < 0:
            self.undecided = True
            return []
        units = self._pieces[number].units
        known = self._at_first.get(number)
        if known is None:
            known = self._at_first[number] = self._looked_up(number, self._first, enumerate(units))
        found = []
        for move in known:
            if move[0] > budget:
                self._cut = True
                break
            if move[2] not in self._touched:
                found.append(move)
        changed = [(place, unit) for place, unit in enumerate(units) if unit in self._touched]
        for move in self._looked_up(number, self._lanes, changed):
            if move[0] > budget:
                self._cut = True
            else:
                found.append(move)
        return sorted(found)

    def _looked_up(self, number: int, lanes: Lanes, places: Iterable[tuple[int, int]]) -> list[Move]:
        piece = self._pieces[number]
        found: list[Move] = []
        for place, unit in places:
            evicted = _over(piece, lanes.get(unit, ()))
            if not evicted:
                found.append((0, place, unit, evicted))
            elif self._fixed.isdisjoint(evicted) and self._settled.isdisjoint(evicted):
                cost = sum(not self._pieces[other].ours for other in evicted)
                found.append((cost, place, unit, evicted))
        return sorted(found)


def _over(piece: Piece, lane: Sequence[tuple[Any, ...]]) -> list[int]:
    """Numbers of those on the unit that overlap the piece."""
    begin = piece.span.start
    last = bisect_left(lane, (piece.span.end,))
    found = []
    while last and lane[last - 1][1] > begin:
        last -= 1
        found.append(lane[last][2])
    return found


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which the units can be busy after some pieces, and how it came about."""

    busy: tuple[datetime | None, ...]
    """Until when, by unit; None where it is free before the next piece begins."""
    cost: int
    """Homes left, also those whose turn has not come yet but that are taken by then."""
    unit: int = -1
    before: _Way | None = None


def sweep(pieces: Sequence[Piece], width: int) -> dict[Hashable, int] | None:
    """The second search, with so many ways kept."""
    units = tuple(dict.fromkeys(unit for piece in pieces for unit in piece.units))
    tied: dict[int, list[TimeSpan]] = {unit: [] for unit in units}
    for piece in pieces:
        if len(piece.units) == 1:
            tied[piece.units[0]].append(piece.span)
    if any(overfull(spans, 1) for spans in tied.values()):
        return None
    found, dropped = _Sweep(pieces, units, tied).run(width, lambda way, _: way.busy)
    if found is None and dropped:
        found, _ = _Sweep(pieces, units, tied).run(width, _nameless(units, tied))
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


class _Sweep:
    """Places the pieces in order of start."""

    def __init__(
        self, pieces: Sequence[Piece], units: Sequence[int], tied: Mapping[int, Sequence[TimeSpan]]
    ) -> None:
        self._pieces = pieces
        self._tied = tied
        self._place = {unit: number for number, unit in enumerate(units)}
        self._loose = sorted(
            (piece for piece in pieces if len(piece.units) > 1), key=lambda piece: piece.span
        )
        self._begins = [piece.span.start for piece in self._loose]
        self._homes: dict[int, list[int]] = {unit: [] for unit in units}
        """Unit → numbers of those that have it, in order."""
        for number, piece in enumerate(self._loose):
            if piece.home is not None and not piece.ours:
                self._homes[piece.home].append(number)

    def run(
        self, width: int, name: Callable[[_Way, datetime], Hashable]
    ) -> tuple[dict[Hashable, int] | None, bool]:
        """The cheapest way through all pieces, and whether any way was dropped on the road."""
        ways = [_Way((None,) * len(self._place), 0)]
        dropped = False
        for number, piece in enumerate(self._loose):
            following = self._begins[number + 1] if number + 1 < len(self._loose) else piece.span.end
            best: dict[Hashable, _Way] = {}
            for after in self._after(ways, number, following):
                known = best.setdefault(name(after, following), after)
                if after.cost < known.cost:
                    best[name(after, following)] = after
            ways = sorted(best.values(), key=lambda way: way.cost)
            dropped = dropped or len(ways) > width
            del ways[width:]
        return (self._read_back(ways[0]) if ways else None), dropped

    def _after(self, ways: Iterable[_Way], number: int, following: datetime) -> Iterator[_Way]:
        piece = self._loose[number]
        free = [
            (unit, self._place[unit], self._displaced(number, unit))
            for unit in piece.units
            if not any(piece.span.overlaps(span) for span in self._tied[unit])
        ]
        for way in ways:
            for unit, place, displaced in free:
                if way.busy[place] is not None:
                    continue
                leaves = not piece.ours and piece.home not in (None, unit)
                at_home = (
                    leaves and way.busy[self._place[piece.home or 0]] is None
                )  # else it was counted before
                busy = [until if until is not None and until > following else None for until in way.busy]
                busy[place] = piece.span.end if piece.span.end > following else None
                yield _Way(tuple(busy), way.cost + displaced + at_home, unit, way)

    def _displaced(self, number: int, unit: int) -> int:
        """How many of those that follow will find their home taken by it."""
        homes = self._homes[unit]
        after = bisect_left(self._begins, self._loose[number].span.end)
        return bisect_left(homes, after) - bisect_right(homes, number)

    def _read_back(self, way: _Way) -> dict[Hashable, int]:
        found: dict[Hashable, int] = {
            piece.key: piece.units[0] for piece in self._pieces if len(piece.units) == 1
        }
        for piece in reversed(self._loose):
            found[piece.key] = way.unit
            assert way.before is not None
            way = way.before
        return found
