"""The agenda: the planning's full twin as a list, for whoever reads better than looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from platform_booking.domain.board import sessions_of
from platform_booking.domain.recurrence import zone_of
from ui.draft import Draft
from ui.period import Period
from ui.screens.agenda.filter_bar import AgendaFilterBar
from ui.screens.agenda.filters import BY_DAY, AgendaFilter, chosen
from ui.screens.agenda.grouping import RowWriter
from ui.screens.agenda.period_title import period_title
from ui.screens.agenda.view import AgendaView
from ui.screens.base import Screen
from ui.session_commands import SessionCommands
from ui.tasks import SHOWN_AFTER_MS
from ui.timeline.axis import Scale
from ui.widgets.conversation import ConversationCard
from ui.widgets.layout import NONE, add_all, clear, column, label
from ui.widgets.onward import Onward
from ui.widgets.sentence import Sentence
from ui.widgets.top_bar import PeriodNavigator, SearchField, Title, TopBar, book_button

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.board import Board
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.timespan import TimeSpan
    from ui.context import Context, Selected
    from ui.operations import Operations

SAID_WIDTH: Final = 720
"""Of what waits for an answer: buttons stay near the words that they answer."""
SCALES: Final = {f"scale-{scale.value.replace('_', '-')}": scale for scale in Scale}


class AgendaScreen(Screen):
    """Asks for the board of a period, and lists its sessions."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self._zone = (
            context.texts.zone if isinstance(context.texts.zone, ZoneInfo) else zone_of("Europe/Paris")
        )
        self._period = Period.beginning(self._today(), Scale.TWO_WEEKS)
        self._board: Board | None = None
        self._has_ended = False
        self._grouping = BY_DAY
        self.commands = SessionCommands(context, operations, self)
        self.commands.changed.connect(self.actions_changed)
        self._build_top()
        self._build_body()
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._show_loading)
        self._show_title()

    # --- assembly -----------------------------------------------------------------------------------

    def _build_top(self) -> None:
        context = self.context
        bar = TopBar(context)
        self.navigator = PeriodNavigator(context)
        self.navigator.stepped.connect(self.step)
        self.navigator.today_wanted.connect(self.go_to_today)
        self.title = Title()
        self.count = label("", "sub")
        self.search = SearchField(context, context.say("search-agenda"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.book = book_button(context)
        self.book.clicked.connect(lambda: context.editor_wanted.emit(Draft()))
        add_all(bar.line, self.navigator, self.title, self.count, None)
        bar.line.addWidget(self.search, 1)
        bar.line.addWidget(self.book)
        bar.yields(self.count)
        bar.yields(self.search, (context.say("action-search"), partial(self.handle, "search")))
        bar.yields(self.navigator.today, (context.say("today"), self.go_to_today))
        self.filters = AgendaFilterBar(context)
        self.filters.changed.connect(self._on_filter)
        self.filters.grouping_chosen.connect(self.group_by)
        add_all(self.body, bar, self.filters)

    def _build_body(self) -> None:
        self.view = AgendaView(self.context)
        Onward(self.search, self.view)
        self.view.selected.connect(self.commands.select)
        self.view.opened.connect(self.context.booking_wanted)
        self.view.menu_wanted.connect(lambda _selected, point: self.commands.menu(self).popup(point))
        self.sentence = Sentence(self.context)
        self.sentence.wanted.connect(self._on_sentence)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.sentence)
        self.body.addWidget(self.stack, 1)
        self._said = column()
        self.body.addLayout(self._said)
        self.commands.changed.connect(self._show_said)

    # --- what the window asks -----------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to the list."""
        super().enter()
        self.hint.emit(self.context.say("agenda-hint"))
        self.view.setFocus()

    def handle(self, action: str) -> bool:
        """Periods, searching and whatever may be done with a booking."""
        if action in SCALES:
            self.show_period(Period.beginning(self._period.first, SCALES[action]))
        elif action in {"previous", "next"}:
            self.step(1 if action == "next" else -1)
        elif action == "today":
            self.go_to_today()
        elif action == "go-to-date":
            self._ask_date()
        elif action == "refresh":
            self.refresh()
        elif action == "search":
            self.search.show()
            self.search.setFocus()
            self.search.selectAll()
        else:
            return self.commands.handle(action)
        return True

    def resource_in_hand(self) -> str:
        """The room of what is selected."""
        return self.commands.resource

    @property
    def is_reading(self) -> bool:
        """Whether the file of what is selected has still to come."""
        return self.commands.is_reading

    def allowed(self) -> frozenset[str]:
        """What may be done with the selected booking."""
        return self.commands.allowed

    # --- periods ------------------------------------------------------------------------------------

    @property
    def period(self) -> Period:
        """The days it lists."""
        return self._period

    def show_period(self, period: Period) -> None:
        """List other days."""
        self._period = period
        self._show_title()
        self.refresh(anew=True)

    def step(self, step: int) -> None:
        """One period later (1) or earlier (-1)."""
        self.show_period(self._period.step(step))

    def go_to_today(self) -> None:
        """List from today on."""
        self.show_period(Period.beginning(self._today(), self._period.scale))

    def _today(self) -> date:
        return self.context.texts.local(self.context.now()).date()

    def _ask_date(self) -> None:
        from ui.dialogs.go_to_date import GoToDate  # noqa: PLC0415 - only when it is asked for

        popup = GoToDate(self, self.context, self._period.first)
        popup.chosen.connect(lambda day: self.show_period(Period.beginning(day, self._period.scale)))
        popup.open_below(self.navigator)

    def _show_title(self) -> None:
        self.title.setText(period_title(self._period, self._today().year, self.context.texts))

    # --- reading ------------------------------------------------------------------------------------

    def refresh(self, *, anew: bool = False) -> None:
        """Ask for the period; ``anew`` when it is another one."""
        if self._board is None:
            self._patience.start()
        ended = self._filter().wants_ended
        self.context.tasks.query(
            self.context.say("task-reading-agenda"),
            partial(self._read, self._period.span(self._zone), ended=ended),
            partial(self._on_board, ended=ended, anew=anew),
            key="agenda",
            owner=self,
            failed=self._on_failure,
        )

    def _read(self, span: TimeSpan, *, ended: bool) -> tuple[Board, Catalogue]:
        """Off the GUI thread; the catalogue last: what is on the board stands in it."""
        platform = self.context.platform
        return platform.planning.board(span, ended=ended), platform.catalogue.load()

    def _on_board(self, answer: tuple[Board, Catalogue], *, ended: bool, anew: bool) -> None:
        self._patience.stop()
        board, catalogue = answer
        self.context.take_catalogue(catalogue)
        self._board = board
        self._has_ended = ended
        self._show(anew=anew)
        self.commands.refresh()

    def _on_failure(self, error: BookingError) -> None:
        self._patience.stop()
        said = self.context.explain(error)
        if self._board is None:
            self.sentence.tell(said, "cloud-off", self.context.say("lists-retry"))
            self.stack.setCurrentWidget(self.sentence)
        else:
            self.context.tasks.refused.emit(error, "agenda")

    def _show_loading(self) -> None:
        self.sentence.wait(self.context.say("lists-loading"))
        self.stack.setCurrentWidget(self.sentence)

    # --- showing ------------------------------------------------------------------------------------

    def group_by(self, grouping: str) -> None:
        """Other groups of the same sessions."""
        self._grouping = grouping
        self.filters.grouping.take(grouping)
        self._show(anew=True)

    def select(self, wanted: Selected) -> bool:
        """Put the cursor on a session; False where it is not listed."""
        return self.view.select(wanted)

    def _filter(self) -> AgendaFilter:
        return self.filters.filter(self.search.text())

    def _on_filter(self) -> None:
        if self._filter().wants_ended and not self._has_ended:
            self.refresh()
        else:
            self._show()

    def _show(self, *, anew: bool = False) -> None:
        if self._board is None:
            return
        context, wanted = self.context, self._filter()
        listed = chosen(sessions_of(self._board, context.catalogue), wanted, context.catalogue)
        writer = RowWriter(context.texts, context.catalogue, self._period.first, self._today())
        self.view.show_groups(writer.groups(listed, self._grouping), anew=anew)
        self.view.select_first()
        bookings = sum(not session.is_block for session in listed)
        period = context.say(f"agenda-period-{self._period.scale.value}")
        self.count.setText(f"{period} · {context.say('agenda-bookings', count=bookings)}")
        if listed:
            self.stack.setCurrentWidget(self.view)
        else:
            self._show_nothing(wanted)

    def _show_said(self) -> None:
        """What waits for an answer about the booking under the cursor."""
        clear(self._said)
        self._said.setContentsMargins(*NONE)
        dossier = self.commands.dossier
        if dossier is None or not dossier.allowed & {"answer", "accept"}:
            return
        card = ConversationCard(self.context, dossier.conversation)
        card.answer_wanted.connect(lambda: self.commands.handle("answer"))
        card.accept_wanted.connect(partial(self.commands.take_proposal, "accept"))
        card.refuse_wanted.connect(partial(self.commands.take_proposal, "refuse"))
        self._said.setContentsMargins(16, 12, 16, 12)
        card.setMaximumWidth(self.context.theme.px(SAID_WIDTH))
        self._said.addWidget(card)

    def _show_nothing(self, wanted: AgendaFilter) -> None:
        say = self.context.say
        if wanted.is_empty:
            self.sentence.tell(say("agenda-empty"), "calendar-range", say("book"))
        else:
            self.sentence.tell(say("agenda-empty-filtered"), "list-filter", say("lists-clear-filters"))
        self.stack.setCurrentWidget(self.sentence)

    def _on_sentence(self) -> None:
        if self._board is None:
            self.refresh()
        elif self._filter().is_empty:
            self.context.editor_wanted.emit(Draft())
        else:
            self.search.clear()
            self.filters.clear()
            self.view.setFocus()
