"""The bell, the words in the inspector, and what is due: in the whole window."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.conversation import Suggestion
from tests.ui.conftest import NOW
from tests.ui.office import LONG_MS, go_to
from tests.ui.requests.test_conversing import asked
from tests.ui.windows import settle
from ui.due import DueRunner
from ui.widgets.conversation import ConversationCard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.bootstrap import PlatformBooking
    from tests.ui.windows import Opened

    Open = Callable[..., Opened]

LEFT = Qt.MouseButton.LeftButton


def sits(store: Path, login: str | None, now: datetime = NOW) -> PlatformBooking:
    return open_platform(Settings(str(store), login, now))


def test_the_bell_tells_of_a_proposal_that_is_accepted_with_one_key(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    ref = asked(demo_store, "formateur10")
    manager = sits(demo_store, "resp.cyt")
    manager.conversations.propose(ref, Suggestion("2027-06-15T14:00"))
    opened = open_window("formateur10")
    bell = opened.window.rail.bell
    qtbot.waitUntil(lambda: bell.count == 1, timeout=LONG_MS)
    assert "1" in bell.accessibleName()
    QTest.mouseClick(bell, LEFT)
    qtbot.waitUntil(lambda: opened.window.told.list is not None, timeout=LONG_MS)
    told = opened.window.told.list
    assert told is not None
    assert "propose autre chose" in told.list.item(0).text()
    QTest.keyClick(told.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.planning.dossier is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: bell.count == 0, timeout=LONG_MS)
    card = opened.planning.inspector.findChildren(ConversationCard)[-1]
    assert card.accepts
    QTest.keyClick(opened.window, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: manager.bookings.get(ref).booking.status == "approved", timeout=LONG_MS)
    assert [notice.kind for notice in manager.notices.list(unread=True)] == ["proposal-accepted"]
    settle(qtbot, opened)
    told_in_pane = [words.text() for words in opened.planning.inspector.findChildren(QLabel)]
    assert any("propose autre chose" in words for words in told_in_pane), "what was said stays in the history"
    assert any("15 juin" in words and "14:00" in words for words in told_in_pane)
    manager.close()


def test_all_is_read_with_one_click(qtbot: QtBot, open_window: Open, demo_store: Path) -> None:
    manager = sits(demo_store, "resp.cyt")
    for day in ("2027-06-15", "2027-06-16"):
        manager.approvals.decline(asked(demo_store, "formateur10", day), "fermé")
    manager.close()
    opened = open_window("formateur10", language="en")
    bell = opened.window.rail.bell
    qtbot.waitUntil(lambda: bell.count == 2, timeout=LONG_MS)
    QTest.mouseClick(bell, LEFT)
    qtbot.waitUntil(lambda: opened.window.told.list is not None, timeout=LONG_MS)
    told = opened.window.told.list
    assert told is not None
    assert told.list.count() == 2
    QTest.mouseClick(told.read, LEFT)
    qtbot.waitUntil(lambda: bell.count == 0, timeout=LONG_MS)


def test_one_of_several_offers_is_accepted_in_the_inspector(
    qtbot: QtBot, open_window: Open, demo_store: Path
) -> None:
    winner, loser = asked(demo_store, "formateur01"), asked(demo_store, "formateur10")
    manager = sits(demo_store, "resp.cyt")
    manager.approvals.approve(winner)
    second = manager.conversations.read(loser).proposals[1]
    opened = open_window("formateur10")
    go_to(qtbot, opened, manager.bookings.get(loser).booking)
    card = opened.planning.inspector.findChildren(ConversationCard)[-1]
    QTest.mouseClick(card.accepts[1], LEFT)
    qtbot.waitUntil(lambda: manager.bookings.get(loser).booking.status == "approved", timeout=LONG_MS)
    assert manager.bookings.get(loser).booking.occurrences[0].span == second.spans[1]
    manager.close()


def test_the_window_carries_out_what_is_due(qtbot: QtBot, open_window: Open, demo_store: Path) -> None:
    ref = asked(demo_store, "formateur10", "2027-06-15")
    later = datetime(2027, 6, 15, 11, tzinfo=NOW.tzinfo) + timedelta(hours=1)
    opened = open_window("formateur10", now=later)
    runner = opened.window.findChild(DueRunner)
    assert isinstance(runner, DueRunner)
    runner.run()
    settle(qtbot, opened)
    operator = sits(demo_store, None, later)
    assert operator.bookings.get(ref).booking.status == "expired"
    qtbot.waitUntil(lambda: opened.window.rail.bell.count >= 1, timeout=LONG_MS)
    assert operator.due.run().happened == ()
    operator.close()
