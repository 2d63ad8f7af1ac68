"""What the editor opens with: nothing yet, a slot drawn on the planning, a copy of a booking, or a booking to change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE, Purpose
from platform_booking.domain.recurrence import Lapse, localize, wall_time

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.booking import Booking, Line, Occurrence
    from platform_booking.domain.errors import BookingError


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A resource and how many of it."""

    resource: str
    quantity: int = 1
    offset: Lapse = field(default_factory=Lapse)
    """From the session's start: a campaign's lines have their own days."""
    length: Lapse | None = None
    """None: as long as the session."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A booking that is being written. Moments are aware."""

    title: str = ""
    lines: tuple[DraftLine, ...] = ()
    trainers: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    since: date | None = None
    """Where no time is said: the first working day from that one on, or from tomorrow."""
    rule: str = ""
    skip: frozenset[date] = frozenset()
    """Dates of the rule that are left out."""
    learners: int = 0
    purpose: str = Purpose.TRAINING.value
    visibility: str = "partners"
    biosafety: int = 0
    dossier: str = ""
    instructions: str = ""
    funding: str = ""
    template: str = ""
    """Code of the template that it began with."""
    editing: Booking | None = None
    """The booking that is changed; None for a new one."""
    refused: BookingError | None = None
    """What was said to this very draft a moment ago."""


def copy_of(booking: Booking, occurrence: int = 1) -> Draft:
    """A new draft with the same lines as one date of a booking: duplicate and adapt."""
    return _draft(booking, occurrence)


def change_of(booking: Booking, occurrence: int = 1) -> Draft:
    """A draft to change a booking with."""
    return _draft(booking, occurrence, editing=booking)


def pasted(
    draft: Draft,
    at: datetime,
    zone: ZoneInfo,
    *,
    keep_hour: bool = False,
    instead_of: str = "",
    onto: str = "",
) -> Draft:
    """A copy that begins at ``at`` and lasts as long by the clocks of the zone; with ``keep_hour``, that day at its own hour.

    ``onto`` is the resource on whose row it is put: the line of ``instead_of``, or the only one, goes there.
    """
    assert draft.start is not None
    assert draft.end is not None
    if keep_hour:
        start = localize(
            datetime.combine(wall_time(at, zone).date(), wall_time(draft.start, zone).time()), zone
        )
    else:
        start = at
    codes = [line.resource for line in draft.lines]
    source = instead_of if instead_of in codes else codes[0] if len(codes) == 1 else ""
    lines = draft.lines
    if onto and source and onto not in codes and not onto.startswith("@"):
        lines = tuple(replace(line, resource=onto) if line.resource == source else line for line in lines)
    end = Lapse.between(draft.start, draft.end, zone).after(start, zone)
    return replace(draft, lines=lines, start=start, end=end)


def lines_at(booking: Booking, date: Occurrence) -> tuple[Line, ...]:
    """The lines that are used at that date: a series may have others at other dates. All of them where none is left."""
    alive = {item.line for item in booking.allocations_of(date) if item.state in LIVE}
    return tuple(line for line in booking.lines if line.number in alive) or booking.lines


def _draft(booking: Booking, occurrence: int, editing: Booking | None = None) -> Draft:
    date = next((item for item in booking.occurrences if item.number == occurrence), booking.occurrences[0])
    lines = lines_at(booking, date) if editing else booking.lines
    things = [line for line in lines if not line.resource.startswith("@")]
    return Draft(
        title=booking.title,
        lines=tuple(DraftLine(line.resource, line.quantity, line.offset, line.length) for line in things),
        trainers=tuple(line.resource[1:] for line in lines if line.resource.startswith("@")),
        start=date.span.start,
        end=date.span.end,
        rule=(booking.rule or "") if editing else "",
        learners=booking.learners,
        purpose=booking.purpose.value,
        visibility=booking.visibility.value,
        biosafety=booking.biosafety,
        dossier=booking.dossier,
        instructions=booking.instructions,
        funding=booking.funding,
        editing=editing,
    )
