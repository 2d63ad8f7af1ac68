"""What members do is entered once: by the program as they use it, by the database where they get around it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import StoreReadOnly
from platform_booking.services import carrying, custody
from platform_booking.services.desk import Desk
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.storage import audit
from platform_booking.storage.guards import missing_guards
from platform_booking.storage.places import place_of
from platform_booking.storage.privacy import rewriting_allowed
from platform_booking.storage.unit_of_work import Store
from tests.storage.rights.server import keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.storage.rights.world import World


@contextmanager
def sits(world: World, login: str) -> Iterator[PlatformBooking]:
    """At a connection of their own."""
    store = Store.open(place_of(world.kept.address(login)))
    yield PlatformBooking(Desk(store, login))
    store.close()


def test_what_members_do_is_entered_once(world: World) -> None:
    with world.store.reading() as connection:
        before = audit.newest(connection)
    with sits(world, "tina") as tina, sits(world, "mona") as mona:
        wanted = BookingRequest("TP", (LineRequest("BIO"),), "2028-03-01T09:00", "2028-03-01T11:00")
        ref = tina.requests.request(wanted).booking.ref
        mona.approvals.approve(ref)
    with world.kept.engine("tina").begin() as connection:
        rename = text("UPDATE booking SET title = 'Autre', version = version + 1 WHERE ref = :ref")
        assert connection.execute(rename, {"ref": ref}).rowcount == 1
    with world.store.reading() as connection:
        made = audit.entries(connection, after=before)
    assert [(entry.actor, entry.action) for entry in made] == [
        ("tina", "request"),
        ("mona", "approve"),
        (world.kept.role("tina"), "sql-update"),
    ]
    assert {entry.subject for entry in made} == {f"booking:{ref}"}
    report = custody.verify(Desk(world.store))
    assert report.clean, report.findings


def test_the_keeper_alone_may_let_the_guards_of_the_trail_rest(world: World) -> None:
    """Also where rows that were written wait for their judge."""

    booked = world.desk("tina").requests.request(
        BookingRequest("TP", (LineRequest("BIO"),), "2028-04-01T09:00", "2028-04-01T11:00")
    )
    with pytest.raises(DoneError):
        _rewrite_and_give_up(world, booked.booking.id)
    with (
        sits(world, "ada") as ada,
        pytest.raises(StoreReadOnly),
        ada.desk.store.writing() as connection,
        rewriting_allowed(connection),
    ):
        pass


def test_a_store_moves_to_where_rights_are_kept(world: World, postgresql_server: str) -> None:
    with keeping(postgresql_server) as other:
        copied = carrying.copy_store(world.store.place, place_of(other.address()))
        arrived = Store.open(place_of(other.address()))
        assert custody.verify(Desk(arrived)).anchor == copied.anchor
        assert custody.verify(Desk(arrived)).clean
        arrived.close()


class DoneError(Exception):
    """Ends a transaction that was only tried."""


def _rewrite_and_give_up(world: World, key: int) -> None:
    with world.store.writing() as connection:
        with rewriting_allowed(connection):
            update = text("UPDATE booking SET title = 'x', version = version + 1 WHERE id = :key")
            assert connection.execute(update, {"key": key}).rowcount == 1
            connection.exec_driver_sql("UPDATE audit SET reason = 'x' WHERE seq = 1")
        assert missing_guards(connection) == []
        raise DoneError
