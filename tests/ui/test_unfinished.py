"""Nothing typed is lost, not even by a process that is killed: it is offered when the window opens again, and checked anew."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from platform_booking.bootstrap import Settings, open_platform
from tests.ui import office
from tests.ui.interrupted import BLOCKED, KEPT, NEW, PHRASE, REASON, SITE, TITLE
from tests.ui.office import LONG_MS, book, coming, there
from tests.ui.windows import settle
from ui.dialogs.block import BlockDialog
from ui.qt import qt_application
from ui.screens.administration.screen import AdministrationScreen
from ui.unfinished import Unfinished
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened
    from ui.dialogs.editor.dialog import BookingEditor

CONTROL = Qt.KeyboardModifier.ControlModifier


def write_and_be_killed(address: str, ref: str, own: str, folder: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.interrupted", address, "mona", ref, own, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == KEPT
    finally:
        child.kill()
        child.communicate()


def go_on(unfinished: Unfinished) -> None:
    QTest.mouseClick(unfinished.strip.first_button, Qt.MouseButton.LeftButton)


def test_what_a_killed_process_had_written_is_offered_again(
    qtbot: QtBot, open_window: Callable[..., Opened], tmp_path: Path
) -> None:
    address = str(tmp_path / "store.sqlite")
    office.fill(address)
    booking = book(address, "BIO", coming(9, days=3), title="TP Culture")
    own = book(address, "SALLE", coming(9, days=3), login="mona", title="Visite")
    qt_application().setApplicationName(tmp_path.name)
    write_and_be_killed(address, booking.ref, own.ref, tmp_path)
    elsewhere = open_platform(Settings(address, "mona"))
    elsewhere.changes.edit(own.ref, learners=7)
    elsewhere.close()

    opened = open_window("mona", store=address, now=None)
    window = opened.window

    def offered() -> Unfinished | None:
        return window.unfinished

    qtbot.waitUntil(lambda: offered() is not None, timeout=LONG_MS)
    unfinished = offered()
    assert unfinished is not None
    assert NEW in unfinished.strip.text
    assert "4 autres" in unfinished.strip.text

    def editor_of(title: str) -> BookingEditor:
        qtbot.waitUntil(lambda: window.editor is not None, timeout=LONG_MS)
        assert window.editor is not None
        assert window.editor.state.title == title
        return window.editor

    go_on(unfinished)
    QTest.mouseClick(editor_of(NEW).keeper.discard, Qt.MouseButton.LeftButton)
    assert window.editor is not None
    QTest.keyClick(window.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.editor is None, timeout=LONG_MS)

    go_on(unfinished)
    editor = editor_of(TITLE)
    assert editor.state.learners == 7, "what somebody else changed meanwhile stays"
    qtbot.waitUntil(editor.footer.send.isEnabled, timeout=LONG_MS)
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.editor is None, timeout=LONG_MS)
    changed = there(address, own.ref)
    assert (changed.title, changed.learners) == (TITLE, 7)

    go_on(unfinished)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog), timeout=LONG_MS)
    question = QApplication.activeModalWidget()
    assert isinstance(question, ReasonDialog)
    assert question.reason == REASON
    QTest.keyClick(question, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: there(address, booking.ref).status == "declined", timeout=LONG_MS)
    settle(qtbot, opened)

    go_on(unfinished)
    qtbot.waitUntil(lambda: isinstance(window.front, AdministrationScreen), timeout=LONG_MS)
    screen = window.front
    assert isinstance(screen, AdministrationScreen)
    qtbot.waitUntil(lambda: screen.form.changed_fields() == {"site": SITE}, timeout=LONG_MS)
    QTest.mouseClick(screen.form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.context.catalogue.resources["SALLE"].site == SITE, timeout=LONG_MS)

    go_on(unfinished)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BlockDialog), timeout=LONG_MS)
    block = QApplication.activeModalWidget()
    assert isinstance(block, BlockDialog)
    assert block.reason.text() == BLOCKED
    QTest.mouseClick(block.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG_MS)
    settle(qtbot, opened)
    assert opened.planning.top.command.text() == PHRASE, "what was typed in one line stands there again"
    assert unfinished.strip.isHidden()
    again = Unfinished(window, window)
    again.offer()
    assert again.strip.isHidden(), "nothing is left to be offered"
