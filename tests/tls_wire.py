"""The wire to a server, encrypted: a stand-in for a server that has a certificate of our choice."""

from __future__ import annotations

import contextlib
import selectors
import ssl
from typing import TYPE_CHECKING

from tests.ui.wire import CHUNK, Wire

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"


class TlsWire(Wire):
    """Answers a client that asks for encryption with the certificate, and speaks plainly to the server behind."""

    def __init__(self, server: str, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(server)

    def pump(self, near: socket.socket, far: socket.socket) -> None:
        with near, far, contextlib.suppress(OSError):
            if near.recv(len(SSL_REQUEST), 0) != SSL_REQUEST:
                return
            near.sendall(b"S")
            with self._context.wrap_socket(near, server_side=True) as safe:
                self._pass_on(safe, far)

    def _pass_on(self, near: ssl.SSLSocket, far: socket.socket) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ)
            ready.register(far, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    source, target = (near, far) if key.fileobj is near else (far, near)
                    content = source.recv(CHUNK)
                    while isinstance(source, ssl.SSLSocket) and source.pending():
                        content += source.recv(CHUNK)
                    if not content:
                        return
                    target.sendall(content)


@contextlib.contextmanager
def tls_wire(server: str, context: ssl.SSLContext) -> Iterator[TlsWire]:
    """A wire that is cut at the end."""
    made = TlsWire(server, context)
    try:
        yield made
    finally:
        made.cut()
