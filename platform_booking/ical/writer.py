"""Writes a calendar file (RFC 5545): equal input gives equal bytes, whenever and in whatever order it is given."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.ical.layout import components_of, rule_starts
from platform_booking.ical.model import Status
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

_TRANSPARENCY: Final = {
    Status.CONFIRMED: ("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
    Status.TENTATIVE: ("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
    Status.CANCELLED: ("TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
}


def write_calendar(file: CalendarFile) -> bytes:
    """The file as UTF-8, in folded lines that end with CRLF. Raises InvalidInput for an unknown time zone."""
    laid_out = _laid_out(file.events)
    lines = [
        *_header(file),
        *_zone_lines(laid_out),
        *(line for event, components in laid_out for each in components for line in _event_lines(event, each)),
        "END:VCALENDAR",
        "",
    ]
    return LINE_BREAK.join(map(fold, lines)).encode()


def _header(file: CalendarFile) -> Iterator[str]:
    name = escape(file.name)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}//{escape(file.language.upper())}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{name}"
    yield f"X-WR-CALNAME:{name}"
    if file.time_zone:
        yield f"X-WR-TIMEZONE:{escape(file.time_zone)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"


def _laid_out(events: Sequence[CalendarEvent]) -> list[tuple[CalendarEvent, Component]]:
    """Every VEVENT with the event it comes from, sorted by start and UID, overrides behind their master."""
    zones = {event.time_zone: zone_of(event.time_zone) for event in events}
    with_starts = [(event, rule_starts(event, zones[event.time_zone])) for event in events]
    usable = _describable(with_starts, zones)
    placed = []
    for event, starts in with_starts:
        components = components_of(event, usable.get(event.time_zone), starts)
        for number, each in enumerate(components):
            leader = components[0] if each.uid == components[0].uid else each
            placed.append(((leader.start, each.uid, number), event, each))
    placed.sort(key=lambda item: item[0])
    return [(event, component) for _, event, component in placed]


def _describable(
    with_starts: Iterable[tuple[CalendarEvent, Sequence[datetime]]], zones: dict[str, ZoneInfo]
) -> dict[str, ZoneInfo]:
    """The zones that one VTIMEZONE can describe from the first to the last date in the file."""
    dates: dict[str, tuple[datetime, datetime]] = {}
    for event, starts in with_starts:
        spans = [instance.span for instance in event.instances]
        moments = (*starts, *(span.start for span in spans), *(span.end for span in spans))
        if moments:
            known = dates.get(event.time_zone, (moments[0], moments[0]))
            dates[event.time_zone] = min(*known, *moments), max(*known, *moments)
    return {
        name: zones[name]
        for name, (first, last) in dates.items()
        if name in UTC_NAMES or _zone_text(zones[name], first, last) is not None
    }


def _zone_text(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[str, ...] | None:
    return vtimezone(zone.key, wall_time(first, zone).year, wall_time(last, zone).year)


def _zone_lines(laid_out: Iterable[tuple[CalendarEvent, Component]]) -> Iterator[str]:
    ...
