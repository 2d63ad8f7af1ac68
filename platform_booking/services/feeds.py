"""Links to calendars: made, listed, given an end, revoked; and noted when they are read."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import require
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, LANGUAGES
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.feeds import Feed
from platform_booking.domain.reading import read_range_end
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.sharing import FeedKind, Scope, Share, may_share, sharers
from platform_booking.services.desk import ChangeSet
from platform_booking.services.requests import check_choice, is_plain_text, resource_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.mirrors import GivenOut
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

    _Change = Callable[[Feed, datetime], Feed]

TOKEN_BYTES: Final = 32
"""256 random bits: nobody guesses a link."""
MAX_LABEL: Final = 100
FEED_PATH: Final = "/f/"
ICS: Final = ".ics"
IFB: Final = ".ifb"


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed as it was made. The token is known now and never again."""

    feed: Feed
    token: str
    changes: ChangeSet = field(default_factory=ChangeSet)

    @property
    def path(self) -> str:
        """Where the server has it."""
        return f"{FEED_PATH}{self.token}{ICS}"


@dataclass(frozen=True, slots=True)
class FeedChanged:
    """A feed as it is now."""

    feed: Feed
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class Read:
    """What readers did since it was last noted."""

    code: str
    at: datetime
    client: str
    count: int
    requested: Mapping[int, datetime] = field(default_factory=dict)
    """Bookings (keys) that were sent while still asked for, and when first."""


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long: a plain digest cannot be reversed by trying."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def is_over(feed: Feed, now: datetime) -> bool:
    """Whether the feed was revoked, or its end has come."""
    return feed.revoked_at is not None or (feed.expires_at is not None and feed.expires_at <= now)


def share_of(catalogue: Catalogue, kind: str, subject: str, scope: str) -> Share:
    """What is asked for, as it is known here. Raises InvalidInput, or NotFound for an unknown subject."""
    check_choice("selection", kind, tuple(item.value for item in FeedKind))
    check_choice("scope", scope, tuple(item.value for item in Scope))
    found = FeedKind(kind)
    name = subject.strip()
    if found is FeedKind.RESOURCE:
        name = resource_of(catalogue, name).code
    elif found is FeedKind.ALL:
        name = ""
    else:
        known: Collection[str] = {
            FeedKind.PLATFORM: catalogue.platforms.keys(),
            FeedKind.PERSON: catalogue.persons.keys(),
            FeedKind.PARTNER: catalogue.partners.keys(),
        }[found]
        name = name if name in known else name.upper()
        if name not in known:
            raise NotFound(kind, subject)
    return Share(found, name, Scope(scope))


def require_sharing(actor: Actor, catalogue: Catalogue, share: Share) -> None:
    """Raise NotPermitted, with those who may, unless the person may give that calendar out."""
    subject = f"{share.kind.value} {share.subject}".strip()
    require(may_share(actor, catalogue, share), actor, "share", subject, sharers(catalogue, share))


