"""How far a change of a series goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.services.selection import ALL_DATES, Dates

if TYPE_CHECKING:
    from datetime import date

THIS, FOLLOWING, ALL = "this", "following", "all"
SCOPES: Final = (THIS, FOLLOWING, ALL)


def dates_of(scope: str, day: date) -> Dates:
    """The dates meant, seen from the one at hand."""
    return ALL_DATES if scope == ALL else Dates(day, following=scope == FOLLOWING)
