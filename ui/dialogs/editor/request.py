"""What stands in the form, and what is asked for with it. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.booking import Purpose, Visibility
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX, person_resource_code
from platform_booking.domain.recurrence import Lapse, wall_time, zone_of
from platform_booking.domain.rules.settings import setting_of
from platform_booking.services.requests import BookingRequest, LineRequest
from ui.dialogs.editor.repetition import Repetition, Rhythm, repetition_of, rule_of
from ui.draft import DraftLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from platform_booking.domain.catalogue import Catalogue
    from ui.draft import Draft

HOUR: Final = 60
DAY: Final = 24 * HOUR
USUAL_START: Final = 9 * HOUR
USUAL_END: Final = 12 * HOUR
_SATURDAY: Final = 5
_ONCE: Final = Repetition()


@dataclass(frozen=True, slots=True)
class FormState:
    """The whole form. Times are minutes of the day on the clocks of the booking's zone."""

    day: date
    start: int = USUAL_START
    end: int = USUAL_END
    last_day: date | None = None
    """The day of the end, where it is another one."""
    title: str = ""
    learners: int = 0
    trainers: tuple[str, ...] = ()
    repetition: Repetition = _ONCE
    purpose: str = Purpose.TRAINING.value
    visibility: str = Visibility.PARTNERS.value
    biosafety: int = 0
    dossier: str = ""
    instructions: str = ""
    funding: str = ""
    lines: tuple[DraftLine, ...] = ()
    skip: frozenset[date] = frozenset()
    """Dates left out on purpose."""
    template: str = ""
    """Code of the template that it began with."""

    @property
    def is_in_order(self) -> bool:
        """Whether the end is after the start."""
        return self._moment(self.last_day or self.day, self.end) > self._moment(self.day, self.start)

    @property
    def length(self) -> int:
        """Minutes on the wall clock."""
        between = self._moment(self.last_day or self.day, self.end) - self._moment(self.day, self.start)
        return int(between.total_seconds()) // HOUR

    @staticmethod
    def _moment(day: date, minutes: int) -> datetime:
        return datetime.combine(day, time()) + timedelta(minutes=minutes)

    def codes(self) -> tuple[str, ...]:
        """Codes of all lines in the order of their numbers: resources, then the time of the trainers."""
        return (*(line.resource for line in self.lines), *map(person_resource_code, self.trainers))

    def at(self, day: date, start: int, end: int, last_day: date | None = None) -> FormState:
        """The same at another time. A day of the end that is the same day is not kept."""
        return replace(self, day=day, start=start, end=end, last_day=last_day if last_day != day else None)

    def exchanging(self, codes: Mapping[str, str]) -> FormState:
        """The same with other resources in the place of some."""
        lines = tuple(replace(line, resource=codes.get(line.resource, line.resource)) for line in self.lines)
        people = (codes.get(code, code) for code in map(person_resource_code, self.trainers))
        trainers = tuple(code.removeprefix(PERSON_RESOURCE_PREFIX) for code in people)
        return replace(self, lines=merged(lines), trainers=trainers)

    def skipping(self, days: Iterable[date]) -> FormState:
        """The same without some dates."""
        return replace(self, skip=self.skip | frozenset(days))


def merged(lines: Iterable[DraftLine]) -> tuple[DraftLine, ...]:
    """Lines of the same resource at the same time put together: asking twice for one is asking for two."""
    found: dict[DraftLine, int] = {}
    for line in lines:
        one = replace(line, quantity=1)
        found[one] = found.get(one, 0) + line.quantity
    return tuple(replace(line, quantity=quantity) for line, quantity in found.items())


def request_of(state: FormState, *, without: Iterable[date] = ()) -> BookingRequest:
    """What is asked for. Times carry no offset: the core reads them on the clocks of the booking's zone."""
    rule = rule_of(state.repetition)
    return BookingRequest(
        title=state.title.strip(),
        lines=tuple(
            LineRequest(line.resource, line.quantity, offset=line.offset, length=line.length)
            for line in state.lines
        ),
        start=_text(state.day, state.start),
        end=_text(state.last_day or state.day, state.end),
        rule=rule or None,
        skip=(state.skip | frozenset(without)) if rule else frozenset(),
        learners=state.learners,
        purpose=state.purpose,
        trainers=state.trainers,
        visibility=state.visibility,
        biosafety=state.biosafety,
        dossier=state.dossier.strip(),
        instructions=state.instructions.strip(),
        funding=state.funding.strip(),
        template=state.template,
    )


def _text(day: date, minutes: int) -> str:
    return (datetime.combine(day, time()) + timedelta(minutes=minutes)).isoformat(timespec="minutes")


