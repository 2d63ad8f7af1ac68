"""Requests that are published: noted before they go out, so that their refusal can be told where they were seen."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import StoreReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from platform_booking.services.feeds import FeedService
    from platform_booking.services.shelf import Ready

_LOG: Final = logging.getLogger(__name__)


class SentRequests:
    """What this process has published, whether or not the store could be told."""

    def __init__(self, feeds: FeedService) -> None:
        self._feeds = feeds
        self._sent: dict[str, dict[int, datetime]] = {}
        self._only_reads = False

    def of(self, channel: str) -> Mapping[int, datetime]:
        """Bookings (keys) that went out through the channel as requests, and since when."""
        return self._sent.get(channel, {})

    def note(self, ready: Iterable[Ready]) -> None:
        """Note what is going out as a request, before it does. Raises StoreError but for an account that only reads."""
        new: dict[str, dict[int, datetime]] = {}
        for item in ready:
            sent = self._sent.setdefault(item.outlet.channel, {})
            first = {key: since for key, since in item.requested.items() if key not in sent}
            if first:
                new[item.outlet.channel] = first
        try:
            if new and not self._only_reads:
                self._feeds.note_sent(new)
        except StoreReadOnly:
            self._only_reads = True
            _LOG.warning("the account may only read: what is published is not noted")
        for channel, first in new.items():
            self._sent[channel].update(first)
