"""A booking, its lines, dates and allocations, and the one table of what may become of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import IllegalTransition
from platform_booking.domain.recurrence import Lapse, Recurrence, wall_time, zone_of
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

MAX_TITLE: Final = 200
MAX_INSTRUCTIONS: Final = 2000
"""Characters."""
MAX_LEARNERS: Final = 10_000


class State(StrEnum):
    """State of one line at one date, and so of its allocations."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    IN_USE = "in_use"
    COMPLETED = "completed"
    NO_SHOW = "no_show"


class Action(StrEnum):
    """What may be done to one line at one date."""

    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"
    EXPIRE = "expire"
    CHECK_IN = "check_in"
    RELEASE = "release"
    COMPLETE = "complete"
    ASK_AGAIN = "ask_again"
    """An approved line is moved by somebody who may not approve it: the approval was for another time.

    A line that was declined for a rival's sake takes the other place that it was offered.
    """
    TAKE_OFFER = "take_offer"
    """The same, where whoever made the offer is the last who must agree."""


TRANSITIONS: Final[Mapping[tuple[State, Action], State]] = {
    (State.REQUESTED, Action.APPROVE): State.APPROVED,
    (State.REQUESTED, Action.DECLINE): State.DECLINED,
    (State.REQUESTED, Action.CANCEL): State.CANCELLED,
    (State.REQUESTED, Action.EXPIRE): State.EXPIRED,
    (State.APPROVED, Action.CANCEL): State.CANCELLED,
    (State.APPROVED, Action.CHECK_IN): State.IN_USE,
    (State.APPROVED, Action.RELEASE): State.NO_SHOW,
    (State.APPROVED, Action.ASK_AGAIN): State.REQUESTED,
    (State.DECLINED, Action.ASK_AGAIN): State.REQUESTED,
    (State.DECLINED, Action.TAKE_OFFER): State.APPROVED,
    (State.IN_USE, Action.COMPLETE): State.COMPLETED,
}

LIVE: Final = frozenset({State.REQUESTED, State.APPROVED, State.IN_USE})
"""States in which something is still going to happen."""
GIVEN_UP: Final = frozenset({State.DECLINED, State.CANCELLED, State.EXPIRED})
"""States in which nothing of it has happened or will."""
ALWAYS_HOLDING: Final = frozenset({State.APPROVED, State.IN_USE})
MAY_HOLD: Final = frozenset({State.REQUESTED, State.APPROVED, State.IN_USE, State.COMPLETED})
_WAYS_BACK: Final = frozenset((after, before) for (before, _), after in TRANSITIONS.items())
PARTLY_APPROVED: Final = "partly_approved"
BOOKING_REF: Final = "B-"
BLOCK_REF: Final = "I-"
"""How the refs of bookings and blocks begin."""


def next_state(state: State, action: Action, ref: str = "") -> State:
    """Where the action leads. Raises IllegalTransition where the table has no such move."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise IllegalTransition(ref, state, action) from None


def allowed_actions(state: State) -> frozenset[Action]:
    """What the table allows in this state: enabled buttons and refusals come from one place."""
    return frozenset(action for known, action in TRANSITIONS if known == state)


def may_undo(now: State, before: State) -> bool:
    """Whether a step back from ``now`` to ``before`` follows the table's own arrows, walked backwards."""
    return now is before or (now, before) in _WAYS_BACK


def status_of(states: Iterable[State]) -> str:
    """One word for many states: the booking's status, or that of one date.

    What is over weighs less than what is to come: a series with two cancelled dates and four approved ones is approved.
    """
    present = set(states)
    if len(present) == 1:
        return present.pop().value
    live = present & LIVE
    if State.APPROVED in live and (State.REQUESTED in live or present & {State.DECLINED, State.EXPIRED}):
        return PARTLY_APPROVED
    for state in (State.IN_USE, State.APPROVED, State.REQUESTED, State.COMPLETED, State.NO_SHOW):
        if state in present:
            return state.value
    for state in (State.DECLINED, State.EXPIRED):
        if state in present:
            return state.value
    return State.CANCELLED.value


class Purpose(StrEnum):
    """What a booking is for."""

    TRAINING = "training"
    RESEARCH = "research"
    INDUSTRY = "industry"
    SERVICE = "service"


class Visibility(StrEnum):
    """Who sees more than that the time is taken."""

    PARTNERS = "partners"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Line:
    """One resource × quantity of a booking."""

    number: int
    resource: str
    quantity: int = 1
    offset: Lapse = field(default_factory=Lapse)
    """From the occurrence's start."""
    length: Lapse | None = None
    """None: as long as the booking."""
    unit: int | None = None
    """Key of the one unit that is meant; None: any of the pool, also another one later."""

    def __hash__(self) -> int:
        """Of what nearly always tells two apart: feeds ask for it thousands of times."""
        return hash((self.number, self.resource))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date. ``original_start`` names it for ever, wherever it is moved."""

    number: int
    original_start: datetime
    span: TimeSpan
    title: str = ""
    """Its own title; empty: the booking's."""

    def day(self, zone: ZoneInfo) -> date:
        """The wall-clock date that names the occurrence."""
        return wall_time(self.original_start, zone).date()


