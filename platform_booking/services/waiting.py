"""The waiting list: tell me when it becomes free."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_book, require
from platform_booking.domain.booking import Action, State, next_state
from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotPermitted
from platform_booking.domain.waiting import WishMove, WishState, next_wish_state
from platform_booking.services.desk import ChangeSet
from platform_booking.services.held_offers import end_offer, move
from platform_booking.services.requests import check_details, check_safety
from platform_booking.services.undoables import Undoable
from platform_booking.services.versions import changed_booking
from platform_booking.services.wishes import (
    WishRequest,
    from_plain,
    is_over,
    to_book_now,
    to_plain,
    units_of_wish,
)
from platform_booking.storage.waiting import Waiting

if TYPE_CHECKING:
    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

MOST_WISHES: Final = 50
"""How many open wishes one person may have."""


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish on the list."""

    wish: Waiting
    request: WishRequest
    place: int | None
    """How many wait for some of the same units, itself included, up to its turn; None when it does not wait."""
    booking: Booking | None = None
    """What is offered, or was."""
    changes: ChangeSet = field(default_factory=ChangeSet)
    did: str = ""
    """Name of the use case that this answers; empty where the wish was only read."""

    @property
    def undoable(self) -> Undoable | None:
        """Takes back what was done with the wish."""
        return Undoable((), {}, last=(self.wish.ref, self.did)) if self.did else None


