"""What a change of a series does, date by date: kept, moved, added, cancelled, in conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE, status_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.series import Retimed
    from platform_booking.domain.timespan import TimeSpan


@dataclass(frozen=True, slots=True)
class LineChange:
    """One resource at one date, with the names of its units."""

    resource: str
    """Code."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    state: str
    """What it will be; empty where it is given up."""


@dataclass(frozen=True, slots=True)
class DateChange:
    """One date before and after."""

    day: date
    """Names the date."""
    before: TimeSpan | None
    """None for a new one."""
    after: TimeSpan | None
    """None where it is given up."""
    lines: tuple[LineChange, ...]

    @property
    def other_lines(self) -> bool:
        """Whether it gets other units than it had."""
        return any(line.before != line.after for line in self.lines)


@dataclass(frozen=True, slots=True)
class SeriesPreview:
    """All dates meant, each in one of four lists, and who stands in the way. A date in conflict is kept or not added."""

    zone: ZoneInfo
    kept: tuple[DateChange, ...] = ()
    """At the same time; the lines may differ."""
    moved: tuple[DateChange, ...] = ()
    added: tuple[DateChange, ...] = ()
    cancelled: tuple[DateChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def in_conflict(self) -> tuple[date, ...]:
        """The days at which somebody stands in the way."""
        return tuple(sorted({item.occurrence for item in self.conflicts}))


def preview_of(
    catalogue: Catalogue,
    before: Booking,
    after: Booking,
    meant: Collection[int],
    dates: Retimed,
    conflicts: Sequence[Conflict],
) -> SeriesPreview:
    """The dates meant of the booking, or of what will continue it, before and after."""
    former = {item.number: item for item in before.occurrences}
    found: dict[str, list[DateChange]] = {"kept": [], "moved": [], "added": [], "cancelled": []}
    for item in sorted(after.occurrences, key=lambda occurrence: occurrence.span):
        if item.number not in meant and item.number not in dates.added:
            continue
        change = _change(catalogue, before, after, former.get(item.number), item, dates)
        kind = "kept"
        if change.before is None:
            kind = "added"
        elif change.after is None:
            kind = "cancelled"
        elif change.before != change.after:
            kind = "moved"
        found[kind].append(change)
    kept, moved, added, cancelled = map(tuple, found.values())
    return SeriesPreview(before.zone, kept, moved, added, cancelled, tuple(conflicts))


def _change(
    catalogue: Catalogue,
    before: Booking,
    after: Booking,
    former: Occurrence | None,
    occurrence: Occurrence,
    dates: Retimed,
) -> DateChange:
    had = _units(catalogue, before, occurrence.number) if former else {}
    has = _units(catalogue, after, occurrence.number)
    states = {
        code: status_of(
            item.state
            for item in after.allocations
            if item.occurrence == occurrence.number
            and item.state in LIVE
            and catalogue.resource_of_unit[item.unit_id].code == code
        )
        for code in has
    }
    lines = tuple(
        LineChange(code, had.get(code, ()), has.get(code, ()), states.get(code, "")) for code in had | has
    )
    comes = occurrence.number in dates.added
    goes = occurrence.number in dates.gone or not has
    return DateChange(
        (former or occurrence).day(before.zone),
        None if comes or former is None else former.span,
        None if goes else occurrence.span,
        lines,
    )


def _units(catalogue: Catalogue, booking: Booking, number: int) -> dict[str, tuple[str, ...]]:
    """Code → names of the units that are used or asked for at that date."""
    found: dict[str, list[str]] = {}
    for item in booking.allocations:
        if item.occurrence == number and item.state in LIVE:
            code = catalogue.resource_of_unit[item.unit_id].code
            found.setdefault(code, []).append(catalogue.unit_by_id[item.unit_id].name)
    return {code: tuple(sorted(names)) for code, names in found.items()}
