"""Between the board and what becomes of a drag: a hint while it lasts, the drop, the ways out drawn on the board."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor

from platform_booking.domain.authority import Actor, changers, may_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.board import BoardSession
    from platform_booking.domain.refusals import BookingConflict
    from platform_booking.domain.verdict import Verdict
    from ui.context import Context
    from ui.operations import Operations
    from ui.screens.planning.dropping import Dropping
    from ui.screens.planning.judging import Judge
    from ui.timeline.proposal import Proposal
    from ui.timeline.view import TimelineView

MOST_DRAWN = 3
MOST_NAMED = 3


class Hand(QObject):
    """Listens to the timeline's drags."""

    hint = Signal(str)
    several_moved = Signal(object)
    """A Proposal that takes others along: they are asked about together."""
    begun = Signal()
    """Something is being dragged or was dropped: cards would be in the way."""

    def __init__(
        self,
        context: Context,
        operations: Operations,
        timeline: TimelineView,
        window: QWidget,
        read_board: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._operations = operations
        self._timeline = timeline
        self._window = window
        self._read_board = read_board
        self.judge: Judge | None = None
        """Knows the board that is shown."""
        timeline.set_may_move(self._may_move)
        timeline.move_refused.connect(self._on_move_refused)
        timeline.proposed.connect(self._on_proposed)
        timeline.dragging.connect(self._on_dragging)

    @cached_property
    def dropping(self) -> Dropping:
        """What becomes of it when the hand lets go: made then, for it brings much that a first look does not need."""
        from ui.screens.planning.dropping import Dropping  # noqa: PLC0415 - for that reason

        dropping = Dropping(self._context, self._operations, self._window, lambda: self.judge)
        dropping.done.connect(self._timeline.clear_ghost)
        dropping.done.connect(lambda: self.hint.emit(""))
        dropping.alternatives_found.connect(self._show_alternatives)
        dropping.refused_late.connect(self._look_again)
        return dropping

    # --- whose it is --------------------------------------------------------------------------------

    def _may_move(self, ref: str, occurrence: int) -> bool:
        session = self._session(ref, occurrence)
        me = self._context.me
        mine = session is None or may_change(Actor(me.login, me.person), session)
        return not self._context.hub.is_lost and mine

    def _session(self, ref: str, occurrence: int) -> BoardSession | None:
        return self.judge.session(ref, occurrence) if self.judge is not None else None

    def _on_move_refused(self, ref: str, occurrence: int) -> None:
        """Said at once, with whom to ask."""
        session = self._session(ref, occurrence)
        if session is None:
            return
        self.begun.emit()
        if self._context.hub.is_lost:
            self._context.failed.emit(self._context.say("offline-rest"))
            return
        able = changers(self._context.catalogue, session)[:MOST_NAMED]
        who = ", ".join(self._context.person_name(login) for login in able)
        name = "move-not-yours" if who else "move-nobodys"
        self._context.failed.emit(self._context.say(name, title=session.title, who=who))

    # --- dragging -----------------------------------------------------------------------------------

    def _on_proposed(self, proposal: Proposal, verdict: Verdict | None, at: QPoint) -> None:
        self.begun.emit()
        if proposal.beside:
            self.several_moved.emit(proposal)
        elif verdict is not None:
            self.dropping.drop(proposal, verdict, at)

    def _on_dragging(self, proposal: Proposal | None, verdict: Verdict | None, _at: QPoint) -> None:
        self.begun.emit()
        if proposal is None or verdict is None:
            self.hint.emit("")
            return
        when = self._context.texts.when(verdict.span)
        bad = sum(not line.fits for line in verdict.lines)
        moved = len({move.holder for line in verdict.lines for move in line.repacked})
        if proposal.beside and not bad:
            self.hint.emit(
                self._context.say("hint-moving-several", when=when, count=len(proposal.beside) + 1)
            )
            return
        name = "hint-dragging-bad" if bad else "hint-dragging-repacked" if moved else "hint-dragging"
        said = self._context.say(name, when=when, bad=bad, count=len(verdict.lines), moved=moved)
        self.hint.emit(said)

    def _show_alternatives(self, alternatives: tuple[Alternative, ...]) -> None:
        shown = [
            (number, alternative.resource, alternative.span)
            for number, alternative in enumerate(alternatives[:MOST_DRAWN], 1)
            if alternative.resource
        ]
        self._timeline.show_alternatives(shown)

    def _look_again(self, proposal: Proposal, refusal: BookingConflict) -> None:
        """Somebody was faster: say so, read the board, and offer what is left."""
        self._context.failed.emit(self._context.explain(refusal))
        at = QCursor.pos()

        def done() -> None:
            verdict = self._timeline.show_proposal(proposal)
            if verdict is not None and not verdict.fits:
                self.dropping.refuse(proposal, verdict, at)
            else:
                self._timeline.clear_ghost()

        self._read_board(done)
