"""Equipment that is out of use is told by its own calendar and its platform's: in time, once, and no more than the scope says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from platform_booking.services.shelf import Shelf
from tests.feeds.conftest import House, asked

if TYPE_CHECKING:
    from platform_booking.services.feeds import NewFeed
    from tests.services.conftest import Sit


def told(house: House, feed: NewFeed) -> dict[str, list[str]]:
    """What the feed says, by summary without the status."""
    house.hear()
    found: dict[str, list[str]] = {}
    event: list[str] = []
    for line in house.ask(feed.path).lines:
        event = [] if line == "BEGIN:VEVENT" else [*event, line]
        if line == "END:VEVENT":
            found[next(item.partition(":")[2] for item in event if item.startswith("SUMMARY"))] = event
    return found


def value(event: list[str], name: str) -> str:
    return next(line.partition(":")[2] for line in event if line.startswith(name))


def test_a_block_is_told_by_scope_and_followed(sit: Sit, house: House) -> None:
    feeds = {
        (kind, scope): sit(None).feeds.create(kind, key, scope)
        for kind, key in (("resource", "PSM"), ("platform", "ZAC"))
        for scope in ("full", "partner", "busy")
    }
    other = sit(None).feeds.create("platform", "USP", "full")
    house.hear()
    before = {key: house.ask(feed.path).body for key, feed in (*feeds.items(), ("other", other))}
    start, end = "2026-12-01T13:00", "2026-12-01T14:00"
    block = sit("zoe").blocks.block("PSM", "1", start, end, "maintenance", "Filtre percé")
    whole = told(house, feeds["platform", "full"])
    (full,) = (event for name, event in whole.items() if name.startswith("Maintenance · "))
    assert {"STATUS:CONFIRMED", "TRANSP:OPAQUE", "SEQUENCE:0"} <= set(full)
    assert "Filtre percé" in "".join(full)
    assert block.ref in "".join(full)
    (partner,) = told(house, feeds["resource", "partner"]).values()
    assert value(partner, "SUMMARY").startswith("Maintenance · ")
    assert not [line for line in partner if "Filtre" in line or block.ref in line]
    (busy,) = told(house, feeds["resource", "busy"]).values()
    assert value(busy, "SUMMARY") == "Occupé"
    assert not [line for line in busy if "Maintenance" in line or "PSM" in line or block.ref in line]
    assert {value(event, "UID") for event in (full, partner, busy)} == {value(full, "UID")}
    assert house.ask(other.path).body == before["other"]

    cold = Shelf(house.app.desk, lambda _channel: {})
    cold.load()
    found = cold.find(feeds["platform", "full"].feed.token_hash)
    assert found is not None
    assert cold.ready(found[1], ".ics").content.body == house.ask(feeds["platform", "full"].path).body

    house.clock.now += timedelta(minutes=1)
    later = house.app.as_person("zoe").blocks
    later.end_at(block.ref, "2026-12-01T15:00")
    (longer,) = told(house, feeds["resource", "busy"]).values()
    assert value(longer, "DTEND").endswith("150000")
    house.clock.now += timedelta(minutes=1)
    later.lift(block.ref, "réparé")
    (lifted,) = told(house, feeds["resource", "busy"]).values()
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT"} <= set(lifted)
    sequences = [int(value(event, "SEQUENCE")) for event in (busy, longer, lifted)]
    assert sequences == sorted(set(sequences)), "it rises with each change"
    assert {value(event, "UID") for event in (busy, longer, lifted)} == {value(full, "UID")}
    house.clock.now += timedelta(days=31)
    assert told(house, feeds["resource", "busy"]) == {}


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_file_says_what_a_feed_says(sit: Sit, house: House) -> None:
    feed = sit(None).feeds.create("resource", "BIO", "full")
    asked(sit, "BIO")
    sit("mona").blocks.block("BIO", None, "2026-12-03T08:00", "2026-12-03T12:00", "calibration", "Sondes")
    house.hear()
    exported = sit(None).calendars.export("resource", "BIO", "full", "fr")
    assert exported == house.ask(feed.path).body
    assert b"talonnage" in exported
