"""Calendars from the web: bounded in time and size, told apart by what went wrong, so that the remedy can be said."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from platform_booking.domain.errors import InvalidInput
from platform_booking.services.web_deadline import Deadline

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse
    from typing import IO

TIMEOUT_SECONDS: Final = 20.0
"""How long an answer may take to begin, and to go on."""
DEADLINE_SECONDS: Final = 60.0
"""How long it may take altogether."""
MAX_BYTES: Final = 20_000_000
_PIECE: Final = 65536
LONGEST_TAG: Final = 500
"""Signs of an ETag or a date that are worth keeping."""
_PARTIAL: Final = 206
_NOT_MODIFIED: Final = 304
_UNAUTHORISED: Final = (401, 403)
_MISSING: Final = (404, 410)
_ADDRESS_SIGNS: Final = "/%:@!$&'()*+,;=?~"
"""What an address may have in it as it is; accents and spaces, as people paste them, are written otherwise."""
_TROUBLE: Final = (URLError, HTTPException, OSError, ValueError, EOFError, zlib.error)
"""Whatever may go wrong on the way, but not what was found wrong here."""
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
    return source.partition(":")[0].strip().lower() in _SCHEMES


def fetch_url(
    url: str, *, etag: str = "", last_modified: str = "", timeout: float = TIMEOUT_SECONDS
) -> Fetched:
    """Get a calendar by HTTP. Raises FetchFailed."""
    request = _request(url)
    if etag:
        request.add_header("If-None-Match", etag)
    if last_modified:
        request.add_header("If-Modified-Since", last_modified)
    with Deadline(DEADLINE_SECONDS) as deadline:
        try:
            return _fetched(request, deadline, timeout)
        except _TROUBLE as error:
            if deadline.is_over:
                raise FetchFailed("fetch-timeout") from error
            if isinstance(error, HTTPError) and error.code == _NOT_MODIFIED and (etag or last_modified):
                return Fetched(None, etag, last_modified)
            raise _named(error) from error


def _fetched(request: Request, deadline: Deadline, timeout: float) -> Fetched:
    opener = build_opener(_StayOnTheWeb, *deadline.handlers())
    with opener.open(request, timeout=timeout) as response:
        if response.status == _PARTIAL:  # nobody has asked for a part
            raise _by_status(response.status)
        tags = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        etag, last_modified = (tag if len(tag) <= LONGEST_TAG else "" for tag in tags)
        content = _content(response)
        if deadline.is_over:  # cut off by ourselves: it may look like an end
            raise TimeoutError
        return Fetched(content, etag, last_modified)


def _named(error: Exception) -> FetchFailed:
    """What went wrong, without a word of what the other side sent."""
    if isinstance(error, HTTPError):
        error.close()
        return _by_status(error.code)
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return FetchFailed("fetch-timeout")
    detail = "" if isinstance(reason, HTTPException) else getattr(reason, "strerror", None) or str(reason)
    return FetchFailed("fetch-unreachable", detail=detail or type(reason).__name__)


def check_url(url: str) -> SplitResult:
    """Its parts. Raises FetchFailed for an address to which nothing can be sent."""
    try:
        parts = urlsplit(url.strip())
        known = parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
    except ValueError as error:
        raise FetchFailed("fetch-unreachable", detail=str(error)) from error
    if not known:
        raise FetchFailed("fetch-scheme", scheme=parts.scheme)
    return parts


def _request(url: str) -> Request:
    parts = check_url(url)
    scheme = _SCHEMES[parts.scheme.lower()]
    who, _, host = parts.netloc.rpartition("@")
    path, query = (quote(part, safe=_ADDRESS_SIGNS) for part in (parts.path, parts.query))
    request = Request(  # noqa: S310 - the scheme is one of ours
        urlunsplit((scheme, host, path, query, "")),
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


def _content(response: HTTPResponse) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        pieces.append(piece)
        if size > MAX_BYTES:
            raise FetchFailed("fetch-too-large", most=MAX_BYTES // 1_000_000)
    content = b"".join(pieces)
    if response.length:  # what was promised and did not come
        raise IncompleteRead(content, response.length)
    if response.headers.get("Content-Encoding", "").lower() != "gzip":
        return content
    unpacked = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    found = unpacked.decompress(content, MAX_BYTES)
    if unpacked.unconsumed_tail:
        raise FetchFailed("fetch-too-large", most=MAX_BYTES // 1_000_000)
    if not unpacked.eof:
        raise EOFError("gzip")
    return found


def _by_status(status: int) -> FetchFailed:
    if status in _UNAUTHORISED:
        return FetchFailed("fetch-refused", status=status)
    if status in _MISSING:
        return FetchFailed("fetch-gone", status=status)
    return FetchFailed("fetch-status", status=status)
