"""The right of the screen: one request with everything that speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import keys_of
from ui.keeping_words import MESSAGE, WordsKeeper
from ui.screens.requests.cards import ConflictCard, RecordCard, RulesCard
from ui.screens.requests.dates_card import DatesCard, waiting_for_me
from ui.screens.requests.displaced_card import DisplacedCard
from ui.screens.requests.lines_card import LinesCard
from ui.screens.requests.surroundings import Surroundings
from ui.texts import NO_BREAK
from ui.widgets.badges import StatusChip, status_text
from ui.widgets.buttons import Button
from ui.widgets.conversation import ConversationCard
from ui.widgets.flow import Turning, Wrapping
from ui.widgets.halves import NO_LIMIT
from ui.widgets.layout import add_all, clear, column, label, row
from ui.widgets.resting import needs_store
from ui.widgets.ring import FocusRing
from ui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.booking import Booking
    from ui.context import Context
    from ui.screens.requests.reading import Examined
    from ui.screens.requests.writing import RequestWriter

SIDE: Final = 264
NARROW: Final = 760
BUTTONS: Final = 40
"""The height of a row of them."""
WORDS: Final = 280
"""The least width for a title beside the buttons."""
TITLE: Final = 460
"""The least width for a heading, its note and its button in one line."""
MARGIN: Final = 24
MESSAGE_HEIGHT: Final = 64
_TOP: Final = Qt.AlignmentFlag.AlignTop


class RequestDetail(QWidget):
    """Shows a request that was examined; what is typed stays as long as it is the same request."""

    approve_wanted = Signal(str)
    """The code of a resource, or nothing for all that is mine."""
    decline_wanted = Signal(str)
    propose_wanted = Signal()
    ask_wanted = Signal()
    solution_wanted = Signal()
    planning_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown = ""
        self.dates: DatesCard | None = None
        """Where a series waits for me: which of its dates are meant."""
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build_head()
        self._build_message()
        self.stack = QStackedWidget()
        self.sentence = Sentence(context)
        page = QWidget()
        body = column(page)
        add_all(body, self._head)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(context.say("region-request"))
        FocusRing(self._scroll, context.theme)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setObjectName("screen")
        across = row(content, margins=(MARGIN, 16, MARGIN, 16), spacing=16)
        self._main = QWidget()
        self._main.setObjectName("screen")
        inner = column(self._main, spacing=12)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        inner.addLayout(self._cards)
        inner.addWidget(self._message_box)
        inner.addStretch(1)
        self._side_box = QWidget()
        self._side = column(self._side_box, spacing=14)
        across.addWidget(self._main, 1)
        across.addWidget(self._side_box)
        across.setAlignment(self._side_box, _TOP)
        self._across = across
        self._scroll.setWidget(content)
        body.addWidget(self._scroll, 1)
        self._page = page
        self.stack.addWidget(page)
        self.stack.addWidget(self.sentence)
        column(self).addWidget(self.stack)
        self.tell("")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The cards at the side go below where there is no room beside, the buttons below the title."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._context.theme.px(NARROW)
        ways = QBoxLayout.Direction
        beside = self._decisions.sizeHint().width() + self._context.theme.px(WORDS) <= self.width()
        self._top.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._across.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        if is_narrow:
            self._side_box.setMinimumWidth(0)
            self._side_box.setMaximumWidth(NO_LIMIT)
        else:
            self._side_box.setFixedWidth(self._context.theme.px(SIDE))

    # --- assembly -----------------------------------------------------------------------------------

    def _build_head(self) -> None:
        context = self._context
        self._head = QFrame()
        self._head.setObjectName("topBar")
        self._head.setMinimumHeight(context.theme.px(74))
        self._title = label("", "title", wrap=context.theme.has_large_text)
        self._title.setMinimumWidth(60)
        self._state = row()
        self._facts = label("", "sub", wrap=True, selectable=True)
        self._facts.setMinimumWidth(90)
        self.propose = Button(
            context.theme,
            context.say("requests-propose"),
            "message-square-reply",
            key=keys_of("propose"),
        )
        self.decline = Button(
            context.theme, context.say("requests-decline"), "x", kind="danger", key=keys_of("decline")
        )
        self.approve = Button(
            context.theme, context.say("requests-approve"), "check", kind="primary", key=keys_of("approve")
        )
        self.propose.clicked.connect(self.propose_wanted)
        self.decline.clicked.connect(lambda: self.decline_wanted.emit(""))
        self.approve.clicked.connect(lambda: self.approve_wanted.emit(""))
        needs_store(context, self.propose, self.decline, self.approve)
        words = column(spacing=2)
        first = row(spacing=10)
        add_all(first, self._title, self._state)
        first.addStretch(0 if context.theme.has_large_text else 1)
        if context.theme.has_large_text:  # it wraps, and so takes what room there is
            first.setStretch(0, 1)
        words.addLayout(first)
        words.addWidget(self._facts)
        line = row(self._head, margins=(MARGIN, 10, MARGIN, 10), spacing=8)
        line.addLayout(words, 1)
        self._top, self._decisions = line, Wrapping((0, 0, 0, 0), 8, context.theme.px(BUTTONS))
        for button in (self.propose, self.decline, self.approve):
            self._decisions.flow.addWidget(button)
        line.addWidget(self._decisions)

    def _build_message(self) -> None:
        context = self._context
        self._message_box = QWidget()
        body = column(self._message_box, spacing=6)
        name = context.say("requests-message")
        self.message = QPlainTextEdit()
        self.message.setPlaceholderText(context.say("requests-message-hint"))
        self.message.setAccessibleName(name)
        self.message.setFixedHeight(context.theme.px(MESSAGE_HEIGHT))
        self.message.setTabChangesFocus(True)
        self.keeper = WordsKeeper(context, self.message)
        self.ask = Button(context.theme, context.say("requests-ask"), "message-square-reply", small=True)
        self.ask.clicked.connect(self.ask_wanted)
        needs_store(context, self.ask)
        add_all(body, label(name, "label", wrap=True), self.message)
        body.addLayout(add_all(row(), None, self.ask))

    # --- what it shows ------------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """The ref of the request that it shows; empty when there is none."""
        return self._shown

    @property
    def reason(self) -> str:
        """What was typed, trimmed."""
        return self.message.toPlainText().strip()

    def tell(self, text: str, glyph: str = "", action: str = "") -> None:
        """A sentence in place of a request."""
        self._shown = ""
        self.keeper.take("", "", "")
        self.sentence.tell(text, glyph, action)
        self.stack.setCurrentWidget(self.sentence)

    def show_request(self, examined: Examined, writer: RequestWriter) -> None:
        """Show what was found about a request."""
        booking = examined.review.booking
        if booking.ref != self._shown:
            self.keeper.take(MESSAGE, booking.ref, booking.title)
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self.keeper.look()
        self._shown = booking.ref
        self._show_head(examined, writer)
        clear(self._cards)
        clear(self._side)
        self._fill(examined, writer)
        self._message_box.setVisible(examined.may_decide)
        self.stack.setCurrentWidget(self._page)

    def _show_head(self, examined: Examined, writer: RequestWriter) -> None:
        context, booking = self._context, examined.review.booking
        self._title.setText(booking.title)
        self._title.setToolTip(booking.title)
        clear(self._state)
        chip = StatusChip(context.theme, status_text(context.texts, booking.status), booking.status)
        self._state.addWidget(chip)
        facts = self._facts_of(booking, writer)
        until = writer.deadline(examined.review.deadline)
        said = [fact.replace(" ", NO_BREAK) for fact in ([*facts, until] if until else facts)]
        self._facts.setText(f"{NO_BREAK}· ".join(said))
        self.approve.setEnabled(examined.may_decide)
        self.propose.setVisible("propose" in examined.dossier.allowed)
        self.decline.setEnabled("decline" in examined.dossier.allowed)

    def _facts_of(self, booking: Booking, writer: RequestWriter) -> list[str]:
        context = self._context
        facts = [booking.ref, writer.partner(booking.partner), context.texts.stamp(booking.created_at)]
        if booking.learners:
            facts.append(context.say("requests-learners", count=booking.learners))
        return [fact for fact in facts if fact]

    def _fill(self, examined: Examined, writer: RequestWriter) -> None:
        context, review = self._context, examined.review
        if review.conflicts:
            card = ConflictCard(context, examined)
            card.solution_wanted.connect(self.solution_wanted)
            self._cards.addWidget(card)
        if review.displaced:
            self._cards.addWidget(DisplacedCard(context, examined))
        if review.booking.instructions:
            self._cards.addWidget(_instructions(context, review.booking.instructions))
        said = examined.dossier.conversation
        if said.messages:
            self._cards.addWidget(ConversationCard(context, said, answers=False))
        self.dates = DatesCard(context, examined) if len(waiting_for_me(examined)) > 1 else None
        strip = Surroundings(context, review, review.booking.zone)
        if strip.rows:
            title = Turning(context.theme.px(TITLE), 8)
            link = Button(context.theme, context.say("requests-open-planning"), kind="link")
            link.clicked.connect(self.planning_wanted)
            title.line.addWidget(label(context.say("requests-around"), "strong"))
            title.line.addWidget(label(context.say("requests-around-note"), "sub", wrap=True), 1)
            title.line.addWidget(link)
            self._cards.addWidget(title)
            self._cards.addWidget(strip)
        lines = LinesCard(context, writer, examined)
        lines.decision_wanted.connect(self._on_line)
        self._cards.addWidget(lines)
        if self.dates is not None:
            self._cards.addWidget(self.dates)
        add_all(
            self._side,
            RulesCard(context, examined),
            RecordCard(context, review.booking.organiser, review.record),
            None,
        )

    def _on_line(self, action: str, resource: str) -> None:
        (self.approve_wanted if action == "approve" else self.decline_wanted).emit(resource)


def _instructions(context: Context, said: str) -> QFrame:
    """What the organiser wants the platforms to know."""
    card = QFrame()
    card.setProperty("card", "true")
    body = column(card, margins=(14, 10, 14, 12), spacing=4)
    add_all(body, label(context.say("requests-instructions"), "strong"), label(said, wrap=True))
    return card
