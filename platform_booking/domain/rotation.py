"""Which of many backups are kept: the last few, and one a day, a week and a month further back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Keep:
    """How many are kept of each sort. One that serves as several counts once."""

    last: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.last or self.daily or self.weekly or self.monthly)


def surplus(made: Iterable[datetime], keep: Keep) -> tuple[datetime, ...]:
    """Those that may go, the oldest first, by days, weeks and months in UTC.

    The newest always stays, and so does everything where nothing is asked for.
    """
    newest_first = sorted(set(made), reverse=True)
    if not keep:
        return ()
    staying = {
        *newest_first[: max(keep.last, 1)],
        *_one_each(newest_first, keep.daily, lambda moment: moment.date()),
        *_one_each(newest_first, keep.weekly, lambda moment: moment.isocalendar()[:2]),
        *_one_each(newest_first, keep.monthly, lambda moment: (moment.year, moment.month)),
    }
    return tuple(moment for moment in reversed(newest_first) if moment not in staying)


def _one_each(
    newest_first: Iterable[datetime], count: int, period: Callable[[datetime], object]
) -> list[datetime]:
    """The newest of each of the last so many periods in which there is any."""
    found: dict[object, datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment), moment)
    return list(found.values())[:count]
