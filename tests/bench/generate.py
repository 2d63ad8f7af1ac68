"""Stores with very many allocations: raw inserts for speed, but every row as the application would have written it.

Time is cut into slots: five a day for what is there, and one in the evening that stays free for measurements. Units
are tied together in threes; a booking takes all three in one slot of the week, for ten weeks.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
import uuid
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import psycopg
from sqlalchemy import text

from platform_booking.domain.booking import (
    Allocation,
    Booking,
    Line,
    Occurrence,
    Purpose,
    State,
    Visibility,
)
from platform_booking.domain.catalogue import Partner, Person, Platform, Resource, Role, Text, Unit
from platform_booking.domain.recurrence import Lapse, localize, zone_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import audit
from platform_booking.storage.bookings import Stamp
from platform_booking.storage.guards import NO_OVERLAP, postgresql_guards
from platform_booking.storage.migrating import migrate
from platform_booking.storage.snapshots import booking_snapshot, subject_of_booking
from platform_booking.storage.unit_of_work import Store
from tests.bench.catalogue import time_of, write_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.catalogue import Item
    from platform_booking.storage.places import Place

ZONE: Final = zone_of("Europe/Paris")
FIRST_DAY: Final = datetime(2024, 1, 1)  # noqa: DTZ001 - what clocks show
NOW: Final = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
WEEKS: Final = 260
SERIES_WEEKS: Final = 10
SLOT_HOURS: Final = 3
FIRST_HOUR: Final = 6
SLOTS: Final = 5
EVENING: Final = 5
"""Number of the slot that stays free."""
SLOT_MARGIN: Final = 30
PER_BOOKING: Final = 3 * SERIES_WEEKS
ORGANISER: Final = "trainer00"
STAMP: Final = Stamp("operator", "import", datetime(2023, 12, 1, tzinfo=UTC))
CHUNK: Final = 2000
"""Bookings written at a time."""
COLUMNS: Final = {
    "booking": (
        "id ref uid version sequence title purpose organiser_id partner_id learners time_zone rule first_start"
        " length_wall length_exact visibility created_at changed_at"
    ),
    "line": "booking_id number resource_id quantity offset_wall offset_exact length_wall length_exact",
    "occurrence": "booking_id number original_start starts ends",
    "allocation": (
        "id unit_id booking_id line occurrence use_from use_until occupied_from occupied_until state holds granted"
        " changed_at"
    ),
    "audit": "seq at actor action subject before after reason digest prev hash",
}


def items(resources: int = 200) -> Iterator[Item]:
    """A catalogue of that many resources: most of one unit, some pools of two and four."""
    yield Partner(0, "HOST", "Halle", "university")
    persons = [
        Person(0, f"trainer{number:02}", f"Trainer {number}", partner="HOST", roles=frozenset({Role.TRAINER}))
        for number in range(20)
    ]
    yield from persons
    yield Platform(0, "HALL", Text("Halle", "Hall"), "HOST", managers=(ORGANISER,))
    for number in range(resources):
        units = 4 if number % 20 == 19 else 2 if number % 7 == 6 else 1
        yield Resource(
            0,
            f"R-{number:03}",
            Text(f"Ressource {number}", f"Resource {number}"),
            "room" if number % 5 == 0 else "equipment",
            "HALL",
            units=tuple(Unit(0, str(name)) for name in range(1, units + 1)),
            capacity=40,
            setup=SLOT_MARGIN,
            turnaround=SLOT_MARGIN,
        )
    for person in persons:
        yield time_of(person)


def slot_start(week: int, weekday: int, slot: int) -> datetime:
    """When a use in that slot starts."""
    hours = FIRST_HOUR + slot * SLOT_HOURS
    wall = FIRST_DAY + timedelta(weeks=week, days=weekday, hours=hours, minutes=SLOT_MARGIN)
    return localize(wall, ZONE)


@dataclass(frozen=True, slots=True)
class Triple:
    """Three units of three resources that are always booked together here."""

    resources: tuple[Resource, ...]
    units: tuple[Unit, ...]


def triples(catalogue: Catalogue) -> list[Triple]:
    """All units in threes."""
    pairs = [
        (resource, unit)
        for position in range(4)
        for resource in catalogue.resources.values()
        if not resource.person and position < len(resource.units)
        for unit in (resource.units[position],)
    ]
    grouped = zip(*[iter(pairs)] * 3, strict=False)
    return [Triple(tuple(r for r, _ in three), tuple(u for _, u in three)) for three in grouped]


class Generator:
    """Makes bookings, and their rows as the store's driver wants them."""

    def __init__(self, catalogue: Catalogue, *, seconds: bool, seed: int = 1) -> None:
        self._catalogue = catalogue
        self._seconds = seconds
        """Whether instants are whole seconds (SQLite)."""
        self._random = random.Random(seed)
        self._moments: dict[datetime, Any] = {}
        self._organiser = catalogue.persons[ORGANISER].id
        self._partner = catalogue.partners["HOST"].id

    def bookings(self, count: int) -> Iterator[Booking]:
        """So many, nowhere overlapping."""
        three = triples(self._catalogue)
        terms = WEEKS // SERIES_WEEKS
        places = range(len(three) * terms * 7 * SLOTS)
        for key, place in enumerate(self._random.sample(places, count), 1):
            place, slot = divmod(place, SLOTS)  # noqa: PLW2901
            place, weekday = divmod(place, 7)  # noqa: PLW2901
            group, term = divmod(place, terms)
            weeks = range(term * SERIES_WEEKS, (term + 1) * SERIES_WEEKS)
            yield self._booking(key, three[group], [slot_start(week, weekday, slot) for week in weeks])

    def _booking(self, key: int, three: Triple, starts: list[datetime]) -> Booking:
        length, margin = timedelta(minutes=120), timedelta(minutes=SLOT_MARGIN)
        spans = [TimeSpan(start, start + length) for start in starts]
        wide = [span.widen(margin, margin) for span in spans]
        created = starts[0] - timedelta(days=20)
        first = (key - 1) * PER_BOOKING + 1
        lines = tuple(Line(number, resource.code) for number, resource in enumerate(three.resources, 1))
        numbers = itertools.count(first)
        return Booking(
            id=key,
            ref=f"B-{created.year}-{key:05}",
            uid=f"{uuid.UUID(int=self._random.getrandbits(128))}@platform-booking",
            version=1,
            sequence=0,
            title=f"Séance {key}",
            purpose=Purpose.TRAINING,
            organiser=ORGANISER,
            partner="HOST",
            learners=8,
            time_zone=ZONE.key,
            rule=f"FREQ=WEEKLY;COUNT={SERIES_WEEKS}",
            first_start=starts[0],
            length=Lapse(120),
            visibility=Visibility.PARTNERS,
            created_at=created,
            changed_at=created,
            lines=lines,
            occurrences=tuple(Occurrence(n, span.start, span) for n, span in enumerate(spans, 1)),
            allocations=tuple(
                Allocation(
                    next(numbers),
                    unit.id,
                    line,
                    n,
                    spans[n - 1],
                    wide[n - 1],
                    State.APPROVED,
                    True,
                    0,
                    created,
                )
                for line, unit in enumerate(three.units, 1)
                for n in range(1, len(spans) + 1)
            ),
        )

    def rows(self, booking: Booking) -> dict[str, list[tuple[Any, ...]]]:
        """The booking's rows by table, without its audit entry."""
        at, created = self._at, self._at(booking.created_at)
        codes = self._catalogue.resources
        return {
            "booking": [
                (
                    *(booking.id, booking.ref, booking.uid, 1, 0, booking.title, booking.purpose.value),
                    *(self._organiser, self._partner, booking.learners, booking.time_zone, booking.rule),
                    *(
                        at(booking.first_start),
                        booking.length.wall,
                        0,
                        booking.visibility.value,
                        created,
                        created,
                    ),
                )
            ],
            "line": [
                (booking.id, line.number, codes[line.resource].id, 1, 0, 0, None, None)
                for line in booking.lines
            ],
            "occurrence": [
                (booking.id, item.number, at(item.original_start), at(item.span.start), at(item.span.end))
                for item in booking.occurrences
            ],
            "allocation": [
                (
                    *(item.id, item.unit_id, booking.id, item.line, item.occurrence, at(item.use.start)),
                    *(at(item.use.end), at(item.occupied.start), at(item.occupied.end), item.state.value),
                    *(item.holds, 0, created),
                )
                for item in booking.allocations
            ],
        }

    def entry(self, booking: Booking, seq: int, prev: str) -> tuple[tuple[Any, ...], str]:
        """The booking's audit entry, and its seal."""
        change = audit.Change(
            at=booking.created_at,
            actor=ORGANISER,
            action="request",
            subject=subject_of_booking(booking.ref),
            before=None,
            after=booking_snapshot(booking),
        )
        row = audit._row(change, seq, prev)
        row["at"] = self._at(row["at"])
        return tuple(row[name] for name in COLUMNS["audit"].split()), row["hash"]

    def _at(self, moment: datetime) -> Any:
        found = self._moments.get(moment)
        if found is None:
            found = self._moments[moment] = int(moment.timestamp()) if self._seconds else moment.isoformat()
        return found


