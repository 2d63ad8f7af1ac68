"""The right side of the editor: the lines with their day, then what comes of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.refusals import BookingConflict
from ui.dialogs.editor.day_view import DayView, day_of_preview, judged, span_on
from ui.dialogs.editor.lines import LinesPanel, LineView
from ui.dialogs.editor.outcome import AfterSending, RulesInTheWay, WaysOut
from ui.dialogs.editor.request import request_of
from ui.dialogs.editor.series import SeriesPanel
from ui.dialogs.editor.strip_layout import bars_of, closed_hours, minutes_of
from ui.dialogs.editor.verdict_words import decision_words, verdict_words
from ui.dialogs.editor.ways import takeable, taken_way, way_words
from ui.draft import DraftLine
from ui.widgets.layout import column, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.board import Board
    from platform_booking.domain.recurrence import Lapse
    from platform_booking.services.preview import Preview
    from ui.context import Context
    from ui.dialogs.editor.change import ChangeSeen
    from ui.dialogs.editor.request import FormState
    from ui.dialogs.editor.strip_layout import Minutes


FITS: Final = "editor-fits"
"""What is offered to be added: a later question makes an earlier one's answer unwanted."""


class SessionPanel(QScrollArea):
    """Shows a form's lines, and what a preview says of them."""

    edited = Signal(object)
    """The FormState that people made of it here."""
    day_wanted = Signal(object)
    """Look at this ``date``."""
    override_changed = Signal()

    def __init__(self, context: Context, state: FormState, *, leaving: str = "") -> None:
        super().__init__()
        self._context = context
        self._state = state
        self._leaving = leaving
        self._view: DayView | None = None
        self._board: Board | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        self.setFrameShape(QFrame.Shape.NoFrame)
        if context.theme.scale == 1:  # larger text may need more width than the screen has
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("outcome")
        body = column(page)
        self.lines = LinesPanel(context, self._codes)
        body.addWidget(self.lines)
        lower = column(margins=(20, 12, 20, 12), spacing=12)
        self.empty = label(context.say("editor-no-line"), "sub", wrap=True)
        self.ways = WaysOut(context)
        self.series = SeriesPanel(context)
        self.rules = RulesInTheWay(context)
        self.after = AfterSending(context)
        for part in (self.empty, self.ways, self.series, self.rules, self.after):
            lower.addWidget(part)
            part.hide()
        lower.addStretch(1)
        body.addLayout(lower, 1)
        self.setWidget(page)
        self._connect()
        self.show_form(state)

    def _codes(self) -> tuple[str, ...]:
        return self._state.codes()

    def _connect(self) -> None:
        self.lines.added.connect(self.add_line)
        self.lines.add.offered.connect(self._compare)
        self.lines.removed.connect(self.remove_line)
        self.lines.quantity_changed.connect(self._on_quantity)
        self.lines.exchanged.connect(self._on_exchange)
        self.lines.time_changed.connect(self._on_line_time)
        self.lines.window_dragged.connect(self._on_drag)
        self.lines.window_dropped.connect(self._on_drop)
        self.ways.taken.connect(self.take_way)
        self.ways.left.connect(self.lines.add.setFocus)  # not to whatever comes next: that may throw away
        self.series.day_chosen.connect(self.day_wanted)
        self.series.exchanges_wanted.connect(lambda codes: self._edit(self._state.exchanging(codes)))
        self.series.skip_wanted.connect(lambda days: self._edit(self._state.skipping(days)))
        self.series.back_wanted.connect(self._on_back)
        self.rules.changed.connect(self.override_changed)

    def _compare(self, codes: tuple[str, ...]) -> None:
        """Which of what is offered could be had at the time that stands in the form."""
        if not self._state.is_in_order:
            return
        wishes = [request_of(replace(self._state, lines=(DraftLine(code),))) for code in codes]

        def answered(fits: Sequence[bool]) -> None:
            say = self._context.say
            marks = dict(zip(codes, fits, strict=True))
            self.lines.add.suggestions.mark(marks, say("command-is-free"), say("command-is-taken"))

        self._context.tasks.query(
            self._context.say("editor-task-preview"),
            partial(self._context.platform.previews.fits, wishes),
            answered,
            key=FITS,
            owner=self,
            failed=lambda _error: None,  # nothing is said of them
        )

    # --- showing ------------------------------------------------------------------------------------

    def show_form(self, state: FormState) -> None:
        """Show the lines at once; what is said of them follows when it is known."""
        self._state = state
        self._show_lines()
        self.empty.setVisible(not state.lines)
        if not state.lines:
            self.ways.hide()
            self.series.hide()
            self.rules.hide()
            self.after.hide()

    def show_preview(self, state: FormState, preview: Preview, day: date | None) -> DayView:
        """Show what a preview says; ``day`` is the date for the strips. Answers which it became."""
        self._state = state
        view = day_of_preview(preview, day)
        self.show_day(view)
        series = len(preview.occurrences) > 1
        alternatives = [
            (alternative, way_words(self._context, alternative, preview.zone, series=series))
            for alternative in takeable(preview.alternatives)
        ]
        self.ways.offer(alternatives)
        self.series.show_series(preview, state, view.day)
        self.rules.show_rules(preview.violations)
        self.after.show_deciders(preview)
        return view

    def show_change(self, seen: ChangeSeen) -> None:
        """Show what would come of changing a booking: its date, and ways out of a conflict."""
        self.show_day(seen.view)
        self.show_bars(seen.board)
        found = seen.refused.alternatives if isinstance(seen.refused, BookingConflict) else ()
        kinds = (AlternativeKind.TIME, AlternativeKind.RESOURCE)
        useful = [item for item in found if item.kind in kinds and not item.skip]
        zone = seen.view.zone
        self.ways.offer([(item, way_words(self._context, item, zone, series=False)) for item in useful])

    def show_day(self, view: DayView) -> None:
        """Show one date in the rows."""
        if self._view is None or self._view.day != view.day:
            self._board = None
        self._view = view
        self._show_lines()

    def show_bars(self, board: Board) -> None:
        """What others have on the day that is shown."""
        self._board = board
        self._show_bars()

    def show_busy(self) -> None:
        """The answer takes a while."""
        self.lines.show_busy()

    def _show_lines(self) -> None:
        view = self._view
        own = {line.resource: line for line in self._state.lines}
        views = []
        for code in self._state.codes():
            verdict = view.verdicts.get(code) if view else None
            said = None
            decision = ""
            if view is not None and verdict is not None:
                taken = self._state.codes()
                free = [other for other in view.equivalents.get(code, ()) if other not in taken]
                said = verdict_words(self._context, verdict, view.zone, free)
                platform = self._context.platform_code(code)
                decision = decision_words(self._context, platform, view.awaiting.get(code, ("", ())))
            line = own.get(code, DraftLine(code))
            own_day = self._context.texts.day_short(view.day_of(code)) if view else ""
            views.append(LineView(code, line.quantity, said, decision, line.offset, line.length, own_day))
        day = view.day if view else self._state.day
        self.lines.show_lines(views, self._context.texts.day_short(day))
        self._show_windows()
        self._show_bars()

    def _show_windows(self) -> None:
        view = self._view
        for code, row in self.lines.rows.items():
            verdict = view.verdicts.get(code) if view else None
            if view is None or verdict is None:
                row.strip.show_window(self._own_window(), None, fits=None)
                continue
            day = view.day_of(code)
            use = minutes_of(verdict.use, day, view.zone)
            occupied = minutes_of(verdict.occupied, day, view.zone)
            row.strip.show_window(use, occupied, fits=verdict.fits)

    def _own_window(self) -> Minutes | None:
        state = self._state
        return (state.start, state.end) if state.last_day is None and state.is_in_order else None

    def _show_bars(self) -> None:
        view, board = self._view, self._board
        if view is None or board is None:
            return
        catalogue = self._context.catalogue
        for code, row in self.lines.rows.items():
            resource = catalogue.resources.get(code)
            if resource is None:
                continue
            units = {unit.id for unit in resource.units}
            day = view.day_of(code)
            closed = closed_hours(catalogue.platform_of(resource), day)
            row.strip.show_day(bars_of(board.bars, units, day, view.zone, self._leaving), closed)

    # --- editing ------------------------------------------------------------------------------------

    def _edit(self, state: FormState) -> None:
        self._state = state
        self._show_lines()
        self.edited.emit(state)

    def add_line(self, code: str) -> None:
        """One resource more."""
        self._edit(replace(self._state, lines=(*self._state.lines, DraftLine(code))))

    def remove_line(self, code: str) -> None:
        """One line less: a resource, or the time of a trainer."""
        if code.startswith(PERSON_RESOURCE_PREFIX):
            trainers = tuple(login for login in self._state.trainers if f"@{login}" != code)
            self._edit(replace(self._state, trainers=trainers))
        else:
            kept = tuple(line for line in self._state.lines if line.resource != code)
            self._edit(replace(self._state, lines=kept))

    def take_way(self, alternative: Alternative) -> None:
        """Take a way out."""
        assert self._view is not None
        self._edit(taken_way(self._state, alternative, self._view.zone))

    def _on_quantity(self, code: str, quantity: int) -> None:
        lines = tuple(
            replace(line, quantity=quantity) if line.resource == code else line for line in self._state.lines
        )
        self._edit(replace(self._state, lines=lines))

    def _on_line_time(self, code: str, offset: Lapse, length: Lapse | None) -> None:
        lines = tuple(
            replace(line, offset=offset, length=length) if line.resource == code else line
            for line in self._state.lines
        )
        self._edit(replace(self._state, lines=lines))

    def _on_exchange(self, code: str, instead: str) -> None:
        self._edit(self._state.exchanging({code: instead}))

    def _on_back(self, day: date) -> None:
        self._edit(replace(self._state, skip=self._state.skip - {day}))

    # --- drawing the window -------------------------------------------------------------------------

    def _on_drag(self, window: Minutes) -> None:
        """While the hand draws, the planner says at every move whether it would fit."""
        view, board = self._view, self._board
        span = span_on(view.day, window, view.zone) if view else None
        if view is None or board is None or span is None:
            self.lines.show_window(window)
            return
        leaving = frozenset(bar.id for bar in board.bars if bar.ref == self._leaving)
        verdicts = judged(self._context.catalogue, self._state, span, view.zone, board, leaving=leaving)
        self._view = replace(view, verdicts=verdicts, equivalents={})
        self._show_lines()

    def _on_drop(self, window: Minutes) -> None:
        self._on_drag(window)
        self._edit(replace(self._state, start=window[0], end=window[1], last_day=None))
