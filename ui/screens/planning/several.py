"""Several bars are chosen: what may be done to all of them, from keys, menu and pane."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from platform_booking.domain.recurrence import wall_time
from ui.actions import keys_of, still_there
from ui.context import Selected

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.board import BoardSession
    from ui.context import Context
    from ui.screens.planning.inspector import Inspector
    from ui.timeline.proposal import Proposal
    from ui.timeline.view import TimelineView

MOVE: Final = "move"
DEEDS: Final = ("approve", "decline", MOVE, "cancel")
"""As the actions of the window and ``Deed`` have them; moving goes by all or nothing."""
TICK: Final = "tick"


class Several(QObject):
    """Knows the chosen bookings, and asks once for all of them."""

    hint = Signal(str)

    def __init__(
        self,
        context: Context,
        timeline: TimelineView,
        session_of: Callable[[Selected], BoardSession | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._timeline = timeline
        self._session_of = session_of
        self._over = parent

    @property
    def sessions(self) -> tuple[BoardSession, ...]:
        """The chosen dates of bookings that are on the board; blocks are nobody's to decide."""
        found = (self._session_of(Selected(*key)) for key in self._timeline.selected)
        return tuple(item for item in found if item is not None and not item.is_block)

    @property
    def is_many(self) -> bool:
        """Whether actions are about more than one."""
        return len(self._timeline.selected) > 1

    @property
    def allowed(self) -> frozenset[str]:
        """What may be asked for; what comes of each, the list says."""
        allowed = frozenset((*DEEDS, TICK)) if self.sessions else frozenset({TICK})
        return still_there(allowed, lost=self._context.hub.is_lost)

    def handle(self, action: str) -> bool:
        """Do it to all; False where it is not about several."""
        if action == TICK:
            self._timeline.tick()
            return True
        if not self.is_many or action not in DEEDS:
            return False
        self._ask(action)
        return True

    def _ask(self, action: str) -> None:
        from platform_booking.services.together import Deed  # noqa: PLC0415 - the first window does not need it
        from ui.dialogs.together import TogetherDialog  # noqa: PLC0415 - nor this

        if action == MOVE:
            self._ask_when(timedelta())
        elif self.sessions:
            dialog = TogetherDialog(self._context, Deed(action), self.sessions, self._over)
            dialog.done_with.connect(lambda: self._timeline.choose([]))
            dialog.open()

    def move(self, proposal: Proposal) -> None:
        """The hand or a key has moved one of them, and so all by as much on the wall clock."""
        assert proposal.was is not None
        zone = self._timeline.scene.axis.zone
        self._ask_when(wall_time(proposal.span.start, zone) - wall_time(proposal.was.start, zone))

    def _ask_when(self, by: timedelta) -> None:
        """Show what becomes of each; the day and the time can still be changed."""
        from ui.dialogs.shift import ShiftDialog  # noqa: PLC0415 - the first window does not need it

        if self.sessions:
            dialog = ShiftDialog(self._context, self.sessions, by, self._over)
            dialog.finished.connect(self._timeline.clear_ghost)
            dialog.open()

    def menu(self) -> QMenu:
        """What may be done to all of them, with keys."""
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in DEEDS:
            said = self._context.say(f"action-{name}")
            action = menu.addAction(f"{said}\t{keys_of(name)}")
            action.setEnabled(name in self.allowed)
            action.triggered.connect(lambda _checked=False, name=name: self.handle(name))
        return menu

    def show_in(self, inspector: Inspector) -> None:
        """How many are chosen, which, and what may be done to them: in the pane at the right."""
        from ui.screens.planning.chosen_card import (  # noqa: PLC0415 - the first window does not need it
            ChosenCard,
            ChosenDeeds,
        )

        card = ChosenCard(self._context, self.sessions, len(self._timeline.selected))
        card.dropped.connect(self._leave_out)
        inspector.show_several(card, ChosenDeeds(self._context, self.allowed))
        self.hint.emit(self._context.say("several-hint"))

    def _leave_out(self, ref: str, occurrence: int) -> None:
        """One of them is not meant."""
        self._timeline.choose([key for key in self._timeline.selected if key != (ref, occurrence)])
