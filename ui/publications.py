"""Folders into which this window publishes calendars: what it keeps of them on this computer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from platform_booking.services.published_folder import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from platform_booking.services.published_folder import PublishedFile


@dataclass(frozen=True, slots=True)
class Publication:
    """What goes into one folder, and how it went the last time that it went well."""

    folder: str
    kinds: tuple[str, ...]
    scope: str
    keep: bool = True
    """Whether it is kept up to date as long as the window is open."""
    at: datetime | None = None
    files: int = 0
    """How many calendars lay there then."""
    changed: int = 0
    """How many of them that pass had written or removed."""

    def after(self, files: Sequence[PublishedFile], at: datetime) -> Publication:
        """The same, once it went well."""
        there = sum(file.outcome is not Outcome.REMOVED for file in files)
        changed = sum(file.outcome is not Outcome.UNCHANGED for file in files)
        return replace(self, at=at, files=there, changed=changed)


def as_text(publications: Iterable[Publication]) -> str:
    """For the settings."""
    return json.dumps([asdict(item) for item in publications], default=datetime.isoformat)


def read_publications(text: str) -> tuple[Publication, ...]:
    """From the settings; what cannot be understood, of another version or edited by hand, is left out."""
    try:
        return tuple(_read(item) for item in json.loads(text or "[]"))
    except (ValueError, TypeError, KeyError):
        return ()


def _read(item: dict[str, Any]) -> Publication:
    at = item["at"]
    return Publication(
        **item | {"kinds": tuple(item["kinds"]), "at": None if at is None else datetime.fromisoformat(at)}
    )
