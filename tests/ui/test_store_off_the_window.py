"""The window never waits for the store: no screen and no dialog asks it on the thread that paints."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from platform_booking.storage.unit_of_work import Store
from tests.ui.windows import come_to_front, settle
from ui.actions import SPECS
from ui.context import Selected

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

DIALOGS = (
    "new-booking",
    "new-from-template",
    "new-block",
    "print-week",
    "audit-trail",
    "duplicate",
    "move",
    "propose",
    "print-attendance",
)


def test_no_screen_and_no_dialog_asks_the_store_where_it_paints(
    qtbot: QtBot, open_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    window, planning = opened.window, opened.planning
    waiting = window.context.platform.reviews.inbox()[0].item.booking
    caught: list[str] = []

    def guarded(name: str) -> None:
        real = getattr(Store, name)

        def asked(self: Store, *args: Any, **kwargs: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                caught.append(name)
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Store, name, asked)

    for name in ("read", "write", "reading", "writing"):
        guarded(name)
    for number in (2, 3, 4, 5, 6, 9, 1):
        key = getattr(Qt.Key, f"Key_{number}")
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, opened)
        assert not caught, f"Ctrl+{number}"
    window.context.booking_wanted.emit(Selected(waiting.ref, 1))
    qtbot.waitUntil(lambda: planning.dossier is not None and "decline" in planning.allowed(), timeout=60_000)
    assert {spec.name for spec in SPECS} >= set(DIALOGS)
    for action in DIALOGS:
        if not window.actions_table[action].isEnabled():
            continue
        window.actions_table[action].trigger()
        settle(qtbot, opened)
        assert not caught, action
        shown = QApplication.activeModalWidget()
        if shown is not None:
            shown.close()
            settle(qtbot, opened)
        come_to_front(qtbot, window)
    window.context.platform.reviews.inbox()
    assert caught, "it would have been seen"
