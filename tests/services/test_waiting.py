"""The waiting list: whoever was first gets what becomes free, and it is held for them."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.booking import State
from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotPermitted
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict
from platform_booking.services.availability import FindRequest
from platform_booking.services.custody import check
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.wishes import WishRequest, from_plain, to_plain
from platform_booking.storage.places import place_of
from platform_booking.storage.unit_of_work import Store
from tests.conftest import NOW
from tests.processes import run_at_once
from tests.services.test_races import overlaps

if TYPE_CHECKING:
    import multiprocessing
    from multiprocessing.synchronize import Barrier

    from platform_booking.domain.booking import Booking
    from tests.services.conftest import Sit

HOUR = Lapse(exact=60)
DAY = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
RACERS = 2


def at_later(store: Store, login: str, hours: float) -> PlatformBooking:
    return PlatformBooking(Desk(store, login, fixed_clock(NOW + timedelta(hours=hours))))


def booked(desk: PlatformBooking, start: datetime, *codes: str, hours: int = 1) -> Booking:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    wanted = BookingRequest("TP", lines, start, length=Lapse(exact=60 * hours))
    return desk.requests.request(wanted).booking


def wish(start: datetime | None, *codes: str, hours: int = 1, **more: object) -> WishRequest:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    search = FindRequest(
        lines,
        Lapse(exact=60 * hours),
        "2026-12-01",
        "2026-12-01",
        between="09:00-10:00",
        **more,  # type: ignore[arg-type]
    )
    return WishRequest("", search, start)


def states(store: Store) -> dict[str, str]:
    return store.read(
        lambda work: {
            item.ref: item.state
            for login in ("tina", "colin", "mona", "zoe")
            for item in work.waiting.of_person(login)
        }
    )


def test_a_wish_keeps_containment_and_dossier(sit: Sit) -> None:
    sit(None).catalogue.import_text('[[resources]]\ncode = "SALLE"\nbiosafety = 2\n')
    taken = booked(sit("zoe"), DAY, "SALLE")
    asked = replace(wish(DAY, "SALLE"), biosafety=2, dossier="D-1")
    sit("tina").waiting.wait(asked)
    sit("zoe").changes.cancel(taken.ref, "annulé")
    (offer,) = sit("tina").waiting.offers()
    assert offer.booking is not None
    assert (offer.booking.biosafety, offer.booking.dossier) == (2, "D-1")
    kept = {k: v for k, v in to_plain(asked).items() if k not in {"biosafety", "dossier"}}
    assert from_plain(kept) == wish(DAY, "SALLE")


def test_first_in_line_gets_what_is_cancelled_and_it_is_held(sit: Sit, store: Store) -> None:
    taken = booked(sit("zoe"), DAY, "BIO", "SALLE")
    first = sit("tina").waiting.wait(wish(DAY, "BIO", "SALLE"))
    second = sit("colin").waiting.wait(wish(DAY, "SALLE"))
    assert (first.place, second.place) == (1, 2)
    sit("zoe").changes.cancel(taken.ref, "annulé")
    (offer,) = sit("tina").waiting.offers()
    assert offer.booking is not None
    assert offer.wish.offer_until == NOW + timedelta(hours=24)
    assert {(item.state, item.holds) for item in offer.booking.allocations} == {(State.REQUESTED, True)}
    assert sit("colin").waiting.offers() == ()
    (told,) = sit("tina").notices.list()
    assert (told.kind, told.ref) == ("slot-offered", offer.booking.ref)
    assert sit("mona").approvals.inbox() == ()
    with pytest.raises(NotPermitted):
        sit("mona").approvals.approve(offer.booking.ref)
    with pytest.raises(BookingConflict):
        booked(sit("zoe"), DAY, "SALLE")

    accepted = sit("tina").waiting.accept(first.wish.ref)
    assert accepted.booking is not None
    assert {(item.line, item.state) for item in accepted.booking.allocations} == {
        (1, State.REQUESTED),
        (2, State.APPROVED),
    }
    assert [item.booking.ref for item in sit("mona").approvals.inbox()] == [accepted.booking.ref]
    with pytest.raises(IllegalTransition):
        sit("tina").waiting.accept(first.wish.ref)
    sit("tina").changes.cancel(accepted.booking.ref, "finalement non")
    assert states(store) == {first.wish.ref: "taken", second.wish.ref: "offered"}
    assert check(sit(None).desk).findings == ()


def test_a_declined_or_lapsed_offer_goes_to_the_next(sit: Sit, store: Store) -> None:
    taken = booked(sit("zoe"), DAY, "SALLE")
    refs = [sit(login).waiting.wait(wish(DAY, "SALLE")).wish.ref for login in ("tina", "colin", "mona")]
    sit("zoe").changes.cancel(taken.ref, "annulé")
    with pytest.raises(NotPermitted):
        sit("colin").waiting.decline(refs[0])
    sit("tina").waiting.decline(refs[0])
    assert states(store) == dict(zip(refs, ("withdrawn", "offered", "waiting"), strict=True))
    (offer,) = sit("colin").waiting.offers()
    assert offer.booking is not None
    assert sit(None).due.run().happened == ()
    with pytest.raises(IllegalTransition):
        at_later(store, "colin", 25).waiting.accept(refs[1])
    late = at_later(store, "colin", 25)
    assert [item.kind for item in late.due.run().happened] == ["offer-lapsed"]
    assert states(store) == dict(zip(refs, ("withdrawn", "lapsed", "offered"), strict=True))
    assert {item.state for item in late.bookings.get(offer.booking.ref).booking.allocations} == {
        State.EXPIRED
    }
    assert [item.kind for item in late.notices.list()] == ["offer-lapsed", "slot-offered"]
    third = at_later(store, "mona", 25)
    third.changes.cancel(third.waiting.offers()[0].booking.ref, "non")  # type: ignore[union-attr]
    assert states(store)[refs[2]] == "withdrawn"


def test_a_wish_for_a_period_takes_the_best_that_becomes_free(sit: Sit) -> None:
    blocker = booked(sit("zoe"), DAY, "SALLE")
    wished = sit("tina").waiting.wait(wish(None, "SALLE", trainers=("tina",)))
    assert sit("zoe").waiting.list() == ()
    sit("zoe").changes.cancel(blocker.ref, "annulé")
    (offer,) = sit("tina").waiting.offers()
    assert offer.booking is not None
    assert offer.booking.occurrences[0].span.start == DAY
    assert [line.resource for line in offer.booking.lines] == ["SALLE", "@tina"]
    assert offer.booking.title == "SALLE, @tina"
    sit("tina").waiting.withdraw(wished.wish.ref)
    assert booked(sit("zoe"), DAY, "SALLE").status == "approved"


def test_what_could_be_had_or_is_over_is_not_waited_for(sit: Sit, store: Store) -> None:
    desk = sit("tina").waiting
    with pytest.raises(InvalidInput) as free:
        desk.wait(wish(DAY, "SALLE"))
    assert free.value.reason == "already-free"
    with pytest.raises(InvalidInput) as over:
        desk.wait(wish(NOW - timedelta(days=1), "SALLE"))
    assert over.value.reason == "wish-over"
    booked(sit("zoe"), DAY, "SALLE")
    ref = desk.wait(wish(DAY, "SALLE")).wish.ref
    later = at_later(store, "tina", 24 * 9)
    assert [item.kind for item in later.due.run().happened] == ["wish-over"]
    assert states(store) == {ref: "lapsed"}


def test_units_that_are_added_are_offered_too(sit: Sit, store: Store) -> None:
    booked(sit("zoe"), DAY, "PSM:4")
    ref = sit("tina").waiting.wait(wish(DAY, "PSM:2")).wish.ref
    more = '[[resources]]\ncode = "PSM"\nname = "PSM"\nplatform = "ZAC"\nunits = 6\n'
    sit(None).catalogue.import_text(more)
    assert [item.kind for item in sit(None).due.run().happened] == ["slot-offered"]
    assert states(store) == {ref: "offered"}
    assert sit(None).due.run().happened == ()


def test_an_offer_ends_before_what_it_offers_begins(sit: Sit, store: Store) -> None:
    taken = booked(sit("zoe"), DAY, "SALLE")
    sit("tina").waiting.wait(wish(DAY, "SALLE"))
    hours = (DAY - NOW).total_seconds() / 3600
    at_later(store, "zoe", hours - 2).changes.cancel(taken.ref, "annulé")
    (offer,) = at_later(store, "tina", hours - 2).waiting.offers()
    assert offer.wish.offer_until == DAY


def test_a_declined_request_frees_its_slot_too(sit: Sit, store: Store) -> None:
    asked = booked(sit("zoe"), DAY, "BIO")
    ref = sit("tina").waiting.wait(wish(DAY, "BIO")).wish.ref
    sit("mona").approvals.decline(asked.ref, "non")
    assert states(store) == {ref: "offered"}


# --- exactly the first in line ----------------------------------------------------------------------


class Model:
    """The list as a child would keep it: four cabinets, hours, and who comes first."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[int, int]] = {}
        """Booking or wish → (hour, units)."""
        self.queue: list[tuple[str, int, int]] = []

    def free(self, hour: int) -> int:
        return 4 - sum(units for at, units in self.held.values() if at == hour)

    def settle(self) -> None:
        for item in list(self.queue):
            ref, hour, units = item
            if units <= self.free(hour):
                self.queue.remove(item)
                self.held[ref] = hour, units


