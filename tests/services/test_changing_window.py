from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.booking import Booking, Purpose, State, Visibility
from platform_booking.domain.errors import (
    IllegalTransition,
    InvalidInput,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from platform_booking.domain.refusals import BookingConflict, RuleRefused
from platform_booking.services.changing import Move
from platform_booking.services.custody import check
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates

if TYPE_CHECKING:
    from tests.services.conftest import Sit

WEEKLY = "FREQ=WEEKLY;COUNT=4"


def asked(sit: Sit, *codes: str, **options: Any) -> str:
    lines = tuple(LineRequest(code.partition(":")[0], int(code.partition(":")[2] or 1)) for code in codes)
    login = options.pop("login", "tina")
    options.setdefault("start", "2026-12-01T09:00")
    options.setdefault("end", "2026-12-01T12:00")
    return sit(login).requests.request(BookingRequest("TP", lines, **options)).booking.ref


def stored(sit: Sit, ref: str) -> Booking:
    return sit(None).bookings.get(ref).booking


def resources_of(sit: Sit, booking: Booking) -> dict[int, set[str]]:
    catalogue = sit(None).catalogue.load()
    found: dict[int, set[str]] = {}
    for item in booking.allocations:
        found.setdefault(item.line, set()).add(catalogue.resource_of_unit[item.unit_id].code)
    return found


# --- editing ----------------------------------------------------------------------------------------


def test_details_change_and_the_rest_stays(sit: Sit) -> None:
    ref = asked(sit, "SALLE", "BIO")
    before = stored(sit, ref)
    changed = sit("tina").changes.edit(
        ref, title=" TP Purification ", learners=12, purpose="research", visibility="private"
    )
    found = stored(sit, ref)
    assert (found.title, found.learners) == ("TP Purification", 12)
    assert (found.purpose, found.visibility) == (Purpose.RESEARCH, Visibility.PRIVATE)
    assert (found.version, found.sequence) == (2, 0), "words are no new time"
    assert found.allocations == before.allocations
    assert changed.changes.bookings == (ref,)
    last = sit("tina").dossiers.dossier(ref).history[-1]
    assert (last.action, last.changes) == ("edit", ("title", "purpose", "learners", "visibility"))
    sit("tina").undoing.undo(changed.undoable)
    assert stored(sit, ref).title == "TP"


def test_what_is_the_same_is_not_written(sit: Sit) -> None:
    ref = asked(sit, "SALLE")
    changed = sit("tina").changes.edit(ref, title="TP", learners=0)
    assert not changed.changes
    assert stored(sit, ref).version == 1


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"title": " "}, InvalidInput),
        ({"title": "a\nb"}, InvalidInput),
        ({"learners": -1}, InvalidInput),
        ({"learners": 31}, RuleRefused),
        ({"purpose": "fun"}, InvalidInput),
        ({"visibility": "secret"}, InvalidInput),
        ({"title": "x", "expected_version": 2}, StaleVersion),
    ],
)
def test_bad_details_change_nothing(sit: Sit, details: dict[str, Any], error: type[Exception]) -> None:
    ref = asked(sit, "SALLE")
    with pytest.raises(error):
        sit("tina").changes.edit(ref, **details)
    assert stored(sit, ref).version == 1


def test_only_those_who_may_change_it_edit(sit: Sit) -> None:
    ref = asked(sit, "SALLE")
    with pytest.raises(NotPermitted):
        sit("colin").changes.edit(ref, title="x")
    sit("tina").changes.cancel(ref, "annulé")
    with pytest.raises(IllegalTransition):
        sit("tina").changes.edit(ref, title="x")
    over = asked(sit, "SALLE", start="2026-11-20T09:00", end="2026-11-20T12:00")
    with pytest.raises(RuleRefused):
        sit("tina").changes.edit(over, title="x")


# --- exchanging -------------------------------------------------------------------------------------


def test_another_resource_takes_the_place_at_all_dates_and_is_asked_for_again(sit: Sit) -> None:
    ref = asked(sit, "SALLE", "BIO", rule=WEEKLY)
    sit("mona").approvals.approve(ref)
    before = stored(sit, ref)
    changed = sit("tina").changes.exchange(ref, {2: "bio-b"})
    found = stored(sit, ref)
    assert [line.resource for line in found.lines] == ["SALLE", "BIO-B"]
    assert resources_of(sit, found) == {1: {"SALLE"}, 2: {"BIO-B"}}
    assert {item.state for item in found.allocations if item.line == 2} == {State.REQUESTED}
    assert {item.granted for item in found.allocations if item.line == 2} == {0}
    assert [item for item in found.allocations if item.line == 1] == [
        item for item in before.allocations if item.line == 1
    ]
    assert found.rule == before.rule
    assert found.occurrences == before.occurrences
    assert asked(sit, "BIO", login="mona")
    assert check(sit(None).desk).findings == ()
    assert sit("tina").dossiers.dossier(ref).history[-1].changes == ("lines", "units")
    with pytest.raises(BookingConflict):
        sit("tina").undoing.undo(changed.undoable)


