"""Logins of a shared store on the command line: set up, invited, suspended, restored, removed; done, or written as SQL."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from platform_booking.cli.main import main
from platform_booking.domain.errors import NotConnected
from platform_booking.services.connecting import try_address
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CATALOGUE = """
[[partners]]
code = "UNI"
name = "Université"
[[persons]]
login = "{ines}"
name = "Inès"
partner = "UNI"
roles = ["trainer"]
[[persons]]
login = "boss_{ines}"
name = "Bea"
roles = ["admin"]
"""


@pytest.fixture
def kept(postgresql_server: str) -> Iterator[tuple[str, str]]:
    """A store whose keeper is no superuser, and the login of the one person of its catalogue."""
    mark = secrets.token_hex(3)
    keeper, ines = f"keeper_{mark}", f"ines_{mark}"
    with stores.postgresql_database(postgresql_server) as url:
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE ROLE {keeper} LOGIN CREATEROLE"))
            connection.execute(text(f"ALTER DATABASE {make_url(url).database} OWNER TO {keeper}"))
        engine.dispose()
        yield make_url(url).set(username=keeper).render_as_string(hide_password=False), ines


def test_a_person_is_invited_suspended_restored_and_removed(
    kept: tuple[str, str], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    address, ines = kept
    file = tmp_path / "catalogue.toml"
    file.write_text(CATALOGUE.format(ines=ines), "utf-8")

    def run(*said: str, code: int = 0) -> Any:
        assert main(["--json", "--lang", "en", "--store", address, *said]) == code, capfd.readouterr()
        told = capfd.readouterr()
        return json.loads(told.out if code == 0 else told.err)

    def keep(*statements: str) -> None:
        engine = create_engine(address, poolclass=NullPool)
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def state() -> str:
        return str({item["login"]: item for item in run("admin", "list")["people"]}[ines]["state"])

    hers = make_url(address).set(username=ines).render_as_string(hide_password=False)
    run("init")
    run("catalogue", "import", str(file))
    run("admin", "invite", ines, code=2)
    assert "CREATE ROLE" in str(run("admin", "setup", "--print-sql")["sql"])
    assert run("admin", "list")["installed"] is False
    run("admin", "setup")
    listed = run("admin", "list")
    assert (listed["installed"], listed["current"], state()) == (True, True, "none")
    printed = run("admin", "invite", ines, "--print-sql")
    assert "SCRAM-SHA-256" in str(printed["sql"])
    assert str(printed["password"]) not in str(printed["sql"])
    assert state() == "none", "written only"
    assert len(str(run("admin", "invite", ines)["password"])) >= 12
    run("admin", "invite", ines, code=2)
    assert main(["--lang", "en", "--store", hers, "list"]) == 0
    assert main(["--lang", "en", "--store", hers, "admin", "suspend", ines]) == 5, "only who keeps the server"
    capfd.readouterr()
    assert state() == "active"
    run("admin", "invite", f"boss_{ines}")
    boss = make_url(address).set(username=f"boss_{ines}").render_as_string(hide_password=False)
    assert main(["--lang", "en", "--store", hers, "admin", "suspend", ines, "--print-sql"]) == 5
    assert main(["--lang", "en", "--store", boss, "admin", "suspend", ines]) == 5
    capfd.readouterr()
    assert main(["--lang", "en", "--store", boss, "admin", "suspend", ines, "--print-sql"]) == 0
    assert f'ALTER ROLE "{ines}" NOLOGIN' in capfd.readouterr().out, (
        "administrators prepare what the keeper does"
    )
    assert main(["--store", boss, "backup", str(tmp_path / "lacking.sqlite")]) == 5, (
        "others' notices would be missing"
    )
    assert main(["--store", boss, "copy", "--to", str(tmp_path / "lacking.sqlite")]) == 5
    assert "base entière" in capfd.readouterr().err
    run("backup", str(tmp_path / "whole.sqlite"))
    assert main(["--store", boss, "admin", "person", "pseudonymise", ines, "--reason", "partie"]) == 5
    assert main(["--store", boss, "admin", "retention", "apply", "--dry-run"]) == 5, (
        "they do not see all there is"
    )
    assert "qui tient le serveur" in capfd.readouterr().err
    assert main(["--store", boss, "admin", "person", "export", ines, "-o", str(tmp_path / "ines.json")]) == 0
    assert "peut lire" in capfd.readouterr().err
    assert json.loads((tmp_path / "ines.json").read_text("utf-8"))["complete"] is False
    assert run("admin", "person", "export", ines)["complete"] is True
    run("admin", "remove", f"boss_{ines}")
    assert state() == "active"
    run("admin", "suspend", ines)
    assert state() == "suspended"
    with pytest.raises(NotConnected) as caught:
        try_address(hers, None)
    assert caught.value.reason == "role-suspended"
    run("admin", "restore", ines)
    run("admin", "update", ines)
    assert "password" in run("admin", "renew", ines)
    keep("DROP FUNCTION rights.called()", "UPDATE rights.installed SET digest = 'earlier'")
    capfd.readouterr()
    assert main(["--lang", "en", "--store", hers, "list"]) == 7
    assert "older than this program" in capfd.readouterr().err
    keep("ALTER TABLE imported_event DROP COLUMN kept_at", "UPDATE alembic_version SET version_num = '0007'")
    migrated = run("migrate")
    assert (migrated["before"], migrated["renewed_rights"]) == ("0007", True)
    assert run("admin", "list")["current"] is True
    assert main(["--lang", "en", "--store", hers, "list"]) == 0
    capfd.readouterr()
    run("admin", "remove", ines)
    assert state() == "none"
    with pytest.raises(NotConnected) as caught:
        try_address(hers, None)
    assert caught.value.reason == "role-unknown"
    run("admin", "machine", f"feeds_{ines}", "--for", "feeds")
    done = [item["action"] for item in run("audit", "list") if item["subject"] == f"login:{ines}"]
    assert done == ["invite", "suspend-login", "restore-login", "regroup", "renew-password", "remove-login"]
    assert run("audit", "verify")["findings"] == []
    run("admin", "suspend", "nobody", code=2)


def test_a_file_has_no_logins(sqlite_template: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", str(sqlite_template), "admin", "list"]) == 2
    capfd.readouterr()
