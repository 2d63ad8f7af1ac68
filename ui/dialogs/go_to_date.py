"""Choosing a day: a small calendar in a popover."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ui.icons import icon
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, row
from ui.widgets.popover import Popover

if TYPE_CHECKING:
    from ui.context import Context


class GoToDate(Popover):
    """A month; Enter or a click chooses the day."""

    chosen = Signal(object)
    """A ``date``."""

    def __init__(self, parent: QWidget, context: Context, day: date) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(context.texts.locale)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setAccessibleName(context.say("editor-choose-day"))
        self.calendar.clicked.connect(self._choose)
        self._dress(context)
        self._today = context.texts.local(context.now()).date()
        today = Button(context.theme, context.say("editor-today"), kind="ghost", small=True)
        today.clicked.connect(
            lambda: self._choose(QDate(self._today.year, self._today.month, self._today.day))
        )
        self.body.addWidget(self.calendar)
        self.body.addLayout(add_all(row(), None, today))
        for part in (self.calendar, *self.calendar.findChildren(QWidget)):
            part.installEventFilter(self)
        self.setFocusProxy(self.calendar)

    def _dress(self, context: Context) -> None:
        plain = QTextCharFormat()
        plain.setForeground(context.theme.color("text2"))
        self.calendar.setHeaderTextFormat(plain)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            quiet = QTextCharFormat()
            quiet.setForeground(context.theme.color("text3"))
            self.calendar.setWeekdayTextFormat(weekend, quiet)
        arrows = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
        for name, glyph in arrows.items():
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(glyph, context.theme.px(16), context.theme.color("text2")))

    def _choose(self, found: QDate) -> None:
        self.close()
        self.chosen.emit(date(found.year(), found.month(), found.day()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Keys go to the month."""
        super().showEvent(event)
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter chooses and Esc closes, whichever part of the calendar has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.calendar.selectedDate())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)


def ask_day(anchor: QWidget, context: Context, day: date) -> GoToDate:
    """Open the calendar under a widget; the answer comes by ``chosen``."""
    popover = GoToDate(anchor, context, day)
    popover.open_below(anchor)
    return popover
