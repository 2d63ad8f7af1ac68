"""Carries calendars into collections on CalDAV servers: only what changed, and never over what others have put there.

What we wrote is known by the store. If the server has it otherwise, somebody changed it there, and it is written over: the
collection is a copy. If the server has lost it, it is written again. Everything else in the collection is left alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import NotFound
from platform_booking.domain.mirrors import Mirror, Mirrored
from platform_booking.ical.alone import resources_of
from platform_booking.ical.writer import PRODUCT
from platform_booking.services.dav import (
    CollectionMissing,
    CollectionTrouble,
    DavCollection,
    ResourceChanged,
    ResourceRefused,
)
from platform_booking.services.feed_content import outlet_of
from platform_booking.services.feeds import ICS
from platform_booking.services.sent_requests import SentRequests
from platform_booking.services.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from platform_booking.services.dav import Collection
    from platform_booking.services.desk import Desk
    from platform_booking.services.feed_content import Told
    from platform_booking.services.feeds import FeedService
    from platform_booking.services.watching import News
    from platform_booking.storage.unit_of_work import UnitOfWork

NOTED_AT_ONCE: Final = 50
"""After so many writes the store is told, so that a pass that is broken off need not do them again."""
_NAME_LENGTH: Final = 40
WRITTEN, UNCHANGED, REMOVED, RESTORED, OVERWRITTEN, LEFT, LATER = COUNTS = (
    "written",
    "unchanged",
    "removed",
    "restored",
    "overwritten",
    "left",
    "later",
)
"""What a pass counts: new and changed, as they were, taken out, lost by the server and written again, changed there and
written over, left alone because others have it there, and put off to the next pass because somebody was at it just now."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """One mirror after a pass."""

    mirror: Mirror
    counts: Mapping[str, int] = field(default_factory=dict)
    error: Mapping[str, Any] | None = None
    """Code and params of what broke the pass off; None: it came to its end."""

    @property
    def changed(self) -> bool:
        """Whether anything was done, or went wrong."""
        return self.error is not None or any(
            count for name, count in self.counts.items() if name != UNCHANGED
        )


class Mirroring:
    """Keeps mirrors in step. Use one a process; one thread at a time."""

    def __init__(
        self,
        desk: Desk,
        feeds: FeedService,
        open_collection: Callable[[str, str, str], DavCollection] = DavCollection,
    ) -> None:
        self._desk = desk
        self._open = open_collection
        self._sent = SentRequests(feeds)
        self._shelf = Shelf(desk, self._sent.of)

    def look_anew(self) -> None:
        """Trust nothing that was made before: something may have been missed. Raises StoreError."""
        self._shelf.load()

    def hear(self, news: News) -> None:
        """Make anew what the news may have changed, when it is pushed next."""
        self._shelf.hear(news)

    def push(self, mirror: Mirror, password: str) -> Pushed:
        """One pass over one mirror; what became of it is noted with the mirror. Raises StoreError."""
        counts: Counter[str] = Counter()
        error = None
        try:
            if mirror.username and not password:
                raise CollectionTrouble("no-password")  # noqa: TRY301 - told as any other trouble is
            ready = self._shelf.ready(outlet_of(mirror), ICS)
            self._sent.note([ready])
            with closing(self._open(mirror.url, mirror.username, password)) as collection:
                _Pass(self._desk, mirror, collection, counts).run(_wanted(ready.told))
        except CollectionTrouble as trouble:
            error = _why(trouble.code, trouble.detail, mirror)
        except NotFound:  # what it shows has left the catalogue
            error = _why("gone", mirror.subject, mirror)
        now = self._desk.now()
        self._desk.store.write(
            lambda unit_of_work: unit_of_work.mirrors.note_pass(mirror, now, error, counts)
        )
        return Pushed(mirror, dict(counts), error)


def _why(code: str, detail: str, mirror: Mirror) -> dict[str, Any]:
    return {"code": code, "params": {"detail": detail, "variable": mirror.password_variable}}


def _wanted(told: Told) -> dict[str, bytes]:
    """Every resource that should lie there, by UID."""
    return {
        uid: content
        for piece in told.pieces.values()
        for event in piece.events
        for uid, content in resources_of(event).items()
    }


@dataclass
class _Pass:
    """One pass over one collection."""

    desk: Desk
    mirror: Mirror
    collection: Collection
    counts: Counter[str]
    _fresh: list[Mirrored] = field(default_factory=list)
    _gone: list[str] = field(default_factory=list)

    def run(self, wanted: Mapping[str, bytes]) -> None:
        """Make the collection what it should be. Raises CollectionTrouble; what was done before is noted."""
        there, known = self._look()
        try:
            for uid, content in wanted.items():
                self._put(uid, content, known.get(uid), there)
                self._note_many()
            for uid in sorted(known.keys() - wanted.keys()):
                self._remove(known[uid], there)
                self._note_many()
            if any(not item.etag for item in self._fresh):
                self._ask_for_tags()
        finally:
            self._note()

    def _look(self) -> tuple[Mapping[str, str], dict[str, Mirrored]]:
        """What lies there, and what we wrote; a collection that is lost is made again."""
        known = self.desk.store.read(lambda unit_of_work: unit_of_work.mirrors.written(self.mirror))
        try:
            return self.collection.list(), known
        except CollectionMissing:
            self.collection.make()
            return {}, known

    def _put(self, uid: str, content: bytes, known: Mirrored | None, there: Mapping[str, str]) -> None:
        name = known.href if known is not None else name_of(uid)
        tag, digest = there.get(name), hashlib.sha256(content).hexdigest()
        if known is None and tag is not None and not self._is_ours(name, uid):
            self.counts[LEFT] += 1
            return
        is_as_left = known is not None and tag is not None and tag == (known.etag or tag)
        if known is not None and is_as_left and known.content_hash == digest:
            self.counts[UNCHANGED] += 1
            if not known.etag and tag:
                self._fresh.append(Mirrored(uid, name, tag, digest))
            return
        try:
            etag = self.collection.put(name, content, tag)
        except ResourceChanged:
            self.counts[LATER] += 1
        except ResourceRefused:
            self.counts[LEFT] += 1
        else:
            self._fresh.append(Mirrored(uid, name, etag, digest))
            if known is not None and tag is None:
                self.counts[RESTORED] += 1
            elif known is not None and not is_as_left:
                self.counts[OVERWRITTEN] += 1
            else:
                self.counts[WRITTEN] += 1

    def _remove(self, known: Mirrored, there: Mapping[str, str]) -> None:
        tag = there.get(known.href)
        if tag is not None:
            try:
                self.collection.remove(known.href, tag)
            except ResourceChanged:
                self.counts[LATER] += 1
                return
        self._gone.append(known.uid)
        self.counts[REMOVED] += 1

    def _is_ours(self, name: str, uid: str) -> bool:
        """Whether what lies there unknown to us was written by us all the same, before something was noted or restored."""
        lines = self.collection.get(name).decode("utf-8", "replace").replace("\r\n", "\n")
        said = lines.replace("\n ", "").split("\n")
        return f"UID:{uid}" in said and any(line.startswith(f"PRODID:{PRODUCT}") for line in said)

    def _ask_for_tags(self) -> None:
        """Servers that change what they are given do not say its tag at once."""
        there = self.collection.list()
        self._fresh = [
            item if item.etag else Mirrored(item.uid, item.href, there.get(item.href, ""), item.content_hash)
            for item in self._fresh
        ]

    def _note_many(self) -> None:
        if len(self._fresh) + len(self._gone) >= NOTED_AT_ONCE:
            self._note()

    def _note(self) -> None:
        if self._fresh or self._gone:
            self.desk.store.write(partial(_noted, self.mirror, tuple(self._fresh), tuple(self._gone)))
            self._fresh.clear()
            self._gone.clear()


def _noted(mirror: Mirror, fresh: Sequence[Mirrored], gone: Sequence[str], unit_of_work: UnitOfWork) -> None:
    unit_of_work.mirrors.note_written(mirror, fresh)
    unit_of_work.mirrors.forget(mirror, gone)


def name_of(uid: str) -> str:
    """Under which name a UID lies in a collection: the same for ever, and legal on every server."""
    return hashlib.sha256(uid.encode()).hexdigest()[:_NAME_LENGTH] + ICS
