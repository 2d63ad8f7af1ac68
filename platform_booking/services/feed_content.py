"""What a feed or a published file says: the bytes, and from which bookings they come."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.authority import Actor, may_read
from platform_booking.domain.booking import BOOKING_REF, State, Visibility
from platform_booking.domain.sharing import FeedKind, Scope, Share
from platform_booking.domain.timespan import TimeSpan, gaps
from platform_booking.ical.freebusy import FreeBusy, write_free_busy
from platform_booking.ical.model import CalendarFile, Status
from platform_booking.ical.writer import write_calendar
from platform_booking.services.booking import UID_DOMAIN
from platform_booking.services.calendar_events import (
    Selection,
    SelectionKind,
    Telling,
    blocked_resources,
    calendar_of,
    concerns,
)
from platform_booking.services.directory import BookingFilter, matching
from platform_booking.services.feed_catalogue import mentioned
from platform_booking.services.resting import collector_at_rest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from platform_booking.domain.booking import Block, Booking
    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.domain.mirrors import GivenOut
    from platform_booking.ical.model import CalendarEvent
    from platform_booking.storage.unit_of_work import UnitOfWork

K = TypeVar("K")
_REFUSED: Final = frozenset({State.DECLINED, State.EXPIRED})
_ASKED: Final = frozenset({State.REQUESTED})


@dataclass(frozen=True, slots=True)
class Outlet:
    """One place where a calendar goes out."""

    channel: str
    """Code of the feed, or name of the file: under which it is noted what went out."""
    share: Share
    language: str
    by: str
    """Login of whoever gives it out: private bookings that this person may not read are only taken time."""

    @property
    def selection(self) -> Selection:
        """What it shows."""
        kind = self.share.kind
        return Selection(
            SelectionKind.EVERYTHING if kind is FeedKind.ALL else SelectionKind(kind.value),
            self.share.subject,
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """One booking's or one block's part in a calendar."""

    key: int
    """Its key in the store."""
    events: tuple[CalendarEvent, ...]
    is_requested: bool
    """Whether some of it is still asked for: once sent, a refusal will have to be told."""
    mentions: frozenset[str] = frozenset()
    """Things of the catalogue of which it says something."""


@dataclass(frozen=True)
class Told:
    """The bytes that an outlet sends now."""

    body: bytes
    pieces: Mapping[str, Piece]
    """By ref, of all bookings and blocks that the outlet is about."""

    @cached_property
    def requested(self) -> frozenset[int]:
        """Keys of the bookings that it shows as asked for."""
        return frozenset(piece.key for piece in self.pieces.values() if piece.is_requested)

    def mentioning(self, things: frozenset[str]) -> frozenset[str]:
        """Refs of what says something of these things of the catalogue."""
        if not things:
            return frozenset()
        return frozenset(ref for ref, piece in self.pieces.items() if not things.isdisjoint(piece.mentions))


def outlet_of(feed: GivenOut) -> Outlet:
    """Where that feed or mirror goes out."""
    share = Share(FeedKind(feed.kind), feed.subject, Scope(feed.scope))
    return Outlet(feed.code, share, feed.language, feed.created_by)


def calendar(
    unit_of_work: UnitOfWork,
    outlet: Outlet,
    now: datetime,
    sent: Mapping[int, datetime] = MappingProxyType({}),
    *,
    before: Told | None = None,
    changed: Collection[str] = (),
    write: Callable[[CalendarFile], bytes] = write_calendar,
) -> Told:
    """The outlet's calendar. Raises NotFound when what it shows is no longer there.

    ``sent`` says which bookings (keys) went out and when, beyond what the store has noted yet. With what was told
    ``before``, only the bookings and blocks that ``changed`` since (refs) are read; nothing else may have changed then.
    """
    catalogue, selection = unit_of_work.catalogue, outlet.selection
    if before is None:
        parts = unit_of_work.bookings.in_parts(_matching(unit_of_work, outlet))
        blocks = unit_of_work.blocks.of_resources(blocked_resources(catalogue, selection))
        pieces: dict[str, Piece] = {}
    else:
        bookings, blocks = _concerned(unit_of_work, outlet, *_read(unit_of_work, changed))
        parts = iter((bookings,))
        pieces = {ref: piece for ref, piece in before.pieces.items() if ref not in changed}
    with collector_at_rest():
        for part in parts:
            telling = _telling(unit_of_work, outlet, now, part, sent)
            pieces.update({booking.ref: _piece(booking, telling.of_booking(booking)) for booking in part})
        telling = _telling(unit_of_work, outlet, now)
        pieces.update({block.ref: _piece_of_block(block, telling.of_block(block)) for block in blocks})
        file = CalendarFile(
            name=telling.name(),
            events=tuple(event for piece in pieces.values() for event in piece.events),
            language=outlet.language,
        )
        return Told(write(file), pieces)


def _telling(
    unit_of_work: UnitOfWork,
    outlet: Outlet,
    now: datetime,
    bookings: Sequence[Booking] = (),
    sent: Mapping[int, datetime] = MappingProxyType({}),
) -> Telling:
    """What the outlet tells of these bookings."""
    refused = {booking.id: booking.ref for booking in bookings if _has(booking, _REFUSED)}
    noted = unit_of_work.published.of(outlet.channel, refused) if refused else {}
    return Telling(
        unit_of_work.catalogue,
        outlet.selection,
        outlet.share.scope,
        outlet.language,
        now,
        concealed=_concealed(unit_of_work.catalogue, bookings, outlet.by),
        published={refused[key]: at for key, at in {**sent, **noted}.items() if key in refused},
    )


def _piece(booking: Booking, events: tuple[CalendarEvent, ...]) -> Piece:
    is_requested = bool(events) and _has(booking, _ASKED)
    return Piece(booking.id, events, is_requested, mentioned(booking))


def _piece_of_block(block: Block, events: tuple[CalendarEvent, ...]) -> Piece:
    return Piece(block.id, events, is_requested=False, mentions=mentioned(block))


def free_busy(unit_of_work: UnitOfWork, outlet: Outlet, now: datetime) -> Told:
    """When it is taken, from this month on for a year. Raises NotFound when what it shows is no longer there.

    A resource is taken when all its units are, by bookings with their set-up and turnaround or by blocks.
    """
    window = _year_from(now)
    bookings = unit_of_work.bookings.by_ids(_matching(unit_of_work, outlet, window))
    resource = unit_of_work.catalogue.resources.get(outlet.share.subject)
    if outlet.share.kind is FeedKind.RESOURCE and resource is not None:
        busy, tentative = _taken_units(unit_of_work, resource, bookings, window)
    else:
        busy, tentative = _taken_dates(unit_of_work, bookings, outlet, now)
    changed = max((booking.changed_at for booking in bookings), default=window.start)
    told = FreeBusy(
        f"free-busy-{outlet.channel}@{UID_DOMAIN}", changed, window, busy, tentative, outlet.language
    )
    return Told(write_free_busy(told), {booking.ref: _piece(booking, ()) for booking in bookings})


def touched(
    unit_of_work: UnitOfWork, told: Mapping[K, tuple[Outlet, Told]], refs: Collection[str]
) -> list[K]:
    """Which of what was told a change of these bookings and blocks may have changed."""
    bookings, blocks = _read(unit_of_work, refs)
    return [
        key
        for key, (outlet, last) in told.items()
        if not last.pieces.keys().isdisjoint(refs) or any(_concerned(unit_of_work, outlet, bookings, blocks))
    ]


# --- what is read -----------------------------------------------------------------------------------


def _matching(unit_of_work: UnitOfWork, outlet: Outlet, window: TimeSpan | None = None) -> Sequence[int]:
    """Keys of the bookings that the outlet is about."""
    kind, subject = outlet.share.kind, outlet.share.subject
    chosen = {} if kind is FeedKind.ALL else {kind.value: subject}
    period = {} if window is None else {"since": window.start.isoformat(), "until": window.end.isoformat()}
    return matching(unit_of_work, BookingFilter(**chosen, **period))


def _read(unit_of_work: UnitOfWork, refs: Iterable[str]) -> tuple[list[Booking], list[Block]]:
    """The bookings and the blocks of these refs."""
    bookings, blocks = [], []
    for ref in refs:
        if ref.startswith(BOOKING_REF):
            bookings.append(unit_of_work.bookings.get(ref))
        else:
            blocks.append(unit_of_work.blocks.get(ref))
    return bookings, blocks


def _concerned(
    unit_of_work: UnitOfWork, outlet: Outlet, bookings: Iterable[Booking], blocks: Iterable[Block]
) -> tuple[list[Booking], list[Block]]:
    """Those of them that the outlet is about now."""
    catalogue, selection = unit_of_work.catalogue, outlet.selection
    out_of_use = blocked_resources(catalogue, selection)
    return (
        [item for item in bookings if concerns(item, catalogue, selection)],
        [item for item in blocks if item.resource in out_of_use],
    )


def _has(booking: Booking, states: AbstractSet[State]) -> bool:
    return not states.isdisjoint([allocation.state for allocation in booking.allocations])


def _concealed(catalogue: Catalogue, bookings: Iterable[Booking], by: str) -> frozenset[str]:
    """Refs of the private bookings that whoever gave the calendar out may not read, or may not any more."""
    private = [booking for booking in bookings if booking.visibility is Visibility.PRIVATE]
    person = catalogue.persons.get(by)
    gone = person is not None and not person.active
    actor = Actor(by, person)
    return frozenset(booking.ref for booking in private if gone or not may_read(actor, catalogue, booking))


def _year_from(now: datetime) -> TimeSpan:
    """A window that moves once a month: in between, equal content gives equal bytes."""
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return TimeSpan(start, start.replace(year=start.year + 1))


def _taken_dates(
    unit_of_work: UnitOfWork, bookings: Sequence[Booking], outlet: Outlet, now: datetime
) -> tuple[tuple[TimeSpan, ...], tuple[TimeSpan, ...]]:
    catalogue = unit_of_work.catalogue
    file = calendar_of(
        bookings,
        catalogue,
        selection=outlet.selection,
        scope=Scope.BUSY,
        language=outlet.language,
        now=now,
        blocks=unit_of_work.blocks.of_resources(blocked_resources(catalogue, outlet.selection)),
    )
    dates = [instance for event in file.events for instance in event.instances]
    busy, tentative = (
        tuple(date.span for date in dates if date.details.status is status)
        for status in (Status.CONFIRMED, Status.TENTATIVE)
    )
    return busy, tentative


def _taken_units(
    unit_of_work: UnitOfWork, resource: Resource, bookings: Sequence[Booking], window: TimeSpan
) -> tuple[tuple[TimeSpan, ...], tuple[TimeSpan, ...]]:
    units = [unit.id for unit in resource.active_units]
    asked = {item.id for booking in bookings for item in booking.allocations if item.state is State.REQUESTED}
    sure: dict[int, list[TimeSpan]] = {unit: [] for unit in units}
    held: dict[int, list[TimeSpan]] = {unit: [] for unit in units}
    for item in unit_of_work.occupancy((unit, window) for unit in units):
        held[item.unit_id].append(item.span)
        if item.allocation_id not in asked:
            sure[item.unit_id].append(item.span)
    return _all_at_once(sure, window), _all_at_once(held, window)


def _all_at_once(taken: Mapping[int, Sequence[TimeSpan]], window: TimeSpan) -> tuple[TimeSpan, ...]:
    """When every unit is taken: whenever it is not so that one of them is free."""
    return gaps([free for spans in taken.values() for free in gaps(spans, window)], window)
