"""Whom a timetable makes unlikely to be free: events that hold nothing, found for the units they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, or_, select

from platform_booking.domain.board import PlannedBar
from platform_booking.domain.booking import Block, State
from platform_booking.domain.catalogue import BlockKind
from platform_booking.domain.conflicts import ConflictKind, Occupied
from platform_booking.domain.errors import NotFound
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetables import EventState, Holding, PartnerEvent, SubjectKind
from platform_booking.storage import tables
from platform_booking.storage.by_right import keeps_rights
from platform_booking.storage.hidden import noted_events, told_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from platform_booking.domain.catalogue import Catalogue, Resource
    from platform_booking.storage.occupancy import Wanted

EVENT_REF: Final = "T-"
"""How the ref of an event begins that holds nothing, and so has no block."""
_PRIVATE: Final = SubjectKind.PERSON.value
"""What is in a person's calendar is nobody else's business: others learn that the time is taken."""


def noted_over(
    connection: Connection, catalogue: Catalogue, found: Sequence[Any], wanted: Iterable[Wanted]
) -> list[Occupied]:
    """Soft: events of the soft timetables among these, and those of hard ones that could not hold their time.

    A resource's concern its units, a person's that person's time; a partner's the equipment that it hosts and the time
    of its people.
    """
    if not found:
        return []
    spans: dict[int, list[TimeSpan]] = {}
    for unit, span in wanted:
        spans.setdefault(unit, []).append(span)
    concerned = {
        row.id: [unit for unit in _units(catalogue, row.subject_kind, row.subject) if unit in spans]
        for row in found
    }
    asked = [key for key, units in concerned.items() if units]
    if not asked:
        return []
    around = TimeSpan(
        min(span.start for item in spans.values() for span in item),
        max(span.end for item in spans.values() for span in item),
    )
    names = {row.id: row for row in found}
    return [
        Occupied(
            unit_id=unit,
            span=span,
            holder=names[event.calendar_id].code,
            kind=ConflictKind.SOFT,
            title="" if names[event.calendar_id].subject_kind == _PRIVATE else event.summary,
            timetable=True,
        )
        for event in _events(connection, asked, around)
        for span in (TimeSpan(event.starts, event.ends),)
        for unit in concerned[event.calendar_id]
        if any(item.overlaps(span) for item in spans[unit])
    ]


def noted_bars(
    connection: Connection, catalogue: Catalogue, span: TimeSpan, attached: Sequence[Any]
) -> list[PlannedBar]:
    """The same events on the rows of the board: of resources and people, since a partner has no row of its own.

    Their keys are negative: they are no allocations.
    """
    found = {row.id: row for row in attached if row.subject_kind != SubjectKind.PARTNER.value}
    if not found:
        return []
    units = {row.id: tuple(_units(catalogue, row.subject_kind, row.subject)) for row in found.values()}
    bars: list[PlannedBar] = []
    for event in _events(connection, list(found), span):
        use = TimeSpan(event.starts, event.ends)
        bars += [
            PlannedBar(
                id=-1 - len(bars) - at,
                unit_id=unit,
                resource_id=catalogue.resource_of_unit[unit].id,
                booking_id=None,
                ref=f"{EVENT_REF}{event.id}",
                title=event.summary,
                is_block=True,
                use=use,
                occupied=use,
                state=State.APPROVED,
                holds=False,
                organiser=found[event.calendar_id].created_by,
                kind=BlockKind.TIMETABLE.value,
            )
            for at, unit in enumerate(units[event.calendar_id])
        ]
    return bars


def partner_events(
    connection: Connection, catalogue: Catalogue, span: TimeSpan, attached: Sequence[Any]
) -> tuple[PartnerEvent, ...]:
    """What the timetables of partners have, with the units that this concerns."""
    found = {row.id: row for row in attached if row.subject_kind == SubjectKind.PARTNER.value}
    if not found:
        return ()
    units = {
        subject: tuple(_units(catalogue, SubjectKind.PARTNER.value, subject))
        for subject in {row.subject for row in found.values()}
    }
    return tuple(
        PartnerEvent(
            found[event.calendar_id].code,
            found[event.calendar_id].subject,
            TimeSpan(event.starts, event.ends),
            event.summary,
            units[found[event.calendar_id].subject],
        )
        for event in _events(connection, list(found), span)
    )


def noted_event(connection: Connection, catalogue: Catalogue, ref: str) -> Block:
    """One of those events in the shape of a block, by the ref that its bar has. Raises NotFound."""
    calendar = tables.imported_calendar
    key = ref.removeprefix(EVENT_REF)
    row = None
    if key.isascii() and key.isdigit():
        event = told_event(connection, int(key))
        row = connection.execute(
            select(
                event,
                calendar.c.subject_kind,
                calendar.c.subject,
                calendar.c.created_by,
                calendar.c.created_at,
            )
            .join(calendar, calendar.c.id == event.c.calendar_id)
            .where(event.c.id == int(key))
        ).first()
    units = () if row is None else tuple(_units(catalogue, row.subject_kind, row.subject))
    if row is None or not units:
        raise NotFound("block", ref)
    return Block(
        id=0,
        ref=ref,
        resource=catalogue.resource_of_unit[units[0]].code,
        kind=BlockKind.TIMETABLE.value,
        reason=row.summary,
        span=TimeSpan(row.starts, row.ends),
        units=units,
        created_by=row.created_by,
        created_at=row.created_at,
    )


_calendar: Final = tables.imported_calendar.c
ATTACHED: Final = select(
    _calendar.id, _calendar.code, _calendar.subject_kind, _calendar.subject, _calendar.created_by
).where(_calendar.active)
"""Timetables that are attached: key, code, and whose they are. Whoever asks what is free asks this."""


def _events(connection: Connection, calendars: Sequence[int], around: TimeSpan) -> Sequence[Any]:
    if keeps_rights(connection):
        return noted_events(connection, calendars, around)
    event, calendar = tables.imported_event, tables.imported_calendar
    warns = or_(
        event.c.state == EventState.CONFLICTING.value,
        and_(event.c.state == EventState.NOTED.value, calendar.c.holding == Holding.SOFT.value),
    )
    return connection.execute(
        select(event.c.id, event.c.calendar_id, event.c.starts, event.c.ends, event.c.summary)
        .join(calendar, calendar.c.id == event.c.calendar_id)
        .where(
            event.c.calendar_id.in_(calendars),
            event.c.starts < around.end,
            event.c.ends > around.start,
            warns,
        )
        .order_by(event.c.starts, event.c.id)
    ).all()


def _units(catalogue: Catalogue, kind: str, subject: str) -> Iterator[int]:
    for resource in catalogue.resources.values():
        if subject in _subjects(catalogue, resource, kind):
            yield from (unit.id for unit in resource.units)


def _subjects(catalogue: Catalogue, resource: Resource, kind: str) -> tuple[str, ...]:
    """Whose timetables of that kind concern the resource."""
    if kind == SubjectKind.RESOURCE.value:
        return (resource.code,)
    person = catalogue.persons.get(resource.person or "")
    if kind == SubjectKind.PERSON.value:
        return () if person is None else (person.login,)
    platform = catalogue.platform_of(resource)
    hosts = () if platform is None or not platform.host else (platform.host,)
    return hosts if person is None or not person.partner else (*hosts, person.partner)
