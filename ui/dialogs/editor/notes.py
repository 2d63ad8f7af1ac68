"""What the platforms should know, and who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from platform_booking.domain.booking import MAX_TITLE
from ui.dialogs.editor.fields import Field
from ui.widgets.layout import add_all, column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.errors import BookingError
    from ui.context import Context

LINES: Final = 3
"""Shown at once; longer texts scroll."""
FUNDERS: Final = "funders"


class NotesFields(QWidget):
    """Instructions above, the funder below; funders named before are offered while one is typed."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        say = context.say
        self.instructions = QPlainTextEdit()
        self.instructions.setTabChangesFocus(True)
        self.instructions.setPlaceholderText(say("editor-instructions-example"))
        lines = self.instructions.fontMetrics().lineSpacing() * LINES
        self.instructions.setFixedHeight(lines + 2 * context.theme.px(8))
        self.funding = QLineEdit()
        self.funding.setMaxLength(MAX_TITLE)
        self.funding.setPlaceholderText(say("editor-funding-example"))
        add_all(
            column(self, spacing=12),
            Field(say("editor-instructions"), self.instructions),
            Field(say("editor-funding"), self.funding),
        )
        self.instructions.textChanged.connect(self.changed)
        self.funding.textChanged.connect(self.changed)
        context.tasks.query(
            say("editor-task-funders"),
            context.platform.bookings.funders,
            self._offer,
            key=FUNDERS,
            owner=self,
            failed=_offer_none,
        )

    def take(self, instructions: str, funding: str) -> None:
        """Show them; a text that stands right already is not touched, so that nobody loses the cursor."""
        if self.instructions.toPlainText().strip() != instructions.strip():
            self.instructions.setPlainText(instructions)
        if self.funding.text().strip() != funding.strip():
            self.funding.setText(funding)
            self.funding.setCursorPosition(0)

    def _offer(self, funders: Sequence[str]) -> None:
        completer = QCompleter(list(funders), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.funding.setCompleter(completer)


def _offer_none(_error: BookingError) -> None:
    """What is offered is a comfort; what is wrong with the store is said where the booking itself is looked at."""
