from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from platform_booking.domain.errors import InvalidInput
from platform_booking.storage.rights import logins, status
from platform_booking.storage.rights.groups import Group
from platform_booking.storage.rights.passwords import new_password, scram_verifier
from platform_booking.storage.rights.setup import digest, setup

if TYPE_CHECKING:
    from tests.storage.rights.server import Kept

PERSON = "INSERT INTO person (login, name, email, language, roles) VALUES ('{0}', '{0}', '', 'fr', '[]')"


@pytest.fixture(scope="module", autouse=True)
def _persons(kept_empty: Kept) -> None:
    with kept_empty.engine().begin() as connection:
        for login in ("ines", "o'hara", "remy"):
            connection.exec_driver_sql(PERSON.format(login.replace("'", "''")))


def who(kept: Kept, login: str) -> status.Session | None:
    with kept.engine(login).connect() as connection:
        return status.session_of(connection)


def test_set_up_again_changes_nothing(kept_empty: Kept) -> None:
    setup(kept_empty.database).run(kept_empty.engine())
    with kept_empty.engine().connect() as connection:
        assert status.installed_digest(connection) == digest(kept_empty.database)
        owners = connection.execute(
            text(
                "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            )
        ).scalars()
        assert list(owners) == [f"{kept_empty.database}_owner"]
        assert status.session_of(connection) == status.Session(None, is_keeper=True, is_machine=False)


def test_a_suspended_person_is_nobody_at_once_and_comes_back_as_before(kept_empty: Kept) -> None:
    role = kept_empty.role("ines")
    logins.invite(kept_empty.database, "ines", [Group.MEMBER], verifier=None, role=role).run(
        kept_empty.engine()
    )
    assert who(kept_empty, "ines") == status.Session(
        "ines", is_keeper=False, is_machine=False, makes_offers=False
    )
    open_session = kept_empty.engine("ines").connect()
    script = logins.suspend(role)
    with kept_empty.engine().begin() as connection:
        for statement in script.statements:
            connection.exec_driver_sql(statement)
    assert open_session.execute(text("SELECT rights.me()")).scalar() is None
    script.run(kept_empty.engine())  # the same once more, and the sessions
    with pytest.raises(OperationalError):
        open_session.execute(text("SELECT 1"))
    open_session.close()
    with pytest.raises(OperationalError, match="not permitted to log in"):
        who(kept_empty, "ines")
    logins.restore(role).run(kept_empty.engine())
    assert who(kept_empty, "ines") == status.Session(
        "ines", is_keeper=False, is_machine=False, makes_offers=False
    )
    logins.remove(role).run(kept_empty.engine())
    with pytest.raises(OperationalError, match="does not exist"):
        create_engine(kept_empty.address("ines")).connect()


def test_a_name_with_a_quote_and_a_password_are_no_sql(kept_empty: Kept) -> None:
    password = new_password()
    script = logins.invite(
        kept_empty.database,
        "o'hara",
        [Group.MEMBER, Group.TRAINER],
        verifier=scram_verifier(password),
        role=kept_empty.role("o'ha\"r\\a"),
    )
    assert password not in str(script)
    script.run(kept_empty.engine())
    assert who(kept_empty, "o'ha\"r\\a") == status.Session(
        "o'hara", is_keeper=False, is_machine=False, makes_offers=False
    )
    with kept_empty.engine().connect() as connection:
        found = status.linked_roles(connection)[kept_empty.role("o'ha\"r\\a")]
    assert found == status.Linked(kept_empty.role("o'ha\"r\\a"), "o'hara", suspended=False)
    logins.regroup(kept_empty.database, found.role, [Group.MEMBER]).run(kept_empty.engine())
    logins.remove(found.role).run(kept_empty.engine())


def test_nobody_is_invited_who_is_not_in_the_catalogue(kept_empty: Kept) -> None:
    with pytest.raises(DBAPIError, match="no active person"):
        logins.invite(kept_empty.database, "nemo", [Group.MEMBER], verifier=None).run(kept_empty.engine())
    with kept_empty.engine().connect() as connection:
        assert not connection.execute(text("SELECT count(*) FROM pg_roles WHERE rolname = 'nemo'")).scalar()


@pytest.mark.parametrize("role", ["", "x" * 64, "pg_anna", "a\0b"])
def test_names_that_the_server_would_change_are_refused(role: str) -> None:
    with pytest.raises(InvalidInput):
        logins.engage("store", role, Group.FEEDS, verifier=None)


@pytest.mark.parametrize("password", ["short", "é" * 12, "with\ttab inside"])
def test_passwords_that_systems_spell_differently_are_refused(password: str) -> None:
    with pytest.raises(InvalidInput):
        scram_verifier(password)


def test_the_verifier_is_the_one_that_the_server_would_make(postgresql_server: str) -> None:
    import base64

    from sqlalchemy.engine import make_url

    from tests import stores

    engine = create_engine(make_url(postgresql_server).set(drivername=stores.DRIVER))
    with engine.connect() as connection:
        connection.execute(text("CREATE ROLE verified PASSWORD 'correct horse battery'"))
        found = connection.execute(
            text("SELECT rolpassword FROM pg_authid WHERE rolname = 'verified'")
        ).scalar_one()
        connection.rollback()
    engine.dispose()
    salt = base64.b64decode(found.split("$")[1].split(":")[1])
    assert scram_verifier("correct horse battery", salt) == found


def test_a_script_is_printed_as_psql_reads_it() -> None:
    printed = str(logins.suspend("anna"))
    assert printed.startswith('\\set ON_ERROR_STOP on\nBEGIN;\nALTER ROLE "anna" NOLOGIN;')
    assert printed.index("COMMIT;") < printed.index("pg_terminate_backend")
