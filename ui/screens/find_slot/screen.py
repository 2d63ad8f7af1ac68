"""Finding a slot: criteria at the left, where it is possible and proposals at the right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from platform_booking.domain.catalogue import person_resource_code
from platform_booking.services.wishes import WishRequest
from ui.draft import Draft, DraftLine
from ui.screens.base import Screen
from ui.screens.find_slot.cards import ProposalCard, ShortfallCard
from ui.screens.find_slot.criteria import WIDTH as CRITERIA
from ui.screens.find_slot.criteria import Criteria
from ui.screens.find_slot.density_view import DensityView, shade_of
from ui.screens.find_slot.waiting_card import WaitingCard
from ui.tasks import SHOWN_AFTER_MS
from ui.widgets.buttons import Button
from ui.widgets.flow import Wrapping
from ui.widgets.halves import Halves
from ui.widgets.layout import add_all, beside, card, clear, column, label, row
from ui.widgets.resting import needs_store
from ui.widgets.sentence import Sentence
from ui.widgets.top_bar import Title, TopBar, command_button

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.availability import FindRequest, FindResult, Found
    from platform_booking.services.waiting import Wished
    from ui.context import Context
    from ui.operations import Operations

SWATCH: Final = 14
HEAD: Final = 24
BESIDE: Final = 900
"""At 100 % of text, the least width for what is found beside what is looked for."""
LEGEND: Final = ((0.0, "slots-none"), (0.3, "slots-some"), (0.7, "slots-most"), (1.0, "slots-all"))


class FindSlotScreen(Screen):
    """Looks again whenever the criteria, or what is booked, have changed."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self.result: FindResult | None = None
        self.cards: list[ProposalCard] = []
        self._asked: FindRequest | None = None
        self._goes_to_first = False
        """Whether the keys go to the first proposal, once it is there: all that is looked for was said."""
        self._about: Draft | None = None
        bar = TopBar(context)
        about = label(context.say("slots-subtitle"), "sub")
        command = command_button(context)
        add_all(bar.line, Title(context.say("slots-title")), about, None, command)
        bar.yields(about)
        bar.yields(command, (context.say("action-command"), command.click))
        self.criteria = Criteria(context)
        self.criteria.changed.connect(self._search)
        theme = context.theme
        self._halves = Halves(
            self.criteria,
            self._results(),
            measured=self.criteria,
            width_of=partial(beside, theme, CRITERIA),
            least=theme.px(BESIDE) if theme.has_large_text else 0,
        )
        self.body.addWidget(bar)
        self.body.addWidget(self._halves, 1)
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._show_loading)
        self._show_empty()

    # --- assembly -----------------------------------------------------------------------------------

    def _results(self) -> QScrollArea:
        context = self.context
        page = QWidget()
        self._page = column(page, margins=(20, 16, 20, 16), spacing=12)
        self.waiting = WaitingCard(context)
        self.waiting.hide()
        self.waiting.accepted.connect(partial(self._answer, "accept"))
        self.waiting.declined.connect(partial(self._answer, "decline"))
        self.waiting.withdrawn.connect(partial(self._answer, "withdraw"))
        self.stack = QStackedWidget()
        self.sentence = Sentence(context)
        self.sentence.wanted.connect(self.criteria.pick.setFocus)
        self.found = QWidget()
        body = column(self.found, spacing=12)
        self.map_card = self._map_card()
        body.addWidget(self.map_card)
        body.addLayout(self._head())
        self._cards = column(spacing=10)
        body.addLayout(self._cards)
        body.addStretch(1)
        self.stack.addWidget(self.sentence)
        self.stack.addWidget(self.found)
        self._page.addWidget(self.waiting)
        self._page.addWidget(self.stack, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        return scroll

    def _map_card(self) -> QFrame:
        context = self.context
        framed = card()
        body = column(framed, margins=(16, 12, 16, 12), spacing=8)
        head = Wrapping((0, 0, 0, 0), 12, context.theme.px(HEAD))
        head.flow.addWidget(label(context.say("slots-map"), "heading"))
        legend = QWidget()
        shades = row(legend, spacing=8)
        for share, name in LEGEND:
            swatch = QLabel("–" if not share else "")
            swatch.setAlignment(Qt.AlignmentFlag.AlignCenter)
            swatch.setFixedSize(SWATCH, SWATCH)
            swatch.setStyleSheet(f"background: {shade_of(context, share).name()}; border-radius: 2px;")
            shades.addWidget(swatch)
            shades.addWidget(label(context.say(name), "sub"))
        head.flow.addWidget(legend)
        self.map = DensityView(context)
        self.map.chosen.connect(self._on_day)
        body.addWidget(head)
        body.addWidget(self.map)
        return framed

    def _head(self) -> QHBoxLayout:
        context = self.context
        head = row(spacing=8)
        self.count = label("", "heading")
        self.tell_me = Button(context.theme, context.say("slots-tell-me"), "bell")
        self.tell_me.clicked.connect(self._tell_me)
        needs_store(context, self.tell_me)
        head.addWidget(self.count)
        self.order = label("", "sub", wrap=True)
        head.addWidget(self.order, 1)
        head.addWidget(self.tell_me)
        return head

    # --- what the window asks -----------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to what is looked for."""
        super().enter()
        self.hint.emit(self.context.say("slots-hint"))
        self.criteria.pick.setFocus()

    def handle(self, action: str) -> bool:
        """Look again; search means adding a resource."""
        if action == "refresh":
            self.refresh()
        elif action == "search":
            self.criteria.pick.setFocus()
        elif action == "next-region" and self.cards:
            self._next_region()
        else:
            return False
        return True

    def _next_region(self) -> None:
        """F6: what is looked for, the first proposal, the map, and round again."""
        parts = [self.criteria.pick, *self.cards[:1], self.map]
        focused = self.window().focusWidget()
        at = next((place for place, part in enumerate(parts) if part is focused), -1)
        parts[(at + 1) % len(parts)].setFocus()

    def refresh(self) -> None:
        """The list and, where something is looked for, the search, anew."""
        self._read_list()
        self._search()

    def look_for(self, request: FindRequest, about: Draft | None = None) -> None:
        """Fill the criteria in, and search; what is booked of the same things is ``about`` the same."""
        self._about = about
        self._goes_to_first = True
        self.criteria.take(request)
        self._search()

    # --- searching ----------------------------------------------------------------------------------

    def _search(self) -> None:
        request = self.criteria.request
        self._asked = request
        if request is None:
            self.context.tasks.forget("find-slot")
            self._patience.stop()
            if not self.criteria.rows:
                self._show_empty()
            return
        self._patience.start()
        self.context.tasks.query(
            self.context.say("task-finding"),
            partial(self.context.platform.availability.look, request),
            self._show,
            key="find-slot",
            owner=self,
            failed=self._on_failure,
        )

    def _show(self, result: FindResult) -> None:
        self._patience.stop()
        self.result = result
        goes_to_first = self._goes_to_first or any(made.hasFocus() for made in self.cards)
        self._goes_to_first = False
        self.map.show_map(result.map, result.closed)
        self.map_card.setVisible(bool(result.map.hours))
        clear(self._cards)
        self.cards = []
        if result.shortfall is not None:
            why = ShortfallCard(self.context, result.shortfall, result)
            why.taken.connect(self.criteria.settle_for)
            self._cards.addWidget(why)
        for number, found in enumerate(result.found, 1):
            made = ProposalCard(self.context, found, result, number)
            made.taken.connect(self._book)
            made.focused.connect(self._mark)
            self.cards.append(made)
            self._cards.addWidget(made)
        self.count.setText(self.context.say("slots-found", count=len(result.found)))
        self.order.setText(self.context.say("slots-order") if result.found else "")
        if self.cards:
            self._mark(self.cards[0])
        self.stack.setCurrentWidget(self.found)
        if self.cards and goes_to_first:
            self.cards[0].setFocus()

    def _mark(self, chosen: ProposalCard) -> None:
        assert self.result is not None
        for made in self.cards:
            made.mark(on=made is chosen)
        local, zone = self.context.texts.local, self.result.zone
        self.map.mark(
            [
                (local(span.start, zone).replace(tzinfo=None), local(span.end, zone).replace(tzinfo=None))
                for span in chosen.found.sessions
            ]
        )

    def _on_day(self, day: date, _minutes: int) -> None:
        """A day of the map: its proposal, or a search on that day alone."""
        assert self.result is not None
        for made in self.cards:
            if any(
                self.context.texts.local(span.start, self.result.zone).date() == day
                for span in made.found.sessions
            ):
                made.setFocus()
                self._halves.reveal(made)
                return
        last = (
            day
            if self.criteria.sessions.value() == 1
            else day + timedelta(weeks=self.criteria.sessions.value())
        )
        self.criteria.show_days(day, last)

    def _show_loading(self) -> None:
        if self.result is None:
            self.sentence.wait(self.context.say("lists-loading"))
            self.stack.setCurrentWidget(self.sentence)

    def _show_empty(self) -> None:
        self.result = None
        self.sentence.tell(
            self.context.say("slots-empty"), "calendar-search", self.context.say("slots-empty-action")
        )
        self.stack.setCurrentWidget(self.sentence)

    def _on_failure(self, error: BookingError) -> None:
        self._patience.stop()
        self.sentence.tell(self.context.explain(error), "circle-alert")
        self.stack.setCurrentWidget(self.sentence)

    # --- booking and waiting ------------------------------------------------------------------------

    def _book(self, found: Found) -> None:
        suggestion = found.suggestion
        codes = [(wish.resource.code, wish.line.quantity) for wish in suggestion.lines]
        request = self.criteria.request
        self.context.editor_wanted.emit(
            replace(
                self._subject(),
                lines=tuple(
                    DraftLine(code, quantity) for code, quantity in codes if not code.startswith("@")
                ),
                trainers=tuple(code[1:] for code, _ in codes if code.startswith("@")),
                start=suggestion.first.start,
                end=suggestion.first.end,
                rule=suggestion.rule or "",
                skip=frozenset(suggestion.skip),
                biosafety=request.biosafety if request else 0,
                dossier=request.dossier if request else "",
            )
        )

    def _subject(self) -> Draft:
        """What the editor had, as long as the same things are looked for."""
        about = self._about
        if about is None:
            return Draft(learners=self.criteria.learners.value())
        had = {*(line.resource for line in about.lines), *map(person_resource_code, about.trainers)}
        same = had == {item.code for item in self.criteria.rows}
        return replace(about if same else Draft(), learners=self.criteria.learners.value())

    def _tell_me(self) -> None:
        request = self.criteria.request
        if request is None:
            return
        names = ", ".join(self.context.resource_name(item.code) for item in self.criteria.rows)
        wish = WishRequest(names[:200], request, biosafety=request.biosafety, dossier=request.dossier)
        work = partial(self.context.platform.waiting.wait, wish)
        self._run("task-waiting", work, "slots-waited")

    def _answer(self, how: str, ref: str) -> None:
        work = partial(getattr(self.context.platform.waiting, how), ref)
        self._run("task-answering", work, f"slots-{how}-done")

    def _run(self, task: str, work: partial[Wished], said: str) -> None:
        def done(wished: Wished) -> None:
            self.context.hub.announce(wished.changes)
            self.context.remember(self.context.say(said, title=wished.request.title), wished.undoable)
            self.refresh()

        self.context.tasks.command(
            self.context.say(task), work, done, owner=self, failed=self.context.refused.emit
        )

    def _read_list(self) -> None:
        self.context.tasks.query(
            self.context.say("task-finding"),
            self.context.platform.waiting.list,
            self._show_list,
            key="waiting-list",
            owner=self,
        )

    def _show_list(self, wishes: tuple[Wished, ...]) -> None:
        self.waiting.show_wishes([item for item in wishes if item.wish.person == self.context.me.login])
        offered = sum(item.wish.state == "offered" for item in wishes)
        self.context.offers_count.emit(offered)
