"""A store that takes its time, or is gone: the window stays alive, says what it waits for, and finishes what was begun."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.errors import StoreUnavailable
from tests.ui import office
from tests.ui.office import LONG_MS, book, coming, everything, go_to, listed, there, until_live
from tests.ui.slow import Gate
from tests.ui.windows import settle
from ui.dialogs.editor.dialog import BookingEditor
from ui.dialogs.editor.notices import Strip
from ui.draft import Draft, DraftLine
from ui.screens.calendars.screen import CalendarsScreen
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

    Open = Callable[..., Opened]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A small store."""
    where = str(tmp_path / "store.sqlite")
    office.fill(where)
    return where


@pytest.fixture
def opened(open_window: Open, address: str) -> Opened:
    """Tina's window on it."""
    return open_window("tina", store=address, now=None)


def editor_on(opened: Opened) -> BookingEditor:
    start = coming(14)
    opened.window.open_editor(Draft(lines=(DraftLine("SALLE"),), start=start, end=start.replace(hour=16)))
    editor = opened.window.editor
    assert isinstance(editor, BookingEditor)
    return editor


def test_typing_goes_on_while_the_store_thinks(qtbot: QtBot, opened: Opened, address: str) -> None:
    gate = Gate(opened.window.context.platform.previews, "preview")
    editor = editor_on(opened)
    qtbot.waitUntil(gate.begun.is_set, timeout=LONG_MS)
    qtbot.waitUntil(lambda: bool(opened.window.status.waiting_text), timeout=LONG_MS)
    QTest.keyClicks(editor.form.title, "Pendant ce temps")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    beats: list[int] = []
    heart = QTimer(editor, interval=5)
    heart.timeout.connect(lambda: beats.append(1))
    heart.start()
    qtbot.waitUntil(lambda: len(beats) > 20, timeout=LONG_MS)
    assert editor.state.title == "Pendant ce temps"
    assert everything(address) == [], "nothing is sent that has not been looked at"
    gate.open()
    qtbot.waitUntil(lambda: len(everything(address)) == 1, timeout=LONG_MS)
    assert everything(address)[0].title == "Pendant ce temps"
    settle(qtbot, opened)


