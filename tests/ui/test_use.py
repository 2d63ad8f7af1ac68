"""On the day, in the window: coming, being done, not turning up, from the inspector and by key."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from platform_booking.bootstrap import Settings, open_platform
from tests.ui import office
from tests.ui.office import book, coming, go_to, there
from tests.ui.windows import settle
from ui.dialogs.block import BlockDialog, BlockEndDialog
from ui.widgets.buttons import Button
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

QUALIFIED = """
[[qualifications]]
code = "Z"
name = "Habillage"
[[resources]]
code = "SALLE"
name = { fr = "Salle Bio A", en = "Room Bio A" }
category = "room"
platform = "SAL"
requires = ["Z"]
"""
CTRL = Qt.KeyboardModifier.ControlModifier
SOON = timedelta(minutes=10)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A small store."""
    where = str(tmp_path / "store.sqlite")
    office.fill(where)
    return where


def button(opened: Opened, name: str) -> Button | None:
    return opened.planning.inspector.findChild(Button, f"inspector-{name}")


def press(qtbot: QtBot, opened: Opened, name: str) -> None:
    qtbot.waitUntil(lambda: button(opened, name) is not None, timeout=office.LONG_MS)
    found = button(opened, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)


def test_somebody_comes_and_is_done_and_takes_it_back(qtbot: QtBot, open_window: Open, address: str) -> None:
    booking = book(address, "SALLE", coming(9))
    with closing(open_platform(Settings(address))) as core:
        core.catalogue.import_text(QUALIFIED)
    opened = open_window("tina", store=address, now=coming(9) + SOON)
    go_to(qtbot, opened, booking)
    said = [item.text() for item in opened.planning.inspector.findChildren(QLabel)]
    assert any("Habillage" in text for text in said)
    press(qtbot, opened, "check-in")
    assert there(address, booking.ref).status == "in_use"
    assert opened.planning.timeline.hasFocus(), "its button is gone, the keys go on"
    assert "utilisation commencée" in opened.window.toast.text
    assert "Habillage" in opened.window.toast.text
    press(qtbot, opened, "finish")
    assert there(address, booking.ref).status == "completed"
    QTest.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    assert there(address, booking.ref).status == "in_use"


def test_whoever_answers_for_the_room_may_let_it_be_used_all_the_same(
    qtbot: QtBot, open_window: Open, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    with closing(open_platform(Settings(address))) as core:
        core.catalogue.import_text(QUALIFIED + 'rules = { qualification = "refuse" }\n')
    opened = open_window("mona", store=address, now=coming(9) + SOON)
    go_to(qtbot, opened, booking)
    qtbot.waitUntil(lambda: "check-in" in opened.planning.allowed(), timeout=office.LONG_MS)
    QTest.keyClick(opened.window, Qt.Key.Key_B)

    def question() -> ReasonDialog | None:
        found = QApplication.activeModalWidget()
        return found if isinstance(found, ReasonDialog) else None

    qtbot.waitUntil(lambda: question() is not None, timeout=office.LONG_MS)
    asked = question()
    assert asked is not None
    assert "Habillage" in " ".join(item.text() for item in asked.findChildren(QLabel))
    QTest.keyClicks(asked.text, "sous ma surveillance")
    QTest.keyClick(asked, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: there(address, booking.ref).status == "in_use", timeout=office.LONG_MS)
    settle(qtbot, opened)
    assert opened.planning.dossier is not None
    assert opened.planning.dossier.history[-1].reason == "sous ma surveillance"


def test_nobody_came(qtbot: QtBot, open_window: Open, address: str) -> None:
    booking = book(address, "SALLE", coming(9))
    opened = open_window("tina", store=address, now=coming(9) + SOON)
    go_to(qtbot, opened, booking)
    press(qtbot, opened, "no-show")
    assert there(address, booking.ref).allocations[0].actual_from is None
    assert there(address, booking.ref).status not in {"approved", "in_use"}


def test_the_day_before_nothing_of_it_is_offered(qtbot: QtBot, open_window: Open, address: str) -> None:
    booking = book(address, "SALLE", coming(9, days=3))
    opened = open_window("tina", store=address, now=None)
    go_to(qtbot, opened, booking)
    assert not opened.planning.allowed() & {"check-in", "finish", "no-show"}
    QTest.keyClick(opened.window, Qt.Key.Key_B)
    settle(qtbot, opened)
    assert there(address, booking.ref).status == "approved"
    menu = opened.planning.commands.menu(opened.window)
    offered = {action.text().partition("\t")[0]: action.isEnabled() for action in menu.actions()}
    assert offered["Commencer"] is False


def dialog(opened: Opened, kind: type[QDialog]) -> QDialog:
    return next(item for item in opened.window.findChildren(kind) if item.isVisible())


def test_a_block_is_made_where_nobody_is_then_changed_and_lifted(
    qtbot: QtBot, open_window: Open, address: str
) -> None:
    booking = book(address, "SALLE", coming(9))
    opened = open_window("mona", store=address, now=None)
    go_to(qtbot, opened, booking)
    QTest.keyClick(opened.window, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    asked = dialog(opened, BlockDialog)
    assert isinstance(asked, BlockDialog)
    assert asked.resource.value == "SALLE"
    assert not asked.send.isEnabled()
    QTest.keyClicks(asked.reason, "Peinture")
    QTest.mouseClick(asked.send, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    assert asked.isVisible()
    assert booking.ref in asked.wrong.text() or booking.title in asked.wrong.text()
    for field, hour in ((asked.start, "14:00"), (asked.end, "16:00")):
        field.time.selectAll()
        QTest.keyClicks(field.time, hour)
    QTest.mouseClick(asked.send, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    blocks = opened.window.context.platform.blocks
    (block,) = blocks.list()
    assert (block.span.start, block.span.end, block.reason) == (coming(14), coming(16), "Peinture")
    opened.planning.timeline.select(block.ref, 0)
    settle(qtbot, opened)
    press(qtbot, opened, "block-end")
    end = dialog(opened, BlockEndDialog)
    assert isinstance(end, BlockEndDialog)
    QTest.keyClick(end.end.time, Qt.Key.Key_PageUp)
    QTest.mouseClick(end.send, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    assert blocks.list()[0].span.end == coming(17)
    press(qtbot, opened, "unblock")
    why = dialog(opened, ReasonDialog)
    assert isinstance(why, ReasonDialog)
    QTest.keyClicks(why.text, "Finie")
    QTest.mouseClick(why.send, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    assert blocks.list() == ()


def test_who_answers_for_nothing_makes_nothing_unavailable(open_window: Open, address: str) -> None:
    opened = open_window("tina", store=address, now=None)
    assert not opened.window.actions_table["new-block"].isEnabled()
