"""Keeps calendars in step on CalDAV servers, until it is stopped."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.feeds.following import Follower

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.mirroring import Pushed

LOOK_EVERY: Final = timedelta(minutes=10)
"""So often it is looked whether somebody has changed or lost anything on a server."""
TRY_AGAIN: Final = timedelta(minutes=1)
_LOG: Final = logging.getLogger(__name__)


class MirrorKeeper:
    """Pushes whenever something changes."""

    def __init__(self, app: PlatformBooking, tell: Callable[[tuple[Pushed, ...]], None]) -> None:
        self._app = app
        self._tell = tell
        self._troubles: dict[str, str] = {}
        mirroring = app.mirrors.mirroring
        self._follower = Follower(app, self._pass, look_anew=mirroring.look_anew, hear=mirroring.hear)

    def watch(self) -> None:
        """Push until stopped. Raises StoreError when the store cannot be opened at first."""
        self._follower.run()

    def stop(self) -> None:
        """Let ``watch`` come to its end. May be called by any thread and by a signal."""
        self._follower.stop()

    def _pass(self, _is_first: bool) -> timedelta:  # noqa: FBT001 - as the follower calls it
        done = self._app.mirrors.push()
        for item in done:
            code = "" if item.error is None else str(item.error["code"])
            if code != self._troubles.get(item.mirror.code, ""):  # said once, however long it lasts
                _LOG.log(
                    logging.WARNING if code else logging.INFO,
                    "%s: %s",
                    item.mirror.code,
                    code or "in step again",
                )
            self._troubles[item.mirror.code] = code
        changed = tuple(item for item in done if item.changed)
        if changed:
            self._tell(changed)
        return TRY_AGAIN if any(item.error is not None for item in done) else LOOK_EVERY
