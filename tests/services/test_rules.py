"""Rules through the services and the command line: refused with remedies, and with a "yes" that is one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.cli.main import main
from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.errors import CatalogueInvalid
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.rules import Severity
from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking

    Sit = Callable[[str | None], PlatformBooking]

START, END = "2026-12-02T09:00", "2026-12-02T12:00"


def rules(sit: Sit, code: str, said: str) -> None:
    sit(None).catalogue.import_text(f'[[resources]]\ncode = "{code}"\nrules = {said}\n')


def wish(*codes: str, start: str = START, end: str = END, **fields: object) -> BookingRequest:
    return BookingRequest("TP", tuple(LineRequest(code) for code in codes), start, end, **fields)  # type: ignore[arg-type]


def refusal(desk: PlatformBooking, request: BookingRequest) -> RuleRefused:
    with pytest.raises(RuleRefused) as caught:
        desk.requests.request(request)
    return caught.value


@pytest.mark.parametrize(
    ("said", "start", "end", "code"),
    [
        ("{ lead_time = 300 }", START, END, "too-soon"),
        ('{ opening = "refuse" }', "2026-12-05T22:00", "2026-12-05T23:00", "outside-opening"),
        ('{ holidays = "refuse" }', "2026-12-25T09:00", "2026-12-25T12:00", "holiday"),
        ('{ quota_person = { hours = 4, per = "week" } }', START, END, "quota-person-hours"),
    ],
)
def test_a_refusal_names_a_yes_that_is_one(sit: Sit, said: str, start: str, end: str, code: str) -> None:
    sit(None).catalogue.import_text(
        '[[platforms]]\ncode = "USP"\nopening = { mon-fri = "08:00-19:00" }\n'
    ) if ("opening" in said) else None
    if "quota" in said:
        sit("tina").requests.request(wish("SALLE", start="2026-12-01T09:00", end="2026-12-01T12:00"))
    rules(sit, "SALLE", said)
    desk = sit("tina")
    refused = refusal(desk, wish("SALLE", start=start, end=end))
    assert [item.code for item in refused.violations] == [code]
    times = [item for item in refused.alternatives if item.kind is AlternativeKind.TIME]
    assert times
    for way in times:
        other = wish("SALLE", start=way.span.start.isoformat(), end=way.span.end.isoformat())
        assert desk.requests.request(other, dry_run=True).booking.status == "approved"
    taken = times[0].span
    desk.requests.request(wish("SALLE", start=taken.start.isoformat(), end=taken.end.isoformat()))


def test_a_quota_counts_what_is_booked_but_not_the_booking_that_moves(sit: Sit) -> None:
    rules(sit, "SALLE", '{ quota_person = { count = 1, per = "week" } }')
    desk = sit("tina")
    ref = desk.requests.request(wish("SALLE")).booking.ref
    assert [
        item.code
        for item in refusal(desk, wish("SALLE", start="2026-12-03T09:00", end="2026-12-03T10:00")).violations
    ] == ["quota-person-count"]
    desk.changes.move(ref, Move("2026-12-04T09:00"))
    sit("colin").requests.request(wish("SALLE"))


def test_only_the_right_manager_sets_a_rule_aside_and_says_why(sit: Sit) -> None:
    rules(sit, "SALLE", "{ lead_time = 300 }")
    with pytest.raises(RuleRefused):
        sit("tina").requests.request(wish("SALLE"), override="urgent")
    booked = sit("mona").requests.request(wish("SALLE"), override="jury avancé")
    assert [(item.code, item.severity) for item in booked.warnings] == [("too-soon", Severity.OVERRIDE)]
    dossier = sit("mona").dossiers.dossier(booked.booking.ref)
    assert any("jury avancé" in str(item) for item in dossier.history)


def test_a_move_is_not_refused_for_what_was_so_before(sit: Sit) -> None:
    desk = sit("tina")
    ref = desk.requests.request(wish("SALLE", learners=1)).booking.ref
    rules(
        sit,
        "SALLE",
        '{ lone_worker = { value = 90, severity = "refuse" }, lead_time = { value = 100, severity = "refuse" } }',
    )
    desk.changes.move(ref, Move("2026-12-03T09:00"))
    with pytest.raises(RuleRefused) as caught:
        desk.changes.move(ref, Move("2026-11-26T09:00"))
    assert [item.code for item in caught.value.violations] == ["too-soon"]


def test_more_of_what_was_set_aside_is_asked_for_again(sit: Sit) -> None:
    desk = sit("mona")
    ref = desk.requests.request(wish("SALLE", learners=31), override="une de plus").booking.ref
    desk.changes.edit(ref, title="TP serré", learners=31)
    with pytest.raises(RuleRefused) as caught:
        desk.changes.edit(ref, learners=500)
    assert [item.code for item in caught.value.violations] == ["over-capacity"]


def test_what_was_set_aside_does_not_hide_other_times(sit: Sit) -> None:
    rules(sit, "SALLE", "{ lead_time = 5000 }")
    desk = sit("mona")
    ref = desk.requests.request(wish("SALLE"), override="urgent").booking.ref
    desk.requests.request(wish("SALLE", start="2026-12-03T09:00", end="2026-12-03T12:00"), override="urgent")
    with pytest.raises(BookingConflict) as caught:
        desk.changes.move(ref, Move("2026-12-03T10:00"))
    way = next(item for item in caught.value.alternatives if item.kind is AlternativeKind.TIME)
    assert desk.changes.move(ref, Move(way.span.start.isoformat())).booking.occurrences[0].span == way.span


def test_the_only_open_hours_in_the_middle_of_a_free_day_are_found(sit: Sit) -> None:
    sit(None).catalogue.import_text(
        '[[platforms]]\ncode = "USP"\nopening = { mon-fri = "10:00-12:00" }\nrules = { opening = "refuse" }\n'
    )
    desk = sit("tina")
    refused = refusal(desk, wish("SALLE", start="2026-12-02T20:00", end="2026-12-02T21:00"))
    found = [item.span for item in refused.alternatives if item.kind is AlternativeKind.TIME]
    assert [span.start.isoformat() for span in found] == [
        "2026-12-02T10:00:00+00:00",
        "2026-12-03T09:00:00+00:00",
    ]


def test_containment_of_what_is_booked_is_judged_anew_and_taken_back(sit: Sit) -> None:
    sit(None).catalogue.import_text('[[resources]]\ncode = "SALLE"\nbiosafety = 2\nrules = { dossier = 2 }\n')
    tina = sit("tina")
    ref = tina.requests.request(wish("SALLE")).booking.ref
    for asked, code in (
        ({"biosafety": 3, "dossier": "D-1"}, "biosafety-too-low"),
        ({"biosafety": 2}, "dossier-missing"),
    ):
        with pytest.raises(RuleRefused) as caught:
            tina.changes.edit(ref, **asked)
        assert code in [item.code for item in caught.value.violations]
    done = tina.changes.edit(ref, biosafety=2, dossier=" D-1 ")
    assert (done.booking.biosafety, done.booking.dossier) == (2, "D-1")
    with pytest.raises(RuleRefused):
        tina.changes.edit(ref, dossier="")
    tina.undoing.undo(done.undoable)
    back = tina.bookings.get(ref).booking
    assert (back.biosafety, back.dossier) == (0, "")


def test_a_series_may_leave_out_the_dates_of_which_a_rule_complains(sit: Sit) -> None:
    rules(sit, "SALLE", '{ holidays = "refuse" }')
    desk = sit("tina")
    series = wish("SALLE", start="2026-12-18T09:00", end="2026-12-18T11:00", rule="FREQ=WEEKLY;COUNT=4")
    way = refusal(desk, series).alternatives[-1]
    assert (way.kind, [day.isoformat() for day in way.skip]) == (
        AlternativeKind.SKIP,
        ["2026-12-25", "2027-01-01"],
    )
    assert len(desk.requests.request(replace(series, skip=frozenset(way.skip))).booking.occurrences) == 2


def test_nobody_is_offered_closed_hours_who_asked_for_open_ones(sit: Sit) -> None:
    sit(None).catalogue.import_text('[[platforms]]\ncode = "USP"\nopening = { mon-fri = "08:30-12:30" }\n')
    desk = sit("tina")
    desk.requests.request(wish("SALLE"))
    with pytest.raises(BookingConflict) as caught:
        desk.requests.request(wish("SALLE"))
    times = [item.span for item in caught.value.alternatives if item.kind is AlternativeKind.TIME]
    assert [span.start.isoformat() for span in times] == [
        "2026-12-03T07:30:00+00:00",
        "2026-12-04T07:30:00+00:00",
    ]


def test_mistakes_in_rules_are_told(sit: Sit) -> None:
    with pytest.raises(CatalogueInvalid) as caught:
        rules(
            sit,
            "SALLE",
            '{ lead_time = "bientôt", quota_person = { hours = 0, per = "week" }, opening = "peut-être" }',
        )
    assert [code for _, code, _ in caught.value.problems] == ["bad-rule"] * 3
    report = sit(None).catalogue.import_text('[[resources]]\ncode = "SALLE"\nrules = { lead_tme = 4 }\n')
    assert [(code, params["near"]) for _, code, params in report.warnings] == [
        ("unknown-rule-near", "lead_time")
    ]


def test_why_not_lists_what_holds_and_what_does_not(sit: Sit, capsys: pytest.CaptureFixture[str]) -> None:
    rules(sit, "SALLE", '{ lead_time = 300, quota_person = { count = 3, per = "week" } }')
    desk = sit("tina")
    place = desk.desk.store.place
    address = str(place.path) if place.path else place.url.render_as_string(hide_password=False)
    now = ["--now", desk.desk.now().isoformat()] if place.path else []
    start = (desk.desk.now() + timedelta(days=2)).isoformat()
    command = ["--store", address, "--as", "tina", *now, "--json", "explain", "--resource", "SALLE"]
    if not place.path:
        return  # a server knows only the computer's own clock
    assert main([*command, "--start", start, "--duration", "2h"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert (told["would_book"], told["conflicts"]) == (False, [])
    rule = {item["rule"]: item for item in told["checks"]}
    assert (rule["quota_person"]["ok"], rule["lead_time"]["ok"]) == (True, False)
    assert rule["lead_time"]["violation"]["who_can"] == told["who_can"] != []
    nearest = told["alternatives"][0]
    assert main([*command, "--start", nearest["start"], "--end", nearest["end"]]) == 0
    assert json.loads(capsys.readouterr().out)["would_book"] is True


def test_why_not_of_a_booking_that_is_there_says_what_would_do(sit: Sit) -> None:
    tina = sit("tina")
    ref = tina.requests.request(wish("SALLE", rule="FREQ=WEEKLY;COUNT=2")).booking.ref
    found = tina.explaining.booking(ref)
    assert (found.would_book, found.alternatives) == (True, ())
    closed = '[[closures]]\ncode = "C"\nname = "C"\nstart = 2026-12-09\nend = 2026-12-10\nplatform = "USP"\n'
    sit(None).catalogue.import_text(closed)
    found = tina.explaining.booking(ref)
    assert (found.standing, found.conflicts) == (True, ())
    span = next(item.span for item in found.alternatives if not item.skip and not item.resource)
    tina.changes.move(ref, Move(span.start.isoformat(), end=span.end.isoformat()))
    assert tina.explaining.booking(ref).would_book is True


def test_why_not_of_what_competes_names_what_is_in_the_way(sit: Sit) -> None:
    ref = sit("tina").requests.request(wish("RARE")).booking.ref
    assert sit("tina").explaining.booking(ref).would_book is True
    block = sit("mona").blocks.block("RARE", None, START, END, "maintenance", "filtre")
    found = sit("tina").explaining.booking(ref)
    assert [item.holder for item in found.conflicts] == [block.ref]
    assert found.alternatives