def make_store(place: Place, allocations: int) -> None:
    """A new store with the catalogue and that many allocations."""
    migrate(place)
    store = Store.open(place)
    try:
        write_items(store, tuple(items()), STAMP)
        with store.reading() as connection:
            last = connection.execute(text("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")).one()
        catalogue = store.read(lambda unit_of_work: unit_of_work.catalogue)
    finally:
        store.close()
    generator = Generator(catalogue, seconds=place.is_file)
    chunks = _chunks(generator, allocations // PER_BOOKING, last.seq, last.hash)
    if place.is_file:
        _fill_sqlite(place, chunks)
    else:
        _fill_postgresql(place, chunks)


def _chunks(
    generator: Generator, count: int, seq: int, prev: str
) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    for number, booking in enumerate(generator.bookings(count), 1):
        for table, found in generator.rows(booking).items():
            rows[table] += found
        seq += 1
        entry, prev = generator.entry(booking, seq, prev)
        rows["audit"].append(entry)
        if number % CHUNK == 0 or number == count:
            yield rows
            rows = {table: [] for table in COLUMNS}


def _fill_sqlite(place: Place, chunks: Iterator[dict[str, list[tuple[Any, ...]]]]) -> None:
    assert place.path is not None
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=-400000")
        connection.execute("PRAGMA foreign_keys=OFF")  # the rows are right, and nobody else looks yet
        connection.execute("BEGIN IMMEDIATE")
        for rows in chunks:
            for table, found in rows.items():
                names = COLUMNS[table].split()
                marks = ",".join("?" * len(names))
                connection.executemany(f"INSERT INTO {table} ({','.join(names)}) VALUES ({marks})", found)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_postgresql(place: Place, chunks: Iterator[dict[str, list[tuple[Any, ...]]]]) -> None:
    with raw_postgresql(place) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")  # the rows refer to what is there
        connection.execute(f"ALTER TABLE allocation DROP CONSTRAINT {NO_OVERLAP}")
        with connection.cursor() as cursor:
            for rows in chunks:
                for table, found in rows.items():
                    names = ",".join(COLUMNS[table].split())
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for row in found:
                            copy.write_row(row)
        for table in ("booking", "allocation"):
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
        connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
        connection.execute(postgresql_guards()[NO_OVERLAP])
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


@contextmanager
def raw_postgresql(place: Place) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the bare driver."""
    url = place.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg.connect(url, options="-c timezone=UTC")) as connection:
        yield connection


@contextmanager
def raw_sqlite(place: Place) -> Iterator[sqlite3.Connection]:
    """A connection of the bare driver with the settings of the application."""
    assert place.path is not None
    with closing(sqlite3.connect(place.path, isolation_level=None, timeout=30)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        yield connection
