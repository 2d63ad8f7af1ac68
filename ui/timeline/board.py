"""The board as something to work with: what is chosen, what a drag would do, and whom it tells. It decides nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QCursor, QRegion

from platform_booking.domain.timespan import TimeSpan
from ui.accessibility.roles import announce, tell_change, tell_focus
from ui.timeline.interaction import Interaction, Phase
from ui.timeline.state import Alternative, Cursor, SessionKey
from ui.timeline.surface import TimelineSurface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.verdict import Verdict
    from ui.texts import Texts
    from ui.theme import Theme
    from ui.timeline.axis import Scale
    from ui.timeline.bars import RowBar
    from ui.timeline.proposal import Proposal


class TimelineBoard(TimelineSurface):
    """What the hands work on: what is chosen, where the keyboard is, what would be proposed."""

    selection_changed = Signal(object)
    """(ref, occurrence), or None."""
    activated = Signal(str, int)
    proposed = Signal(object, object, QPoint)
    """Proposal, its Verdict (None without a judge), and where on the screen: a drag or key is done."""
    dragging = Signal(object, object, QPoint)
    """The same while it lasts; (None, None, point) when it ends without a proposal."""
    context_menu = Signal(str, int, QPoint)
    row_menu = Signal(str, int, QPoint)
    """Code and unit (0: any) of the row that was asked about, where there is no bar."""
    move_refused = Signal(str, int)
    """Ref and occurrence of what somebody tried to move without having the right."""
    search_wanted = Signal()
    hovered = Signal(object, QPoint)
    """(ref, occurrence) after a while over it or Space, or None."""
    period_step = Signal(int)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, parent)
        self._judge: Callable[[Proposal], Verdict | None] | None = None
        self.single_keys = True
        """Whether letters alone do anything."""
        self.hand = Interaction(self.scene)
        self.hand.chosen = lambda: self.state.selection
        self.laid_out.connect(self._keep_cursor)
        self.laid_out.connect(partial(tell_change, self))

    def set_period(self, first: date, scale: Scale) -> None:
        """Show another period, without what was being dragged."""
        self.clear_ghost()
        super().set_period(first, scale)

    # --- what is chosen -----------------------------------------------------------------------------------

    @property
    def selection(self) -> SessionKey | None:
        """The chosen session: ref and occurrence."""
        return self.state.primary

    @property
    def selected(self) -> tuple[SessionKey, ...]:
        """All chosen sessions, the primary last."""
        return tuple(self.state.selection)

    def select(self, ref: str | None, occurrence: int = 0) -> None:
        """Choose a session, or nothing."""
        self.choose([(ref, occurrence)] if ref else [])

    def choose(self, sessions: Iterable[SessionKey], *, ticking: bool = False) -> None:
        """Choose some sessions, the last of them as the primary; while ticking, the keyboard leaves them chosen."""
        chosen = list(dict.fromkeys(sessions))
        begins = ticking and not self.state.ticking
        self.state.ticking = ticking and bool(chosen)
        changes = chosen != self.state.selection
        if changes:
            for session in {*self.state.selection, *chosen}:
                self.update_content(self.canvas.overlay.session_region(session))
            self.state.selection = chosen
            self.selection_changed.emit(self.state.primary)
        if begins or (changes and (ticking or len(chosen) > 1)):
            self.announce(self.texts.text("timeline-chosen-spoken", count=len(chosen)))

    def reveal(self, session: SessionKey) -> bool:
        """Scroll until a session shows, where it does not; whether it is on the board at all."""
        placed = self.scene.placed_of(session)
        if not placed:
            return False
        seen = QRect(self.origin, self.body.size())
        rows = self.scene.rows.rows
        if not any(
            seen.top() <= rows[number].y < seen.bottom() - rows[number].height for number, _ in placed
        ):
            self.show_row(placed[0][0])
        bar = placed[0][1]
        if not seen.left() <= bar.x0 < seen.right():
            self.horizontalScrollBar().setValue(round(bar.x0) - seen.width() // 4)
        return True

    # --- what a drag would do -----------------------------------------------------------------------------

    def set_judge(self, judge: Callable[[Proposal], Verdict | None] | None) -> None:
        """Whom to ask, at every move, whether a proposal fits."""
        self._judge = judge

    def set_may_move(self, may_move: Callable[[str, int], bool] | None) -> None:
        """Whom to ask whether a session (ref, occurrence) is the viewer's to move."""
        self.hand.may_move = may_move

    def show_proposal(self, proposal: Proposal | None) -> Verdict | None:
        """Draw a proposal with its verdict, or none."""
        verdict = self._judge(proposal) if self._judge is not None and proposal is not None else None
        self.show_verdict(proposal, verdict)
        return verdict

    def show_verdict(self, proposal: Proposal | None, verdict: Verdict | None) -> None:
        """Draw a proposal with a verdict that somebody else knows: the store, when another was faster."""
        before = self._ghost_area()
        self.state.proposal, self.state.verdict = proposal, verdict
        self.canvas.overlay.refresh()
        self.viewport().update(before + self._ghost_area())

    def show_alternatives(self, alternatives: Iterable[tuple[int, str, TimeSpan]]) -> None:
        """Number the ways out where they would be: (number, resource code, use)."""
        self.state.alternatives = tuple(Alternative(*item) for item in alternatives)
        self.viewport().update()

    def clear_ghost(self) -> None:
        """Neither ghost nor alternatives any more."""
        self.cancel_drag()
        self.show_proposal(None)
        if self.state.alternatives:
            self.show_alternatives(())

    def cancel_drag(self) -> bool:
        """Put back what is being dragged; whether anything was."""
        busy, dragging = self.hand.phase is not Phase.IDLE, self.hand.is_dragging
        self.hand.reset()
        self.show_rubber(None)
        if dragging:
            self.show_proposal(None)
            self.dragging.emit(None, None, QCursor.pos())
        return busy

    def show_rubber(self, rubber: tuple[float, float, float, float] | None) -> None:
        """Draw the rubber band, or none."""
        for area in (self.state.rubber, rubber):
            if area is not None:
                box = QRect(*(round(part) for part in area))
                self.update_content(QRegion(box.adjusted(-2, -2, 2, 2)))
        self.state.rubber = rubber

    # --- where the keyboard is ----------------------------------------------------------------------------

    def set_cursor(self, cursor: Cursor) -> None:
        """Put the keyboard somewhere."""
        rows = self.scene.rows.rows
        before = self.state.cursor
        cursor.code = rows[cursor.row].code
        self.state.cursor = cursor
        for number in {item.row for item in (before, cursor) if item is not None and item.row < len(rows)}:
            y = rows[number].y - self.origin.y() + self.body.top()
            self.viewport().update(0, y - 4, self.viewport().width(), rows[number].height + 8)

    def _keep_cursor(self) -> None:
        """Rows changed: stay on the same resource and the same bar, where they still are."""
        cursor, rows = self.state.cursor, self.scene.rows.rows
        if cursor is None:
            return
        number = next((at for at, row in enumerate(rows) if row.code == cursor.code), None)
        if number is None:
            self.state.cursor = None
            return
        cursor.row = number
        if cursor.bar is not None:
            key, part = cursor.bar.key, cursor.bar.part
            bars = rows[number].bars
            cursor.bar = next((bar for bar in bars if bar.key == key and bar.part == part), None)

    def focus_point(self) -> QPoint:
        """Where on the screen the focused or chosen bar or the cursor is, for cards and menus."""
        area = self.canvas.overlay.focus_region()
        picture = self.canvas.overlay.picture
        if picture is not None and picture.parts:
            area = QRegion(QRect(*picture.parts[0].box))
        shown = self.to_widget(area).boundingRect()
        return self.viewport().mapToGlobal(shown.bottomLeft() if not shown.isEmpty() else self.body.center())

    def _ghost_area(self) -> QRegion:
        """Where the ghost, its band and its time are, in the widget."""
        picture = self.canvas.overlay.picture
        if picture is None:
            return QRegion()
        body = self.body
        x0 = picture.band[0] - self.origin.x() + body.left()
        band = QRect(x0 - 2, body.top(), picture.band[1] - picture.band[0] + 4, body.height())
        header = QRect(0, 0, self.viewport().width(), body.top())
        return self.to_widget(self.canvas.overlay.ghost_region()) + QRegion(band) + QRegion(header)

    # --- aloud --------------------------------------------------------------------------------------------

    def announce(self, sentence: str) -> None:
        """Tell a screen reader."""
        announce(self, sentence)

    def tell_place(self) -> None:
        """The keyboard is somewhere else: a screen reader reads what is there."""
        tell_focus(self)

    def spoken(self, bar: RowBar) -> str:
        """The sentence for a bar."""
        rows = self.scene.rows
        codes = {rows.rows[number].code for number, _ in rows.sessions.get(bar.session, ())}
        return self.canvas.captions.spoken(bar, len(codes))

    def spoken_cursor(self, cursor: Cursor) -> str:
        """The sentence for the time or the range under the cursor."""
        row, captions = self.scene.rows.rows[cursor.row], self.canvas.captions
        if cursor.range is None:
            return captions.spoken_slot(row, cursor.t)
        start, end = (datetime.fromtimestamp(t, UTC) for t in cursor.range)
        said = captions.spoken_span(TimeSpan(start, end))
        return self.texts.text("timeline-range-spoken", resource=row.name, span=said)
