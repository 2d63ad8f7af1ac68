"""What really happens on the day: checking in, finishing, not turning up. Pure; times in UTC, rules in minutes.

Three rules of a resource, or of its platform: ``check_in`` (true: whoever comes says so, else the time is given back),
``check_in_from`` (minutes before the start from which one may, 30 unless said) and ``no_show_after`` (minutes after the start
after which the time is given back: 60 unless said where check-in is asked for, else never; it alone asks for check-in too).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import Action, State, next_state
from platform_booking.domain.rules.settings import is_said, setting_of, value_of
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.domain.booking import Allocation
    from platform_booking.domain.catalogue import Catalogue, Resource

NO_SHOW_AFTER: Final = 60
"""Minutes after the start after which nobody comes any more, where check-in is asked for and nothing else is said."""
NOTED_WITHIN: Final = timedelta(days=7)
"""How long after its end one may still note that nobody came: later nobody remembers, and the figures have been read."""
MINUTE: Final = timedelta(minutes=1)


def check_in_opens(catalogue: Catalogue, resource: Resource, item: Allocation) -> datetime:
    """From when one may check in."""
    minutes = value_of(catalogue, resource, "check_in_from")
    return item.use.start - timedelta(minutes=minutes or 0)


def no_show_within(catalogue: Catalogue, resource: Resource) -> timedelta | None:
    """How long after the start nobody must have come for the time to be given back; None where it never is."""
    platform = catalogue.platform_of(resource)
    asked, after = (setting_of(resource, platform, key) for key in ("check_in", "no_show_after"))
    if asked is None and is_said(catalogue, resource, "check_in"):
        return None  # nobody need say so here, whatever the platform says
    if after is not None:
        return timedelta(minutes=after.value)
    unsaid = not is_said(catalogue, resource, "no_show_after")
    return timedelta(minutes=NO_SHOW_AFTER) if asked is not None and unsaid else None


def no_show_noted_until(item: Allocation) -> datetime:
    """Until when one may say that nobody came."""
    return item.use.end + NOTED_WITHIN


def checked_in(item: Allocation, now: datetime) -> Allocation:
    """In use from now. Raises IllegalTransition."""
    state = next_state(item.state, Action.CHECK_IN)
    return replace(item, state=state, actual_from=now, changed_at=now)


def begun(item: Allocation) -> datetime:
    """When the use began; where nobody noted it, when it was to begin."""
    return item.actual_from or item.use.start


def finished(item: Allocation, resource: Resource, now: datetime) -> Allocation:
    """No longer in use; what is left of its time, after the turnaround, is free for others. Raises IllegalTransition."""
    done = replace(
        item,
        state=next_state(item.state, Action.COMPLETE),
        actual_from=begun(item),
        actual_until=max(now, begun(item)),
        changed_at=now,
    )
    end = max(_next_minute(now), item.use.start + MINUTE)
    if end >= item.use.end:
        return done
    _, after = resource.margins
    return replace(
        done,
        use=TimeSpan(item.use.start, end),
        occupied=TimeSpan(item.occupied.start, min(item.occupied.end, end + after)),
    )


def completed(item: Allocation, now: datetime) -> Allocation:
    """Its time is over and nobody said when the use ended: at its end. Raises IllegalTransition."""
    return replace(
        item,
        state=next_state(item.state, Action.COMPLETE),
        actual_from=begun(item),
        actual_until=max(item.use.end, begun(item)),
        changed_at=now,
    )


def not_turned_up(item: Allocation, now: datetime) -> Allocation:
    """Given back to others. Raises IllegalTransition."""
    return replace(item, state=next_state(item.state, Action.RELEASE), holds=False, changed_at=now)


def is_over_in_use(item: Allocation, now: datetime) -> bool:
    """Whether it is to be completed."""
    return item.state is State.IN_USE and item.use.end <= now


def _next_minute(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + MINUTE
