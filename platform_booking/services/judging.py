"""The rules against a real store: what they must know of it is read once, then any dates can be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import line_use
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.recurrence import zone_of
from platform_booking.domain.rules import (
    About,
    Case,
    Facts,
    Violation,
    refusing,
    violations_of,
)
from platform_booking.domain.rules.quotas import counted_together, period_of
from platform_booking.domain.timespan import TimeSpan
from platform_booking.services.public_holidays import HOLIDAY_ZONE, holidays_of
from platform_booking.services.versions import planned_lines
from platform_booking.storage.usage import no_shows_of, usage_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue, Text
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.rules import Usage
    from platform_booking.services.requests import BookingRequest
    from platform_booking.storage.unit_of_work import UnitOfWork

QUOTAS: Final = ("quota_person", "quota_partner")
DAY: Final = timedelta(days=1)


def about_request(actor: Actor, request: BookingRequest) -> About:
    """What the rules want to know of a request."""
    partner = actor.person.partner if actor.person else ""
    return About(actor.login, partner, request.learners, request.biosafety, request.dossier)


def about_booking(booking: Booking) -> About:
    """What the rules want to know of a booking that is there."""
    return About(
        booking.organiser,
        booking.partner,
        booking.learners,
        booking.biosafety,
        booking.dossier,
        tuple(
            line.resource.removeprefix(PERSON_RESOURCE_PREFIX)
            for line in booking.lines
            if line.resource.startswith(PERSON_RESOURCE_PREFIX)
        ),
        booking.ref,
    )


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows all that rules must know within one period, for one person's booking."""

    catalogue: Catalogue
    about: About
    zone: ZoneInfo
    now: datetime
    facts: Facts

    def case(self, lines: Sequence[PlannedLine], occurrences: Sequence[Occurrence]) -> Case:
        """These lines at these dates."""
        return Case(self.catalogue, lines, occurrences, self.zone, self.now, self.about, self.facts)

    def violations(
        self, lines: Sequence[PlannedLine], occurrences: Sequence[Occurrence]
    ) -> tuple[Violation, ...]:
        """What the rules say of these lines at these dates."""
        return violations_of(self.case(lines, occurrences))

    def admits(
        self,
        lines: Sequence[PlannedLine],
        occurrences: Sequence[Occurrence],
        overridden_by: str | None = None,
    ) -> bool:
        """Whether the rules let these lines be booked at these dates."""
        return not refusing(self.violations(lines, occurrences), overridden_by)


def judge_for(
    unit_of_work: UnitOfWork,
    now: datetime,
    about: About,
    lines: Sequence[PlannedLine],
    occurrences: Sequence[Occurrence],
    zone: ZoneInfo,
    around: TimeSpan | None = None,
) -> Judge:
    """Somebody who knows what is needed to judge these lines at these dates, and anywhere in the period ``around``."""
    span = _span_of(lines, occurrences, zone)
    if around is not None:
        span = TimeSpan(min(span.start, around.start), max(span.end, around.end))
    blank = Case(unit_of_work.catalogue, lines, occurrences, zone, now, about)
    facts = Facts(
        holidays=_holidays(blank, span),
        usage=_usage(unit_of_work, blank, span),
        no_shows=_no_shows(unit_of_work, blank, now),
    )
    return Judge(unit_of_work.catalogue, about, zone, now, facts)


def violations_for(
    unit_of_work: UnitOfWork,
    now: datetime,
    about: About,
    lines: Sequence[PlannedLine],
    occurrences: Sequence[Occurrence],
    zone: ZoneInfo,
) -> tuple[Violation, ...]:
    """What the rules say."""
    return judge_for(unit_of_work, now, about, lines, occurrences, zone).violations(lines, occurrences)


def _span_of(lines: Sequence[PlannedLine], occurrences: Sequence[Occurrence], zone: ZoneInfo) -> TimeSpan:
    uses = [line_use(wish.line, item.span, zone) for wish in lines for item in occurrences]
    return TimeSpan(min(start for start, _ in uses), max(end for _, end in uses))


def _holidays(case: Case, span: TimeSpan) -> Mapping[date, Text]:
    """Of the years concerned, where a platform keeps them and minds them."""
    keeps = any(
        case.catalogue.zone_name_of(resource) == HOLIDAY_ZONE and case.setting(resource, "holidays")
        for resource in case.resources
    )
    return holidays_of(range(span.start.year, (span.end + DAY).year + 1)) if keeps else {}


def _usage(unit_of_work: UnitOfWork, case: Case, span: TimeSpan) -> Sequence[Usage]:
    """On the resources that count for a quota in play, in the periods that the span touches."""
    codes: set[str] = set()
    spans = [span]
    for key in QUOTAS:
        for _, setting, resources in counted_together(case, key):
            codes |= {item.code for item in resources}
            zone = zone_of(case.catalogue.zone_name_of(resources[0]))
            spans += [
                period_of(moment.astimezone(zone), setting.fields["per"], zone)
                for moment in (span.start, span.end)
            ]
    if not codes:
        return ()
    around = TimeSpan(min(item.start for item in spans), max(item.end for item in spans))
    return usage_of(unit_of_work.connection, case.catalogue, sorted(codes), around, case.about.ref)


def _no_shows(unit_of_work: UnitOfWork, case: Case, now: datetime) -> Sequence[datetime]:
    """Of the organiser, as far back as any rule in play looks."""
    settings = [case.setting(resource, "no_shows") for resource in case.resources]
    reach = max(
        (item.fields["days"] + item.fields["suspend_days"] for item in settings if item is not None),
        default=0,
    )
    if not reach or case.about.organiser not in case.catalogue.persons:
        return ()
    since = now - timedelta(days=reach)
    return no_shows_of(unit_of_work.connection, case.catalogue, case.about.organiser, since)


def lived_with(
    unit_of_work: UnitOfWork, now: datetime, booking: Booking, numbers: Collection[int]
) -> tuple[Violation, ...]:
    """What the rules say of these dates (by their numbers) of a booking as it is."""
    dates = [item for item in booking.occurrences if item.number in numbers]
    if not dates:
        return ()
    lines = planned_lines(unit_of_work.catalogue, booking)
    return violations_for(unit_of_work, now, about_booking(booking), lines, dates, booking.zone)


def overridable(violations: Iterable[Violation]) -> tuple[str, ...]:
    """Logins of those who could set aside everything that stands in the way; nobody where a rule refuses."""
    standing = refusing(violations, None)
    sets = [set(item.who_can) for item in standing]
    return tuple(sorted(set.intersection(*sets))) if sets else ()
