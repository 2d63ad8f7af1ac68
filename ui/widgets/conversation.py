"""What was said about a booking, and what of it waits for an answer; the same card on every screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.icons import icon_pixmap
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QHBoxLayout

    from platform_booking.domain.booking import Booking
    from platform_booking.services.conversation import Conversation, Message, Proposal
    from ui.context import Context

GLYPH: Final = 16
_TOP: Final = Qt.AlignmentFlag.AlignTop
_GLYPHS: Final = {
    "question": "message-square-reply",
    "answer": "message-square-reply",
    "proposal": "arrow-left-right",
    "accepted": "circle-check",
    "refused": "x",
}


class ConversationCard(QFrame):
    """Messages in order; open proposals with the buttons of whoever may accept them."""

    answer_wanted = Signal()
    accept_wanted = Signal(int)
    """Number of the proposal."""
    refuse_wanted = Signal(int)

    def __init__(self, context: Context, conversation: Conversation, *, answers: bool = True) -> None:
        super().__init__()
        self._context = context
        self._booking = conversation.booking
        self.setProperty("card", "true")
        body = column(self, margins=(14, 12, 14, 12), spacing=8)
        body.addWidget(label(context.say("conversation"), "strong"))
        spoken = {proposal.id for proposal in conversation.proposals}
        for message in conversation.messages:
            if message.id not in spoken and (message.text or message.kind != "proposal"):
                body.addLayout(self._message(message))
        may_answer = answers and conversation.may_answer
        if conversation.question is not None and may_answer:
            self.answer = Button(
                context.theme,
                context.say("button-answer"),
                "message-square-reply",
                kind="plain" if conversation.proposals else "primary",
                small=True,
            )
            self.answer.clicked.connect(self.answer_wanted)
            needs_store(context, self.answer)
            body.addLayout(add_all(row(), None, self.answer))
        self.accepts: list[Button] = []
        for proposal in conversation.proposals:
            self._add_proposal(body, proposal, may_answer=may_answer)

    def _message(self, message: Message) -> QHBoxLayout:
        context = self._context
        who = context.person_name(message.author)
        said = context.say(f"conversation-{message.kind}", who=who)
        return self._entry(
            _GLYPHS.get(message.kind, "info"), said, message.text, context.texts.stamp(message.at)
        )

    def _entry(self, glyph: str, said: str, text: str, when: str) -> QHBoxLayout:
        made = row(spacing=9)
        color = self._context.theme.color("text2")
        made.addWidget(
            picture(icon_pixmap(glyph, self._context.theme.px(GLYPH), color, self.devicePixelRatioF())),
            0,
            _TOP,
        )
        words = column(spacing=1)
        words.addWidget(label(f"{said} · {when}" if when else said, "sub", wrap=True))
        if text:
            words.addWidget(label(text, wrap=True, selectable=True))
        made.addLayout(words, 1)
        return made

    def _add_proposal(self, body: QVBoxLayout, proposal: Proposal, *, may_answer: bool) -> None:
        context = self._context
        name = "conversation-offer" if proposal.rival else "conversation-proposal"
        said = context.say(name, who=context.person_name(proposal.author))
        lines = "\n".join(proposal_lines(context, self._booking, proposal))
        text = f"{lines}\n{proposal.text}" if proposal.text else lines
        when = context.texts.stamp(proposal.at) if proposal.at else ""
        body.addLayout(self._entry(_GLYPHS["proposal"], said, text, when))
        if not may_answer:
            return
        refuse = Button(context.theme, context.say("button-refuse"), small=True)
        refuse.clicked.connect(partial(self.refuse_wanted.emit, proposal.id))
        accept = Button(context.theme, context.say("button-accept"), "check", kind="primary", small=True)
        accept.setAccessibleName(f"{context.say('button-accept')}: {lines}")
        accept.clicked.connect(partial(self.accept_wanted.emit, proposal.id))
        needs_store(context, refuse, accept)
        self.accepts.append(accept)
        body.addLayout(add_all(row(spacing=8), None, refuse, accept))


def proposal_lines(context: Context, booking: Booking, proposal: Proposal) -> Iterator[str]:
    """What would change, one thing a line: ``mar. 24 nov., 14:00 – 17:00``."""
    dates = {item.number: item for item in booking.occurrences}
    resources = {line.number: line.resource for line in booking.lines}
    for number, span in proposal.spans.items():
        when = context.texts.when(span, booking.zone)
        if len(booking.occurrences) == 1:
            yield when
        else:
            day = context.texts.day_brief(context.texts.local(dates[number].span.start, booking.zone).date())
            yield f"{day} → {when}"
    for number, code in proposal.instead.items():
        yield context.say(
            "conversation-instead",
            resource=resource_with_site(context, code),
            instead_of=resource_with_site(context, resources[number]),
        )


def resource_with_site(context: Context, code: str) -> str:
    """The name of a resource, with the site that tells it from its equivalents elsewhere."""
    found = context.catalogue.resources.get(code)
    name = context.resource_name(code)
    return f"{name} ({found.site or code})" if found else name
