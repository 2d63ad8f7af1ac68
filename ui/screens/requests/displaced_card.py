"""Who would give way if it were approved, and what each would be offered at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.booking import Visibility
from ui.icons import icon_pixmap
from ui.texts import NO_BREAK
from ui.widgets.conversation import resource_with_site
from ui.widgets.layout import add_all, column, label, line, picture, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QVBoxLayout

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.services.review import Displaced
    from ui.context import Context
    from ui.screens.requests.reading import Examined

GLYPH: Final = 16
_TOP: Final = Qt.AlignmentFlag.AlignTop


class DisplacedCard(QFrame):
    """One entry for each booking: its title and dates, then the offers, the nearest first."""

    def __init__(self, context: Context, examined: Examined) -> None:
        super().__init__()
        self._context = context
        self.setProperty("card", "true")
        displaced = examined.review.displaced
        body = column(self, margins=(14, 10, 14, 12), spacing=8)
        count = len(displaced)
        add_all(
            body,
            label(context.say("requests-displaced", count=count), "strong", wrap=True),
            label(context.say("requests-displaced-note"), "sub", wrap=True),
        )
        for place, item in enumerate(displaced):
            if place:
                body.addWidget(line())
            self._add(body, item)

    def _add(self, body: QVBoxLayout, item: Displaced) -> None:
        context, booking = self._context, item.before
        is_private = booking.visibility is Visibility.PRIVATE
        title = context.say("lists-unnamed") if is_private else booking.title
        dates = ", ".join(context.texts.day_short(day) for day in item.occurrences)
        facts = [booking.ref, context.partner_name(booking.partner), dates]
        words = column(spacing=1)
        said_of_it = f"{NO_BREAK}· ".join(fact for fact in facts if fact)
        add_all(words, label(title, "labelStrong", wrap=True), label(said_of_it, "sub", wrap=True))
        body.addLayout(words)
        offers = column(spacing=4)
        body.addLayout(offers)
        ways = [self._said(day, way, item) for offer in item.offers for day, way in offer.ways]
        for said in ways or [context.say("requests-displaced-nothing")]:
            entry = row(spacing=9)
            glyph = "arrow-left-right" if ways else "circle-alert"
            color = context.theme.color("accentText" if ways else "warning")
            entry.addWidget(
                picture(icon_pixmap(glyph, context.theme.px(GLYPH), color, self.devicePixelRatioF())), 0, _TOP
            )
            entry.addWidget(label(said, wrap=True), 1)
            offers.addLayout(entry)

    def _said(self, day: date | None, way: Alternative, item: Displaced) -> str:
        context = self._context
        if way.kind is AlternativeKind.RESOURCE:
            said = context.say(
                "conversation-instead",
                resource=resource_with_site(context, way.resource),
                instead_of=resource_with_site(context, way.instead_of),
            )
        else:
            said = context.texts.when(way.span, item.before.zone)
        return (
            f"{context.texts.day_brief(day)} → {said}"
            if day is not None and len(item.occurrences) > 1
            else said
        )
