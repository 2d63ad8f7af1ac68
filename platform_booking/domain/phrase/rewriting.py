"""Changing one thing of a phrase and leaving all the rest as it was typed: a choice made, a way out taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.phrase.model import Kind, Part
from platform_booking.domain.phrase.rendering import render_skip, render_title
from platform_booking.domain.recurrence import wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, tzinfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.phrase.model import Phrase

_TIMELY = frozenset({Kind.DAY, Kind.HOURS, Kind.LENGTH})


def with_resource(phrase: Phrase, line: int, code: str) -> str:
    """The line means this very resource."""
    return _replaced(phrase, [part for part in phrase.of(Kind.RESOURCE) if part.line == line], code)


def with_title(phrase: Phrase) -> str:
    """What was not understood is the title."""
    unknown = phrase.of(Kind.UNKNOWN)
    return _replaced(phrase, unknown, render_title(" ".join(phrase.words(part) for part in unknown)))


def with_way(phrase: Phrase, way: Alternative, zone: tzinfo, now: datetime) -> str:
    """As a way out of a conflict says: another time, resource or unit, or without some dates."""
    lines = phrase.meaning.lines
    if way.kind is AlternativeKind.TIME:
        times = [part for part in phrase.parts if part.kind in _TIMELY]
        start, end = wall_time(way.span.start, zone), wall_time(way.span.end, zone)
        return _replaced(phrase, times, _times(start, end, now.astimezone(zone).date()))
    if way.kind is AlternativeKind.SKIP:
        skipped = phrase.meaning.skip | set(way.skip)
        return _replaced(phrase, phrase.of(Kind.EXCEPT), render_skip(frozenset(skipped)))
    for number, line in enumerate(lines):
        if way.kind is AlternativeKind.RESOURCE and line.code == way.instead_of:
            return with_resource(phrase, number, way.resource)
        if way.kind is AlternativeKind.UNIT and line.code == way.resource:
            units = [part for part in phrase.of(Kind.UNIT) if part.line == number]
            if units:
                return _replaced(phrase, units, f"n°{way.unit}")
            return with_resource(phrase, number, f"{way.resource} n°{way.unit}")
    return phrase.text


def _replaced(phrase: Phrase, parts: Iterable[Part], text: str) -> str:
    """The text in the place of the first of these parts, the others gone; at the end where there is none."""
    gone = sorted(parts, key=lambda part: part.start)
    if not gone:
        return f"{phrase.text.rstrip()} {text}".strip()
    pieces, end = [], 0
    for number, part in enumerate(gone):
        pieces += [phrase.text[end : part.start], "" if number else text]
        end = part.end
    joined = "".join((*pieces, phrase.text[end:]))
    return " ".join(joined.split()) if len(gone) > 1 else joined


def _times(start: datetime, end: datetime, today: date) -> str:
    """``4/12 14:00-17:00``; over several days ``4/12 14:00 - 6/12 09:00``."""
    if start.date() == end.date():
        return f"{_day(start.date(), today)} {start:%H:%M}-{end:%H:%M}"
    if end == datetime.combine(end.date(), datetime.min.time()) and (end - start).days < 1:
        return f"{_day(start.date(), today)} {start:%H:%M}-24:00"
    return f"{_day(start.date(), today)} {start:%H:%M} - {_day(end.date(), today)} {end:%H:%M}"


def _day(day: date, today: date) -> str:
    """The year only where it is not the coming one of that day."""
    is_coming = today <= day and (day.year, day.month, day.day) < (today.year + 1, today.month, today.day)
    return f"{day.day}/{day.month}" if is_coming else f"{day.day}/{day.month}/{day.year}"
