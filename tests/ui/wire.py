"""The wire between a window and its server, which a test can cut and mend."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65536


class Wire:
    """Listens on this computer and passes everything on to a server's socket, until it is cut."""

    def __init__(self, server: str) -> None:
        url = make_url(server)
        folder = url.query.get("host") or url.host or "localhost"
        self._target = (str(folder), url.port or 5432)
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listener: socket.socket | None = None
        self._port = 0
        self.mend()
        query = {key: value for key, value in url.query.items() if key != "host"}
        self.address = url.set(host="127.0.0.1", port=self._port, query=query).render_as_string(
            hide_password=False
        )
        """The server's address by way of this wire."""

    def mend(self) -> None:
        """The server can be reached."""
        listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Every connection breaks, and no other is to be had."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for end in (end for pair in pairs for end in pair):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:  # cut
                return
            far = self._connect()
            with self._lock:
                self._pairs.append((near, far))
            threading.Thread(target=self.pump, args=(near, far), daemon=True).start()

    def pump(self, near: socket.socket, far: socket.socket) -> None:
        """Pass on what comes from either end, until one of them is closed."""
        with near, far, selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _ in ready.select():
                    try:
                        content = key.fileobj.recv(CHUNK)  # type: ignore[union-attr]
                        if not content:
                            return
                        if key.data is far:
                            self.on_sent(near, far, content)
                        else:
                            self.on_received(near, content)
                    except OSError:
                        return

    def on_sent(self, _near: socket.socket, far: socket.socket, content: bytes) -> None:
        """What the client sends goes on to the server. Raises OSError to end the connection."""
        far.sendall(content)

    def _connect(self) -> socket.socket:
        host, port = self._target
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{host}/.s.PGSQL.{port}")
        return far

    def on_received(self, near: socket.socket, content: bytes) -> None:
        """What the server answers goes back to the client."""
        near.sendall(content)


@contextlib.contextmanager
def wire(server: str) -> Iterator[Wire]:
    """A wire that is cut at the end."""
    made = Wire(server)
    try:
        yield made
    finally:
        made.cut()
