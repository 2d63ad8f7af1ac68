"""Where several needs fit at once: free time, common free time, proposals in order.

Times inside are whole minutes since the epoch (UTC): a set of possible starts is a sorted list of closed intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import line_use
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import PlannedLine

GRID_MINUTES: Final = 15
"""Starts are proposed on the quarter of an hour."""
DST_SLACK: Final = 60
"""A wall-clock length may be this much shorter on the clock of the stars; candidates are checked exactly afterwards."""
DAYS_PER_WEEK: Final = 7

Interval = tuple[int, int]


def minutes_of(moment: datetime) -> int:
    """Whole minutes since the epoch."""
    return int(moment.timestamp()) // 60


def moment_of(minutes: int) -> datetime:
    """The instant, in UTC."""
    return datetime.fromtimestamp(minutes * 60, UTC)


@dataclass(frozen=True, slots=True)
class SearchWindow:
    """When a slot may lie: a period, days of the week (Monday 0) and hours of the day (minutes), in the zone."""

    period: TimeSpan
    zone: ZoneInfo
    weekdays: frozenset[int] = frozenset(range(DAYS_PER_WEEK))
    hours: Interval = (0, 24 * 60)
    closed: frozenset[date] = frozenset()

    def days(self) -> Iterator[date]:
        """The days on which a slot may begin."""
        day = wall_time(self.period.start, self.zone).date()
        last = wall_time(self.period.end, self.zone).date()
        while day <= last:
            if day.weekday() in self.weekdays and day not in self.closed:
                yield day
            day += timedelta(days=1)

    def day_hours(self, day: date) -> TimeSpan:
        """The open hours of that day as instants."""
        midnight = datetime.combine(day, time())
        return TimeSpan(
            *(localize(midnight + timedelta(minutes=minutes), self.zone) for minutes in self.hours)
        )

    def admits(self, span: TimeSpan) -> bool:
        """Whether a slot with this span is wanted: inside the period, on an open day, within the hours.

        What is longer than the hours of a day must begin and end within them.
        """
        if not self.period.contains(span):
            return False
        start, end = wall_time(span.start, self.zone), wall_time(span.end, self.zone)
        if start.weekday() not in self.weekdays or start.date() in self.closed:
            return False
        first = self.day_hours(start.date())
        if not first.start <= span.start < first.end:
            return False
        if span.length <= first.length:
            return span.end <= first.end
        last_day = (end - timedelta(minutes=1)).date()
        last = self.day_hours(last_day)
        return last.start < span.end <= last.end and last_day not in self.closed


@dataclass(frozen=True, slots=True)
class Proposal:
    """One or several sessions that fit, in order of time."""

    sessions: tuple[TimeSpan, ...]

    @property
    def first(self) -> TimeSpan:
        """Its first session."""
        return self.sessions[0]


def find_slots(
    lines: Sequence[PlannedLine],
    length: Lapse,
    window: SearchWindow,
    occupancy: Occupancy,
    *,
    sessions: int = 1,
    limit: int = 10,
) -> tuple[Proposal, ...]:
    """The nearest times at which all lines fit, earliest first.

    One session: the first start of each stretch of possible starts. Several: the same hour on ``sessions`` days, week
    by week if that is possible somewhere in the period, else on the nearest days that are.
    """
    starts = common_starts(lines, length, window, occupancy)
    if sessions == 1:
        return tuple(
            Proposal((span,)) for span in _first_of_each(starts, lines, length, window, occupancy, limit)
        )
    fitting = list(_all_on_grid(starts, lines, length, window, occupancy))
    return tuple(_rhythms(fitting, sessions, window.zone))[:limit]


def common_starts(
    lines: Sequence[PlannedLine], length: Lapse, window: SearchWindow, occupancy: Occupancy
) -> list[Interval]:
    """Where a start might be possible for all lines together, as far as minutes tell; candidates still need a check."""
    possible = [
        (minutes_of(hours.start), minutes_of(hours.end))
        for hours in (window.day_hours(day) for day in window.days())
    ]
    for wish in lines:
        if not possible:
            break
        possible = intersect(possible, _line_starts(wish, length, window, occupancy))
    return possible


def _line_starts(
    wish: PlannedLine, length: Lapse, window: SearchWindow, occupancy: Occupancy
) -> list[Interval]:
    line = wish.line
    offset, own = line.offset, line.length or length
    slack = DST_SLACK if own.wall or offset.wall else 0
    lead = offset.wall + offset.exact - wish.resource.setup
    taken = own.wall + own.exact + wish.resource.setup + wish.resource.turnaround - slack
    first = minutes_of(window.period.start) + lead - slack
    last = minutes_of(window.period.end) + lead + taken + 2 * slack
    per_unit = [
        [
            (start - lead - slack, end - taken - lead + slack)
            for start, end in _gaps(
                [(minutes_of(s.start), minutes_of(s.end)) for s in occupancy.busy(unit.id)], first, last
            )
            if end - start >= taken
        ]
        for unit in wish.candidates
    ]
    return at_least(per_unit, line.quantity)


def _gaps(busy: Sequence[Interval], first: int, last: int) -> list[Interval]:
    free: list[Interval] = []
    at = first
    for start, end in busy:
        if start >= last:
            break
        if start > at:
            free.append((at, start))
        at = max(at, end)
    if at < last:
        free.append((at, last))
    return free


def intersect(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
    """The minutes in both lists of closed intervals."""
    found: list[Interval] = []
    i = j = 0
    while i < len(left) and j < len(right):
        low, high = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if low <= high:
            found.append((low, high))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return found


def at_least(lists: Sequence[Sequence[Interval]], quantity: int) -> list[Interval]:
    """The minutes that lie in at least ``quantity`` of the lists: where that many units are free."""
    edges = sorted(
        edge for intervals in lists for low, high in intervals for edge in ((low, 0, 1), (high, 1, -1))
    )
    found: list[Interval] = []
    depth = 0
    opened = 0
    for minute, _, step in edges:
        before, depth = depth, depth + step
        if before < quantity <= depth:
            opened = minute
        elif depth < quantity <= before:
            if found and found[-1][1] >= opened - 1:
                found[-1] = (found[-1][0], minute)
            else:
                found.append((opened, minute))
    return found


def fits(
    start: datetime, lines: Sequence[PlannedLine], length: Lapse, zone: ZoneInfo, occupancy: Occupancy
) -> bool:
    """Whether all lines fit at exactly this start, each with enough units that no other line takes."""
    span = TimeSpan(start, length.after(start, zone))
    taken: list[tuple[int, TimeSpan]] = []
    for wish in lines:
        occupied = TimeSpan(*line_use(wish.line, span, zone)).widen(*wish.resource.margins)
        free = [
            unit.id
            for unit in wish.candidates
            if occupancy.is_free(unit.id, occupied)
            and not any(unit.id == other and occupied.overlaps(held) for other, held in taken)
        ][: wish.line.quantity]
        if len(free) < wish.line.quantity:
            return False
        taken += [(unit_id, occupied) for unit_id in free]
    return True


def _candidates(
    interval: Interval,
    lines: Sequence[PlannedLine],
    length: Lapse,
    window: SearchWindow,
    occupancy: Occupancy,
) -> Iterator[TimeSpan]:
    low, high = interval
    for minute in range(-(-low // GRID_MINUTES) * GRID_MINUTES, high + 1, GRID_MINUTES):
        start = moment_of(minute)
        span = TimeSpan(start, length.after(start, window.zone))
        if window.admits(span) and fits(start, lines, length, window.zone, occupancy):
            yield span


def _first_of_each(
    starts: Iterable[Interval],
    lines: Sequence[PlannedLine],
    length: Lapse,
    window: SearchWindow,
    occupancy: Occupancy,
    limit: int,
) -> Iterator[TimeSpan]:
    found = 0
    for interval in starts:
        if found == limit:
            return
        first = next(_candidates(interval, lines, length, window, occupancy), None)
        if first is not None:
            found += 1
            yield first


def _all_on_grid(
    starts: Iterable[Interval],
    lines: Sequence[PlannedLine],
    length: Lapse,
    window: SearchWindow,
    occupancy: Occupancy,
) -> Iterator[TimeSpan]:
    for interval in starts:
        yield from _candidates(interval, lines, length, window, occupancy)


def _rhythms(fitting: Sequence[TimeSpan], sessions: int, zone: ZoneInfo) -> Iterator[Proposal]:
    """Weekly rhythms first, in order of their first session; then the nearest days at one hour."""
    by_wall = {wall_time(span.start, zone): span for span in fitting}
    weekly = set()
    for start in sorted(by_wall):
        walls = [start + timedelta(weeks=week) for week in range(sessions)]
        if all(wall in by_wall for wall in walls) and start.date() not in weekly:
            weekly.add(start.date())
            yield Proposal(tuple(by_wall[wall] for wall in walls))
    if weekly:
        return
    by_hour: dict[time, list[TimeSpan]] = {}
    for wall in sorted(by_wall):
        by_hour.setdefault(wall.time(), []).append(by_wall[wall])
    rows = [tuple(_disjoint(spans))[:sessions] for spans in by_hour.values()]
    complete = sorted(
        (row for row in rows if len(row) == sessions), key=lambda row: (row[-1].start, row[0].start)
    )
    yield from (Proposal(row) for row in complete)


def _disjoint(spans: Iterable[TimeSpan]) -> Iterator[TimeSpan]:
    last: TimeSpan | None = None
    for span in spans:
        if last is None or not span.overlaps(last):
            yield span
            last = span
