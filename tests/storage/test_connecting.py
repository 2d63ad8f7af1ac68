"""Every way in which a server does not let us in has its own reason, a sentence in both languages, and no password in it."""

from __future__ import annotations

import datetime as dt
import io
import ssl
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool, QueuePool

from platform_booking.cli import exit_codes
from platform_booking.cli.main import main
from platform_booking.domain.errors import NotConnected, StoreMissing, StoreReadOnly
from platform_booking.services.connecting import address_of, split_password, try_address, way_of
from platform_booking.storage import servers, unit_of_work
from platform_booking.storage.connecting import REASONS, reason_of
from platform_booking.storage.engine import make_engine
from platform_booking.storage.failures import translated
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from platform_booking.wording import Words
from tests import stores
from tests.keyrings import Pocket, pocket
from tests.tls_wire import tls_wire
from tests.ui.wire import Wire, wire

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from sqlalchemy import Engine

__all__ = ["pocket"]
SECRET = "s3cret-of-nobody"
LONG_SECONDS = 30


# --- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("FATAL:  authentification par mot de passe échouée pour l'utilisateur  « tina »", "password-wrong"),
        ("FATAL:  le rôle « tina » n'existe pas", "role-unknown"),
        ("FATAL:  la base de données « b » n'existe pas", "database-missing"),
        ("FATAL:  désolé, trop de clients sont déjà connectés", "too-many"),
        ("FATAL:  sorry, too many clients already", "too-many"),
        (
            "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
            "too-many",
        ),
        ("FATAL:  le système de bases de données se lance", "starting"),
        ("FATAL:  the database system is shutting down", "starting"),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "u", database "d", no encryption',
            "tls-wanted",
        ),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "u", database "d", SSL encryption',
            "not-admitted",
        ),
        ("session is read-only", "no-primary"),
        ("connection to server failed: No route to host", "unreachable"),
        ("something that nobody has heard of", ""),
    ],
)
def test_what_a_server_says_has_a_reason(said: str, reason: str) -> None:
    assert reason_of(said) == reason


def test_of_several_servers_the_reason_that_tells_most_counts() -> None:
    said = 'connection to server at "a" failed: Connection refused\n- host: b: FATAL: password authentication failed for user'
    assert reason_of(said) == "password-wrong"


def test_every_reason_is_told_in_both_languages() -> None:
    ours = {reason for reason, _ in REASONS} | {
        "server-too-old",
        "no-rights",
        "tls-expired",
        "tls-not-yet",
        "tls-authority",
    }
    for language in ("fr", "en"):
        words = Words(language)
        told = {words.error(NotConnected(reason, found="14", oldest=15, login="x")) for reason in ours}
        assert len(told) == len(ours)
        assert all(words.knows(f"not-connected-{reason}") for reason in ours)


# --- addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "postgresql://u@db.example.org/b",
            "postgresql://u@db.example.org:5432/b?sslmode=verify-full&sslrootcert=system",
        ),
        ("postgresql://u@127.0.0.1:5433/b", "postgresql://u@127.0.0.1:5433/b?sslmode=prefer"),
        (
            "postgresql://u@a:1,c:2/b?sslmode=require",
            "postgresql://u@/b?host=a%2Cc&port=1%2C2&sslmode=require&target_session_attrs=read-write",
        ),
        ("postgresql://u@/b?host=/run/postgresql", "postgresql://u@/b?host=%2Frun%2Fpostgresql&port=5432"),
    ],
)
def test_an_address_goes_to_its_parts_and_back(address: str, shown: str) -> None:
    assert address_of(way_of(address)) == shown
    assert way_of(shown) == way_of(address)


def test_a_password_is_never_part_of_what_is_kept_or_shown() -> None:
    address = f"postgresql://u:{SECRET}@a,b/db?sslpassword={SECRET}"
    place = place_of(address)
    assert SECRET not in place.address + place.label + repr(way_of(address)) + repr(place)
    assert split_password(address) == (place.address, SECRET)


# --- a real server ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def admin(postgresql_server: str) -> Iterator[str]:
    """An empty database, roles for the trials, and a server that asks one of them for its password."""
    with stores.postgresql_database(postgresql_server) as url, engine_of(url) as engine:
        with engine.connect() as connection:
            hba = Path(connection.execute(text("SHOW hba_file")).scalar_one())
            if not hba.exists():
                pytest.skip("another computer's server")
            for statement in _ROLES:
                connection.execute(text(statement))
            before = hba.read_text()
            hba.write_text(_HBA + before)
            connection.execute(text("SELECT pg_reload_conf()"))
        await_reason("password-missing", url, "pb_scram")
        yield url
        hba.write_text(before)
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text("GRANT USAGE ON SCHEMA public TO PUBLIC"))
            for name in ("pb_scram", "pb_none", "pb_out", "pb_full", "pb_never"):
                connection.execute(text(f"DROP OWNED BY {name}"))
                connection.execute(text(f"DROP ROLE {name}"))


