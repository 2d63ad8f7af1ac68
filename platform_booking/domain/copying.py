"""Last year's course at new dates: how far everything goes, and what becomes of its dates and rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.booking import GIVEN_UP
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import PlannedLine, Wish, shifted_date
from platform_booking.domain.recurrence import localize, wall_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Booking, Line, Occurrence
    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.recurrence import Recurrence

WEEK = timedelta(weeks=1)


def dates_to_copy(booking: Booking) -> tuple[Occurrence, ...]:
    """Those that were not given up, in order; all of them where the whole booking was."""
    kept = tuple(
        date
        for date in booking.occurrences
        if not {item.state for item in booking.allocations_of(date)} <= GIVEN_UP
    )
    return tuple(sorted(kept or booking.occurrences, key=lambda date: date.original_start))


def shift_to(bookings: Sequence[Booking], start: datetime, *, weekdays_kept: bool) -> timedelta:
    """How far everything goes on the wall clock so that the first date of all begins at ``start``.

    With ``weekdays_kept`` it goes by whole weeks, to the nearest such day, and keeps its time of day.
    """
    first = min((dates_to_copy(booking)[0].original_start, booking.ref, booking.zone) for booking in bookings)
    by = wall_time(start, first[2]) - wall_time(first[0], first[2])
    return round(by / WEEK) * WEEK if weekdays_kept else by


def copied_wish(
    booking: Booking, by: timedelta, catalogue: Catalogue, instead: Mapping[str, str] | None = None
) -> Wish:
    """The booking as a wish of its own, all of it by that much later; the same units are preferred.

    ``instead`` exchanges resources by code. Dates that had been moved stay beside their rhythm, those given up are left
    out. Where no rule says the new dates, they stand for themselves. Raises InvalidInput for a resource that is gone.
    """
    zone = booking.zone
    dates = tuple(
        replace(shifted_date(date, by, zone), number=number)
        for number, date in enumerate(dates_to_copy(booking), 1)
    )
    rule, first = _copied_rule(booking, by, dates)
    lines = tuple(_line(booking, line, catalogue, instead or {}) for line in booking.lines)
    return Wish(lines, first, booking.length, zone, rule, dates=dates)


def _copied_rule(
    booking: Booking, by: timedelta, dates: Sequence[Occurrence]
) -> tuple[Recurrence | None, datetime]:
    """The rule that says these dates and where it begins; none where it would say others."""
    if booking.recurrence is None:
        return None, dates[0].original_start
    zone, first = booking.zone, wall_time(booking.first_start, booking.zone)
    rule = booking.recurrence.moved(first, by)
    if rule is None:
        return None, dates[0].original_start
    begin = booking.recurrence.starts(first)[0] + by
    said = {localize(start, zone) for start in rule.starts(begin)}
    if not {date.original_start for date in dates} <= said:
        return None, dates[0].original_start
    return rule, localize(begin, zone)


def _line(booking: Booking, line: Line, catalogue: Catalogue, instead: Mapping[str, str]) -> PlannedLine:
    code = instead.get(line.resource, line.resource)
    resource = catalogue.resources.get(code)
    if resource is None or not resource.active:
        raise InvalidInput(
            "copy-resource-gone", ref=booking.ref, resource=code, instead=equivalents(catalogue, code)
        )
    return _planned(booking, line, resource)


def _planned(booking: Booking, line: Line, resource: Resource) -> PlannedLine:
    held = frozenset(item.unit_id for item in booking.allocations if item.line == line.number)
    pinned = next((unit for unit in resource.active_units if unit.id == line.unit), None)
    kept = replace(line, resource=resource.code, unit=pinned.id if pinned else None)
    return PlannedLine(kept, resource, pinned, preferred=held)


def equivalents(catalogue: Catalogue, code: str) -> tuple[str, ...]:
    """What can be booked in the place of a resource, as the catalogue declares it."""
    named = catalogue.resources[code].equivalent_to if code in catalogue.resources else ()
    return tuple(
        other for other in named if other in catalogue.resources and catalogue.resources[other].active
    )
