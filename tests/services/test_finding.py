"""Proposals against a real store: each of them can be booked."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.near_misses import MissKind
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.availability import FindRequest
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from platform_booking.services.availability import Found
    from tests.services.conftest import Sit

OPENING = """
[[platforms]]
code = "USP"
name = "Amont"
host = "UNI"
managers = ["mona"]
opening = { mon = ["08:00-12:00", "13:00-18:00"], tue = ["08:00-18:00"], wed = ["08:00-18:00"], thu = ["08:00-18:00"] }
[[closures]]
code = "C1"
name = "Congés"
start = 2026-12-22
end = 2026-12-30
partner = "UNI"
"""
LINES = (LineRequest("BIO"), LineRequest("PSM", 2), LineRequest("SALLE"))
TWO_HOURS = Lapse(exact=120)


def looked_for(
    sessions: int = 1, *, trainers: tuple[str, ...] = (), until: str = "2027-01-31"
) -> FindRequest:
    return FindRequest(LINES, TWO_HOURS, "2026-11-24", until, sessions, trainers=trainers)


def as_booked(found: Found, request: FindRequest) -> BookingRequest:
    """The proposal as a request for a booking."""
    suggestion = found.suggestion
    return BookingRequest(
        "TP",
        tuple(LineRequest(wish.resource.code, wish.line.quantity) for wish in suggestion.lines),
        found.sessions[0].start,
        length=request.length,
        rule=suggestion.rule,
        skip=frozenset(suggestion.skip),
    )


def fill(sit: Sit, seed: int) -> None:
    """Some hundred hours taken by chance."""
    chance = random.Random(seed)
    desk = sit("zoe")
    for _ in range(45):
        start = datetime(2026, 11, 24, 8) + timedelta(days=chance.randint(0, 60), hours=chance.randint(0, 8))  # noqa: DTZ001 - read on the platform's clocks
        code = chance.choice(("BIO", "BIO-B", "PSM", "SALLE", "@tina"))
        wanted = LineRequest(code, chance.randint(1, 3) if code == "PSM" else 1)
        try:
            desk.requests.request(
                BookingRequest(
                    "pris", (wanted,), start.isoformat(), length=Lapse(exact=chance.randint(1, 5) * 60)
                )
            )
        except (BookingConflict, RuleRefused):
            continue


@pytest.mark.parametrize("sessions", [1, 4])
def test_every_proposal_can_be_booked(sit: Sit, sessions: int) -> None:
    sit(None).catalogue.import_text(OPENING)
    fill(sit, sessions)
    desk = sit("colin")
    wanted = looked_for(sessions, trainers=("tina",))
    found = desk.availability.find(wanted)
    assert len(found) == 10
    for item in found:
        booked = desk.requests.request(as_booked(item, wanted), dry_run=True).booking
        assert [date.span for date in booked.occurrences] == list(item.sessions)
        names = {unit.id: unit.name for wish in item.suggestion.lines for unit in wish.resource.units}
        given = [
            tuple(
                tuple(names[one.unit_id] for one in booked.allocations_at(line.number, date.number))
                for line in booked.lines
            )
            for date in booked.occurrences
        ]
        assert given == list(item.suggestion.units)
    best = {reason.code for reason in found[0].suggestion.reasons}
    assert "within-opening" in best
    assert not any(reason.caution for reason in found[0].suggestion.reasons)
    assert all(span.start.weekday() < 4 for item in found for span in item.sessions)
    desk.requests.request(as_booked(found[0], wanted))
    assert desk.availability.find(wanted)[0].sessions != found[0].sessions


def test_equivalents_stand_in_when_they_may(sit: Sit) -> None:
    for code in ("BIO", "SALLE"):
        sit("mona").blocks.block(code, None, "2026-11-24", "2027-02-01", "breakdown", "panne")
    request = FindRequest((LineRequest("BIO"),), TWO_HOURS, "2026-11-24", "2026-11-30")
    desk = sit("tina").availability
    assert desk.find(request) == ()
    anywhere = FindRequest((LineRequest("BIO"),), TWO_HOURS, "2026-11-24", "2026-11-30", any_equivalent=True)
    found = desk.find(anywhere)
    assert {item.suggestion.lines[0].resource.code for item in found} == {"BIO-B"}
    assert "instead" in {reason.code for reason in found[0].suggestion.reasons}
    named = FindRequest(
        (LineRequest("SALLE"),), TWO_HOURS, "2026-11-24", "2026-11-30", instead={"SALLE": ("ZAC1",)}
    )
    assert desk.find(named)[0].suggestion.lines[0].resource.code == "ZAC1"


def test_nothing_fits_and_why(sit: Sit) -> None:
    sit("mona").blocks.block("BIO", None, "2026-11-24", "2027-02-01", "breakdown", "panne")
    result = sit("tina").availability.look(looked_for(3))
    assert result.found == ()
    assert result.map.is_empty
    assert result.shortfall is not None
    scarce = result.shortfall.bottlenecks[0]
    assert (scarce.resource, scarce.free) == ("BIO", 0)
    assert [(miss.kind, miss.params) for miss in result.shortfall.misses] == [
        (MissKind.WITHOUT, {"resource": "BIO"})
    ]


def test_a_search_with_nothing_in_it_is_refused(sit: Sit) -> None:
    desk = sit("tina").availability
    with pytest.raises(InvalidInput):
        desk.find(FindRequest((), TWO_HOURS, "2026-11-24", "2026-11-30"))
    with pytest.raises(InvalidInput):
        desk.find(looked_for(0))
    with pytest.raises(InvalidInput):
        desk.find(looked_for(until="2031-01-01"))
    assert date(2026, 11, 24).weekday() == 1


def test_a_pool_that_can_make_room_is_proposed_as_it_is_booked(sit: Sit) -> None:
    """One unit is taken at nine, another at ten: from nine to eleven none is free until one of them changes."""
    desk = sit("zoe")

    def taken(hour: int, length: int, units: int) -> str:
        at = f"2026-12-03T{hour:02}:00"
        lines = (LineRequest("PSM", units),)
        return desk.requests.request(BookingRequest("TP", lines, at, length=Lapse(exact=length))).booking.ref

    taken(9, 60, 1)
    taken(9, 120, 2)
    passing = taken(10, 60, 1)
    taken(10, 60, 1)
    desk.changes.cancel(passing, "annulé")
    wanted = FindRequest((LineRequest("PSM"),), TWO_HOURS, "2026-12-03", "2026-12-03", between="09:00-11:00")
    (found,) = desk.availability.find(wanted)
    assert "others-change-unit" in {reason.code for reason in found.suggestion.reasons}
    assert desk.requests.request(as_booked(found, wanted)).reassigned
    assert desk.availability.find(wanted) == ()
