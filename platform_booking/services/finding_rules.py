"""What the rules of booking say of a proposal: the same that will decide when it is booked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Occurrence, line_use
from platform_booking.domain.cures import TIMELESS
from platform_booking.domain.finding import NeverAllowed, Reason
from platform_booking.domain.open_time import OpenTime
from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.domain.rules import About, refusing
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.judging import Judge, judge_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.rules import Violation
    from platform_booking.domain.search_window import SearchWindow
    from platform_booking.domain.start_grid import StartGrid
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

AROUND = timedelta(days=40)
"""How far beyond the period lines may reach for which opening hours are looked up."""


class FindRules:
    """Rules and opening hours for one search."""

    def __init__(
        self,
        desk: Desk,
        unit_of_work: UnitOfWork,
        window: SearchWindow,
        learners: int = 0,
        *,
        biosafety: int = 0,
        dossier: str = "",
    ) -> None:
        self._desk = desk
        self._unit_of_work = unit_of_work
        self._catalogue = unit_of_work.catalogue
        person = desk.actor(unit_of_work.catalogue).person
        self._about = About(
            person.login if person else "", person.partner if person else "", learners, biosafety, dossier
        )
        self._judges: dict[tuple[str, ...], Judge] = {}
        self._zone = window.zone
        self._around = TimeSpan(window.period.start - AROUND, window.period.end + AROUND)
        self._open: dict[str, OpenTime] = {}
        self.refused: dict[tuple[str, str], Violation] = {}
        """Rules for which something was not proposed, by code and place: the last time each said no."""

    def open_starts(self, grid: StartGrid, lines: Sequence[PlannedLine]) -> int:
        """Starts at which all lines are used in the opening hours of their platforms."""
        found = grid.admitted
        for wish in lines:
            hours = self._hours(wish.resource)
            if hours is not None:
                longest = int(hours.longest.total_seconds()) // 60
                found &= grid.open_starts(wish, hours.closed, longest)
        return found

    def reasons(self, lines: Sequence[PlannedLine], dates: Sequence[Occurrence]) -> tuple[Reason, ...] | None:
        """None where booking these dates would be refused; raises NeverAllowed where it would be at any other time."""
        violations = self._judge(lines).violations(lines, dates)
        stand = refusing(violations, None)
        if stand:
            self.refused |= {(item.code, item.where): item for item in stand}
            if any(item.code in TIMELESS for item in stand):
                raise NeverAllowed
            return None
        warnings = tuple(
            Reason("warning", {"violation": item}, caution=True)
            for item in violations
            if item.code != "outside-opening"  # the search itself says so, by date
        )
        return (*self._of_calendars(lines, dates), *warnings)

    def _judge(self, lines: Sequence[PlannedLine]) -> Judge:
        """Who knows all that is needed of these lines in the whole period; each choice of resources is looked up once."""
        key = tuple(wish.resource.code for wish in lines)
        if key not in self._judges:
            period = Occurrence(1, self._around.start, self._around)
            self._judges[key] = judge_for(
                self._unit_of_work, self._desk.now(), self._about, lines, (period,), self._zone
            )
        return self._judges[key]

    def _of_calendars(self, lines: Sequence[PlannedLine], dates: Sequence[Occurrence]) -> Iterator[Reason]:
        outside = tuple(item.day(self._zone) for item in dates if not self._is_open(lines, item))
        if outside:
            yield Reason("outside-opening", {"dates": outside, "count": len(outside)}, caution=True)
        elif any(self._hours(wish.resource) for wish in lines):
            yield Reason("within-opening")

    def _is_open(self, lines: Sequence[PlannedLine], date: Occurrence) -> bool:
        return all(
            hours is None or hours.contains(TimeSpan(*line_use(wish.line, date.span, self._zone)))
            for wish in lines
            for hours in (self._hours(wish.resource),)
        )

    def _hours(self, resource: Resource) -> OpenTime | None:
        """When the resource's platform is open; None for a person's own time."""
        platform = self._catalogue.platform_of(resource)
        if platform is None:
            return None
        if platform.code not in self._open:
            first = wall_time(self._around.start, self._zone).date()
            last = wall_time(self._around.end, self._zone).date()
            closed = self._catalogue.closed_days(platform, first, last)
            zone = zone_of(platform.time_zone)
            self._open[platform.code] = OpenTime.of(platform.opening, closed, self._around, zone)
        return self._open[platform.code]
