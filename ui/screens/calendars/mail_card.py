"""The mail that waits, went out or could not: the outbox, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from platform_booking.domain.authority import Actor, may_edit_catalogue
from ui.icons import icon_pixmap
from ui.screens.calendars.rows import Row, foot, two_lines
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.services.mail import MailStatus, Outgoing
    from ui.context import Context

GLYPH: Final = 16
SHOWN: Final = 6
"""Messages that are listed; what failed comes first."""
GLYPHS: Final = {"sent": ("circle-check", "success"), "waiting": ("clock", "text2")}


BESIDE: Final = 26


class MailCard(QFrame):
    """How mail stands, and the latest messages; without a mail server it says so, and nothing more."""

    send_wanted = Signal()
    password_wanted = Signal()
    setup_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("card", "true")
        body = column(self)
        head = row(margins=(16, 12, 14, 12), spacing=10)
        self.send = Button(context.theme, context.say("calendars-mail-send"), "send", small=True)
        self.send.clicked.connect(self.send_wanted)
        needs_store(context, self.send)
        self.setup = Button(context.theme, context.say("mail-setup"), "settings", small=True)
        self.setup.clicked.connect(self.setup_wanted)
        self.setup.setVisible(may_edit_catalogue(Actor(context.me.login, context.me.person)))
        self._count = label("", "sub")
        heading = label(context.say("calendars-mail"), "heading")
        heading.setMinimumHeight(context.theme.px(BESIDE))  # as beside a button, where there is none
        add_all(head, heading, self._count, None, self.setup, self.send)
        body.addLayout(head)
        self._state = label("", "label", wrap=True)
        self._state.setContentsMargins(16, 0, 16, 12)
        self.password = Button(context.theme, context.say("calendars-password"), kind="primary", small=True)
        self.password.clicked.connect(self.password_wanted)
        self._trouble = label("", "warning", wrap=True)
        self.foot = foot(self._trouble, self.password, left=16)
        body.addWidget(self._state)
        body.addWidget(self.foot)
        listed = QWidget()
        self._lines = column(listed)
        body.addWidget(listed)
        body.addStretch(1)

    def show_mail(self, status: MailStatus, messages: Sequence[Outgoing]) -> None:
        """How it stands now."""
        texts, settings = self._context.texts, status.settings
        waiting = status.counts.get("waiting", 0)
        self._count.setText(self._context.say("calendars-mail-waiting", count=waiting) if waiting else "")
        if settings is None:
            self._state.setText(
                texts.text("mail-of-another-store" if status.of_another_store else "mail-off")
            )
        else:
            self._state.setText(texts.text("mail-on", server=settings.host, sender=settings.sender))
        locked = settings is not None and not status.can_send
        self._trouble.setText(texts.text("mail-no-password") if locked else "")
        self.foot.setVisible(locked)
        self.send.setVisible(settings is not None)
        self.send.setEnabled(status.can_send)
        clear(self._lines)
        first = sorted(messages, key=lambda item: (not item.failed, item.state != "waiting"))
        for message in first[:SHOWN]:
            add_all(self._lines, line(), MessageRow(self._context, message))


class MessageRow(Row):
    """To whom, about what, and how it went."""

    def __init__(self, context: Context, message: Outgoing) -> None:
        texts = context.texts
        who = context.person_name(message.person) if message.person else message.address
        kind = f"{texts.name('mail-kind', message.kind)} {message.ref}".strip()
        state = texts.name("mail-state", message.state)
        when = texts.stamp(message.sent_at or message.created_at)
        wrong = texts.mail_error(message.failed) if message.failed else ""
        super().__init__(str(message.id), ". ".join(filter(None, (who, kind, f"{state} {when}", wrong))))
        glyph, ink = GLYPHS.get(message.state, ("triangle-alert", "danger"))
        if wrong and message.state != "sent":
            glyph, ink = "triangle-alert", "danger"
        self.line.addWidget(picture(icon_pixmap(glyph, context.theme.px(GLYPH), context.theme.color(ink))))
        self.line.addWidget(two_lines(who, f"{texts.capital(kind)} · {state} · {when}"), 1)
        if wrong:
            self.page.addWidget(foot(label(wrong, "danger", wrap=True)))
