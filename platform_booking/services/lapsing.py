"""Whether those who take part still hold what is required: authorisations expire or are withdrawn after an approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE
from platform_booking.domain.rules import Case, Severity, Violation
from platform_booking.domain.rules.people import qualification
from platform_booking.services.judging import about_booking
from platform_booking.services.versions import planned_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue


def lapsed(catalogue: Catalogue, booking: Booking, date: Occurrence, now: datetime) -> tuple[Violation, ...]:
    """What of the required qualifications nobody holds at that date, by the rule that let it be booked.

    Nothing of a date that is over or given up.
    """
    alive = {item.line for item in booking.allocations_of(date) if item.state in LIVE and item.use.end > now}
    lines = [item for item in planned_lines(catalogue, booking) if item.line.number in alive]
    if not lines:
        return ()
    return tuple(qualification(Case(catalogue, lines, (date,), booking.zone, now, about_booking(booking))))


def forbidding(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Those for which nobody may begin: of the others people are warned, the manager has agreed."""
    return tuple(item for item in violations if item.severity is Severity.REFUSE)
