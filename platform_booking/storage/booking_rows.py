"""What a booking is in memory, and what it is in the rows of its tables: from one to the other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Allocation, Booking, Line, Occurrence, Purpose, State, Visibility
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Column, Table

    from platform_booking.domain.catalogue import Catalogue

    _Row = Sequence[Any]

LAPSES_KEPT: Final = 1000
_STATES: Final = {state.value: state for state in State}
_PURPOSES: Final = {purpose.value: purpose for purpose in Purpose}
_VISIBILITIES: Final = {visibility.value: visibility for visibility in Visibility}


def _columns(table: Table, names: str) -> tuple[Column[Any], ...]:
    return tuple(table.c[name] for name in names.split())


BOOKING: Final = _columns(
    tables.booking,
    "id ref uid version sequence title purpose learners time_zone rule first_start length_wall length_exact visibility"
    " created_at changed_at biosafety dossier instructions funding",
)
LINE: Final = _columns(
    tables.line,
    "booking_id number resource_id quantity offset_wall offset_exact length_wall length_exact unit_id",
)
OCCURRENCE: Final = _columns(tables.occurrence, "booking_id number original_start starts ends title")
ALLOCATION: Final = _columns(
    tables.allocation,
    "booking_id id unit_id line occurrence use_from use_until occupied_from occupied_until state holds granted"
    " changed_at actual_from actual_until",
)
"""Columns in the order in which ``RowReader`` takes rows apart. Each row is one of the booking that it names first."""


@lru_cache(LAPSES_KEPT)
def _lapse(wall: int, exact: int) -> Lapse:
    """The same object for the same minutes: most lines begin with their booking, and last as long."""
    return Lapse(wall, exact)


def booking_row(booking: Booking, catalogue: Catalogue, origin: int | None) -> dict[str, Any]:
    """What the row of a booking says, but its key and uid. ``origin`` is the key of the one it was split from."""
    partner = catalogue.partners.get(booking.partner)
    return {
        "ref": booking.ref,
        "version": booking.version,
        "sequence": booking.sequence,
        "title": booking.title,
        "purpose": booking.purpose.value,
        "organiser_id": catalogue.persons[booking.organiser].id,
        "partner_id": partner.id if partner else None,
        "learners": booking.learners,
        "time_zone": booking.time_zone,
        "rule": booking.rule,
        "first_start": booking.first_start,
        "length_wall": booking.length.wall,
        "length_exact": booking.length.exact,
        "visibility": booking.visibility.value,
        "biosafety": booking.biosafety,
        "dossier": booking.dossier,
        "instructions": booking.instructions,
        "funding": booking.funding,
        "origin_id": origin,
        "created_at": booking.created_at,
        "changed_at": booking.changed_at,
    }


def line_row(booking_id: int, line: Line, catalogue: Catalogue) -> dict[str, Any]:
    """The row of a line."""
    return {
        "booking_id": booking_id,
        "number": line.number,
        "resource_id": catalogue.resources[line.resource].id,
        "quantity": line.quantity,
        "offset_wall": line.offset.wall,
        "offset_exact": line.offset.exact,
        "length_wall": line.length.wall if line.length else None,
        "length_exact": line.length.exact if line.length else None,
        "unit_id": line.unit,
    }


def occurrence_row(booking_id: int, occurrence: Occurrence) -> dict[str, Any]:
    """The row of a date."""
    return {
        "booking_id": booking_id,
        "number": occurrence.number,
        "original_start": occurrence.original_start,
        "starts": occurrence.span.start,
        "ends": occurrence.span.end,
        "title": occurrence.title,
    }


def allocation_row(booking_id: int, item: Allocation) -> dict[str, Any]:
    """The row of an allocation, but its key."""
    return {
        "unit_id": item.unit_id,
        "booking_id": booking_id,
        "line": item.line,
        "occurrence": item.occurrence,
        "use_from": item.use.start,
        "use_until": item.use.end,
        "occupied_from": item.occupied.start,
        "occupied_until": item.occupied.end,
        "state": item.state.value,
        "holds": item.holds,
        "granted": item.granted,
        "changed_at": item.changed_at,
        "actual_from": item.actual_from,
        "actual_until": item.actual_until,
    }


class RowReader:
    """Makes bookings of the rows of one reading.

    A feed reads tens of thousands: rows are taken apart by position, and what many have in common is made once.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._codes = {resource.id: resource.code for resource in catalogue.resources.values()}
        self._lines: dict[tuple[Any, ...], Line] = {}
        self._spans: dict[tuple[datetime, datetime], TimeSpan] = {}

    def booking(
        self, row: _Row, lines: Iterable[_Row], occurrences: Iterable[_Row], allocations: Iterable[_Row]
    ) -> Booking:
        """The booking of a row of ``BOOKING`` with login, partner, origin and offer, and of its rows of the others."""
        key, ref, uid, version, sequence, title, purpose, learners, zone, rule, first, *more = row
        wall, exact, visibility, created, changed, biosafety, dossier, instructions, funding, *others = more
        login, partner, origin, offered = others
        return Booking(
            id=key,
            ref=ref,
            uid=uid,
            version=version,
            sequence=sequence,
            title=title,
            purpose=_PURPOSES[purpose],
            organiser=login,
            partner=partner or "",
            learners=learners,
            time_zone=zone,
            rule=rule,
            first_start=first,
            length=_lapse(wall, exact),
            visibility=_VISIBILITIES[visibility],
            created_at=created,
            changed_at=changed,
            lines=tuple(map(self._line, lines)),
            occurrences=tuple(map(self._occurrence, occurrences)),
            allocations=tuple(map(self._allocation, allocations)),
            biosafety=biosafety,
            dossier=dossier,
            instructions=instructions,
            funding=funding,
            origin=origin or "",
            offered=bool(offered),
        )

    def _line(self, row: _Row) -> Line:
        values = tuple(row)[1:]
        found = self._lines.get(values)
        if found is None:
            number, resource, quantity, offset_wall, offset_exact, wall, exact, unit = values
            own = None if wall is None else _lapse(wall, exact)
            offset = _lapse(offset_wall, offset_exact)
            found = self._lines[values] = Line(number, self._codes[resource], quantity, offset, own, unit)
        return found

    def _occurrence(self, row: _Row) -> Occurrence:
        _booking, number, original_start, starts, ends, title = row
        return Occurrence(number, original_start, self._span(starts, ends), title)

    def _allocation(self, row: _Row) -> Allocation:
        _booking, key, unit, line, occurrence, use_from, use_until, occupied_from, occupied_until, *more = row
        state, holds, granted, changed_at, actual_from, actual_until = more
        return Allocation(
            key,
            unit,
            line,
            occurrence,
            self._span(use_from, use_until),
            self._span(occupied_from, occupied_until),
            _STATES[state],
            holds,
            granted,
            changed_at,
            actual_from,
            actual_until,
        )

    def _span(self, start: datetime, end: datetime) -> TimeSpan:
        found = self._spans.get((start, end))
        if found is None:
            found = self._spans[start, end] = TimeSpan(start, end)
        return found
