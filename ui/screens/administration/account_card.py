"""Whether a person can log in to the shared server, and what its keeper can do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from platform_booking.services.access import AccountState
from ui.context import Toast
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.access import Accounts
    from ui.context import Context

GLYPHS: Final = {"invite": "user-plus", "suspend": "user-x", "restore": "user-check"}
OFFERED: Final = {
    AccountState.NONE: ("invite",),
    AccountState.ACTIVE: ("suspend",),
    AccountState.SUSPENDED: ("restore",),
}


class AccountCard(QFrame):
    """Shown to whoever keeps the server, and to nobody else."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._login = ""
        self.setProperty("card", "true")
        body = column(self, margins=(16, 12, 16, 16), spacing=8)
        self.state = label("", "sub")
        self.buttons = {name: self._button(name) for name in GLYPHS}
        add_all(body, label(context.say("account-heading"), "heading"))
        body.addLayout(add_all(row(spacing=8), self.state, None, *self.buttons.values()))
        self.said = label("", "sub", wrap=True, selectable=True)
        body.addWidget(self.said)
        self.hide()

    def _button(self, name: str) -> Button:
        button = Button(self._context.theme, self._context.say(f"account-{name}"), GLYPHS[name])
        button.clicked.connect(partial(self._do, name))
        return button

    def show_person(self, login: str) -> None:
        """Ask about that person; of nobody, or a store in a file, there is nothing to say."""
        self.hide()
        self.said.setText("")
        self.said.hide()
        self._login = login
        if login and self._context.platform.is_shared:
            self._ask()

    def _ask(self) -> None:
        self._context.tasks.query(
            self._context.say("task-reading-catalogue"),
            self._context.platform.access.accounts,
            partial(self._show, self._login),
            key="accounts",
            owner=self,
            failed=lambda _error: self.hide(),
        )

    def _show(self, login: str, accounts: Accounts) -> None:
        found = next((item for item in accounts.people if item.login == login), None)
        if found is None or login != self._login or not accounts.installed:
            return
        self.state.setText(self._context.say(f"account-{found.state}"))
        for name, button in self.buttons.items():
            button.setVisible(name in OFFERED[found.state])
        self.show()

    def _do(self, name: str) -> None:
        access, login = self._context.platform.access, self._login
        does: dict[str, Callable[[], object]] = {
            "invite": lambda: access.invite(login),
            "suspend": lambda: access.suspend(login),
            "restore": lambda: access.restore(login),
        }
        self._context.tasks.command(
            self._context.say("task-account"),
            does[name],
            partial(self._on_done, name, login),
            owner=self,
            failed=self._on_refused,
        )

    def _on_done(self, name: str, login: str, answer: object) -> None:
        password = getattr(answer, "password", "")
        if password:
            self._tell(self._context.say("password-once", login=login, password=password))
        self._context.toast.emit(Toast(self._context.say(f"done-admin-{name}", login=login)))
        self._ask()

    def _on_refused(self, error: BookingError) -> None:
        self._tell(self._context.explain(error))

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
