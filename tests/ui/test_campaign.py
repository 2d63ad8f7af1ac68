"""A campaign under the hand: whichever bar is taken, all of it goes, also what lies outside the week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.recurrence import Lapse
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.conftest import NOW
from tests.ui.hands import bar_of, drag
from tests.ui.windows import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.domain.timespan import TimeSpan
    from tests.ui.windows import Opened

DAY = 1440
LONG_MS = 60_000
RESOURCES = "".join(
    f'[[resources]]\ncode = "{code}"\nname = "{code}"\nplatform = "USP"\n'
    for code in ("GRAINE", "PROD", "PURIF")
)


def test_all_of_a_campaign_goes_with_the_bar_that_is_dragged(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    core = open_platform(Settings(str(demo_store), None, NOW))
    core.catalogue.import_text(RESOURCES)
    manager = core.as_person("resp.usp")
    start = NOW.replace(hour=8, minute=0, second=0) + timedelta(days=1)
    lines = (
        LineRequest("GRAINE"),
        LineRequest("PROD", offset=Lapse(DAY), length=Lapse(exact=240)),
        LineRequest("PURIF", offset=Lapse(14 * DAY), length=Lapse(2 * DAY)),
    )
    wanted = BookingRequest("Campagne CHO", lines, start, start + timedelta(hours=2))
    booking = manager.requests.request(wanted).booking

    def uses() -> dict[int, TimeSpan]:
        return {item.line: item.use for item in core.bookings.get(booking.ref).booking.allocations}

    before = uses()
    opened = open_window("resp.usp")
    planning = opened.planning
    judge = planning.dropping.judge
    session = judge.session(booking.ref, 1) if judge else None
    assert session is not None
    assert {line.resource for line in session.lines} == {"GRAINE", "PROD"}
    view = planning.timeline
    taken = bar_of(view, session, "PROD")
    hour = view.scene.axis.x((before[2].start + timedelta(hours=1)).timestamp()) - view.scene.axis.x(
        before[2].start.timestamp()
    )
    drag(view, taken, taken + QPoint(round(hour), 0))
    qtbot.waitUntil(lambda: bool(opened.window.toast.text), timeout=LONG_MS)
    settle(qtbot, opened)
    assert uses() == {line: span.shift(timedelta(hours=1)) for line, span in before.items()}
    assert view.selection == (booking.ref, 1)
    core.close()
