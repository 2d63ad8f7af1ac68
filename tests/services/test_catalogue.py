from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.catalogue import Catalogue
from platform_booking.domain.errors import CatalogueInvalid, InvalidInput, NotPermitted
from platform_booking.services.catalogue_export import toml_tables
from platform_booking.services.catalogue_files import read_catalogue
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.storage.unit_of_work import Store

    Sit = Callable[[str | None], PlatformBooking]

DEMO = Path(resources.__file__).parent / "demo" / "catalogue.toml"


def test_the_demo_catalogue_comes_in_once_and_goes_out_as_it_came(store: Store) -> None:
    desk = PlatformBooking(Desk(store, None, fixed_clock(NOW)))
    tried = desk.catalogue.import_file(DEMO, dry_run=True)
    assert desk.catalogue.load().resources == {}
    done = desk.catalogue.import_file(DEMO)
    assert done.added == tried.added
    assert done.warnings == ()
    assert len(desk.catalogue.load().platforms) == 10
    for text in (DEMO.read_text(encoding="utf-8"), desk.catalogue.export_text()):
        again = desk.catalogue.import_text(text)
        assert (again.added, again.updated) == ({}, {})
    assert check(desk.desk).findings == ()


def test_changing_adding_and_retiring(sit: Sit) -> None:
    service = sit(None).catalogue
    report = service.import_text(
        '[[resources]]\ncode = "PSM"\nunits = 2\n[[persons]]\nlogin = "colin"\nactive = false\n'
        '[[resources]]\ncode = "NEW"\nname = "Neuf"\nplatform = "USP"\n'
    )
    assert report.updated["resource"]["PSM"] == ("units",)
    assert report.added == {"resource": ("NEW",)}
    assert [unit.active for unit in service.load().resources["PSM"].units] == [True, True, False, False]
    assert not service.load().resources["@colin"].active
    service.import_text('[[resources]]\ncode = "PSM"\nunits = 3\n')
    assert [unit.name for unit in service.load().resources["PSM"].active_units] == ["1", "2", "3"]


def test_only_administrators_import_once_there_are_people(sit: Sit) -> None:
    with pytest.raises(NotPermitted):
        sit("tina").catalogue.import_text('[[partners]]\ncode = "X"\nname = "X"\n')
    sit(None).catalogue.import_text('[[persons]]\nlogin = "anna"\nroles = ["administrator"]\n')
    assert sit("anna").catalogue.import_text('[[partners]]\ncode = "X"\nname = "X"\n').added


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[x", "toml-unreadable"),
        ("partners = 3", "not-a-table-list"),
        ("[partners]\ncode = 'X'", "not-a-table-list"),
        ("[[partners]]\nname = 'X'", "missing"),
        ("[[partners]]\ncode = 3", "wrong-type"),
        ("[[partners]]\ncode = ''", "bad-code"),
        ("[[partners]]\ncode = 'a b'", "bad-code"),
        ("[[resources]]\ncode = '@tina'\nplatform = 'USP'", "reserved-code"),
        ("[[partners]]\ncode = 'X'\n[[partners]]\ncode = 'X'", "duplicate"),
        ("[[resources]]\ncode = 'X'\nplatform = 'NOPE'", "unknown-reference"),
        ("[[resources]]\ncode = 'X'\nplatform = 'USP'\nunits = 0", "bad-number"),
        ("[[resources]]\ncode = 'X'\nplatform = 'USP'\nunits = ['a', 'a']", "duplicate-unit"),
        ("[[resources]]\ncode = 'X'\nplatform = 'USP'\nsetup = -5", "bad-number"),
        ("[[resources]]\ncode = 'X'\nplatform = 'USP'\napproval = ['pope']", "bad-choice"),
        ("[[resources]]\ncode = 'X'\nplatform = 'USP'\nrequests = 'fight'", "bad-choice"),
        ("[[resources]]\ncode = 'X'\nplatform = 'USP'\nequivalent_to = ['X']", "self-equivalent"),
        ("[[platforms]]\ncode = 'X'\ntime_zone = 'Mars/Base'", "bad-zone"),
        ("[[platforms]]\ncode = 'X'\nopening = { mon = '19:00-08:00' }", "bad-hours"),
        ("[[closures]]\nplatform = 'USP'\nstart = 2027-01-02\nend = 2027-01-01", "dates-reversed"),
        ("[[closures]]\nplatform = 'USP'\nstart = 'soon'", "bad-date"),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(sit: Sit, text: str, problem: str) -> None:
    before = sit(None).catalogue.export_text()
    with pytest.raises(CatalogueInvalid) as refusal:
        sit(None).catalogue.import_text(
            "[[partners]]\ncode = 'FINE'\nname = 'F'\n" * (problem != "not-a-table-list") + text
        )
    assert problem in {code for _, code, _ in refusal.value.problems}
    assert sit(None).catalogue.export_text() == before


def test_what_is_odd_is_said_and_not_refused(sit: Sit) -> None:
    report = sit(None).catalogue.import_text(
        "[[partners]]\ncode = 'X'\ncolour = 'red'\n[[planets]]\ncode = 'P'"
    )
    assert {code for _, code, _ in report.warnings} == {"unknown-key", "unknown-table"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None], ids=["not UTF-8", "a folder"])
def test_files_that_are_no_text(sit: Sit, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "catalogue.toml"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(InvalidInput):
        sit(None).catalogue.import_file(path)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    try:
        read_catalogue(text, Catalogue())
    except CatalogueInvalid:
        return


KEYS = st.sampled_from(
    [
        "code",
        "login",
        "name",
        "email",
        "partner",
        "language",
        "roles",
        "qualifications",
        "host",
        "time_zone",
        "opening",
        "managers",
        "platform",
        "units",
        "capacity",
        "setup",
        "approval",
        "requests",
        "requires",
        "equivalent_to",
        "rules",
        "start",
        "end",
        "from",
        "until",
        "date",
        "active",
        "category",
    ]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        st.integers(-(10**20), 10**20),
        st.booleans(),
        st.dates(),
        st.sampled_from(["USP", "08:00-19:00", "mon", "2027-01-01", "Europe/Paris", "manager"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.just("mon"), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(["partners", "persons", "platforms", "resources", "qualifications", "closures"]),
    st.lists(st.dictionaries(KEYS, VALUES, max_size=6), min_size=1, max_size=3),
)
def test_no_structure_makes_the_reader_stumble(table: str, rows: list[dict[str, Any]]) -> None:
    text = toml_tables(table, rows)
    assert tomllib.loads(text) == {table: rows}
    try:
        read_catalogue(text, Catalogue())
    except CatalogueInvalid:
        return
