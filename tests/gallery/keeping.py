"""What is set up and looked after: mail, people's data, the store, logins on its server."""

from __future__ import annotations

import shutil
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
    QTest.mouseClick(dialog.pages.segments.button("personal-page-retention"), Qt.MouseButton.LeftButton)
    for name, days in (("notices", 30), ("messages", 730), ("persons", 1095)):
        page.wanted[name].setChecked(True)
        page.days[name].setValue(days)
    for button in (page.save, page.count):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        studio.settle()
    studio.take("personal-retention", dialog)
    dialog.close()
    studio.settle()


def server_access(studio: Studio) -> None:
    """As whoever keeps a server sees it; the demonstration is a file, so what a server would answer is said here."""
    from platform_booking.services.access import Account, Accounts, AccountState
    from platform_booking.services.account_deeds import AccountDeed, AccountDone, AccountWish
    from platform_booking.storage.servers import Server
    from ui.dialogs.account import AccountDialog
    from ui.dialogs.server_access import ServerAccessDialog

    studio.show("administration")
    context, window = studio.window.context, studio.window
    states = [AccountState.ACTIVE, AccountState.ACTIVE, AccountState.NONE, AccountState.SUSPENDED]
    persons = list(context.catalogue.persons.values())[:12]
    people = tuple(
        Account(person.login, person.name, person.login, states[number % len(states)], ("member", "trainer"))
        for number, person in enumerate(persons)
    )
    server = Server("18.1", 180001, encrypted=True, has_schema=True, replica=False, login="keeper")
    panel = window.front.panel  # type: ignore[attr-defined] # the administration has one
    panel.show_kind("person", persons[0].login)
    studio.settle()
    form = window.front.form  # type: ignore[attr-defined] # the administration has one
    form.account._login = persons[0].login
    form.account._show(persons[0].login, Accounts(people, installed=True, current=True, server=server))
    studio.settle()
    form.area.verticalScrollBar().setValue(form.area.verticalScrollBar().maximum())
    studio.take("account-card")
    access = ServerAccessDialog(context, window)
    access.open()
    studio.settle()
    access.table.show()
    access._show(Accounts(people, installed=True, current=False, server=server))
    studio.settle()
    studio.take("server-access", access)
    access.close()
    for deed, done in (
        (
            AccountDeed.INVITE,
            AccountDone("", "kuvo-4tez-9rim-wa2p", "postgresql://formateur10@db.exemple.fr/booking"),
        ),
        (AccountDeed.SUSPEND, None),
    ):
        dialog = AccountDialog(context, window, deed, TRAINER, may_do=True)
        dialog.open()
        studio.settle()
        if done is not None:
            dialog._done(AccountWish(deed, TRAINER), done)
        else:
            sql = "BEGIN;\nALTER ROLE \"formateur10\" NOLOGIN;\nSELECT rights.suspend('formateur10', true);\nCOMMIT;"
            dialog._written(AccountWish(deed, TRAINER), AccountDone(sql))
        studio.settle()
        studio.take(f"account-{deed}", dialog)
        dialog.close()
    studio.settle()


def store_care(studio: Studio) -> None:
    """Backups that were made and looked at, bringing one back, and a copy onto a server that is not there."""
    from PySide6.QtWidgets import QMessageBox

    from ui.dialogs.store_care import StoreCareDialog

    studio.show("administration")
    folder = studio.folder / "sauvegardes"
    folder.mkdir(exist_ok=True)
    studio.window.housekeeping.open_care()
    dialog = studio.window.findChild(StoreCareDialog)
    assert isinstance(dialog, StoreCareDialog)
    backups, copy = dialog.backups, dialog.copy
    assert backups is not None
    assert copy is not None
    QTest.mouseClick(dialog.pages.segments.button("care-page-backups"), Qt.MouseButton.LeftButton)
    studio.settle()
    backups.look_in(folder)
    studio.settle()
    QTest.mouseClick(backups.now, Qt.MouseButton.LeftButton)
    studio.settle()
    backups.automatic.setChecked(True)
    QTest.mouseClick(backups.examine, Qt.MouseButton.LeftButton)
    studio.settle()
    studio.take("store-backups", dialog)
    QTest.mouseClick(backups.restore, Qt.MouseButton.LeftButton)
    studio.settle()
    box = next(part for part in dialog.findChildren(QMessageBox) if part.isVisible())
    studio.take("store-restore", dialog, box)
    box.reject()
    QTest.mouseClick(dialog.pages.segments.button("care-page-copy"), Qt.MouseButton.LeftButton)
    copy.path.setText(str(folder / "copie.sqlite"))
    QTest.mouseClick(copy.go, Qt.MouseButton.LeftButton)
    studio.settle()
    studio.take("store-copy", dialog)
    QTest.mouseClick(copy.kinds.button("server"), Qt.MouseButton.LeftButton)
    studio.settle()
    studio.take("store-copy-server", dialog)
    dialog.close()
    studio.settle()
    shutil.rmtree(folder)
