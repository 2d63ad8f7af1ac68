"""Who may log in to the shared server, and whether it keeps the rights of this version."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from platform_booking.services.account_deeds import AccountDeed, accounts_table
from ui.dialogs.account import AccountDialog
from ui.widgets.buttons import Button
from ui.widgets.flow import Wrapping
from ui.widgets.layout import NONE, add_all, column, label, open_at, restyle
from ui.widgets.report_table import ReportTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.access import Accounts
    from ui.context import Context

SIZE: Final = (820, 600)
BUTTONS: Final = 36


class ServerAccessDialog(QDialog):
    """Whoever keeps the server sees everybody and installs the rights; others prepare the SQL for them."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._may_do = False
        say, theme = context.say, context.theme
        self.setWindowTitle(say("server-access-title"))
        open_at(self, theme, *SIZE)
        self.state = label("", "sub", wrap=True)
        self.warning = label("", "warning", wrap=True)
        self.warning.hide()
        self.table = ReportTable(context, say("server-access-title"), gives_way=True)
        self.setup = Button(theme, say("account-setup"), "shield-check")
        self.machine = Button(theme, say("account-machine"), "server")
        close = Button(theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        bar = Wrapping(NONE, 8, theme.px(BUTTONS))
        for button, deed in ((self.setup, AccountDeed.SETUP), (self.machine, AccountDeed.MACHINE)):
            button.clicked.connect(partial(self._open, deed))
        for button in (self.setup, self.machine, close):
            button.setAutoDefault(False)
            bar.flow.addWidget(button)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(
            body,
            label(say("server-access-title"), "title"),
            label(say("server-access-hint", store=context.platform.label), "sub", wrap=True),
            *(self.state, self.warning, self.table),
        )
        body.addStretch(1)
        body.addWidget(bar)
        self._read()

    def _read(self) -> None:
        self._context.tasks.query(
            self._context.say("task-account"),
            self._context.platform.access.accounts,
            self._show,
            key="server-access",
            owner=self,
            failed=self._refused,
        )

    def _show(self, accounts: Accounts) -> None:
        self._may_do = True
        say = self._context.say
        outdated = "rights-outdated" if accounts.installed else "rights-missing"
        self._tell(
            say("server-access-current" if accounts.current else outdated),
            "success" if accounts.current else "warning",
        )
        server = accounts.server
        self.warning.setText(say("warning-server-leaks", version=server.version) if server.leaks else "")
        self.warning.setVisible(server.leaks)
        texts = self._context.texts
        self.table.show_table(accounts_table(accounts, texts, partial(texts.name, "administration-role")))

    def _refused(self, error: BookingError) -> None:
        self._may_do = False
        self.table.hide()
        said = (self._context.explain(error), self._context.say("account-only-sql"))
        self._tell("\n".join(said), "sub")

    def _tell(self, text: str, style: str) -> None:
        self.state.setProperty("style", style)
        restyle(self.state)
        self.state.setText(text)

    def _open(self, deed: AccountDeed) -> None:
        dialog = AccountDialog(self._context, self, deed, may_do=self._may_do)
        dialog.carried_out.connect(self._read)
        dialog.open()
