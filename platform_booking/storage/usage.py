"""What has been used, or will be: for quotas; and who did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from platform_booking.domain.booking import State
from platform_booking.domain.rules import Usage
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage import tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from platform_booking.domain.catalogue import Catalogue

COUNTED = (State.REQUESTED, State.APPROVED, State.IN_USE, State.COMPLETED, State.NO_SHOW)
"""What counts against a quota: also what was booked and not used."""


def usage_of(
    connection: Connection, catalogue: Catalogue, codes: Sequence[str], span: TimeSpan, but: str
) -> tuple[Usage, ...]:
    """Every use of these resources that touches the span, but those of the booking of that ref."""
    allocation, booking = tables.allocation.c, tables.booking.c
    units = {unit.id: code for code in codes for unit in catalogue.resources[code].units}
    query = (
        select(
            allocation.unit_id,
            allocation.use_from,
            allocation.use_until,
            allocation.occurrence,
            booking.ref,
            tables.person.c.login,
            tables.partner.c.code,
        )
        .join(tables.booking, booking.id == allocation.booking_id)
        .join(tables.person, tables.person.c.id == booking.organiser_id)
        .outerjoin(tables.partner, tables.partner.c.id == booking.partner_id)
        .where(
            allocation.unit_id.in_(sorted(units)),
            allocation.use_from < span.end,
            allocation.use_until > span.start,
            allocation.state.in_([state.value for state in COUNTED]),
            booking.ref != but,
        )
    )
    return tuple(
        Usage(
            units[row.unit_id],
            row.login,
            row.code or "",
            TimeSpan(row.use_from, row.use_until),
            f"{row.ref}/{row.occurrence}",
        )
        for row in connection.execute(query)
    )


def no_shows_of(
    connection: Connection, catalogue: Catalogue, login: str, since: datetime
) -> tuple[datetime, ...]:
    """When the person's dates began to which nobody came, each once."""
    allocation, booking = tables.allocation.c, tables.booking.c
    query = (
        select(allocation.use_from)
        .join(tables.booking, booking.id == allocation.booking_id)
        .where(
            booking.organiser_id == catalogue.persons[login].id,
            allocation.state == State.NO_SHOW.value,
            allocation.use_from >= since,
        )
        .distinct()
        .order_by(allocation.use_from)
    )
    return tuple(connection.execute(query).scalars())
