"""Keeps what is being written, a moment after each change, and offers what was kept the last time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.dialogs.editor.change import merged
from ui.dialogs.editor.drafts import Drafts, SavedDraft
from ui.dialogs.editor.notices import Strip
from ui.keeping_words import SAVE_MS
from ui.widgets.buttons import Button
from ui.widgets.layout import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit

    from ui.context import Context
    from ui.dialogs.editor.couriers import ChangedBooking
    from ui.dialogs.editor.request import FormState


class DraftKeeper(QObject):
    """Owns the words and buttons about drafts; the dialog places them."""

    resumed = Signal(object)
    """The FormState that was kept."""
    discarded = Signal()
    """Begin again."""

    def __init__(
        self,
        context: Context,
        drafts: Drafts,
        start: FormState,
        state: Callable[[], FormState],
        parent: QObject,
        change: ChangedBooking | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._drafts = drafts
        self._opened_with = start
        self._change = change
        self._state = state
        self._key = Drafts.new_key()
        self._kept: SavedDraft | None = None
        say = context.say
        self.strip = Strip(context, "info", say("editor-draft-resume"), say("editor-draft-discard"))
        self.saved = label("", "sub")
        self.discard = Button(context.theme, say("editor-draft-discard"), kind="link")
        self.discard.setAutoDefault(False)
        self.discard.hide()
        self._reason: QLineEdit | None = None
        self._pause = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._pause.timeout.connect(self._keep)
        self.strip.first.connect(self._resume)
        self.strip.second.connect(self._discard_kept)
        self.discard.clicked.connect(self._discard_own)

    @property
    def start(self) -> FormState:
        """What the form says before anything is typed: of a booking that is there, as it is there now."""
        return self._opened_with if self._change is None else self._change.before

    def with_reason(self, field: QLineEdit) -> None:
        """Why rules are to be set aside is kept with the form."""
        self._reason = field
        field.textEdited.connect(self.changed)

    def offer(self) -> None:
        """Offer the draft that was kept last of this, if there is one."""
        self._kept = self._drafts.latest(self._change.booking.ref if self._change else "")
        if self._kept is not None:
            at = self._context.texts.stamp(self._kept.at)
            title = self._kept.state.title.strip() or self._context.say("editor-untitled")
            self.strip.tell(self._context.say("editor-draft-found", at=at, title=title))

    def changed(self) -> None:
        """Keep it once the hands rest."""
        self._pause.start()

    def finish(self) -> None:
        """What was typed in the last moment is kept too."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def sent(self) -> None:
        """It is no draft any more."""
        self._pause.stop()
        self._drafts.forget(self._key)

    def _keep(self) -> None:
        """Keep the form, once it is not what it opened with."""
        state, override = self._state(), self._reason.text() if self._reason else ""
        if state == self.start and not override.strip():
            self._drafts.forget(self._key)
            return
        now = self._context.now()
        draft = SavedDraft(self._key, now, state, override=override)
        if self._change is not None:
            change = self._change
            draft = replace(
                draft, ref=change.booking.ref, occurrence=change.occurrence.number, before=change.before
            )
        if self._drafts.save(draft):
            self.saved.setText(self._context.say("editor-draft-saved", time=self._context.texts.time(now)))
            self.discard.show()

    def resume(self, draft: SavedDraft) -> None:
        """Go on with that one. What was typed is laid over the booking as it is now."""
        self._kept = draft
        self._resume()

    def _resume(self) -> None:
        assert self._kept is not None
        self._key = self._kept.key
        self.strip.hide()
        before = self._kept.before
        state = self._kept.state if before is None else merged(before, self._kept.state, self.start)
        if self._reason is not None:
            self._reason.setText(self._kept.override)
        self.resumed.emit(state)

    def _discard_kept(self) -> None:
        assert self._kept is not None
        self._drafts.forget(self._kept.key)
        self.strip.hide()

    def _discard_own(self) -> None:
        """Throw away what was typed here, and begin again."""
        self.sent()
        self._key = Drafts.new_key()
        self.saved.clear()
        self.discard.hide()
        self.discarded.emit()
