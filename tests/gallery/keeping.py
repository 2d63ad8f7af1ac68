"""What is set up and looked after: mail, people's data, the store, logins on its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.studio import TRAINER

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


def personal_data(studio: Studio) -> None:
    """Somebody who cannot be taken out yet, and periods of which it was counted what they would take away."""
    from ui.dialogs.personal_data import PersonalDataDialog

    studio.show("administration")
    dialog = PersonalDataDialog(studio.window.context, studio.window, TRAINER)
    dialog.open()
    studio.settle()
    studio.take("personal-data", dialog)
    page = dialog.retention
    assert page is not None
    QTest.mouseClick(dialog.pages.button("retention"), Qt.MouseButton.LeftButton)
    for name, days in (("notices", 30), ("messages", 730), ("persons", 1095)):
        page.wanted[name].setChecked(True)
        page.days[name].setValue(days)
    for button in (page.save, page.count):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        studio.settle()
    studio.take("personal-retention", dialog)
    dialog.close()
    studio.settle()
