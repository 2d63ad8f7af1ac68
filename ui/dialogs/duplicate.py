"""A booking once more at other dates: next year's same weeks, or from a day on; every date with its verdict first."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.copying import dates_to_copy
from platform_booking.domain.recurrence import wall_time
from platform_booking.domain.rules import refusing
from platform_booking.services.duplicating import Shift
from ui.context import Selected
from ui.dialogs.editor.fields import DayField, Field
from ui.dialogs.editor.ways import way_words
from ui.draft import copy_of
from ui.icons import icon
from ui.operations import said_booked
from ui.widgets.buttons import Button, LongButton, Segments
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import add_all, clear, column, label, open_at, row
from ui.widgets.resting import needs_store
from ui.widgets.troubles import trouble_entry

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.duplicating import CopiedDate, CopyPreview, Duplicated
    from ui.context import Context
    from ui.operations import Operations

SIZE: Final = (760, 640)
PAUSE_MS: Final = 150
GLYPH: Final = 15
ROW: Final = 28
COLUMN_GAP: Final = 16
YEAR, WEEKS, DAY = "year", "weeks", "day"
NEXT_YEAR: Final = 52
"""Weeks: the same week of next year, and the same day of the week."""
OFFERED: Final = 3
KEY: Final = "copies"
_TOLD: Final = int(Qt.ItemDataRole.UserRole)


class DuplicateDialog(QDialog):
    """How far, what becomes of each date, and what would do; then all of it is booked, or nothing."""

    booked = Signal(object)
    """The Booking that was made."""

    def __init__(
        self,
        context: Context,
        operations: Operations,
        booking: Booking,
        occurrence: int,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._operations = operations
        self._booking = booking
        self._occurrence = occurrence
        self._first = wall_time(dates_to_copy(booking)[0].original_start, booking.zone)
        self._exact: datetime | None = None
        self._instead: dict[str, str] = {}
        self.preview: CopyPreview | None = None
        say = context.say
        self.setWindowTitle(say("duplicate-title", title=booking.title or booking.ref))
        open_at(self, context.theme, *SIZE)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        context, say = self._context, self._context.say
        self.way = Segments([(name, say(f"duplicate-{name}")) for name in (YEAR, WEEKS, DAY)], YEAR)
        self.day = DayField(context, (self._first + timedelta(weeks=NEXT_YEAR)).date())
        self.day_field = Field(say("duplicate-first-day"), self.day)
        self.day_field.setFixedWidth(context.theme.px(240))
        self.dates = QTreeWidget()
        self.dates.setColumnCount(3)
        self.dates.setHeaderLabels([say("duplicate-was"), say("duplicate-becomes"), say("duplicate-verdict")])
        self.dates.setRootIsDecorated(False)
        self.dates.setProperty("plain", "true")
        self.dates.setUniformRowHeights(True)
        self.dates.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.dates.setAccessibleName(say("duplicate-becomes"))
        self.verdict = column(spacing=8)
        self.dates.currentItemChanged.connect(self._show_verdict)
        self.skip = CheckBox(context.theme, say("duplicate-skip"))
        self.skip.hide()
        self.ways = column(spacing=4)
        self.said = label("", "sub", wrap=True)
        self.send = Button(context.theme, say("duplicate-send", count=0), kind="primary", key="Ctrl+↵")
        self.edit = Button(context.theme, say("duplicate-edit"), "pencil", kind="ghost")
        back = Button(context.theme, say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        for button in (self.send, self.edit, back):
            button.setAutoDefault(False)
        self.send.setEnabled(False)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        body.addWidget(label(self.windowTitle(), "title", wrap=True))
        body.addLayout(add_all(row(), self.way, None))
        add_all(body, self.day_field)
        body.addWidget(self.dates, 1)
        body.addLayout(self.verdict)
        body.addWidget(self.skip)
        body.addLayout(self.ways)
        body.addWidget(self.said)
        body.addLayout(add_all(row(spacing=8), self.edit, None, back, self.send))
        self.day_field.hide()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask)
        self.way.chosen.connect(self._on_way)
        self.day.changed.connect(self._on_day)
        self.skip.toggled.connect(lambda _on: self._promise())
        self.send.clicked.connect(self.book)
        needs_store(self._context, self.send)
        self.edit.clicked.connect(self._open_editor)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.book)
        for number in range(1, OFFERED + 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self._press_way, number))

    # --- how far ------------------------------------------------------------------------------------

    @property
    def shift(self) -> Shift:
        """How far everything goes, as it stands in the form."""
        if self.way.value == YEAR:
            return Shift(weeks=NEXT_YEAR)
        start = self._exact or datetime.combine(self.day.day, self._first.time())
        text = start.isoformat(timespec="minutes")
        return Shift(text, weekdays_kept=self.way.value == WEEKS)

    def _on_way(self, value: str) -> None:
        self._exact = None
        self.day_field.setVisible(value != YEAR)
        if value != YEAR:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _on_day(self) -> None:
        self._exact = None
        if self.day.is_understood:
            self._look()

    def _look(self) -> None:
        self.preview = None
        self.send.setEnabled(False)
        self._pause.start()

    def _ask(self) -> None:
        self._context.tasks.query(
            self._context.say("task-copies"),
            partial(
                self._context.platform.copies.preview,
                (self._booking.ref,),
                self.shift,
                instead=dict(self._instead),
            ),
            self._show,
            key=KEY,
            owner=self,
            failed=self._failed,
        )

    # --- what becomes of it -------------------------------------------------------------------------

    def _show(self, found: tuple[CopyPreview, ...]) -> None:
        (self.preview,) = found
        self.dates.clear()
        for date in self.preview.dates:
            self.dates.addTopLevelItem(self._item(date))
        self.dates.setCurrentIndex(self.dates.model().index(0, 0))
        for number in range(2):
            self.dates.resizeColumnToContents(number)
            self.dates.setColumnWidth(number, self.dates.columnWidth(number) + COLUMN_GAP)
        taken = [date for date in self.preview.dates if not date.fits]
        self.skip.setVisible(bool(taken) and len(taken) < len(self.preview.dates))
        if not taken:
            self.skip.setChecked(False)
        self._offer()
        self._promise()

    def _item(self, date: CopiedDate) -> QTreeWidgetItem:
        texts, zone = self._context.texts, self._booking.zone
        said = [self._context.say("duplicate-taken", holders=self._holders(date))] if date.conflicts else []
        if date.closed:
            said.append(
                self._context.say("duplicate-closed", names=[texts.called(name) for name in date.closed])
            )
        troubles = self._context.troubles(date.broken)
        item = QTreeWidgetItem(
            [
                texts.span(date.was.start, date.was.end, zone),
                texts.span(date.becomes.start, date.becomes.end, zone),
                " ".join([*said, *(item.broken for item in troubles)]) or self._context.say("duplicate-free"),
            ]
        )
        item.setSizeHint(2, QSize(0, ROW))
        good = date.fits and not date.broken
        glyph, token = ("circle-check", "success") if good else ("triangle-alert", "danger")
        if good and date.closed:
            glyph, token = "calendar-x", "warning"
        item.setIcon(2, icon(glyph, self._context.theme.px(GLYPH), self._context.theme.color(token)))
        told = [*said, *self._context.violations(date.broken)]
        item.setToolTip(2, "\n".join(told) or item.text(2))
        item.setData(2, _TOLD, (said, troubles))
        return item

    def _show_verdict(self, now: QTreeWidgetItem | None) -> None:
        """All of it: a row has room for its beginning."""
        clear(self.verdict)
        said, troubles = now.data(2, _TOLD) if now is not None else ((), ())
        for sentence in said:
            self.verdict.addWidget(label(sentence, "sub", wrap=True))
        for trouble in troubles:
            entry = trouble_entry(
                self._context, trouble, "triangle-alert", "danger", self.devicePixelRatioF()
            )
            self.verdict.addLayout(entry)

    def _holders(self, date: CopiedDate) -> str:
        found = {
            f"{self._context.resource_name(item.resource)} ({item.title or item.holder})"
            for item in date.conflicts
        }
        return ", ".join(sorted(found))

    def _offer(self) -> None:
        clear(self.ways)
        assert self.preview is not None
        series = len(self.preview.dates) > 1
        taken = {date.day for date in self.preview.dates if not date.fits}
        useful = [item for item in self.preview.alternatives if _can_be_taken(item, taken)]
        for number, way in enumerate(useful[:OFFERED], 1):
            said = way_words(self._context, way, self._booking.zone, series=series)
            button = LongButton(self._context.theme, said, kind="link", key=f"Alt+{number}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._take, way))
            self.ways.addWidget(button)

    def _press_way(self, number: int) -> None:
        item = self.ways.itemAt(number - 1)
        button = item.widget() if item is not None else None
        if isinstance(button, Button):
            button.click()

    def _take(self, way: Alternative) -> None:
        match way.kind:
            case AlternativeKind.SKIP:
                self.skip.setChecked(True)
            case AlternativeKind.RESOURCE:
                self._instead[self._original(way.instead_of)] = way.resource
                self._look()
            case AlternativeKind.TIME:
                self.way.take(DAY)
                self.day_field.show()
                self._exact = wall_time(way.span.start, self._booking.zone)
                self.day.take(self._exact.date())
                self._look()
            case _:
                pass

    def _original(self, code: str) -> str:
        """What the booking has where the copy already has something else."""
        return next((old for old, new in self._instead.items() if new == code), code)

    def _promise(self) -> None:
        if self.preview is None:
            return
        count = sum(date.fits for date in self.preview.dates)
        whole = count == len(self.preview.dates)
        refused = refusing(self.preview.violations, None)
        ready = bool(count) and (whole or self.skip.isChecked()) and not refused
        told = {(item.where, item.code) for date in self.preview.dates for item in date.broken}
        rest = [item for item in refused or self.preview.violations if (item.where, item.code) not in told]
        why = [] if ready else [self._why_not(len(self.preview.dates) - count, refused=bool(refused))]
        self.said.setText("\n".join([*why, *self._context.violations(rest)]))
        self.send.setText(self._context.say("duplicate-send", count=count))
        self.send.setToolTip("" if ready else why[0])
        self.send.setEnabled(ready)

    def _why_not(self, taken: int, *, refused: bool) -> str:
        """Why nothing can be sent yet."""
        assert self.preview is not None
        if refused:
            broken = sum(bool(date.broken) for date in self.preview.dates)
            return self._context.say("duplicate-why-rule", count=broken)
        return self._context.say("duplicate-why-taken", count=taken)

    def _failed(self, error: BookingError) -> None:
        self.said.setText(self._context.explain(error))

    # --- doing --------------------------------------------------------------------------------------

    def book(self) -> None:
        """Do what the button says."""
        if not self.send.isEnabled():
            return
        self.send.setEnabled(False)
        self._operations.run(
            "task-booking",
            partial(
                self._context.platform.copies.duplicate,
                (self._booking.ref,),
                self.shift,
                instead=dict(self._instead),
                skip_conflicts=self.skip.isChecked(),
            ),
            lambda done: said_booked(self._context, done.booked[0]),
            self._refused,
            self._done,
        )

    def _refused(self, error: BookingError) -> None:
        """Nothing was written; look again, somebody may have been faster."""
        self._look()
        self._failed(error)

    def _done(self, done: Duplicated) -> None:
        booking = done.booked[0].booking
        self.booked.emit(booking)
        self.accept()
        self._context.booking_wanted.emit(Selected(booking.ref, booking.occurrences[0].number))

    def _open_editor(self) -> None:
        draft = copy_of(self._booking, self._occurrence)
        self.accept()
        self._context.editor_wanted.emit(draft)


def _can_be_taken(way: Alternative, taken: set[date]) -> bool:
    """Whether a copy can do it by itself: one change alone; dates are left out only where they are taken."""
    match way.kind:
        case AlternativeKind.SKIP:
            return set(way.skip) == taken
        case AlternativeKind.RESOURCE:
            return not (way.moved or way.add or way.skip)
        case _:
            return way.kind is AlternativeKind.TIME
