"""Whether a store's schema is one that this program knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.errors import StoreDamaged, StoreMissing, StoreNewer, StoreOutdated
from platform_booking.storage import engine as engines

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from platform_booking.storage.places import Place


def check_schema(engine: Engine, place: Place) -> None:
    """Raise unless the schema is the one we know: StoreMissing, StoreOutdated (migrate first) or StoreNewer."""
    revision = engines.schema_revision(engine)
    if revision is None:
        if place.is_file:
            raise StoreDamaged(store=place.label, detail="not a Platform Booking store")
        raise StoreMissing(store=place.label)
    require_known(revision, place)


def require_known(revision: str | None, place: Place) -> None:
    """Raise StoreOutdated or StoreNewer unless the revision is the one we know."""
    if revision == engines.SCHEMA_HEAD:
        return
    from platform_booking.storage.migrating import known_revisions  # noqa: PLC0415 - Alembic is slow to import

    if revision in known_revisions():
        raise StoreOutdated(store=place.label, found=revision, known=engines.SCHEMA_HEAD)
    raise StoreNewer(store=place.label, found=revision, known=engines.SCHEMA_HEAD)
