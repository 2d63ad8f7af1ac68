"""Two who change the catalogue at once on a server: neither writes over the other, and the trail says what there is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.catalogue import MailChoice, Person
from platform_booking.services import custody
from platform_booking.services.catalogue import write_items
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.storage.bookings import Stamp
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.conftest import NOW

if TYPE_CHECKING:
    from platform_booking.storage.unit_of_work import UnitOfWork
    from tests.databases import Content, Databases


def test_a_change_in_between_is_seen_and_both_stay(
    postgresql_databases: Databases, contents: dict[str, Content]
) -> None:
    with postgresql_databases.borrowed(contents["catalogued"]) as url:
        first, second = Store.open(place_of(url)), Store.open(place_of(url))
        try:
            keeper = PlatformBooking(Desk(second, None, fixed_clock(NOW)))
            attempts: list[str] = []

            def choose(unit_of_work: UnitOfWork) -> None:
                before = unit_of_work.catalogue.persons["tina"]
                attempts.append(before.name)
                if (
                    len(attempts) == 1
                ):  # somebody else changes her, now that her transaction knows her as she was
                    keeper.administration.save(Person, {"login": "tina", "name": "Tina B."}, seen=before)
                stamp = Stamp("tina", "prefer", NOW)
                write_items(unit_of_work, [(before, replace(before, mail=MailChoice.EACH))], lambda _: stamp)

            first.write(choose)
            known = keeper.catalogue.load().persons["tina"]
            assert (known.name, known.mail) == ("Tina B.", MailChoice.EACH)
            assert attempts == ["Tina", "Tina B."]
            assert first.read(lambda unit_of_work: unit_of_work.catalogue.persons["tina"]) == known
            assert custody.verify(Desk(second, None, fixed_clock(NOW))).findings == ()
        finally:
            first.close()
            second.close()
