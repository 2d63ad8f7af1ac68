"""The pointer over the board: clicks choose, drags propose, resting shows more, edges scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QRegion

from ui.timeline.axis import MEASURES
from ui.timeline.column import Corner, corner_at
from ui.timeline.column_edge import ColumnEdge
from ui.timeline.interaction import Phase, Pointer
from ui.timeline.rows import MAX_LANES, RowKind
from ui.timeline.scene import NOTHING, Hit, HitKind
from ui.timeline.state import Cursor

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent

    from ui.timeline.board import TimelineBoard

HOVER_AFTER: Final = 400
"""Milliseconds over a bar before its card is asked for."""
EDGE: Final = 28
"""Pixels from the edge of the body at which a drag scrolls."""
SCROLL_EVERY: Final = 16
_NOTCH: Final = 120
_ZOOM_STEP: Final = 0.1
_ALT: Final = Qt.KeyboardModifier.AltModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CTRL: Final = Qt.KeyboardModifier.ControlModifier


class MouseHandler:
    """Turns mouse events into choices and proposals of one view."""

    def __init__(self, view: TimelineBoard) -> None:
        self._view = view
        self._hand = view.hand
        self._last = Pointer(0, 0)
        self._at = QPoint()
        self._panned_from = QPoint()
        self._shown = False
        self.edge = ColumnEdge(view)
        self._rest = QTimer(view)
        self._rest.setSingleShot(True)
        self._rest.setInterval(HOVER_AFTER)
        self._rest.timeout.connect(self._rested)
        self._scroll = QTimer(view)
        self._scroll.setInterval(SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_at_edge)

    @property
    def phase(self) -> Phase:
        """What the pointer is doing."""
        return self._hand.phase

    # --- events -------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        point = event.position().toPoint()
        body = self._view.body
        self._quiet()
        if self.edge.press(event):
            return
        if event.button() is Qt.MouseButton.MiddleButton and body.contains(point):
            self._hand.pan(self._pointer(event))
            self._panned_from = point
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton:
            if body.contains(point):
                self._press_body(event)
            elif point.y() < body.top():
                self._press_header(point, body)
            else:
                self._press_column(point)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with or without a button."""
        self._at = event.position().toPoint()
        if self.edge.is_held:
            self.edge.move(event)
            return
        self._last = self._pointer(event)
        phase = self._hand.phase
        if phase is Phase.IDLE:
            self._hover(self._at)
        elif phase is Phase.PANNING:
            self._pan()
        else:
            self._drag()

    def release(self, event: QMouseEvent) -> None:
        """A button comes up: a drag is proposed, a click chooses."""
        phase, hit = self._hand.phase, self._hand.hit
        if self.edge.release():
            self._hover(event.position().toPoint())
            return
        if phase is Phase.IDLE:
            return
        self._scroll.stop()
        self._at = event.position().toPoint()
        view = self._view
        if phase is Phase.RUBBER:
            found = self._hand.rubber_sessions()
            self._hand.reset()
            self._view.show_rubber(None)
            view.choose([*view.selected, *found])
        elif phase is Phase.PRESSING:
            self._hand.reset()
            self._clicked(hit, event)
        elif phase in {Phase.PANNING, Phase.REFUSED}:
            self._hand.reset()
        else:
            self._dropped(self._pointer(event))
        self._hover(self._at)

    def double_click(self, event: QMouseEvent) -> None:
        """Open what lies there."""
        if self.edge.double_click(event.position().toPoint()):
            return
        hit = self._hit(event.position().toPoint())
        if hit.bar is not None and not hit.bar.more:
            self._view.activated.emit(*hit.bar.session)

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: of the bar under the pointer, or of its row."""
        view = self._view
        hit = self._hit(event.pos())
        if hit.bar is not None and not hit.bar.more:
            if hit.bar.session not in view.selected:
                view.choose([hit.bar.session])
            view.context_menu.emit(*hit.bar.session, event.globalPos())
            return
        self._row_menu(event)

    def _row_menu(self, event: QContextMenuEvent) -> None:
        """Of the resource whose row it is, in its names as well."""
        view = self._view
        if event.pos().y() < view.body.top():
            return
        at = view.to_content(event.pos())
        hit = view.scene.hit(max(0, at.x()), at.y())
        row = view.scene.rows.rows[hit.row] if hit.row >= 0 else None
        if row is not None and row.kind is RowKind.RESOURCE:
            view.row_menu.emit(
                row.code, row.lanes[hit.lane] if hit.lane < len(row.lanes) else 0, event.globalPos()
            )

    def wheel(self, event: QWheelEvent) -> bool:
        """Zoom with Ctrl, scroll across with Shift; whether it was one of these."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & _CTRL:
            anchor = event.position().x() - self._view.body.left()
            self._view.set_zoom(self._view.zoom + delta / _NOTCH * _ZOOM_STEP, max(0.0, anchor))
        elif event.modifiers() & _SHIFT:
            bar = self._view.horizontalScrollBar()
            bar.setValue(bar.value() - delta)
        else:
            return False
        event.accept()
        return True

    def forget_hover(self) -> None:
        """The pointer is over nothing."""
        self._quiet()
        self.edge.show(QPoint(-1, -1))
        if self._view.state.hover is not None:
            self._set_hover(NOTHING)

    # --- pressing -------------------------------------------------------------------------------------------

    def _press_body(self, event: QMouseEvent) -> None:
        view = self._view
        if view.state.proposal is not None or view.state.alternatives:
            view.clear_ghost()
            view.dragging.emit(None, None, event.globalPosition().toPoint())
        hit = self._hand.press(self._pointer(event))
        bar = hit.bar
        if bar is None or bar.more or event.modifiers() & _CTRL:
            return
        if event.modifiers() & _SHIFT:  # a range, or the whole series: a click or a drag will tell
            return
        if bar.session not in view.selected:
            view.choose([bar.session])

    def _press_header(self, point: QPoint, body: QRect) -> None:
        view = self._view
        if point.x() < body.left():
            corner = corner_at(body.left() - point.x(), view.scene.metrics.scale)
            if corner is Corner.CLOSE_ALL:
                self._toggle_all_groups()
            elif corner is Corner.SEARCH:
                view.search_wanted.emit()
            return
        x = point.x() - body.left() + view.origin.x()
        segment = view.canvas.header.fold_at(x)
        if segment is not None and x < view.scene.axis.width:
            view.toggle_fold(segment.start)

    def _toggle_all_groups(self) -> None:
        view = self._view
        codes = frozenset(row.code for row in view.scene.rows.rows if row.is_group)
        closed = view.scene.filters.collapsed & codes
        view.change_filters(collapsed=frozenset() if closed == codes else codes)

    def _press_column(self, point: QPoint) -> None:
        view = self._view
        number = view.scene.rows.at(point.y() - view.body.top() + view.origin.y())
        if number is None:
            return
        row = view.scene.rows.rows[number]
        if row.is_group:
            view.change_filters(collapsed=view.scene.filters.collapsed ^ {row.code})
        elif row.units > MAX_LANES:
            view.change_filters(opened=view.scene.filters.opened ^ {row.code})

    def _clicked(self, hit: Hit, event: QMouseEvent) -> None:
        view, bar = self._view, hit.bar
        row = view.scene.rows.rows[hit.row] if hit.row >= 0 else None
        if bar is not None and bar.more and row is not None:
            view.change_filters(opened=view.scene.filters.opened ^ {row.code})
        elif bar is not None:
            self._choose(hit, bar.session, event)
        elif hit.kind is HitKind.FOLD:
            view.toggle_fold(view.scene.axis.segments[view.scene.axis.index(hit.t)].start)
        elif hit.kind is HitKind.GROUP and row is not None:
            view.change_filters(collapsed=view.scene.filters.collapsed ^ {row.code})
        else:
            view.choose([])
            if hit.kind is HitKind.EMPTY:
                step = MEASURES[view.scene.scale].snap
                view.set_cursor(Cursor(hit.row, view.scene.axis.snap(hit.t, step)))

    def _choose(self, hit: Hit, session: tuple[str, int], event: QMouseEvent) -> None:
        view = self._view
        if event.modifiers() & _CTRL:
            chosen = list(view.selected)
            if session in chosen:
                chosen.remove(session)
            else:
                chosen.append(session)
            view.choose(chosen)
        elif event.modifiers() & _SHIFT and view.selection is not None:
            found = self._hand.range_to(view.selection, hit)
            view.choose([*(item for item in (*view.selected, *found) if item != session), session])
        else:
            view.choose([session])

    # --- dragging -------------------------------------------------------------------------------------------

    def _drag(self) -> None:
        view, before = self._view, self._hand.phase
        self._hand.move(self._last)
        if self._hand.phase is Phase.REFUSED:
            self._refused(before)
        elif self._hand.phase is Phase.RUBBER:
            self._view.show_rubber(self._hand.rubber)
        elif self._hand.is_dragging:
            bar = self._hand.hit.bar
            if bar is not None and bar.session not in view.selected:
                view.choose([bar.session])
            proposal = self._hand.proposal
            if proposal != view.state.proposal:
                verdict = view.show_proposal(proposal)
                view.dragging.emit(proposal, verdict, view.viewport().mapToGlobal(self._at))
        if self._hand.phase not in {Phase.PRESSING, Phase.REFUSED} and not self._scroll.isActive():
            self._scroll.start()

    def _refused(self, before: Phase) -> None:
        """Somebody else's: said once, and nothing comes along."""
        bar = self._hand.hit.bar
        if before is not Phase.REFUSED and bar is not None:
            self._view.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
            self._view.move_refused.emit(*bar.session)

    def _dropped(self, at: Pointer) -> None:
        view = self._view
        where = view.viewport().mapToGlobal(self._at)
        self._last = at
        self._drag()
        self._scroll.stop()
        proposal = self._hand.release(at)
        if proposal is None:
            view.show_proposal(None)
            view.dragging.emit(None, None, where)
        else:
            view.proposed.emit(proposal, view.state.verdict, where)

    def _pan(self) -> None:
        by = self._at - self._panned_from
        self._panned_from = self._at
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())

    def _scroll_at_edge(self) -> None:
        if self._hand.phase in {Phase.IDLE, Phase.PRESSING}:
            self._scroll.stop()
            return
        body, at = self._view.body, self._at
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        before = (across.value(), down.value())
        across.setValue(before[0] + _pull(at.x(), body.left(), body.right()))
        down.setValue(before[1] + _pull(at.y(), body.top(), body.bottom()))
        if (across.value(), down.value()) != before:
            point = self._view.to_content(at)
            self._last = Pointer(point.x(), point.y(), self._last.alt, self._last.shift, self._last.ctrl)
            self._drag()

    # --- hovering -------------------------------------------------------------------------------------------

    def _hover(self, point: QPoint) -> None:
        hit = self._hit(point)
        before = self._view.state.hover
        if (before[1].bar if before else None) is not hit.bar:
            self._quiet()
            self._set_hover(hit)
            if hit.bar is not None and not hit.bar.more:
                self._rest.start()
        self._view.viewport().setCursor(self._shape(hit, point))

    def _set_hover(self, hit: Hit) -> None:
        view = self._view
        for state in (view.state.hover, (hit.row, hit.placed) if hit.placed else None):
            if state is not None and state[0] < len(view.scene.rows.rows):
                number, placed = state
                y = view.scene.rows.rows[number].y + placed.y
                area = QRect(placed.x0, y, placed.x1 - placed.x0, placed.height)
                view.update_content(QRegion(area.adjusted(-6, -6, 6, 6)))
        view.state.hover = (hit.row, hit.placed) if hit.placed else None

    def _rested(self) -> None:
        hover = self._view.state.hover
        if hover is not None and self._hand.phase is Phase.IDLE:
            self._shown = True
            self._view.hovered.emit(hover[1].bar.session, self._view.viewport().mapToGlobal(self._at))

    def _quiet(self) -> None:
        self._rest.stop()
        if self._shown:
            self._shown = False
            self._view.hovered.emit(None, QPoint())

    def _shape(self, hit: Hit, point: QPoint) -> Qt.CursorShape:
        body = self._view.body
        if self.edge.show(point):
            return Qt.CursorShape.SplitHCursor
        scale = self._view.scene.metrics.scale
        if point.y() < body.top() and corner_at(body.left() - point.x(), scale) is not None:
            return Qt.CursorShape.PointingHandCursor
        if point.y() < body.top() and point.x() >= body.left():
            x = point.x() - body.left() + self._view.origin.x()
            fold = self._view.canvas.header.fold_at(x)
            return Qt.CursorShape.PointingHandCursor if fold else Qt.CursorShape.ArrowCursor
        if (
            hit.bar is not None
            and self._hand.is_movable(hit.bar)
            and hit.kind in {HitKind.START, HitKind.END}
        ):
            return Qt.CursorShape.SizeHorCursor
        if hit.kind in {HitKind.FOLD, HitKind.GROUP} or (hit.bar is not None and hit.bar.more):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.ArrowCursor

    # --- where things are -----------------------------------------------------------------------------------

    def _hit(self, point: QPoint) -> Hit:
        if not self._view.body.contains(point):
            return NOTHING
        content = self._view.to_content(point)
        return self._view.scene.hit(content.x(), content.y())

    def _pointer(self, event: QMouseEvent) -> Pointer:
        point = self._view.to_content(event.position().toPoint())
        keys = event.modifiers()
        return Pointer(point.x(), point.y(), bool(keys & _ALT), bool(keys & _SHIFT), bool(keys & _CTRL))


def _pull(at: int, low: int, high: int) -> int:
    """How far to scroll for a pointer that near to an edge."""
    if at < low + EDGE:
        return -min(24, (low + EDGE - at) // 2 + 1)
    if at > high - EDGE:
        return min(24, (at - high + EDGE) // 2 + 1)
    return 0
