"""What people ask for, and how it becomes a wish the domain can plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from platform_booking.domain.booking import (
    MAX_INSTRUCTIONS,
    MAX_LEARNERS,
    MAX_TITLE,
    Line,
    Purpose,
    Visibility,
)
from platform_booking.domain.catalogue import HIGHEST_BIOSAFETY, person_resource_code
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.planning import PlannedLine, Wish, check_quantities
from platform_booking.domain.reading import MAX_DURATION_DAYS, MINUTES_PER_DAY, read_moment
from platform_booking.domain.recurrence import Lapse, Recurrence, zone_of
from platform_booking.domain.timespan import TimeSpan, as_utc

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue, Resource, Unit

When = datetime | str
"""An aware moment, or ISO 8601 text that is read in the zone of the booking where it has no offset."""


@dataclass(frozen=True, slots=True)
class LineRequest:
    """One resource × quantity; ``unit`` pins one unit by name."""

    resource: str
    quantity: int = 1
    unit: str | None = None
    offset: Lapse = field(default_factory=Lapse)
    length: Lapse | None = None


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """A whole session, as it was typed. Either ``end`` or ``length`` is given."""

    title: str
    lines: tuple[LineRequest, ...]
    start: When
    end: When | None = None
    length: Lapse | None = None
    rule: str | None = None
    skip: frozenset[date] = frozenset()
    learners: int = 0
    purpose: str = Purpose.TRAINING.value
    trainers: tuple[str, ...] = ()
    visibility: str = Visibility.PARTNERS.value
    origin: str = ""
    """Ref of the booking that it is copied from."""
    template: str = ""
    """Code of the template that it began with."""
    biosafety: int = 0
    dossier: str = ""
    instructions: str = ""
    funding: str = ""

    def all_lines(self) -> tuple[LineRequest, ...]:
        """The lines with one more for each trainer: a person's time is a resource like any other."""
        return (*self.lines, *(LineRequest(person_resource_code(login)) for login in self.trainers))


def read_when(value: When, zone: ZoneInfo) -> datetime:
    """The instant in UTC, whole minutes. Raises InvalidInput or NaiveDatetime."""
    if isinstance(value, str):
        return read_moment(value, zone)
    moment = as_utc(value)
    if moment.second or moment.microsecond:
        raise InvalidInput("moment-seconds", value=value.isoformat())
    return moment


def resource_of(catalogue: Catalogue, code: str) -> Resource:
    """The active resource of that code. Raises NotFound with near misses."""
    wanted = code.strip()
    found = catalogue.resources.get(wanted) or catalogue.resources.get(wanted.upper())
    if found is None or not found.active:
        active = [known for known, resource in catalogue.resources.items() if resource.active]
        if wanted.startswith("@"):
            raise NotFound("person", wanted.removeprefix("@"), _near(wanted, active))
        raise NotFound("resource", code, _near(wanted.upper(), active))
    return found


def unit_of(resource: Resource, name: str) -> Unit:
    """The active unit of that name. Raises NotFound."""
    for unit in resource.active_units:
        if unit.name == name:
            return unit
    raise NotFound("unit", f"{resource.code}:{name}", tuple(unit.name for unit in resource.active_units[:10]))


def _near(wanted: str, known: list[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(wanted, known, n=3, cutoff=0.6))


def planned_line(catalogue: Catalogue, number: int, wanted: LineRequest) -> PlannedLine:
    """A line with its resource. Raises NotFound or InvalidInput."""
    resource = resource_of(catalogue, wanted.resource)
    unit = unit_of(resource, wanted.unit) if wanted.unit else None
    pinned = unit.id if unit else None
    line = Line(number, resource.code, wanted.quantity, wanted.offset, wanted.length, pinned)
    return PlannedLine(line, resource, unit)


def wish_of(catalogue: Catalogue, request: BookingRequest) -> Wish:
    """The request, resolved against the catalogue. Raises InvalidInput or NotFound; changes nothing."""
    check_details(request.title.strip(), request.learners, request.purpose, request.visibility)
    check_safety(request.biosafety, request.dossier)
    check_notes(request.instructions, request.funding)
    return times_and_lines(catalogue, request)


def times_and_lines(catalogue: Catalogue, request: BookingRequest) -> Wish:
    """As ``wish_of`` for a request whose details are still being typed."""
    if not request.lines:
        raise InvalidInput("no-line")
    lines = tuple(planned_line(catalogue, number, line) for number, line in enumerate(request.all_lines(), 1))
    check_quantities(lines)
    zone = zone_of(catalogue.zone_name_of(lines[0].resource))
    start = read_when(request.start, zone)
    length = length_of(start, request.end, request.length, zone)
    rule = Recurrence.parse(request.rule, zone) if request.rule and request.rule.strip() else None
    return Wish(lines, start, length, zone, rule, request.skip)


def length_of(start: datetime, end: When | None, length: Lapse | None, zone: ZoneInfo) -> Lapse:
    """How long, from an end or a duration; exactly one must be given. Raises InvalidInput."""
    if (end is None) == (length is None):
        raise InvalidInput("end-or-duration")
    if end is not None:
        finish = read_when(end, zone)
        span = TimeSpan(start, finish)
        if span.length.total_seconds() > MAX_DURATION_DAYS * MINUTES_PER_DAY * 60:
            raise InvalidInput("duration-out-of-range", value=str(span.length.days), days=MAX_DURATION_DAYS)
        return Lapse.between(start, finish, zone)
    assert length is not None
    return length


def check_details(title: str, learners: int, purpose: str, visibility: str) -> None:
    """Raise InvalidInput for a title, a number of learners, a purpose or a visibility that cannot be."""
    if not title or len(title) > MAX_TITLE or not is_plain_text(title):
        raise InvalidInput("title", longest=MAX_TITLE)
    if not 0 <= learners <= MAX_LEARNERS:
        raise InvalidInput("learners", value=learners, most=MAX_LEARNERS)
    check_choice("purpose", purpose, tuple(item.value for item in Purpose))
    check_choice("visibility", visibility, tuple(item.value for item in Visibility))


def check_safety(biosafety: int, dossier: str) -> None:
    """Raise InvalidInput for a containment level or a reference of a dossier that cannot be."""
    if not 0 <= biosafety <= HIGHEST_BIOSAFETY:
        raise InvalidInput("biosafety", value=biosafety, most=HIGHEST_BIOSAFETY)
    if len(dossier) > MAX_TITLE or not is_plain_text(dossier):
        raise InvalidInput("dossier", longest=MAX_TITLE)


def check_notes(instructions: str, funding: str) -> None:
    """Raise InvalidInput for instructions or a funder that cannot be kept."""
    if len(instructions) > MAX_INSTRUCTIONS or not is_plain_text(instructions.replace("\n", "")):
        raise InvalidInput("instructions", longest=MAX_INSTRUCTIONS)
    if len(funding) > MAX_TITLE or not is_plain_text(funding):
        raise InvalidInput("funding", longest=MAX_TITLE)


def is_plain_text(text: str) -> bool:
    """Whether the text holds neither control characters nor halves of characters, which no store could keep."""
    return not any(ord(sign) < ord(" ") or "\ud800" <= sign <= "\udfff" for sign in text)


def check_choice(what: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raise InvalidInput unless the value is one of those allowed."""
    if value not in allowed:
        raise InvalidInput("choice", what=what, value=value, allowed=", ".join(allowed))
