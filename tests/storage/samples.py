"""A small catalogue, bookings and blocks, written through the storage layer alone; and a stranger at the store's door."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import NullPool, create_engine, event, text

from platform_booking.domain.booking import (
    Allocation,
    Block,
    Booking,
    Line,
    Occurrence,
    Purpose,
    State,
    Visibility,
)
from platform_booking.domain.catalogue import (
    ApprovalStep,
    Closure,
    HeldQualification,
    Partner,
    Person,
    Platform,
    Qualification,
    Requests,
    Resource,
    Text,
    Unit,
    person_resource_code,
)
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import migrating
from platform_booking.storage.bookings import Stamp
from platform_booking.storage.engine import SCHEMA_HEAD
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from alembic.config import Config
    from sqlalchemy import Connection, Engine

    from platform_booking.storage.places import Place
    from platform_booking.storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MONDAY = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SET_UP = Stamp("operator", "import", NOW)
BOOKED = Stamp("ada", "book", NOW)

QUALIFICATIONS = (
    Qualification(0, "S", Text("sécurité du site", "site safety")),
    Qualification(0, "E", Text("autonomie", "autonomy")),
)
PARTNERS = (Partner(0, "ONIRIS", "Oniris", "university"), Partner(0, "CHU", "CHU de Rennes", "hospital"))
PERSONS = (
    Person(
        0,
        "ada",
        "Ada Loury",
        "ada@example.org",
        "ONIRIS",
        roles=frozenset({"trainer", "member"}),
        qualifications=(HeldQualification("E"), HeldQualification("S", NOW.date())),
    ),
    Person(0, "bob", "Bob Nantais", "bob@example.org", "CHU", "en", frozenset({"manager"})),
)
PLATFORM = Platform(
    0,
    "UPSTREAM",
    Text("Plateau amont", "Upstream"),
    "ONIRIS",
    opening=(((480, 1080),),) * 5 + ((), ()),
    managers=("bob",),
    deputies=("ada",),
)
FERMENTERS = Resource(
    0,
    "FERM-20",
    Text("Fermenteur 20 L", "Fermenter 20 L"),
    platform="UPSTREAM",
    site="Nantes",
    units=(Unit(0, "A"), Unit(0, "B", note="prefers the left socket")),
    setup=60,
    turnaround=30,
    approval=(ApprovalStep.MANAGER,),
    requires=("S", "E"),
    rules={"lead_days": 2},
)
ROOM = Resource(
    0,
    "ROOM-1",
    Text("Salle", "Room"),
    "room",
    "UPSTREAM",
    units=(Unit(0, "1"),),
    capacity=16,
    requests=Requests.COMPETE,
    equivalent_to=("FERM-20",),
)
ADAS_TIME = Resource(
    0, person_resource_code("ada"), Text("Ada", "Ada"), "staff", units=(Unit(0, "Ada"),), person="ada"
)
SPRING_BREAK = Closure(
    0,
    "SPRING",
    Text("Printemps", "Spring"),
    MONDAY.date(),
    MONDAY.date() + timedelta(days=7),
    platform="UPSTREAM",
)
CATALOGUE = (*QUALIFICATIONS, *PARTNERS, *PERSONS, PLATFORM, FERMENTERS, ROOM, ADAS_TIME, SPRING_BREAK)


@contextmanager
def shared_store(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[Store]:
    """A new store of the kind that the fixture's parameter names, for many tests that leave nothing in it."""
    with _address(request, folders) as address:
        place = place_of(address)
        migrate(place)
        store = Store.open(place)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _address(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(folders.mktemp("shared") / "store.sqlite")
        return
    with stores.postgresql_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


def set_up(store: Store) -> None:
    """Write the catalogue."""

    def work(unit_of_work: UnitOfWork) -> None:
        writer = unit_of_work.catalogue_writer
        for item in CATALOGUE:
            writer.put(None, item, SET_UP)
        writer.put_equivalents(ROOM)
        writer.raise_revision()

    store.write(work)


def book(
    store: Store,
    *wanted: str,
    start: datetime = MONDAY,
    hours: int = 2,
    weeks: int = 1,
    state: State = State.APPROVED,
) -> Booking:
    """Book one unit of each resource; the same resource twice takes its next unit."""

    def work(unit_of_work: UnitOfWork) -> Booking:
        key = unit_of_work.bookings.next_id()
        length = timedelta(hours=hours)
        booking = booking_of(unit_of_work, wanted, start, length, weeks, state, key)
        unit_of_work.bookings.add(booking, BOOKED)
        return booking

    return store.write(work)


def booking_of(
    unit_of_work: UnitOfWork,
    wanted: Sequence[str],
    start: datetime,
    length: timedelta,
    weeks: int,
    state: State,
    key: int,
) -> Booking:
    """A booking as the store would give it back, but for the keys of its allocations."""
    resources = unit_of_work.catalogue.resources
    lines = tuple(
        Line(number, code, wanted.count(code)) for number, code in enumerate(dict.fromkeys(wanted), 1)
    )
    starts = [start + timedelta(weeks=week) for week in range(weeks)]
    occurrences = tuple(
        Occurrence(number, begin, TimeSpan(begin, begin + length)) for number, begin in enumerate(starts, 1)
    )
    return Booking(
        id=key,
        ref=f"B-2026-{key:05}",
        uid=f"{key}@example.org",
        version=1,
        sequence=0,
        title="Fermentation, groupe A",
        purpose=Purpose.TRAINING,
        organiser="ada",
        partner="ONIRIS",
        learners=12,
        time_zone="Europe/Paris",
        rule=f"FREQ=WEEKLY;COUNT={weeks}" if weeks > 1 else None,
        first_start=start,
        length=Lapse(int(length.total_seconds()) // 60),
        visibility=Visibility.PARTNERS,
        created_at=NOW,
        changed_at=NOW,
        lines=lines,
        occurrences=occurrences,
        allocations=tuple(
            Allocation(
                id=0,
                unit_id=unit.id,
                line=line.number,
                occurrence=occurrence.number,
                use=occurrence.span,
                occupied=occurrence.span.widen(*resources[line.resource].margins),
                state=state,
                holds=state is State.APPROVED,
                changed_at=NOW,
            )
            for occurrence in occurrences
            for line in lines
            for unit in resources[line.resource].units[: line.quantity]
        ),
    )


def block(store: Store, resource: str = "ROOM-1", start: datetime = MONDAY, hours: int = 4) -> Block:
    """Block all units of a resource."""

    def work(unit_of_work: UnitOfWork) -> Block:
        key = unit_of_work.blocks.next_id()
        made = Block(
            id=key,
            ref=f"K-2026-{key:05}",
            resource=resource,
            kind="maintenance",
            reason="joint à changer",
            span=TimeSpan(start, start + timedelta(hours=hours)),
            units=tuple(unit.id for unit in unit_of_work.catalogue.resources[resource].units),
            created_by="bob",
            created_at=NOW,
        )
        unit_of_work.blocks.add(made, Stamp("bob", "block", NOW))
        return made

    return store.write(work)


def furnish(store: Store) -> Booking:
    """A catalogue, a series on two resources, a request, and a block. Returns the series."""
    set_up(store)
    series = book(store, "FERM-20", "FERM-20", "ROOM-1", weeks=3)
    book(store, "FERM-20", start=MONDAY + timedelta(days=1), state=State.REQUESTED)
    block(store, start=MONDAY + timedelta(days=2))
    return series


# --- somebody else at the store ---------------------------------------------------------------------


@contextmanager
def stranger(place: Place) -> Iterator[Engine]:
    """Another program, which knows nothing of ours: no foreign keys on SQLite, plain values, its own connection."""
    engine = create_engine(place.url, poolclass=NullPool)
    if place.is_file:

        @event.listens_for(engine, "connect")
        def connected(connection: Any, _record: Any) -> None:
            connection.isolation_level = None

        @event.listens_for(engine, "begin")
        def begun(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN")

    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def behind(engine: Engine, *statements: str) -> Iterator[Connection]:
    """The store as it would be if its owner had changed it: guards off, change, guards on again. Nothing stays."""
    with engine.connect() as connection, connection.begin() as transaction:
        tamper(connection, *statements)
        yield connection
        transaction.rollback()


def tamper(connection: Connection, *statements: str) -> None:
    """Change what the guards forbid, and leave the guards as they were."""
    guards = _guards_off(connection)
    for statement in (*statements, *guards):
        connection.execute(text(statement.replace(":", "\\:")))


def _guards_off(connection: Connection) -> list[str]:
    """Take the guards away; returns what brings them back."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for row in found:
            connection.exec_driver_sql(f"DROP TRIGGER {row.name}")
        return [row.sql for row in found]
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    return ["SET LOCAL session_replication_role = origin"]


def moment(engine: Engine | Connection, at: datetime) -> Any:
    """An instant as the store's own columns hold it."""
    return int(at.timestamp()) if engine.dialect.name == "sqlite" else at


# --- the next version of the program ----------------------------------------------------------------

NEXT_REVISION = f"{int(SCHEMA_HEAD) + 1:04}"
_NEXT_MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT_REVISION}"
down_revision = "{SCHEMA_HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unit", sa.Column("serial", sa.Text(), nullable=False, server_default="unknown"))
"""


@contextmanager
def next_version(folder: Path) -> Iterator[None]:
    """The program as it will be when its schema has one revision more; afterwards it is today's again."""
    versions = folder / "versions"
    versions.mkdir()
    (versions / f"{NEXT_REVISION}_serial_numbers.py").write_text(_NEXT_MIGRATION, encoding="utf-8")
    today = migrating.alembic_config

    def config(connection: Connection | None = None) -> Config:
        configured = today(connection)
        configured.set_main_option("path_separator", "os")
        places = os.pathsep.join((str(migrating.MIGRATIONS / "versions"), str(versions)))
        configured.set_main_option("version_locations", places)
        return configured

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "alembic_config", config)
        patch.setattr("platform_booking.storage.engine.SCHEMA_HEAD", NEXT_REVISION)
        patch.setattr(migrating, "SCHEMA_HEAD", NEXT_REVISION)
        migrating.known_revisions.cache_clear()
        yield
    migrating.known_revisions.cache_clear()