def test_what_is_being_sent_is_said_and_the_rest_of_the_window_lives(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    gate = Gate(opened.window.context.platform.requests, "request")
    editor = editor_on(opened)
    QTest.keyClicks(editor.form.title, "TP lent")
    qtbot.waitUntil(lambda: editor._answer is not None and not editor._looker.is_waiting, timeout=LONG_MS)
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(gate.begun.is_set, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "envoi" in opened.window.status.waiting_text, timeout=LONG_MS)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not editor.footer.send.isEnabled(), "it is sent once"
    gate.open()
    qtbot.waitUntil(lambda: opened.window.editor is None, timeout=LONG_MS)
    settle(qtbot, opened)
    assert len(everything(address)) == 1
    assert opened.window.status.waiting_text == ""


def test_what_is_being_sent_can_be_stopped_and_nothing_typed_is_lost(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    gate = Gate(opened.window.context.platform.requests, "request")
    editor = editor_on(opened)
    QTest.keyClicks(editor.form.title, "TP trop lent")
    qtbot.waitUntil(lambda: editor._answer is not None and not editor._looker.is_waiting, timeout=LONG_MS)
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(gate.begun.is_set, timeout=LONG_MS)
    assert editor.footer.cancel.text() == "Arrêter"
    QTest.mouseClick(editor.footer.cancel, Qt.MouseButton.LeftButton)
    gate.open()
    qtbot.waitUntil(lambda: "Arrêté à votre demande" in editor.problem.text, timeout=LONG_MS)
    settle(qtbot, opened)
    assert everything(address) == []
    assert editor.state.title == "TP trop lent"
    assert editor.footer.cancel.text() == "Annuler"
    qtbot.waitUntil(editor.footer.send.isEnabled, timeout=LONG_MS)
    QTest.mouseClick(editor.footer.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(everything(address)) == 1, timeout=LONG_MS)
    settle(qtbot, opened)


def test_nobody_has_to_wait_for_an_answer(qtbot: QtBot, opened: Opened) -> None:
    settle(qtbot, opened)
    window = opened.window
    gate = Gate(window.context.platform.planning, "board")
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "la lecture du planning" in window.status.waiting_text, timeout=LONG_MS)
    QTest.mouseClick(window.status.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Arrêté à votre demande" in window.notice.text, timeout=LONG_MS)
    assert window.status.waiting_text == ""
    assert not window.status.stop.isVisible()
    gate.open()
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)


def test_closing_finishes_what_is_being_written_and_what_waits_behind_it(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    platform = opened.window.context.platform
    gate = Gate(platform.changes, "edit")
    for title in ("Premier", "Second"):
        work = partial(platform.changes.edit, booking.ref, title=title)
        opened.window.operations.run("task-saving", work, title)
    qtbot.waitUntil(gate.begun.is_set, timeout=LONG_MS)
    opened.window.close()
    assert not opened.window.isVisible(), "the window goes at once"
    threading.Timer(0.3, gate.open).start()
    opened.application.close()
    assert there(address, booking.ref).title == "Second"


def test_closing_does_not_wait_for_what_was_only_asked(qtbot: QtBot, opened: Opened) -> None:
    gate = Gate(opened.window.context.platform.planning, "board")
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    qtbot.waitUntil(gate.begun.is_set, timeout=LONG_MS)
    opened.window.close()
    opened.application.close()
    assert not gate.is_open
    gate.open()
    qtbot.wait(50)  # its answer comes to nobody


def test_a_draft_outlives_a_window_that_is_closed_over_it(
    qtbot: QtBot, open_window: Open, address: str
) -> None:
    opened = open_window("tina", store=address, now=None)
    editor = editor_on(opened)
    QTest.keyClicks(editor.form.title, "A moitie")
    opened.window.close()
    opened.application.close()
    again = open_window("tina", store=address, now=None)
    again.window.open_editor(Draft())
    assert again.window.editor is not None
    assert "A moitie" in again.window.editor.keeper.strip.text
    QTest.mouseClick(again.window.editor.keeper.strip.first_button, Qt.MouseButton.LeftButton)
    assert again.window.editor.state.title == "A moitie"
    settle(qtbot, again)


def test_a_file_that_cannot_be_read_is_a_sentence_and_it_goes_when_it_can(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    planning = opened.window.context.platform.planning
    real = planning.board
    settle(qtbot, opened)  # an answer from before would say that the store is there

    def gone(*_args: object, **_kwargs: object) -> Any:
        raise StoreUnavailable(store="store")

    planning.board = gone  # type: ignore[method-assign]
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "inaccessible" in opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)
    planning.board = real  # type: ignore[method-assign]
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not opened.window.notice.text, timeout=LONG_MS)
    settle(qtbot, opened)


def test_a_strip_says_since_when_and_only_reading_is_left_until_it_is_back(
    qtbot: QtBot, opened: Opened, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, hub = opened.window, opened.application.hub
    until_live(qtbot, opened)
    booking = book(address, "SALLE", coming(9))
    go_to(qtbot, opened, booking)
    qtbot.waitUntil(lambda: "cancel" in opened.planning.allowed(), timeout=LONG_MS)

    def strips() -> list[Strip]:
        return [item for item in window.findChildren(Strip) if "Hors ligne depuis" in item.text]

    def shown_button() -> Button:
        found = opened.planning.inspector.findChild(Button, "inspector-edit")
        assert isinstance(found, Button)
        return found

    def summary() -> str:
        screen = window.screens["calendars"]
        assert isinstance(screen, CalendarsScreen)
        return screen.summary.text()

    def lost(*_args: object) -> Any:
        raise StoreUnavailable(store="store")

    with monkeypatch.context() as broken:
        broken.setattr(type(hub._watcher), "wait", lost)
        qtbot.waitUntil(lambda: bool(strips()), timeout=LONG_MS)
        (strip,) = [item for item in strips() if item.isVisible()]
        assert not window.actions_table["cancel"].isEnabled()
        assert window.actions_table["copy-ref"].isEnabled()
        edit, why = shown_button(), "Hors ligne"
        assert not edit.isEnabled()
        assert why in edit.toolTip()
        assert why in edit.accessibleDescription()
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert any(item.isVisible() for item in strips()), "a screen made meanwhile says it too"
        QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, Qt.Key.Key_N)
        assert window.editor is not None, "what is written waits on this computer"
        send = window.editor.footer.send
        send.setEnabled(True)
        assert not send.isEnabled(), "whatever else would let it"
        window.editor.close()
        window.show_screen("calendars")
        qtbot.waitUntil(lambda: summary() == "Dernier état connu", timeout=LONG_MS)
        window.show_screen("planning")
    QTest.mouseClick(strip.first_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not strips(), timeout=LONG_MS)
    qtbot.waitUntil(window.actions_table["cancel"].isEnabled, timeout=LONG_MS)
    settle(qtbot, opened)
    assert shown_button().isEnabled()
    assert why not in shown_button().toolTip()
    qtbot.waitUntil(lambda: summary() == "Tout est à jour", timeout=LONG_MS)


def test_what_could_not_be_done_stays_said_until_something_is_done(
    qtbot: QtBot, opened: Opened, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    context, operations = opened.window.context, opened.window.operations

    def refused() -> Any:
        return context.platform.changes.edit(booking.ref, title="X", expected_version=9)

    operations.run("task-saving", refused, "")
    qtbot.waitUntil(lambda: booking.ref in opened.window.notice.text, timeout=LONG_MS)
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    settle(qtbot, opened)
    assert booking.ref in opened.window.notice.text, "reading something does not undo what went wrong"
    operations.run("task-saving", lambda: context.platform.changes.edit(booking.ref, title="Y"), "Fait")
    settle(qtbot, opened)
    assert not opened.window.notice.text
    assert opened.window.toast.text == "Fait"


def test_long_sentences_wrap_and_are_there_to_the_last_word(qtbot: QtBot, opened: Opened) -> None:
    from ui.context import Toast
    from ui.widgets.toast import Notice

    window = opened.window
    window.resize(window.minimumSize())
    long = "Une phrase qui dit tout ce qui ne va pas et ce qu’il faut faire. " * 12
    window.context.failed.emit(long)
    window.context.failed.emit(long)
    assert len([item for item in window.findChildren(Notice) if item.isVisible()]) == 1
    label = window.notice._text
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=LONG_MS)
    assert window.notice.width() <= window.width()
    window.context.toast.emit(Toast(long))
    assert window.notice.text == ""
    toast = window.toast
    assert toast.x() >= 0
    assert toast.width() <= window.width()
    words = toast._text
    assert words.height() >= words.heightForWidth(words.width())
    settle(qtbot, opened)


def test_a_catalogue_that_changes_elsewhere_is_shown(qtbot: QtBot, opened: Opened, address: str) -> None:
    until_live(qtbot, opened)
    opened.window.show_screen("agenda")
    settle(qtbot, opened)
    operator = open_platform(Settings(address))
    try:
        operator.catalogue.import_text(MORE)
    finally:
        operator.close()
    booking = book(address, "NEUF", coming(9, days=0))
    qtbot.waitUntil(lambda: "NEUF" in opened.window.context.catalogue.resources, timeout=LONG_MS)
    opened.window.show_screen("planning")
    qtbot.waitUntil(lambda: listed(opened, booking.ref), timeout=LONG_MS)
    settle(qtbot, opened)
    codes = [row.code for row in opened.planning.timeline.scene.rows.rows]
    assert "NEUF" in codes
    assert opened.planning.filters.platforms.popup is not None
    offered = [action.data() for action in opened.planning.filters.platforms.popup.actions()]
    assert "NVP" in offered, "the new platform can be filtered by"


MORE = """
[[platforms]]
code = "NVP"
name = "Nouvelle plateforme"
host = "UNI"
managers = ["mona"]

[[resources]]
code = "NEUF"
name = { fr = "Appareil neuf", en = "New device" }
platform = "NVP"
"""
