"""What the platforms should know and who pays: asked for, changed, taken back, made again, published and added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli import test_contract

if TYPE_CHECKING:
    from tests.cli.test_contract import Run

run = test_contract.run
WHEN = ("--start", "2027-03-16T09:00", "--end", "2027-03-16T12:00")
SAID = "Deux poches de milieu.\nGroupe débutant, 🧫"


def test_instructions_and_funding_go_wherever_the_booking_goes(run: Run) -> None:
    code, booked, _ = run(
        *("book", "--title", "TP", "--resource", "BIO", *WHEN),
        *("--instructions", SAID, "--funding", "Plan régional"),
        login="tina",
    )
    assert (code, booked["instructions"], booked["funding"]) == (0, SAID, "Plan régional")
    ref = booked["ref"]
    code, edited, _ = run("edit", ref, "--instructions", "", "--funding", "FEDER", login="tina")
    assert (code, edited["instructions"], edited["funding"]) == (0, "", "FEDER")
    assert run("undo", ref, login="tina")[0] == 0
    assert run("show", ref)[1]["instructions"] == SAID

    assert run("template", "save", ref, "--code", "TP", "--name", "TP", login="tina")[0] == 0
    code, again, _ = run("template", "book", "TP", "--start", "2027-03-23T09:00", login="tina")
    assert (code, again["instructions"], again["funding"]) == (0, SAID, "Plan régional")
    code, copied, _ = run("duplicate", ref, "--weeks", "2", login="tina")
    assert (code, copied["bookings"][0]["instructions"]) == (0, SAID)

    exports = {
        scope: run("ical", "export", "--booking", ref, "--scope", scope)[1].replace("\r\n ", "")
        for scope in ("full", "partner", "busy")
    }
    assert {scope: "Groupe débutant" in text for scope, text in exports.items()} == {
        "full": True,
        "partner": False,
        "busy": False,
    }
    code, report, _ = run(
        *("report", "usage", "--by", "funding", "--from", "2027-03-01", "--to", "2027-04-30"), login="tina"
    )
    assert code == 0
    assert [row["name"] for row in report["rows"]] == ["Plan régional"]
    assert run("check")[0] == 0


def test_what_cannot_be_kept_is_refused(run: Run) -> None:
    for option, value in (
        ("--instructions", "x" * 2001),
        ("--instructions", "\x07"),
        ("--funding", "a\nb"),
        ("--funding", "x" * 201),
    ):
        code, _, error = run(
            "book", "--title", "TP", "--resource", "SALLE", *WHEN, option, value, login="tina"
        )
        assert (code, error["error"]["details"]["reason"]) == (2, option.removeprefix("--")), option
