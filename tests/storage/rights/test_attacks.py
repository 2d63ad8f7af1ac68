"""Nothing that anybody may type into psql changes what is not theirs, and what stands in the way is really needed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from platform_booking.domain.booking import State
from platform_booking.domain.recurrence import Lapse
from platform_booking.services.availability import FindRequest
from platform_booking.services.requests import LineRequest
from platform_booking.services.wishes import WishRequest
from platform_booking.storage.rights import judging, judging_allocations, judging_entries
from platform_booking.storage.rights.identity import PINNED
from platform_booking.storage.rights.policies import all_policies
from platform_booking.storage.tables import metadata
from tests import stores
from tests.storage.rights import attacks, attacks_subtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from tests.storage.rights.attacks import Attack
    from tests.storage.rights.world import World

PLAIN = {"no_parameters": True}
ALL = (*attacks.ALL, *attacks_subtle.ALL)


@pytest.fixture(scope="module")
def names(world: World) -> Iterator[Mapping[str, Any]]:
    """What the attacks are aimed at."""
    catalogue = world.catalogue
    aims = {
        "asked": world.book("tina", "BIO", hours=48),
        "approved": world.book("tina", "BIO", hours=72),
        "declined": world.book("tina", "BIO", hours=96),
        "over": world.book("tina", "BIO", hours=-30),
        "used": world.book("tina", "BIO", hours=-60),
        "chained": world.book("otto", "SUITE", hours=48),
        "prepared": world.book("tina", "PSM", hours=48),
        "competing": world.book("tina", "RARE", hours=48),
        "private": world.book("tina", "BIO", hours=120, visibility="private"),
        "ottos": world.book("otto", "PSM", hours=200),
        "given": world.book("tina", "RARE", hours=720, long=1),
        "stopped": world.book("tina", "BIO", hours=144),
    }
    world.put(aims["approved"], State.APPROVED, granted=1)
    world.put(aims["given"], State.APPROVED, granted=1)
    world.put(aims["stopped"], State.APPROVED, granted=1)
    world.desk("mona").changes.cancel(aims["stopped"], "fuite")
    world.put(aims["declined"], State.DECLINED)
    world.put(aims["over"], State.CANCELLED, granted=1)
    world.put(aims["used"], State.COMPLETED, granted=1)
    with world.store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE allocation SET holds = false WHERE state = 'requested' AND unit_id IN"
            " (SELECT u.id FROM unit AS u JOIN resource AS r ON r.id = u.resource_id WHERE r.requests = 'compete')"
        )
        connection.exec_driver_sql(
            "INSERT INTO waiting (ref, person_id, request, created_at, state)"
            f" VALUES ('W-77', {catalogue.persons['otto'].id}, '{{}}', now(), 'waiting')",
            execution_options=PLAIN,
        )
        connection.exec_driver_sql(
            "INSERT INTO decision (booking_id, line, occurrence, step, verdict, person, decided_at, reason)"
            f" VALUES ({world.key(aims['approved'])}, 1, 1, 'manager', 'granted', 'mona', now(), '')"
        )
    world.desk("tina").templates.save(aims["asked"], "KEPT", "Kept", "partner")
    when = world.now + timedelta(hours=720)
    search = FindRequest(
        (LineRequest("RARE"),), Lapse(exact=60), when.date().isoformat(), when.date().isoformat()
    )
    wish = world.desk("otto").waiting.wait(WishRequest("Attend", search, when)).wish
    world.desk("mona").feeds.create("platform", "USP", scope="busy")
    start = world.now + timedelta(days=9)
    block = world.desk("mona").blocks.block(
        "SLOW", None, start, start + timedelta(hours=1), "maintenance", "x"
    )
    found: dict[str, Any] = {name: world.key(ref) for name, ref in aims.items()}
    found |= {f"{name}_ref": ref for name, ref in aims.items()}
    found |= {f"{login}_id": item.id for login, item in catalogue.persons.items()}
    found |= {f"{code}_id": item.id for code, item in catalogue.partners.items()}
    found |= {code: item.id for code, item in catalogue.platforms.items()}
    found |= {code: item.id for code, item in catalogue.resources.items()}
    found |= {f"{code}_unit": item.units[-1].id for code, item in catalogue.resources.items()}
    found |= {
        "BIO_unit": catalogue.resources["BIO"].units[0].id,
        "SUITE_unit": catalogue.resources["SUITE"].units[0].id,
    }
    found |= {"none": "", "setup": "- interval '15 minutes'", "database": world.kept.database}
    found |= {"mona_role": world.kept.role("mona"), "block_ref": block.ref, "wish": wish.id}
    yield found
    with world.store.writing() as connection:  # nobody else is to meet it
        connection.exec_driver_sql("UPDATE waiting SET state = 'withdrawn'")


def state_of(connection: Connection) -> str:
    """A fingerprint of every row of the store."""
    parts = (
        f"coalesce((SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table.name} AS t), '')"
        for table in metadata.sorted_tables
    )
    return str(connection.exec_driver_sql(f"SELECT concat({', '.join(parts)})").scalar_one())


def run(connection: Connection, sql: str) -> None:
    connection.exec_driver_sql(sql, execution_options=PLAIN)


def test_every_attack_is_refused_and_changes_nothing(world: World, names: Mapping[str, Any]) -> None:
    succeeded = []
    with world.store.reading() as connection:
        before = state_of(connection)
    for attack in ALL:
        try:
            with world.kept.engine(attack.login).begin() as connection:
                run(connection, attack.sql.format(**names))
        except DBAPIError:
            pass
        with world.store.reading() as connection:
            after = state_of(connection)
        if after != before:
            succeeded.append(attack.name)
            before = after
    assert succeeded == []


def test_what_stands_in_nobodys_way_is_refused_all_the_same(world: World) -> None:
    allowed = []
    for login, statement in attacks_subtle.REFUSED:
        try:
            with world.kept.engine(login).begin() as connection:
                run(connection, statement.format(database=world.kept.database))
        except DBAPIError:
            continue
        allowed.append(statement)
    assert allowed == []


SEEN_BY_NOBODY_ELSE = {
    "otto": (
        "SELECT title FROM booking WHERE id = {private}",
        "SELECT title FROM occurrence WHERE booking_id = {private}",
        "SELECT * FROM line WHERE booking_id = {private}",
        "SELECT * FROM message WHERE booking_id = {private}",
        "SELECT * FROM decision WHERE booking_id = {private}",
        "SELECT * FROM audit WHERE subject = 'booking:{private_ref}'",
        "SELECT * FROM audit WHERE before LIKE '%Secret%' OR after LIKE '%Secret%' AND subject = 'booking:{private_ref}'",
        "SELECT * FROM notice WHERE person_id <> {otto_id}",
        "SELECT * FROM feed",
        "SELECT * FROM audit WHERE subject LIKE 'feed:%'",
        "SELECT * FROM waiting WHERE person_id <> {otto_id} AND booking_id IS NULL",
    ),
    "tina": (
        "SELECT * FROM waiting WHERE person_id <> {tina_id} AND booking_id IS NULL",
        "SELECT * FROM feed",
        "SELECT * FROM notice WHERE person_id <> {tina_id}",
    ),
}


def test_nobody_reads_what_is_not_theirs(world: World, names: Mapping[str, Any]) -> None:
    for login, queries in SEEN_BY_NOBODY_ELSE.items():
        with world.kept.engine(login).connect() as connection:
            for query in queries:
                found = connection.exec_driver_sql(query.format(**names), execution_options=PLAIN).all()
                assert found == [], query
    with world.kept.engine("otto").connect() as connection:
        held = f"SELECT count(*) FROM allocation WHERE booking_id = {names['private']}"
        assert connection.exec_driver_sql(held).scalar() == 1, "the time is taken, and everybody sees it"
    for login in ("tina", "colin", "mona", "ada"):
        with world.kept.engine(login).connect() as connection:
            title = connection.exec_driver_sql(
                f"SELECT title FROM booking WHERE id = {names['private']}"
            ).scalar()
        assert title == "Secret of tina", login


@pytest.fixture(scope="module")
def superuser(postgresql_server: str, world: World) -> Iterator[Connection]:
    """Who may say of a session that it is somebody else's: what is done in its transactions is taken back."""
    url = make_url(postgresql_server).set(drivername=stores.DRIVER, database=world.kept.database)
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


