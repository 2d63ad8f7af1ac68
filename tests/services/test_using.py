"""On the day: who comes, who is done, who does not turn up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotPermitted
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.series import LineEdit, SeriesEdit, SeriesService

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

RULES = """
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
turnaround = 30
rules = { check_in = true, no_show_after = 30 }
"""
ASKING = """
[[platforms]]
code = "ZAC"
name = "Zones"
host = "CHU"
managers = ["zoe"]
rules = { check_in = true }
"""
QUALIFIED = """
[[qualifications]]
code = "Z"
name = "Habillage"
[[resources]]
code = "PSM"
name = "PSM"
platform = "ZAC"
units = 4
requires = ["Z"]
{rules}
"""
START = datetime.fromisoformat("2026-12-01T09:00+01:00")


def booked(sit: Sit, quantity: int = 4) -> Booking:
    sit(None).catalogue.import_text(RULES)
    wanted = BookingRequest("TP", (LineRequest("PSM", quantity),), START, START + timedelta(hours=3))
    return sit("tina").requests.request(wanted).booking


def at(sit: Sit, login: str | None, minutes: int) -> PlatformBooking:
    """Somebody at the desk so many minutes after the start."""
    return PlatformBooking(Desk(sit(None).desk.store, login, fixed_clock(START + timedelta(minutes=minutes))))


def test_an_early_finish_gives_the_rest_to_others_after_the_turnaround(sit: Sit) -> None:
    booking = booked(sit)
    with pytest.raises(RuleRefused):
        at(sit, "tina", -31).using.check_in(booking.ref)
    with pytest.raises(NotPermitted):
        at(sit, "sam", -30).using.check_in(booking.ref)
    assert at(sit, "tina", -30).using.check_in(booking.ref).booking.status == "in_use"
    done = at(sit, "tina", 60).using.finish(booking.ref)
    assert done.booking.status == "completed"
    assert {item.actual_until for item in done.booking.allocations} == {START + timedelta(hours=1)}
    colin = at(sit, "colin", 60)
    soon = START + timedelta(minutes=80)
    line = (LineRequest("PSM", 1),)
    with pytest.raises(BookingConflict):
        colin.requests.request(BookingRequest("Trop tôt", line, soon, soon + timedelta(hours=1)))
    free = START + timedelta(minutes=90)
    other = colin.requests.request(BookingRequest("Libre", line, free, free + timedelta(hours=1)))
    with pytest.raises(BookingConflict):
        at(sit, "tina", 61).undoing.undo(done.undoable)
    colin.undoing.undo(other.undoable)
    undone = at(sit, "tina", 62).undoing.undo(done.undoable)
    assert undone.bookings[0].status == "in_use"
    assert check(sit(None).desk).clean


def test_time_completes_what_is_in_use_and_gives_back_what_nobody_came_for(sit: Sit) -> None:
    used, missed = booked(sit, 2), booked(sit, 2)
    at(sit, "zoe", 5).using.check_in(used.ref)
    assert at(sit, None, 29).due.run().happened == ()
    assert [(item.kind, item.ref) for item in at(sit, None, 30).due.run().happened] == [
        ("no-show", missed.ref)
    ]
    assert [notice.kind for notice in sit("tina").notices.list()] == ["no-show"]
    assert [(item.kind, item.ref) for item in at(sit, None, 180).due.run().happened] == [
        ("completed", used.ref)
    ]
    assert at(sit, None, 200).due.run().happened == ()
    statuses = [sit(None).bookings.get(item.ref).booking.status for item in (used, missed)]
    assert statuses == ["completed", "no_show"]


def test_where_check_in_is_asked_for_nobody_is_waited_for_beyond_an_hour(sit: Sit) -> None:
    """A platform may ask for it; one of its resources need not."""
    booked(sit, 1)
    sit(None).catalogue.import_text(
        ASKING + '[[resources]]\ncode = "PSM"\nname = "PSM"\nplatform = "ZAC"\nrules = { check_in = false }\n'
    )
    assert at(sit, None, 170).due.run().happened == ()
    sit(None).catalogue.import_text(
        '[[resources]]\ncode = "PSM"\nname = "PSM"\nplatform = "ZAC"\nrules = {}\n'
    )
    assert at(sit, None, 59).due.run().happened == ()
    assert [item.kind for item in at(sit, None, 60).due.run().happened] == ["no-show"]


def test_a_no_show_is_noted_within_a_week_of_the_end(sit: Sit) -> None:
    booking = booked(sit)
    week = 7 * 24 * 60
    (date,) = booking.occurrences
    assert "no-show" in at(sit, "zoe", week + 179).dossiers.dossier(booking.ref).allowed_on(date.number)
    assert "no-show" not in at(sit, "zoe", week + 180).dossiers.dossier(booking.ref).allowed_on(date.number)
    with pytest.raises(RuleRefused):
        at(sit, "zoe", week + 180).using.no_show(booking.ref)
    assert at(sit, "zoe", week + 179).using.no_show(booking.ref).booking.status == "no_show"


def test_whoever_comes_without_the_authorisation_is_warned_or_refused(sit: Sit) -> None:
    booking = booked(sit)
    assert at(sit, "zoe", 0).dossiers.dossier(booking.ref).lapsed == {}
    sit(None).catalogue.import_text(QUALIFIED.format(rules=""))
    (lapsed,) = at(sit, "zoe", 0).dossiers.dossier(booking.ref).lapsed[1]
    explained = [
        check.violation for check in sit("zoe").explaining.booking(booking.ref).checks if not check.ok
    ]
    assert lapsed in explained
    came = at(sit, "tina", 0).using.check_in(booking.ref)
    assert came.booking.status == "in_use"
    assert [item.code for item in came.missing] == ["qualification-missing"]
    at(sit, "tina", 1).undoing.undo(came.undoable)
    sit(None).catalogue.import_text(QUALIFIED.format(rules='rules = { qualification = "refuse" }'))
    assert "check-in" not in at(sit, "tina", 2).dossiers.dossier(booking.ref).allowed_on(1)
    with pytest.raises(RuleRefused) as refusal:
        at(sit, "tina", 2).using.check_in(booking.ref, override="pressée")
    (missing,) = refusal.value.violations
    assert "zoe" in missing.who_can, "who may let it be used is named"
    assert "check-in" in at(sit, "zoe", 2).dossiers.dossier(booking.ref).allowed_on(1)
    with pytest.raises(RuleRefused):
        at(sit, "zoe", 2).using.check_in(booking.ref)
    with pytest.raises(InvalidInput):
        at(sit, "zoe", 2).using.check_in(booking.ref, override=" ")
    let_in = at(sit, "zoe", 2).using.check_in(booking.ref, override="encadrée par Zoé")
    assert let_in.booking.status == "in_use"
    assert [item.code for item in let_in.missing] == ["qualification-missing"]
    assert at(sit, "zoe", 3).dossiers.dossier(booking.ref).history[-1].reason == "encadrée par Zoé"


def test_a_colleague_who_comes_in_or_goes_out_is_told(sit: Sit) -> None:
    wanted = BookingRequest(
        "TP", (LineRequest("SALLE"),), START, START + timedelta(hours=1), trainers=("colin",)
    )
    booking = sit("tina").requests.request(wanted).booking
    line = next(line.number for line in booking.lines if line.resource == "@colin")
    swapped = sit("tina").changes.exchange(booking.ref, {line: "@mona"})
    assert told(sit, "colin") == ["colleague-left"]
    assert told(sit, "mona") == ["colleague-joined"]
    sit("tina").undoing.undo(swapped.undoable)
    assert told(sit, "colin") == ["colleague-joined", "colleague-left"]
    assert told(sit, "mona") == ["colleague-left", "colleague-joined"]
    edit = SeriesEdit(lines=LineEdit(exchange={"@colin": "@zoe"}))
    SeriesService(sit("tina").desk).change(booking.ref, edit)
    assert told(sit, "colin")[0] == "colleague-left"
    assert told(sit, "zoe") == ["colleague-joined"]


def told(sit: Sit, login: str) -> list[str]:
    """Kinds of notice about colleagues, the newest first."""
    return [item.kind for item in sit(login).notices.list() if item.kind.startswith("colleague")]


def test_a_no_show_is_said_by_hand_after_the_start_only(sit: Sit) -> None:
    booking = booked(sit)
    with pytest.raises(RuleRefused):
        at(sit, "zoe", -1).using.no_show(booking.ref)
    said = at(sit, "zoe", 1).using.no_show(booking.ref)
    assert not any(item.holds for item in said.booking.allocations)
    with pytest.raises(IllegalTransition):
        at(sit, "tina", 2).using.check_in(booking.ref)
    at(sit, "zoe", 3).undoing.undo(said.undoable)
    assert at(sit, "tina", 4).using.check_in(booking.ref).booking.status == "in_use"


def test_booked_hours_and_what_became_of_them(sit: Sit) -> None:
    used, _ = booked(sit, 2), booked(sit, 1)
    at(sit, "tina", 0).using.check_in(used.ref)
    at(sit, "tina", 60).using.finish(used.ref)
    at(sit, None, 60).due.run()
    for group, code in (("resource", "PSM"), ("platform", "ZAC"), ("partner", "UNI")):
        hours = sit(None).hours.by(group, "2026-12-01", "2026-12-02")[code]
        assert [
            item / timedelta(hours=1) for item in (hours.booked, hours.used, hours.no_show, hours.released)
        ] == [
            9,
            2,
            3,
            4,
        ]
    assert sit(None).hours.by("resource", "2026-12-02", "2026-12-03") == {}
    wanted = BookingRequest(
        "Salle", (LineRequest("SALLE"),), START, START + timedelta(hours=2), trainers=("colin",)
    )
    sit("tina").requests.request(wanted)
    day = ("2026-12-01", "2026-12-02")
    assert "@colin" not in sit(None).hours.by("resource", *day)
    people = sit(None).hours.by("partner", *day, staff=True)
    assert [(code, item.booked) for code, item in people.items()] == [("UNI", timedelta(hours=2))]
