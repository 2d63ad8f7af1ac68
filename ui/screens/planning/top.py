"""The planning's top bar: when, how much time, what people type, taking back, booking."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.timeline.axis import Scale
from ui.widgets.buttons import Segments
from ui.widgets.command_field import CommandField
from ui.widgets.layout import add_all, label
from ui.widgets.resting import needs_store
from ui.widgets.top_bar import PeriodNavigator, Title, TopBar, book_button, undo_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.context import Context
    from ui.period import Period

_ALL_THERE_IS = 100
"""The share of the command field in what is left, beside one for the gap."""
_TIGHT = 1000
"""Below this width, at 100 % of text, the title is short."""


class PlanningTop(TopBar):
    """Which days, its title, scales, the command field, undo, book."""

    action_wanted = Signal(str)
    scale_chosen = Signal(object)
    stepped = Signal(int)
    today_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._period: Period | None = None
        self._is_tight = False
        self.navigator = PeriodNavigator(context)
        self.navigator.stepped.connect(self.stepped)
        self.navigator.today_wanted.connect(self.today_wanted)
        self.title = Title()
        self._week = label("", "sub")
        self.scales = Segments([(scale.value, context.say(f"scale-{scale.value}")) for scale in Scale])
        self.scales.chosen.connect(lambda value: self.scale_chosen.emit(Scale(value)))
        self.command = CommandField(context)
        self.undo = undo_button(context)
        self.undo.clicked.connect(lambda: self.action_wanted.emit("undo"))
        needs_store(context, self.undo)
        self.book = book_button(context)
        self.book.clicked.connect(lambda: self.action_wanted.emit("new-booking"))
        add_all(self.line, self.navigator, self.title, self._week, None)
        self.line.addWidget(self.scales)
        self.line.addWidget(self.command, _ALL_THERE_IS)
        add_all(self.line, self.undo, self.book)
        say, want = context.say, self.action_wanted.emit
        self.yields(self._week)
        self.yields(self.command, (say("action-command"), partial(want, "command")))
        self.yields(self.undo, (say("action-undo"), partial(want, "undo")))
        self.yields(self.navigator.today, (say("today"), self.today_wanted.emit))
        scales = [(say(f"scale-{scale.value}"), partial(self.scale_chosen.emit, scale)) for scale in Scale]
        self.yields(self.scales, *scales, after_title=True)

    def show_period(self, period: Period) -> None:
        """Say which days are shown."""
        self._period = period
        self._show_title()
        self._week.setText(period.week(self._context.texts))
        self.scales.take(period.scale.value)

    def _show_title(self) -> None:
        if self._period is not None:
            texts = self._context.texts
            said = self._period.short_title(texts) if self._is_tight else self._period.title(texts)
            self.title.setText(said)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A shorter title, too."""
        super().resizeEvent(event)
        width, px = event.size().width(), self._context.theme.px
        if (width < px(_TIGHT)) != self._is_tight:
            self._is_tight = width < px(_TIGHT)
            self._show_title()
