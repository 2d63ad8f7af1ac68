"""Reading a foreign calendar: bytes in, a read model out. One bad event never costs the others."""

from __future__ import annotations

import re
from contextlib import nullcontext, suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from icalendar.prop.dt.duration import vDuration

from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.timetables import ReadEvent
from platform_booking.ical import lines
from platform_booking.ical.lines import CALENDAR, EVENT, ZONE, Component
from platform_booking.ical.read_model import CalendarUnreadable, ReadCalendar, Remark, TooSlow
from platform_booking.ical.series import BadSeries, Event, When, dates_of
from platform_booking.ical.text import unescape
from platform_booking.ical.zone_names import Zones, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.ical.series import Budget

MOST_EVENTS: Final = 50_000
"""Dates in one file beyond which it is a mistake."""
LONGEST_TEXT: Final = 500
LONGEST_SPAN: Final = timedelta(days=1100)
"""The store takes nothing longer."""
EARLIEST_YEAR: Final = 1601
"""Some programs begin a series with their own epoch."""
LATEST_YEAR: Final = 2200
_MOMENT: Final = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<utc>Z?))?"
)
_TZID: Final = re.compile(r';\s*TZID\s*=\s*("[^"]*"|.*?)(?=;\s*[A-Z-]+\s*=|$)', re.IGNORECASE)
_DAY: Final = timedelta(days=1)
_SENSELESS: Final = (ValueError, TypeError, LookupError, ArithmeticError)
"""What others' libraries raise when a value makes no sense to them: it costs the event, not the file."""
_HIDDEN: Final = ("PRIVATE", "CONFIDENTIAL")
"""Classes of events whose words are nobody's business: only that the time is taken."""
_FREE_AT_MICROSOFT: Final = "FREE"


