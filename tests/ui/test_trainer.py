"""A trainer's week in the whole window: asked for by keyboard alone, decided elsewhere, seen here, taken along."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.directory import BookingFilter
from tests.ui.conftest import NOW
from tests.ui.editor.hands import add_resource, press, type_text
from tests.ui.windows import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from platform_booking.domain.booking import Booking
    from tests.ui.windows import Opened

TITLE = "TP du mardi"
LONG_MS = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier


def booked(store: Path) -> Booking:
    """The one booking of that title, as the store has it."""
    platform = open_platform(Settings(str(store), None, NOW))
    try:
        (found,) = (item for item in platform.bookings.list(BookingFilter()) if item.title == TITLE)
    finally:
        platform.close()
    return found


def command(store: Path, login: str, *words: str) -> None:
    """A command in another process."""
    subprocess.run(
        [
            sys.executable, "-m", "platform_booking.cli.main", "--store", str(store), "--as", login,
            "--now", NOW.isoformat(), *words,
        ],
        check=True, capture_output=True, env=dict(os.environ),
    )  # fmt: skip


def test_a_weekly_session_from_the_first_key_to_the_calendar_file(
    qtbot: QtBot,
    open_window: Callable[..., Opened],
    demo_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = open_window("formateur01")
    qtbot.waitUntil(lambda: opened.application.hub.is_live, timeout=LONG_MS)
    QTest.keyClick(opened.planning.timeline, Qt.Key.Key_N)
    editor = opened.window.editor
    assert editor is not None
    qtbot.waitUntil(editor.isActiveWindow, timeout=LONG_MS)
    type_text(TITLE)
    for typed in ("10", "4/5/2027", "14", "17h"):
        press(Qt.Key.Key_Tab)
        type_text(typed)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    type_text("4")
    for text in ("bioreacteur verre 2 l", "psm", "salle de cours"):
        add_resource(text)
    settle(qtbot, opened)
    qtbot.waitUntil(editor.footer.send.isEnabled, timeout=LONG_MS)
    with qtbot.waitSignal(editor.booked, timeout=LONG_MS):
        press(Qt.Key.Key_Return, CONTROL)
    booking = booked(demo_store)
    assert len(booking.lines) == 3
    assert len(booking.occurrences) == 4
    assert {item.span.start.weekday() for item in booking.occurrences} == {1}
    assert booking.status == "partly_approved", "the bioreactor waits for its manager"

    qtbot.waitUntil(lambda: opened.planning.selected is not None, timeout=LONG_MS)
    assert opened.planning.selected is not None
    assert opened.planning.selected.ref == booking.ref, "what was asked for is shown"
    command(demo_store, "resp.usp", "approve", booking.ref)
    qtbot.waitUntil(
        lambda: opened.planning.dossier is not None and opened.planning.dossier.booking.status == "approved",
        timeout=LONG_MS,
    )

    here, there = tmp_path / "here.ics", tmp_path / "there.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(here), ""))
    opened.window.actions_table["export-selection"].trigger()
    qtbot.waitUntil(here.exists, timeout=LONG_MS)
    settle(qtbot, opened)
    command(
        demo_store, "resp.usp", "--lang", "fr", "ical", "export", "--booking", booking.ref, "-o", str(there)
    )
    assert here.read_bytes() == there.read_bytes(), "both take the same calendar along"
    assert QApplication.activeModalWidget() is None
