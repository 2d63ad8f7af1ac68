"""Taking back what was done on the waiting list: a wish waits again, or its offer stands again as it did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.booking import LIVE
from platform_booking.domain.errors import IllegalTransition, NeverUndone, StaleVersion
from platform_booking.domain.waiting import WishMove, WishState, may_undo_wish
from platform_booking.services.happenings import SYSTEM
from platform_booking.services.standing import only_step
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.services.wishes import from_plain, is_over
from platform_booking.storage.audit import digest_of, entries, rewound
from platform_booking.storage.formers import wish_of
from platform_booking.storage.snapshots import subject_of_wish
from platform_booking.storage.waiting import Waiting, wish_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WishStep:
    """A wish before and after a step; None before one that the step made."""

    before: Waiting | None
    after: Waiting
    again: bool = False
    """Whether the step itself took something back: back from it is forward again."""

    @property
    def back(self) -> WishStep:
        """From where the step led to where it came from."""
        wanted = self.before or replace(self.after, state=WishState.WITHDRAWN.value)
        return WishStep(self.after, wanted, again=not self.again)


def wishes_back(
    unit_of_work: UnitOfWork, desk: Desk, actor: Actor, steps: Sequence[WishStep]
) -> tuple[WishStep, ...]:
    """What is to be written. Raises as ``only_step``, and NeverUndone where the time for it is over."""
    if steps:
        unit_of_work.waiting.lock()
    found = []
    for step in steps:
        now = unit_of_work.waiting.get(step.after.ref)
        if now.state != step.after.state:
            raise StaleVersion(now.ref, 0, 0)
        former = None if step.before is None else digest_of(wish_snapshot(step.before))
        only_step(unit_of_work, actor, subject_of_wish(now.ref), former, again=step.again)
        found.append(_checked(unit_of_work, desk, step.back))
    return tuple(found)


def _checked(unit_of_work: UnitOfWork, desk: Desk, step: WishStep) -> WishStep:
    assert step.before is not None
    after = step.after
    if not may_undo_wish(step.before.state, after.state):
        raise IllegalTransition(after.ref, step.before.state, UNDO)
    if after.state == WishState.OFFERED and (after.offer_until is None or after.offer_until <= desk.now()):
        raise NeverUndone("offer-over", after.ref)
    if after.state == WishState.WAITING and is_over(desk, unit_of_work, from_plain(after.request)):
        raise NeverUndone("wish-over", after.ref)
    return step


def offered_again(unit_of_work: UnitOfWork, before: Booking, after: Booking) -> Iterator[WishStep]:
    """The wish that was given up because its booking was cancelled, where that booking stands again."""
    if any(item.state in LIVE for item in before.allocations):
        return
    for wish in unit_of_work.waiting.of_booking(after.ref):
        last = entries(unit_of_work.connection, subject=subject_of_wish(wish.ref))[-1]
        if (last.actor, last.action) == (SYSTEM.login, WishMove.DECLINE.value):
            yield WishStep(wish, wish_of(rewound(wish_snapshot(wish), last), wish), again=True)


def write_wishes(unit_of_work: UnitOfWork, desk: Desk, actor: Actor, steps: Sequence[WishStep]) -> None:
    """Write what ``wishes_back`` found."""
    for step in steps:
        assert step.before is not None
        unit_of_work.waiting.save(step.before, step.after, desk.stamp(actor, UNDO if step.again else REDO))
