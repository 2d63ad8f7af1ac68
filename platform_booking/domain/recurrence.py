"""The one place where a rule becomes dates: wall-clock time of the zone, safe across DST changes.

Only a part of RFC 5545 §3.3.10 is accepted: whole days and above, with an end. The few accepted shapes that calendar
programs still read differently are written date by date when exported (ical.rules).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platform_booking.domain.errors import InvalidInput

if TYPE_CHECKING:
    from dateutil import rrule as dateutil_rrule

MAX_OCCURRENCES: Final = 1000
MAX_YEARS: Final = 10
"""No rule is followed further than this from its first date, so that a rule without dates ends at once."""

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS: Final = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST")
_MAX_INTERVAL: Final = 366


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises InvalidInput for anything else."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput("unknown-time-zone", value=name) from error


def localize(wall: datetime, zone: tzinfo) -> datetime:
    """The UTC instant at which the zone's clocks show ``wall`` (naive).

    In the hour that is skipped in spring the clocks' earlier offset counts (02:30 becomes 03:30); in the hour that
    comes twice in autumn the first one is meant (RFC 5545 §3.3.5).
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_time(moment: datetime, zone: tzinfo) -> datetime:
    """What the zone's clocks show at that instant (naive)."""
    return moment.astimezone(zone).replace(tzinfo=None)


def is_plain(moment: datetime, zone: tzinfo) -> bool:
    """Whether the wall-clock time of this instant names it alone: neither in a skipped hour nor in one that comes twice."""
    shown = moment.astimezone(zone)  # an instant never shows a skipped time
    return shown.utcoffset() == shown.replace(fold=1 - shown.fold).utcoffset()


