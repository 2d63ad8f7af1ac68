"""The store itself refuses what must never be, whoever writes: here a stranger with SQL in hand."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from platform_booking.domain.booking import State
from platform_booking.domain.errors import SlotTaken
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import irregularities, tables
from platform_booking.storage.failures import meaning_of
from platform_booking.storage.guards import guards_of, missing_guards
from platform_booking.storage.occupancy import occupancy_of
from tests import stores
from tests.storage import samples
from tests.storage.samples import MONDAY, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

INSERT = """
INSERT {how} INTO allocation (id, unit_id, booking_id, line, occurrence, use_from, use_until, occupied_from,
  occupied_until, state, holds, granted, changed_at)
VALUES (:id, :unit, :booking, 1, 1, :from, :until, :from, :until, :state, :holds, 0, :now) {tail}"""


@dataclass(frozen=True)
class Field:
    """A store with one held span, [10:00, 12:00) on one unit, and a stranger connected to it."""

    engine: Engine
    booking: int
    unit: int
    other_unit: int
    held: int
    held_from: datetime
    held_until: datetime
    request: int
    """Asks for the same time of the same unit and holds nothing."""
    later: int
    """Holds the same unit on another day."""

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    def at(self, hours: float) -> Any:
        """An instant so many hours after the held span begins."""
        return samples.moment(self.engine, self.held_from + timedelta(hours=hours))

    def row(self, **changed: Any) -> dict[str, Any]:
        row = {
            "id": 900,
            "unit": self.unit,
            "booking": self.booking,
            "from": self.at(0),
            "until": self.at(2),
            "state": "approved",
            "holds": True,
            "now": samples.moment(self.engine, NOW),
        }
        return row | changed

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One that is always rolled back; nothing that happens in it may have brought an overlap or lost the held row."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            before = self.held_row(connection)
            yield connection
            assert connection.execute(irregularities.overlaps()).all() == []
            assert self.held_row(connection) == before
            transaction.rollback()

    def held_row(self, connection: Connection) -> Any:
        return connection.execute(
            select(tables.allocation).where(tables.allocation.c.id == self.held)
        ).one_or_none()


@pytest.fixture(scope="module", params=stores.KINDS)
def field(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with samples.shared_store(request, tmp_path_factory) as store:
        samples.set_up(store)
        held = samples.book(store, "ROOM-1")
        asking = samples.book(store, "ROOM-1", state=State.REQUESTED)
        later = samples.book(store, "ROOM-1", start=MONDAY + timedelta(days=1))
        samples.book(store, "FERM-20", samples.ADAS_TIME.code, start=MONDAY + timedelta(days=9), weeks=2)
        samples.block(store, "FERM-20", MONDAY + timedelta(days=3))
        with store.reading() as connection:
            keys = {row.booking_id: row.id for row in connection.execute(select(tables.allocation))}
            other = connection.execute(select(tables.unit.c.id).where(tables.unit.c.name == "A")).scalar_one()
        allocation = held.allocations[0]
        with samples.stranger(store.place) as engine:
            yield Field(
                engine=engine,
                booking=held.id,
                unit=allocation.unit_id,
                other_unit=other,
                held=keys[held.id],
                held_from=allocation.occupied.start,
                held_until=allocation.occupied.end,
                request=keys[asking.id],
                later=keys[later.id],
            )


def refused(
    connection: Connection, statement: str, values: dict[str, Any] | None = None
) -> DBAPIError | None:
    """The store's refusal, with the transaction still alive; None when it took the statement."""
    try:
        with connection.begin_nested():
            connection.execute(text(statement), values or {})
    except DBAPIError as error:
        return error
    return None


def assert_slot_taken(error: DBAPIError | None) -> None:
    assert error is not None
    assert isinstance(meaning_of(error), SlotTaken)


# --- double booking ---------------------------------------------------------------------------------

OVERLAPPING = {
    "the same span": (0, 2),
    "inside": (0.5, 1.5),
    "all around": (-1, 3),
    "same start, shorter": (0, 1),
    "same start, longer": (0, 3),
    "same end": (1, 2),
    "over the start": (-1, 1),
    "over the end": (1, 3),
    "by one second at the start": (-1, 1 / 3600),
    "by one second at the end": (2 - 1 / 3600, 3),
}
FREE = {"ends where it begins": (-1, 0), "begins where it ends": (2, 3), "another day": (24 * 5, 24 * 5 + 1)}