MUTANTS = [attack for attack in ALL if attack.stops]


@pytest.mark.parametrize("attack", MUTANTS, ids=[attack.name for attack in MUTANTS])
def test_without_its_guard_the_attack_works(
    world: World, names: Mapping[str, Any], superuser: Connection, attack: Attack
) -> None:
    assert changes_something(superuser, world, names, attack, without=attack.stops)
    assert not changes_something(superuser, world, names, attack)


def test_what_is_given_up_may_be_offered_to_whoever_is_next(
    world: World, names: Mapping[str, Any], superuser: Connection
) -> None:
    assert changes_something(superuser, world, names, attacks_subtle.IN_TURN)
    with world.kept.engine("tina").connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM rights.called()").all() == [], (
            "for nothing is given up"
        )


def test_without_its_policy_what_is_private_is_read(
    world: World, names: Mapping[str, Any], superuser: Connection
) -> None:
    with superuser.begin() as transaction:
        run(superuser, "DROP POLICY rights_select ON booking")
        run(superuser, "CREATE POLICY rights_select ON booking FOR SELECT TO PUBLIC USING (true)")
        run(superuser, f"SET LOCAL SESSION AUTHORIZATION {world.kept.role('otto')}")
        query = f"SELECT title FROM booking WHERE id = {names['private']}"
        assert superuser.exec_driver_sql(query).scalar() == "Secret of tina"
        transaction.rollback()


