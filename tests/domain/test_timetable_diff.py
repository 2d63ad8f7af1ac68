"""A timetable read again: what changed is found, what did not change is left alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_booking.domain.timespan import TimeSpan, union
from platform_booking.domain.timetable_diff import changes_between, spans_to_hold
from platform_booking.domain.timetables import EventState, ImportedEvent, ReadEvent, public_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.timetable_diff import EventChange

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seen(
    uid: str = "a", hours: int = 24, length: int = 2, summary: str = "TP", recurrence: str = ""
) -> ReadEvent:
    start = NOW + hours * HOUR
    return ReadEvent(uid, recurrence, TimeSpan(start, start + length * HOUR), False, summary, "B2")


def stored(changes: Sequence[EventChange]) -> list[ImportedEvent]:
    """The events as the store would give them back."""
    keys = iter(range(1000, 9999))
    return [replace(item.after, id=item.after.id or next(keys)) for item in changes]


def read_again(
    before: Sequence[ImportedEvent], read: Sequence[ReadEvent], *, complete: bool = True, now: datetime = NOW
) -> tuple[Counter[str], list[ImportedEvent]]:
    changes = changes_between(before, read, now, complete=complete)
    return Counter(item.kind.value for item in changes), stored(changes)


EVENTS = st.lists(
    st.builds(
        seen,
        st.sampled_from("abc"),
        st.integers(-60, 60),
        st.integers(1, 9),
        st.sampled_from(["TP", "TD"]),
        st.sampled_from(["", "20261124T080000Z"]),
    ),
    max_size=9,
)


@settings(max_examples=60)
@given(EVENTS, EVENTS, EVENTS)
def test_reading_the_same_again_changes_nothing(
    first: list[ReadEvent], second: list[ReadEvent], third: list[ReadEvent]
) -> None:
    events: list[ImportedEvent] = []
    for read in (first, second, third):
        _, events = read_again(events, read)
        keys = [event.key for event in events]
        assert len(keys) == len(set(keys))
        counts, again = read_again(events, list(reversed(read)))
        assert set(counts) <= {"unchanged", "kept"}
        assert counts["unchanged"] == len(read)
        alive = [item for item in events if item.state is not EventState.GONE]
        assert Counter(alive) == Counter(again)
        coming = Counter((item.span, item.summary) for item in alive if item.span.end > NOW)
        assert coming == Counter((item.span, item.summary) for item in read if item.span.end > NOW)


def test_moved_changed_gone_and_back() -> None:
    _, events = read_again([], [seen("a"), seen("b", 30), seen("c", 40)])
    counts, events = read_again(events, [seen("a", 26), seen("b", 30, summary="Examen")])
    assert counts == {"moved": 1, "changed": 1, "gone": 1}
    counts, events = read_again(events, [seen("a", 26), seen("b", 30, summary="Examen"), seen("c", 50)])
    assert counts == {"unchanged": 2, "new": 1}
    assert len(events) == 3


def test_an_event_that_only_changed_its_uid_is_the_same() -> None:
    _, events = read_again([], [seen("a"), seen("b", 30)])
    counts, events = read_again(events, [seen("x"), seen("b", 30)])
    assert counts == {"unchanged": 2}
    assert {event.uid for event in events} == {"x", "b"}


def test_doubles_of_one_uid_are_kept_apart() -> None:
    _, events = read_again([], [seen("a", 24), seen("a", 30), seen("a", 36)])
    assert [event.number for event in events] == [1, 2, 3]
    counts, events = read_again(events, [seen("a", 30), seen("a", 36)])
    assert counts == {"unchanged": 2, "gone": 1}


def test_what_is_past_or_missing_from_a_torn_file_is_kept() -> None:
    _, events = read_again([], [seen("past", -9), seen("coming", 9)])
    assert read_again(events, [])[0] == {"kept": 1, "gone": 1}
    assert read_again(events, [], complete=False)[0] == {"kept": 2}


@given(EVENTS)
def test_together_they_hold_all_their_time_and_nothing_twice(read: list[ReadEvent]) -> None:
    _, events = read_again([], read)
    found, refused = spans_to_hold(events, NOW - 99 * HOUR, lambda _: False)
    held = list(found.values())
    assert not refused
    assert union(held) == union(event.span for event in events)
    assert not any(one.overlaps(other) for at, one in enumerate(held) for other in held[:at])


@pytest.mark.parametrize(
    ("link", "seen"),
    [
        (
            "https://ada:s3cret@ade.example.org/jsp/anonymous_cal.jsp?key=s3cret#s3cret",
            "https://ade.example.org/jsp/anonymous_cal.jsp",
        ),
        (
            "https://calendar.google.com/calendar/ical/me%40example.org/private-0123456789abcdef0123456789abcdef/basic.ics",
            "https://calendar.google.com/calendar/ical/me%40example.org/…/basic.ics",
        ),
        (
            "https://booking.example.org/f/jjYBAyA2VLJUu_uKe3i-oYSOVLHCrL-kpHElvSrBPbY.ics",
            "https://booking.example.org/f/….ics",
        ),
    ],
)
def test_what_others_see_of_a_link_opens_nothing(link: str, seen: str) -> None:
    assert public_link(link) == seen
