"""Series changed through the command line: three scopes, seen first, done in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli import test_contract

if TYPE_CHECKING:
    from tests.cli.test_contract import Run

run = test_contract.run
WEEKS = ("--start", "2027-03-16T09:00", "--end", "2027-03-16T12:00", "--rrule", "FREQ=WEEKLY;COUNT=4")


def series(run: Run, *more: str) -> str:
    code, booked, _ = run("book", "--title", "TP", "--resource", "SALLE", *more, *WEEKS, login="tina")
    assert code == 0
    return str(booked["ref"])


def standing(booking: dict[str, Any]) -> list[str]:
    return [item["start"][:16] for item in booking["occurrences"] if item["state"] != "cancelled"]


def test_this_and_following_go_on_as_a_booking_of_their_own(run: Run) -> None:
    ref = series(run, "--resource", "BIO")
    assert run("approve", ref, login="mona")[0] == 0
    code, new, _ = run(
        "move", ref, "--occurrence", "2027-03-30", "--following", "--start", "2027-03-30T14:00", login="tina"
    )
    assert code == 0
    assert (new["continues"], new["origin"], new["refs"]) == (ref, ref, [ref, new["ref"]])
    assert standing(new) == ["2027-03-30T14:00", "2027-04-06T14:00"]
    assert new["status"] == "partly_approved", "the approval was for the morning"
    code, old, _ = run("show", ref)
    assert (old["rrule"], old["status"]) == ("FREQ=WEEKLY;UNTIL=20270323T090000", "approved")
    assert standing(old) == ["2027-03-16T09:00", "2027-03-23T09:00"]
    _, file, _ = run("ical", "export", "--booking", ref)
    assert "STATUS:CANCELLED" not in file
    assert "RECURRENCE-ID" not in file
    assert run("check")[0] == 0


def test_what_is_approved_stays_so_where_only_other_things_change(run: Run) -> None:
    ref = series(run, "--resource", "BIO")
    assert run("approve", ref, login="mona")[0] == 0
    code, new, _ = run(
        "edit",
        ref,
        "--occurrence",
        "2027-03-30",
        "--following",
        "--title",
        "Suite",
        "--add",
        "PSM:2",
        login="tina",
    )
    assert (code, new["title"], new["status"]) == (0, "Suite", "approved")
    assert new["lines"][-1] == {"resource": "PSM", "quantity": 2}
    _, shown, _ = run("show", new["ref"])
    assert {item["person"] for item in shown["decisions"]} == {"mona"}


def test_one_date_has_lines_and_a_title_of_its_own(run: Run) -> None:
    ref = series(run, "--resource", "PSM:2")
    one = ("edit", ref, "--occurrence", "2027-03-23")
    assert (
        run(*one, "--quantity", "PSM:3", "--exchange", "SALLE=ZAC1", "--title", "À part", login="tina")[0]
        == 0
    )
    code, after, _ = run("edit", ref, "--start", "2027-03-16T10:00", login="tina")
    assert code == 0
    apart = after["occurrences"][1]
    assert (apart["title"], apart["start"][:16]) == ("À part", "2027-03-23T10:00")
    used = [item["resource"] for item in apart["allocations"] if item["state"] != "cancelled"]
    assert sorted(used) == ["PSM", "PSM", "PSM", "ZAC1"]
    assert after["rrule"] == "FREQ=WEEKLY;COUNT=4"
    assert run("check")[0] == 0


def test_a_rule_keeps_adds_and_cancels(run: Run) -> None:
    ref = series(run)
    rule = ("--rrule", "FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH")
    code, seen, _ = run("edit", ref, *rule, "--dry-run", login="tina")
    assert code == 0
    counts = {kind: len(dates) for kind, dates in seen["preview"].items()}
    assert counts == {"kept": 2, "moved": 0, "added": 2, "cancelled": 2, "conflicts": 0, "alternatives": 0}
    code, after, _ = run("edit", ref, *rule, login="tina")
    assert standing(after) == ["2027-03-16T09:00", "2027-03-18T09:00", "2027-03-23T09:00", "2027-03-25T09:00"]
    code, longer, _ = run("edit", ref, "--rrule", "FREQ=WEEKLY;COUNT=3", login="tina")
    assert standing(longer) == ["2027-03-16T09:00", "2027-03-23T09:00", "2027-03-30T09:00"]


def test_dates_in_conflict_stay_as_they_are_when_told_so(run: Run) -> None:
    ref = series(run)
    taken = ("--start", "2027-03-23T15:00", "--duration", "1h")
    assert run("book", "--title", "Jury", "--resource", "SALLE", *taken, login="zoe")[0] == 0
    later = ("edit", ref, "--start", "2027-03-16T14:00")
    code, seen, _ = run(*later, "--dry-run", login="tina")
    assert code == 3
    assert [item["occurrence"] for item in seen["preview"]["conflicts"]] == ["2027-03-23"]
    assert seen["preview"]["alternatives"]
    code, _, error = run(*later, login="tina")
    assert (code, error["error"]["details"]["conflicts"][0]["occurrence"]) == (3, "2027-03-23")
    code, after, _ = run(*later, "--on-conflict", "skip", login="tina")
    assert code == 0
    assert standing(after) == ["2027-03-16T14:00", "2027-03-23T09:00", "2027-03-30T14:00", "2027-04-06T14:00"]


def test_a_version_that_is_not_there_any_more_is_refused(run: Run) -> None:
    ref = series(run)
    assert run("edit", ref, "--title", "A", "--expected-version", "1", login="tina")[0] == 0
    assert run("edit", ref, "--title", "B", "--expected-version", "1", login="tina")[0] == 3
    assert run("edit", ref, login="tina")[0] == 2
    assert run("edit", ref, "--occurrence", "2027-03-23", "--learners", "3", login="tina")[0] == 2
    assert run("edit", ref, "--remove", "PSM", login="tina")[0] == 2
