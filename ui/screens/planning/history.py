"""What became of a booking or a block and what was said about it, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from platform_booking.services.due import ESCALATE
from platform_booking.services.happenings import SYSTEM
from platform_booking.services.proposals import ACCEPTED, PROPOSAL, from_message
from platform_booking.services.trail_words import REDO, UNDO
from ui.texts import NO_BREAK
from ui.widgets.conversation import proposal_lines
from ui.widgets.layout import add_all, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Booking
    from platform_booking.services.conversation import Conversation, Message
    from platform_booking.services.dossier import HistoryEntry
    from ui.context import Context
    from ui.theme import Theme

SHOWN: Final = 8
"""Entries that are shown; the audit trail has them all."""
WIDTH: Final = 16
DOT: Final = 7
TOP: Final = 5
"""Of the dot, beside the first line of its words."""
APART: Final = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done or said."""

    at: datetime
    said: str
    detail: str
    words: str = ""
    """Of somebody, as they were written."""


def of_subject(context: Context, history: Iterable[HistoryEntry]) -> list[Told]:
    """Every change of it, the oldest first."""
    return [_changed(context, entry) for entry in history]


def of_booking(context: Context, history: Iterable[HistoryEntry], said: Conversation) -> list[Told]:
    """Its changes and, once nothing waits for an answer, what was said: until then that stands above.

    That a proposal was accepted is a change already.
    """
    told = of_subject(context, history)
    if said.question is None and not said.proposals:
        told += [
            _spoken(context, said.booking, message) for message in said.messages if message.kind != ACCEPTED
        ]
    return sorted(told, key=lambda item: item.at)


def _changed(context: Context, entry: HistoryEntry) -> Told:
    texts, say = context.texts, context.say
    what = say(f"history-{entry.action}") if texts.knows(f"history-{entry.action}") else entry.action
    who = say("app-name") if entry.actor == SYSTEM.login else context.person_name(entry.actor)
    detail = f"{NO_BREAK}· ".join(part for part in (texts.stamp(entry.at), _why(context, entry)) if part)
    return Told(entry.at, f"{who} {what}", detail)


def _why(context: Context, entry: HistoryEntry) -> str:
    """A reason as somebody gave it, or as the product notes its own."""
    if entry.action in (UNDO, REDO):
        return context.texts.name("deed", entry.reason)
    if entry.action == ESCALATE:
        return ", ".join(context.person_name(login) for login in entry.reason.split(", ") if login)
    code, _, what = entry.reason.partition(" ")
    known = context.texts.knows(f"history-reason-{code}")
    return context.say(f"history-reason-{code}", what=what) if known else entry.reason


def _spoken(context: Context, booking: Booking, message: Message) -> Told:
    said = context.say(f"conversation-{message.kind}", who=context.person_name(message.author))
    lines = [message.text] if message.text else []
    if message.kind == PROPOSAL:
        proposal = from_message(message)
        if proposal.rival:
            said = context.say("conversation-offer", who=context.person_name(message.author))
        lines = [*proposal_lines(context, booking, proposal), *lines]
    return Told(message.at, said, context.texts.stamp(message.at), "\n".join(lines))


class Spine(QWidget):
    """A dot, and the line on to what was before."""

    def __init__(self, theme: Theme, *, goes_on: bool) -> None:
        super().__init__()
        self._theme = theme
        self._goes_on = goes_on
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as an icon."""
        return QSize(WIDTH, 2 * TOP + DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The line first, the dot over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._theme.px(TOP)
        if self._goes_on:
            line = QRectF(WIDTH / 2 - 0.5, top, 1, self.height() - top)
            painter.fillRect(line, self._theme.color("border"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("borderInput"))
        painter.drawEllipse(QRectF((WIDTH - DOT) / 2, top, DOT, DOT))
        painter.end()


def history_column(context: Context, told: Sequence[Told]) -> QVBoxLayout:
    """The latest of it, under its heading."""
    body = column()
    add_all(body, label(context.say("history"), "caption"), 6)
    shown = list(reversed(told))[:SHOWN]
    for number, item in enumerate(shown):
        words = column(margins=(0, 0, 0, APART))
        words.addWidget(label(item.said, wrap=True))
        if item.words:
            words.addWidget(label(item.words, wrap=True, selectable=True))
        words.addWidget(label(item.detail, "sub", wrap=True))
        line = row(spacing=9)
        line.addWidget(Spine(context.theme, goes_on=number < len(shown) - 1))
        line.addLayout(words, 1)
        body.addLayout(line)
    return body