class Rejected(Exception):
    """An event that cannot be read. ``code`` names why."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def read_calendar(data: bytes, *, zone: str, window: TimeSpan, budget: Budget = nullcontext) -> ReadCalendar:
    """Everything that takes place in the window. Times that name no zone are read in the calendar's own, else ``zone``.

    ``budget`` bounds the time spent on one rule by raising TooSlow. Raises CalendarUnreadable when it is no calendar.
    """
    text, guessed = lines.decoded(data)
    found = lines.components(text)
    calendars = [part for part in found if part.kind == CALENDAR]
    if any(part.kind == EVENT for part in found):  # cut out of a calendar, or beside one
        calendars.append(Component(CALENDAR, 1, parts=found, closed=True))
    if not calendars:
        raise CalendarUnreadable("calendar-not-one", found=_what_it_is(text))
    reading = _Reading(zone, window, budget)
    if guessed:
        reading.remark("encoding-guessed")
    for calendar in calendars:
        reading.take(calendar)
    return reading.result(calendars)


def _what_it_is(text: str) -> str:
    start = text.lstrip()[:200].lower()
    if not start:
        return "empty"
    return "html" if start.startswith(("<!doctype html", "<html", "<head", "<?xml")) else "other"


class _Reading:
    """One file being read."""

    def __init__(self, zone: str, window: TimeSpan, budget: Budget) -> None:
        self._zone = zone_of(zone)
        self._shown_zone = zone
        self._window = window
        self._budget = budget
        self._events: list[ReadEvent] = []
        self._remarks: dict[tuple[Any, ...], Remark] = {}
        self._passed_over = {"cancelled": 0, "free": 0, "outside": 0}
        self._seen = 0

    def remark(self, code: str, *, rejects: bool = False, **params: Any) -> None:
        """Once each."""
        said = Remark(code, params, rejects)
        self._remarks.setdefault((code, *map(str, params.values())), said)

    def result(self, calendars: Iterable[Component]) -> ReadCalendar:
        complete = all(calendar.closed for calendar in calendars)
        if not complete:
            self.remark("calendar-cut-off")
        names = (_text(item.value(name)) for item in calendars for name in ("X-WR-CALNAME", "NAME"))
        return ReadCalendar(
            name=next(filter(None, names), ""),
            time_zone=self._shown_zone,
            events=tuple(
                sorted(self._events, key=lambda item: (item.span, item.uid, item.recurrence, item.summary))
            ),
            remarks=tuple(self._remarks.values()),
            complete=complete,
            seen=self._seen,
            passed_over=dict(self._passed_over),
        )

    def take(self, calendar: Component) -> None:
        """All events of one VCALENDAR, uid by uid."""
        zones = Zones(calendar.of_kind(ZONE), self._default_zone(calendar), self._window, self._budget)
        withdrawn = calendar.value("METHOD").upper() == "CANCEL"
        by_uid: dict[str, list[Event]] = {}
        for component in calendar.of_kind(EVENT):
            self._seen += 1
            try:
                event = _event(component, zones, self._floating)
            except Rejected as error:
                self._reject(component, error.code, error.params)
                continue
            except _SENSELESS as error:
                self._reject(component, "event-unreadable", {"detail": str(error)})
                continue
            event.cancelled = event.cancelled or withdrawn
            by_uid.setdefault(event.uid, []).append(event)
        for events in by_uid.values():
            self._take_dates(events)
        self._remark_zones(zones)

    def _default_zone(self, calendar: Component) -> tzinfo:
        """Of times that name none."""
        self._floating: tzinfo = self._zone
        name = calendar.value("X-WR-TIMEZONE")
        if name:
            found, _ = zone_named(name)
            if found is None:
                self.remark("zone-unknown", zone=name, instead=self._shown_zone)
            else:
                self._floating, self._shown_zone = found, str(found)
        return self._floating

    def _remark_zones(self, zones: Zones) -> None:
        for name in zones.unknown:
            self.remark("zone-unknown", zone=name, instead=str(self._floating))
        for name, instead in zones.guessed:
            self.remark("zone-guessed", zone=name, instead=instead)
        for name in zones.broken:
            self.remark("zone-broken", zone=name)

    def _take_dates(self, events: list[Event]) -> None:
        try:
            dates = dates_of(events, self._window, self._budget)
        except BadSeries as error:
            self._reject_series(events, error.code, error.params)
            return
        except TooSlow:
            self._reject_series(events, "rule-too-slow", {})
            return
        except _SENSELESS as error:
            self._reject_series(events, "event-unreadable", {"detail": str(error)})
            return
        if not dates:
            self._passed_over["outside"] += 1
        for item in dates:
            event = item.event
            if event.cancelled or event.free:
                self._passed_over["cancelled" if event.cancelled else "free"] += 1
            else:
                self._events.append(
                    ReadEvent(
                        event.uid,
                        item.recurrence,
                        item.span,
                        event.start.is_date,
                        event.summary,
                        event.location,
                        event.tentative,
                    )
                )
        if len(self._events) > MOST_EVENTS:
            raise CalendarUnreadable("calendar-too-long", most=MOST_EVENTS)

    def _reject_series(self, events: list[Event], code: str, params: dict[str, Any]) -> None:
        """The rule is lost; what stands beside it with a time of its own is not."""
        first = events[0]
        self.remark(code, rejects=True, uid=first.uid, summary=first.summary, line=first.line, **params)
        others = [event for event in events if not event.repeats]
        if others and len(others) < len(events):
            self._take_dates(others)

    def _reject(self, component: Component, code: str, params: dict[str, Any]) -> None:
        uid, summary = component.value("UID"), _text(component.value("SUMMARY"))
        self.remark(code, rejects=True, uid=uid, summary=summary, line=component.line, **params)


# --- one event --------------------------------------------------------------------------------------


def _event(component: Component, zones: Zones, floating: tzinfo) -> Event:
    """The event, its times read. Raises Rejected."""
    if not component.closed:
        raise Rejected("event-cut-off")
    starts = [_when(*item, zones, floating) for item in component.values("DTSTART")]
    if not starts:
        raise Rejected("event-no-start")
    start, end, length = starts[0], *_end_and_length(component, starts[0], zones, floating)
    hidden = component.value("CLASS").upper() in _HIDDEN
    status = component.value("STATUS").upper()
    busy = component.value("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    replaced = [_when(*item, zones, floating) for item in component.values("RECURRENCE-ID")]
    sequence = component.value("SEQUENCE")
    return Event(
        uid=component.value("UID") or f"no-uid:{start.instant:%Y%m%dT%H%M%SZ}",
        line=component.line,
        start=start,
        end=end,
        length=length,
        summary="" if hidden else _text(component.value("SUMMARY")),
        location="" if hidden else _text(component.value("LOCATION")),
        cancelled=status in {"CANCELLED", "CANCELED"},
        free=component.value("TRANSP").upper() == "TRANSPARENT" or busy == _FREE_AT_MICROSOFT,
        tentative=status == "TENTATIVE" or busy == "TENTATIVE",
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() else 0,
        rules=[value.strip() for _, value in component.values("RRULE") if value.strip()],
        left_out_rules=[value.strip() for _, value in component.values("EXRULE") if value.strip()],
        more=list(_several(component, "RDATE", zones, floating)),
        left_out=list(_several(component, "EXDATE", zones, floating)),
        replaces=replaced[0] if replaced else None,
        and_later=any("THISANDFUTURE" in head.upper() for head, _ in component.values("RECURRENCE-ID")),
    )


def _end_and_length(
    component: Component, start: When, zones: Zones, floating: tzinfo
) -> tuple[When | None, timedelta]:
    """When it ends, or how long it takes where that is what is said. Some write both: then the end counts."""
    ends = component.values("DTEND")
    if ends:
        end: When | None = _when(*ends[0], zones, floating)
        assert end is not None
        length = end.on(start.zone) - start.wall
        if start.is_date and end.is_date and not length:  # many write the last day, not the one after it
            end, length = When(_later(end.wall, _DAY), end.zone, is_date=True), _DAY
    else:
        end, length = _by_duration(component, start)
    if length <= timedelta() and not (end is not None and end.instant > start.instant):
        raise Rejected("event-no-length" if not length else "event-ends-before")
    if length > LONGEST_SPAN:
        raise Rejected("event-too-long", days=length.days, most=LONGEST_SPAN.days)
    return end, length


def _by_duration(component: Component, start: When) -> tuple[When | None, timedelta]:
    text = component.value("DURATION")
    if text:
        try:
            length: timedelta = vDuration.from_ical(text)  # type: ignore[no-untyped-call]
        except ValueError as error:
            raise Rejected("event-bad-length", value=text) from error
    else:
        length = _DAY if start.is_date else timedelta()  # RFC 5545 §3.6.1
    if start.is_date or not length % _DAY:  # days by the clock, hours by their true length
        return When(_later(start.wall, length), start.zone, start.is_date), length
    return None, length


def _later(wall: datetime, by: timedelta) -> datetime:
    try:
        return wall + by
    except OverflowError as error:
        raise Rejected("event-bad-time", value=str(by)) from error


def _when(head: str, value: str, zones: Zones, floating: tzinfo) -> When:
    """One time. Raises Rejected."""
    head, _, value = f"{head}:{value}".rpartition(":")  # a zone's name may hold a colon, a time never does
    return _moment(value.strip(), _zone_in(head), zones, floating)


def _zone_in(head: str) -> str:
    match = _TZID.search(head)
    return match[1].strip().strip('"') if match else ""


def _moment(value: str, zone_name: str, zones: Zones, floating: tzinfo) -> When:
    match = _MOMENT.fullmatch(value)
    if not match:
        raise Rejected("event-bad-time", value=value)
    zone = UTC if match["utc"] else zones.of(zone_name) if zone_name and match["hour"] else floating
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    try:
        clock = time(int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0))
        wall = datetime.combine(date(year, month, day), clock)
    except ValueError as error:
        raise Rejected("event-bad-time", value=value) from error
    if not EARLIEST_YEAR <= wall.year <= LATEST_YEAR:
        raise Rejected("event-bad-time", value=value)
    return When(wall, zone, is_date=not match["hour"])


def _several(component: Component, name: str, zones: Zones, floating: tzinfo) -> Iterator[When]:
    """The times of a property that may hold many; of periods their starts. Unreadable ones are left out."""
    for item in component.values(name):
        head, _, value = ":".join(item).rpartition(":")
        for piece in value.split(","):
            with suppress(Rejected):
                yield _moment(piece.partition("/")[0].strip(), _zone_in(head), zones, floating)


def _text(value: str) -> str:
    """A TEXT value on one line, without what cannot be shown, not longer than anybody reads."""
    plain = " ".join(unescape(value).split())
    return "".join(char for char in plain if char.isprintable())[:LONGEST_TEXT]
