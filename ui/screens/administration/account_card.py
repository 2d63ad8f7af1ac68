"""Whether a person can log in to the shared server, and what can be done about it: done by its keeper, prepared by others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QMenu

from platform_booking.domain.authority import Actor, may_edit_catalogue
from platform_booking.domain.errors import NotPermitted
from platform_booking.services.account_deeds import OF_STATE, AccountDeed
from ui.dialogs.account import AccountDialog
from ui.widgets.buttons import Button, MenuChip
from ui.widgets.layout import add_all, clear, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.access import Accounts
    from ui.context import Context

GLYPHS: Final = {
    AccountDeed.INVITE: "user-plus",
    AccountDeed.SUSPEND: "user-x",
    AccountDeed.RESTORE: "user-check",
}
OF_PERSONS: Final = tuple(
    deed for deed in AccountDeed if deed not in (AccountDeed.SETUP, AccountDeed.MACHINE)
)


class AccountCard(QFrame):
    """Shown to whoever keeps the server, and to administrators, who prepare what its keeper carries out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._login = ""
        self.setProperty("card", "true")
        body = column(self, margins=(16, 12, 16, 16), spacing=8)
        self.state = label("", "sub", wrap=True)
        add_all(body, label(context.say("account-heading"), "heading"), self.state)
        self._line = row(spacing=8)
        body.addLayout(self._line)
        self.first: Button | None = None
        """What is likeliest to be wanted."""
        self.more: MenuChip | None = None
        """The rest."""
        self.hide()

    def show_person(self, login: str) -> None:
        """Ask about that person; of nobody, or a store in a file, there is nothing to say."""
        self.hide()
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
            failed=partial(self._show_to_others, self._login),
        )

    def _show(self, login: str, accounts: Accounts) -> None:
        found = next((item for item in accounts.people if item.login == login), None)
        if found is None or login != self._login:
            return
        if not accounts.installed:
            self._offer(self._context.say("rights-missing"), (), may_do=True)
            return
        words = self._context.texts.capital(self._context.say(f"account-{found.state}"))
        self._offer(words, OF_STATE[found.state], may_do=True)

    def _show_to_others(self, login: str, error: BookingError) -> None:
        """Who keeps the server knows who may log in; administrators may say what they want of them."""
        me = self._context.me
        may_ask = isinstance(error, NotPermitted) and may_edit_catalogue(Actor(me.login, me.person))
        if may_ask and login == self._login:
            self._offer(self._context.say("account-keeper-knows"), OF_PERSONS, may_do=False)

    def _offer(self, said: str, deeds: Iterable[AccountDeed], *, may_do: bool) -> None:
        self.state.setText(said)
        clear(self._line)
        self.first = self.more = None
        listed = list(deeds)
        if may_do and listed:
            self.first = self._button(listed.pop(0))
            self._line.addWidget(self.first)
        if listed:
            name = "account-more" if may_do else "account-prepare"
            self.more = MenuChip(self._context.theme, self._context.say(name))
            self.more.set_menu(self._menu(listed, may_do=may_do))
            self._line.addWidget(self.more)
        self._line.addStretch(1)
        self.show()

    def _button(self, deed: AccountDeed) -> Button:
        button = Button(self._context.theme, self._asks(deed), GLYPHS[deed])
        button.clicked.connect(partial(self._open, deed, may_do=True))
        needs_store(self._context, button)
        return button

    def _menu(self, deeds: Iterable[AccountDeed], *, may_do: bool) -> QMenu:
        menu = QMenu(self)
        for deed in deeds:
            action = menu.addAction(self._asks(deed))
            action.setData(deed)
            action.triggered.connect(partial(self._open, deed, may_do=may_do))
        return menu

    def _asks(self, deed: AccountDeed) -> str:
        return f"{self._context.say(f'account-{deed}')}…"

    def _open(self, deed: AccountDeed, _checked: bool = False, *, may_do: bool) -> None:  # noqa: FBT001, FBT002 - Qt's
        dialog = AccountDialog(self._context, self.window(), deed, self._login, may_do=may_do)
        dialog.carried_out.connect(self._ask)
        dialog.open()
