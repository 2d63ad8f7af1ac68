"""News from the store: what others (and we ourselves) have just changed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.storage.watching import StoreWatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from platform_booking.services.desk import Desk
    from platform_booking.storage.audit import AuditEntry


PULSE_SECONDS: Final = 5.0
CLOCK_TOLERANCE: Final = timedelta(minutes=2)


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


@dataclass(frozen=True, slots=True)
class Presence:
    """Who else is there, and whether the clocks agree."""

    connected: int
    """Windows and feed servers at the same store, this one among them."""
    ahead: timedelta
    """How far the server's clock is ahead of this computer's."""

    @property
    def clock_is_wrong(self) -> bool:
        """Whether this computer's clock is so wrong that its keeper should know."""
        return abs(self.ahead) > CLOCK_TOLERANCE


class Watcher:
    """Waits for news on a connection of its own. One thread waits; any thread may close."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store
        self._watch = StoreWatch(desk.store.place)
        self._felt_at = -PULSE_SECONDS
        self.presence: Presence | None = None
        """What a server said of itself last; None for a file."""

    def wait(self, seconds: float) -> News | None:
        """News, or None when there was none for so long, or after ``close``.

        Raises StoreUnavailable when the store is lost: make a new watcher, and look at everything anew.
        """
        self._feel_pulse()
        found = self._watch.wait(seconds)
        self._store.rest()
        return _news_of(found) if found else None

    def _feel_pulse(self) -> None:
        """By the way, now and then: whose clock is right, and who is there."""
        if time.monotonic() - self._felt_at < PULSE_SECONDS:
            return
        self._felt_at = time.monotonic()
        pulse = self._watch.pulse()
        if pulse is not None:
            self._store.ahead = pulse.ahead
            self.presence = Presence(pulse.listening, timedelta(seconds=round(pulse.ahead.total_seconds())))

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
