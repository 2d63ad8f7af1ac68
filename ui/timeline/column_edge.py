"""The edge of the column of resources: the hand draws it wider or narrower, a double click fits it to the names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent

    from ui.timeline.board import TimelineBoard

GRIP: Final = 4
"""Pixels of the column that take hold of its edge; of the board only some, for bars begin there."""
OF_BOARD: Final = 2


class ColumnEdge:
    """What the pointer does to the edge of one view."""

    def __init__(self, view: TimelineBoard) -> None:
        self._view = view
        self._held_at: int | None = None
        """Pixels between the pointer and the edge while it is held."""

    @property
    def is_held(self) -> bool:
        """Whether the hand has it."""
        return self._held_at is not None

    def is_near(self, point: QPoint) -> bool:
        """Whether the pointer can take hold of it there."""
        return -GRIP <= point.x() - self._view.body.left() < OF_BOARD

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of it; whether it was meant."""
        point = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton or not self.is_near(point):
            return False
        self._held_at = point.x() - self._view.body.left()
        return True

    def move(self, event: QMouseEvent) -> None:
        """Draw it along."""
        if self._held_at is not None:
            self._view.draw_column(event.position().toPoint().x() - self._held_at)

    def release(self) -> bool:
        """Let go of it; whether it was held."""
        if self._held_at is None:
            return False
        self._held_at = None
        self._view.column_changed.emit(self._view.column)
        return True

    def double_click(self, point: QPoint) -> bool:
        """As wide as the longest name; whether it was meant."""
        if not self.is_near(point):
            return False
        self._held_at = None
        self._view.fit_column()
        return True

    def show(self, point: QPoint) -> bool:
        """Light up under the pointer; whether it is."""
        lit = self.is_held or self.is_near(point)
        state = self._view.state
        if lit is not state.edge_lit:
            state.edge_lit = lit
            left = self._view.body.left()
            self._view.viewport().update(QRect(left - 2, 0, 4, self._view.viewport().height()))
        return lit
