"""Delays and refusals from what was said."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.reports.decisions import Lost, Word, decided_in, decision_report
from platform_booking.domain.reports.model import Delays, Group, Outcome
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from platform_booking.domain.reports.decisions import Decided
    from platform_booking.domain.reports.model import DecisionReport

ASKED = datetime(2026, 11, 2, 9, tzinfo=UTC)
PERIOD = TimeSpan(ASKED, ASKED + timedelta(days=30))


def word(
    hours: float,
    verdict: str = "granted",
    step: str = "safety",
    booking: int = 1,
    occurrence: int = 1,
    **more: str,
) -> Word:
    said = {"reason": "", "partner": "UNI", "purpose": "training", "funding": "", **more}
    return Word(booking, 1, occurrence, "ZAC1", step, verdict, ASKED + timedelta(hours=hours), ASKED, **said)


def decided(*words: Word, lost: tuple[Lost, ...] = ()) -> list[Decided]:
    return decided_in(PERIOD, words, lost, lambda _resource: "safety")


def report(found: list[Decided], *, shows: bool = True) -> DecisionReport:
    keys = {Group.PARTNER: lambda item: item.partner}
    return decision_report(PERIOD, found, keys, lambda item: shows or item.partner == "UNI")


def test_the_last_step_decides_and_a_word_taken_back_does_not() -> None:
    (found,) = decided(
        word(1, step="manager"),
        word(2, "declined", step="manager"),
        word(3, "withdrawn", step="manager"),
        word(5),
        word(90, "declined"),
    )
    assert (found.outcome, found.waited) == (Outcome.GRANTED, timedelta(hours=5))


def test_dates_decided_in_one_go_are_one_request() -> None:
    found = decided(word(5), word(5, occurrence=2), word(7, occurrence=3))
    assert sorted(item.dates for item in found) == [1, 2]
    assert decided(word(-1)) == []
    assert decided(word(1, step="manager")) == []


def test_who_gave_way_and_what_expired_are_refused_as_well() -> None:
    at = ASKED + timedelta(days=1)
    lost = (
        Lost(1, 1, 1, "ZAC1", Outcome.DISPLACED, at, "UNI", "training", ""),
        Lost(2, 1, 1, "ZAC1", Outcome.DISPLACED, at, "CHU", "training", ""),
        Lost(3, 1, 1, "ZAC1", Outcome.EXPIRED, at, "CHU", "training", ""),
        Lost(3, 1, 2, "ZAC1", Outcome.EXPIRED, at, "CHU", "training", ""),
    )
    found = report(decided(word(4, "declined", reason="Trop tôt. "), word(6, booking=9), lost=lost))
    assert found.all_refusals.decided == 4
    assert found.all_refusals.counts == {
        Outcome.DECLINED: 1,
        Outcome.DISPLACED: 1,
        Outcome.EXPIRED: 1,
        Outcome.GRANTED: 1,
    }
    assert found.all_refusals.rate == 0.75
    assert found.refusals[Group.PARTNER]["CHU"].refused == 2
    assert [(item.outcome, item.text, item.count, item.dates) for item in found.reasons] == [
        (Outcome.DECLINED, "Trop tôt", 1, 1),
        (Outcome.DISPLACED, "", 1, 1),
        (Outcome.EXPIRED, "", 1, 2),
    ]


def test_reasons_of_others_are_counted_and_not_told() -> None:
    mine = word(1, "declined", reason="Sans encadrant")
    theirs = [
        word(1, "declined", booking=key, reason=text, partner="CHU") for key, text in ((2, "A"), (3, "B"))
    ]
    found = report(decided(mine, *theirs), shows=False)
    assert [(item.text, item.count) for item in found.reasons] == [("", 2), ("Sans encadrant", 1)]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 500), max_size=30))
def test_median_and_ninth_decile(hours: list[int]) -> None:
    found = report(decided(*(word(each, booking=key) for key, each in enumerate(hours)))).all_delays
    if not hours:
        assert found == Delays()
        return
    waited = [timedelta(hours=each) for each in hours]
    assert found.count == len(hours)
    assert sum(each <= found.median for each in waited) * 2 >= len(hours)
    assert sum(each >= found.median for each in waited) * 2 >= len(hours)
    assert sum(each <= found.ninth_decile for each in waited) >= math.ceil(0.9 * len(hours))
    assert found.ninth_decile in waited
