"""Feeds ready to be sent: made once, kept until something in them changes."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import BookingError, StoreError
from platform_booking.ical.writer import CalendarWriter
from platform_booking.services.feed_bytes import Content
from platform_booking.services.feed_catalogue import gist_of
from platform_booking.services.feed_content import Outlet, Told, calendar, free_busy, outlet_of, touched
from platform_booking.services.feeds import IFB

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from platform_booking.domain.feeds import Feed
    from platform_booking.services.desk import Desk
    from platform_booking.services.feed_catalogue import Gist
    from platform_booking.services.watching import News
    from platform_booking.storage.unit_of_work import UnitOfWork

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
LONGEST_KEPT: Final = timedelta(hours=6)
"""What is told also depends on the time: cancelled dates vanish, the window of free time moves on."""
MOST_BYTES: Final = 256 * 1024 * 1024
EVENTS_KEPT: Final = 40_000
"""So many events are kept as they are written, for all feeds together."""
NEWS_KEPT: Final = 1000
MOST_LOOKED_AT: Final = 200
"""When more bookings and blocks change at once, everything is made anew instead of asking who is concerned."""

_LOG: Final = logging.getLogger(__name__)
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Changes:
    """What was heard of at once."""

    refs: frozenset[str]
    """Of bookings and blocks."""
    things: frozenset[str]
    """Of the catalogue, that are called otherwise."""


@dataclass
class Ready:
    """One feed in one form as it was last made."""

    outlet: Outlet
    told: Told
    content: Content
    made_at: datetime
    """When all of it was last read."""
    heard: int
    """How much the shelf had heard when it was last found to be so."""
    stale: bool = False

    @cached_property
    def requested(self) -> Mapping[int, datetime]:
        """Bookings (keys) that it shows as asked for, and since when it does so at least."""
        return dict.fromkeys(self.told.requested, self.made_at)

    def is_fresh(self, now: datetime) -> bool:
        """Whether it can go out as it is."""
        return not self.stale and self.made_at <= now < self.made_at + LONGEST_KEPT


@dataclass(slots=True)
class _Slot:
    """A place on the shelf. Whoever makes it anew holds the lock."""

    ready: Ready | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Shelf:
    """All feeds of a store. Any thread may ask; one thread tells it what changed."""

    def __init__(self, desk: Desk, sent: Callable[[str], Mapping[int, datetime]]) -> None:
        """``sent`` tells which bookings went out through a channel as requests, and when."""
        self._desk = desk
        self._sent = sent
        self._lock = threading.Lock()
        self._slots: OrderedDict[_Key, _Slot] = OrderedDict()
        self._feeds: Mapping[str, tuple[Feed, Outlet]] = {}
        self._writer = CalendarWriter(EVENTS_KEPT)
        self._heard = 0
        """How often something was heard: what began to be made before that may be old when it is done."""
        self._news: deque[_Changes | None] = deque(maxlen=NEWS_KEPT)
        """What changed, the latest last; None: everything may have."""
        self._gist: Gist | None = None
        """What calendars know of the catalogue."""

    def load(self) -> None:
        """Learn all feeds anew, and trust nothing that was made before. Raises StoreError."""
        self._note(None)
        self._learn()
        self._mark(list(self._slots))

    def _learn(self) -> tuple[Gist | None, Gist]:
        """All feeds, and what calendars know of the catalogue: before, and now."""

        def work(unit_of_work: UnitOfWork) -> tuple[tuple[Feed, ...], Gist]:
            return unit_of_work.feeds.all(), gist_of(unit_of_work.catalogue)

        before = self._gist
        feeds, self._gist = self._desk.store.read(work)
        self._feeds = {feed.token_hash: (feed, outlet_of(feed)) for feed in feeds}
        return before, self._gist

    def find(self, token_hash: str) -> tuple[Feed, Outlet] | None:
        """The feed of that token and where it goes out, also when it is over."""
        return self._feeds.get(token_hash)

    def ready(self, outlet: Outlet, form: str, now: datetime | None = None) -> Ready:
        """A calendar in one of its forms. Raises NotFound when what it shows is gone, StoreError when it cannot be read.

        While one thread makes it anew, others send what was true a moment ago; so they do as long as the store is lost.
        """
        slot = self._slot((outlet.channel, form))
        now = now or self._desk.now()
        known = slot.ready
        if known is not None and known.is_fresh(now):
            return known
        if not slot.lock.acquire(blocking=known is None):
            assert known is not None
            return known
        try:
            if slot.ready is None or not slot.ready.is_fresh(now):
                slot.ready = self._make(outlet, form, slot.ready)
        except StoreError as error:
            if slot.ready is None:
                raise
            _LOG.warning("the store is lost (%s): %s is sent as it was", error.code, outlet.channel)
        finally:
            slot.lock.release()
        self._make_room()
        return slot.ready

    def hear(self, news: News) -> None:
        """Mark what the news may have changed. Raises StoreError."""
        refs, things = (*news.bookings, *news.blocks), frozenset[str]()
        if news.catalogue:  # also a link or a timetable, which no calendar tells of
            before, now = self._learn()
            renamed = None if before is None else before.renamed(now)
            if renamed is None:
                self._trust_nothing()
                return
            things = renamed
        if len(refs) > MOST_LOOKED_AT:
            self._trust_nothing()
            return
        self._note(_Changes(frozenset(refs), things))
        with self._lock:
            ready = {key: slot.ready for key, slot in self._slots.items() if slot.ready is not None}
        concerned = [
            key
            for key, item in ready.items()
            if (news.blocks and key[1] == IFB) or (things and _tells_of(item, things))
        ]
        if refs:
            concerned += self._concerned({key: ready[key] for key in ready if key not in concerned}, refs)
        self._mark(concerned)

    # --- keeping ------------------------------------------------------------------------------------

    def _trust_nothing(self) -> None:
        self._note(None)
        self._mark(list(self._slots))

    def _note(self, changes: _Changes | None) -> None:
        with self._lock:
            self._heard += 1
            self._news.append(changes)

    def _changed_since(self, before: Ready | None, now: datetime) -> frozenset[str] | None:
        """Refs of all that is to be read since it was made; None where it has to be made from nothing. Holds the lock."""
        if before is None or not before.made_at <= now < before.made_at + LONGEST_KEPT:
            return None
        count = self._heard - before.heard
        news = list(self._news)[len(self._news) - count :]
        if count > len(self._news) or None in news:
            return None
        refs = frozenset(ref for changes in news if changes is not None for ref in changes.refs)
        things = frozenset(thing for changes in news if changes is not None for thing in changes.things)
        changed = refs | before.told.mentioning(things)
        return changed if len(changed) <= MOST_LOOKED_AT else None

    def _concerned(self, ready: Mapping[_Key, Ready], refs: tuple[str, ...]) -> list[_Key]:
        told = {key: (item.outlet, item.told) for key, item in ready.items()}
        try:
            return self._desk.store.read(lambda unit_of_work: touched(unit_of_work, told, refs))
        except BookingError:  # whatever it is: made anew, nothing wrong is sent
            return list(ready)

    def _mark(self, keys: list[_Key]) -> None:
        with self._lock:
            for key in keys:
                slot = self._slots.get(key)
                if slot is not None and slot.ready is not None:
                    slot.ready.stale = True

    def _slot(self, key: _Key) -> _Slot:
        with self._lock:
            slot = self._slots.get(key)
            if slot is None:
                slot = self._slots[key] = _Slot()
            else:
                self._slots.move_to_end(key)
            return slot

    def _make_room(self) -> None:
        """Forget what nobody has read for longest, when all together takes too much memory."""
        with self._lock:
            sizes = {key: len(slot.ready.content.body) for key, slot in self._slots.items() if slot.ready}
            excess = sum(sizes.values()) - MOST_BYTES
            for key in list(self._slots)[:-1]:
                if excess <= 0:
                    break
                excess -= sizes.get(key, 0)
                del self._slots[key]

    # --- making -------------------------------------------------------------------------------------

    def _make(self, outlet: Outlet, form: str, before: Ready | None) -> Ready:
        now = self._desk.now()
        with self._lock:
            heard, changed = self._heard, self._changed_since(before, now)

        def work(unit_of_work: UnitOfWork) -> Told:
            if form == IFB:
                return free_busy(unit_of_work, outlet, now)
            sent = self._sent(outlet.channel)
            if before is None or changed is None:
                return calendar(unit_of_work, outlet, now, sent, write=self._writer.write)
            return calendar(
                unit_of_work,
                outlet,
                now,
                sent,
                before=before.told,
                changed=changed,
                write=self._writer.write,
            )

        told = self._desk.store.read(work)
        made_at = now if before is None or changed is None else before.made_at
        if before is not None and before.content.body == told.body:
            content = before.content
        else:
            content = Content(told.body, MEDIA_TYPE, self._desk.now())
        with self._lock:
            return Ready(outlet, told, content, made_at, heard, stale=heard != self._heard)


def _tells_of(ready: Ready, things: frozenset[str]) -> bool:
    """Whether it says something of one of these things, or bears its name."""
    share = ready.outlet.share
    return f"{share.kind.value}:{share.subject}" in things or bool(ready.told.mentioning(things))
