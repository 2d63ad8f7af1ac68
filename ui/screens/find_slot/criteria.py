"""What is looked for: resources, people, how long, how often, when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea, QSizePolicy, QWidget

from platform_booking.domain.booking import MAX_LEARNERS
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.near_misses import MissKind
from platform_booking.domain.reading import MINUTES_PER_DAY, clock_text, read_duration, read_hours
from platform_booking.services.availability import MAX_SESSIONS, FindRequest
from platform_booking.services.requests import LineRequest
from ui.dialogs.editor.catalogue_search import Choice, person_choices, resource_choices
from ui.dialogs.editor.containment import ContainmentFields
from ui.dialogs.editor.fields import DayField, Field, Stepper, TimeField
from ui.dialogs.editor.line_columns import ElidedLabel
from ui.dialogs.editor.pick import PickField
from ui.dialogs.editor.request import concerns_containment
from ui.widgets.badges import CodeChip
from ui.widgets.buttons import icon_button
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import add_all, clear, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QBoxLayout

    from platform_booking.domain.near_misses import NearMiss
    from platform_booking.domain.recurrence import Lapse
    from ui.context import Context

WIDTH: Final = 312
SEARCH_AFTER_MS: Final = 350
"""So long after the last key a search begins."""
USUAL_LENGTH: Final = "3 h"
USUAL_HOURS: Final = (8 * 60 + 30, 18 * 60)
USUAL_WEEKS: Final = 8
WORKING_DAYS: Final = 5
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_UNITS: Final = 40


class ResourceRow(QFrame):
    """One resource or person that is needed, and how many."""

    changed = Signal()
    removed = Signal(str)

    def __init__(self, context: Context, code: str) -> None:
        super().__init__()
        self.code = code
        self.setProperty("card", "true")
        resource = context.catalogue.resources[code]
        name = context.resource_name(code)
        units = len(resource.active_units)
        body = row(self, margins=(8, 5, 6, 5), spacing=8)
        if resource.platform:
            body.addWidget(CodeChip(context.theme, resource.platform))
        text = ElidedLabel(name, "")
        body.addWidget(text, 1)
        self.quantity = Stepper(context.theme, 1, min(units, MOST_UNITS), small=True)
        self.quantity.setFixedWidth(context.theme.px(54))
        self.quantity.setAccessibleName(context.say("slots-quantity", name=name))
        self.quantity.setVisible(units > 1)
        self.quantity.valueChanged.connect(self.changed)
        self.remove = icon_button(
            context.theme, "x", context.say("slots-remove", name=name), small=True, kind="ghost"
        )
        self.remove.clicked.connect(lambda: self.removed.emit(code))
        add_all(body, self.quantity, self.remove)


class Criteria(QScrollArea):
    """The form. ``changed`` comes when people pause and what stands there can be read."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._today = context.texts.local(context.now()).date()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        self.setFrameShape(QFrame.Shape.NoFrame)
        if context.theme.scale == 1:  # larger text may need more width than the screen has
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(context.theme.px(WIDTH))
        page = QWidget()
        page.setObjectName("panel")
        body = column(page, margins=(18, 16, 18, 16), spacing=12)
        self._build_resources(body)
        self._build_length(body)
        self._build_containment(body)
        self._build_when(body)
        body.addStretch(1)
        self.setWidget(page)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self.changed)
        self._connect()

    # --- building -----------------------------------------------------------------------------------

    def _build_resources(self, body: QBoxLayout) -> None:
        say, theme = self._context.say, self._context.theme
        self.rows: list[ResourceRow] = []
        self.pick = PickField(theme, self._choices(), lambda: [item.code for item in self.rows], glyph="plus")
        self.pick.setPlaceholderText(say("slots-add"))
        self.any_equivalent = CheckBox(theme, say("slots-any"))
        self.any_equivalent.setToolTip(say("slots-any-tip"))
        self._named = column(spacing=6)
        add_all(body, Field(say("slots-resources"), self.pick), self._named, self.any_equivalent)

    def _choices(self) -> Sequence[Choice]:
        catalogue, texts = self._context.catalogue, self._context.texts
        people = (
            Choice(
                PERSON_RESOURCE_PREFIX + item.value,
                item.name,
                item.detail,
                words=item.words,
                rank=item.rank + 1,
            )
            for item in person_choices(catalogue, texts)
            if PERSON_RESOURCE_PREFIX + item.value in catalogue.resources
        )
        return (*resource_choices(catalogue, texts), *people)

    def _build_length(self, body: QBoxLayout) -> None:
        say, theme = self._context.say, self._context.theme
        self.length = QLineEdit(USUAL_LENGTH.replace(" ", "\u00a0"))
        self.length_field = Field(say("slots-length"), self.length)
        self.sessions = Stepper(theme, 1, MAX_SESSIONS)
        pair = row(spacing=10)
        pair.addWidget(self.length_field, 1)
        pair.addWidget(Field(say("slots-sessions"), self.sessions), 1)
        self.learners = Stepper(theme, 0, MAX_LEARNERS)
        pair.addWidget(Field(say("editor-learners"), self.learners), 1)
        body.addLayout(pair)

    def _build_containment(self, body: QBoxLayout) -> None:
        """Asked only where a resource concerns it."""
        self.containment = ContainmentFields(self._context)
        self.biosafety, self.dossier = self.containment.biosafety, self.containment.dossier
        body.addWidget(self.containment)
        self.containment.hide()

    def _build_when(self, body: QBoxLayout) -> None:
        say = self._context.say
        self.since = DayField(self._context, self._today)
        self.until = DayField(self._context, self._today + timedelta(weeks=USUAL_WEEKS))
        self.until_field = Field(say("slots-until"), self.until)
        period = row(spacing=10)
        period.addWidget(Field(say("slots-since"), self.since), 1)
        period.addWidget(self.until_field, 1)
        self.weekdays = [self._weekday(number) for number in range(len(WEEKDAYS))]
        days = row(spacing=4)
        add_all(days, *self.weekdays)
        named = column(spacing=4)
        add_all(named, label(say("slots-weekdays"), "label"), days)
        self.low, self.high = (TimeField(minutes) for minutes in USUAL_HOURS)
        self.high_field = Field(say("slots-and"), self.high)
        hours = row(spacing=10)
        hours.addWidget(Field(say("slots-between"), self.low), 1)
        hours.addWidget(self.high_field, 1)
        add_all(body, period, named, hours)

    def _weekday(self, number: int) -> QPushButton:
        texts = self._context.texts
        monday = self._today - timedelta(days=self._today.weekday())
        name = texts.dated(monday + timedelta(days=number), "dddd")
        button = QPushButton(name[0].upper())
        button.setCheckable(True)
        button.setChecked(number < WORKING_DAYS)
        button.setProperty("chip", "true")
        button.setProperty("day", "true")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setStyleSheet("padding: 0;")
        button.setMinimumWidth(self._context.theme.px(30))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _connect(self) -> None:
        self.pick.picked.connect(self.add)
        self.any_equivalent.toggled.connect(self._soon)
        self.length.textEdited.connect(self._soon)
        self.biosafety.activated.connect(self._soon)
        self.dossier.textEdited.connect(self._soon)
        self.sessions.valueChanged.connect(self._soon)
        self.learners.valueChanged.connect(self._soon)
        for field in (self.since, self.until, self.low, self.high):
            field.changed.connect(self._soon)
        for button in self.weekdays:
            button.toggled.connect(self._soon)

    # --- what stands there --------------------------------------------------------------------------

    def add(self, code: str, quantity: int = 1) -> None:
        """One resource or person more."""
        made = ResourceRow(self._context, code)
        made.quantity.setValue(quantity)
        made.changed.connect(self._soon)
        made.removed.connect(self._remove)
        self.rows.append(made)
        self._named.addWidget(made)
        self._soon()

    def take(self, request: FindRequest) -> None:
        """Stand for that search."""
        self.rows.clear()
        clear(self._named)
        for wanted in request.all_lines():
            self.add(wanted.resource, wanted.quantity)
        self.length.setText(self._context.texts.lasting(timedelta(minutes=_minutes(request.length))))
        self.sessions.setValue(request.sessions)
        self.learners.setValue(request.learners)
        self.biosafety.take(str(request.biosafety))
        self.dossier.setText(request.dossier)
        self.since.take(date.fromisoformat(request.since))
        self.until.take(date.fromisoformat(request.until))
        if request.between:
            low, high = read_hours(request.between)
            self.low.take(low)
            self.high.take(high)
        self._check()
        self._pause.stop()

    def _remove(self, code: str) -> None:
        gone = next(item for item in self.rows if item.code == code)
        self.rows.remove(gone)
        self._named.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self.pick.setFocus()
        self._soon()

    def empty(self) -> None:
        """Nothing is looked for any more."""
        self.rows.clear()
        clear(self._named)
        self._soon()

    def show_days(self, first: date, last: date) -> None:
        """Look in other days."""
        self.since.take(first)
        self.until.take(last)
        self._soon()

    def settle_for(self, miss: NearMiss) -> None:
        """Look for what would fit instead."""
        match miss.kind:
            case MissKind.SESSIONS:
                self.sessions.setValue(miss.params["sessions"])
            case MissKind.WITHOUT:
                self._remove(miss.params["resource"])
            case MissKind.UNITS:
                row_of = {item.code: item for item in self.rows}
                row_of[miss.params["resource"]].quantity.setValue(miss.params["quantity"])
            case MissKind.SHORTER:
                length = timedelta(minutes=miss.params["minutes"])
                self.length.setText(self._context.texts.lasting(length))
            case MissKind.HOURS:
                self.low.take(0)
                self.high.take(MINUTES_PER_DAY)
            case MissKind.DAYS:
                for button in self.weekdays:
                    button.setChecked(True)
        self._soon()

    def _soon(self, *_args: object) -> None:
        self._check()
        self._pause.start()

    def _check(self) -> None:
        say = self._context.say
        concerned = concerns_containment(self._context.catalogue, (item.code for item in self.rows))
        self.containment.setVisible(concerned)
        self.length_field.tell("" if self._length() else say("slots-wrong-length"))
        self.until_field.tell("" if self.since.day <= self.until.day else say("slots-wrong-period"))
        self.high_field.tell("" if self.low.minutes < self.high.minutes else say("slots-wrong-hours"))

    @property
    def _asks_containment(self) -> bool:
        return not self.containment.isHidden()

    @property
    def is_pausing(self) -> bool:
        """Whether something was changed a moment ago, and more may come."""
        return self._pause.isActive()

    def _length(self) -> Lapse | None:
        try:
            return read_duration(self.length.text())
        except InvalidInput:
            return None

    @property
    def request(self) -> FindRequest | None:
        """The search; None where nothing is asked for yet, or what stands there cannot be read."""
        length = self._length()
        days = ",".join(
            name for name, button in zip(WEEKDAYS, self.weekdays, strict=True) if button.isChecked()
        )
        wrong = any(field.wrong for field in (self.length_field, self.until_field, self.high_field))
        if length is None or wrong or not days or not self.rows:
            return None
        return FindRequest(
            lines=tuple(LineRequest(item.code, item.quantity.value()) for item in self.rows),
            length=length,
            since=self.since.day.isoformat(),
            until=self.until.day.isoformat(),
            sessions=self.sessions.value(),
            weekdays=days,
            between=f"{clock_text(self.low.minutes)}-{clock_text(self.high.minutes)}",
            any_equivalent=self.any_equivalent.isChecked(),
            learners=self.learners.value(),
            biosafety=int(self.biosafety.value) if self._asks_containment else 0,
            dossier=self.dossier.text().strip() if self._asks_containment else "",
        )


def _minutes(length: Lapse) -> int:
    return length.wall + length.exact
