"""Keeping the store: what is made, upgraded, backed up, brought back and moved is whole, or is not there."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

from platform_booking.domain.booking import State
from platform_booking.domain.errors import (
    BookingError,
    InvalidInput,
    NaiveDatetime,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreNewer,
    StoreOutdated,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.services import carrying, custody
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.opening import open_store
from platform_booking.storage import tables
from platform_booking.storage.audit import Change
from platform_booking.storage.engine import SCHEMA_HEAD
from platform_booking.storage.integrity import Anchor, IntegrityReport
from platform_booking.storage.migrating import migrate
from platform_booking.storage.places import file_place, place_of
from platform_booking.storage.unit_of_work import Store
from tests import stores
from tests.processes import context
from tests.storage import samples
from tests.storage.samples import MONDAY, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection as Pipe
    from pathlib import Path

    from platform_booking.storage.unit_of_work import UnitOfWork

CLOCK = fixed_clock(NOW)
STAMP = "20261123T090000Z"
PAGE = 4096


@pytest.fixture
def desk(store: Store) -> Desk:
    """Before a store of each kind with something in it."""
    samples.furnish(store)
    return Desk(store, clock=CLOCK)


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[Desk]:
    """Before a file with something in it."""
    place = file_place(tmp_path / "store.sqlite")
    migrate(place)
    store = Store.open(place)
    samples.furnish(store)
    yield Desk(store, clock=CLOCK)
    store.close()


def content(store: Store) -> dict[str, list[Any]]:
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables.CONTENT
        }


def content_of(path: Path) -> dict[str, list[Any]]:
    store = Store.open(file_place(path))
    try:
        return content(store)
    finally:
        store.close()


def reason(work: Callable[[], object]) -> str:
    """The reason for which the work is refused."""
    with pytest.raises(InvalidInput) as caught:
        work()
    return caught.value.reason


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def damage(path: Path) -> None:
    """Overwrite pages in the middle, as a dying disk does."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(size // 3)
        file.write(b"\x5a" * (size // 3))


def spoil(path: Path, content: bytes = b"Fermentation, groupe A") -> None:
    """Overwrite the one page that holds this; nothing that is read on opening."""
    at = path.read_bytes().index(content)
    with path.open("rb+") as file:
        file.seek(at - at % PAGE)
        file.write(b"\x5a" * PAGE)


def in_one_file(path: Path) -> bool:
    """Whether nothing lies beside it and its header says that nothing need."""
    beside = [name for name in files_in(path.parent) if name.startswith(f"{path.name}-")]
    return beside == [] and path.read_bytes()[18:20] == b"\x01\x01"


# --- making and upgrading ---------------------------------------------------------------------------


def test_init_makes_a_store_and_says_when_it_was_there(store_url: str) -> None:
    place = place_of(store_url)
    made = custody.init_store(place)
    assert (made.store, made.created) == (place.label, True)
    assert (made.migration.before, made.migration.after) == (None, SCHEMA_HEAD)
    again = custody.init_store(place)
    assert not again.created
    assert not again.migration.changed
    assert again.migration.backup is None


def test_init_by_many_at_once_makes_one_store(store_url: str) -> None:
    made: list[custody.InitResult | BaseException] = []

    def make() -> None:
        try:
            made.append(custody.init_store(place_of(store_url)))
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            made.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert {type(result) for result in made} == {custody.InitResult}
    Store.open(place_of(store_url)).close()


NOT_A_STORE: dict[str, bytes] = {
    "text": b"Dear diary, " * 200,
    "a header alone": b"SQLite format 3\0",
    "a header and noise": b"SQLite format 3\0" + b"\xff" * 5000,
}


@pytest.mark.parametrize("rubbish", NOT_A_STORE.values(), ids=NOT_A_STORE)
def test_nothing_is_made_of_somebody_else_s_file(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "diary.txt"
    path.write_bytes(rubbish)
    for work in (custody.init_store, custody.migrate_store, open_store):
        with pytest.raises(StoreDamaged) as caught:
            work(file_place(path))
        assert caught.value.params["store"] == str(path)
    assert path.read_bytes() == rubbish
    assert files_in(tmp_path) == {"diary.txt"}


def test_nothing_is_added_to_another_program_s_database(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    for work in (custody.init_store, custody.migrate_store, open_store):
        with pytest.raises(StoreDamaged):
            work(file_place(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_places_where_no_store_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreDamaged):
        custody.init_store(file_place(tmp_path))
    with pytest.raises(StoreUnavailable):
        custody.init_store(file_place(tmp_path / "file" / "store.sqlite"))
    with pytest.raises(StoreUnavailable):
        custody.init_store(file_place(tmp_path / ("x" * 300)))
    with pytest.raises(StoreUnavailable):
        custody.init_store(place_of("postgresql://nobody@127.0.0.1:1/booking"))
    assert files_in(tmp_path) == {"file"}


def test_migrate_wants_a_store(store_url: str) -> None:
    with pytest.raises(StoreMissing):
        custody.migrate_store(place_of(store_url))


def test_migrate_leaves_an_up_to_date_store_alone(desk: Desk) -> None:
    result = custody.migrate_store(desk.store.place, clock=CLOCK)
    assert not result.changed
    assert result.backup is None


def test_an_older_store_is_upgraded_after_a_backup(desk: Desk, tmp_path: Path) -> None:
    before = content(desk.store)
    place = desk.store.place
    desk.store.close()
    with samples.next_version(tmp_path):
        result = custody.migrate_store(place, clock=CLOCK)
        assert (result.before, result.after) == (SCHEMA_HEAD, samples.NEXT_REVISION)
        Store.open(place).close()
    if place.is_file:
        assert result.backup == tmp_path / f"store.before-{samples.NEXT_REVISION}-{STAMP}.sqlite"
        assert in_one_file(result.backup)
        assert content_of(result.backup) == before
    else:
        assert result.backup is None


def test_a_file_is_upgraded_when_it_is_opened_and_a_server_s_store_is_not(desk: Desk, tmp_path: Path) -> None:
    place = desk.store.place
    desk.store.close()
    open_store(place).close()
    with samples.next_version(tmp_path):
        if place.is_file:
            opened = open_store(place, clock=CLOCK)
            opened.close()
            assert (tmp_path / f"store.before-{samples.NEXT_REVISION}-{STAMP}.sqlite").exists()
        else:
            with pytest.raises(StoreOutdated):
                open_store(place)
    if place.is_file:
        with pytest.raises(StoreNewer):
            open_store(place)
        with pytest.raises(StoreNewer):
            custody.migrate_store(place)


def test_a_backup_before_an_upgrade_replaces_no_other(file_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / f"store.before-{samples.NEXT_REVISION}-{STAMP}.sqlite").write_text("an earlier one")
    with samples.next_version(tmp_path):
        result = custody.init_store(file_desk.store.place, clock=CLOCK).migration
    assert result.backup == tmp_path / f"store.before-{samples.NEXT_REVISION}-{STAMP}-2.sqlite"
    assert (tmp_path / f"store.before-{samples.NEXT_REVISION}-{STAMP}.sqlite").read_text() == "an earlier one"


# --- looking ----------------------------------------------------------------------------------------


def test_check_and_verify_a_sound_store(desk: Desk) -> None:
    report = custody.check(desk)
    assert report.clean
    assert report.anchor is not None
    assert custody.verify(desk, anchor=report.anchor).clean
    assert not custody.verify(desk, anchor=Anchor(report.anchor.seq, "another")).clean
    assert not custody.check(desk, anchor=Anchor(report.anchor.seq + 1, "later")).clean


def test_check_names_what_is_wrong(desk: Desk) -> None:
    with samples.stranger(desk.store.place) as engine, engine.begin() as connection:
        samples.tamper(connection, "UPDATE booking SET title = 'Autre' WHERE id = 1")
    findings = [(finding.code, dict(finding.params)) for finding in custody.check(desk).findings]
    assert findings == [("subject-changed", {"subject": "booking:B-2026-00001"})]


def test_check_of_a_file_with_broken_pages_ends_with_findings_or_says_damaged(file_desk: Desk) -> None:
    path = file_desk.store.place.path
    assert path is not None
    file_desk.store.close()
    damage(path)
    try:
        store = Store.open(file_desk.store.place)
    except StoreDamaged:
        return
    try:
        assert not custody.check(Desk(store)).clean
    except StoreDamaged:
        pass
    finally:
        store.close()


def subjects(desk: Desk, **wanted: Any) -> list[str]:
    return [entry.subject for entry in custody.audit_entries(desk, **wanted)]


def test_the_trail_is_listed_by_subject_actor_and_time(desk: Desk) -> None:
    assert len(subjects(desk)) == 14
    assert subjects(desk, subject="booking:B-2026-00001") == ["booking:B-2026-00001"]
    assert subjects(desk, subject=" b-2026-00001 ") == ["booking:B-2026-00001"]
    assert subjects(desk, subject="FERM-20") == ["resource:FERM-20"]
    assert subjects(desk, subject="ada") == ["person:ada"]
    assert subjects(desk, subject="@ada") == ["resource:@ada"]
    assert subjects(desk, subject="nobody") == []
    desk.store.write(lambda work: work.enter(Change(NOW, "ada", "create", "feed:7", None, {"scope": "busy"})))
    assert subjects(desk, subject="feed:7", until=NOW + timedelta(seconds=1)) == ["feed:7"]
    assert subjects(desk, actor="bob") == ["block:K-2026-00001"]
    assert subjects(desk, last=2) == ["block:K-2026-00001", "feed:7"]
    assert subjects(desk, until=NOW) == []
    assert len(subjects(desk, since=NOW, until=NOW + timedelta(seconds=1))) == 15


def test_what_cannot_be_meant_is_refused(desk: Desk) -> None:
    assert reason(lambda: custody.audit_entries(desk, last=0)) == "count-too-small"
    with pytest.raises(NaiveDatetime):
        custody.audit_entries(desk, since=datetime(2026, 1, 1))  # noqa: DTZ001 - refused


# --- backing up -------------------------------------------------------------------------------------


def test_a_backup_is_one_whole_store_file(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    told: list[str] = []
    result = carrying.backup(desk, str(folder / "monday.sqlite"), progress=lambda step, *_: told.append(step))
    assert result.file == folder / "monday.sqlite"
    assert files_in(folder) == {"monday.sqlite"}
    assert in_one_file(result.file)
    assert result.size == result.file.stat().st_size
    assert result.trail_intact
    assert result.anchor == custody.check(desk).anchor
    assert content_of(result.file) == content(desk.store)
    assert bool(told) != desk.store.place.is_file


def test_a_backup_holds_what_was_committed_while_others_write(file_desk: Desk, tmp_path: Path) -> None:
    before = content(file_desk.store)
    with file_desk.store.writing() as connection:
        connection.execute(text("UPDATE booking SET title = 'Pas encore'"))
        carrying.backup(file_desk, tmp_path / "backup.sqlite")
    assert content_of(tmp_path / "backup.sqlite") == before


def test_a_backup_replaces_a_file_only_when_told(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "backup.sqlite"
    target.write_text("something dear")
    assert reason(lambda: carrying.backup(desk, target)) == "file-exists"
    assert target.read_text() == "something dear"
    carrying.backup(desk, target, overwrite=True)
    samples.book(desk.store, "ROOM-1", start=MONDAY + timedelta(weeks=20))
    carrying.backup(desk, target, overwrite=True)
    assert content_of(target) == content(desk.store)


def test_files_that_a_backup_cannot_be(file_desk: Desk, tmp_path: Path) -> None:
    path = file_desk.store.place.path
    assert path is not None
    (tmp_path / "link.sqlite").symlink_to(path)
    before = files_in(tmp_path)
    for target, why in (
        (tmp_path, "file-is-folder"),
        (tmp_path / "no" / "such.sqlite", "folder-missing"),
        (path / "below.sqlite", "folder-missing"),
        (path, "backup-onto-store"),
        (tmp_path / "link.sqlite", "backup-onto-store"),
    ):
        assert reason(lambda target=target: carrying.backup(file_desk, target, overwrite=True)) == why  # type: ignore[misc]
    for name in ("~nobody-of-that-name/backup.sqlite", "back\0up.sqlite"):
        assert reason(lambda name=name: carrying.backup(file_desk, name)) == "file-name"  # type: ignore[misc]
        assert reason(lambda name=name: carrying.restore(file_desk.store.place, name)) == "file-name"  # type: ignore[misc]
    with pytest.raises(StoreUnavailable):
        carrying.backup(file_desk, tmp_path / ("x" * 300))
    assert files_in(tmp_path) == before


def test_folders_that_may_only_be_read(
    file_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system tells it: whoever runs the tests may be somebody who may write everywhere."""
    source = carrying.backup(file_desk, tmp_path / "source.sqlite").file
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    place = file_place(sealed / "store.sqlite")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "sealed" not in str(path) and may(path, mode))
    for attempt in (
        lambda: custody.init_store(place),
        lambda: carrying.backup(file_desk, sealed / "backup.sqlite"),
        lambda: carrying.restore(place, source),
        lambda: carrying.copy_store(file_desk.store.place, place),
    ):
        with pytest.raises(StoreReadOnly) as caught:
            attempt()
        assert str(sealed) in caught.value.params["store"]
    assert files_in(sealed) == set()


def test_a_backup_never_takes_the_place_of_a_store_in_use(file_desk: Desk, tmp_path: Path) -> None:
    other = file_place(tmp_path / "other.sqlite")
    migrate(other)
    store = Store.open(other)
    try:
        samples.set_up(store)
        with pytest.raises(StoreBusy):
            carrying.backup(file_desk, tmp_path / "other.sqlite", overwrite=True)
        with store.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM booking")).scalar_one() == 0
    finally:
        store.close()


@pytest.mark.parametrize("harm", [damage, spoil])
def test_a_damaged_store_is_not_taken_for_a_backup(
    file_desk: Desk, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    path = file_desk.store.place.path
    assert path is not None
    file_desk.store.close()
    harm(path)
    with pytest.raises(StoreDamaged) as caught:
        carrying.backup(file_desk, tmp_path / "backup.sqlite")
    assert caught.value.params["store"] == str(path)
    assert not [name for name in files_in(tmp_path) if "backup" in name]


def test_a_backup_of_a_broken_trail_says_so(desk: Desk, tmp_path: Path) -> None:
    with samples.stranger(desk.store.place) as engine, engine.begin() as connection:
        samples.tamper(connection, "UPDATE audit SET actor = 'eve' WHERE seq = 3")
    assert not carrying.backup(desk, tmp_path / "backup.sqlite").trail_intact


# --- bringing back ----------------------------------------------------------------------------------


@pytest.fixture
def backed_up(desk: Desk, tmp_path: Path) -> Path:
    """A backup of the store of each kind."""
    return carrying.backup(desk, tmp_path / "backup.sqlite").file


@pytest.fixture
def saved(file_desk: Desk, tmp_path: Path) -> Path:
    """A backup of the file; the file has gone on since."""
    file = carrying.backup(file_desk, tmp_path / "backup.sqlite").file
    samples.book(file_desk.store, "ROOM-1", start=MONDAY + timedelta(weeks=20))
    return file


def test_a_backup_is_brought_back_where_nothing_is(backed_up: Path, tmp_path: Path) -> None:
    place = file_place(tmp_path / "new" / "store.sqlite")
    result = carrying.restore(place, backed_up)
    assert result.kept is None
    assert result.upgraded_from is None
    assert result.report.clean
    assert files_in(tmp_path / "new") == {"store.sqlite"}
    assert in_one_file(tmp_path / "new" / "store.sqlite")
    assert content_of(tmp_path / "new" / "store.sqlite") == content_of(backed_up)


def test_a_backup_is_brought_back_to_a_server(backed_up: Path, postgresql_server: str) -> None:
    with stores.postgresql_database(postgresql_server) as url:
        place = place_of(url)
        assert carrying.restore(place, backed_up).kept is None
        store = Store.open(place)
        try:
            assert content(store) == content_of(backed_up)
            assert custody.check(Desk(store)).clean
            with pytest.raises(InvalidInput) as caught:
                carrying.restore(place, backed_up)
        finally:
            store.close()
        assert caught.value.reason == "restore-target-not-empty"
        assert caught.value.params["store"] == place.label


def test_the_former_content_is_kept_beside(saved: Path, file_desk: Desk, tmp_path: Path) -> None:
    place = file_desk.store.place
    former = content(file_desk.store)
    file_desk.store.close()
    result = carrying.restore(place, saved, clock=CLOCK)
    assert result.kept == tmp_path / f"store.before-restore-{STAMP}.sqlite"
    assert in_one_file(result.kept)
    assert in_one_file(tmp_path / "store.sqlite")
    assert content_of(result.kept) == former
    assert content_of(tmp_path / "store.sqlite") == content_of(saved) != former
    again = carrying.restore(place, result.kept, clock=CLOCK)
    assert again.kept == tmp_path / f"store.before-restore-{STAMP}-2.sqlite"
    assert content_of(tmp_path / "store.sqlite") == former


def test_what_was_still_in_the_log_is_kept_too(saved: Path, file_desk: Desk, tmp_path: Path) -> None:
    """A program that died left its last transactions in the -wal file."""
    path = tmp_path / "died.sqlite"
    samples.book(file_desk.store, "ROOM-1", start=MONDAY + timedelta(weeks=30))
    for ending in ("", "-wal"):
        shutil.copyfile(tmp_path / f"store.sqlite{ending}", tmp_path / f"died.sqlite{ending}")
    assert (tmp_path / "died.sqlite-wal").stat().st_size > 0
    result = carrying.restore(file_place(path), saved, clock=CLOCK)
    assert result.kept is not None
    assert content_of(result.kept) == content(file_desk.store)
    assert content_of(path) == content_of(saved)


def test_a_store_file_itself_may_serve_as_a_backup_and_is_only_read(
    saved: Path, file_desk: Desk, tmp_path: Path
) -> None:
    """Somebody copied the file of a store whose last transactions are still in its log."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(tmp_path / f"store.sqlite{ending}", folder / f"store.sqlite{ending}")
    before = (folder / "store.sqlite").read_bytes()
    carrying.restore(file_place(tmp_path / "new.sqlite"), folder / "store.sqlite")
    assert (folder / "store.sqlite").read_bytes() == before
    assert content_of(tmp_path / "new.sqlite") == content(file_desk.store) != content_of(saved)


def test_a_log_without_its_store_does_not_get_into_the_new_one(
    saved: Path, file_desk: Desk, tmp_path: Path
) -> None:
    shutil.copyfile(tmp_path / "store.sqlite-wal", tmp_path / "lost.sqlite-wal")
    assert (tmp_path / "lost.sqlite-wal").stat().st_size > 0
    carrying.restore(file_place(tmp_path / "lost.sqlite"), saved)
    assert content_of(tmp_path / "lost.sqlite") == content_of(saved)
    assert content(file_desk.store) != content_of(saved)


def test_a_store_with_other_pages_is_replaced(saved: Path, file_desk: Desk, tmp_path: Path) -> None:
    former = content(file_desk.store)
    file_desk.store.close()
    path = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        for pragma in ("journal_mode = DELETE", f"page_size = {4 * PAGE}"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.execute("VACUUM").close()
        connection.execute("PRAGMA journal_mode = WAL").close()
    result = carrying.restore(file_place(path), saved)
    assert result.kept is not None
    assert content_of(result.kept) == former
    assert content_of(path) == content_of(saved)


@pytest.mark.parametrize("doing", ["nothing", "reading", "writing"])
def test_a_store_in_use_is_not_replaced(saved: Path, file_desk: Desk, tmp_path: Path, doing: str) -> None:
    before = content(file_desk.store)

    def try_it() -> None:
        with pytest.raises(StoreBusy):
            carrying.restore(file_desk.store.place, saved)

    if doing == "nothing":
        try_it()
    else:
        with file_desk.store.reading() if doing == "reading" else file_desk.store.writing() as connection:
            connection.execute(text("SELECT 1 FROM booking"))
            try_it()
    assert content(file_desk.store) == before
    assert not [name for name in files_in(tmp_path) if "restore" in name]


def _bookmarks(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


BROKEN_BACKUPS: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("Dear diary"),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "truncated by a little": lambda path: path.write_bytes(path.read_bytes()[:-5000]),
    "damaged": damage,
    "damaged in one page": spoil,
    "a header alone": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "another program's": _bookmarks,
}


@pytest.mark.parametrize("break_it", BROKEN_BACKUPS.values(), ids=BROKEN_BACKUPS)
def test_a_broken_backup_is_refused_before_anything_is_touched(
    saved: Path, file_desk: Desk, tmp_path: Path, break_it: Callable[[Path], object]
) -> None:
    file_desk.store.close()
    break_it(saved)
    store_file = (tmp_path / "store.sqlite").read_bytes()
    before = files_in(tmp_path)
    for accept in (False, True):
        with pytest.raises(StoreDamaged) as caught:
            carrying.restore(file_desk.store.place, saved, accept_findings=accept)
        assert caught.value.params["store"] == str(saved)
    assert (tmp_path / "store.sqlite").read_bytes() == store_file
    assert files_in(tmp_path) == before


def test_a_backup_that_is_no_file(file_desk: Desk, tmp_path: Path) -> None:
    place = file_desk.store.place
    with pytest.raises(StoreMissing):
        carrying.restore(place, tmp_path / "nothing.sqlite")
    with pytest.raises(StoreDamaged):
        carrying.restore(place, tmp_path)
    assert reason(lambda: carrying.restore(place, tmp_path / "store.sqlite")) == "restore-from-itself"


def test_a_store_cannot_be_brought_back_to_a_folder(saved: Path, tmp_path: Path) -> None:
    assert reason(lambda: carrying.restore(file_place(tmp_path), saved)) == "file-is-folder"
    with pytest.raises(StoreUnavailable):
        carrying.restore(file_place(saved / "below" / "store.sqlite"), saved)


@pytest.mark.parametrize("rubbish", [b"Dear diary, " * 300, b""], ids=["text", "empty"])
def test_what_is_no_store_is_kept_and_replaced(saved: Path, tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "lost.sqlite"
    path.write_bytes(rubbish)
    (tmp_path / "lost.sqlite-wal").write_bytes(b"an orphan")
    result = carrying.restore(file_place(path), saved, clock=CLOCK)
    assert content_of(path) == content_of(saved)
    if rubbish:
        assert result.kept == tmp_path / f"lost.before-restore-{STAMP}.sqlite"
        assert result.kept.read_bytes() == rubbish


def test_a_damaged_store_is_kept_and_replaced(saved: Path, file_desk: Desk, tmp_path: Path) -> None:
    file_desk.store.close()
    path = tmp_path / "store.sqlite"
    damage(path)
    damaged = path.stat().st_size
    result = carrying.restore(file_place(path), saved, clock=CLOCK)
    assert result.kept is not None
    assert result.kept.stat().st_size == damaged
    assert content_of(path) == content_of(saved)


def test_a_backup_with_findings_is_brought_back_only_when_told(
    saved: Path, file_desk: Desk, tmp_path: Path
) -> None:
    file_desk.store.close()
    with samples.stranger(file_place(saved)) as engine, engine.begin() as connection:
        samples.tamper(connection, "UPDATE booking SET title = 'Autre' WHERE id = 1")
    before = (tmp_path / "store.sqlite").read_bytes()
    with pytest.raises(InvalidInput) as caught:
        carrying.restore(file_desk.store.place, saved)
    assert caught.value.params == {
        "reason": "backup-findings",
        "file": str(saved),
        "count": 1,
        "codes": ("subject-changed",),
    }
    assert (tmp_path / "store.sqlite").read_bytes() == before
    result = carrying.restore(file_desk.store.place, saved, accept_findings=True)
    assert result.report.totals == {"subject-changed": 1}
    assert content_of(tmp_path / "store.sqlite") == content_of(saved)


def test_an_older_backup_is_upgraded_on_the_way_and_left_as_it_is(
    saved: Path, file_desk: Desk, tmp_path: Path
) -> None:
    file_desk.store.close()
    before = saved.read_bytes()
    with samples.next_version(tmp_path):
        result = carrying.restore(file_desk.store.place, saved)
        assert result.upgraded_from == SCHEMA_HEAD
        Store.open(file_desk.store.place).close()
    assert saved.read_bytes() == before
    with pytest.raises(StoreNewer):
        carrying.restore(file_place(saved), tmp_path / "store.sqlite")


# --- moving -----------------------------------------------------------------------------------------


def test_a_store_is_copied_to_the_other_kind_and_back(
    desk: Desk, postgresql_server: str, tmp_path: Path
) -> None:
    with stores.postgresql_database(postgresql_server) as url:
        server, file = place_of(url), file_place(tmp_path / "copies" / "copy.sqlite")
        there = carrying.copy_store(desk.store.place, server)
        back = carrying.copy_store(server, file)
        assert there.rows == back.rows
        assert there.anchor == back.anchor == custody.check(desk).anchor
        assert content_of(tmp_path / "copies" / "copy.sqlite") == content(desk.store)
        assert reason(lambda: carrying.copy_store(file, server)) == "copy-target-not-empty"
        assert reason(lambda: carrying.copy_store(server, file)) == "copy-target-not-empty"


def test_a_copy_that_fails_leaves_no_file(file_desk: Desk, tmp_path: Path) -> None:
    def lose(step: str, _done: int, _total: int) -> None:
        if step == "allocation":
            raise KeyboardInterrupt

    before = files_in(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        carrying.copy_store(file_desk.store.place, file_place(tmp_path / "copy.sqlite"), progress=lose)
    with pytest.raises(StoreMissing):
        carrying.copy_store(file_place(tmp_path / "nothing.sqlite"), file_place(tmp_path / "copy.sqlite"))
    assert files_in(tmp_path) == before


# --- killed in the middle ---------------------------------------------------------------------------

BATCH = 4
"""Bookings of 20 weeks on three units that are made in one transaction."""


def write_without_end(address: str, acknowledged: Pipe) -> None:
    """Make batches of bookings and tell of each when it is committed; until somebody ends it."""
    store = Store.open(place_of(address))
    acknowledged.send("ready")
    while True:
        acknowledged.send(store.write(_book_batch))


def _book_batch(work: UnitOfWork) -> int:
    wanted = ("FERM-20", "FERM-20", "ROOM-1")
    key = 0
    for _ in range(BATCH):
        key = work.bookings.next_id()
        start = MONDAY + timedelta(weeks=60 + 52 * (key // 40), hours=4 * (key % 40))
        booking = samples.booking_of(work, wanted, start, timedelta(hours=2), 20, State.APPROVED, key)
        work.bookings.add(booking, samples.BOOKED)
    return key


def restore_without_end(address: str, first: str, second: str, told: Pipe) -> None:
    """Bring back one backup after the other; until somebody ends it."""
    told.send("ready")
    while True:
        for backup in (first, second):
            carrying.restore(place_of(address), backup)
            told.send(backup)


def killed(work: Callable[..., None], *values: str, after: float) -> list[Any]:
    """Let another process work, kill it so many seconds after it began, and return what it told until then."""
    begun = context()
    ours, theirs = begun.Pipe()
    with closing(ours):
        process = begun.Process(target=work, args=(*values, theirs))
        process.start()
        theirs.close()
        told = [ours.recv()]
        time.sleep(after)
        process.kill()
        process.join()
        process.close()
        try:
            while True:
                told.append(ours.recv())
        except EOFError:
            return told[1:]


def test_a_program_killed_while_writing_leaves_before_or_after(store_url: str) -> None:
    place = place_of(store_url)
    kills, longest = (8, 0.09) if place.is_file else (3, 0.3)
    custody.init_store(place)
    store = Store.open(place)
    samples.furnish(store)
    store.close()
    dice = random.Random(kills)
    for _ in range(kills):
        told = killed(write_without_end, store_url, after=dice.uniform(0.0, longest))
        keys, report = _state(store_url)
        assert report.clean, report.findings
        assert (len(keys) - 2) % BATCH == 0
        assert set(told) <= keys


def _state(store_url: str) -> tuple[set[int], IntegrityReport]:
    store = Store.open(place_of(store_url))
    try:
        with store.reading() as connection:
            keys = set(connection.execute(select(tables.booking.c.id)).scalars())
        return keys, custody.check(Desk(store))
    finally:
        store.close()


def test_a_program_killed_while_restoring_leaves_one_or_the_other(file_desk: Desk, tmp_path: Path) -> None:
    first = carrying.backup(file_desk, tmp_path / "first.sqlite").file
    for week in range(15):
        samples.book(file_desk.store, "ROOM-1", start=MONDAY + timedelta(weeks=60 * (week + 1)), weeks=52)
    second = carrying.backup(file_desk, tmp_path / "second.sqlite").file
    contents = (content_of(first), content_of(second))
    address = str(file_desk.store.place.path)
    file_desk.store.close()
    dice = random.Random(7)
    for _ in range(6):
        killed(restore_without_end, address, str(first), str(second), after=dice.uniform(0.0, 0.25))
        assert content_of(tmp_path / "store.sqlite") in contents
        assert _state(address)[1].clean


def test_every_error_of_the_store_names_the_store(file_desk: Desk, tmp_path: Path) -> None:
    """Whoever shows an error can say which file it is about."""
    place = file_desk.store.place
    attempts: list[Callable[[], object]] = [
        lambda: custody.init_store(file_place(tmp_path)),
        lambda: custody.migrate_store(file_place(tmp_path / "nothing.sqlite")),
        lambda: carrying.restore(place, tmp_path / "nothing.sqlite"),
        lambda: carrying.restore(place, tmp_path),
    ]
    for attempt in attempts:
        with pytest.raises(BookingError) as caught:
            attempt()
        assert caught.value.params["store"]
