"""French public holidays, by name in both languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

HOLIDAY_ZONE = DEFAULT_TIME_ZONE
"""Platforms on these clocks keep the holidays of metropolitan France (Code du travail, art. L3133-1)."""


def holidays_of(years: Iterable[int]) -> Mapping[date, Text]:
    """Every public holiday of those years."""
    return {day: name for year in years for day, name in _of_year(year).items()}


@cache
def _of_year(year: int) -> Mapping[date, Text]:
    from holidays import country_holidays  # noqa: PLC0415 - slow to import, and wanted only when something is judged

    french = country_holidays("FR", years=year, language="fr")
    english = country_holidays("FR", years=year, language="en_US")
    return {day: Text(name, english[day]) for day, name in french.items()}
