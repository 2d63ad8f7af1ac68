"""Requests, and what is said about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.gallery.studio import NOW, RIVAL, SORTER, TRAINER, Studio
from ui.period import Period
from ui.timeline.axis import Scale

if TYPE_CHECKING:
    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.services.conversation import Suggestion


def requests(studio: Studio) -> None:
    """What waits for a manager."""
    studio.show("requests")
    studio.take("requests")


def requests_conflict(studio: Studio) -> None:
    """A request that competes with another."""
    studio.show("requests")
    screen = studio.window.screens["requests"]
    panel = screen.panel  # type: ignore[attr-defined] # the requests have one
    for number in range(panel.model.rowCount()):
        index = panel.model.index(number, 0)
        panel.list.setCurrentIndex(index)
        studio.settle()
        if "onflit" in str(index.data(Qt.ItemDataRole.AccessibleTextRole)) or "onflict" in str(
            index.data(Qt.ItemDataRole.AccessibleTextRole)
        ):
            break
    studio.take("requests-conflict")


def requests_words(studio: Studio) -> None:
    """A series with a question, its dates to be ticked, what could be proposed, and what that person is told."""
    from ui.dialogs.propose import ProposeDialog

    studio.show("requests")
    screen = studio.window.screens["requests"]
    panel = screen.panel  # type: ignore[attr-defined] # the requests have one
    rows = [found for found in panel.model.rows if found.verdict == "ok"]
    series = max(rows, key=lambda found: len(found.booking.occurrences))
    platform = studio.window.context.platform
    platform.conversations.ask(series.ref, "Quelle souche sera utilisée ?")
    platform.conversations.propose(rows[0].ref, _other_time(studio, rows[0].ref))
    screen.refresh()
    studio.settle()
    panel.pick(series.ref)
    studio.settle()
    studio.take("requests-words")
    panel.pick(rows[0].ref)
    studio.settle()
    screen.handle("propose")
    studio.settle()
    dialog = studio.window.findChild(ProposeDialog)
    assert dialog is not None
    studio.take("requests-propose", dialog)
    dialog.close()
    studio.settle()


def requests_displaced(studio: Studio) -> None:
    """A series that competes with others: who would give way for what, and its dates to be ticked."""
    platform = studio.window.context.platform
    start = datetime(2027, 6, 1, 8, 0)  # noqa: DTZ001 - in the platform's own zone
    asked = []
    for login, days, rule in ((TRAINER, 0, "FREQ=WEEKLY;COUNT=6"), (RIVAL, 7, None), (RIVAL, 21, None)):
        begin = start + timedelta(days=days)
        wish = BookingRequest(
            "Tri de clones, semestre" if rule else "Tri urgent",
            (LineRequest(SORTER),),
            begin.isoformat(),
            (begin + timedelta(hours=3)).isoformat(),
            rule=rule,
        )
        asked.append(platform.as_person(login).requests.request(wish).booking.ref)
    studio.show("requests")
    screen = studio.window.screens["requests"]
    screen.refresh()
    studio.settle()
    screen.panel.pick(asked[0])  # type: ignore[attr-defined] # the requests have one
    studio.settle()
    studio.take("requests-displaced")


def _other_time(studio: Studio, ref: str) -> Suggestion:
    from platform_booking.services.conversation import Suggestion

    way = studio.window.context.platform.conversations.suggestions(ref)[-1]
    return Suggestion(way.span.start, way.span.end, text="La veille, la cuve est en maintenance.")


def organiser_words(studio: Studio) -> None:
    """A proposal for a trainer: on the planning, in the agenda, and behind the bell."""
    from ui.context import Selected

    context = studio.window.context
    mine = context.platform.bookings.list(BookingFilter(person=TRAINER))
    coming = [
        item
        for item in mine
        if item.organiser == TRAINER
        and item.status in ("requested", "partly_approved")
        and item.occurrences[0].span.start > NOW
    ]
    booking = min(coming, key=lambda item: (len(item.occurrences), item.id))
    awaited = context.platform.bookings.get(booking.ref).awaiting
    manager = context.platform.as_person(next(logins[0] for _, logins in awaited.values()))
    studio.show("planning")
    manager.conversations.ask(booking.ref, "Combien d’apprenants au juste ?")
    manager.conversations.propose(booking.ref, _way_of(manager, booking.ref))
    context.booking_wanted.emit(Selected(booking.ref, 1))
    studio.settle()
    studio.take("planning-words")
    studio.show("agenda")
    agenda = studio.window.front
    agenda.show_period(Period.beginning(booking.occurrences[0].day(booking.zone), Scale.TWO_WEEKS))  # type: ignore[attr-defined]
    studio.settle()
    agenda.select(Selected(booking.ref, 1))  # type: ignore[attr-defined]
    studio.settle()
    studio.take("agenda-words")
    studio.window.told.show()
    studio.settle()
    assert studio.window.told.list is not None
    studio.take("told", studio.window.told.list)
    studio.window.told.list.close()
    studio.settle()


def _way_of(manager: PlatformBooking, ref: str) -> Suggestion:
    from platform_booking.domain.alternatives import AlternativeKind
    from platform_booking.services.conversation import Suggestion

    way = manager.conversations.suggestions(ref)[0]
    if way.kind is AlternativeKind.RESOURCE:
        return Suggestion(resource=way.instead_of, instead=way.resource)
    return Suggestion(way.span.start, way.span.end)
