"""What is set up and looked after: mail, people's data, the store, logins on its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from tests.gallery.studio import Studio


def mail_setup(studio: Studio) -> None:
    """A server that does not answer."""
    from ui.screens.calendars.mail_setup import MailSetupDialog

    studio.show("calendars")
    QTest.mouseClick(studio.window.front.away.mail.setup, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined] # calendars have it
    dialog = studio.window.findChild(MailSetupDialog)
    assert isinstance(dialog, MailSetupDialog)
    studio.settle()
    for field, said in (
        (dialog.host, "127.0.0.1"),
        (dialog.port, "9"),
        (dialog.address, "reservations@exemple.fr"),
        (dialog.name, "Réservations TRAIN4BIOPROD"),
        (dialog.to, "admin@exemple.fr"),
    ):
        field.setText(said)
    dialog.security.take("none")
    QTest.mouseClick(dialog.test, Qt.MouseButton.LeftButton)
    studio.settle()
    studio.take("mail-setup", dialog)
    dialog.close()
    studio.settle()
