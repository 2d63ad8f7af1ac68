"""A day at a server that keeps the rights: the application itself, each person logged in with a role of their own."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from platform_booking.bootstrap import PlatformBooking, Settings, open_platform
from platform_booking.domain.catalogue import Platform, Resource
from platform_booking.domain.errors import NotFound, NotPermitted, RefusedByStore, StoreReadOnly
from platform_booking.domain.recurrence import Lapse
from platform_booking.services.availability import FindRequest
from platform_booking.services.breakdown import Breakdown
from platform_booking.services.changing import Move
from platform_booking.services.conversation import Suggestion
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.series import SeriesEdit
from platform_booking.services.series_lines import LineEdit
from platform_booking.services.wishes import WishRequest
from platform_booking.storage.rights import logins
from platform_booking.storage.rights.groups import Group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.storage.rights.world import World

DAYS = 10


@contextmanager
def everybody(world: World) -> Iterator[dict[str, PlatformBooking]]:
    people = ("tina", "colin", "mona", "zoe", "sam", "hana", "otto", "ada")
    opened = {login: open_platform(Settings(world.kept.address(login))) for login in people}
    try:
        yield opened
    finally:
        for app in opened.values():
            app.close()


def ask(app: PlatformBooking, code: str, start: datetime, *, hours: int = 2, **more: object) -> str:
    request = BookingRequest(
        f"TP {code}",
        (LineRequest(code),),
        start=start,
        end=start + timedelta(hours=hours),
        **more,  # type: ignore[arg-type]
    )
    return app.requests.request(request).booking.ref


def status(app: PlatformBooking, ref: str) -> str:
    return app.bookings.get(ref).booking.status


def test_a_day_with_everybody_at_their_own_login(world: World, tmp_path: Path) -> None:
    day = world.now.replace(hour=9, minute=0) + timedelta(days=DAYS)
    with everybody(world) as at:
        tina, mona, otto = at["tina"], at["mona"], at["otto"]
        assert tina.me().login == "tina"
        with pytest.raises(NotPermitted):
            open_platform(Settings(world.kept.address("tina"), "mona"))

        # asking, deciding, talking
        asked = ask(tina, "BIO", day)
        mona.conversations.ask(asked, "Quelle souche ?")
        tina.conversations.answer(asked, "CHO")
        mona.conversations.propose(asked, Suggestion(day + timedelta(hours=4)))
        assert tina.conversations.accept(asked).booking.status == "approved"
        assert tina.notices.list()
        declined = ask(tina, "BIO", day + timedelta(days=1))
        mona.approvals.decline(declined, "fermé")
        tina_undo = ask(tina, "BIO", day + timedelta(days=2))
        mona.approvals.approve(tina_undo)
        mona.undoing.undo_last()
        assert status(tina, tina_undo) == "requested"
        mona.undoing.undo_last(redo=True)
        assert status(tina, tina_undo) == "approved"

        with pytest.raises(RefusedByStore):  # by whoever gets around the program's own questions
            tina.desk.store.write(
                lambda unit: unit.connection.execute(
                    text("UPDATE allocation SET state = 'declined', holds = false WHERE state = 'approved'")
                )
            )

        # steps of three people
        chained = ask(otto, "SUITE", day)
        for decider in ("hana", "zoe", "sam"):
            at[decider].approvals.approve(chained)
        assert status(otto, chained) == "approved"

        # moving what was approved, and going back
        moved = tina.changes.move(tina_undo, Move(day + timedelta(days=2, hours=5))).booking
        assert moved.status == "requested"
        tina.undoing.undo_last()
        assert status(tina, tina_undo) == "approved"
        at["colin"].changes.cancel(tina_undo, "malade")
        at["colin"].undoing.undo_last()
        assert status(tina, tina_undo) == "approved"

        # rivals
        first, second = ask(tina, "RARE", day), ask(otto, "RARE", day)
        decided = mona.approvals.approve(first)
        assert decided.displaced == (second,)
        assert status(otto, second) == "declined"

        # a pool makes room, a series is split, lines are added
        for hour in (0, 2, 4):
            ask(otto if hour == 2 else tina, "PSM", day + timedelta(hours=hour))
        wide = BookingRequest("Tout", (LineRequest("PSM", 2),), start=day, end=day + timedelta(hours=6))
        assert tina.requests.request(wide).booking.status == "approved"
        series = ask(tina, "PSM", day + timedelta(days=20), rule="FREQ=WEEKLY;COUNT=4")
        third = (day + timedelta(days=34)).date()
        from platform_booking.services.selection import Dates

        split = tina.changes.move(
            series, Move(day + timedelta(days=34, hours=1)), Dates(third, following=True)
        )
        assert split.booking.ref != series
        tina.series.change(split.booking.ref, SeriesEdit(lines=LineEdit(quantity={"PSM": 2})))
        tina.changes.edit(split.booking.ref, title="Autre")

        # a private booking is only taken time to others
        private = ask(tina, "BIO", day + timedelta(days=3), visibility="private")
        seen = otto.bookings.get(private).booking
        assert (seen.title, seen.organiser, seen.visibility, seen.status) == ("", "", "private", "requested")
        with pytest.raises(NotPermitted):
            otto.changes.cancel(private, "weg")
        with pytest.raises(NotFound):
            otto.bookings.get("B-2026-99999")
        from platform_booking.domain.timespan import TimeSpan

        board = otto.planning.board(TimeSpan(day + timedelta(days=3), day + timedelta(days=4)))
        (bar,) = (item for item in board.bars if item.ref == private)
        assert (bar.title, bar.organiser) == ("", "")

        # equipment that is down, and its end
        broken = ask(otto, "BIO", day + timedelta(days=4))
        unit = world.catalogue.unit_by_id[otto.bookings.get(broken).booking.allocations[0].unit_id].name
        start = day + timedelta(days=4)
        mona.breakdowns.carry_out(Breakdown("BIO", unit, start, start + timedelta(hours=3), "fuite"))
        mona.undoing.undo_last()

        # who waits is served by whoever gives the place up, in that very transaction
        full = ask(tina, "RARE", day + timedelta(days=5))
        mona.approvals.approve(full)
        wanted = (day + timedelta(days=5)).date().isoformat()
        search = FindRequest((LineRequest("RARE"),), Lapse(exact=120), wanted, wanted, between="10:00-12:00")
        wished = otto.waiting.wait(WishRequest("Attend", search, day + timedelta(days=5)))
        tina.changes.cancel(full, "annulé")
        (offer,) = otto.waiting.offers()
        assert otto.waiting.accept(wished.wish.ref).wish.state == "taken"
        assert offer.wish.booking is not None
        assert status(otto, offer.wish.booking) == "requested"

        # on the day
        now_ref = ask(tina, "PSM", world.now - timedelta(minutes=10))
        tina.using.check_in(now_ref)
        tina.using.finish(now_ref)
        assert status(tina, now_ref) == "completed"

        # templates, feeds, timetables, the catalogue
        tina.templates.save(asked, "TP", "TP", "partner")
        at["colin"].templates.book("TP", day + timedelta(days=6))
        feed = mona.feeds.create("platform", "USP", "busy")
        mona.feeds.revoke(feed.feed.code)
        from platform_booking.services.timetables import ImportRequest

        file = tmp_path / "tina.ics"
        file.write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
            f"DTSTART:{day + timedelta(days=7):%Y%m%dT%H%M%SZ}\r\nDTEND:{day + timedelta(days=7, hours=1):%Y%m%dT%H%M%SZ}\r\n"
            "SUMMARY:Secret\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            newline="",
        )
        tina.timetables.attach(ImportRequest(str(file), person="tina"))
        with_tina = BookingRequest(
            "TP",
            (LineRequest("PSM"),),
            start=day + timedelta(days=7),
            end=day + timedelta(days=7, hours=1),
            trainers=("tina",),
        )
        warned = otto.requests.request(with_tina, dry_run=True).competing
        assert [(item.kind, item.title) for item in warned] == [("soft", "")], (
            "busy, and nobody's business with what"
        )
        slow = mona.catalogue.load().resources["SLOW"]
        mona.administration.save(Resource, {"code": "SLOW", "turnaround": 20}, seen=slow)
        with pytest.raises(NotPermitted):
            mona.administration.save(
                Resource, {"code": "SUITE", "turnaround": 20}, seen=mona.catalogue.load().resources["SUITE"]
            )
    keeper = world.desk(None)
    for deputies in ([], ["dora"]):  # what only joins two things is taken away, and comes back
        keeper.administration.save(
            Platform, {"code": "USP", "deputies": deputies}, seen=keeper.catalogue.load().platforms["USP"]
        )
        assert keeper.catalogue.load().platforms["USP"].deputies == tuple(deputies)
    report = check(world.desk(None).desk)
    assert report.findings == ()


def test_machines_do_their_work_and_no_other(world: World) -> None:
    over = world.book("otto", "BIO", hours=-40)
    with world.store.writing() as connection:
        connection.exec_driver_sql(
            f"UPDATE allocation SET changed_at = now() - interval '3 days' WHERE booking_id = {world.key(over)}"
        )
    for login, group in (("feeds", Group.FEEDS), ("clock", Group.SERVICE)):
        role = world.kept.role(login)
        logins.engage(world.kept.database, role, group, verifier=None).run(world.kept.engine())
    feeds = open_platform(Settings(world.kept.address("feeds")))
    with pytest.raises(StoreReadOnly):
        feeds.desk.store.write(
            lambda unit: unit.connection.execute(text("UPDATE allocation SET holds = false"))
        )
    assert feeds.bookings.get(over).booking.title
    feeds.close()
    clock = open_platform(Settings(world.kept.address("clock")))
    assert over in [item.ref for item in clock.due.run().happened]
    assert status(clock, over) == "expired"
    clock.close()