_ROLES = (
    f"CREATE ROLE pb_scram LOGIN PASSWORD '{SECRET}'",
    "CREATE ROLE pb_none LOGIN",
    "CREATE ROLE pb_out NOLOGIN",
    "CREATE ROLE pb_never LOGIN",
    "CREATE ROLE pb_full LOGIN CONNECTION LIMIT 0",
    "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO pb_scram",
)
_HBA = "local all pb_scram scram-sha-256\nhost all pb_scram all scram-sha-256\nlocal all pb_never reject\nhost all pb_never all reject\n"


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        yield engine
    finally:
        engine.dispose()


def as_login(url: str, login: str, password: str | None = None, database: str | None = None) -> str:
    made = make_url(url).set(username=login, password=password or "")
    return (made.set(database=database) if database else made).render_as_string(hide_password=False)


def reason_at(address: str, password: str | None = None) -> str:
    """Why it does not let us in; empty where it does."""
    error: NotConnected | None = None
    try:
        try_address(address, password)
    except NotConnected as refusal:
        error = refusal
    if error is not None:
        assert SECRET not in f"{error} {error.params} {Words('fr').error(error)} {Words('en').error(error)}"
        return error.reason
    return ""


def await_reason(reason: str, url: str, login: str) -> None:
    """The server reads its settings anew when it comes to it."""
    until = time.monotonic() + LONG_SECONDS
    while reason_at(as_login(url, login)) != reason and time.monotonic() < until:
        time.sleep(0.05)