@pytest.mark.parametrize("span", OVERLAPPING.values(), ids=OVERLAPPING)
def test_refuses_an_insert_over_a_held_span(field: Field, span: tuple[float, float]) -> None:
    row = field.row(**{"from": field.at(span[0]), "until": field.at(span[1])})
    with field.transaction() as connection:
        assert_slot_taken(refused(connection, INSERT.format(how="", tail=""), row))


@pytest.mark.parametrize("span", FREE.values(), ids=FREE)
def test_takes_an_insert_beside_a_held_span(field: Field, span: tuple[float, float]) -> None:
    row = field.row(**{"from": field.at(span[0]), "until": field.at(span[1])})
    with field.transaction() as connection:
        assert refused(connection, INSERT.format(how="", tail=""), row) is None


def test_takes_the_same_span_on_another_unit_and_a_request_that_holds_nothing(field: Field) -> None:
    with field.transaction() as connection:
        assert refused(connection, INSERT.format(how="", tail=""), field.row(unit=field.other_unit)) is None
        asking = field.row(id=901, state="requested", holds=False)
        assert refused(connection, INSERT.format(how="", tail=""), asking) is None


UPDATES: dict[str, tuple[str, Callable[[Field], dict[str, Any]]]] = {
    "its time": (
        (
            "UPDATE allocation SET use_from = :from, occupied_from = :from, use_until = :until, occupied_until = :until"
            " WHERE id = :id"
        ),
        lambda field: {"id": field.later, "from": field.at(1), "until": field.at(3)},
    ),
    "its margins": (
        "UPDATE allocation SET occupied_from = :from WHERE id = :id",
        lambda field: {"id": field.later, "from": field.at(1.5)},
    ),
    "its state and hold": (
        "UPDATE allocation SET state = 'approved', holds = true WHERE id = :id",
        lambda field: {"id": field.request},
    ),
    "its hold alone": (
        "UPDATE allocation SET holds = true WHERE id = :id",
        lambda field: {"id": field.request},
    ),
    "many at once": (
        "UPDATE allocation SET holds = true WHERE state = 'requested'",
        lambda _field: {},
    ),
}


@pytest.mark.parametrize(("statement", "values"), UPDATES.values(), ids=UPDATES)
def test_refuses_an_update_into_a_held_span(
    field: Field, statement: str, values: Callable[[Field], dict[str, Any]]
) -> None:
    with field.transaction() as connection:
        assert_slot_taken(refused(connection, statement, values(field)))


def test_refuses_a_move_to_a_unit_that_is_held(field: Field) -> None:
    with field.transaction() as connection:
        assert refused(connection, INSERT.format(how="", tail=""), field.row(unit=field.other_unit)) is None
        move = "UPDATE allocation SET unit_id = :unit WHERE id = 900"
        assert_slot_taken(refused(connection, move, {"unit": field.unit}))


def test_a_row_is_not_in_its_own_way(field: Field) -> None:
    with field.transaction() as connection:
        shrink = "UPDATE allocation SET occupied_until = :until, use_until = :until WHERE id = :id"
        assert refused(connection, shrink, {"id": field.later, "until": field.at(25)}) is None
        assert (
            refused(connection, "UPDATE allocation SET granted = 1 WHERE id = :id", {"id": field.later})
            is None
        )


def test_refuses_rows_of_one_statement_that_meet_each_other(field: Field) -> None:
    two = (
        "INSERT INTO allocation (unit_id, booking_id, line, occurrence, use_from, use_until, occupied_from,"
        " occupied_until, state, holds, granted, changed_at)"
        " VALUES (:unit, :booking, 1, 1, :a, :c, :a, :c, 'approved', true, 0, :a),"
        " (:unit, :booking, 1, 1, :b, :d, :b, :d, 'approved', true, 0, :a)"
    )
    row = {"unit": field.other_unit, "booking": field.booking}
    times = {"a": field.at(0), "b": field.at(1), "c": field.at(2), "d": field.at(3)}
    with field.transaction() as connection:
        assert_slot_taken(refused(connection, two, row | times))


