"""The left side of the editor: what the session is about, when, how often, and who trains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from platform_booking.domain.booking import MAX_LEARNERS, MAX_TITLE, Purpose, Visibility
from ui.dialogs.editor.catalogue_search import person_choices
from ui.dialogs.editor.containment import ContainmentFields
from ui.dialogs.editor.fields import ChoiceBox, DayField, Field, Stepper, TimeField
from ui.dialogs.editor.notes import NotesFields
from ui.dialogs.editor.pick import PickField
from ui.dialogs.editor.repetition_fields import RepetitionFields
from ui.dialogs.editor.request import asks_containment
from ui.icons import icon_pixmap
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.leading import lead, room_beside_icon

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QBoxLayout

    from ui.context import Context
    from ui.dialogs.editor.request import FormState

WIDTH: Final = 352


class BookingForm(QScrollArea):
    """Shows and reads everything of a FormState but its lines and the dates left out."""

    changed = Signal()

    def __init__(self, context: Context, state: FormState, organiser: tuple[str, str]) -> None:
        """``organiser`` is a login and the code of a partner."""
        super().__init__()
        self._context = context
        self._organiser = organiser
        self._state = state
        self._touched: set[Field] = set()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(context.theme.px(WIDTH))
        page = QWidget()
        page.setObjectName("panel")
        body = column(page, margins=(20, 16, 20, 16), spacing=12)
        self._build_subject(body)
        body.addWidget(line())
        self._build_time(body)
        body.addWidget(line())
        self._build_people(body)
        self.notes = NotesFields(self._context)
        body.addWidget(self.notes)
        self._build_kind(body)
        self._build_containment(body)
        body.addStretch(1)
        self.setWidget(page)
        self.show_state(state)
        self._connect()

    # --- building -----------------------------------------------------------------------------------

    def _build_subject(self, body: QBoxLayout) -> None:
        say, theme = self._context.say, self._context.theme
        self.title = QLineEdit()
        self.title.setMaxLength(MAX_TITLE)
        self.title.setPlaceholderText(say("editor-title-example"))
        self.title_field = Field(say("editor-title"), self.title)
        self.learners = Stepper(theme, 0, MAX_LEARNERS)
        organiser, partner = self._organiser
        self.organiser = _shown(self._context, "user", self._context.person_name(organiser))
        self.partner = _shown(self._context, "building-2", self._context.partner_name(partner))
        pair = row(spacing=10)
        pair.addWidget(Field(say("editor-partner"), self.partner), 1)
        self.learners.setFixedWidth(theme.px(92))
        pair.addWidget(Field(say("editor-learners"), self.learners))
        add_all(body, self.title_field, pair, Field(say("editor-organiser"), self.organiser))

    def _build_time(self, body: QBoxLayout) -> None:
        say, state = self._context.say, self._state
        self.day = DayField(self._context, state.day)
        self.start, self.end = TimeField(state.start), TimeField(state.end)
        self.last_day = DayField(self._context, state.day)
        self.day_field = Field(say("editor-day"), self.day)
        self.start_field = Field(say("editor-start"), self.start)
        self.end_field = Field(say("editor-end"), self.end)
        self.last_day_field = Field(say("editor-last-day"), self.last_day)
        self.longer = Button(self._context.theme, say("editor-several-days"), kind="link")
        times = row(spacing=10)
        self.start.setFixedWidth(self._context.theme.px(68))
        self.end.setFixedWidth(self._context.theme.px(68))
        times.addWidget(self.day_field, 1)
        times.addWidget(self.start_field)
        times.addWidget(self.end_field)
        for field in (self.day_field, self.start_field, self.end_field):
            times.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        last = row(spacing=10)
        last.addWidget(self.last_day_field, 1)
        last.addWidget(self.longer, 0, Qt.AlignmentFlag.AlignBottom)
        last.addStretch(1)
        self.repetition = RepetitionFields(self._context, state.day)
        when = column(spacing=4)
        add_all(when, times, last)
        add_all(body, when, self.repetition)

    def _build_people(self, body: QBoxLayout) -> None:
        say = self._context.say
        people = person_choices(self._context.catalogue, self._context.texts)
        self.trainer = PickField(self._context.theme, people, lambda: self._trainers, glyph="user-plus")
        self.trainer.setPlaceholderText(say("editor-trainer-add"))
        self.trainer_field = Field(say("editor-trainers"), self.trainer)
        self._trainers: tuple[str, ...] = ()
        self._named = column(spacing=2)
        add_all(body, self.trainer_field, self._named)

    def _build_kind(self, body: QBoxLayout) -> None:
        say, texts, theme = self._context.say, self._context.texts, self._context.theme
        purposes = [(item.value, texts.capital(texts.name("purpose", item))) for item in Purpose]
        self.purpose = ChoiceBox(theme, purposes)
        self.visibility = ChoiceBox(
            theme, [(item.value, say(f"editor-visibility-{item}")) for item in Visibility]
        )
        pair = row(spacing=10)
        pair.addWidget(Field(say("editor-purpose"), self.purpose), 8)
        pair.addWidget(Field(say("editor-visibility"), self.visibility), 11)
        add_all(body, pair)

    def _build_containment(self, body: QBoxLayout) -> None:
        self.containment = ContainmentFields(self._context)
        self.biosafety, self.dossier = self.containment.biosafety, self.containment.dossier
        body.addWidget(self.containment)

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda: self._on_typed(self.title_field))
        self.learners.valueChanged.connect(self._on_change)
        self.day.changed.connect(self._on_day)
        self.last_day.changed.connect(lambda: self._on_typed(self.last_day_field))
        self.start.changed.connect(self._on_start)
        self.end.changed.connect(lambda: self._on_typed(self.end_field))
        self.longer.clicked.connect(self._toggle_days)
        self.repetition.changed.connect(self._on_change)
        self.trainer.picked.connect(self.add_trainer)
        self.purpose.currentIndexChanged.connect(self._on_change)
        self.visibility.currentIndexChanged.connect(self._on_change)
        self.biosafety.currentIndexChanged.connect(self._on_change)
        self.dossier.textEdited.connect(self._on_change)
        self.notes.changed.connect(self._on_change)

    # --- showing ------------------------------------------------------------------------------------

    def show_state(self, state: FormState) -> None:
        """Show a form, silently: what stands right already is not touched, so that nobody loses the cursor."""
        self._state = state
        was = self.blockSignals(True)
        if self.title.text().strip() != state.title.strip():
            self.title.setText(state.title)
            self.title.setCursorPosition(0)
        self.learners.setValue(state.learners)
        if self.day.day != state.day or not self.day.is_understood:
            self.day.take(state.day)
        if self.start.minutes != state.start:
            self.start.take(state.start)
        if self.end.minutes != state.end:
            self.end.take(state.end)
        self.last_day.take(state.last_day or state.day)
        self._show_days(several=state.last_day is not None)
        if self.repetition.value != state.repetition:
            self.repetition.take(state.repetition, state.day)
        else:
            self.repetition.begin(state.day)
        self._trainers = state.trainers
        self._show_trainers()
        self.purpose.take(state.purpose)
        self.visibility.take(state.visibility)
        self.biosafety.take(str(state.biosafety))
        if self.dossier.text().strip() != state.dossier.strip():
            self.dossier.setText(state.dossier)
        self.notes.take(state.instructions, state.funding)
        self._show_containment()
        self.blockSignals(was)
        self._check(self._touched)

    def hold(self, state: FormState) -> None:
        """Note what the form stands for, without touching a field."""
        self._state = state
        self._show_containment()

    def show_dates(self, sentence: str) -> None:
        """Say which dates these are."""
        self.repetition.tell_dates(sentence)

    def _show_containment(self) -> None:
        shown = asks_containment(self._context.catalogue, self._state) or self.dossier.hasFocus()
        self.containment.setVisible(shown or self.biosafety.hasFocus())

    def _show_days(self, *, several: bool) -> None:
        self.last_day_field.setVisible(several)
        self.longer.setText(self._context.say("editor-one-day" if several else "editor-several-days"))

    def _show_trainers(self) -> None:
        clear(self._named)
        for login in self._trainers:
            holder = QWidget()
            entry = row(holder, margins=(2, 0, 0, 0), spacing=8)
            glyph = icon_pixmap(
                "user",
                self._context.theme.px(15),
                self._context.theme.color("text2"),
                self.devicePixelRatioF(),
            )
            name = self._context.person_name(login)
            gone = icon_button(
                self._context.theme,
                "x",
                self._context.say("editor-remove", name=name),
                small=True,
                kind="ghost",
            )
            gone.clicked.connect(lambda _checked=False, login=login: self.remove_trainer(login))
            add_all(entry, picture(glyph), label(name))
            entry.addStretch(1)
            entry.addWidget(gone)
            self._named.addWidget(holder)

    # --- reading ------------------------------------------------------------------------------------

    def state(self) -> FormState:
        """What the fields say; lines and dates left out stay as they were."""
        several = not self.last_day_field.isHidden()
        return replace(
            self._state,
            title=self.title.text(),
            learners=self.learners.value(),
            trainers=self._trainers,
            repetition=self.repetition.value,
            purpose=self.purpose.value,
            visibility=self.visibility.value,
            biosafety=int(self.biosafety.value),
            dossier=self.dossier.text(),
            instructions=self.notes.instructions.toPlainText(),
            funding=self.notes.funding.text(),
        ).at(self.day.day, self.start.minutes, self.end.minutes, self.last_day.day if several else None)

    def check_all(self) -> str:
        """Mark everything that is wrong, as when it is sent; the first sentence, empty when all is well."""
        fields = (self.title_field, self.day_field, self.start_field, self.end_field, self.last_day_field)
        self._touched.update(fields)
        self._check(self._touched)
        wrong = [field for field in fields if field.wrong]
        if wrong:
            wrong[0].part.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong[0].wrong if wrong else ""

    @property
    def is_readable(self) -> bool:
        """Whether times and days can be understood, so that they can be looked at."""
        fields = (self.day, self.start, self.end)
        return all(field.is_understood for field in fields) and self.state().is_in_order

    def _check(self, fields: set[Field]) -> None:
        say = self._context.say
        in_order = self.state().is_in_order
        wrong = {
            self.title_field: "" if self.title.text().strip() else say("editor-wrong-title"),
            self.day_field: "" if self.day.is_understood else say("editor-wrong-day"),
            self.last_day_field: "" if self.last_day.is_understood else say("editor-wrong-day"),
            self.start_field: "" if self.start.is_understood else say("editor-wrong-time"),
            self.end_field: "" if self.end.is_understood else say("editor-wrong-time"),
        }
        if not wrong[self.end_field] and not in_order:
            wrong[self.end_field] = say("editor-wrong-order")
        for field in fields:
            field.tell(wrong[field])

    # --- changing -----------------------------------------------------------------------------------

    def _on_change(self) -> None:
        self.changed.emit()

    def _on_typed(self, field: Field) -> None:
        self._touched.add(field)
        self._check(self._touched)
        self.changed.emit()

    def _on_day(self) -> None:
        if self.last_day_field.isVisible() and self.last_day.day < self.day.day:
            self.last_day.take(self.day.day)
        self.repetition.begin(self.day.day)
        self._on_typed(self.day_field)

    def _on_start(self) -> None:
        """A later start takes the end along: the length was meant."""
        length = self._state.length
        if self._state.last_day is None and self.start.is_understood and length > 0:
            end = self.start.minutes + length
            if end <= 24 * 60:
                self.end.take(end)
        self._on_typed(self.start_field)

    def _toggle_days(self) -> None:
        several = self.last_day_field.isHidden()
        if several:
            self.last_day.take(_next(self.day.day))
        self._show_days(several=several)
        self._on_typed(self.last_day_field)

    def add_trainer(self, login: str) -> None:
        """Somebody more takes part."""
        self._trainers = (*self._trainers, login)
        self._show_trainers()
        self.changed.emit()

    def remove_trainer(self, login: str) -> None:
        """Somebody does not take part after all."""
        self._trainers = tuple(known for known in self._trainers if known != login)
        self._show_trainers()
        self.changed.emit()

    def limit_to_change(self) -> None:
        """Of a booking that is there, the rhythm stays as it is."""
        self.repetition.limit_to_change()


class _Shown(QLineEdit):
    """Only read: as much of it as there is room for, the whole of it where one rests on it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        self.setReadOnly(True)
        self.setToolTip(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, other words."""
        super().resizeEvent(event)
        room = room_beside_icon(self)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
        self.setCursorPosition(0)


def _shown(context: Context, glyph: str, text: str) -> QLineEdit:
    field = _Shown(text)
    field.setEnabled(False)
    ink, edge = context.theme.color("text2").name(), context.theme.color("border").name()
    field.setStyleSheet(f"background: transparent; color: {ink}; border: 1px solid {edge};")
    lead(field, context.theme, glyph)
    return field


def _next(day: date) -> date:
    return day.fromordinal(day.toordinal() + 1)
