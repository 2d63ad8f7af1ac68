"""The examination: everything that must not be in a store is found and named, and nothing else is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.storage import tables
from platform_booking.storage.integrity import Finding, IntegrityReport, examine, file_damage
from tests import stores
from tests.storage import samples
from tests.storage.samples import behind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from platform_booking.storage.unit_of_work import Store

HOUR = 3600
MONDAY = int(samples.MONDAY.timestamp())


@pytest.fixture(scope="module", params=stores.KINDS)
def furnished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A stranger at a store with a catalogue, bookings and a block."""
    with samples.shared_store(request, tmp_path_factory) as store:
        samples.furnish(store)
        with samples.stranger(store.place) as engine:
            yield engine


def examined(engine: Engine, *statements: str) -> IntegrityReport:
    """What is found after these changes, beside the digests that they change too."""
    with behind(engine, *_spelt(engine, statements)) as connection:
        report = examine(connection)
    assert report.count == len(report.findings)
    return report


def _spelt(engine: Engine, statements: tuple[str, ...]) -> list[str]:
    """``@123`` is an instant, ``UNCHECKED`` lets the rest of the statements break the CHECKs of a table."""
    spelt: list[str] = []
    for statement in statements:
        if statement.startswith("UNCHECKED "):
            spelt += _unchecked(engine, statement.removeprefix("UNCHECKED "))
        elif engine.dialect.name == "sqlite":
            spelt.append(statement.replace("@", ""))
        else:
            spelt.append(re.sub(r"@(\d+)", r"to_timestamp(\1)", statement))
    return spelt


def _unchecked(engine: Engine, constraint: str) -> list[str]:
    if engine.dialect.name == "sqlite":
        return ["PRAGMA ignore_check_constraints = ON"]
    table = "allocation" if "allocation" in constraint else constraint.split("_")[1]
    return [f"ALTER TABLE {table} DROP CONSTRAINT {constraint}"]


def of_kind(report: IntegrityReport, *codes: str) -> list[dict[str, Any]]:
    return [dict(finding.params) for finding in report.findings if finding.code in codes]


def test_a_sound_store_has_no_findings(furnished: Engine) -> None:
    steps: list[tuple[str, int, int]] = []
    with furnished.connect() as connection, connection.begin():
        report = examine(connection, lambda *step: steps.append(step))
    assert report.clean
    assert report.count == 0
    assert report.examined["allocation"] == 11
    assert report.examined["booking"] == 2
    assert set(report.examined) == {table.name for table in tables.CONTENT}
    assert list(dict.fromkeys(step for step, _, _ in steps)) == [
        "file",
        "guards",
        "values",
        "references",
        "allocations",
        "overlaps",
        "trail",
        "catalogue",
        "subjects",
        "decisions",
    ]
    assert steps[-1] == ("decisions", 1, 1)


def test_an_empty_store_has_no_findings(store: Store) -> None:
    with store.reading() as connection:
        assert examine(connection).clean


# --- double bookings --------------------------------------------------------------------------------

ROW = "(id, unit_id, booking_id, line, occurrence, use_from, use_until, occupied_from, occupied_until, state, holds, granted, changed_at)"


def held(key: int, start: int, end: int, *, unit: int = 4, holds: bool = True) -> str:
    """An allocation of hours after Monday eight o'clock, for a unit that is otherwise free."""
    begin, until = f"@{MONDAY + start * HOUR}", f"@{MONDAY + end * HOUR}"
    state = "approved" if holds else "requested"
    return (
        f"INSERT INTO allocation {ROW} VALUES ({key}, {unit}, 1, 1, 1, {begin}, {until}, {begin}, {until},"
        f" '{state}', {str(holds).lower()}, 0, {begin})"
    )


def pairs(engine: Engine, *rows: str) -> list[tuple[int, int]]:
    """The overlapping pairs, as hours of their starts."""
    statements = [*_unchecked(engine, "allocation_no_overlap"), *_spelt(engine, rows)]
    with behind(engine, *statements) as connection:
        report = examine(connection)
    overlaps = of_kind(report, "overlap")
    assert report.totals.get("overlap", 0) == len(overlaps)
    return [(_hour(item["first_from"]), _hour(item["second_from"])) for item in overlaps]


def _hour(moment: datetime) -> int:
    return int((moment - samples.MONDAY).total_seconds()) // HOUR


