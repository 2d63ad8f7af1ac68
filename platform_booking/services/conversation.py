"""What approver and organiser say to each other about a request: questions, answers, other times and resources."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import Actor, changers, may_change, may_decide, may_read, require
from platform_booking.domain.booking import LIVE, Decision, State
from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotFound
from platform_booking.services.changing import Changed, ChangeService
from platform_booking.services.deciding import Decided, Word, settle
from platform_booking.services.desk import ChangeSet
from platform_booking.services.directory import veiled
from platform_booking.services.editing import swapped
from platform_booking.services.granting import grant
from platform_booking.services.moving import Move, moved_occurrences
from platform_booking.services.notices import tell
from platform_booking.services.proposals import (
    ACCEPTED,
    ANSWER,
    PROPOSAL,
    QUESTION,
    REFUSED,
    Proposal,
    open_proposals,
    open_question,
    revived,
    to_params,
)
from platform_booking.services.requests import is_plain_text, resource_of
from platform_booking.services.selection import Dates, check_version, occurrence_on
from platform_booking.services.steps import mine_to_decide, require_mine
from platform_booking.services.suggesting import ready_ways
from platform_booking.services.versions import is_movable
from platform_booking.storage.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.booking import Allocation, Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import When
    from platform_booking.services.undoables import Undoable
    from platform_booking.storage.unit_of_work import UnitOfWork

__all__ = ["Conversation", "ConversationService", "Message", "Proposal", "Said", "Suggestion"]

MAX_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that was said about a booking, and what of it still waits for the organiser."""

    booking: Booking
    messages: tuple[Message, ...]
    """In order."""
    question: Message | None
    proposals: tuple[Proposal, ...]
    """What may be accepted now, the first one being what ``accept`` takes when none is named."""
    may_answer: bool = False
    """Whether it is for whoever looks to answer and to accept."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something was said; words are never taken back."""

    booking: Booking
    changes: ChangeSet = field(default_factory=ChangeSet)
    undoable: Undoable | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an approver proposes: another start, another resource in the place of one, or both."""

    start: When | None = None
    end: When | None = None
    resource: str | None = None
    """Code of the line's resource; needed where it is not clear which line is meant."""
    instead: str | None = None
    """Code of the resource that would take its place."""
    days: tuple[date, ...] = ()
    """The dates that would move; none: all that are still to come."""
    text: str = ""


def conversation_of(unit_of_work: UnitOfWork, actor: Actor, booking: Booking) -> Conversation:
    """What was said about the booking, as far as the actor may read it."""
    if not may_read(actor, unit_of_work.catalogue, booking):
        return Conversation(veiled(booking), (), None, ())
    messages = unit_of_work.messages.of_booking(booking)
    return Conversation(
        booking,
        messages,
        open_question(booking, messages),
        open_proposals(booking, messages),
        may_change(actor, booking),
    )


