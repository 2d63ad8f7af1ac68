"""Finding a slot: several resources at once, in a period, on some days, in some hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Occurrence
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import PlannedLine, check_quantities, make_plan, needs_of
from platform_booking.domain.reading import (
    MINUTES_PER_DAY,
    read_hours,
    read_moment,
    read_range_end,
    read_weekdays,
)
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.slots import Proposal, SearchWindow, find_slots
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.requests import LineRequest, planned_line

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

MAX_SEARCH_DAYS: Final = 731
MAX_SESSIONS: Final = 60
PROPOSALS: Final = 10


@dataclass(frozen=True, slots=True)
class FindRequest:
    """What is looked for; times are ISO 8601 text in the zone of the first resource's platform."""

    lines: tuple[LineRequest, ...]
    length: Lapse
    since: str
    until: str
    sessions: int = 1
    weekdays: str | None = None
    between: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One proposal: sessions at which every line fits."""

    sessions: tuple[TimeSpan, ...]
    zone: str


class AvailabilityService:
    """Looks for free time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, request: FindRequest) -> tuple[Found, ...]:
        """The nearest proposals, earliest first; none when nothing fits. Raises InvalidInput or NotFound."""
        if not request.lines:
            raise InvalidInput("no-line")
        if not 1 <= request.sessions <= MAX_SESSIONS:
            raise InvalidInput("sessions", value=request.sessions, most=MAX_SESSIONS)

        def work(unit_of_work: UnitOfWork) -> tuple[Found, ...]:
            catalogue = unit_of_work.catalogue
            lines = tuple(
                planned_line(catalogue, number, line) for number, line in enumerate(request.lines, 1)
            )
            check_quantities(lines)
            zone = zone_of(catalogue.zone_name_of(lines[0].resource))
            window = self._window(catalogue, lines, request, zone)
            reach = _reach(lines, request.length)
            around = TimeSpan(window.period.start - reach, window.period.end + reach)
            units = {unit.id for line in lines for unit in line.candidates}
            occupancy = unit_of_work.occupancy((unit_id, around) for unit_id in sorted(units))
            proposals = find_slots(
                lines, request.length, window, occupancy, sessions=request.sessions, limit=PROPOSALS
            )
            return tuple(
                Found(proposal.sessions, zone.key)
                for proposal in proposals
                if _bookable(proposal, lines, zone, occupancy)
            )

        return self._desk.store.read(work)

    def _window(
        self, catalogue: Catalogue, lines: tuple[PlannedLine, ...], request: FindRequest, zone: ZoneInfo
    ) -> SearchWindow:
        since, until = read_moment(request.since, zone), read_range_end(request.until, zone)
        period = TimeSpan(since, until)
        if period.length.days > MAX_SEARCH_DAYS:
            raise InvalidInput("search-too-long", days=MAX_SEARCH_DAYS)
        period = (
            TimeSpan(max(period.start, self._desk.now()), period.end)
            if period.end > self._desk.now()
            else period
        )
        hours = read_hours(request.between) if request.between else usual_hours(catalogue, lines)
        weekdays = read_weekdays(request.weekdays) if request.weekdays else frozenset(range(7))
        if request.weekdays is None and request.between is None:
            weekdays = open_weekdays(catalogue, lines)
        return SearchWindow(period, zone, weekdays, hours)


def usual_hours(catalogue: Catalogue, lines: tuple[PlannedLine, ...]) -> tuple[int, int]:
    """From when until when all platforms concerned are open, on their longest day; the whole day where none says."""
    low, high = 0, MINUTES_PER_DAY
    for line in lines:
        platform = catalogue.platform_of(line.resource)
        spans = [span for day in (platform.opening or ()) for span in day] if platform else []
        if spans:
            low, high = max(low, min(start for start, _ in spans)), min(high, max(end for _, end in spans))
    return (low, high) if low < high else (0, MINUTES_PER_DAY)


def open_weekdays(catalogue: Catalogue, lines: tuple[PlannedLine, ...]) -> frozenset[int]:
    """The days of the week on which all platforms concerned are open."""
    days = frozenset(range(7))
    for line in lines:
        platform = catalogue.platform_of(line.resource)
        if platform and platform.opening:
            days &= {number for number, spans in enumerate(platform.opening) if spans}
    return days or frozenset(range(7))


def _reach(lines: tuple[PlannedLine, ...], length: Lapse) -> timedelta:
    """How far outside the period a line's occupied time could lie."""
    minutes = max(
        abs(line.line.offset.wall)
        + abs(line.line.offset.exact)
        + (line.line.length or length).wall
        + (line.line.length or length).exact
        + line.resource.setup
        + line.resource.turnaround
        for line in lines
    )
    return timedelta(minutes=minutes, days=1)


def _bookable(
    proposal: Proposal, lines: tuple[PlannedLine, ...], zone: ZoneInfo, occupancy: Occupancy
) -> bool:
    """Whether all sessions of a proposal can be booked together: their own margins may get in each other's way."""
    dates = [Occurrence(number, span.start, span) for number, span in enumerate(proposal.sessions, 1)]
    return make_plan(needs_of(lines, dates, zone), occupancy, zone).fits
