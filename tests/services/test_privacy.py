"""People's data: handed out, taken out, kept for a time; and the trail verifies all the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from platform_booking.domain.errors import InvalidInput, NotFound, NotPermitted
from platform_booking.services import carrying, custody
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.privacy import PrivacyService
from platform_booking.services.trail_files import export_trail, verify_trail_file
from platform_booking.storage import tables
from platform_booking.storage.chain import walk
from platform_booking.storage.places import file_place
from platform_booking.storage.privacy import Rewriting
from tests.storage import samples
from tests.storage.test_copying import furnish_wholly

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.storage.unit_of_work import Store, UnitOfWork

ADA = re.compile(r"\bada\b|loury|ada@", re.IGNORECASE)
LATER = samples.NOW + timedelta(days=900)


@pytest.fixture
def desk(store: Store) -> Desk:
    """Long after everything that is booked."""
    furnish_wholly(store)
    return Desk(store, clock=fixed_clock(LATER))


def _leave(work: UnitOfWork) -> None:
    """Ada answers for nothing any more, and is retired."""
    writer = work.catalogue_writer
    platform, ada = work.catalogue.platforms["UPSTREAM"], work.catalogue.persons["ada"]
    writer.put(platform, replace(platform, deputies=()), samples.SET_UP)
    writer.put(ada, replace(ada, active=False), samples.SET_UP)
    writer.raise_revision()


def everything(store: Store) -> str:
    with store.reading() as connection:
        rows = [row for table in tables.CONTENT for row in connection.execute(select(table))]
    return json.dumps([list(row) for row in rows], default=str, ensure_ascii=False)


def refusal(desk: Desk, login: str = "ada", reason: str = "partie") -> str:
    with pytest.raises(InvalidInput) as caught:
        PrivacyService(desk).pseudonymise(login, reason)
    return caught.value.reason


def test_a_person_is_taken_out_of_everything_and_the_trail_still_verifies(desk: Desk, tmp_path: Path) -> None:
    store, before = desk.store, custody.verify(desk).anchor
    assert before is not None
    assert refusal(desk) == "person-manages"
    assert refusal(desk, reason=" ") == "reason-missing"
    store.write(_leave)
    assert refusal(replace(desk, clock=fixed_clock(samples.NOW))) == "person-has-bookings"
    with pytest.raises(NotFound):
        PrivacyService(desk).pseudonymise("nobody", "x")
    with pytest.raises(NotPermitted):
        PrivacyService(replace(desk, login="bob")).pseudonymise("ada", "x")
    assert ADA.search(everything(store))
    done = PrivacyService(desk).pseudonymise("ada", "Ada Loury est partie")
    found = everything(store)
    assert not ADA.search(found), ADA.findall(found)
    assert "bob" in found
    assert "Bob Nantais" in found
    report = custody.verify(desk, anchor=before)
    assert report.clean, report.findings
    assert report.examined["redacted"] == done.entries > 0
    assert custody.check(desk).clean
    head = export_trail(desk, tmp_path / "trail.jsonl")
    assert verify_trail_file(tmp_path / "trail.jsonl", anchor=before).clean
    assert carrying.copy_store(store.place, file_place(tmp_path / "copy.sqlite")).anchor == head.anchor
    with samples.stranger(store.place) as engine:
        for edit in ("actor = 'eve'", "after = '{}'", "reason = 'x'"):
            with samples.behind(
                engine, f"UPDATE audit SET {edit} WHERE actor = '{done.pseudonym}'"
            ) as connection:
                assert {why for _, why in walk(connection).broken} == {"altered"}
    samples.block(store, start=LATER + timedelta(days=9))
    assert custody.verify(desk).clean, "and it goes on"


def test_what_is_held_is_handed_to_the_person_and_to_administrators(desk: Desk) -> None:
    held = PrivacyService(replace(desk, login="ada")).export("ada")["held"]
    assert {row["login"] for row in held["person"]} == {"ada"}
    assert set(held) >= {
        "person",
        "booking",
        "notice",
        "template",
        "waiting",
        "feed",
        "audit",
        "outbox",
    }
    assert all(row.get("actor") != "bob" or ADA.search(json.dumps(row, default=str)) for row in held["audit"])
    assert PrivacyService(desk).export("ada")["held"]["audit"][-1]["action"] == "export-person"
    with pytest.raises(NotPermitted):
        PrivacyService(replace(desk, login="bob")).export("ada")
    assert custody.verify(desk).clean


def test_nothing_is_vouched_for_that_was_not_sound(desk: Desk) -> None:
    desk.store.write(_leave)
    with desk.store.writing() as connection:
        samples.tamper(connection, "UPDATE booking SET learners = 99 WHERE id = 1")
    before = everything(desk.store)
    assert refusal(desk) == "trail-unsound"
    assert everything(desk.store) == before


def test_what_was_kept_long_enough_goes_and_nothing_else(desk: Desk) -> None:
    privacy, store = PrivacyService(desk), desk.store
    assert privacy.apply_retention().counts == {}
    for name, days in (("notices", 365), ("messages", 365), ("mail", 365), ("reads", 365), ("persons", 365)):
        assert privacy.set_retention({name: days})[name] == days
    for wrong in ({"photos": 1}, {"mail": 0}):
        with pytest.raises(InvalidInput):
            privacy.set_retention(wrong)
    store.write(_leave)
    with store.writing() as connection:
        settled = tables.outbox.update().values(next_try_at=None)
        connection.execute(settled)
        connection.execute(tables.feed.update().values(last_read_at=samples.NOW, last_client="Outlook"))
    before = everything(store)
    wanted = {"notices": 1, "messages": 1, "mail": 2, "reads": 1, "persons": 1}
    foreseen = privacy.apply_retention(dry_run=True)
    assert (foreseen.counts, foreseen.persons, everything(store)) == (wanted, ("ada",), before)
    assert PrivacyService(replace(desk, clock=fixed_clock(samples.NOW))).apply_retention(
        dry_run=True
    ).counts == dict.fromkeys(wanted, 0)
    assert privacy.apply_retention().counts == wanted
    found = everything(store)
    assert not ADA.search(found)
    assert "Quelle souche" not in found
    assert custody.verify(desk).clean
    assert set(privacy.apply_retention().counts.values()) == {0}
    assert privacy.set_retention(dict.fromkeys(wanted)) == {}


def _rewriting(**changed: Any) -> Rewriting:
    return Rewriting.of(replace(samples.PERSONS[0], **changed), "person-1", ("Bob Nantais",))


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("ada", "person-1"),
        ("Ada.", "person-1."),
        ("@ada", "@person-1"),
        ('"organiser":"ada","x":1', '"organiser":"person-1","x":1'),
        ("person:ada", "person:person-1"),
        ("Demandé par ADA LOURY, ce matin", "Demandé par person-1, ce matin"),
        ("écrire à ada@example.org", "écrire à "),
        ("ada@elsewhere.org", "ada@elsewhere.org"),
        ("ada.martin", "ada.martin"),
        ("adam, canada, ada-2, _ada", "adam, canada, ada-2, _ada"),
    ],
)
def test_words_are_replaced_where_they_stand_as_words(said: str, becomes: str) -> None:
    assert _rewriting()(said) == becomes


def test_a_name_that_somebody_else_has_too_stays() -> None:
    assert _rewriting(name="Bob Nantais")("Bob Nantais et ada") == "Bob Nantais et person-1"
    assert _rewriting(name='Ada "A" L')('{"name":"Ada \\"A\\" L"}') == '{"name":"person-1"}'
