"""Asking why: a refusal and a cancellation always carry a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.keeping_words import WordsKeeper
from ui.widgets.buttons import Button, Segments
from ui.widgets.fitting import SnugDialog
from ui.widgets.layout import add_all, at_least, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.context import Context


GENTLE: Final = frozenset({"ask", "answer"})
"""What takes nothing away."""


class ReasonDialog(SnugDialog):
    """A question, room for some words, and a button that repeats the verb."""

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        action: str,
        title: str,
        scopes: Sequence[tuple[str, str]] = (),
        *,
        ref: str = "",
    ) -> None:
        """``scopes`` (value, words) are the ways how far it may go, the first one taken; Alt and a digit choose.

        With a ``ref`` the words are kept until it is done: whoever does it forgets them.
        """
        super().__init__(parent)
        self.scope = Segments(scopes, scopes[0][0]) if scopes else None
        self.setWindowTitle(context.say(f"reason-{action}-title"))
        at_least(self, context.theme, 440)
        body = column(self, margins=(24, 20, 24, 20), spacing=8)
        question = label(context.say(f"reason-{action}-question", title=title), "title", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(context.say(f"reason-{action}-placeholder"))
        self.text.setAccessibleName(context.say("reason"))
        self.text.setFixedHeight(context.theme.px(84))
        self.text.setTabChangesFocus(True)
        self.send = Button(
            context.theme,
            context.say(f"reason-{action}-send"),
            kind="primary" if action in GENTLE else "danger",
            key="Ctrl+↵",
        )
        self.send.setEnabled(False)
        self.send.clicked.connect(self.accept)
        needs_store(context, self.send)
        back = Button(context.theme, context.say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        add_all(body, question, label(context.say(f"reason-{action}-hint"), "sub", wrap=True))
        if self.scope is not None:
            body.addLayout(add_all(row(), self.scope, None))
            for number, (value, _) in enumerate(scopes, 1):
                QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self.scope.take, value))
        add_all(body, self.text, 8)
        body.addLayout(add_all(row(spacing=8), None, back, self.send))
        self.text.textChanged.connect(lambda: self.send.setEnabled(bool(self.reason)))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._send_if_said)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keeper = WordsKeeper(context, self.text) if ref else None
        if self._keeper is not None:
            self._keeper.take(action, ref, title)

    def done(self, result: int) -> None:
        """Leaving, however it is done, keeps the words until they are sent."""
        if self._keeper is not None:
            self._keeper.finish()
        super().done(result)

    @property
    def reason(self) -> str:
        """What was typed, trimmed."""
        return self.text.toPlainText().strip()

    def _send_if_said(self) -> None:
        if self.reason:
            self.accept()


def ask_reason(
    parent: QWidget | None,
    context: Context,
    action: str,
    title: str,
    then: Callable[[str], None],
    ref: str = "",
) -> ReasonDialog:
    """Ask for the words of an action (decline, cancel, ask, answer), and go on with it; with nothing when people think better."""
    dialog = ReasonDialog(parent, context, action, title, ref=ref)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: then(dialog.reason))
    dialog.open()
    return dialog
