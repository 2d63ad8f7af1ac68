from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import Me, Settings, create_demo, create_store, open_platform
from platform_booking.domain.board import sessions_of
from platform_booking.domain.booking import State
from platform_booking.domain.errors import NotFound
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import judge
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates

if TYPE_CHECKING:
    from pathlib import Path

    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

WEEK = TimeSpan(datetime(2026, 11, 29, 23, tzinfo=UTC), datetime(2026, 12, 6, 23, tzinfo=UTC))
WEEKLY = "FREQ=WEEKLY;COUNT=6"


def asked(
    sit: Sit, *codes: str, login: str = "tina", rule: str | None = None, visibility: str = "partners"
) -> Booking:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    wanted = BookingRequest(
        "TP", lines, "2026-12-01T09:00", "2026-12-01T12:00", rule=rule, visibility=visibility
    )
    return sit(login).requests.request(wanted).booking


def test_a_week_holds_bookings_and_blocks_with_all_that_is_shown_of_them(sit: Sit) -> None:
    booking = asked(sit, "BIO", "PSM:2", rule=WEEKLY)
    block = sit("mona").blocks.block(
        "BIO-B", None, "2026-12-01T09:00", "2026-12-02T09:00", "calibration", "sonde"
    )
    desk = sit("zoe")
    board = desk.planning.board(WEEK)
    assert board.dates == {booking.ref: 6}
    held = {bar.id: bar for bar in board.bars if bar.ref == booking.ref}
    assert len(held) == 3
    assert {(bar.line, bar.occurrence, bar.organiser, bar.partner, bar.title) for bar in held.values()} == {
        (1, 1, "tina", "UNI", "TP"),
        (2, 1, "tina", "UNI", "TP"),
    }
    (out,) = (bar for bar in board.bars if bar.is_block)
    assert (out.ref, out.title, out.organiser, out.kind) == (block.ref, "sonde", "mona", "calibration")
    assert out.booking_id is None
    first, second = sessions_of(board, desk.catalogue.load())
    assert {(first.ref, first.dates), (second.ref, second.dates)} == {(booking.ref, 6), (block.ref, 1)}


def test_what_was_given_up_is_shown_on_demand(sit: Sit) -> None:
    gone, declined, kept = asked(sit, "BIO"), asked(sit, "BIO-B"), asked(sit, "SALLE")
    sit("tina").changes.cancel(gone.ref, "annulé")
    sit("mona").approvals.decline(declined.ref, "non")
    planning = sit("tina").planning
    assert {bar.ref for bar in planning.board(WEEK).bars} == {kept.ref}
    ended = planning.board(WEEK, ended=True).bars
    assert {(bar.ref, bar.state, bar.holds) for bar in ended} == {
        (gone.ref, State.CANCELLED, False),
        (declined.ref, State.DECLINED, False),
        (kept.ref, State.APPROVED, True),
    }
    assert planning.board(TimeSpan(WEEK.end, WEEK.end + timedelta(days=7)), ended=True).bars == ()


@pytest.mark.parametrize(
    ("login", "shown"),
    [
        pytest.param("zoe", {"BIO": "TP"}, id="the organiser"),
        pytest.param("sam", {"BIO": "TP"}, id="somebody of the same partner"),
        pytest.param("mona", {"BIO": "TP"}, id="the platform's manager"),
        pytest.param(None, {"BIO": "TP"}, id="the operator"),
        pytest.param("tina", {"BIO": ""}, id="somebody else"),
    ],
)
def test_a_private_booking_is_read_by_those_concerned(
    sit: Sit, login: str | None, shown: dict[str, str]
) -> None:
    asked(sit, "BIO", login="zoe", visibility="private")
    catalogue = sit(None).catalogue.load()
    bars = sit(login).planning.board(WEEK).bars
    assert {catalogue.resource_of_unit[bar.unit_id].code: bar.title for bar in bars} == shown
    assert {bool(bar.organiser) for bar in bars} == {bool(shown["BIO"])}
    assert all(bar.ref and bar.holds for bar in bars)


def test_nobody_reads_the_title_of_a_private_booking_in_a_refusal(sit: Sit) -> None:
    asked(sit, "BIO", login="zoe", visibility="private")
    with pytest.raises(BookingConflict) as refusal:
        asked(sit, "BIO")
    assert [conflict.title for conflict in refusal.value.conflicts] == [""]


def test_a_date_can_be_dragged_within_its_own_place(sit: Sit) -> None:
    booking = asked(sit, "BIO", "PSM:2", rule=WEEKLY)
    sit("mona").approvals.approve(booking.ref)
    sit("mona").changes.cancel(booking.ref, "panne", Dates(booking.occurrences[0].day(booking.zone)))
    found = sit("tina").planning.movable(booking.ref, 1)
    assert found.allowed
    assert [wish.line.resource for wish in found.lines] == ["PSM"]
    assert len(found.own) == 2
    board = sit("tina").planning.board(WEEK)
    later = booking.occurrences[0].span.shift(timedelta(hours=1))
    verdict = judge(found.lines, later, found.zone, board.occupancy(leaving=found.own))
    assert verdict.fits
    assert verdict.lines[0].free == 4
    kept = {item.unit_id for item in found.booking.allocations_at(2, 1)}
    assert set(verdict.lines[0].units) == kept
    assert judge(found.lines, later, found.zone, board.occupancy()).lines[0].free == 2


def test_only_those_who_may_move_are_allowed_to_drag(sit: Sit) -> None:
    booking = asked(sit, "BIO")
    assert not sit("colin").planning.movable(booking.ref, 1).allowed
    sit("tina").changes.cancel(booking.ref, "annulé")
    assert not sit("tina").planning.movable(booking.ref, 1).allowed
    with pytest.raises(NotFound):
        sit("tina").planning.movable(booking.ref, 2)


# --- who sits at which store ------------------------------------------------------------------------


def test_the_desk_knows_who_sits_at_it(sit: Sit) -> None:
    desk = sit("tina")
    me = desk.me()
    assert (me.login, me.manages, me.decides, me.is_admin) == ("tina", (), False, False)
    mona = desk.as_person("mona").me()
    assert (mona.login, mona.manages, mona.decides) == ("mona", ("USP",), True)
    assert desk.as_person("sam").me().decides
    assert desk.as_person(None).me() == Me(None, "operator")
    assert [person.login for person in desk.people()] == ["colin", "mona", "sam", "tina", "zoe"]
    assert desk.is_shared is (desk.desk.store.place.path is None)
    named = desk.desk.store.place.url.database if desk.is_shared else "store"
    assert desk.label.split("/")[-1] == named


def test_the_demonstration_is_made_once(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    address = str(tmp_path / "essai.sqlite")
    assert create_demo(address, now)
    assert not create_demo(address, now)
    app = open_platform(Settings(address, "formateur01", now))
    assert app.label == "essai"
    assert app.planning.board(TimeSpan(now, now + timedelta(days=7))).bars
    app.close()


def test_a_new_store_holds_nobody(tmp_path: Path) -> None:
    address = str(tmp_path / "neuf.sqlite")
    assert create_store(address).created
    assert not create_store(address).created
    app = open_platform(Settings(address))
    assert app.people() == ()
    app.close()
