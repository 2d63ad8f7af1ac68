"""Connecting to a shared store: the address from its parts, and a trial that says what would be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput, NotConnected
from platform_booking.services.entering import entered
from platform_booking.storage.connecting import DEFAULT_PORT, refined
from platform_booking.storage.engine import make_engine, schema_revision
from platform_booking.storage.failures import translated
from platform_booking.storage.places import SECRETS, place_of, server_place
from platform_booking.storage.servers import server_of

if TYPE_CHECKING:
    from platform_booking.storage.places import Place
    from platform_booking.storage.servers import Server

VERIFIED: Final = "verify-full"
TLS_MODES: Final = (VERIFIED, "verify-ca", "require", "prefer", "disable")
"""From the server that has to prove who it is to none that has to do anything."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a server is reached, as people fill it in."""

    hosts: str = ""
    """One or several, the first that may be written to is taken: ``a.example.org, b.example.org:5433``."""
    port: int = DEFAULT_PORT
    database: str = ""
    login: str = ""
    tls: str = VERIFIED
    authority: str = ""
    """File with the certificate of whoever vouches for the server; empty: the system's own list."""
    others: tuple[tuple[str, str], ...] = ()
    """What else the address says."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A connection that was made, and left again."""

    server: Server
    has_store: bool
    """Whether a store is there already."""
    verified: bool


def address_of(way: Way) -> str:
    """The address, without a password. Raises InvalidInput where host, database or login are missing."""
    for name in ("hosts", "database", "login"):
        if not getattr(way, name).strip():
            raise InvalidInput("connection-incomplete", field=name)
    pairs = [_host_and_port(part.strip(), way.port) for part in way.hosts.split(",") if part.strip()]
    query = dict(way.others)
    if not all(host.startswith("/") for host, _ in pairs):
        query["sslmode"] = way.tls
        if way.tls.startswith("verify"):
            query["sslrootcert"] = way.authority.strip() or "system"
    return server_place(way.login.strip(), way.database.strip(), pairs, query).address


def _host_and_port(said: str, port: int) -> tuple[str, int]:
    host, colon, own = said.rpartition(":")
    if colon and own.isdecimal() and ":" not in host:
        return host, int(own)
    return said.strip("[]"), port


def way_of(address: str) -> Way:
    """The parts of an address, to be shown and changed. Raises InvalidInput for what is no server's address."""
    place = place_of(address)
    if place.is_file:
        raise InvalidInput("store-address", value=address)
    url, query = place.url, {key: value for key, value in place.url.query.items() if isinstance(value, str)}
    hosts = query.pop("host", None) or url.host or ""
    ports = (query.pop("port", None) or str(url.port or DEFAULT_PORT)).split(",")
    shown = [part.strip() for part in hosts.split(",")]
    if len(set(ports)) > 1:
        shown = [f"{host}:{port}" for host, port in zip(shown, ports, strict=False)]
    default = VERIFIED if not place.is_local else "prefer"
    authority = query.pop("sslrootcert", "")
    for secret in SECRETS:
        query.pop(secret, None)
    return Way(
        ", ".join(shown),
        int(ports[0]) if ports[0].isdecimal() else DEFAULT_PORT,
        url.database or "",
        url.username or "",
        query.pop("sslmode", default),
        "" if authority == "system" else authority,
        tuple(sorted(query.items())),
    )


def split_password(address: str) -> tuple[str, str]:
    """The address without its password, and the password; empty where it brings none. Raises InvalidInput."""
    place = place_of(address)
    return place.address, place.url.password or ""


def try_address(address: str, password: str | None) -> Trial:
    """As ``try_connection``, with the password that was typed or is known here."""
    return try_connection(entered(place_of(address), password))


def try_connection(place: Place) -> Trial:
    """Connect, look, and leave. Raises NotConnected with the reason, or StoreUnavailable."""
    engine = make_engine(place)
    try:
        with translated(), engine.connect() as connection:
            server = server_of(connection)
        return Trial(server, schema_revision(engine) is not None, place.is_verified)
    except NotConnected as error:
        error.params["store"] = place.address
        raise refined(error, place) from error
    finally:
        engine.dispose()
