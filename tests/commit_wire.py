"""The wire to a server, cut once at a COMMIT."""

from __future__ import annotations

import select
import threading
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from tests.ui.wire import CHUNK, Wire

if TYPE_CHECKING:
    import socket

LONG_SECONDS: Final = 30


class Cut(StrEnum):
    """Where the line is cut, once."""

    BEFORE = "the COMMIT never arrives"
    AFTER = "the COMMIT arrives, its answer does not"
    LATE = "the COMMIT arrives after the same work was begun again"


class CommitWire(Wire):
    """Cuts one connection at its COMMIT."""

    cut_at: Cut | None = None
    never_again = False
    """Whether nobody gets through any more after the cut."""
    asked = threading.Event()

    def __init__(self, server: str) -> None:
        self._writing: set[socket.socket] = set()
        """Lines with a transaction that is meant: others listen, or do what is due."""
        self.meant = b"INSERT INTO receipt"
        super().__init__(server)

    def on_sent(self, near: socket.socket, far: socket.socket, content: bytes) -> None:
        if b"INSERT INTO receipt" in content:
            self.asked.set()
        if self.meant in content:
            self._writing.add(far)
        if b"COMMIT" not in content or far not in self._writing:
            far.sendall(content)
            return
        self._writing.discard(far)
        if self.cut_at is None:
            far.sendall(content)
            return
        where, self.cut_at = self.cut_at, None
        if where is Cut.BEFORE:
            far.close()
        elif where is Cut.AFTER:
            far.sendall(content)
            while far not in (ready := select.select([near, far], [], [])[0]):
                far.sendall(ready[0].recv(CHUNK))  # what is said may come in pieces
            assert far.recv(1), "the answer"
        else:
            self.asked.clear()
            near.close()
            self.asked.wait(LONG_SECONDS)
            far.sendall(content)
        if self.never_again:
            self.cut()
        raise OSError
