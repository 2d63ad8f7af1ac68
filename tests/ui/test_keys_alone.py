"""Where the keys alone lead: from the words to what they found, and to a button that Enter presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.editor.hands import CONTROL, focused, press, type_text
from tests.ui.windows import PATIENCE_MS, settle
from ui.screens.calendars.new_feed import NewFeedDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

Key = Qt.Key


def test_a_coordinator_searches_and_makes_a_link_without_the_mouse(
    qtbot: QtBot, open_window: Callable[..., Opened]
) -> None:
    opened = open_window("coord.oniris")
    for screen, key in (("administration", Key.Key_9), ("agenda", Key.Key_2)):
        QTest.keyClick(opened.window, key, CONTROL)
        settle(qtbot, opened)
        found = focused()
        press(Key.Key_F, CONTROL)
        assert focused() is not found, screen
        type_text("tp" if screen == "agenda" else "BIO2L-ONI")
        settle(qtbot, opened)
        press(Key.Key_Return)
        assert focused() is found, screen
    QTest.keyClick(opened.window, Key.Key_5, CONTROL)
    settle(qtbot, opened)
    press(Key.Key_Return)
    (dialog,) = opened.window.findChildren(NewFeedDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
    assert dialog.kinds.value == "person", "a coordinator has no platform to give out"
    assert dialog.save.isEnabled()
    QTest.keyClicks(dialog.search, "nowhere at all")
    assert not dialog.save.isEnabled()
    press(Key.Key_Escape)
    settle(qtbot, opened)