@pytest.mark.parametrize("holds", [True, False], ids=["holding", "asking"])
@pytest.mark.parametrize("how", ["OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT"])
def test_no_conflict_clause_of_sqlite_gets_past_a_held_span(
    field: Field,
    how: str,
    holds: bool,
) -> None:
    if field.dialect != "sqlite":
        how = ""
    with field.transaction() as connection:
        statement = INSERT.format(how=how, tail="")
        error = refused(
            connection, statement, field.row(holds=holds, state="approved" if holds else "requested")
        )
        if holds:
            assert_slot_taken(error)


def test_or_replace_may_not_take_the_key_of_the_row_in_its_way(field: Field) -> None:
    how = "OR REPLACE" if field.dialect == "sqlite" else ""
    with field.transaction() as connection:
        stolen = field.row(id=field.held, **{"from": field.at(1), "until": field.at(3)})
        assert refused(connection, INSERT.format(how=how, tail=""), stolen) is not None


@pytest.mark.parametrize(
    "tail",
    [
        "ON CONFLICT DO NOTHING",
        "ON CONFLICT (id) DO NOTHING",
        "ON CONFLICT (id) DO UPDATE SET occupied_until = excluded.occupied_until, use_until = excluded.use_until",
        "ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, holds = true, state = 'approved'",
    ],
)
@pytest.mark.parametrize("key", ["held", "request", "later"])
def test_no_upsert_gets_past_a_held_span(field: Field, tail: str, key: str) -> None:
    target = getattr(field, key)
    with field.transaction() as connection:
        refused(connection, INSERT.format(how="", tail=tail), field.row(id=target, **{"from": field.at(1)}))


def test_only_sqlite_s_or_rollback_gives_up_the_whole_transaction_and_leaves_nothing(field: Field) -> None:
    how = "OR ROLLBACK" if field.dialect == "sqlite" else ""
    with pytest.raises(DBAPIError) as caught, field.engine.begin() as connection:
        connection.execute(text(INSERT.format(how=how, tail="")), field.row())
    assert isinstance(meaning_of(caught.value), SlotTaken)
    with field.transaction() as connection:
        assert (
            connection.execute(select(tables.allocation.c.id).where(tables.allocation.c.id == 900)).all()
            == []
        )


# --- senseless rows ---------------------------------------------------------------------------------

_DAY = 24.0
SENSELESS: dict[str, Callable[[Field], dict[str, Any]]] = {
    "empty span": lambda field: {"from": field.at(50), "until": field.at(50)},
    "backwards span": lambda field: {"from": field.at(51), "until": field.at(50)},
    "longer than three years": lambda field: {"from": field.at(50), "until": field.at(50 + 1101 * _DAY)},
    "long before our time": lambda field: {
        "from": field.at(-60 * 365 * _DAY),
        "until": field.at(-60 * 365 * _DAY + 1),
    },
    "long after our time": lambda field: {
        "from": field.at(250 * 365 * _DAY),
        "until": field.at(250 * 365 * _DAY + 1),
    },
    "no start": lambda field: {"from": None, "until": field.at(52)},
    "no end": lambda field: {"from": field.at(50), "until": None},
    "endless": lambda field: {"from": field.at(50), "until": _endless(field)},
    "since ever": lambda field: {"from": _since_ever(field), "until": field.at(52)},
    "not a number": lambda field: {"from": field.at(50), "until": float("nan")},
    "words for a time": lambda field: {"from": field.at(50), "until": "soon"},
    "nothing for a time": lambda field: {"from": field.at(50), "until": ""},
    "approved and not holding": lambda field: {"from": field.at(50), "until": field.at(52), "holds": False},
    "in use and not holding": lambda field: {
        "from": field.at(50),
        "until": field.at(52),
        "holds": False,
        "state": "in_use",
    },
    "cancelled and holding": lambda field: {
        "from": field.at(50),
        "until": field.at(52),
        "state": "cancelled",
    },
    "no show and holding": lambda field: {"from": field.at(50), "until": field.at(52), "state": "no_show"},
    "holding twice": lambda field: {"from": field.at(50), "until": field.at(52), "holds": 2},
    "holding minus once": lambda field: {"from": field.at(50), "until": field.at(52), "holds": -1},
    "perhaps holding": lambda field: {"from": field.at(50), "until": field.at(52), "holds": None},
    "holding in words": lambda field: {"from": field.at(50), "until": field.at(52), "holds": "perhaps"},
    "an unknown state": lambda field: {"from": field.at(50), "until": field.at(52), "state": "hoped"},
    "no state": lambda field: {"from": field.at(50), "until": field.at(52), "state": None},
    "no holder": lambda field: {"from": field.at(50), "until": field.at(52), "booking": None},
}


