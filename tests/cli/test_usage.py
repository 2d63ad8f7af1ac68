"""Global options wherever they stand; mistakes of usage as sentences with the contract's exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from platform_booking.cli import main as entry
from platform_booking.cli.exit_codes import exit_code_of
from platform_booking.cli.main import main
from platform_booking.cli.usage import hoisted
from platform_booking.domain.errors import (
    BookingError,
    CatalogueInvalid,
    IllegalTransition,
    InvalidInput,
    NotFound,
    NotPermitted,
    SlotTaken,
    StaleVersion,
    StoreBusy,
    StoreNewer,
)
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from ui.launch import Start

if TYPE_CHECKING:
    from pathlib import Path

VALUED = frozenset({"--title", "--store", "--as", "--lang", "--now"})


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "PLATFORM_BOOKING_STORE", "PLATFORM_BOOKING_AS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["list", "--store", "x", "--json"], ["--store", "x", "--json", "list"]),
        (["list", "--as=me"], ["--as=me", "list"]),
        (["book", "--title", "--json"], ["book", "--title", "--json"]),
        (["show", "--", "--json"], ["show", "--", "--json"]),
        (["list", "--store"], ["--store"]),
    ],
)
def test_global_options_come_first(said: list[str], expected: list[str]) -> None:
    assert hoisted(said, VALUED) == expected


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidInput("title"), 2),
        (CatalogueInvalid(()), 2),
        (BookingConflict(()), 3),
        (StaleVersion("B", 1, 2), 3),
        (SlotTaken(), 3),
        (RuleRefused(()), 4),
        (IllegalTransition("B", "declined", "cancel"), 4),
        (NotPermitted("me", "book", "x"), 5),
        (NotFound("booking", "B"), 6),
        (StoreBusy(), 7),
        (StoreNewer(), 7),
    ],
)
def test_exit_codes(error: BookingError, code: int) -> None:
    assert exit_code_of(error) == code


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (["book", "--titel", "x"], "--titel"),
        (["book", "--title", "x"], "--resource"),
        (["show"], "REF"),
        (["list", "--store"], "--store"),
        (["bok"], "bok"),
        (["list", "--lang", "de"], "--lang"),
        (
            ["book", "--title", "T", "--resource", "R", "--start", "s", "--on-conflict", "wait"],
            "refuse, skip",
        ),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_mistakes_of_usage_name_what_is_wrong(
    said: list[str], names: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", language, *said]) == 2
    shown = capsys.readouterr()
    assert names in shown.err
    assert shown.out == ""
    assert "usage-" not in shown.err


def test_a_mistake_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["book", "--json"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert json.loads(shown.err)["error"]["details"]["option"] == "--title"


def test_a_missing_store_is_seven_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--store", str(tmp_path / "none.sqlite"), "--lang", "en", "--json"]) == 7
    document = json.loads(capsys.readouterr().err)
    assert document["error"]["code"] == "store-missing"
    assert "platform-booking init" in document["error"]["message"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Start()),
        (["--demo", "--lang", "en"], Start(language="en", demo=True)),
        (["--store", "mine.sqlite", "--as", "tina"], Start(store="mine.sqlite", login="tina")),
    ],
)
def test_without_a_command_it_opens_the_window(
    monkeypatch: pytest.MonkeyPatch, words: list[str], expected: Start
) -> None:
    monkeypatch.delenv("PLATFORM_BOOKING_STORE", raising=False)
    monkeypatch.delenv("PLATFORM_BOOKING_AS", raising=False)
    asked: list[Start] = []

    def opened(start: Start) -> int:
        asked.append(start)
        return 0

    monkeypatch.setattr("ui.start.open_window", opened)
    assert main(words) == 0
    assert asked == [expected]


def test_scripts_are_told_the_commands_instead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"]) == 0
    assert "init" in json.loads(capsys.readouterr().out)["commands"]


def test_our_own_mistake_is_one_and_leaves_a_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(entry, "_run", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["list"]) == 1
    shown = capsys.readouterr().err
    (report,) = tmp_path.iterdir()
    assert str(report) in shown
    assert "Traceback" not in shown
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", interrupted)
    assert main(["list"]) == 130


def test_a_day_with_the_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = [
        "--store",
        str(tmp_path / "demo.sqlite"),
        "--now",
        "2026-11-23T09:00+01:00",
        "--lang",
        "en",
        "--json",
    ]
    assert main(["init", "--demo", *at]) == 0
    capsys.readouterr()
    assert main(["list", *at]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"ref", "uid", "version", "title", "status", "lines", "occurrences"} <= set(listed[0])
    assert main(["init", "--demo", *at]) == 2
    capsys.readouterr()
    code = listed[0]["lines"][0]["resource"]
    wish = ["--title", "T", "--resource", code, "--start", "2027-01-12T09:00", "--duration", "3h"]
    assert main(["book", *wish, *at]) == 2
    assert json.loads(capsys.readouterr().err)["error"]["details"]["reason"] == "who-are-you"
    first = main(["book", *wish, "--as", "resp.usp", *at])
    shown = capsys.readouterr()
    assert first in {0, 3}
    assert main(["book", *wish, "--as", "resp.usp", *at]) == 3
    details = json.loads(capsys.readouterr().err)["error"]["details"]
    assert details["conflicts"][0]["resource"] == code
    assert details["conflicts"][0]["start"].endswith("+01:00")
    assert details["alternatives"]
    if first == 0:
        assert json.loads(shown.out)["ref"] == details["conflicts"][0]["with"]
    assert main(["check", *at]) == 0
    assert json.loads(capsys.readouterr().out)["clean"] is True
