"""From bookings to a calendar file: whom which dates concern, and when they appear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.booking import PARTLY_APPROVED, State, status_of
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX, person_resource_code
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.recurrence import localize, wall_time
from platform_booking.domain.series import left_the_series
from platform_booking.domain.sharing import Scope
from platform_booking.domain.timespan import as_utc
from platform_booking.ical.model import CalendarEvent, CalendarFile, Instance, Status
from platform_booking.services.calendar_blocks import block_event
from platform_booking.services.calendar_details import NOT_TAKING_PLACE, SeenLine, Sight, Teller

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Allocation, Block, Booking, Line, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.recurrence import Lapse, Recurrence
    from platform_booking.ical.model import Details

__all__ = [
    "CANCELLED_SHOWN_FOR",
    "Scope",
    "Selection",
    "SelectionKind",
    "Telling",
    "blocked_resources",
    "calendar_of",
    "concerns",
]

CANCELLED_SHOWN_FOR: Final = timedelta(days=30)
"""So long a cancelled date stays, as cancelled: some programs keep a date that merely vanishes."""

_T = TypeVar("_T")
_SETTLED: Final = frozenset({State.IN_USE, State.COMPLETED})
_APPROVED: Final = State.APPROVED.value
_SHOWN_AS: Final[dict[str, Status]] = {
    State.REQUESTED: Status.TENTATIVE,
    PARTLY_APPROVED: Status.TENTATIVE,
    State.APPROVED: Status.CONFIRMED,
    State.CANCELLED: Status.CANCELLED,
    State.NO_SHOW: Status.CANCELLED,
}
"""What was declined or has expired appears only where it had been published before."""
_REFUSED: Final = frozenset({State.DECLINED.value, State.EXPIRED.value})
_STANDING: Final = frozenset(state for state, status in _SHOWN_AS.items() if status is not Status.CANCELLED)
_MINUTE: Final = timedelta(minutes=1)
_NUMBER: Final = attrgetter("number")


class SelectionKind(StrEnum):
    """By what a calendar is chosen."""

    EVERYTHING = "everything"
    RESOURCE = "resource"
    PLATFORM = "platform"
    PERSON = "person"
    PARTNER = "partner"
    BOOKING = "booking"


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose calendar it is. ``key`` is a code, a login or a booking's ref; empty for everything."""

    kind: SelectionKind = SelectionKind.EVERYTHING
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Timing:
    """The lines of a booking that are used at the same time, as a selection sees them."""

    uid: str
    lines: tuple[Line, ...]
    own: frozenset[int] = frozenset()
    """Numbers of the lines that are a person's own time; a date without them no longer concerns that person."""
    with_margins: bool = False
    """Whether set-up and turnaround are seen, as they are by those who look at one resource."""


def calendar_of(
    bookings: Sequence[Booking],
    catalogue: Catalogue,
    *,
    selection: Selection,
    scope: Scope,
    language: str,
    now: datetime,
    concealed: frozenset[str] = frozenset(),
    published: Mapping[str, datetime] = MappingProxyType({}),
    blocks: Sequence[Block] = (),
) -> CalendarFile:
    """The calendar of whatever is selected: one event for each distinct timing of a booking's lines.

    ``bookings`` may hold more than the selection; of those ``concealed`` (refs) only the time is told. Those
    ``published`` (ref and since when) went out before through this calendar: what was refused since is told as
    cancelled. ``blocks`` are those of its equipment. Raises NotFound for an unknown key, NaiveDatetime for a ``now`` without a zone.
    """
    telling = Telling(catalogue, selection, scope, language, now, concealed=concealed, published=published)
    return CalendarFile(
        name=telling.name(bookings),
        events=(
            *(event for booking in bookings for event in telling.of_booking(booking)),
            *(event for block in blocks for event in telling.of_block(block)),
        ),
        language=language,
    )


class Telling:
    """What one calendar tells of bookings and blocks, one after the other. Its words are as in ``calendar_of``."""

    def __init__(
        self,
        catalogue: Catalogue,
        selection: Selection,
        scope: Scope,
        language: str,
        now: datetime,
        *,
        concealed: frozenset[str] = frozenset(),
        published: Mapping[str, datetime] = MappingProxyType({}),
    ) -> None:
        self._teller = Teller(catalogue, scope, language, concealed=concealed)
        self._selection = selection
        self._since = as_utc(now) - CANCELLED_SHOWN_FOR
        self._published = published

    def name(self, bookings: Sequence[Booking] = ()) -> str:
        """The calendar's name. Raises NotFound for an unknown key."""
        return _name(bookings, self._selection, self._teller)

    def of_booking(self, booking: Booking) -> tuple[CalendarEvent, ...]:
        """One event for each timing of its lines that the calendar sees."""
        published = self._published.get(booking.ref)
        return tuple(
            [
                event
                for timing in _timings(booking, self._teller.catalogue, self._selection)
                if (event := _event(booking, timing, self._teller, self._since, published)) is not None
            ]
        )

    def of_block(self, block: Block) -> tuple[CalendarEvent, ...]:
        """Its event, if it still has one."""
        event = block_event(block, self._teller, self._since)
        return () if event is None else (event,)


