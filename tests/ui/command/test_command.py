"""The command field, as people use it: keys in a real window on a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from platform_booking.bootstrap import Settings, open_platform
from tests.ui.conftest import NOW
from tests.ui.windows import PATIENCE_MS, settle
from ui.screens.find_slot.screen import FindSlotScreen
from ui.widgets.command_field import CommandField

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.domain.booking import Booking
    from tests.ui.windows import Opened
    from ui.command.center import CommandCenter

    Open = Callable[..., Opened]

TRAINER = "formateur10"
MANAGER = "resp.usp"
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


def titled(store: Path, title: str) -> list[Booking]:
    platform = open_platform(Settings(str(store), None, NOW))
    try:
        return [item for item in platform.bookings.named(title) if item.title == title]
    finally:
        platform.close()


class Hands:
    """Somebody at the keyboard."""

    def __init__(self, qtbot: QtBot, opened: Opened) -> None:
        self.qtbot = qtbot
        self.opened = opened

    @property
    def center(self) -> CommandCenter:
        return self.opened.window.command.center

    def begin(
        self, text: str, key: Qt.Key = Qt.Key.Key_K, with_: Qt.KeyboardModifier = CONTROL
    ) -> CommandField:
        """Press the key, type, and wait until the store has said all that it will."""
        window = self.opened.window
        window.activateWindow()  # no window manager does it here once a dialog has gone
        self.qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
        QTest.keyClick(window, key, with_)
        field = self.field()
        QTest.keyClicks(field, text)
        self.wait()
        return field

    def field(self) -> CommandField:
        self.qtbot.waitUntil(
            lambda: isinstance(QApplication.focusWidget(), CommandField), timeout=PATIENCE_MS
        )
        found = QApplication.focusWidget()
        assert isinstance(found, CommandField)
        return found

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.center.is_asking, timeout=PATIENCE_MS)
        settle(self.qtbot, self.opened)

    def rows(self) -> list[str]:
        return [row.title for row in self.center.panel.rows.rows.rows]


def test_a_line_books_or_says_what_would_do(qtbot: QtBot, open_window: Open, demo_store: Path) -> None:
    opened = open_window(TRAINER)
    hands = Hands(qtbot, opened)
    first = 'rv 3/12 14-17 "TP casques"'
    field = hands.begin(first)
    assert field is opened.planning.top.command
    assert "Libre" in hands.center.panel.sentence
    QTest.keyClick(field, ENTER)
    settle(qtbot, opened)
    assert [line.resource for line in titled(demo_store, "TP casques")[0].lines] == ["RV-ONI"]
    qtbot.waitUntil(lambda: opened.planning.dossier is not None, timeout=PATIENCE_MS)
    assert (field.text(), hands.center.panel.isHidden()) == ("", True)
    assert opened.window.context.preferences.phrases == (first,)

    second = 'rv 3/12 14-17 "TP second"'
    field = hands.begin(second, Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier)
    assert hands.rows()[0] == "Ce qui conviendrait"
    QTest.keyClick(field, ENTER, SHIFT)
    settle(qtbot, opened)
    assert opened.window.editor is not None
    opened.window.editor.close()
    settle(qtbot, opened)
    field = hands.begin(second)
    QTest.keyClick(field, Qt.Key.Key_Ampersand, ALT)
    assert field.text() not in ("", second)
    hands.wait()
    assert "Libre" in hands.center.panel.sentence
    QTest.keyClick(field, ENTER)
    settle(qtbot, opened)
    assert titled(demo_store, "TP second")

    field = hands.begin("psm 3/12 14-17 aseptie")
    assert hands.rows()[0] == "Laquelle\u00a0?"
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, ENTER)
    assert field.text() == "PSM2-SHB 3/12 14-17 aseptie"
    assert hands.rows()[0] == "En faire le titre"
    QTest.keyClick(field, ENTER)
    assert field.text() == 'PSM2-SHB 3/12 14-17 "aseptie"'
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert hands.center.panel.isHidden()
    assert opened.planning.timeline.hasFocus()
    assert field.text() == 'PSM2-SHB 3/12 14-17 "aseptie"', "nothing is lost"
    settle(qtbot, opened)


def test_words_find_slots_bookings_resources_and_actions(qtbot: QtBot, open_window: Open) -> None:
    opened = open_window(MANAGER)
    hands = Hands(qtbot, opened)
    judge = opened.planning.dropping.judge
    assert judge is not None
    session = next(item for item in judge.sessions.values() if not item.is_block)
    QTest.keyClick(hands.begin(session.ref.lower()), ENTER)
    qtbot.waitUntil(lambda: opened.planning.dossier is not None, timeout=PATIENCE_MS)
    assert opened.planning.dossier is not None
    assert opened.planning.dossier.booking.ref == session.ref
    settle(qtbot, opened)
    QTest.keyClick(hands.begin("lyophilisateur"), ENTER)
    cursor = opened.planning.timeline.state.cursor
    assert cursor is not None
    assert cursor.code == "LYO-TRS"
    QTest.keyClick(hands.begin("agenda"), ENTER)
    assert opened.window.screen_name == "agenda"
    settle(qtbot, opened)

    field = hands.begin("2 psm oni 14-16 x2")
    assert field is opened.window.command.palette.field, "there is none on this screen"
    QTest.keyClick(field, ENTER)
    settle(qtbot, opened)
    screen = opened.window.front
    assert isinstance(screen, FindSlotScreen)
    assert [(row.code, row.quantity.value()) for row in screen.criteria.rows] == [("PSM2-ONI", 2)]
    assert (screen.criteria.sessions.value(), screen.criteria.low.minutes) == (2, 14 * 60)
    qtbot.waitUntil(lambda: screen.result is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(
        lambda: opened.window.focusWidget() is screen.cards[0], timeout=PATIENCE_MS
    )  # Enter takes it
    assert not opened.window.command.palette.isVisible()
    field = hands.begin("!bloc litfixe 4/1/2027 8-18 joints")
    assert hands.center.panel.sentence == "Personne n’est gêné."
    QTest.keyClick(field, ENTER)
    settle(qtbot, opened)
    assert "joints" in [block.reason for block in opened.window.context.platform.blocks.list()]
