"""What a feed sends: its bytes, plain and packed, and how a reader's copy is known to be the same."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

GZIP_LEVEL: Final = 6
SMALLEST_PACKED: Final = 500
"""Bytes below which packing is not worth the reader's trouble."""
_ETAG: Final = re.compile(r'(?:W/)?("[^"]*")')
_ETAG_LENGTH: Final = 32
_NOT_WANTED: Final = re.compile(r"q=0(?:\.0*)?")


@dataclass(frozen=True)
class Content:
    """Bytes as they are sent. ``made_at`` is when they were made: since then they have been what they are."""

    body: bytes
    media_type: str
    made_at: datetime

    @cached_property
    def etag(self) -> str:
        """A strong tag: equal bytes, equal tag, also after a restart."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:_ETAG_LENGTH]}"'

    @cached_property
    def packed_etag(self) -> str:
        """The tag of the packed bytes, which are other bytes."""
        return f'{self.etag[:-1]}-gz"'

    @cached_property
    def packed(self) -> bytes | None:
        """The bytes packed by gzip; None where that is not worth it."""
        if len(self.body) < SMALLEST_PACKED:
            return None
        return gzip.compress(self.body, GZIP_LEVEL, mtime=0)

    @cached_property
    def last_modified(self) -> datetime:
        """The first full second at which they were surely there: never the date of bytes that came before."""
        return self.made_at.replace(microsecond=0) + timedelta(seconds=1)

    @cached_property
    def _date(self) -> str:
        return http_date(self.last_modified)

    def date_told(self, now: datetime) -> str | None:
        """Last-Modified, or None while its second is not over.

        Two versions may be made within one second. Whoever had the first with that second as its date would be told
        for ever after that nothing has changed.
        """
        return self._date if now >= self.last_modified else None

    def is_known_to(self, headers: Mapping[str, str], now: datetime) -> bool:
        """Whether a reader with these request headers (as WSGI names them) has the same already (RFC 9110 §13.2.2).

        Tags decide where there are any; a date that cannot be read, or lies in the future, says nothing.
        """
        tags = headers.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            return tags.strip() == "*" or not {self.etag, self.packed_etag}.isdisjoint(_ETAG.findall(tags))
        since = read_http_date(headers.get("HTTP_IF_MODIFIED_SINCE", ""))
        return since is not None and self.last_modified <= since <= now


def http_date(moment: datetime) -> str:
    """A date as HTTP writes it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def read_http_date(text: str) -> datetime | None:
    """The instant, or None for anything that is no date; all three forms of HTTP are in UTC."""
    try:
        moment = parsedate_to_datetime(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def accepts_gzip(header: str) -> bool:
    """Whether Accept-Encoding says gzip, and not that it is unwanted."""
    for choice in header.lower().split(",") if header else ():
        name, _, weight = choice.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return not _NOT_WANTED.fullmatch(weight.strip())
    return False
