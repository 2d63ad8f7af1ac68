"""What a phrase asks this platform to do: book, block or look for a slot; or why that is not clear yet. Reads no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import MAX_TITLE
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.phrase.model import Every, Kind
from platform_booking.domain.reading import MINUTES_PER_DAY, clock_text
from platform_booking.domain.recurrence import Lapse, localize, zone_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.availability import FindRequest
from platform_booking.services.requests import BookingRequest, LineRequest

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.phrase.model import Hours, Meaning, Phrase

USUAL_LENGTH: Final = Lapse(exact=180)
"""Of a session that is looked for, where nobody says how long."""
SEARCHED: Final = timedelta(weeks=8)
"""So far ahead is looked where nobody says when."""
RHYTHMS: Final = {
    None: "FREQ=WEEKLY",
    Every.WEEK: "FREQ=WEEKLY",
    Every.FORTNIGHT: "FREQ=WEEKLY;INTERVAL=2",
    Every.DAY: "FREQ=DAILY",
}
"""Where only a number of dates is said, once a week is meant."""


@dataclass(frozen=True, slots=True)
class ToBook:
    """Ask for a booking."""

    request: BookingRequest
    span: TimeSpan
    """Of its first date."""


@dataclass(frozen=True, slots=True)
class ToBlock:
    """Take equipment out of use."""

    code: str
    unit: str | None
    span: TimeSpan
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ToFind:
    """Look for a slot: no day, or no hour, was said."""

    request: FindRequest


class Unclear(InvalidInput):
    """Something is missing, or may mean several things. ``reason`` begins with ``phrase-``."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason, **params)
        self.line: int | None = None
        self.choices: tuple[str, ...] = ()
        """Codes of the resources that the words of a line may mean, the likeliest first."""


Intent = ToBook | ToBlock | ToFind


def intent_of(phrase: Phrase, catalogue: Catalogue, now: datetime, language: str) -> Intent:
    """What the phrase asks for. A booking without a title is called as its resources are. Raises Unclear."""
    meaning = phrase.meaning
    _check_lines(phrase)
    zone = zone_of(catalogue.zone_name_of(catalogue.resources[meaning.lines[0].codes[0]]))
    if meaning.is_block:
        return _to_block(phrase, zone)
    unknown = ", ".join(phrase.words(part) for part in phrase.of(Kind.UNKNOWN))
    if unknown:
        raise Unclear("phrase-unknown", words=unknown)
    if meaning.every and not (meaning.times or meaning.until):
        raise Unclear("phrase-how-often")
    if meaning.days is None or _lacks_hours(meaning):
        return ToFind(_to_find(meaning, now.astimezone(zone).date()))
    span, length = _first_date(meaning, zone)
    return ToBook(_to_book(meaning, span, length, _title(meaning, catalogue, language)), span)


def _check_lines(phrase: Phrase) -> None:
    if not phrase.meaning.lines:
        raise Unclear("phrase-no-resource")
    for number, line in enumerate(phrase.meaning.lines):
        if line.code is None:
            part = next(part for part in phrase.of(Kind.RESOURCE) if part.line == number)
            error = Unclear("phrase-several", words=phrase.words(part), choices=line.codes)
            error.line, error.choices = number, line.codes
            raise error


# --- booking ----------------------------------------------------------------------------------------


def _lacks_hours(meaning: Meaning) -> bool:
    """Whether a single day is said and no hour: whole days are meant only where there are several."""
    assert meaning.days is not None
    return meaning.hours is None and meaning.days.first == meaning.days.last


def _first_date(meaning: Meaning, zone: ZoneInfo) -> tuple[TimeSpan, Lapse | None]:
    """From when to when; the length where it was said instead of an end."""
    days, hours = meaning.days, meaning.hours
    assert days is not None
    start = _at(days.first, hours.start if hours else 0, zone)
    if meaning.length is not None and (hours is None or hours.end is None):
        return TimeSpan(start, meaning.length.after(start, zone)), meaning.length
    if hours is not None and hours.end is None:
        raise Unclear("phrase-no-end", start=clock_text(hours.start))
    end = _at(days.last, hours.end if hours and hours.end else MINUTES_PER_DAY, zone)
    return TimeSpan(start, end), None


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)
    return localize(wall, zone)


