"""Where the filters leave nothing on the board, the way back stands in its middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject

from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from ui.context import Context
    from ui.timeline.view import TimelineView

BELOW: Final = 110
"""Pixels under the header, below the sentence that the board paints."""


class ClearFilters(Button):
    """A button on the empty board."""

    def __init__(self, context: Context, timeline: TimelineView) -> None:
        super().__init__(context.theme, context.say("clear-filters"), kind="primary")
        self._timeline = timeline
        self.setParent(timeline.viewport())
        timeline.viewport().installEventFilter(self)
        self.hide()

    def look(self, *, is_filtered: bool) -> None:
        """Show it where there is nothing else to see."""
        self._place()
        self.setVisible(is_filtered and not self._timeline.scene.rows.rows)

    def _place(self) -> None:
        body, size = self._timeline.body, self.sizeHint()
        self.setGeometry(
            body.center().x() - size.width() // 2, body.top() + BELOW, size.width(), size.height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
