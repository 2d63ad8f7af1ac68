"""The trail elsewhere: exported and verified without its store, and held to what a computer saw of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import InvalidInput, TrailDiffers
from platform_booking.services import anchors
from platform_booking.services.desk import Desk
from platform_booking.services.places import default_folder
from platform_booking.services.trail import TrailService
from platform_booking.services.trail_files import export_trail, verify_trail_file
from platform_booking.storage.integrity import Anchor
from tests.storage import samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from platform_booking.storage.unit_of_work import Store

LENGTH = 14


@pytest.fixture
def desk(store: Store) -> Desk:
    samples.furnish(store)
    return Desk(store, clock=lambda: samples.NOW)


def codes(file: Path, anchor: Anchor | None = None) -> list[str]:
    return [finding.code for finding in verify_trail_file(file, anchor=anchor).findings]


def put(line: int, text: str, lines: list[str]) -> list[str]:
    return [*lines[:line], text, *lines[line + 1 :]]


def forge(line: int, lines: list[str]) -> list[str]:
    return put(line, lines[line].replace('"actor": "', '"actor": "x'), lines)


def drop(line: int, lines: list[str]) -> list[str]:
    return lines[:line] + lines[line + 1 :]


def rewritten(file: Path, change: Callable[[list[str]], list[str]]) -> Path:
    other = file.with_name("other.jsonl")
    lines = change(file.read_text("utf-8").splitlines())
    other.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return other


def test_an_exported_trail_verifies_without_its_store(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "trail.jsonl"
    head = export_trail(desk, file)
    desk.store.close()
    report = verify_trail_file(file, anchor=head.anchor)
    assert (report.clean, report.anchor, head.entries) == (True, head.anchor, LENGTH)
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["trail.jsonl"]
    for number in range(1, LENGTH + 1):
        edited = rewritten(file, partial(forge, number))
        assert codes(edited) == ["trail-altered"]
        gone = rewritten(file, partial(drop, number))
        assert set(codes(gone)) & {"trail-gap", "trail-unlinked", "anchor-missing"}
    swapped = rewritten(file, lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]])
    assert "trail-unlinked" in codes(swapped)
    assert codes(file, Anchor(3, "0" * 64)) == ["anchor-differs"]
    assert codes(file, Anchor(LENGTH + 1, "0" * 64)) == ["anchor-missing"]


def test_a_file_that_is_no_trail_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "trail.jsonl"
    export_trail(desk, file)
    for line, text, reason in (
        (0, "{}", "trail-file"),
        (0, "[]", "trail-file"),
        (0, "Fermentation", "trail-file"),
        (2, "{}", "trail-file-line"),
        (2, '{"seq": 1', "trail-file-line"),
        (2, '"x"', "trail-file-line"),
    ):
        spoilt = rewritten(file, partial(put, line, text))
        with pytest.raises(InvalidInput) as caught:
            verify_trail_file(spoilt)
        assert caught.value.reason == reason


def test_a_trail_is_held_to_what_was_seen_of_it(desk: Desk) -> None:
    trail, place = TrailService(desk), desk.store.place
    end = trail.look_back()
    assert end == anchors.remembered(place) == trail.verify().anchor
    samples.block(desk.store, start=samples.MONDAY.replace(year=2028))
    assert trail.look_back() != end, "it goes on"
    with desk.store.writing() as connection:
        samples.tamper(connection, f"DELETE FROM audit WHERE seq > {LENGTH - 1}")
    with pytest.raises(TrailDiffers) as caught:
        trail.look_back()
    assert (caught.value.params["seq"], caught.value.params["last"]) == (LENGTH + 1, LENGTH - 1)
    assert "anchor-missing" in trail.verify().totals
    assert "anchor-missing" in trail.verify().totals, "nothing is taken for granted by looking"
    assert "anchor-missing" not in trail.verify(accept=True).totals
    assert trail.look_back() == anchors.remembered(place)


def test_notes_that_cannot_be_read_or_written_keep_nobody_from_work(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "platform-booking").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (default_folder() / anchors.FILE).write_text("[1]")
    assert TrailService(desk).look_back() is not None
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "platform-booking" / anchors.FILE))
    assert TrailService(desk).look_back() is not None
    assert "cannot be read" in caplog.text
    assert "could not be noted" in caplog.text
