"""Feeds: links to which calendars subscribe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """One link that a calendar may subscribe to. The token in it is kept as a hash only."""

    code: str
    label: str
    kind: str
    """``resource``, ``platform``, ``person``, ``partner`` or ``all``."""
    subject: str
    """Code of the resource, platform or partner, login of the person; empty for ``all``."""
    scope: str
    """``full``, ``partner`` or ``busy``."""
    language: str
    token_hash: str
    created_at: datetime
    created_by: str
    """Login."""
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_read_at: datetime | None = None
    last_client: str = ""
    reads: int = 0
    id: int = 0
