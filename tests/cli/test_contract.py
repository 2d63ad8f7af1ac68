"""The command line as scripts use it: exit codes, one JSON document, times with offsets."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, Any, Any]]

NOW = "2026-11-23T10:00"


def _document(stream: io.TextIOWrapper) -> Any:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    text = buffer.getvalue().decode()
    return json.loads(text) if text.strip().startswith(("{", "[")) else text


@pytest.fixture
def run(catalogued: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with --json on a store with a small catalogue; gives exit code, document and error."""
    monkeypatch.delenv("PLATFORM_BOOKING_STORE", raising=False)
    monkeypatch.delenv("PLATFORM_BOOKING_AS", raising=False)

    def call(*words: str, login: str | None = None) -> tuple[int, Any, Any]:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        who = ["--as", login] if login else []
        try:
            code = main(["--store", catalogued, "--json", *who, *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out.flush()
        err.flush()
        return code, _document(out), _document(err)

    return call


SESSION = ("book", "--title", "TP", "--resource", "SALLE", "--resource", "BIO", "--resource", "PSM:2")
WHEN = ("--start", "2027-03-23T09:00", "--end", "2027-03-23T12:00", "--rrule", "FREQ=WEEKLY;COUNT=2")


def test_a_session_from_request_to_export(run: Run, tmp_path: Path) -> None:
    code, booking, _ = run(*SESSION, *WHEN, "--learners", "12", login="tina")
    assert code == 0
    assert booking["lines"] == [
        {"resource": "SALLE", "quantity": 1},
        {"resource": "BIO", "quantity": 1},
        {"resource": "PSM", "quantity": 2},
    ]
    starts = [item["start"] for item in booking["occurrences"]]
    assert starts == ["2027-03-23T09:00:00+01:00", "2027-03-30T09:00:00+02:00"]
    assert booking["status"] == "partly_approved"
    ref = booking["ref"]
    assert [item["booking"]["ref"] for item in run("inbox", login="mona")[1]] == [ref]
    code, approved, _ = run("approve", ref, login="mona")
    assert (code, approved["status"]) == (0, "approved")
    moved = run("move", ref, "--occurrence", "2027-03-30", "--start", "2027-03-31T09:00", login="tina")[1]
    assert moved["occurrences"][1]["date"] == "2027-03-30"
    assert moved["occurrences"][1]["start"] == "2027-03-31T09:00:00+02:00"
    cancelled = run("cancel", ref, "--occurrence", "2027-03-23", "--reason", "malade", login="tina")[1]
    assert cancelled["occurrences"][0]["state"] == "cancelled"
    assert run("show", ref)[1]["version"] == 4
    file = tmp_path / "out.ics"
    assert run("ical", "export", "--booking", ref, "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run("check")[0] == 0
    assert run("audit", "verify")[0] == 0
    trail = str(tmp_path / "trail.jsonl")
    assert run("audit", "export", "-o", trail)[1]["entries"] == len(run("audit", "list")[1])
    assert run("audit", "verify", trail)[1]["clean"]
    for command in (("list",), ("verify",), ("export", "-o", trail)):
        assert run("audit", *command, login="tina")[0] == 0, "a file is open to whoever holds it"
    assert len(run("list", "--person", "tina")[1]) == 1


def test_a_conflict_names_the_holder_and_the_ways_out(run: Run) -> None:
    run(*SESSION, *WHEN, login="tina")
    code, out, error = run(
        "book",
        "--title",
        "X",
        "--resource",
        "BIO",
        "--start",
        "2027-03-23T10:00",
        "--duration",
        "1h",
        login="colin",
    )
    assert (code, out) == (3, "")
    (conflict,) = error["error"]["details"]["conflicts"]
    assert set(conflict) >= {"resource", "unit", "occurrence", "kind", "with", "start", "end"}
    assert (conflict["kind"], conflict["occurrence"]) == ("hard", "2027-03-23")
    ways = error["error"]["details"]["alternatives"]
    assert {"resource", "time"} <= {way["kind"] for way in ways}
    time = next(way for way in ways if way["kind"] == "time")
    taken = ("book", "--title", "X", "--resource", "BIO", "--start", time["start"], "--end", time["end"])
    assert run(*taken, login="colin")[0] == 0


@pytest.mark.parametrize(
    ("code", "login", "words"),
    [
        pytest.param(2, "tina", ("book", "--title", "X"), id="options missing"),
        pytest.param(2, "tina", ("frobnicate",), id="no such command"),
        pytest.param(2, "tina", (*SESSION, "--start", "soon", "--duration", "1h"), id="nonsense date"),
        pytest.param(
            2, "tina", (*SESSION, "--start", "2027-01-05T09:00", "--duration", "-1h"), id="negative length"
        ),
        pytest.param(2, None, (*SESSION, *WHEN), id="nobody asks"),
        pytest.param(4, "tina", (*SESSION, *WHEN, "--learners", "99"), id="a rule says no"),
        pytest.param(
            5,
            "tina",
            (
                "block",
                "PSM",
                "--start",
                "2027-01-05",
                "--end",
                "2027-01-06",
                "--kind",
                "closure",
                "--reason",
                "x",
            ),
            id="not permitted",
        ),
        pytest.param(6, "tina", ("show", "B-2026-99999"), id="unknown ref"),
        pytest.param(6, "nobody", (*SESSION, *WHEN), id="unknown person"),
        pytest.param(6, "nobody", ("list",), id="unknown person who looks"),
        pytest.param(6, "nobody", ("ical", "export"), id="unknown person who takes along"),
        pytest.param(6, "tina", ("book", "--title", "X", "--resource", "NOPE", *WHEN), id="unknown resource"),
    ],
)
def test_exit_codes(run: Run, code: int, login: str | None, words: tuple[str, ...]) -> None:
    found, out, error = run(*words, login=login)
    assert (found, out) == (code, "")
    assert set(error["error"]) == {"code", "message", "details"}
    assert run("list")[1] == []


def test_found_slots_can_be_booked(run: Run) -> None:
    run(*SESSION, *WHEN, login="tina")
    find = ("find", "--resource", "BIO", "--resource", "SALLE", "--duration", "2h", "--from", "2027-03-23")
    code, slots, _ = run(*find, "--to", "2027-03-26", "--between", "08:00-18:00")
    assert code == 0
    first = slots[0]["sessions"][0]
    book = ("book", "--title", "X", "--resource", "BIO", "--resource", "SALLE")
    assert run(*book, "--start", first["start"], "--end", first["end"], login="tina")[0] == 0


def test_a_backup_comes_back(run: Run, tmp_path: Path) -> None:
    run(*SESSION, *WHEN, login="tina")
    backup = tmp_path / "backup.sqlite"
    assert run("backup", str(backup))[0] == 0
    copied = tmp_path / "copy.sqlite"
    assert run("copy", "--to", str(copied))[0] == 0
    assert run("audit", "list")[1][-1]["subject"].startswith("booking:")


def test_a_search_gives_reasons_units_and_a_map(run: Run) -> None:
    find = ("find", "--resource", "BIO|BIO-B", "--resource", "PSM:2", "--trainer", "tina", "--duration", "2h")
    period = ("--from", "2026-12-01", "--to", "2026-12-31", "--weekdays", "tue", "--between", "08:00-12:00")
    code, found, _ = run(*find, *period, "--sessions", "3")
    assert code == 0
    best = found[0]
    assert set(best) >= {"start", "end", "sessions", "reasons", "units", "lines", "rrule", "except"}
    assert best["units"][1] == {"resource": "PSM", "units": ["1", "2"]}
    assert best["rrule"] == "FREQ=WEEKLY;COUNT=3"
    assert {"code": "every-week", "caution": False} in [
        {"code": item["code"], "caution": item["caution"]} for item in best["reasons"]
    ]
    code, whole, _ = run(*find, *period, "--sessions", "6", "--map")
    assert (code, whole["proposals"]) == (0, [])
    assert whole["map"]["hours"] == ["08:00", "09:00", "10:00"]
    assert whole["map"]["days"][0] == {"date": "2026-12-01", "shares": [1.0, 1.0, 1.0]}
    assert {miss["kind"] for miss in whole["shortfall"]["nearest"]} == {"sessions", "days"}
    assert (
        run("find", "--resource", "A||B", "--duration", "2h", "--from", "2026-12-01", "--to", "2026-12-02")[0]
        == 2
    )


def test_who_makes_room_in_a_pool_is_said(run: Run) -> None:
    def book(start: str, end: str, units: int = 3, *more: str) -> tuple[int, Any, Any]:
        when = ("--start", f"2027-03-23T{start}", "--end", f"2027-03-23T{end}")
        return run("book", "--title", "TP", "--resource", f"PSM:{units}", *when, *more, login="tina")

    early = book("08:00", "10:00")[1]["ref"]
    wall = book("10:00", "11:00")[1]["ref"]
    late = book("10:00", "12:00", 1)[1]["ref"]
    assert run("cancel", wall, "--reason", "libre", login="tina")[0] == 0
    assert "reassigned" not in book("12:00", "13:00")[1]
    _, dry, _ = book("08:00", "12:00", 1, "--dry-run")
    code, booked, _ = book("08:00", "12:00", 1)
    assert code == 0
    assert booked["reassigned"] == dry["reassigned"]
    (moved,) = booked["reassigned"]
    assert moved.pop("ref") in (early, late)
    assert moved.pop("unit_from") != moved.pop("unit_to")
    assert moved == {"resource": "PSM", "occurrence": "2027-03-23"}
    assert book("09:00", "11:00", 1)[0] == 3
    assert run("check")[0] == 0


def test_a_store_moves_with_everything_and_backups_rotate(run: Run, migrated: str, tmp_path: Path) -> None:
    ref = run(*SESSION, *WHEN, login="tina")[1]["ref"]
    run("approve", ref, login="mona")
    file = tmp_path / "moved.sqlite"
    code, moved, _ = run("copy", "--to", str(file))
    assert (code, moved["trail_intact"]) == (0, True)
    assert moved["hashes"].keys() == moved["rows"].keys()
    questions = (
        ("list",),
        ("show", ref),
        ("ical", "export", "--booking", ref),
        ("audit", "list"),
        ("audit", "verify"),
    )
    here = [run(*question)[:2] for question in questions]
    for question, answer in zip(questions, here, strict=True):
        assert run("--store", str(file), *question)[:2] == answer
    code, _, error = run("copy", "--to", str(file))
    assert (code, error["error"]["details"]["table"]) == (2, "audit")
    code, made, _ = run("backup", "--to", str(tmp_path), "--keep", "1")
    assert (code, made["kept"], made["removed"]) == (0, [made["file"]], [])
    assert run("restore", made["file"])[0] == (0 if migrated.endswith(".sqlite") else 2)
    assert run("backup", "--keep", "3")[2]["error"]["code"] == "invalid-input"
