"""The links that others subscribe to: what they show, to whom, and whether anybody reads them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from platform_booking.services.feeds import is_over
from ui.icons import icon_pixmap
from ui.screens.calendars.naming import ago, feed_name, platform_of, subject_name
from ui.screens.calendars.rows import Row, two_lines
from ui.widgets.badges import CodeChip
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.feeds import Feed
    from ui.context import Context

GLYPHS: Final = {"person": "user", "partner": "building-2", "all": "calendar-range"}
GLYPH: Final = 16
BADGE: Final = 40
MOMENT: Final = timedelta(seconds=1)
"""An end at midnight is the end of the day before."""
TOLD: Final = 190
MOST_TOLD: Final = 290
"""Pixels, however large text is: the name needs room too."""


class FeedsCard(QFrame):
    """One row a link; the one under the cursor is told about at the right."""

    picked = Signal(str)
    """Code of the link under the cursor."""
    new_wanted = Signal()
    copy_wanted = Signal(str)
    """Code of a link whose address is known here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, FeedRow] = {}
        self.setProperty("card", "true")
        body = column(self)
        head = row(margins=(16, 12, 14, 12), spacing=10)
        self.new = Button(
            context.theme, context.say("calendars-new-feed"), "plus", kind="primary", small=True
        )
        self.new.clicked.connect(self.new_wanted)
        needs_store(context, self.new)
        self._count = label("", "sub")
        hint = label(context.say("calendars-feeds-hint"), "sub", wrap=True)
        add_all(head, label(context.say("calendars-feeds"), "heading"), self._count)
        if context.theme.has_large_text:  # below the words and the button, where it has room
            hint.setContentsMargins(16, 0, 14, 12)
            add_all(head, None, self.new)
            add_all(body, head, hint)
        else:
            head.addWidget(hint, 1)
            head.addWidget(self.new)
            body.addLayout(head)
        self._listed = QWidget()
        self._lines = column(self._listed)
        body.addWidget(self._listed)

    def show_feeds(self, feeds: Sequence[Feed], known: frozenset[str]) -> None:
        """The list as it is now; ``known`` are those whose address may still be copied here."""
        held = next((code for code, item in self._rows.items() if item.hasFocus()), "")
        clear(self._lines)
        self._rows = {}
        self._count.setText(str(len(feeds)) if feeds else "")
        for feed in feeds:
            made = FeedRow(self._context, feed, can_copy=feed.code in known)
            made.picked.connect(self.picked)
            made.copy_wanted.connect(self.copy_wanted)
            self._rows[feed.code] = made
            self._lines.addWidget(line())
            self._lines.addWidget(made)
        if not feeds:
            empty = label(self._context.say("calendars-no-feed"), "label", wrap=True)
            empty.setContentsMargins(16, 4, 16, 16)
            self._lines.addWidget(empty)
        if held in self._rows:
            self._rows[held].setFocus()

    def mark(self, code: str) -> None:
        """Show which one is told about."""
        for name, item in self._rows.items():
            item.mark(on=name == code)

    def row_of(self, code: str) -> FeedRow:
        """The row of a link."""
        return self._rows[code]


class FeedRow(Row):
    """Whose calendar, how much of it, who reads it."""

    copy_wanted = Signal(str)

    def __init__(self, context: Context, feed: Feed, *, can_copy: bool) -> None:
        name, what = feed_name(context, feed), _what(context, feed)
        read, state, glyph, ink = _state(context, feed)
        super().__init__(feed.code, f"{name}. {what}. {read}. {state}")
        self.line.addWidget(_badge(context, feed))
        self.line.addWidget(two_lines(name, what), 1)
        if can_copy:
            self.copy = Button(context.theme, context.say("calendars-copy"), "copy", small=True)
            self.copy.setAccessibleName(context.say("calendars-copy-of", name=name))
            self.copy.clicked.connect(partial(self.copy_wanted.emit, feed.code))
            self.line.addWidget(self.copy)
        self.line.addWidget(_told(context, state, read, glyph, ink))


def _told(context: Context, state: str, read: str, glyph: str, ink: str) -> QWidget:
    """How it stands, and below it who read it."""
    held = QWidget()
    held.setFixedWidth(min(context.theme.px(TOLD), MOST_TOLD))
    body = column(held, spacing=2)
    above = row(spacing=6)
    above.addWidget(picture(icon_pixmap(glyph, context.theme.px(GLYPH), context.theme.color(ink))))
    above.addWidget(label(state, ink if ink == "success" else "label", wrap=True), 1)
    body.addLayout(above)
    body.addWidget(label(read, "sub", wrap=True))
    return held


def _badge(context: Context, feed: Feed) -> QWidget:
    platform = platform_of(context, feed.kind, feed.subject)
    if platform:
        made: QWidget = CodeChip(context.theme, platform)
    else:
        glyph = GLYPHS.get(feed.kind, "calendar-range")
        made = picture(icon_pixmap(glyph, context.theme.px(GLYPH), context.theme.color("text2")))
    held = QWidget()
    held.setFixedWidth(context.theme.px(BADGE))
    row(held).addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
    return held


def _what(context: Context, feed: Feed) -> str:
    parts = [context.say(f"scope-{feed.scope}")]
    if feed.label:
        parts.append(subject_name(context, feed.kind, feed.subject))
    if feed.expires_at is not None:
        last = context.texts.local(feed.expires_at - MOMENT).date()
        parts.append(context.say("calendars-until", when=context.texts.day_brief(last)))
    return " · ".join(parts)


def _state(context: Context, feed: Feed) -> tuple[str, str, str, str]:
    """When it was read and by what, how it stands, its icon and its ink."""
    read = context.say("calendars-unread")
    if feed.last_read_at is not None:
        client = feed.last_client or context.say("calendars-client-unknown")
        read = context.say("calendars-read", ago=ago(context, feed.last_read_at), client=client)
    if is_over(feed, context.now()):
        name = "calendars-revoked" if feed.revoked_at is not None else "calendars-ended"
        return read, context.say(name), "ban", "text2"
    if feed.last_read_at is None:
        return read, context.say("calendars-waiting"), "clock", "text2"
    if context.hub.is_lost:
        return read, context.say("calendars-known"), "circle-dashed", "text2"
    return read, context.say("calendars-live"), "circle-check", "success"
