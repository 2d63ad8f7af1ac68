"""Finding a slot in the window, with real keys and clicks: looked for, booked, waited for, accepted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.recurrence import Lapse
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.told import told_at
from tests.ui.windows import come_to_front, settle
from ui.draft import Draft, DraftLine
from ui.screens.find_slot.screen import FindSlotScreen
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

TRAINER = "formateur10"
OTHER = "formateur01"
DEVICE = "FERM5-ANG"
MS = 60_000
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def opened(qtbot: QtBot, open_window: Callable[..., Opened]) -> Opened:
    return open_window(TRAINER)


def entered(qtbot: QtBot, opened: Opened) -> FindSlotScreen:
    """With the keys that lead there."""
    QTest.keyClick(opened.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    screen = opened.window.front
    assert isinstance(screen, FindSlotScreen)
    return screen


def add(qtbot: QtBot, opened: Opened, screen: FindSlotScreen, words: str) -> None:
    """Type it, take the first that is offered."""
    screen.criteria.pick.setFocus()
    QTest.keyClicks(screen.criteria.pick, words)
    qtbot.waitUntil(lambda: screen.criteria.pick.is_open, timeout=MS)
    QTest.keyClick(screen.criteria.pick, Qt.Key.Key_Return)
    searched(qtbot, opened, screen)


def searched(qtbot: QtBot, opened: Opened, screen: FindSlotScreen) -> None:
    """Until the pause is over and the answer is there."""
    qtbot.waitUntil(lambda: not screen.criteria.is_pausing, timeout=MS)
    settle(qtbot, opened)


def test_a_series_is_found_and_opens_in_the_editor(qtbot: QtBot, opened: Opened) -> None:
    screen = entered(qtbot, opened)
    assert screen.sentence.isVisible()
    add(qtbot, opened, screen, "PSM2-ONI")
    add(qtbot, opened, screen, DEVICE)
    assert [row.code for row in screen.criteria.rows] == ["PSM2-ONI", DEVICE]
    screen.criteria.sessions.setFocus()
    screen.criteria.sessions.selectAll()
    QTest.keyClicks(screen.criteria.sessions, "4")
    QTest.keyClick(screen.criteria.sessions, Qt.Key.Key_Tab)
    searched(qtbot, opened, screen)
    best = screen.cards[0]
    assert len(best.found.sessions) == 4
    assert len(best.reasons) >= 3
    assert best.reasons[0] in best.accessibleName()
    come_to_front(qtbot, opened.window)
    for part in (screen.criteria.pick, best, screen.map):
        QTest.keyClick(opened.window, Qt.Key.Key_F6)
        assert part.hasFocus()
    before = screen.map.cursor_day
    QTest.keyClick(screen.map, Qt.Key.Key_Right)
    assert screen.map.cursor_day != before
    assert str(screen.map.cursor_day.day) in told_at(screen.map)  # type: ignore[union-attr]
    best.setFocus()
    QTest.keyClick(best, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.window.editor is not None, timeout=MS)
    settle(qtbot, opened)
    editor = opened.window.editor
    assert editor is not None
    state = editor.form.state()
    assert {line.resource for line in editor.state.lines} == {"PSM2-ONI", DEVICE}
    assert state.day == opened.window.context.texts.local(best.found.sessions[0].start).date()
    assert editor.state.skip == frozenset(best.found.suggestion.skip)
    editor.close()


def test_the_editor_goes_on_here_and_comes_back_with_a_time(qtbot: QtBot, opened: Opened) -> None:
    lines = (DraftLine("PSM2-ONI", 2), DraftLine(DEVICE))
    start = datetime(2026, 12, 1, 9, tzinfo=PARIS)
    opened.window.open_editor(
        Draft("TP commun", lines, start=start, end=start + timedelta(hours=2), learners=4, funding="FEDER")
    )
    settle(qtbot, opened)
    editor = opened.window.editor
    assert editor is not None
    QTest.mouseClick(editor.panel.lines.common, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.window.editor is None, timeout=MS)
    screen = opened.window.front
    assert isinstance(screen, FindSlotScreen)
    searched(qtbot, opened, screen)
    assert [(row.code, row.quantity.value()) for row in screen.criteria.rows] == [
        ("PSM2-ONI", 2),
        (DEVICE, 1),
    ]
    assert (screen.criteria.learners.value(), screen.criteria.since.day) == (4, start.date())
    best = screen.cards[0]
    assert best.found.sessions[0].length == timedelta(hours=2)
    best.setFocus()
    QTest.keyClick(best, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.window.editor is not None, timeout=MS)
    settle(qtbot, opened)
    again = opened.window.editor
    assert again is not None
    assert (again.state.title, again.state.learners, again.state.funding) == ("TP commun", 4, "FEDER")
    assert again.state.day == opened.window.context.texts.local(best.found.sessions[0].start).date()
    again.close()


def test_a_day_of_the_map_is_chosen_with_the_mouse(qtbot: QtBot, opened: Opened) -> None:
    screen = entered(qtbot, opened)
    add(qtbot, opened, screen, DEVICE)
    assert screen.result is not None
    wanted = screen.cards[-1]
    day = opened.window.context.texts.local(wanted.found.sessions[0].start).date()
    place = screen.map.place_of(day)
    assert place is not None
    QTest.mouseClick(
        screen.map.viewport(), Qt.MouseButton.LeftButton, pos=screen.map.box(place, 0).center().toPoint()
    )
    assert any(card.property("card") == "chosen" for card in screen.cards)
    screen.criteria.rows[0].remove.click()
    searched(qtbot, opened, screen)
    assert screen.sentence.isVisible()


def test_what_cannot_be_read_is_said_where_it_stands(qtbot: QtBot, opened: Opened) -> None:
    screen = entered(qtbot, opened)
    add(qtbot, opened, screen, DEVICE)
    screen.criteria.length.setFocus()
    screen.criteria.length.selectAll()
    QTest.keyClicks(screen.criteria.length, "bientot")
    assert screen.criteria.length_field.wrong
    assert screen.criteria.request is None


def test_a_near_miss_is_looked_for_with_one_click(qtbot: QtBot, opened: Opened) -> None:
    screen = entered(qtbot, opened)
    add(qtbot, opened, screen, DEVICE)
    screen.criteria.length.setFocus()
    screen.criteria.length.selectAll()
    QTest.keyClicks(screen.criteria.length, "12h")
    searched(qtbot, opened, screen)
    assert screen.cards == []
    ways = [
        button
        for button in screen.findChildren(Button)
        if "9 h 30" in button.accessibleName().replace("\u00a0", " ")
    ]
    QTest.mouseClick(ways[0], Qt.MouseButton.LeftButton)
    searched(qtbot, opened, screen)
    assert screen.cards
    assert screen.cards[0].found.sessions[0].length == timedelta(hours=9, minutes=30)


def test_nothing_fits_is_waited_for_offered_and_accepted(
    qtbot: QtBot, opened: Opened, demo_store: Path
) -> None:
    elsewhere = open_platform(Settings(str(demo_store), OTHER, opened.window.context.now()))
    units = len(opened.window.context.catalogue.resources[DEVICE].active_units)
    rival = BookingRequest(
        "Pris", (LineRequest(DEVICE, units),), "2027-03-01T00:00", length=Lapse(wall=3 * 24 * 60)
    )
    taken = elsewhere.requests.request(rival).booking
    screen = entered(qtbot, opened)
    add(qtbot, opened, screen, DEVICE)
    screen.criteria.show_days(date(2027, 3, 2), date(2027, 3, 2))
    searched(qtbot, opened, screen)
    assert screen.result is not None
    assert screen.result.shortfall is not None
    assert screen.cards == []
    for field in (screen.criteria.since, screen.criteria.until):
        assert field.text().endswith("2027")
        room = field.width() - field.height() / 2 - 15  # paddings, and the icon of a calendar
        assert field.fontMetrics().horizontalAdvance(field.text()) < room, "the year can be read"
    QTest.mouseClick(screen.tell_me, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.waiting.isVisible, timeout=MS)
    elsewhere.changes.cancel(taken.ref, "annulé")
    elsewhere.close()
    screen.handle("refresh")
    qtbot.waitUntil(lambda: opened.window.rail.button("slots").count == 1, timeout=MS)
    (accept,) = [
        button
        for button in screen.waiting.findChildren(Button)
        if button.objectName().startswith("slots-accept")
    ]
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.window.rail.button("slots").count == 0, timeout=MS)
    mine = opened.window.context.platform.waiting.list(ended=True)
    assert [item.wish.state for item in mine] == ["taken"]
    assert mine[0].booking is not None
    assert mine[0].booking.status == "approved"
    settle(qtbot, opened)
    assert opened.window.operations.undo_stack.next_undo
    opened.window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: opened.window.rail.button("slots").count == 1, timeout=MS)
