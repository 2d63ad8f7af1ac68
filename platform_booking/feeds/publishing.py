"""Calendars as files in a folder that somebody serves, written again whenever something changes."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import InvalidInput
from platform_booking.feeds.ear import Ear
from platform_booking.services.shelf import LONGEST_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.published_folder import PublishedFile, Wanted
    from platform_booking.services.watching import News

TRY_AGAIN: Final = timedelta(minutes=1)
_LOG: Final = logging.getLogger(__name__)


class Publisher:
    """Publishes into one folder, once or until it is stopped."""

    def __init__(self, app: PlatformBooking, folder: Path, wanted: Wanted) -> None:
        self._app = app
        self._published = app.publishing(folder, wanted)
        self._looked_at: datetime | None = None
        self._tell: Callable[[tuple[PublishedFile, ...]], None] = lambda _files: None
        self._ear = Ear(app, self._look_anew, self._hear, self._look_by_time)

    def publish(self) -> tuple[PublishedFile, ...]:
        """Write what changed, and remove what is no longer published.

        Raises InvalidInput for a folder that cannot be written, NotPermitted, StoreError.
        """
        return self._published.publish()

    def watch(self, tell: Callable[[tuple[PublishedFile, ...]], None]) -> None:
        """Publish, and again whenever something changes, until stopped; ``tell`` hears of every pass."""
        self._tell = tell
        self._ear.begin()
        self._ear.listen()

    def stop(self) -> None:
        """Let ``watch`` come to its end. May be called by any thread and by a signal."""
        self._ear.stop()

    # --- when ---------------------------------------------------------------------------------------

    def _look_anew(self) -> None:
        self._published.look_anew()
        self._pass()

    def _hear(self, news: News) -> None:
        self._published.hear(news)
        self._pass()

    def _look_by_time(self) -> None:
        if self._looked_at is None or self._app.desk.now() >= self._looked_at + LONGEST_KEPT:
            self._pass()

    def _pass(self) -> None:
        """One pass. A folder that is away for a while, a share or a full disk, is tried again."""
        is_first, self._looked_at = self._looked_at is None, self._app.desk.now()
        try:
            files = self.publish()
        except InvalidInput as error:
            if is_first:
                raise
            _LOG.warning("nothing can be published now: %s", error)
            self._looked_at -= LONGEST_KEPT - TRY_AGAIN
        else:
            self._tell(files)