def test_every_overlapping_pair_is_named_once(furnished: Engine) -> None:
    assert pairs(furnished, held(901, 0, 2), held(902, 1, 3)) == [(0, 1)]
    assert pairs(furnished, held(901, 0, 9), held(902, 1, 2), held(903, 3, 4), held(904, 8, 10)) == [
        (0, 1),
        (0, 3),
        (0, 8),
    ]
    assert pairs(furnished, held(901, 5, 6), held(902, 5, 6), held(903, 5, 6)) == [(5, 5)] * 3
    assert pairs(furnished, held(901, 0, 2), held(902, 1, 3), held(903, 2, 4)) == [(0, 1), (1, 2)]
    asking = held(900, 0, 9, holds=False)
    assert pairs(furnished, asking, held(901, 0, 2), held(902, 1, 3)) == [(0, 1)]


def test_spans_that_touch_and_requests_that_hold_nothing_are_no_overlap(furnished: Engine) -> None:
    assert pairs(furnished, held(901, 0, 2), held(902, 2, 3), held(903, 0, 3, holds=False)) == []
    assert pairs(furnished, held(901, 0, 2), held(902, 0, 2, unit=1, holds=False)) == []


def test_an_overlap_says_who_and_what(furnished: Engine) -> None:
    statements = [
        *_unchecked(furnished, "allocation_no_overlap"),
        *_spelt(furnished, (held(901, 49, 50, unit=3),)),
    ]
    with behind(furnished, *statements) as connection:
        (overlap,) = of_kind(examine(connection), "overlap")
    assert (overlap["resource"], overlap["unit"]) == ("ROOM-1", "1")
    assert (overlap["first"], overlap["second"]) == ("K-2026-00001", "B-2026-00001")
    assert overlap["first_from"].isoformat() == "2027-01-06T08:00:00+00:00"
    assert overlap["second_until"].isoformat() == "2027-01-06T10:00:00+00:00"


