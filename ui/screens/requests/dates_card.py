"""The dates of a series that wait for me, each with a tick: a decision may be about some of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QStyle, QStyleOptionButton, QWidget

from platform_booking.domain.booking import State
from ui.delegates.painting import draw_tick
from ui.widgets.buttons import Button
from ui.widgets.flow import Wrapping
from ui.widgets.layout import NONE, add_all, column, label, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from platform_booking.domain.booking import Booking, Occurrence
    from ui.context import Context
    from ui.screens.requests.reading import Examined
    from ui.theme import Theme

COLUMNS: Final = 3
APART: Final = 16
SIDE: Final = 14
HEAD: Final = 24


class DatesCard(QFrame):
    """All are ticked at first; the card knows which still are."""

    def __init__(self, context: Context, examined: Examined) -> None:
        super().__init__()
        self._context = context
        self._booking = examined.review.booking
        self.setProperty("card", "true")
        body = column(self, margins=(SIDE, 10, SIDE, 12), spacing=8)
        self._note = label("", "sub")
        every = Button(context.theme, context.say("requests-dates-all"), kind="link")
        none = Button(context.theme, context.say("requests-dates-none"), kind="link")
        every.clicked.connect(partial(self._tick_all, ticked=True))
        none.clicked.connect(partial(self._tick_all, ticked=False))
        head = Wrapping(NONE, 8, max(every.sizeHint().height(), context.theme.px(HEAD)))
        links = QWidget()
        add_all(row(links, spacing=8), every, none)
        for part in (label(context.say("requests-dates-title"), "strong"), self._note, links):
            head.flow.addWidget(part)
        body.addWidget(head)
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(APART)
        grid.setVerticalSpacing(6)
        self.boxes: dict[int, QCheckBox] = {}
        for place, item in enumerate(waiting_for_me(examined)):
            box = _TickedDate(context.theme, context.texts.when(item.span, self._booking.zone))
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._show())
            self.boxes[item.number] = box
            grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        body.addLayout(grid)
        self._abreast = COLUMNS
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many abreast as have room."""
        super().resizeEvent(event)
        widest = max((box.sizeHint().width() for box in self.boxes.values()), default=1)
        room = self.contentsRect().width() - 2 * SIDE + APART
        abreast = max(1, min(COLUMNS, room // (widest + APART)))
        if abreast != self._abreast:
            self._abreast = abreast
            for place, box in enumerate(self.boxes.values()):
                self._grid.addWidget(box, place // abreast, place % abreast)

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
