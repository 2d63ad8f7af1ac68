"""Finding a slot: several resources at once, in a period, on some days, in some hours."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.catalogue import person_resource_code
from platform_booking.domain.conflicts import Occupancy
from platform_booking.domain.density import DensityMap, density
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.finding import Looking, Suggestion, find, possible_starts
from platform_booking.domain.near_misses import Shortfall, shortfall
from platform_booking.domain.planning import PlannedLine, check_quantities
from platform_booking.domain.reading import (
    MINUTES_PER_DAY,
    read_hours,
    read_moment,
    read_range_end,
    read_weekdays,
)
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.search_window import SearchWindow
from platform_booking.domain.start_grid import StartGrid
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.finding_rules import FindRules
from platform_booking.services.planner import equivalents_of
from platform_booking.services.requests import LineRequest, planned_line, resource_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.domain.rules import Violation
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

MAX_SEARCH_DAYS: Final = 731
MAX_SESSIONS: Final = 60
PROPOSALS: Final = 10
CHAIN: Final = timedelta(days=7)
"""So far beyond the period others are looked at who may have to change unit in a row."""


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
    trainers: tuple[str, ...] = ()
    """Logins of people whose time is needed too."""
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Code of a resource → codes of others that will do as well."""
    any_equivalent: bool = False
    """Whether whatever the catalogue declares equivalent will do as well."""
    learners: int = 0
    biosafety: int = 0
    """Containment level of the work."""
    dossier: str = ""

    def all_lines(self) -> tuple[LineRequest, ...]:
        """The lines with one more for each trainer."""
        return (*self.lines, *(LineRequest(person_resource_code(login)) for login in self.trainers))


@dataclass(frozen=True, slots=True)
class Found:
    """One proposal: sessions at which every line fits."""

    suggestion: Suggestion
    zone: str

    @property
    def sessions(self) -> tuple[TimeSpan, ...]:
        """When."""
        return self.suggestion.sessions


@dataclass(frozen=True, slots=True)
class FindResult:
    """All that a search can say."""

    found: tuple[Found, ...]
    """The best first."""
    zone: ZoneInfo
    map: DensityMap
    """Of single sessions, whatever the number that was asked for."""
    closed: frozenset[date]
    """Days on which some platform is closed at all starts that were asked for."""
    shortfall: Shortfall | None
    """Why nothing was found; None when something was."""
    refused: tuple[Violation, ...] = ()
    """Rules that stood in the way where nothing was found."""


class AvailabilityService:
    """Looks for free time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, request: FindRequest) -> tuple[Found, ...]:
        """The best proposals, each of which can be booked; none when nothing fits. Raises InvalidInput or NotFound."""
        return self.look(request).found

    def look(self, request: FindRequest) -> FindResult:
        """Proposals, a map of where anything is possible, and where nothing fits, why. Raises as ``find``."""
        return self._desk.store.read(lambda unit_of_work: self._look(unit_of_work, request))

    def _look(self, unit_of_work: UnitOfWork, request: FindRequest) -> FindResult:
        catalogue = unit_of_work.catalogue
        looking = self.looking(catalogue, request)
        occupancy = occupancy_of_search(unit_of_work, looking, self._desk.now())
        rules = FindRules(
            self._desk,
            unit_of_work,
            looking.window,
            request.learners,
            biosafety=request.biosafety,
            dossier=request.dossier,
        )
        grid = StartGrid(looking.window, looking.length)
        suggestions = find(looking, occupancy, rules, limit=PROPOSALS, grid=grid)
        refused = tuple(rules.refused.values())
        return FindResult(
            tuple(Found(item, looking.window.zone.key) for item in suggestions),
            looking.window.zone,
            density(grid, possible_starts(looking, grid, occupancy)),
            frozenset(_closed_days(grid, rules.open_starts(grid, next(looking.choices())))),
            None if suggestions else shortfall(looking, occupancy, rules, grid),
            () if suggestions else refused,
        )

    def looking(self, catalogue: Catalogue, request: FindRequest) -> Looking:
        """The request, resolved against the catalogue. Raises InvalidInput or NotFound."""
        if not request.lines:
            raise InvalidInput("no-line")
        if not 1 <= request.sessions <= MAX_SESSIONS:
            raise InvalidInput("sessions", value=request.sessions, most=MAX_SESSIONS)
        lines = tuple(
            planned_line(catalogue, number, line) for number, line in enumerate(request.all_lines(), 1)
        )
        check_quantities(lines)
        zone = zone_of(catalogue.zone_name_of(lines[0].resource))
        return Looking(
            tuple(_options(catalogue, line, request) for line in lines),
            request.length,
            self._window(catalogue, lines, request, zone),
            request.sessions,
            repack=True,
        )

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


def _closed_days(grid: StartGrid, open_starts: int) -> Iterator[date]:
    for (midnight, wanted), (_, found) in zip(
        grid.day_bits(grid.admitted), grid.day_bits(open_starts & grid.admitted), strict=True
    ):
        if wanted and not found:
            yield grid.wall(midnight).date()


def _options(catalogue: Catalogue, wish: PlannedLine, request: FindRequest) -> tuple[PlannedLine, ...]:
    """The line, and with other resources in its place where those will do and have units enough."""
    codes = [resource_of(catalogue, code).code for code in request.instead.get(wish.resource.code, ())]
    if request.any_equivalent:
        codes += [item.code for item in equivalents_of(catalogue, (wish,))[wish.resource.code]]
    others = (catalogue.resources[code] for code in dict.fromkeys(codes) if code != wish.resource.code)
    return (
        wish,
        *(
            PlannedLine(replace(wish.line, resource=other.code, unit=None), other)
            for other in others
            if len(other.active_units) >= wish.line.quantity
        ),
    )


def occupancy_of_search(unit_of_work: UnitOfWork, looking: Looking, now: datetime) -> Occupancy:
    """Everything on all candidates over the whole period, with what lines and margins reach beyond it.

    Who reaches out of that is not asked to change unit: nobody knows whom it would meet there.
    """
    lines = [wish for options in looking.options for wish in options]
    reach = _reach(lines, looking.length) + CHAIN
    around = TimeSpan(looking.window.period.start - reach, looking.window.period.end + reach)
    units = {unit.id for wish in lines for unit in wish.resource.active_units}
    found = unit_of_work.occupancy(
        ((unit_id, around) for unit_id in sorted(units)),
        requests=any(wish.resource.competes for wish in lines),
        movable_after=now,
    )
    return Occupancy(
        replace(item, movable=False) if item.movable and not around.contains(item.span) else item
        for item in found
    )


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


def _reach(lines: Sequence[PlannedLine], length: Lapse) -> timedelta:
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
