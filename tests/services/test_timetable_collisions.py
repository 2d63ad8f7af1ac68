"""A timetable that meets a booking: who is told, how often, and what may be decided about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import NotFound, NotPermitted
from platform_booking.services.timetable_collisions import NOTICE
from platform_booking.storage.integrity import examine
from platform_booking.wording import Words
from tests.services.test_timetables import Office, book, calendar

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.storage.unit_of_work import Store
    from tests.services.conftest import Sit


def told(sit: Sit, *logins: str) -> list[int]:
    """How many such notices each of them has."""
    return [sum(notice.kind == NOTICE for notice in sit(login).notices.list()) for login in logins]


def test_organiser_and_managers_are_told_once_for_each_collision(
    sit: Sit, tmp_path: Path, store: Store
) -> None:
    office = Office(sit(None), tmp_path)
    ref = book(sit("colin"), "SALLE", 8, 12)
    two = calendar(("a", 9, 10, "TP"), ("b", 10, 11, "TD"), ("c", 14, 15, "libre"))
    office.read(two, dry_run=True, resource="SALLE")
    assert told(sit, "colin", "mona", "zoe") == [0, 0, 0]
    office.read(two, resource="SALLE")
    assert told(sit, "colin", "mona", "zoe") == [1, 1, 0], "once for the booking"
    (notice,) = sit("colin").notices.list()
    said = Words("fr").notice(notice.kind, notice.params)
    assert "Cours" in said
    assert "1er déc." in said
    office.read(two, resource="SALLE")
    more = calendar(("a", 9, 10, "TP salle B"), ("b", 10, 11, "TD"), ("d", 16, 17, "libre"))
    office.at(timedelta(minutes=5)).read(more, resource="SALLE")
    assert told(sit, "colin", "mona") == [1, 1], "known already"
    office.read(calendar(("a", 11, 13, "TP"), ("b", 10, 11, "TD")), resource="SALLE")
    assert told(sit, "colin", "mona") == [2, 2], "one of them moved, and still collides"

    (card,) = office.timetables.list()
    assert [(met.booking.ref, met.event.summary, met.may_read) for met in card.collisions] == [
        (ref, "TD", True),
        (ref, "TP", True),
    ]
    code, event = card.calendar.code, card.collisions[0].event.id
    with pytest.raises(NotPermitted):
        sit("colin").timetables.keep(code, event)
    with pytest.raises(NotFound):
        sit("mona").timetables.keep(code, 4242)
    sit("mona").timetables.keep(code, event)
    (card,) = office.timetables.list()
    assert [met.event.summary for met in card.collisions] == ["TP"]
    assert len(card.conflicts) == 2, "it is decided, not over"
    office.read(calendar(("a", 11, 13, "TP"), ("b", 10, 12, "TD")), resource="SALLE")
    (card,) = office.timetables.list()
    assert [met.event.summary for met in card.collisions] == ["TD", "TP"], (
        "it moved: nobody decided about that"
    )
    sit("colin").changes.cancel(ref, "malade")
    office.read(calendar(("a", 11, 13, "TP"), ("b", 9, 10, "TD")), resource="SALLE")
    (card,) = office.timetables.list()
    assert (card.collisions, card.conflicts) == ((), ())
    with store.reading() as connection:
        assert examine(connection).clean


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_persons_timetable_tells_the_organiser_but_not_what_it_is(sit: Sit, tmp_path: Path) -> None:
    book(sit("colin"), "SALLE", 8, 12, "tina")
    tina = Office(sit("tina"), tmp_path)
    tina.read(calendar(("a", 9, 10, "Dentiste"), ("b", 14, 15, "Kiné")))
    assert told(sit, "colin", "tina", "mona") == [1, 0, 0]
    (notice,) = [item for item in sit("colin").notices.list() if item.kind == NOTICE]
    assert "Dentiste" not in str(notice.params)
    tina.read(calendar(("a", 9, 10, "Dentiste"), ("b", 14, 15, "Kiné"), ("c", 15, 16, "Sport")))
    assert told(sit, "colin") == [1]
