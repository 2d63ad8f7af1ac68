"""What a transaction has to tell people by mail: written before it commits, so that it is told if and only if it happened.

Who wants each change gets an invitation that calendars understand (iTIP), who wants a digest only the words. Whatever the
use case, it passes here, as it passes the waiting list.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.authority import Actor, may_read
from platform_booking.domain.booking import State
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, MailChoice
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.inviting import Change, Method, ToldDate, changes_between
from platform_booking.domain.mail import Invitation
from platform_booking.domain.recurrence import localize, wall_time, zone_of
from platform_booking.ical.invitations import (
    Guest,
    Thread,
    sequenced,
    threads_of,
    write_cancellation,
    write_invitation,
)
from platform_booking.ical.model import CalendarEvent, Details, Instance, Status
from platform_booking.services.calendar_events import Scope, Selection, SelectionKind, calendar_of
from platform_booking.services.mail_settings import is_address, settings_of
from platform_booking.services.steps import deciders_of
from platform_booking.storage.audit import canonical
from platform_booking.storage.outbox import DIGEST, Outgoing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue, Person
    from platform_booking.domain.mail import MailSettings
    from platform_booking.storage.bookings import Touched
    from platform_booking.storage.notices import Notice
    from platform_booking.storage.places import Place
    from platform_booking.storage.unit_of_work import UnitOfWork

NOTICE: Final = "NOTICE"
UNDELIVERED: Final = "mail-undelivered"
"""The notice that a mail did not arrive: never mailed itself."""
AWAITING: Final = "awaiting"
DIGEST_AT: Final = time(7)
"""When the mail of the day goes out, on the clocks of the network."""
_LOG: Final = logging.getLogger(__name__)


def write_mail(unit_of_work: UnitOfWork, place: Place) -> None:
    """Write whatever the transaction has to tell by mail. Nothing, as long as nobody wants any or mail is not set up."""
    catalogue = unit_of_work.catalogue
    touched, notices = unit_of_work.bookings.touched, unit_of_work.notices.added
    if not catalogue.mail_wanted or not (touched or notices):
        return
    try:
        settings = settings_of(unit_of_work, place)
    except InvalidInput as error:  # the environment of this computer: no reason not to book
        _LOG.warning("no mail is written: %s", error)
        return
    if settings is None:
        return
    letters = _Letters(unit_of_work, settings)
    for item in touched.values():
        letters.tell_guests(item)
        letters.tell_deciders(item)
    for notice in notices:
        letters.tell_notice(notice)
    unit_of_work.outbox.add(letters.written())


def next_digest(at: datetime) -> datetime:
    """When the mail of the day goes out that tells of what happens at that moment."""
    zone = zone_of(DEFAULT_TIME_ZONE)
    wall = wall_time(at, zone)
    day = wall.date() if wall.time() < DIGEST_AT else wall.date() + timedelta(days=1)
    return localize(datetime.combine(day, DIGEST_AT), zone)


@dataclass
class _Letters:
    """What is written in one transaction."""

    unit_of_work: UnitOfWork
    settings: MailSettings
    items: list[Outgoing] = field(default_factory=list)
    _sentences: dict[tuple[str, str], list[Outgoing]] = field(default_factory=dict)
    """What only says sentences, by login and ref: they go with an invitation where there is one."""

    @property
    def catalogue(self) -> Catalogue:
        """As the transaction found it."""
        return self.unit_of_work.catalogue

    def written(self) -> list[Outgoing]:
        """Everything, the sentences about a booking in the first message about it to the same person."""
        found: list[Outgoing] = []
        for item in self.items:
            said = self._sentences.pop((item.person, item.ref), [])
            notices = [notice for other in said for notice in other.payload["notices"]]
            found.append(replace(item, payload={**item.payload, "notices": notices}))
        return [*found, *(item for items in self._sentences.values() for item in items)]

    # --- sentences ----------------------------------------------------------------------------------

    def tell_notice(self, notice: Notice) -> None:
        if notice.kind != UNDELIVERED:
            self._say(notice.person, notice.ref, notice.kind, notice.params, notice.at)

    def tell_deciders(self, touched: Touched) -> None:
        """Whoever is to decide on the booking from now on."""
        at, booking = touched.stamp.at, touched.after
        before = (
            set() if touched.before is None else {login for login, _ in self._awaited(touched.before, at)}
        )
        dates: dict[str, set[str]] = {}
        for login, number in self._awaited(booking, at):
            if login not in before and login not in (touched.stamp.actor, booking.organiser):
                day = booking.occurrences[[one.number for one in booking.occurrences].index(number)]
                dates.setdefault(login, set()).add(day.day(booking.zone).isoformat())
        for login, days in dates.items():
            params = {"title": booking.title, "by": booking.organiser, "dates": sorted(days)}
            self._say(login, booking.ref, AWAITING, params, at)

    def _awaited(self, booking: Booking, at: datetime) -> Iterator[tuple[str, int]]:
        """(login, number of the date) of those who want mail and may decide something that waits."""
        known: dict[tuple[int, int, datetime | None], tuple[str, ...]] = {}  # the dates mostly wait alike
        for item in booking.allocations:
            if item.state is State.REQUESTED and item.use.end > at:
                alike = (item.line, item.granted, item.changed_at)
                if alike not in known:
                    known[alike] = deciders_of(self.catalogue, booking, item, at)
                yield from (
                    (login, item.occurrence) for login in known[alike] if login in self.catalogue.mail_wanted
                )

    def _say(self, login: str, ref: str, kind: str, params: Mapping[str, Any], at: datetime) -> None:
        person = self._reader(login)
        if person is None:
            return
        said = {"kind": kind, "params": dict(params)}
        mark = hashlib.sha256(canonical([said, at.isoformat()]).encode()).hexdigest()[:16]
        letter = self.letter(person, f"{NOTICE}/{ref}/{login}/{mark}", ref, at, {"notices": [said]})
        self._sentences.setdefault((login, ref), []).append(letter)

    # --- invitations --------------------------------------------------------------------------------

    def tell_guests(self, touched: Touched) -> None:
        """The organiser and whoever takes part, or did."""
        booking = touched.after
        guests = [booking.organiser]
        guests += [self.catalogue.resources[line.resource].person for line in booking.lines]
        guests = [login for login in dict.fromkeys(guests) if login in self.catalogue.mail_wanted]
        known = self.unit_of_work.invitations.of_booking(booking.id) if touched.before is not None else ()
        guests += [item.person for item in known if item.person in self.catalogue.mail_wanted]
        for login in dict.fromkeys(guests):
            person = self._reader(login)
            if person is not None:
                mine = {item.uid: item for item in known if item.person == login}
                _Guest(self, person, booking, touched.stamp.at, mine).tell()

    def _reader(self, login: str) -> Person | None:
        person = self.catalogue.persons.get(login)
        wanted = person is not None and login in self.catalogue.mail_wanted and is_address(person.email)
        return person if wanted else None

    def letter(
        self, person: Person, key: str, ref: str, at: datetime, payload: Mapping[str, Any]
    ) -> Outgoing:
        """Words for somebody: at once, or in the mail of the day."""
        digest = person.mail is MailChoice.DIGEST
        return Outgoing(
            key=key,
            address=person.email,
            kind=DIGEST if digest else NOTICE,
            ref=ref,
            sequence=0,
            payload={"language": person.language, **payload},
            created_at=at,
            person=person.login,
            next_try_at=next_digest(at) if digest else at,
        )


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a guest stands to one event: what was told before, and in what way."""

    person: Person
    before: Invitation | None

    @property
    def told(self) -> tuple[ToldDate, ...]:
        """The dates that were told last."""
        return () if self.before is None else tuple(map(ToldDate.read, self.before.told))

    @property
    def in_calendar(self) -> bool:
        """Whether an invitation has put it into the guest's calendar, and none has taken it out again."""
        return self.before is not None and bool(self.before.organizer and self.before.told)

    @property
    def by_invitation(self) -> bool:
        """Whether calendars are told: those of who wants it, and those that have the event."""
        return self.person.mail is MailChoice.EACH or self.in_calendar

    def compared_with(self, *, takes_place: bool) -> tuple[ToldDate, ...]:
        """What the dates are compared with: nothing, where a calendar has to be given the whole event."""
        at_home = self.in_calendar and self.before is not None and self.before.address == self.person.email
        return () if takes_place and self.by_invitation and not at_home else self.told

    def after(self, booking: Booking, uid: str, dates: Sequence[ToldDate], sender: str) -> Invitation:
        """What is told now. An organiser stays with an event as long as it is in calendars, an address until its end."""
        before, organizer = self.before, sender if self.by_invitation else ""
        if before is not None and self.in_calendar:
            organizer = before.organizer
        return Invitation(
            self.person.login,
            booking.id,
            uid,
            before.address if before is not None and not dates else self.person.email,
            organizer,
            booking.sequence if before is None else max(booking.sequence, before.sequence + 1),
            tuple(date.plain for date in dates),
            0 if before is None else before.id,
        )


