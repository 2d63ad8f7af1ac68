"""A series moved by hand with Shift: every date before and after, the scope by a key, done in one step and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.errors import BookingError
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.conftest import NOW
from tests.ui.hands import bar_of, drag
from tests.ui.office import go_to
from tests.ui.test_window import LONG_MS, TRAINER, press
from tests.ui.windows import settle
from ui.dialogs.series import SeriesDialog
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.domain.booking import Booking
    from tests.ui.test_window import Open
    from tests.ui.windows import Opened

TITLE = "Série à déplacer"


def weekly(store: Path) -> Booking:
    """Three afternoons in a room that is free."""
    platform = open_platform(Settings(str(store), TRAINER, NOW))
    try:
        for code, resource in platform.catalogue.load().resources.items():
            if resource.category != "room" or resource.approval:
                continue
            asked = BookingRequest(
                TITLE,
                (LineRequest(code),),
                "2026-11-26T13:00",
                "2026-11-26T14:00",
                rule="FREQ=WEEKLY;COUNT=3",
            )
            try:
                return platform.requests.request(asked).booking
            except BookingError:
                continue
    finally:
        platform.close()
    raise AssertionError("no room is free")


def found(store: Path) -> list[list[int]]:
    """The hours (UTC) at which it begins, by booking, without what is cancelled."""
    platform = open_platform(Settings(str(store), None, NOW))
    try:
        named = [item for item in platform.bookings.list(BookingFilter()) if item.title == TITLE]
        return [
            [date.span.start.hour for date in item.occurrences if item.state_of(date) != "cancelled"]
            for item in named
        ]
    finally:
        platform.close()


def pull(qtbot: QtBot, opened: Opened, booking: Booking) -> SeriesDialog:
    """Drag the first date an hour later with Shift."""
    view = opened.planning.timeline
    judge = opened.planning.dropping.judge
    assert judge is not None
    session = judge.session(booking.ref, 1)
    assert session is not None
    start = bar_of(view, session)
    axis = view.scene.axis
    later = session.use.start + timedelta(hours=1)
    shift = round(axis.x(later.timestamp()) - axis.x(session.use.start.timestamp()))
    drag(view, start, start + QPoint(shift, 0), keys=Qt.KeyboardModifier.ShiftModifier)

    def dialogs() -> list[SeriesDialog]:
        return [item for item in opened.window.findChildren(SeriesDialog) if item.preview is not None]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=LONG_MS)
    return dialogs()[0]


def test_shift_shows_every_date_and_a_key_says_how_far(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    booking = weekly(demo_store)
    opened = open_window(TRAINER)
    settle(qtbot, opened)
    dialog = pull(qtbot, opened, booking)
    assert (dialog.scope.value, dialog.dates.topLevelItemCount()) == ("all", 3)
    QTest.keyClick(dialog, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.dates.topLevelItemCount() == 1)
    assert dialog.scope.value == "this"
    QTest.keyClick(dialog, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.dates.topLevelItemCount() == 3)
    QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found(demo_store) == [[13, 13, 13]], timeout=LONG_MS)
    settle(qtbot, opened)
    opened.window.activateWindow()  # as a window manager does when a dialog is gone
    qtbot.waitUntil(opened.window.isActiveWindow)
    press(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: found(demo_store) == [[12, 12, 12]], timeout=LONG_MS)


def test_cancelling_asks_how_far_with_the_reason(qtbot: QtBot, open_window: Open, demo_store: Path) -> None:
    booking = weekly(demo_store)
    opened = open_window(TRAINER)
    go_to(qtbot, opened, booking)
    press(opened, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(opened.window.findChildren(ReasonDialog)), timeout=LONG_MS)
    dialog = opened.window.findChildren(ReasonDialog)[0]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.scope is not None
    assert dialog.scope.value == "this"
    QTest.keyClicks(dialog.text, "Plus de salle")
    QTest.keyClick(dialog.text, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert dialog.scope.value == "all"
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: found(demo_store) == [[]], timeout=LONG_MS)
