"""What a wish on the waiting list asks for, and whether it can be had now."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from platform_booking.domain.booking import Occurrence, Purpose, Visibility
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.finding import at_this_time, find
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.availability import AvailabilityService, FindRequest, occupancy_of_search
from platform_booking.services.finding_rules import FindRules
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from platform_booking.domain.planning import PlannedLine
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork
    from platform_booking.storage.waiting import Waiting


@dataclass(frozen=True, slots=True)
class WishRequest:
    """Either exactly from ``start`` on, or anywhere that the search allows."""

    title: str
    search: FindRequest
    start: datetime | None = None
    purpose: str = Purpose.TRAINING.value
    visibility: str = Visibility.PARTNERS.value
    biosafety: int = 0
    dossier: str = ""


def to_plain(request: WishRequest) -> dict[str, Any]:
    """The wish as the store keeps it."""
    search = request.search
    return {
        "title": request.title,
        "purpose": request.purpose,
        "visibility": request.visibility,
        "biosafety": request.biosafety,
        "dossier": request.dossier,
        "start": None if request.start is None else request.start.isoformat(),
        "lines": [
            [line.resource, line.quantity, asdict(line.offset), line.length and asdict(line.length)]
            for line in search.lines
        ],
        "instead": {code: list(others) for code, others in search.instead.items()},
        "trainers": list(search.trainers),
        "any": search.any_equivalent,
        "length": asdict(search.length),
        "since": search.since,
        "until": search.until,
        "sessions": search.sessions,
        "weekdays": search.weekdays,
        "between": search.between,
        "learners": search.learners,
    }


def from_plain(plain: Mapping[str, Any]) -> WishRequest:
    """As it was made. Raises InvalidInput for one that this program did not make."""
    try:
        return _from_plain(plain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # somebody was at the store itself
        raise InvalidInput("wish-unreadable") from error


def _from_plain(plain: Mapping[str, Any]) -> WishRequest:
    search = FindRequest(
        lines=tuple(
            LineRequest(code, quantity, offset=Lapse(**offset), length=length and Lapse(**length))
            for code, quantity, offset, length in plain["lines"]
        ),
        length=Lapse(**plain["length"]),
        since=plain["since"],
        until=plain["until"],
        sessions=plain["sessions"],
        weekdays=plain["weekdays"],
        between=plain["between"],
        trainers=tuple(plain["trainers"]),
        instead={code: tuple(others) for code, others in plain["instead"].items()},
        any_equivalent=plain["any"],
        learners=plain["learners"],
    )
    start = None if plain["start"] is None else datetime.fromisoformat(plain["start"])
    return WishRequest(
        plain["title"],
        search,
        start,
        plain["purpose"],
        plain["visibility"],
        plain.get("biosafety", 0),
        plain.get("dossier", ""),
    )


def units_of_wish(desk: Desk, unit_of_work: UnitOfWork, wish: Waiting) -> frozenset[int]:
    """The units that could serve it; none where what it names is no longer there."""
    try:
        looking = AvailabilityService(desk).looking(unit_of_work.catalogue, from_plain(wish.request).search)
    except (InvalidInput, NotFound):
        return frozenset()
    return frozenset(unit.id for options in looking.options for line in options for unit in line.candidates)


def is_over(desk: Desk, unit_of_work: UnitOfWork, request: WishRequest) -> bool:
    """Whether nothing of its period is left, or what it names is no longer there."""
    if request.start is not None:
        return request.start <= desk.now()
    try:
        looking = AvailabilityService(desk).looking(unit_of_work.catalogue, request.search)
    except (InvalidInput, NotFound):
        return True
    return looking.window.period.end <= desk.now()


def to_book_now(desk: Desk, unit_of_work: UnitOfWork, request: WishRequest) -> BookingRequest | None:
    """The best booking that the wish could have now; None where it cannot. Raises InvalidInput or NotFound.

    ``desk`` is that of whoever wishes.
    """
    catalogue = unit_of_work.catalogue
    looking = AvailabilityService(desk).looking(catalogue, request.search)
    rules = FindRules(
        desk,
        unit_of_work,
        looking.window,
        request.search.learners,
        biosafety=request.biosafety,
        dossier=request.dossier,
    )
    if request.start is not None:
        if request.start <= desk.now():
            return None
        span = TimeSpan(request.start, looking.length.after(request.start, looking.window.zone))
        around = replace(looking, window=replace(looking.window, period=span))
        dates = (Occurrence(1, span.start, span),)
        lines = at_this_time(around, dates, occupancy_of_search(unit_of_work, around, desk.now()), rules)
        return None if lines is None else _booking(request, lines, span.start)
    if looking.window.period.end <= desk.now():
        return None
    for best in find(looking, occupancy_of_search(unit_of_work, looking, desk.now()), rules, limit=1):
        found = _booking(request, best.lines, best.first.start)
        return replace(found, rule=best.rule, skip=frozenset(best.skip))
    return None


def _booking(request: WishRequest, lines: Sequence[PlannedLine], start: datetime) -> BookingRequest:
    return BookingRequest(
        title=request.title,
        lines=tuple(
            LineRequest(
                wish.resource.code, wish.line.quantity, offset=wish.line.offset, length=wish.line.length
            )
            for wish in lines
        ),
        start=start,
        length=request.search.length,
        learners=request.search.learners,
        purpose=request.purpose,
        visibility=request.visibility,
        biosafety=request.biosafety,
        dossier=request.dossier,
    )
