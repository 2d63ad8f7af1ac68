"""Series of a foreign calendar, date by date: RRULE, RDATE, EXDATE and RECURRENCE-ID in the time of the series' zone.

Rules are followed on the wall clock, without a zone, and each date is placed in its zone afterwards: so a session at
09:00 stays at 09:00, whatever the clocks do.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from dateutil.rrule import rrule, rruleset, rrulestr

from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

MOST_DATES: Final = 2000
"""A series with more dates in the period is a mistake."""
_TOO_FINE: Final = re.compile(r"FREQ=(SECONDLY|MINUTELY)", re.IGNORECASE)
_NO_STEP: Final = re.compile(r"INTERVAL=0*(;|$)", re.IGNORECASE)
_UNTIL: Final = re.compile(r"UNTIL=([^;]*)", re.IGNORECASE)
_MOMENT: Final = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
Budget = Callable[[], AbstractContextManager[None]]
"""Makes what is entered while a rule is followed, and may cut it short."""
_END_OF_DAY: Final = time(23, 59, 59)


class BadSeries(ValueError):
    """A rule that is not followed. ``code`` names why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class When:
    """A time as a calendar writes it: on the clocks of a zone; of a whole day, its first moment."""

    wall: datetime
    """Naive."""
    zone: tzinfo
    is_date: bool = False

    @property
    def instant(self) -> datetime:
        """In UTC."""
        return localize(self.wall, self.zone)

    def on(self, zone: tzinfo) -> datetime:
        """What the clocks of that zone show then (naive); a whole day is the same day everywhere."""
        return self.wall if self.is_date or zone is self.zone else wall_time(self.instant, zone)


@dataclass(slots=True)
class Event:
    """One VEVENT, its times read but no rule followed."""

    uid: str
    line: int
    start: When
    end: When | None
    """None where a length is given."""
    length: timedelta
    """Of the wall clock, between start and end; exact where ``end`` is None."""
    summary: str
    location: str
    cancelled: bool
    free: bool
    tentative: bool
    sequence: int = 0
    rules: list[str] = field(default_factory=list)
    left_out_rules: list[str] = field(default_factory=list)
    more: list[When] = field(default_factory=list)
    left_out: list[When] = field(default_factory=list)
    replaces: When | None = None
    and_later: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it is more than the one date it names."""
        return bool(self.rules or self.more)

    def span_at(self, wall: datetime) -> TimeSpan | None:
        """Its time if it began then; None where that is no time at all."""
        start = localize(wall, self.start.zone)
        if self.end is None:
            end = start + self.length
        else:
            end = localize(self.end.on(self.start.zone) + (wall - self.start.wall), self.start.zone)
            if end <= start < start + self.length:  # in the night in which clocks go forward
                end = start + self.length
        return TimeSpan(start, end) if end > start else None


@dataclass(frozen=True, slots=True)
class Date:
    """One date of a series or of a single event."""

    event: Event
    recurrence: str
    span: TimeSpan


def dates_of(events: Iterable[Event], window: TimeSpan, budget: Budget) -> list[Date]:
    """Every date of the events of one UID that touches the window, cancelled and free ones too, in order of time.

    ``budget`` bounds the time spent on a rule. Raises BadSeries, and whatever ``budget`` raises.
    """
    masters = _distinct(event for event in events if event.replaces is None)
    others = [event for event in events if event.replaces is not None]
    found: list[Date] = []
    for master in sorted(masters, key=lambda event: not event.repeats):
        with budget():
            walls = _walls(master, window)
        found += _placed(master, walls, others)
    found += [
        Date(event, _key(event.replaces), span)
        for event in others
        if event.replaces is not None and (span := event.span_at(event.start.wall)) is not None
    ]
    return sorted((item for item in found if item.span.overlaps(window)), key=lambda item: item.span)


def _distinct(events: Iterable[Event]) -> list[Event]:
    """Without those that say the very same as another: of several calendars in one file, for instance."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        said = (event.start.instant, event.length, event.summary, event.location, event.cancelled, event.free)
        kept.setdefault((*said, tuple(event.rules)), event)
    return list(kept.values())


