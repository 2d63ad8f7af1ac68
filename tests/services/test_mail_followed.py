"""A guest's calendar that does nothing but follow the mails holds what the guest's own feed shows, whatever was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from platform_booking.domain.recurrence import Lapse
from platform_booking.services.changing import Move
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from platform_booking.services.selection import Dates
from tests.ical.reading import parsed, spans_in
from tests.services.conftest import CATALOGUE
from tests.services.test_mail import post, server

if TYPE_CHECKING:
    from tests.services.test_mail import Post

__all__ = ["post", "server"]

ROOMS = """
[[resources]]
code = "SALLE2"
name = "Autre salle"
category = "room"
platform = "USP"
"""


class GuestCalendar:
    """Enters what it is sent, as RFC 5546 has it."""

    def __init__(self) -> None:
        self.events: dict[str, dict[str, icalendar.Event]] = {}
        self.sequences: dict[tuple[str, str], int] = {}
        self.zones: dict[str, icalendar.Component] = {}

    def take(self, ics: str) -> None:
        calendar = parsed(ics.encode())
        found = {_original(event): event for event in calendar.events}
        (uid,) = {str(event["UID"]) for event in calendar.events}
        self.zones |= {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
        earlier = dict(self.sequences)
        for original, event in found.items():
            newest = max(earlier.get(key, -1) for key in ((uid, original), (uid, "")))
            assert _number(event) > newest, "a calendar would take it for old"
            self.sequences[uid, original] = _number(event)
        if "" not in found:  # dates of a series, without it
            assert "" in self.events[uid]
            self.events[uid] |= found
        elif calendar["METHOD"] == "CANCEL":
            del self.events[uid]
        else:
            self.events[uid] = found

    @property
    def content(self) -> bytes:
        whole = icalendar.Calendar()
        for part in (*self.zones.values(), *(e for events in self.events.values() for e in events.values())):
            whole.add_component(part)
        return bytes(whole.to_ical())


def _original(event: icalendar.Event) -> str:
    moment: Any = event.get("RECURRENCE-ID")
    return "" if moment is None else str(moment.to_ical().decode())


def _number(event: icalendar.Event) -> int:
    number: Any = event["SEQUENCE"]
    return int(number)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_calendar_that_follows_the_mails_is_the_feed(post: Post) -> None:
    assert "SALLE" in CATALOGUE
    post.sit().catalogue.import_text(ROOMS)
    guests = {"tina": GuestCalendar(), "colin": GuestCalendar()}

    def follow(*approved: str) -> None:
        """After approval of what was asked again, every mail is entered, and the calendars are compared."""
        for ref in approved:
            post.sit("mona").approvals.approve(ref)
        for mail in post.sent():
            (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
            guests[mail["To"].addresses[0].username].take(part.get_content())
        for login, guest in guests.items():
            feed = post.sit().calendars.export("person", login, "full", "fr")
            assert spans_in(guest.content) == spans_in(feed), login

    tina = post.sit("tina")
    lines = (LineRequest("SALLE"), LineRequest("BIO"), LineRequest("@colin"))
    later = LineRequest("PSM", offset=Lapse(7 * 24 * 60), length=Lapse(60))
    wanted = BookingRequest(
        "Série",
        (*lines, later),
        "2027-03-16T09:00",
        "2027-03-16T12:00",
        rule="FREQ=WEEKLY;COUNT=6",  # across the change of the clocks
    )
    ref = tina.requests.request(wanted).booking.ref
    follow(ref)
    tina.changes.move(ref, Move("2027-03-24T10:00"), Dates(date(2027, 3, 23)))
    follow(ref)
    tina.changes.exchange(ref, {1: "SALLE2"})
    follow()
    tina.changes.move(ref, Move("2027-04-14T14:00"), Dates(date(2027, 4, 13), following=True))
    follow(*(item.ref for item in tina.bookings.list(BookingFilter(state="partly_approved"))))
    for day in (date(2027, 3, 16), date(2027, 3, 30)):
        tina.changes.cancel(ref, "férié", Dates(day))
    follow()
    tina.undoing.undo_last()
    follow()
    tina.changes.cancel(ref, "fini")
    follow()
    assert len(guests["tina"].events) > 0  # the later dates go on as a booking of their own
