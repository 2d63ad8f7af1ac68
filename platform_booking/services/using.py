"""On the day: checking in, finishing, not turning up; by hand, and by time itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from platform_booking.domain.authority import manages, may_change, require
from platform_booking.domain.booking import Action, State
from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.errors import IllegalTransition, InvalidInput, NotFound, NotPermitted
from platform_booking.domain.refusals import RuleRefused
from platform_booking.domain.rules import Severity, Violation
from platform_booking.domain.use import (
    check_in_opens,
    checked_in,
    completed,
    finished,
    is_over_in_use,
    no_show_noted_until,
    no_show_within,
    not_turned_up,
)
from platform_booking.services.desk import ChangeSet
from platform_booking.services.happenings import SYSTEM, Happened
from platform_booking.services.lapsing import forbidding, lapsed
from platform_booking.services.notices import tell
from platform_booking.services.requests import resource_of
from platform_booking.services.selection import Dates
from platform_booking.services.undoables import Undoable
from platform_booking.services.versions import changed_booking

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from platform_booking.domain.authority import Actor
    from platform_booking.domain.booking import Allocation, Booking, Occurrence
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Used:
    """A booking before and after."""

    before: Booking
    booking: Booking
    changes: ChangeSet = field(default_factory=ChangeSet)
    missing: tuple[Violation, ...] = ()
    """What is required and nobody who takes part holds any more."""

    @property
    def undoable(self) -> Undoable:
        """Takes it back."""
        return Undoable((self.before,), {self.booking.ref: self.booking.version})


@dataclass(frozen=True, slots=True)
class Meant:
    """What of a booking is meant: one date (None: the one that is on), one resource (None: all that may be)."""

    day: date | None = None
    resource: str | None = None


ALL: Meant = Meant()


class UsingService:
    """What happens on the day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check_in(self, ref: str, meant: Meant = ALL, *, override: str | None = None) -> Used:
        """Somebody has come. Open to the organiser, those who take part and the platform's managers.

        A required qualification that has been withdrawn or has expired is warned of. Raises NotFound, NotPermitted,
        IllegalTransition, and RuleRefused when it is too early or over, or where the rule refuses such a use: those who
        answer for the equipment may ``override`` that, with a reason. InvalidInput where that reason is empty.
        """
        if override is not None and not override.strip():
            raise InvalidInput("reason-needed")
        return self._run(ref, meant, Action.CHECK_IN, override or "")

    def finish(self, ref: str, meant: Meant = ALL) -> Used:
        """Somebody is done: what is left of the time is free for others at once. Raises as ``check_in``."""
        return self._run(ref, meant, Action.COMPLETE)

    def no_show(self, ref: str, meant: Meant = ALL) -> Used:
        """Nobody came: the time is given back, the organiser told. Raises as ``check_in``, also when it is long ago."""
        return self._run(ref, meant, Action.RELEASE)

    def _run(self, ref: str, meant: Meant, action: Action, override: str = "") -> Used:
        def work(unit_of_work: UnitOfWork) -> Used:
            catalogue, now = unit_of_work.catalogue, self._desk.now()
            actor = self._desk.person(catalogue)
            booking = unit_of_work.bookings.get(ref)
            items = _meant(catalogue, booking, meant, now)
            overridden_by = actor.login if override else None
            ready = _ready(actor, catalogue, booking, items, action, now, overridden_by)
            after = _with(booking, {item.id: _made(catalogue, item, action, now) for item in ready}, now)
            unit_of_work.bookings.save(
                booking, after, self._desk.stamp(actor, action.value, override.strip())
            )
            if action is Action.RELEASE:
                tell(unit_of_work, now, "no-show", after, [after.organiser], by=actor.login)
            checked = ready if action is Action.CHECK_IN else []
            warnings = _lapsed(catalogue, booking, checked, now)
            return Used(booking, after, ChangeSet(bookings=(booking.ref,)), warnings)

        return self._desk.store.write(work)


