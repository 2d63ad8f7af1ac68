"""Writing what was planned for the demonstration store: drafts become bookings and blocks with keys and histories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import deciders
from platform_booking.domain.booking import (
    BLOCK_REF,
    BOOKING_REF,
    MAY_HOLD,
    Action,
    Allocation,
    Block,
    Booking,
    Decision,
    Purpose,
    State,
    Visibility,
    next_state,
)
from platform_booking.domain.recurrence import wall_time
from platform_booking.storage.bookings import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from platform_booking.domain.catalogue import Catalogue, Person
    from platform_booking.domain.planning import Need, Plan, PlannedAllocation, Wish
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.demo_scenes import Outage
    from platform_booking.storage.unit_of_work import UnitOfWork


PATHS: Final[dict[State, tuple[Action, ...]]] = {
    State.REQUESTED: (),
    State.APPROVED: (Action.APPROVE,),
    State.DECLINED: (Action.DECLINE,),
    State.CANCELLED: (Action.APPROVE, Action.CANCEL),
    State.EXPIRED: (Action.EXPIRE,),
    State.IN_USE: (Action.APPROVE, Action.CHECK_IN),
    State.COMPLETED: (Action.APPROVE, Action.CHECK_IN, Action.COMPLETE),
    State.NO_SHOW: (Action.APPROVE, Action.RELEASE),
}
"""How each state is reached from a request."""
QUICKEST, SLOWEST = 2, 70
"""Hours that deciding takes, from and up to."""
INSTRUCTIONS: Final = {
    Purpose.TRAINING: (
        "Prévoir deux poches de milieu. Groupe débutant, présence d’un technicien souhaitée.",
        "",
        "",
        "Émargement à l’accueil ; tenues de salle blanche pour tout le groupe.",
        "",
    ),
    Purpose.RESEARCH: ("", "", "", "Sonde pO₂ à étalonner avant le début."),
    Purpose.INDUSTRY: ("",),
    Purpose.SERVICE: ("", "", "Compte rendu attendu dans la semaine."),
}
FUNDERS: Final = {
    Purpose.TRAINING: (
        "Plan régional 2026",
        "France 2030 – compétences",
        "Plan régional 2026",
        "Fonds européens FEDER",
        "Fonds propres",
        "",
    ),
    Purpose.RESEARCH: ("Fonds propres", "", ""),
    Purpose.INDUSTRY: ("Prestation facturée",),
    Purpose.SERVICE: ("Prestation facturée", "Fonds propres"),
}
UNGRANTED: Final = frozenset({State.REQUESTED, State.DECLINED, State.EXPIRED})


@dataclass(frozen=True, slots=True)
class Draft:
    """A booking that is planned but has no key yet, or a block."""

    created_at: datetime
    title: str
    purpose: str
    organiser: Person
    learners: int
    wish: Wish
    plan: Plan
    states: tuple[State, ...]
    """One for each of the plan's allocations."""
    uid: str
    reason: str = ""

    @property
    def by(self) -> str:
        """Who enters it."""
        return self.organiser.login

    @property
    def action(self) -> str:
        """How the trail names it."""
        return "request"


@dataclass(frozen=True, slots=True)
class OutageDraft:
    """A block without its key."""

    created_at: datetime
    scene: Outage
    span: TimeSpan
    units: tuple[int, ...]
    by: str
    reason: str = ""
    action: str = "block"


def write_drafts(
    unit_of_work: UnitOfWork, drafts: Sequence[Draft], outages: Sequence[OutageDraft], latest: datetime
) -> None:
    """Write everything, oldest entry first, so that refs and the trail follow time; decided at ``latest`` at the latest."""
    entries: list[Draft | OutageDraft] = [*drafts, *outages]
    booking_key, block_key = unit_of_work.bookings.next_id, unit_of_work.blocks.next_id
    for entry in sorted(entries, key=lambda entry: entry.created_at):
        stamp = Stamp(entry.by, entry.action, entry.created_at, entry.reason)
        if isinstance(entry, OutageDraft):
            unit_of_work.blocks.add(_block(entry, block_key()), stamp)
        else:
            booking = _booking(entry, booking_key())
            unit_of_work.bookings.add(booking, stamp)
            decisions = list(_decisions(unit_of_work.catalogue, entry, latest))
            unit_of_work.bookings.add_decisions(booking, decisions)


def _block(entry: OutageDraft, key: int) -> Block:
    return Block(
        id=key,
        ref=f"{BLOCK_REF}{entry.created_at.year}-{key:05}",
        resource=entry.scene.resource,
        kind=entry.scene.kind,
        reason=entry.scene.reason,
        span=entry.span,
        units=entry.units,
        created_by=entry.by,
        created_at=entry.created_at,
    )


def _decisions(catalogue: Catalogue, draft: Draft, latest: datetime) -> Iterable[Decision]:
    """Who said yes to each step of the chain, or no to the first."""
    hours = QUICKEST + sum(draft.uid.encode()) % SLOWEST
    decided = min(draft.created_at + timedelta(hours=hours), latest)
    seen = set()
    for item, state in zip(draft.plan.allocations, draft.states, strict=True):
        resource, place = item.need.wish.resource, (item.need.wish.line.number, item.need.occurrence.number)
        if place in seen or state in {State.REQUESTED, State.EXPIRED}:
            continue
        seen.add(place)
        declined = state is State.DECLINED
        for step in resource.approval[:1] if declined else resource.approval:
            able = deciders(catalogue, resource, step)
            if able:
                verdict, reason = ("declined", draft.reason) if declined else ("granted", "")
                yield Decision(*place, step.value, verdict, able[0], decided, reason)


def _booking(draft: Draft, key: int) -> Booking:
    wish, purpose = draft.wish, Purpose(draft.purpose)
    number = sum(draft.uid.encode())
    return Booking(
        id=key,
        ref=f"{BOOKING_REF}{wall_time(draft.created_at, wish.zone).year}-{key:05}",
        uid=draft.uid,
        version=1,
        sequence=0,
        title=draft.title,
        purpose=Purpose(draft.purpose),
        organiser=draft.organiser.login,
        partner=draft.organiser.partner,
        learners=draft.learners,
        instructions=INSTRUCTIONS[purpose][number % len(INSTRUCTIONS[purpose])],
        funding=FUNDERS[purpose][number % len(FUNDERS[purpose])],
        time_zone=wish.zone.key,
        rule=wish.rule.text() if wish.rule else None,
        first_start=wish.first_start(),
        length=wish.length,
        visibility=Visibility.PARTNERS,
        created_at=draft.created_at,
        changed_at=draft.created_at,
        lines=tuple(line.line for line in wish.lines),
        occurrences=draft.plan.occurrences,
        allocations=tuple(
            _allocation(item, state, draft.created_at)
            for item, state in zip(draft.plan.allocations, draft.states, strict=True)
        ),
    )


def _allocation(item: PlannedAllocation, state: State, changed_at: datetime) -> Allocation:
    need = item.need
    reached = reduce(next_state, PATHS[state], State.REQUESTED)
    return Allocation(
        id=0,
        unit_id=item.unit_id,
        line=need.wish.line.number,
        occurrence=need.occurrence.number,
        use=need.use,
        occupied=need.occupied,
        state=reached,
        holds=holds(need, reached),
        granted=0 if reached in UNGRANTED else len(need.wish.resource.approval),
        changed_at=changed_at,
    )


def holds(need: Need, state: State) -> bool:
    """Approved time is held; a request's only where requests do not compete."""
    if state is State.REQUESTED:
        return not (need.wish.resource.approval and need.wish.resource.competes)
    return state in MAY_HOLD
