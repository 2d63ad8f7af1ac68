"""Timetables at a server that keeps the rights: a manager reads one in, people are told, the manager decides."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.timetable_collisions import NOTICE
from platform_booking.services.timetables import ImportRequest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.storage.rights.world import World


def test_a_manager_s_timetable_tells_and_is_decided_upon(world: World, tmp_path: Path) -> None:
    start = world.now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=70)
    end = start + timedelta(hours=2)
    moments = [f"{moment:%Y%m%dT%H%M%SZ}" for moment in (start, end)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:a", f"DTSTART:{moments[0]}"]
    lines += [f"DTEND:{moments[1]}", "SUMMARY:Partiel", "END:VEVENT", "END:VCALENDAR", ""]
    file = tmp_path / "edt.ics"
    file.write_text("\r\n".join(lines), encoding="utf-8")
    with ExitStack() as opened:
        tina, mona = (open_platform(Settings(world.kept.address(login))) for login in ("tina", "mona"))
        for app in (tina, mona):
            opened.callback(app.close)
        ref = tina.requests.request(
            BookingRequest("TP", (LineRequest("RARE"),), start=start, end=end)
        ).booking.ref
        mona.approvals.approve(ref)
        done = mona.timetables.attach(ImportRequest(str(file), resource="RARE"))
        assert len(done.conflicts) == 1
        assert [notice.ref for notice in tina.notices.list() if notice.kind == NOTICE] == [ref]
        (met,) = next(
            card for card in mona.timetables.list() if card.calendar.code == done.calendar.code
        ).collisions
        assert (met.booking.ref, met.event.summary) == (ref, "Partiel")
        mona.timetables.keep(done.calendar.code, met.event.id)
        card = next(card for card in mona.timetables.list() if card.calendar.code == done.calendar.code)
        assert card.collisions == ()
        assert {entry.kind for entry in mona.journal.list()} >= {"imported", "keep"}
        tina.journal.list()
        mona.timetables.detach(done.calendar.code)
