"""What makes an event the same event to its readers: UID, SEQUENCE, dates of change; and what a split series becomes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.services.moving import Move
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from tests.ical.reading import assert_follows_rfc

if TYPE_CHECKING:
    from platform_booking.services.feeds import NewFeed
    from tests.feeds.conftest import House
    from tests.services.conftest import Sit


class Reader:
    """Reads one feed again and again."""

    def __init__(self, house: House, feed: NewFeed) -> None:
        self.house, self.feed = house, feed

    def masters(self) -> dict[str, dict[str, str]]:
        """The lines of each event that is no override, by UID; a minute later than the last time."""
        self.house.clock.now += timedelta(minutes=1)
        self.house.hear()
        reply = self.house.ask(self.feed.path)
        assert reply.body == self.house.ask(self.feed.path).body
        assert_follows_rfc(reply.body)
        found = {}
        for event in "\n".join(reply.lines).split("BEGIN:VEVENT")[1:]:
            lines = [line.partition(":") for line in event.splitlines()]
            values = {name.partition(";")[0]: value for name, _, value in lines}
            if "RECURRENCE-ID" not in values:
                found[values["UID"]] = values
        return found


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_changes_of_time_are_counted_and_a_split_series_goes_on_as_another(sit: Sit, house: House) -> None:
    feed = sit(None).feeds.create("resource", "SALLE", "full")
    reader = Reader(house, feed)
    app = house.app.as_person("tina")
    lines = (LineRequest("SALLE"),)
    times = "2026-12-01T09:00", "2026-12-01T12:00"
    ref = app.requests.request(BookingRequest("TP", lines, *times, rule="FREQ=WEEKLY;COUNT=6")).booking.ref
    ((uid, born),) = reader.masters().items()
    assert born["SEQUENCE"] == "0"

    app.changes.edit(ref, title="TP de culture")
    ((same, texted),) = reader.masters().items()
    assert (same, texted["SEQUENCE"], texted["SUMMARY"]) == (uid, "0", "TP de culture"), (
        "words are no new time"
    )
    assert texted["LAST-MODIFIED"] > born["LAST-MODIFIED"]
    assert texted["DTSTAMP"] > born["DTSTAMP"]
    assert texted["CREATED"] == born["CREATED"]

    app.changes.move(ref, Move("2026-12-09T14:00"), Dates(date(2026, 12, 8)))
    app.changes.cancel(ref, "malade", Dates(date(2026, 12, 15)))
    ((same, moved),) = reader.masters().items()
    assert (same, moved["SEQUENCE"]) == (uid, "2")

    app.changes.move(ref, Move("2026-12-22T10:00"), Dates(date(2026, 12, 22), following=True))
    parts = reader.masters()
    body = house.ask(feed.path).body.decode()
    (other,) = parts.keys() - {uid}
    assert int(parts[uid]["SEQUENCE"]) > 2
    assert parts[other]["DTSTART"] == "20261222T100000"
    assert "UNTIL=20261222" not in parts[uid]["RRULE"]
    assert "RANGE" not in body
    starts = Counter(line.rpartition(":")[2] for line in body.splitlines() if line.startswith("DTSTART"))
    assert starts["20261222T090000"] == 0, "the old one has ended before"
