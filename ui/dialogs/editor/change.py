"""Changing a booking that is there: what differs, what would come of it, and doing it. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX, person_resource_code
from platform_booking.domain.errors import BookingError
from platform_booking.domain.planning import PlannedLine
from platform_booking.domain.recurrence import wall_time
from platform_booking.domain.verdict import judge
from platform_booking.services.moving import Move
from platform_booking.services.requests import LineRequest, planned_line
from platform_booking.services.selection import ALL_DATES
from platform_booking.services.series import LineEdit, SeriesEdit
from platform_booking.services.versions import is_movable
from ui.dialogs.editor.day_view import DayView, span_on
from ui.dialogs.editor.request import FormState
from ui.draft import DraftLine, lines_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.domain.verdict import LineVerdict
    from platform_booking.services.selection import Dates
    from platform_booking.services.series import Changed
    from ui.draft import Draft

DETAILS: Final = (
    "title",
    "learners",
    "purpose",
    "visibility",
    "biosafety",
    "dossier",
    "instructions",
    "funding",
)
AROUND: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Parts:
    """What differs between a booking and the form."""

    dates: Dates
    """The dates that move."""
    details: Mapping[str, Any] = field(default_factory=dict)
    move: Move | None = None
    lines: Mapping[int, str] = field(default_factory=dict)
    """Line number → code to take instead, at all dates."""
    edit: LineEdit = field(default_factory=LineEdit)
    """Lines that come, go or are counted anew, at the dates meant."""

    def __bool__(self) -> bool:
        return bool(self.details or self.move or self.lines or self.edit)

    @property
    def several(self) -> bool:
        """Whether more than one date is meant: then it is one change of the series."""
        return self.dates.day is None or self.dates.following

    @property
    def swaps_people(self) -> bool:
        """Whether a colleague stands in for another."""
        return any(code.startswith(PERSON_RESOURCE_PREFIX) for code in self.lines.values())

    @property
    def moves_while_exchanging(self) -> bool:
        """Whether new resources and a new time are one step: the whole booking moves."""
        return bool(self.lines and self.move and self.dates.day is None)


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """What would come of a change."""

    parts: Parts
    view: DayView
    board: Board
    refused: BookingError | None = None
    """What the core says against it: conflict, rule, right."""


def occurrence_meant(draft: Draft) -> Occurrence:
    """The date of the booking that the draft began with; its first where it began with none."""
    assert draft.editing is not None
    dates = draft.editing.occurrences
    return next((item for item in dates if item.span.start == draft.start), dates[0])


def parts_of(
    booking: Booking, occurrence: Occurrence, before: FormState, after: FormState, dates: Dates, now: datetime
) -> Parts:
    """Only what changed."""
    details = {name: _value(after, name) for name in DETAILS if _value(after, name) != _value(before, name)}
    exchange, edit = _lines(before, after)
    lines = {
        line.number: exchange[line.resource]
        for line in lines_at(booking, occurrence)
        if line.resource in exchange
    }
    moves = _when(after) != _when(before) and after.is_in_order
    move = _move(booking, occurrence, after, dates, now) if moves else None
    return Parts(dates, details, move, lines, edit)


def _lines(before: FormState, after: FormState) -> tuple[dict[str, str], LineEdit]:
    """Code → what takes its place, and what else becomes of the lines.

    As many that come as go, things and colleagues each for themselves, take the places of those that go.
    """
    was, now = _counted(before), _counted(after)
    gone, new = [code for code in was if code not in now], [code for code in now if code not in was]
    exchange: dict[str, str] = {}
    for is_person in (False, True):
        leaving, coming = (
            [code for code in codes if code.startswith(PERSON_RESOURCE_PREFIX) is is_person]
            for codes in (gone, new)
        )
        if len(leaving) == len(coming):
            exchange |= zip(leaving, coming, strict=True)
    edit = LineEdit(
        add=tuple(_wanted(after, code) for code in new if code not in exchange.values()),
        remove=tuple(code for code in gone if code not in exchange),
        quantity={code: now[code] for code in now if code in was and now[code] != was[code]},
    )
    return exchange, edit


def _counted(state: FormState) -> dict[str, int]:
    """Code → how many, in the order of the lines."""
    found = dict.fromkeys(state.codes(), 0)
    for line in state.lines:
        found[line.resource] += line.quantity
    return found | dict.fromkeys(map(person_resource_code, state.trainers), 1)


def _wanted(state: FormState, code: str) -> LineRequest:
    line = next((line for line in state.lines if line.resource == code), DraftLine(code))
    return LineRequest(line.resource, line.quantity, offset=line.offset, length=line.length)


def _value(state: FormState, name: str) -> Any:
    found = getattr(state, name)
    return found.strip() if isinstance(found, str) else found


def _when(state: FormState) -> tuple[object, ...]:
    return state.day, state.start, state.last_day, state.end


def _move(
    booking: Booking, occurrence: Occurrence, after: FormState, dates: Dates, now: datetime
) -> Move | None:
    """The date that is shown goes where the form says; the others, where they are meant too, by the same time."""
    coming = [item for item in dates.of(booking) if is_movable(booking, item, now)]
    if not coming:
        return None
    zone = booking.zone
    shown = occurrence if occurrence in coming else coming[0]
    wanted = datetime.combine(after.day, time()) + timedelta(minutes=after.start)
    by = wanted - wall_time(occurrence.span.start, zone)
    start = wall_time(shown.span.start, zone) + by
    end = start + timedelta(minutes=after.length)
    return Move(
        start.isoformat(timespec="minutes"),
        end=end.isoformat(timespec="minutes"),
        of=shown.day(zone) if len(coming) > 1 else None,
    )


def look_at(
    platform: PlatformBooking,
    catalogue: Catalogue,
    booking: Booking,
    occurrence: Occurrence,
    parts: Parts,
    state: FormState,
) -> ChangeSeen:
    """What would come of it, without writing: the date line by line, and what the core says to the whole."""
    zone = booking.zone
    span = span_on(state.day, (state.start, state.end), zone) if state.last_day is None else None
    span = span or occurrence.span
    movable = platform.planning.movable(booking.ref, occurrence.number)
    lines = [
        _using(catalogue, item, parts.lines.get(item.line.number, ""), parts.edit.quantity)
        for item in movable.lines
        if item.line.resource not in parts.edit.remove
    ]
    last = max(line.number for line in booking.lines)
    lines += [planned_line(catalogue, last + place, line) for place, line in enumerate(parts.edit.add, 1)]
    held = [item.occupied for item in booking.allocations_of(occurrence)]
    begin = min((item.start for item in held), default=span.start)
    reach = max((item.end for item in held), default=span.end)
    board = platform.planning.board(
        span.widen(
            AROUND + max(timedelta(), occurrence.span.start - begin),
            AROUND + max(timedelta(), reach - occurrence.span.end),
        )
    )
    occupancy = board.occupancy(leaving=movable.own)
    verdicts = {item.resource: item for item in judge(lines, span, zone, occupancy).lines}
    view = DayView(
        wall_time(span.start, zone).date(),
        zone,
        verdicts,
        {
            code: _free_instead(catalogue, lines, item, span, zone, occupancy)
            for code, item in verdicts.items()
        },
        {code: _awaited(catalogue, code) for code in verdicts},
    )
    return ChangeSeen(parts, view, board, _refusal(platform, booking, parts))


def _using(
    catalogue: Catalogue, item: PlannedLine, code: str, quantity: Mapping[str, int] | None = None
) -> PlannedLine:
    """The line on another resource, where one is named; with another quantity, where one is."""
    count = (quantity or {}).get(item.line.resource)
    if count is not None:
        item = replace(item, line=replace(item.line, quantity=count))
    if not code:
        return item
    return PlannedLine(replace(item.line, resource=code), catalogue.resources[code])


def _awaited(catalogue: Catalogue, code: str) -> tuple[str, tuple[str, ...]]:
    step = catalogue.awaiting(catalogue.resources[code], 0)
    return (step.value, ()) if step else ("", ())


def _free_instead(
    catalogue: Catalogue,
    lines: Sequence[PlannedLine],
    taken: LineVerdict,
    span: TimeSpan,
    zone: ZoneInfo,
    occupancy: Occupancy,
) -> tuple[str, ...]:
    """Equivalents of a line that does not fit, free beside the others."""
    if taken.fits:
        return ()
    others = [item for item in lines if item.line.number != taken.line]
    (own,) = (item for item in lines if item.line.number == taken.line)
    known = {item.resource.code for item in lines}
    found = []
    for code in catalogue.resources[taken.resource].equivalent_to:
        resource = catalogue.resources.get(code)
        if resource is not None and resource.active and code not in known:
            verdict = judge((*others, _using(catalogue, own, code)), span, zone, occupancy)
            found += [code] if verdict.lines[-1].fits else []
    return tuple(found)


def _refusal(platform: PlatformBooking, booking: Booking, parts: Parts) -> BookingError | None:
    """What the core says against it; each step is tried by the very use case that would do it."""
    changes, version = platform.changes, booking.version
    try:
        if is_one_step(booking, parts):
            change_series(platform, booking, parts, dry_run=True)
        elif parts.lines:
            to = parts.move if parts.moves_while_exchanging else None
            changes.exchange(booking.ref, parts.lines, to=to, dry_run=True, expected_version=version)
        if parts.move and not parts.moves_while_exchanging and not is_one_step(booking, parts):
            changes.move(booking.ref, parts.move, parts.dates, dry_run=True, expected_version=version)
        if parts.details and not is_one_step(booking, parts):  # both are said of all dates
            change_series(platform, booking, replace(parts, move=None, dates=ALL_DATES), dry_run=True)
    except BookingError as error:
        return error
    return None


def is_of_series(booking: Booking, parts: Parts) -> bool:
    """Whether several dates of a series change, so that each is shown before and after first.

    A colleague may stand in for another at a single date, and a line may come or go; things are exchanged at all dates.
    """
    is_meant = parts.swaps_people or bool(parts.edit) or (parts.several and bool(parts))
    return is_meant and len(booking.occurrences) > 1


def is_one_step(booking: Booking, parts: Parts) -> bool:
    """Whether all that differs is one change: of a series, or of a booking that gets other lines."""
    return bool(parts.edit) or is_of_series(booking, parts)


def series_edit(booking: Booking, parts: Parts) -> SeriesEdit:
    """All that differs as one change."""
    codes = {line.number: line.resource for line in booking.lines}
    exchange = {codes[number]: code for number, code in parts.lines.items()}
    return SeriesEdit(to=parts.move, lines=replace(parts.edit, exchange=exchange), **parts.details)


def change_series(
    platform: PlatformBooking, booking: Booking, parts: Parts, *, skip: bool = False, dry_run: bool = False
) -> Changed:
    """All that differs, in one go. Raises what the use case raises."""
    return platform.series.change(
        booking.ref,
        series_edit(booking, parts),
        parts.dates,
        skip_conflicts=skip,
        dry_run=dry_run,
        expected_version=booking.version,
    )


def apply_first(platform: PlatformBooking, booking: Booking, parts: Parts, *, skip: bool = False) -> Changed:
    """Do the first step of what differs, what may be refused before what may not. Raises what the use case raises."""
    if is_one_step(booking, parts):
        return change_series(platform, booking, parts, skip=skip)
    changes, ref, version = platform.changes, booking.ref, booking.version
    if parts.lines:
        to = parts.move if parts.moves_while_exchanging else None
        return changes.exchange(ref, parts.lines, to=to, expected_version=version)
    if parts.move:
        return changes.move(ref, parts.move, parts.dates, expected_version=version)
    return changes.edit(ref, **parts.details, expected_version=version)


def merged(before: FormState, mine: FormState, theirs: FormState) -> FormState:
    """Their version with everything that I had changed: nothing typed is lost."""
    own = {
        item.name: getattr(mine, item.name)
        for item in fields(FormState)
        if getattr(mine, item.name) != getattr(before, item.name)
    }
    return replace(theirs, **own)


def differing(before: FormState, theirs: FormState) -> tuple[str, ...]:
    """Names of what somebody else changed: those of ``DETAILS``, time, lines."""
    found = [name for name in DETAILS if getattr(before, name) != getattr(theirs, name)]
    if (before.day, before.start, before.end) != (theirs.day, theirs.start, theirs.end):
        found.append("time")
    if before.lines != theirs.lines:
        found.append("lines")
    return tuple(found)
