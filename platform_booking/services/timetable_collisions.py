"""Where an imported timetable and a booking want the same: who is told, and what can be done about it.

Nobody is displaced. People are told of a collision when the reading that brings it is written, and not again by the next
one: what was there before, in the same place, is known already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_change, may_read
from platform_booking.domain.booking import BOOKING_REF, MAY_HOLD
from platform_booking.domain.errors import NotFound
from platform_booking.domain.timetables import EventState, SubjectKind
from platform_booking.services.notices import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Occupied
    from platform_booking.domain.timetable_diff import EventChange
    from platform_booking.domain.timetables import ImportedCalendar, ImportedEvent
    from platform_booking.services.timetable_holding import InTheWay
    from platform_booking.storage.unit_of_work import UnitOfWork

NOTICE = "timetable-collides"


@dataclass(frozen=True, slots=True)
class Collision:
    """An event of a timetable, and one date of a booking that had its time first."""

    event: ImportedEvent
    booking: Booking
    occurrence: int
    """Number of the date."""
    may_read: bool
    """Whether whoever asks may know what the booking is for."""
    may_move: bool
    """Whether it is whoever asks that may move it: its organiser, the partner's coordinator, an administrator."""


def collisions(
    unit_of_work: UnitOfWork, actor: Actor, conflicts: Iterable[InTheWay]
) -> tuple[Collision, ...]:
    """One for each event and booking, in order of time."""
    return tuple(
        Collision(
            event,
            booking,
            occurrence,
            may_read(actor, unit_of_work.catalogue, booking),
            may_change(actor, booking),
        )
        for event, booking, occurrence in _with_bookings(unit_of_work, conflicts)
    )


def tell_news(
    unit_of_work: UnitOfWork,
    by: str,
    calendar: ImportedCalendar,
    changes: Iterable[EventChange],
    conflicts: Iterable[InTheWay],
    now: datetime,
) -> None:
    """Tell the organisers, and those who answer for the equipment or are the person, of collisions that are new.

    Once for each booking, however many of its dates are meant.
    """
    known = {change.after.key: change.before for change in changes}
    fresh = [item for item in conflicts if _is_news(item.event, known)]
    met: dict[str, list[tuple[Booking, int]]] = defaultdict(list)
    for _event, booking, occurrence in _with_bookings(unit_of_work, fresh):
        met[booking.ref].append((booking, occurrence))
    for dates in met.values():
        booking = dates[0][0]
        numbers = {number for _booking, number in dates}
        days = [item.day(booking.zone) for item in booking.occurrences if item.number in numbers]
        persons = (booking.organiser, *_answerable(unit_of_work.catalogue, calendar))
        told = {"calendar": calendar.name, "dates": [day.isoformat() for day in days]}
        tell(unit_of_work, now, NOTICE, booking, persons, by=by, **told)


def _is_news(event: ImportedEvent, before: Mapping[tuple[str, str, int], ImportedEvent | None]) -> bool:
    """Whether it was not there before, was elsewhere, or held its time until now."""
    was = before.get(event.key)
    if was is None or was.state is EventState.GONE or was.span != event.span:
        return True
    return event.state is EventState.CONFLICTING and was.state is not EventState.CONFLICTING


def _answerable(catalogue: Catalogue, calendar: ImportedCalendar) -> tuple[str, ...]:
    """Logins."""
    if calendar.subject_kind is SubjectKind.PERSON:
        return (calendar.subject,)
    resource = catalogue.resources.get(calendar.subject)
    platform = None if resource is None else catalogue.platform_of(resource)
    return () if platform is None else (*platform.managers, *platform.deputies)


def _with_bookings(
    unit_of_work: UnitOfWork, conflicts: Iterable[InTheWay]
) -> Iterator[tuple[ImportedEvent, Booking, int]]:
    """Events with the dates of bookings that have their time; blocks and other timetables are nobody's to move."""
    known: dict[str, Booking | None] = {}
    for item in conflicts:
        for holder in item.holders:
            if holder.timetable or not holder.holder.startswith(BOOKING_REF):
                continue
            if holder.holder not in known:
                known[holder.holder] = _seen(unit_of_work, holder.holder)
            booking = known[holder.holder]
            if booking is not None:
                yield item.event, booking, _date_of(booking, holder, item.event)


def _seen(unit_of_work: UnitOfWork, ref: str) -> Booking | None:
    """The booking; None where a server that keeps the rights hides it from whoever asks."""
    try:
        return unit_of_work.bookings.get(ref)
    except NotFound:
        return None


def _date_of(booking: Booking, holder: Occupied, event: ImportedEvent) -> int:
    """Number of the date that has the unit then."""
    return next(
        item.occurrence
        for item in booking.allocations
        if item.unit_id == holder.unit_id and item.state in MAY_HOLD and item.occupied.overlaps(event.span)
    )
