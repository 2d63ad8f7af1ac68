"""What a calendar tells about one date of a booking, by how much its readers may know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from platform_booking.domain.booking import GIVEN_UP, State, Visibility
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX, Category
from platform_booking.domain.sharing import Scope
from platform_booking.ical.model import Details, Status
from platform_booking.services.calendar_words import NO_BREAK, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.booking import Booking, Line
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.calendar_words import Words

NOT_TAKING_PLACE: Final = GIVEN_UP | {State.NO_SHOW}


class SeenLine(NamedTuple):
    """One line at one date: its state, and the minutes of set-up and turnaround around its use that are to be told."""

    line: Line
    state: str
    setup: int = 0
    turnaround: int = 0


class Sight(NamedTuple):
    """What a calendar sees of one date. Two equal ones are told in the same words."""

    state: str
    status: Status
    lines: tuple[SeenLine, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells dates in one language and scope."""

    catalogue: Catalogue
    scope: Scope
    language: str
    concealed: frozenset[str] = frozenset()
    """Refs of private bookings that whoever asks may not read."""
    _places: dict[tuple[str, ...], str] = field(default_factory=dict, init=False, compare=False)
    """Locations by the resources that are used: what is said of the same ones is put into words once."""
    _shares: dict[tuple[str, int], str] = field(default_factory=dict, init=False, compare=False)
    """The same for lines, by resource and quantity."""

    @property
    def words(self) -> Words:
        """The words of its language."""
        return words_in(self.language)

    def scope_of(self, booking: Booking) -> Scope:
        """How much may be told of this booking."""
        if booking.ref in self.concealed:
            return Scope.BUSY
        if self.scope is Scope.PARTNER and booking.visibility is Visibility.PRIVATE:
            return Scope.BUSY
        return self.scope

    def details(self, booking: Booking, sight: Sight, title: str) -> Details:
        """Summary, location, description and status of dates with that title."""
        scope = self.scope_of(booking)
        if not scope.tells_titles:
            return Details(self.words.busy, status=sight.status)
        tell = self._in_full if scope.tells_people else self._for_partners
        return Details(
            summary=title.strip() or self.words.booking,
            location=self._location(sight.lines),
            description="\n".join(tell(booking, sight)),
            status=sight.status,
        )

    def _in_full(self, booking: Booking, sight: Sight) -> list[str]:
        words = self.words
        organiser = self.catalogue.persons.get(booking.organiser)
        told = [
            words.pair(words.booking, booking.ref),
            words.pair(words.status, words.statuses[sight.state]),
            words.pair(words.organiser, organiser.name if organiser else booking.organiser),
        ]
        if booking.partner:
            told.append(words.pair(words.partner, self._partner_name(booking)))
        if booking.learners:
            told.append(words.pair(words.learners, booking.learners))
        if booking.instructions:
            told.append(words.pair(words.instructions, booking.instructions))
        told.append(f"{words.resources}{words.colon}")
        told += [self._line(seen, sight.state) for seen in sight.lines]
        setup = max([seen.setup for seen in sight.lines])
        turnaround = max([seen.turnaround for seen in sight.lines])
        if setup:
            told.append(words.pair(words.setup, words.duration(setup)))
        if turnaround:
            told.append(words.pair(words.turnaround, words.duration(turnaround)))
        return told

    def _for_partners(self, booking: Booking, sight: Sight) -> list[str]:
        words = self.words
        told = [words.pair(words.status, words.statuses[sight.state])]
        if booking.partner:
            told.append(words.pair(words.partner, self._partner_name(booking)))
        return told

    def _line(self, seen: SeenLine, state_of_date: str) -> str:
        resource, quantity = seen.line.resource, seen.line.quantity
        text = self._shares.get((resource, quantity))
        if text is None:
            many = "" if resource.startswith(PERSON_RESOURCE_PREFIX) else f"{quantity}{NO_BREAK}× "
            text = self._shares[resource, quantity] = f"– {many}{self._resource_name(resource)}"
        return text if seen.state == state_of_date else f"{text} ({self.words.statuses[seen.state]})"

    def _location(self, lines: Sequence[SeenLine]) -> str:
        """Rooms by site; where there is no room, the sites of what is used."""
        standing = tuple([seen.line.resource for seen in lines if seen.state not in NOT_TAKING_PLACE])
        codes = standing or tuple([seen.line.resource for seen in lines])
        found = self._places.get(codes)
        if found is None:
            found = self._places[codes] = self._place(codes)
        return found

    def _place(self, codes: Sequence[str]) -> str:
        resources = [self.catalogue.resources[code] for code in codes if code in self.catalogue.resources]
        rooms = [resource for resource in resources if resource.category == Category.ROOM]
        names: dict[str, dict[str, None]] = {}
        for resource in rooms or resources:
            names.setdefault(resource.site, {})[resource.name.in_language(self.language)] = None
        if not rooms:
            return ", ".join(site for site in names if site)
        return ", ".join(f"{', '.join(of)} ({site})" if site else ", ".join(of) for site, of in names.items())

    def _resource_name(self, code: str) -> str:
        resource = self.catalogue.resources.get(code)
        return resource.name.in_language(self.language) if resource else code

    def _partner_name(self, booking: Booking) -> str:
        partner = self.catalogue.partners.get(booking.partner)
        return partner.name if partner else booking.partner