def test_very_many_overlaps_are_counted_and_some_are_listed(
    furnished: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_booking.storage.integrity.MOST_LISTED", 5)
    rows = tuple(held(900 + number, 0, 2) for number in range(10))
    statements = [*_unchecked(furnished, "allocation_no_overlap"), *_spelt(furnished, rows)]
    with behind(furnished, *statements) as connection:
        report = examine(connection)
        monkeypatch.setattr("platform_booking.storage.irregularities.MOST_LATE", 3)
        wrecked = examine(connection)
    assert len(of_kind(report, "overlap")) == 5
    assert report.totals["overlap"] == 45
    assert wrecked.totals["overlap"] == 1 + 2 + 3


# --- guards and constraints -------------------------------------------------------------------------


def test_a_missing_guard_is_found(furnished: Engine) -> None:
    name, removal = {
        "sqlite": ("allocation_no_overlap_insert", "DROP TRIGGER allocation_no_overlap_insert"),
        "postgresql": (
            "allocation_no_overlap",
            "ALTER TABLE allocation DROP CONSTRAINT allocation_no_overlap",
        ),
    }[furnished.dialect.name]
    with furnished.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql(removal)
        report = examine(connection)
        transaction.rollback()
    assert report.findings == (Finding("guard-missing", {"guard": name}),)


def test_missing_constraints_and_tables_are_found(furnished: Engine) -> None:
    if furnished.dialect.name == "sqlite":
        statements = [
            "CREATE TABLE other AS SELECT * FROM closure",
            "DROP TABLE closure",
            "ALTER TABLE other RENAME TO closure",
            "DROP TABLE decision",
        ]
    else:
        statements = [
            *(
                f"ALTER TABLE closure DROP CONSTRAINT {name}"
                for name in (
                    "pk_closure",
                    "uq_closure_code",
                    "ck_closure_days",
                    "fk_closure_platform_id",
                    "fk_closure_partner_id",
                )
            ),
            "DROP TABLE decision",
        ]
    with furnished.connect() as connection, connection.begin() as transaction:
        for statement in statements:
            connection.exec_driver_sql(statement)
        report = examine(connection)
        transaction.rollback()
    assert [item["constraint"] for item in of_kind(report, "constraint-missing")] == [
        "ck_closure_days",
        "fk_closure_partner_id",
        "fk_closure_platform_id",
        "pk_closure",
        "uq_closure_code",
    ]
    assert of_kind(report, "table-missing") == [{"table": "decision"}]
    unreadable = of_kind(report, "unreadable")
    assert {item["part"] for item in unreadable} == {"values", "references", "decisions"}
    assert all("decision" in item["detail"] for item in unreadable)


def test_a_constraint_that_was_never_held_against_the_rows_is_found(furnished: Engine) -> None:
    statements = (
        ()
        if furnished.dialect.name == "sqlite"
        else (
            "ALTER TABLE unit DROP CONSTRAINT fk_unit_resource_id",
            "ALTER TABLE unit ADD CONSTRAINT fk_unit_resource_id FOREIGN KEY (resource_id) REFERENCES resource NOT VALID",
        )
    )
    expected = [{"table": "unit", "constraint": "fk_unit_resource_id"}] if statements else []
    assert of_kind(examined(furnished, *statements), "constraint-unproven") == expected


# --- values -----------------------------------------------------------------------------------------

RULES = {
    "approved without holding": (
        "UPDATE allocation SET holds = false WHERE id = 1",
        "ck_allocation_approved_holds",
        "1",
    ),
    "cancelled and holding": (
        "UPDATE allocation SET state = 'cancelled' WHERE id = 1",
        "ck_allocation_closed_releases",
        "1",
    ),
    "an unknown state": (
        "UPDATE allocation SET state = 'hoped', holds = false WHERE id = 1",
        "ck_allocation_state",
        "1",
    ),
    "nobody's": ("UPDATE allocation SET booking_id = NULL WHERE id = 1", "ck_allocation_one_holder", "1"),
    "backwards": (
        "UPDATE allocation SET use_until = use_from WHERE id = 1",
        "ck_allocation_span",
        "1",
    ),
    "a line of nothing": ("UPDATE line SET quantity = 0 WHERE booking_id = 2", "ck_line_quantity", "2/1"),
    "a date backwards": (
        "UPDATE occurrence SET ends = starts WHERE booking_id = 1 AND number = 2",
        "ck_occurrence_span",
        "1/2",
    ),
    "a negative set-up": ("UPDATE resource SET setup = -1 WHERE id = 1", "ck_resource_margins", "1"),
}


@pytest.mark.parametrize(("change", "rule", "key"), RULES.values(), ids=RULES)
def test_rows_that_break_a_rule_are_found(furnished: Engine, change: str, rule: str, key: str) -> None:
    broken = of_kind(examined(furnished, f"UNCHECKED {rule}", change), "rule-broken")
    assert broken == [{"table": rule.split("_")[1], "key": key, "rule": rule}]


SENSELESS = {
    "too long": (MONDAY, 4_070_908_800),
    "too early": (86_400, 90_000),
    "too late": (7_258_118_000, 7_258_118_401),
}


@pytest.mark.parametrize(("start", "end"), SENSELESS.values(), ids=SENSELESS)
def test_senseless_spans_are_found(furnished: Engine, start: int, end: int) -> None:
    change = (
        f"UPDATE allocation SET use_from = @{start}, occupied_from = @{start}, use_until = @{end},"
        f" occupied_until = @{end} WHERE state = 'requested'"
    )
    unchecked = ["UNCHECKED ck_allocation_sane"] if furnished.dialect.name == "postgresql" else []
    assert of_kind(examined(furnished, *unchecked, change), "rule-broken") == [
        {"table": "allocation", "key": "10", "rule": "allocation_sane"}
    ]


MISFITS = {
    "a word for an instant": (
        "UPDATE booking SET created_at = 'soon' WHERE id = 1",
        "booking",
        "1",
        "created_at",
    ),
    "an instant out of reach": ("UPDATE block SET created_at = 9e17", "block", "1", "created_at"),
    "half an instant": ("UPDATE booking SET created_at = 0.5 WHERE id = 1", "booking", "1", "created_at"),
    "two for a yes": ("UPDATE unit SET active = 2 WHERE id = 1", "unit", "1", "active"),
    "a word for a number": ("UPDATE booking SET learners = 'many' WHERE id = 1", "booking", "1", "learners"),
    "bytes for a name": ("UPDATE partner SET name = x'ff' WHERE id = 1", "partner", "1", "name"),
    "no such day": ("UPDATE closure SET ends = '2027-02-30'", "closure", "1", "ends"),
    "a day in other words": (
        "UPDATE person_qualification SET valid_until = 'always' WHERE valid_until IS NOT NULL",
        "person_qualification",
        "1/1",
        "valid_until",
    ),
}


@pytest.mark.parametrize(("change", "table", "key", "column"), MISFITS.values(), ids=MISFITS)
def test_values_that_sqlite_takes_and_nobody_can_read_are_found(
    furnished: Engine, change: str, table: str, key: str, column: str
) -> None:
    expected = [{"table": table, "key": key, "column": column}]
    if furnished.dialect.name == "postgresql":
        change, expected = "UPDATE unit SET note = '' WHERE id = 1", []
    assert of_kind(examined(furnished, change), "value-unreadable") == expected


# --- references -------------------------------------------------------------------------------------

ORPHANS = {
    "a unit of no resource": ("UPDATE unit SET resource_id = 99 WHERE id = 1", "unit", "1", "resource"),
    "an allocation of no unit": (
        "UPDATE allocation SET unit_id = 99 WHERE id = 1",
        "allocation",
        "1",
        "unit",
    ),
    "an allocation of no date": (
        "UPDATE allocation SET occurrence = 9 WHERE id = 1",
        "allocation",
        "1",
        "occurrence",
    ),
    "an allocation of no line": ("UPDATE allocation SET line = 9 WHERE id = 1", "allocation", "1", "line"),
    "an allocation of no block": (
        "UPDATE allocation SET block_id = 9 WHERE block_id = 1",
        "allocation",
        "11",
        "block",
    ),
    "a line of no booking": ("UPDATE line SET booking_id = 9 WHERE booking_id = 2", "line", "9/1", "booking"),
    "a booking of nobody": ("UPDATE booking SET organiser_id = 99 WHERE id = 1", "booking", "1", "person"),
    "a manager who is not there": (
        "UPDATE platform_manager SET person_id = 99 WHERE deputy",
        "platform_manager",
        "1/99",
        "person",
    ),
}


@pytest.mark.parametrize(("change", "table", "key", "to"), ORPHANS.values(), ids=ORPHANS)
def test_references_that_lead_nowhere_are_found(
    furnished: Engine, change: str, table: str, key: str, to: str
) -> None:
    broken = of_kind(examined(furnished, change), "reference-broken")
    assert {"table": table, "to": to, "key": key} in broken


# --- allocations ------------------------------------------------------------------------------------


def test_a_unit_of_another_resource_is_found(furnished: Engine) -> None:
    moved = "UPDATE allocation SET unit_id = 4 WHERE id IN (1, 11)"
    assert of_kind(examined(furnished, moved), "unit-of-other-resource") == [
        {"holder": "B-2026-00001", "key": 1, "unit": "Ada", "resource": "FERM-20", "other": "@ada"},
        {"holder": "K-2026-00001", "key": 11, "unit": "Ada", "resource": "ROOM-1", "other": "@ada"},
    ]


def test_a_line_with_too_few_or_too_many_units_is_found(furnished: Engine) -> None:
    counts = of_kind(
        examined(
            furnished,
            "DELETE FROM allocation WHERE id = 1",
            held(901, 0, 1),
            "UPDATE allocation SET occurrence = 2, line = 2 WHERE id = 901",
        ),
        "allocation-count",
    )
    assert counts == [
        {"holder": "B-2026-00001", "line": 1, "occurrence": 1, "quantity": 2, "found": 1},
        {"holder": "B-2026-00001", "line": 2, "occurrence": 2, "quantity": 1, "found": 2},
    ]


def test_bookings_and_blocks_without_anything_are_found(furnished: Engine) -> None:
    report = examined(
        furnished,
        "DELETE FROM allocation WHERE booking_id = 2 OR block_id = 1",
        "DELETE FROM line WHERE booking_id = 2",
    )
    assert of_kind(report, "holder-empty") == [{"holder": "B-2026-00002"}, {"holder": "K-2026-00001"}]


# --- the file ---------------------------------------------------------------------------------------


def test_the_file_s_own_check_leaves_rows_to_ours(furnished: Engine) -> None:
    def damage(connection: Connection) -> list[str]:
        return [*file_damage(connection, quick=True), *file_damage(connection, quick=False)]

    change = _spelt(furnished, ("UNCHECKED ck_line_quantity", "UPDATE line SET quantity = 0"))
    with behind(furnished, *change) as connection:
        assert damage(connection) == []


def test_an_index_that_does_not_fit_its_table_is_a_damaged_file(store: Store) -> None:
    samples.furnish(store)
    if store.place.is_file:
        swap = (
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'ix_audit_subject')"
            " WHERE name = 'ix_occurrence_starts'"
        )
        with samples.stranger(store.place) as engine, engine.begin() as connection:
            for statement in ("PRAGMA writable_schema = ON", swap, "PRAGMA schema_version = 900"):
                connection.exec_driver_sql(statement)
    with store.reading() as connection:
        report = examine(connection)
    assert bool(of_kind(report, "file-damaged")) == store.place.is_file
