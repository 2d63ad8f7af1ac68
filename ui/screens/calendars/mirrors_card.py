"""Calendars that are kept on CalDAV servers: where, when they were last written, and why they were not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.icons import icon_pixmap
from ui.screens.calendars.naming import ago, subject_name
from ui.screens.calendars.rows import Row, foot, two_lines
from ui.widgets.buttons import Button, icon_button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.services.mirrors import Mirror
    from ui.context import Context

GLYPH: Final = 16
OF_PASSWORD: Final = frozenset({"no-password", "refused"})
"""Errors that another password may mend."""


class MirrorsCard(QFrame):
    """One row a collection; one that could not be written says why, and offers the remedy."""

    new_wanted = Signal()
    push_wanted = Signal(str)
    password_wanted = Signal(str)
    remove_wanted = Signal(str)
    """Codes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, MirrorRow] = {}
        self.setProperty("card", "true")
        body = column(self)
        head = row(margins=(16, 12, 14, 12), spacing=10)
        self.new = Button(context.theme, context.say("calendars-mirror-add"), "plus", small=True)
        self.new.clicked.connect(self.new_wanted)
        needs_store(context, self.new)
        self._count = label("", "sub")
        add_all(head, label(context.say("calendars-mirrors"), "heading"), self._count, None, self.new)
        body.addLayout(head)
        listed = QWidget()
        self._lines = column(listed)
        body.addWidget(listed)
        body.addStretch(1)

    def show_mirrors(self, mirrors: Sequence[Mirror]) -> None:
        """The list as it is now."""
        clear(self._lines)
        self._rows = {}
        self._count.setText(str(len(mirrors)) if mirrors else "")
        for mirror in mirrors:
            made = MirrorRow(self._context, mirror)
            made.push.clicked.connect(partial(self.push_wanted.emit, mirror.code))
            made.retry.clicked.connect(partial(self.push_wanted.emit, mirror.code))
            made.password.clicked.connect(partial(self.password_wanted.emit, mirror.code))
            made.remove.clicked.connect(partial(self.remove_wanted.emit, mirror.code))
            needs_store(self._context, made.push, made.retry, made.remove)
            self._rows[mirror.code] = made
            add_all(self._lines, line(), made)
        if not mirrors:
            empty = label(self._context.say("calendars-no-mirror"), "label", wrap=True)
            empty.setContentsMargins(16, 4, 16, 16)
            self._lines.addWidget(empty)

    def row_of(self, code: str) -> MirrorRow:
        """The row of a mirror."""
        return self._rows[code]


class MirrorRow(Row):
    """What is kept there, where that is, and how the last pass went."""

    def __init__(self, context: Context, mirror: Mirror) -> None:
        name = mirror_name(context, mirror)
        error = mirror.last_error
        wrong = "" if error is None else context.texts.mirror_error(error)
        when = context.say("calendars-mirror-never")
        if mirror.last_ok_at is not None:
            when = context.say("calendars-mirror-written", ago=ago(context, mirror.last_ok_at))
        what = f"{context.say(f'scope-{mirror.scope}')} · {mirror.url}\n{when}"
        super().__init__(mirror.code, ". ".join(filter(None, (name, what, wrong))))
        theme = context.theme
        glyph, ink = ("triangle-alert", "danger") if error else ("cloud-upload", "text2")
        self.line.addWidget(picture(icon_pixmap(glyph, theme.px(GLYPH), theme.color(ink))))
        self.line.addWidget(two_lines(name, what), 1)
        pushed, removed = (
            context.say(f"calendars-mirror-{what}-of", name=name) for what in ("push", "remove")
        )
        self.push = icon_button(theme, "refresh-cw", pushed, small=True)
        self.remove = icon_button(theme, "unplug", removed, small=True)
        self.line.addWidget(self.push)
        self.line.addWidget(self.remove)
        self.retry = Button(theme, context.say("calendars-retry"), small=True)
        self.password = Button(theme, context.say("calendars-password"), kind="primary", small=True)
        self.foot = foot(label(wrong, "danger", wrap=True), self.retry, self.password)
        self.password.setVisible(error is not None and error["code"] in OF_PASSWORD)
        self.page.addWidget(self.foot)
        self.foot.setVisible(error is not None)
        if error is not None:
            self.setProperty("listRow", "danger")


def mirror_name(context: Context, mirror: Mirror) -> str:
    """What whoever made it called it, else whose it is."""
    return mirror.label or subject_name(context, mirror.kind, mirror.subject)
