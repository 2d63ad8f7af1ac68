"""One event as a calendar of its own, with the zone it is written in: for messages, and for servers that keep each apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.ical.layout import components_of
from platform_booking.ical.rules import rule_starts
from platform_booking.ical.text import LINE_BREAK, fold
from platform_booking.ical.writer import PRODUCT, event_lines
from platform_booking.ical.zones import UTC_NAMES, vtimezone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from platform_booking.ical.layout import Component
    from platform_booking.ical.model import CalendarEvent


def resources_of(event: CalendarEvent) -> dict[str, bytes]:
    """By UID, the event as a calendar server keeps it (RFC 4791 §4.1): a series with its exceptions, and no METHOD.

    It is one, unless no rule says its dates.
    """
    by_uid: dict[str, list[Component]] = {}
    for component in components_of(event, described_zone(event), rule_starts(event)):
        by_uid.setdefault(component.uid, []).append(component)
    return {uid: calendar_alone(event, components) for uid, components in by_uid.items()}


def calendar_alone(
    event: CalendarEvent,
    components: Sequence[Component],
    head: Sequence[str] = (),
    people: Sequence[str] = (),
) -> bytes:
    """A VCALENDAR with these components; ``head`` are more lines of its own, ``people`` say who invites whom."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        *head,
        *_zones(event, components),
    ]
    for component in components:
        lines += event_lines(event, component, people)
    return LINE_BREAK.join((*map(fold, lines), "END:VCALENDAR", "")).encode()


def described_zone(event: CalendarEvent) -> ZoneInfo | None:
    """The event's zone, if it can be described in the years of its dates."""
    zone = zone_of(event.time_zone)
    moments = [moment for item in event.instances for moment in (item.span.start, item.span.end)]
    moments += [item.original_start for item in event.instances]
    moments += rule_starts(event)
    return zone if _described(zone, moments) is not None else None


def _zones(event: CalendarEvent, components: Iterable[Component]) -> Iterator[str]:
    """The description of the zone, where times are written in it."""
    used = [item for item in components if item.zone is not None]
    if used and used[0].zone is not None:
        moments = [moment for item in used for moment in (item.start, item.end)]
        moments += rule_starts(event)
        moments += [item.recurrence_id for item in used if item.recurrence_id is not None]
        yield from _described(used[0].zone, moments) or ()


def _described(zone: ZoneInfo, moments: Iterable[datetime]) -> tuple[str, ...] | None:
    if zone.key in UTC_NAMES:
        return ()
    years = [wall_time(moment, zone).year for moment in moments]
    return vtimezone(zone.key, min(years), max(years))
