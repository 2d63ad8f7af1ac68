"""Several bars are chosen: how many and in which states, which ones, and what may be done to all of them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.actions import READING, keys_of
from ui.icons import icon_pixmap
from ui.texts import NO_BREAK
from ui.widgets.badges import CodeChip, StatusChip, ink_of, looks_of, status_text
from ui.widgets.buttons import Button, icon_button
from ui.widgets.flow import Paragraph
from ui.widgets.layout import add_all, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from platform_booking.domain.board import BoardSession
    from ui.context import Context

SHOWN: Final = 40
"""Rows; more than that nobody reads one by one."""
GLYPH: Final = 16
_TOP: Final = Qt.AlignmentFlag.AlignTop
DEEDS: Final = {"approve": "primary", "decline": "danger", "move": "plain", "cancel": "plain"}
"""What may be done to all, and how much it weighs. Words and keys: with icons as well there is no room for both."""


class ChosenCard(QWidget):
    """How many, in which states, from when to when; then each of them, to look at or to leave out."""

    dropped = Signal(str, int)
    """Ref and occurrence of one that is not meant."""
    closed = Signal()

    def __init__(self, context: Context, sessions: Sequence[BoardSession], count: int) -> None:
        """``count`` is how many are chosen, blocks too: nothing is done to those."""
        super().__init__()
        self._context = context
        self.drops: list[Button] = []
        body = column(self)
        self._add_head(body, sessions, count)
        add_all(body, 10, line(), 10)
        say = context.say
        body.addWidget(label(say("chosen-sessions", count=len(sessions)), "caption"))
        body.addSpacing(6)
        for number, session in enumerate(sessions[:SHOWN]):
            if number:
                add_all(body, 7, line(), 7)
            body.addLayout(self._row(session))
        left = len(sessions) - SHOWN
        if left > 0:
            add_all(body, 8, label(say("chosen-more", count=left), "sub"))
        body.addStretch(1)

    def _add_head(self, body: QVBoxLayout, sessions: Sequence[BoardSession], count: int) -> None:
        context, texts, say = self._context, self._context.texts, self._context.say
        close = icon_button(context.theme, "x", say("chosen-none"), small=True, kind="ghost")
        close.clicked.connect(self.closed)
        head = row(spacing=4)
        head.addWidget(label(say("several-chosen", count=count), "title", wrap=True), 1)
        head.addWidget(close, 0, _TOP)
        body.addLayout(head)
        if sessions:
            first = min(item.use.start for item in sessions)
            last = max(item.use.end for item in sessions)
            days = texts.days(texts.local(first).date(), texts.local(last).date())
            body.addWidget(label(texts.capital(days), "sub", wrap=True))
        if count > len(sessions):
            body.addWidget(label(say("chosen-blocks", count=count - len(sessions)), "sub", wrap=True))
        states = Counter(item.state for item in sessions)
        chips = Paragraph(6)
        for state, how_many in states.most_common():
            chips.addWidget(StatusChip(context.theme, status_text(texts, state, part=str(how_many)), state))
        add_all(body, 8)
        body.addLayout(chips)

    def _row(self, session: BoardSession) -> QHBoxLayout:
        context, texts = self._context, self._context.texts
        resources = context.catalogue.resources
        codes = list(dict.fromkeys(item.resource for item in session.lines))
        title = session.title or context.say("private-booking")
        where = context.resource_name(codes[0]) if codes else ""
        if len(codes) > 1:
            where = context.say("chosen-where", name=where, more=len(codes) - 1)
        words = column(spacing=1)
        words.addWidget(label(title, "strong", wrap=True))
        for said in (texts.capital(texts.when(session.use)), where):
            words.addWidget(label(said, "sub", wrap=True))
        made = row(spacing=9)
        platform = resources[codes[0]].platform if codes else ""
        ink = ink_of(context.theme, session.state)
        mark = picture(
            icon_pixmap(looks_of(session.state)[0], GLYPH, ink, self.devicePixelRatioF()),
            status_text(texts, session.state),
        )
        mark.setToolTip(status_text(texts, session.state))
        left = column(spacing=5)
        for part in (CodeChip(context.theme, platform), mark):
            left.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addStretch(1)
        made.addLayout(left)
        made.addLayout(words, 1)
        drop = icon_button(
            context.theme, "x", f"{context.say('chosen-drop')}{NO_BREAK}: {title}", small=True, kind="ghost"
        )
        drop.clicked.connect(partial(self.dropped.emit, session.ref, session.occurrence))
        self.drops.append(drop)
        made.addWidget(drop, 0, _TOP)
        return made


class ChosenDeeds(QWidget):
    """The same for all of them, two by two."""

    wanted = Signal(str)
    """The name of an action of the window."""

    def __init__(self, context: Context, allowed: Iterable[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.buttons: dict[str, Button] = {}
        for number, (name, kind) in enumerate(DEEDS.items()):
            button = self.buttons[name] = Button(
                context.theme, context.say(f"chosen-{name}"), kind=kind, key=keys_of(name)
            )
            button.setEnabled(name in allowed)
            button.setObjectName(f"chosen-{name}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.wanted.emit, name))
            if name not in READING:
                needs_store(context, button)
            grid.addWidget(button, number // 2, number % 2)
