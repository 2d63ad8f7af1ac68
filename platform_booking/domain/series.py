"""A series and its dates: where it is split in two, and which dates stay, move, come and go when it changes.

A date that was moved or edited on its own is an exception, named by the start that the rule had given it. It survives
whatever is done to the whole: when all dates move it keeps its distance from its original start, when the rule changes
it stays as long as the rule still names it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import GIVEN_UP, Occurrence, State
from platform_booking.domain.recurrence import Lapse, Recurrence, localize, wall_time
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from platform_booking.domain.booking import Booking, Line

"""States of what does not take place."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A move of several dates by the same time on the wall clock, perhaps to another length."""

    by: timedelta
    length: Lapse | None = None
    """None: every date keeps its own."""
    named: tuple[int, datetime] | None = None
    """Number and new start of the one date of which it was said: the clocks alone may not tell it."""


@dataclass(frozen=True, slots=True)
class Retimed:
    """The dates of a booking after a change."""

    occurrences: tuple[Occurrence, ...]
    """All of them, in their order, new ones last."""
    rule: str | None
    first_start: datetime
    length: Lapse
    added: frozenset[int] = frozenset()
    """Numbers of dates that had not been there, or not any more."""
    gone: frozenset[int] = frozenset()
    """Numbers of dates that the rule no longer names."""


def shifted_span(booking: Booking, occurrence: Occurrence, shift: Shift) -> TimeSpan:
    """Where the shift leads that date."""
    start = shifted(occurrence.span.start, shift.by, booking)
    if shift.named and shift.named[0] == occurrence.number:
        start = shift.named[1]
    length = shift.length
    if length is None:
        length = booking.length
        if length.after(occurrence.span.start, booking.zone) != occurrence.span.end:  # it has its own length
            length = Lapse.between(occurrence.span.start, occurrence.span.end, booking.zone)
    return TimeSpan(start, length.after(start, booking.zone))


def shifted(moment: datetime, by: timedelta, booking: Booking) -> datetime:
    """The moment, moved by that time on the clocks of the booking."""
    return localize(wall_time(moment, booking.zone) + by, booking.zone) if by else moment


def named_by_rule(booking: Booking) -> tuple[datetime, ...] | None:
    """The original starts that the rule names; None without a rule."""
    rule = None if booking.rule is None else booking.recurrence
    if rule is None:
        return None
    return tuple(
        localize(wall, booking.zone) for wall in rule.starts(wall_time(booking.first_start, booking.zone))
    )


def left_the_series(booking: Booking) -> frozenset[int]:
    """Numbers of the dates that neither take place nor are named by the rule any more.

    They were left out by a shorter rule or belong to the booking that continues this one. The rule says so itself, so
    calendars do not hear of each of them.
    """
    names = named_by_rule(booking)
    if names is None:
        return frozenset()
    known = set(names)
    return frozenset(
        occurrence.number
        for occurrence in booking.occurrences
        if occurrence.original_start not in known and not _takes_place(booking, occurrence)
    )


def current_lines(booking: Booking) -> tuple[Line, ...]:
    """The lines that are still part of it, or were when it was given up altogether."""
    given_up = {item.line for item in booking.allocations} - {
        item.line for item in booking.allocations if item.state is not State.CANCELLED
    }
    if len(given_up) >= len(booking.lines):
        return booking.lines
    return tuple(line for line in booking.lines if line.number not in given_up)


# --- splitting --------------------------------------------------------------------------------------


def ended_before(booking: Booking, cut: datetime) -> str | None:
    """The rule that names the dates of the series before the cut and no others; None where there is no rule."""
    rule = booking.recurrence
    if rule is None:
        return None
    zone = booking.zone
    kept = [
        start for start in rule.starts(wall_time(booking.first_start, zone)) if localize(start, zone) < cut
    ]
    return replace(rule, count=None, until=kept[-1]).text() if kept else booking.rule


def continued_from(booking: Booking, cut: datetime) -> tuple[str | None, datetime]:
    """The rule that names the dates from the cut on, and where it begins. No rule where none says it."""
    rule = booking.recurrence
    if rule is None:
        return None, cut
    zone = booking.zone
    starts = rule.starts(wall_time(booking.first_start, zone))
    rest = tuple(start for start in starts if localize(start, zone) >= cut)
    if not rest:
        return None, cut
    for candidate in (
        replace(rule, count=len(rest) if rule.count else None),
        replace(rule, count=None, until=rest[-1]),
    ):
        if candidate.starts(rest[0]) == rest:
            return candidate.text(), localize(rest[0], zone)
    return None, cut


