"""Whether those who take part still hold what is required: authorisations expire or are withdrawn after an approval."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE
from platform_booking.domain.rules import Case, Severity, Violation, refusing
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


def forbidding(
    catalogue: Catalogue, violations: Iterable[Violation], overridden_by: str | None
) -> tuple[Violation, ...]:
    """Those for which nobody may begin; of the others people are warned, the manager has agreed.

    At the door whoever answers for the equipment may let it be used all the same, as they do where a rule is to be overridden.
    """
    refused = [item for item in violations if item.severity is Severity.REFUSE]
    able = (
        replace(item, severity=Severity.OVERRIDE, who_can=_answering(catalogue, item.where))
        for item in refused
    )
    return refusing(able, overridden_by)


def _answering(catalogue: Catalogue, code: str) -> tuple[str, ...]:
    platform = catalogue.platform_of(catalogue.resources[code])
    return (*platform.managers, *platform.deputies) if platform else ()
