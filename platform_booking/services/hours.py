"""Hours that were booked, and what became of them: used, missed, given back early."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, Category
from platform_booking.domain.recurrence import zone_of
from platform_booking.services.requests import check_choice, read_when

if TYPE_CHECKING:
    from platform_booking.domain.booking import Allocation, Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import When
    from platform_booking.storage.unit_of_work import UnitOfWork

GROUPS: Final = ("resource", "platform", "partner")
COUNTED: Final = frozenset({State.APPROVED, State.IN_USE, State.COMPLETED, State.NO_SHOW})
"""What was granted and not given up counts as booked."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of units: two units for an hour are two."""

    booked: timedelta = timedelta()
    used: timedelta = timedelta()
    """From check-in to finish, where both were said."""
    no_show: timedelta = timedelta()
    released: timedelta = timedelta()
    """Given back by an early finish."""

    def __add__(self, other: Hours) -> Hours:
        return Hours(
            self.booked + other.booked,
            self.used + other.used,
            self.no_show + other.no_show,
            self.released + other.released,
        )


class HoursService:
    """Adds hours up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def by(self, group: str, since: When, until: When, *, staff: bool = False) -> dict[str, Hours]:
        """Code → hours of everything that begins in ``[since, until)``, in order of code. Raises InvalidInput.

        Of equipment and rooms; of people's time where ``staff`` is wanted: an hour of both is not two hours of anything.
        """
        check_choice("by", group, GROUPS)
        zone = zone_of(DEFAULT_TIME_ZONE)
        start, end = read_when(since, zone), read_when(until, zone)

        def work(unit_of_work: UnitOfWork) -> dict[str, Hours]:
            found: dict[str, Hours] = defaultdict(Hours)
            for booking in unit_of_work.bookings.search(since=start, until=end):
                for item in booking.allocations:
                    if (
                        item.state in COUNTED
                        and start <= item.use.start < end
                        and _is_staff(unit_of_work.catalogue, item) is staff
                    ):
                        found[_code(unit_of_work.catalogue, booking, item, group)] += _hours(booking, item)
            return dict(sorted(found.items()))

        return self._desk.store.read(work)


def _is_staff(catalogue: Catalogue, item: Allocation) -> bool:
    return catalogue.resource_of_unit[item.unit_id].category == Category.STAFF


def _code(catalogue: Catalogue, booking: Booking, item: Allocation, group: str) -> str:
    resource = catalogue.resource_of_unit[item.unit_id]
    return {"resource": resource.code, "platform": resource.platform or "", "partner": booking.partner}[group]


def _hours(booking: Booking, item: Allocation) -> Hours:
    line = next(line for line in booking.lines if line.number == item.line)
    date = next(date for date in booking.occurrences if date.number == item.occurrence)
    start, end = booking.line_use(line, date)
    booked = end - start
    used = timedelta()
    if item.actual_from is not None and item.actual_until is not None:
        used = item.actual_until - item.actual_from
    return Hours(
        booked,
        used,
        booked if item.state is State.NO_SHOW else timedelta(),
        end - item.use.end if item.state is State.COMPLETED else timedelta(),
    )
