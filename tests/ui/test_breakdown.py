"""Saying in the window that a unit is down: who is affected, one button that says what it does, one undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.conftest import NOW
from tests.ui.hands import place_of
from tests.ui.windows import settle
from ui.dialogs.breakdown import BreakdownDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.bootstrap import PlatformBooking
    from tests.ui.windows import Opened

LONG_MS = 60_000
ORGANISER = "formateur10"
POOL = '[[resources]]\ncode = "PAN"\nname = "Pompes"\nplatform = "USP"\nunits = 2\n'


@pytest.fixture
def core(demo_store: Path) -> Iterator[PlatformBooking]:
    core = open_platform(Settings(str(demo_store), None, NOW))
    core.catalogue.import_text(POOL)
    yield core
    core.close()


def book(core: PlatformBooking, units: int = 1, hours: int = 2) -> str:
    """An organiser has so many of the pool, in three hours."""
    start = NOW + timedelta(hours=3)
    wanted = BookingRequest("TP Pompes", (LineRequest("PAN", units),), start, start + timedelta(hours=hours))
    return core.as_person(ORGANISER).requests.request(wanted).booking.ref


def opened_dialog(qtbot: QtBot, opened: Opened, unit: str = "") -> BreakdownDialog:
    """By the context menu of the row, with the mouse; then the list has come."""
    view = opened.planning.timeline
    at = place_of(view, "PAN", NOW + timedelta(days=2))
    viewport = view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    menu = next(m for m in opened.planning.findChildren(QMenu) if m.isVisible())
    action, *_ = menu.actions()
    assert action.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    dialog = opened.window.findChild(BreakdownDialog)
    assert isinstance(dialog, BreakdownDialog)
    assert dialog.resource.value == "PAN"
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=LONG_MS)
    assert dialog.focusWidget() is dialog.reason, "without it nothing can be sent"
    if dialog.unit.value != unit:
        dialog.unit.setFocus()
        while dialog.unit.value != unit:
            QTest.keyClick(dialog.unit, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: dialog.preview is not None, timeout=LONG_MS)
    return dialog


def plain(text: str) -> str:
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def send(qtbot: QtBot, opened: Opened, dialog: BreakdownDialog) -> None:
    assert not dialog.send.isEnabled()
    QTest.keyClicks(dialog.reason, "fuite")
    QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)


def test_who_is_unticked_loses_the_line_and_one_undo_puts_all_back(
    qtbot: QtBot, open_window: Callable[..., Opened], core: PlatformBooking
) -> None:
    ref = book(core)
    before = core.bookings.get(ref).booking
    broken = core.catalogue.load().unit_by_id[before.allocations[0].unit_id].name
    opened = open_window("resp.usp")
    dialog = opened_dialog(qtbot, opened, broken)
    row = dialog.affected.topLevelItem(0)
    assert row is not None
    assert row.text(2).startswith("Autre unité\n")
    assert plain(dialog.send.text()) == "Déplacer 1 réservation, prévenir 1 personne"
    dialog.affected.setFocus()
    dialog.affected.setCurrentItem(row)
    QTest.keyClick(dialog.affected, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=LONG_MS)
    assert plain(dialog.send.text()) == "Retirer 1 ligne, prévenir 1 personne"
    assert "TP Pompes" in dialog.losing.text()
    send(qtbot, opened, dialog)
    assert core.bookings.get(ref).booking.status == "cancelled"
    (block,) = [item for item in core.blocks.list() if item.resource == "PAN"]
    assert block.reason == "fuite"
    opened.window.actions_table["undo"].trigger()
    settle(qtbot, opened)
    after = core.bookings.get(ref).booking
    assert after.status == before.status
    assert not [item for item in core.blocks.list() if item.resource == "PAN"]


def test_nobody_affected_blocks_and_a_changed_list_is_refused(
    qtbot: QtBot, open_window: Callable[..., Opened], core: PlatformBooking
) -> None:
    opened = open_window("resp.usp")
    dialog = opened_dialog(qtbot, opened)
    assert dialog.send.text() == "Déclarer la panne"
    ref = book(core, 2)
    send(qtbot, opened, dialog)
    assert "ont changé" in dialog.wrong.text()
    assert not [item for item in core.blocks.list() if item.resource == "PAN"]
    qtbot.waitUntil(lambda: dialog.affected.topLevelItemCount() == 1, timeout=LONG_MS)
    assert "prévenir 1 personne" in plain(dialog.send.text())
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    assert [item.kind for item in core.blocks.list() if item.resource == "PAN"] == ["breakdown"]
    assert core.bookings.get(ref).booking.version > 1


def test_those_who_may_block_nothing_are_not_offered_it(
    open_window: Callable[..., Opened], core: PlatformBooking
) -> None:
    opened = open_window(ORGANISER)
    assert not opened.window.actions_table["breakdown"].isEnabled()
