"""A breakdown: a unit is down, and everybody who has it is moved or told, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.errors import BookingError, InvalidInput
from platform_booking.domain.refusals import BookingConflict
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.affected import Affected, Place, affected_by
from platform_booking.services.blocking import block_as_asked, blocking_conflicts, whose_to_block
from platform_booking.services.cascade import NO_WAY, Cascade, Proposal, ProposalKind
from platform_booking.services.colleagues import tell_colleagues
from platform_booking.services.desk import ChangeSet
from platform_booking.services.notices import tell
from platform_booking.services.reassigning import Reassigned, Reassignment, reassignment_of_others
from platform_booking.services.rehousing import Rehousing
from platform_booking.services.requests import read_when, unit_of
from platform_booking.services.undoables import BREAKDOWN, Undoable
from platform_booking.services.undoing_blocks import BlockStep
from platform_booking.services.versions import require_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Block, Booking
    from platform_booking.services.desk import Desk
    from platform_booking.services.requests import When
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What is down, and from when until when."""

    resource: str
    """Code."""
    unit: str | None
    """Name; None for all units."""
    start: When
    end: When
    reason: str


class AffectedChanged(BookingError):
    """Others are affected, or could go elsewhere, than what was shown."""

    code = "affected-changed"


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is left behind, said by name and not by number."""

    left: frozenset[Place] = frozenset()
    """Those that lose their place; all others go where they can."""
    seen: BrokenDown | None = None
    """What whoever decided was shown: nothing is done if it has changed since."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of those affected, and what becomes of it."""

    affected: Affected
    proposal: Proposal
    done: bool
    """Whether it goes there; otherwise it loses its place, or nothing has been written."""

    @property
    def moves(self) -> bool:
        """Whether there is somewhere to go."""
        return self.proposal.kind is not ProposalKind.NONE

    @property
    def sight(self) -> tuple[object, ...]:
        """What a person is shown of it, to be compared."""
        proposal = self.proposal
        units = tuple(sorted(unit for _, unit in proposal.given))
        item = self.affected
        return item.place, item.booking.version, proposal.kind, proposal.resource, units, proposal.span


@dataclass(frozen=True, slots=True)
class BrokenDown:
    """A breakdown as it is, or as it would be."""

    block: Block
    """Without a ref as long as nothing is written."""
    outcomes: tuple[Outcome, ...]
    reassigned: tuple[Reassigned, ...] = ()
    """Others who change unit to make room."""
    undoable: Undoable = field(default_factory=lambda: Undoable((), {}))
    """Lifts the block and puts everybody back."""
    changes: ChangeSet = field(default_factory=ChangeSet)

    @property
    def moving(self) -> frozenset[str]:
        """Refs of the bookings of which something goes elsewhere."""
        return frozenset(outcome.affected.booking.ref for outcome in self.outcomes if outcome.moves)

    @property
    def losing(self) -> tuple[Outcome, ...]:
        """Those that lose their place."""
        return tuple(outcome for outcome in self.outcomes if not outcome.moves)

    @property
    def told(self) -> frozenset[str]:
        """Logins of the organisers who are told: whoever marks the breakdown knows of it."""
        organisers = frozenset(outcome.affected.booking.organiser for outcome in self.outcomes)
        return organisers - {self.block.created_by}

    def looks_like(self, other: BrokenDown) -> bool:
        """Whether the same are affected and go to the same places."""
        return [item.sight for item in self.outcomes] == [item.sight for item in other.outcomes]


