"""Why a server does not let us in: from what it, the network or the encryption says to one reason with a sentence of its own.

A connection that fails has no error code, only words; the server's are in the language that its keeper chose (English and
French are known here), those of the client's library in English.
"""

from __future__ import annotations

import re
import socket
import ssl
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.domain.errors import NotConnected
    from platform_booking.storage.places import Place

REASONS: Final[tuple[tuple[str, str], ...]] = (
    ("password-wrong", r"password authentication failed|authentification par mot de passe échouée"),
    ("password-missing", r"no password supplied"),
    ("role-unknown", r"role \S+ does not exist|rôle .{1,80} n.existe pas"),
    ("role-suspended", r"not permitted to log in|pas autorisé à se connecter"),
    ("database-missing", r"database \S+ does not exist|base de données .{1,80} n.existe pas"),
    ("database-closed", r"permission denied for database|droit refusé pour la base|not currently accepting"),
    (
        "too-many",
        r"too many c(lients|onnections)|slots are reserved|trop de c(lients|onnexions)|emplacements de connexions? restants",
    ),
    (
        "starting",
        r"database system is|système de bases? de données (se lance|s.arrête|est en cours|n.accepte)",
    ),
    ("tls-wanted", r"pg_hba\.conf.*(no encryption|SSL off|aucun chiffrement|SSL inactif)"),
    ("not-admitted", r"pg_hba\.conf"),
    ("tls-unsupported", r"server does not support SSL"),
    ("tls-host", r"server certificate for .* does not match host name"),
    ("tls-no-file", r"root certificate file .* does not exist|could not read root certificate file"),
    ("tls-untrusted", r"certificate verify failed|certificate authority|self-signed certificate"),
    ("tls-failed", r"SSL error|SSL connection|could not initiate|sslmode value"),
    ("no-primary", r"session is read-only|session is not read-only|server is in hot standby"),
    (
        "host-unknown",
        r"failed to resolve host|could not translate host name|Name or service not known|getaddrinfo",
    ),
    ("timeout", r"timeout expired|Connection timed out|timed out"),
    ("unreachable", r"No route to host|Network is unreachable|Host is down"),
    ("port-closed", r"Connection refused|No such file or directory"),
    (
        "not-postgresql",
        r"invalid response to SSL negotiation|expected authentication request|unsupported frontend protocol",
    ),
    ("option", r"invalid (connection option|URI query parameter)"),
    ("cut", r"server closed the connection unexpectedly|Connection reset by peer|Broken pipe"),
)
"""The first that is found tells the most. Of several servers that are tried each says something."""
_PATTERNS: Final = tuple((reason, re.compile(pattern, re.DOTALL)) for reason, pattern in REASONS)

_SSL_REQUEST: Final = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
"""What a client of PostgreSQL sends to ask for encryption."""
_PROBE_SECONDS: Final = 5
_VERIFY_REASONS: Final = {9: "tls-not-yet", 10: "tls-expired", 62: "tls-host", 64: "tls-host"}
"""OpenSSL's numbers (X509_V_ERR_…): not yet valid, expired, another host, another address."""
DEFAULT_PORT: Final = 5432


def reason_of(said: str) -> str:
    """The reason that those words mean; empty for others."""
    return next((reason for reason, pattern in _PATTERNS if pattern.search(said)), "")


def refined(error: NotConnected, place: Place) -> NotConnected:
    """The client's library does not say why a certificate is not trusted: look at it ourselves, with the same authority."""
    if error.reason != "tls-untrusted":
        return error
    for host, port in servers_of(place):
        try:
            reason = _certificate_fails(host, port, str(place.url.query.get("sslrootcert") or ""))
        except (OSError, ValueError):
            continue
        if reason:
            return error.because(reason)
    return error


def servers_of(place: Place) -> Iterator[tuple[str, int]]:
    """Hosts and ports in the order in which they are tried; not those behind a socket of this computer."""
    query = place.url.query
    hosts = _list(query.get("host")) or _list(place.url.host) or ("localhost",)
    ports = _list(query.get("port")) or (str(place.url.port or DEFAULT_PORT),)
    for number, host in enumerate(hosts):
        if not host.startswith("/"):
            yield host, int(ports[number] if len(ports) > 1 else ports[0])


def _list(said: str | tuple[str, ...] | None) -> tuple[str, ...]:
    parts = (said,) if isinstance(said, str) else said or ()
    return tuple(item.strip() for part in parts for item in part.split(",") if item.strip())


def _certificate_fails(host: str, port: int, authority: str) -> str:
    """Why the certificate that is shown there is not trusted; empty when it is."""
    context = ssl.create_default_context(cafile=authority if authority not in ("", "system") else None)
    with closing(socket.create_connection((host, port), _PROBE_SECONDS)) as raw:
        raw.sendall(_SSL_REQUEST)
        if raw.recv(1) != b"S":
            return "tls-unsupported"
        try:
            context.wrap_socket(raw, server_hostname=host).close()
        except ssl.SSLCertVerificationError as error:
            return _VERIFY_REASONS.get(error.verify_code, "tls-authority")
    return ""
