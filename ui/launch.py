"""How the window was asked for: what the command line hands over, and which store was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Start:
    """Which store, who, what time it is, in which language."""

    store: str | None = None
    """None: the one that was last open, or a first choice."""
    login: str | None = None
    now: datetime | None = None
    language: str | None = None
    demo: bool = False


class StoreKind(StrEnum):
    """What was chosen."""

    NEW = "new"
    OPEN = "open"
    SERVER = "server"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class StoreChoice:
    """A store to begin with."""

    kind: StoreKind
    address: str = ""
    password: str = field(default="", repr=False)
    """Of a server; empty: as the keyring or PostgreSQL's own settings say."""
    keep: bool = False
    """Whether the keyring shall keep it."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A backup whose content takes the place of the store's."""

    file: Path
    accept_findings: bool = False
    """Whether it is wanted although it is not sound."""
