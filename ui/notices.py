"""How long a notice stays: until it is dismissed, or what it complains of is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from platform_booking.domain.errors import OutcomeUnknown, Stopped, StoreError, StoreUnavailable
from ui.context import Toast
from ui.doubt import Doubt

if TYPE_CHECKING:
    from platform_booking.domain.errors import BookingError
    from ui.context import Context
    from ui.widgets.toast import Notice, ToastView


class Notices(QObject):
    """Shows at most one notice; the next thing that is done takes it away."""

    def __init__(self, context: Context, notice: Notice, toast: ToastView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._notice = notice
        self._toast = toast
        self._unread: str | None = None
        """Key of the query whose answer takes the notice away; empty: the answer to any."""
        self._until_back = False
        context.tasks.refused.connect(self._on_unread)
        context.tasks.succeeded.connect(self._on_read)
        context.refused.connect(self._on_undone)
        context.failed.connect(self._on_sentence)
        context.toast.connect(self._on_done)
        context.hub.live.connect(self._on_live)
        self._doubt = Doubt(context, self)
        self._doubt.settled.connect(self._on_settled)

    def _on_unread(self, error: BookingError, key: str) -> None:
        """Something could not be read: until it can; something else that can proves nothing."""
        self._on_sentence(self._context.explain(error))
        self._unread = key if isinstance(error, StoreError | Stopped) else None

    def _on_undone(self, error: BookingError) -> None:
        """Something could not be done: until something is, or the store that was away is back."""
        self._on_sentence(self._context.explain(error))
        self._until_back = isinstance(error, StoreUnavailable) and not isinstance(error, OutcomeUnknown)
        if isinstance(error, OutcomeUnknown):
            self._doubt.about(error)

    def _on_settled(self, done: bool) -> None:  # noqa: FBT001 - the signal's own shape
        """The server is back and says what became of what was under way."""
        if done:
            self._on_done(Toast(self._context.say("doubt-saved")))
        else:
            self._on_sentence(self._context.say("doubt-nothing"))

    def _on_sentence(self, sentence: str) -> None:
        self._unread, self._until_back = None, False
        self._notice.tell(sentence)

    def _on_read(self, key: str) -> None:
        if self._unread in ("", key):
            self._hide()

    def _on_live(self, live: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if live and (self._unread is not None or self._until_back):
            self._hide()

    def _on_done(self, toast: Toast) -> None:
        self._hide()
        self._toast.tell(toast)

    def _hide(self) -> None:
        self._unread, self._until_back = None, False
        self._notice.hide()