@dataclass(frozen=True, slots=True)
class Allocation:
    """One unit held (or asked for) for one line of one occurrence."""

    id: int
    unit_id: int
    line: int
    occurrence: int
    use: TimeSpan
    occupied: TimeSpan
    state: State
    holds: bool
    granted: int = 0
    """Steps of the approval chain already granted."""
    changed_at: datetime | None = None
    actual_from: datetime | None = None
    """When the use really began."""
    actual_until: datetime | None = None
    """When it really ended."""


@dataclass(frozen=True)
class Booking:
    """What was asked for, and what became of it."""

    id: int
    ref: str
    uid: str
    version: int
    sequence: int
    title: str
    purpose: Purpose
    organiser: str
    partner: str
    learners: int
    time_zone: str
    rule: str | None
    first_start: datetime
    """Where the rule begins, also when that first date itself was left out."""
    length: Lapse
    visibility: Visibility
    created_at: datetime
    changed_at: datetime
    lines: tuple[Line, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    biosafety: int = 0
    """Containment level that the work needs, 0 for none."""
    dossier: str = ""
    """Reference of the declaration or authorisation of that work."""
    instructions: str = ""
    """What the platforms should know or prepare; may have several lines."""
    funding: str = ""
    """Who pays for it, in the words that the partner's reports use."""
    origin: str = ""
    """Ref of the booking that this one continues or was copied from."""
    offered: bool = False
    """Whether it is held as an offer to one who waited: until it is accepted, nobody decides on it. As it was read."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which its rule is meant."""
        return zone_of(self.time_zone)

    @cached_property
    def recurrence(self) -> Recurrence | None:
        """The rule, read."""
        return Recurrence.parse(self.rule, self.zone) if self.rule else None

    @property
    def status(self) -> str:
        """Derived from the allocations."""
        return status_of(allocation.state for allocation in self.allocations)

    @cached_property
    def _by_occurrence(self) -> dict[int, tuple[Allocation, ...]]:
        grouped: dict[int, list[Allocation]] = {occurrence.number: [] for occurrence in self.occurrences}
        for allocation in self.allocations:
            grouped[allocation.occurrence].append(allocation)
        return {number: tuple(allocations) for number, allocations in grouped.items()}

    def allocations_of(self, occurrence: Occurrence) -> tuple[Allocation, ...]:
        """The allocations of one date."""
        if len(self.occurrences) == 1:
            return self.allocations
        return self._by_occurrence[occurrence.number]

    def allocations_at(self, line: int, occurrence: int) -> tuple[Allocation, ...]:
        """The allocations of one line at one date, by their numbers."""
        return tuple(item for item in self._by_occurrence[occurrence] if item.line == line)

    def state_of(self, occurrence: Occurrence) -> str:
        """The state of one date, derived from its lines."""
        return status_of(allocation.state for allocation in self.allocations_of(occurrence))

    def ends(self, occurrence: Occurrence) -> datetime:
        """When the last use of this date ends: a campaign's lines go on after the date itself."""
        return max((item.use.end for item in self.allocations_of(occurrence)), default=occurrence.span.end)

    def line_use(self, line: Line, occurrence: Occurrence) -> tuple[datetime, datetime]:
        """When this line is used at this date."""
        return line_use(line, occurrence.span, self.zone)

    def line_span(self, line: Line, occurrence: Occurrence) -> TimeSpan:
        """The same as a span: of most lines that of the date itself."""
        if line.length is None and not line.offset:
            return occurrence.span
        return TimeSpan(*self.line_use(line, occurrence))


def line_use(line: Line, span: TimeSpan, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of a line's use in an occurrence that spans ``span``."""
    start = line.offset.after(span.start, zone) if line.offset else span.start
    if line.length is not None:
        return start, line.length.after(start, zone)
    if line.offset:
        return start, start + span.length
    return span.start, span.end


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word on one step of one line's occurrence."""

    line: int
    occurrence: int
    step: str
    verdict: str
    person: str
    decided_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A time in which units cannot be used. It occupies them through allocations of its own."""

    id: int
    ref: str
    resource: str
    kind: str
    reason: str
    span: TimeSpan
    units: tuple[int, ...]
    created_by: str
    created_at: datetime
    state: State = State.APPROVED
    changed_at: datetime | None = field(default=None, compare=False)
    """When it was last given another end, lifted or put back; None before it was ever read from the store."""
