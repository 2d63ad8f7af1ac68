"""Links are made, copied, renewed and revoked; timetables are looked at, read in and let go: by hand and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from tests.ui.agenda.hosting import Host, hosted, settle
from tests.ui.windows import PATIENCE_MS, come_to_front
from ui.screens.calendars.import_dialog import ImportDialog
from ui.screens.calendars.link_panel import qr_code
from ui.screens.calendars.new_feed import NewFeedDialog
from ui.screens.calendars.screen import CalendarsScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.context import Context

EVENT = """BEGIN:VEVENT
UID:{uid}
DTSTART:2026120{day}T080000Z
DTEND:2026120{day}T100000Z
SUMMARY:Cours {uid}
END:VEVENT
"""
BROKEN = "BEGIN:VEVENT\nUID:broken\nSUMMARY:Sans date\nEND:VEVENT\n"


def timetable(*events: str) -> str:
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//FR\n" + "".join(events) + "END:VCALENDAR\n"


class Desk:
    """The screen in a window, and who sits there."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        self.qtbot, self.context = qtbot, context
        self.host: Host = hosted(qtbot, context, CalendarsScreen)
        screen = self.host.screen_shown
        assert isinstance(screen, CalendarsScreen)
        self.screen = screen

    def click(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(self.qtbot, self.context)

    def agree(self, *, go: bool) -> None:
        """Answer the question that is open."""
        box = next(item for item in self.screen.findChildren(QMessageBox) if item.isVisible())
        role = QMessageBox.ButtonRole.DestructiveRole if go else QMessageBox.ButtonRole.RejectRole
        answer = next(item for item in box.buttons() if box.buttonRole(item) is role)
        assert isinstance(answer, QPushButton)
        assert answer.isDefault() is not go, "the safe answer is the one under the cursor"
        self.click(answer)

    def dialog(self, kind: type[ImportDialog | NewFeedDialog]) -> ImportDialog | NewFeedDialog:
        return self.host.findChildren(kind)[-1]

    def make_link(self, name: str) -> str:
        """A link to the calendar of the manager's platform; its code."""
        self.click(self.screen.feeds.new)
        dialog = self.dialog(NewFeedDialog)
        assert isinstance(dialog, NewFeedDialog)
        QTest.keyClicks(dialog.name, name)
        self.click(dialog.save)
        come_to_front(self.qtbot, self.host)
        return next(feed.code for feed in self.context.platform.feeds.list() if feed.label == name)


@pytest.fixture
def desk(qtbot: QtBot, context: Context) -> Desk:
    return Desk(qtbot, context)


def test_a_link_is_made_copied_renewed_and_revoked(desk: Desk) -> None:
    screen, panel = desk.screen, desk.screen.panel
    code = desk.make_link("Mon flux")
    QTest.keyClicks(panel.address, "https://x.example")
    QTest.keyClick(panel.address, Qt.Key.Key_Return)
    desk.click(panel.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("https://x.example/f/")
    assert copied == panel.link.text()
    assert desk.context.preferences.feed_address == "https://x.example"

    desk.click(panel.renew)
    desk.agree(go=False)
    assert panel.link.text() == copied, "who goes back has changed nothing"
    desk.click(panel.renew)
    desk.agree(go=True)
    assert panel.link.text().startswith("https://x.example/f/")
    assert panel.link.text() != copied

    other = desk.make_link("Second")
    row = screen.feeds.row_of(other)
    assert "Second" in row.accessibleName()
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Up)
    assert screen.feeds.row_of(code).hasFocus()
    desk.click(panel.revoke)
    desk.agree(go=True)
    assert [feed.code for feed in desk.context.platform.feeds.list()] == [other]


def test_an_address_that_is_no_longer_known_is_said(desk: Desk) -> None:
    desk.context.platform.feeds.create("platform", "USP", "busy", label="Ancien")
    desk.screen.refresh()
    settle(desk.qtbot, desk.context)
    assert desk.screen.panel.unknown.isVisible()
    assert not desk.screen.panel.known.isVisible()


def test_a_timetable_is_looked_at_before_it_is_read_in(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "edt.ics"
    file.write_text(timetable(EVENT.format(uid="a", day=1), BROKEN), encoding="utf-8")
    desk.click(desk.screen.timetables.new)
    dialog = desk.dialog(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert not dialog.send.isEnabled()
    QTest.keyClicks(dialog.source, str(file))
    desk.click(dialog.send)
    assert "Cours a" in dialog.found.toPlainText()
    assert "Sans date" in dialog.found.toPlainText(), "what is left out is said"
    assert desk.context.platform.timetables.list() == ()
    desk.click(dialog.send)
    card = desk.context.platform.timetables.list()[0]
    assert (card.calendar.subject, card.events) == ("resp.usp", 1)

    file.write_text(timetable(EVENT.format(uid="a", day=2), EVENT.format(uid="b", day=3)), encoding="utf-8")
    desk.click(desk.screen.timetables.row_of(card.calendar.code).buttons["replace"])
    again = desk.dialog(ImportDialog)
    assert isinstance(again, ImportDialog)
    QTest.keyClicks(again.source, str(file))
    desk.click(again.send)
    assert "→ Cours a" in again.found.toPlainText()
    desk.click(again.send)
    assert desk.context.platform.timetables.list()[0].events == 2

    desk.click(desk.screen.timetables.row_of(card.calendar.code).buttons["detach"])
    desk.agree(go=True)
    desk.qtbot.waitUntil(lambda: desk.context.platform.timetables.list() == (), timeout=PATIENCE_MS)


def test_what_is_no_calendar_is_said_in_the_dialog(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.ics"
    file.write_text("<html>login</html>", encoding="utf-8")
    desk.click(desk.screen.timetables.new)
    dialog = desk.dialog(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    QTest.keyClicks(dialog.source, str(file))
    desk.click(dialog.send)
    assert dialog.wrong.isVisible()
    assert dialog.isVisible(), "what was typed stays"
    dialog.close()


def test_both_languages_and_themes_paint(qtbot: QtBot, make_context: Callable[..., Context]) -> None:
    for language, theme in (("fr", "dark"), ("en", "light")):
        desk = Desk(qtbot, make_context(language=language, theme=theme))
        assert not desk.host.grab().isNull()
        assert desk.host.failures == []


def test_a_code_for_cameras_is_dark_on_white_and_sharp(qtbot: QtBot) -> None:
    image = qr_code("https://x.example/f/abc.ics", 168, 2.0).toImage()
    colors = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    assert colors == {"#ffffff", "#152124"}
    assert image.pixelColor(0, 0).name() == "#ffffff"
