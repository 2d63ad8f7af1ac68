"""My waiting list: what is offered with its deadline, and what I still wait for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.icons import icon_pixmap
from ui.widgets.buttons import Button
from ui.widgets.layout import clear, column, label, line, picture, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.services.waiting import Wished
    from ui.context import Context
    from ui.texts import Texts

GLYPH = 16


class WaitingCard(QFrame):
    """One row a wish."""

    accepted = Signal(str)
    declined = Signal(str)
    withdrawn = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("card", "true")
        body = column(self, margins=(16, 12, 16, 14), spacing=12)
        body.addWidget(label(context.say("slots-waiting"), "heading"))
        self._rows = column(spacing=10)
        body.addLayout(self._rows)

    def show_wishes(self, wishes: Sequence[Wished]) -> None:
        """The list as it is now; nothing at all where it is empty."""
        clear(self._rows)
        for number, item in enumerate(sorted(wishes, key=lambda item: item.wish.state != "offered")):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(item))
        self.setVisible(bool(wishes))

    def _row(self, item: Wished) -> QWidget:
        theme = self._context.theme
        offered = item.wish.state == "offered"
        shown = QWidget()
        across = row(shown, spacing=10)
        glyph = icon_pixmap(
            "bell" if offered else "clock",
            theme.px(GLYPH),
            theme.color("accentText" if offered else "text3"),
            self.devicePixelRatioF(),
        )
        across.addWidget(picture(glyph), 0, Qt.AlignmentFlag.AlignTop)
        said = column(spacing=2)
        said.addWidget(label(item.request.title, "strong", wrap=True))
        said.addWidget(label(self._state(item), "warning" if offered else "label", wrap=True))
        across.addLayout(said, 1)
        ref = item.wish.ref
        if offered:
            across.addWidget(self._button("slots-accept", "primary", ref, self.accepted, item.request.title))
            across.addWidget(self._button("slots-decline", "plain", ref, self.declined, item.request.title))
        else:
            across.addWidget(self._button("slots-withdraw", "plain", ref, self.withdrawn, item.request.title))
        shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        shown.setAccessibleName(f"{item.request.title}: {self._state(item)}")
        return shown

    def _button(self, name: str, kind: str, ref: str, signal: SignalInstance, title: str) -> Button:
        button = Button(self._context.theme, self._context.say(name), kind=kind, small=True)
        button.setAccessibleName(f"{self._context.say(name)}: {title}")
        button.setObjectName(f"{name}-{ref}")
        button.clicked.connect(lambda: signal.emit(ref))
        needs_store(self._context, button)
        return button

    def _state(self, item: Wished) -> str:
        say, texts = self._context.say, self._context.texts
        if item.wish.state == "offered" and item.booking is not None and item.wish.offer_until is not None:
            span = min(item_date.span for item_date in item.booking.occurrences)
            when = texts.when(span, item.booking.zone)
            return say(
                "slots-offered", when=when, until=texts.stamp(item.wish.offer_until, item.booking.zone)
            )
        if item.request.start is not None:
            return say("slots-waits-at", when=texts.stamp(item.request.start), place=item.place or 1)
        since, until = (_day(texts, day) for day in (item.request.search.since, item.request.search.until))
        if since == until:
            return say("slots-waits-at", when=since, place=item.place or 1)
        return say("slots-waits-between", since=since, until=until, place=item.place or 1)


def _day(texts: Texts, moment: str) -> str:
    return texts.day_brief(date.fromisoformat(moment[:10]))
