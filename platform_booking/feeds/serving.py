"""A store's feeds on the network: the server, an ear for changes, and a hand that notes who reads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from platform_booking.feeds.application import FeedApplication
from platform_booking.feeds.ear import Ear
from platform_booking.feeds.server import FeedServer
from platform_booking.feeds.tally import Tally
from platform_booking.services.shelf import Shelf

if TYPE_CHECKING:
    import ssl

    from platform_booking.bootstrap import PlatformBooking

NOTE_SECONDS: Final = 30.0
"""How often it is noted who reads."""


class Serving:
    """Serves the feeds of one store until it is stopped. Raises InvalidInput for an address that cannot be had."""

    def __init__(
        self, app: PlatformBooking, host: str, port: int, *, tls: ssl.SSLContext | None = None
    ) -> None:
        self._tally = Tally(app.feeds.note)
        shelf = Shelf(app.desk, self._tally.sent)
        self._ear = Ear(app, shelf.load, shelf.hear)
        self._stopping = threading.Event()
        application = FeedApplication(shelf, self._tally, app.desk.now, lambda: not self._ear.is_lost)
        self._server = FeedServer(application, host, port, tls=tls)

    @property
    def address(self) -> tuple[str, int]:
        """Host and port that it listens on."""
        return self._server.host, self._server.port

    def run(self) -> None:
        """Serve. Raises StoreError when the store cannot be read at the beginning; later it is tried again."""
        self._ear.begin()
        threads = [threading.Thread(target=work) for work in (self._ear.listen, self._note)]
        for thread in threads:
            thread.start()
        try:
            self._server.run()
        finally:
            self._ear.stop()
            self._stopping.set()
            for thread in threads:
                thread.join()
            self._tally.flush()

    def stop(self) -> None:
        """Let ``run`` come to its end. May be called by any thread and by a signal."""
        self._server.stop()

    def _note(self) -> None:
        while not self._stopping.wait(NOTE_SECONDS):
            self._tally.flush()
