"""The keyboard on the board: a cursor in time and rows, ranges that become bookings, steps that move the selection."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from platform_booking.domain.timespan import TimeSpan
from ui.timeline.axis import DAY_MINUTES, MEASURES, at_minute
from ui.timeline.interaction import creation, proposal_for
from ui.timeline.proposal import Intent
from ui.timeline.state import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from ui.timeline.bars import RowBar
    from ui.timeline.board import TimelineBoard
    from ui.timeline.proposal import Proposal
    from ui.timeline.rows import Row

_Key = Qt.Key
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ARROWS: Final = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
}
_ZOOMS: Final = {_Key.Key_Plus: 0.1, _Key.Key_Equal: 0.1, _Key.Key_Minus: -0.1}
_CREATED: Final = 3600
"""Seconds of what Enter makes on an empty time without a range."""


class KeyHandler:
    """Turns keys into choices and proposals of one view."""

    def __init__(self, view: TimelineBoard) -> None:
        self._view = view
        self._simple: dict[int, Callable[[], bool]] = {
            _Key.Key_Home: lambda: self._to_edge("opens"),
            _Key.Key_End: lambda: self._to_edge("closes"),
            _Key.Key_Return: self.enter,
            _Key.Key_Enter: self.enter,
            _Key.Key_Space: self._preview,
            _Key.Key_Escape: self._escape,
            _Key.Key_PageUp: lambda: self._turn(-1),
            _Key.Key_PageDown: lambda: self._turn(1),
            _Key.Key_Z: self._fold,
            _Key.Key_X: self.tick,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key = _Key(event.key())
        ctrl, alt = bool(event.modifiers() & _CTRL), bool(event.modifiers() & _ALT)
        shift = bool(event.modifiers() & _SHIFT)
        if key is _Key.Key_F10 and shift:
            return self.menu()
        if key in _ARROWS:
            across, down = _ARROWS[key]
            if ctrl:
                return self._shift_selection(across, down, resize=alt)
            return not alt and self._go(across, down, extend=shift)
        if ctrl and not alt:
            return self.tick() if key is _Key.Key_Space else self._zoom(key)
        is_letter = key in (_Key.Key_Z, _Key.Key_X)
        if alt or key not in self._simple or (is_letter and not self._view.single_keys):
            return False
        return self._simple[key]()

    # --- the cursor ---------------------------------------------------------------------------------------

    def focus_in(self, event: QFocusEvent) -> None:
        """Come in by Tab: stand somewhere."""
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._ensure()

    def tab(self, *, forward: bool) -> bool:
        """To the next bar of the row; False when there is none, so that the focus leaves."""
        cursor = self._ensure()
        if cursor is None or self._row(cursor).is_group:
            return False
        bars = [placed.bar for placed in self._view.scene.layout(cursor.row).placed if not placed.bar.more]
        if cursor.bar in bars:
            at = bars.index(cursor.bar) + (1 if forward else -1)
        elif forward:
            at = next((n for n, bar in enumerate(bars) if bar.end > cursor.t), len(bars))
        else:
            at = next((n for n in reversed(range(len(bars))) if bars[n].start < cursor.t), -1)
        if not 0 <= at < len(bars):
            return False
        self.focus_bar(cursor.row, bars[at])
        return True

    def stand_on(self, row: int) -> None:
        """Go to a row, at the time where the cursor is, or now."""
        cursor = self._view.state.cursor
        there = Cursor(row, cursor.t if cursor else self._first_time())
        self._view.set_cursor(there)
        self._land(there)

    def _ensure(self) -> Cursor | None:
        view = self._view
        rows = view.scene.rows
        if view.state.cursor is None:
            visible = rows.between(view.origin.y(), view.origin.y() + view.body.height())
            number = next((at for at in visible if not rows.rows[at].is_group), None)
            if number is None:
                return None
            self._view.set_cursor(Cursor(number, self._first_time()))
        return view.state.cursor

    def _first_time(self) -> int:
        axis = self._view.scene.axis
        now = self._view.scene.content.now.timestamp()
        if axis.start <= now < axis.end:
            return axis.snap(now, min(60, self._step))
        mark = next((mark for mark in axis.days if mark.works), axis.days[0])
        return at_minute(mark.day, self._view.scene.hours.opens, axis.zone)

    @property
    def _step(self) -> int:
        return MEASURES[self._view.scene.scale].snap

    def _row(self, cursor: Cursor) -> Row:
        return self._view.scene.rows.rows[cursor.row]

    def _go(self, across: int, down: int, *, extend: bool) -> bool:
        view = self._view
        fresh = view.state.cursor is None
        cursor = self._ensure()
        if cursor is None:
            return False
        if fresh:
            self._land(cursor)
            return True
        if down:
            row = max(0, min(len(view.scene.rows.rows) - 1, cursor.row + down))
            moved = Cursor(row, cursor.t)
        else:
            anchor = (cursor.t if cursor.anchor is None else cursor.anchor) if extend else None
            moved = Cursor(cursor.row, self._later(cursor, across), anchor)
        self._view.set_cursor(moved)
        self._land(moved)
        return True

    def _later(self, cursor: Cursor, by: int) -> int:
        """One step on, over folds, within the period."""
        axis = self._view.scene.axis
        if self._step == DAY_MINUTES:
            mark = axis.day_at(cursor.t)
            day = (mark.day if mark else self._view.scene.first) + timedelta(days=by)
            t = at_minute(day, self._view.scene.hours.opens, axis.zone)
            return t if axis.start <= t < axis.end else cursor.t
        meant = cursor.t + by * self._step * 60
        segment = axis.segments[axis.index(meant)]
        if segment.folded and segment.start < meant < segment.end:
            t = segment.end if by > 0 else segment.start
        else:
            t = axis.snap(meant, self._step)
        return t if axis.start <= t <= axis.end else cursor.t

    def _land(self, cursor: Cursor) -> None:
        """Show where the cursor is, and say what is there."""
        view = self._view
        view.show_row(cursor.row)
        view.show_time(cursor.t)
        row = self._row(cursor)
        bars = () if row.is_group or cursor.range is not None else row.bars
        bar = next((bar for bar in bars if bar.start <= cursor.t < bar.end and not bar.more), None)
        if bar is None:
            view.tell_place()
        else:
            self.focus_bar(cursor.row, bar, t=cursor.t)

    def focus_bar(self, row: int, bar: RowBar, t: int | None = None) -> None:
        """Go to a bar, and choose it unless several are chosen."""
        view = self._view
        self._view.set_cursor(Cursor(row, bar.start if t is None else t, bar=bar))
        view.show_row(row)
        view.show_time(bar.start if t is None else t)
        if not view.state.keeps_chosen:
            view.choose([bar.session])
        view.tell_place()

    def _to_edge(self, edge: str) -> bool:
        cursor = self._ensure()
        if cursor is None:
            return False
        scene = self._view.scene
        mark = scene.axis.day_at(cursor.t)
        if mark is not None:
            minute = scene.hours.opens if edge == "opens" else scene.hours.closes
            moved = Cursor(cursor.row, at_minute(mark.day, minute, scene.axis.zone))
            self._view.set_cursor(moved)
            self._land(moved)
        return True

    # --- what is done with it -----------------------------------------------------------------------------

    def enter(self) -> bool:
        """Open the bar, the group or a booking of the time under the cursor."""
        view, cursor = self._view, self._view.state.cursor
        if cursor is None:
            if view.selection is None:
                return False
            view.activated.emit(*view.selection)
            return True
        row = self._row(cursor)
        if row.is_group:
            view.change_filters(collapsed=view.scene.filters.collapsed ^ {row.code})
        elif cursor.bar is not None:
            view.activated.emit(*cursor.bar.session)
        else:
            start, end = cursor.range or (cursor.t, cursor.t + _CREATED)
            step = min(self._step, 60) if cursor.range is None else self._step
            self._propose(creation(view.scene, row.code, row.lanes[0], start, end, step))
        return True

    def _preview(self) -> bool:
        view, cursor = self._view, self._view.state.cursor
        session = cursor.bar.session if cursor is not None and cursor.bar is not None else view.selection
        if session is None:
            return False
        view.hovered.emit(session, view.focus_point())
        return True

    def tick(self) -> bool:
        """Choose the focused bar as well, or no longer."""
        view, cursor = self._view, self._view.state.cursor
        bar = cursor.bar if cursor is not None else None
        if bar is None or bar.more:
            return False
        view.choose(view.state.ticked(bar.session), ticking=True)
        return True

    def menu(self) -> bool:
        """The menu of the chosen session, at the focused bar; else of the row where the cursor is."""
        view, cursor = self._view, self._view.state.cursor
        if view.selection is not None:
            view.context_menu.emit(*view.selection, view.focus_point())
        elif cursor is not None and not self._row(cursor).is_group:
            view.row_menu.emit(self._row(cursor).code, 0, view.focus_point())
        else:
            return False
        return True

    def _escape(self) -> bool:
        view, cursor = self._view, self._view.state.cursor
        if view.cancel_drag():
            return True
        if view.state.proposal is not None or view.state.alternatives:
            view.clear_ghost()
            view.dragging.emit(None, None, view.focus_point())
        elif cursor is not None and cursor.range is not None:
            self._view.set_cursor(Cursor(cursor.row, cursor.t))
        elif view.selection is not None:
            view.choose([])
        else:
            return False
        return True

    def _turn(self, by: int) -> bool:
        self._view.period_step.emit(by)
        return True

    def _fold(self) -> bool:
        self._view.toggle_folds()
        return True

    def _zoom(self, key: Qt.Key) -> bool:
        view = self._view
        if key in _ZOOMS:
            view.set_zoom(view.zoom + _ZOOMS[key])
        elif key is _Key.Key_0:
            view.set_zoom(0.0)
        else:
            return False
        return True

    # --- moving what is chosen ------------------------------------------------------------------------------

    def _shift_selection(self, across: int, down: int, *, resize: bool) -> bool:
        found = self._chosen_bar()
        if found is None or (resize and down):
            return False
        number, bar = found
        view, pending = self._view, self._pending(bar)
        span = pending.span if pending is not None else bar.first.use
        kind = Intent.RESIZE if resize else Intent.MOVE
        if resize:
            end = self._moved(span.end, across)
            if end <= span.start:
                return True
            span = TimeSpan(span.start, end)
        elif across:
            start = self._moved(span.start, across)
            span = TimeSpan(start, start + span.length)
        along = () if resize else view.hand.along(bar.session)
        if along and not across:
            return True
        target = pending.to_resource if pending is not None else None
        if down:
            target = self._neighbour(target, number, down)
        row = view.scene.rows.rows[number]
        proposal = proposal_for(bar, row.code, kind, span)
        proposal = replace(proposal, to_resource=target if target != row.code else None, beside=along)
        self._propose(proposal)
        return True

    def _chosen_bar(self) -> tuple[int, RowBar] | None:
        """The line that the keyboard moves: of the chosen session, the one under the cursor, else the first."""
        view = self._view
        if view.selection is None:
            return None
        bars = view.scene.rows.sessions.get(view.selection, ())
        movable = [(number, bar) for number, bar in bars if view.hand.is_movable(bar)]
        if not movable and any(view.hand.is_refused(bar) for _, bar in bars):
            view.move_refused.emit(*view.selection)
        cursor = view.state.cursor
        under = [item for item in movable if cursor is not None and item[1] is cursor.bar]
        return next(iter(under or movable), None)

    def _pending(self, bar: RowBar) -> Proposal | None:
        proposal = self._view.state.proposal
        if proposal is None or (proposal.ref, proposal.occurrence, proposal.line) != bar.key:
            return None
        return proposal

    def _moved(self, moment: datetime, by: int) -> datetime:
        cursor = Cursor(0, int(moment.timestamp()))
        if self._step == DAY_MINUTES:
            return moment + timedelta(days=by)
        return datetime.fromtimestamp(self._later(cursor, by), UTC)

    def _neighbour(self, target: str | None, number: int, by: int) -> str:
        rows = self._view.scene.rows
        at = rows.find(target) if target else number
        found = number if at is None else at
        step = found + by
        while 0 <= step < len(rows.rows) and rows.rows[step].is_group:
            step += by
        return rows.rows[step if 0 <= step < len(rows.rows) else found].code

    def _propose(self, proposal: Proposal) -> None:
        view = self._view
        verdict = view.show_proposal(proposal)
        said = view.canvas.captions.spoken_span(proposal.span)
        fits = verdict is None or verdict.fits
        view.announce(view.texts.text(f"timeline-{'fits' if fits else 'conflict'}-spoken", span=said))
        view.proposed.emit(proposal, verdict, view.focus_point())
