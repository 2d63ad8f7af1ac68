"""Who may do what, as the window shows it: refused at once, with names of people, never with logins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from platform_booking.domain.errors import NotPermitted
from tests.ui.conftest import NOW
from tests.ui.hands import bar_of, drag
from tests.ui.windows import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from platform_booking.domain.board import BoardSession
    from tests.ui.windows import Opened
    from ui.context import Context

    Open = Callable[..., Opened]

TRAINER = "formateur10"


def not_mine(opened: Opened) -> BoardSession:
    """A session still to come, of somebody of another partner, that can be read and is listed."""
    planning = opened.planning
    judge, me = planning.dropping.judge, opened.window.context.me
    assert judge is not None
    assert me.person is not None
    listed = {row.code for row in planning.timeline.scene.rows.rows}
    return next(
        item
        for item in judge.sessions.values()
        if not item.is_block
        and item.is_live
        and item.title
        and item.organiser != me.login
        and item.partner != me.person.partner
        and item.use.start > NOW
        and item.use.length <= timedelta(hours=8)
        and item.lines[0].resource in listed
    )


def test_somebody_elses_bar_stays_where_it_is_and_its_people_are_named(
    qtbot: QtBot, open_window: Open
) -> None:
    opened = open_window(TRAINER)
    planning, session = opened.planning, not_mine(opened)
    organiser = opened.window.context.catalogue.persons[session.organiser]
    at = bar_of(planning.timeline, session, session.lines[0].resource)
    drag(planning.timeline, at, at + QPoint(160, 0), release=False)
    assert planning.timeline.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    assert planning.timeline.state.proposal is None, "no ghost comes along"
    QTest.mouseRelease(
        planning.timeline.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )
    assert planning.dropping.popover is None
    said = opened.window.notice.text
    assert organiser.name in said
    assert session.title in said
    assert session.organiser not in said
    settle(qtbot, opened)
    assert not opened.window.toast.text, "nothing was sent"


def test_the_keyboard_is_told_the_same(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window(TRAINER)
    planning, session = opened.planning, not_mine(opened)
    planning.timeline.select(session.ref, session.occurrence)
    settle(qtbot, opened)
    QTest.keyClick(planning.timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert planning.timeline.state.proposal is None
    assert session.title in opened.window.notice.text
    assert planning.dropping.popover is None


def test_ones_own_bar_shows_that_it_can_be_pulled_and_others_do_not(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window(TRAINER)
    planning = opened.planning
    judge = planning.dropping.judge
    assert judge is not None
    mine = next(
        item
        for item in judge.sessions.values()
        if item.organiser == TRAINER and item.use.start > NOW and item.is_live
    )
    hand = planning.timeline.hand
    for session, movable in ((mine, True), (not_mine(opened), False)):
        bars = planning.timeline.scene.rows.sessions[session.ref, session.occurrence]
        assert all(hand.is_movable(bar) is movable for _, bar in bars)
    settle(qtbot, opened)


def test_errors_name_people(make_context: Callable[..., Context]) -> None:
    context = make_context(TRAINER)
    other = next(login for login in context.catalogue.persons if login != TRAINER)
    said = context.explain(NotPermitted(TRAINER, "move", "B-2026-00001", (other,)))
    assert context.person_name(TRAINER) in said
    assert context.person_name(other) in said
    assert TRAINER not in said
    assert other not in said
