"""What only whoever keeps a shared server may do: everybody else reads and writes a part of the store, as their rights are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from platform_booking.domain.errors import NotKeeper, StoreReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.storage.places import Place
    from platform_booking.storage.unit_of_work import Store


def reaches_all(store: Store) -> bool:
    """Whether whoever opened the store reads every row: a file's, and where no rights are kept, everybody."""
    return store.session is None or store.session.is_keeper


def require_keeper(store: Store, action: str) -> None:
    """Raise NotKeeper where the database keeps the rights and they do not reach everything."""
    if not reaches_all(store):
        assert store.session is not None
        raise NotKeeper(store.session.login or _login(store.place), action, store.place.label)


@contextmanager
def for_keepers(place: Place, action: str) -> Iterator[None]:
    """What the server refuses is refused to whoever does not keep it. Raises NotKeeper."""
    try:
        yield
    except StoreReadOnly as error:
        if place.is_file or error.params.get("only_read"):
            raise
        raise NotKeeper(_login(place), action, place.label) from error


def _login(place: Place) -> str:
    return place.url.username or ""
