"""Every quarter of an hour at which something could begin, as the bits of one whole number.

Bit ``i`` stands for the wall-clock time ``i`` quarters after the midnight on which the period begins. So "the same hour
a week later" is a shift by 672 bits, also across a change of the clocks, and "all of these are free" is one AND over
half a year. Times are worked out in whole minutes of UTC; where a change of the clocks lies so near that the length of
something depends on it, each start is asked for itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, time, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Occurrence, line_use
from platform_booking.domain.planning import PlannedLine, make_plan, needs_of
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Unit
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.search_window import SearchWindow

GRID_MINUTES: Final = 15
"""Starts are proposed on the quarter of an hour."""
MINUTES_PER_DAY: Final = 24 * 60
PER_DAY: Final = MINUTES_PER_DAY // GRID_MINUTES
PER_WEEK: Final = 7 * PER_DAY
CLOCK_CHANGE: Final = 180
"""So near to a change of the clocks, in minutes, something could still depend on it."""


def minutes_of(moment: datetime) -> int:
    """Whole minutes since the epoch, rounded down."""
    return int(moment.timestamp()) // 60


def minutes_until(moment: datetime) -> int:
    """Whole minutes since the epoch, rounded up: the end of something that may not end on a minute."""
    return -(-int(moment.timestamp()) // 60)


def moment_of(minutes: int) -> datetime:
    """The instant, in UTC."""
    return datetime.fromtimestamp(minutes * 60, UTC)


def bits(low: int, high: int) -> int:
    """The bits ``low`` to ``high`` - 1."""
    return ((1 << (high - low)) - 1) << low if high > low else 0


def indices(mask: int) -> list[int]:
    """The numbers of the bits that are set, in order."""
    text = bin(mask)[:1:-1]
    found, at = [], text.find("1")
    while at >= 0:
        found.append(at)
        at = text.find("1", at + 1)
    return found


def at_least(masks: Iterable[int], quantity: int) -> int:
    """The bits that are set in at least ``quantity`` of the masks."""
    reached = [-1] + [0] * quantity
    for mask in masks:
        for number in range(quantity, 0, -1):
            reached[number] |= reached[number - 1] & mask
    return reached[quantity]


class StartGrid:
    """The quarters of an hour of a search window, and at which of them something may begin."""

    def __init__(self, window: SearchWindow, length: Lapse) -> None:
        self.window = window
        self.length = length
        self.zone: ZoneInfo = window.zone
        self._first = datetime.combine(wall_time(window.period.start, self.zone).date(), time())
        last = wall_time(window.period.end, self.zone).date()
        self.days = (last - self._first.date()).days + 1
        self.size = self.days * PER_DAY
        self._utc: list[int] = []
        """Minutes of UTC of each quarter; a skipped hour stands at its end, so that the list is in order."""
        self._changes: list[int] = []
        self._free: dict[Hashable, int] = {}
        self._doubted: dict[Hashable, Sequence[tuple[int, TimeSpan]]] = {}
        self._spans: dict[int, TimeSpan] = {}
        self._skipped = 0
        self._lay_out()
        self.admitted = self._admitted()
        """Where the window lets something of this length begin."""

    # --- between bits and times ---------------------------------------------------------------------

    def start(self, index: int) -> datetime:
        """The instant of a bit."""
        return moment_of(self._utc[index])

    def span(self, index: int) -> TimeSpan:
        """What begins at a bit."""
        found = self._spans.get(index)
        if found is None:
            start = self.start(index)
            found = self._spans[index] = TimeSpan(start, self.length.after(start, self.zone))
        return found

    def wall(self, index: int) -> datetime:
        """What the clocks show at a bit (naive)."""
        return self._first + timedelta(minutes=GRID_MINUTES * index)

    def day_bits(self, mask: int) -> Iterator[tuple[int, int]]:
        """The bits of each day: (number of the day's first bit, the day's own bits)."""
        width = PER_DAY // 8
        data = mask.to_bytes(self.days * width, "little")
        for day in range(self.days):
            yield day * PER_DAY, int.from_bytes(data[day * width : (day + 1) * width], "little")

    def _lay_out(self) -> None:
        for day in range(self.days + 1):
            midnight = self._first + timedelta(days=day)
            begin = minutes_of(localize(midnight, self.zone))
            if day and begin - self._utc[-PER_DAY] != MINUTES_PER_DAY:
                self._utc[-PER_DAY:] = self._uneven_day(day - 1)
            if day < self.days:
                self._utc.extend(range(begin, begin + MINUTES_PER_DAY, GRID_MINUTES))

        self._changes = [after for before, after in pairwise(self._utc) if after - before != GRID_MINUTES]

    def _uneven_day(self, day: int) -> list[int]:
        """A day on which the clocks change: quarters that they skip are no starts."""
        found: list[int] = []
        for number in range(PER_DAY):
            wall = self.wall(day * PER_DAY + number)
            moment = localize(wall, self.zone)
            if wall_time(moment, self.zone) != wall:
                self._skipped |= 1 << (day * PER_DAY + number)
            found.append(minutes_of(moment))
        for number in range(PER_DAY - 2, -1, -1):  # in order, for bisection
            found[number] = min(found[number], found[number + 1])
        return found

    def _unsure(self, before: int, after: int) -> list[int]:
        """Starts that have a change of the clocks from so many minutes before them to so many after."""
        found: set[int] = set()
        for change in self._changes:
            low = bisect_left(self._utc, change - after - CLOCK_CHANGE)
            high = bisect_right(self._utc, change + before + CLOCK_CHANGE)
            found.update(range(low, high))
        return sorted(found)

    # --- what the window admits ---------------------------------------------------------------------

    def _admitted(self) -> int:
        window, minutes = self.window, self.length.wall + self.length.exact
        ranges = list(self._starts_of_day(minutes, *window.hours))
        wanted = sum(bits(first, last) for first, last in ranges)
        found = 0
        for day in window.days():
            found |= wanted << (day - self._first.date()).days * PER_DAY
        found &= bits(
            bisect_left(self._utc, minutes_until(window.period.start)),
            bisect_right(self._utc, minutes_of(window.period.end) - minutes),
        )
        doubtful = self._unsure(MINUTES_PER_DAY, minutes + MINUTES_PER_DAY)
        if (
            window.closed and minutes > window.hours[1] - window.hours[0]
        ):  # the last day must not be closed either
            doubtful += indices(found)
        for index in doubtful:
            admits = not self._skipped >> index & 1 and window.admits(self.span(index))
            found = found & ~(1 << index) | admits << index
        return found & ~self._skipped

    @staticmethod
    def _starts_of_day(minutes: int, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Ranges of quarters of a day at which something of this length begins and ends within the hours."""
        if minutes <= high - low:
            yield -(-low // GRID_MINUTES), (high - minutes) // GRID_MINUTES + 1
            return
        for number in range(-(-low // GRID_MINUTES), -(-high // GRID_MINUTES)):
            if low < (number * GRID_MINUTES + minutes - 1) % MINUTES_PER_DAY + 1 <= high:
                yield number, number + 1

    # --- where units are free -----------------------------------------------------------------------

    def free_starts(self, wish: PlannedLine, unit: Unit, occupancy: Occupancy) -> int:
        """Starts at which this unit is free for all that the line would occupy of it; means nothing where none is admitted.

        Worked out once for each: a grid serves one search, on one occupancy.
        """
        key = _shape_of(wish), unit.id
        if key not in self._free:
            self._free[key] = self._free_starts(wish, unit, occupancy)
        return self._free[key]

    def _free_starts(self, wish: PlannedLine, unit: Unit, occupancy: Occupancy) -> int:
        free = self._outside(occupancy.busy(unit.id), *self._reach_of(wish))
        for index, occupied in self._doubtful(wish):
            free = free & ~(1 << index) | occupancy.is_free(unit.id, occupied) << index
        return free

    def line_starts(self, wish: PlannedLine, occupancy: Occupancy) -> int:
        """Admitted starts at which enough units are free for this line alone."""
        free = (self.free_starts(wish, unit, occupancy) for unit in wish.candidates)
        return self.admitted & at_least(free, wish.line.quantity)

    def roomy_starts(self, wish: PlannedLine, occupancy: Occupancy) -> int:
        """Admitted starts at which the pool is never too full for the line, whoever may have to change unit for it.

        Where nothing is tied to its unit this is exact; where something is, the planner may still say no.
        """
        key = _shape_of(wish), tuple(unit.id for unit in wish.candidates), wish.line.quantity
        if key not in self._free:
            self._free[key] = self._roomy_starts(wish, occupancy)
        return self._free[key]

    def _roomy_starts(self, wish: PlannedLine, occupancy: Occupancy) -> int:
        full = list(crowded(wish, occupancy, len(wish.candidates) - wish.line.quantity))
        found = self._outside(full, *self._reach_of(wish))
        for index, occupied in self._doubtful(wish):
            at = bisect_left(full, occupied.end, key=_start_of)
            is_roomy = not at or full[at - 1].end <= occupied.start
            found = found & ~(1 << index) | is_roomy << index
        return self.admitted & found

    def common_starts(
        self, lines: Sequence[PlannedLine], occupancy: Occupancy, *, repack: bool = False
    ) -> int:
        """Admitted starts at which all lines fit, each with units that no other line takes.

        With ``repack`` as ``roomy_starts``: a superset.
        """
        found = self.admitted
        for wish in lines:
            pool = repack and wish.unit is None and len(wish.candidates) > 1
            found &= (self.roomy_starts if pool else self.line_starts)(wish, occupancy)
        if any(self._compete(one, other) for one, other in combinations(lines, 2)):  # each start is planned
            for index in indices(found):
                if not fits(self.start(index), lines, self.length, self.zone, occupancy, repack=repack):
                    found &= ~(1 << index)
        return found

    def _compete(self, one: PlannedLine, other: PlannedLine) -> bool:
        """Whether two lines draw on one pool at the same time, to the hour of a change of the clocks."""
        if {unit.id for unit in one.candidates}.isdisjoint(unit.id for unit in other.candidates):
            return False
        (first, last), (begin, end) = self._reach_of(one), self._reach_of(other)
        return first < end + CLOCK_CHANGE and begin < last + CLOCK_CHANGE

    def open_starts(self, wish: PlannedLine, closed: Sequence[TimeSpan], longest: int) -> int:
        """Starts at which the line's use lies in open time, to the hour of a change of the clocks.

        A use of more minutes than the longest open stretch must begin and end in open time.
        """
        first, last = self._use_of(wish)
        if last - first <= longest:
            return self._outside(closed, first, last)
        return self._outside(closed, first, first + 1) & self._outside(closed, last - 1, last)

    def _use_of(self, wish: PlannedLine) -> tuple[int, int]:
        """From how many minutes after the start until how many the line is used."""
        own, offset = wish.line.length or self.length, wish.line.offset
        first = offset.wall + offset.exact
        return first, first + own.wall + own.exact

    def _reach_of(self, wish: PlannedLine) -> tuple[int, int]:
        first, last = self._use_of(wish)
        return first - wish.resource.setup, last + wish.resource.turnaround

    def _outside(self, taken: Iterable[TimeSpan], first: int, last: int) -> int:
        """Starts from whose ``first`` to whose ``last`` minute none of these spans is touched."""
        touching = 0
        for span in taken:
            begin = bisect_right(self._utc, minutes_of(span.start) - last)
            end = bisect_left(self._utc, minutes_until(span.end) - first)
            touching |= bits(begin, end)
        return bits(0, self.size) & ~touching

    def _doubtful(self, wish: PlannedLine) -> Sequence[tuple[int, TimeSpan]]:
        """Admitted starts at which a change of the clocks decides how long the line is, or where it lies; what it occupies."""
        key = _shape_of(wish)
        if key not in self._doubted:
            self._doubted[key] = list(self._find_doubtful(wish))
        return self._doubted[key]

    def _find_doubtful(self, wish: PlannedLine) -> Iterator[tuple[int, TimeSpan]]:
        own, offset = wish.line.length or self.length, wish.line.offset
        if not self._changes or not (own.wall or offset.wall):
            return
        first, last = self._use_of(wish)
        for index in self._unsure(max(0, -first), max(0, last)):
            if self.admitted >> index & 1:
                use = TimeSpan(*line_use(wish.line, self.span(index), self.zone))
                yield index, use.widen(*wish.resource.margins)


def _shape_of(wish: PlannedLine) -> Hashable:
    """All that decides what a line occupies of a unit from a start on."""
    return wish.line.offset, wish.line.length, wish.resource.setup, wish.resource.turnaround


def _start_of(span: TimeSpan) -> datetime:
    return span.start


def crowded(wish: PlannedLine, occupancy: Occupancy, spare: int) -> Iterator[TimeSpan]:
    """When more than ``spare`` of the units that may serve are taken."""
    edges = sorted(
        edge
        for unit in wish.candidates
        for span in occupancy.busy(unit.id)
        for edge in ((span.start, 1), (span.end, -1))
    )
    depth = 0
    since: datetime | None = None
    for moment, step in edges:
        depth += step
        if since is None and depth > spare:
            since = moment
        elif since is not None and depth <= spare:
            if since < moment:
                yield TimeSpan(since, moment)
            since = None


def fits(
    start: datetime,
    lines: Sequence[PlannedLine],
    length: Lapse,
    zone: ZoneInfo,
    occupancy: Occupancy,
    *,
    repack: bool = False,
) -> bool:
    """Whether all lines fit at exactly this start: the planner's own word."""
    date = Occurrence(1, start, TimeSpan(start, length.after(start, zone)))
    return make_plan(needs_of(lines, (date,), zone), occupancy, zone, repack=repack).fits
