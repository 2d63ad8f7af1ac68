"""Who is concerned by a closure: bookings that were made before anybody knew of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import NotFound
from platform_booking.domain.rules import Case, Severity
from platform_booking.domain.rules.dates import closures
from platform_booking.services.directory import BookingFilter, as_seen, search
from platform_booking.services.judging import about_booking
from platform_booking.services.versions import planned_lines

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue, Closure
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Concerned:
    """A date of a booking that falls on closed days."""

    booking: Booking
    occurrence: Occurrence
    resources: tuple[str, ...]
    """Codes of those that are closed."""
    is_stopped: bool
    """Whether the rule would refuse it now; of the others it only warns."""


class ClosingService:
    """Looks for what a closure falls on. Nothing is changed: those who answer for it decide."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def concerned(self, code: str) -> tuple[Concerned, ...]:
        """Dates to come on closed days, by the very rule that refuses new ones; the earliest first. Raises NotFound."""

        def work(unit_of_work: UnitOfWork) -> tuple[Concerned, ...]:
            catalogue, now = unit_of_work.catalogue, self._desk.now()
            closure = catalogue.closures.get(code)
            if closure is None:
                raise NotFound("closure", code, tuple(catalogue.closures))
            period = (datetime.combine(day, time()).isoformat() for day in (closure.start, closure.end))
            found = [
                replace(item, booking=as_seen(self._desk, catalogue, booking))
                for booking in search(unit_of_work, BookingFilter(*period))
                for item in _dates_of(catalogue, closure, booking, now)
            ]
            return tuple(sorted(found, key=lambda item: (item.occurrence.span, item.booking.ref)))

        return self._desk.store.read(work)


def _dates_of(catalogue: Catalogue, closure: Closure, booking: Booking, now: datetime) -> list[Concerned]:
    found = []
    for date in booking.occurrences:
        alive = {
            item.line for item in booking.allocations_of(date) if item.state in LIVE and item.use.end > now
        }
        lines = [line for line in planned_lines(catalogue, booking) if line.line.number in alive]
        if not lines:
            continue
        case = Case(catalogue, lines, (date,), booking.zone, now, about_booking(booking))
        broken = list(closures(case, closure.code))
        if broken:
            is_stopped = any(item.severity is not Severity.WARN for item in broken)
            found.append(Concerned(booking, date, tuple(item.where for item in broken), is_stopped))
    return found