class WaitingService:
    """Wishes of whoever sits at the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def wait(self, request: WishRequest) -> Wished:
        """Put a wish on the list.

        Raises InvalidInput when it can be had already (``already-free``, with the time), when its period is over or there
        are too many, NotFound or NotPermitted.
        """
        title = request.title.strip() or ", ".join(line.resource for line in request.search.all_lines())
        named = replace(request, title=title)
        check_details(title, request.search.learners, request.purpose, request.visibility)
        check_safety(request.biosafety, request.dossier)

        def work(unit_of_work: UnitOfWork) -> Wished:
            unit_of_work.waiting.lock()
            actor = self._desk.person(unit_of_work.catalogue)
            if not may_book(actor):
                raise NotPermitted(actor.login, "wait", title)
            self._check(unit_of_work, actor, named)
            return self._added(unit_of_work, actor, named)

        return self._desk.store.write(work)

    def _check(self, unit_of_work: UnitOfWork, actor: Actor, request: WishRequest) -> None:
        now = to_book_now(self._desk, unit_of_work, request)
        if now is not None:
            assert isinstance(now.start, datetime)
            raise InvalidInput("already-free", start=now.start)
        if is_over(self._desk, unit_of_work, request):
            raise InvalidInput("wish-over")
        mine = [item for item in unit_of_work.waiting.open() if item.person == actor.login]
        if len(mine) >= MOST_WISHES:
            raise InvalidInput("too-many-wishes", most=MOST_WISHES)

    def _added(self, unit_of_work: UnitOfWork, actor: Actor, request: WishRequest) -> Wished:
        key = unit_of_work.waiting.next_id()
        now = self._desk.now()
        wish = Waiting(f"W-{now.year}-{key:05}", actor.login, to_plain(request), now, id=key)
        unit_of_work.waiting.add(wish, self._desk.stamp(actor, "wait"))
        return self._shown(unit_of_work, wish, "wait")

    def list(self, *, ended: bool = False) -> tuple[Wished, ...]:
        """My wishes, the oldest first; those of everybody for the operator. ``ended``: also those that came to an end."""

        def work(unit_of_work: UnitOfWork) -> tuple[Wished, ...]:
            actor = self._desk.actor(unit_of_work.catalogue)
            if actor.person is None:
                found = unit_of_work.waiting.open()
            else:
                found = unit_of_work.waiting.of_person(actor.login)
            shown = (WishState.WAITING, WishState.OFFERED)
            return tuple(self._shown(unit_of_work, wish) for wish in found if ended or wish.state in shown)

        return self._desk.store.read(work)

    def offers(self) -> tuple[Wished, ...]:
        """What is offered to me and waits for my answer."""
        return tuple(item for item in self.list() if item.wish.state == WishState.OFFERED)

    def accept(self, ref: str) -> Wished:
        """Make an ordinary request of the offer, approved at once where nobody need approve.

        Raises NotFound, NotPermitted, or IllegalTransition when it is no longer offered.
        """

        def work(unit_of_work: UnitOfWork) -> Wished:
            actor, wish = self._mine(unit_of_work, ref, WishMove.ACCEPT)
            next_wish_state(wish.state, WishMove.ACCEPT, wish.ref)
            if wish.offer_until is None or wish.offer_until <= self._desk.now():
                raise IllegalTransition(wish.ref, WishState.LAPSED, WishMove.ACCEPT)
            after = move(self._desk, unit_of_work, wish, WishMove.ACCEPT, actor)
            self._request(unit_of_work, actor, wish)
            return self._shown(unit_of_work, after, WishMove.ACCEPT.value)

        return self._desk.store.write(work)

    def _request(self, unit_of_work: UnitOfWork, actor: Actor, wish: Waiting) -> None:
        """The booking that was only held now waits for those who decide, as if it were asked for now."""
        assert wish.booking is not None
        booking = unit_of_work.bookings.get(wish.booking)
        now = self._desk.now()
        resources = {line.number: unit_of_work.catalogue.resources[line.resource] for line in booking.lines}
        after = changed_booking(
            booking,
            now,
            allocations=tuple(
                replace(item, changed_at=now, holds=not resources[item.line].competes)
                if resources[item.line].approval
                else replace(item, changed_at=now, state=next_state(item.state, Action.APPROVE))
                if item.state is State.REQUESTED
                else item
                for item in booking.allocations
            ),
        )
        unit_of_work.bookings.save(booking, after, self._desk.stamp(actor, "accept-offer", wish.ref))

    def decline(self, ref: str) -> Wished:
        """Let the next in line have what is offered. Raises as ``accept``."""

        def work(unit_of_work: UnitOfWork) -> Wished:
            actor, wish = self._mine(unit_of_work, ref, WishMove.DECLINE)
            next_wish_state(wish.state, WishMove.DECLINE, wish.ref)
            end_offer(self._desk, unit_of_work, wish, WishMove.DECLINE, actor)
            return self._shown(unit_of_work, unit_of_work.waiting.get(wish.ref), WishMove.DECLINE.value)

        return self._desk.store.write(work)

    def withdraw(self, ref: str) -> Wished:
        """Wait no longer; what is offered goes to the next in line. Raises as ``accept``."""

        def work(unit_of_work: UnitOfWork) -> Wished:
            actor, wish = self._mine(unit_of_work, ref, WishMove.WITHDRAW)
            if wish.state == WishState.OFFERED:
                end_offer(self._desk, unit_of_work, wish, WishMove.WITHDRAW, actor)
            else:
                move(self._desk, unit_of_work, wish, WishMove.WITHDRAW, actor)
            return self._shown(unit_of_work, unit_of_work.waiting.get(wish.ref), WishMove.WITHDRAW.value)

        return self._desk.store.write(work)

    def _mine(self, unit_of_work: UnitOfWork, ref: str, how: WishMove) -> tuple[Actor, Waiting]:
        unit_of_work.waiting.lock()
        actor = self._desk.person(unit_of_work.catalogue)
        wish = unit_of_work.waiting.get(ref)
        require(wish.person == actor.login, actor, how.value, wish.ref, (wish.person,))
        return actor, wish

    def _shown(self, unit_of_work: UnitOfWork, wish: Waiting, did: str = "") -> Wished:
        booking = None if wish.booking is None else unit_of_work.bookings.get(wish.booking)
        return Wished(
            wish,
            from_plain(wish.request),
            self._place(unit_of_work, wish),
            booking,
            ChangeSet(bookings=() if booking is None else (booking.ref,)),
            did,
        )

    def _place(self, unit_of_work: UnitOfWork, wish: Waiting) -> int | None:
        if wish.state != WishState.WAITING:
            return None
        told = unit_of_work.waiting.ahead_of(wish)
        if told is not None:
            return 1 + told
        units = units_of_wish(self._desk, unit_of_work, wish)
        before = [
            item
            for item in unit_of_work.waiting.open()
            if item.state == WishState.WAITING and (item.created_at, item.id) < (wish.created_at, wish.id)
        ]
        return 1 + sum(bool(units & units_of_wish(self._desk, unit_of_work, item)) for item in before)
