"""What a planning board shows: bars, and the sessions they belong to. Read models: the store fills them, screens draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE, Line, State, status_of
from platform_booking.domain.conflicts import ConflictKind, Occupancy, Occupied
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.timetables import PartnerEvent


@dataclass(frozen=True, slots=True)
class PlannedBar:
    """One unit held, asked for or given up, for one line at one date; or one unit that a block keeps out of use."""

    id: int
    unit_id: int
    resource_id: int
    booking_id: int | None
    ref: str
    """Of the booking or block."""
    title: str
    """Of the booking; the reason of a block; empty where the viewer may only see that the time is taken."""
    is_block: bool
    use: TimeSpan
    occupied: TimeSpan
    """The use widened by set-up and turnaround."""
    state: State
    holds: bool
    line: int = 0
    occurrence: int = 0
    partner: str = ""
    """Code of the organiser's partner."""
    organiser: str = ""
    """Login; of a block, of whoever declared it."""
    kind: str = ""
    """Of a block: maintenance, calibration, closure, breakdown or timetable."""

    @property
    def is_noted(self) -> bool:
        """Whether it is an event of a timetable that holds nothing: it only warns."""
        return self.is_block and not self.holds


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One line of a session, as lists show it."""

    number: int
    resource: str
    """Code."""
    units: tuple[int, ...]
    state: str
    """One state where all units agree, else derived from them."""
    use: TimeSpan
    occupied: TimeSpan
    pinned: bool = False
    """Whether it must have the very unit it has."""

    @property
    def quantity(self) -> int:
        """How many units."""
        return len(self.units)


@dataclass(frozen=True, slots=True)
class BoardSession:
    """One date of a booking with all its lines, or one block: a row of the agenda, what a click selects."""

    ref: str
    occurrence: int
    """0 for a block."""
    title: str
    partner: str
    organiser: str
    use: TimeSpan
    """From the first line's start to the last line's end."""
    lines: tuple[SessionLine, ...]
    state: str
    is_block: bool = False
    kind: str = ""
    dates: int = 1
    """How many dates the booking has."""
    noted: bool = False
    """Whether it only warns: an event of a timetable that holds nothing."""

    @property
    def is_live(self) -> bool:
        """Whether something is still going to happen."""
        return any(line.state in LIVE for line in self.lines)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that overlaps a span of time, of all resources."""

    span: TimeSpan
    bars: tuple[PlannedBar, ...]
    dates: Mapping[str, int]
    """Booking ref → how many dates it has, where that is more than one."""
    read_at: datetime | None = None
    """What has begun by then keeps its unit; None: everything does."""
    pinned: frozenset[tuple[int, int]] = frozenset()
    """(booking key, line) of those that must have the very unit they have."""
    noted: tuple[PartnerEvent, ...] = ()
    """What the timetables of partners have, for which the board has no rows."""

    def occupancy(self, *, leaving: frozenset[int] = frozenset()) -> Occupancy:
        """The index a drag asks: what holds, softly requests and timetables, less the allocations ``leaving``."""
        bars = (
            Occupied(
                bar.unit_id,
                bar.occupied,
                bar.ref,
                ConflictKind.HARD if bar.holds else ConflictKind.SOFT,
                bar.title,
                bar.id,
                self._may_change_unit(bar),
                timetable=bar.is_noted,
            )
            for bar in self.bars
            if bar.id not in leaving and (bar.holds or bar.is_noted or bar.state is State.REQUESTED)
        )
        noted = (
            Occupied(unit, event.span, event.calendar, ConflictKind.SOFT, event.title, timetable=True)
            for event in self.noted
            for unit in event.units
        )
        return Occupancy((*bars, *noted))

    def _may_change_unit(self, bar: PlannedBar) -> bool:
        """Whether it may go to another unit of its pool, as far as the board shows all that it could meet there."""
        return (
            self.read_at is not None
            and bar.booking_id is not None
            and bar.holds
            and bar.state in (State.REQUESTED, State.APPROVED)
            and bar.occupied.start > self.read_at
            and self.span.contains(bar.occupied)
            and (bar.booking_id, bar.line) not in self.pinned
        )


def sessions_of(board: Board, catalogue: Catalogue) -> tuple[BoardSession, ...]:
    """The board's bars by booking and date, the earliest first."""
    grouped: dict[tuple[str, int], list[PlannedBar]] = {}
    for bar in board.bars:
        grouped.setdefault((bar.ref, bar.occurrence), []).append(bar)
    sessions = [_session(bars, catalogue, board) for bars in grouped.values()]
    return tuple(sorted(sessions, key=lambda session: (session.use, session.ref, session.occurrence)))


def _session(bars: list[PlannedBar], catalogue: Catalogue, board: Board) -> BoardSession:
    first = bars[0]
    by_line: dict[int, list[PlannedBar]] = {}
    for bar in bars:
        by_line.setdefault(bar.line, []).append(bar)
    lines = tuple(_line(number, by_line[number], catalogue, board) for number in sorted(by_line))
    return BoardSession(
        ref=first.ref,
        occurrence=first.occurrence,
        title=first.title,
        partner=first.partner,
        organiser=first.organiser,
        use=_union(bar.use for bar in bars),
        lines=lines,
        state=status_of(bar.state for bar in bars),
        is_block=first.is_block,
        kind=first.kind,
        dates=board.dates.get(first.ref, 1),
        noted=first.is_noted,
    )


def _line(number: int, bars: list[PlannedBar], catalogue: Catalogue, board: Board) -> SessionLine:
    resource = catalogue.resource_of_unit[bars[0].unit_id]
    return SessionLine(
        number=number,
        resource=resource.code,
        units=tuple(bar.unit_id for bar in bars),
        state=status_of(bar.state for bar in bars),
        use=_union(bar.use for bar in bars),
        occupied=_union(bar.occupied for bar in bars),
        pinned=(bars[0].booking_id, number) in board.pinned,
    )


def _union(spans: Iterable[TimeSpan]) -> TimeSpan:
    found = list(spans)
    if len(found) == 1:  # most lines have one unit: thousands of spans of a board are not made twice
        return found[0]
    return TimeSpan(min(span.start for span in found), max(span.end for span in found))


def planned_lines_of(session: BoardSession, catalogue: Catalogue, zone: ZoneInfo) -> tuple[PlannedLine, ...]:
    """The lines of a session that are still alive, as the planner wants them, each preferring the units it has."""
    from platform_booking.domain.planning import PlannedLine  # noqa: PLC0415 - a look needs no planner

    return tuple(
        PlannedLine(
            Line(
                line.number,
                line.resource,
                line.quantity,
                Lapse.between(session.use.start, line.use.start, zone),
                Lapse.between(line.use.start, line.use.end, zone),
                line.units[0] if line.pinned else None,
            ),
            catalogue.resources[line.resource],
            catalogue.unit_by_id[line.units[0]] if line.pinned else None,
            preferred=frozenset(line.units),
        )
        for line in session.lines
        if line.state in LIVE
    )
