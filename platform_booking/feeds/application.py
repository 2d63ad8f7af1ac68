"""The feeds as a WSGI application: who has a link reads it, and nobody else learns anything."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import NotFound, StoreError
from platform_booking.feeds.tally import client_name
from platform_booking.services.feed_bytes import accepts_gzip
from platform_booking.services.feeds import FEED_PATH, ICS, hash_of, is_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from platform_booking.domain.feeds import Feed
    from platform_booking.feeds.tally import Tally
    from platform_booking.services.desk import Clock
    from platform_booking.services.shelf import Ready, Shelf

ACCESS_LOG: Final = logging.getLogger("platform_booking.feeds.access")
"""One line a request, without tokens and addresses of readers."""
_LOG: Final = logging.getLogger(__name__)

ROBOTS: Final = "User-agent: *\nAllow: /\n"
"""Google's calendar asks before it reads a feed."""
RETRY_SECONDS: Final = "60"
_TOKEN: Final = re.compile(re.escape(FEED_PATH) + r"([A-Za-z0-9_-]{1,200})(\.ics|\.ifb)")
_READING: Final = ("GET", "HEAD")

_Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. ``subject`` is what the log says instead of the path."""

    status: HTTPStatus
    headers: _Headers
    body: bytes = b""
    subject: str = "?"


class FeedApplication:
    """Answers requests from what is on the shelf."""

    def __init__(self, shelf: Shelf, tally: Tally, clock: Clock, is_well: Callable[[], bool]) -> None:
        self._shelf = shelf
        self._tally = tally
        self._clock = clock
        self._is_well = is_well

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """One request (PEP 3333). Whatever goes wrong is an answer, and said in the log without the token."""
        began = time.perf_counter()
        try:
            answer = self._answer(environ)
        except StoreError as error:
            _LOG.warning("a feed cannot be made: %s", error.code)
            answer = _said(HTTPStatus.SERVICE_UNAVAILABLE, ("Retry-After", RETRY_SECONDS))
        except Exception:  # noqa: BLE001 - the reader gets an answer, the log the reason
            _LOG.exception("a request failed")
            answer = _said(HTTPStatus.INTERNAL_SERVER_ERROR)
        if ACCESS_LOG.isEnabledFor(logging.INFO):
            _log(environ, answer, time.perf_counter() - began)
        start_response(f"{answer.status.value} {answer.status.phrase}", answer.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" or not answer.body else [answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if environ["REQUEST_METHOD"] not in _READING:
            return _said(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", ", ".join(_READING)))
        path = environ.get("PATH_INFO", "")
        if path == "/robots.txt":
            return _said(HTTPStatus.OK, text=ROBOTS, subject="robots")
        if path == "/health":
            well = self._is_well()
            return _said(HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE, subject="health")
        return self._feed(path, environ)

    def _feed(self, path: str, environ: dict[str, Any]) -> Answer:
        """A feed, 410 for one that is over, and the same 404 for everything else, however near it comes."""
        named = _TOKEN.fullmatch(path)
        token, form = (named[1], named[2]) if named else (path, ICS)
        found = self._shelf.find(hash_of(token))
        if found is None or named is None:
            return _said(HTTPStatus.NOT_FOUND)
        feed, outlet = found
        now = self._clock()
        if is_over(feed, now):
            return _said(HTTPStatus.GONE, subject=feed.code)
        try:
            ready = self._shelf.ready(outlet, form, now)
        except NotFound:  # what it shows was retired
            return _said(HTTPStatus.GONE, subject=feed.code)
        return self._sent(feed, ready, form, environ, now)

    def _sent(self, feed: Feed, ready: Ready, form: str, environ: dict[str, Any], now: datetime) -> Answer:
        content = ready.content
        packed = content.packed if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else None
        headers = [
            ("ETag", content.etag if packed is None else content.packed_etag),
            ("Cache-Control", "private, no-cache"),
            ("Vary", "Accept-Encoding"),
        ]
        changed = content.date_told(now)
        if changed is not None:
            headers.append(("Last-Modified", changed))
        client = client_name(environ.get("HTTP_USER_AGENT", ""))
        if content.is_known_to(environ, now):
            self._tally.add(feed.code, client, now, {})
            return Answer(HTTPStatus.NOT_MODIFIED, headers, subject=f"{feed.code}{form}")
        body = content.body if packed is None else packed
        if packed is not None:
            headers.append(("Content-Encoding", "gzip"))
        headers += [
            ("Content-Type", content.media_type),
            ("Content-Length", str(len(body))),
            ("Content-Disposition", f'inline; filename="{feed.code}{form}"'),
        ]
        sent = environ["REQUEST_METHOD"] == "GET"
        self._tally.add(feed.code, client, now, ready.requested if sent else {})
        return Answer(HTTPStatus.OK, headers, body, f"{feed.code}{form}")


def _said(status: HTTPStatus, *more: tuple[str, str], text: str = "", subject: str = "?") -> Answer:
    body = (text or f"{status.phrase}\n").encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *more]
    return Answer(status, headers, body, subject)


def _log(environ: dict[str, Any], answer: Answer, seconds: float) -> None:
    ACCESS_LOG.info(
        "%s %s %d %d %.1f ms %s",
        environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _READING else "?",
        answer.subject,
        answer.status.value,
        len(answer.body),
        seconds * 1000,
        client_name(environ.get("HTTP_USER_AGENT", "")),
    )
