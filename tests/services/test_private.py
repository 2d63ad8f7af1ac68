"""A private booking tells others only that the time is taken, through every door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from platform_booking.services.series import SeriesEdit
from tests.conftest import NOW

if TYPE_CHECKING:
    from tests.services.conftest import Sit

TITLE = "Essai confidentiel"


def ask(sit: Sit) -> str:
    lines = (LineRequest("PSM"), LineRequest("BIO"))
    wanted = BookingRequest(
        TITLE,
        lines,
        "2026-12-01T09:00",
        "2026-12-01T12:00",
        visibility="private",
        instructions="Secret de fabrication",
        funding="Fonds Secret",
    )
    return sit("tina").requests.request(wanted).booking.ref


def told(sit: Sit, login: str | None, ref: str) -> str:
    """Everything that the person can read of it, in one text."""
    desk = sit(login)
    span = TimeSpan(NOW, NOW.replace(month=12, day=31))
    parts: list[object] = [
        desk.bookings.get(ref).booking,
        desk.bookings.list(BookingFilter()),
        desk.planning.board(span).bars,
        desk.bookings.funders(),
        desk.calendars.export("resource", "PSM", "full", "fr").decode(),
        desk.calendars.export("booking", ref, "full", "fr").decode(),
    ]
    if login is not None:
        parts.append(desk.dossiers.dossier(ref))
    return "\n".join(map(str, parts))


@pytest.mark.parametrize("login", ["tina", "colin", "mona", "zoe", None])
def test_those_concerned_read_it(sit: Sit, login: str | None) -> None:
    """The organiser, the own partner, managers of its platforms, and the store's operator."""
    assert TITLE in told(sit, login, ask(sit))


def test_others_learn_only_that_the_time_is_taken(sit: Sit) -> None:
    ref = ask(sit)
    own = SeriesEdit(title="Secret de ce jour")
    sit("tina").series.change(ref, SeriesEdit(rule="FREQ=WEEKLY;COUNT=2"))
    sit("tina").series.change(ref, own, Dates(date(2026, 12, 8)))
    assert "Secret" in told(sit, "tina", ref)
    said = told(sit, "sam", ref)
    assert TITLE not in said
    assert "Secret" not in said
    assert "tina" not in said
    assert "BEGIN:VEVENT" in said