# --- what is selected -------------------------------------------------------------------------------


def _name(bookings: Sequence[Booking], selection: Selection, teller: Teller) -> str:
    """The calendar's name. What the scope hides is not said here either: a busy one has at most a code."""
    words, kind, key = teller.words, selection.kind, selection.key
    named = _name_of_subject(bookings, selection, teller)
    personal = kind is SelectionKind.PERSON or key.startswith(PERSON_RESOURCE_PREFIX)
    if teller.scope is Scope.BUSY:
        coded = kind in {SelectionKind.RESOURCE, SelectionKind.PLATFORM} and not personal
        return f"{words.busy} ({key})" if coded else words.busy
    return words.bookings if personal and teller.scope is not Scope.FULL else named


def _name_of_subject(bookings: Sequence[Booking], selection: Selection, teller: Teller) -> str:
    catalogue = teller.catalogue
    match selection.kind:
        case SelectionKind.EVERYTHING:
            return teller.words.bookings
        case SelectionKind.RESOURCE:
            return _known(catalogue.resources, selection).name.in_language(teller.language)
        case SelectionKind.PLATFORM:
            return _known(catalogue.platforms, selection).name.in_language(teller.language)
        case SelectionKind.PERSON:
            return _known(catalogue.persons, selection).name
        case SelectionKind.PARTNER:
            return _known(catalogue.partners, selection).name
        case SelectionKind.BOOKING:
            booking = _known({booking.ref: booking for booking in bookings}, selection)
            hidden = teller.scope_of(booking) is Scope.BUSY
            return teller.words.busy if hidden else booking.title or teller.words.booking


def _known(things: Mapping[str, _T], selection: Selection) -> _T:
    try:
        return things[selection.key]
    except KeyError:
        raise NotFound(selection.kind, selection.key) from None


def blocked_resources(catalogue: Catalogue, selection: Selection) -> tuple[str, ...]:
    """Codes of the resources whose blocks belong into the selection's calendar: of equipment, not of people and partners."""
    if selection.kind is SelectionKind.RESOURCE:
        return (selection.key,) if selection.key in catalogue.resources else ()
    if selection.kind is SelectionKind.PLATFORM:
        return tuple(code for code, item in catalogue.resources.items() if item.platform == selection.key)
    return ()


def concerns(booking: Booking, catalogue: Catalogue, selection: Selection) -> bool:
    """Whether some line of the booking belongs into the selection's calendar, whatever became of it."""
    return any(True for _ in _timings(booking, catalogue, selection))


def _timings(booking: Booking, catalogue: Catalogue, selection: Selection) -> Iterator[_Timing]:
    """The booking's lines by when they are used, as far as the selection sees them.

    A timing keeps its UID in every calendar: it is named by its first line, whether this calendar shows that
    line or not.
    """
    timings: dict[tuple[Lapse, Lapse | None], list[Line]] = {}
    for line in sorted(booking.lines, key=_NUMBER):
        timings.setdefault((line.offset, line.length), []).append(line)
    for (offset, length), lines in timings.items():
        as_the_booking = not offset and length is None
        uid = booking.uid if as_the_booking else f"{lines[0].number}-{booking.uid}"
        seen, own = _seen(booking, lines, catalogue, selection)
        if seen:
            yield _Timing(uid, seen, own, selection.kind is SelectionKind.RESOURCE)


def _seen(
    booking: Booking, lines: Sequence[Line], catalogue: Catalogue, selection: Selection
) -> tuple[tuple[Line, ...], frozenset[int]]:
    """The lines of one timing that the selection sees, and those of them that are a person's own time."""
    kind, key = selection.kind, selection.key
    if kind is SelectionKind.EVERYTHING:
        return tuple(lines), frozenset()
    if kind in {SelectionKind.RESOURCE, SelectionKind.PLATFORM}:
        return tuple(line for line in lines if _is_of(line, catalogue, selection)), frozenset()
    if kind is SelectionKind.PERSON and booking.organiser != key:
        own = frozenset(line.number for line in lines if line.resource == person_resource_code(key))
        return tuple(lines) if own else (), own
    wanted = {SelectionKind.PARTNER: booking.partner, SelectionKind.BOOKING: booking.ref}.get(kind, key)
    return tuple(lines) if wanted == key else (), frozenset()