@dataclass
class _Guest:
    """One person, and what is to be told of one booking."""

    letters: _Letters
    person: Person
    booking: Booking
    at: datetime
    known: Mapping[str, Invitation]
    """What was told before, by UID."""

    def tell(self) -> None:
        """Write what has changed since, and note what is told now."""
        told = {
            datetime.fromisoformat(date["original"]) for item in self.known.values() for date in item.told
        }
        events: dict[str, tuple[Thread, CalendarEvent]] = {}
        for event in self._events():
            shown = tuple(item for item in event.instances if _is_told(item, told))
            if shown:
                whole = replace(event, instances=shown)
                events.update({thread.uid: (thread, whole) for thread in threads_of(whole)})
        for uid in dict.fromkeys((*events, *self.known)):
            self._tell_thread(uid, *events.get(uid, (None, None)))

    def _events(self) -> tuple[CalendarEvent, ...]:
        catalogue = self.letters.catalogue
        readable = may_read(Actor(self.person.login, self.person), catalogue, self.booking)
        return calendar_of(
            (self.booking,),
            catalogue,
            selection=Selection(SelectionKind.PERSON, self.person.login),
            scope=Scope.FULL,
            language=self.person.language,
            now=self.at,
            concealed=frozenset() if readable else frozenset({self.booking.ref}),
        ).events

    def _tell_thread(self, uid: str, thread: Thread | None, event: CalendarEvent | None) -> None:
        standing = _Standing(self.person, self.known.get(uid))
        was = standing.compared_with(takes_place=event is not None)
        becomes = () if thread is None or event is None else _dates(thread, event)
        is_series = standing.by_invitation and thread is not None and thread.is_series
        changes = changes_between(was, becomes, self.at, is_series=is_series)
        if not changes:
            return
        after = standing.after(self.booking, uid, becomes, self.letters.settings.sender)
        self.letters.unit_of_work.invitations.save(after)
        in_words = not standing.by_invitation or (was and not standing.in_calendar)
        for change in changes:
            payload = self._words(change, event)
            if in_words:
                key = f"{DIGEST}/{uid}/{after.sequence}/{self.person.login}"
                letter = self.letters.letter(self.person, key, self.booking.ref, self.at, payload)
            else:
                letter = self._invitation(change, thread, event, after, payload)
            self.letters.items.append(letter)

    def _invitation(
        self,
        change: Change,
        thread: Thread | None,
        event: CalendarEvent | None,
        told: Invitation,
        payload: Mapping[str, Any],
    ) -> Outgoing:
        settings = self.letters.settings
        guest = Guest(told.organizer, settings.sender_name, told.address, self.person.name)
        if change.method is Method.CANCEL or thread is None or event is None:
            bare = sequenced(self._bare(told.uid, change.gone, payload["title"]), told.sequence)
            alone = change.alone is not None
            ics = write_cancellation(bare, told.uid, change.gone, guest, alone=alone)
        else:
            ics = write_invitation(sequenced(event, told.sequence), thread, change, guest)
        return Outgoing(
            key=f"{change.method}/{told.uid}/{told.sequence}/{self.person.login}/{_mark(change)}",
            address=told.address,
            kind=change.method.value,
            ref=self.booking.ref,
            sequence=told.sequence,
            payload={**payload, "ics": ics.decode()},
            created_at=self.at,
            person=self.person.login,
            next_try_at=self.at,
        )

    def _bare(self, uid: str, dates: Sequence[ToldDate], title: str) -> CalendarEvent:
        """The event as far as a cancellation has to know it; its dates may be gone from the booking."""
        return CalendarEvent(
            uid,
            self.booking.time_zone,
            self.booking.created_at,
            self.booking.changed_at,
            self.booking.sequence,
            tuple(Instance(date.original, date.span, Details(title)) for date in dates),
        )

    def _words(self, change: Change, event: CalendarEvent | None) -> dict[str, Any]:
        """What the message says, apart from what calendars read."""
        actor = Actor(self.person.login, self.person)
        readable = may_read(actor, self.letters.catalogue, self.booking)
        named = event.instances[0].details.summary if event is not None and event.instances else ""
        return {
            "language": self.person.language,
            "title": named or (self.booking.title if readable else self.booking.ref),
            "zone": self.booking.time_zone,
            "method": change.method.value,
            "added": [date.plain for date in change.added],
            "changed": [[was.plain, becomes.plain] for was, becomes in change.changed],
            "gone": [date.plain for date in change.gone],
            "notices": [],
        }


def _is_told(item: Instance, told: set[datetime]) -> bool:
    """What is approved; what only waits, if the guest has been told of it before."""
    status = item.details.status
    return status is Status.CONFIRMED or (status is Status.TENTATIVE and item.original_start in told)


def _dates(thread: Thread, event: CalendarEvent) -> tuple[ToldDate, ...]:
    return tuple(
        ToldDate(
            item.original_start,
            item.span,
            item.details.location,
            item.details.status is Status.TENTATIVE,
        )
        for item in sorted(event.instances, key=lambda item: item.original_start)
        if item.original_start in thread.originals
    )


def _mark(change: Change) -> str:
    """Which date a message is about, where it is about one alone."""
    return "" if change.alone is None else change.alone.original.isoformat()
