"""Requests that compete: who gives way, what each is offered, and that the offers work when taken."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.services.test_conversation import on_a_file, stored, told

if TYPE_CHECKING:
    from platform_booking.services.offers import Displaced
    from tests.services.conftest import Sit

WEEKLY = "FREQ=WEEKLY;COUNT=3"
EXCHANGEABLE = """
[[resources]]
code = "RARE"
name = "Rare"
platform = "USP"
approval = ["manager"]
requests = "compete"
equivalent_to = ["TWINS"]
"""


def asked(sit: Sit, *codes: str, login: str = "tina", **options: Any) -> str:
    lines = tuple(LineRequest(code) for code in codes)
    options.setdefault("start", "2026-12-01T09:00")
    options.setdefault("end", "2026-12-01T12:00")
    return sit(login).requests.request(BookingRequest("TP", lines, **options)).booking.ref


def kinds(displaced: Displaced) -> list[AlternativeKind]:
    return [way.kind for offer in displaced.offers for _, way in offer.ways]


def test_whoever_gives_way_is_offered_what_works(sit: Sit) -> None:
    sit(None).catalogue.import_text(EXCHANGEABLE)
    winner = asked(sit, "RARE")
    losers = [asked(sit, "RARE", "SALLE", login="colin"), asked(sit, "RARE", login="mona")]
    seen = sit("mona").approvals.approve(winner, dry_run=True)
    assert stored(sit, winner).status == "requested"
    assert [item.before.ref for item in seen.offers] == losers
    assert [item.occurrences for item in seen.offers] == [(date(2026, 12, 1),)] * 2
    assert kinds(seen.offers[0])[:2] == [AlternativeKind.RESOURCE, AlternativeKind.TIME]
    decided = sit("mona").approvals.approve(winner)
    assert decided.offers == seen.offers or kinds(decided.offers[0]) == kinds(seen.offers[0])
    assert decided.displaced == tuple(losers)
    assert told(sit, "colin") == [("displaced", losers[0])]
    assert stored(sit, losers[0]).status == "partly_approved", "the room was granted, the rest declined"
    first, second = sit("colin").conversations.read(losers[0]).proposals[:2]
    assert (dict(first.instead), first.rival) == ({1: "TWINS"}, winner)
    taken = sit("colin").conversations.accept(losers[0])
    assert taken.booking.status == "approved"
    assert [line.resource for line in taken.booking.lines] == ["TWINS", "SALLE"]
    sit("colin").undoing.undo(taken.undoable)
    assert stored(sit, losers[0]).status == "partly_approved"
    assert second.spans
    assert check(sit(None).desk).findings == ()


@on_a_file
def test_another_time_moves_all_lines_of_the_session(sit: Sit) -> None:
    winner = asked(sit, "RARE")
    loser = asked(sit, "RARE", "SALLE", login="colin")
    sit("mona").approvals.approve(winner)
    taken = sit("colin").conversations.accept(loser).booking
    assert taken.status == "approved"
    assert taken.occurrences[0].span.start >= datetime(2026, 12, 1, 11, tzinfo=UTC)
    assert {item.use for item in taken.allocations} == {taken.occurrences[0].span}


@on_a_file
def test_the_nearest_time_is_offered_to_one_only(sit: Sit) -> None:
    winner = asked(sit, "RARE")
    losers = [asked(sit, "RARE", login=login) for login in ("colin", "zoe")]
    sit("mona").approvals.approve(winner)
    for login, ref in zip(("colin", "zoe"), losers, strict=True):
        assert sit(login).conversations.accept(ref).booking.status == "approved"


@on_a_file
def test_one_date_of_a_series_gives_way_alone(sit: Sit) -> None:
    series = asked(sit, "RARE", login="colin", rule=WEEKLY)
    winner = asked(sit, "RARE", start="2026-12-08T09:00", end="2026-12-08T12:00")
    decided = sit("mona").approvals.approve(winner)
    assert decided.offers[0].occurrences == (date(2026, 12, 8),)
    assert [way[0] for offer in decided.offers[0].offers for way in offer.ways] == [date(2026, 12, 8)] * 2
    after = sit("colin").conversations.accept(series).booking
    assert [after.state_of(item) for item in after.occurrences] == ["requested", "approved", "requested"]


@on_a_file
def test_dates_that_give_way_together_are_offered_together(sit: Sit) -> None:
    series = asked(sit, "RARE", login="colin", rule=WEEKLY)
    winner = asked(sit, "RARE", rule="FREQ=WEEKLY;COUNT=2")
    decided = sit("mona").approvals.approve(winner)
    (offer,) = decided.offers[0].offers
    assert [day for day, _ in offer.ways] == [date(2026, 12, 1), date(2026, 12, 8)]
    after = sit("colin").conversations.accept(series).booking
    assert [after.state_of(item) for item in after.occurrences] == ["approved", "approved", "requested"]


def test_a_decision_taken_back_takes_its_offers_back(sit: Sit) -> None:
    winner, loser = asked(sit, "RARE"), asked(sit, "RARE", login="colin")
    decided = sit("mona").approvals.approve(winner)
    assert sit("colin").conversations.read(loser).proposals
    sit("mona").undoing.undo(decided.undoable)
    assert stored(sit, loser).status == "requested"
    assert sit("colin").conversations.read(loser).proposals == ()
    assert ("withdrawn", loser) in told(sit, "colin")


@on_a_file
def test_decisions_may_be_about_some_dates(sit: Sit) -> None:
    ref = asked(sit, "BIO", rule=WEEKLY)
    days = (date(2026, 12, 1), date(2026, 12, 15))
    after = sit("mona").approvals.approve(ref, days=days).booking
    assert [after.state_of(item) for item in after.occurrences] == ["approved", "requested", "approved"]
    after = sit("mona").approvals.decline(ref, "fermé", days=(date(2026, 12, 8),)).booking
    assert [after.state_of(item) for item in after.occurrences] == ["approved", "declined", "approved"]


@on_a_file
def test_several_are_declined_for_one_reason(sit: Sit) -> None:
    refs = [asked(sit, "BIO"), asked(sit, "RARE"), asked(sit, "SALLE")]
    result = sit("mona").approvals.decline_all([*refs, "B-1999-00001"], "fermeture")
    assert [item.booking.ref for item in result.done] == refs[:2]
    assert [ref for ref, _ in result.refused] == [refs[2], "B-1999-00001"]
    assert told(sit, "tina") == [("declined", refs[1]), ("declined", refs[0])]