def changes_something(
    connection: Connection, world: World, names: Mapping[str, Any], attack: Attack, *, without: str = ""
) -> bool:
    with connection.begin() as transaction:
        before = state_of(connection)
        for statement in removal_of(without):
            run(connection, statement)
        run(connection, f"SET LOCAL SESSION AUTHORIZATION {world.kept.role(attack.login)}")
        try:
            run(connection, attack.sql.format(**names))
            run(connection, "SET CONSTRAINTS ALL IMMEDIATE")
            run(connection, "RESET SESSION AUTHORIZATION")
            changed = state_of(connection) != before
        except DBAPIError:
            changed = False
        transaction.rollback()
    return changed


def removal_of(guard: str) -> tuple[str, ...]:
    """Statements that leave the guard in place, but let it stop nothing."""
    if not guard:
        return ()
    if guard.startswith("policy "):
        _, table, command = guard.split()
        policy = next(item for item in all_policies() if (item.table, item.command) == (table, command))
        check = "" if command == "DELETE" else " WITH CHECK (true)"
        using = "" if command == "INSERT" else " USING (true)"
        return (
            f"DROP POLICY {policy.name} ON {table}",
            f"CREATE POLICY {policy.name} ON {table} FOR {command} TO PUBLIC{using}{check}",
        )
    functions = {**judging.FUNCTIONS, **judging_allocations.FUNCTIONS, **judging_entries.FUNCTIONS}
    definition = next(text for signature, text in functions.items() if signature.startswith(f"{guard}("))
    head = definition.split("AS $$")[0].replace("PINNED", PINNED).replace("plpgsql", "sql")
    blind = {
        "should_hold": "SELECT n.holds",
        "is_credited": "SELECT true",
        "is_elsewhere": "SELECT false",
        "is_outdated": "SELECT false",
        "is_anothers_word": "SELECT false",
    }.get(guard, "SELECT NULL::text")
    return (f"{head} AS $$ {blind} $$",)