class ConversationService:
    """Questions, answers and proposals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._changes = ChangeService(desk)

    def read(self, ref: str) -> Conversation:
        """What was said about the booking. Raises NotFound; a private booking keeps its words to those concerned."""

        def work(unit_of_work: UnitOfWork) -> Conversation:
            actor = self._desk.actor(unit_of_work.catalogue)
            return conversation_of(unit_of_work, actor, unit_of_work.bookings.get(ref))

        return self._desk.store.read(work)

    # --- asking and answering -----------------------------------------------------------------------

    def ask(self, ref: str, text: str) -> Said:
        """Ask the organiser for information; the request goes on waiting. Raises NotFound, NotPermitted, InvalidInput."""
        said = _text(text, needed=True)

        def work(unit_of_work: UnitOfWork) -> Said:
            actor, booking, _ = self._decider(unit_of_work, ref, "ask")
            self._say(unit_of_work, booking, actor, QUESTION, said)
            return self._told(unit_of_work, booking, actor, QUESTION, (booking.organiser,), text=said)

        return self._desk.store.write(work)

    def answer(self, ref: str, text: str) -> Said:
        """Answer the last question. Raises as ``ask``, InvalidInput when nobody has asked."""
        said = _text(text, needed=True)

        def work(unit_of_work: UnitOfWork) -> Said:
            actor, booking = self._organiser(unit_of_work, ref, "answer")
            question = open_question(booking, unit_of_work.messages.of_booking(booking))
            if question is None:
                raise InvalidInput("no-open-question", ref=booking.ref)
            self._say(unit_of_work, booking, actor, ANSWER, said)
            return self._told(unit_of_work, booking, actor, ANSWER, (question.author,), text=said)

        return self._desk.store.write(work)

    # --- proposing ----------------------------------------------------------------------------------

    def propose(self, ref: str, what: Suggestion, *, dry_run: bool = False) -> Said:
        """Propose another time or resource that is free now, in the place of what the same person proposed before.

        Nothing is held for it. Raises as ``move`` and ``exchange``, for the organiser: BookingConflict with ways out,
        RuleRefused, InvalidInput, NotFound; NotPermitted where nothing of it is mine to decide.
        """

        def work(unit_of_work: UnitOfWork) -> Said:
            actor, booking, mine = self._decider(unit_of_work, ref, "propose")
            proposal = self._proposal(unit_of_work.catalogue, actor, booking, mine, what)
            organiser = _person(unit_of_work.catalogue, booking.organiser)
            self._rearranged(unit_of_work, organiser, booking, proposal)
            if dry_run:
                return Said(booking)
            former = open_proposals(booking, unit_of_work.messages.of_booking(booking))
            replaces = [item.id for item in former if item.author == actor.login]
            params = to_params(proposal, booking, replaces)
            self._say(unit_of_work, booking, actor, PROPOSAL, proposal.text, params)
            return self._told(
                unit_of_work, booking, actor, PROPOSAL, (booking.organiser,), text=proposal.text
            )

        return self._changes.run(work, dry_run=dry_run)

    def suggestions(self, ref: str) -> tuple[Alternative, ...]:
        """What could be proposed at once: free now, nearest first. Raises as ``propose``."""

        def work(unit_of_work: UnitOfWork) -> tuple[Alternative, ...]:
            _, booking, mine = self._decider(unit_of_work, ref, "propose")
            return ready_ways(unit_of_work, self._desk.now(), booking, mine)

        return self._desk.store.read(work)

    def _proposal(
        self,
        catalogue: Catalogue,
        actor: Actor,
        booking: Booking,
        mine: Sequence[Allocation],
        what: Suggestion,
    ) -> Proposal:
        if what.start is None and (what.instead is None or what.end is not None):
            raise InvalidInput("nothing-proposed")
        spans = {}
        if what.start is not None:
            meant = self._meant(booking, what.days)
            moved = moved_occurrences(booking, meant, Move(what.start, what.end))
            spans = {item.number: item.span for item in moved}
        instead = {}
        if what.instead is not None:
            if what.days:
                raise InvalidInput("exchange-at-all-dates", ref=booking.ref)
            other = resource_of(catalogue, what.instead).code
            number = _line_meant(catalogue, booking, {item.line for item in mine}, what.resource, other)
            instead = {number: other}
        return Proposal(actor.login, spans, instead, text=_text(what.text, needed=False))

    def _meant(self, booking: Booking, days: Sequence[date]) -> tuple[Occurrence, ...]:
        """The dates that would move, in order of time."""
        now = self._desk.now()
        named = [occurrence_on(booking, day) for day in days] or Dates().of(booking)
        coming = {item.number: item for item in named if is_movable(booking, item, now)}
        if not coming:
            raise IllegalTransition(booking.ref, booking.status, "move")
        return tuple(sorted(coming.values(), key=lambda item: item.span))

    # --- accepting and refusing ---------------------------------------------------------------------

    def accept(self, ref: str, number: int | None = None, *, expected_version: int | None = None) -> Decided:
        """Take a proposal: move or exchange, with the proposer's word already given; others are asked as usual.

        Without a number the first one that is open. Raises InvalidInput when there is none (any more),
        BookingConflict with ways out when the place was taken meanwhile, and as ``move``.
        """

        def work(unit_of_work: UnitOfWork) -> Decided:
            actor, booking = self._organiser(unit_of_work, ref, "accept")
            check_version(booking, expected_version)
            proposal = self._open(unit_of_work, booking, number)
            decided = self._carried_out(unit_of_work, actor, booking, proposal)
            params = {"proposals": [proposal.id]}
            self._say(unit_of_work, booking, actor, ACCEPTED, "", params)
            self._told(unit_of_work, decided.booking, actor, "proposal-accepted", (proposal.author,))
            return decided

        return self._changes.run(work)

    def _carried_out(
        self, unit_of_work: UnitOfWork, actor: Actor, booking: Booking, proposal: Proposal
    ) -> Decided:
        now = self._desk.now()
        changed = self._rearranged(unit_of_work, actor, booking, proposal)
        moved = changed.booking
        proposer = _person(unit_of_work.catalogue, proposal.author)
        touched = [
            item
            for item in moved.allocations
            if item.occurrence in proposal.spans or item.line in proposal.instead
        ]
        mine = mine_to_decide(proposer, unit_of_work.catalogue, moved, touched, now)
        _agree_in_advance(unit_of_work, proposer, moved, touched, now)
        leaving = frozenset(item.id for item in booking.allocations if item.state in LIVE)
        granted = grant(unit_of_work, moved, mine, now, leaving=leaving)
        after = replace(granted.booking, version=booking.version + 1, sequence=booking.sequence + 1)
        word = Word(actor, proposal.author, "accept")
        others = changed.others.joined(granted.others)
        granted = replace(granted, before=booking, booking=after, others=others)
        return settle(self._desk, unit_of_work, word, granted, mine)

    def _rearranged(
        self, unit_of_work: UnitOfWork, actor: Actor, booking: Booking, proposal: Proposal
    ) -> Changed:
        """The booking as proposed, planned beside everybody else; nothing is written, nobody has agreed yet."""
        now, catalogue = self._desk.now(), unit_of_work.catalogue
        asked = revived(catalogue, booking, proposal.again, now)
        dates = [item for item in asked.occurrences if is_movable(asked, item, now)]
        exchanged = None
        if proposal.instead:
            after = swapped(catalogue, asked, proposal.instead, now)
            exchanged = (after, frozenset(proposal.instead))
        if proposal.spans:
            dates = [
                replace(item, span=proposal.spans[item.number])
                for item in dates
                if item.number in proposal.spans
            ]
        if not dates:
            raise IllegalTransition(booking.ref, booking.status, "move")
        dates.sort(key=lambda item: item.span)
        return self._changes.rearranged(
            unit_of_work,
            actor,
            asked,
            dates,
            dry_run=True,
            exchanged=exchanged,
            others_stay=not proposal.spans,
        )

    def decline_proposal(self, ref: str, number: int | None = None, text: str = "") -> Said:
        """Refuse a proposal, or all that are open: what was asked for goes on waiting. Raises as ``accept``."""
        said = _text(text, needed=False)

        def work(unit_of_work: UnitOfWork) -> Said:
            actor, booking = self._organiser(unit_of_work, ref, "decline-proposal")
            first = self._open(unit_of_work, booking, number)
            found = open_proposals(booking, unit_of_work.messages.of_booking(booking))
            refused = [first] if number is not None else found
            params = {"proposals": [item.id for item in refused]}
            self._say(unit_of_work, booking, actor, REFUSED, said, params)
            authors = tuple(item.author for item in refused)
            return self._told(unit_of_work, booking, actor, "proposal-refused", authors, text=said)

        return self._desk.store.write(work)

    def _open(self, unit_of_work: UnitOfWork, booking: Booking, number: int | None) -> Proposal:
        """The open proposal of that number, or the first. Raises InvalidInput when there is none."""
        found = open_proposals(booking, unit_of_work.messages.of_booking(booking))
        for proposal in found:
            if number in (None, proposal.id):
                return proposal
        raise InvalidInput("no-open-proposal", ref=booking.ref)

    # --- who, and what is written -------------------------------------------------------------------

    def _decider(
        self, unit_of_work: UnitOfWork, ref: str, action: str
    ) -> tuple[Actor, Booking, tuple[Allocation, ...]]:
        actor = self._desk.person(unit_of_work.catalogue)
        booking = unit_of_work.bookings.get(ref)
        mine = require_mine(
            actor, unit_of_work.catalogue, booking, booking.allocations, action, self._desk.now()
        )
        return actor, booking, mine

    def _organiser(self, unit_of_work: UnitOfWork, ref: str, action: str) -> tuple[Actor, Booking]:
        actor = self._desk.person(unit_of_work.catalogue)
        booking = unit_of_work.bookings.get(ref)
        able = changers(unit_of_work.catalogue, booking)
        require(may_change(actor, booking), actor, action, booking.ref, able)
        return actor, booking

    def _say(
        self,
        unit_of_work: UnitOfWork,
        booking: Booking,
        actor: Actor,
        kind: str,
        text: str,
        params: Mapping[str, object] | None = None,
    ) -> None:
        message = Message(self._desk.now(), actor.login, kind, text, params or {})
        unit_of_work.messages.add(booking, message)

    def _told(
        self,
        unit_of_work: UnitOfWork,
        booking: Booking,
        actor: Actor,
        kind: str,
        persons: tuple[str, ...],
        **params: str,
    ) -> Said:
        tell(unit_of_work, self._desk.now(), kind, booking, persons, by=actor.login, **params)
        return Said(booking, ChangeSet(bookings=(booking.ref,)))


def _agree_in_advance(
    unit_of_work: UnitOfWork, proposer: Actor, booking: Booking, touched: Sequence[Allocation], now: datetime
) -> None:
    """Note the proposer's word for steps that come after the one that waits: they need not be asked for again."""
    lines = {line.number: unit_of_work.catalogue.resources[line.resource] for line in booking.lines}
    given = {
        (item.line, item.occurrence, step)
        for item in touched
        if item.state is State.REQUESTED
        for step in lines[item.line].approval[item.granted + 1 :]
        if may_decide(proposer, unit_of_work.catalogue, lines[item.line], step)
    }
    words = [
        Decision(line, occurrence, step.value, "granted", proposer.login, now)
        for line, occurrence, step in sorted(given)
    ]
    unit_of_work.bookings.add_decisions(booking, words)


def _person(catalogue: Catalogue, login: str) -> Actor:
    return Actor(login, catalogue.persons.get(login))


def _text(text: str, *, needed: bool) -> str:
    """What is said, trimmed. Raises InvalidInput for nothing where something is needed, or for too much."""
    said = text.strip()
    if (needed and not said) or len(said) > MAX_TEXT or not is_plain_text(said.replace("\n", " ")):
        raise InvalidInput("message-text", longest=MAX_TEXT)
    return said


def _line_meant(
    catalogue: Catalogue, booking: Booking, mine: set[int], resource: str | None, other: str
) -> int:
    """The line that the other resource would serve: the one named, the only one, or the only one it is equivalent to."""
    lines = [line for line in booking.lines if line.number in mine]
    if resource is not None:
        wanted = resource_of(catalogue, resource).code
        lines = [line for line in lines if line.resource == wanted]
        if not lines:
            raise NotFound("line", f"{booking.ref} {wanted}", tuple(line.resource for line in booking.lines))
    if len(lines) > 1:
        lines = [line for line in lines if other in catalogue.resources[line.resource].equivalent_to]
    if len(lines) != 1:
        raise InvalidInput("which-line", ref=booking.ref)
    return lines[0].number
