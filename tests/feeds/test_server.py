"""The server on real sockets: slow, large, broken and very many readers, TLS, and its end."""

from __future__ import annotations

import http.client
import logging
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from platform_booking.bootstrap import Settings, create_store, open_platform
from platform_booking.domain.errors import InvalidInput
from platform_booking.feeds.server import MOST_HEADER_BYTES, FeedChannel, FeedServer
from platform_booking.feeds.tls import tls_context
from tests.services.conftest import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PATIENCE = 60.0
BODY = b"x" * 200_000
LARGE = b"x" * 20_000_000
"""More than the system keeps for a reader who does not read."""


class Impatient(FeedChannel):
    """Waits less long than the real ones."""

    request_seconds = 0.5
    answer_seconds = 0.5


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/unchanged":
        start_response("304 Not Modified", [("ETag", '"a"')])
        return []
    body = LARGE if environ["PATH_INFO"] == "/large" else BODY
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def running(**more: Any) -> Iterator[FeedServer]:
    server = FeedServer(application, "127.0.0.1", 0, **more)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def connected(server: FeedServer) -> socket.socket:
    return socket.create_connection((server.host, server.port), timeout=PATIENCE)


def everything(sock: socket.socket) -> bytes:
    pieces = []
    try:
        while piece := sock.recv(65536):
            pieces.append(piece)
    except ConnectionError:
        pass
    return b"".join(pieces)


def test_two_hundred_readers_at_once_are_all_answered() -> None:
    with running() as server:
        waiting = [connected(server) for _ in range(50)]  # who connect and say nothing

        def read(_number: int) -> int:
            link = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
            link.request("GET", "/")
            length = len(link.getresponse().read())
            link.close()
            return length

        with ThreadPoolExecutor(200) as readers:
            assert list(readers.map(read, range(200))) == [len(BODY)] * 200
        for sock in waiting:
            sock.close()


def test_one_connection_serves_many_requests_also_unchanged_ones() -> None:
    with running() as server:
        link = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
        link.connect()
        first = link.sock
        for path, status in (("/", 200), ("/unchanged", 304), ("/unchanged", 304), ("/", 200)):
            link.request("GET", path)
            reply = link.getresponse()
            assert (reply.status, len(reply.read())) == (status, len(BODY) if status == 200 else 0)
            assert link.sock is first
        link.close()


def test_requests_that_drip_and_answers_that_nobody_fetches_are_given_up() -> None:
    with running(channel=Impatient) as server:
        dripping = connected(server)
        stopping = threading.Event()

        def drip() -> None:
            try:
                dripping.sendall(b"GET / HTTP/1.1\r\n")
                while not stopping.wait(0.05):
                    dripping.sendall(b"X: y\r\n")
            except OSError:
                return

        thread = threading.Thread(target=drip)
        thread.start()
        assert b"200 OK" not in everything(dripping)
        stopping.set()
        thread.join()
        dripping.close()

        idle = connected(server)
        idle.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        until(lambda: bool(server.open_connections))
        until(lambda: not server.open_connections)
        assert len(everything(idle)) < len(LARGE)
        idle.close()


def test_whoever_asks_again_and_again_without_listening_is_hung_up_on() -> None:
    with running() as server:
        sock = connected(server)
        sock.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
        assert len(everything(sock)) < 3 * len(LARGE)
        sock.close()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"y" * MOST_HEADER_BYTES + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"400"),
        (b"GET /f/secret HTTP/1.1\r\nbroken\r\n\r\n", b"400"),
        (b"GET http://[::1/f/secret HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: nonsense\r\n\r\n", b"501"),
    ],
)
def test_what_is_too_large_or_broken_is_refused(
    said: bytes, status: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with running() as server, caplog.at_level(logging.DEBUG):
        sock = connected(server)
        sock.sendall(said)
        sock.shutdown(socket.SHUT_WR)
        assert everything(sock).split(b" ", 2)[1] == status
        sock.close()
        link = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
        link.request("GET", "/")
        assert link.getresponse().status == 200
        link.close()
    assert "secret" not in caplog.text


def test_tls_with_its_own_certificate(tmp_path: Path) -> None:
    authority = trustme.CA()
    made, files = authority.issue_cert("localhost"), (tmp_path / "certificate.pem", tmp_path / "key.pem")
    made.cert_chain_pems[0].write_to_path(str(files[0]))
    made.private_key_pem.write_to_path(str(files[1]))
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with running(tls=tls_context(*map(str, files))) as server:
        stuck, plain = connected(server), connected(server)
        stuck.sendall(b"\x16\x03\x01")  # half a greeting: whoever waits for it keeps nobody else
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert b"200" not in everything(plain)
        for _ in range(3):
            link = http.client.HTTPSConnection("localhost", server.port, timeout=PATIENCE, context=trusting)
            for _ in range(2):
                link.request("GET", "/")
                assert link.getresponse().read() == BODY
            link.close()
        older = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        older.check_hostname, older.verify_mode = False, ssl.CERT_NONE
        older.maximum_version = ssl.TLSVersion.TLSv1_2
        with older.wrap_socket(connected(server)) as spoken:
            spoken.sendall(b"GET /unchanged HTTP/1.0\r\n\r\n")
            assert everything(spoken).startswith(b"HTTP/1.0 304")
        for sock in (stuck, plain):
            sock.close()


def test_an_address_or_a_certificate_that_cannot_be_had_is_said(tmp_path: Path) -> None:
    with running() as server, pytest.raises(InvalidInput) as taken:
        FeedServer(application, "127.0.0.1", server.port)
    assert taken.value.reason == "feed-address"
    with pytest.raises(InvalidInput) as unread:
        tls_context(str(tmp_path / "key.pem"), str(tmp_path / "nowhere.pem"))
    assert unread.value.reason == "feed-certificate"


def test_a_server_that_is_told_to_stop_ends_in_order_and_notes_who_read(tmp_path: Path) -> None:
    address = str(tmp_path / "store.sqlite")
    create_store(address)
    app = open_platform(Settings(address))
    app.catalogue.import_text(CATALOGUE)
    made = app.feeds.create("resource", "BIO", "busy")
    command = [sys.executable, "-m", "platform_booking.cli.main", "--lang", "en", "--store", address]
    serve = [*command, "ical", "serve", "--port", "0", "--access-log"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        host = said.split()[4].rstrip(".")
        assert host.startswith("http://127.0.0.1:")
        request = urllib.request.Request(host + made.path, headers={"User-Agent": "khal/0.11"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            assert reply.read().startswith(b"BEGIN:VCALENDAR\r\n")
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"GET {made.feed.code}.ics 200" in log
    assert made.token not in log + said
    (feed,) = app.feeds.list()
    assert (feed.reads, feed.last_client) == (1, "khal/0.11")
    app.close()
