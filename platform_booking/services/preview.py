"""What a request would bring about, date by date and line by line, before anybody sends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import deciders
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import PlannedLine, needs_of
from platform_booking.domain.recurrence import localize, zone_of
from platform_booking.domain.rules import refusing
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import judge
from platform_booking.services.judging import about_request, violations_for
from platform_booking.services.planner import equivalents_of, plan_what_fits
from platform_booking.services.planning import board_of
from platform_booking.services.requests import resource_of, times_and_lines
from platform_booking.services.steps import step_after
from platform_booking.services.ways_out import alternatives_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Occurrence
    from platform_booking.domain.catalogue import ApprovalStep, Catalogue, Resource
    from platform_booking.domain.conflicts import Conflict, Occupancy
    from platform_booking.domain.planning import Plan, Wish
    from platform_booking.domain.rules import About, Violation
    from platform_booking.domain.verdict import LineVerdict
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import BookingRequest
    from platform_booking.storage.unit_of_work import UnitOfWork

STRIP: Final = (time(7), time(20))
"""From when until when the strip of a day shows what is taken."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line as the catalogue knows it."""

    number: int
    resource: Resource
    platform: str
    """Code; empty for a person's own time."""
    quantity: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One line at one date."""

    line: int
    occurrence: int
    verdict: LineVerdict
    equivalents: tuple[str, ...]
    """Codes of equivalent resources that are free at this very cell."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The answer to a request that is not sent yet."""

    zone: ZoneInfo
    occurrences: tuple[Occurrence, ...]
    lines: tuple[PreviewLine, ...]
    cells: tuple[Cell, ...]
    """By line, then by date."""
    violations: tuple[Violation, ...]
    """Of the dates that would go; of all of them where none would."""
    alternatives: tuple[Alternative, ...]
    awaiting: Mapping[int, tuple[str, tuple[str, ...]]]
    """Line number → (first step or empty for automatic, logins of those who may take it)."""
    pending: Mapping[int, int]
    """Line number → how many requests wait for its deciders now."""

    @property
    def _bad(self) -> frozenset[int]:
        return frozenset(cell.occurrence for cell in self.cells if not cell.verdict.fits)

    @property
    def fits(self) -> bool:
        """Whether every line fits at every date."""
        return not self._bad

    @property
    def good_dates(self) -> tuple[date, ...]:
        """Days that name the dates at which all lines fit."""
        bad = self._bad
        return tuple(item.day(self.zone) for item in self.occurrences if item.number not in bad)

    @property
    def bad_dates(self) -> tuple[date, ...]:
        """Days that name the dates at which some line does not fit."""
        bad = self._bad
        return tuple(item.day(self.zone) for item in self.occurrences if item.number in bad)

    @property
    def sendable(self) -> int:
        """How many dates would be booked without those in conflict: none where a rule stands in the way."""
        return 0 if refusing(self.violations, None) else len(self.good_dates)


