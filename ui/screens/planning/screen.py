"""The planning: the board, what is selected on it, and what is done to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE
from platform_booking.domain.recurrence import zone_of
from ui.context import Selected
from ui.period import Period
from ui.screens.base import Screen
from ui.screens.planning.breaking import Breaking
from ui.screens.planning.empty_board import ClearFilters, EmptyStore
from ui.screens.planning.filters import PlanningFilters
from ui.screens.planning.hand import Hand
from ui.screens.planning.hover_card import HoverCards
from ui.screens.planning.inspector import Inspector
from ui.screens.planning.judging import Judge
from ui.screens.planning.looks import Looks
from ui.screens.planning.pasting import Pasting
from ui.screens.planning.several import TICK, Several
from ui.screens.planning.top import PlanningTop
from ui.session_commands import SessionCommands
from ui.timeline.axis import Scale
from ui.timeline.metrics import Density
from ui.timeline.scene import TimelineContent
from ui.timeline.view import TimelineView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.board import Board, BoardSession
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.dossier import Dossier
    from ui.context import Context
    from ui.operations import Operations
    from ui.screens.planning.dropping import Dropping

SCALES: Final = {f"scale-{scale.value.replace('_', '-')}": scale for scale in Scale}
DENSITIES: Final = {f"density-{density.value}": density for density in Density}
NOW_MS: Final = 30_000
NARROW: Final = 1180
"""Below this width the inspector gives way to the board until it is asked for."""


class PlanningScreen(Screen):
    """Top bar, filters, timeline, inspector."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self.zone = zone_of(DEFAULT_TIME_ZONE)
        self._wanted: Selected | None = None
        self.commands = SessionCommands(context, operations, self, self._activated)
        self.breaking = Breaking(context, operations, self)
        self.cards = HoverCards(context, self, self.session)
        self._build()
        today = context.texts.local(context.now(), self.zone).date()
        self.looks = Looks(context, self.timeline, self.filters)
        self.period = Period.around(today, self.looks.scale)
        self.looks.restore()
        self.timeline.row_menu.connect(self.breaking.open_menu)
        self.pasting = Pasting(context, self.timeline, self)
        self.several = Several(context, self.timeline, self.session, self)
        self.hand = Hand(context, operations, self.timeline, self, self._read_board)
        self._connect()
        self._clock = QTimer(self, interval=NOW_MS)
        self._clock.timeout.connect(lambda: self.timeline.set_now(context.now()))
        self._clock.start()
        self._show_period()

    def _build(self) -> None:
        context = self.context
        self.top = PlanningTop(context)
        self.filters = PlanningFilters(context)
        self.timeline = TimelineView(context.theme, context.texts)
        self.timeline.single_keys = context.preferences.single_keys
        self.clear_filters = ClearFilters(context, self.timeline)
        self.empty_store = EmptyStore(context, self.timeline)
        self.inspector = Inspector(context)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.timeline)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setSizes([1000, context.theme.layout("inspector")])
        self.body.addWidget(self.top)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.top.stepped.connect(self.step)
        self.top.today_wanted.connect(lambda: self.handle("today"))
        self.top.scale_chosen.connect(self.set_scale)
        self.top.action_wanted.connect(self._act)
        self.filters.changed.connect(self._apply_filters)
        self.clear_filters.clicked.connect(self._clear_filters)
        self.empty_store.chosen.connect(self._act)
        self.filters.ended_wanted.connect(lambda _wanted: self.refresh())
        self.filters.colours_chosen.connect(self.timeline.set_colours)
        self.filters.folds_toggled.connect(self.timeline.toggle_folds)
        self.filters.zoom_changed.connect(self.timeline.set_zoom)
        self.filters.inspector_toggled.connect(lambda: self.handle("inspector"))
        self.timeline.zoom_changed.connect(self.filters.show_zoom)
        self.timeline.folds_changed.connect(self.filters.fold.setChecked)
        self.timeline.selection_changed.connect(self._on_selection)
        self.timeline.activated.connect(lambda ref, occurrence: self._activated(Selected(ref, occurrence)))
        self.timeline.context_menu.connect(self._open_menu)
        self.timeline.hovered.connect(self.cards.on_hover)
        self.timeline.period_step.connect(self.step)
        self.timeline.search_wanted.connect(self.filters.search)
        self.hand.hint.connect(self.hint)
        self.hand.several_moved.connect(self.several.move)
        self.hand.begun.connect(self.cards.hide)
        self.inspector.action_wanted.connect(self._act)
        self.inspector.proposal_wanted.connect(self.commands.take_proposal)
        self.commands.copied.connect(self.pasting.copied)
        self.pasting.hint.connect(self.hint)
        self.several.hint.connect(self.hint)
        self.commands.changed.connect(self.actions_changed)
        self.commands.read.connect(self._show_dossier)
        self.commands.block_read.connect(self.inspector.show_block)
        self.inspector.focus_lost.connect(self.timeline.setFocus)
        self.inspector.closed.connect(lambda: self.timeline.select(None))
        self.operations.undo_stack.changed.connect(self._show_undo)
        self._show_undo()

    @property
    def dropping(self) -> Dropping:
        """What becomes of what is dragged."""
        return self.hand.dropping

    # --- what is shown ------------------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to the board."""
        super().enter()
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the period's bars anew, and the selection's file."""
        self._read_board()
        self.commands.refresh()

    def _read_board(self, then: Callable[[], None] | None = None) -> None:
        self.timeline.set_loading(True)
        platform, span = self.context.platform, self.period.span(self.zone)
        ended = self.filters.ended.isChecked()

        def read() -> tuple[Board, Catalogue]:
            """The catalogue last: what is on the board stands in it."""
            return platform.planning.board(span, ended=ended), platform.catalogue.load()

        def done(answer: tuple[Board, Catalogue]) -> None:
            board, catalogue = answer
            self.context.take_catalogue(catalogue)
            self._show_board(board)
            if then is not None:
                then()

        self.context.tasks.query(
            self.context.say("task-reading-planning"),
            read,
            done,
            key="board",
            owner=self,
            failed=self._not_read,
        )

    def _not_read(self, error: object) -> None:
        self.timeline.set_loading(False)
        self.context.tasks.refused.emit(error, "board")

    def _show_board(self, board: Board) -> None:
        context = self.context
        person = context.me.person
        judge = Judge(board, context.catalogue, self.zone, person.partner if person else "")
        self.hand.judge = judge
        self.timeline.set_judge(judge)
        self.timeline.set_content(
            TimelineContent(context.catalogue, board, context.now(), self.zone, context.me.login)
        )
        self.empty_store.look(is_empty=not context.catalogue.resources)
        requests = sum(session.state == "requested" for session in judge.sessions.values())
        self.filters.count_requests(requests)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.timeline.select(wanted.ref, wanted.occurrence)
            self._reveal(wanted)

    def _reveal(self, wanted: Selected) -> None:
        """Bring it into view, whatever is filtered or closed."""
        if not self.timeline.reveal((wanted.ref, wanted.occurrence)) and self.session(wanted) is not None:
            self.filters.clear()
            self.timeline.change_filters(collapsed=frozenset())
            self.timeline.reveal((wanted.ref, wanted.occurrence))

    def show_booking(self, wanted: Selected) -> None:
        """Bring a date of a booking into view and select it."""
        platform = self.context.platform

        def first_day() -> date:
            booking = platform.bookings.get(wanted.ref).booking
            dates = {item.number: item for item in booking.occurrences}
            found = dates.get(wanted.occurrence) or min(booking.occurrences, key=lambda item: item.span)
            return found.span.start.astimezone(self.zone).date()

        def done(day: date) -> None:
            self._wanted = wanted  # only now: a board that is still being read shows other days
            if not self.period.holds(day):
                self.set_period(Period.around(day, self.period.scale))
            else:
                self.refresh()

        self.context.tasks.query(
            self.context.say("task-reading-booking"), first_day, done, key="wanted", owner=self
        )

    # --- the period ---------------------------------------------------------------------------------

    @property
    def first_day(self) -> date:
        """A new booking is meant in the days that people look at."""
        return self.period.first

    def set_period(self, period: Period) -> None:
        """Show other days."""
        self.period = period
        self._show_period()
        self.refresh()

    def _show_period(self) -> None:
        self.top.show_period(self.period)
        self.timeline.set_period(self.period.first, self.period.scale)

    def step(self, by: int) -> None:
        """So many periods on."""
        self.set_period(self.period.step(by))

    def set_scale(self, scale: Scale) -> None:
        """A day, a week, two, a month: around today where that is shown, else around what is."""
        today = self.context.texts.local(self.context.now(), self.zone).date()
        anchor = today if self.period.holds(today) else self.period.first
        self.looks.note(scale=scale)
        self.set_period(Period.around(anchor, scale))

    def _apply_filters(self) -> None:
        shown = self.timeline.filters
        self.timeline.set_filters(
            replace(self.filters.filters, collapsed=shown.collapsed, opened=shown.opened)
        )
        self.clear_filters.look(is_filtered=bool(self.context.catalogue.resources))
        self.looks.note(filters=self.timeline.filters)

    def _clear_filters(self) -> None:
        self.filters.clear()
        self.timeline.setFocus()

    # --- the selection ------------------------------------------------------------------------------

    @property
    def selected(self) -> Selected | None:
        """What is selected on the board."""
        return self.commands.selected

    @property
    def dossier(self) -> Dossier | None:
        """The file of the selected booking, once it has come."""
        return self.commands.dossier

    def _on_selection(self, key: tuple[str, int] | None) -> None:
        self.cards.hide()
        selected = Selected(*key) if key and not self.several.is_many else None
        session = self.session(selected)
        if selected is None and key is not None:
            self.several.show_in(self.inspector)
        elif selected is None:
            self.inspector.show_nothing()
        elif session is not None:
            self.hint.emit(self.context.say("hint-selected", count=len(session.lines)))
        self.commands.select(selected)

    def session(self, selected: Selected | None) -> BoardSession | None:
        """That date as the board has it; None where it is not on it."""
        judge = self.hand.judge
        return judge.session(selected.ref, selected.occurrence) if judge and selected else None

    def _show_dossier(self, dossier: Dossier) -> None:
        if self.selected is not None:
            self.inspector.show_booking(dossier, self.selected.occurrence)

    def resource_in_hand(self) -> str:
        """The room of what is selected."""
        return self.commands.resource

    @property
    def is_reading(self) -> bool:
        """Whether the file of what is selected has still to come."""
        return self.commands.is_reading

    def allowed(self) -> frozenset[str]:
        """What may be done with the selection."""
        several = self.several.allowed
        return (
            several if self.several.is_many else self.commands.allowed | several & {TICK}
        ) | self.breaking.allowed

    def _activated(self, selected: Selected) -> None:
        """Enter or a double click: the inspector comes, and what may be edited is edited."""
        if self.selected != selected:
            self.timeline.select(selected.ref, selected.occurrence)
        self.inspector.show()
        if "edit" in self.allowed():
            self.commands.handle("edit")

    # --- the menu -----------------------------------------------------------------------------------

    def _open_menu(self, ref: str, occurrence: int, at: QPoint) -> None:
        self.cards.hide()
        if self.several.is_many:
            self.several.menu().popup(at)
            return
        if self.selected != Selected(ref, occurrence):
            self.timeline.select(ref, occurrence)
        menu = self.commands.menu(self)
        session = self.session(Selected(ref, occurrence))
        if session is not None:
            menu.addSeparator()
            said = self.context.say("action-export-calendar")
            menu.addAction(said).triggered.connect(partial(self.handle, "export-calendar"))
            self.breaking.add_to(menu, session)
        menu.popup(at)

    # --- actions ------------------------------------------------------------------------------------

    def _act(self, name: str) -> None:
        """An action from one of our own buttons, as if it came from the menu."""
        window = self.window()
        table = getattr(window, "actions_table", None)
        if table is not None:
            table[name].trigger()
        else:
            self.handle(name)

    def handle(self, action: str) -> bool:
        """Do one of the window's actions; False when it is not the planning's."""
        if action in SCALES:
            self.set_scale(SCALES[action])
            return True
        if action in DENSITIES:
            self.looks.choose_density(DENSITIES[action])
            return True
        simple: dict[str, Callable[[], object]] = {
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
            "today": self._go_today,
            "refresh": self.refresh,
            "fold": self.timeline.toggle_folds,
            "zoom-in": lambda: self.filters.step_zoom(1),
            "zoom-out": lambda: self.filters.step_zoom(-1),
            "zoom-reset": lambda: self.filters.zoom.setValue(0),
            "column-wider": lambda: self.timeline.step_column(1),
            "column-narrower": lambda: self.timeline.step_column(-1),
            "column-fit": self.timeline.fit_column,
            "filters": lambda: self.filters.setVisible(not self.filters.isVisible()),
            "inspector": lambda: self.inspector.setVisible(not self.inspector.isVisible()),
            "search": self.filters.search,
            "next-region": self._next_region,
            "go-to-date": self._ask_date,
            "export-calendar": self._export,
            "paste": self.pasting.paste,
            "breakdown": lambda: self.breaking.open_for(self.session(self.selected)),
        }
        if action in simple:
            simple[action]()
            return True
        return self.several.handle(action) or self.commands.handle(action)

    def _go_today(self) -> None:
        now = self.context.now()
        self.set_period(Period.around(self.context.texts.local(now, self.zone).date(), self.period.scale))
        self.timeline.show_time(now.timestamp())

    def show_resource(self, code: str) -> None:
        """To the row of a resource or of somebody's time, whatever is filtered or closed."""
        if self.timeline.scene.row_of(code) is None:
            self.filters.clear()
            self.timeline.change_filters(collapsed=frozenset())
        self.timeline.stand_on(code)

    def _next_region(self) -> None:
        """F6: command field, filters, board, inspector, and round again."""
        regions = (self.top.command, self.filters.requested, self.timeline, self.inspector.first_button)
        focused: QWidget | None = self.window().focusWidget()
        at = next((i for i, part in enumerate(regions) if part is focused), 2)
        if focused is not None and self.inspector.isAncestorOf(focused):
            at = len(regions) - 1
        following = regions[(at + 1) % len(regions)]
        (following or regions[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_date(self) -> None:
        from ui.dialogs.go_to_date import GoToDate  # noqa: PLC0415 - only when asked for

        picker = GoToDate(self, self.context, self.period.first)
        picker.chosen.connect(lambda day: self.set_period(Period.around(day, self.period.scale)))
        picker.open_below(self.top.navigator)

    def _export(self) -> None:
        """The calendar of the resource in hand is proposed."""
        code = self._row_code()
        if code.startswith("@"):
            self.context.export_wanted.emit("person", code.removeprefix("@"))
        else:
            self.context.export_wanted.emit("resource", code)

    def _row_code(self) -> str:
        """The resource of the selection; the first one that is listed where nothing is selected."""
        session = self.session(self.selected)
        if session is not None:
            return str(session.lines[0].resource)
        rows = self.timeline.scene.rows.rows
        return next((row.code for row in rows if not row.is_group), "")

    def _show_undo(self) -> None:
        what = self.operations.undo_stack.next_undo
        self.top.undo.setEnabled(bool(what))
        self.top.undo.setToolTip(
            self.context.say("undo-what", what=what) if what else self.context.say("action-undo")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Narrow windows keep the board."""
        super().resizeEvent(event)
        was, now = event.oldSize().width(), event.size().width()
        narrow = self.context.theme.px(NARROW)
        if now < narrow <= (was if was > 0 else narrow):
            self.inspector.hide()
        elif was < narrow <= now and was > 0:
            self.inspector.show()
