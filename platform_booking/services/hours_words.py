"""Hours that were used, as a table for the window and for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.domain.reports.model import Group
from platform_booking.services.hours import Hours
from platform_booking.wording.report_tables import HOUR, Cell, Column, Kind, Table, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.wording import Words

FIGURES: Final = ("booked", "used", "no_show", "released")


def hours_table(words: Words, catalogue: Catalogue, group: str, found: Mapping[str, Hours]) -> Table:
    """Booked, used, missed and given back by resource, platform or partner, and their sums."""
    named = [Column(group, words.text(f"used-by-{group}"), Kind.TEXT)]
    named.append(Column("code", words.text("used-code"), Kind.TEXT))  # sites have things of the same name
    columns = tuple(Column(key, words.text(f"used-hours-{key}"), Kind.HOURS) for key in FIGURES)
    rows = tuple(
        _row(name_of(words, catalogue, Group(group), code), code, hours) for code, hours in found.items()
    )
    total = sum(found.values(), Hours())
    return Table(
        words.text("used-title"), (*named, *columns), rows, _row(words.text("used-total"), "", total)
    )


def _row(name: str, code: str, hours: Hours) -> tuple[Cell, ...]:
    return (name, code, *(round(getattr(hours, key) / HOUR, 2) for key in FIGURES))
