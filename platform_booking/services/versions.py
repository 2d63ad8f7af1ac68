"""From one version of a booking to the next: what every change needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import PlannedLine
from platform_booking.domain.refusals import RuleRefused
from platform_booking.domain.rules import Severity, Violation
from platform_booking.services.requests import is_plain_text

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.selection import Dates, Picked


def is_movable(booking: Booking, occurrence: Occurrence, now: datetime) -> bool:
    """Whether the date is not over, and something of it is still going to happen."""
    return booking.ends(occurrence) > now and any(
        item.state in LIVE for item in booking.allocations_of(occurrence)
    )


def still_to_come(booking: Booking, dates: Dates | Picked, now: datetime) -> tuple[Occurrence, ...]:
    """The dates meant, less those that are over. Raises RuleRefused when all of them are."""
    meant = dates.of(booking)
    coming = tuple(occurrence for occurrence in meant if booking.ends(occurrence) > now)
    if not coming:
        end = booking.ends(meant[-1])
        over = Violation("already-over", Severity.REFUSE, booking.ref, {"end": end}, remedy="past-is-kept")
        raise RuleRefused((over,))
    return coming


def require_reason(reason: str | None) -> str:
    """The reason, trimmed. Raises InvalidInput when there is none: a "no" always says why."""
    trimmed = (reason or "").strip()
    if not trimmed or not is_plain_text(trimmed.replace("\n", " ")):
        raise InvalidInput("reason-needed")
    return trimmed


def changed_booking(booking: Booking, now: datetime, **changes: object) -> Booking:
    """The next version: calendars are told by a higher sequence (RFC 5545 §3.8.7.4)."""
    return replace(
        booking,
        version=booking.version + 1,
        sequence=booking.sequence + 1,
        changed_at=now,
        **changes,  # type: ignore[arg-type]
    )


def takes_place_alike(before: Booking, after: Booking) -> bool:
    """Whether only words differ: then calendars are told by a later date of change, and not by a higher sequence."""
    return _when_and_where(before) == _when_and_where(after)


def _when_and_where(booking: Booking) -> tuple[object, ...]:
    dates = [(item.number, item.original_start, item.span) for item in booking.occurrences]
    return (
        dates,
        booking.lines,
        booking.allocations,
        booking.rule,
        booking.first_start,
        booking.length,
        booking.time_zone,
    )


def planned_lines(catalogue: Catalogue, booking: Booking) -> tuple[PlannedLine, ...]:
    """The booking's lines with their resources, each preferring the units it has."""
    held: dict[int, set[int]] = {}
    for item in booking.allocations:
        held.setdefault(item.line, set()).add(item.unit_id)
    return tuple(
        PlannedLine(
            line,
            catalogue.resources[line.resource],
            None if line.unit is None else catalogue.unit_by_id[line.unit],
            preferred=frozenset(held.get(line.number, ())),
        )
        for line in booking.lines
    )
