"""Writing a decision: the booking, those who give way with what they are offered, whose word it was, and who is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from platform_booking.domain.booking import Action, Booking, Decision, State
from platform_booking.services.desk import ChangeSet
from platform_booking.services.notices import tell
from platform_booking.services.offers import Displaced, displaced_by
from platform_booking.services.proposals import PROPOSAL, to_params
from platform_booking.services.reassigning import REASSIGN, Reassigned
from platform_booking.services.steps import step_of
from platform_booking.services.undoables import Undoable
from platform_booking.storage.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation
    from platform_booking.services.desk import Desk
    from platform_booking.services.granting import Granted
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decided:
    """A booking before and after a decision, and whoever had to give way."""

    before: Booking
    booking: Booking
    displaced: tuple[str, ...] = ()
    """Refs of bookings whose competing requests were declined by this approval."""
    changes: ChangeSet = field(default_factory=ChangeSet)
    rivals: tuple[tuple[Booking, Booking], ...] = ()
    """Before and after of every booking that gave way, declined or on another unit."""
    offers: tuple[Displaced, ...] = ()
    """What those who were declined could have instead."""
    reassigned: tuple[Reassigned, ...] = ()
    """Approved allocations that get another unit of the same pool to make room."""

    @property
    def undoable(self) -> Undoable:
        """Takes the decision back, and what it did to rivals; who made room keeps the unit that was given."""
        touched = ((self.before, self.booking), *self.rivals)
        return Undoable(
            tuple(before for before, _ in touched), {after.ref: after.version for _, after in touched}
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Who acts, and whose word it carries: an organiser who accepts a proposal carries the proposer's."""

    actor: Actor
    decider: str
    action: str
    reason: str = ""


def settle(
    desk: Desk,
    unit_of_work: UnitOfWork,
    word: Word,
    granted: Granted,
    mine: Sequence[Allocation],
    *,
    dry_run: bool = False,
) -> Decided:
    """Write what was granted and all that follows from it; with ``dry_run`` only say what would."""
    offers = displaced_by(unit_of_work, desk.now(), granted, word.decider)
    booking, after = granted.before, granted.booking
    lost = tuple(former.ref for former, _ in granted.displaced)
    if dry_run:
        return Decided(
            booking,
            after,
            lost,
            rivals=granted.rivals,
            offers=offers,
            reassigned=granted.others.reassigned,
        )
    together = [(booking, after, desk.stamp(word.actor, word.action, word.reason))]
    for former, becomes in granted.rivals:
        action = Action.DECLINE.value if former.ref in lost else REASSIGN
        together.append((former, becomes, desk.stamp(word.actor, action, f"displaced-by {booking.ref}")))
    granted.others.write(unit_of_work, desk, word.actor, booking.ref, together)
    note_decisions(desk, unit_of_work, word, booking, mine, "granted")
    for displaced in offers:
        _offer(desk, unit_of_work, word, displaced)
    if _newly(State.APPROVED, booking, after) and word.actor.login == word.decider:
        tell(
            unit_of_work,
            desk.now(),
            "approved",
            after,
            [after.organiser],
            by=word.decider,
            status=after.status,
        )
    touched = (booking.ref, *(former.ref for former, _ in granted.rivals), *granted.others.refs)
    return Decided(
        booking,
        after,
        lost,
        ChangeSet(bookings=touched),
        granted.rivals,
        offers,
        granted.others.reassigned,
    )


def _newly(state: State, before: Booking, after: Booking) -> bool:
    return any(
        becomes.state is state and was.state is not state
        for was, becomes in zip(before.allocations, after.allocations, strict=True)
    )


def _offer(desk: Desk, unit_of_work: UnitOfWork, word: Word, displaced: Displaced) -> None:
    """Leave the ways out with the booking that gave way, to be accepted with one action, and tell its organiser.

    They are the decider's word: where somebody else only accepts what was proposed, nobody has given it.
    """
    booking, now = displaced.booking, desk.now()
    offers = displaced.offers if word.actor.login == word.decider else ()
    for offer in offers:
        params = to_params(offer.proposal, booking)
        unit_of_work.messages.add(booking, Message(now, word.decider, PROPOSAL, params=params))
    tell(
        unit_of_work,
        now,
        "displaced",
        booking,
        [booking.organiser],
        by=word.actor.login,
        dates=[day.isoformat() for day in displaced.occurrences],
        offers=len(offers),
    )


def note_decisions(
    desk: Desk,
    unit_of_work: UnitOfWork,
    word: Word,
    booking: Booking,
    mine: Sequence[Allocation],
    verdict: str,
) -> None:
    """Note whose word it was on each line at each date."""
    resources = {line.number: unit_of_work.catalogue.resources[line.resource] for line in booking.lines}
    pairs = {(item.line, item.occurrence): step_of(resources[item.line], item) for item in mine}
    unit_of_work.bookings.add_decisions(
        booking,
        [
            Decision(line, occurrence, step.value, verdict, word.decider, desk.now(), word.reason)
            for (line, occurrence), step in sorted(pairs.items())
        ],
    )