def test_the_first_whose_wish_fits_is_served_whatever_happens(sit: Sit, store: Store) -> None:
    chance = random.Random(7)
    people = ("tina", "colin", "mona", "zoe")
    desks = {login: sit(login) for login in people}
    model = Model()
    owners: dict[str, str] = {}
    for _ in range(60):
        login, hour, units = chance.choice(people), chance.randint(0, 1), chance.randint(1, 3)
        start = DAY + timedelta(hours=2 * hour)
        action = chance.random()
        offers = [ref for ref in model.held if ref.startswith("W")]
        bookings = [ref for ref in model.held if ref.startswith("B")]
        if action < 0.35 and units <= model.free(hour):
            made = booked(desks[login], start, f"PSM:{units}")
            model.held[made.ref], owners[made.ref] = (hour, units), login
        elif action < 0.6 and units > model.free(hour):
            ref = desks[login].waiting.wait(wish(start, f"PSM:{units}")).wish.ref
            model.queue.append((ref, hour, units))
            owners[ref] = login
        elif action < 0.8 and bookings:
            ref = chance.choice(bookings)
            desks[owners[ref]].changes.cancel(ref, "annulé")
            del model.held[ref]
            model.settle()
        elif action < 0.88 and offers:
            ref = chance.choice(offers)
            desks[owners[ref]].waiting.decline(ref)
            del model.held[ref]
            model.settle()
        elif action < 0.94 and offers:
            ref = chance.choice(offers)
            got = desks[owners[ref]].waiting.accept(ref).booking
            assert got is not None
            model.held[got.ref], owners[got.ref] = model.held.pop(ref), owners[ref]
        elif model.queue:
            item = chance.choice(model.queue)
            desks[owners[item[0]]].waiting.withdraw(item[0])
            model.queue.remove(item)
        found = states(store)
        assert {ref for ref, state in found.items() if state == "offered"} == {
            ref for ref in model.held if ref.startswith("W")
        }
        assert {ref for ref, state in found.items() if state == "waiting"} == {ref for ref, *_ in model.queue}
    assert len(owners) > 20
    assert overlaps(store) == 0


