"""One collection on a CalDAV server: what lies there, written and removed only as long as it is what was seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caldav.response import DAVResponse

TIMEOUT_SECONDS: Final = 30
"""How long the server may take to answer each time."""
_OK: Final = (200, 201, 204, 207)
_MISSING: Final = (404, 410)
_CHANGED: Final = 412
_FORBIDDEN: Final = 403
_IN_THE_WAY: Final = (_FORBIDDEN, 409)
_FULL: Final = 507
_CALENDAR: Final = {"Content-Type": "text/calendar; charset=utf-8"}


class CollectionTrouble(Exception):
    """The collection cannot be kept in step now. ``code`` names the sentence, ``detail`` is what the server said."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class CollectionMissing(Exception):
    """There is no such collection, or not any more."""


class ResourceChanged(Exception):
    """Somebody else changed the resource since it was looked at."""


class ResourceRefused(Exception):
    """The server does not take this one: something else there has the same UID, or it may not be written."""


class Collection(Protocol):
    """A collection of calendar resources."""

    def list(self) -> Mapping[str, str]:
        """Name and tag of everything that lies there. Raises CollectionMissing, CollectionTrouble."""

    def make(self) -> None:
        """Make the collection. Raises CollectionTrouble."""

    def get(self, name: str) -> bytes:
        """What lies there under that name; nothing if it is gone. Raises CollectionTrouble."""

    def put(self, name: str, content: bytes, etag: str | None) -> str:
        """Write it, as long as its tag is still that one (None: as long as nothing lies there); its new tag, if told.

        Raises ResourceChanged, ResourceRefused, CollectionTrouble.
        """

    def remove(self, name: str, etag: str) -> None:
        """Remove it, as long as its tag is still that one. Raises ResourceChanged, CollectionTrouble."""


class DavCollection:
    """A collection by HTTP, with the library's way of logging in. It keeps a connection as long as it lives."""

    def __init__(self, url: str, username: str, password: str) -> None:
        from caldav.davclient import DAVClient  # noqa: PLC0415 - heavy, and wanted only here

        self._url = url
        self._client = DAVClient(
            url,
            username=username or None,
            password=password or None,
            timeout=TIMEOUT_SECONDS,
            enable_rfc6764=False,  # the address is the collection's: nobody is asked where it might be
        )

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def list(self) -> Mapping[str, str]:
        """By name; the collection itself is not in it."""
        response = self._ask("PROPFIND", "", _PROPFIND, {"Depth": "1", "Content-Type": "application/xml"})
        if response.status in _MISSING:
            raise CollectionMissing
        self._require(response, "not-a-calendar")
        own = unquote(urlsplit(self._url).path).rstrip("/")
        found = {}
        for item in response.parse_propfind():
            path = str(item.href).rstrip("/")
            if path != own:
                found[path.rpartition("/")[2]] = plain_tag(str(item.properties.get(_ETAG) or ""))
        return found

    def make(self) -> None:
        """As a calendar, by MKCALENDAR."""
        self._require(self._ask("MKCALENDAR"), "collection-missing")

    def get(self, name: str) -> bytes:
        """Its bytes."""
        response = self._ask("GET", name)
        if response.status in _MISSING:
            return b""
        self._require(response, "server")
        return str(response.raw).encode()

    def put(self, name: str, content: bytes, etag: str | None) -> str:
        """By a conditional PUT."""
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        response = self._ask("PUT", name, content.decode(), {**_CALENDAR, **condition}, refusable=True)
        if response.status == _CHANGED:
            raise ResourceChanged
        if response.status in _IN_THE_WAY:
            raise ResourceRefused
        self._require(response, "server")
        return plain_tag(str(response.headers.get("ETag") or ""))

    def remove(self, name: str, etag: str) -> None:
        """By a conditional DELETE; what is gone already is gone."""
        response = self._ask("DELETE", name, headers={"If-Match": etag} if etag else {})
        if response.status == _CHANGED:
            raise ResourceChanged
        if response.status not in _MISSING:
            self._require(response, "server")

    def _ask(
        self,
        method: str,
        name: str = "",
        body: str = "",
        headers: Mapping[str, str] | None = None,
        *,
        refusable: bool = False,
    ) -> DAVResponse:
        from caldav.lib.error import AuthorizationError, DAVError, RateLimitError  # noqa: PLC0415
        from lxml.etree import LxmlError  # noqa: PLC0415
        from niquests.exceptions import RequestException, SSLError  # noqa: PLC0415

        try:
            return self._client.request(self._url + name, method, body, headers or {})
        except AuthorizationError as error:
            if error.status == _FORBIDDEN:
                if refusable:
                    raise ResourceRefused from error
                raise CollectionTrouble("forbidden") from error
            raise CollectionTrouble("refused") from error
        except RateLimitError as error:
            raise CollectionTrouble("busy", str(error.reason or "")) from error
        except SSLError as error:
            raise CollectionTrouble("tls", _told(error)) from error
        except LxmlError as error:
            raise CollectionTrouble("not-a-calendar", _told(error)) from error
        except (RequestException, DAVError, OSError) as error:
            raise CollectionTrouble("unreachable", _told(error)) from error

    def _require(self, response: Any, code: str) -> None:
        if response.status == _FULL:
            raise CollectionTrouble("full")
        if response.status not in _OK:
            raise CollectionTrouble(code, f"{response.status} {response.reason}".strip())


MOST_TOLD: Final = 200
_REASON: Final = re.compile(r"\[(?:Errno -?\d+|SSL: \w+)\] ([^'\"()>]+)")
_POOL: Final = re.compile(r"^HTTPS?ConnectionPool\([^)]*\): ")
_ETAG: Final = "{DAV:}getetag"
_PROPFIND: Final = (
    '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
)


def plain_tag(tag: str) -> str:
    """A tag without the mark of a weak one, which no condition would ever match."""
    return tag.strip().removeprefix("W/")


def _told(error: BaseException) -> str:
    """What the system or TLS says, without the objects that the library wraps it in."""
    text = " ".join(str(error).split()) or type(error).__name__
    found = _REASON.search(text)
    return (found[1] if found else _POOL.sub("", text)).strip()[:MOST_TOLD]
