"""What can be taken back: the last changes of this window, each undone as a new, audited change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from platform_booking.services.undoables import Undoable

STEPS: Final = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be taken back, and what it was called."""

    text: str
    undoable: Undoable


class UndoStack(QObject):
    """Two piles: what may be undone, what may be done again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def push(self, step: Step) -> None:
        """Something new was done: what was undone before cannot be done again."""
        self._done = [*self._done, step][-STEPS:]
        self._undone.clear()
        self.changed.emit()

    def take(self, *, redo: bool = False) -> Step | None:
        """The next step to undo (or to do again), taken off its pile."""
        pile = self._undone if redo else self._done
        step = pile.pop() if pile else None
        self.changed.emit()
        return step

    def put(self, step: Step, *, redo: bool = False) -> None:
        """Lay a step on a pile: the reverse of what was just undone or done again."""
        (self._undone if redo else self._done).append(step)
        self.changed.emit()

    @property
    def next_undo(self) -> str:
        """What Ctrl+Z would take back; empty when there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def next_redo(self) -> str:
        """What would be done again; empty when there is nothing."""
        return self._undone[-1].text if self._undone else ""
