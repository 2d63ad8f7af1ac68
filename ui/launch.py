"""How the window was asked for: what the command line hands over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Start:
    """Which store, who, what time it is, in which language."""

    store: str | None = None
    """None: the one that was last open, or a first choice."""
    login: str | None = None
    now: datetime | None = None
    language: str | None = None
    demo: bool = False
