"""Calendars read by other people's programs, and checked against the letter of RFC 5545 line by line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import icalendar
import recurring_ical_events

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
END = datetime(2045, 1, 1, tzinfo=UTC)

Span = tuple[datetime, datetime]


def parsed(data: bytes) -> icalendar.Calendar:
    """The calendar as the icalendar library understands it."""
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets the zones of calendars read before
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def spans_in(data: bytes) -> Counter[Span]:
    """Start and end of everything that takes place, in UTC, each as often as it is shown."""
    shown = recurring_ical_events.of(parsed(data)).between(BEGIN, END)
    return Counter(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for event in shown
        if event["STATUS"] != "CANCELLED"
    )


@dataclass(frozen=True)
class ContentLine:
    name: str
    params: dict[str, str]
    value: str


def unfolded(data: bytes) -> list[ContentLine]:
    """The content lines, read without any library."""
    found = []
    for line in data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        head, value = line.split(":", 1)  # none of our parameters holds a colon
        name, *params = head.split(";")
        found.append(ContentLine(name, dict(param.split("=", 1) for param in params), value))
    return found


def components(lines: list[ContentLine], kind: str) -> Iterator[list[ContentLine]]:
    """The lines of each component of that kind, nested ones included."""
    inside: list[ContentLine] | None = None
    for line in lines:
        if (line.name, line.value) == ("BEGIN", kind):
            inside = []
        elif (line.name, line.value) == ("END", kind):
            assert inside is not None
            yield inside
            inside = None
        elif inside is not None:
            inside.append(line)


_DATE_TIME = re.compile(r"\d{8}T\d{6}")
_UTC_DATE_TIME = re.compile(r"\d{8}T\d{6}Z")
_ONCE = (
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "STATUS",
    "TRANSP",
)
_BUSY_AS = {
    "CONFIRMED": ("OPAQUE", "BUSY"),
    "TENTATIVE": ("OPAQUE", "TENTATIVE"),
    "CANCELLED": ("TRANSPARENT", "FREE"),
}


def assert_follows_rfc(data: bytes) -> None:
    """Fail where the bytes break a rule that some calendar program insists on."""
    _assert_lines(data)
    lines = unfolded(data)
    names = Counter(line.name for line in lines)
    assert (lines[0].name, lines[0].value) == ("BEGIN", "VCALENDAR")
    assert (lines[-1].name, lines[-1].value) == ("END", "VCALENDAR")
    for once in (
        "VERSION",
        "PRODID",
        "METHOD",
        "NAME",
        "X-WR-CALNAME",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
    ):
        assert names[once] == 1, once
    assert sum(line.name == "BEGIN" and line.value == "VCALENDAR" for line in lines) == 1
    declared = [_assert_zone(zone) for zone in components(lines, "VTIMEZONE")]
    assert len(declared) == len(set(declared))
    events = list(components(lines, "VEVENT"))
    used = {line.params["TZID"] for event in events for line in event if "TZID" in line.params}
    assert used == set(declared), "each zone that is used is declared, and no other"
    for event in events:
        _assert_event(event)
    _assert_series(events)


def _assert_lines(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert len(line) <= 75
        line.decode()
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0, "cut inside an escape"
    assert all(line.strip() for line in physical), "an empty line"


def _assert_zone(zone: list[ContentLine]) -> str:
    observances = [line.value for line in zone if line.name == "BEGIN"]
    assert observances in (["STANDARD"], ["DAYLIGHT", "STANDARD"])
    assert not any(line.name == "RDATE" for line in zone)
    assert sum(line.name == "RRULE" for line in zone) == (2 if len(observances) > 1 else 0)
    (name,) = [line.value for line in zone if line.name == "TZID"]
    return name


def _value(event: list[ContentLine], name: str) -> str:
    (found,) = [line.value for line in event if line.name == name]
    return found


def _assert_event(event: list[ContentLine]) -> None:
    names = Counter(line.name for line in event)
    for name in _ONCE:
        assert names[name] == 1, name
    assert not names["DURATION"]
    for line in event:
        if line.name in {"DTSTAMP", "CREATED", "LAST-MODIFIED"}:
            assert _UTC_DATE_TIME.fullmatch(line.value)
        if line.name in {"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"}:
            form = _DATE_TIME if "TZID" in line.params else _UTC_DATE_TIME
            assert form.fullmatch(line.value), "floating, or with two zones"
            assert "RANGE" not in line.params
    assert _value(event, "DTSTART") < _value(event, "DTEND")
    zones = {
        line.params.get("TZID")
        for line in event
        if line.name in {"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"}
    }
    assert len(zones) == 1, "one zone for all the dates of an event"
    busy = _value(event, "TRANSP"), _value(event, "X-MICROSOFT-CDO-BUSYSTATUS")
    assert busy == _BUSY_AS[_value(event, "STATUS")]
    assert names["RRULE"] <= 1
    if names["RRULE"]:
        parts = dict(part.split("=") for part in _value(event, "RRULE").split(";"))
        assert ("COUNT" in parts) != ("UNTIL" in parts)
        assert _UTC_DATE_TIME.fullmatch(parts.get("UNTIL", "20260101T000000Z"))
    else:
        assert not names["EXDATE"]


def _assert_series(events: list[list[ContentLine]]) -> None:
    masters = Counter(_value(event, "UID") for event in events if not _ids(event))
    assert set(masters.values()) <= {1}, "two masters with one UID"
    overridden = Counter((_value(event, "UID"), *_ids(event)) for event in events if _ids(event))
    assert set(overridden.values()) <= {1}, "two overrides of one date"
    for event in events:
        uid = _value(event, "UID")
        assert uid in masters
        for line in event:
            if line.name == "EXDATE":
                assert not overridden[uid, line.value], "left out and overridden"
    keys = [(_value(event, "UID"), bool(_ids(event))) for event in events]
    for before, after in pairwise(keys):
        assert not after[1] or before[0] == after[0], "an override away from its master"


def _ids(event: list[ContentLine]) -> list[str]:
    return [line.value for line in event if line.name == "RECURRENCE-ID"]
