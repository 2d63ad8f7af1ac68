"""The dates of a series that wait for me, each with a tick: a decision may be about some of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QStyle, QStyleOptionButton

from platform_booking.domain.booking import State
from ui.delegates.painting import draw_tick
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from platform_booking.domain.booking import Booking, Occurrence
    from ui.context import Context
    from ui.screens.requests.reading import Examined
    from ui.theme import Theme

COLUMNS: Final = 3


class DatesCard(QFrame):
    """All are ticked at first; the card knows which still are."""

    def __init__(self, context: Context, examined: Examined) -> None:
        super().__init__()
        self._context = context
        self._booking = examined.review.booking
        self.setProperty("card", "true")
        body = column(self, margins=(14, 10, 14, 12), spacing=8)
        self._note = label("", "sub")
        every = Button(context.theme, context.say("requests-dates-all"), kind="link")
        none = Button(context.theme, context.say("requests-dates-none"), kind="link")
        every.clicked.connect(partial(self._tick_all, ticked=True))
        none.clicked.connect(partial(self._tick_all, ticked=False))
        head = row(spacing=8)
        add_all(head, label(context.say("requests-dates-title"), "strong"), self._note, None, every, none)
        body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        self.boxes: dict[int, QCheckBox] = {}
        for place, item in enumerate(waiting_for_me(examined)):
            box = _TickedDate(context.theme, context.texts.when(item.span, self._booking.zone))
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._show())
            self.boxes[item.number] = box
            grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        body.addLayout(grid)
        self._show()

    @property
    def days(self) -> tuple[date, ...]:
        """The dates that are ticked; none when all of them are, for then nothing need be said."""
        if all(box.isChecked() for box in self.boxes.values()):
            return ()
        days = {item.number: item.day(self._booking.zone) for item in self._booking.occurrences}
        return tuple(days[number] for number, box in self.boxes.items() if box.isChecked())

    @property
    def is_none(self) -> bool:
        """Whether nothing is ticked."""
        return not any(box.isChecked() for box in self.boxes.values())

    def _tick_all(self, *, ticked: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(ticked)

    def _show(self) -> None:
        ticked = sum(box.isChecked() for box in self.boxes.values())
        self._note.setText(self._context.say("requests-dates-ticked", count=ticked, total=len(self.boxes)))


class _TickedDate(QCheckBox):
    """A tick box whose tick can be seen, not only its colour: a style sheet has no icon in the theme's colours."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The text and the box as the style has them, then the box as lists paint it."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        draw_tick(painter, self._theme, QRectF(box), self.devicePixelRatioF(), ticked=self.isChecked())
        painter.end()


def waiting_for_me(examined: Examined) -> list[Occurrence]:
    """The dates of which something waits for me, in order of time."""
    booking: Booking = examined.review.booking
    lines = {line.line.number for line in examined.mine}
    numbers = {
        item.occurrence
        for item in booking.allocations
        if item.state is State.REQUESTED and item.line in lines
    }
    return sorted(
        (item for item in booking.occurrences if item.number in numbers), key=lambda item: item.span
    )
