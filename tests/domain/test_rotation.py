"""Which backups stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.rotation import Keep, surplus

DAY = datetime(2026, 11, 24, 6, tzinfo=UTC)
COUNTS = st.integers(0, 5)
MADE = st.lists(st.integers(0, 24 * 500).map(lambda hours: DAY - timedelta(hours=hours)), max_size=60)


def test_a_year_of_daily_backups() -> None:
    made = [DAY - timedelta(days=days) for days in range(400)]
    gone = surplus(made, Keep(last=2, daily=7, weekly=5, monthly=12))
    kept = sorted(set(made) - set(gone), reverse=True)
    assert kept[:7] == made[:7]
    assert [f"{moment:%m-%d}" for moment in kept[7:10]] == ["11-15", "11-08", "11-01"]
    assert [f"{moment:%y-%m-%d}" for moment in kept[-2:]] == ["26-01-31", "25-12-31"]
    assert list(gone) == sorted(gone)
    assert surplus(made, Keep()) == ()
    assert surplus(made[:3], Keep(last=2)) == (made[2],)


@settings(max_examples=60)
@given(MADE, st.builds(Keep, COUNTS, COUNTS, COUNTS, COUNTS), st.integers(1, 40))
def test_the_newest_stays_and_so_does_what_a_later_rotation_would_want(
    made: list[datetime], keep: Keep, later: int
) -> None:
    kept = set(made) - set(surplus(made, keep))
    if made:
        assert max(made) in kept
    assert surplus(kept, keep) == ()
    more = [DAY + timedelta(hours=7 * number) for number in range(1, later)]
    at_once, step = set(made) | set(more), set(made)
    for moment in more:
        step |= {moment}
        step -= set(surplus(step, keep))
    assert step == at_once - set(surplus(at_once, keep))
