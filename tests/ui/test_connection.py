"""Connecting to a shared store in the window: filled in, tried, refused with the reason, kept in the keyring, entered."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from sqlalchemy.engine import make_url

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.errors import NotConnected
from platform_booking.services import watching
from platform_booking.services.access import AccountState
from platform_booking.services.account_deeds import OF_STATE, WITH_PASSWORD, AccountDeed
from platform_booking.services.watching import Presence
from platform_booking.storage import trying
from platform_booking.storage.places import place_of
from platform_booking.storage.rights.scripts import Script
from platform_booking.storage.watching import StoreWatch
from tests import stores
from tests.commit_wire import CommitWire, Cut
from tests.keyrings import Pocket, pocket
from tests.ui import office
from tests.ui.office import LONG_MS, coming, everything, until_live
from tests.ui.test_housekeeping import shown
from tests.ui.windows import Opened, settle
from tests.ui.wire import wire
from ui.application import Application
from ui.dialogs.account import AccountDialog
from ui.dialogs.editor.dialog import BookingEditor
from ui.dialogs.server_access import ServerAccessDialog
from ui.draft import Draft, DraftLine
from ui.launch import Start, StoreKind
from ui.preferences import Preferences
from ui.screens.administration.screen import AdministrationScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.dialogs.server_form import ServerForm
    from ui.screens.administration.account_card import AccountCard

__all__ = ["pocket"]
SECRET = "s3cret-of-tina"


@pytest.fixture
def address(postgresql_server: str) -> Iterator[str]:
    """A small store on a server, by way of this computer's network."""
    with stores.postgresql_database(postgresql_server) as url:
        office.fill(url)
        with wire(url) as line:
            yield line.address


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pocket: Pocket) -> Iterator[Opened]:
    """The program on a computer that has never seen it, with a keyring."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    preferences = Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    preferences.language = "fr"
    opened = Opened(Application(Start(login="tina"), preferences))
    opened.application.begin()
    yield opened
    opened.application.close()
    if opened.application.window is not None:
        opened.window.close()
    if opened.application.first_run is not None:
        opened.application.first_run.close()


def form_of(qtbot: QtBot, opened: Opened) -> ServerForm:
    dialog = opened.application.first_run
    assert dialog is not None
    QTest.mouseClick(dialog.buttons[StoreKind.SERVER], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.server.keep.isEnabled, timeout=LONG_MS)
    return dialog.server


def press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_a_server_is_filled_in_tried_and_entered(
    qtbot: QtBot,
    first: Opened,
    pocket: Pocket,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "PULSE_SECONDS", 0.2)
    url = make_url(address)
    form = form_of(qtbot, first)
    press(form.connect_button)
    assert "serveur" in form.said.text(), "what is missing is said"
    for field, said in (
        (form.hosts, "127.0.0.1"),
        (form.database, url.database or ""),
        (form.login, url.username or ""),
        (form.password, SECRET),
    ):
        QTest.keyClicks(field, said)
    form.tls.setCurrentIndex(form.tls.findData("prefer"))
    press(form.test)
    qtbot.waitUntil(lambda: "inaccessible" in form.said.text(), timeout=LONG_MS)
    form.port.clear()
    QTest.keyClicks(form.port, str(url.port))
    assert SECRET not in form.address.text()
    press(form.test)
    qtbot.waitUntil(lambda: "PostgreSQL" in form.said.text(), timeout=LONG_MS)
    assert "est là" in form.said.text()
    press(form.connect_button)
    settle(qtbot, first)
    assert first.window.isVisible()
    assert list(pocket.held.values()) == [SECRET]
    until_live(qtbot, first)
    status = first.window.status
    qtbot.waitUntil(lambda: "1 poste connecté" in status.presence_text, timeout=LONG_MS)
    other = StoreWatch(place_of(address))
    qtbot.waitUntil(lambda: "2 postes connectés" in status.presence_text, timeout=LONG_MS)
    other.close()
    qtbot.waitUntil(lambda: "1 poste" in status.presence_text, timeout=LONG_MS)
    assert not status.clock_text
    first.window.context.hub.presence_changed.emit(Presence(1, timedelta(minutes=5)))
    assert "5 min de retard" in " ".join(status.clock_text.split())
    first.application.close()
    kept = (tmp_path / "window.ini").read_text("utf-8")
    assert str(url.port) in kept
    assert SECRET not in kept


def test_a_store_is_made_on_a_server_that_has_none(
    qtbot: QtBot, first: Opened, postgresql_server: str
) -> None:
    form = form_of(qtbot, first)
    assert form.make.isHidden()
    with stores.postgresql_database(postgresql_server) as url, wire(url) as line:
        form.address.setText(f"{line.address}?sslmode=prefer")
        form.address.textEdited.emit(form.address.text())
        press(form.test)
        qtbot.waitUntil(form.make.isVisible, timeout=LONG_MS)
        press(form.make)
        settle(qtbot, first)
        assert first.window.context.platform.is_shared
        assert first.window.context.catalogue.resources == {}
        first.application.close()


def test_an_address_is_pasted_and_its_password_goes_out_of_sight(qtbot: QtBot, first: Opened) -> None:
    form = form_of(qtbot, first)
    form.address.setText(f"postgresql://tina:{SECRET}@a.example.org,b.example.org/booking")
    form.address.textEdited.emit(form.address.text())
    assert form.password.text() == SECRET
    assert SECRET not in form.address.text()
    assert (form.hosts.text(), form.login.text()) == ("a.example.org, b.example.org", "tina")
    assert form.way.tls == "verify-full", "unless somebody says otherwise"
    press(form.back)
    assert first.application.first_run is not None
    assert first.application.first_run.buttons[StoreKind.DEMO].isVisible()


def test_a_password_that_is_wanted_is_asked_for(qtbot: QtBot, first: Opened, address: str) -> None:
    first.application._not_opened(NotConnected("password-missing"), address)
    dialog = first.application.first_run
    assert dialog is not None
    assert "mot de passe" in dialog.problem.text()


def test_whoever_keeps_the_server_gives_and_takes_logins_beside_the_person(
    qtbot: QtBot, open_window: Callable[..., Opened], address: str
) -> None:
    keeper = open_platform(Settings(address))
    mark = secrets.token_hex(3)
    login, boss = f"neuve_{mark}", f"chef_{mark}"
    keeper.catalogue.import_text(
        f'[[persons]]\nlogin = "{login}"\nname = "Neuve"\n'
        f'[[persons]]\nlogin = "{boss}"\nname = "Cheffe"\nroles = ["admin"]\n'
    )
    keeper.access.setup()
    keeper.desk.store.carry_out(Script((f"SELECT rights.link('{make_url(address).username}', 'mona')",)))
    opened = open_window("mona", store=address, now=None)
    card = card_of(qtbot, opened, login)

    def state() -> str:
        (account,) = (item for item in keeper.access.accounts().people if item.login == login)
        return str(account.state)

    def do(deed: AccountDeed) -> AccountDialog:
        wanted = card.first if deed in OF_STATE[AccountState(state())][:1] else None
        press(wanted) if wanted else action_of(card, deed).trigger()
        dialog = shown(opened, AccountDialog)
        press(dialog.go)
        qtbot.waitUntil(dialog.go.isHidden, timeout=LONG_MS)
        return dialog

    for deed, then, after in (
        (AccountDeed.INVITE, "active", AccountDeed.SUSPEND),
        (AccountDeed.RENEW, "active", AccountDeed.SUSPEND),
        (AccountDeed.SUSPEND, "suspended", AccountDeed.RESTORE),
        (AccountDeed.RESTORE, "active", AccountDeed.SUSPEND),
        (AccountDeed.REMOVE, "none", AccountDeed.INVITE),
    ):
        dialog = do(deed)
        assert state() == then
        assert dialog.handed_password.isVisible() is (deed in WITH_PASSWORD)
        if deed is AccountDeed.INVITE:
            assert login in dialog.handed_address.line.text()
            press(dialog.handed_password.copy)
            copied = QGuiApplication.clipboard().text()
            assert copied == dialog.handed_password.line.text()
            assert len(copied) >= 12
        dialog.close()
        said = opened.window.context.say(f"account-{after}")
        qtbot.waitUntil(lambda: card.first is not None and said in card.first.text(), timeout=LONG_MS)  # noqa: B023
        settle(qtbot, opened)
    made = keeper.access.invite(boss)
    opened.application.close()

    hers = make_url(address).set(username=boss, password=made.password)
    opened = open_window(boss, store=hers.render_as_string(hide_password=False), now=None)
    card = card_of(qtbot, opened, login)
    assert card.first is None, "who does not keep the server does nothing there"
    action_of(card, AccountDeed.INVITE).trigger()
    dialog = shown(opened, AccountDialog)
    assert dialog.go.isHidden()
    QTest.keyClicks(dialog.password, "ouvre-toi-vite")
    press(dialog.show_sql)
    qtbot.waitUntil(dialog.sql.isVisible, timeout=LONG_MS)
    assert f'CREATE ROLE "{login}"' in dialog.sql.toPlainText()
    assert "ouvre-toi-vite" not in dialog.sql.toPlainText()
    press(dialog.copy_sql)
    assert QGuiApplication.clipboard().text() == dialog.sql.toPlainText()
    dialog.close()
    opened.window.actions_table["server-access"].trigger()
    access = shown(opened, ServerAccessDialog)
    qtbot.waitUntil(access.table.isHidden, timeout=LONG_MS)
    assert opened.window.context.say("account-only-sql") in access.state.text()
    access.close()
    settle(qtbot, opened)
    assert state() == "none"
    opened.application.close()
    keeper.access.remove(boss)
    keeper.close()


def card_of(qtbot: QtBot, opened: Opened, login: str) -> AccountCard:
    """The card beside a person, once it is known what can be done."""
    settle(qtbot, opened)
    opened.window.show_screen("administration")
    screen = opened.window.front
    assert isinstance(screen, AdministrationScreen)
    settle(qtbot, opened)
    screen.panel.show_kind("person", login)
    qtbot.waitUntil(screen.form.account.isVisible, timeout=LONG_MS)
    return screen.form.account


def action_of(card: AccountCard, deed: AccountDeed) -> QAction:
    assert card.more is not None
    assert card.more.popup is not None
    return next(item for item in card.more.popup.actions() if item.data() == deed)


def test_what_nobody_knows_is_asked_when_the_server_is_back_and_never_sent_twice(
    qtbot: QtBot,
    open_window: Callable[..., Opened],
    postgresql_server: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trying, "PATIENCE_SECONDS", 0.3)
    with stores.postgresql_database(postgresql_server) as url:
        office.fill(url)
        line = CommitWire(url)
        line.meant = b"INSERT INTO booking "
        opened = open_window("tina", store=line.address, now=None)
        for number, where in enumerate((Cut.AFTER, Cut.BEFORE)):
            until_live(qtbot, opened)
            editor = written(qtbot, opened, coming(10 + 4 * number))
            line.cut_at, line.never_again = where, True
            press(editor.footer.send)
            qtbot.waitUntil(lambda: "peut-être" in editor.problem.text, timeout=LONG_MS)  # noqa: B023
            assert not editor.footer.send.isEnabled(), "it is not sent again"
            line.mend()
            if where is Cut.BEFORE:
                qtbot.waitUntil(lambda: "envoyez-le de nouveau" in editor.problem.text, timeout=LONG_MS)  # noqa: B023
                qtbot.waitUntil(editor.footer.send.isEnabled, timeout=LONG_MS)
                press(editor.footer.send)
            qtbot.waitUntil(lambda: opened.window.editor is None, timeout=LONG_MS)
            assert len(everything(url)) == 1 + number
        settle(qtbot, opened)
        opened.application.close()
        line.cut()


def written(qtbot: QtBot, opened: Opened, start: datetime) -> BookingEditor:
    """An editor that is ready to be sent."""
    settle(qtbot, opened)
    draft = Draft(
        title="Une fois", lines=(DraftLine("SALLE"),), start=start, end=start.replace(hour=start.hour + 2)
    )
    opened.window.open_editor(draft)
    editor = opened.window.editor
    assert isinstance(editor, BookingEditor)
    qtbot.waitUntil(lambda: editor.footer.send.isEnabled() and not editor._looker.is_waiting, timeout=LONG_MS)
    return editor