def _to_book(meaning: Meaning, span: TimeSpan, length: Lapse | None, title: str) -> BookingRequest:
    return BookingRequest(
        title=title,
        lines=_lines(meaning),
        start=span.start,
        end=None if length else span.end,
        length=length,
        rule=_rule(meaning),
        skip=meaning.skip,
        learners=meaning.learners,
        trainers=meaning.trainers,
    )


def _lines(meaning: Meaning) -> tuple[LineRequest, ...]:
    return tuple(LineRequest(line.codes[0], line.quantity, line.unit or None) for line in meaning.lines)


def _rule(meaning: Meaning) -> str | None:
    """So often, or until that day; once a week where nothing else is said."""
    rhythm = RHYTHMS[meaning.every]
    if meaning.until is not None:
        return f"{rhythm};UNTIL={meaning.until:%Y%m%d}"
    return f"{rhythm};COUNT={meaning.times}" if meaning.times and meaning.times > 1 else None


def _title(meaning: Meaning, catalogue: Catalogue, language: str) -> str:
    names = (catalogue.resources[line.codes[0]].name.in_language(language) for line in meaning.lines)
    return meaning.title or ", ".join(dict.fromkeys(names))[:MAX_TITLE]


# --- looking for a slot -----------------------------------------------------------------------------


def _to_find(meaning: Meaning, today: date) -> FindRequest:
    """In the days that were said, or from today on; between the hours that were said. Dates are looked for week by week."""
    if meaning.every not in (None, Every.WEEK):
        raise Unclear("phrase-rhythm-when")
    said = meaning.days or meaning.within
    since, until = (max(said.first, today), said.last) if said else (today, today + SEARCHED)
    sessions = meaning.times or _weeks_of(meaning, since)
    if sessions > 1 and said:
        until = max(until, since + timedelta(weeks=sessions))
    return FindRequest(
        lines=_lines(meaning),
        length=meaning.length or _length_of(meaning.hours) or USUAL_LENGTH,
        since=since.isoformat(),
        until=(meaning.until or until).isoformat(),
        sessions=sessions,
        between=_between(meaning.hours),
        trainers=meaning.trainers,
        learners=meaning.learners,
    )


def _weeks_of(meaning: Meaning, since: date) -> int:
    """Every week until a day is as many dates; otherwise one is looked for."""
    if meaning.every is None or meaning.until is None:
        return 1
    return (meaning.until - since) // timedelta(weeks=1) + 1


def _length_of(hours: Hours | None) -> Lapse | None:
    return Lapse(exact=hours.end - hours.start) if hours and hours.end else None


def _between(hours: Hours | None) -> str | None:
    """The hours in which it must lie; through the night any will do."""
    if hours is None or (hours.end or 0) > MINUTES_PER_DAY:
        return None
    return f"{clock_text(hours.start)}-{clock_text(hours.end or MINUTES_PER_DAY)}"


# --- blocking ---------------------------------------------------------------------------------------


def _to_block(phrase: Phrase, zone: ZoneInfo) -> ToBlock:
    """The words that mean nothing else are the reason."""
    meaning = phrase.meaning
    if len(meaning.lines) > 1 or meaning.times or meaning.until or meaning.skip or meaning.every:
        raise Unclear("phrase-one-block")
    if meaning.days is None:
        raise Unclear("phrase-no-day")
    words = _rest(phrase)
    if not (meaning.title or words):
        raise Unclear("phrase-no-reason")
    line = meaning.lines[0]
    return ToBlock(
        code=line.codes[0],
        unit=line.unit or None,
        span=_first_date(meaning, zone)[0],
        kind=meaning.block_kind or BlockKind.MAINTENANCE.value,
        reason=meaning.title or words,
    )


def _rest(phrase: Phrase) -> str:
    """The kind and what was not understood, with the small words between."""
    said = (Kind.UNKNOWN, Kind.BLOCK_KIND)
    parts = list(phrase.parts)
    kept = [
        part
        for at, part in enumerate(parts)
        if part.kind in said
        or (part.kind is Kind.LINK and {item.kind for item in parts[max(at - 1, 0) : at + 2]} & {*said})
    ]
    while kept and kept[0].kind is Kind.LINK:
        del kept[0]
    while kept and kept[-1].kind is Kind.LINK:
        del kept[-1]
    return " ".join(phrase.words(part) for part in kept)
