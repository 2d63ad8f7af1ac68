"""Proposing another time or resource: what is free now as a list, or any time that one types."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.recurrence import localize
from platform_booking.services.conversation import Suggestion
from ui.dialogs.editor.fields import DayField, Field, TimeField
from ui.keeping_words import WordsKeeper
from ui.widgets.buttons import Button
from ui.widgets.conversation import resource_with_site
from ui.widgets.fitting import SnugDialog
from ui.widgets.layout import add_all, at_least, clear, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from ui.context import Context

WIDTH: Final = 480
MESSAGE: Final = 64
_OTHER: Final = -2


class ProposeDialog(SnugDialog):
    """Ready ways as radio buttons, another time below them, some words, and a button that sends it."""

    chosen = Signal(object)
    """A Suggestion that is free at this moment."""

    def __init__(self, parent: QWidget | None, context: Context, booking: Booking, text: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._booking = booking
        self._ways: tuple[Alternative, ...] = ()
        self.setWindowTitle(context.say("propose-title"))
        at_least(self, context.theme, WIDTH)
        body = column(self, margins=(24, 20, 24, 20), spacing=8)
        body.addWidget(label(context.say("propose-question", title=booking.title), "title", wrap=True))
        body.addWidget(label(context.say("propose-hint"), "sub", wrap=True))
        self.group = QButtonGroup(self)
        self._listed = QVBoxLayout()
        self._listed.setSpacing(6)
        self._listed.addWidget(label(context.say("propose-looking"), "sub"))
        body.addLayout(self._listed)
        self._add_other(body)
        self._add_message(body, text)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        body.addWidget(self.wrong)
        self._add_buttons(body)
        self._look()

    # --- assembly -----------------------------------------------------------------------------------

    def _add_other(self, body: QVBoxLayout) -> None:
        context, booking = self._context, self._booking
        self.other = QRadioButton(context.say("propose-other"))
        self.group.addButton(self.other, _OTHER)
        coming = [item.span for item in booking.occurrences if item.span.end > context.now()]
        first = min(coming or [item.span for item in booking.occurrences])
        local = context.texts.local(first.start, booking.zone)
        self.day = DayField(context, local.date())
        self.time = TimeField(local.hour * 60 + local.minute)
        fields = row(spacing=12)
        fields.addWidget(Field(context.say("propose-day"), self.day), 2)
        fields.addWidget(Field(context.say("propose-time"), self.time), 1)
        body.addWidget(self.other)
        body.addLayout(fields)
        for field in (self.day, self.time):
            field.changed.connect(partial(self.other.setChecked, True))
            field.changed.connect(self._show_ready)
        self.group.idToggled.connect(lambda _number, _on: self._show_ready())

    def done(self, result: int) -> None:
        """Leaving keeps the words until they are sent."""
        self._keeper.finish()
        super().done(result)

    def _add_message(self, body: QVBoxLayout, text: str) -> None:
        self.message = QPlainTextEdit()
        self._keeper = WordsKeeper(self._context, self.message)
        self._keeper.take("propose", self._booking.ref, self._booking.title, text)
        name = self._context.say("propose-message")
        self.message.setAccessibleName(name)
        self.message.setFixedHeight(self._context.theme.px(MESSAGE))
        self.message.setTabChangesFocus(True)
        add_all(body, 4, Field(name, self.message))

    def _add_buttons(self, body: QVBoxLayout) -> None:
        context = self._context
        back = Button(context.theme, context.say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        self.send = Button(context.theme, context.say("propose-send"), kind="primary", key="Ctrl+↵")
        self.send.setEnabled(False)
        self.send.clicked.connect(self._check)
        needs_store(context, self.send)
        body.addSpacing(8)
        body.addLayout(add_all(row(spacing=8), None, back, self.send))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)

    # --- what is free -------------------------------------------------------------------------------

    def _look(self) -> None:
        self._context.tasks.query(
            self._context.say("task-checking"),
            partial(self._context.platform.conversations.suggestions, self._booking.ref),
            self._on_ways,
            owner=self,
            failed=self._on_refusal,
        )

    def _on_ways(self, ways: tuple[Alternative, ...]) -> None:
        self._ways = ways
        clear(self._listed)
        for number, way in enumerate(ways):
            choice = QRadioButton(self._said(way))
            self.group.addButton(choice, number)
            self._listed.addWidget(choice)
        if not ways:
            self._listed.addWidget(label(self._context.say("propose-none"), "sub", wrap=True))
        first = self.group.button(0 if ways else _OTHER)
        first.setChecked(True)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_ready()

    def _said(self, way: Alternative) -> str:
        context = self._context
        if way.kind is AlternativeKind.TIME:
            return context.texts.capital(context.texts.when_long(way.span, self._booking.zone))
        return context.say(
            "conversation-instead",
            resource=resource_with_site(context, way.resource),
            instead_of=resource_with_site(context, way.instead_of),
        )

    def _show_ready(self) -> None:
        self.send.setEnabled(self.group.checkedButton() is not None)
        self._tell("")

    # --- sending ------------------------------------------------------------------------------------

    @property
    def suggestion(self) -> Suggestion | None:
        """What is chosen; None while a day or a time cannot be understood."""
        text = self.message.toPlainText().strip()
        number = self.group.checkedId()
        if number == _OTHER:
            if not (self.day.is_understood and self.time.is_understood):
                return None
            at = datetime.combine(self.day.day, datetime.min.time()) + timedelta(minutes=self.time.minutes)
            return Suggestion(localize(at, self._booking.zone), text=text)
        way = self._ways[number]
        if way.kind is AlternativeKind.TIME:
            return Suggestion(way.span.start, way.span.end, text=text)
        return Suggestion(resource=way.instead_of, instead=way.resource, text=text)

    def _check(self) -> None:
        """Ask whether it is free before it is sent: what is typed may be taken."""
        what = self.suggestion
        if what is None:
            self._tell(self._context.say("propose-unclear"))
            return
        self.send.setEnabled(False)
        self._context.tasks.query(
            self._context.say("task-checking"),
            partial(self._context.platform.conversations.propose, self._booking.ref, what, dry_run=True),
            lambda _said: self._send(what),
            key="proposal",
            owner=self,
            failed=self._on_refusal,
        )

    def _send(self, what: Suggestion) -> None:
        self.chosen.emit(what)
        self.accept()

    def _on_refusal(self, error: BookingError) -> None:
        self.send.setEnabled(self.group.checkedButton() is not None)
        self._tell(self._context.explain(error))

    def _tell(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