def _endless(field: Field) -> Any:
    return float("inf") if field.dialect == "sqlite" else "infinity"


def _since_ever(field: Field) -> Any:
    return float("-inf") if field.dialect == "sqlite" else "-infinity"


@pytest.mark.parametrize("changed", SENSELESS.values(), ids=SENSELESS)
def test_refuses_a_senseless_row(field: Field, changed: Callable[[Field], dict[str, Any]]) -> None:
    row = field.row(**changed(field))
    with field.transaction() as connection:
        assert refused(connection, INSERT.format(how="", tail=""), row) is not None
        if field.dialect == "sqlite":
            assert refused(connection, INSERT.format(how="OR REPLACE", tail=""), row) is not None
            skipped = refused(connection, INSERT.format(how="OR IGNORE", tail=""), row)
            there = connection.execute(text("SELECT id FROM allocation WHERE id = 900")).all()
            assert skipped is not None or there == []


@pytest.mark.parametrize(
    "change",
    [
        "occupied_until = occupied_from",
        "occupied_until = NULL",
        "holds = false",
        "holds = NULL",
        "state = 'cancelled'",
        "state = 'declined'",
    ],
)
def test_refuses_to_make_an_approved_row_senseless(field: Field, change: str) -> None:
    with field.transaction() as connection:
        statement = f"UPDATE allocation SET {change} WHERE id = :id"
        assert refused(connection, statement, {"id": field.later}) is not None


@pytest.mark.parametrize(
    "value", ["{column} + 0.5", "{column} - 0.5", "'zzz'", "x'ffff'", "CAST({column} AS TEXT) || ' s'"]
)
@pytest.mark.parametrize("column", ["use_from", "use_until", "occupied_from", "occupied_until"])
def test_sqlite_takes_nothing_but_whole_seconds_for_an_instant(field: Field, column: str, value: str) -> None:
    """Words and bytes are greater than any number there, so that comparisons alone would let them pass."""
    if field.dialect == "postgresql":
        value = "'zzz'"
    statement = f"UPDATE allocation SET {column} = {value.format(column=column)} WHERE id = :id"
    with field.transaction() as connection:
        assert refused(connection, statement, {"id": field.later}) is not None


# --- history and audit trail ------------------------------------------------------------------------


def test_nothing_of_history_is_deleted(field: Field) -> None:
    with field.transaction() as connection:
        for table in tables.HISTORY:
            statements = [f"DELETE FROM {table}", f"DELETE FROM {table} WHERE 1 = 1"]
            if field.dialect == "postgresql":
                statements.append(f"TRUNCATE {table} CASCADE")
            for statement in statements:
                rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
                error = refused(connection, statement)
                assert rows == 0 or isinstance(error, IntegrityError), statement
                assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == rows


@pytest.mark.parametrize("table", ["person", "resource", "unit", "partner"])
def test_no_removal_of_the_catalogue_takes_history_with_it(field: Field, table: str) -> None:
    with field.transaction() as connection:
        before = _history(connection)
        if field.dialect == "postgresql":
            assert isinstance(refused(connection, f"TRUNCATE {table} CASCADE"), IntegrityError)
        refused(connection, f"DELETE FROM {table}")
        assert _history(connection) == before


