"""Hands that are faster than the store: keys wait for what they mean, and words never act as shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from platform_booking.domain.errors import StoreBusy
from tests.ui.office import LONG_MS
from tests.ui.slow import Gate
from tests.ui.windows import come_to_front, settle
from ui.screens.requests import screen as requests_module
from ui.screens.requests.reading import read_inbox
from ui.screens.requests.screen import RequestsScreen
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Never

    import pytest
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

CONTROL = Qt.KeyboardModifier.ControlModifier


def type_blind(opened: Opened, text: str) -> None:
    """To whatever has the focus, as a keyboard does."""
    for letter in text:
        focus: QWidget | None = opened.window.focusWidget()
        QTest.keyClicks(opened.window if focus is None else focus, letter)


def asked(qtbot: QtBot, text: str) -> ReasonDialog:
    """The question, once it is there with these words."""

    def is_there() -> bool:
        found = QApplication.activeModalWidget()
        return isinstance(found, ReasonDialog) and found.reason == text

    qtbot.waitUntil(is_there, timeout=LONG_MS)
    found = QApplication.activeModalWidget()
    assert isinstance(found, ReasonDialog)
    return found


def not_yet(_platform: object) -> Never:
    """However early the list is asked for, it is not there when its screen is opened."""
    raise StoreBusy(store="demo")


def waiting(opened: Opened) -> list[str]:
    return [entry.item.booking.ref for entry in opened.window.context.platform.reviews.inbox()]


def test_what_is_typed_before_the_list_is_there_waits_for_it(
    qtbot: QtBot, open_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests_module, "read_inbox", not_yet)
    opened = open_window()
    before = waiting(opened)
    monkeypatch.setattr(requests_module, "read_inbox", read_inbox)
    gate = Gate(requests_module, "read_inbox")
    QTest.keyClick(opened.window, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(gate.begun.is_set, timeout=LONG_MS)
    type_blind(opened, "doccupe: axe a deplacer, x")
    assert QApplication.activeModalWidget() is None
    gate.open()
    question = asked(qtbot, "occupe: axe a deplacer, x")
    question.reject()
    settle(qtbot, opened)
    assert waiting(opened) == before, "no letter decided anything"

    screen = opened.window.front
    assert isinstance(screen, RequestsScreen)
    slow = Gate(opened.window.context.platform.approvals, "approve")
    assert screen.panel.row is not None
    first = screen.panel.row.ref
    come_to_front(qtbot, opened.window)
    type_blind(opened, "a")
    qtbot.waitUntil(slow.begun.is_set, timeout=LONG_MS)
    type_blind(opened, "dtrop tard, la salle")
    slow.open()
    question = asked(qtbot, "trop tard, la salle")
    assert screen.panel.row.ref != first, "it is about the next one, which stands there now"
    question.reject()
    settle(qtbot, opened)
    assert waiting(opened) == [ref for ref in before if ref != first]