def _is_of(line: Line, catalogue: Catalogue, selection: Selection) -> bool:
    if selection.kind is SelectionKind.RESOURCE:
        return line.resource == selection.key
    resource = catalogue.resources.get(line.resource)
    return resource is not None and resource.platform == selection.key


# --- what becomes of it -----------------------------------------------------------------------------


def _event(
    booking: Booking, timing: _Timing, teller: Teller, since: datetime, published: datetime | None
) -> CalendarEvent | None:
    shift = _shift_of(timing.lines[0].offset)
    told: dict[tuple[Sight, str], Details] = {}
    instances = []
    left = left_the_series(booking)
    for occurrence in booking.occurrences:
        sight = None if occurrence.number in left else _sight(booking, timing, occurrence, since, published)
        if sight is None:
            continue
        title = occurrence.title or booking.title
        details = told.get((sight, title))
        if details is None:
            details = told[sight, title] = teller.details(booking, sight, title)
        span = booking.line_span(timing.lines[0], occurrence)
        instances.append(Instance(_shifted(occurrence.original_start, shift, booking), span, details))
    if not instances:
        return None
    rule, first_start = _series(booking, shift)
    return CalendarEvent(
        uid=timing.uid,
        time_zone=booking.time_zone,
        created=booking.created_at,
        changed=booking.changed_at,
        sequence=booking.sequence,
        instances=tuple(instances),
        rule=rule,
        first_start=first_start,
    )


def _sight(
    booking: Booking, timing: _Timing, occurrence: Occurrence, since: datetime, published: datetime | None
) -> Sight | None:
    """What is seen of the date; None where it does not appear: never made, refused, or long cancelled."""
    by_line: dict[int, list[Allocation]] = {line.number: [] for line in timing.lines}
    for allocation in booking.allocations_of(occurrence):
        if allocation.line in by_line:
            by_line[allocation.line].append(allocation)
    counted = [each for allocations in by_line.values() for each in allocations]
    states = {each.state for each in counted}
    in_one_state = len(states) == 1
    if timing.own:
        own = [each for number in timing.own for each in by_line[number]]
        counted = counted if _state_of(own) in _STANDING else own
    state = _settled(states.pop()) if in_one_state else _state_of(counted)
    status = _SHOWN_AS.get(state)
    if state in _REFUSED and published is not None and published <= _ended(booking, counted):
        status = Status.CANCELLED
    if not counted or status is None or (status is Status.CANCELLED and _ended(booking, counted) <= since):
        return None
    seen = tuple(
        [
            SeenLine(
                line,
                state if in_one_state else _state_of(allocations),
                *(_margins(allocations) if timing.with_margins else ()),
            )
            for line in timing.lines
            if (allocations := by_line[line.number])
        ]
    )
    if in_one_state or status is Status.CANCELLED:
        return Sight(state, status, seen)
    return Sight(state, status, tuple(item for item in seen if item.state != State.CANCELLED) or seen)


def _state_of(allocations: Sequence[Allocation]) -> str:
    """One word for their states. To a calendar what was approved stays so while in use, and afterwards."""
    return _settled(status_of(allocation.state for allocation in allocations))


def _settled(state: str) -> str:
    return _APPROVED if state in _SETTLED else state


def _ended(booking: Booking, allocations: Sequence[Allocation]) -> datetime:
    """When the last of them was given up, or refused."""
    return max(
        allocation.changed_at or booking.changed_at
        for allocation in allocations
        if allocation.state in NOT_TAKING_PLACE
    )


def _margins(allocations: Sequence[Allocation]) -> tuple[int, int]:
    """Minutes of set-up and of turnaround, the longest of them."""
    return (
        max(each.use.start - each.occupied.start for each in allocations) // _MINUTE,
        max(each.occupied.end - each.use.end for each in allocations) // _MINUTE,
    )


def _shift_of(offset: Lapse) -> timedelta:
    """By how much a line's rule is shifted on the clock. A date where DST makes it more or less is moved."""
    return timedelta(minutes=offset.wall + offset.exact)


def _shifted(moment: datetime, shift: timedelta, booking: Booking) -> datetime:
    return localize(wall_time(moment, booking.zone) + shift, booking.zone) if shift else moment


def _series(booking: Booking, shift: timedelta) -> tuple[Recurrence | None, datetime | None]:
    """The rule of a timing and where it begins: no beginning for a single booking, no rule if none says it."""
    if booking.rule is None and len(booking.occurrences) == 1:
        return None, None
    unsaid = None, _shifted(booking.first_start, shift, booking)
    try:
        rule = booking.recurrence
        if rule is None or not shift:
            return rule, unsaid[1]
        first = wall_time(booking.first_start, booking.zone)
        moved = rule.moved(first, shift)
        return (moved, localize(rule.starts(first)[0] + shift, booking.zone)) if moved else unsaid
    except InvalidInput:
        return unsaid