def _history(connection: Connection) -> list[Any]:
    return [connection.execute(text(f"SELECT * FROM {table}")).all() for table in ("audit", *tables.HISTORY)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
        "UPDATE audit SET reason = 'quite another'",
        "UPDATE audit SET hash = hash",
        "UPDATE audit SET seq = seq + 1000",
        "INSERT INTO audit SELECT * FROM audit WHERE seq = 1",
        (
            "INSERT INTO audit SELECT 9000, at, actor, action, subject, before, after, reason, digest, prev, hash"
            " FROM audit WHERE seq = 2"
        ),
    ],
)
def test_the_audit_trail_only_grows(field: Field, statement: str) -> None:
    with field.transaction() as connection:
        assert isinstance(refused(connection, statement), IntegrityError)
        if field.dialect == "postgresql":
            assert isinstance(refused(connection, "TRUNCATE audit"), IntegrityError)


REPLACEMENTS = {
    "an entry": "INSERT OR REPLACE INTO audit SELECT seq, at, 'eve', action, subject, before, after, reason, digest,"
    " prev, hash FROM audit WHERE seq = 1",
    "an entry by its link": "INSERT OR REPLACE INTO audit SELECT 9000, at, 'eve', action, subject, before, after, reason,"
    " digest, prev, hash FROM audit WHERE seq = 1",
    "an entry by its number": (
        "INSERT OR REPLACE INTO audit SELECT seq, at, 'eve', action, subject, before, after, reason, digest,"
        " 'another link', hash FROM audit WHERE seq = 1"
    ),
    "a line by its number": "UPDATE OR REPLACE line SET number = 1 WHERE number = 2",
    "a date by its number": "UPDATE OR REPLACE occurrence SET number = 1 WHERE number = 2",
    "an entry by update": "UPDATE OR REPLACE audit SET seq = 1 WHERE seq = 2",
    "a booking by its ref": "INSERT OR REPLACE INTO booking SELECT 77, (SELECT ref FROM booking ORDER BY id LIMIT 1),"
    " 'new', version, sequence, title, purpose, organiser_id, partner_id, learners, time_zone, rule, first_start,"
    " length_wall, length_exact, visibility, created_at, changed_at FROM booking ORDER BY id DESC LIMIT 1",
    "a booking by its uid": "INSERT OR REPLACE INTO booking SELECT 77, 'B-NEW', (SELECT uid FROM booking ORDER BY id"
    " LIMIT 1), version, sequence, title, purpose, organiser_id, partner_id, learners, time_zone, rule, first_start,"
    " length_wall, length_exact, visibility, created_at, changed_at FROM booking ORDER BY id DESC LIMIT 1",
    "a booking by update of its key": "UPDATE OR REPLACE booking SET id = (SELECT min(id) FROM booking)"
    " WHERE id = (SELECT max(id) FROM booking)",
    "a booking by update of its row number": "UPDATE OR REPLACE booking SET rowid = (SELECT min(id) FROM booking)"
    " WHERE id = (SELECT max(id) FROM booking)",
    "a booking by update of its ref": "UPDATE OR REPLACE booking SET ref = (SELECT min(ref) FROM booking)"
    " WHERE id = (SELECT max(id) FROM booking)",
    "a line": "UPDATE OR REPLACE line SET booking_id = (SELECT min(id) FROM booking)"
    " WHERE booking_id = (SELECT max(id) FROM booking)",
    "a date": "UPDATE OR REPLACE occurrence SET booking_id = (SELECT min(id) FROM booking)"
    " WHERE booking_id = (SELECT max(id) FROM booking)",
    "an allocation": "UPDATE OR REPLACE allocation SET id = (SELECT min(id) FROM allocation)"
    " WHERE id = (SELECT max(id) FROM allocation)",
    "an allocation by its row number": "UPDATE OR REPLACE allocation SET _rowid_ = (SELECT min(id) FROM allocation)"
    " WHERE id = (SELECT max(id) FROM allocation)",
    "a block": "INSERT OR REPLACE INTO block SELECT 77, ref, resource_id, kind, reason, starts, ends, created_by,"
    " created_at, state FROM block",
}


@pytest.mark.parametrize("statement", REPLACEMENTS.values(), ids=REPLACEMENTS)
def test_nothing_is_pushed_out_by_a_replacement(field: Field, statement: str) -> None:
    if field.dialect == "postgresql":
        statement = statement.replace("OR REPLACE ", "").replace("rowid", "id").replace("_id_", "id")
    with field.transaction() as connection:
        before = _history(connection)
        assert refused(connection, statement) is not None
        assert _history(connection) == before


