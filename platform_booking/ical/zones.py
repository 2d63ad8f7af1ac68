"""Time zones as VTIMEZONE (RFC 5545 §3.6.5), in the one form that every program of the field reads rightly.

Some readers take only the first date of an RDATE list, and then show a summer an hour late; so each half of
the year is one yearly RRULE or the zone is not described at all. The zone's IANA name stays its TZID: some
readers ignore the description and go by the name.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import WEEKDAYS, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

ONSET_YEAR: Final = 1970
"""Year in which the descriptions begin; dates up to then cannot be described."""
UTC_NAMES: Final = frozenset(
    {"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"}
)
"""Zones whose times are written with a Z and need no description."""

_DAYS_PER_WEEK: Final = 7
_LAST: Final = -1
_CHANGES_PER_YEAR: Final = 2
_CACHED_ZONES: Final = 64
_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Change:
    """The zone's clocks are set: at ``wall`` as they showed it before, from one offset to another."""

    wall: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str

    @property
    def forward(self) -> bool:
        return self.offset_to > self.offset_from


@lru_cache(maxsize=_CACHED_ZONES)
def vtimezone(name: str, first_year: int, last_year: int) -> tuple[str, ...] | None:
    """Content lines that describe the zone in those years, both included; None where no yearly rules do."""
    zone = zone_of(name)
    changes = tuple(_changes(zone, first_year, last_year))
    if first_year <= ONSET_YEAR or not _in_whole_minutes(zone, first_year, changes):
        return None
    if not changes:
        halves: tuple[tuple[str, ...], ...] = (_unchanging(zone, first_year),)
    else:
        forward = _yearly([change for change in changes if change.forward], first_year, last_year)
        backward = _yearly([change for change in changes if not change.forward], first_year, last_year)
        if forward is None or backward is None:
            return None
        # By their offsets and not by the zone's own word: Irish winter time is "daylight saving" by law.
        halves = (_observance("DAYLIGHT", *forward), _observance("STANDARD", *backward))
    return (
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        *(line for half in halves for line in half),
        "END:VTIMEZONE",
    )


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[_Change]:
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    days = (datetime(last_year + 1, 1, 1, tzinfo=UTC) - start).days
    for before, after in pairwise(start + number * _DAY for number in range(days + 1)):
        if _offset(zone, before) != _offset(zone, after):
            yield _change_between(zone, before, after)


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> _Change:
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    offset_from = _offset(zone, before)
    return _Change(
        wall=(after + offset_from).replace(tzinfo=None),
        offset_from=offset_from,
        offset_to=_offset(zone, after),
        name=after.astimezone(zone).tzname() or "",
    )


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _in_whole_minutes(zone: ZoneInfo, first_year: int, changes: Sequence[_Change]) -> bool:
    offsets = {
        _offset(zone, datetime(first_year, 1, 1, tzinfo=UTC)),
        *(change.offset_to for change in changes),
    }
    return not any(offset % _MINUTE for offset in offsets)


def _yearly(changes: Sequence[_Change], first_year: int, last_year: int) -> tuple[_Change, int] | None:
    """The change and the week of its month in which it comes every year, or None."""
    if [change.wall.year for change in changes] != list(range(first_year, last_year + 1)):
        return None
    alike = {
        (change.wall.month, change.wall.weekday(), change.wall.time(), change.offset_from, change.offset_to)
        for change in changes
    }
    weeks = set.intersection(*(_weeks_of(change.wall) for change in changes))
    if len(alike) > 1 or not weeks:
        return None
    return changes[0], min(weeks)


def _weeks_of(wall: datetime) -> set[int]:
    """Which of its weekday in the month a day is: the 29th may be the fifth Sunday, and the last one."""
    weeks = {(wall.day - 1) // _DAYS_PER_WEEK + 1}
    if wall.day + _DAYS_PER_WEEK > monthrange(wall.year, wall.month)[1]:
        weeks.add(_LAST)
    return weeks


def _observance(kind: str, change: _Change, week: int) -> tuple[str, ...]:
    wall = change.wall
    onset = _day_in(ONSET_YEAR, wall.month, week, wall.weekday()).replace(
        hour=wall.hour, minute=wall.minute, second=wall.second
    )
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=YEARLY;BYMONTH={wall.month};BYDAY={week}{WEEKDAYS[wall.weekday()]}",
        f"TZNAME:{change.name}",
        f"TZOFFSETFROM:{_signed(change.offset_from)}",
        f"TZOFFSETTO:{_signed(change.offset_to)}",
        f"END:{kind}",
    )


def _day_in(year: int, month: int, week: int, weekday: int) -> datetime:
    days = [
        day
        for day in (
            datetime(year, month, number, tzinfo=UTC) for number in range(1, monthrange(year, month)[1] + 1)
        )
        if day.weekday() == weekday
    ]
    return days[week if week == _LAST else week - 1]


def _unchanging(zone: ZoneInfo, year: int) -> tuple[str, ...]:
    moment = datetime(year, 1, 1, tzinfo=UTC)
    offset = _signed(_offset(zone, moment))
    return (
        "BEGIN:STANDARD",
        f"DTSTART:{ONSET_YEAR}0101T000000",
        f"TZNAME:{moment.astimezone(zone).tzname()}",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
    )


def _signed(offset: timedelta) -> str:
    minutes = offset // _MINUTE
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
