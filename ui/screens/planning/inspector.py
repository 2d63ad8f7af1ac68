"""The pane at the right: everything about what is selected, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from platform_booking.domain.booking import State, status_of
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.timespan import TimeSpan
from ui.actions import READING, keys_of
from ui.icons import icon_pixmap
from ui.qt import qt_application
from ui.screens.planning import history
from ui.texts import NO_BREAK
from ui.widgets.badges import CodeChip, StatusChip, ink_of, looks_of, status_text
from ui.widgets.buttons import Button, icon_button
from ui.widgets.conversation import ConversationCard
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store
from ui.widgets.ring import FocusRing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.booking import Booking, Line, Occurrence
    from platform_booking.domain.rules import Violation
    from platform_booking.services.dossier import BlockDossier, Dossier
    from ui.context import Context
    from ui.screens.planning.chosen_card import ChosenCard, ChosenDeeds

ICON: Final = 16
OFFERED: Final = {
    "approve": ("decline", "approve"),
    "check-in": ("no-show", "check-in"),
    "finish": ("edit", "finish"),
    "unblock": ("unblock", "block-end"),
}
"""Where the first may be done, the buttons at the foot."""


class Inspector(QFrame):
    """Status, when, lines with each decision, history, actions."""

    action_wanted = Signal(str)
    """The name of an action of the window."""
    proposal_wanted = Signal(str, int)
    """accept or refuse, and the number of the proposal."""
    closed = Signal()
    focus_lost = Signal()
    """The button that had the focus is about to go."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self._context = context
        self.setMinimumWidth(context.theme.layout("inspectorMin"))
        self.setMaximumWidth(context.theme.layout("inspectorMax"))
        outer = column(self)
        self._page = QWidget()
        self._page.setObjectName("panel")
        self._body = column(self._page, margins=(16, 14, 16, 14), spacing=0)
        scroll = QScrollArea()
        scroll.setAccessibleName(context.say("region-selection"))
        FocusRing(scroll, context.theme)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        outer.addWidget(scroll, 1)
        self._footer = QFrame()
        self._footer.setObjectName("footer")
        self._buttons = row(self._footer, margins=(16, 12, 16, 12), spacing=8)
        outer.addWidget(self._footer)
        self.show_nothing()

    # --- what is shown ------------------------------------------------------------------------------

    def show_several(self, card: ChosenCard, deeds: ChosenDeeds) -> None:
        """Several are chosen: what they are, and what may be done to all of them."""
        self._empty()
        card.closed.connect(self.closed)
        deeds.wanted.connect(self.action_wanted)
        self._body.addWidget(card, 1)
        self._buttons.addWidget(deeds)
        self._footer.show()

    def show_nothing(self) -> None:
        """Nothing is selected: say what to do."""
        self._empty()
        self._body.addStretch(2)
        glyph = picture(
            icon_pixmap(
                "mouse-pointer-click",
                self._context.theme.px(24),
                self._context.theme.color("text3"),
                self._dpr,
            )
        )
        self._body.addWidget(glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        self._body.addSpacing(8)
        say = self._context.say
        for name, style in (("inspector-empty", "label"), ("inspector-empty-hint", "sub")):
            words = label(say(name), style, wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._body.addWidget(words)
        self._body.addStretch(3)

    def show_booking(self, dossier: Dossier, occurrence: int) -> None:
        """A booking, at one of its dates."""
        self._empty()
        booking = dossier.booking
        date = next(
            (item for item in booking.occurrences if item.number == occurrence), booking.occurrences[0]
        )
        self._head(booking, date)
        self._facts(booking, date)
        self._lapsed(dossier.lapsed.get(date.number, ()))
        self._conversation(dossier)
        self._lines(dossier, date)
        told = history.of_booking(self._context, dossier.history, dossier.conversation)
        self._body.addLayout(history.history_column(self._context, told))
        self._body.addStretch(1)
        self._offer(dossier.allowed_on(date.number))

    def show_block(self, dossier: BlockDossier) -> None:
        """A time in which units cannot be used."""
        self._empty()
        block, say, texts = dossier.block, self._context.say, self._context.texts
        chip = StatusChip(self._context.theme, texts.capital(texts.name("block", block.kind)), "block")
        self._title_line(chip)
        title = block.reason or say("timetable-untitled")
        self._body.addWidget(label(title, "title", wrap=True, selectable=True))
        self._body.addWidget(
            label(f"{block.ref} · {self._context.person_name(block.created_by)}", "sub", wrap=True)
        )
        self._rule()
        self._fact("clock", texts.capital(texts.when_long(block.span)), texts.lasting(block.span.length))
        icon = "calendar-days" if block.kind == BlockKind.TIMETABLE else "wrench"
        self._fact(icon, self._context.resource_name(block.resource), say("units", count=len(block.units)))
        told = history.of_subject(self._context, dossier.history)
        self._body.addLayout(history.history_column(self._context, told))
        self._body.addStretch(1)
        self._offer(dossier.allowed)

    @property
    def first_button(self) -> QPushButton | None:
        """Where the keyboard enters; None while there is nothing to press."""
        return next((button for button in self.findChildren(QPushButton) if button.isVisible()), None)

    def _empty(self) -> None:
        focus = qt_application().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.focus_lost.emit()
        clear(self._body)
        clear(self._buttons)
        self._footer.hide()

    @property
    def _dpr(self) -> float:
        return self.devicePixelRatioF()

    # --- its parts ----------------------------------------------------------------------------------

    def _head(self, booking: Booking, date: Occurrence) -> None:
        texts = self._context.texts
        state = booking.state_of(date)
        self._title_line(
            StatusChip(self._context.theme, status_text(texts, state, part=_share(booking, date)), state)
        )
        title = date.title or booking.title or self._context.say("private-booking")
        self._body.addWidget(label(title, "title", wrap=True, selectable=True))
        who = f"{NO_BREAK}· ".join(
            part
            for part in (
                booking.ref,
                self._context.person_name(booking.organiser),
                self._context.partner_name(booking.partner),
            )
            if part
        )
        self._body.addWidget(label(who, "sub", wrap=True, selectable=True))
        self._rule()

    def _conversation(self, dossier: Dossier) -> None:
        """What was said, above the lines while an answer is waited for."""
        said = dossier.conversation
        if said.question is None and not said.proposals:
            return
        card = ConversationCard(self._context, said)
        card.answer_wanted.connect(lambda: self.action_wanted.emit("answer"))
        card.accept_wanted.connect(lambda number: self.proposal_wanted.emit("accept", number))
        card.refuse_wanted.connect(lambda number: self.proposal_wanted.emit("refuse", number))
        self._body.addWidget(card)
        self._body.addSpacing(12)

    def _title_line(self, chip: StatusChip) -> None:
        theme, say = self._context.theme, self._context.say
        more = icon_button(theme, "ellipsis", say("more-actions"), small=True, kind="ghost")
        more.setMenu(self._more_menu(more))
        copy = icon_button(theme, "copy", say("action-copy-ref"), small=True, kind="ghost")
        copy.clicked.connect(lambda: self.action_wanted.emit("copy-ref"))
        close = icon_button(theme, "x", say("close"), small=True, kind="ghost")
        close.clicked.connect(self.closed)
        head: QHBoxLayout = row(spacing=4)
        add_all(head, chip, None, copy, more, close)
        self._body.addLayout(head)
        self._body.addSpacing(8)

    def _more_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for name in ("export-selection", "print-attendance", "duplicate", "save-template", "cancel"):
            action = menu.addAction(self._context.say(f"action-{name}"))
            action.triggered.connect(lambda _checked=False, name=name: self.action_wanted.emit(name))
        return menu

    def _facts(self, booking: Booking, date: Occurrence) -> None:
        texts, say = self._context.texts, self._context.say
        zone = booking.zone
        held = [item.occupied for item in booking.allocations_of(date)]
        occupied = TimeSpan(min(item.start for item in held), max(item.end for item in held))
        length = texts.lasting(date.span.length)
        if occupied != date.span:
            length = say("really-occupied", length=length, hours=texts.hours(occupied, zone))
        self._fact("clock", texts.capital(texts.when_long(date.span, zone)), length)
        if len(booking.occurrences) > 1:
            last = max(item.span.start for item in booking.occurrences)
            self._fact(
                "repeat",
                say("session-of", number=_rank(booking, date), count=len(booking.occurrences)),
                say("series-until", day=texts.day_brief(texts.local(last, zone).date())),
            )
        purpose = texts.capital(texts.name("purpose", booking.purpose.value))
        if booking.learners:
            self._fact("users", say("learners", count=booking.learners), purpose)
        else:
            self._fact("users", purpose)
        if booking.instructions:
            self._fact("message-square", say("inspector-instructions"), booking.instructions)
        if booking.funding:
            self._fact("landmark", booking.funding, say("inspector-funding"))
        self._rule()

    def _lapsed(self, violations: Sequence[Violation]) -> None:
        """What is required and nobody who takes part holds: it was withdrawn, or expires before."""
        texts = self._context.texts
        for violation in violations:
            self._fact(
                "circle-alert", texts.broken(violation), self._context.remedy(violation), ink="warning"
            )
        if violations:
            self._rule()

    def _fact(self, glyph: str, said: str, detail: str = "", ink: str = "text2") -> None:
        line_ = row(spacing=9)
        pixmap = icon_pixmap(glyph, self._context.theme.px(ICON), self._context.theme.color(ink), self._dpr)
        line_.addWidget(picture(pixmap), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=1)
        words.addWidget(label(said, "strong" if glyph == "clock" else "", wrap=True))
        if detail:
            words.addWidget(label(detail, "sub", wrap=True))
        line_.addLayout(words, 1)
        self._body.addLayout(line_)
        self._body.addSpacing(9)

    def _lines(self, dossier: Dossier, date: Occurrence) -> None:
        booking = dossier.booking
        self._body.addWidget(label(self._context.say("line-count", count=len(booking.lines)), "caption"))
        self._body.addSpacing(6)
        for position, line_ in enumerate(booking.lines):
            if position:
                self._body.addSpacing(7)
                self._body.addWidget(line())
                self._body.addSpacing(7)
            self._body.addLayout(self._line(dossier, line_, date))
        self._rule()

    def _line(self, dossier: Dossier, wanted: Line, date: Occurrence) -> QHBoxLayout:
        context, booking = self._context, dossier.booking
        held = booking.allocations_at(wanted.number, date.number)
        state = status_of(item.state for item in held)
        resource = context.catalogue.resources[wanted.resource]
        name = context.texts.called(resource.name)
        if wanted.quantity > 1:
            name = f"{name} × {wanted.quantity}"
        words: QVBoxLayout = column(spacing=1)
        words.addWidget(label(name, "strong", wrap=True))
        for said in self._details(dossier, wanted, date, state):
            words.addWidget(label(said, "sub", wrap=True))
        line_: QHBoxLayout = row(spacing=9)
        line_.addWidget(CodeChip(context.theme, resource.platform), 0, Qt.AlignmentFlag.AlignTop)
        line_.addLayout(words, 1)
        pixmap = icon_pixmap(
            looks_of(state)[0], context.theme.px(ICON), ink_of(context.theme, state), self._dpr
        )
        mark = picture(pixmap, context.texts.name("state", state))
        mark.setToolTip(context.texts.capital(context.texts.name("state", state)))
        line_.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        return line_

    def _details(self, dossier: Dossier, wanted: Line, date: Occurrence, state: str) -> list[str]:
        """Where it is, margins, own hours, units, and who decided or is awaited."""
        context, booking, texts = self._context, dossier.booking, self._context.texts
        resource = context.catalogue.resources[wanted.resource]
        held = booking.allocations_at(wanted.number, date.number)
        said = [resource.site]
        margins = [
            context.say(name, length=texts.lasting(margin))
            for name, margin in zip(("margin-setup", "margin-turnaround"), resource.margins, strict=True)
            if margin
        ]
        if margins:
            said.append(texts.capital(f"{NO_BREAK}· ".join(item.replace(" ", NO_BREAK) for item in margins)))
        use = TimeSpan(*booking.line_use(wanted, date))
        if use != date.span:
            from platform_booking.wording.campaigns import own_time  # noqa: PLC0415 - brings much, wanted seldom

            own = own_time(texts, wanted.offset, wanted.length)
            said.append(" · ".join(part for part in (own, texts.when(use, booking.zone)) if part))
        if len(resource.units) > 1 and held:
            names = ", ".join(context.catalogue.unit_by_id[item.unit_id].name for item in held)
            said.append(context.say("units-given", count=len(held), names=names))
        said.append(self._decision(dossier, wanted, date, state))
        return [item for item in said if item]

    def _decision(self, dossier: Dossier, wanted: Line, date: Occurrence, state: str) -> str:
        context, texts = self._context, self._context.texts
        taken = [
            item
            for item in dossier.decisions
            if item.line == wanted.number and item.occurrence == date.number
        ]
        if state == State.REQUESTED.value:
            step, logins = dossier.awaiting.get(wanted.number, ("manager", ()))
            names = ", ".join(context.person_name(login) for login in logins[:2])
            return context.say("awaiting", who=names or texts.name("step", step))
        if not taken:
            automatic = not context.catalogue.resources[wanted.resource].approval
            return (
                context.say("approved-automatically") if automatic and state == State.APPROVED.value else ""
            )
        last = taken[-1]
        verdict = "declined-by" if last.verdict == "declined" else "approved-by"
        said = context.say(verdict, who=context.person_name(last.person), when=texts.stamp(last.decided_at))
        return f"{said} : {last.reason}" if last.reason else said

    def _rule(self) -> None:
        add_all(self._body, 10, line(), 10)

    # --- what may be done ---------------------------------------------------------------------------

    def _offer(self, allowed: frozenset[str]) -> None:
        """Two buttons: what is most likely wanted of what is allowed."""
        wanted = next((names for name, names in OFFERED.items() if name in allowed), ("edit", "duplicate"))
        looks = {
            "approve": ("check", "primary"),
            "decline": ("x", "danger"),
            "check-in": ("circle-check", "primary"),
            "finish": ("check", "primary"),
            "no-show": ("x", "danger"),
            "unblock": ("x", "danger"),
            "block-end": ("clock-arrow-up", "plain"),
            "edit": ("pencil", "plain"),
            "duplicate": ("copy-plus", "plain"),
        }
        for name in wanted:
            if name not in allowed:
                continue
            glyph, kind = looks[name]
            text = self._context.say(f"button-{name}")
            keys = "" if name == "duplicate" else keys_of(name)  # there is no room for it
            button = Button(self._context.theme, text, glyph, kind=kind, key=keys)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setObjectName(f"inspector-{name}")
            button.clicked.connect(lambda _checked=False, name=name: self.action_wanted.emit(name))
            if name not in READING:
                needs_store(self._context, button)
            self._buttons.addWidget(button)
        self._footer.setVisible(self._buttons.count() > 0)


def _rank(booking: Booking, date: Occurrence) -> int:
    """The place of a date among those of its booking, in time."""
    return sorted(item.span.start for item in booking.occurrences).index(date.span.start) + 1


def _share(booking: Booking, date: Occurrence) -> str:
    """``2/3`` lines approved, where some are and some are not."""
    states = [
        status_of(item.state for item in booking.allocations_at(line_.number, date.number))
        for line_ in booking.lines
    ]
    approved = sum(state == State.APPROVED.value for state in states)
    return f"{approved}/{len(states)}" if 0 < approved < len(states) else ""
