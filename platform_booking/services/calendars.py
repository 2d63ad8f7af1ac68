"""Calendar files of a selection: what is booked, as iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.ical.writer import CalendarWriter
from platform_booking.services.calendar_events import (
    Scope,
    Selection,
    SelectionKind,
    blocked_resources,
    calendar_of,
)
from platform_booking.services.directory import BookingFilter, concealed_from, search
from platform_booking.services.requests import check_choice, resource_of

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


class CalendarService:
    """Exports calendars."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._writer = CalendarWriter()

    def export(self, kind: str, key: str, scope: str, language: str) -> bytes:
        """An iCalendar file (RFC 5545), the same bytes as long as nothing changed. Raises NotFound or InvalidInput."""
        check_choice("scope", scope, tuple(item.value for item in Scope))
        check_choice("selection", kind, tuple(item.value for item in SelectionKind))

        def work(unit_of_work: UnitOfWork) -> bytes:
            found = key
            if kind == SelectionKind.RESOURCE.value:
                found = resource_of(unit_of_work.catalogue, key).code
            elif kind == SelectionKind.BOOKING.value:
                found = key.strip().upper()
            bookings = _bookings(unit_of_work, kind, found)
            selection = Selection(SelectionKind(kind), found)
            calendar = calendar_of(
                bookings,
                unit_of_work.catalogue,
                selection=selection,
                scope=Scope(scope),
                language=language,
                now=self._desk.now(),
                concealed=concealed_from(self._desk, unit_of_work.catalogue, bookings),
                blocks=unit_of_work.blocks.of_resources(blocked_resources(unit_of_work.catalogue, selection)),
            )
            return self._writer.write(calendar)

        return self._desk.store.read(work)


def _bookings(unit_of_work: UnitOfWork, kind: str, key: str) -> list[Booking]:
    if kind == SelectionKind.BOOKING.value:
        return [unit_of_work.bookings.get(key)]
    names = {"resource", "platform", "person", "partner"}
    return search(unit_of_work, BookingFilter(**({kind: key} if kind in names else {})))
