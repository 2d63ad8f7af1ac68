"""Copying a bar and pasting it elsewhere, its menu from the keyboard, and moving it by typing when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.hands import bar_of, place_of
from tests.ui.test_window import LONG_MS, TRAINER, booking_of, mine_to_come, press
from tests.ui.windows import settle
from ui.actions import keys_of
from ui.dialogs.move import MoveDialog
from ui.draft import Draft, DraftLine, pasted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

PARIS = ZoneInfo("Europe/Paris")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DAY = timedelta(days=1)


def test_a_copy_lasts_as_long_by_the_clock_and_only_one_line_changes_its_row() -> None:
    friday, sunday = datetime(2026, 10, 23, 7, tzinfo=UTC), datetime(2026, 10, 25, 0, tzinfo=UTC)
    one = Draft("TP", (DraftLine("A", 2),), start=friday, end=friday + DAY)
    over_the_change = pasted(one, sunday, PARIS, onto="B")
    assert over_the_change.lines == (DraftLine("B", 2),)
    assert over_the_change.start == sunday
    assert over_the_change.end == sunday + DAY + timedelta(hours=1), "a day by the clock"
    kept = pasted(one, sunday, PARIS, keep_hour=True)
    assert kept.start == datetime(2026, 10, 25, 8, tzinfo=UTC), "nine o'clock, as it was"
    two = Draft("TP", (DraftLine("A"), DraftLine("C")), start=friday, end=friday + DAY)
    for source, onto, codes in (
        ("C", "B", ["A", "B"]),
        ("", "B", ["A", "C"]),
        ("C", "A", ["A", "C"]),
        ("C", "@tina", ["A", "C"]),
        ("C", "", ["A", "C"]),
    ):
        found = pasted(two, sunday, PARIS, instead_of=source, onto=onto)
        assert [line.resource for line in found.lines] == codes, (source, onto)


def test_a_bar_is_copied_pasted_asked_for_its_menu_and_moved_by_typing(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    opened = open_window(TRAINER)
    planning, window = opened.planning, opened.window
    view, session = planning.timeline, mine_to_come(opened)
    code, context = session.lines[0].resource, window.context
    view.setFocus()
    press(opened, Qt.Key.Key_V, CTRL)
    assert window.status.hint_text == context.say("hint-nothing-to-paste")

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=bar_of(view, session, code))
    settle(qtbot, opened)
    press(opened, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == session.ref
    there = session.use.start.astimezone(PARIS).replace(hour=18, minute=0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, code, there))
    press(opened, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: window.editor is not None, timeout=LONG_MS)
    assert window.editor is not None
    state = window.editor._state
    assert (state.title, [line.resource for line in state.lines]) == (session.title, [code])
    assert state.day == there.date()
    window.editor.close()
    settle(qtbot, opened)

    view.select(session.ref, session.occurrence)
    qtbot.waitUntil(lambda: "move" in planning.allowed(), timeout=LONG_MS)
    view.setFocus()
    press(opened, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    said = {action.text().partition("\t")[0]: action for action in menu.actions()}
    for name in ("open-here", "edit", "move", "duplicate", "approve", "decline", "copy-ref", "cancel"):
        text = context.say(f"action-{name}")
        assert text in said, name
        assert name == "open-here" or said[text].text().partition("\t")[2] == keys_of(name)
    said[context.say("action-move")].trigger()
    menu.close()
    dialog = next(part for part in window.findChildren(MoveDialog) if part.isVisible())
    before = booking_of(demo_store, session.ref).occurrences[0].span
    dialog.fields.time.selectAll()
    QTest.keyClicks(dialog.fields.time, "midi")
    assert not dialog.send.isEnabled()
    assert dialog.wrong.text() == context.say("move-unclear")
    later = before.start.astimezone(PARIS) + timedelta(minutes=5)
    dialog.fields.time.selectAll()
    QTest.keyClicks(dialog.fields.time, f"{later:%H:%M}")
    qtbot.waitUntil(lambda: dialog.send.isEnabled() or not dialog.wrong.isHidden(), timeout=LONG_MS)
    assert dialog.send.isEnabled(), dialog.wrong.text()
    QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: booking_of(demo_store, session.ref).occurrences[0].span.start == later, timeout=LONG_MS
    )
    settle(qtbot, opened)
