"""A refused request names a "yes" that works exactly as it is said: with rules of all kinds, pools, people and series."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from platform_booking.bootstrap import PlatformBooking
from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.errors import BookingError, InvalidInput
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.availability import FindRequest
from platform_booking.services.desk import Desk, fixed_clock
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.conftest import NOW
from tests.services.nearest import CATALOGUE, asked, taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.storage.unit_of_work import Store

    House = Callable[..., PlatformBooking]


@pytest.fixture
def house(store: Store) -> House:
    def sit(login: str | None = None, now: datetime = NOW) -> PlatformBooking:
        return PlatformBooking(Desk(store, login, fixed_clock(now)))

    sit().catalogue.import_text(CATALOGUE)
    return sit


def ways(desk: PlatformBooking, request: BookingRequest) -> tuple[Alternative, ...]:
    with pytest.raises((BookingConflict, RuleRefused)) as caught:
        desk.requests.request(request)
    error = caught.value
    assert isinstance(error, BookingConflict | RuleRefused)
    return error.alternatives


def session(*lines: LineRequest, start: str, end: str, **fields: object) -> BookingRequest:
    return BookingRequest("TP", lines, start, end, **fields)  # type: ignore[arg-type] # a test's own fields


@pytest.mark.parametrize("seed", [1])
def test_what_is_named_really_works_when_taken(house: House, seed: int) -> None:
    chance, refused = Random(seed), 0
    for _ in range(6):
        login, request = chance.choice(("tina", "colin", "sus", "mona")), asked(chance)
        try:
            house(login).requests.request(request)
        except InvalidInput:
            continue
        except (BookingConflict, RuleRefused) as refusal:
            refused += 1
            for way in refusal.alternatives:
                desk = house(login, way.ask_from or NOW)
                desk.requests.request(taken(request, way), dry_run=True)
            if refusal.alternatives and refusal.alternatives[0].ask_from is None:
                house(login).requests.request(taken(request, refusal.alternatives[0]))
    assert refused


EVERY_REFUSAL = {
    "too many learners: a larger room, and a second one": (
        "tina",
        session(LineRequest("SMALL"), start="2026-12-02T09:00", end="2026-12-02T11:00", learners=14),
        {("resource", "LARGE"), ("add", "SMALL"), ("add", "LARGE")},
    ),
    "nobody qualified: somebody who is": (
        "tina",
        session(LineRequest("BIO"), start="2026-12-02T09:00", end="2026-12-02T11:00"),
        {("add", "@colin")},
    ),
    "nobody supervises: a manager": (
        "tina",
        session(LineRequest("RARE"), start="2026-12-02T09:00", end="2026-12-02T11:00"),
        {("add", "@mona")},
    ),
    "alone in a clean room: a colleague": (
        "colin",
        session(LineRequest("CLEAN"), start="2026-12-02T09:00", end="2026-12-02T11:00"),
        {("add", "@tina")},
    ),
    "no containment: a contained room": (
        "colin",
        session(LineRequest("PSM"), start="2026-12-02T09:00", end="2026-12-02T11:00", biosafety=3),
        {("add", "CLEAN-B")},
    ),
    "the authorisation has expired: before it does, or another room": (
        "colin",
        session(
            LineRequest("CLEAN"), start="2026-12-16T09:00", end="2026-12-16T11:00", biosafety=2, learners=2
        ),
        {("time", "")},
    ),
    "too long: as long as may be": (
        "tina",
        session(LineRequest("PSM"), start="2026-12-02T09:00", end="2026-12-02T16:00"),
        {("length", "")},
    ),
    "more than a week's quota: another week does not help, less does": (
        "tina",
        session(LineRequest("PSM", 2), start="2026-12-02T09:00", end="2026-12-02T13:00"),
        {("length", "")},
    ),
    "too far ahead: as late as may be": (
        "mona",
        session(LineRequest("RARE"), start="2027-11-03T09:00", end="2027-11-03T11:00"),
        {("time", "")},
    ),
    "suspended: to be asked for again": (
        "sus",
        session(LineRequest("PSM"), start="2026-12-09T09:00", end="2026-12-09T11:00"),
        {("wait", "")},
    ),
    "closed for two weeks: when it opens again": (
        "tina",
        session(LineRequest("LARGE"), start="2026-12-21T09:00", end="2026-12-21T11:00"),
        {("time", "")},
    ),
    "a month's quota for a series: as many dates as it allows": (
        "mona",
        session(
            LineRequest("RARE"), start="2026-12-01T09:00", end="2026-12-01T11:00", rule="FREQ=WEEKLY;COUNT=4"
        ),
        {("skip", "")},
    ),
}


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_every_kind_of_refusal_has_its_way_out(house: House) -> None:
    for story, (login, request, expected) in EVERY_REFUSAL.items():
        found = ways(house(login), request)
        kinds = {(str(way.kind), way.resource) for way in found}
        assert expected <= kinds, (story, kinds)
        for way in found:
            desk = house(login, way.ask_from or NOW)
            desk.requests.request(taken(request, way), dry_run=True)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_search_minds_containment_as_booking_does(house: House) -> None:
    desk = house("colin")
    search = FindRequest((LineRequest("CLEAN"),), Lapse(wall=60), "2026-12-01", "2026-12-31", learners=2)
    days = {item.sessions[0].start.date() for item in desk.availability.find(replace(search, biosafety=2))}
    assert days
    assert max(days) <= date(2026, 12, 15)  # the last day of its authorisation
    assert not desk.availability.find(replace(search, biosafety=3))
    assert desk.availability.find(search)


def test_nothing_is_named_that_would_not_do(house: House) -> None:
    """Nobody may work at level 4 anywhere, with whomever and whenever."""
    request = session(LineRequest("PSM"), start="2026-12-02T09:00", end="2026-12-02T11:00", biosafety=4)
    assert ways(house("tina"), request) == ()
    with suppress(BookingError):
        house("tina").requests.request(request)
    assert AlternativeKind.WAIT not in {way.kind for way in ways(house("tina"), request)}
