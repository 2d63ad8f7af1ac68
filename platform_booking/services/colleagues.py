"""Whoever comes to a booking of others, or leaves it, because of what somebody else did: they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import LIVE
from platform_booking.services.notices import tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.unit_of_work import UnitOfWork

JOINED: Final = "colleague-joined"
LEFT: Final = "colleague-left"
"""Kinds of notice."""

Presence = dict[str, dict[int, "date"]]


def tell_colleagues(
    unit_of_work: UnitOfWork, now: datetime, before: Booking, after: Iterable[Booking], by: str
) -> None:
    """Tell who takes part from now on, and who no longer does, at which dates; in the transaction of the change.

    ``after`` is what the booking became, with the numbers that its dates had: two bookings where a series was split.
    """
    afterwards = tuple(after)
    was = _present(unit_of_work.catalogue, (before,), now)
    becomes = _present(unit_of_work.catalogue, afterwards, now)
    for kind, here, there in ((JOINED, becomes, was), (LEFT, was, becomes)):
        for login, dates in here.items():
            new = sorted(day for number, day in dates.items() if number not in there.get(login, {}))
            if new:
                said = [day.isoformat() for day in new]
                tell(unit_of_work, now, kind, before, [login], by=by, dates=said)


def _present(catalogue: Catalogue, bookings: Iterable[Booking], now: datetime) -> Presence:
    """Login → the dates still to come, by number, at which somebody's time is booked."""
    found: Presence = {}
    for booking in bookings:
        days = {date.number: date.day(booking.zone) for date in booking.occurrences}
        for item in booking.allocations:
            login = catalogue.resource_of_unit[item.unit_id].person
            if login and item.state in LIVE and item.use.end > now:
                found.setdefault(login, {})[item.occurrence] = days[item.occurrence]
    return found
