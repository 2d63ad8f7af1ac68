"""What a search prints: proposals with their reasons, a map of where anything is possible, and why nothing fits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from platform_booking.cli import as_json
from platform_booking.domain.reading import clock_text
from platform_booking.wording import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from platform_booking.domain.density import DensityMap
    from platform_booking.domain.near_misses import Shortfall
    from platform_booking.services.availability import FindResult, Found
    from platform_booking.wording import Words

SHADES: Final = "·░▒▓█"
"""None fits, up to a third, up to two thirds, nearly all, all starts fit. Nothing wanted: a blank."""


def document(result: FindResult, words: Words, *, with_map: bool) -> Any:
    """The proposals; with the map also the map, and why nothing fits."""
    found = [proposal(item, words, result) for item in result.found]
    if not with_map:
        return found
    return {
        "proposals": found,
        "map": density(result.map) | {"closed": sorted(day.isoformat() for day in result.closed)},
        "shortfall": None if result.shortfall is None else shortfall(result.shortfall, words, result),
    }


def proposal(item: Found, words: Words, result: FindResult) -> dict[str, Any]:
    """One proposal."""
    said = as_json.found(item, result.zone)
    suggestion = item.suggestion
    codes = [wish.resource.code for wish in suggestion.lines]
    for session, units in zip(said["sessions"], suggestion.units, strict=True):
        session["units"] = [
            {"resource": code, "units": list(names)} for code, names in zip(codes, units, strict=True)
        ]
    return said | {
        "lines": [
            {"resource": wish.resource.code, "quantity": wish.line.quantity} for wish in suggestion.lines
        ],
        "units": [
            {
                "resource": code,
                "units": sorted({name for session in suggestion.units for name in session[place]}),
            }
            for place, code in enumerate(codes)
        ],
        "rrule": suggestion.rule,
        "except": [day.isoformat() for day in suggestion.skip],
        "reasons": [
            {"code": reason.code, "caution": reason.caution, "message": finding.reason(words, reason)}
            for reason in suggestion.reasons
        ],
    }


def density(item: DensityMap) -> dict[str, Any]:
    """The map: a row for each day, null where nothing was wanted."""
    return {
        "hours": [clock_text(minutes) for minutes in item.hours],
        "minutes": item.minutes,
        "days": [
            {
                "date": day.isoformat(),
                "shares": [None if share is None else round(share, 4) for share in row],
            }
            for day, row in zip(item.days, item.shares, strict=True)
        ],
    }


def shortfall(item: Shortfall, words: Words, result: FindResult) -> dict[str, Any]:
    """Why nothing fits."""
    return {
        "violations": [as_json.violation(rule, words) for rule in result.refused],
        "bottlenecks": [
            {"resource": line.resource, "free": line.free, "wanted": line.wanted} for line in item.bottlenecks
        ],
        "nearest": [
            {
                "kind": miss.kind.value,
                **as_json.plain(dict(miss.params)),
                "message": finding.near_miss(words, miss, result.zone),
                "start": as_json.at(miss.suggestion.first.start, result.zone),
                "end": as_json.at(miss.suggestion.first.end, result.zone),
            }
            for miss in item.misses
        ],
    }


def text(result: FindResult, words: Words, *, with_map: bool) -> str:
    """The same for people."""
    said: list[str] = []
    for number, item in enumerate(result.found, 1):
        said.append(f"{number}. " + " · ".join(_sessions(item, result, words)))
        said += [
            f"   {'!' if reason.caution else '+'} {finding.reason(words, reason)}"
            for reason in item.suggestion.reasons
        ]
    if result.shortfall is not None:
        said += shortfall_lines(result.shortfall, result, words)
    if with_map:
        said += ["", *heat_map(result.map, words)]
    return "\n".join(said)


def _sessions(item: Found, result: FindResult, words: Words) -> Iterator[str]:
    for span in item.sessions:
        yield words.span(span.start, span.end, result.zone)


def shortfall_lines(item: Shortfall, result: FindResult, words: Words) -> list[str]:
    """Why nothing fits: one line a fact."""
    return [
        words.text("nothing-found"),
        *(f"  {words.violation(rule)}" for rule in result.refused),
        *(f"  {finding.bottleneck(words, line)}" for line in item.bottlenecks if line.free < line.wanted),
        *(f"  → {finding.near_miss(words, miss, result.zone)}" for miss in item.misses),
    ]


def heat_map(item: DensityMap, words: Words) -> Iterator[str]:
    """A line for each week, a block for each day, a shade for each hour."""
    if not item.hours:
        return
    wanted = sorted({day.weekday() for day, row in _rows(item) if any(share is not None for share in row)})
    width = max(len(item.hours), 3)
    yield words.text(
        "map-legend",
        first=clock_text(item.hours[0]),
        last=clock_text(item.hours[-1] + item.minutes),
        shades=SHADES,
    )
    yield " " * 11 + " ".join(words.text(f"weekday-{number}").ljust(width) for number in wanted)
    shown = (row for row in _rows(item) if any(share is not None for share in row[1]))
    for week, days in groupby(shown, key=lambda row: row[0].isocalendar()[:2]):
        rows = {day.weekday(): row for day, row in days}
        blocks = (_shaded(rows.get(number, ())).ljust(width) for number in wanted)
        yield f"{week[0]}-W{week[1]:02}   {' '.join(blocks)}".rstrip()


def _rows(item: DensityMap) -> Iterator[tuple[date, tuple[float | None, ...]]]:
    yield from zip(item.days, item.shares, strict=True)


def _shaded(row: Sequence[float | None]) -> str:
    return "".join(" " if share is None else SHADES[_shade(share)] for share in row)


def _shade(share: float) -> int:
    full = len(SHADES) - 1
    return full if share >= 1 else 0 if share <= 0 else min(full - 1, 1 + int(share * (full - 1)))
