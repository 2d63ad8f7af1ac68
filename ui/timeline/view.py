"""The planning board as a widget: what is chosen, what a drag would do, and whom it tells. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QRegion

from ui.timeline.keyboard import KeyHandler
from ui.timeline.mouse import MouseHandler
from ui.timeline.state import Alternative, Cursor, SessionKey
from ui.timeline.surface import TimelineSurface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.verdict import Verdict
    from ui.texts import Texts
    from ui.theme import Theme
    from ui.timeline.axis import Scale
    from ui.timeline.proposal import Proposal


class TimelineView(TimelineSurface):
    """The board that is worked with. Give it content; it tells what was chosen and what a drag proposes."""

    selection_changed = Signal(object)
    """(ref, occurrence), or None."""
    activated = Signal(str, int)
    proposed = Signal(object, object, QPoint)
    """Proposal, its Verdict (None without a judge), and where on the screen: a drag or key is done."""
    dragging = Signal(object, object, QPoint)
    """The same while it lasts; (None, None, point) when it ends without a proposal."""
    context_menu = Signal(str, int, QPoint)
    hovered = Signal(object, QPoint)
    """(ref, occurrence) after a while over it or Space, or None."""
    period_step = Signal(int)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, parent)
        self._judge: Callable[[Proposal], Verdict | None] | None = None
        self._mouse = MouseHandler(self)
        self._keys = KeyHandler(self)
        self.laid_out.connect(self._mouse.forget_hover)
        self.laid_out.connect(self._keys.keep_within)

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

    def choose(self, sessions: Iterable[SessionKey]) -> None:
        """Choose some sessions, the last of them as the primary."""
        chosen = list(dict.fromkeys(sessions))
        if chosen == self.state.selection:
            return
        for session in {*self.state.selection, *chosen}:
            self.update_content(self.canvas.overlay.session_region(session))
        self.state.selection = chosen
        self.selection_changed.emit(self.state.primary)

    # --- what a drag would do -----------------------------------------------------------------------------

    def set_judge(self, judge: Callable[[Proposal], Verdict | None] | None) -> None:
        """Whom to ask, at every move, whether a proposal fits."""
        self._judge = judge

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
        self._mouse.cancel()
        self.show_proposal(None)
        if self.state.alternatives:
            self.show_alternatives(())

    def cancel_drag(self) -> bool:
        """Put back what is being dragged; whether anything was."""
        return self._mouse.cancel()

    def set_cursor(self, cursor: Cursor) -> None:
        """Put the keyboard somewhere."""
        self._keys.set_cursor(cursor)

    def focus_point(self) -> QPoint:
        """Where on the screen the focused or chosen bar is, for cards and menus."""
        area = self.canvas.overlay.session_region(self.state.primary)
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
        event = QAccessibleAnnouncementEvent(self, sentence)
        QAccessible.updateAccessibility(event)

    # --- Qt -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl held, else scroll; across with Shift."""
        if not self._mouse.wheel(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand it on."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was clicked."""
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of what was clicked, or of the selection."""
        self._mouse.context_menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Everything works from the keyboard; what it does not know goes to the window."""
        if not self._keys.press(event):
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt's name
        """Tab goes from bar to bar, then out."""
        return self._keys.tab(forward=forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        self._keys.focus_in(event)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide where the keyboard was."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice that the pointer left."""
        if event.type() == event.Type.Leave:
            self._mouse.forget_hover()
        return super().viewportEvent(event)