# --- at the same time -------------------------------------------------------------------------------


def give_up(address: str, ref: str, barrier: Barrier, results: multiprocessing.Queue[str]) -> None:
    """Cancel one's booking at the same moment as everybody else."""
    store = Store.open(place_of(address))
    desk = PlatformBooking(Desk(store, "zoe", fixed_clock(NOW)))
    barrier.wait()
    desk.changes.cancel(ref, "annulé")
    results.put(json.dumps(ref))
    store.close()


def answer(address: str, ref: str, barrier: Barrier, results: multiprocessing.Queue[str]) -> None:
    """Accept in the very moment in which the offer lapses (one clock is a second late)."""
    accepts = ref.startswith("+")
    store = Store.open(place_of(address))
    hours = timedelta(hours=24, seconds=-1 if accepts else 0)
    desk = PlatformBooking(Desk(store, "tina", fixed_clock(NOW + hours)))
    barrier.wait()
    try:
        said = desk.waiting.accept(ref[1:]).wish.state if accepts else str(len(desk.due.run().happened))
    except IllegalTransition as refusal:
        said = refusal.code
    results.put(json.dumps(said))
    store.close()


def test_two_who_give_up_at_once_make_room_for_one_who_needs_both(
    sit: Sit, store: Store, store_url: str
) -> None:
    refs = [booked(sit("zoe"), DAY, "PSM:2").ref for _ in range(RACERS)]
    both = sit("tina").waiting.wait(wish(DAY, "PSM:3")).wish.ref
    run_at_once(give_up, store_url, refs)
    assert states(store) == {both: "offered"}
    assert overlaps(store) == 0


def test_an_offer_is_accepted_or_lapses_never_both(sit: Sit, store: Store, store_url: str) -> None:
    taken = booked(sit("zoe"), DAY, "SALLE")
    first, second = (sit(login).waiting.wait(wish(DAY, "SALLE")).wish.ref for login in ("tina", "colin"))
    sit("zoe").changes.cancel(taken.ref, "annulé")
    said = set(run_at_once(answer, store_url, [f"+{first}", f"-{first}"]))
    found = states(store)
    assert (found[first], found[second]) in {("taken", "waiting"), ("lapsed", "offered")}
    assert said in ({"taken", "0"}, {"illegal-transition", "1"})
    assert overlaps(store) == 0
