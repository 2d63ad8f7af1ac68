"""Where the filters leave nothing on the board, the way back stands in its middle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame

from ui.widgets.buttons import Button
from ui.widgets.flow import Turning
from ui.widgets.layout import add_all, column, label

if TYPE_CHECKING:
    from ui.context import Context
    from ui.timeline.view import TimelineView

EMPTY_WIDTH: Final = 620
BELOW: Final = 110
"""Pixels under the header, below the sentence that the board paints."""


BESIDE: Final = 16
"""Pixels left free beside what is said, in a narrow window."""


class EmptyStore(QFrame):
    """Where the store has nothing to book yet: what to do about it."""

    chosen = Signal(str)
    """The name of an action of the window."""

    def __init__(self, context: Context, timeline: TimelineView) -> None:
        super().__init__(timeline.viewport())
        self._timeline = timeline
        self.setProperty("card", "true")
        say = context.say
        body = column(self, margins=(28, 24, 28, 24), spacing=10)
        add_all(body, label(say("empty-store"), "heading"), label(say("empty-store-hint"), "sub", wrap=True))
        self.buttons = {
            name: Button(context.theme, say(f"empty-store-{name}"), glyph, kind=kind)
            for name, glyph, kind in (
                ("catalogue-import", "upload", "primary"),
                ("show-administration", "settings", "plain"),
                ("open-store", "database", "ghost"),
            )
        }
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self.chosen.emit, name))
        buttons = Turning(None, 8)
        add_all(buttons.line, *self.buttons.values(), None)
        body.addWidget(buttons)
        self._wide = context.theme.px(EMPTY_WIDTH)
        timeline.viewport().installEventFilter(self)
        self.hide()

    def look(self, *, is_empty: bool) -> None:
        """Show it as long as there is nothing."""
        self._place()
        self.setVisible(is_empty)

    def _place(self) -> None:
        body, room = self._timeline.body, self._timeline.viewport().width() - 2 * BESIDE
        self.setFixedWidth(min(self._wide, room))
        self.adjustSize()
        left = body.center().x() - self.width() // 2
        self.move(max(BESIDE, min(left, room + BESIDE - self.width())), body.top() + BELOW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


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
