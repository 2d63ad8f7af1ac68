"""The same for several: one list of what goes and what does not, each with why, and one button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from platform_booking.services.together import Deed
from ui.dialogs.verdict_list import VerdictList
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.board import BoardSession
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.together import Together
    from ui.context import Context

SIZE: Final = (860, 560)
REASON: Final = 64


class TogetherDialog(QDialog):
    """Verdicts first; then a reason where one is owed."""

    done_with = Signal()
    """It was done."""

    def __init__(
        self, context: Context, deed: Deed, sessions: Sequence[BoardSession], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._deed = deed
        self._sessions = {(item.ref, item.occurrence): item for item in sessions}
        self._going: tuple[tuple[str, int], ...] = ()
        self._say_title = context.say(f"together-{deed}-title", count=len(self._sessions))
        self.setWindowTitle(self._say_title)
        open_at(self, context.theme, *SIZE)
        self._build()
        context.tasks.query(
            context.say("task-checking"),
            partial(context.platform.together.act, deed, tuple(self._sessions), dry_run=True),
            self._show,
            owner=self,
            failed=self._failed,
        )

    def _build(self) -> None:
        context, say = self._context, self._context.say
        self.verdicts = VerdictList(context, self._sessions)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(say("reason"))
        self.reason.setPlaceholderText(
            say(f"reason-{'decline' if self._deed is Deed.DECLINE else 'cancel'}-placeholder")
        )
        self.reason.setFixedHeight(context.theme.px(REASON))
        self.reason.setTabChangesFocus(True)
        self.reason.setVisible(self._owes_reason)
        self.reason.textChanged.connect(self._look)
        self.said = label(say("task-checking"), "sub", wrap=True)
        kind = "primary" if self._deed is Deed.APPROVE else "danger"
        self.send = Button(
            context.theme, say(f"together-{self._deed}-send", count=0), kind=kind, key="Ctrl+↵"
        )
        self.send.setEnabled(False)
        self.send.clicked.connect(self._do)
        needs_store(context, self.send)
        back = Button(context.theme, say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        for button in (self.send, back):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        body.addWidget(label(self._say_title, "title", wrap=True))
        body.addWidget(self.verdicts, 1)
        add_all(body, self.said, self.reason)
        body.addLayout(add_all(row(spacing=8), None, back, self.send))
        (self.reason if self._owes_reason else self.verdicts).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _owes_reason(self) -> bool:
        return self._deed is not Deed.APPROVE

    # --- what would become of each ------------------------------------------------------------------

    def _show(self, seen: Together) -> None:
        self._going = tuple(session for session, _ in seen.done)
        self.verdicts.show_outcome(seen, self._context.say(f"together-{self._deed}-goes"))
        left = len(seen.refused)
        self.said.setText(self._context.say("together-count", going=len(self._going), left=left))
        self._look()

    def _look(self) -> None:
        self.send.setText(self._context.say(f"together-{self._deed}-send", count=len(self._going)))
        said = not self._owes_reason or bool(self.reason.toPlainText().strip())
        self.send.setEnabled(bool(self._going) and said)
        self.send.setToolTip("" if said else self._context.say("together-why"))

    # --- doing --------------------------------------------------------------------------------------

    def _do(self) -> None:
        self.send.setEnabled(False)
        self._context.tasks.command(
            self.windowTitle(),
            partial(
                self._context.platform.together.act,
                self._deed,
                self._going,
                self.reason.toPlainText().strip(),
            ),
            self._done,
            failed=self._failed,
        )

    def _done(self, result: Together) -> None:
        context = self._context
        context.hub.announce(result.changes)
        if result.done:
            said = context.say(f"together-{self._deed}-done", count=len(result.done))
            context.remember(said, result.undoable)
        if result.refused:
            reasons = "\n".join(f"{ref}: {context.explain(error)}" for (ref, _), error in result.refused)
            context.failed.emit(context.say("together-left", count=len(result.refused), reasons=reasons))
        self.done_with.emit()
        self.accept()

    def _failed(self, error: BookingError) -> None:
        self.said.setText(self._context.explain(error))
        self._look()
