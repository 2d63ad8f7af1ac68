"""Keeping a calendar on a CalDAV server: whose, how much of it, at which address, and who we are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit

from platform_booking.services.feeds import MAX_LABEL
from ui.dialogs.editor.fields import Field
from ui.screens.calendars.new_feed import NewFeedDialog
from ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from ui.context import Context
    from ui.dialogs.export import CalendarChoice

TALLER: Final = 120


@dataclass(frozen=True, slots=True)
class MirrorWish:
    """What is to be kept, and where."""

    kind: str
    subject: str
    scope: str
    label: str
    url: str
    username: str
    password: str


class NewMirrorDialog(NewFeedDialog):
    """The same choice as for a link, and a place for it."""

    WINDOW = "calendars-new-mirror"
    HEADING = "calendars-new-mirror"
    HINT = "calendars-new-mirror-hint"
    SAVE = "calendars-mirror-keep"
    GLYPH = "cloud-upload"

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self.resize(
            self.width(), min(self.height() + context.theme.px(TALLER), self.screen().size().height())
        )

    def _add_more(self, body: QVBoxLayout) -> None:
        say = self._context.say
        self.name, self.url, self.user, self.password = (QLineEdit() for _ in range(4))
        self.name.setMaxLength(MAX_LABEL)
        self.url.setPlaceholderText(say("calendars-mirror-example"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.url.textChanged.connect(lambda _text: self._show_whether_any())
        body.addWidget(Field(say("calendars-mirror-url"), self.url))
        across = row(spacing=8)
        across.addWidget(Field(say("calendars-mirror-user"), self.user))
        across.addWidget(Field(say("calendars-mirror-password"), self.password))
        body.addLayout(across)
        body.addWidget(Field(say("calendars-label"), self.name))

    def _show_whether_any(self) -> None:
        super()._show_whether_any()
        if not self.url.text().strip():
            self.save.setEnabled(False)

    def _wish(self, choice: CalendarChoice) -> None:
        fields = (self.name, self.url, self.user)
        label, url, username = (field.text().strip() for field in fields)
        self.wished.emit(
            MirrorWish(choice.kind, choice.key, choice.scope, label, url, username, self.password.text())
        )
