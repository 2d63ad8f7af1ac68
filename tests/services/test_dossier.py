from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import NotFound
from platform_booking.services.changing import Move
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from tests.services.conftest import Sit

EVERYTHING_OF_THE_ORGANISER = {"cancel", "move", "edit", "duplicate"}


def asked(sit: Sit, *codes: str, start: str = "2026-12-01T09:00", end: str = "2026-12-01T12:00") -> str:
    lines = tuple(LineRequest(code) for code in codes)
    return sit("tina").requests.request(BookingRequest("TP", lines, start, end=end)).booking.ref


def test_the_history_tells_who_did_what_in_order(sit: Sit) -> None:
    ref = asked(sit, "BIO", "ZAC1")
    sit("tina").changes.move(ref, Move("2026-12-02T09:00"))
    sit("mona").approvals.approve(ref, reason="d’accord")
    dossier = sit("zoe").dossiers.dossier(ref)
    assert [(entry.actor, entry.action, entry.changes) for entry in dossier.history] == [
        ("tina", "request", ()),
        ("tina", "move", ("time",)),
        ("mona", "approve", ("state",)),
    ]
    assert dossier.history[-1].reason == "d’accord"
    assert [(item.person, item.verdict) for item in dossier.decisions] == [("mona", "granted")]
    assert dossier.awaiting == {2: ("manager", ("zoe",))}


def test_a_step_that_is_not_the_last_one_is_told(sit: Sit) -> None:
    ref = asked(sit, "ZAC1")
    sit("zoe").approvals.approve(ref)
    assert sit("tina").dossiers.dossier(ref).history[-1].changes == ("step",)


@pytest.mark.parametrize(
    ("login", "allowed"),
    [
        ("tina", EVERYTHING_OF_THE_ORGANISER),
        ("colin", {"duplicate"}),
        ("mona", {"approve", "decline", "ask", "propose", "cancel", "duplicate"}),
        ("sam", {"duplicate"}),
        (None, set()),
    ],
)
def test_each_is_offered_what_the_use_cases_would_grant(
    sit: Sit, login: str | None, allowed: set[str]
) -> None:
    ref = asked(sit, "BIO", "SALLE")
    assert sit(login).dossiers.dossier(ref).allowed == allowed


def test_what_was_decided_is_not_offered_again(sit: Sit) -> None:
    ref = asked(sit, "BIO")
    sit("mona").approvals.approve(ref)
    assert sit("mona").dossiers.dossier(ref).allowed == {"cancel", "duplicate"}
    sit("tina").changes.cancel(ref, "annulé")
    assert sit("tina").dossiers.dossier(ref).allowed == {"duplicate"}


def test_what_is_over_stays_as_it_was(sit: Sit) -> None:
    ref = asked(sit, "SALLE", start="2026-11-20T09:00", end="2026-11-20T12:00")
    assert sit("tina").dossiers.dossier(ref).allowed == {"duplicate"}


def test_a_block_has_a_history_too(sit: Sit) -> None:
    block = sit("mona").blocks.block(
        "BIO", None, "2026-12-01T09:00", "2026-12-02T09:00", "maintenance", "joint"
    )
    found = sit("tina").dossiers.block_dossier(block.ref)
    assert found.block == block
    assert [(entry.actor, entry.action) for entry in found.history] == [("mona", "block")]


def test_what_is_not_there_is_not_found(sit: Sit) -> None:
    with pytest.raises(NotFound):
        sit("tina").dossiers.dossier("B-1999-00001")
    with pytest.raises(NotFound):
        sit("tina").dossiers.block_dossier("I-1999-00001")