@dataclass(frozen=True, slots=True)
class Lapse:
    """A stretch of time in minutes: first by the clock on the wall, then by elapsed time.

    A session "from 09:00 to 12:00" is ``Lapse(wall=180)``: it ends at 12:00 also in the night of a DST change. A
    culture of "36 hours" is ``Lapse(exact=2160)``: it takes its true length. "Ten days" are wall time (RFC 5545
    §3.3.6 makes the same difference between nominal and exact durations).
    """

    wall: int = 0
    exact: int = 0

    def after(self, start: datetime, zone: tzinfo) -> datetime:
        """The UTC instant reached from ``start``."""
        if self.wall:
            fold = start.astimezone(zone).fold
            wall = wall_time(start, zone) + timedelta(minutes=self.wall)
            start = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        return start + timedelta(minutes=self.exact)

    @classmethod
    def between(cls, start: datetime, end: datetime, zone: tzinfo) -> Self:
        """The wall-clock lapse that leads from one instant to the other."""
        wall = wall_time(end, zone) - wall_time(start, zone)
        minutes = int(wall.total_seconds()) // 60
        lapse = cls(wall=minutes)
        if lapse.after(start, zone) != end:  # an end in the hour that comes twice, or in a skipped one
            lapse = cls(exact=int((end - start).total_seconds()) // 60)
        return lapse

    def __bool__(self) -> bool:
        return bool(self.wall or self.exact)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurrence rule with an end. ``until`` is wall-clock time (naive), inclusive."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    """(ordinal, weekday): (0, 1) every Tuesday, (-1, 4) the last Friday."""
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    week_start: int | None = None

    @classmethod
    def parse(cls, text: str, zone: tzinfo) -> Self:
        """Read ``FREQ=WEEKLY;COUNT=6``. Raises InvalidInput, naming the part that cannot be accepted."""
        parts = _split(text)
        freq = parts.get("FREQ", "")
        if freq not in FREQUENCIES:
            raise InvalidInput("rule-frequency", value=freq or text, allowed=", ".join(FREQUENCIES))
        rule = cls(
            freq=freq,
            interval=_integer(parts, "INTERVAL", 1, _MAX_INTERVAL) or 1,
            count=_integer(parts, "COUNT", 1, MAX_OCCURRENCES),
            until=_until(parts["UNTIL"], zone) if "UNTIL" in parts else None,
            by_day=_by_day(parts.get("BYDAY"), freq),
            by_month_day=_integers(parts, "BYMONTHDAY", 31, negative=True),
            by_month=_integers(parts, "BYMONTH", 12, negative=False),
            week_start=_week_start(parts.get("WKST")),
        )
        rule._check_portable()
        return rule

    def _check_portable(self) -> None:
        if self.count is not None and self.until is not None:
            raise InvalidInput("rule-count-and-until")
        if self.count is None and self.until is None:
            raise InvalidInput("rule-endless")
        if self.by_month_day and self.freq == "WEEKLY":
            raise InvalidInput("rule-part", value="BYMONTHDAY", freq=self.freq)
        if self.freq == "YEARLY" and (self.by_day or self.by_month_day) and not self.by_month:
            raise InvalidInput("rule-yearly-needs-month")
        if self.freq in {"DAILY", "WEEKLY"} and any(ordinal for ordinal, _ in self.by_day):
            raise InvalidInput("rule-part", value="BYDAY", freq=self.freq)
        if self.by_day and self.by_month_day:
            raise InvalidInput("rule-part", value="BYDAY + BYMONTHDAY", freq=self.freq)

    @property
    def has_by_parts(self) -> bool:
        """Whether the rule names days or months, and so cannot simply be shifted."""
        return bool(self.by_day or self.by_month_day or self.by_month)

    def text(self, until: str | None = None) -> str:
        """RFC 5545 text. ``until`` replaces the wall-clock UNTIL, for writers that need another form."""
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={until or self.until.strftime('%Y%m%dT%H%M%S')}")
        if self.by_month:
            parts.append("BYMONTH=" + ",".join(map(str, self.by_month)))
        if self.by_month_day:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.by_month_day)))
        if self.by_day:
            parts.append("BYDAY=" + ",".join(f"{n or ''}{WEEKDAYS[day]}" for n, day in self.by_day))
        if self.week_start is not None:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        return ";".join(parts)

    def starts(self, first: datetime) -> tuple[datetime, ...]:
        """The wall-clock starts (naive) from ``first`` on, which counts only if the rule names it.

        Raises InvalidInput when the rule names no date at all, too many, or some beyond MAX_YEARS.
        """
        limit = _years_later(first, MAX_YEARS)
        if self.until is not None and self.until > limit:
            raise InvalidInput("rule-too-long", years=MAX_YEARS)
        found: list[datetime] = []
        wanted = self.count or MAX_OCCURRENCES
        for start in takewhile(lambda moment: moment <= limit, self._dateutil(first, self.until or limit)):
            if len(found) == wanted:
                if self.count is None:
                    raise InvalidInput("rule-too-many", limit=MAX_OCCURRENCES)
                break
            found.append(start)
        if not found:
            raise InvalidInput("rule-no-date")
        if self.count is not None and len(found) < self.count:
            raise InvalidInput("rule-too-long", years=MAX_YEARS)
        return tuple(found)

    def _dateutil(self, first: datetime, until: datetime) -> dateutil_rrule.rrule:
        from dateutil import rrule as dateutil_rrule  # noqa: PLC0415 - slow to import, wanted only to expand

        days = tuple(
            dateutil_rrule.weekday(day, ordinal) if ordinal else dateutil_rrule.weekday(day)
            for ordinal, day in self.by_day
        )
        return dateutil_rrule.rrule(
            FREQUENCY_OF_DATEUTIL[self.freq],
            dtstart=first,
            interval=self.interval,
            until=until,
            byweekday=days or None,
            bymonthday=self.by_month_day or None,
            bymonth=self.by_month or None,
            wkst=self.week_start,
        )

    def counted(self, first: datetime, zone: tzinfo) -> Self:
        """The same dates by their number instead of by a last day; ``first`` is the instant at which it begins."""
        if self.until is None:
            return self
        return replace(self, until=None, count=len(self.starts(wall_time(first, zone))))

    def moved(self, first: datetime, by: timedelta) -> Self | None:
        """The rule of the same series shifted on the wall clock, or None where no rule says it.

        The candidate is kept only if it gives exactly the shifted dates.
        """
        expected = tuple(start + by for start in self.starts(first))
        days = (expected[0].date() - first.date()).days
        by_day = self.by_day
        if self.freq == "WEEKLY":
            by_day = tuple(sorted((0, (day + days) % 7) for _, day in self.by_day))
        until = None if self.until is None else expected[-1]
        candidate = replace(self, by_day=by_day, until=until)
        try:
            found = candidate.starts(expected[0])
        except InvalidInput:
            return None
        return candidate if found == expected else None


FREQUENCY_OF_DATEUTIL: Final[dict[str, Literal[0, 1, 2, 3]]] = {
    "DAILY": 3,
    "WEEKLY": 2,
    "MONTHLY": 1,
    "YEARLY": 0,
}
"""The numbers that dateutil gives them."""


def _years_later(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February
        return moment + timedelta(days=365 * years)


def _split(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in text.strip().upper().removeprefix("RRULE:").strip(";").split(";"):
        name, equals, value = piece.strip().partition("=")
        if not equals or not value:
            raise InvalidInput("rule-unreadable", value=text)
        if name not in _PARTS:
            raise InvalidInput("rule-part-unknown", value=name, allowed=", ".join(_PARTS))
        if name in parts:
            raise InvalidInput("rule-unreadable", value=text)
        parts[name] = value
    return parts


def _integer(parts: dict[str, str], name: str, low: int, high: int) -> int | None:
    if name not in parts:
        return None
    value = parts[name]
    if not re.fullmatch(r"[0-9]{1,6}", value) or not low <= int(value) <= high:
        raise InvalidInput("rule-number", part=name, value=value, low=low, high=high)
    return int(value)


def _integers(parts: dict[str, str], name: str, high: int, *, negative: bool) -> tuple[int, ...]:
    if name not in parts:
        return ()
    numbers: set[int] = set()
    for value in parts[name].split(","):
        readable = re.fullmatch(r"[+-]?[0-9]{1,2}" if negative else r"[0-9]{1,2}", value)
        if not readable or not 1 <= abs(int(value)) <= high:
            raise InvalidInput("rule-number", part=name, value=value, low=1, high=high)
        numbers.add(int(value))
    return tuple(sorted(numbers))


def _by_day(value: str | None, freq: str) -> tuple[tuple[int, int], ...]:
    if value is None:
        return ()
    days: set[tuple[int, int]] = set()
    for piece in value.split(","):
        match = re.fullmatch(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", piece)
        if not match:
            raise InvalidInput("rule-weekday", value=piece, freq=freq)
        days.add((int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(sorted(days, key=lambda day: (day[1], day[0])))


def _week_start(value: str | None) -> int | None:
    if value is None:
        return None
    if value not in WEEKDAYS:
        raise InvalidInput("rule-weekday", value=value, freq="WKST")
    return WEEKDAYS.index(value)


def _until(value: str, zone: tzinfo) -> datetime:
    match = re.fullmatch(
        r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T([0-9]{2}):?([0-9]{2}):?([0-9]{2})?(Z)?)?", value
    )
    if not match:
        raise InvalidInput("rule-until", value=value)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:  # a date alone includes that whole day
            return datetime.combine(day, time(23, 59, 59))
        moment = datetime.combine(day, time(int(match[4]), int(match[5]), int(match[6] or 0)))
    except ValueError as error:
        raise InvalidInput("rule-until", value=value) from error
    return wall_time(moment.replace(tzinfo=UTC), zone) if match[7] else moment


def expand(
    first: datetime, rule: Recurrence | None, zone: tzinfo, skip: frozenset[date] = frozenset()
) -> tuple[datetime, ...]:
    """The UTC starts of a series whose clock shows ``first`` (an instant) at its first date, less the dates in ``skip``.

    Raises InvalidInput when no date is left.
    """
    wall = wall_time(first, zone)
    if rule is None:
        walls: tuple[datetime, ...] = (wall,)
        if wall.date() not in skip:
            return (first,)
    else:
        walls = rule.starts(wall)
    kept = tuple(localize(start, zone) for start in walls if start.date() not in skip)
    if not kept:
        raise InvalidInput("no-date-left")
    return kept
