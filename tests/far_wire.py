"""The wire to a server in another town: how often somebody waits for it is counted, and each way takes its time."""

from __future__ import annotations

import queue
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tests.ui.wire import Wire

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

_ASKING: Final = (b"S", b"Q")
"""Messages of PostgreSQL's protocol after which a client waits for the server: Sync and Query."""
_FAREWELL: Final = "ROLLBACK"
"""Nobody waits for the answer."""
_TEXTS: Final = {b"Q": 0, b"P": 1}
"""Messages that carry a statement, and how many texts come before it."""
_LENGTH: Final = 4
"""Bytes of a message's length, which counts itself but not the kind before it."""
_ENCRYPT: Final = (b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30")
"""A client asks whether the line may be encrypted, by TLS or by GSSAPI: no."""


class Counted:
    """What went over a wire meanwhile: filled in at the end."""

    trips = 0
    """How often the server was asked and waited for."""
    statements: list[str]


class FarWire(Wire):
    """``delay`` in seconds each way. Lines in clear only."""

    def __init__(self, server: str, delay: float = 0.0) -> None:
        self._delay = delay
        self._trips = 0
        self._statements: list[str] = []
        self._lines: dict[int, _Line] = {}
        super().__init__(server)

    @contextmanager
    def counted(self) -> Iterator[Counted]:
        """What goes over it in the meantime."""
        trips, first = self._trips, len(self._statements)
        counted = Counted()
        yield counted
        counted.trips = self._trips - trips
        counted.statements = self._statements[first:]

    def pump(self, near: socket.socket, far: socket.socket) -> None:
        self._lines[id(far)] = self._lines[id(near)] = line = _Line(self._delay, near, far)
        try:
            super().pump(near, far)
        finally:
            line.close()

    def on_sent(self, _near: socket.socket, far: socket.socket, content: bytes) -> None:
        line = self._lines[id(far)]
        for kind, body in line.messages(content):
            said = body.split(b"\0")[_TEXTS[kind]].decode() if kind in _TEXTS else ""
            if said:
                self._statements.append(said)
            self._trips += kind in _ASKING and said != _FAREWELL
        line.carry(far, content)

    def on_received(self, near: socket.socket, content: bytes) -> None:
        self._lines[id(near)].carry(near, content)


class _Line:
    """One connection, with its delays, and what of a client's message has arrived."""

    def __init__(self, delay: float, near: socket.socket, far: socket.socket) -> None:
        self._delay = delay
        self._rest = b""
        self._is_new = True
        """A client's first messages have no kind."""
        self._waiting: dict[int, queue.Queue[tuple[float, bytes] | None]] = {}
        for end in (near, far) if delay else ():
            waiting: queue.Queue[tuple[float, bytes] | None] = queue.Queue()
            self._waiting[id(end)] = waiting
            threading.Thread(target=_deliver, args=(end, waiting), daemon=True).start()

    def messages(self, content: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Each with its kind and its body."""
        self._rest += content
        while True:
            head = _LENGTH + (not self._is_new)
            end = head - _LENGTH + int.from_bytes(self._rest[head - _LENGTH : head])
            if len(self._rest) < max(head, end):
                return
            message, self._rest = self._rest[:end], self._rest[end:]
            kind, body = message[: head - _LENGTH], message[head:]
            self._is_new = not kind and body[:4] in _ENCRYPT
            yield kind, body

    def carry(self, end: socket.socket, content: bytes) -> None:
        """It arrives there in its time."""
        if self._delay:
            self._waiting[id(end)].put((time.monotonic() + self._delay, content))
        else:
            end.sendall(content)

    def close(self) -> None:
        for waiting in self._waiting.values():
            waiting.put(None)


def _deliver(end: socket.socket, waiting: queue.Queue[tuple[float, bytes] | None]) -> None:
    while (item := waiting.get()) is not None:
        time.sleep(max(0.0, item[0] - time.monotonic()))
        try:
            end.sendall(item[1])
        except OSError:
            return
