"""Moving one date by typing when it begins: what it meets there is said before anything is sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.moving import Move
from platform_booking.services.selection import ALL_DATES, Dates
from ui.dialogs.editor.ways import takeable
from ui.dialogs.moment import MomentFields
from ui.dialogs.way_list import DIGITS, WayList
from ui.widgets.buttons import Button
from ui.widgets.fitting import SnugDialog
from ui.widgets.layout import add_all, at_least, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.series import Changed
    from ui.context import Context
    from ui.operations import Operations

WIDTH: Final = 440
PAUSE_MS: Final = 150


class MoveDialog(SnugDialog):
    """A day, a time, a sentence, and a button that is ready when it fits."""

    def __init__(self, context: Context, operations: Operations, booking: Booking, occurrence: int) -> None:
        super().__init__(operations.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._operations = operations
        self._booking = booking
        date = next(
            (item for item in booking.occurrences if item.number == occurrence), booking.occurrences[0]
        )
        self._was = date.span.start
        self._length = Lapse.between(date.span.start, date.span.end, booking.zone)
        one = len(booking.occurrences) == 1
        self._dates = ALL_DATES if one else Dates(date.day(booking.zone))
        self.fields = MomentFields(context, "move", date.span.start, booking.zone)
        self.said = label("", "sub", wrap=True)
        self.wrong = label("", "danger", wrap=True)
        self.setWindowTitle(context.say("move-title"))
        at_least(self, context.theme, WIDTH)
        body = column(self, margins=(24, 20, 24, 20), spacing=8)
        body.addWidget(label(context.say("move-question", title=booking.title), "title", wrap=True))
        if not one:
            body.addWidget(label(context.say("move-one-date"), "sub", wrap=True))
        body.addLayout(self.fields.layout)
        self.ways = WayList(context, modifier="Alt+")
        self.ways.taken.connect(self._take)
        self.ways.hide()
        add_all(body, self.said, self.wrong, self.ways, 8)
        back = Button(context.theme, context.say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        self.send = Button(context.theme, context.say("move-send"), kind="primary", key="Ctrl+↵")
        self.send.setEnabled(False)
        self.send.clicked.connect(self._move)
        needs_store(context, self.send)
        body.addLayout(add_all(row(spacing=8), None, back, self.send))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)
        for digit, number in DIGITS.items():
            QShortcut(QKeySequence(f"Alt+{digit}"), self, partial(self.ways.take, number))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._check)
        for field in (self.fields.day, self.fields.time):
            field.changed.connect(self._look)
        self._tell()
        self.fields.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._nearest: list[Alternative] = []
        if one:
            self._look_nearby()

    # --- what it would meet -------------------------------------------------------------------------

    def _look(self) -> None:
        self.send.setEnabled(False)
        self._context.tasks.forget(self._key)
        moment = self.fields.moment
        if moment is None:
            self._tell(wrong=self._context.say("move-unclear"))
        elif moment == self._was:
            self._tell()
            self._offer_nearest()
        else:
            self._pause.start()

    def _look_nearby(self) -> None:
        """Where it could go at once, before anything is typed; somebody who may not move it is told when it is tried."""
        self._context.tasks.query(
            self._context.say("task-checking"),
            partial(self._context.platform.changes.nearest, self._booking.ref),
            self._on_nearest,
            owner=self,
            failed=lambda _error: None,
        )

    def _on_nearest(self, ways: tuple[Alternative, ...]) -> None:
        self._nearest = [way for way in takeable(ways) if self._is_a_move(way)]
        if self.fields.moment == self._was:
            self._offer_nearest()

    def _offer_nearest(self) -> None:
        if self._nearest:
            self._tell(said=self._context.say("move-nearest"))
            self.ways.offer(self._nearest)

    @property
    def _key(self) -> str:
        return f"move-{id(self)}"

    def _check(self) -> None:
        moment = self.fields.moment
        if moment is not None:
            self._context.tasks.query(
                self._context.say("task-checking"),
                partial(self._moved, moment, dry_run=True),
                self._fits,
                key=self._key,
                owner=self,
                failed=self._refused,
            )

    def _moved(self, to: datetime, *, dry_run: bool = False) -> Changed:
        """Off the GUI thread: the move itself, or only tried."""
        booking = self._booking
        return self._context.platform.changes.move(
            booking.ref, Move(to), self._dates, dry_run=dry_run, expected_version=booking.version
        )

    def _fits(self, _changed: Changed) -> None:
        self._tell(said=self._context.say("move-free", when=self._when()))
        self.send.setEnabled(True)

    def _when(self) -> str:
        moment = self.fields.moment
        assert moment is not None
        texts, zone = self._context.texts, self._booking.zone
        span = TimeSpan(moment, self._length.after(moment, zone))
        return texts.capital(texts.when_long(span, zone))

    def _refused(self, error: BookingError) -> None:
        self._tell(wrong=self._context.explain(error))
        if isinstance(error, BookingConflict | RuleRefused):
            self.ways.offer([way for way in takeable(error.alternatives) if self._is_a_move(way)])

    def _is_a_move(self, way: Alternative) -> bool:
        """Whether taking it is moving: to another time, or, of the only date, to another resource."""
        only = self._dates is ALL_DATES
        return not way.add and not way.skip and (only or not way.instead_of)

    def _tell(self, said: str = "", wrong: str = "") -> None:
        self.ways.offer(())
        for part, text in ((self.said, said), (self.wrong, wrong)):
            part.setText(text)
            part.setVisible(bool(text))

    # --- doing --------------------------------------------------------------------------------------

    def _take(self, way: Alternative) -> None:
        """A way out was taken: that is the move."""
        booking, changes = self._booking, self._context.platform.changes
        to = Move(way.span.start, way.span.end)
        instead = {line.number: way.resource for line in booking.lines if line.resource == way.instead_of}
        if instead:
            work = partial(
                changes.exchange,
                booking.ref,
                instead,
                to=None if way.span.start == self._was else to,
                expected_version=booking.version,
            )
        else:
            work = partial(changes.move, booking.ref, to, self._dates, expected_version=booking.version)
        texts = self._context.texts
        when = texts.capital(texts.when_long(way.span, booking.zone))
        self._send(work, when)

    def _send(self, work: Callable[[], Changed], when: str) -> None:
        self.send.setEnabled(False)
        said = self._context.say("done-moved", title=self._booking.title, when=when)
        self._operations.run("task-moving", work, said, self._refused, lambda _changed: self.accept())

    def _move(self) -> None:
        moment = self.fields.moment
        if moment is None:
            return
        self._send(partial(self._moved, moment), self._when())
