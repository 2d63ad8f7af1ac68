"""Which calendars are published as files, and under which names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import require
from platform_booking.domain.sharing import FeedKind, Scope, Share, may_share
from platform_booking.services.feed_content import Outlet
from platform_booking.services.feeds import ICS
from platform_booking.services.requests import check_choice

if TYPE_CHECKING:
    from collections.abc import Collection

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk

USUAL_KINDS: Final = (FeedKind.RESOURCE.value, FeedKind.PLATFORM.value, FeedKind.PARTNER.value)
_ODD: Final = re.compile(r"[^A-Za-z0-9._-]")


def file_name(kind: FeedKind, subject: str) -> str:
    """``resource-PSM.ics``: the same for ever, and legal on every system. Odd signs are written as %40."""
    name = "-".join(filter(None, (kind.value, _ODD.sub(_as_octets, subject))))
    return name + ICS


def _as_octets(sign: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in sign[0].encode())


def publishable(desk: Desk, kinds: Collection[str], scope: str, language: str) -> tuple[Outlet, ...]:
    """The calendars of those kinds that whoever sits at the desk may give out.

    Raises InvalidInput, or NotPermitted when there is not one.
    """
    for kind in kinds:
        check_choice("selection", kind, tuple(item.value for item in FeedKind))
    check_choice("scope", scope, tuple(item.value for item in Scope))
    catalogue = desk.store.read(lambda unit_of_work: unit_of_work.catalogue)
    actor = desk.actor(catalogue)
    listed = [FeedKind(kind) for kind in dict.fromkeys(kinds)]
    allowed = [share for kind in listed for share in shareable(actor, catalogue, kind, Scope(scope))]
    is_empty = not any(_shares(catalogue, kind, Scope(scope)) for kind in listed)
    require(bool(allowed) or is_empty, actor, "share", ", ".join(kinds))
    return tuple(
        Outlet(file_name(share.kind, share.subject), share, language, actor.login) for share in allowed
    )


def shareable(actor: Actor, catalogue: Catalogue, kind: FeedKind, scope: Scope) -> list[Share]:
    """Those of that kind that the person may give out."""
    return [share for share in _shares(catalogue, kind, scope) if may_share(actor, catalogue, share)]


def _shares(catalogue: Catalogue, kind: FeedKind, scope: Scope) -> list[Share]:
    """One for each that is in use; people's own time comes with the people."""
    if kind is FeedKind.ALL:
        return [Share(kind, "", scope)]
    items = {
        FeedKind.RESOURCE: [
            (item.code, item.active and not item.person) for item in catalogue.resources.values()
        ],
        FeedKind.PLATFORM: [(item.code, item.active) for item in catalogue.platforms.values()],
        FeedKind.PERSON: [(item.login, item.active) for item in catalogue.persons.values()],
        FeedKind.PARTNER: [(item.code, item.active) for item in catalogue.partners.values()],
    }[kind]
    return [Share(kind, code, scope) for code, active in items if active]
