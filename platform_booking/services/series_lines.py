"""Other lines at some or all dates of a series: which line is used where, and what has to be planned for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import PlannedLine, check_quantities
from platform_booking.domain.series import current_lines
from platform_booking.services.requests import planned_line, resource_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Allocation, Booking, Line
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.requests import LineRequest


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What is asked of the lines, by the code of their resource."""

    add: tuple[LineRequest, ...] = ()
    remove: tuple[str, ...] = ()
    exchange: Mapping[str, str] = field(default_factory=dict)
    quantity: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.add or self.remove or self.exchange or self.quantity)


@dataclass(frozen=True, slots=True)
class EditedLines:
    """The lines of a booking after the edit."""

    lines: tuple[Line, ...]
    """All of them. Where other dates go on with a line as it was, its changed form is a new line."""
    becomes: Mapping[int, Line | None]
    """Former number → the line that takes its place at the dates meant; None where it is removed."""
    added: tuple[Line, ...]
    standing: tuple[Line, ...]
    """Those that a new date of the series gets."""


def live_cells(
    booking: Booking, dates: Collection[int], now: datetime
) -> dict[tuple[int, int], tuple[Allocation, ...]]:
    """(line, date) → its allocations that may still change: a campaign's lines that are over stay."""
    found: dict[tuple[int, int], tuple[Allocation, ...]] = {}
    for item in booking.allocations:
        if item.occurrence in dates and item.state in LIVE and item.use.end > now:
            key = (item.line, item.occurrence)
            found[key] = (*found.get(key, ()), item)
    return found


def edited_lines(
    catalogue: Catalogue, booking: Booking, dates: Collection[int], edit: LineEdit, now: datetime
) -> EditedLines:
    """The lines after the edit at these dates (numbers). Raises InvalidInput or NotFound."""
    cells = live_cells(booking, dates, now)
    found = {
        number: line for number, line in _by_number(booking).items() if number in {key[0] for key in cells}
    }
    by_code: dict[str, list[Line]] = {}
    for line in found.values():
        by_code.setdefault(line.resource, []).append(line)
    number = max(_by_number(booking))
    becomes: dict[int, Line | None] = {}
    for former, changed in _changed(catalogue, booking, by_code, edit).items():
        if changed is not None and not _only_here(booking, found[former], changed, cells):
            number += 1
            becomes[former] = replace(changed, number=number)
        else:
            becomes[former] = changed
    wanted = [planned_line(catalogue, place, line) for place, line in enumerate(edit.add, number + 1)]
    check_quantities(wanted)
    added = tuple(item.line for item in wanted)
    lines = _by_number(booking) | {line.number: line for line in becomes.values() if line is not None}
    standing = [becomes.get(line.number, line) for line in _usual(booking, cells, found)]
    kept = tuple(line for line in standing if line is not None)
    if found and not added and all(becomes.get(number, line) is None for number, line in found.items()):
        raise InvalidInput("no-line")
    return EditedLines((*lines.values(), *added), becomes, added, (*kept, *added))


def _usual(
    booking: Booking, cells: Mapping[tuple[int, int], tuple[Allocation, ...]], found: Mapping[int, Line]
) -> Sequence[Line]:
    """The lines that most of the dates have, of as many the first ones: a date of its own kind is an exception."""
    by_date: dict[int, list[Line]] = {}
    for number, date in sorted(cells):
        by_date.setdefault(date, []).append(found[number])
    if not by_date:
        return current_lines(booking)
    kinds = Counter(_kind(by_date[date]) for date in sorted(by_date))
    (usual, _) = kinds.most_common(1)[0]
    return next(lines for lines in by_date.values() if _kind(lines) == usual)


def _kind(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What they are, whatever their numbers."""
    return tuple(sorted((replace(line, number=0) for line in lines), key=repr))


def _by_number(booking: Booking) -> dict[int, Line]:
    return {line.number: line for line in booking.lines}


def _changed(
    catalogue: Catalogue, booking: Booking, by_code: Mapping[str, list[Line]], edit: LineEdit
) -> dict[int, Line | None]:
    """Former number → the line as it is to be, still with that number."""
    changed: dict[int, Line | None] = {}

    def meant(code: str) -> list[Line]:
        known = code.strip() if code.strip() in by_code else code.strip().upper()
        if known not in by_code:
            raise InvalidInput("resource-not-booked", ref=booking.ref, value=code, allowed=", ".join(by_code))
        return by_code[known]

    def now(line: Line) -> Line:
        return changed.get(line.number) or line

    for code, count in edit.quantity.items():
        changed |= {line.number: replace(now(line), quantity=count) for line in meant(code)}
    for code, other in edit.exchange.items():
        resource = resource_of(catalogue, other).code
        changed |= {line.number: replace(now(line), resource=resource, unit=None) for line in meant(code)}
    for code in edit.remove:
        changed |= dict.fromkeys((line.number for line in meant(code)), None)
    former = {line.number: line for lines in by_code.values() for line in lines}
    found = {number: line for number, line in changed.items() if line != former[number]}
    check_quantities([_planned(catalogue, line) for line in found.values() if line is not None])
    return found


def _planned(catalogue: Catalogue, line: Line) -> PlannedLine:
    unit = None if line.unit is None else catalogue.unit_by_id[line.unit]
    return PlannedLine(line, catalogue.resources[line.resource], unit)


def _only_here(
    booking: Booking, former: Line, line: Line, cells: Mapping[tuple[int, int], tuple[Allocation, ...]]
) -> bool:
    """Whether nothing else is known of the line than what changes now: then the line itself may change."""
    here = {item.id for (number, _), items in cells.items() if number == former.number for item in items}
    everywhere = {item.id for item in booking.allocations if item.line == former.number}
    return here == everywhere and (line.resource == former.resource or line.quantity >= former.quantity)