# --- the guards themselves --------------------------------------------------------------------------


def test_all_guards_stand(field: Field) -> None:
    with field.transaction() as connection:
        assert missing_guards(connection) == []


def test_a_guard_that_was_taken_away_is_missed(field: Field) -> None:
    for name in guards_of(field.dialect):
        with field.transaction() as connection:
            for statement in _removals(field.dialect, name):
                connection.exec_driver_sql(statement)
            assert name in missing_guards(connection)


def _removals(dialect: str, name: str) -> list[str]:
    if dialect == "sqlite":
        return [f"DROP TRIGGER {name}"]
    if name == "refuse_change":
        return ["DROP FUNCTION refuse_change CASCADE"]
    if name.startswith(("audit", "history")):
        return [
            f"DROP TRIGGER {name} ON {name.removeprefix('history_never_deleted_').partition('_append')[0]}"
        ]
    return [f"ALTER TABLE allocation DROP CONSTRAINT {name}"]


WEAKENED = {
    "sqlite": {
        "allocation_no_overlap_insert": [
            "DROP TRIGGER allocation_no_overlap_insert",
            (
                "CREATE TRIGGER allocation_no_overlap_insert BEFORE INSERT ON allocation WHEN NEW.holds AND 0"
                " BEGIN SELECT RAISE(ABORT, 'allocation_no_overlap'); END"
            ),
        ],
    },
    "postgresql": {
        "audit_append_only": ["ALTER TABLE audit DISABLE TRIGGER audit_append_only"],
        "history_never_deleted_line": ["ALTER TABLE line ENABLE REPLICA TRIGGER history_never_deleted_line"],
        "history_never_deleted_block": [
            "DROP TRIGGER history_never_deleted_block ON block",
            (
                "CREATE TRIGGER history_never_deleted_block BEFORE INSERT ON decision"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('history_never_deleted')"
            ),
        ],
        "refuse_change": [
            (
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql"
                " SET search_path=pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$"
            )
        ],
        "allocation_no_overlap": [
            "ALTER TABLE allocation DROP CONSTRAINT allocation_no_overlap",
            (
                "ALTER TABLE allocation ADD CONSTRAINT allocation_no_overlap EXCLUDE USING gist"
                " (int8range(unit_id, unit_id, '[]') WITH &&, tstzrange(occupied_from, occupied_until) WITH &&)"
                " WHERE (holds AND state = 'approved')"
            ),
        ],
        "ck_allocation_sane": [
            "ALTER TABLE allocation DROP CONSTRAINT ck_allocation_sane",
            guards_of("postgresql")["ck_allocation_sane"] + " NOT VALID",
        ],
    },
}


def test_a_guard_that_was_weakened_is_missed(field: Field) -> None:
    for name, statements in WEAKENED[field.dialect].items():
        with field.transaction() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            assert missing_guards(connection) == [name]


# --- against the textbook ---------------------------------------------------------------------------

HOURS = 12


@dataclass
class Held:
    """What one row is, in the textbook's eyes."""

    unit: int
    start: int
    end: int
    holds: bool

    def meets(self, other: Held) -> bool:
        return (
            self.holds
            and other.holds
            and self.unit == other.unit
            and self.start < other.end
            and other.start < self.end
        )


spans = st.tuples(st.integers(0, HOURS), st.integers(1, 4)).map(lambda drawn: (drawn[0], sum(drawn)))
inserts = st.tuples(st.just("insert"), st.booleans(), spans, st.integers(1, 10).map(lambda n: n > 2))
moves = st.tuples(st.just("move"), st.integers(0, 30), st.booleans(), spans)
switches = st.tuples(st.just("switch"), st.integers(0, 30), st.booleans())
shifts = st.tuples(st.just("shift"), st.integers(-3, 3))
scripts = st.lists(st.one_of(inserts, inserts, moves, switches, shifts), min_size=1, max_size=25)


