"""Deciding together on the command line: competing requests, questions, proposals, deadlines, notices."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest

from platform_booking.cli.main import main
from platform_booking.wording import Words
from tests.cli.test_contract import run

if TYPE_CHECKING:
    from tests.cli.test_contract import Run

__all__ = ["run"]
pytestmark = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
AT = ("--start", "2027-03-23T09:00", "--end", "2027-03-23T12:00")


def book(run: Run, code: str, login: str, *more: str) -> str:
    code_, document, error = run("book", "--title", "TP", "--resource", code, *AT, *more, login=login)
    assert code_ == 0, error
    return str(document["ref"])


def test_whoever_would_give_way_is_shown_before(run: Run) -> None:
    winner, loser = book(run, "RARE", "tina"), book(run, "RARE", "colin")
    code, seen, _ = run("approve", winner, "--dry-run", login="mona")
    assert (code, seen["dry_run"], seen["status"]) == (0, True, "approved")
    (item,) = seen["displaced"]
    assert (item["ref"], item["title"], item["occurrences"]) == (loser, "TP", ["2027-03-23"])
    assert {way["kind"] for way in item["alternatives"]} == {"time"}
    code, done, _ = run("approve", winner, login="mona")
    assert done["displaced"] == [loser]
    shown = run("show", loser, login="colin")[1]
    assert [found["displaced_by"] for found in shown["proposals"]] == [winner] * len(item["alternatives"])
    assert run("notices", login="colin")[1][0]["kind"] == "displaced"
    code, taken, _ = run("accept", loser, login="colin")
    assert (code, taken["status"]) == (0, "approved")
    assert run("accept", loser, login="colin")[2]["error"]["details"]["reason"] == "no-open-proposal"


def test_a_question_and_a_proposal(run: Run) -> None:
    ref = book(run, "BIO", "tina")
    assert run("ask", ref, "--message", "Quelle souche ?", login="mona")[0] == 0
    (waiting,) = run("inbox", login="mona")[1]
    assert waiting["waits_for_organiser"]
    assert waiting["deadline"] == {"at": "2027-03-23T12:00:00+01:00", "then": "expire"}
    assert run("answer", ref, "--message", "CHO", login="tina")[0] == 0
    assert run("propose", ref, login="mona")[0] == 2
    assert run("propose", ref, "--start", "2027-03-24T09:00", login="tina")[0] == 5
    code, said, _ = run("propose", ref, "--instead", "BIO-B", "--message", "Panne", login="mona")
    assert code == 0
    assert said["proposals"][0]["resources"] == [{"line": 1, "instead_of": "BIO", "resource": "BIO-B"}]
    assert run("decline-proposal", ref, "--message", "non", login="tina")[0] == 0
    assert run("propose", ref, "--start", "2027-03-24T09:00", "--dry-run", login="mona")[0] == 0
    assert run("propose", ref, "--start", "2027-03-24T09:00", login="mona")[0] == 0
    code, done, _ = run("accept", ref, login="tina")
    assert (code, done["status"], done["occurrences"][0]["start"]) == (
        0,
        "approved",
        "2027-03-24T09:00:00+01:00",
    )
    kinds = [said["kind"] for said in run("show", ref, login="tina")[1]["messages"]]
    assert kinds == ["question", "answer", "proposal", "refused", "proposal", "accepted"]


def test_several_at_once_and_some_dates(run: Run) -> None:
    refs = [
        book(run, "RARE", "tina"),
        book(run, "RARE", "colin"),
        book(run, "BIO", "tina", "--rrule", "FREQ=WEEKLY;COUNT=3"),
    ]
    code, found, _ = run("approve", *refs[1:], "B-1999-00001", login="mona")
    assert code == 3, "what would displace somebody is left, and is the first that was refused"
    assert [item["ref"] for item in found] == [refs[2], refs[1], "B-1999-00001"]
    assert [item.get("error", {}).get("code") for item in found] == [None, "conflict", "not-found"]
    code, found, _ = run("decline", *refs[:2], "--reason", "fermeture", login="mona")
    assert (code, [item["status"] for item in found]) == (0, ["declined", "declined"])
    series = book(run, "BIO-B", "tina", "--rrule", "FREQ=WEEKLY;COUNT=3")
    code, found, _ = run(
        "approve", series, "--occurrence", "2027-03-23", "--occurrence", "2027-04-06", login="mona"
    )
    assert [item["state"] for item in found["occurrences"]] == ["approved", "requested", "approved"]


def test_what_is_due_is_done_once(run: Run) -> None:
    ref = book(run, "BIO", "tina")
    later = ("--now", "2027-03-23T13:00")
    code, done, _ = run(*later, "due")
    assert (code, [(item["kind"], item["ref"]) for item in done["happened"]]) == (0, [("expired", ref)])
    assert run(*later, "due")[1] == {"happened": []}
    (told,) = run("notices", "--read", login="tina")[1]
    assert (told["kind"], told["read"]) == ("expired", False)
    assert run("notices", login="tina")[1] == []
    assert [item["read"] for item in run("notices", "--all", login="tina")[1]] == [True]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_said_in_words(run: Run, language: str, store_url: str) -> None:
    refs = [book(run, "RARE", "tina"), book(run, "RARE", "colin")]
    spoken = [
        ("mona", "ask", refs[0], "--message", "Pourquoi ?"),
        ("mona", "inbox"),
        ("tina", "answer", refs[0], "--message", "Parce que"),
        ("mona", "propose", refs[0], "--start", "2027-03-24T09:00"),
        ("mona", "approve", refs[0], "--dry-run"),
        ("tina", "decline-proposal", refs[0]),
        ("mona", "approve", refs[0]),
        ("colin", "show", refs[1]),
        ("colin", "accept", refs[1]),
        ("colin", "notices", "--read"),
        ("mona", "due"),
    ]
    out = io.StringIO()
    with redirect_stdout(out):
        for login, *words in spoken:
            assert main(["--store", store_url, "--lang", language, "--as", login, *words]) == 0, words
    shown = out.getvalue()
    said = Words(language)
    for name in ("label-displaced", "label-offered", "label-messages", "waits-for-organiser", "due-nothing"):
        assert said.text(name) in shown
    assert "{" not in shown
