"""The audit trail: nothing in it changes unseen, and nothing beside it either."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import IntegrityError

from platform_booking.domain.booking import State
from platform_booking.domain.errors import NaiveDatetime
from platform_booking.storage import audit
from platform_booking.storage.audit import GENESIS, Change, difference, digest_of
from platform_booking.storage.chain import ChainState, walk
from platform_booking.storage.integrity import Anchor, verify_audit
from platform_booking.storage.snapshots import item_snapshot
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.storage import samples
from tests.storage.samples import NOW, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from platform_booking.storage.unit_of_work import UnitOfWork

LENGTH = 13


@pytest.fixture(scope="module", params=stores.KINDS)
def trail(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A stranger at a store whose trail has entries of a foreign kind, which only speak for themselves."""
    with samples.shared_store(request, tmp_path_factory) as store:
        store.write(_note_all)
        with samples.stranger(store.place) as engine:
            yield engine


@pytest.fixture(scope="module", params=stores.KINDS)
def furnished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A stranger at a store with a catalogue, bookings and a block."""
    with samples.shared_store(request, tmp_path_factory) as store:
        samples.furnish(store)
        with samples.stranger(store.place) as engine:
            yield engine


def _note_all(work: UnitOfWork) -> None:
    for number in range(1, LENGTH + 1):
        work.enter(_change(number))


def _change(number: int, **changed: Any) -> Change:
    values: dict[str, Any] = {
        "at": NOW + timedelta(minutes=number),
        "actor": "ada",
        "action": "note",
        "subject": f"note:{number % 3}",
        "before": {"text": "avant"} if number % 2 else None,
        "after": {"text": f"après {number}"},
        "reason": "",
    }
    return Change(**(values | changed))


def walked(store: Store) -> ChainState:
    with store.reading() as connection:
        return walk(connection)


def broken(engine: Engine, *statements: str) -> list[tuple[int, str]]:
    """Where the trail breaks after these changes."""
    with behind(engine, *statements) as connection:
        return list(walk(connection).broken)


def found(engine: Engine, *statements: str, anchor: Anchor | None = None) -> list[tuple[Any, ...]]:
    """What is found after these changes: code and params."""
    with behind(engine, *statements) as connection:
        return findings(connection, anchor)


def findings(connection: Connection, anchor: Anchor | None = None) -> list[tuple[Any, ...]]:
    report = verify_audit(connection, anchor=anchor)
    assert report.count == len(report.findings)
    return [(finding.code, *finding.params.values()) for finding in report.findings]


def end_of(engine: Engine) -> Anchor:
    with behind(engine) as connection:
        chain = walk(connection)
    return Anchor(chain.length, chain.head)


# --- the chain --------------------------------------------------------------------------------------


def test_an_untouched_trail_is_whole(trail: Engine) -> None:
    with behind(trail) as connection:
        chain = walk(connection)
        entries = audit.entries(connection)
        assert findings(connection) == []
    assert (chain.length, chain.broken) == (LENGTH, ())
    assert set(chain.digests) == {"note:0", "note:1", "note:2"}
    assert [entry.seq for entry in entries] == list(range(1, LENGTH + 1))
    assert (entries[0].prev, entries[-1].hash) == (GENESIS, chain.head)
    assert entries[0].after == {"text": "après 1"}
    assert entries[1].before is None
    assert entries[0].at == NOW + timedelta(minutes=1)


def test_an_empty_trail_is_whole(store: Store) -> None:
    with store.reading() as connection:
        assert walk(connection) == ChainState(0, GENESIS, (), {})
        assert verify_audit(connection).anchor is None


EDITS = {
    "at": "at = at + {moment}",
    "actor": "actor = 'eve'",
    "action": "action = 'approve'",
    "subject": "subject = 'note:9'",
    "before": "before = '{{}}'",
    "before emptied": "before = ''",
    "before forgotten": "before = NULL",
    "after": "after = after || ' '",
    "after forgotten": "after = NULL",
    "reason": "reason = 'because'",
    "reason by a space": "reason = reason || ' '",
    "digest": "digest = 'f' || substr(digest, 2) || 'f'",
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("seq", [1, 7, LENGTH])
def test_every_edit_of_an_entry_is_found(trail: Engine, edit: str, seq: int) -> None:
    moment = "1" if trail.dialect.name == "sqlite" else "interval '0.25 seconds'"
    statement = f"UPDATE audit SET {edit.format(moment=moment)} WHERE seq = {seq}"
    assert broken(trail, statement) == [(seq, "altered")]


@pytest.mark.parametrize("seq", [1, 7, LENGTH])
def test_an_edit_of_a_seal_is_found(trail: Engine, seq: int) -> None:
    following = [(seq + 1, "unlinked")] if seq < LENGTH else []
    assert broken(trail, f"UPDATE audit SET hash = 'seal' WHERE seq = {seq}") == [
        (seq, "altered"),
        *following,
    ]
    assert broken(trail, f"UPDATE audit SET prev = 'link' WHERE seq = {seq}") == [
        (seq, "unlinked"),
        (seq, "altered"),
    ]


def test_two_entries_that_changed_places_are_found(trail: Engine) -> None:
    where = broken(
        trail,
        "UPDATE audit SET seq = -4 WHERE seq = 4",
        "UPDATE audit SET seq = 4 WHERE seq = 5",
        "UPDATE audit SET seq = 5 WHERE seq = -4",
    )
    assert {seq for seq, _ in where} == {4, 5, 6}


def test_two_entries_that_changed_their_content_are_found(trail: Engine) -> None:
    columns = ("at", "actor", "action", "subject", "before", "after", "reason", "digest")
    other = ", ".join(
        f"{column} = (SELECT {column} FROM was WHERE was.seq = 11 - audit.seq)" for column in columns
    )
    swap = f"UPDATE audit SET {other} WHERE seq IN (5, 6)"
    assert broken(trail, "CREATE TEMPORARY TABLE was AS SELECT * FROM audit", swap) == [
        (5, "altered"),
        (6, "altered"),
    ]


@pytest.mark.parametrize("seq", [1, 5, LENGTH - 1])
def test_a_deleted_entry_is_found(trail: Engine, seq: int) -> None:
    where = [(seq + 1, "gap"), (seq + 1, "unlinked")]
    assert broken(trail, f"DELETE FROM audit WHERE seq = {seq}") == where
    assert found(trail, f"DELETE FROM audit WHERE seq = {seq}") == [
        (f"trail-{why}", number) for number, why in where
    ]


def test_a_deleted_entry_is_found_when_the_rest_is_numbered_anew(trail: Engine) -> None:
    renumber = [f"UPDATE audit SET seq = {seq - 1} WHERE seq = {seq}" for seq in range(6, LENGTH + 1)]
    assert (5, "unlinked") in broken(trail, "DELETE FROM audit WHERE seq = 5", *renumber)


def test_an_entry_slipped_in_is_found(trail: Engine) -> None:
    columns = "at, actor, action, subject, before, after, reason, digest"
    slip = (
        f"INSERT INTO audit (seq, {columns}, prev, hash)"
        f" SELECT {LENGTH + 1}, {columns}, 'somewhere', 'something' FROM audit WHERE seq = 1"
    )
    assert broken(trail, slip) == [(LENGTH + 1, "unlinked"), (LENGTH + 1, "altered")]


def test_a_cut_tail_shows_only_to_who_remembers_it(trail: Engine) -> None:
    anchor = end_of(trail)
    cut = f"DELETE FROM audit WHERE seq > {LENGTH - 2}"
    assert found(trail, anchor=anchor) == []
    assert found(trail, cut) == []
    assert found(trail, cut, anchor=anchor) == [("anchor-missing", LENGTH, LENGTH - 2)]


def test_a_trail_written_anew_shows_only_to_who_remembers_it(trail: Engine) -> None:
    anchor = end_of(trail)
    with behind(trail, "DELETE FROM audit") as connection:
        audit.append(connection, [_change(number, actor="eve") for number in range(1, LENGTH + 5)])
        assert findings(connection) == []
        assert findings(connection, anchor) == [("anchor-differs", LENGTH)]


def test_a_fork_is_refused_by_the_store(trail: Engine) -> None:
    columns = "at, actor, action, subject, before, after, reason, digest, prev, hash"
    fork = f"INSERT INTO audit (seq, {columns}) SELECT {LENGTH + 1}, {columns} FROM audit WHERE seq = 7"
    with pytest.raises(IntegrityError), trail.begin() as connection:
        connection.exec_driver_sql(fork)
    with pytest.raises(IntegrityError, match=r"uq_audit_prev|audit\.prev"):
        broken(trail, fork)


def test_entries_of_many_at_once_make_one_chain(store: Store) -> None:
    """Whoever writes at the same time continues the same end one after the other."""
    failures: list[BaseException] = []

    def write(name: str) -> None:
        opened = Store.open(store.place)
        try:
            for number in range(5):
                opened.write(lambda work, number=number: work.enter(_change(number, actor=name)))  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)
        finally:
            opened.close()

    writers = [threading.Thread(target=write, args=(f"writer {number}",)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    chain = walked(store)
    assert (chain.length, chain.broken) == (20, ())


def test_work_without_a_change_leaves_no_entry(store: Store) -> None:
    store.write(lambda _work: None)
    assert walked(store).length == 0


def test_walking_leaves_the_connection_as_it_was(store: Store) -> None:
    """A stream over the trail must not make streams of what is written next in the same transaction."""
    with store.writing() as connection:
        audit.append(connection, [_change(1)])
        walk(connection)
        audit.append(connection, [_change(2)])
    assert walked(store).length == 2


@pytest.mark.parametrize("value", ["at = 'soon'", "at = 9e17", "actor = x'ff'", "before = x'00'"])
def test_an_entry_that_cannot_be_read_is_a_finding(trail: Engine, value: str) -> None:
    if trail.dialect.name == "postgresql":
        value = "at = 'infinity'"
    (finding,) = found(trail, f"UPDATE audit SET {value} WHERE seq = 3")
    assert finding[:2] == ("unreadable", "trail")


# --- what an entry says -----------------------------------------------------------------------------


def test_the_same_instant_in_any_zone_is_the_same_entry(store: Store) -> None:
    paris = timezone(timedelta(hours=1))
    at = datetime(2026, 11, 23, 10, 0, 0, 999_999, tzinfo=paris)
    store.write(lambda work: work.enter(_change(1, at=at)))
    assert walked(store).broken == ()
    with store.reading() as connection:
        assert audit.entries(connection)[0].at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(NaiveDatetime):
        store.write(lambda work: work.enter(_change(1, at=datetime(2026, 11, 23))))  # noqa: DTZ001 - refused
    assert walked(store).length == 0


def test_only_what_differs_is_kept_one_by_one() -> None:
    before = {"title": "A", "learners": 12, "dates": {"1": {"span": "x"}, "2": {"span": "y"}}, "gone": 1}
    after = {"title": "B", "learners": 12, "dates": {"1": {"span": "x"}, "2": {"span": "z"}}, "new": None}
    assert difference(before, after) == (
        {"title": "A", "dates": {"2": {"span": "y"}}, "gone": 1},
        {"title": "B", "dates": {"2": {"span": "z"}}, "new": None},
    )
    assert difference(None, after) == (None, after)
    assert difference(before, None) == (before, None)


def test_the_digest_does_not_depend_on_the_order_of_what_has_none() -> None:
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    turned = replace(samples.FERMENTERS, requires=samples.FERMENTERS.requires[::-1])
    assert digest_of(item_snapshot(samples.FERMENTERS)) == digest_of(item_snapshot(turned))


def test_entries_are_found_by_subject_actor_time_and_number(trail: Engine) -> None:
    with behind(trail) as connection:

        def seqs(**wanted: Any) -> list[int]:
            return [entry.seq for entry in audit.entries(connection, **wanted)]

        of_one = [seq for seq in range(1, LENGTH + 1) if seq % 3 == 1]
        assert seqs(subject="note:1") == of_one
        assert seqs(subject="note:1", last=2) == of_one[-2:]
        assert seqs(subjects=("note:1", "note:7")) == of_one
        assert seqs(subjects=()) == []
        assert seqs(actor="eve") == []
        assert seqs(actor="ada", last=1) == [LENGTH]
        assert seqs(since=NOW + timedelta(minutes=3), until=NOW + timedelta(minutes=5)) == [3, 4]


# --- changes behind the application's back ----------------------------------------------------------


def test_a_store_that_only_the_application_wrote_to_verifies(furnished: Engine) -> None:
    with behind(furnished) as connection:
        report = verify_audit(connection)
    assert report.clean
    assert report.examined == {"audit": 14}
    assert report.anchor == end_of(furnished)


SERIES = "booking:B-2026-00001"
BEHIND = {
    "a title": ("UPDATE booking SET title = 'Autre' WHERE id = 1", SERIES),
    "learners": ("UPDATE booking SET learners = 13 WHERE id = 1", SERIES),
    "the organiser": ("UPDATE booking SET organiser_id = 2 WHERE id = 1", SERIES),
    "the partner": ("UPDATE booking SET partner_id = NULL WHERE id = 1", SERIES),
    "the purpose": ("UPDATE booking SET purpose = 'industry' WHERE id = 1", SERIES),
    "who sees it": ("UPDATE booking SET visibility = 'private' WHERE id = 1", SERIES),
    "the rule": ("UPDATE booking SET rule = NULL WHERE id = 1", SERIES),
    "the zone": ("UPDATE booking SET time_zone = 'UTC' WHERE id = 1", SERIES),
    "a quantity": ("UPDATE line SET quantity = 3 WHERE booking_id = 1 AND number = 1", SERIES),
    "a date by a second": (
        "UPDATE occurrence SET ends = ends + {second} WHERE booking_id = 1 AND number = 2",
        SERIES,
    ),
    "a date's name": (
        "UPDATE occurrence SET original_start = original_start + {second} WHERE booking_id = 1",
        SERIES,
    ),
    "a unit": ("UPDATE allocation SET unit_id = 4 WHERE id = 1", SERIES),
    "a state": ("UPDATE allocation SET state = 'cancelled', holds = false WHERE id = 1", SERIES),
    "an approval": (
        "UPDATE allocation SET state = 'approved', holds = true WHERE state = 'requested'",
        "booking:B-2026-00002",
    ),
    "a step granted": ("UPDATE allocation SET granted = 1 WHERE id = 2", SERIES),
    "a turnaround by a second": (
        "UPDATE allocation SET occupied_until = occupied_until + {second} WHERE id = 1",
        SERIES,
    ),
    "a block's reason": ("UPDATE block SET reason = 'vacances'", "block:K-2026-00001"),
    "a block's units": ("UPDATE allocation SET unit_id = 4 WHERE block_id = 1", "block:K-2026-00001"),
    "a name": ("UPDATE partner SET name = 'Autre' WHERE code = 'CHU'", "partner:CHU"),
    "a role": ("UPDATE person SET roles = '[\"admin\"]' WHERE login = 'ada'", "person:ada"),
    "a qualification held": (
        "DELETE FROM person_qualification WHERE person_id = 1 AND qualification_id = 1",
        "person:ada",
    ),
    "a qualification's name": ("UPDATE qualification SET name_en = 'x' WHERE code = 'S'", "qualification:S"),
    "a manager set aside": ("DELETE FROM platform_manager WHERE NOT deputy", "platform:UPSTREAM"),
    "opening hours": ("UPDATE platform SET opening = NULL", "platform:UPSTREAM"),
    "a set-up": ("UPDATE resource SET setup = 0 WHERE code = 'FERM-20'", "resource:FERM-20"),
    "an approval chain": ("UPDATE resource SET approval = '[]' WHERE code = 'FERM-20'", "resource:FERM-20"),
    "a requirement": ("DELETE FROM resource_requires WHERE qualification_id = 1", "resource:FERM-20"),
    "an equivalent": ("DELETE FROM resource_equivalent", "resource:ROOM-1"),
    "a unit retired": ("UPDATE unit SET active = false WHERE name = 'B'", "resource:FERM-20"),
    "a closure": ("UPDATE closure SET active = false", "closure:SPRING"),
}


@pytest.mark.parametrize(("change", "subject"), BEHIND.values(), ids=BEHIND)
def test_a_change_behind_the_application_s_back_is_found(
    furnished: Engine, change: str, subject: str
) -> None:
    second = "1" if furnished.dialect.name == "sqlite" else "interval '1 second'"
    assert found(furnished, change.format(second=second)) == [("subject-changed", subject)]


def test_a_booking_written_behind_the_application_s_back_is_found(furnished: Engine) -> None:
    written = (
        "INSERT INTO booking (id, ref, uid, version, sequence, title, purpose, organiser_id, partner_id, learners,"
        " time_zone, rule, first_start, length_wall, length_exact, visibility, created_at, changed_at) SELECT 77, 'B-2026-00077', 'u77', version, sequence, title, purpose, organiser_id,"
        " partner_id, learners, time_zone, rule, first_start, length_wall, length_exact, visibility, created_at,"
        " changed_at FROM booking WHERE id = 1"
    )
    assert found(furnished, written) == [("subject-unrecorded", "booking:B-2026-00077")]


def test_a_booking_that_vanished_is_found(furnished: Engine) -> None:
    vanish = [f"DELETE FROM {table} WHERE booking_id = 2" for table in ("allocation", "occurrence", "line")]
    assert found(furnished, *vanish, "DELETE FROM booking WHERE id = 2") == [
        ("subject-gone", "booking:B-2026-00002")
    ]


def test_a_trail_that_vanished_is_found(furnished: Engine) -> None:
    assert [code for code, *_ in found(furnished, "DELETE FROM audit")] == ["subject-unrecorded"] * 14


def test_a_booking_that_cannot_be_read_is_named_and_the_others_are_read(furnished: Engine) -> None:
    assert found(
        furnished,
        "UPDATE booking SET visibility = 'glass' WHERE id = 1",
        "UPDATE booking SET title = 'Autre' WHERE id = 2",
    ) == [("subject-unreadable", SERIES), ("subject-changed", "booking:B-2026-00002")]


def test_a_booking_without_its_organiser_is_named(furnished: Engine) -> None:
    without = "UPDATE booking SET organiser_id = 99 WHERE id = 1"
    assert found(furnished, without) == [("subject-unreadable", SERIES)]


def test_a_catalogue_that_cannot_be_read_is_a_finding(furnished: Engine) -> None:
    (finding,) = found(furnished, "UPDATE person SET roles = 'everything' WHERE login = 'ada'")
    assert finding[:2] == ("unreadable", "catalogue")


def test_a_subject_that_the_trail_says_is_gone_is_not_missed(furnished: Engine) -> None:
    gone = _change(1, subject="closure:OLD", before={"code": "OLD"}, after=None)
    with behind(furnished) as connection:
        audit.append(connection, [gone])
        assert findings(connection) == []


def test_findings_are_counted_beyond_those_that_are_listed(
    furnished: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_booking.storage.integrity.MOST_LISTED", 3)
    with behind(furnished, "DELETE FROM audit") as connection:
        report = verify_audit(connection)
    assert len(report.findings) == 3
    assert report.count == 14


def test_what_was_saved_verifies_afterwards(store: Store) -> None:
    def cancel(work: UnitOfWork) -> None:
        before = work.bookings.get("B-2026-00001")
        cancelled = tuple(replace(item, state=State.CANCELLED, holds=False) for item in before.allocations)
        after = replace(before, version=before.version + 1, allocations=cancelled)
        work.bookings.save(before, after, samples.BOOKED)

    samples.furnish(store)
    store.write(cancel)
    with store.reading() as connection:
        assert findings(connection) == []
