"""TLS with the server's own certificate. Waitress leaves that to a proxy; without one, its connections are wrapped here."""

from __future__ import annotations

import ssl
import threading
import time
from typing import TYPE_CHECKING, Any

from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

_NOT_YET = (ssl.SSLWantReadError, ssl.SSLWantWriteError)


def tls_context(certificate: str, key: str) -> ssl.SSLContext:
    """For a certificate with its chain and its key (PEM). Raises InvalidInput when they cannot be read."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except OSError as error:  # ssl.SSLError is one
        raise InvalidInput("feed-certificate", certificate=certificate, key=key, detail=str(error)) from error
    return context


def tls_channels(channel: Any, context: ssl.SSLContext) -> Callable[..., object | None]:
    """Makes connections of that kind, spoken in TLS."""

    class TlsChannel(channel):  # type: ignore[misc] # waitress has no types
        """The handshake happens while reading, in the loop that never waits: a slow one keeps nobody else."""

        def __init__(self, *args: Any, **more: Any) -> None:
            self._tls = threading.Lock()  # OpenSSL's connection is for one thread at a time
            super().__init__(*args, **more)

        def handle_read(self) -> None:
            try:
                with self._tls:
                    data = self.socket.recv(self.adj.recv_bytes)
            except _NOT_YET:
                return
            except OSError:
                data = b""
            if not data:
                self.handle_close()
                return
            self.last_activity = time.time()
            self.received(data)

        def send(self, data: bytes, do_close: bool = True) -> int:  # noqa: FBT001, FBT002 - waitress calls it so
            try:
                with self._tls:
                    return int(super().send(data, do_close))
            except _NOT_YET:
                return 0

    def make(server: Any, sock: socket.socket, addr: Any, adj: Any, **more: Any) -> object | None:
        sock.setblocking(False)
        try:
            wrapped = context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        except (OSError, ValueError):  # it has hung up already
            sock.close()
            return None
        return TlsChannel(server, wrapped, addr, adj, **more)

    return make
