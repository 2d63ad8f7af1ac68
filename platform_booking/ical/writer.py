"""Writes a calendar file (RFC 5545): equal input gives equal bytes, whenever and in whatever order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.domain.timespan import as_utc
from platform_booking.ical.layout import components_of
from platform_booking.ical.model import Status
from platform_booking.ical.rules import rule_starts
from platform_booking.ical.text import LINE_BREAK, escape, fold
from platform_booking.ical.zones import UTC_NAMES, vtimezone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.ical.layout import Component
    from platform_booking.ical.model import CalendarEvent, CalendarFile

PRODUCT: Final = "-//TRAIN4BIOPROD//Platform Booking"
REFRESH: Final = "PT1H"
"""How often subscribers are asked to come back; some would otherwise wait for a week."""

_LENGTH_TO_SECONDS: Final = len("2026-10-06T09:00:00")
_BUSINESS: Final = {
    Status.CONFIRMED: ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
    Status.TENTATIVE: ("STATUS:TENTATIVE", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
    Status.CANCELLED: ("STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
}
"""Status, and how it weighs on the reader's own time (RFC 5545 §3.8.2.7): Outlook has its own words for it."""


class _Dated(NamedTuple):
    """An event with its zone and the instants that its rule names."""

    event: CalendarEvent
    zone: ZoneInfo
    starts: tuple[datetime, ...]

    @property
    def moments(self) -> Iterator[datetime]:
        yield from self.starts
        for instance in self.event.instances:
            yield instance.span.start
            yield instance.span.end


class _Placed(NamedTuple):
    """A VEVENT, its place in the file and the event it comes from. ``number`` counts those of one event."""

    start: datetime
    uid: str
    number: int
    event: CalendarEvent
    component: Component


def write_calendar(file: CalendarFile) -> bytes:
    """The file as UTF-8, in folded lines that end with CRLF.

    Raises InvalidInput for an unknown time zone, NaiveDatetime for a time without one.
    """
    zones = {name: zone_of(name) for name in {event.time_zone for event in file.events}}
    dated = [_Dated(event, zones[event.time_zone], rule_starts(event)) for event in file.events]
    descriptions = _descriptions(dated)
    placed = _placed(dated, descriptions)
    used = sorted({each.component.zone.key for each in placed if each.component.zone is not None})
    lines = [
        *_header(file),
        *(line for name in used for line in descriptions[name]),
        *(line for each in placed for line in _event_lines(each.event, each.component)),
        "END:VCALENDAR",
        "",
    ]
    return LINE_BREAK.join(map(fold, lines)).encode()


def _descriptions(dated: Iterable[_Dated]) -> dict[str, tuple[str, ...]]:
    """VTIMEZONE lines from first to last date, of those zones that can be described so."""
    known: dict[ZoneInfo, list[datetime]] = {}
    for each in dated:
        known.setdefault(each.zone, []).extend(each.moments)
    found: dict[str, tuple[str, ...]] = {}
    for zone, moments in known.items():
        if zone.key in UTC_NAMES:
            found[zone.key] = ()
        elif moments:
            first, last = wall_time(min(moments), zone), wall_time(max(moments), zone)
            lines = vtimezone(zone.key, first.year, last.year)
            if lines is not None:
                found[zone.key] = lines
    return found


def _placed(dated: Iterable[_Dated], descriptions: Mapping[str, Sequence[str]]) -> list[_Placed]:
    """Every VEVENT in the order of the file: by start and UID, overrides behind their master."""
    placed = []
    for event, zone, starts in dated:
        components = components_of(event, zone if zone.key in descriptions else None, starts)
        for number, each in enumerate(components):
            leader = components[0] if each.recurrence_id else each
            placed.append(_Placed(leader.start, each.uid, number, event, each))
    return sorted(placed, key=lambda each: each[:3])


def _header(file: CalendarFile) -> Iterator[str]:
    name = escape(file.name)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}//{escape(file.language.upper())}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{name}"
    yield f"X-WR-CALNAME:{name}"
    # No X-WR-TIMEZONE: there are programs that turn times in UTC into clock times of that zone, which in the
    # hour that comes twice are wrong.
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"


def _event_lines(event: CalendarEvent, component: Component) -> list[str]:
    details, zone = component.details, component.zone
    changed = _utc(event.changed)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escape(component.uid)}",
        f"DTSTAMP:{changed}",
        f"CREATED:{_utc(event.created)}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{event.sequence}",
    ]
    if component.recurrence_id is not None:
        lines.append(f"RECURRENCE-ID{_moment(component.recurrence_id, zone)}")
    lines.append(f"DTSTART{_moment(component.start, zone)}")
    lines.append(f"DTEND{_moment(component.end, zone)}")
    if component.rule:
        lines.append(f"RRULE:{component.rule}")
    lines += [f"EXDATE{_moment(date, zone)}" for date in component.exdates]
    lines.append(f"SUMMARY:{escape(details.summary)}")
    if details.location:
        lines.append(f"LOCATION:{escape(details.location)}")
    if details.description:
        lines.append(f"DESCRIPTION:{escape(details.description)}")
    lines += _BUSINESS[details.status]
    lines.append("END:VEVENT")
    return lines


def _moment(moment: datetime, zone: ZoneInfo | None) -> str:
    """Parameters and value of a date property, never floating."""
    if zone is None or zone.key in UTC_NAMES:
        return f":{_utc(moment)}"
    return f";TZID={zone.key}:{_digits(moment.astimezone(zone))}"


def _utc(moment: datetime) -> str:
    return f"{_digits(as_utc(moment))}Z"


def _digits(moment: datetime) -> str:
    """``20261006T090000``, as the clock shows it. Several times faster than strftime, which counts here."""
    return moment.isoformat()[:_LENGTH_TO_SECONDS].replace("-", "").replace(":", "")