class BreakdownService:
    """Marking units as down."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, breakdown: Breakdown, take: Collection[int] | Choice | None = None) -> BrokenDown:
        """Who is affected and where each could go, in order; nothing is written.

        ``take`` as for ``carry_out``: where some stay behind, there may be more room for the others. A reason is not
        yet needed.
        """
        return self._desk.store.read(
            lambda unit_of_work: self._planned(unit_of_work, breakdown, take).as_it_would_be()
        )

    def carry_out(self, breakdown: Breakdown, take: Collection[int] | Choice | None = None) -> BrokenDown:
        """Block the units, move those affected as proposed, cancel what cannot be moved, and tell everybody.

        ``take`` names those to move by their place in ``preview``, from 1; None is all of them; a Choice names who is
        left. Whoever is at a unit ends there. Raises AffectedChanged when something else was shown, BookingConflict
        for another block, NotPermitted, NotFound or InvalidInput.
        """
        require_reason(breakdown.reason)

        def work(unit_of_work: UnitOfWork) -> BrokenDown:
            planned = self._planned(unit_of_work, breakdown, take)
            seen = take.seen if isinstance(take, Choice) else None
            if seen is not None and not planned.as_it_would_be().looks_like(seen):
                raise AffectedChanged
            return planned.write()

        return self._desk.store.write(work)

    def _planned(
        self, unit_of_work: UnitOfWork, breakdown: Breakdown, take: Collection[int] | Choice | None
    ) -> _Planned:
        actor, resource, zone = whose_to_block(self._desk, unit_of_work.catalogue, breakdown.resource)
        span = TimeSpan(read_when(breakdown.start, zone), read_when(breakdown.end, zone))
        if span.end <= self._desk.now():
            raise InvalidInput("breakdown-over")
        units = (unit_of(resource, breakdown.unit),) if breakdown.unit else resource.active_units
        met = affected_by(unit_of_work, units, span)
        over = tuple(item for item in met if item.is_over(self._desk.now()))
        affected = tuple(item for item in met if item not in over)
        span = _after_use(span, over)
        over = tuple(item for item in over if item.occupies(span))
        left = take.left if isinstance(take, Choice) else _left(affected, take)
        cascade = Cascade(unit_of_work, self._desk, resource, units, span, zone, affected, over, left)
        proposals = cascade.run()
        if any(date.number == 1 for date in cascade.plan.refused):
            occupancy = unit_of_work.occupancy((unit.id, span) for unit in units)
            raise BookingConflict(blocking_conflicts(resource, units, span, occupancy, zone))
        why, now = breakdown.reason.strip(), self._desk.now()
        block = block_as_asked(resource, units, span, BlockKind.BREAKDOWN.value, why, actor, now)
        return _Planned(self._desk, unit_of_work, actor, block, affected, proposals, cascade)


@dataclass(frozen=True, slots=True)
class _Planned:
    """Everything decided, nothing written."""

    desk: Desk
    unit_of_work: UnitOfWork
    actor: Actor
    block: Block
    affected: tuple[Affected, ...]
    proposals: Mapping[Place, Proposal]
    cascade: Cascade

    @property
    def now(self) -> datetime:
        return self.desk.now()

    def as_it_would_be(self) -> BrokenDown:
        outcomes = tuple(Outcome(item, self.proposals[item.place], done=False) for item in self.affected)
        return BrokenDown(self.block, outcomes, self._others().reassigned)

    def write(self) -> BrokenDown:
        blocks = self.unit_of_work.blocks
        block = blocks.named(self.block, self.cascade.zone)
        rehousing = Rehousing(
            self.now,
            self.actor,
            self.unit_of_work.catalogue,
            block.span.start,
            self.proposals,
            self.cascade.plan,
        )
        everybody = (*self.affected, *self.cascade.over)
        pairs = [(group[0].booking, rehousing.of(group)) for group in _by_booking(everybody)]
        stamp = self.desk.stamp(self.actor, BREAKDOWN, block.reason)
        others = self._others()
        others.write(
            self.unit_of_work,
            self.desk,
            self.actor,
            block.ref,
            [(before, after, stamp) for before, after in pairs],
        )
        blocks.add(block, self.desk.stamp(self.actor, "block", block.reason))
        afterwards = {after.ref: (before, after) for before, after in pairs}
        for group in _by_booking(self.affected):
            before, after = afterwards[group[0].booking.ref]
            self._tell(after, group)
            tell_colleagues(self.unit_of_work, self.now, before, [after], self.actor.login)
        return BrokenDown(
            block,
            tuple(
                Outcome(item, self.proposals[item.place], done=self.proposals[item.place] is not NO_WAY)
                for item in self.affected
            ),
            others.reassigned,
            Undoable(
                tuple(before for before, _ in pairs),
                {after.ref: after.version for _, after in pairs},
                blocks=(BlockStep(None, block),),
            ),
            ChangeSet((*(after.ref for _, after in pairs), *others.refs), (block.ref,)),
        )

    def _others(self) -> Reassignment:
        own = {item.booking.ref for item in (*self.affected, *self.cascade.over)}
        moves = [move for move in self.cascade.plan.moves if move.holder not in own]
        return reassignment_of_others(self.unit_of_work, moves, self.now)

    def _tell(self, after: Booking, group: Sequence[Affected]) -> None:
        """The organiser: what of the booking goes where, and what is lost."""
        kinds = [self.proposals[item.place].kind for item in group]
        tell(
            self.unit_of_work,
            self.now,
            BREAKDOWN,
            after,
            [after.organiser],
            by=self.actor.login,
            resource=self.block.resource,
            reason=self.block.reason,
            moved=sum(kind is not ProposalKind.NONE for kind in kinds),
            lost=kinds.count(ProposalKind.NONE),
        )


def _after_use(span: TimeSpan, over: Sequence[Affected]) -> TimeSpan:
    """The block from when the units were last used: what took place is not rewritten, whenever the breakdown was seen."""
    ends = [item.use.end for one in over for item in one.allocations]
    return TimeSpan(max([span.start, *ends]), span.end)


def _left(affected: Sequence[Affected], take: Collection[int] | None) -> frozenset[Place]:
    """Those whose number is not taken. Raises InvalidInput for a number that nobody has."""
    if take is None:
        return frozenset()
    unknown = set(take) - set(range(1, len(affected) + 1))
    if unknown:
        raise InvalidInput("no-such-affected", value=min(unknown), most=len(affected))
    return frozenset(item.place for number, item in enumerate(affected, 1) if number not in take)


def _by_booking(affected: Sequence[Affected]) -> list[list[Affected]]:
    groups: dict[str, list[Affected]] = {}
    for item in affected:
        groups.setdefault(item.booking.ref, []).append(item)
    return list(groups.values())