_FROM = {
    Action.CHECK_IN: State.APPROVED,
    Action.COMPLETE: State.IN_USE,
    Action.RELEASE: State.APPROVED,
}


ASKED_AS: Final = {
    Action.CHECK_IN: "check-in",
    Action.COMPLETE: "finish",
    Action.RELEASE: "no-show",
}
"""By what name people ask for it."""


def uses_of(
    actor: Actor, catalogue: Catalogue, booking: Booking, date: Occurrence, now: datetime
) -> frozenset[str]:
    """What the actor may do about that date now - check-in, finish, no-show - by the use cases' own question."""
    items = list(booking.allocations_of(date))
    return frozenset(
        name for action, name in ASKED_AS.items() if _is_ready(actor, catalogue, booking, items, action, now)
    )


def _is_ready(
    actor: Actor,
    catalogue: Catalogue,
    booking: Booking,
    items: list[Allocation],
    action: Action,
    now: datetime,
) -> bool:
    try:
        return bool(_ready(actor, catalogue, booking, items, action, now, actor.login))
    except (NotPermitted, IllegalTransition, RuleRefused):
        return False


def _ready(
    actor: Actor,
    catalogue: Catalogue,
    booking: Booking,
    items: list[Allocation],
    action: Action,
    now: datetime,
    overridden_by: str | None,
) -> list[Allocation]:
    """Those to which it happens now. Raises NotPermitted, IllegalTransition or RuleRefused."""
    may = [item for item in items if _may(actor, catalogue, booking, item)]
    require(bool(may), actor, action.value, booking.ref, (booking.organiser,))
    ready = [item for item in may if item.state is _FROM[action]]
    if not ready:
        raise IllegalTransition(booking.ref, booking.status, action.value)
    _require_time(catalogue, booking, ready, action, now)
    missing = _lapsed(catalogue, booking, ready, now) if action is Action.CHECK_IN else ()
    refused = forbidding(catalogue, missing, overridden_by)
    if refused:
        raise RuleRefused(refused)
    return ready


def _lapsed(
    catalogue: Catalogue, booking: Booking, items: list[Allocation], now: datetime
) -> tuple[Violation, ...]:
    numbers = {item.occurrence for item in items}
    dates = [date for date in booking.occurrences if date.number in numbers]
    codes = {catalogue.resource_of_unit[item.unit_id].code for item in items}
    return tuple(
        violation
        for date in dates
        for violation in lapsed(catalogue, booking, date, now)
        if violation.where in codes
    )


def _made(catalogue: Catalogue, item: Allocation, action: Action, now: datetime) -> Allocation:
    if action is Action.CHECK_IN:
        return checked_in(item, now)
    if action is Action.COMPLETE:
        return finished(item, catalogue.resource_of_unit[item.unit_id], now)
    return not_turned_up(item, now)


def _meant(catalogue: Catalogue, booking: Booking, meant: Meant, now: datetime) -> list[Allocation]:
    """The allocations meant. Raises NotFound."""
    if meant.day is not None:
        (date,) = Dates(meant.day).of(booking)
    else:
        dates = Dates().of(booking)
        date = next((item for item in dates if booking.ends(item) > now), dates[-1])
    found = list(booking.allocations_of(date))
    if meant.resource is None:
        return found
    code = resource_of(catalogue, meant.resource).code
    numbers = {line.number for line in booking.lines if line.resource == code}
    if not numbers:
        raise NotFound("line", f"{booking.ref} {code}", tuple(line.resource for line in booking.lines))
    return [item for item in found if item.line in numbers]


def _may(actor: Actor, catalogue: Catalogue, booking: Booking, item: Allocation) -> bool:
    """The organiser and who may act for the organiser, those who take part, and whoever answers for the platform."""
    return (
        may_change(actor, booking)
        or f"{PERSON_RESOURCE_PREFIX}{actor.login}" in {line.resource for line in booking.lines}
        or manages(actor, catalogue.platform_of(catalogue.resource_of_unit[item.unit_id]))
    )


