"""Who reads which feed, noted from time to time: a reader never waits for the store to be written."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import StoreError, StoreReadOnly
from platform_booking.services.feeds import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

LONGEST_CLIENT: Final = 100
_LOG: Final = logging.getLogger(__name__)


@dataclass(slots=True)
class _Reads:
    """Reads of one feed that are not noted yet."""

    at: datetime
    client: str
    count: int = 0
    requested: dict[int, datetime] = field(default_factory=dict)
    """Bookings that were sent while asked for: key, and when first."""


class Tally:
    """Counts reads in memory. Its size follows the number of feeds, not of reads."""

    def __init__(self, note: Callable[[Sequence[Read]], None]) -> None:
        self._note = note
        self._lock = threading.Lock()
        self._pending: dict[str, _Reads] = {}
        self._sent: dict[str, dict[int, datetime]] = {}
        self._only_reads = False

    def add(self, code: str, client: str, at: datetime, sent_as_requests: Mapping[int, datetime]) -> None:
        """Count one read, in which these bookings (keys) were sent as the requests they were at that time."""
        with self._lock:
            reads = self._pending.get(code)
            if reads is None:
                reads = self._pending[code] = _Reads(at, client)
            reads.at, reads.client = at, client
            reads.count += 1
            if sent_as_requests:
                sent = self._sent.setdefault(code, {})
                new = {key: since for key, since in sent_as_requests.items() if key not in sent}
                sent.update(new)
                reads.requested.update(new)

    def sent(self, code: str) -> Mapping[int, datetime]:
        """The bookings that this feed sent as requests since the server began, and when first."""
        with self._lock:
            return dict(self._sent.get(code, {}))

    def flush(self) -> None:
        """Note everything in the store. What cannot be noted now is kept; on an account that may not write, left out."""
        with self._lock:
            pending, self._pending = self._pending, {}
        if not pending or self._only_reads:
            return
        try:
            self._note([_read(code, reads) for code, reads in pending.items()])
        except StoreReadOnly:
            self._only_reads = True
            _LOG.warning("the account may only read: who reads the feeds is not noted")
        except StoreError as error:
            _LOG.warning("reads of feeds cannot be noted now: %s", error.code)
            self._keep(pending)

    def _keep(self, pending: Mapping[str, _Reads]) -> None:
        with self._lock:
            for code, earlier in pending.items():
                reads = self._pending.setdefault(code, _Reads(earlier.at, earlier.client))
                reads.count += earlier.count
                reads.requested = {**reads.requested, **earlier.requested}


def _read(code: str, reads: _Reads) -> Read:
    return Read(code, reads.at, reads.client, reads.count, reads.requested)


def client_name(user_agent: str) -> str:
    """What a reader calls itself, made fit to be kept and shown."""
    if not (user_agent.isascii() and user_agent.isprintable()):
        user_agent = "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in user_agent)
    return user_agent.strip()[:LONGEST_CLIENT]
