"""Whole courses once more at other dates: looked at date by date, then booked together or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.authority import may_read, require
from platform_booking.domain.copying import copied_wish, dates_to_copy, shift_to
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.planning import check_quantities
from platform_booking.domain.recurrence import wall_time, zone_of
from platform_booking.domain.refusals import RuleRefused
from platform_booking.domain.rules import refusing
from platform_booking.services.desk import ChangeSet
from platform_booking.services.judging import about_booking, judge_for
from platform_booking.services.planner import plan_what_fits
from platform_booking.services.requests import BookingRequest, LineRequest, read_when
from platform_booking.services.undoables import Undoable
from platform_booking.services.ways_out import ways_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Booking
    from platform_booking.domain.catalogue import Catalogue, Text
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.planning import Need, Plan, Wish
    from platform_booking.domain.rules import Violation
    from platform_booking.domain.timespan import TimeSpan
    from platform_booking.services.booking import Booked, RequestService
    from platform_booking.services.desk import Desk
    from platform_booking.services.judging import Judge
    from platform_booking.services.requests import When
    from platform_booking.storage.unit_of_work import UnitOfWork

MAX_WEEKS = 520


@dataclass(frozen=True, slots=True)
class Shift:
    """How far: so many weeks, or so that the first date begins at ``start``; exactly one of them is said."""

    start: When | None = None
    weeks: int | None = None
    weekdays_kept: bool = False
    """With ``start``: by whole weeks, to the nearest."""

    def of(self, bookings: Sequence[Booking]) -> timedelta:
        """On the wall clock. Raises InvalidInput."""
        if (self.start is None) == (self.weeks is None):
            raise InvalidInput("start-or-weeks")
        if self.weeks is not None:
            if not 0 < abs(self.weeks) <= MAX_WEEKS:
                raise InvalidInput("weeks", value=self.weeks, most=MAX_WEEKS)
            return timedelta(weeks=self.weeks)
        assert self.start is not None
        start = read_when(self.start, bookings[0].zone)
        return shift_to(bookings, start, weekdays_kept=self.weekdays_kept)


@dataclass(frozen=True, slots=True)
class CopiedDate:
    """One date where it would be."""

    was: TimeSpan
    becomes: TimeSpan
    day: date
    """Its day in the copy's own rhythm, which names it."""
    closed: tuple[Text, ...] = ()
    """Names of closures and public holidays on which a line falls."""
    conflicts: tuple[Conflict, ...] = ()
    broken: tuple[Violation, ...] = ()
    """Rules that refuse this date by itself."""

    @property
    def fits(self) -> bool:
        """Whether every line has its units."""
        return not self.conflicts


