"""Campaigns through the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli import test_contract

if TYPE_CHECKING:
    from tests.cli.test_contract import Run

run = test_contract.run
CAMPAIGN = ("--resource", "SALLE", "--resource", "PSM:2@J+7/2d", "--resource", "BIO@+14d/36h")


def test_a_campaign_is_booked_through_a_clock_change(run: Run) -> None:
    code, booked, _ = run(
        "book", "--title", "CHO", *CAMPAIGN, "--start", "2027-03-23T09:00", "--duration", "3h", login="tina"
    )
    assert code == 0
    assert booked["lines"] == [
        {"resource": "SALLE", "quantity": 1},
        {"resource": "PSM", "quantity": 2, "offset": "P7D", "length": "P2D"},
        {"resource": "BIO", "quantity": 1, "offset": "P14D", "length": "P1DT12H"},
    ]
    times = {
        item["resource"]: (item["start"], item["end"]) for item in booked["occurrences"][0]["allocations"]
    }
    assert times == {
        "SALLE": ("2027-03-23T09:00:00+01:00", "2027-03-23T12:00:00+01:00"),
        "PSM": ("2027-03-30T09:00:00+02:00", "2027-04-01T09:00:00+02:00"),
        "BIO": ("2027-04-06T09:00:00+02:00", "2027-04-07T21:00:00+02:00"),
    }
    code, found, _ = run(
        "find", *CAMPAIGN, "--duration", "3h", "--from", "2027-03-22", "--to", "2027-03-26", login="tina"
    )
    assert code == 0
    assert found[0]["start"].startswith("2027-03-2")


def test_an_offset_that_is_none_is_refused(run: Run) -> None:
    code, _, error = run(
        "book",
        "--title",
        "X",
        "--resource",
        "BIO@+lundi",
        "--start",
        "2027-03-23T09:00",
        "--duration",
        "3h",
        login="tina",
    )
    assert code == 2
    assert error["error"]["details"]["reason"] == "offset-unreadable"


def test_a_template_and_next_years_course(run: Run) -> None:
    book = ("book", "--title", "CHO", *CAMPAIGN, "--start", "2027-03-23T09:00", "--duration", "3h")
    _, booked, _ = run(*book, login="tina")
    code, kept, _ = run(
        "template",
        "save",
        booked["ref"],
        "--code",
        "CHO",
        "--name",
        "Campagne",
        "--shared",
        "partner",
        login="tina",
    )
    assert code == 0
    assert kept["lines"] == booked["lines"]
    again = (
        "template",
        "book",
        "CHO",
        "--start",
        "2027-06-01T09:00",
        "--instead",
        "BIO=BIO-B",
        "--learners",
        "4",
    )
    code, made, _ = run(*again, "--dry-run", login="colin")
    assert (code, made["dry_run"], made["learners"]) == (0, True, 4)
    code, made, _ = run(*again, login="colin")
    assert (code, [line["resource"] for line in made["lines"]]) == (0, ["SALLE", "PSM", "BIO-B"])
    assert run("template", "list", login="zoe")[1] == []
    assert run("template", "show", "CHO", login="zoe")[0] == 6
    assert run("template", "edit", "CHO", "--name", "X", login="colin")[0] == 5
    assert run("template", "retire", "CHO", login="tina")[1]["active"] is False

    code, preview, _ = run("duplicate", booked["ref"], "--weeks", "52", "--dry-run", login="tina")
    assert (code, preview["fits"]) == (0, True)
    code, done, _ = run("duplicate", booked["ref"], "--start", "2028-03-23", "--weekdays-kept", login="tina")
    assert code == 0
    (copy,) = done["bookings"]
    assert copy["origin"] == booked["ref"]
    assert copy["occurrences"][0]["start"] == "2028-03-21T09:00:00+01:00"
    code, preview, _ = run(
        "duplicate", booked["ref"], "--start", "2028-03-21T10:00", "--dry-run", login="tina"
    )
    assert (code, preview["fits"]) == (3, False)
    assert preview["copies"][0]["alternatives"]
    assert run("duplicate", booked["ref"], "--start", "2028-03-21T10:00", login="tina")[0] == 3
    assert run("duplicate", booked["ref"], login="tina")[0] == 2
