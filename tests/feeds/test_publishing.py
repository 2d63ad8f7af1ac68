"""Calendars as files: stable names, one step, what is retired, what is called off, while the store changes."""

from __future__ import annotations

import json
import os
import queue
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.sharing import FeedKind
from platform_booking.feeds.publishing import Publisher
from platform_booking.services.desk import Desk
from platform_booking.services.published_folder import LIST_NAME, Wanted
from platform_booking.services.publishing import file_name
from tests.feeds.conftest import PATIENCE, Clock, asked

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.services.published_folder import PublishedFile
    from tests.services.conftest import Sit

RESOURCES = Wanted(("resource",), "full", "fr")
ONLY_FILE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Apart from the store."""
    made = tmp_path / "calendriers"
    made.mkdir()
    return made


def written(files: tuple[PublishedFile, ...]) -> list[str]:
    return [file.name for file in files if file.outcome == "written"]


def test_names_are_stable_and_legal_everywhere() -> None:
    assert file_name(FeedKind.RESOURCE, "BIO-2.a") == "resource-BIO-2.a.ics"
    assert file_name(FeedKind.PERSON, "é/..\\x@y") == "person-%C3%A9%2F..%5Cx%40y.ics"
    assert file_name(FeedKind.ALL, "") == "all.ics"


def test_a_request_that_was_published_is_called_off_for_a_month(sit: Sit, folder: Path) -> None:
    clock = Clock(sit(None).desk.now())
    app = PlatformBooking(Desk(sit(None).desk.store, None, clock))
    booking = asked(sit, "BIO")
    Publisher(app, folder, RESOURCES).publish()
    sit("mona").approvals.decline(booking.ref, "en panne")
    other = asked(sit, "BIO", day=2)
    sit("mona").approvals.decline(other.ref, "jamais publiée")
    assert written(Publisher(app, folder, RESOURCES).publish()) == ["resource-BIO.ics"]
    content = (folder / "resource-BIO.ics").read_text("utf-8")
    assert content.count("STATUS:CANCELLED") == content.count("BEGIN:VEVENT") == 1
    clock.now += timedelta(days=31)
    assert written(Publisher(app, folder, RESOURCES).publish()) == ["resource-BIO.ics"]
    assert "BEGIN:VEVENT" not in (folder / "resource-BIO.ics").read_text("utf-8")


@ONLY_FILE
def test_only_ours_is_removed_and_what_stands_is_not_touched(sit: Sit, folder: Path) -> None:
    foreign = folder / "resource-FOREIGN.ics"
    foreign.write_text("theirs")
    publisher = Publisher(sit(None), folder, RESOURCES)
    publisher.publish()
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert written(Publisher(sit(None), folder, RESOURCES).publish()) == []
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == times
    (folder / "resource-BIO.ics").unlink()
    assert written(publisher.publish()) == ["resource-BIO.ics"]
    sit(None).catalogue.import_text(
        '[[resources]]\ncode = "RARE"\nname = "Rare"\nplatform = "USP"\nactive = false\n'
    )
    assert [file.name for file in publisher.publish() if file.outcome == "removed"] == ["resource-RARE.ics"]
    listed = json.loads((folder / LIST_NAME).read_text())["files"]
    assert sorted([*listed, foreign.name, LIST_NAME]) == sorted(path.name for path in folder.iterdir())
    (folder / LIST_NAME).write_text(
        '{"files": ["../evil.ics", 3, "resource-FOREIGN.txt", "resource-OLD.ics"]}'
    )
    (folder / "resource-OLD.ics").write_text("ours")
    (folder.parent / "evil.ics").write_text("not ours")
    assert [file.name for file in publisher.publish() if file.outcome == "removed"] == ["resource-OLD.ics"]
    assert foreign.read_text() == "theirs"
    assert (folder.parent / "evil.ics").exists()


@ONLY_FILE
def test_a_crash_while_writing_leaves_the_file_as_it_was(
    sit: Sit, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = Publisher(sit(None), folder, RESOURCES)
    publisher.publish()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    asked(sit, "BIO")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(InvalidInput) as refused:
            Publisher(sit(None), folder, RESOURCES).publish()
    assert refused.value.reason == "file-unwritable"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@ONLY_FILE
def test_files_follow_the_store_while_it_is_watched(sit: Sit, folder: Path) -> None:
    publisher = Publisher(sit(None), folder, RESOURCES)
    passes: queue.Queue[tuple[PublishedFile, ...]] = queue.Queue()
    thread = threading.Thread(target=publisher.watch, args=(passes.put,))
    thread.start()
    try:
        assert "resource-BIO.ics" in written(passes.get(timeout=PATIENCE))
        booking = asked(sit, "BIO")
        assert written(passes.get(timeout=PATIENCE)) == ["resource-BIO.ics"]
        sit("mona").approvals.approve(booking.ref)
        assert written(passes.get(timeout=PATIENCE)) == ["resource-BIO.ics"]
        assert "STATUS:CONFIRMED" in (folder / "resource-BIO.ics").read_text("utf-8")
    finally:
        publisher.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()
