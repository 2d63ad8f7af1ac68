"""Looking things up: one booking with its decisions, many by what they have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import may_read
from platform_booking.domain.booking import PARTLY_APPROVED, Booking, State, Visibility
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, person_resource_code
from platform_booking.domain.deadlines import deciders_at
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.phrase.tokens import plain, words_of
from platform_booking.domain.reading import read_moment, read_range_end
from platform_booking.domain.recurrence import zone_of
from platform_booking.services.requests import check_choice, resource_of
from platform_booking.services.steps import step_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from platform_booking.domain.booking import Decision
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork

MOST_NAMED: Final = 8
MOST_FUNDERS: Final = 20
"""So many bookings are offered for a few words."""
MOST_LOOKED_AT: Final = 200
"""So many that the store takes for them are looked at."""
ACCENTED: Final = frozenset("aceinouyæœ")
STATUSES: Final = (*(state.value for state in State), PARTLY_APPROVED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A booking, what was decided on it, and who is awaited."""

    booking: Booking
    decisions: tuple[Decision, ...]
    awaiting: Mapping[int, tuple[str, tuple[str, ...]]]
    """Line number → (step, logins of those who may take it)."""


@dataclass(frozen=True, slots=True)
class BookingFilter:
    """What the listed bookings have in common; times are ISO 8601 text in the zone of the platform."""

    since: str | None = None
    until: str | None = None
    resource: str | None = None
    platform: str | None = None
    person: str | None = None
    partner: str | None = None
    state: str | None = None


