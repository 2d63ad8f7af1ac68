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