def _placed(master: Event, walls: Iterable[datetime], others: list[Event]) -> Iterator[Date]:
    """The dates of a series, each replaced by what another event says of it; those leave ``others``."""
    replacing, later = _by_original(master, others)
    alone = not master.repeats and not replacing
    for wall in walls:
        original = When(wall, master.start.zone, master.start.is_date)
        event, at = replacing.get(wall) or replacing.get(wall.date()) or master, wall
        if event is not master:
            if event in others:
                others.remove(event)
            at = event.start.wall
        else:
            following = [item for item in later if item[0] <= wall]
            if following:
                since, event = following[-1]
                at = event.start.on(master.start.zone) + (wall - since)
                event = replace(event, start=When(event.start.wall, event.start.zone, event.start.is_date))
        span = event.span_at(at)
        if span is not None:
            yield Date(event, "" if alone else _key(original), span)


def _by_original(
    master: Event, others: Iterable[Event]
) -> tuple[dict[datetime | date, Event], list[tuple[datetime, Event]]]:
    """What replaces the dates of the series, by their original start; and what changes all dates from one on.

    An original start written as a day alone means the date of the series on that day, whatever its hour.
    """
    replacing: dict[datetime | date, Event] = {}
    later: list[tuple[datetime, Event]] = []
    for event in sorted(others, key=lambda event: event.sequence):
        assert event.replaces is not None
        wall = event.replaces.on(master.start.zone)
        if master.start.is_date:
            wall = datetime.combine(wall.date(), time())
        is_day = event.replaces.is_date and not master.start.is_date
        replacing[wall.date() if is_day else wall] = event
        if event.and_later:
            later.append((wall, event))
    return replacing, sorted(later, key=lambda item: item[0])


def _walls(event: Event, window: TimeSpan) -> list[datetime]:
    """The starts (naive, on the clocks of its zone) that may touch the window."""
    start = event.start
    if not event.repeats:
        return [start.wall]
    reach = abs(event.length) + timedelta(days=2)
    first = wall_time(window.start, start.zone) - reach
    last = wall_time(window.end, start.zone) + reach
    dates = rruleset()
    if not all(_ends_before(text, start) for text in event.rules) or event.more:
        dates.rdate(start.wall)
    for when in event.more:
        dates.rdate(
            when.on(start.zone) if not when.is_date else datetime.combine(when.wall.date(), start.wall.time())
        )
    for text in event.rules:
        dates.rrule(_rule(text, start))
    for text in event.left_out_rules:
        dates.exrule(_rule(text, start))
    out = {when.wall.date() if when.is_date else when.on(start.zone) for when in event.left_out}
    found: list[datetime] = []
    for wall in dates:
        if wall > last:
            break
        if wall < first or wall in out or wall.date() in out or (found and found[-1] == wall):
            continue
        found.append(wall)
        if len(found) > MOST_DATES:
            raise BadSeries("rule-too-many", most=MOST_DATES)
    return found


def _rule(text: str, start: When) -> rrule:
    """The rule on the wall clock. Raises BadSeries for one that is senseless, or too fine for anything booked here."""
    plain = "".join(text.split()).strip(";").upper()
    if _TOO_FINE.search(plain):
        raise BadSeries("rule-too-fine", rule=text)
    if _NO_STEP.search(plain):
        raise BadSeries("rule-no-step", rule=text)
    plain = _UNTIL.sub(lambda match: f"UNTIL={_until(match[1], start)}", plain)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # COUNT and UNTIL together: whichever ends first
            rule = rrulestr(plain, dtstart=start.wall)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise BadSeries("rule-unreadable", rule=text) from error
    assert isinstance(rule, rrule)
    return rule


def _ends_before(text: str, start: When) -> bool:
    """Whether the rule is over before its first date: so programs write a series of which all dates were deleted."""
    match = _UNTIL.search("".join(text.split()).upper())
    return match is not None and _until(match[1], start) < f"{start.wall:%Y%m%dT%H%M%S}"


def _until(text: str, start: When) -> str:
    """The last moment of a rule on the clocks of its series; a day alone includes that day."""
    match = _MOMENT.fullmatch(text)
    if not match:
        raise BadSeries("rule-unreadable", rule=f"UNTIL={text}")
    try:
        wall = datetime.fromisoformat(f"{match[1]}T{match[2] or '000000'}")
    except ValueError as error:
        raise BadSeries("rule-unreadable", rule=f"UNTIL={text}") from error
    if match[2] is None:
        wall = datetime.combine(wall.date(), _END_OF_DAY)
    elif match[3]:
        wall = wall_time(wall.replace(tzinfo=UTC), start.zone)
    return wall.strftime("%Y%m%dT%H%M%S")


def _key(original: When | None) -> str:
    assert original is not None
    return f"{original.wall:%Y%m%d}" if original.is_date else f"{original.instant:%Y%m%dT%H%M%SZ}"
