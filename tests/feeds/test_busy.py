"""What only says which time is taken says nothing else, anywhere in its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.sharing import FeedKind, Scope, Share
from platform_booking.services.demo import fill_demo
from platform_booking.services.feed_content import Outlet, calendar, free_busy
from tests.bench.catalogue import write_demo_catalogue
from tests.services.test_demo import NOW, SET_UP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from platform_booking.domain.booking import Block, Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.unit_of_work import Store, UnitOfWork

SHORTEST = 4
"""Shorter names are part of every other word."""


def _secrets(catalogue: Catalogue, bookings: list[Booking], blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        yield from (block.reason, block.ref)
    for booking in bookings:
        yield from (booking.title, booking.ref, booking.dossier)
        yield from (occurrence.title for occurrence in booking.occurrences)
    for person in catalogue.persons.values():
        yield from (person.name, person.login, person.email, *person.name.split())
    for partner in catalogue.partners.values():
        yield from (partner.name, partner.code)


def _outlets(catalogue: Catalogue) -> Iterator[Outlet]:
    """Some of every kind."""
    subjects = {
        FeedKind.ALL: [""],
        FeedKind.PLATFORM: list(catalogue.platforms)[::4],
        FeedKind.PARTNER: list(catalogue.partners)[:1],
        FeedKind.PERSON: list(catalogue.persons)[10:12],
        FeedKind.RESOURCE: list(catalogue.resources)[::50],
    }
    for kind, names in subjects.items():
        for name in names:
            yield Outlet("F-1", Share(kind, name, Scope.BUSY), "fr", "operator")


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_no_title_no_name_no_partner(store: Store) -> None:
    write_demo_catalogue(store, SET_UP)
    fill_demo(store, NOW)

    def work(unit_of_work: UnitOfWork) -> None:
        catalogue = unit_of_work.catalogue
        secrets = {
            text.casefold()
            for text in _secrets(catalogue, unit_of_work.bookings.search(), unit_of_work.blocks.select())
            if len(text) >= SHORTEST
        }
        assert len(secrets) > 100
        said: set[str] = set()
        for outlet in _outlets(catalogue):
            for told in (calendar(unit_of_work, outlet, NOW), free_busy(unit_of_work, outlet, NOW)):
                said.update(told.body.decode().replace("\r\n ", "").splitlines())
        assert len(said) > 500
        told_anywhere = "\n".join(said).casefold()
        assert [secret for secret in secrets if secret in told_anywhere] == []

    store.read(work)
