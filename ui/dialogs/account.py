"""One thing done to a login of the shared server: what it means, said before; done, or shown as SQL for whoever keeps it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from platform_booking.services.account_deeds import (
    MACHINES,
    WITH_PASSWORD,
    AccountDeed,
    AccountDone,
    AccountWish,
    carry_out,
)
from ui.context import Toast
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.widgets.buttons import Button
from ui.widgets.fitting import SnugDialog
from ui.widgets.flow import Wrapping
from ui.widgets.layout import NONE, add_all, column, label, restyle, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from platform_booking.domain.errors import BookingError
    from ui.context import Context

WIDTH: Final = 600
SQL_HEIGHT: Final = 200
BUTTONS: Final = 36
EDGE: Final = 48
"""Pixels of the screen that a dialog leaves free."""
TAKES_AWAY: Final = frozenset({AccountDeed.SUSPEND, AccountDeed.REMOVE})


class Handed(QWidget):
    """Something to be handed over: it can be marked, and copied."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setFont(QFont(context.theme.font("mono")))
        self.copy = Button(context.theme, context.say("account-copy"), "copy")
        self.copy.setAccessibleName(context.say(f"account-copy-{name}"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        across = row(self, spacing=8)
        across.addWidget(Field(context.say(f"account-{name}"), self.line), 1)
        across.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show that; nothing hides it."""
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.setVisible(bool(text))

    def _copy(self) -> None:
        copy_text(self._context, self.line.text())


class AccountDialog(SnugDialog):
    """Nothing is done before it is asked for; a new password is shown here, once."""

    carried_out = Signal()

    def __init__(
        self, context: Context, parent: QWidget, deed: AccountDeed, login: str = "", *, may_do: bool
    ) -> None:
        """``may_do``: whether whoever sits here keeps the server; others prepare the SQL."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._deed, self._login = deed, login
        room = self.screen().availableGeometry().size()
        self.setMinimumWidth(min(context.theme.px(WIDTH), room.width() - EDGE))
        title = context.say(f"account-{deed}-title", name=context.person_name(login))
        self.setWindowTitle(title)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        means = label(context.say(f"account-{deed}-means"), "sub", wrap=True)
        add_all(body, label(title, "title", wrap=True), means)
        self._add_fields(body)
        self.said = label("", "sub", wrap=True, selectable=True)
        body.addWidget(self.said)
        self._add_results(body)
        self._add_buttons(body, may_do=may_do)
        self._tell("" if may_do else context.say("account-only-sql"), "sub")
        self._show_what_can_be_done()

    # --- assembly -----------------------------------------------------------------------------------

    def _add_fields(self, body: QVBoxLayout) -> None:
        say = self._context.say
        self.password, self.role = QLineEdit(), QLineEdit()
        kinds = [(kind, say(f"account-for-{kind}")) for kind in MACHINES]
        self.machine = ChoiceBox(self._context.theme, kinds)
        self._asked: list[Field] = []
        if self._deed in WITH_PASSWORD:
            self.password.setPlaceholderText(say("account-password-invented"))
            self.password.setEchoMode(QLineEdit.EchoMode.Password)
            self._asked.append(Field(say("account-password"), self.password))
        if self._deed is AccountDeed.MACHINE:
            self.role.textChanged.connect(self._show_what_can_be_done)
            self._asked.append(Field(say("account-machine-role"), self.role))
            self._asked.append(Field(say("account-machine-for"), self.machine))
        add_all(body, *self._asked)

    def _add_results(self, body: QVBoxLayout) -> None:
        self.handed_password = Handed(self._context, "handed-password")
        self.handed_address = Handed(self._context, "handed-address")
        self.sql = QPlainTextEdit()
        self.sql.setReadOnly(True)
        self.sql.setTabChangesFocus(True)
        self.sql.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.sql.setFont(QFont(self._context.theme.font("mono")))
        self.sql.setAccessibleName(self._context.say("account-sql"))
        room = self.screen().availableGeometry().height()
        self.sql.setFixedHeight(min(self._context.theme.px(SQL_HEIGHT), room // 3))
        self.sql.hide()
        add_all(body, self.handed_password, self.handed_address, self.sql)

    def _add_buttons(self, body: QVBoxLayout, *, may_do: bool) -> None:
        theme, say = self._context.theme, self._context.say
        self.show_sql = Button(theme, say("account-show-sql"), "terminal")
        self.show_sql.clicked.connect(partial(self._run, dry_run=True))
        self.copy_sql = Button(theme, say("account-copy-sql"), "copy")
        self.copy_sql.clicked.connect(lambda: copy_text(self._context, self.sql.toPlainText()))
        self.copy_sql.hide()
        self.back = Button(theme, say("back"), kind="ghost")
        self.back.clicked.connect(self.reject)
        kind = "danger" if self._deed in TAKES_AWAY else "primary"
        self.go = Button(theme, say(f"account-{self._deed}"), kind=kind)
        self.go.clicked.connect(partial(self._run, dry_run=False))
        needs_store(self._context, self.show_sql, self.go)
        self.go.setVisible(may_do)
        self._buttons = Wrapping(NONE, 8, theme.px(BUTTONS))
        for button in (self.show_sql, self.copy_sql, self.back, self.go):
            button.setAutoDefault(False)
            self._buttons.flow.addWidget(button)
        body.addWidget(self._buttons)

    def _show_what_can_be_done(self) -> None:
        is_complete = self._deed is not AccountDeed.MACHINE or bool(self.role.text().strip())
        self.show_sql.setEnabled(is_complete)
        self.go.setEnabled(is_complete)

    # --- what is done -------------------------------------------------------------------------------

    @property
    def wish(self) -> AccountWish:
        """As it is filled in."""
        login = self.role.text().strip() if self._deed is AccountDeed.MACHINE else self._login
        return AccountWish(self._deed, login, self.password.text() or None, self.machine.value)

    def _run(self, *, dry_run: bool) -> None:
        wish, access = self.wish, self._context.platform.access
        self.show_sql.setEnabled(False)
        self.go.setEnabled(False)
        self._tell("", "sub")
        tasks, said = self._context.tasks, self._context.say("task-account")
        work = partial(carry_out, access, wish, dry_run=dry_run)
        if dry_run:
            tasks.query(
                said,
                work,
                partial(self._written, wish),
                key="account-sql",
                owner=self,
                failed=self._refused,
            )
        else:
            tasks.command(said, work, partial(self._done, wish), owner=self, failed=self._refused)

    def _written(self, wish: AccountWish, done: AccountDone) -> None:
        """For whoever keeps the server; the password is not in it, and so is shown beside."""
        self._show_what_can_be_done()
        self.sql.setPlainText(done.sql)
        self.sql.show()
        self.copy_sql.show()
        self._buttons.fit()
        self._tell(self._context.say("account-sql-hint"), "sub")
        self._hand_over(wish, done)
        self.copy_sql.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, wish: AccountWish, done: AccountDone) -> None:
        for part in (*self._asked, self.show_sql, self.go, self.sql, self.copy_sql):
            part.hide()
        self._buttons.fit()
        self.password.clear()
        self.back.setText(self._context.say("trail-close"))
        login = self._context.person_name(wish.login)
        self._tell(self._context.say(f"done-admin-{wish.deed}", login=login), "success")
        self._hand_over(wish, done)
        self.carried_out.emit()

    def _hand_over(self, wish: AccountWish, done: AccountDone) -> None:
        self.handed_password.show_text("" if wish.password else done.password)
        self.handed_address.show_text(done.address)

    def _refused(self, error: BookingError) -> None:
        self._show_what_can_be_done()
        self._tell(self._context.explain(error), "danger")

    def _tell(self, text: str, style: str) -> None:
        self.said.setProperty("style", style)
        restyle(self.said)
        self.said.setText(text)
        self.said.setVisible(bool(text))


def copy_text(context: Context, text: str) -> None:
    """Into the clipboard, and say so."""
    QGuiApplication.clipboard().setText(text)
    context.toast.emit(Toast(context.say("account-copied")))
