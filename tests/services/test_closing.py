"""A closure names whom it concerns, by the rule that refuses new bookings there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.errors import NotFound
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from tests.services.conftest import Sit

CLOSED = '[[closures]]\ncode = "TRAVAUX"\nname = "Travaux"\nplatform = "USP"\nstart = 2026-12-08\nend = 2026-12-10\n'


def test_dates_on_closed_days_are_named(sit: Sit) -> None:
    def book(code: str, start: str, end: str, rule: str | None = None) -> str:
        request = BookingRequest(f"TP {start}", (LineRequest(code),), start, end, rule=rule)
        return sit("tina").requests.request(request).booking.ref

    series = book("BIO", "2026-12-01T09:00", "2026-12-01T12:00", "FREQ=WEEKLY;COUNT=3")
    book("PSM", "2026-12-08T09:00", "2026-12-08T12:00")
    through = book("BIO", "2026-12-08T19:00", "2026-12-10T09:00")
    sit(None).catalogue.import_text(CLOSED)
    found = sit("mona").closing.concerned("TRAVAUX")
    assert [(item.booking.ref, item.occurrence.number, item.resources) for item in found] == [
        (series, 2, ("BIO",)),
        (through, 1, ("BIO",)),
    ]
    sit("tina").changes.cancel(through, "annulé")
    assert [item.booking.ref for item in sit("mona").closing.concerned("TRAVAUX")] == [series]
    with pytest.raises(NotFound):
        sit("mona").closing.concerned("RIEN")
