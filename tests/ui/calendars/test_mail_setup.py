"""Mail is set up in the window: refused at its field, tried at a real server, kept without its password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.keyrings import Pocket, pocket
from tests.services.post import mail_server
from tests.ui.windows import PATIENCE_MS, settle
from ui.screens.calendars.mail_setup import MailSetupDialog
from ui.screens.calendars.screen import CalendarsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

__all__ = ["pocket"]
LEFT = Qt.MouseButton.LeftButton


def calendars_of(qtbot: QtBot, opened: Opened) -> CalendarsScreen:
    opened.window.show_screen("calendars")
    settle(qtbot, opened)
    screen = opened.window.front
    assert isinstance(screen, CalendarsScreen)
    return screen


def test_a_mail_server_is_named_tried_and_its_password_kept_apart(
    qtbot: QtBot, open_window: Callable[..., Opened], pocket: Pocket
) -> None:
    opened = open_window("admin")
    card = calendars_of(qtbot, opened).away.mail
    say = opened.window.context.say
    QTest.mouseClick(card.setup, LEFT)
    dialog = opened.window.findChild(MailSetupDialog)
    assert isinstance(dialog, MailSetupDialog)
    qtbot.waitUntil(lambda: dialog.said.text() == say("mail-setup-off"), timeout=PATIENCE_MS)
    assert dialog.port.placeholderText() == "587"
    assert not dialog.save.isEnabled()
    with mail_server() as box:
        QTest.keyClicks(dialog.host, "127.0.0.1")
        QTest.keyClicks(dialog.port, str(box.port))
        QTest.keyClicks(dialog.address, "salles")
        dialog.security.take("none")
        assert dialog.port.placeholderText() == "25"
        dialog.to.setText("chef@exemple.fr")
        QTest.mouseClick(dialog.save, LEFT)
        wrong = dialog._fields["sender"]
        qtbot.waitUntil(lambda: "salles" in wrong.wrong, timeout=PATIENCE_MS)
        QTest.keyClicks(dialog.address, "@exemple.fr")
        QTest.mouseClick(dialog.test, LEFT)
        qtbot.waitUntil(lambda: dialog.said.text() == say("done-mail-try"), timeout=PATIENCE_MS)
        assert not wrong.wrong
        assert box.recipients == ["chef@exemple.fr"]
        qtbot.waitUntil(card.send.isVisible, timeout=PATIENCE_MS)
    QTest.keyClicks(dialog.user, "post")
    QTest.keyClicks(dialog.password, "sesame")
    QTest.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(lambda: dialog.said.text() == say("mail-setup-saved"), timeout=PATIENCE_MS)
    assert list(pocket.held.values()) == ["sesame"]
    assert not dialog.password.text()
    QTest.mouseClick(dialog.test, LEFT)  # nobody listens there any more
    qtbot.waitUntil(lambda: "ne répond pas" in dialog.said.text(), timeout=PATIENCE_MS)
    dialog.accept()
    settle(qtbot, opened)
    status = opened.window.context.platform.mail.status()
    assert status.settings is not None
    assert (status.settings.sender, status.can_send) == ("salles@exemple.fr", True)


def test_others_do_not_set_up_mail(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    assert calendars_of(qtbot, open_window("resp.usp")).away.mail.setup.isHidden()