# --- other dates ------------------------------------------------------------------------------------


def retimed(
    booking: Booking,
    moving: Collection[int],
    shift: Shift | None,
    rule: Recurrence | None,
    now: datetime,
    *,
    whole: bool,
) -> Retimed:
    """The dates after a shift of those in ``moving`` (numbers), and then under another rule.

    ``whole`` says that nothing of the series has begun: then the rule itself is shifted, where a rule can say it, and the
    original starts with it. Otherwise the moved dates become exceptions. Raises InvalidInput for a rule without dates.
    """
    found = _moved(booking, moving, shift, whole=whole) if shift else _as_it_is(booking)
    return found if rule is None else _under_rule(booking, found, rule, moving, now)


def _as_it_is(booking: Booking) -> Retimed:
    return Retimed(booking.occurrences, booking.rule, booking.first_start, booking.length)


def _moved(booking: Booking, moving: Collection[int], shift: Shift, *, whole: bool) -> Retimed:
    moved = tuple(
        replace(item, span=shifted_span(booking, item, shift)) if item.number in moving else item
        for item in booking.occurrences
    )
    if not whole:
        return replace(_as_it_is(booking), occurrences=moved)
    length = shift.length or booking.length
    if booking.rule is None:
        if len(moved) > 1:
            return replace(_as_it_is(booking), occurrences=moved)
        only = moved[0]
        own = Lapse.between(only.span.start, only.span.end, booking.zone)
        length = (
            booking.length if booking.length.after(only.span.start, booking.zone) == only.span.end else own
        )
        return Retimed((replace(only, original_start=only.span.start),), None, only.span.start, length)
    first = wall_time(booking.first_start, booking.zone)
    rule = booking.recurrence.moved(first, shift.by) if booking.recurrence else None
    if rule is None:
        return replace(
            _as_it_is(booking), occurrences=moved, length=length if not shift.by else booking.length
        )
    return Retimed(
        tuple(
            replace(item, original_start=shifted(item.original_start, shift.by, booking)) for item in moved
        ),
        rule.text(),
        localize(rule.starts(first + shift.by)[0], booking.zone),
        length,
    )


def _under_rule(
    booking: Booking, now_there: Retimed, rule: Recurrence, moving: Collection[int], now: datetime
) -> Retimed:
    zone = booking.zone
    former = replace(booking, rule=now_there.rule, first_start=now_there.first_start)
    known = set(named_by_rule(former) or (item.original_start for item in now_there.occurrences))
    names = tuple(localize(wall, zone) for wall in rule.starts(wall_time(now_there.first_start, zone)))
    gone = {
        item.number
        for item in now_there.occurrences
        if item.number in moving and item.original_start not in names
    }
    there = {item.original_start: item for item in now_there.occurrences}
    occurrences = {item.number: item for item in now_there.occurrences}
    number = max(occurrences)
    added = set()
    for start in names:
        if start in known or start <= now or (start in there and _takes_place(booking, there[start])):
            continue
        former_number = there[start].number if start in there else None
        number += former_number is None
        added.add(former_number or number)
        span = TimeSpan(start, now_there.length.after(start, zone))
        occurrences[former_number or number] = Occurrence(former_number or number, start, span)
    return Retimed(
        tuple(occurrences.values()),
        rule.text(),
        names[0],
        now_there.length,
        frozenset(added),
        frozenset(gone),
    )


def _takes_place(booking: Booking, occurrence: Occurrence) -> bool:
    return any(item.state not in GIVEN_UP for item in booking.allocations_of(occurrence))


def needs_split(booking: Booking, settled: Collection[int], rule: Recurrence) -> bool:
    """Whether a rule no longer names dates that are ``settled`` (numbers), so that it can only hold for the rest."""
    zone = booking.zone
    names = {localize(wall, zone) for wall in rule.starts(wall_time(booking.first_start, zone))}
    return any(item.number in settled and item.original_start not in names for item in booking.occurrences)
