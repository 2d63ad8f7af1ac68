"""Messages make a guest's calendar say what the booking says, whatever happened in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.inviting import MOST_APART, Change, Method, ToldDate, changes_between
from platform_booking.domain.timespan import TimeSpan

START = datetime(2026, 12, 1, 8, tzinfo=UTC)
NOW = START + timedelta(days=2)


def date_on(day: int, hour: int, place: str, *, tentative: bool) -> ToldDate:
    original = START + timedelta(days=day)
    start = original + timedelta(hours=hour)
    return ToldDate(original, TimeSpan(start, start + timedelta(hours=2)), place, tentative)


dates = st.dictionaries(
    st.integers(0, 8),
    st.tuples(st.integers(0, 3), st.sampled_from(("", "Salle")), st.booleans()),
    max_size=8,
).map(
    lambda found: tuple(
        date_on(day, hour, place, tentative=unsure) for day, (hour, place, unsure) in sorted(found.items())
    )
)


def applied(
    known: dict[datetime, ToldDate], change: Change, after: tuple[ToldDate, ...]
) -> dict[datetime, ToldDate]:
    """What a calendar does with a message: one date changes or goes, or the event is as the message says."""
    if change.alone is not None:
        assert change.alone.original in known
        rest = {key: date for key, date in known.items() if key != change.alone.original}
        return rest if change.method is Method.CANCEL else {**rest, change.alone.original: change.alone}
    return {} if change.method is Method.CANCEL else {date.original: date for date in after}


@given(dates, dates, st.booleans())
@settings(max_examples=100)
def test_a_calendar_that_follows_the_messages_says_what_is_so(
    before: tuple[ToldDate, ...], after: tuple[ToldDate, ...], is_series: bool
) -> None:
    known = {date.original: date for date in before}
    messages = changes_between(before, after, NOW, is_series=is_series)
    for message in messages:
        known = applied(known, message, after)
    coming = [date for date in known.values() if date.span.end > NOW]
    assert sorted(coming, key=lambda date: date.original) == [d for d in after if d.span.end > NOW]
    assert len(messages) <= MOST_APART
    assert changes_between(after, after, NOW, is_series=is_series) == ()
    if not before and any(date.span.end > NOW for date in after):
        assert [message.alone for message in messages] == [None]
    assert all(ToldDate.read(date.plain) == date for date in (*before, *after))
