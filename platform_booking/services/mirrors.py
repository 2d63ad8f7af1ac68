"""Mirrors: calendars, chosen as those of feeds are, that are kept in step in collections on CalDAV servers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from platform_booking.domain.authority import require
from platform_booking.domain.catalogue import LANGUAGES
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.mirrors import Mirror
from platform_booking.domain.sharing import FeedKind, Scope, Share, sharers
from platform_booking.services.desk import ChangeSet
from platform_booking.services.feeds import FeedService, answers_for, checked_label, require_sharing, share_of
from platform_booking.services.passwords import keep_password, password_of
from platform_booking.services.requests import check_choice, is_plain_text

if TYPE_CHECKING:
    from platform_booking.services.desk import Desk
    from platform_booking.services.mirroring import Mirroring, Pushed
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["Mirror", "MirrorChanged", "MirrorService"]

MAX_URL: Final = 1000
MAX_NAME: Final = 100
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MirrorChanged:
    """A mirror as it is now."""

    mirror: Mirror
    changes: ChangeSet = field(default_factory=ChangeSet)


class MirrorService:
    """The mirrors that whoever sits at the desk answers for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, *, removed: bool = False) -> tuple[Mirror, ...]:
        """The mirrors that one may push or remove, the oldest first: state, last pass and its error are in each."""

        def work(unit_of_work: UnitOfWork) -> tuple[Mirror, ...]:
            actor = self._desk.actor(unit_of_work.catalogue)
            return tuple(
                mirror
                for mirror in unit_of_work.mirrors.all(active=not removed)
                if answers_for(actor, unit_of_work.catalogue, mirror)
            )

        return self._desk.store.read(work)

    def add(
        self,
        url: str,
        kind: str,
        subject: str,
        scope: str,
        *,
        username: str = "",
        label: str = "",
        language: str = LANGUAGES[0],
    ) -> MirrorChanged:
        """Keep a calendar in the collection of that address from now on; what lies there already is left alone.

        The password comes from the environment or the keyring when it is pushed. Raises InvalidInput, NotFound,
        NotPermitted as for a feed.
        """
        check_choice("language", language, LANGUAGES)
        address, said = checked_url(url, username), checked_label(label)

        def work(unit_of_work: UnitOfWork) -> MirrorChanged:
            catalogue = unit_of_work.catalogue
            actor = self._desk.actor(catalogue)
            share = share_of(catalogue, kind, subject, scope)
            require_sharing(actor, catalogue, share)
            if any(other.url == address for other in unit_of_work.mirrors.all()):
                raise InvalidInput("mirror-twice", url=address)
            key, now = unit_of_work.mirrors.next_id(), self._desk.now()
            mirror = Mirror(
                code=f"M-{now.year}-{key:05}",
                label=said,
                url=address,
                username=username.strip(),
                kind=share.kind.value,
                subject=share.subject,
                scope=share.scope.value,
                language=language,
                created_at=now,
                created_by=actor.login,
                id=key,
            )
            unit_of_work.mirrors.save(None, mirror, self._desk.stamp(actor, "mirror"))
            return MirrorChanged(mirror, ChangeSet(items=(mirror.code,)))

        return self._desk.store.write(work)

    def keep_password(self, code: str, password: str) -> None:
        """Give the server's password to this computer's keyring. Raises InvalidInput where there is none, NotFound."""
        mirror = self._desk.store.read(lambda unit_of_work: unit_of_work.mirrors.get(code.strip().upper()))
        keep_password(mirror.account, password)

    @cached_property
    def mirroring(self) -> Mirroring:
        """What carries them."""
        from platform_booking.services.mirroring import Mirroring  # noqa: PLC0415 - seldom wanted

        return Mirroring(self._desk, FeedService(self._desk))

    def push(self, code: str | None = None) -> tuple[Pushed, ...]:
        """Bring the mirrors that one answers for in step, or the one of that code; what went wrong with each is told.

        Raises NotFound, NotPermitted, InvalidInput for one that was removed, StoreError.
        """
        mirrors = self.list() if code is None else (self._mine(code),)
        return tuple(self.mirroring.push(mirror, password_for(mirror)) for mirror in mirrors)

    def _mine(self, code: str) -> Mirror:
        def work(unit_of_work: UnitOfWork) -> Mirror:
            actor, catalogue = self._desk.actor(unit_of_work.catalogue), unit_of_work.catalogue
            mirror = unit_of_work.mirrors.get(code.strip().upper())
            share = Share(FeedKind(mirror.kind), mirror.subject, Scope(mirror.scope))
            allowed = answers_for(actor, catalogue, mirror)
            require(allowed, actor, "mirror", mirror.code, sharers(catalogue, share))
            if not mirror.active:
                raise InvalidInput("mirror-removed", code=mirror.code)
            return mirror

        return self._desk.store.read(work)

    def remove(self, code: str, reason: str = "") -> MirrorChanged:
        """Stop keeping it in step; what was written stays on the server. Raises NotFound, NotPermitted."""

        def work(unit_of_work: UnitOfWork) -> MirrorChanged:
            actor = self._desk.actor(unit_of_work.catalogue)
            before = unit_of_work.mirrors.get(code.strip().upper())
            share = Share(FeedKind(before.kind), before.subject, Scope(before.scope))
            allowed = answers_for(actor, unit_of_work.catalogue, before)
            who_may = sharers(unit_of_work.catalogue, share)
            require(allowed, actor, "remove-mirror", before.code, who_may)
            if not before.active:
                return MirrorChanged(before)
            after = replace(before, active=False)
            stamp = self._desk.stamp(actor, "remove-mirror", reason.strip())
            unit_of_work.mirrors.save(before, after, stamp)
            return MirrorChanged(after, ChangeSet(items=(after.code,)))

        return self._desk.store.write(work)


def password_for(mirror: Mirror) -> str:
    """The server's password for us; empty where nobody has told it."""
    return password_of(mirror.password_variable, mirror.account) if mirror.username else ""


def checked_url(url: str, username: str) -> str:
    """The collection's address with a slash at its end. Raises InvalidInput.

    No password may be in it, and none may cross a network in clear.
    """
    address = url.strip()
    try:
        parts = urlsplit(address)
        host, has_port = parts.hostname or "", parts.port is None or parts.port > 0
    except ValueError:
        host, has_port, parts = "", False, urlsplit("")
    understood = parts.scheme in ("http", "https") and host and has_port and not parts.query
    if not understood or parts.fragment or len(address) > MAX_URL or not is_plain_text(address):
        raise InvalidInput("mirror-url", value=address[:MAX_NAME])
    if "@" in parts.netloc:
        raise InvalidInput("mirror-url-secret")
    if parts.scheme == "http" and username.strip() and host not in _LOOPBACK:
        raise InvalidInput("mirror-url-clear", host=host)
    if len(username) > MAX_NAME or not is_plain_text(username):
        raise InvalidInput("mail-name", longest=MAX_NAME)
    return address if address.endswith("/") else f"{address}/"
