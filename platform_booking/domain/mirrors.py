"""Mirrors: calendars kept in step in a collection on somebody's CalDAV server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from platform_booking.domain.feeds import Feed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

PASSWORD_VARIABLE: Final = "PLATFORM_BOOKING_CALDAV_PASSWORD"  # noqa: S105 - where it is, not what it is


@dataclass(frozen=True, slots=True)
class Mirror:
    """One calendar, as a feed shows it, and the collection that it is written to."""

    code: str
    label: str
    url: str
    """Of the collection, with a slash at its end and without name or password."""
    username: str
    kind: str
    """``resource``, ``platform``, ``person``, ``partner`` or ``all``."""
    subject: str
    """Code of the resource, platform or partner, login of the person; empty for ``all``."""
    scope: str
    """``full``, ``partner`` or ``busy``."""
    language: str
    created_at: datetime
    created_by: str
    """Login."""
    active: bool = True
    last_try_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_error: Mapping[str, Any] | None = None
    """Code and params of what went wrong at the last pass; None: it went well."""
    last_counts: Mapping[str, int] = field(default_factory=dict)
    """What the last pass did: how many were written, unchanged, removed, left alone."""
    id: int = 0

    @property
    def password_variable(self) -> str:
        """The variable of the environment that has its password: one a mirror, so that no server hears another's."""
        return f"{PASSWORD_VARIABLE}_{self.code.replace('-', '_')}"

    @property
    def account(self) -> str:
        """How a keyring calls its account."""
        return f"{self.username}@{urlsplit(self.url).hostname}"


GivenOut = Feed | Mirror
"""A calendar that somebody gives out: by a link, or into a collection on another server."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """One resource that we wrote into a collection."""

    uid: str
    href: str
    """Its name in the collection."""
    etag: str
    """As the server gave it; empty: it gave none."""
    content_hash: str
