"""Changing a booking that is there: what differs, what would come of it, and doing it. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import BookingError
from platform_booking.domain.recurrence import wall_time
from platform_booking.services.changing import Move
from platform_booking.services.undoing import Undoable
from ui.dialogs.editor.day_view import DayView, judged, span_on
from ui.dialogs.editor.request import DAY, FormState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.changing import Changed
    from platform_booking.services.desk import ChangeSet
    from platform_booking.services.selection import Dates
    from ui.draft import Draft

DETAILS: Final = ("title", "learners", "purpose", "visibility")
AROUND: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Parts:
    """What differs between a booking and the form."""

    details: Mapping[str, Any] = field(default_factory=dict)
    move: Move | None = None
    lines: Mapping[int, str] = field(default_factory=dict)
    """Line number → code to take instead."""

    def __bool__(self) -> bool:
        return bool(self.details or self.move or self.lines)


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """What would come of a change."""

    parts: Parts
    view: DayView
    board: Board
    refused: BookingError | None = None
    """What the core says against it: conflict, rule, right."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done, in one or several steps that are taken back as one."""

    booking: Booking
    changes: ChangeSet
    undoable: Undoable


def occurrence_meant(draft: Draft) -> Occurrence:
    """The date of the booking that the draft began with; its first where it began with none."""
    assert draft.editing is not None
    dates = draft.editing.occurrences
    return next((item for item in dates if item.span.start == draft.start), dates[0])


def parts_of(booking: Booking, before: FormState, after: FormState) -> Parts:
    """Only what changed."""
    details = {
        name: getattr(after, name).strip() if name == "title" else getattr(after, name)
        for name in DETAILS
        if getattr(after, name) != getattr(before, name)
    }
    when = (after.day, after.start, after.last_day, after.end)
    was = (before.day, before.start, before.last_day, before.end)
    move = None
    if when != was and after.is_in_order:
        start = _text(after.day, after.start)
        move = Move(start, end=_text(after.last_day or after.day, after.end))
    things = [line for line in booking.lines if not line.resource.startswith("@")]
    exchanged = {}
    if len(things) == len(after.lines):
        exchanged = {
            line.number: wanted.resource
            for line, wanted in zip(things, after.lines, strict=True)
            if line.resource != wanted.resource
        }
    return Parts(details, move, exchanged)


def _text(day: date, minutes: int) -> str:
    on = day + timedelta(days=1) if minutes == DAY else day
    return f"{on.isoformat()}T{minutes % DAY // 60:02}:{minutes % 60:02}"


def look_at(
    platform: PlatformBooking,
    catalogue: Catalogue,
    booking: Booking,
    occurrence: Occurrence,
    parts: Parts,
    dates: Dates,
    state: FormState,
) -> ChangeSeen:
    """Ask the core, without writing: each step is tried by the very use case that would do it."""
    zone = booking.zone
    span = span_on(state.day, (state.start, state.end), zone) if state.last_day is None else None
    span = span or occurrence.span
    board = platform.planning.board(span.widen(AROUND, AROUND))
    own = frozenset(
        bar.id for bar in board.bars if bar.ref == booking.ref and bar.occurrence == occurrence.number
    )
    verdicts = judged(catalogue, state, span, zone, board, leaving=own)
    awaiting: dict[str, tuple[str, tuple[str, ...]]] = {}
    for code in verdicts:
        step = catalogue.awaiting(catalogue.resources[code], 0)
        awaiting[code] = (step.value if step else "", ())
    free = {}
    for code, verdict in verdicts.items():
        free[code] = (
            ()
            if verdict.fits
            else _free_instead(catalogue, state, code, span_board=(span, board, own), zone=zone)
        )
    view = DayView(wall_time(span.start, zone).date(), zone, verdicts, free, awaiting)
    return ChangeSeen(parts, view, board, _refusal(platform, booking, parts, dates))


def _free_instead(
    catalogue: Catalogue,
    state: FormState,
    code: str,
    *,
    span_board: tuple[Any, Board, frozenset[int]],
    zone: Any,
) -> tuple[str, ...]:
    span, board, own = span_board
    found = []
    for other in catalogue.resources[code].equivalent_to:
        resource = catalogue.resources.get(other)
        if resource is None or not resource.active or other in state.codes():
            continue
        verdicts = judged(catalogue, state.exchanging({code: other}), span, zone, board, leaving=own)
        if verdicts[other].fits:
            found.append(other)
    return tuple(found)


def _refusal(platform: PlatformBooking, booking: Booking, parts: Parts, dates: Dates) -> BookingError | None:
    version = booking.version
    try:
        if parts.lines:
            platform.changes.exchange(booking.ref, parts.lines, dry_run=True, expected_version=version)
        elif parts.move:
            platform.changes.move(booking.ref, parts.move, dates, dry_run=True, expected_version=version)
    except BookingError as error:
        return error
    return None


def apply(platform: PlatformBooking, booking: Booking, parts: Parts, dates: Dates) -> Applied:
    """Do it: what may be refused comes first. Raises what the use cases raise."""
    steps: list[Changed] = []

    def version() -> int:
        return steps[-1].booking.version if steps else booking.version

    changes = platform.changes
    if parts.lines:
        steps.append(changes.exchange(booking.ref, parts.lines, expected_version=version()))
    if parts.move:
        steps.append(changes.move(booking.ref, parts.move, dates, expected_version=version()))
    if parts.details:
        steps.append(changes.edit(booking.ref, **parts.details, expected_version=version()))
    last = steps[-1]
    undoable = Undoable((booking,), {booking.ref: last.booking.version})
    return Applied(last.booking, last.changes, undoable)


def merged(before: FormState, mine: FormState, theirs: FormState) -> FormState:
    """Their version with everything that I had changed: nothing typed is lost."""
    own = {
        item.name: getattr(mine, item.name)
        for item in fields(FormState)
        if getattr(mine, item.name) != getattr(before, item.name)
    }
    return replace(theirs, **own)


def differing(before: FormState, theirs: FormState) -> tuple[str, ...]:
    """Names of what somebody else changed: title, learners, purpose, visibility, time, lines."""
    found = [name for name in DETAILS if getattr(before, name) != getattr(theirs, name)]
    if (before.day, before.start, before.end) != (theirs.day, theirs.start, theirs.end):
        found.append("time")
    if before.lines != theirs.lines:
        found.append("lines")
    return tuple(found)


def began(booking: Booking, occurrence: Occurrence) -> datetime:
    """Where that date starts."""
    return next(
        (item.span.start for item in booking.occurrences if item.number == occurrence.number),
        booking.occurrences[0].span.start,
    )