@dataclass(frozen=True, slots=True)
class CopyPreview:
    """What would become of one booking."""

    ref: str
    title: str
    time_zone: str
    dates: tuple[CopiedDate, ...]
    violations: tuple[Violation, ...]
    alternatives: tuple[Alternative, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether all of it could be booked."""
        return all(date.fits for date in self.dates) and not refusing(self.violations, None)


@dataclass(frozen=True, slots=True)
class Duplicated:
    """What was booked, in the order of what it was copied from."""

    booked: tuple[Booked, ...]
    changes: ChangeSet = field(default_factory=ChangeSet)

    @property
    def undoable(self) -> Undoable:
        """Takes all of it back."""
        before = tuple(former for item in self.booked for former in item.undoable.bookings)
        versions = {ref: version for item in self.booked for ref, version in item.undoable.versions.items()}
        return Undoable(before, versions)


class _Rehearsed(Exception):
    """Ends a transaction that was only tried."""

    def __init__(self, previews: tuple[CopyPreview, ...]) -> None:
        super().__init__()
        self.previews = previews


class DuplicateService:
    """Copies bookings to other dates."""

    def __init__(self, desk: Desk, requests: RequestService) -> None:
        self._desk = desk
        self._requests = requests

    def preview(
        self, refs: Sequence[str], shift: Shift, *, instead: Mapping[str, str] | None = None
    ) -> tuple[CopyPreview, ...]:
        """Where every date would fall, and what it would meet there. Nothing is written.

        Several bookings are tried one after the other, as they will be booked: in a transaction that is given up.
        Raises InvalidInput, NotFound, NotPermitted.
        """

        def work(unit_of_work: UnitOfWork) -> tuple[CopyPreview, ...]:
            actor, bookings, by = self._meant(unit_of_work, refs, shift)
            found = []
            for booking in bookings:
                wish = copied_wish(booking, by, unit_of_work.catalogue, instead)
                found.append(self._preview(unit_of_work, actor, booking, wish))
                if len(bookings) > 1:
                    self._try(unit_of_work, booking, wish)
            if len(bookings) > 1:
                raise _Rehearsed(tuple(found))
            return tuple(found)

        try:
            return self._desk.store.write(work) if len(set(refs)) > 1 else self._desk.store.read(work)
        except _Rehearsed as done:
            return done.previews

    def duplicate(
        self,
        refs: Sequence[str],
        shift: Shift,
        *,
        instead: Mapping[str, str] | None = None,
        skip_conflicts: bool = False,
        override: str | None = None,
    ) -> Duplicated:
        """Book all of them at their new dates in one transaction, or none; with ``skip_conflicts`` the dates that fit.

        Raises BookingConflict with alternatives, RuleRefused, InvalidInput, NotFound, NotPermitted.
        """

        def work(unit_of_work: UnitOfWork) -> Duplicated:
            _, bookings, by = self._meant(unit_of_work, refs, shift)
            booked = tuple(
                self._requests.book(
                    unit_of_work,
                    _request(booking, wish),
                    wish=wish,
                    skip_conflicts=skip_conflicts,
                    override=override,
                )
                for booking in bookings
                for wish in (copied_wish(booking, by, unit_of_work.catalogue, instead),)
            )
            touched = dict.fromkeys(ref for item in booked for ref in item.changes.bookings)
            return Duplicated(booked, ChangeSet(bookings=tuple(touched)))

        return self._requests.run(work)

    def _meant(
        self, unit_of_work: UnitOfWork, refs: Sequence[str], shift: Shift
    ) -> tuple[Actor, list[Booking], timedelta]:
        actor = self._desk.person(unit_of_work.catalogue)
        bookings = [unit_of_work.bookings.get(ref) for ref in dict.fromkeys(refs)]
        if not bookings:
            raise InvalidInput("nothing-to-copy")
        for booking in bookings:
            require(may_read(actor, unit_of_work.catalogue, booking), actor, "duplicate", booking.ref)
        return actor, bookings, shift.of(bookings)

    def _try(self, unit_of_work: UnitOfWork, booking: Booking, wish: Wish) -> None:
        """Take the places of what fits, so that the next one sees them taken; rules are told by the preview."""
        plan, _ = plan_what_fits(unit_of_work, wish, now=self._desk.now())
        if not plan.occurrences:
            return
        try:
            self._requests.book(unit_of_work, _request(booking, wish), wish=wish, skip_conflicts=True)
        except RuleRefused:
            return

    def _preview(self, unit_of_work: UnitOfWork, actor: Actor, booking: Booking, wish: Wish) -> CopyPreview:
        catalogue, now = unit_of_work.catalogue, self._desk.now()
        check_quantities(wish.lines)
        plan, _ = plan_what_fits(unit_of_work, wish, now=now)
        partner = actor.person.partner if actor.person else ""
        about = replace(about_booking(booking), organiser=actor.login, partner=partner, ref="")
        dates = wish.occurrences()
        judge = judge_for(unit_of_work, now, about, wish.lines, dates, wish.zone)
        violations = judge.violations(wish.lines, dates)
        found = _dates(catalogue, booking, wish, plan, partner, _holidays(judge, violations))
        stopped = bool(plan.refused or refusing(violations, None))
        return CopyPreview(
            booking.ref,
            booking.title,
            booking.time_zone,
            tuple(
                replace(item, broken=refusing(judge.violations(wish.lines, (date,)), None))
                for item, date in zip(found, dates, strict=True)
            ),
            violations,
            ways_out(unit_of_work, now, wish, about) if stopped else (),
        )


def _holidays(judge: Judge, violations: Sequence[Violation]) -> Mapping[date, Text]:
    """Public holidays that the rules mind, by name."""
    days = {day for item in violations if item.code == "holiday" for day in item.params["dates"]}
    return {day: judge.facts.holidays[day] for day in sorted(days)}


def _dates(
    catalogue: Catalogue,
    booking: Booking,
    wish: Wish,
    plan: Plan,
    partner: str,
    holidays: Mapping[date, Text],
) -> tuple[CopiedDate, ...]:
    """Every date with what is in its way. A conflict that another date made by failing is told there alone."""
    needs: dict[int, list[Need]] = {}
    for need in wish.needs():
        needs.setdefault(need.occurrence.number, []).append(need)
    refused = {item.number for item in plan.refused}
    return tuple(
        CopiedDate(
            former.span,
            date.span,
            date.day(wish.zone),
            (
                *_closed(catalogue, needs[date.number], partner),
                *_on_holidays(catalogue, needs[date.number], holidays),
            ),
            tuple(item for item in plan.conflicts if item.occurrence == date.day(wish.zone))
            if date.number in refused
            else (),
        )
        for former, date in zip(dates_to_copy(booking), wish.occurrences(), strict=True)
    )


def _closed(catalogue: Catalogue, needs: Sequence[Need], partner: str) -> tuple[Text, ...]:
    """Closures of the platforms, of their hosts, and of whoever books, on a day of use."""
    found = {}
    for need in needs:
        platform = catalogue.platform_of(need.wish.resource)
        zone = catalogue.zone_name_of(need.wish.resource)
        first, last = _days(need, zone)
        for item in catalogue.closures.values():
            concerned = (
                platform is not None
                and (item.platform == platform.code or (item.partner and item.partner == platform.host))
            ) or (item.partner and item.partner == partner)
            if item.active and concerned and item.start <= last and first < item.end:
                found[item.code] = item.name
    return tuple(found.values())


def _on_holidays(
    catalogue: Catalogue, needs: Sequence[Need], holidays: Mapping[date, Text]
) -> tuple[Text, ...]:
    """Public holidays on which a use begins or ends, as the rule counts them."""
    days = {
        day
        for need in needs
        if catalogue.platform_of(need.wish.resource) is not None
        for day in _days(need, catalogue.zone_name_of(need.wish.resource))
    }
    return tuple(name for day, name in holidays.items() if day in days)


def _days(need: Need, zone: str) -> tuple[date, date]:
    last = wall_time(need.use.end - timedelta(minutes=1), zone_of(zone)).date()
    return wall_time(need.use.start, zone_of(zone)).date(), last


def _request(booking: Booking, wish: Wish) -> BookingRequest:
    """What the copy is about; its lines and dates are the wish's."""
    return BookingRequest(
        title=booking.title,
        lines=tuple(LineRequest(item.line.resource, item.line.quantity) for item in wish.lines),
        start=wish.start,
        length=wish.length,
        learners=booking.learners,
        purpose=booking.purpose.value,
        visibility=booking.visibility.value,
        biosafety=booking.biosafety,
        dossier=booking.dossier,
        instructions=booking.instructions,
        funding=booking.funding,
        origin=booking.ref,
    )
