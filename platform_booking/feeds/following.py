"""Does something at the beginning, whenever the store changes, and again when the last time is long ago; until stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.feeds.ear import Ear

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.watching import News


class Follower:
    """Follows a store in one thread."""

    def __init__(
        self,
        app: PlatformBooking,
        act: Callable[[bool], timedelta],
        *,
        look_anew: Callable[[], None] = lambda: None,
        hear: Callable[[News], None] = lambda _news: None,
    ) -> None:
        """``act`` is told whether it is the first time, and says after how long it wants to be called at the latest.

        ``look_anew`` is called before it where something may have been missed, ``hear`` where something changed.
        """
        self._app = app
        self._act = act
        self._look = look_anew
        self._news = hear
        self._next: datetime | None = None
        self._ear = Ear(app, self._look_anew, self._hear, self._look_by_time)

    def run(self) -> None:
        """Follow until stopped. Raises whatever the first time raises."""
        self._ear.begin()
        self._ear.listen()

    def stop(self) -> None:
        """Let ``run`` come to its end. May be called by any thread and by a signal."""
        self._ear.stop()

    def _look_anew(self) -> None:
        self._look()
        self._pass()

    def _hear(self, news: News) -> None:
        self._news(news)
        self._pass()

    def _look_by_time(self) -> None:
        if self._next is None or self._app.desk.now() >= self._next:
            self._pass()

    def _pass(self) -> None:
        is_first = self._next is None
        self._next = self._app.desk.now()
        self._next += self._act(is_first)
