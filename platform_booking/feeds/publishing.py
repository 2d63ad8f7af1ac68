"""Calendars as files in a folder that somebody serves, written again whenever something changes."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.feeds.following import Follower
from platform_booking.services.shelf import LONGEST_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.published_folder import PublishedFile, Wanted

TRY_AGAIN: Final = timedelta(minutes=1)
_LOG: Final = logging.getLogger(__name__)


class Publisher:
    """Publishes into one folder, once or until it is stopped."""

    def __init__(self, app: PlatformBooking, folder: Path, wanted: Wanted) -> None:
        self._published = app.publishing(folder, wanted)
        self._tell: Callable[[tuple[PublishedFile, ...]], None] = lambda _files: None
        self._follower = Follower(
            app, self._pass, look_anew=self._published.look_anew, hear=self._published.hear
        )

    def publish(self) -> tuple[PublishedFile, ...]:
        """Write what changed, and remove what is no longer published.

        Raises InvalidInput for a folder that cannot be written, NotPermitted, StoreError.
        """
        return self._published.publish()

    def watch(self, tell: Callable[[tuple[PublishedFile, ...]], None]) -> None:
        """Publish, and again whenever something changes, until stopped; ``tell`` hears of every pass."""
        self._tell = tell
        self._follower.run()

    def stop(self) -> None:
        """Let ``watch`` come to its end. May be called by any thread and by a signal."""
        self._follower.stop()

    def _pass(self, is_first: bool) -> timedelta:  # noqa: FBT001 - as the follower calls it
        """One pass. A folder that is away for a while, a share or a full disk, is tried again."""
        try:
            files = self.publish()
        except InvalidInput as error:
            if is_first:
                raise
            _LOG.warning("nothing can be published now: %s", error)
            return TRY_AGAIN
        self._tell(files)
        return LONGEST_KEPT
