"""Whether a store's schema is one that this program knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.errors import StoreDamaged, StoreMissing, StoreNewer, StoreOutdated
from platform_booking.storage import engine as engines
from platform_booking.storage.failures import translated
from platform_booking.storage.rights.status import WHO, session_by
from platform_booking.storage.servers import greeting_of

if TYPE_CHECKING:
    from datetime import timedelta

    from sqlalchemy import Engine

    from platform_booking.storage.asking import Asked
    from platform_booking.storage.places import Place
    from platform_booking.storage.rights.status import Session


def check_file(engine: Engine, place: Place) -> None:
    """Raise unless the file's schema is the one we know: StoreDamaged, StoreOutdated (migrate first) or StoreNewer."""
    revision = engines.schema_revision(engine)
    if revision is None:
        raise StoreDamaged(store=place.label, detail="not a Platform Booking store")
    require_known(revision, place)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known at the door of a store on a server."""

    session: Session | None
    """Who logged in, where the database keeps the rights; None where it does not."""
    ahead: timedelta
    """How far the server's clock is ahead of this computer's."""


def arrive(engine: Engine, place: Place) -> Arrival:
    """Look who and what is there. Raises StoreMissing, StoreOutdated or StoreNewer, and NotConnected as ``server_of``."""
    with translated(), engine.connect() as connection:
        server, pulse = greeting_of(connection)
        besides: list[Asked] = [WHO] if server.has_rights else []
        revision, who = engines.revision_at(connection, server, *besides)
        if revision is None:
            raise StoreMissing(store=place.label)
        require_known(revision, place)
        return Arrival(session_by(who[0].one()) if who else None, pulse.ahead)


def require_known(revision: str | None, place: Place) -> None:
    """Raise StoreOutdated or StoreNewer unless the revision is the one we know."""
    if revision == engines.SCHEMA_HEAD:
        return
    from platform_booking.storage.migrating import known_revisions  # noqa: PLC0415 - Alembic is slow to import

    if revision in known_revisions():
        raise StoreOutdated(store=place.label, found=revision, known=engines.SCHEMA_HEAD)
    raise StoreNewer(store=place.label, found=revision, known=engines.SCHEMA_HEAD)
