"""Offers to those who wait: what is given up goes to the first in line whose wish now fits, in the same transaction.

``after_release`` runs at the end of every transaction that gives something up, whichever use case it is: the store calls
it, so that no door can forget the list. The offer is a booking of theirs that holds the slot; nobody decides on it before
it is accepted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import Actor, may_book
from platform_booking.domain.booking import LIVE, Action, Booking, State, next_state
from platform_booking.domain.errors import BookingError, InvalidInput
from platform_booking.domain.rules.settings import value_of
from platform_booking.domain.waiting import WishMove, WishState, next_wish_state
from platform_booking.services.booking import RequestService
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.happenings import SYSTEM, Happened
from platform_booking.services.notices import Notice, tell
from platform_booking.services.planner import plan_what_fits
from platform_booking.services.reassigning import Reassignment, reassignment_of
from platform_booking.services.requests import wish_of
from platform_booking.services.versions import changed_booking
from platform_booking.services.wishes import from_plain, is_over, to_book_now, units_of_wish

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.requests import BookingRequest
    from platform_booking.storage.unit_of_work import Store, UnitOfWork
    from platform_booking.storage.waiting import Waiting

OFFER_HOURS: Final = "offer_hours"
"""Rule of a resource or its platform: how long an offer stands."""
SEARCHED: Final = 25
"""So many wishes, the oldest, are searched for again when nothing was given up: units or hours may have been added."""


def after_release(store: Store, unit_of_work: UnitOfWork) -> None:
    """Offer what this transaction gives up to those who wait, the oldest wish first."""
    unit_of_work.waiting.lock()
    waiting = unit_of_work.waiting.called()
    if not waiting:
        return
    released = unit_of_work.released
    desk = Desk(store, None, fixed_clock(max(item.at for item in released)))
    freed = frozenset(item.unit_id for item in released if item.span.end > desk.now())
    for wish in waiting:
        if wish.state == WishState.OFFERED:
            _forget_if_cancelled(desk, unit_of_work, wish)
        elif not unit_of_work.holds_back_offers and units_of_wish(desk, unit_of_work, wish) & freed:
            offer_if_it_fits(desk, unit_of_work, wish)


def makes_offers(store: Store) -> bool:
    """Whether whoever is at the store may hold a place for others that nobody just gave up: not everybody where the database keeps
    the rights.
    """
    return store.session is None or store.session.makes_offers


def offers_due(desk: Desk) -> tuple[Happened, ...]:
    """What time brings about: offers that nobody accepted go to the next in line, wishes end with their period."""
    happened: list[Happened] = []
    for ref in desk.store.read(partial(_due, desk=desk)):
        happened += desk.store.write(partial(_look_after, desk=desk, ref=ref))
    return tuple(happened)


def _due(unit_of_work: UnitOfWork, desk: Desk) -> list[str]:
    """Refs of wishes with something to do, looked for without keeping others from writing; each is looked at again."""
    due: list[str] = []
    searched = 0
    for wish in unit_of_work.waiting.open():
        if wish.state == WishState.OFFERED:
            is_due = wish.offer_until is not None and wish.offer_until <= desk.now()
        elif _has_ended(desk, unit_of_work, wish):
            is_due = True
        else:
            searched += 1
            is_due = (
                makes_offers(desk.store)
                and searched <= SEARCHED
                and _wanted_now(desk, unit_of_work, wish) is not None
            )
        due += [wish.ref] if is_due else []
    return due


def _has_ended(desk: Desk, unit_of_work: UnitOfWork, wish: Waiting) -> bool:
    """Whether its period is over; one that nobody can read stays until its person withdraws it, in nobody's way."""
    try:
        return is_over(desk, unit_of_work, from_plain(wish.request))
    except InvalidInput:
        return False


def _look_after(unit_of_work: UnitOfWork, desk: Desk, ref: str) -> tuple[Happened, ...]:
    unit_of_work.waiting.lock()
    wish = unit_of_work.waiting.get(ref)
    if wish.state == WishState.OFFERED and wish.offer_until is not None and wish.offer_until <= desk.now():
        booking = end_offer(desk, unit_of_work, wish, WishMove.LAPSE, SYSTEM)
        tell(unit_of_work, desk.now(), "offer-lapsed", booking, [wish.person], wish=wish.ref)
        return (Happened("offer-lapsed", booking.ref, booking.title, persons=(wish.person,)),)
    if wish.state != WishState.WAITING:
        return ()
    request = from_plain(wish.request)
    if is_over(desk, unit_of_work, request):
        move(desk, unit_of_work, wish, WishMove.LAPSE, SYSTEM)
        return (Happened("wish-over", wish.ref, request.title, is_booking=False),)
    offered = offer_if_it_fits(
        desk, unit_of_work, wish
    )  # a unit more, longer hours: nothing was given up for it
    return (
        () if offered is None else (Happened("slot-offered", offered, request.title, persons=(wish.person,)),)
    )


