"""News from the store: what others (and we ourselves) have just changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.storage.watching import StoreWatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from platform_booking.services.desk import Desk
    from platform_booking.storage.audit import AuditEntry


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
        self._watch = StoreWatch(desk.store.place)

    def wait(self, seconds: float) -> News | None:
        """News, or None when there was none for so long, or after ``close``.

        Raises StoreUnavailable when the store is lost: make a new watcher, and look at everything anew.
        """
        found = self._watch.wait(seconds)
        return _news_of(found) if found else None

    def wake(self) -> None:
        """Let the thread that waits come back; there is no more news. Any thread may say so."""
        self._watch.wake()

    def close(self) -> None:
        """Let go; a thread that waits comes back."""
        self._watch.close()


def _news_of(found: Sequence[AuditEntry]) -> News:
    subjects = [(kind, ref) for entry in found for kind, _, ref in [entry.subject.partition(":")]]
    said = [
        str((entry.after or {}).get("booking")) for entry in found if entry.subject.startswith("message:")
    ]
    return News(
        bookings=_distinct((*(ref for kind, ref in subjects if kind == "booking"), *said)),
        blocks=_distinct(ref for kind, ref in subjects if kind == "block"),
        catalogue=any(kind not in ("booking", "block", "message") for kind, _ in subjects),
        actors=_distinct(entry.actor for entry in found),
        seq=found[-1].seq,
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
