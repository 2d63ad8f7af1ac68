"""Whoever changes blocks of timetables at the store itself is found out, also where the trail says nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.storage import timetable_checks
from platform_booking.storage.engine import make_engine
from platform_booking.storage.integrity import examine
from tests.conftest import NOW
from tests.services.conftest import sit
from tests.services.test_timetables import DAY, Office, book, calendar

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.storage.unit_of_work import Store
    from tests.services.conftest import Sit

__all__ = ["sit"]

ATTACKS = {
    "a block lifted": (
        ["UPDATE block SET state = 'cancelled' WHERE id = {first}"],
        {"block-differs": 1, "timetable-unheld": 1},
    ),
    "its units let go": (
        ["UPDATE allocation SET state = 'cancelled', holds = false WHERE block_id = {first}"],
        {"block-differs": 1},
    ),
    "its event sent elsewhere": (
        [
            "UPDATE imported_event SET ends = (SELECT ends FROM block WHERE id = {second}) WHERE block_id = {first}"
        ],
        {"timetable-unheld": 1},
    ),
    "its event disowned": (
        ["UPDATE imported_event SET state = 'noted', block_id = NULL WHERE block_id = {first}"],
        {"timetable-stray": 1},
    ),
    "its event no longer holding": (
        ["UPDATE imported_event SET state = 'noted' WHERE block_id = {first}"],
        {"timetable-unheld": 1},
    ),
    "a timetable made soft": (
        ["UPDATE imported_calendar SET holding = 'soft'"],
        {"timetable-unheld": 2},
    ),
    "a block made maintenance": (
        ["UPDATE block SET kind = 'maintenance' WHERE id = {first}"],
        {"timetable-unheld": 1},
    ),
}
LOOKS = {
    "block-differs": timetable_checks.blocks_beside_their_units,
    "timetable-unheld": timetable_checks.unheld_events,
    "timetable-stray": timetable_checks.stray_blocks,
}


def test_each_attack_is_found_and_a_sound_store_is_clean(sit: Sit, store: Store, tmp_path: Path) -> None:
    book(sit("colin"), "SALLE", 8, 9)
    office = Office(sit("mona"), tmp_path)
    office.read(
        calendar(("a", 8, 10, "pris"), ("b", 11, 13, "TD"), ("c", 12, 14, "TD bis")), resource="SALLE"
    )
    first, second = (block.id for block in office.app.blocks.list())
    with store.reading() as connection:
        assert examine(connection).clean
    engine = make_engine(store.place)
    for name, (statements, expected) in ATTACKS.items():
        with engine.connect() as connection, connection.begin() as transaction:
            for statement in statements:
                connection.exec_driver_sql(statement.format(first=first, second=second))
            found = {code: len(connection.execute(query()).all()) for code, query in LOOKS.items()}
            assert {code: count for code, count in found.items() if count} == expected, name
            transaction.rollback()
    with engine.connect() as connection, connection.begin() as transaction:
        lifted, disowned = (ATTACKS[name][0][0] for name in ("a block lifted", "its event disowned"))
        connection.exec_driver_sql(lifted.format(first=first))
        connection.exec_driver_sql(disowned.format(first=second))
        assert {*LOOKS} <= {*examine(connection).totals}, "the examination looks at all of it"
        transaction.rollback()
    engine.dispose()


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_what_was_over_when_a_timetable_was_let_go_is_no_stray(
    sit: Sit, store: Store, tmp_path: Path
) -> None:
    office = Office(sit("mona"), tmp_path)
    office.read(calendar(("b", 11, 13, "TD"), ("c", 15, 17, "TP")), resource="SALLE")
    office.at(DAY + timedelta(hours=14) - NOW).timetables.detach("SALLE")
    with store.reading() as connection:
        assert examine(connection).clean
