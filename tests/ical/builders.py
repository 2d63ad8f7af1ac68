"""Bookings built by hand, with their dates and allocations as the services would have made them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from platform_booking.domain.booking import (
    ALWAYS_HOLDING,
    Allocation,
    Booking,
    Line,
    Occurrence,
    Purpose,
    State,
    Visibility,
)
from platform_booking.domain.catalogue import (
    Catalogue,
    Category,
    Partner,
    Person,
    Platform,
    Resource,
    Text,
    Unit,
    person_resource_code,
)
from platform_booking.domain.recurrence import Lapse, Recurrence, expand, localize
from platform_booking.domain.timespan import TimeSpan
from platform_booking.ical.writer import write_calendar
from platform_booking.services.calendar_events import Scope, Selection, calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
CREATED = datetime(2026, 8, 20, 7, 30, tzinfo=UTC)
CHANGED = datetime(2026, 8, 28, 14, 5, tzinfo=UTC)
UID = "6f2c1a90b7e84d7c9a51@platform-booking"
EVERYTHING = Selection()


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """The instant at which clocks in Paris show this."""
    return localize(datetime(year, month, day, hour, minute), PARIS)  # noqa: DTZ001 - what clocks show


def _resource(code: str, fr: str, en: str, units: range, *, site: str = "", **more: object) -> Resource:
    made = Resource(
        id=units.start,
        code=code,
        name=Text(fr, en),
        platform="HALL",
        site=site,
        units=tuple(Unit(number, f"{code}-{number}") for number in units),
    )
    return replace(made, **more)  # type: ignore[arg-type]


CATALOGUE = Catalogue(
    partners=[Partner(1, "ONIRIS", "Oniris VetAgroBio"), Partner(2, "BIOTECH", "Biotech, S.A.; Ouest")],
    persons=[
        Person(1, "claire", "Claire Le Goff", "claire.legoff@example.org", "ONIRIS"),
        Person(2, "yann", "Yann Kerbrat", "yann.kerbrat@example.org", "BIOTECH"),
    ],
    platforms=[
        Platform(1, "HALL", Text("Halle de bioproduction", "Bioproduction hall"), host="ONIRIS"),
        Platform(2, "QC", Text("Contrôle qualité", "Quality control"), host="BIOTECH"),
    ],
    resources=[
        _resource(
            "ZAC",
            "ZAC-école C/D",
            "Training cleanroom C/D",
            range(1, 2),
            site="Nantes",
            category=Category.ROOM,
        ),
        _resource(
            "PSM", "PSM de type II", "Class II cabinet", range(10, 18), site="Nantes", setup=15, turnaround=30
        ),
        _resource(
            "BIO50",
            "Bioréacteur 50 L",
            "50 L bioreactor",
            range(20, 22),
            site="Nantes",
            setup=1440,
            turnaround=90,
        ),
        _resource(
            "SALLE",
            "Salle de cours",
            "Lecture room",
            range(30, 32),
            site="Tours",
            category=Category.ROOM,
            platform="QC",
        ),
        _resource("CYTO", "Cytomètre", "Flow cytometer", range(40, 41), platform="QC"),
        *(
            Resource(
                id=number,
                code=person_resource_code(login),
                name=Text(name, name),
                category=Category.STAFF,
                units=(Unit(number, name),),
                person=login,
            )
            for number, login, name in ((90, "claire", "Claire Le Goff"), (91, "yann", "Yann Kerbrat"))
        ),
    ],
)


@dataclass(frozen=True)
class Fate:
    """What became of one date, by its day: moved somewhere, or in another state, since when."""

    state: State | None = None
    start: datetime | None = None
    length: Lapse | None = None
    lines: Mapping[int, State] = field(default_factory=dict)
    """States of single lines, by number."""
    changed_at: datetime = CHANGED


def booking_of(
    start: datetime,
    length: Lapse,
    *,
    rule: str | None = None,
    lines: Sequence[Line] = (Line(1, "ZAC"),),
    skip: Iterable[date] = (),
    fates: Mapping[date, Fate] | None = None,
    state: State = State.APPROVED,
    zone: str = "Europe/Paris",
    title: str = "Culture en bioréacteur",
    visibility: Visibility = Visibility.PARTNERS,
    organiser: str = "claire",
    learners: int = 12,
    number: int = 42,
    uid: str = UID,
    sequence: int = 2,
) -> Booking:
    """A booking whose rule begins at ``start``, all in one state but for the dates in ``fates``."""
    tz = ZoneInfo(zone)
    recurrence = Recurrence.parse(rule, tz) if rule else None
    bare = Booking(
        id=number,
        ref=f"B-2026-{number:05}",
        uid=uid,
        version=1,
        sequence=sequence,
        title=title,
        purpose=Purpose.TRAINING,
        organiser=organiser,
        partner="ONIRIS",
        learners=learners,
        time_zone=zone,
        rule=rule,
        first_start=start,
        length=length,
        visibility=visibility,
        created_at=CREATED,
        changed_at=CHANGED,
        lines=tuple(lines),
    )
    occurrences, allocations = [], []
    for index, original in enumerate(expand(start, recurrence, tz, frozenset(skip)), 1):
        occurrence = Occurrence(index, original, TimeSpan(original, length.after(original, tz)))
        fate = (fates or {}).get(occurrence.day(tz), Fate())
        moved_to = fate.start or original
        span = TimeSpan(moved_to, (fate.length or length).after(moved_to, tz))
        occurrences.append(replace(occurrence, span=span))
        for line in lines:
            allocations += _allocations(bare, line, occurrences[-1], fate, state)
    return replace(bare, occurrences=tuple(occurrences), allocations=tuple(allocations))


def _allocations(
    booking: Booking, line: Line, occurrence: Occurrence, fate: Fate, state: State
) -> list[Allocation]:
    resource = CATALOGUE.resources[line.resource]
    use = TimeSpan(*booking.line_use(line, occurrence))
    state = fate.lines.get(line.number, fate.state or state)
    return [
        Allocation(
            id=occurrence.number * 100 + line.number * 10 + place,
            unit_id=unit.id,
            line=line.number,
            occurrence=occurrence.number,
            use=use,
            occupied=use.widen(*resource.margins),
            state=state,
            holds=state in ALWAYS_HOLDING,
            changed_at=fate.changed_at,
        )
        for place, unit in enumerate(resource.units[: line.quantity])
    ]


def ics_of(
    *bookings: Booking,
    selection: Selection = EVERYTHING,
    scope: Scope = Scope.FULL,
    language: str = "fr",
    now: datetime = NOW,
) -> bytes:
    """The calendar as bytes."""
    return write_calendar(
        calendar_of(bookings, CATALOGUE, selection=selection, scope=scope, language=language, now=now)
    )


def hours(number: float) -> Lapse:
    """So many hours on the clock."""
    return Lapse(wall=round(timedelta(hours=number).total_seconds()) // 60)
