"""How often, as fields: the rhythm, the number of dates or the last day, and the days of a rhythm of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from ui.dialogs.editor.fields import ChoiceBox, DayField, Field, Stepper
from ui.dialogs.editor.repetition import (
    MOST_TIMES,
    MOST_WEEKS,
    Repetition,
    Rhythm,
    rhythm_name,
    weekday_letters,
)
from ui.widgets.buttons import Button
from ui.widgets.layout import column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QLayout

    from ui.context import Context

OFFERED: Final = (Rhythm.NEVER, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.WORKDAYS, Rhythm.CUSTOM)
_END_WIDTH: Final = 112
_UNTIL_WIDTH: Final = 156
_USUAL_WEEKS: Final = 42
"""Days until the last date when a last day is first asked for."""


class RepetitionFields(QWidget):
    """Shows and reads a Repetition."""

    changed = Signal()

    def __init__(self, context: Context, day: date) -> None:
        super().__init__()
        self._context = context
        self._day = day
        self._rule = ""
        say = context.say
        body = column(self, spacing=4)
        line = row(spacing=8)
        self.rhythm = ChoiceBox(context.theme, glyph="repeat")
        self.rhythm.setAccessibleName(say("editor-repetition"))
        self.count = Stepper(context.theme, 1, MOST_TIMES, suffix=say("editor-times-suffix"))
        self.count.setAccessibleName(say("editor-times"))
        self.until = DayField(context, day)
        self.until.setAccessibleName(say("editor-until"))
        self._end = QStackedWidget()
        self._end.addWidget(self.count)
        self._end.addWidget(self.until)
        line.addWidget(self.rhythm, 1)
        line.addWidget(self._end)
        body.addWidget(Field(say("editor-repetition"), _wrap(line), buddy=self.rhythm))
        body.addWidget(self._custom())
        under = row(spacing=8)
        self.sentence = label("", "sub", wrap=True)
        self.toggle = Button(context.theme, say("editor-until-instead"), kind="link")
        self.toggle.clicked.connect(self._toggle_end)
        under.addWidget(self.sentence, 1)
        under.addWidget(self.toggle)
        body.addLayout(under)
        self.rhythm.currentIndexChanged.connect(self._on_change)
        self.count.valueChanged.connect(self._on_change)
        self.until.changed.connect(self._on_change)
        self.interval.valueChanged.connect(self._on_change)
        self.take(Repetition(), day)

    def _custom(self) -> QWidget:
        self.custom = QWidget()
        body = column(self.custom, margins=(0, 4, 0, 4), spacing=6)
        days = row(spacing=4)
        self.days: list[QPushButton] = []
        for number, letter in enumerate(weekday_letters(self._context.texts)):
            button = QPushButton(letter)
            button.setCheckable(True)
            button.setProperty("chip", "true")
            button.setAccessibleName(self._context.texts.locale.dayName(number + 1))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setStyleSheet("padding: 0;")
            button.toggled.connect(self._on_change)
            self.days.append(button)
            days.addWidget(button)
        weeks = row(spacing=8)
        self.interval = Stepper(self._context.theme, 1, MOST_WEEKS, small=True)
        self.interval.setAccessibleName(self._context.say("editor-interval"))
        weeks.addWidget(label(self._context.say("editor-every"), "label"))
        weeks.addWidget(self.interval)
        self._weeks = label("", "label")
        weeks.addWidget(self._weeks, 1)
        body.addLayout(days)
        body.addLayout(weeks)
        return self.custom

    # --- showing ------------------------------------------------------------------------------------

    def take(self, repetition: Repetition, day: date) -> None:
        """Show a repetition that begins on a day, silently."""
        self._silent(on=True)
        self._rule = repetition.rule
        self._name_rhythms(day, other=repetition.rhythm is Rhythm.OTHER)
        self.rhythm.take(repetition.rhythm)
        self.count.setValue(repetition.count)
        if repetition.until is not None:
            self.until.take(repetition.until)
        self._end.setCurrentWidget(self.until if repetition.until else self.count)
        for number, button in enumerate(self.days):
            button.setChecked(number in repetition.weekdays)
        self.interval.setValue(repetition.interval)
        self._silent(on=False)
        self._show_parts()

    def begin(self, day: date) -> None:
        """The first date is another: weekdays have other names."""
        self._silent(on=True)
        rhythm = Rhythm(self.rhythm.value)
        self._name_rhythms(day, other=rhythm is Rhythm.OTHER)
        self.rhythm.take(rhythm)
        self._silent(on=False)

    def limit_to_change(self) -> None:
        """Of a booking that is there, the rhythm stays."""
        self.setEnabled(False)
        self._show_parts()

    def tell_dates(self, sentence: str) -> None:
        """Say under the fields which dates these are."""
        self.sentence.setText(sentence)

    def _silent(self, *, on: bool) -> None:
        for part in (self.rhythm, self.count, self.interval, *self.days):
            part.blockSignals(on)

    def _name_rhythms(self, day: date, *, other: bool) -> None:
        self._day = day
        self.rhythm.clear()
        offered: Sequence[Rhythm] = (*OFFERED, Rhythm.OTHER) if other else OFFERED
        for rhythm in offered:
            said = rhythm_name(self._context.texts, rhythm, day)
            self.rhythm.addItem(said, rhythm.value)

    def _show_parts(self) -> None:
        repetition = self.value
        own_end = repetition.repeats and repetition.rhythm is not Rhythm.OTHER
        self.custom.setVisible(repetition.rhythm is Rhythm.CUSTOM)
        self._end.setVisible(own_end)
        self.toggle.setVisible(own_end and self.isEnabled())
        self._weeks.setText(self._context.say("editor-weeks", count=self.interval.value()))
        ends_on_day = self._end.currentWidget() is self.until
        self._end.setFixedWidth(self._context.theme.px(_UNTIL_WIDTH if ends_on_day else _END_WIDTH))
        self.toggle.setText(
            self._context.say("editor-count-instead" if ends_on_day else "editor-until-instead")
        )

    # --- reading ------------------------------------------------------------------------------------

    @property
    def value(self) -> Repetition:
        """What the fields say."""
        rhythm = Rhythm(self.rhythm.value)
        custom = rhythm is Rhythm.CUSTOM
        found = Repetition(
            rhythm,
            count=self.count.value(),
            until=self.until.day if self._end.currentWidget() is self.until else None,
            weekdays=frozenset(n for n, button in enumerate(self.days) if custom and button.isChecked()),
            interval=self.interval.value() if custom else 1,
        )
        return replace(found, rule=self._rule, until=None) if rhythm is Rhythm.OTHER else found

    def _toggle_end(self) -> None:
        ends_on_day = self._end.currentWidget() is self.until
        wanted: QWidget = self.count if ends_on_day else self.until
        if not ends_on_day and self.until.day <= self._day:
            self.until.take(self._day.fromordinal(self._day.toordinal() + _USUAL_WEEKS))
        self._end.setCurrentWidget(wanted)
        self._on_change()
        wanted.setFocus()

    def _on_change(self) -> None:
        if self.value.rhythm is Rhythm.CUSTOM and not any(button.isChecked() for button in self.days):
            self._silent(on=True)
            self.days[self._day.weekday()].setChecked(True)
            self._silent(on=False)
        self._show_parts()
        self.changed.emit()


def _wrap(layout: QLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder
