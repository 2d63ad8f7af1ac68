"""When one line of a campaign is used, and how long: a small form under the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from platform_booking.domain.campaign import days_and_minutes, read_offset
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_duration
from platform_booking.domain.recurrence import Lapse
from ui.dialogs.editor.fields import Field
from ui.texts import NO_BREAK
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, label, row
from ui.widgets.popover import Popover

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

FIELD_WIDTH = 110
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineTime(Popover):
    """Asks for an offset and a length; empty is as the session has them."""

    taken = Signal(object, object)
    """Lapse from the session's start, and Lapse or None."""

    def __init__(
        self, context: Context, parent: QWidget, name: str, offset: Lapse, length: Lapse | None
    ) -> None:
        super().__init__(parent)
        self._context = context
        say = context.say
        letter = say("editor-day-letter")
        self.offset = QLineEdit(_offset_text(offset, letter))
        self.offset.setPlaceholderText(say("editor-offset-example"))
        self.length = QLineEdit("" if length is None else _length_text(length, letter))
        self.length.setPlaceholderText(say("editor-length-example"))
        self._before = {self.offset: (self.offset.text(), offset), self.length: (self.length.text(), length)}
        self.body.addWidget(label(say("editor-line-time", name=name), "strong", wrap=True))
        self.offset_field = Field(say("editor-offset"), self.offset)
        self.length_field = Field(say("editor-own-length"), self.length)
        fields = row(spacing=10)
        for field in (self.offset_field, self.length_field):
            field.part.setFixedWidth(context.theme.px(FIELD_WIDTH))
            fields.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(fields)
        self.body.addWidget(label(say("editor-line-time-hint"), "sub", wrap=True))
        self.apply = Button(context.theme, say("editor-line-time-apply"), kind="primary", key="↵")
        self.apply.clicked.connect(self._take)
        buttons = row(spacing=8)
        add_all(buttons, None, self.apply)
        self.body.addLayout(buttons)
        self.offset.setFocus(Qt.FocusReason.OtherFocusReason)
        self.offset.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes what stands there."""
        if event.key() in _KEYS:
            self._take()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        try:
            by = self._read(self.offset)
        except InvalidInput as error:
            self.offset_field.tell(self._context.explain(error))
            self.adjustSize()
            return
        try:
            lasts = self._read(self.length)
        except InvalidInput as error:
            self.length_field.tell(self._context.explain(error))
            self.adjustSize()
            return
        self.taken.emit(by or Lapse(), lasts)
        self.close()

    def _read(self, field: QLineEdit) -> Lapse | None:
        """What stands in the field; untouched it is what it was, down to the kind of hours."""
        text, value = self._before[field]
        said = field.text().strip()
        if said == text:
            return value
        if not said:
            return None
        return read_offset(said) if field is self.offset else read_duration(said)


def _offset_text(lapse: Lapse, letter: str) -> str:
    days, minutes = days_and_minutes(lapse)
    if not lapse:
        return ""
    return f"{days:+d}{letter.lower()}{_clock(minutes)}" if minutes else f"{letter.upper()}{days:+d}"


def _length_text(lapse: Lapse, letter: str) -> str:
    days, minutes = days_and_minutes(lapse)
    hours, rest = divmod(minutes, 60)
    parts = ((days, letter.lower()), (hours, "h"), (rest, "min"))
    return NO_BREAK.join(f"{count}{NO_BREAK}{unit}" for count, unit in parts if count)


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return (f"{hours}h" if hours else "") + (f"{rest}min" if rest else "")