class FeedService:
    """The feeds that whoever sits at the desk answers for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def create(
        self,
        kind: str,
        subject: str,
        scope: str,
        *,
        label: str = "",
        language: str = LANGUAGES[0],
        expires: str | None = None,
    ) -> NewFeed:
        """Make a link. Raises InvalidInput, NotFound, NotPermitted.

        ``expires`` is a day, which is its last, or a moment.
        """
        check_choice("language", language, LANGUAGES)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        ends = None if expires is None else self._end(expires)
        said = checked_label(label)

        def work(unit_of_work: UnitOfWork) -> NewFeed:
            catalogue = unit_of_work.catalogue
            actor = self._desk.actor(catalogue)
            share = share_of(catalogue, kind, subject, scope)
            require_sharing(actor, catalogue, share)
            key, now = unit_of_work.feeds.next_id(), self._desk.now()
            feed = Feed(
                code=f"F-{now.year}-{key:05}",
                label=said,
                kind=share.kind.value,
                subject=share.subject,
                scope=share.scope.value,
                language=language,
                token_hash=hash_of(token),
                created_at=now,
                created_by=actor.login,
                expires_at=ends,
                id=key,
            )
            unit_of_work.feeds.save(None, feed, self._desk.stamp(actor, "share"))
            return NewFeed(feed, token, ChangeSet(items=(feed.code,)))

        return self._desk.store.write(work)

    def list(self, *, ended: bool = False) -> tuple[Feed, ...]:
        """The feeds that one may revoke, the oldest first; those that are over only when asked for."""

        def work(unit_of_work: UnitOfWork) -> tuple[Feed, ...]:
            actor, now = self._desk.actor(unit_of_work.catalogue), self._desk.now()
            return tuple(
                feed
                for feed in unit_of_work.feeds.all()
                if answers_for(actor, unit_of_work.catalogue, feed) and (ended or not is_over(feed, now))
            )

        return self._desk.store.read(work)

    def revoke(self, code: str, reason: str = "") -> FeedChanged:
        """End a feed at once and for ever; one that is over stays as it is. Raises NotFound, NotPermitted."""
        return self._change(code, "revoke", reason, lambda feed, now: replace(feed, revoked_at=now))

    def renew(self, code: str) -> NewFeed:
        """Give a feed another token: whoever has the old link reads nothing more. Raises as ``expire`` does."""
        token = secrets.token_urlsafe(TOKEN_BYTES)

        def changed(feed: Feed, _now: datetime) -> Feed:
            if feed.revoked_at is not None:
                raise InvalidInput("feed-revoked", code=feed.code)
            return replace(feed, token_hash=hash_of(token))

        done = self._change(code, "renew-feed", "", changed)
        return NewFeed(done.feed, token, done.changes)

    def expire(self, code: str, when: str | None) -> FeedChanged:
        """Give a feed an end, or none. Raises InvalidInput for one that was revoked or a time that is over."""
        ends = None if when is None else self._end(when)

        def changed(feed: Feed, _now: datetime) -> Feed:
            if feed.revoked_at is not None:
                raise InvalidInput("feed-revoked", code=feed.code)
            return replace(feed, expires_at=ends)

        return self._change(code, "expire-feed", "", changed)

    def _change(self, code: str, action: str, reason: str, changed: _Change) -> FeedChanged:
        def work(unit_of_work: UnitOfWork) -> FeedChanged:
            actor = self._desk.actor(unit_of_work.catalogue)
            before = unit_of_work.feeds.get(code.strip().upper())
            share = Share(FeedKind(before.kind), before.subject, Scope(before.scope))
            allowed = answers_for(actor, unit_of_work.catalogue, before)
            require(allowed, actor, action, before.code, sharers(unit_of_work.catalogue, share))
            if action == "revoke" and before.revoked_at is not None:
                return FeedChanged(before, ChangeSet())
            after = changed(before, self._desk.now())
            unit_of_work.feeds.save(before, after, self._desk.stamp(actor, action, reason.strip()))
            return FeedChanged(after, ChangeSet(items=(after.code,)))

        return self._desk.store.write(work)

    def _end(self, text: str) -> datetime:
        ends = read_range_end(text, zone_of(DEFAULT_TIME_ZONE))
        if ends <= self._desk.now():
            raise InvalidInput("expires-past", value=text)
        return ends

    def note(self, reads: Sequence[Read]) -> None:
        """Note who read what. Raises StoreReadOnly where the account may only read."""

        def work(unit_of_work: UnitOfWork) -> None:
            for read in reads:
                unit_of_work.feeds.note_reads(read.code, read.at, read.client, read.count)
                unit_of_work.published.note(read.code, read.requested)

        self._desk.store.write(work)

    def note_sent(self, sent: Mapping[str, Mapping[int, datetime]]) -> None:
        """Note bookings (keys) that went out through channels, and when. Raises StoreReadOnly as ``note``."""

        def work(unit_of_work: UnitOfWork) -> None:
            for channel, first in sent.items():
                unit_of_work.published.note(channel, first)

        self._desk.store.write(work)


def answers_for(actor: Actor, catalogue: Catalogue, feed: GivenOut) -> bool:
    """Whether it is one's own, or shows what one answers for."""
    share = Share(FeedKind(feed.kind), feed.subject, Scope.FULL)
    return actor.login == feed.created_by or may_share(actor, catalogue, share)


def checked_label(text: str) -> str:
    """The label, trimmed. Raises InvalidInput."""
    label = text.strip()
    if len(label) > MAX_LABEL or not is_plain_text(label):
        raise InvalidInput("feed-label", longest=MAX_LABEL)
    return label
