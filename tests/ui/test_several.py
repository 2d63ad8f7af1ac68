"""Several bars chosen by mouse and keyboard, and one list of verdicts for all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.conftest import NOW
from tests.ui.hands import bar_of, drag
from tests.ui.test_window import LONG_MS, booking_of, press
from tests.ui.windows import come_to_front, settle
from ui.dialogs.move import MoveDialog
from ui.dialogs.shift import ShiftDialog
from ui.dialogs.together import TogetherDialog
from ui.screens.planning.chosen_card import ChosenCard, ChosenDeeds
from ui.timeline.state import BoardState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from platform_booking.domain.board import BoardSession
    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

LEFT, CTRL, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ONE, OTHER = ("B-1", 1), ("B-2", 1)


def test_what_is_looked_at_is_ticked_first_then_more_then_fewer() -> None:
    state = BoardState([ONE])
    assert not state.keeps_chosen, "the keyboard takes a single choice along"
    state.selection, state.ticking = state.ticked(ONE), True
    assert state.selection == [ONE]
    state.selection = state.ticked(OTHER)
    assert state.selection == [ONE, OTHER]
    assert state.ticked(ONE) == [OTHER]
    state.ticking = False
    assert state.keeps_chosen, "several stay, however they were chosen"


def asking(opened: Opened) -> TogetherDialog:
    return next(part for part in opened.window.findChildren(TogetherDialog) if part.isVisible())


def picked(opened: Opened) -> tuple[BoardSession, BoardSession, BoardSession]:
    """Two requests that wait for whoever sits here, and a session that does not."""
    planning = opened.planning
    judge = planning.dropping.judge
    assert judge is not None
    shown = [
        item
        for item in judge.sessions.values()
        if item.use.start > NOW
        and not item.is_block
        and planning.timeline.scene.placed_of((item.ref, item.occurrence))
    ]
    approvals = opened.window.context.platform.approvals
    mine = [
        item
        for item in shown
        if item.state == "requested"
        and approvals.approve_all([item.ref], dry_run=True).done
        and item.dates == 1
    ]
    other = next(item for item in shown if item.state == "approved" and item.dates == 1)
    return mine[0], mine[1], other


def test_several_are_chosen_judged_in_one_list_approved_and_taken_back_at_once(
    qtbot: QtBot, open_window: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    planning, context = opened.planning, opened.window.context
    view = planning.timeline
    spoken: list[str] = []
    monkeypatch.setattr(view, "announce", spoken.append)
    view.setFocus()
    press(opened, Qt.Key.Key_PageDown)
    settle(qtbot, opened)
    first, second, decided = picked(opened)
    for session in (first, second, decided):
        QTest.mouseClick(view.viewport(), LEFT, CTRL, bar_of(view, session))
    assert view.selected == tuple((item.ref, item.occurrence) for item in (first, second, decided))
    assert spoken[-1] == context.say("timeline-chosen-spoken", count=3)
    settle(qtbot, opened)
    press(opened, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 4
    menu.close()

    (card,) = planning.inspector.findChildren(ChosenCard)
    QTest.mouseClick(card.drops[2], LEFT)
    assert view.selected == tuple((item.ref, item.occurrence) for item in (first, second))
    QTest.mouseClick(view.viewport(), LEFT, CTRL, bar_of(view, decided))
    settle(qtbot, opened)
    deeds = planning.inspector.findChildren(ChosenDeeds)[-1]
    QTest.mouseClick(deeds.buttons["approve"], LEFT)
    dialog = asking(opened)
    qtbot.waitUntil(lambda: dialog.verdicts.topLevelItemCount() == 3, timeout=LONG_MS)
    rows = [dialog.verdicts.topLevelItem(number) for number in range(3)]
    goes = context.say("together-approve-goes")
    assert [row is not None and row.text(2) == goes for row in rows] == [True, True, False]
    assert booking_of(demo_store, first.ref).status == "requested", "only looked at so far"
    QTest.mouseClick(dialog.send, LEFT)
    qtbot.waitUntil(lambda: booking_of(demo_store, second.ref).status == "approved", timeout=LONG_MS)
    qtbot.waitUntil(lambda: not view.selected, timeout=LONG_MS)
    assert opened.window.toast.text == context.say("together-approve-done", count=2)
    settle(qtbot, opened)
    come_to_front(qtbot, opened.window)
    press(opened, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: booking_of(demo_store, second.ref).status == "requested", timeout=LONG_MS)
    assert booking_of(demo_store, first.ref).status == "requested"
    settle(qtbot, opened)

    view.select(first.ref, first.occurrence)
    QTest.mouseClick(view.viewport(), LEFT, pos=bar_of(view, first))
    number, bar = view.scene.rows.sessions[first.ref, first.occurrence][0]
    view.stand_on(view.scene.rows.rows[number].code)
    QTest.keyClick(view, Qt.Key.Key_Home)
    while view.state.cursor is not None and view.state.cursor.bar is not bar:
        before = view.state.cursor.bar
        QTest.keyClick(view, Qt.Key.Key_Tab)
        assert view.state.cursor.bar is not before, "the bar is in this row"
    QTest.keyClick(view, Qt.Key.Key_X)
    said = context.say("timeline-chosen-spoken", count=1)
    qtbot.waitUntil(lambda: spoken[-1] == said, timeout=LONG_MS)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected == ((first.ref, first.occurrence),)
    QTest.mouseClick(view.viewport(), LEFT, CTRL, bar_of(view, second))
    settle(qtbot, opened)
    press(opened, Qt.Key.Key_D)
    dialog = asking(opened)
    qtbot.waitUntil(lambda: dialog.verdicts.topLevelItemCount() == 2, timeout=LONG_MS)
    assert not dialog.send.isEnabled(), "a reason is owed"
    QTest.keyClicks(dialog.reason, "maintenance")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: booking_of(demo_store, second.ref).status == "declined", timeout=LONG_MS)
    settle(qtbot, opened)


def movable(opened: Opened) -> list[BoardSession]:
    """Single sessions of whoever sits here that are still to come and on the board."""
    view, judge = opened.planning.timeline, opened.planning.hand.judge
    assert judge is not None
    return [
        item
        for key, item in judge.sessions.items()
        if item.use.start > NOW
        and not item.is_block
        and item.dates == 1
        and any(view.hand.is_movable(placed.bar) for _, placed in view.scene.placed_of(key))
    ]


def test_a_range_is_chosen_with_shift_and_dragged_away_all_or_none(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    opened = open_window("coord.oniris")
    planning, view = opened.planning, opened.planning.timeline
    view.setFocus()
    press(opened, Qt.Key.Key_PageDown)
    settle(qtbot, opened)
    mine = movable(opened)
    one = mine[0]
    QTest.mouseClick(view.viewport(), LEFT, pos=bar_of(view, one))
    other = next(item for item in mine[1:] if item.lines[0].resource != one.lines[0].resource)
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, bar_of(view, other))
    keys = [(item.ref, item.occurrence) for item in (one, other)]
    assert {*keys} <= {*view.selected}
    rows = [number for key in keys for number, _ in view.scene.placed_of(key)]
    assert all(
        any(min(rows) <= number <= max(rows) for number, _ in view.scene.placed_of(key))
        for key in view.selected
    )
    view.choose(keys)

    platform = opened.window.context.platform
    step = next(
        timedelta(days=days)
        for days in range(7, 70, 7)
        if not platform.shifts.shift(keys, timedelta(days=days), dry_run=True).refused
    )
    start = bar_of(view, other)
    drag(view, start, start + QPoint(150, 0))
    dialog = next(part for part in opened.window.findChildren(ShiftDialog) if part.isVisible())
    assert view.state.proposal is not None
    assert view.state.proposal.beside == (keys[0],)
    qtbot.waitUntil(lambda: dialog.verdicts.topLevelItemCount() == 2, timeout=LONG_MS)
    first = min(one.use.start, other.use.start)
    day = dialog.fields.day
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, f"{first + step:%d/%m/%Y}")
    moment = f"{first.astimezone(planning.zone):%H:%M}"
    dialog.fields.time.setFocus()
    dialog.fields.time.selectAll()
    QTest.keyClicks(dialog.fields.time, moment)
    QTest.keyClick(dialog.fields.time, Qt.Key.Key_Tab)
    qtbot.waitUntil(dialog.send.isEnabled, timeout=LONG_MS)
    QTest.keyClick(dialog.verdicts, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(
        lambda: booking_of(demo_store, other.ref).occurrences[0].span.start == other.use.start + step,
        timeout=LONG_MS,
    )
    assert booking_of(demo_store, one.ref).occurrences[0].span.start == one.use.start + step
    settle(qtbot, opened)
    assert view.state.proposal is None

    booking = booking_of(demo_store, one.ref)
    wall = next(
        item.use.start
        for item in planning.hand.judge.sessions.values()
        if item.use.start > NOW and item.lines[0].resource == one.lines[0].resource and not item.is_block
    )
    asked = MoveDialog(opened.window.context, opened.window.operations, booking, 1)
    asked.open()
    local = wall.astimezone(planning.zone)
    for field, text in ((asked.fields.day, f"{local:%d/%m/%Y}"), (asked.fields.time, f"{local:%H:%M}")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: asked.ways.count > 0, timeout=LONG_MS)
    assert not asked.send.isEnabled()
    version = booking.version
    QTest.keyClick(asked, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: booking_of(demo_store, one.ref).version > version, timeout=LONG_MS)
    settle(qtbot, opened)
