"""HTTP with one deadline for everything: a server that drips, in its headers or its body, is cut off as one that is silent."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPSConnection
from typing import TYPE_CHECKING, Any, Self
from urllib.request import HTTPHandler, HTTPSHandler

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import Request


class Deadline:
    """Ends all connections that are made under it when its time is up. ``is_over`` says whether it did."""

    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def watch(self, sock: socket.socket) -> None:
        """From now on this connection ends with it."""
        with self._lock:
            self._sockets.append(sock)
            if self.is_over:
                _hang_up(sock)

    def handlers(self) -> tuple[HTTPHandler, HTTPSHandler]:
        """For ``urllib``: all that it connects to is watched."""
        return _Http(self), _Https(self)

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            for sock in self._sockets:
                _hang_up(sock)


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        sock.shutdown(socket.SHUT_RDWR)


class _Connection(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **more: Any) -> None:
        super().__init__(*args, **more)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self._deadline.watch(self.sock)


class _SecureConnection(HTTPSConnection):
    def __init__(self, *args: Any, deadline: Deadline, **more: Any) -> None:
        super().__init__(*args, **more)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()  # OpenSSL's own handshake ends in time
        self._deadline.watch(self.sock)


class _Http(HTTPHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._connection = partial(_Connection, deadline=deadline)

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)


class _Https(HTTPSHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._connection = partial(_SecureConnection, deadline=deadline)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)
