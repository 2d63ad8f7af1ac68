"""Whatever a timetable becomes and whoever books beside it: its time is held or said to be taken, and nothing stays behind."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import union
from platform_booking.domain.timetables import EventState
from platform_booking.storage.integrity import examine
from tests.conftest import NOW
from tests.services.test_timetables import Office, book, calendar

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.timetables import ImportedEvent
    from platform_booking.storage.unit_of_work import Store, UnitOfWork
    from tests.services.conftest import Sit

HOURS_BACK = 24 * 10
ROUNDS = 25


def check_what_is_held(office: Office, store: Store) -> None:
    def work(unit_of_work: UnitOfWork) -> tuple[list[ImportedEvent], Occupancy, int]:
        known = unit_of_work.calendars.read(unit_of_work.calendars.get("SALLE"))
        unit = unit_of_work.catalogue.resources["SALLE"].units[0].id
        coming = [item for item in known.events if item.state != EventState.GONE and item.span.end > NOW]
        return coming, unit_of_work.occupancy((unit, item.span) for item in coming), unit

    coming, occupancy, unit = store.read(work)
    blocks = {block.id: block for block in office.app.blocks.list()}
    assert {item.block_id for item in coming if item.block_id} == set(blocks)
    for item in coming:
        over = occupancy.over(unit, item.span)
        if item.state is EventState.CONFLICTING:
            assert any(other.holder.startswith("B-") for other in over)
            continue
        held = union(other.span for other in over if other.holder.startswith("I-"))
        assert any(span.contains(item.span) for span in held)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_it_holds_what_it_says_whatever_happens(sit: Sit, store: Store, tmp_path: Path) -> None:
    random, office, colin = Random(11), Office(sit("mona"), tmp_path), sit("colin")
    booked: list[str] = []
    for _ in range(ROUNDS):
        if booked and random.random() < 0.4:
            colin.changes.cancel(booked.pop(random.randrange(len(booked))), "malade")
        start = random.randrange(0, 40)
        with suppress(BookingConflict):
            booked.append(book(colin, "SALLE", start, start + random.randrange(1, 4)))
        lessons = calendar(
            *(
                (uid, start, start + random.randrange(1, 5), random.choice(["TP", "TD"]))
                for uid in random.choices("abcdef", k=random.randrange(1, 7))
                for start in (random.randrange(0, 40) - random.choice([0, 0, 0, HOURS_BACK]),)
            )
        )
        office.read(lessons, resource="SALLE")
        check_what_is_held(office, store)
        again = office.read(lessons, resource="SALLE")
        assert not again.touched
        assert (
            again.counts["new"] + again.counts["moved"] + again.counts["changed"] + again.counts["gone"] == 0
        )
    with store.reading() as connection:
        assert examine(connection).clean
