"""How a shared server is reached: filled in part by part, or pasted as one address; tried before it is used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from platform_booking.domain.errors import InvalidInput
from platform_booking.services.connecting import (
    TLS_MODES,
    Way,
    address_of,
    split_password,
    way_of,
)
from ui.dialogs.editor.fields import ChoiceBox
from ui.launch import StoreChoice, StoreKind
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import add_all, column, label, restyle, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.connecting import Trial
    from ui.texts import Texts
    from ui.theme import Theme

PORT_WIDTH: Final = 80
CERTIFICATES: Final = "*.pem *.crt *.cer"


class ServerForm(QWidget):
    """Where the server is, who I am there, and how the line is protected."""

    chosen = Signal(object)
    """A StoreChoice: connect."""
    tried = Signal(object)
    """A StoreChoice: only try."""
    left = Signal()

    def __init__(self, texts: Texts, theme: Theme, *, send: str = "first-connect") -> None:
        """``send`` says what the button does that emits ``chosen``."""
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._send = send
        self._others: tuple[tuple[str, str], ...] = ()
        body = column(self, spacing=8)
        self.address = self._field(body, "first-address")
        self.address.setFont(QFont(theme.font("mono")))
        self.address.setPlaceholderText("postgresql://login@server.example.org/booking")
        pair = self._pair(body)
        self.hosts = self._field(pair, "server-hosts", stretch=1)
        self.port = self._field(pair, "server-port")
        self.port.setFixedWidth(theme.px(PORT_WIDTH))
        pair = self._pair(body)
        self.database = self._field(pair, "server-database", stretch=1)
        self.login = self._field(pair, "server-login", stretch=1)
        self.password = self._field(body, "server-password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = CheckBox(theme, texts.text("server-keep"))
        self.keep.setEnabled(False)
        body.addWidget(self.keep)
        self._protection(body)
        self.said = label("", "sub", wrap=True, selectable=True)
        self.said.hide()
        body.addWidget(self.said)
        self._buttons(body)
        self._fill(Way())
        self.address.textEdited.connect(self._on_address)
        for field in (self.hosts, self.port, self.database, self.login, self.authority):
            field.textEdited.connect(self._show_address)
        self.tls.currentIndexChanged.connect(self._show_address)

    # --- assembly -----------------------------------------------------------------------------------

    def _pair(self, body: QVBoxLayout) -> QHBoxLayout:
        pair = row(spacing=8)
        body.addLayout(pair)
        return pair

    def _field(self, layout: QVBoxLayout | QHBoxLayout, name: str, *, stretch: int = 0) -> QLineEdit:
        field = QLineEdit()
        title = label(self._texts.text(name), "label")
        title.setBuddy(field)
        field.setAccessibleName(title.text())
        field.returnPressed.connect(self._connect)
        both = column(spacing=2)
        add_all(both, title, field)
        layout.addLayout(both, stretch)
        return field

    def _protection(self, body: QVBoxLayout) -> None:
        modes = [(mode, self._texts.text(f"server-tls-{mode}")) for mode in TLS_MODES]
        self.tls = ChoiceBox(self._theme, modes)
        title = label(self._texts.text("server-tls"), "label")
        title.setBuddy(self.tls)
        self.tls.setAccessibleName(title.text())
        both = column(spacing=2)
        body.addLayout(add_all(both, title, self.tls))
        pair = self._pair(body)
        self.authority = self._field(pair, "server-authority", stretch=1)
        self.authority.setPlaceholderText(self._texts.text("server-authority-system"))
        self.browse = Button(self._theme, self._texts.text("server-browse"), "folder-open")
        self.browse.clicked.connect(self._browse)
        below = column()
        below.addStretch(1)
        below.addWidget(self.browse)
        pair.addLayout(below)

    def _buttons(self, body: QVBoxLayout) -> None:
        self.back = Button(self._theme, self._texts.text("back"), kind="ghost")
        self.back.clicked.connect(self.left)
        self.test = Button(self._theme, self._texts.text("server-test"), "plug-zap")
        self.test.clicked.connect(self._try)
        self.connect_button = Button(self._theme, self._texts.text(self._send), kind="primary")
        self.connect_button.clicked.connect(self._connect)
        self.make = Button(self._theme, self._texts.text("server-create"), "database")
        self.make.clicked.connect(self._create)
        self.make.hide()
        parts = (self.back, None, self.test, self.make, self.connect_button)
        body.addLayout(add_all(row(spacing=8), *parts))

    # --- what is filled in --------------------------------------------------------------------------

    def show_address(self, address: str) -> None:
        """Begin with that address; only the password is to be typed."""
        self.address.setText(address)
        self._on_address(address)
        self.password.setFocus()

    def take_keyring(self, there: bool) -> None:  # noqa: FBT001 - an answer as it comes
        """Whether passwords can be kept on this computer; where not, that is said."""
        self.keep.setEnabled(there)
        self.keep.setChecked(there)
        self.keep.setText(self._texts.text("server-keep" if there else "server-no-keyring"))

    @property
    def way(self) -> Way:
        """As it is filled in."""
        port = self.port.text().strip()
        return Way(
            self.hosts.text(),
            int(port) if port.isdecimal() else Way().port,
            self.database.text(),
            self.login.text(),
            self.tls.currentData(),
            self.authority.text(),
            self._others,
        )

    def _fill(self, way: Way) -> None:
        self._others = way.others
        for field, said in (
            (self.hosts, way.hosts),
            (self.port, str(way.port)),
            (self.database, way.database),
            (self.login, way.login),
            (self.authority, way.authority),
        ):
            field.setText(said)
        self.tls.blockSignals(True)
        self.tls.setCurrentIndex(max(0, self.tls.findData(way.tls)))
        self.tls.blockSignals(False)
        self._show_protection()

    def _on_address(self, said: str) -> None:
        """What was pasted goes to its fields, a password out of sight; what cannot be read yet stays where it is."""
        try:
            self._fill(way_of(said))
            address, password = split_password(said)
        except InvalidInput:
            return
        if password:
            self.password.setText(password)
            self.address.setText(address)

    def _show_address(self) -> None:
        self._show_protection()
        try:
            self.address.setText(address_of(self.way))
        except InvalidInput:  # not complete yet
            self.address.clear()

    def _show_protection(self) -> None:
        for part in (self.authority, self.browse):
            part.setEnabled(str(self.tls.currentData()).startswith("verify"))

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self._texts.text("server-authority"), self.authority.text(), CERTIFICATES
        )
        if path:
            self.authority.setText(path)
            self._show_address()

    # --- what is done with it -----------------------------------------------------------------------

    def _choice(self) -> StoreChoice | None:
        """What was filled in; says what is missing."""
        try:
            address = address_of(self.way)
        except InvalidInput as error:
            self.tell(self._texts.error(error), "danger")
            return None
        return StoreChoice(
            StoreKind.SERVER,
            address,
            self.password.text(),
            keep=self.keep.isEnabled() and self.keep.isChecked(),
        )

    def _connect(self) -> None:
        choice = self._choice()
        if choice is not None:
            self.tell("", "sub")
            self.chosen.emit(choice)

    def _create(self) -> None:
        choice = self._choice()
        if choice is not None:
            self.tell("", "sub")
            self.chosen.emit(replace(choice, kind=StoreKind.NEW))

    def _try(self) -> None:
        choice = self._choice()
        if choice is not None:
            self.tell(self._texts.text("server-trying"), "sub")
            self.tried.emit(replace(choice, keep=False))

    def tell(self, text: str, style: str) -> None:
        """A sentence below the fields, or none."""
        self.said.setProperty("style", style)
        restyle(self.said)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def tell_trial(self, trial: Trial) -> None:
        """What was found there."""
        say = self._texts.text
        server = trial.server
        parts = [say("server-found", version=server.version, login=server.login)]
        if server.encrypted or not trial.verified:
            parts.append(say("server-encrypted" if server.encrypted else "server-in-clear"))
        parts.append(say("server-has-store" if trial.has_store else "server-has-no-store"))
        if server.leaks:
            parts.append(say("warning-server-leaks", version=server.version))
        self.make.setVisible(not trial.has_store and self._send == "first-connect")
        self.tell("\n".join(parts), "danger" if server.leaks else "success")

    def tell_refusal(self, error: BookingError) -> None:
        """Why it does not work."""
        self.tell(self._texts.error(error), "danger")
