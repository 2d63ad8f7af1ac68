"""From possible starts to series: the same hour every week, with weeks left out, or on other days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from platform_booking.domain.start_grid import PER_DAY, PER_WEEK, bits, indices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Rhythm(StrEnum):
    """How regular a series is."""

    ONCE = "once"
    WEEKLY = "weekly"
    WITH_GAPS = "with-gaps"
    """The same day and hour, some weeks left out."""
    SAME_HOUR = "same-hour"
    """The same hour on different days."""


@dataclass(frozen=True, slots=True)
class Series:
    """Starts, as bits of the grid, in order."""

    rhythm: Rhythm
    starts: tuple[int, ...]


Group = list[Series]
"""Series of which one is proposed: they lie on the same days. The best first."""


def once(starts: int, size: int) -> Iterator[Group]:
    """Single dates: each stretch of possible starts of a day is a group, earliest first."""
    for day in range(0, size, PER_DAY):
        found: Group = []
        for index in indices(starts >> day & bits(0, PER_DAY)):
            if found and day + index > found[-1].starts[0] + 1:
                yield found
                found = []
            found.append(Series(Rhythm.ONCE, (day + index,)))
        if found:
            yield found


def every_week(starts: int, sessions: int) -> int:
    """The starts from which the same hour is possible for that many weeks running."""
    found = starts
    for week in range(1, sessions):
        found &= starts >> week * PER_WEEK
    return found


def weekly(starts: int, steady: int, sessions: int) -> Iterator[Group]:
    """Weekly series, one group for each first day; hours at which the units can stay the same (``steady``) first."""
    days: dict[int, list[int]] = {}
    for index in indices(every_week(starts, sessions)):
        days.setdefault(index // PER_DAY, []).append(index)
    found = [sorted(hours, key=lambda index: (not steady >> index & 1, index)) for hours in days.values()]
    found.sort(key=lambda hours: (not steady >> hours[0] & 1, hours[0]))
    for hours in found:
        yield [
            Series(Rhythm.WEEKLY, tuple(index + week * PER_WEEK for week in range(sessions)))
            for index in hours
        ]


def with_gaps(starts: int, sessions: int, apart: int) -> Iterator[Group]:
    """The same day and hour with weeks left out, as soon as can be; one group for each day of the week."""
    yield from _by_days(starts, sessions, apart, PER_WEEK, Rhythm.WITH_GAPS, _is_weekly)


def same_hour(starts: int, sessions: int, apart: int) -> Iterator[Group]:
    """The same hour on the nearest days that are possible; one group for each choice of days."""
    yield from _by_days(starts, sessions, apart, PER_DAY, Rhythm.SAME_HOUR, _is_on_one_weekday)


def most(starts: int, apart: int) -> tuple[int, ...]:
    """As many starts as can be, at any hours, each so far from the next: always the earliest that is left."""
    found: list[int] = []
    for index in indices(starts):
        if not found or index >= found[-1] + apart:
            found.append(index)
    return tuple(found)


def _by_days(
    starts: int,
    sessions: int,
    apart: int,
    period: int,
    rhythm: Rhythm,
    told_already: Callable[[Sequence[int]], bool],
) -> Iterator[Group]:
    same: dict[int, list[int]] = {}
    for index in indices(starts):
        same.setdefault(index % period, []).append(index)
    groups: dict[tuple[int, ...], Group] = {}
    for found in same.values():
        row: list[int] = []
        for index in found:
            if len(row) < sessions and (not row or index >= row[-1] + apart):
                row.append(index)
        if len(row) == sessions and not told_already(row):
            days = tuple(index // PER_DAY for index in row)
            groups.setdefault(days, []).append(Series(rhythm, tuple(row)))
    yield from sorted(groups.values(), key=lambda group: (group[0].starts[-1], group[0].starts[0]))


def _is_weekly(row: Sequence[int]) -> bool:
    return all(after - before == PER_WEEK for before, after in pairwise(row))


def _is_on_one_weekday(row: Sequence[int]) -> bool:
    return all((after - before) % PER_WEEK == 0 for before, after in pairwise(row))