def state_of(draft: Draft, zone: ZoneInfo, now: datetime) -> FormState:
    """The form that a draft opens with; without a time, the next working day's morning."""
    today = wall_time(now, zone).date()
    before = max(today, draft.since - timedelta(days=1)) if draft.since else today
    state = FormState(
        next_working_day(before),
        title=draft.title,
        learners=draft.learners,
        trainers=draft.trainers,
        repetition=repetition_of(draft.rule),
        purpose=draft.purpose,
        visibility=draft.visibility,
        biosafety=draft.biosafety,
        dossier=draft.dossier,
        instructions=draft.instructions,
        funding=draft.funding,
        lines=merged(draft.lines),
        template=draft.template,
        skip=draft.skip,
    )
    if draft.start is None:
        return state
    start = wall_time(draft.start, zone)
    end = wall_time(draft.end, zone) if draft.end else start + timedelta(minutes=USUAL_END - USUAL_START)
    return at_moments(state, start, end)


def at_moments(state: FormState, start: datetime, end: datetime) -> FormState:
    """The same from one moment to another on the wall clock (naive)."""
    last = end.date()
    until = end.hour * HOUR + end.minute
    if until == 0 and last == start.date() + timedelta(days=1):
        last, until = start.date(), DAY  # midnight ends the day before
    return state.at(start.date(), start.hour * HOUR + start.minute, until, last)


def next_working_day(today: date) -> date:
    """The first day after today that is no weekend."""
    day = today + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def zone_for(catalogue: Catalogue, codes: Iterable[str]) -> ZoneInfo | None:
    """The zone in which a booking of these resources is meant: the first one's; None without any."""
    for code in codes:
        resource = catalogue.resources.get(code)
        if resource is not None and not code.startswith(PERSON_RESOURCE_PREFIX):
            return zone_of(catalogue.zone_name_of(resource))
    return None


def asks_containment(catalogue: Catalogue, state: FormState) -> bool:
    """Whether containment matters here, or has been spoken of already."""
    return bool(state.biosafety or state.dossier) or concerns_containment(
        catalogue, (line.resource for line in state.lines)
    )


def concerns_containment(catalogue: Catalogue, codes: Iterable[str]) -> bool:
    """Whether some resource has a containment level or a rule about it."""
    resources = [found for code in codes if (found := catalogue.resources.get(code))]
    return any(
        item.biosafety or setting_of(item, catalogue.platform_of(item), "dossier") for item in resources
    )


# --- as JSON ------------------------------------------------------------------------------------------


def to_json(state: FormState) -> dict[str, Any]:
    """The form as plain values."""
    repetition = state.repetition
    return {
        "day": state.day.isoformat(),
        "start": state.start,
        "end": state.end,
        "last_day": state.last_day.isoformat() if state.last_day else None,
        "title": state.title,
        "learners": state.learners,
        "trainers": list(state.trainers),
        "repetition": {
            "rhythm": repetition.rhythm.value,
            "count": repetition.count,
            "until": repetition.until.isoformat() if repetition.until else None,
            "weekdays": sorted(repetition.weekdays),
            "interval": repetition.interval,
            "rule": repetition.rule,
        },
        "purpose": state.purpose,
        "visibility": state.visibility,
        "biosafety": state.biosafety,
        "dossier": state.dossier,
        "instructions": state.instructions,
        "funding": state.funding,
        "lines": [
            [line.resource, line.quantity, _pair(line.offset), line.length and _pair(line.length)]
            for line in state.lines
        ],
        "skip": sorted(day.isoformat() for day in state.skip),
        "template": state.template,
    }


def from_json(found: Mapping[str, Any]) -> FormState:
    """The form from plain values. Raises KeyError, TypeError or ValueError for what is no form."""
    repetition = found["repetition"]
    return FormState(
        day=date.fromisoformat(found["day"]),
        start=int(found["start"]),
        end=int(found["end"]),
        last_day=_day(found["last_day"]),
        title=str(found["title"]),
        learners=int(found["learners"]),
        trainers=tuple(map(str, found["trainers"])),
        repetition=Repetition(
            Rhythm(repetition["rhythm"]),
            count=int(repetition["count"]),
            until=_day(repetition["until"]),
            weekdays=frozenset(map(int, repetition["weekdays"])),
            interval=int(repetition["interval"]),
            rule=str(repetition["rule"]),
        ),
        purpose=str(found["purpose"]),
        visibility=str(found["visibility"]),
        biosafety=int(found.get("biosafety", 0)),
        dossier=str(found.get("dossier", "")),
        instructions=str(found.get("instructions", "")),
        funding=str(found.get("funding", "")),
        lines=tuple(_line(*line) for line in found["lines"]),
        skip=frozenset(map(date.fromisoformat, found["skip"])),
        template=str(found.get("template", "")),
    )


def _pair(lapse: Lapse) -> list[int]:
    return [lapse.wall, lapse.exact]


def _line(code: Any, quantity: Any, offset: Any = (0, 0), length: Any = None) -> DraftLine:
    return DraftLine(
        str(code),
        int(quantity),
        Lapse(*map(int, offset)),
        None if length is None else Lapse(*map(int, length)),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
