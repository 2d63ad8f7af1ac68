"""Writes invitations and cancellations for calendars (iTIP, RFC 5546): one event and one guest a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from platform_booking.domain.inviting import Method
from platform_booking.ical.alone import calendar_alone, described_zone
from platform_booking.ical.layout import Component, components_of
from platform_booking.ical.model import Details, Status
from platform_booking.ical.rules import rule_starts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from platform_booking.domain.inviting import Change, ToldDate
    from platform_booking.ical.model import CalendarEvent

_AS_GUEST: Final = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
_IN_ADDRESSES: Final = "@!$'*+-._~"
"""What need not be escaped in a mailto address, besides letters and digits."""
_CONTROLS: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029))


@dataclass(frozen=True, slots=True)
class Guest:
    """Who invites whom: addresses, and the names beside them."""

    organizer: str
    organizer_name: str
    address: str
    name: str

    @property
    def lines(self) -> tuple[str, ...]:
        """ORGANIZER and ATTENDEE. No answer is asked for: whoever cannot come says so in the booking."""
        return (
            f"ORGANIZER{_called(self.organizer_name)}:{_mailto(self.organizer)}",
            f"ATTENDEE;{_AS_GUEST}{_called(self.name)}:{_mailto(self.address)}",
        )


@dataclass(frozen=True, slots=True)
class Thread:
    """The dates of an event that guests' calendars know by one UID."""

    uid: str
    originals: frozenset[datetime]
    is_series: bool


def threads_of(event: CalendarEvent) -> tuple[Thread, ...]:
    """By which UIDs calendars know the event: one, unless no rule says its dates."""
    components = components_of(event, described_zone(event), rule_starts(event))
    if any(item.rule for item in components) or len(components) == 1 == len(event.instances):
        originals = frozenset(item.original_start for item in event.instances)
        return (Thread(components[0].uid, originals, bool(components[0].rule)),)
    dates = sorted(event.instances, key=lambda item: item.original_start)
    return tuple(
        Thread(component.uid, frozenset({date.original_start}), is_series=False)
        for component, date in zip(components, dates, strict=True)
    )


def write_invitation(event: CalendarEvent, thread: Thread, change: Change, guest: Guest) -> bytes:
    """A REQUEST: the thread's dates as they are, or the one date that it is about.

    ``event`` holds all dates that are told, and the sequence of this message.
    """
    zone = described_zone(event)
    if change.alone is not None:
        (date,) = (item for item in event.instances if item.original_start == change.alone.original)
        alone = Component(
            thread.uid, zone, date.span.start, date.span.end, date.details, recurrence_id=date.original_start
        )
        return _written(event, [alone], Method.REQUEST, guest)
    found = components_of(event, zone, rule_starts(event))
    return _written(event, [item for item in found if item.uid == thread.uid], Method.REQUEST, guest)


def write_cancellation(
    event: CalendarEvent, uid: str, dates: Sequence[ToldDate], guest: Guest, *, alone: bool
) -> bytes:
    """A CANCEL of all that was told, or of the one date of a series; ``event`` has its words and sequence."""
    date = dates[0]
    details = Details(event.instances[0].details.summary, date.place, status=Status.CANCELLED)
    zone = described_zone(event) if alone else None
    original = date.original if alone else None
    component = Component(uid, zone, date.span.start, date.span.end, details, recurrence_id=original)
    return _written(event, [component], Method.CANCEL, guest)


def sequenced(event: CalendarEvent, sequence: int) -> CalendarEvent:
    """The event as that version of it."""
    return replace(event, sequence=sequence)


def _written(event: CalendarEvent, components: Sequence[Component], method: Method, guest: Guest) -> bytes:
    return calendar_alone(event, components, (f"METHOD:{method.value}",), guest.lines)


def _called(name: str) -> str:
    """CN, quoted: a quotation mark cannot be written there, nor may a line end."""
    plain = name.translate(_CONTROLS).replace('"', "'").encode("utf-8", "ignore").decode().strip()
    return f';CN="{plain}"' if plain else ""


def _mailto(address: str) -> str:
    return f"mailto:{quote(address, safe=_IN_ADDRESSES)}"
