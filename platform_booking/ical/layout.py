"""From the dates of an event to VEVENT components: one rule with its exceptions, or one component a date.

A rule is written only where every program reads it alike and it says exactly the dates there are. Otherwise
the dates are written one by one in UTC, which nobody can misread.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from platform_booking.domain.recurrence import is_plain, localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from platform_booking.ical.clocks import clock_at
from platform_booking.ical.model import Status
from platform_booking.ical.rules import portable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from platform_booking.domain.recurrence import Recurrence
    from platform_booking.ical.model import CalendarEvent, Details, Instance


class Component(NamedTuple):
    """One VEVENT. Moments are instants; ``zone`` says how they are written, None as UTC."""

    uid: str
    zone: ZoneInfo | None
    start: datetime
    end: datetime
    details: Details
    recurrence_id: datetime | None = None
    rule: str = ""
    exdates: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class _Master:
    """What the rule alone says, as it is written: its dates, the first one's end and the details of all."""

    rule: str
    starts: tuple[datetime, ...]
    end: datetime
    length: timedelta | None
    """None where the first date runs through a DST change, and so tells nothing of the others."""
    details: Details

    def says(self, instance: Instance, zone: ZoneInfo) -> bool:
        """Whether the instance is just so.

        By the letter (RFC 5545 §3.8.5.3) every date takes the first one's elapsed time; some programs add it
        on the clock instead, even to the first. Where the two readings differ, across a DST change, the rule
        says nothing certain.
        """
        return (
            instance.span.start == instance.original_start
            and instance.span.length == self.length
            and _wall_length(instance.span, zone) == self.length
            and instance.details == self.details
        )


def components_of(
    event: CalendarEvent, zone: ZoneInfo | None, starts: Sequence[datetime]
) -> tuple[Component, ...]:
    """The event's VEVENTs: the master first, then its overrides in order; or the dates one by one.

    ``zone`` is None where the event's zone cannot be described in the file, ``starts`` what its rule names.
    """
    instances = sorted(event.instances, key=lambda instance: instance.original_start)
    if event.first_start is None and len(instances) == 1:
        return (_single(event, instances[0], zone),)
    if event.rule is not None and zone is not None and instances:
        master = _master(event.rule, instances, tuple(starts), zone)
        if master is not None:
            return _series(event, master, instances, zone)
    return tuple(
        Component(
            _uid_of_date(event.uid, instance), None, instance.span.start, instance.span.end, instance.details
        )
        for instance in instances
    )


def _single(event: CalendarEvent, instance: Instance, zone: ZoneInfo | None) -> Component:
    """One date. Where the clocks change while it lasts it is in UTC: Evolution would end it an hour off."""
    span = instance.span
    if zone is not None:
        start, end = clock_at(span.start, zone), clock_at(span.end, zone)
        if not (start.is_plain and end.is_plain and start.offset == end.offset):
            zone = None
    return Component(event.uid, zone, span.start, span.end, instance.details)


def _uid_of_date(uid: str, instance: Instance) -> str:
    """A UID of its own for one date of a series, the same for ever."""
    local, at, domain = uid.rpartition("@")
    date = f"{instance.original_start.astimezone(UTC):%Y%m%dT%H%MZ}"
    return f"{local}-{date}{at}{domain}" if at else f"{uid}-{date}"


def _master(
    rule: Recurrence, instances: Sequence[Instance], starts: tuple[datetime, ...], zone: ZoneInfo
) -> _Master | None:
    """What the rule can be trusted to say, or None where it would be misread or would say something else."""
    originals = [instance.original_start for instance in instances]
    if len(set(originals)) < len(originals) or not set(originals) <= set(starts):
        return None
    rule_as_written = portable(rule, starts, zone)
    if rule_as_written is None:
        return None
    commonest = Counter(_wall_length(instance.span, zone) for instance in instances).most_common(1)[0][0]
    end = localize(wall_time(starts[0], zone) + commonest, zone)
    moments = (end, *(moment for each in instances for moment in (each.span.start, each.span.end)))
    if not all(is_plain(moment, zone) for moment in moments):
        return None
    first = TimeSpan(starts[0], end)
    length = first.length if first.length == _wall_length(first, zone) else None
    return _Master(rule_as_written, starts, end, length, _commonest(instances))


def _wall_length(span: TimeSpan, zone: ZoneInfo) -> timedelta:
    return wall_time(span.end, zone) - wall_time(span.start, zone)


def _commonest(instances: Sequence[Instance]) -> Details:
    """The details that spare most overrides.

    Never those of a cancelled date while others stand: some programs drop a whole series with its master.
    """
    standing = [each.details for each in instances if each.details.status is not Status.CANCELLED]
    return Counter(standing or [each.details for each in instances]).most_common(1)[0][0]


def _series(
    event: CalendarEvent, master: _Master, instances: Sequence[Instance], zone: ZoneInfo
) -> tuple[Component, ...]:
    taken = {instance.original_start for instance in instances}
    overrides = (
        Component(
            event.uid,
            zone,
            instance.span.start,
            instance.span.end,
            instance.details,
            recurrence_id=instance.original_start,
        )
        for instance in instances
        if not master.says(instance, zone)
    )
    return (
        Component(
            event.uid,
            zone,
            master.starts[0],
            master.end,
            master.details,
            rule=master.rule,
            exdates=tuple(start for start in master.starts if start not in taken),
        ),
        *overrides,
    )
