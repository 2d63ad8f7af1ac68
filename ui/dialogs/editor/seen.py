"""What a preview says, as the editor shows it: columns of dates, the look of each cell, ways out of it. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from platform_booking.domain.rules import Severity, refusing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from platform_booking.domain.rules import Violation
    from platform_booking.services.preview import Cell, Preview


class Look(StrEnum):
    """How one line at one date is drawn."""

    FREE = "free"
    EQUIVALENT = "equivalent"
    """Taken, but an equivalent resource is free then."""
    CONFLICT = "conflict"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Column:
    """A date of the series; one that is left out has no number."""

    day: date
    occurrence: int = 0


def columns_of(preview: Preview, skip: Iterable[date]) -> tuple[Column, ...]:
    """All dates in order, those left out on purpose among them."""
    planned = [Column(item.day(preview.zone), item.number) for item in preview.occurrences]
    known = {column.day for column in planned}
    left_out = [Column(day) for day in skip if day not in known]
    return tuple(sorted((*planned, *left_out), key=lambda column: column.day))


def cells_by_place(preview: Preview) -> dict[tuple[int, int], Cell]:
    """Line number and date number → cell."""
    return {(cell.line, cell.occurrence): cell for cell in preview.cells}


def look_of(cell: Cell | None) -> Look:
    """How a cell is drawn."""
    if cell is None:
        return Look.SKIPPED
    if cell.verdict.fits:
        return Look.FREE
    return Look.EQUIVALENT if cell.equivalents else Look.CONFLICT


def best_exchanges(preview: Preview, taken: Collection[str]) -> dict[str, str]:
    """Resource → the equivalent to take for its whole line, where more dates go with it."""
    found = {}
    for line in preview.lines:
        cells = [cell for cell in preview.cells if cell.line == line.number]
        going = sum(cell.verdict.fits for cell in cells)
        free = Counter(code for cell in cells for code in cell.equivalents if code not in taken)
        if free:
            code, times = max(free.items(), key=lambda item: (item[1], item[0]))
            if times > going:
                found[line.resource.code] = code
    return found


def standing(violations: Iterable[Violation], login: str, *, override: bool) -> tuple[Violation, ...]:
    """Violations that stand in the way of sending, with or without an override."""
    return refusing(tuple(violations), login if override else None)


def may_override(violations: Iterable[Violation], login: str) -> bool:
    """Whether a reason given by this person would set aside all that stands in the way."""
    found = tuple(violations)
    return bool(standing(found, login, override=False)) and not standing(found, login, override=True)


def shown_first(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """The hardest first."""
    order = list(Severity)
    return tuple(sorted(violations, key=lambda violation: order.index(violation.severity)))