def test_each_refusal_of_a_server_has_its_reason(admin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason_at(as_login(admin, "pb_scram", SECRET)) == ""
    assert reason_at(as_login(admin, "pb_scram"), SECRET) == "", "the password comes from elsewhere"
    assert reason_at(as_login(admin, "pb_scram", "wrong")) == "password-wrong"
    assert reason_at(as_login(admin, "pb_scram")) == "password-missing"
    assert reason_at(as_login(admin, "pb_nobody")) == "role-unknown"
    assert reason_at(as_login(admin, "pb_out")) == "role-suspended"
    assert reason_at(as_login(admin, "pb_full")) == "too-many"
    assert reason_at(as_login(admin, "pb_none", database="pb_nothing")) == "database-missing"
    assert reason_at(as_login(admin, "pb_never")) in ("not-admitted", "tls-wanted")
    assert reason_at(as_login(admin, "pb_none")) == "no-rights"
    monkeypatch.setattr(servers, "OLDEST", 990000)
    assert reason_at(as_login(admin, "pb_scram", SECRET)) == "server-too-old"


def test_a_trial_tells_what_is_there(admin: str) -> None:
    trial = try_address(as_login(admin, "pb_scram", SECRET), None)
    assert (trial.server.login, trial.has_store, trial.server.encrypted) == ("pb_scram", False, False)
    assert servers.Server("16.4", 160004, False, True, False, "x").leaks
    assert not servers.Server("18.1", 180001, False, True, False, "x").leaks


def test_networks_that_do_not_lead_there_have_their_reasons(admin: str) -> None:
    assert reason_at("postgresql://u@no.such.host.invalid/b") == "host-unknown"
    assert reason_at("postgresql://u@127.0.0.1:1/b") == "port-closed"
    assert reason_at("postgresql://u@127.0.0.1:1/b?nonsense=1") == "option"
    with fake_server(admin, b"HTTP/1.0 400 Bad Request\r\n\r\n") as address:
        assert reason_at(address) == "not-postgresql"
    with fake_server(admin, None) as address:
        assert reason_at(f"{address}?connect_timeout=2") == "timeout"


def test_a_server_that_cannot_encrypt_is_not_spoken_to(admin: str) -> None:
    with wire(admin) as plain:
        address = make_url(plain.address).update_query_dict({"sslmode": "require"})
        assert reason_at(address.render_as_string(hide_password=False)) == "tls-unsupported"


class Fake(Wire):
    """Says something of its own to whoever comes, or nothing at all."""

    said: bytes | None = None
    over = threading.Event()

    def pump(self, near: socket.socket, far: socket.socket) -> None:
        with near, far:
            if self.said is not None:
                near.recv(64)
                near.sendall(self.said)
            self.over.wait(LONG_SECONDS)


@contextmanager
def fake_server(server: str, said: bytes | None) -> Iterator[str]:
    fake = Fake(server)
    fake.said = said
    fake.over = threading.Event()
    try:
        yield make_url(fake.address).set(username="u", query={}).render_as_string(hide_password=False)
    finally:
        fake.over.set()
        fake.cut()


# --- encryption -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, str, str]:
    """One that we trust, its file, and the file of another."""
    folder = tmp_path_factory.mktemp("authority")
    ours = trustme.CA()
    ours.cert_pem.write_to_path(folder / "ca.pem")
    trustme.CA().cert_pem.write_to_path(folder / "other.pem")
    return ours, str(folder / "ca.pem"), str(folder / "other.pem")


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def verified(address: str, file: str) -> str:
    url = make_url(address).update_query_dict({"sslmode": "verify-full", "sslrootcert": file})
    return as_login(url.render_as_string(hide_password=False), "pb_scram", SECRET)


def test_a_server_has_to_prove_who_it_is(admin: str, authority: tuple[trustme.CA, str, str]) -> None:
    ours, file, other = authority
    with tls_wire(admin, context_of(ours.issue_cert("127.0.0.1"))) as line:
        assert reason_at(verified(line.address, file)) == ""
        assert reason_at(verified(line.address, other)) == "tls-authority"
        assert reason_at(verified(line.address, f"{file}.not-there")) == "tls-no-file"
        with pytest.raises(StoreMissing):
            Store.open(place_of(verified(line.address, file)))
        with pytest.raises(NotConnected) as caught:
            Store.open(place_of(verified(line.address, other)))
        assert caught.value.reason == "tls-authority"
    with tls_wire(admin, context_of(ours.issue_cert("elsewhere.example.org"))) as line:
        assert reason_at(verified(line.address, file)) == "tls-host"
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    expired = ours.issue_cert("127.0.0.1", not_before=past, not_after=past + dt.timedelta(days=1))
    with tls_wire(admin, context_of(expired)) as line:
        assert reason_at(verified(line.address, file)) == "tls-expired"


# --- poolers ----------------------------------------------------------------------------------------


class Pooler(Wire):
    """Tells its clients another process number than the server's, as PgBouncer does."""

    def on_received(self, near: socket.socket, content: bytes) -> None:
        where = content.find(b"K\x00\x00\x00")
        if where >= 0 and b"server_version" in content[:where]:
            content = content[: where + 5] + b"\x00\x00\x00\x07" + content[where + 9 :]
        near.sendall(content)


def test_nothing_is_prepared_behind_a_pooler(admin: str) -> None:
    for kind, threshold in ((Wire, 5), (Pooler, None)):
        line = kind(admin)
        try:
            store_engine = make_engine(place_of(line.address))
            with store_engine.connect() as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                connection.execute(text("SELECT 1"))
                assert driver.prepare_threshold == threshold
            store_engine.dispose()
        finally:
            line.cut()


# --- the command line -------------------------------------------------------------------------------


def test_a_password_is_kept_by_the_keyring_alone_and_said_nowhere(
    admin: str, pocket: Pocket, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with wire(admin) as line:
        address = as_login(line.address, "pb_scram")
        assert main(["--lang", "en", "--store", address, "check"]) == exit_codes.exit_code_of(
            NotConnected("")
        )
        assert "keyring" in capfd.readouterr().err
        for typed, code in (("wrong", 7), (SECRET, 0)):
            monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
            assert main(["--store", address, "password"]) == code
        assert list(pocket.held.values()) == [SECRET]
        assert main(["--json", "--store", address, "check"]) == 7
        said = capfd.readouterr()
        assert "store-missing" in said.err, "the server let us in"
        assert main(["--store", address, "password", "--forget"]) == 0
        assert not pocket.held
        assert main(["--store", as_login(line.address, "pb_scram", f"{SECRET}-not"), "check"]) == 7
    told = said.out + said.err + "".join(capfd.readouterr())
    assert SECRET not in told


def test_connections_that_nobody_uses_are_given_back(
    postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(place_of(postgresql_server), make_engine(place_of(postgresql_server)))
    with store.reading():
        store.rest()
    pool = store._engine.pool
    assert isinstance(pool, QueuePool)
    store.rest()
    assert pool.checkedin() == 1, "it was used just now"
    monkeypatch.setattr(unit_of_work, "IDLE_SECONDS", 0.0)
    store.rest()
    assert pool.checkedin() == 0
    with store.reading() as connection:
        store.rest()
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    store.close()


def test_what_only_reads_goes_to_the_store_for_reading_and_writes_nothing_there(
    migrated: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nothing.sqlite")
    said = ["--json", "--store", nowhere, "--read-store", migrated]
    assert (
        main([*said, "report", "usage", "--from", "2026-11-01", "--to", "2026-12-01", "--by", "resource"])
        == 0
    )
    assert main([*said, "list"]) == exit_codes.exit_code_of(StoreMissing()), "what may write does not"
    capfd.readouterr()
    store = Store.open(place_of(migrated).for_reading())
    try:
        with pytest.raises(StoreReadOnly):
            store.write(lambda _: None)
        with store.reading() as connection:
            readable = connection.execute(text("SELECT count(*) FROM booking")).scalar_one()
        if not store.place.is_file:
            with pytest.raises(StoreReadOnly) as caught, translated(), store._engine.begin() as connection:
                connection.execute(text("DELETE FROM receipt"))
            assert "main server" in Words("en").error(caught.value)
        assert readable == 0
    finally:
        store.close()
    several = place_of("postgresql://u@a,b/db").for_reading()
    assert several.url.query["target_session_attrs"] == "prefer-standby"
