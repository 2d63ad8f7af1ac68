"""Changing one thing of a phrase and leaving all the rest as it was typed: a choice made, a way out taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.phrase.model import Kind
from platform_booking.domain.phrase.rendering import render_skip, render_title
from platform_booking.domain.recurrence import wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, tzinfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.phrase.model import Part, Phrase

_TIMELY = frozenset({Kind.DAY, Kind.WITHIN, Kind.HOURS, Kind.LENGTH})
_NAMING = frozenset({Kind.RESOURCE, Kind.UNIT})


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters that go, and what comes in their place."""

    start: int
    end: int
    text: str


def with_resource(phrase: Phrase, line: int, code: str) -> str:
    """The line means this very resource."""
    return _edited(phrase, _in_place_of(phrase, _of_line(phrase, Kind.RESOURCE, line), code))


def with_title(phrase: Phrase) -> str:
    """What was not understood is the title."""
    unknown = phrase.of(Kind.UNKNOWN)
    title = render_title(" ".join(phrase.words(part) for part in unknown))
    return _edited(phrase, _in_place_of(phrase, unknown, title))


def with_way(phrase: Phrase, way: Alternative, zone: tzinfo, now: datetime) -> str:
    """As a way out of a conflict says: another time, resource or unit, something more, or without some dates."""
    edits: list[_Edit] = []
    if way.kind in (AlternativeKind.TIME, AlternativeKind.LENGTH) or way.moved:
        times = [part for part in phrase.parts if part.kind in _TIMELY]
        start, end = wall_time(way.span.start, zone), wall_time(way.span.end, zone)
        edits += _in_place_of(phrase, times, _times(start, end, now.astimezone(zone).date()))
    if way.skip:
        skipped = phrase.meaning.skip | set(way.skip)
        edits += _in_place_of(phrase, phrase.of(Kind.EXCEPT), render_skip(frozenset(skipped)))
    for number, line in enumerate(phrase.meaning.lines):
        if way.instead_of and line.code == way.instead_of:
            edits += _in_place_of(phrase, _of_line(phrase, Kind.RESOURCE, number), way.resource)
        elif way.unit and line.code == way.resource:
            edits += _with_unit(phrase, number, way.unit)
    return _edited(phrase, [*edits, *_added(phrase, way.add)])


def _with_unit(phrase: Phrase, line: int, unit: str) -> list[_Edit]:
    named = _of_line(phrase, Kind.UNIT, line)
    if named:
        return _in_place_of(phrase, named, f"n°{unit}")
    name = _of_line(phrase, Kind.RESOURCE, line)[-1]
    return [_Edit(name.end, name.end, f" n°{unit}")]


def _added(phrase: Phrase, lines: Sequence[tuple[str, int]]) -> list[_Edit]:
    """Resources after those that are there, people at the end."""
    things = "".join(
        f" + {f'{quantity} ' if quantity > 1 else ''}{code}"
        for code, quantity in lines
        if not code.startswith(PERSON_RESOURCE_PREFIX)
    )
    people = "".join(f" {code}" for code, _ in lines if code.startswith(PERSON_RESOURCE_PREFIX))
    last = max((part.end for part in phrase.parts if part.kind in _NAMING), default=len(phrase.text))
    end = len(phrase.text.rstrip())
    edits = [_Edit(last, last, things)] if things else []
    return [*edits, _Edit(end, end, people)] if people else edits


def _of_line(phrase: Phrase, kind: Kind, line: int) -> list[Part]:
    return [part for part in phrase.of(kind) if part.line == line]


def _in_place_of(phrase: Phrase, parts: Iterable[Part], text: str) -> list[_Edit]:
    """The text where the first of these parts stands, the others gone; at the end where there is none."""
    gone = sorted(parts, key=lambda part: part.start)
    if not gone:
        end = len(phrase.text.rstrip())
        return [_Edit(end, end, f" {text}")]
    return [_Edit(part.start, part.end, "" if number else text) for number, part in enumerate(gone)]


def _edited(phrase: Phrase, edits: Sequence[_Edit]) -> str:
    """All of them done; where something went, no two blanks stay."""
    text = phrase.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    gone = any(not edit.text for edit in edits)
    return " ".join(text.split()) if gone else text.strip()


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