class PreviewService:
    """Answers requests without writing anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, request: BookingRequest) -> Preview:
        """What the request would bring about. Conflicts and rules are part of the answer.

        A title may still be missing. Raises InvalidInput or NotFound for what cannot be understood.
        """

        def work(unit_of_work: UnitOfWork) -> tuple[Wish, About, Preview]:
            wish = times_and_lines(unit_of_work.catalogue, request)
            about = about_request(self._desk.person(unit_of_work.catalogue), request)
            return wish, about, self._preview(unit_of_work, wish, about)

        wish, about, found = self._desk.store.read(work)
        if found.fits and not refusing(found.violations, about.organiser):
            return found
        return replace(found, alternatives=alternatives_for(self._desk, wish, about))

    def fits(self, requests: Sequence[BookingRequest]) -> tuple[bool, ...]:
        """Of each, whether it could be booked as it stands: quicker than a preview, for no ways out are looked for.

        Raises as ``preview``.
        """

        def work(unit_of_work: UnitOfWork) -> tuple[bool, ...]:
            person = self._desk.person(unit_of_work.catalogue)
            answers = []
            for request in requests:
                wish = times_and_lines(unit_of_work.catalogue, request)
                found = self._preview(unit_of_work, wish, about_request(person, request))
                answers.append(found.fits and not refusing(found.violations, None))
            return tuple(answers)

        return self._desk.store.read(work)

    def day_bars(self, day: date, codes: Sequence[str], *, until: date | None = None) -> Board:
        """From 7 until 20 o'clock of that day (or until that of a later one), what touches these resources.

        Raises NotFound or InvalidInput.
        """
        if not codes:
            raise InvalidInput("no-line")

        def work(unit_of_work: UnitOfWork) -> Board:
            catalogue = unit_of_work.catalogue
            resources = [resource_of(catalogue, code) for code in codes]
            zone = zone_of(catalogue.zone_name_of(resources[0]))
            days = (day, until or day)
            span = TimeSpan(
                *(localize(datetime.combine(at, hour), zone) for at, hour in zip(days, STRIP, strict=True))
            )
            return board_of(
                self._desk, unit_of_work, span, resources={resource.code for resource in resources}
            )

        return self._desk.store.read(work)

    def _preview(self, unit_of_work: UnitOfWork, wish: Wish, about: About) -> Preview:
        catalogue = unit_of_work.catalogue
        occurrences = wish.occurrences()
        exchanges = _exchanges(catalogue, wish)
        plan, occupancy = plan_what_fits(
            unit_of_work,
            wish,
            needs_of([line for _, line in exchanges], occurrences, wish.zone),
            now=self._desk.now(),
        )
        return Preview(
            zone=wish.zone,
            occurrences=occurrences,
            lines=tuple(
                PreviewLine(item.line.number, item.resource, item.resource.platform, item.line.quantity)
                for item in wish.lines
            ),
            cells=_cells(wish, plan, occurrences, occupancy, exchanges),
            violations=violations_for(
                unit_of_work,
                self._desk.now(),
                about,
                wish.lines,
                plan.occurrences or occurrences,
                wish.zone,
            ),
            alternatives=(),
            awaiting=_awaiting(catalogue, wish.lines),
            pending=_pending(unit_of_work, wish.lines),
        )


def _exchanges(catalogue: Catalogue, wish: Wish) -> list[tuple[int, PlannedLine]]:
    """Line number and the same line on each equivalent resource that has units enough."""
    instead = equivalents_of(catalogue, wish.lines)
    return [
        (item.line.number, PlannedLine(replace(item.line, resource=other.code), other))
        for item in wish.lines
        for other in instead[item.resource.code]
        if len(other.active_units) >= item.line.quantity
    ]


def _cells(
    wish: Wish,
    plan: Plan,
    occurrences: Sequence[Occurrence],
    occupancy: Occupancy,
    exchanges: Sequence[tuple[int, PlannedLine]],
) -> tuple[Cell, ...]:
    """Every line at every date, with the units that the plan gives and the conflicts that it found."""
    planned: dict[tuple[int, int], set[int]] = {}
    for given in plan.allocations:
        key = (given.need.wish.line.number, given.need.occurrence.number)
        planned.setdefault(key, set()).add(given.unit_id)
    in_the_way: dict[tuple[int, date], list[Conflict]] = {}
    for conflict in plan.conflicts:
        in_the_way.setdefault((conflict.line, conflict.occurrence), []).append(conflict)
    cells = []
    for occurrence in occurrences:
        lines = [
            replace(item, preferred=frozenset(planned.get((item.line.number, occurrence.number), ())))
            for item in wish.lines
        ]
        day = occurrence.day(wish.zone)
        for found in judge(lines, occurrence.span, wish.zone, occupancy).lines:
            conflicts = in_the_way.get((found.line, day))
            verdict = replace(found, units=(), conflicts=tuple(conflicts)) if conflicts else found
            free = _free_instead(lines, occurrence, wish.zone, occupancy, found.line, exchanges)
            cells.append(Cell(found.line, occurrence.number, verdict, free))
    return tuple(sorted(cells, key=lambda cell: (cell.line, cell.occurrence)))


def _free_instead(
    lines: Sequence[PlannedLine],
    occurrence: Occurrence,
    zone: ZoneInfo,
    occupancy: Occupancy,
    number: int,
    exchanges: Sequence[tuple[int, PlannedLine]],
) -> tuple[str, ...]:
    """Equivalents of one line that are free beside all the others."""
    others = [item for item in lines if item.line.number != number]
    return tuple(
        other.resource.code
        for line, other in exchanges
        if line == number and judge((*others, other), occurrence.span, zone, occupancy).lines[-1].fits
    )


def _awaiting(catalogue: Catalogue, lines: Sequence[PlannedLine]) -> dict[int, tuple[str, tuple[str, ...]]]:
    found = {}
    for item in lines:
        step = catalogue.awaiting(item.resource, 0)
        found[item.line.number] = (step.value, deciders(catalogue, item.resource, step)) if step else ("", ())
    return found


def _pending(unit_of_work: UnitOfWork, lines: Sequence[PlannedLine]) -> dict[int, int]:
    """Open requests, one for each booking, that wait for somebody who may take the line's first step."""
    catalogue = unit_of_work.catalogue
    awaiting = _awaiting(catalogue, lines)
    if not any(logins for _, logins in awaiting.values()):
        return dict.fromkeys(awaiting, 0)
    units = [unit.id for resource in catalogue.resources.values() for unit in resource.units]
    known: dict[tuple[str, ApprovalStep], tuple[str, ...]] = {}
    waiting: dict[str, set[int]] = {}
    for booking, unit, granted in unit_of_work.bookings.waiting_on(units):
        resource = catalogue.resource_of_unit[unit]
        step = step_after(resource, granted)
        if (resource.platform, step) not in known:
            known[resource.platform, step] = deciders(catalogue, resource, step)
        for login in known[resource.platform, step]:
            waiting.setdefault(login, set()).add(booking)
    return {
        number: len({booking for login in logins for booking in waiting.get(login, ())})
        for number, (_, logins) in awaiting.items()
    }
