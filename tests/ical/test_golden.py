from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.ical.golden import FOLDER, GOLDEN, campaigns, night, overnight, weekly
from tests.ical.reading import assert_follows_rfc, spans_in

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking

GIVEN_UP = {"cancelled", "no_show", "declined"}


@pytest.mark.parametrize("name", GOLDEN)
def test_bytes_are_as_kept(name: str) -> None:
    assert GOLDEN[name]() == (FOLDER / f"{name}.ics").read_bytes()


def test_every_kept_file_is_made() -> None:
    assert {path.stem for path in FOLDER.glob("*.ics")} >= set(GOLDEN)


@pytest.mark.parametrize("name", GOLDEN)
def test_kept_files_follow_the_rfc(name: str) -> None:
    assert_follows_rfc((FOLDER / f"{name}.ics").read_bytes())


@pytest.mark.parametrize(
    ("name", "bookings"),
    [
        ("weekly-three-lines", [weekly()]),
        ("campaigns-with-offsets", campaigns()),
        ("overnight", overnight()),
        ("night-half-past-two", night()),
    ],
)
def test_other_programs_show_each_line_when_it_is_used(name: str, bookings: list[Booking]) -> None:
    expected: Counter[tuple[datetime, datetime]] = Counter()
    for booking in bookings:
        timings = {(line.offset, line.length): line for line in booking.lines}
        for occurrence in booking.occurrences:
            if booking.state_of(occurrence) not in GIVEN_UP:
                expected.update(booking.line_use(line, occurrence) for line in timings.values())
    assert spans_in((FOLDER / f"{name}.ics").read_bytes()) == expected


def test_nine_o_clock_stays_nine_o_clock() -> None:
    starts = {start for start, _ in spans_in((FOLDER / "weekly-three-lines.ics").read_bytes())}
    assert {datetime(2026, 10, 20, 7, tzinfo=UTC), datetime(2026, 11, 3, 8, tzinfo=UTC)} <= starts
    assert datetime(2027, 4, 6, 7, tzinfo=UTC) in starts
