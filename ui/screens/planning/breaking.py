"""Saying from the board that something is down: of a row, of a bar, or from the menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from platform_booking.domain.authority import Actor, may_block
from ui.blocking import Blocking
from ui.sheets import add_sheets

if TYPE_CHECKING:
    from platform_booking.domain.board import BoardSession
    from ui.context import Context
    from ui.operations import Operations


class Breaking(QObject):
    """Offers it to those who answer for something, and opens the dialog."""

    def __init__(self, context: Context, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._operations = operations
        self._over = parent

    @property
    def codes(self) -> tuple[str, ...]:
        """The resources that this person may block."""
        catalogue, me = self._context.catalogue, self._context.me
        actor = Actor(me.login, me.person)
        return tuple(
            code
            for code, item in catalogue.resources.items()
            if item.active_units and may_block(actor, catalogue, item)
        )

    @property
    def allowed(self) -> frozenset[str]:
        """The action, for those who may block something."""
        return frozenset({"breakdown"}) if self.codes else frozenset()

    def add_to(self, menu: QMenu, session: BoardSession) -> None:
        """Add it to the menu of a bar."""
        menu.addSeparator()
        action = menu.addAction(self._context.say("action-breakdown"))
        action.setEnabled(bool(self._mine(session)))
        action.triggered.connect(partial(self.open_for, session))

    def open_menu(self, code: str, unit: int, at: QPoint) -> None:
        """The menu of a row."""
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        action = menu.addAction(self._context.say("action-breakdown"))
        action.setEnabled(code in self.codes)
        action.triggered.connect(lambda: self.open(code, unit))
        block = menu.addAction(self._context.say("action-new-block"))
        block.setEnabled(code in self.codes)
        block.triggered.connect(lambda: Blocking(self._context, self._operations).ask_new(code=code))
        if not self._context.catalogue.resources[code].person:
            menu.addSeparator()
            add_sheets(menu, self._context, self._operations, code)
        menu.popup(at)

    def open_for(self, session: BoardSession | None) -> None:
        """Of the first thing in it that is this person's to block, else of any."""
        self.open(next(iter(self._mine(session)), ""))

    def open(self, code: str = "", unit: int = 0, kept: str = "") -> None:
        """Ask what is down; that resource and unit stand there already, or what was being written."""
        from ui.dialogs.breakdown import BreakdownDialog  # noqa: PLC0415 - the first window does not need it

        codes = self.codes
        if codes:
            first = code if code in codes else codes[0]
            over = self._operations.window
            dialog = BreakdownDialog(self._context, self._operations, codes, first, unit, over)
            dialog.keeper.show(kept)
            dialog.open()

    def _mine(self, session: BoardSession | None) -> list[str]:
        codes = self.codes
        return [line.resource for line in session.lines if line.resource in codes] if session else []
