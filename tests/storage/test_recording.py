"""What is changed without the application: PostgreSQL enters it in the trail, and on a file the trail gives it away."""

from __future__ import annotations

import json
import secrets
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from platform_booking.storage import audit, tables
from platform_booking.storage.chain import walk
from platform_booking.storage.guards import missing_guards
from platform_booking.storage.integrity import examine, verify_audit
from platform_booking.storage.places import place_of
from platform_booking.storage.recording import RECORDED
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.storage import samples
from tests.storage.samples import behind
from tests.storage.test_copying import furnish_wholly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from tests.databases import Databases

BOOKKEEPING = {"audit", "notice", "outbox", "published_file", "invitation", "mirrored", "receipt"}
SERIES, BLOCK = "booking:B-2026-00001", "block:K-2026-00001"


@pytest.fixture(scope="module", params=stores.KINDS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A stranger at a store with something in every table."""
    with samples.shared_store(request, tmp_path_factory) as store:
        furnish_wholly(store)
        with samples.stranger(store.place) as engine:
            yield engine


@pytest.fixture(scope="module")
def server(postgresql_databases: Databases) -> Iterator[Store]:
    """A store on PostgreSQL with something in every table; what is done there stays."""
    with stores.postgresql_database(postgresql_databases.server, postgresql_databases.template) as url:
        store = Store.open(place_of(url))
        furnish_wholly(store)
        yield store
        store.close()


@pytest.fixture(scope="module")
def outsider(server: Store) -> Iterator[Engine]:
    """Somebody with a login of their own who may do everything that is granted to anybody: it could not be more."""
    name, password = f"eve_{secrets.token_hex(4)}", secrets.token_hex(8)
    with server.writing() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
        connection.exec_driver_sql(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}")
        connection.exec_driver_sql(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {name}")
    engine = create_engine(server.place.url.set(username=name, password=password), poolclass=NullPool)
    yield engine
    engine.dispose()
    with server.writing() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")


def entered(store: Store, after: int) -> list[audit.AuditEntry]:
    with store.reading() as connection:
        assert walk(connection).broken == ()
        return list(audit.entries(connection, after=after))


def length(store: Store) -> int:
    with store.reading() as connection:
        return audit.newest(connection)


def do(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_every_table_has_content_that_is_recorded_or_is_bookkeeping() -> None:
    assert {*RECORDED} | BOOKKEEPING == {*tables.metadata.tables}
    assert not {*RECORDED} & BOOKKEEPING


def test_what_the_application_writes_is_entered_once_and_verifies(whole: Engine) -> None:
    with behind(whole) as connection:
        assert examine(connection).clean
        assert not [entry for entry in audit.entries(connection) if entry.action.startswith(audit.BY_SQL)]


BEHIND = {
    "a verdict": ("UPDATE decision SET verdict = 'refused'", ["decision-unrecorded", "decision-gone"]),
    "a decision's reason": ("UPDATE decision SET reason = ''", ["decision-unrecorded", "decision-gone"]),
    "who decided": ("UPDATE decision SET person = 'ada'", ["decision-unrecorded", "decision-gone"]),
    "a decision forgotten": ("DELETE FROM decision", ["decision-gone"]),
    "a message": ("UPDATE message SET text = 'x'", ["subject-changed"]),
    "a message's author": ("UPDATE message SET author_id = 1", ["subject-changed"]),
    "a message forgotten": ("DELETE FROM message", ["subject-gone"]),
    "a template": ("UPDATE template SET body = '{}'", ["subject-changed"]),
    "a template's owner": ("UPDATE template SET owner_id = 2", ["subject-changed"]),
    "a wish": ("UPDATE waiting SET state = 'withdrawn'", ["subject-changed"]),
    "who wished": ("UPDATE waiting SET person_id = 2", ["subject-changed"]),
    "a wish slipped in": (
        (
            "INSERT INTO waiting (id, ref, person_id, request, created_at, state)"
            " SELECT 9, 'W-9', person_id, request, created_at, state FROM waiting"
        ),
        ["subject-unrecorded"],
    ),
    "a feed's scope": ("UPDATE feed SET scope = 'full'", ["subject-changed"]),
    "a feed's token": ("UPDATE feed SET token_hash = 'b'", ["subject-changed"]),
    "a timetable": ("UPDATE imported_calendar SET time_zone = 'UTC'", ["subject-changed"]),
    "an event": ("UPDATE imported_event SET status = 'tentative'", ["subject-changed"]),
    "a mirror": ("UPDATE mirror SET url = 'x'", ["subject-changed"]),
    "a setting": ("UPDATE meta SET value = '{}' WHERE key LIKE 'setting%'", ["subject-changed"]),
    "an event forgotten": ("DELETE FROM imported_event", ["subject-changed"]),
}


@pytest.mark.parametrize(("change", "codes"), BEHIND.values(), ids=BEHIND)
def test_a_change_with_the_guards_off_is_found(whole: Engine, change: str, codes: list[str]) -> None:
    with behind(whole, change) as connection:
        assert [finding.code for finding in verify_audit(connection).findings] == codes


BY_SQL = {
    "partner": "UPDATE partner SET name = 'Autre' WHERE code = 'CHU'",
    "qualification": "UPDATE qualification SET name_en = 'x' WHERE code = 'S'",
    "person": "UPDATE person SET roles = '[\"admin\"]' WHERE login = 'ada'",
    "person_qualification": "DELETE FROM person_qualification WHERE qualification_id = 1",
    "platform": "UPDATE platform SET opening = NULL",
    "platform_manager": "DELETE FROM platform_manager WHERE NOT deputy",
    "resource": "UPDATE resource SET setup = 0 WHERE code = 'FERM-20'",
    "resource_requires": "DELETE FROM resource_requires WHERE qualification_id = 1",
    "resource_equivalent": "DELETE FROM resource_equivalent",
    "unit": "UPDATE unit SET active = false WHERE name = 'B'",
    "closure": "UPDATE closure SET active = false",
    "booking": "UPDATE booking SET title = 'l''été \\ \"x\" \x01\n' WHERE id = 1",
    "line": "UPDATE line SET quantity = 3 WHERE booking_id = 1 AND number = 1",
    "occurrence": "UPDATE occurrence SET title = 'x' WHERE booking_id = 1 AND number = 2",
    "decision": "UPDATE decision SET verdict = 'refused'",
    "allocation": "UPDATE allocation SET state = 'cancelled', holds = false WHERE id = 1",
    "block": "UPDATE block SET reason = 'vacances'",
    "message": "UPDATE message SET text = 'x'",
    "template": "UPDATE template SET active = false",
    "waiting": "UPDATE waiting SET state = 'withdrawn'",
    "feed": "UPDATE feed SET scope = 'full'",
    "imported_calendar": "UPDATE imported_calendar SET name = 'x'",
    "mirror": "UPDATE mirror SET url = 'x'",
    "meta": "UPDATE meta SET value = '{}'",
    "imported_event": "UPDATE imported_event SET summary = 'privé'",
}


def test_postgresql_enters_what_psql_changes_under_its_login_and_nothing_is_amiss(
    server: Store, outsider: Engine
) -> None:
    before = length(server)
    settings = "SET timezone = 'Asia/Tokyo'; SET datestyle = 'German'; SET search_path = pg_temp, public;"
    forged = "CREATE TEMP TABLE IF NOT EXISTS audit (LIKE public.audit); "
    for statement in BY_SQL.values():
        do(outsider, settings + forged + "SET search_path = public; " + statement)
    made = entered(server, before)
    assert {*BY_SQL} == {*RECORDED}
    assert [next(iter(entry.before or {})) for entry in made] == list(BY_SQL)
    assert {entry.actor for entry in made} == {outsider.url.username}
    assert {entry.action for entry in made} == {"sql-update", "sql-delete"}
    subjects = dict(zip(BY_SQL, (entry.subject for entry in made), strict=True))
    assert (subjects["unit"], subjects["allocation"]) == ("resource:FERM-20", SERIES)
    assert (subjects["message"], subjects["imported_event"]) == ("message:1", "timetable:ROOM-1")
    title = made[list(BY_SQL).index("booking")]
    assert (title.after or {})["booking"]["1"]["title"] == 'l\'été \\ "x" \x01\n'
    assert "privé" not in json.dumps(made[-1].after, ensure_ascii=False)
    with server.reading() as connection:
        assert verify_audit(connection).clean
    with behind_once_more(server, "UPDATE booking SET title = 'encore' WHERE id = 1") as connection:
        assert [item.params for item in verify_audit(connection).findings] == [{"subject": SERIES}]


@contextmanager
def behind_once_more(server: Store, statement: str) -> Iterator[Connection]:
    with samples.stranger(server.place) as engine, behind(engine, statement) as connection:
        yield connection


def test_bookkeeping_is_not_entered(server: Store, outsider: Engine) -> None:
    before = length(server)
    do(
        outsider,
        "UPDATE meta SET value = value WHERE key NOT LIKE 'setting:%%'",
        "UPDATE feed SET reads = reads + 1",
        "UPDATE imported_calendar SET etag = 'x'",
    )
    assert entered(server, before) == []


def _entry(server: Store, subject: str, **changed: Any) -> dict[str, Any]:
    """An entry as the application would write it, well sealed."""
    with server.reading() as connection:
        last = audit.entries(connection, last=1)[-1]
    values: dict[str, Any] = {"actor": "eve", "action": "update", "subject": subject, "before": None}
    values |= {"after": None, "reason": "", "digest": audit.digest_of(None)} | changed
    at = samples.NOW
    sealed = audit.seal(last.hash, last.seq + 1, at, tuple(values.values()))
    return {"seq": last.seq + 1, "at": at, "prev": last.hash, "hash": sealed, **values}


def test_an_entry_of_one_s_own_covers_its_subject_and_no_other(server: Store, outsider: Engine) -> None:
    before = length(server)
    with outsider.begin() as connection:
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
        connection.exec_driver_sql("UPDATE block SET reason = 'covered'")
        connection.exec_driver_sql("UPDATE booking SET title = 'not covered'")
        connection.execute(tables.audit.insert(), [_entry(server, BLOCK)])
    made = entered(server, before)
    assert made[0].subject == BLOCK
    assert {entry.subject for entry in made[1:]} == {SERIES, "booking:B-2026-00002"}
    before = length(server)
    with outsider.begin() as connection:  # what is entered early is entered, whatever comes after it
        connection.exec_driver_sql("UPDATE block SET reason = 'early'")
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        assert audit.newest(connection) == before + 1


ATTACKS = {
    "an entry in the database's name": {"action": "sql-update"},
    "an entry out of turn": {"seq": 9999},
    "a fork": {"prev": "0" * 64},
    "a seal that is wrong": {"hash": "0" * 64},
    "another reason than was sealed": {"reason": "x"},
}


@pytest.mark.parametrize("changed", ATTACKS.values(), ids=ATTACKS)
def test_only_entries_that_go_on_are_taken(server: Store, outsider: Engine, changed: dict[str, Any]) -> None:
    before = length(server)
    entry = _entry(server, BLOCK, **{key: value for key, value in changed.items() if key == "action"})
    with pytest.raises(DBAPIError, match="audit_append_only"), outsider.begin() as connection:
        connection.execute(tables.audit.insert(), [entry | changed])
    assert length(server) == before


ESCAPES = {
    "a table of one's own that speaks for ours": (
        "CREATE TEMP TABLE block (id int, ref text); CREATE TRIGGER speaks AFTER INSERT ON block"
        " FOR EACH ROW EXECUTE FUNCTION audit_row('block', 'ref', 'id', '', '')"
    ),
    "triggers off": "SET session_replication_role = replica",
    "a trigger off": "ALTER TABLE block DISABLE TRIGGER audit_block",
    "a table emptied": "TRUNCATE feed",
    "a table with history emptied": "TRUNCATE block CASCADE",
    "the trail emptied": "TRUNCATE audit",
    "an entry rewritten": "UPDATE audit SET actor = 'ada'",
    "an entry forgotten": "DELETE FROM audit",
}


@pytest.mark.parametrize("statement", ESCAPES.values(), ids=ESCAPES)
def test_no_way_around(server: Store, outsider: Engine, statement: str) -> None:
    before = length(server)
    with pytest.raises(DBAPIError):
        do(outsider, statement)
    assert length(server) == before


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(max_examples=60)
@given(
    st.tuples(TEXTS, TEXTS, TEXTS, st.none() | TEXTS, st.none() | TEXTS, TEXTS, TEXTS), st.integers(1, 10**9)
)
def test_the_database_seals_as_the_application_does(
    server: Store, texts: tuple[str | None, ...], seq: int
) -> None:
    """Otherwise it would refuse an entry for a letter in it."""
    at = samples.NOW.replace(microsecond=0) + timedelta(seconds=seq)
    prev = audit.GENESIS
    values = (seq, at, *texts, prev, "")
    row = ", ".join(
        f"cast(:v{number} AS {kind})" for number, kind in enumerate(("bigint", "timestamptz", *["text"] * 9))
    )
    with server.reading() as connection:
        sealed = connection.execute(
            text(f"SELECT audit_seal(ROW({row})::audit)"),
            {f"v{number}": value for number, value in enumerate(values)},
        ).scalar()
    assert sealed == audit.seal(prev, seq, at, texts)


WEAKENED = {
    "audit_block": "ALTER TABLE block DISABLE TRIGGER audit_block",
    "audit_line": "DROP TRIGGER audit_line ON line",
    "audit_continues": "ALTER TABLE audit DISABLE TRIGGER audit_continues",
    "audit_originates": "DROP TRIGGER audit_originates ON audit",
    "content_never_emptied_feed": "DROP TRIGGER content_never_emptied_feed ON feed",
    "audit_row": (
        "CREATE OR REPLACE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path=pg_catalog, public, pg_temp SET TimeZone=utc AS $$ BEGIN RETURN NULL; END $$"
    ),
    "audit_continue": "ALTER FUNCTION audit_continue() SECURITY INVOKER",
    "audit_seal": "ALTER FUNCTION audit_seal(audit) RESET search_path",
}


def test_a_recorder_that_was_weakened_is_missed(server: Store) -> None:
    with samples.stranger(server.place) as engine:
        for name, statement in WEAKENED.items():
            with engine.connect() as connection, connection.begin() as transaction:
                connection.exec_driver_sql(statement)
                assert missing_guards(connection) == [name]
                transaction.rollback()
