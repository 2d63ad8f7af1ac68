"""Rows 4 to 7: a verdict during a drag, a week on the screen, a search, a calendar file."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Line
from platform_booking.domain.catalogue import Resource, Text, Unit
from platform_booking.domain.conflicts import Occupancy, Occupied
from platform_booking.domain.density import density
from platform_booking.domain.finding import Looking, Reason, find, possible_starts
from platform_booking.domain.planning import PlannedLine
from platform_booking.domain.recurrence import Lapse, localize
from platform_booking.domain.slots import SearchWindow
from platform_booking.domain.start_grid import StartGrid
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import judge
from platform_booking.ical.model import CalendarEvent, CalendarFile, Details, Instance
from platform_booking.ical.writer import CalendarWriter, write_calendar
from platform_booking.services.availability import AvailabilityService, FindRequest
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import LineRequest
from platform_booking.storage import week
from platform_booking.storage.unit_of_work import Store
from tests.bench.generate import NOW, ORGANISER, ZONE, raw_postgresql, raw_sqlite, triples
from tests.bench.measure import Result, at_most, interleaved, sampled, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.booking import Occurrence
    from platform_booking.storage.places import Place

DAY: Final = timedelta(days=1)
WEEK: Final = TimeSpan(NOW - timedelta(hours=10), NOW + timedelta(days=7, hours=-10))
EVENTS: Final = 10_000


def pool(number: int, units: int) -> Resource:
    """A resource of some units, keys from a hundred times its number."""
    made = tuple(Unit(number * 100 + position, str(position)) for position in range(units))
    return Resource(number, f"R-{number}", Text("", ""), units=made, setup=30, turnaround=30)


def verdict(rounds: int) -> Result:
    """Row 4: three lines against 10,000 allocations."""
    resources = [pool(number, 4) for number in range(1, 51)]
    units = [unit.id for resource in resources for unit in resource.units]
    occupancy = Occupancy(
        Occupied(unit, TimeSpan(NOW + DAY * day, NOW + DAY * day + timedelta(hours=5)), f"B-{unit}-{day}")
        for unit in units
        for day in range(50)
    )
    lines = tuple(
        PlannedLine(Line(n, resource.code, 2), resource) for n, resource in enumerate(resources[:3], 1)
    )
    at = TimeSpan(NOW, NOW + timedelta(hours=3))
    drags = [at.shift(timedelta(minutes=15 * step)) for step in range(200)]

    def drag() -> None:
        for span in drags:
            judge(lines, span, ZONE, occupancy)

    sample = sampled(drag, rounds)
    each = replace(sample, values=tuple(value / len(drags) for value in sample.values))
    return at_most(4, "verdict, 3 lines, 10,000 allocations", each, 0.001)


def on_screen(place: Place, label: str, rounds: int) -> Result:
    """Row 5: every bar of a week."""
    store = Store.open(place)
    open_raw = raw_sqlite if place.is_file else raw_postgresql
    query = week.statement("sqlite" if place.is_file else "postgresql").text
    catalogue = store.read(lambda unit_of_work: unit_of_work.catalogue)
    with store.reading() as connection:
        found = week.parameters(connection, WEEK)
        count = len(week.allocations_between(connection, WEEK, catalogue))
    parameters: Any = found
    if not place.is_file:
        query = query.replace(":starts", "%(starts)s").replace(":ends", "%(ends)s")
    with open_raw(place) as raw:

        def floor() -> None:
            raw.execute(query, parameters).fetchall()
            if not place.is_file:
                raw.rollback()

        def ours() -> None:
            with store.reading() as connection:
                week.allocations_between(connection, WEEK, catalogue)

        pair = interleaved(floor, ours, rounds)
    store.close()
    return within(5, f"week of all resources ({count:,} bars), {label}", pair, 2.5)


def search(rounds: int) -> list[Result]:
    """Row 6: 500 resources, six months, three needs."""
    rng = random.Random(6)
    resources = [pool(number, 1 + (number % 5 == 0) * 3) for number in range(1, 501)]
    days = 182
    midnight = localize(datetime(2026, 5, 4), ZONE)  # noqa: DTZ001 - what clocks show
    occupancy = Occupancy(
        Occupied(unit.id, TimeSpan(begin, begin + timedelta(hours=4)), "B")
        for resource in resources
        for unit in resource.units
        for day in range(days)
        for begin in (
            midnight + DAY * day + timedelta(hours=7 + rng.choice((0, 0, 1))),
            midnight + DAY * day + timedelta(hours=12 + rng.choice((0, 1, 2))),
        )
    )
    wanted = (resources[4], resources[9], resources[0])
    lines = tuple(PlannedLine(Line(n, r.code), r) for n, r in enumerate(wanted, 1))
    window = SearchWindow(TimeSpan(midnight, midnight + DAY * days), ZONE, frozenset(range(5)), (480, 1140))
    looking = Looking(tuple((line,) for line in lines), Lapse(exact=120), window)
    weekly = replace(looking, length=Lapse(exact=60), sessions=6)
    one = sampled(lambda: _looked_for(looking, occupancy), rounds)
    six = sampled(lambda: _looked_for(weekly, occupancy), rounds)
    return [
        at_most(6, "find one session with map, 500 resources × 6 months, 3 needs", one, 0.3),
        at_most(6, "find six weekly sessions, the same", six, 0.3),
    ]


class _NoRules:
    """Rules are measured from the store."""

    def open_starts(self, grid: StartGrid, _lines: Sequence[PlannedLine]) -> int:
        return grid.admitted

    def reasons(self, _lines: Sequence[PlannedLine], _dates: Sequence[Occurrence]) -> tuple[Reason, ...]:
        return ()


def _looked_for(looking: Looking, occupancy: Occupancy) -> None:
    assert find(looking, occupancy, _NoRules())
    grid = StartGrid(looking.window, looking.length)
    density(grid, possible_starts(looking, grid, occupancy))


def search_store(place: Place, label: str, rounds: int) -> Result:
    """Row 6 from a full store: six sessions for three needs in six months, rules, reasons and map."""
    store = Store.open(place)
    desk = Desk(store, ORGANISER, fixed_clock(NOW))
    three = triples(store.read(lambda unit_of_work: unit_of_work.catalogue))[0]
    wanted = FindRequest(
        tuple(LineRequest(resource.code) for resource in three.resources),
        Lapse(exact=60),
        NOW.date().isoformat(),
        (NOW.date() + DAY * 182).isoformat(),
        sessions=6,
        between="08:00-19:00",
    )
    service = AvailabilityService(desk)
    assert service.find(wanted)
    sample = sampled(lambda: service.look(wanted), rounds)
    store.close()
    return at_most(6, f"find six sessions in six months, {label}", sample, 0.3)


def calendar(rounds: int) -> list[Result]:
    """Row 7: ten thousand events."""
    events = tuple(_event(number) for number in range(EVENTS))
    file = CalendarFile("Réservations", events)
    writer, sequences = CalendarWriter(), itertools.count(1)

    def changed() -> bytes:
        """Another one each time; one that has written the rest before knows it."""
        event = replace(events[0], sequence=next(sequences))
        return writer.write(CalendarFile("Réservations", (event, *events[1:])))

    pair = interleaved(lambda: plain_calendar(events), lambda: write_calendar(file), rounds)
    again = interleaved(lambda: plain_calendar(events), changed, rounds)
    return [
        within(7, f".ics of {EVENTS:,} events", pair, 5),
        within(7, "the same, one booking changed", again, 1),
    ]


def _event(number: int) -> CalendarEvent:
    start = NOW + timedelta(hours=number)
    span = TimeSpan(start, start + timedelta(hours=2))
    details = Details(
        f"TP Culture amont, groupe {number}; séance",
        "Nantes, halle Oniris",
        "Bioréacteur verre 2 L × 2, PSM de type II, salle de cours\nOrganisateur : formateur01, 12 apprenants",
    )
    return CalendarEvent(
        f"{number:032x}@platform-booking", ZONE.key, NOW, NOW, 0, (Instance(start, span, details),)
    )


def plain_calendar(events: tuple[CalendarEvent, ...]) -> bytes:
    """The same events as plain strings, escaped and folded, nothing else."""
    parts = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//FR\r\n"]
    for event in events:
        (instance,) = event.instances
        lines = (
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{_stamp(event.changed)}",
            f"DTSTART:{_stamp(instance.span.start)}",
            f"DTEND:{_stamp(instance.span.end)}",
            f"CREATED:{_stamp(event.created)}",
            f"LAST-MODIFIED:{_stamp(event.changed)}",
            f"SEQUENCE:{event.sequence}",
            f"SUMMARY:{_escaped(instance.details.summary)}",
            f"LOCATION:{_escaped(instance.details.location)}",
            f"DESCRIPTION:{_escaped(instance.details.description)}",
            f"STATUS:{instance.details.status}",
            "END:VEVENT",
        )
        parts += [_folded(line) for line in lines]
    parts.append("END:VCALENDAR\r\n")
    return "".join(parts).encode()


def _stamp(moment: datetime) -> str:
    at = moment.astimezone(UTC)
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    data = line.encode()
    if len(data) <= 75:
        return line + "\r\n"
    pieces, at, room = [], 0, 75
    while len(data) - at > room:
        end = at + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[at:end])
        at, room = end, 74
    pieces.append(data[at:])
    return b"\r\n ".join(pieces).decode() + "\r\n"
