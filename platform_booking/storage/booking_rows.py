"""What a booking is in memory, and what it is in the rows of its tables: from one to the other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Allocation, Booking, Line, Occurrence, Purpose, State, Visibility
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from sqlalchemy import Row

    from platform_booking.domain.catalogue import Catalogue

LAPSES_KEPT: Final = 1000


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


def booking_of(
    row: Row[Any],
    lines: tuple[Line, ...],
    occurrences: tuple[Occurrence, ...],
    allocations: tuple[Allocation, ...],
) -> Booking:
    """The booking of that row, with what it is made of."""
    return Booking(
        id=row.id,
        ref=row.ref,
        uid=row.uid,
        version=row.version,
        sequence=row.sequence,
        title=row.title,
        purpose=Purpose(row.purpose),
        organiser=row.login,
        partner=row.partner_code or "",
        learners=row.learners,
        time_zone=row.time_zone,
        rule=row.rule,
        first_start=row.first_start,
        length=_lapse(row.length_wall, row.length_exact),
        visibility=Visibility(row.visibility),
        created_at=row.created_at,
        changed_at=row.changed_at,
        lines=lines,
        occurrences=occurrences,
        allocations=allocations,
        biosafety=row.biosafety,
        dossier=row.dossier,
        instructions=row.instructions,
        funding=row.funding,
        origin=row.origin or "",
        offered=bool(row.offered),
    )


def line_of(row: Row[Any], codes: dict[int, str]) -> Line:
    """The line of that row; ``codes`` are those of the resources, by key."""
    own = None if row.length_wall is None else _lapse(row.length_wall, row.length_exact)
    offset = _lapse(row.offset_wall, row.offset_exact)
    return Line(row.number, codes[row.resource_id], row.quantity, offset, own, row.unit_id)


def occurrence_of(row: Row[Any]) -> Occurrence:
    """The date of that row."""
    return Occurrence(row.number, row.original_start, TimeSpan(row.starts, row.ends), row.title)


def allocation_of(row: Row[Any]) -> Allocation:
    """The allocation of that row."""
    return Allocation(
        id=row.id,
        unit_id=row.unit_id,
        line=row.line,
        occurrence=row.occurrence,
        use=TimeSpan(row.use_from, row.use_until),
        occupied=TimeSpan(row.occupied_from, row.occupied_until),
        state=State(row.state),
        holds=row.holds,
        granted=row.granted,
        changed_at=row.changed_at,
        actual_from=row.actual_from,
        actual_until=row.actual_until,
    )