class Rehearsal:
    """Plays a script on a real store and on a list of rows compared pair by pair."""

    def __init__(self, field: Field, connection: Connection) -> None:
        self.field = field
        self.connection = connection
        self.model: dict[int, Held] = {}
        self.sequence = 1000

    def play(self, step: tuple[Any, ...]) -> None:
        getattr(self, step[0])(*step[1:])

    def _expect(self, key: int, row: Held, statement: str) -> None:
        """One statement for one row: the store takes exactly what meets nobody else."""
        free = not any(row.meets(other) for other_key, other in self.model.items() if other_key != key)
        values = self.field.row(
            id=key,
            unit=row.unit,
            state="approved" if row.holds else "requested",
            holds=row.holds,
            **{"from": self.field.at(100 + row.start), "until": self.field.at(100 + row.end)},
        )
        error = refused(self.connection, statement, values)
        assert (error is None) == free, (step_of(row), self.model)
        if error is None:
            self.model[key] = row
        else:
            assert_slot_taken(error)

    def insert(self, second: bool, span: tuple[int, int], holds: bool) -> None:
        self.sequence += 1
        row = Held(self.field.other_unit if second else self.field.unit, *span, holds)
        self._expect(self.sequence, row, INSERT.format(how="", tail=""))

    def move(self, choice: int, second: bool, span: tuple[int, int]) -> None:
        if self.model:
            key = sorted(self.model)[choice % len(self.model)]
            unit = self.field.other_unit if second else self.field.unit
            row = Held(unit, *span, self.model[key].holds)
            self._expect(key, row, _UPDATE)

    def switch(self, choice: int, holds: bool) -> None:
        if self.model:
            key = sorted(self.model)[choice % len(self.model)]
            was = self.model[key]
            self._expect(key, Held(was.unit, was.start, was.end, holds), _UPDATE)

    def shift(self, hours: int) -> None:
        """All rows at once: the store may refuse what would meet on the way, but never keeps what does."""
        delta = samples.moment(self.field.engine, samples.NOW + timedelta(hours=hours))
        delta = delta - samples.moment(self.field.engine, samples.NOW)
        columns = ("use_from", "use_until", "occupied_from", "occupied_until")
        changes = ", ".join(f"{column} = {column} + :delta" for column in columns)
        statement = f"UPDATE allocation SET {changes} WHERE id > 1000"
        if refused(self.connection, statement, {"delta": delta}) is None:
            for row in self.model.values():
                row.start, row.end = row.start + hours, row.end + hours

    def compare(self) -> None:
        """What the store holds, and what its own search finds in any window, is what the textbook says."""
        rows = self.connection.execute(select(tables.allocation).where(tables.allocation.c.id > 1000)).all()
        assert {row.id: (row.unit_id, row.holds) for row in rows} == {
            key: (row.unit, row.holds) for key, row in self.model.items()
        }
        for unit in (self.field.unit, self.field.other_unit):
            for start in range(-4, HOURS + 4, 3):
                window = Held(unit, start, start + 2, holds=True)
                span = TimeSpan(self._instant(window.start), self._instant(window.end))
                found = occupancy_of(self.connection, [(unit, span)])
                assert {item.allocation_id for item in found} == {
                    key for key, row in self.model.items() if row.meets(window)
                }

    def _instant(self, hour: int) -> datetime:
        return self.field.held_from + timedelta(hours=100 + hour)


def step_of(row: Held) -> str:
    return f"unit {row.unit} [{row.start}, {row.end}) {'holds' if row.holds else 'asks'}"


_UPDATE = (
    "UPDATE allocation SET unit_id = :unit, use_from = :from, use_until = :until, occupied_from = :from,"
    " occupied_until = :until, state = :state, holds = :holds WHERE id = :id"
)


def test_the_store_takes_exactly_what_does_not_overlap_and_finds_what_does(field: Field) -> None:
    @settings(
        max_examples=300 if field.dialect == "sqlite" else 60,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(scripts)
    def rehearse(script: list[tuple[Any, ...]]) -> None:
        with field.transaction() as connection:
            rehearsal = Rehearsal(field, connection)
            for step in script:
                rehearsal.play(step)
            rehearsal.compare()

    rehearse()
