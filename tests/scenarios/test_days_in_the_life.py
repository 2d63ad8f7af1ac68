"""Days in the life: what a platform manager, a trainer and a partner's coordinator do, typed as they would.

Every story ends with an examined store (see the fixture). Whoever is told no is told what would do, and takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios.telling import way, when

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.telling import House

CULTURE = "--resource BIO2L-ONI --start 2026-12-01T09:00 --duration 5d"
SORTING = "--title Tri --resource TRIEUR-UNN --start 2026-12-01T09:00 --duration 3h"
LEAK = "--start 2026-11-30T08:00 --end 2026-12-08T18:00 --reason fuite"

# --- the platform manager -----------------------------------------------------------------------------


def test_the_morning_s_requests_are_decided_with_a_reason(house: House) -> None:
    wanted = [house.books(f"formateur0{n}", f"--title Culture {CULTURE}") for n in (1, 4)]
    waiting = house.does("resp.usp", "inbox")
    assert [item["booking"]["ref"] for item in waiting] == wanted
    assert all(item["deadline"]["then"] for item in waiting)
    assert house.does("resp.usp", f"approve {wanted[0]}")["status"] == "approved"
    no = house.refused("resp.usp", f"decline {wanted[1]}", 2)
    assert no == {"reason": "reason-needed"}
    house.does("resp.usp", f"decline {wanted[1]} --reason 'Cuve réservée au concours'")
    (told,) = house.does("formateur04", "notices")
    assert (told["kind"], told["params"]["reason"]) == ("declined", "Cuve réservée au concours")
    assert house.does("resp.usp", "inbox") == []


def test_who_lacks_an_authorisation_brings_somebody_who_has_it(house: House) -> None:
    asked = "--resource PSM2-SHB --start 2026-12-02T09:00 --duration 3h"
    code, why, _ = house.tries("formateur03", f"explain {asked}")
    assert (code, why["would_book"]) == (4, False)
    (broken,) = [check["violation"] for check in why["checks"] if not check["ok"]]
    assert broken["code"] == "qualification-missing"
    assert "formateur02" in broken["remedy"]
    no = house.refused("formateur03", f"book --title Culture {asked}", 4)
    assert [item["code"] for item in no["violations"]] == ["qualification-missing"]
    with_help = house.does("formateur03", f"book --title Culture {asked} --trainer formateur02")
    assert with_help["status"] == "approved"


def test_genetically_modified_work_needs_the_right_room_and_dossier_holder(house: House) -> None:
    asked = "--title Vecteurs --resource LABOL2-UNN --start 2026-12-02T09:00 --duration 1d --learners 6"
    no = house.refused("formateur01", f"book {asked} --biosafety 3", 4)
    assert {item["code"] for item in no["violations"]} == {"biosafety-too-low", "qualification-missing"}
    assert all(item["remedy"] for item in no["violations"])
    done = house.does("formateur01", f"book {asked} --biosafety 2 --dossier DUO-123 --trainer formateur10")
    assert (done["biosafety"], done["dossier"]) == (2, "DUO-123")
    for login, step in (("resp.psm", "manager"), ("hse02", "safety")):
        (item,) = house.does(login, "inbox")
        assert item["lines"][0]["step"] == step
        house.does(login, f"approve {done['ref']}")
    assert house.looks(done["ref"])["status"] == "approved"


def test_too_many_learners_for_a_cleanroom_share_two(house: House) -> None:
    asked = "--title Habillage --start 2026-12-02T09:00 --duration 3h --learners 16 --resource ZACCD-SHB"
    no = house.refused("formateur05", f"book {asked}", 4)
    (broken,) = no["violations"]
    assert (broken["code"], broken["who_can"]) == ("over-capacity", ["resp.zac", "adj.zac"])
    assert house.does("formateur05", f"book {asked} --resource ZACCD-TRS")["learners"] == 16
    later = asked.replace("12-02", "12-03")
    forced = house.does("adj.zac", f"book {later} --override 'Visite sans habillage'")
    (entry,) = house.does("admin", f"audit list --subject booking:{forced['ref']}") or [{}]
    assert entry["reason"] == "Visite sans habillage"


def test_a_question_is_asked_and_answered_before_deciding(house: House) -> None:
    ref = house.books("formateur01", f"--title CHO {CULTURE}")
    house.does("resp.usp", f"ask {ref} --message 'Quelle souche ?'")
    assert house.does("resp.usp", "inbox")[0]["waits_for_organiser"] is True
    assert house.told("formateur01") == ["question"]
    house.does("formateur01", f"answer {ref} --message CHO-K1")
    assert house.does("resp.usp", "inbox")[0]["waits_for_organiser"] is False
    assert house.told("resp.usp") == ["answer"]
    assert house.does("resp.usp", f"approve {ref}")["status"] == "approved"


def test_a_counter_proposal_is_accepted_in_one_action(house: House) -> None:
    ref = house.books("formateur01", f"--title CHO {CULTURE}")
    house.does("resp.usp", f"propose {ref} --instead BIO2L-SHB --message 'Maintenance'")
    taken = house.does("formateur01", f"accept {ref}")
    assert (taken["status"], [line["resource"] for line in taken["lines"]]) == ("approved", ["BIO2L-SHB"])
    assert house.does("resp.usp", "inbox") == []


def test_competing_requests_are_seen_before_and_each_gets_an_offer(house: House) -> None:
    refs = [house.books(f"formateur{n}", SORTING) for n in ("10", "08", "13")]
    seen = house.does("resp.cyt", f"approve {refs[0]} --dry-run")
    assert [item["ref"] for item in seen["displaced"]] == refs[1:]
    assert house.looks(refs[1])["status"] == "requested", "a dry run decides nothing"
    assert house.does("resp.cyt", f"approve {refs[0]}")["displaced"] == refs[1:]
    got = []
    for login, ref in (("formateur08", refs[1]), ("formateur13", refs[2])):
        assert house.told(login) == ["displaced"]
        taken = house.does(login, f"accept {ref}")
        assert taken["status"] == "approved"
        got.append(taken["occurrences"][0]["start"])
    assert len(set(got)) == 2, "the same time is offered to nobody twice"


def test_a_failed_bioreactor_moves_its_campaign_in_one_step(house: House) -> None:
    ref = house.books("formateur01", f"--title CHO {CULTURE}")
    house.does("resp.usp", f"approve {ref}")
    code, seen, _ = house.tries("resp.usp", f"breakdown BIO2L-ONI {LEAK}")
    assert (code, [(item["ref"], item["proposal"]["resource"]) for item in seen["affected"]]) == (
        3,
        [(ref, "BIO2L-SHB")],
    )
    done = house.does("resp.usp", f"breakdown BIO2L-ONI {LEAK} --all")
    assert [item["done"] for item in done["affected"]] == [True]
    moved = house.looks(ref)
    assert [line["resource"] for line in moved["lines"]] == ["BIO2L-SHB"]
    assert moved["occurrences"][0]["start"].startswith("2026-12-01T09:00")
    assert house.told("formateur01")[0] == "breakdown"
    house.does("resp.usp", f"block-end {done['block']['ref']} --end 2026-12-02T12:00")


def test_a_calibration_finds_its_place_between_two_campaigns(house: House) -> None:
    for day in ("2027-01-11", "2027-02-03"):
        house.books(
            "formateur01", f"--title Campagne --resource BIO50-TRS --start {day}T09:00 --duration 10d"
        )
    calibration = "--kind calibration --reason 'Étalonnage annuel'"
    no = house.refused(
        "resp.usp", f"block BIO50-TRS --start 2027-01-20T08:00 --end 2027-01-20T12:00 {calibration}", 3
    )
    assert [item["with"] for item in no["conflicts"]] == ["B-2026-00001"]
    between = way(no, "time")
    assert between["start"] == "2027-01-22T09:00:00+01:00", "when the first campaign has been cleaned away"
    early = house.does("resp.usp", f"block BIO50-TRS {when(between)} {calibration}")
    house.does("resp.usp", f"unblock {early['ref']} --reason 'Technicien absent'")
    found = house.does(
        "resp.usp",
        "find --resource BIO50-TRS --duration 4h --from 2027-01-20 --to 2027-02-20 --between 08:00-18:00",
    )
    assert "2027-01-22" < found[0]["start"] < "2027-02-02"
    block = house.does("resp.usp", f"block BIO50-TRS {when(found[0])} {calibration}")
    assert [item["ref"] for item in house.does("resp.usp", "blocks")] == [block["ref"]]


def test_the_hours_really_used_are_counted(house: House) -> None:
    asked = "--title QPCR --resource QPCR-UNN --start 2026-11-23T09:00 --duration 3h"
    ref = house.books("formateur10", asked)
    house.now = "2026-11-23T09:10"
    house.does("formateur10", f"check-in {ref}")
    house.refused("formateur11", f"book {asked.replace('09:00', '11:30')}", 3)
    house.now = "2026-11-23T11:00"
    house.does("formateur10", f"finish {ref}")
    house.does("formateur11", f"book {asked.replace('09:00', '11:30')}")
    (row,) = house.does("resp.cq", "used-hours --from 2026-11-23 --to 2026-11-24 --by platform")
    assert (row["platform"], row["booked"]) == ("CQ", 6.0)
    assert 0 < row["used"] < 3


def test_an_authorisation_that_runs_out_counts_on_the_day_of_use(house: House) -> None:
    weekly = "--title Culture --resource PSM2-ONI --start 2026-12-08T09:00 --duration 3h --rrule"
    no = house.refused("formateur04", f"book {weekly} FREQ=DAILY;INTERVAL=5;COUNT=3", 4)
    (broken,) = no["violations"]
    assert broken["code"] == "qualification-expired"
    assert "formateur01" in broken["remedy"]
    house.does("formateur04", f"book {weekly} FREQ=WEEKLY;COUNT=2")
    later = house.does(
        "formateur04", f"book {weekly.replace('08T09', '18T14')} FREQ=DAILY;COUNT=1 --trainer formateur01"
    )
    assert later["status"] == "approved"


def test_an_authorisation_withdrawn_since_is_seen_and_a_colleague_comes_along(
    house: House, tmp_path: Path
) -> None:
    ref = house.books(
        "formateur04", "--title Culture --resource PSM2-ONI --start 2026-12-08T09:00 --duration 3h"
    )
    assert house.does("formateur04", f"explain {ref}")["would_book"] is True
    before, login, after = house.does("admin", "catalogue export")["toml"].partition('login = "formateur04"')
    file = tmp_path / "catalogue.toml"
    file.write_text(before + login + after.replace("2026-12-15", "2026-12-01", 1), encoding="utf-8")
    assert house.does("admin", f"catalogue import {file}")["updated"] == {
        "person": {"formateur04": ["qualifications"]}
    }
    code, why, _ = house.tries("formateur04", f"explain {ref}")
    (broken,) = [check["violation"] for check in why["checks"] if not check["ok"]]
    assert (code, broken["code"]) == (4, "qualification-expired")
    assert "formateur01" in broken["remedy"]
    house.does("formateur04", f"edit {ref} --add @formateur01")
    assert house.does("formateur04", f"explain {ref}")["would_book"] is True


# --- the trainer --------------------------------------------------------------------------------------


def test_a_week_for_sixteen_learners_is_built_in_one_request(house: House) -> None:
    bundle = (
        "--resource COURS-ONI --resource BIO2L-ONI:2 --resource PSM2-ONI:4 --trainer formateur02"
        " --start 2026-12-08T09:00 --duration 4h --learners 16"
    )
    house.books("formateur03", "--title Cours --resource COURS-ONI --start 2026-12-08T08:00 --duration 2h")
    no = house.refused("formateur01", f"book --title 'TP culture' {bundle}", 3)
    assert [item["resource"] for item in no["conflicts"]] == ["COURS-ONI"]
    other = way(no, "resource")
    booked = house.does(
        "formateur01",
        f"book --title 'TP culture' {bundle.replace(other['instead_of'], other['resource'])}",
    )
    assert booked["status"] == "partly_approved"
    held = [(item["resource"], item["unit"]) for item in booked["occurrences"][0]["allocations"]]
    assert len(held) == len(set(held)) == 8
    awaited = house.looks(booked["ref"])["awaiting"]
    assert [(item["resource"], item["who_can"][0]) for item in awaited] == [("BIO2L-ONI", "resp.usp")]
    busy = "--title Autre --trainer formateur02 --resource COURS-TRS --start 2026-12-08T10:00 --duration 1h"
    no = house.refused("formateur03", f"book {busy}", 3)
    assert [item["resource"] for item in no["conflicts"]] == ["@formateur02"]
    free = way(no, "time")
    house.does("formateur03", f"book {busy.partition(' --start')[0]} {when(free)}")


def test_weeks_common_to_three_sites_are_booked_as_found(house: House) -> None:
    lines = "--resource COURS-ONI --resource ZACCD-SHB --resource HPLC-TRS --trainer formateur05"
    house.books("formateur07", "--title HPLC --resource HPLC-TRS --start 2027-01-12T08:00 --duration 10h")
    best = house.does(
        "formateur01",
        f"find {lines} --duration 3h --from 2027-01-04 --to 2027-02-28 --weekdays tue"
        " --between 08:00-18:00 --sessions 4 --learners 8",
    )[0]
    assert len(best["sessions"]) == 4
    skipped = "".join(f" --except {day}" for day in best["except"])
    first = best["sessions"][0]
    booked = house.does(
        "formateur01",
        f"book --title Parcours {lines} {when(first)} --rrule '{best['rrule']}'{skipped} --learners 8",
    )
    assert [(item["start"], item["end"]) for item in booked["occurrences"]] == [
        (item["start"], item["end"]) for item in best["sessions"]
    ]
    assert booked["skipped"] == []


def test_last_year_s_course_is_copied_past_what_is_taken(house: House) -> None:
    course = "--title Cours --resource COURS-ONI --start 2027-01-05T09:00 --duration 3h"
    ref = house.books("formateur01", f"{course} --rrule FREQ=WEEKLY;COUNT=3 --learners 20")
    house.books("formateur04", course.replace("2027-01-05", "2028-01-11"))
    code, seen, _ = house.tries("formateur01", f"duplicate {ref} --weeks 52 --dry-run")
    assert (code, seen["fits"]) == (3, False)
    dates = [(item["date"], bool(item["conflicts"])) for item in seen["copies"][0]["dates"]]
    assert dates == [("2028-01-04", False), ("2028-01-11", True), ("2028-01-18", False)]
    no = house.refused("formateur01", f"duplicate {ref} --weeks 52", 3)
    assert no["alternatives"]
    (copy,) = house.does("formateur01", f"duplicate {ref} --weeks 52 --on-conflict skip")["bookings"]
    assert (copy["origin"], copy["learners"], len(copy["occurrences"])) == (ref, 20, 2)


def test_more_learners_move_to_a_larger_room(house: House) -> None:
    ref = house.books(
        "formateur01",
        "--title Cours --resource COURS-ONI --start 2026-12-08T09:00 --duration 3h --learners 28",
    )
    assert house.does("formateur01", f"edit {ref} --learners 30")["learners"] == 30
    no = house.refused("formateur01", f"edit {ref} --learners 40", 4)
    assert [(item["code"], bool(item["remedy"])) for item in no["violations"]] == [("over-capacity", True)]
    assert house.looks(ref)["learners"] == 30
    larger = house.does("formateur01", f"edit {ref} --learners 40 --exchange COURS-ONI=AMPHI-ONI")
    assert (larger["learners"], larger["status"]) == (40, "requested")
    assert house.does("resp.sal", f"approve {ref}")["status"] == "approved"


def test_a_date_is_swapped_with_a_colleague_who_is_free(house: House) -> None:
    ref = house.books(
        "formateur01",
        "--title TP --resource PSM2-ONI:2 --trainer formateur02 --start 2027-01-05T09:00 --duration 3h"
        " --rrule FREQ=WEEKLY;COUNT=3",
    )
    house.books(
        "formateur13",
        "--title Jury --resource COURS-BRE --trainer formateur13 --start 2027-01-12T10:00 --duration 1h",
    )
    swap = f"edit {ref} --occurrence 2027-01-12 --exchange @formateur02=@formateur"
    no = house.refused("formateur01", f"{swap}13", 3)
    assert [item["with"] for item in no["conflicts"]] == ["B-2026-00002"]
    assert way(no, "time")["start"] == "2027-01-12T11:00:00+01:00"
    swapped = house.does("formateur01", f"{swap}10")
    people = [
        [
            item["resource"]
            for item in date["allocations"]
            if item["resource"].startswith("@") and item["state"] == "approved"
        ]
        for date in swapped["occurrences"]
    ]
    assert people == [["@formateur02"], ["@formateur10"], ["@formateur02"]]


def test_a_series_changes_at_one_date_from_one_on_and_throughout(house: House) -> None:
    ref = house.books(
        "formateur01",
        "--title Cours --resource COURS-ONI --start 2027-01-05T09:00 --duration 3h"
        " --rrule FREQ=WEEKLY;COUNT=5",
    )
    house.does("formateur01", f"move {ref} --occurrence 2027-01-12 --start 2027-01-13T14:00")
    split = house.does(
        "formateur01", f"move {ref} --occurrence 2027-01-26 --following --start 2027-01-28T09:00"
    )
    assert (split["continues"], split["origin"]) == (ref, ref)
    assert [item["start"][:16] for item in split["occurrences"]] == ["2027-01-28T09:00", "2027-02-04T09:00"]
    house.does("formateur01", f"edit {ref} --title 'Cours magistral'")
    house.does("formateur01", f"move {ref} --start 2027-01-05T10:00")
    dates = [item for item in house.looks(ref)["occurrences"] if item["state"] == "approved"]
    assert [item["start"][:16] for item in dates] == [
        "2027-01-05T10:00",
        "2027-01-13T15:00",
        "2027-01-19T10:00",
    ]
    assert house.looks(split["ref"])["title"] == "Cours"
    house.does("formateur01", f"cancel {split['ref']} --reason 'Fin du module'")
    house.does(
        "formateur04", "book --title Autre --resource COURS-ONI --start 2027-01-28T09:00 --duration 3h"
    )


def test_a_campaign_is_begun_again_from_its_template(house: House) -> None:
    steps = "--resource COURS-ONI --resource BIO2L-ONI@D+7/5d --resource CHROMLAB-ONI@D+14/4h"
    ref = house.books(
        "formateur01", f"--title CHO {steps} --start 2027-03-15T09:00 --duration 3h --learners 3"
    )
    house.does("formateur01", f"template save {ref} --code CHO --name 'Campagne CHO' --shared partner")
    house.books("formateur10", "--title Pilote --resource BIO2L-ONI:2 --start 2027-05-31T09:00 --duration 2d")
    no = house.refused("formateur04", "template book CHO --start 2027-05-24T09:00", 3)
    assert {item["resource"] for item in no["conflicts"]} == {"BIO2L-ONI"}
    other = way(no, "resource")
    again = house.does(
        "formateur04",
        f"template book CHO --start 2027-05-24T09:00 --instead {other['instead_of']}={other['resource']}",
    )
    began = {item["resource"]: item["start"] for item in again["occurrences"][0]["allocations"]}
    assert began == {
        "COURS-ONI": "2027-05-24T09:00:00+02:00",
        other["resource"]: "2027-05-31T09:00:00+02:00",
        "CHROMLAB-ONI": "2027-06-07T09:00:00+02:00",
    }


def test_a_cancellation_is_offered_to_who_waits(house: House) -> None:
    asked = "--title Immersion --resource RV-ONI --start 2026-12-01T09:00 --duration 3h"
    ref = house.books("formateur01", asked)
    no = house.refused("formateur04", f"book {asked}", 3)
    assert way(no, "time")
    wish = house.does("formateur04", f"wait {asked}")
    assert (wish["state"], wish["place"]) == ("waiting", 1)
    house.does("formateur01", f"cancel {ref} --reason 'Casques en révision'")
    house.refused("formateur07", f"book {asked}", 3)
    (offer,) = house.does("formateur04", "offers")
    assert (offer["ref"], house.told("formateur04")) == (wish["ref"], ["slot-offered"])
    taken = house.does("formateur04", f"accept-offer {wish['ref']}")
    assert (taken["state"], taken["booking"]["status"]) == ("taken", "approved")


def test_a_pool_makes_room_without_changing_anybody_s_time(house: House) -> None:
    look = "--title Image --resource FLUO-UNN --start 2026-12-08T"
    house.books("formateur10", f"{look}09:00 --duration 2h")
    house.books("formateur11", f"{look}09:00 --duration 4h")
    mover = house.books("formateur13", f"{look}13:30 --duration 3h")
    long = f"book {look}11:30 --duration 7h"
    assert house.does("formateur02", f"{long} --dry-run")["reassigned"][0]["ref"] == mover
    (moved,) = house.does("formateur02", long)["reassigned"]
    assert (moved["ref"], moved["unit_from"], moved["unit_to"]) == (mover, "1", "2")
    assert house.looks(mover)["occurrences"][0]["start"].startswith("2026-12-08T13:30")
    assert house.told("formateur13") == ["unit-changed"]
    house.refused("formateur03", f"{long}", 3)


# --- the partner's coordinator ------------------------------------------------------------------------


def test_a_quota_names_the_week_in_which_it_is_kept(house: House) -> None:
    house.books(
        "formateur01",
        "--title Cyto --resource CYTO-UNN --start 2026-12-07T09:00 --duration 8h --rrule FREQ=DAILY;COUNT=3",
    )
    no = house.refused(
        "formateur01", "book --title Cyto --resource CYTO-REN --start 2026-12-10T09:00 --duration 4h", 4
    )
    (broken,) = no["violations"]
    assert (broken["code"], broken["who_can"]) == ("quota-person-hours", ["resp.cyt", "adj.cyt"])
    assert "24\N{NO-BREAK SPACE}h déjà réservées, 4\N{NO-BREAK SPACE}h demandées" in broken["message"]
    other_week = way(no, "time")
    assert other_week["start"] >= "2026-12-14"
    house.does("formateur01", f"book --title Cyto --resource CYTO-REN {when(other_week)}")


def test_a_closure_is_kept_and_a_holiday_said(house: House) -> None:
    course = "--title Cours --resource COURS-ONI"
    no = house.refused("formateur01", f"book {course} --start 2026-12-21T09:00 --duration 3h", 4)
    assert [item["code"] for item in no["violations"]] == ["closed"]
    reopened = way(no, "time")
    assert reopened["start"].startswith("2027-01-04")
    assert house.does("formateur01", f"book {course} {when(reopened)}")["warnings"] == []
    monday = house.does("formateur01", f"book {course} --start 2027-05-17T09:00 --duration 3h")
    assert [item["code"] for item in monday["warnings"]] == ["holiday"]


def test_a_coordinator_steps_in_for_the_own_partner_only(house: House) -> None:
    ref = house.books(
        "formateur01", "--title Cours --resource COURS-ONI --start 2026-12-08T09:00 --duration 3h"
    )
    no = house.refused("coord.sillon", f"cancel {ref} --reason Grève", 5)
    assert no["who_may"] == ["formateur01", "admin", "coord.oniris"]
    assert house.does("coord.oniris", f"cancel {ref} --reason Grève")["status"] == "cancelled"


def test_every_calendar_can_be_taken_along(house: House, tmp_path: Path) -> None:
    ref = house.books(
        "formateur01",
        "--title 'Cours secret' --resource COURS-ONI --trainer formateur02 --start 2026-12-08T09:00"
        " --duration 3h --rrule FREQ=WEEKLY;COUNT=2",
    )
    house.books("formateur05", "--title Ailleurs --resource COURS-SHB --start 2026-12-08T09:00 --duration 3h")
    file = tmp_path / "out.ics"
    whose = ("--resource COURS-ONI", "--person formateur02", "--partner ONIRIS", f"--booking {ref}")
    for one in whose:
        house.does("coord.oniris", f"ical export {one} -o {file}")
        text = file.read_text(encoding="utf-8")
        assert "Cours secret" in text, one
        assert "Ailleurs" not in text, one
    house.does("coord.oniris", f"ical export --platform SAL --scope busy -o {file}")
    text = file.read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in text
    assert "Cours secret" not in text
    assert "Ailleurs" not in text
