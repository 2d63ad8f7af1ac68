"""Which dates of a booking are meant: one, one and those that follow, or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.errors import InvalidInput, NotFound, StaleVersion

if TYPE_CHECKING:
    from datetime import date

    from platform_booking.domain.booking import Booking, Occurrence


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates a change is about. ``day`` None is all of them."""

    day: date | None = None
    following: bool = False

    def of(self, booking: Booking) -> tuple[Occurrence, ...]:
        """The occurrences meant, in order of time. The day is the original one, or the one it was moved to.

        Raises NotFound when the booking has no such date, InvalidInput for "following" without a date.
        """
        if self.day is None:
            if self.following:
                raise InvalidInput("following-needs-occurrence")
            return tuple(sorted(booking.occurrences, key=lambda occurrence: occurrence.span))
        named = occurrence_on(booking, self.day)
        if not self.following:
            return (named,)
        return tuple(
            sorted(
                (item for item in booking.occurrences if item.original_start >= named.original_start),
                key=lambda occurrence: occurrence.span,
            )
        )


ALL_DATES = Dates()


@dataclass(frozen=True, slots=True)
class Picked:
    """Dates that somebody pointed at, by their numbers."""

    numbers: frozenset[int]

    def of(self, booking: Booking) -> tuple[Occurrence, ...]:
        """Those occurrences, in order of time. Raises NotFound when the booking has none of them."""
        found = [item for item in booking.occurrences if item.number in self.numbers]
        if not found:
            raise NotFound("occurrence", f"{booking.ref} {min(self.numbers)}")
        return tuple(sorted(found, key=lambda occurrence: occurrence.span))


def occurrence_on(booking: Booking, day: date) -> Occurrence:
    """The occurrence that day names. Raises NotFound, with the days there are."""
    for occurrence in booking.occurrences:
        if occurrence.day(booking.zone) == day:
            return occurrence
    for occurrence in booking.occurrences:
        if occurrence.span.start.astimezone(booking.zone).date() == day:
            return occurrence
    days = tuple(occurrence.day(booking.zone).isoformat() for occurrence in booking.occurrences[:10])
    raise NotFound("occurrence", f"{booking.ref} {day.isoformat()}", days)


def check_version(booking: Booking, expected: int | None) -> None:
    """Raise StaleVersion when the caller looked at another version than the store has."""
    if expected is not None and booking.version != expected:
        raise StaleVersion(booking.ref, expected, booking.version)
