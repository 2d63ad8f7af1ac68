"""What is asked for is seen: a booking's row is scrolled to, also where filters hid it; long words break and widen nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSettings
from PySide6.QtWidgets import QWidget

from tests.ui.hands import bar_of
from tests.ui.slow import Gate
from tests.ui.windows import PATIENCE_MS, settle
from ui.context import Selected
from ui.opening import take_place
from ui.preferences import Preferences
from ui.screens.planning.judging import Judge
from ui.widgets.buttons import LongButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from platform_booking.domain.board import BoardSession
    from tests.ui.windows import Opened
    from ui.context import Context
    from ui.timeline.view import TimelineView

WORDS = "ZAC-école classes C/D (Tours, mini-usine école) à la place de ZAC-école classes C/D, avec une personne en plus"


def is_seen(view: TimelineView, session: BoardSession) -> bool:
    """Without scrolling."""
    before = view.origin
    bar = bar_of(view, session)
    return view.origin == before and view.body.contains(bar)


def test_a_booking_that_is_asked_for_is_scrolled_to(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window()
    view, judge = opened.planning.timeline, opened.planning.hand.judge
    assert judge is not None
    used = {line.resource: session for session in judge.sessions.values() for line in session.lines}
    last = next(row.code for row in reversed(view.scene.rows.rows) if row.code in used)
    session = used[last]

    for words in ("", "rien de tel"):
        view.verticalScrollBar().setValue(0)
        if words:
            opened.planning.filters.search(words)
        settle(qtbot, opened)
        opened.window.context.booking_wanted.emit(Selected(session.ref, session.occurrence))
        settle(qtbot, opened)
        assert opened.planning.selected == Selected(session.ref, session.occurrence)
        assert is_seen(view, session)


def test_a_board_that_was_asked_for_before_does_not_take_what_is_wanted(
    qtbot: QtBot, open_window: Callable[..., Opened]
) -> None:
    """Another week's booking: the week in front comes once more before it is known which week that is."""
    opened = open_window()
    planning = opened.planning
    platform, period = opened.window.context.platform, planning.period.step(2)
    sessions = Judge(
        platform.planning.board(period.span(planning.zone)),
        opened.window.context.catalogue,
        planning.zone,
        "",
    ).sessions
    rows = [row.code for row in planning.timeline.scene.rows.rows]
    coming = [
        item
        for item in sessions.values()
        if period.holds(item.use.start.date()) and item.lines[0].resource in rows
    ]
    later = max(coming, key=lambda item: rows.index(item.lines[0].resource))
    wanted = Selected(later.ref, later.occurrence)
    gate = Gate(platform.bookings, "get")
    opened.window.context.booking_wanted.emit(wanted)
    qtbot.waitUntil(gate.begun.is_set, timeout=PATIENCE_MS)
    planning.refresh()
    qtbot.waitUntil(lambda: not opened.application.tasks.awaits("board"), timeout=PATIENCE_MS)
    gate.open()
    settle(qtbot, opened)
    assert planning.period == period
    session = planning.session(wanted)
    assert session is not None
    assert planning.selected == wanted
    assert is_seen(planning.timeline, session)


def test_the_first_time_the_window_fits_on_the_screen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences = Preferences(QSettings(str(tmp_path / "none.ini"), QSettings.Format.IniFormat))
    for screen, whole in ((QRect(0, 0, 1366, 768), True), (QRect(0, 0, 1920, 1080), False)):
        window = QWidget()
        qtbot.addWidget(window)
        monkeypatch.setattr(window, "screen", lambda at=screen: SimpleNamespace(availableGeometry=lambda: at))
        take_place(window, preferences)
        assert (window.isMaximized(), window.height() <= screen.height()) == (whole, True)


def test_long_words_break_and_widen_nothing(qtbot: QtBot, context: Context) -> None:
    button = LongButton(context.theme, WORDS, key="1")
    qtbot.addWidget(button)
    button.resize(420, 32)
    button.show()
    lines = button.text().split("\n")
    assert len(lines) > 1
    assert " ".join(lines) == WORDS == button.accessibleName()
    assert all(button.fontMetrics().horizontalAdvance(line) < button.width() for line in lines)
    assert button.height() >= len(lines) * button.fontMetrics().lineSpacing()
    assert button.sizePolicy().horizontalPolicy() is button.sizePolicy().Policy.Ignored
