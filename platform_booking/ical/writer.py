"""Writes a calendar file (RFC 5545): equal input gives equal bytes, whenever and in whatever order."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.ical.clocks import clock_at, in_utc
from platform_booking.ical.layout import components_of
from platform_booking.ical.model import Status
from platform_booking.ical.rules import rule_starts
from platform_booking.ical.text import LINE_BREAK, escape, fold
from platform_booking.ical.zones import UTC_NAMES, vtimezone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.ical.layout import Component
    from platform_booking.ical.model import CalendarEvent, CalendarFile

PRODUCT: Final = "-//TRAIN4BIOPROD//Platform Booking"
REFRESH: Final = "PT1H"
"""How often subscribers are asked to come back; some would otherwise wait for a week."""

EVENTS_KEPT: Final = 20_000
"""So many events at least are remembered by one writer: some 20 MB, the year of a large consortium."""

_BUSINESS: Final = {
    Status.CONFIRMED: ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
    Status.TENTATIVE: ("STATUS:TENTATIVE", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
    Status.CANCELLED: ("STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
}
"""Status, and how it weighs on the reader's own time (RFC 5545 §3.8.2.7): Outlook has its own words for it."""


class _Text(NamedTuple):
    """A VEVENT as it stands in a file."""

    place: tuple[datetime, str, int]
    """Where: by start and UID, and overrides behind their master."""
    zone: str | None
    """The zone in which it is written; None for UTC."""
    octets: bytes


class _Known:
    """What of an event is the same in whatever file it stands."""

    __slots__ = ("_event", "_starts", "_texts", "first", "last", "zone")

    def __init__(self, event: CalendarEvent) -> None:
        self._event = event
        self._starts = rule_starts(event)
        self._texts: dict[bool, tuple[_Text, ...]] = {}
        self.zone = zone_of(event.time_zone)
        ends = (moment for each in event.instances for moment in (each.span.start, each.span.end))
        moments = (*self._starts, *ends)
        self.first = min(moments, default=None)
        """The first and the last instant that it names; None where it names none."""
        self.last = max(moments, default=None)

    def texts(self, *, described: bool) -> tuple[_Text, ...]:
        """Its VEVENTs, in a file that describes its zone or does not."""
        found = self._texts.get(described)
        if found is None:
            found = self._texts[described] = tuple(self._written(self.zone if described else None))
        return found

    def _written(self, zone: ZoneInfo | None) -> Iterator[_Text]:
        components = components_of(self._event, zone, self._starts)
        for number, each in enumerate(components):
            leader = components[0] if each.recurrence_id else each
            lines = map(fold, event_lines(self._event, each))
            yield _Text(
                (leader.start, each.uid, number),
                each.zone.key if each.zone is not None else None,
                LINE_BREAK.join(lines).encode(),
            )


class CalendarWriter:
    """Writes files one after the other, and remembers events: what has not changed is not written anew.

    An event is known by all that it says, so nothing that is remembered can be out of date.
    """

    def __init__(self, kept: int = EVENTS_KEPT) -> None:
        self._kept = kept
        self._recent: dict[CalendarEvent, _Known] = {}
        self._earlier: dict[CalendarEvent, _Known] = {}

    def write(self, file: CalendarFile) -> bytes:
        """The file as UTF-8, in folded lines that end with CRLF.

        Raises InvalidInput for an unknown time zone, NaiveDatetime for a time without one.
        """
        known = [self._known(event) for event in file.events]
        descriptions = _descriptions(known)
        texts = [text for each in known for text in each.texts(described=each.zone.key in descriptions)]
        texts.sort(key=itemgetter(0))
        used = sorted({text.zone for text in texts if text.zone is not None})
        head = (*_header(file), *(line for name in used for line in descriptions[name]))
        return b"\r\n".join(
            (
                LINE_BREAK.join(map(fold, head)).encode(),
                *(text.octets for text in texts),
                b"END:VCALENDAR\r\n",
            )
        )

    def _known(self, event: CalendarEvent) -> _Known:
        found = self._recent.get(event)
        if found is None:
            found = self._earlier.get(event) or _Known(event)
            if len(self._recent) >= self._kept:  # what nobody has asked for since the last time goes
                self._earlier, self._recent = self._recent, {}
            self._recent[event] = found
        return found


def write_calendar(file: CalendarFile) -> bytes:
    """One file, by a writer that remembers nothing. Raises as ``CalendarWriter.write``."""
    return CalendarWriter().write(file)


def _descriptions(known: Iterable[_Known]) -> dict[str, tuple[str, ...]]:
    """VTIMEZONE lines from first to last date, of those zones that can be described so."""
    reach: dict[ZoneInfo, list[datetime]] = {}
    for each in known:
        if each.first is not None and each.last is not None:
            reach.setdefault(each.zone, []).extend((each.first, each.last))
    found: dict[str, tuple[str, ...]] = dict.fromkeys({each.zone.key for each in known} & UTC_NAMES, ())
    for zone, moments in reach.items():
        if zone.key not in UTC_NAMES:
            first, last = wall_time(min(moments), zone), wall_time(max(moments), zone)
            lines = vtimezone(zone.key, first.year, last.year)
            if lines is not None:
                found[zone.key] = lines
    return found


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


def event_lines(event: CalendarEvent, component: Component, people: Sequence[str] = ()) -> list[str]:
    """One VEVENT, not folded yet; ``people`` are the lines that say who invites whom."""
    details, zone = component.details, component.zone
    changed = in_utc(event.changed)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escape(component.uid)}",
        f"DTSTAMP:{changed}",
        f"CREATED:{in_utc(event.created)}",
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
    lines += people
    lines += _BUSINESS[details.status]
    lines.append("END:VEVENT")
    return lines


def _moment(moment: datetime, zone: ZoneInfo | None) -> str:
    """Parameters and value of a date property, never floating."""
    if zone is None or zone.key in UTC_NAMES:
        return f":{in_utc(moment)}"
    return f";TZID={zone.key}:{clock_at(moment, zone).digits}"