class DirectoryService:
    """Reads bookings."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, ref: str) -> Shown:
        """The booking of that ref. Raises NotFound."""

        def work(unit_of_work: UnitOfWork) -> Shown:
            booking = unit_of_work.bookings.get(ref)
            return Shown(
                as_seen(self._desk, unit_of_work.catalogue, booking),
                unit_of_work.bookings.decisions(booking),
                awaited(unit_of_work.catalogue, booking, self._desk.now()),
            )

        return self._desk.store.read(work)

    def named(self, text: str) -> tuple[Booking, ...]:
        """The newest bookings whose ref, title or organiser hold all these words; what is private stays so."""
        words = words_of(text)
        if not words:
            return ()

        def work(unit_of_work: UnitOfWork) -> tuple[Booking, ...]:
            catalogue = unit_of_work.catalogue
            people = catalogue.persons.values()
            patterns = [
                (
                    _pattern(word),
                    [one.id for one in people if word in plain(f"{one.login} {one.name}")],
                )
                for word in words
            ]
            found = unit_of_work.bookings.named(patterns, MOST_LOOKED_AT)
            hidden = concealed_from(self._desk, catalogue, found)
            fitting = [
                item
                for item in found
                if item.ref not in hidden and all(word in words_in(item, catalogue) for word in words)
            ]
            return tuple(sorted(fitting, key=lambda item: item.id, reverse=True)[:MOST_NAMED])

        return self._desk.store.read(work)

    def funders(self) -> tuple[str, ...]:
        """Who pays for bookings, in the words used so far, the most frequent first."""
        return self._desk.store.read(lambda unit_of_work: unit_of_work.bookings.funders(MOST_FUNDERS))

    def list(self, wanted: BookingFilter) -> tuple[Booking, ...]:
        """The bookings that match, the earliest date first. Raises NotFound or InvalidInput for what is unknown."""
        if wanted.state is not None:
            check_choice("state", wanted.state, STATUSES)

        def work(unit_of_work: UnitOfWork) -> tuple[Booking, ...]:
            found = search(unit_of_work, wanted)
            if wanted.state is not None:
                found = [item for item in found if item.status == wanted.state]
            hidden = concealed_from(self._desk, unit_of_work.catalogue, found)
            return tuple(
                veiled(item) if item.ref in hidden else item
                for item in sorted(
                    found, key=lambda item: (min(o.span.start for o in item.occurrences), item.id)
                )
            )

        return self._desk.store.read(work)


def words_in(booking: Booking, catalogue: Catalogue) -> str:
    """What a booking is known by: its ref, its titles, its organiser; as ``plain`` writes it."""
    person = catalogue.persons.get(booking.organiser)
    titles = (item.title for item in booking.occurrences)
    return plain(
        " ".join((booking.ref, booking.title, *titles, booking.organiser, person.name if person else ""))
    )


def _pattern(word: str) -> str:
    """For ``LIKE``: what may have an accent is any sign, for stores do not agree on accents."""
    return f"%{''.join('_' if sign in ACCENTED or not sign.isalnum() else sign for sign in word)}%"


def concealed_from(desk: Desk, catalogue: Catalogue, bookings: Iterable[Booking]) -> frozenset[str]:
    """Refs of the private ones that whoever sits at the desk may not read.

    Raises what ``Desk.actor`` raises, also where nothing is private: what is typed wrong is always said.
    """
    actor = desk.actor(catalogue)
    private = [booking for booking in bookings if booking.visibility == Visibility.PRIVATE]
    return frozenset(booking.ref for booking in private if not may_read(actor, catalogue, booking))


def as_seen(desk: Desk, catalogue: Catalogue, booking: Booking) -> Booking:
    """The booking, without title and organiser where whoever sits at the desk may not read it."""
    hidden = concealed_from(desk, catalogue, (booking,))
    return veiled(booking) if hidden else booking


def veiled(booking: Booking) -> Booking:
    """What anybody may know of a private booking: that the time is taken."""
    dates = tuple(replace(item, title="") for item in booking.occurrences)
    return replace(booking, title="", organiser="", instructions="", funding="", occurrences=dates)


def search(unit_of_work: UnitOfWork, wanted: BookingFilter) -> list[Booking]:
    """The bookings that match all but the state. Raises NotFound or InvalidInput."""
    return unit_of_work.bookings.by_ids(matching(unit_of_work, wanted))


def matching(unit_of_work: UnitOfWork, wanted: BookingFilter) -> Sequence[int]:
    """Their keys. Raises as ``search``."""
    catalogue = unit_of_work.catalogue
    zone = zone_of(_zone_name(catalogue, wanted))
    since = read_moment(wanted.since, zone) if wanted.since else None
    until = read_range_end(wanted.until, zone) if wanted.until else None
    if since is not None and until is not None and until <= since:
        raise InvalidInput("end-before-start", start=since, end=until)
    return unit_of_work.bookings.matching(
        since=since,
        until=until,
        resources=_resource_keys(catalogue, wanted),
        persons=_person_keys(catalogue, wanted.person),
        partner=_partner_key(catalogue, wanted.partner),
    )


def awaited(catalogue: Catalogue, booking: Booking, now: datetime) -> dict[int, tuple[str, tuple[str, ...]]]:
    """For each line with an open request: the step it waits for, and who may take it now."""
    found = {}
    for line in booking.lines:
        resource = catalogue.resources[line.resource]
        waiting = [
            item for item in booking.allocations if item.line == line.number and item.state is State.REQUESTED
        ]
        if waiting:
            first = min(waiting, key=lambda item: item.granted)
            step = step_of(resource, first)
            found[line.number] = (step.value, deciders_at(catalogue, resource, booking, first, step, now))
    return found


def _zone_name(catalogue: Catalogue, wanted: BookingFilter) -> str:
    if wanted.resource:
        return catalogue.zone_name_of(resource_of(catalogue, wanted.resource))
    if wanted.platform and wanted.platform in catalogue.platforms:
        return catalogue.platforms[wanted.platform].time_zone
    return DEFAULT_TIME_ZONE


def _resource_keys(catalogue: Catalogue, wanted: BookingFilter) -> list[int] | None:
    keys: list[int] | None = None
    if wanted.platform is not None:
        if wanted.platform not in catalogue.platforms:
            raise NotFound("platform", wanted.platform, tuple(catalogue.platforms)[:10])
        keys = [item.id for item in catalogue.resources.values() if item.platform == wanted.platform]
    if wanted.resource is not None:
        key = resource_of(catalogue, wanted.resource).id
        keys = [key] if keys is None or key in keys else []
    return keys


def _person_keys(catalogue: Catalogue, login: str | None) -> tuple[int, list[int]] | None:
    if login is None:
        return None
    person = catalogue.persons.get(login)
    if person is None:
        raise NotFound("person", login)
    own = catalogue.resources.get(person_resource_code(login))
    return person.id, [own.id] if own else []


def _partner_key(catalogue: Catalogue, code: str | None) -> int | None:
    if code is None:
        return None
    if code not in catalogue.partners:
        raise NotFound("partner", code, tuple(catalogue.partners)[:10])
    return catalogue.partners[code].id