def test_an_exchange_can_be_undone(sit: Sit) -> None:
    ref = asked(sit, "BIO", rule=WEEKLY)
    sit("tina").changes.cancel(ref, "férié", Dates(datetime(2026, 12, 8, tzinfo=UTC).date()))
    before = stored(sit, ref)
    changed = sit("tina").changes.exchange(ref, {1: "BIO-B"})
    assert resources_of(sit, stored(sit, ref)) == {1: {"BIO-B"}}
    assert check(sit(None).desk).findings == ()
    sit("tina").undoing.undo(changed.undoable)
    found = stored(sit, ref)
    assert found.lines == before.lines
    assert [(item.unit_id, item.state) for item in found.allocations] == [
        (item.unit_id, item.state) for item in before.allocations
    ]


def test_what_needs_no_approval_is_approved_at_once(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    found = sit("tina").changes.exchange(ref, {1: "SALLE"}).booking
    assert found.status == "approved"
    assert found.allocations[0].occupied == found.allocations[0].use
    ref = asked(sit, "PSM", start="2026-12-02T09:00", end="2026-12-02T12:00")
    found = sit("tina").changes.exchange(ref, {1: "RARE"}).booking
    assert (found.status, found.allocations[0].holds) == ("requested", False)


def test_an_exchange_may_move_as_well(sit: Sit) -> None:
    ref = asked(sit, "BIO", "PSM:2")
    asked(sit, "BIO-B", login="mona")
    found = sit("tina").changes.exchange(ref, {1: "BIO-B"}, to=Move("2026-12-03T14:00")).booking
    assert found == stored(sit, ref)
    assert found.occurrences[0].span.start == datetime(2026, 12, 3, 13, tzinfo=UTC)
    assert {item.use for item in found.allocations} == {found.occurrences[0].span}
    assert resources_of(sit, found) == {1: {"BIO-B"}, 2: {"PSM"}}


def test_a_dry_exchange_writes_nothing(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    assert sit("tina").changes.exchange(ref, {1: "BIO-B"}, dry_run=True).booking.lines[0].resource == "BIO-B"
    assert stored(sit, ref).version == 1


def test_an_exchange_that_does_not_fit_names_who_and_ways_out(sit: Sit) -> None:
    ref, rival = asked(sit, "SALLE", "BIO-B"), asked(sit, "BIO", login="mona")
    with pytest.raises(BookingConflict) as refusal:
        sit("tina").changes.exchange(ref, {2: "BIO"})
    assert [(item.holder, item.line) for item in refusal.value.conflicts] == [(rival, 2)]
    assert AlternativeKind.RESOURCE in {item.kind for item in refusal.value.alternatives}
    assert stored(sit, ref).version == 1


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        pytest.param({3: "BIO-B"}, InvalidInput, id="no such line"),
        pytest.param({1: "BIO"}, InvalidInput, id="nothing exchanged"),
        pytest.param({1: "NOPE"}, NotFound, id="no such resource"),
        pytest.param({2: "BIO"}, InvalidInput, id="too small"),
    ],
)
def test_bad_exchanges_change_nothing(sit: Sit, lines: dict[int, str], error: type[Exception]) -> None:
    ref = asked(sit, "BIO", "PSM:2")
    with pytest.raises(error):
        sit("tina").changes.exchange(ref, lines)
    assert stored(sit, ref).version == 1


def test_what_has_happened_or_is_given_up_is_not_exchanged(sit: Sit) -> None:
    begun = asked(sit, "BIO", rule=WEEKLY, start="2026-11-20T09:00", end="2026-11-20T12:00")
    with pytest.raises(InvalidInput):
        sit("tina").changes.exchange(begun, {1: "BIO-B"})
    ref = asked(sit, "BIO", "PSM", start="2027-02-01T09:00", end="2027-02-01T12:00")
    sit("mona").approvals.decline(ref, "non")
    with pytest.raises(IllegalTransition):
        sit("tina").changes.exchange(ref, {1: "BIO-B"})
    with pytest.raises(NotPermitted):
        sit("colin").changes.exchange(ref, {2: "SALLE"})
