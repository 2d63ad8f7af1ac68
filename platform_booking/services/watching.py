"""News from the store: what others (and we ourselves) have just changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platform_booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class News:
    """What changed since the last news. Own changes are among them."""

    bookings: tuple[str, ...]
    """Refs."""
    blocks: tuple[str, ...]
    """Refs."""
    catalogue: bool
    """Whether something else changed: a resource, a person, a platform."""
    actors: tuple[str, ...]
    """Logins of those who did it."""
    seq: int
    """Number of the last audit entry."""


class Watcher:
    """Waits for news on a connection of its own. One thread waits; any thread may close."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def wait(self, seconds: float) -> News | None:
        """News, or None when there was none for so long, or after ``close``. Raises StoreUnavailable when the store is lost."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go; a thread that waits comes back."""
        raise NotImplementedError
