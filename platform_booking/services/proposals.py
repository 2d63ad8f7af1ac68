"""Other times or resources that an approver proposes, and whether a booking still waits for the organiser's word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Action, State, next_state
from platform_booking.domain.timespan import TimeSpan
from platform_booking.storage.audit import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.storage.messages import Message

QUESTION: Final = "question"
ANSWER: Final = "answer"
PROPOSAL: Final = "proposal"
ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes instead of what was asked for. It holds nothing until it is accepted."""

    author: str
    """Login; whoever proposes also agrees."""
    spans: Mapping[int, TimeSpan] = field(default_factory=dict)
    """Number of a date → where it would be."""
    instead: Mapping[int, str] = field(default_factory=dict)
    """Number of a line → code of the resource that would take its place, at all dates."""
    again: tuple[tuple[int, int], ...] = ()
    """(line, date) declined for a rival's sake: what is offered takes their place."""
    rival: str = ""
    """Ref of that rival."""
    text: str = ""
    id: int = 0
    at: datetime | None = None


def to_params(proposal: Proposal, booking: Booking, replaces: Sequence[int] = ()) -> dict[str, Any]:
    """The proposal as plain data, with what it was made for."""
    return {
        "spans": [
            [number, span.start.isoformat(), span.end.isoformat()] for number, span in proposal.spans.items()
        ],
        "instead": [[number, code] for number, code in proposal.instead.items()],
        "again": [list(pair) for pair in proposal.again],
        "rival": proposal.rival,
        "replaces": list(replaces),
        "seen": shape_of(booking),
    }


def from_message(message: Message) -> Proposal:
    """The proposal as it was made."""
    params = message.params
    return Proposal(
        message.author,
        {
            number: TimeSpan(datetime.fromisoformat(start), datetime.fromisoformat(end))
            for number, start, end in params["spans"]
        },
        {number: code for number, code in params["instead"]},  # noqa: C416 - pairs of a list, not a dict's
        tuple((line, occurrence) for line, occurrence in params["again"]),
        params["rival"],
        message.text,
        message.id,
        message.at,
    )


def shape_of(booking: Booking) -> str:
    """A fingerprint of its times and resources: a proposal for another shape is void."""
    return digest_of(
        {
            "lines": [[line.number, line.resource, line.quantity] for line in booking.lines],
            "dates": [
                [item.number, item.span.start.isoformat(), item.span.end.isoformat()]
                for item in booking.occurrences
            ],
        }
    )


def open_question(booking: Booking, messages: Iterable[Message]) -> Message | None:
    """The last question that nobody has answered, while something still waits for a decision."""
    if not any(item.state is State.REQUESTED for item in booking.allocations):
        return None
    last = None
    for message in messages:
        if message.kind == QUESTION:
            last = message
        elif message.kind == ANSWER:
            last = None
    return last


def open_proposals(booking: Booking, messages: Sequence[Message]) -> tuple[Proposal, ...]:
    """Proposals that may be accepted now, in the order in which they were made."""
    closed = {
        number
        for message in messages
        for number in (
            message.params["replaces"]
            if message.kind == PROPOSAL
            else message.params["proposals"]
            if message.kind in (ACCEPTED, REFUSED)
            else ()
        )
    }
    candidates = [item for item in messages if item.kind == PROPOSAL and item.id not in closed]
    if not candidates:
        return ()
    shape = shape_of(booking)
    found = (from_message(item) for item in candidates if item.params["seen"] == shape)
    return tuple(proposal for proposal in found if _still_meant(booking, proposal))


def _still_meant(booking: Booking, proposal: Proposal) -> bool:
    """Whether what it is about is still declined for the rival's sake, or still undecided."""
    states = {(item.line, item.occurrence): item.state for item in booking.allocations}
    if proposal.again:
        return all(states.get(pair) is State.DECLINED for pair in proposal.again)
    return any(
        state is State.REQUESTED and (line in proposal.instead or occurrence in proposal.spans)
        for (line, occurrence), state in states.items()
    )


def waits_for_organiser(booking: Booking, messages: Sequence[Message]) -> bool:
    """Whether a question or a proposal has not been answered yet."""
    return open_question(booking, messages) is not None or bool(open_proposals(booking, messages))


def revived(
    catalogue: Catalogue, booking: Booking, pairs: Iterable[tuple[int, int]], now: datetime
) -> Booking:
    """The booking with these lines at these dates asked for again: nothing of them is granted, nor holds more than it may."""
    wanted = set(pairs)
    competes = {line.number: catalogue.resources[line.resource].competes for line in booking.lines}
    return replace(
        booking,
        allocations=tuple(
            replace(
                item,
                state=next_state(item.state, Action.ASK_AGAIN, booking.ref),
                holds=not competes[item.line],
                granted=0,
                changed_at=now,
            )
            if (item.line, item.occurrence) in wanted
            else item
            for item in booking.allocations
        ),
    )
