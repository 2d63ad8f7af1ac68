"""Calendars from the web: bounded in time and size, told apart by what went wrong, so that the remedy can be said."""

from __future__ import annotations

import base64
import socket
import time
import zlib
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse
    from typing import IO

TIMEOUT_SECONDS: Final = 20.0
"""How long an answer may take to begin, and to go on."""
DEADLINE_SECONDS: Final = 60.0
"""How long it may take altogether."""
MAX_BYTES: Final = 20_000_000
_PIECE: Final = 65536
_NOT_MODIFIED: Final = 304
_UNAUTHORISED: Final = (401, 403)
_MISSING: Final = (404, 410)
_SCHEMES: Final = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}


class FetchFailed(InvalidInput):
    """A calendar could not be fetched. ``reason`` says why and so what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came; ``content`` is None when nothing changed since the last time."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""


class Fetch(Protocol):
    """Gets a calendar from where it is. Raises FetchFailed."""

    def __call__(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """What is there; nothing when it is still what ``etag`` or ``last_modified`` name."""


class _StayOnTheWeb(HTTPRedirectHandler):
    """Nobody is sent from the web to another kind of place."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request. Raises FetchFailed."""
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise FetchFailed("fetch-scheme", scheme=urlsplit(newurl).scheme)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_url(source: str) -> bool:
    """Whether that is an address and not a file."""
    return urlsplit(source).scheme.lower() in _SCHEMES


def fetch_url(
    url: str, *, etag: str = "", last_modified: str = "", timeout: float = TIMEOUT_SECONDS
) -> Fetched:
    """Get a calendar by HTTP. Raises FetchFailed."""
    request = _request(url)
    if etag:
        request.add_header("If-None-Match", etag)
    if last_modified:
        request.add_header("If-Modified-Since", last_modified)
    deadline = time.monotonic() + DEADLINE_SECONDS
    try:
        with build_opener(_StayOnTheWeb).open(request, timeout=timeout) as response:
            content = _content(response, deadline)
            return Fetched(
                content, response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
            )
    except HTTPError as error:
        error.close()
        if error.code == _NOT_MODIFIED:
            return Fetched(None, etag, last_modified)
        raise _by_status(error.code) from error
    except TimeoutError as error:
        raise FetchFailed("fetch-timeout") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError | socket.timeout):
            raise FetchFailed("fetch-timeout") from error
        detail = getattr(error.reason, "strerror", None) or str(error.reason)
        raise FetchFailed("fetch-unreachable", detail=detail) from error
    except (HTTPException, OSError, ValueError, EOFError, zlib.error) as error:
        raise FetchFailed("fetch-unreachable", detail=str(error) or type(error).__name__) from error


def _request(url: str) -> Request:
    parts = urlsplit(url)
    scheme = _SCHEMES.get(parts.scheme.lower())
    if scheme is None or not parts.hostname:
        raise FetchFailed("fetch-scheme", scheme=parts.scheme)
    who, _, host = parts.netloc.rpartition("@")
    request = Request(  # noqa: S310 - the scheme is one of ours
        urlunsplit((scheme, host, parts.path, parts.query, "")),
        headers={
            "Accept": "text/calendar, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "User-Agent": "platform-booking",
        },
    )
    if who:
        secret = base64.b64encode(unquote(who).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {secret}")
    return request


def _content(response: HTTPResponse, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := response.read(_PIECE):
        size += len(piece)
        pieces.append(piece)
        if size > MAX_BYTES:
            raise FetchFailed("fetch-too-large", most=MAX_BYTES // 1_000_000)
        if time.monotonic() > deadline:
            raise FetchFailed("fetch-timeout")
    content = b"".join(pieces)
    if response.headers.get("Content-Encoding", "").lower() != "gzip":
        return content
    unpacked = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    found = unpacked.decompress(content, MAX_BYTES)
    if unpacked.unconsumed_tail:
        raise FetchFailed("fetch-too-large", most=MAX_BYTES // 1_000_000)
    if not unpacked.eof:
        raise FetchFailed("fetch-unreachable", detail="gzip")
    return found


def _by_status(status: int) -> FetchFailed:
    if status in _UNAUTHORISED:
        return FetchFailed("fetch-refused", status=status)
    if status in _MISSING:
        return FetchFailed("fetch-gone", status=status)
    return FetchFailed("fetch-status", status=status)
