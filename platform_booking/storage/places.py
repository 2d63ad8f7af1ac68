"""Where a store lives: a file or a server, said as the user says it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NETWORK_FILE_SYSTEMS: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
    }
)
SECRETS: Final = ("password", "sslpassword")
"""Parts of an address that nobody else sees."""
_THIS_COMPUTER: Final = ("localhost", "127.0.0.1", "::1")
_SEVERAL_HOSTS: Final = re.compile(r"^(\w[\w+]*://(?:[^/@?]*@)?)([^/?@]*,[^/?]*)(.*)$", re.DOTALL)
_POSTGRESQL_SCHEMES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Place:
    """One store's address."""

    url: URL = field(repr=False)
    path: Path | None
    """The file of a SQLite store."""
    only_read: bool = False
    """Whether nothing is to be written there, as to a replica."""

    @property
    def is_file(self) -> bool:
        """Whether it is a SQLite file."""
        return self.path is not None

    @property
    def label(self) -> str:
        """How to name it to a person; never with a password."""
        if self.path:
            return str(self.path)
        shown = self.url.set(drivername="postgresql").difference_update_query(SECRETS)
        return shown.render_as_string()

    @property
    def address(self) -> str:
        """Where it is, to be kept and typed again: without any password."""
        if self.path:
            return str(self.path)
        url = self.url.set(drivername="postgresql").difference_update_query(SECRETS)
        return url._replace(password=None).render_as_string(hide_password=False)

    @property
    def has_password(self) -> bool:
        """Whether the address brought one."""
        return bool(self.url.password or self.url.query.get("password"))

    def with_password(self, password: str) -> Place:
        """The same place, entered with that password."""
        return replace(self, url=self.url.set(password=password).difference_update_query(["password"]))

    def for_login(self, login: str) -> str:
        """The address that somebody else types."""
        return replace(self, url=self.url.set(username=login)).address

    def for_reading(self) -> Place:
        """The same, or of several servers any, where nothing is written."""
        if len(_parts(self.url.query.get("host"))) < 2:  # noqa: PLR2004 - several
            return replace(self, only_read=True)
        url = self.url.update_query_dict({"target_session_attrs": "prefer-standby"})
        return replace(self, url=url, only_read=True)

    @property
    def is_local(self) -> bool:
        """Whether nothing goes over a network: a file, this computer, a socket."""
        hosts = _parts(self.url.query.get("host")) or _parts(self.url.host)
        return all(host.startswith("/") or host in _THIS_COMPUTER for host in hosts)

    @property
    def is_socket(self) -> bool:
        """Whether the server is reached by a socket of this computer, whose users it knows by the system."""
        hosts = _parts(self.url.query.get("host")) or _parts(self.url.host)
        return not self.is_file and all(host.startswith("/") for host in hosts)

    @property
    def is_verified(self) -> bool:
        """Whether the server has to prove who it is, on an encrypted line."""
        mode = self.url.query.get("sslmode") or os.environ.get("PGSSLMODE", "")
        return self.is_local or mode in ("verify-full", "verify-ca")


def place_of(text: str) -> Place:
    """Read a ``--store`` value: a PostgreSQL URL, a SQLite URL or a file. Raises InvalidInput for other URLs."""
    value = text.strip()
    if not value or "\0" in value:
        raise InvalidInput("store-address", value=text)
    if value.startswith(_POSTGRESQL_SCHEMES):
        try:
            return Place(_for_several(make_url(_as_one_host(value))), None)
        except (ArgumentError, ValueError) as error:
            raise InvalidInput("store-address", value=_without_password(text)) from error
    if value.startswith("sqlite:///"):
        value = value.removeprefix("sqlite:///")
    elif "://" in value:
        raise InvalidInput("store-address", value=_without_password(text))
    if value in ("", ":memory:"):  # nothing kept in memory is still there for the next connection
        raise InvalidInput("store-address", value=text)
    try:
        return file_place(Path(value).expanduser())
    except RuntimeError as error:  # the home of somebody who has none
        raise InvalidInput("store-address", value=text) from error


def _as_one_host(address: str) -> str:
    """``//a:5432,b:5433/db``, as libpq writes several servers, in the words that SQLAlchemy reads."""
    several = _SEVERAL_HOSTS.match(address)
    if several is None:
        return address
    before, servers, rest = several.groups()
    pairs = [server.partition(":") for server in servers.split(",")]
    hosts = ",".join(host for host, _, _ in pairs)
    ports = ",".join(port or "5432" for _, _, port in pairs)
    path, _, query = rest.partition("?")
    return f"{before}{path}?host={hosts}&port={ports}{'&' if query else ''}{query}"


def _for_several(url: URL) -> URL:
    """Of several servers the one is wanted that may be written to, unless somebody says otherwise."""
    url = url.set(drivername="postgresql+psycopg")
    if url.host is not None and "," in url.host:
        url = url.set(host=None).update_query_dict({"host": url.host})
    hosts = _parts(url.query.get("host"))
    if len(hosts) > 1:
        wanted = url.query.get("target_session_attrs", "read-write")
        url = url.update_query_dict({"host": ",".join(hosts), "target_session_attrs": wanted})
    return url


def _parts(said: str | tuple[str, ...] | None) -> list[str]:
    parts = (said,) if isinstance(said, str) else said or ()
    return [host for part in parts for host in part.split(",") if host]


def server_place(
    login: str, database: str, servers: Sequence[tuple[str, int]], query: Mapping[str, str]
) -> Place:
    """The place of a store on one or several servers, each with its port."""
    host, port = servers[0]
    if len(servers) == 1 and not host.startswith("/"):
        url = URL.create("postgresql", login, host=host, port=port, database=database, query=query)
    else:
        hosts, ports = (",".join(map(str, parts)) for parts in zip(*servers, strict=True))
        url = URL.create(
            "postgresql", login, database=database, query={**query, "host": hosts, "port": ports}
        )
    return Place(_for_several(url), None)


def file_place(path: Path) -> Place:
    """The place of a SQLite store."""
    return Place(URL.create("sqlite", database=str(path)), path)


def _without_password(address: str) -> str:
    masked = re.sub(r"(://[^/@:]*):.*@", r"\1:***@", address)
    return re.sub(r"(password=)[^&]*", r"\1***", masked)


def on_network_share(path: Path, mounts: str | None = None) -> bool:
    """Whether the file's folder is on a network file system, where SQLite's locks cannot be relied on.

    ``mounts`` is the text of /proc/mounts, read when not given; on Windows a UNC path tells.
    """
    absolute = os.path.realpath(path)
    if absolute.startswith(("\\\\", "//")):
        return True
    if mounts is None:
        table = Path("/proc/mounts")
        if not table.exists():
            return False
        mounts = table.read_text(encoding="utf-8", errors="replace")
    best, kind = "", ""
    for row in mounts.splitlines():
        fields = row.split()
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, type
            continue
        point = fields[1].replace("\\040", " ")
        if (absolute == point or absolute.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind in NETWORK_FILE_SYSTEMS