# --- making an offer --------------------------------------------------------------------------------


def offer_if_it_fits(desk: Desk, unit_of_work: UnitOfWork, wish: Waiting) -> str | None:
    """Hold what the wish wants, if it can be had now, and tell its person; the ref of the booking that holds it."""
    request = _wanted_now(desk, unit_of_work, wish)
    if request is None:
        return None
    person = unit_of_work.catalogue.persons[wish.person]
    booking, others = _held(
        replace(desk, login=wish.person), unit_of_work, Actor(person.login, person), request
    )
    until = _until(unit_of_work.catalogue, booking, desk.now())
    if until <= desk.now():
        return None
    others.write(unit_of_work, desk, SYSTEM, booking.ref)
    unit_of_work.bookings.add(booking, desk.stamp(SYSTEM, "offer", wish.ref))
    move(desk, unit_of_work, wish, WishMove.OFFER, SYSTEM, booking=booking.ref, offer_until=until)
    params = {"title": booking.title, "until": until.isoformat(), "wish": wish.ref}
    unit_of_work.notices.add([Notice(wish.person, desk.now(), "slot-offered", booking.ref, params)])
    return booking.ref


def _wanted_now(desk: Desk, unit_of_work: UnitOfWork, wish: Waiting) -> BookingRequest | None:
    """What the wish could have now; None where it cannot, or its person may not book."""
    person = unit_of_work.catalogue.persons[wish.person]
    if not person.active or not may_book(Actor(person.login, person)):
        return None
    try:
        return to_book_now(replace(desk, login=wish.person), unit_of_work, from_plain(wish.request))
    except BookingError:  # what it names is no longer there: its period will end it
        return None


def _held(
    desk: Desk, unit_of_work: UnitOfWork, actor: Actor, request: BookingRequest
) -> tuple[Booking, Reassignment]:
    """A booking that holds what is offered, whatever it takes to be approved, and who makes room for it in pools."""
    wish = wish_of(unit_of_work.catalogue, request)
    plan, _ = plan_what_fits(unit_of_work, wish, now=desk.now())
    booking = RequestService(desk).draft(unit_of_work, actor, request, wish, plan)
    held = (replace(item, state=State.REQUESTED, holds=True) for item in booking.allocations)
    booking = replace(booking, allocations=tuple(held))
    others, _ = reassignment_of(unit_of_work, plan.moves, desk.now(), booking)
    return booking, others


def _until(catalogue: Catalogue, booking: Booking, now: datetime) -> datetime:
    """Until when the offer stands: the shortest time of its resources, and never past its start."""
    resources = (catalogue.resources[line.resource] for line in booking.lines)
    hours = [found for item in resources if (found := value_of(catalogue, item, OFFER_HOURS))]
    ends = [now + timedelta(hours=few) for few in hours]
    return min((*ends, *(item.span.start for item in booking.occurrences)))


# --- ending it --------------------------------------------------------------------------------------


def move(
    desk: Desk, unit_of_work: UnitOfWork, wish: Waiting, how: WishMove, actor: Actor, **changes: Any
) -> Waiting:
    """Write what becomes of a wish. Raises IllegalTransition."""
    after = replace(wish, state=next_wish_state(wish.state, how, wish.ref).value, **changes)
    unit_of_work.waiting.save(wish, after, desk.stamp(actor, how.value))
    return after


def end_offer(desk: Desk, unit_of_work: UnitOfWork, wish: Waiting, how: WishMove, actor: Actor) -> Booking:
    """Give up what the offer holds; the next in line gets it when the transaction ends. Raises IllegalTransition."""
    assert wish.booking is not None
    move(desk, unit_of_work, wish, how, actor)
    booking = unit_of_work.bookings.get(wish.booking)
    action = Action.EXPIRE if how is WishMove.LAPSE else Action.CANCEL
    now = desk.now()
    after = changed_booking(
        booking,
        now,
        allocations=tuple(
            replace(item, state=next_state(item.state, action), holds=False, changed_at=now)
            if item.state is State.REQUESTED
            else item
            for item in booking.allocations
        ),
    )
    unit_of_work.bookings.save(booking, after, desk.stamp(actor, action.value, how.value))
    return after


def _forget_if_cancelled(desk: Desk, unit_of_work: UnitOfWork, wish: Waiting) -> None:
    """Whoever cancels the booking that is offered has declined the offer."""
    assert wish.booking is not None
    booking = unit_of_work.bookings.get(wish.booking)
    if not any(item.state in LIVE for item in booking.allocations):
        move(desk, unit_of_work, wish, WishMove.DECLINE, SYSTEM)
