"""How long, and how often, a transaction is tried again: when others were in the way, and when the line was lost."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import OutcomeUnknown, StoreBusy, StoreUnavailable
from platform_booking.storage.bookings import LostRace
from platform_booking.storage.receipts import new_key

if TYPE_CHECKING:
    from platform_booking.domain.errors import BookingError

PATIENCE_SECONDS: Final = 30.0
"""How long a transaction is tried again before the store counts as busy; as long is asked what became of one."""
LOST_SECONDS: Final = 5.0
"""How long a server that was there a moment ago may be away (it restarts, another takes over) before that is said."""
SHORTEST_PAUSE: Final = 0.002
LONGEST_PAUSE: Final = 0.05
LOST_PAUSE: Final = 0.25
HALVED_AFTER_SECONDS: Final = 0.1
"""Whoever has waited so long looks again twice as often, then three times: the lock tends to go to who waits the longest."""


class Unanswered(Exception):
    """The line was lost while the server was told to commit: ``done`` holds if it did."""

    def __init__(self, done: object, detail: str) -> None:
        super().__init__(detail)
        self.done = done
        self.detail = detail


class Trying:
    """One piece of work, from its first attempt until patience ends."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._attempt = 0
        self.key = new_key()
        """Of the receipt that the attempt leaves which is committed."""
        self.has_reached = False
        """Whether the store was there at all: one that is not is said at once."""
        self.unanswered: Unanswered | None = None
        """The attempt of which nobody knows what became of it."""
        self.has_settled = False
        """Whether the last attempt gave something up, and so may have offered it to those who wait."""
        self.holds_back_offers = False

    def after_prohibition(self, error: BookingError) -> None:
        """Once more without offers, where there may have been some: their being refused is no reason not to give something up."""
        if not self.has_settled or self.holds_back_offers:
            raise error
        self.holds_back_offers = True

    def after_refusal(self, error: BookingError | LostRace) -> None:
        """Pause before the next attempt, or raise."""
        if self._waited >= PATIENCE_SECONDS:
            if isinstance(error, LostRace):
                raise StoreBusy(detail="the booking changes all the time") from error
            raise error
        longest = LONGEST_PAUSE / (1 + self._waited / HALVED_AFTER_SECONDS)
        pause = min(longest, SHORTEST_PAUSE * 2**self._attempt)
        self._pause(random.uniform(0, pause))  # noqa: S311 - jitter, not a secret

    def after_loss(self, error: StoreUnavailable | Unanswered) -> None:
        """Pause before the next attempt to reach the server, or raise: OutcomeUnknown where it had been told to commit."""
        if isinstance(error, Unanswered):
            self.unanswered = error
        if self.unanswered is not None:
            if self._waited >= PATIENCE_SECONDS:
                raise OutcomeUnknown(detail=self.unanswered.detail, key=self.key) from error
        elif isinstance(error, StoreUnavailable) and (not self.has_reached or self._waited >= LOST_SECONDS):
            raise error
        self._pause(random.uniform(0, LOST_PAUSE))  # noqa: S311 - not all three hundred desktops at once

    @property
    def _waited(self) -> float:
        return time.monotonic() - self._began

    def _pause(self, seconds: float) -> None:
        self._attempt += 1
        time.sleep(seconds)
