"""The whole window, as people use it: real clicks, keys and drags on a real store, with others at work on it."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.errors import StoreBusy
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.conftest import NOW
from tests.ui.hands import bar_of, drag, drag_to_conflict, draw_slot, place_of
from tests.ui.proposals import moved
from tests.ui.windows import settle
from ui.context import Selected
from ui.dialogs.block import BlockDialog
from ui.screens.planning.quick_book import QuickBook
from ui.screens.planning.ways_out import WaysOut
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from platform_booking.domain.board import BoardSession
    from platform_booking.domain.booking import Booking
    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

TRAINER = "formateur10"
LONG_MS = 60_000


def booking_of(store: Path, ref: str) -> Booking:
    """The booking as the store has it now."""
    platform = open_platform(Settings(str(store), None, NOW))
    try:
        return platform.bookings.get(ref).booking
    finally:
        platform.close()


def bookings_titled(store: Path, title: str) -> list[Booking]:
    platform = open_platform(Settings(str(store), None, NOW))
    try:
        return [item for item in platform.bookings.list(BookingFilter()) if item.title == title]
    finally:
        platform.close()


def mine_to_come(opened: Opened, *, lines: int = 1, dates: int = 1) -> BoardSession:
    """A session of the person at the desk that is still to come, on a row that is listed."""
    planning = opened.planning
    judge = planning.dropping.judge
    assert judge is not None
    listed = {row.code for row in planning.timeline.scene.rows.rows}
    found = [
        item
        for item in judge.sessions.values()
        if item.organiser == opened.window.context.me.login
        and item.use.start > NOW
        and item.is_live
        and len(item.lines) == lines
        and item.dates == dates
        and item.lines[0].resource in listed
        and item.use.length <= timedelta(hours=8)
    ]
    assert found
    return found[0]


def press(
    opened: Opened, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focused: QWidget | None = opened.window.focusWidget()
    QTest.keyClick(opened.window if focused is None else focused, key, modifiers)


# --- drawing, dragging --------------------------------------------------------------------------------


def test_a_slot_is_drawn_titled_and_booked(qtbot: QtBot, open_window: Open, demo_store: Path) -> None:
    opened = open_window(TRAINER)
    draw_slot(opened.planning)
    popover = opened.planning.dropping.popover
    assert isinstance(popover, QuickBook)
    assert popover.block.isHidden(), "what only others may make unavailable"
    QTest.keyClicks(popover.title, "Essai de perfusion")
    QTest.keyClick(popover.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened.window.toast.text), timeout=LONG_MS)
    settle(qtbot, opened)
    (booking,) = bookings_titled(demo_store, "Essai de perfusion")
    assert booking.organiser == TRAINER
    assert booking.occurrences[0].span.length == timedelta(hours=3)
    qtbot.waitUntil(lambda: opened.planning.timeline.selection == (booking.ref, 1), timeout=LONG_MS)


def test_who_answers_for_it_draws_what_nobody_is_to_have(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window("admin")
    draw_slot(opened.planning)
    popover = opened.planning.dropping.popover
    assert isinstance(popover, QuickBook)
    drawn = popover.draft
    QTest.keyClicks(popover.title, "Vidange")
    QTest.mouseClick(popover.block, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BlockDialog)
    assert (dialog.resource.value, dialog.reason.text()) == (drawn.lines[0].resource, "Vidange")
    assert (dialog.start.moment, dialog.end.moment) == (drawn.start, drawn.end)
    QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: bool(opened.window.toast.text), timeout=LONG_MS)


def test_a_session_is_moved_by_hand_and_taken_back(qtbot: QtBot, open_window: Open, demo_store: Path) -> None:
    opened = open_window(TRAINER)
    session = mine_to_come(opened)
    planning = opened.planning
    code = session.lines[0].resource
    free = free_start(opened, session)
    start = bar_of(planning.timeline, session, code)
    shift = planning.timeline.scene.axis.x(free.timestamp()) - planning.timeline.scene.axis.x(
        session.use.start.timestamp()
    )
    drag(planning.timeline, start, start + QPoint(round(shift), 0))
    qtbot.waitUntil(lambda: bool(opened.window.toast.text), timeout=LONG_MS)
    assert booking_of(demo_store, session.ref).occurrences[0].span.start == free
    settle(qtbot, opened)
    press(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: booking_of(demo_store, session.ref).occurrences[0].span == session.use, timeout=LONG_MS
    )


def test_a_drop_makes_room_in_a_pool_and_says_so_while_the_hand_moves(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    core = open_platform(Settings(str(demo_store), None, NOW))
    core.catalogue.import_text(
        '[[resources]]\ncode = "DUO"\nname = { fr = "Duo", en = "Duo" }\nplatform = "USP"\nunits = 2\n'
    )
    core.close()
    core = open_platform(Settings(str(demo_store), "resp.usp", NOW))
    day = NOW.replace(hour=7, minute=0) + timedelta(days=1)

    def book(after: int, hours: int, unit: str = "", days: int = 0) -> Booking:
        start = day + timedelta(hours=after, days=days)
        lines = (LineRequest("DUO", 1, unit),)
        wanted = BookingRequest(f"TP {after}", lines, start, start + timedelta(hours=hours))
        return core.requests.request(wanted).booking

    early, wall = book(0, 2), book(2, 1)
    late = book(2, 2)
    core.changes.cancel(wall.ref, "libre")
    long = book(0, 4, days=1)
    core.close()
    assert early.allocations[0].unit_id != late.allocations[0].unit_id
    opened = open_window("resp.usp")
    settle(qtbot, opened)
    planning = opened.planning
    session = planning.dropping.judge.session(long.ref, 1) if planning.dropping.judge else None
    assert session is not None
    start, axis = bar_of(planning.timeline, session, "DUO"), planning.timeline.scene.axis
    left = axis.x((session.use.start - timedelta(days=1)).timestamp()) - axis.x(session.use.start.timestamp())
    said: list[str] = []
    planning.hand.hint.connect(said.append)
    drag(planning.timeline, start, start + QPoint(round(left), 0))
    assert any("1 réservation change d’unité" in text for text in said), said
    qtbot.waitUntil(lambda: bool(opened.window.toast.text), timeout=LONG_MS)
    assert opened.window.toast.text.endswith("1 réservation a changé d’unité")
    settle(qtbot, opened)
    after = [booking_of(demo_store, one.ref) for one in (early, late, long)]
    assert after[2].occurrences[0].span.start == day
    one, two, mine = (item.allocations[0].unit_id for item in after)
    assert one == two != mine


def free_start(opened: Opened, session: BoardSession) -> datetime:
    """Another start on the half hour at which the session would fit, inside the opening hours."""
    judge = opened.planning.dropping.judge
    assert judge is not None
    for step in range(1, 200):
        start = session.use.start + timedelta(minutes=30 * step)
        local = opened.window.context.texts.local(start)
        end = opened.window.context.texts.local(start + session.use.length)
        inside = local.hour >= 8 and (end.hour, end.minute) <= (18, 0) and local.date() == end.date()
        if inside and local.weekday() < 5 and judge(moved(session, start)).fits:
            return start
    raise AssertionError("no free start this week")


def test_a_card_that_is_only_looked_at_leaves_the_keys_to_the_window(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window(TRAINER)
    planning, session = opened.planning, mine_to_come(opened)
    bar = bar_of(planning.timeline, session)
    sways = itertools.cycle((0, 1))

    def card_comes() -> bool:
        """A hand is never quite still, and a board that is laid out anew forgets what it was over."""
        if planning.cards.card is None:
            QTest.mouseMove(planning.timeline.viewport(), bar + QPoint(next(sways), 0))
        return planning.cards.card is not None

    settle(qtbot, opened)
    QTest.mouseMove(planning.timeline.viewport(), bar - QPoint(0, 40))  # the hand comes from elsewhere
    qtbot.waitUntil(card_comes, timeout=LONG_MS)
    assert opened.window.isActiveWindow()
    press(opened, Qt.Key.Key_J)
    assert planning.period.scale.value == "day"
    settle(qtbot, opened)
    assert opened.window.isActiveWindow()


def test_a_drop_on_red_offers_ways_out_and_one_is_taken(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    opened = open_window(TRAINER)
    drag_to_conflict(opened.planning)
    popover = opened.planning.dropping.popover
    assert isinstance(popover, WaysOut)
    mine = opened.planning.selected
    assert mine is not None
    before = booking_of(demo_store, mine.ref)
    settle(qtbot, opened)
    assert booking_of(demo_store, mine.ref) == before, "a drop on red stays put"
    qtbot.waitUntil(lambda: popover.findChild(QPushButton, "way-1") is not None, timeout=LONG_MS)
    QTest.keyClick(popover, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: booking_of(demo_store, mine.ref).version > before.version, timeout=LONG_MS)


# --- deciding, in two windows -------------------------------------------------------------------------


def test_another_process_decides_and_the_window_shows_it_by_itself(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    manager = open_platform(Settings(str(demo_store), "resp.usp", NOW))
    item = manager.approvals.inbox()[0].booking
    manager.close()
    opened = open_window(item.organiser)
    qtbot.waitUntil(lambda: opened.application.hub.is_live, timeout=LONG_MS)
    opened.window.context.booking_wanted.emit(selected_of(item))
    settle(qtbot, opened)
    planning = opened.planning
    qtbot.waitUntil(lambda: planning.dossier is not None, timeout=LONG_MS)
    subprocess.run(
        [
            sys.executable, "-m", "platform_booking.cli.main", "--store", str(demo_store), "--as", "resp.usp",
            "--now", NOW.isoformat(), "approve", item.ref,
        ],
        check=True, capture_output=True, env={**os.environ, "QT_QPA_PLATFORM": ""},
    )  # fmt: skip
    qtbot.waitUntil(
        lambda: planning.dossier is not None and planning.dossier.booking.version > item.version,
        timeout=LONG_MS,
    )


def selected_of(booking: Booking) -> Selected:
    return Selected(booking.ref, booking.occurrences[0].number)


def test_a_manager_approves_by_key_and_declines_with_a_reason(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    opened = open_window("resp.usp")
    press(opened, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    waiting = opened.window.rail.button("requests").count
    assert waiting > 1
    press(opened, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: opened.window.rail.button("requests").count == waiting - 1, timeout=LONG_MS)
    settle(qtbot, opened)

    press(opened, Qt.Key.Key_D)
    dialog = opened.window.findChild(ReasonDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    assert not dialog.send.isEnabled(), "a refusal needs a reason"
    QTest.keyClicks(dialog.text, "Maintenance mardi")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.window.rail.button("requests").count == waiting - 2, timeout=LONG_MS)
    manager = open_platform(Settings(str(demo_store), "resp.usp", NOW))
    assert len(manager.approvals.inbox()) == waiting - 2
    manager.close()


# --- a store that takes its time ----------------------------------------------------------------------


def test_the_window_lives_while_the_store_thinks(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window()
    window, gate = opened.window, threading.Event()
    planning_service = window.context.platform.planning
    real = planning_service.board

    def slow(*args: object, **kwargs: object) -> object:
        gate.wait(60)
        return real(*args, **kwargs)  # type: ignore[arg-type]

    planning_service.board = slow  # type: ignore[method-assign, assignment]
    beats: list[int] = []
    heart = QTimer(window, interval=10)
    heart.timeout.connect(lambda: beats.append(1))
    heart.start()
    press(opened, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "la lecture du planning" in window.status.waiting_text, timeout=LONG_MS)
    before = len(beats)
    press(opened, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.screen_name == "agenda", "other screens can be reached meanwhile"
    qtbot.waitUntil(lambda: len(beats) > before + 10, timeout=LONG_MS)
    gate.set()
    settle(qtbot, opened)
    assert window.status.waiting_text == ""


def test_a_refusal_is_a_sentence_with_what_to_do(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window()

    def busy(*_args: object, **_kwargs: object) -> object:
        raise StoreBusy(store="demo")

    opened.window.context.platform.planning.board = busy  # type: ignore[method-assign, assignment]
    press(opened, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(opened.window.notice.text), timeout=LONG_MS)
    assert "demo" in opened.window.notice.text
    context = opened.window.context
    answered: list[str] = []
    context.tasks.succeeded.connect(answered.append)
    context.tasks.query("", context.platform.notices.list, lambda _found: None, key="something-else")
    qtbot.waitUntil(lambda: "something-else" in answered, timeout=LONG_MS)
    assert "demo" in opened.window.notice.text, "that something else can be read proves nothing"


# --- keys, language, theme ----------------------------------------------------------------------------


def test_keys_change_what_is_shown(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window()
    opened.window.notice.tell("Rien de grave")
    close = opened.window.notice.findChild(QPushButton)
    assert close is not None
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert opened.planning.timeline.hasFocus(), "a notice that was read gives the keys back"
    planning = opened.planning
    first = planning.period.first
    for key, title in (
        (Qt.Key.Key_J, "2026"),
        (Qt.Key.Key_M, "Novembre 2026"),
        (Qt.Key.Key_S, "23 – 29 novembre 2026"),
    ):
        press(opened, key)
        assert title in planning.top.title.text()
    press(opened, Qt.Key.Key_PageDown)
    assert planning.period.first == first + timedelta(days=7)
    press(opened, Qt.Key.Key_T)
    assert planning.period.first == first
    settle(qtbot, opened)
    press(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(planning.filters.words, "jstq")
    assert planning.filters.words.text() == "jstq", "letters are text inside a field"
    assert planning.timeline.filters.text == "jstq"
    settle(qtbot, opened)


def test_language_and_theme_change_while_running(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window()
    opened.window.actions_table["language-en"].trigger()
    settle(qtbot, opened)
    assert opened.window.rail.button("requests").text() == "Requests"
    opened.window.actions_table["theme-dark"].trigger()
    settle(qtbot, opened)
    assert opened.window.context.theme.is_dark
    assert opened.planning.dropping.judge is not None, "the planning is filled again"


def test_what_is_over_says_so_when_it_is_moved_and_nothing_stays_of_it(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    core = open_platform(Settings(str(demo_store), "resp.usp", NOW))
    start = NOW - timedelta(days=1)
    lines = (LineRequest("FERM20-BRE"),)
    past = core.requests.request(BookingRequest("TP hier", lines, start, start + timedelta(hours=2)))
    core.close()
    opened = open_window("resp.usp")
    opened.planning.timeline.select(past.booking.ref, 1)
    settle(qtbot, opened)
    QTest.keyClick(opened.planning.timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    assert "déjà terminé" in opened.window.notice.text
    assert opened.planning.timeline.state.proposal is None
    assert "libre" not in opened.window.status.hint_text, "the hint goes with the ghost"


def test_alt_alone_shows_the_menus(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window()
    assert not opened.window.menuBar().isVisible()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(
            opened.planning.timeline, QKeyEvent(kind, Qt.Key.Key_Alt, Qt.KeyboardModifier.NoModifier)
        )
    assert opened.window.menuBar().isVisible()
    settle(qtbot, opened)


def test_a_booking_is_exported_where_people_choose(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window(TRAINER)
    session = mine_to_come(opened)
    QTest.mouseClick(
        opened.planning.timeline.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        bar_of(opened.planning.timeline, session),
    )
    settle(qtbot, opened)
    target = tmp_path / "seance.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    opened.window.actions_table["export-selection"].trigger()
    qtbot.waitUntil(target.exists, timeout=LONG_MS)
    settle(qtbot, opened)
    content = target.read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR")
    assert session.ref.encode() in content.replace(b"\r\n ", b"")


def test_clicking_a_bar_rings_every_line_and_fills_the_inspector(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window(TRAINER)
    planning = opened.planning
    session = mine_to_come(opened)
    QTest.mouseClick(
        planning.timeline.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        bar_of(planning.timeline, session),
    )
    assert planning.timeline.selection == (session.ref, session.occurrence)
    qtbot.waitUntil(lambda: planning.dossier is not None, timeout=LONG_MS)
    assert opened.window.actions_table["edit"].isEnabled()
    empty = place_of(planning.timeline, session.lines[0].resource, NOW + timedelta(days=4, hours=12))
    assert empty is not None
