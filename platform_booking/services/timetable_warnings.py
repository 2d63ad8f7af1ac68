"""What timetables say against a plan: of its units and people, and of the partner for whom it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.conflicts import Conflict, ConflictKind
from platform_booking.domain.planning import competing
from platform_booking.domain.timetables import EventState, SubjectKind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import Plan
    from platform_booking.storage.unit_of_work import UnitOfWork


def soft_conflicts(
    unit_of_work: UnitOfWork, plan: Plan, occupancy: Occupancy, partner: str, zone: ZoneInfo
) -> tuple[Conflict, ...]:
    """Requests that compete with the plan, and timetables that already have something at its dates."""
    found = competing(plan, occupancy, zone)
    known = {(item.holder, item.span, item.occurrence) for item in found}
    others = (
        item
        for item in _of_partner(unit_of_work, plan, partner, zone)
        if (item.holder, item.span, item.occurrence) not in known
    )
    return (*found, *others)


def said_by_timetables(
    unit_of_work: UnitOfWork, plan: Plan, occupancy: Occupancy, partner: str, zone: ZoneInfo
) -> tuple[Conflict, ...]:
    """Only the timetables among ``soft_conflicts``."""
    return tuple(
        item for item in soft_conflicts(unit_of_work, plan, occupancy, partner, zone) if item.timetable
    )


def _of_partner(unit_of_work: UnitOfWork, plan: Plan, partner: str, zone: ZoneInfo) -> tuple[Conflict, ...]:
    """The partner's own timetables (apprentices at work, examinations), wherever the equipment is; the first line speaks."""
    if not partner or not plan.allocations:
        return ()
    first = plan.allocations[0].need.wish
    events = [
        (calendar.code, event)
        for calendar in unit_of_work.calendars.of_subject(SubjectKind.PARTNER, partner)
        for event in unit_of_work.calendars.read(calendar).events
        if event.state is EventState.NOTED
    ]
    return tuple(
        Conflict(
            resource=first.resource.code,
            unit="",
            occurrence=date.day(zone),
            kind=ConflictKind.SOFT,
            holder=code,
            span=event.span,
            title=event.summary,
            line=first.line.number,
            timetable=True,
        )
        for date in plan.occurrences
        for code, event in events
        if event.span.overlaps(date.span)
    )
