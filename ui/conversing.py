"""What approver and organiser say to each other, from whatever screen: asked for, sent, and told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.keeping_words import MESSAGE, words_of
from ui.widgets.reason import ask_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking
    from platform_booking.services.conversation import Suggestion
    from ui.context import Context
    from ui.operations import Operations


class Conversing(QObject):
    """Questions, answers and proposals. Each runs off the GUI thread."""

    def __init__(self, context: Context, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._operations = operations

    @property
    def _window(self) -> QWidget | None:
        window = self._operations.parent()
        return window if isinstance(window, QWidget) else None

    def do(self, action: str, booking: Booking) -> None:
        """One of the actions by its name: ask, propose, answer, accept or refuse."""
        work: dict[str, Callable[[Booking], None]] = {
            "ask": self.ask,
            "propose": self.propose,
            "answer": self.answer,
            "accept": self.accept,
            "refuse": self.refuse,
        }
        work[action](booking)

    def ask(self, booking: Booking, text: str = "") -> None:
        """Ask the organiser for information; asks for the words where there are none yet."""
        if not text:
            ask = partial(self.ask, booking)
            ask_reason(self._window, self._context, "ask", booking.title, ask, booking.ref)
            return
        who = self._context.person_name(booking.organiser)
        work = partial(self._context.platform.conversations.ask, booking.ref, text)
        self._send(work, self._context.say("done-asked", who=who), booking.ref, "ask", MESSAGE)

    def answer(self, booking: Booking) -> None:
        """Answer the open question."""
        answer = partial(self._answer, booking)
        ask_reason(self._window, self._context, "answer", booking.title, answer, booking.ref)

    def _answer(self, booking: Booking, text: str) -> None:
        work = partial(self._context.platform.conversations.answer, booking.ref, text)
        self._send(work, self._context.say("done-answered", title=booking.title), booking.ref, "answer")

    def propose(self, booking: Booking, text: str = "") -> None:
        """Choose what to propose, and send it."""
        from ui.dialogs.propose import ProposeDialog  # noqa: PLC0415 - only when asked for

        dialog = ProposeDialog(self._window, self._context, booking, text)
        dialog.chosen.connect(partial(self._propose, booking))
        dialog.open()

    def _propose(self, booking: Booking, what: Suggestion) -> None:
        who = self._context.person_name(booking.organiser)
        work = partial(self._context.platform.conversations.propose, booking.ref, what)
        self._send(work, self._context.say("done-proposed", who=who), booking.ref, "propose", MESSAGE)

    def _send(self, work: Callable[[], Any], said: str, ref: str, *actions: str) -> None:
        """Send it; what was written for it is kept until it has arrived."""

        def forget(_answer: Any) -> None:
            for action in actions:
                words_of(self._context).forget(action, ref)

        self._operations.run("task-sending", work, said, then=forget)

    def accept(self, booking: Booking, number: int | None = None) -> None:
        """Take a proposal, the first one where none is named: one action, and it is done."""
        work = partial(
            self._context.platform.conversations.accept,
            booking.ref,
            number,
            expected_version=booking.version,
        )
        self._operations.run("task-moving", work, self._context.say("done-accepted", title=booking.title))

    def refuse(self, booking: Booking, number: int | None = None) -> None:
        """Leave the request as it is."""
        work = partial(self._context.platform.conversations.decline_proposal, booking.ref, number)
        self._operations.run("task-sending", work, self._context.say("done-refused", title=booking.title))
