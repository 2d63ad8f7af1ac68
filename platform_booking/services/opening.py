"""Opening a store that is there. What keeps it (custody) is imported only when an older one must be upgraded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.errors import NotPermitted, StoreOutdated
from platform_booking.services.desk import system_clock
from platform_booking.storage import files
from platform_booking.storage.unit_of_work import Store

if TYPE_CHECKING:
    from platform_booking.services.desk import Clock
    from platform_booking.storage.places import Place


def acting_login(store: Store, said: str | None) -> str | None:
    """Who acts: where the database keeps the rights, whoever logged in, and nobody else.

    Raises NotPermitted when somebody else is named, or the login belongs to nobody who may act.
    """
    session = store.session
    if session is None:
        return said
    if session.login is None and not (session.is_keeper or session.is_machine):
        raise NotPermitted(store.place.url.username or "", "act", said or "")
    if said is not None and said != session.login:
        raise NotPermitted(session.login or store.place.url.username or "", "act", said)
    return session.login


def open_store(place: Place, *, clock: Clock = system_clock) -> Store:
    """Open a store; a file with an older schema is backed up and upgraded.

    Raises StoreOutdated for an older store on a server, whose keeper migrates it, and what ``Store.open`` raises.
    """
    with files.concerning(place.label):
        try:
            return Store.open(place)
        except StoreOutdated:
            if not place.is_file:
                raise
        from platform_booking.services.custody import migrate_store  # noqa: PLC0415 - once in a schema's life

        migrate_store(place, clock=clock)
        return Store.open(place)
