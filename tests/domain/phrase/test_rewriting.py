"""A phrase in which one thing changes reads as it was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from platform_booking.domain.alternatives import Alternative, AlternativeKind
from platform_booking.domain.phrase.rewriting import with_resource, with_title, with_way
from platform_booking.domain.timespan import TimeSpan
from tests.domain.phrase.names import NOW, read, told

PARIS = ZoneInfo("Europe/Paris")
NOW_THERE = NOW.replace(tzinfo=PARIS)
TYPED = "2 psm et salle a mer 14-17 x3 sauf 2/12"


def there(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=PARIS).astimezone(UTC)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (
            Alternative(AlternativeKind.TIME, TimeSpan(there(2026, 11, 26, 8), there(2026, 11, 26, 11))),
            "2 psm et salle a 26/11 08:00-11:00 x3 sauf 2/12",
        ),
        (
            Alternative(AlternativeKind.TIME, TimeSpan(there(2027, 11, 24, 8), there(2027, 11, 25, 11))),
            "2 psm et salle a 24/11/2027 08:00 - 25/11/2027 11:00 x3 sauf 2/12",
        ),
        (
            Alternative(AlternativeKind.TIME, TimeSpan(there(2026, 11, 26, 21), there(2026, 11, 27))),
            "2 psm et salle a 26/11 21:00-24:00 x3 sauf 2/12",
        ),
        (
            Alternative(
                AlternativeKind.RESOURCE,
                TimeSpan(there(2026, 11, 25, 14), there(2026, 11, 25, 17)),
                resource="SALLE-B",
                instead_of="SALLE-A",
            ),
            "2 psm et SALLE-B mer 14-17 x3 sauf 2/12",
        ),
        (
            Alternative(
                AlternativeKind.SKIP,
                TimeSpan(there(2026, 11, 25, 14), there(2026, 11, 25, 17)),
                skip=(date(2026, 12, 9),),
            ),
            "2 psm et salle a mer 14-17 x3 except 2026-12-02, 2026-12-09",
        ),
        (
            Alternative(
                AlternativeKind.UNIT,
                TimeSpan(there(2026, 11, 25, 14), there(2026, 11, 25, 17)),
                resource="PSM2-ONI",
                unit="3",
            ),
            "2 psm n°3 et salle a mer 14-17 x3 sauf 2/12",
        ),
        (
            Alternative(
                AlternativeKind.ADD,
                TimeSpan(there(2026, 11, 26, 8), there(2026, 11, 26, 11)),
                add=(("SALLE-B", 1), ("@tina.b", 1)),
                moved=True,
            ),
            "2 psm et salle a + SALLE-B 26/11 08:00-11:00 x3 sauf 2/12 @tina.b",
        ),
    ],
    ids=["time", "several days", "midnight", "resource", "skip", "unit", "add"],
)
def test_a_way_out_is_written_into_the_phrase(way: Alternative, expected: str) -> None:
    found = with_way(read(TYPED), way, PARIS, NOW_THERE)
    assert found == expected
    meaning = read(found).meaning
    if way.kind is AlternativeKind.TIME:
        assert meaning.days is not None
        assert meaning.days.first == way.span.start.astimezone(PARIS).date()
    assert not told(read(found)).count("?")


def test_a_choice_is_written_in_the_place_of_the_words() -> None:
    assert with_resource(read("2 salle mar 9-10"), 0, "SALLE-B") == "2 SALLE-B mar 9-10"


def test_what_was_not_understood_becomes_the_title() -> None:
    assert with_title(read("psm TP aseptie mar 14-17")) == 'psm "TP aseptie" mar 14-17'
    rewritten = with_title(read("bonjour psm TP mar 14-17"))
    assert read(rewritten).meaning.title == "bonjour TP"
