"""French public holidays, by name in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HOLIDAY_ZONE = DEFAULT_TIME_ZONE
"""Platforms on these clocks keep the holidays of metropolitan France (Code du travail, art. L3133-1)."""
FIXED: Final = {
    (1, 1): Text("Jour de l'an", "New Year's Day"),
    (5, 1): Text("Fête du Travail", "Labour Day"),
    (5, 8): Text("Fête de la Victoire", "Victory Day"),
    (7, 14): Text("Fête nationale", "National Day"),
    (8, 15): Text("Assomption", "Assumption Day"),
    (11, 1): Text("Toussaint", "All Saints' Day"),
    (11, 11): Text("Armistice", "Armistice Day"),
    (12, 25): Text("Noël", "Christmas Day"),
}
"""By month and day."""
AFTER_EASTER: Final = {
    1: Text("Lundi de Pâques", "Easter Monday"),
    39: Text("Ascension", "Ascension Day"),
    50: Text("Lundi de Pentecôte", "Whit Monday"),
}
"""By days after Easter Sunday."""


def holidays_of(years: Iterable[int]) -> Mapping[date, Text]:
    """Every public holiday of those years."""
    return {day: name for year in years for day, name in _of_year(year).items()}


@cache
def _of_year(year: int) -> Mapping[date, Text]:
    found: dict[date, Text] = {}
    for day, name in _named(year):
        other = found.get(day)  # Ascension may fall on a day in May that is one already
        found[day] = Text(f"{name.fr}, {other.fr}", f"{name.en}, {other.en}") if other else name
    return found


def _named(year: int) -> Iterator[tuple[date, Text]]:
    from dateutil.easter import easter  # noqa: PLC0415 - wanted only when something is judged

    for (month, day), name in FIXED.items():
        yield date(year, month, day), name
    sunday = easter(year)
    for days, name in AFTER_EASTER.items():
        yield sunday + timedelta(days=days), name
