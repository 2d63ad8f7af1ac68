"""Where a store lives: a file or a server, said as the user says it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from platform_booking.domain.errors import InvalidInput

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
_POSTGRESQL_SCHEMES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Place:
    """One store's address."""

    url: URL
    path: Path | None
    """The file of a SQLite store."""

    @property
    def is_file(self) -> bool:
        """Whether it is a SQLite file."""
        return self.path is not None

    @property
    def label(self) -> str:
        """How to name it to a person; never with a password."""
        if self.path:
            return str(self.path)
        shown = self.url.set(drivername="postgresql").difference_update_query(["password"])
        return shown.render_as_string()


def place_of(text: str) -> Place:
    """Read a ``--store`` value: a PostgreSQL URL, a SQLite URL or a file. Raises InvalidInput for other URLs."""
    value = text.strip()
    if not value or "\0" in value:
        raise InvalidInput("store-address", value=text)
    if value.startswith(_POSTGRESQL_SCHEMES):
        try:
            return Place(make_url(value).set(drivername="postgresql+psycopg"), None)
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
