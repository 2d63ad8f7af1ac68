"""Through which server mail goes out, in whose name, and whether it does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from platform_booking.domain.errors import BookingError, InvalidInput
from platform_booking.domain.mail import Security
from platform_booking.services.mail_settings import usual_port
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, line, open_at, restyle, row
from ui.widgets.paged import scrolled
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QHBoxLayout

    from platform_booking.services.mail import MailStatus
    from ui.context import Context

SIZE: Final = (620, 680)
PORT_WIDTH: Final = 88


class MailSetupDialog(QDialog):
    """For administrators. Nothing is kept before it is saved; a trial saves first what was changed."""

    saved = Signal()

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(context.say("mail-setup-title"))
        open_at(self, context.theme, *SIZE)
        self.host, self.port, self.address, self.name = (QLineEdit() for _ in range(4))
        self.user, self.password, self.to = (QLineEdit() for _ in range(3))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        person = context.me.person
        self.to.setText(person.email if person is not None else "")
        self.security = ChoiceBox(
            context.theme, [(item.value, context.say(f"mail-security-{item.value}")) for item in Security]
        )
        self.said = label("", "sub", wrap=True, selectable=True)
        self._lay_out()
        self._start = self._kept
        self.security.currentIndexChanged.connect(self._on_changed)
        for field in (self.host, self.port, self.address, self.name, self.user, self.password, self.to):
            field.textChanged.connect(self._on_changed)
        self._on_changed()
        self._read()

    # --- assembly -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        say, theme = self._context.say, self._context.theme
        self._fields = {
            name: Field(say(f"mail-setup-{name}"), part)
            for name, part in (
                ("host", self.host),
                ("port", self.port),
                ("security", self.security),
                ("sender", self.address),
                ("name", self.name),
                ("user", self.user),
                ("password", self.password),
                ("to", self.to),
            )
        }
        self._fields["port"].setFixedWidth(theme.px(PORT_WIDTH))
        self.save = Button(theme, say("mail-setup-save"), "check", kind="primary")
        self.save.clicked.connect(self._save)
        needs_store(self._context, self.save)
        self.test = Button(theme, say("mail-setup-try"), "send")
        self.test.clicked.connect(self._try)
        close = Button(theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        for button in (self.test, close):
            button.setAutoDefault(False)
        page = QWidget()
        inner = column(page, margins=(0, 0, 8, 0), spacing=10)
        add_all(inner, label(say("mail-setup-hint"), "sub", wrap=True))
        for names in (("host", "port"), ("security",), ("sender", "name"), ("user",), ("password",)):
            inner.addLayout(self._beside(*names))
        add_all(inner, line(), label(say("mail-setup-trial"), "heading"), self._beside("to"), self.said, None)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        body.addWidget(label(say("mail-setup-title"), "title"))
        self._area = scrolled(page)
        body.addWidget(self._area, 1)
        body.addLayout(add_all(row(spacing=8), self.test, None, close, self.save))

    def _beside(self, *names: str) -> QHBoxLayout:
        across = row(spacing=10)
        for name in names:
            across.addWidget(self._fields[name], 0 if name == "port" else 1)
        return across

    # --- what is filled in --------------------------------------------------------------------------

    @property
    def _kept(self) -> tuple[str, ...]:
        fields = (self.host, self.port, self.address, self.name, self.user)
        return (*(field.text().strip() for field in fields), self.security.value)

    @property
    def is_changed(self) -> bool:
        """Whether anything is still to be saved."""
        return self._kept != self._start or bool(self.password.text())

    def _on_changed(self) -> None:
        self.port.setPlaceholderText(str(usual_port(self.security.value)))
        is_complete = bool(self.host.text().strip() and self.address.text().strip())
        self.save.setEnabled(is_complete and self.is_changed)
        self.test.setEnabled(is_complete and bool(self.to.text().strip()))

    def _read(self) -> None:
        self._context.tasks.query(
            self._context.say("task-mail-setup"),
            self._context.platform.mail.status,
            self._show,
            key="mail-setup",
            owner=self,
            failed=self._refuse,
        )

    def _show(self, status: MailStatus) -> None:
        settings = status.settings
        if settings is not None and self._kept == self._start:  # what is being typed stays
            for field, said in (
                (self.host, settings.host),
                (self.port, str(settings.port)),
                (self.address, settings.sender),
                (self.name, settings.sender_name),
                (self.user, settings.username),
            ):
                field.setText(said)
            self.security.take(settings.security.value)
            self._start = self._kept
            if settings.username and status.can_send:
                self.password.setPlaceholderText(self._context.say("mail-setup-password-kept"))
        self._tell(self._state_of(status), "sub")
        self._on_changed()

    def _state_of(self, status: MailStatus) -> str:
        say = self._context.say
        if status.settings is None:
            return say("mail-of-another-store") if status.of_another_store else say("mail-setup-off")
        if status.by_environment:
            return say("mail-setup-environment")
        return say("mail-setup-on" if status.can_send else "mail-no-password")

    # --- what is done with it -----------------------------------------------------------------------

    def _save(self) -> None:
        self._do_save(lambda: self._tell(self._context.say("mail-setup-saved"), "success"))

    def _do_save(self, then: Callable[[], None]) -> None:
        mail, (host, port, sender, name, user, security) = self._context.platform.mail, self._kept
        password = self.password.text()

        def work() -> BookingError | None:
            mail.configure(
                host,
                sender,
                port=_number(port),
                security=security,
                username=user,
                sender_name=name,
            )
            try:
                if password:
                    mail.keep_password(password)
            except InvalidInput as error:  # the rest is saved all the same
                return error
            return None

        def done(error: BookingError | None) -> None:
            self._start = self._kept
            self.password.clear()
            if password and error is None:
                self.password.setPlaceholderText(self._context.say("mail-setup-password-kept"))
            self._on_changed()
            self.saved.emit()
            if error is not None:
                self._refuse(error)
            else:
                then()

        self._begin()
        self._context.tasks.command(
            self._context.say("task-mail-setup"), work, done, owner=self, failed=self._refuse
        )

    def _try(self) -> None:
        if self.is_changed:
            self._do_save(self._send_trial)
        else:
            self._send_trial()

    def _send_trial(self) -> None:
        """Not among the commands: a server far away that does not answer must not hold them up."""
        self._begin()
        self._tell(self._context.say("mail-setup-trying"), "sub")
        self._context.tasks.query(
            self._context.say("task-mail-setup"),
            partial(self._context.platform.mail.try_out, self.to.text().strip()),
            self._tried,
            key="mail-trial",
            owner=self,
            failed=self._refuse,
        )

    def _tried(self, trouble: Mapping[str, Any] | None) -> None:
        if trouble is None:
            self._tell(self._context.say("done-mail-try"), "success")
        else:
            self._tell(self._context.texts.mail_error(trouble), "danger")

    # --- what is said -------------------------------------------------------------------------------

    def _begin(self) -> None:
        for field in self._fields.values():
            field.tell()
        self._tell("", "sub")

    def _refuse(self, error: BookingError) -> None:
        """At the field that it is about; where it is about none, below them."""
        said = self._context.explain(error)
        field = self._field_of(error)
        if field is not None:
            self._tell("", "sub")
            field.tell(said)
            field.part.setFocus()
        else:
            self._tell(said, "danger")

    def _field_of(self, error: BookingError) -> Field | None:
        if not isinstance(error, InvalidInput):
            return None
        if error.reason == "mail-address":
            whose = "to" if error.params["address"] == self.to.text().strip() else "sender"
            return self._fields[whose]
        return self._fields.get({"mail-server": "host", "mail-name": "name"}.get(error.reason, ""))

    def _tell(self, text: str, style: str) -> None:
        self.said.setProperty("style", style)
        restyle(self.said)
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text and self.isVisible():
            QTimer.singleShot(0, self.said, lambda: self._area.ensureWidgetVisible(self.said))


def _number(said: str) -> int:
    """The port; none is the usual one, and what is no number is one that no server has."""
    return int(said) if said.isdecimal() else -1 if said else 0
