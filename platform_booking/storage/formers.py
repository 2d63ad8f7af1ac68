"""What a subject was, read back from what the audit trail remembers of it: ``snapshots`` the other way round."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Line, Occurrence, Purpose, State, Visibility
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage.snapshots import allocation_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from platform_booking.domain.booking import Allocation, Block, Booking
    from platform_booking.storage.templates import Template
    from platform_booking.storage.waiting import Waiting

_LINE: Final = re.compile(
    r"(?P<resource>.+)×(?P<quantity>\d+)(?: offset (?P<offset>\S+))?(?: length (?P<length>\S+))?(?: unit (?P<unit>\d+))?"
)
_LAPSE: Final = re.compile(r"(-?\d+)\+(-?\d+)")
_ALLOCATION: Final = re.compile(
    r"(?P<use>\S+) (?P<occupied>\S+) (?P<state>\S+) (?P<holds>\S+) (?P<granted>\d+)"
    r"(?: from (?P<since>\S+))?(?: until (?P<until>\S+))?"
)
_OF_A_DATE: Final = frozenset({"original", "span", "title"})


def booking_of(snapshot: Mapping[str, Any], now: Booking) -> Booking:
    """The booking as it was then; keys and counters, which the trail does not keep, are those of ``now``.

    A unit of a pool is like any other: where several changed at once, which allocation had which is not remembered.
    """
    dates = sorted(snapshot["dates"].items(), key=lambda item: int(item[0]))
    return replace(
        now,
        title=snapshot["title"],
        purpose=Purpose(snapshot["purpose"]),
        organiser=snapshot["organiser"],
        partner=snapshot["partner"],
        learners=snapshot["learners"],
        time_zone=snapshot["time_zone"],
        rule=snapshot["rule"],
        first_start=datetime.fromisoformat(snapshot["first_start"]),
        length=_lapse(snapshot["length"]),
        visibility=Visibility(snapshot["visibility"]),
        biosafety=snapshot.get("biosafety", 0),
        dossier=snapshot.get("dossier", ""),
        instructions=snapshot.get("instructions", ""),
        funding=snapshot.get("funding", ""),
        origin=snapshot.get("origin", ""),
        lines=tuple(
            _line(int(number), snapshot["lines"][number]) for number in sorted(snapshot["lines"], key=int)
        ),
        occurrences=tuple(
            Occurrence(
                int(number),
                datetime.fromisoformat(date["original"]),
                _span(date["span"]),
                date.get("title", ""),
            )
            for number, date in dates
        ),
        allocations=tuple(
            sorted(
                (item for number, date in dates for item in _allocations(int(number), date, now)),
                key=lambda item: item.id,
            )
        ),
    )


def block_of(snapshot: Mapping[str, Any], now: Block) -> Block:
    """The block as it was then."""
    return replace(
        now,
        kind=snapshot["kind"],
        reason=snapshot["reason"],
        span=_span(snapshot["span"]),
        state=State(snapshot["state"]),
    )


def wish_of(snapshot: Mapping[str, Any], now: Waiting) -> Waiting:
    """The wish as it was then."""
    until = snapshot["offer_until"]
    return replace(
        now,
        state=snapshot["state"],
        booking=snapshot["booking"],
        offer_until=datetime.fromisoformat(until) if until else None,
    )


def template_of(snapshot: Mapping[str, Any], now: Template) -> Template:
    """The template as it was then."""
    return replace(
        now,
        name=snapshot["name"],
        shared=snapshot["shared"],
        body=snapshot["body"],
        active=snapshot["active"],
    )


def _lapse(said: str) -> Lapse:
    found = _LAPSE.fullmatch(said)
    assert found is not None
    return Lapse(int(found[1]), int(found[2]))


def _span(said: str) -> TimeSpan:
    start, _, end = said.partition("/")
    return TimeSpan(datetime.fromisoformat(start), datetime.fromisoformat(end))


def _line(number: int, said: str) -> Line:
    found = _LINE.fullmatch(said)
    assert found is not None
    return Line(
        number,
        found["resource"],
        int(found["quantity"]),
        _lapse(found["offset"]) if found["offset"] else Lapse(),
        _lapse(found["length"]) if found["length"] else None,
        int(found["unit"]) if found["unit"] else None,
    )


def _allocations(number: int, date: Mapping[str, str], now: Booking) -> Iterator[Allocation]:
    """Those of one date, each line's given to the allocations that the line has there."""
    wanted: dict[int, dict[int, str]] = {}
    for key, said in date.items():
        if key not in _OF_A_DATE:
            of_line, _, on_unit = key.partition("/")
            wanted.setdefault(int(of_line), {})[int(on_unit)] = said
    for line, units in wanted.items():
        there = sorted(
            (item for item in now.allocations if (item.occurrence, item.line) == (number, line)),
            key=lambda item: item.id,
        )
        for item, unit in _matched(there, units):
            yield _allocation(units[unit], item, unit)


def _matched(there: Sequence[Allocation], wanted: Mapping[int, str]) -> Iterator[tuple[Allocation, int]]:
    """Which had which unit: those that are as they were, those that still have theirs, the others as they come.

    What was made later has a higher key, and is left out.
    """
    left, units = list(there), dict(wanted)
    for exactly in (True, False):
        for item in tuple(left):
            said = units.get(item.unit_id)
            if said is not None and (said == allocation_snapshot(item) or not exactly):
                left.remove(item)
                del units[item.unit_id]
                yield item, item.unit_id
    yield from zip(left, sorted(units), strict=False)


def _allocation(said: str, now: Allocation, unit: int) -> Allocation:
    found = _ALLOCATION.fullmatch(said)
    assert found is not None
    return replace(
        now,
        unit_id=unit,
        use=_span(found["use"]),
        occupied=_span(found["occupied"]),
        state=State(found["state"]),
        holds=found["holds"] == "holds",
        granted=int(found["granted"]),
        actual_from=datetime.fromisoformat(found["since"]) if found["since"] else None,
        actual_until=datetime.fromisoformat(found["until"]) if found["until"] else None,
    )
