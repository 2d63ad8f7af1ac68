"""The trail is read by those who answer for what it tells, and told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import NotPermitted
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.trail import TrailFilter, field_changes, trail_table
from platform_booking.wording import Words

if TYPE_CHECKING:
    from tests.services.conftest import Sit


def test_a_manager_finds_who_did_what_to_one_booking(sit: Sit) -> None:
    wanted = BookingRequest("TP", (LineRequest("BIO"),), "2027-03-01T09:00", "2027-03-01T11:00")
    ref = sit("tina").requests.request(wanted).booking.ref
    sit("mona").approvals.approve(ref, reason="bien")
    found = sit("mona").trail.list(TrailFilter(subject=ref))
    assert [(entry.action, entry.actor) for entry in found] == [("approve", "mona"), ("request", "tina")]
    assert [entry.actor for entry in sit("mona").trail.list(TrailFilter(actor="tina"))] == ["tina"]
    table = trail_table(Words("fr"), found)
    assert table.rows[0][2:] == ("mona", "a approuvé", f"réservation {ref}", "bien")
    states = [change for change in field_changes(found[0]) if change.before and "requested" in change.before]
    assert any("approved" in (change.after or "") for change in states)
    assert sit("mona").trail.verify().clean


@pytest.mark.parametrize("login", ["tina", "colin"])
def test_others_are_not_shown_it(sit: Sit, login: str) -> None:
    with pytest.raises(NotPermitted):
        sit(login).trail.list(TrailFilter())
    with pytest.raises(NotPermitted):
        sit(login).trail.verify()
