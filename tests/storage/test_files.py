"""Copying and exchanging SQLite files, where somebody may come in between."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import (
    InvalidInput,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
)
from platform_booking.storage import files

if TYPE_CHECKING:
    from pathlib import Path


def database(path: Path, *names: str, journal: str = "WAL") -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}").close()
        connection.execute("CREATE TABLE thing (name TEXT)").close()
        connection.executemany("INSERT INTO thing VALUES (?)", [(name,) for name in names]).close()
    return path


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM thing")]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EROFS, StoreReadOnly),
        (errno.EACCES, StoreReadOnly),
        (errno.EIO, StoreUnavailable),
        (errno.ENOTDIR, StoreUnavailable),
    ],
)
def test_what_the_system_says_has_a_meaning(number: int, kind: type[StoreError]) -> None:
    with pytest.raises(kind) as caught, files.concerning("the store"):
        raise OSError(number, "so it is")
    assert caught.value.params == {"store": "the store", "detail": "so it is"}


def test_a_copy_holds_what_was_there_when_it_was_made(tmp_path: Path) -> None:
    source = database(tmp_path / "a", "one")
    with closing(sqlite3.connect(source, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO thing VALUES ('not yet')")
        files.copy_file(source, tmp_path / "b")
    assert names_in(tmp_path / "b") == ["one"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("b")) == ["b"]


def test_a_copy_of_a_locked_file_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = database(tmp_path / "a", "one", journal="DELETE")
    monkeypatch.setattr(files, "_PATIENCE_SECONDS", 0.1)
    with (
        closing(sqlite3.connect(source, isolation_level=None)) as writer,
        closing(sqlite3.connect(source, isolation_level=None, timeout=0)) as reader,
    ):
        reader.execute("PRAGMA schema_version").close()
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy):
            files._copy_pages(reader, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_copy_of_what_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"Dear diary, " * 100)
    with pytest.raises(StoreDamaged) as caught:
        files.copy_file(tmp_path / "a", tmp_path / "b")
    assert caught.value.params["store"] == str(tmp_path / "a")
    with pytest.raises(StoreUnavailable):
        files.copy_file(tmp_path / "nothing", tmp_path / "b")
    with pytest.raises(StoreUnavailable) as caught_target:
        files.copy_file(database(tmp_path / "c"), tmp_path / "no" / "b")
    assert not (tmp_path / "b").exists()
    assert not (tmp_path / "nothing").exists()
    assert caught_target.value.params["store"] in {str(tmp_path / "c"), str(tmp_path / "no" / "b")}


def test_a_finished_file_gets_its_name_in_one_step(tmp_path: Path) -> None:
    database(tmp_path / "draft", "new", journal="DELETE")
    (tmp_path / "target").write_text("old")
    with pytest.raises(InvalidInput):
        files.publish(tmp_path / "draft", tmp_path / "target", overwrite=False)
    assert (tmp_path / "target").read_text() == "old"
    files.publish(tmp_path / "draft", tmp_path / "target", overwrite=True)
    assert names_in(tmp_path / "target") == ["new"]
    assert not (tmp_path / "draft").exists()


def test_nobody_comes_in_while_the_content_is_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, new = database(tmp_path / "store", "old"), database(tmp_path / "new", "new")
    copy_pages, refusals = files._copy_pages, []

    def intrude(original: sqlite3.Connection, target: Path) -> None:
        copy_pages(original, target)
        for statement in ("SELECT * FROM thing", "INSERT INTO thing VALUES ('lost')"):
            with closing(sqlite3.connect(store, isolation_level=None, timeout=0)) as other:
                try:
                    other.execute(statement).close()
                except sqlite3.OperationalError as error:
                    refusals.append(str(error))

    monkeypatch.setattr(files, "_copy_pages", intrude)
    files.exchange(store, new, tmp_path / "aside")
    assert refusals == ["database is locked"] * 2
    assert names_in(store) == names_in(new) == ["new"]
    assert names_in(tmp_path / "aside") == ["old"]


def test_an_exchange_that_fails_leaves_the_old_content_and_nothing_beside(tmp_path: Path) -> None:
    store = database(tmp_path / "store", "old")
    (tmp_path / "new").write_bytes(b"Dear diary, " * 100)
    with pytest.raises(StoreDamaged):
        files.exchange(store, tmp_path / "new", tmp_path / "aside")
    assert names_in(store) == ["old"]
    assert {path.name for path in tmp_path.iterdir()} == {"store", "new"}


def test_a_file_at_rest_is_alone(tmp_path: Path) -> None:
    path = database(tmp_path / "store", "one")
    files.settle(path)
    assert path.read_bytes()[18:20] == b"\x01\x01"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL").close()
        other.execute("SELECT * FROM thing").close()
        with pytest.raises(StoreBusy):
            files.settle(path)