def _require_time(
    catalogue: Catalogue, booking: Booking, items: list[Allocation], action: Action, now: datetime
) -> None:
    """Raise RuleRefused where it is too early for it, or too late."""
    if action is Action.COMPLETE:
        return
    item = min(items, key=lambda item: item.use)
    opens = item.use.start
    if action is Action.RELEASE and now >= no_show_noted_until(item):
        until = no_show_noted_until(item)
        late = Violation("no-show-late", Severity.REFUSE, booking.ref, {"end": until}, "past-is-kept")
        raise RuleRefused((late,))
    if action is Action.CHECK_IN:
        opens = check_in_opens(catalogue, catalogue.resource_of_unit[item.unit_id], item)
        if item.use.end <= now:
            over = Violation(
                "already-over", Severity.REFUSE, booking.ref, {"end": item.use.end}, "past-is-kept"
            )
            raise RuleRefused((over,))
    if now < opens:
        early = Violation("too-early", Severity.REFUSE, booking.ref, {"start": opens}, "wait-until-then")
        raise RuleRefused((early,))


def _with(booking: Booking, made: dict[int, Allocation], now: datetime) -> Booking:
    return changed_booking(
        booking, now, allocations=tuple(made.get(item.id, item) for item in booking.allocations)
    )


# --- by time itself -----------------------------------------------------------------------------------


def uses_due(desk: Desk) -> tuple[Happened, ...]:
    """What was in use past its end is completed; where nobody came in time, the time is given back."""
    now = desk.now()
    over = desk.store.read(lambda unit_of_work: unit_of_work.bookings.in_use_until(now))
    missed = desk.store.read(lambda unit_of_work: unit_of_work.bookings.not_begun(_limits(unit_of_work, now)))
    todo = [(key, Action.COMPLETE) for key in over] + [(key, Action.RELEASE) for key in missed]
    found = [desk.store.write(partial(_settle, desk=desk, key=key, action=action)) for key, action in todo]
    return tuple(item for item in found if item is not None)


def _limits(unit_of_work: UnitOfWork, now: datetime) -> list[tuple[list[int], datetime]]:
    units: dict[timedelta, list[int]] = {}
    for resource in unit_of_work.catalogue.resources.values():
        within = no_show_within(unit_of_work.catalogue, resource)
        if within is not None:
            units.setdefault(within, []).extend(unit.id for unit in resource.units)
    return [(found, now - within) for within, found in units.items()]


def _due(catalogue: Catalogue, item: Allocation, action: Action, now: datetime) -> bool:
    if action is Action.COMPLETE:
        return is_over_in_use(item, now)
    within = no_show_within(catalogue, catalogue.resource_of_unit[item.unit_id])
    return within is not None and item.state is State.APPROVED and item.use.start + within <= now


def _settle(unit_of_work: UnitOfWork, *, desk: Desk, key: int, action: Action) -> Happened | None:
    found = unit_of_work.bookings.by_ids([key])
    if not found:  # private, and to be looked after by those whom it concerns
        return None
    booking, catalogue, now = found[0], unit_of_work.catalogue, desk.now()
    made = {
        item.id: completed(item, now) if action is Action.COMPLETE else not_turned_up(item, now)
        for item in booking.allocations
        if _due(catalogue, item, action, now)
    }
    if not made:
        return None
    after = _with(booking, made, now)
    unit_of_work.bookings.save(booking, after, desk.stamp(SYSTEM, action.value))
    numbers = {item.occurrence for item in made.values()}
    dates = tuple(sorted(item.day(after.zone) for item in after.occurrences if item.number in numbers))
    told: tuple[str, ...] = ()
    if action is Action.RELEASE:
        told = (after.organiser,)
        tell(unit_of_work, now, "no-show", after, told)
    return Happened(
        "no-show" if action is Action.RELEASE else "completed", after.ref, after.title, dates, told
    )
