"""The server around the feeds: limits against readers that are slow, many or hostile, its own certificate, a clean end."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import create_server
from waitress.task import WSGITask

from platform_booking.domain.errors import InvalidInput
from platform_booking.feeds.tls import tls_channels

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

THREADS: Final = 8
MOST_CONNECTIONS: Final = 1000
MOST_HEADER_BYTES: Final = 16 * 1024
MOST_BODY_BYTES: Final = 1024
"""Nobody has anything to send."""
IDLE_SECONDS: Final = 30
REQUEST_SECONDS: Final = 10.0
"""So long a request may take to arrive, however steadily it drips."""
ANSWER_SECONDS: Final = 300.0
"""So long an answer may take to be fetched."""
STOP_SECONDS: Final = 5.0
"""So long a server that stops waits for answers that are being sent."""
_LOOK_SECONDS: Final = 1
_RECEIVED: Final = 65536
_OUTGOING: Final = 8 * 1024 * 1024
_TOKENS: Final = re.compile(r"/f/[^\s'\"]+")


class _Task(WSGITask):  # type: ignore[misc] # waitress has no types
    """One request. Waitress hangs up after "not modified", which has no length to tell; it has no body either."""

    def set_close_on_finish(self) -> None:
        if self.has_body or self.version == "1.0" or self.request.connection_close:
            super().set_close_on_finish()


class _Parser(HTTPRequestParser):  # type: ignore[misc] # waitress has no types
    """A request. Waitress lets addresses such as ``http://[::1/`` fall through and hangs up with a trace in the log."""

    def parse_header(self, header_plus: bytes) -> None:
        """Raise ParsingError for what is no request."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("Invalid request") from error


class FeedChannel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """A connection that may not stay in the middle of something for ever."""

    task_class = _Task
    parser_class = _Parser
    request_seconds = REQUEST_SECONDS
    answer_seconds = ANSWER_SECONDS
    _busy_since: float | None = None
    _busy_with: object = None

    def readable(self) -> bool:
        """Asked at every turn of the loop, so the place to look at the clock."""
        if self._is_overdue(time.monotonic()):
            self.handle_close()  # not will_close: that waits until the reader takes something
        return self.connected and bool(super().readable())

    def received(self, data: bytes) -> bool:
        """Take what came. Whoever asks again before the answer is no calendar: one such could fill our memory."""
        taken = bool(super().received(data))
        if len(self.requests) > 1:
            self.will_close = True
        return taken

    def _is_overdue(self, now: float) -> bool:
        """Whether one request, or one answer, has been under way for too long."""
        busy_with = self.request or (self.outbufs[0] if self.total_outbufs_len else None)
        if busy_with is not self._busy_with or self._busy_since is None:
            self._busy_with, self._busy_since = busy_with, now
        if busy_with is None:
            return False
        limit = self.answer_seconds if self.request is None else self.request_seconds
        return now - self._busy_since > limit


class FeedServer:
    """Listens from the moment it is made, and answers while it runs. Any thread, or a signal, may stop it.

    Raises InvalidInput for an address that cannot be had.
    """

    def __init__(
        self,
        application: Any,
        host: str,
        port: int,
        *,
        tls: ssl.SSLContext | None = None,
        channel: Callable[..., object] = FeedChannel,
    ) -> None:
        self._map: dict[int, Any] = {}
        self._stopping = threading.Event()
        listening = _listen(host, port)
        self.host, self.port = listening.getsockname()[:2]
        logging.getLogger("waitress").addFilter(_without_tokens)
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # many readers at once are no trouble
        self._server = create_server(
            application,
            map=self._map,
            sockets=[listening],
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=_LOOK_SECONDS,
            max_request_header_size=MOST_HEADER_BYTES,
            max_request_body_size=MOST_BODY_BYTES,
            asyncore_use_poll=True,
            asyncore_loop_timeout=_LOOK_SECONDS,
            recv_bytes=_RECEIVED,
            outbuf_overflow=_OUTGOING,
            log_socket_errors=False,
            ident=None,
            url_scheme="http" if tls is None else "https",
        )
        self._server.channel_class = channel if tls is None else tls_channels(channel, tls)

    @property
    def open_connections(self) -> int:
        """How many readers are connected."""
        return len(self._server.active_channels)

    def run(self) -> None:
        """Answer until stopped; what is being sent then is sent to its end."""
        try:
            while not self._stopping.is_set():
                self._turn()
        finally:
            self._close()

    def stop(self) -> None:
        """Let ``run`` come to its end."""
        self._stopping.set()
        self._server.pull_trigger()

    def _turn(self) -> None:
        wasyncore.loop(timeout=_LOOK_SECONDS, use_poll=True, map=self._map, count=1)

    def _close(self) -> None:
        self._server.del_channel(self._map)
        self._server.socket.close()
        deadline = time.monotonic() + STOP_SECONDS
        while self._is_answering() and time.monotonic() < deadline:
            self._turn()
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._map)

    def _is_answering(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise InvalidInput("feed-address", host=host, port=str(port), detail=str(error)) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except (OSError, OverflowError) as error:
        listening.close()
        raise InvalidInput("feed-address", host=host, port=str(port), detail=str(error)) from error
    return listening


def _without_tokens(record: logging.LogRecord) -> bool:
    """Whatever waitress says of a request, the link is not in it."""
    record.msg, record.args = _TOKENS.sub("/f/…", record.getMessage()), ()
    return True
