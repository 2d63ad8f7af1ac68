"""Links are made, copied, renewed and revoked; timetables are looked at, read in and let go: by hand and by keys."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton

from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.feeds import Read
from platform_booking.services.mail import Outgoing
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.timetables import ImportRequest
from tests.ui.agenda.hosting import Host, hosted, settle
from tests.ui.windows import PATIENCE_MS, come_to_front
from ui.change_hub import Change
from ui.dialogs.move import MoveDialog
from ui.publications import read_publications
from ui.screens.calendars.import_dialog import ImportDialog
from ui.screens.calendars.journal_card import sentence
from ui.screens.calendars.link_panel import qr_code
from ui.screens.calendars.mail_card import MessageRow
from ui.screens.calendars.new_feed import NewFeedDialog
from ui.screens.calendars.new_mirror import NewMirrorDialog
from ui.screens.calendars.publish_dialog import PublishDialog
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
        self.qtbot.waitUntil(
            button.isVisible, timeout=PATIENCE_MS
        )  # what was just listed shows a moment later
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

    def dialog(self, kind: type[ImportDialog | NewFeedDialog | PublishDialog]) -> QDialog:
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
    QTest.keyClick(dialog.source, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(dialog.send.isEnabled, timeout=PATIENCE_MS)
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


def test_a_folder_is_published_follows_the_store_and_says_what_failed(desk: Desk, tmp_path: Path) -> None:
    card, publishing = desk.screen.published, desk.context.publishing
    publishing.begin(desk.host)
    folder = tmp_path / "calendriers"
    desk.click(card.new)
    dialog = desk.dialog(PublishDialog)
    assert isinstance(dialog, PublishDialog)
    assert not dialog.kinds["all"].isEnabled(), "who manages one platform does not give out all of them"
    QTest.keyClicks(dialog.folder, "calendriers")
    assert not dialog.send.isEnabled(), "a folder is said in full"
    dialog.folder.setText(str(folder))
    desk.click(dialog.send)
    assert (folder / "platform-USP.ics").exists()
    made = publishing.publications[0]
    assert (made.folder, made.keep, publishing.error_of(made.folder)) == (str(folder), True, None)
    assert str(made.files) in card.row_of(made.folder).accessibleName()
    kept = desk.context.preferences.publications_of(desk.context.platform.address, desk.context.me.login)
    assert read_publications(kept) == (made,), "it is remembered on this computer"

    (folder / "platform-USP.ics").unlink()
    desk.context.hub.changed.emit(Change(catalogue=True, own=False))
    desk.qtbot.waitUntil((folder / "platform-USP.ics").exists, timeout=PATIENCE_MS)
    settle(desk.qtbot, desk.context)

    shutil.rmtree(folder)
    folder.write_text("a file stands in the way", encoding="utf-8")
    desk.click(card.row_of(made.folder).now)
    row = card.row_of(made.folder)
    assert not row.foot.isHidden()
    assert str(folder) in row.accessibleName()
    assert desk.screen.journal.entries[0].failed
    desk.click(desk.screen.journal.only_failures)
    assert [entry.kind for entry in desk.screen.journal.entries] == ["unpublished"]
    folder.unlink()
    desk.click(row.retry)
    assert card.row_of(made.folder).foot.isHidden()
    card.row_of(made.folder).menu.actions()[-1].trigger()
    desk.agree(go=True)
    assert publishing.publications == ()
    assert (folder / "platform-USP.ics").exists(), "what was written stays"


def test_the_journal_tells_what_links_and_timetables_did(desk: Desk, tmp_path: Path) -> None:
    app = desk.context.platform
    feed = app.feeds.create("platform", "USP", "busy", label="Flux").feed
    app.feeds.note([Read(feed.code, desk.context.now(), "Thunderbird", 3)])
    app.feeds.revoke(feed.code)
    file = tmp_path / "edt.ics"
    file.write_text(timetable(EVENT.format(uid="a", day=1), EVENT.format(uid="b", day=2)), encoding="utf-8")
    known = app.timetables.attach(ImportRequest(str(file), person="resp.usp")).calendar
    file.write_text(timetable(EVENT.format(uid="b", day=3), EVENT.format(uid="c", day=4)), encoding="utf-8")
    app.timetables.attach(ImportRequest(str(file), calendar=known.code))
    desk.screen.refresh()
    settle(desk.qtbot, desk.context)
    told = [sentence(desk.context, entry) for entry in desk.screen.journal.entries]
    assert any("Flux" in item and "Thunderbird" in item for item in told)
    assert sum("Flux" in item for item in told) == 3
    imported = [entry.params for entry in desk.screen.journal.entries if entry.kind == "imported"]
    assert sorted((item["new"], item["changed"], item["gone"]) for item in imported) == [(1, 1, 1), (2, 0, 0)]
    desk.screen.journal.groups.take("imported")
    assert {entry.kind for entry in desk.screen.journal.entries} <= {"imported", "unchanged"}


def test_a_collision_offers_to_move_the_booking_or_to_keep_it(desk: Desk, tmp_path: Path) -> None:
    """Whoever may not move it is shown whose it is: nothing is offered that would be refused."""
    app = desk.context.platform
    known = app.catalogue.load()
    week = TimeSpan(desk.context.now(), desk.context.now() + timedelta(days=7))
    theirs = next(
        bar
        for bar in app.planning.board(week).bars
        if bar.holds and not bar.is_block and bar.use.start > week.start
        if known.resource_of_unit[bar.unit_id].platform == "USP"
    )
    room = known.resource_of_unit[theirs.unit_id].code
    at = datetime(2027, 1, 5, 9, tzinfo=UTC)
    mine = app.requests.request(
        BookingRequest("Essai", (LineRequest(room),), at, at + timedelta(hours=2))
    ).booking
    spans = (theirs.use, mine.occurrences[0].span)
    events = [
        f"BEGIN:VEVENT\nUID:{number}\nDTSTART:{span.start:%Y%m%dT%H%M%SZ}\nDTEND:{span.end:%Y%m%dT%H%M%SZ}\n"
        "SUMMARY:Partiel\nEND:VEVENT\n"
        for number, span in enumerate(spans)
    ]
    file = tmp_path / "edt.ics"
    file.write_text(timetable(*events), encoding="utf-8")
    code = app.timetables.attach(ImportRequest(str(file), resource=room)).calendar.code
    desk.screen.refresh()
    settle(desk.qtbot, desk.context)
    row = desk.screen.timetables.row_of(code)
    assert theirs.ref in row.accessibleName()
    assert "Partiel" in row.accessibleName()
    assert f"move-{theirs.ref}" not in row.buttons
    with desk.qtbot.waitSignal(desk.context.booking_wanted):
        desk.click(row.buttons[f"show-{theirs.ref}"])
    desk.click(row.buttons[f"move-{mine.ref}"])
    (move,) = desk.host.findChildren(MoveDialog)
    assert mine.title in move.findChildren(QLabel)[0].text()
    settle(desk.qtbot, desk.context)
    assert move.ways.count, "where it could go stands there before anything is typed"
    move.close()
    desk.click(row.buttons[f"keep-{theirs.ref}"])
    assert theirs.ref not in desk.screen.timetables.row_of(code).accessibleName()
    assert "keep" in [entry.kind for entry in desk.screen.journal.entries]


def test_a_calendar_on_a_server_and_the_mail_say_what_is_wrong(desk: Desk) -> None:
    away, app = desk.screen.away, desk.context.platform
    desk.click(away.mirrors.new)
    dialog = desk.dialog(NewMirrorDialog)
    assert isinstance(dialog, NewMirrorDialog)
    assert not dialog.save.isEnabled()
    QTest.keyClicks(dialog.url, "http://127.0.0.1:9/dav/")
    desk.click(dialog.save)
    (mirror,) = app.mirrors.list()
    assert mirror.last_error is not None
    assert mirror.last_error["code"] == "unreachable"
    row = away.mirrors.row_of(mirror.code)
    assert not row.foot.isHidden()
    assert desk.context.texts.mirror_error(mirror.last_error) in row.accessibleName()
    desk.click(row.retry)
    desk.click(away.mirrors.row_of(mirror.code).remove)
    desk.agree(go=True)
    assert app.mirrors.list() == ()

    assert away.mail.send.isHidden()
    app.as_person(None).mail.configure("127.0.0.1", "salle@exemple.fr", port=9, security="none")
    desk.screen.refresh()
    settle(desk.qtbot, desk.context)
    assert not away.mail.send.isHidden()
    desk.click(away.mail.send)
    messages = (
        Outgoing(
            "k", "a@b.fr", "NOTICE", "B-2026-00001", 0, {}, desk.context.now(), failed={"code": "off"}, id=1
        ),
    )
    away.mail.show_mail(app.mail.status(), messages)
    (shown,) = away.mail.findChildren(MessageRow)
    assert desk.context.texts.mail_error({"code": "off"}) in shown.accessibleName()
