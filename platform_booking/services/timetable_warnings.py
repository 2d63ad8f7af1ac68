"""What timetables say against a plan: of its units and people, and of the partner for whom it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.planning import competing, partner_conflicts
from platform_booking.domain.timetables import EventState, PartnerEvent, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from platform_booking.domain.conflicts import Conflict, Occupancy
    from platform_booking.domain.planning import Plan
    from platform_booking.storage.unit_of_work import UnitOfWork


def soft_conflicts(
    unit_of_work: UnitOfWork, plan: Plan, occupancy: Occupancy, partner: str, zone: ZoneInfo
) -> tuple[Conflict, ...]:
    """Requests that compete with the plan, and timetables that already have something at its dates."""
    found = competing(plan, occupancy, zone)
    events = tuple(_events(unit_of_work, partner)) if partner else ()
    return (*found, *partner_conflicts(plan, events, partner, zone, found))


def said_by_timetables(
    unit_of_work: UnitOfWork, plan: Plan, occupancy: Occupancy, partner: str, zone: ZoneInfo
) -> tuple[Conflict, ...]:
    """Only the timetables among ``soft_conflicts``."""
    return tuple(
        item for item in soft_conflicts(unit_of_work, plan, occupancy, partner, zone) if item.timetable
    )


def _events(unit_of_work: UnitOfWork, partner: str) -> Iterator[PartnerEvent]:
    """The partner's own timetables: apprentices at work, examinations."""
    if not unit_of_work.has_timetable(SubjectKind.PARTNER, partner):
        return
    for calendar in unit_of_work.calendars.of_subject(SubjectKind.PARTNER, partner):
        for event in unit_of_work.calendars.read(calendar).events:
            if event.state is EventState.NOTED:
                yield PartnerEvent(calendar.code, partner, event.span, event.summary)
