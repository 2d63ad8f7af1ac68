"""Whether the rules let something else be booked instead of a wish: what is offered must be a "yes"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from platform_booking.domain.cures import is_timeless
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.other_times import Grade, Opinion
from platform_booking.domain.reading import MINUTES_PER_DAY
from platform_booking.domain.recurrence import Lapse, wall_time
from platform_booking.domain.rules import Violation, refusing, worsened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from platform_booking.domain.planning import Wish
    from platform_booking.services.judging import Judge

UNWELCOME: Final = frozenset({"outside-opening", "closed", "holiday"})
"""Warnings that nobody wants to be offered who did not ask for them."""
BY_DAY: Final = frozenset({"closed", "holiday", "qualification-expired", "biosafety-expired"})
"""Codes of rules that look at days, not at hours."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be offered instead of one wish."""

    judge: Judge
    own: tuple[Violation, ...]
    """What the rules say of the wish itself."""
    lived_with: Sequence[Violation] = ()
    overridden_by: str | None = None

    def broken(self, violations: Sequence[Violation]) -> tuple[Violation, ...]:
        """What of it stands in the way."""
        return refusing(worsened(self.lived_with, violations), self.overridden_by)

    def look(self, other: Wish) -> Opinion:
        """Whether it could be booked; unwelcome on closed days and hours that the wish itself kept clear of."""
        found = self._violations(other)
        if found is None:
            return Opinion(Grade.NO)
        broken = self.broken(found)
        unwelcome = [item for item in worsened(self.own, found) if item.code in UNWELCOME]
        if not (broken or unwelcome):
            return Opinion(Grade.YES)
        day = wall_time(other.start, other.zone).date()
        lasting = any(_lasts_all_day(item, day, other) for item in broken or unwelcome)
        return Opinion(Grade.NO if broken else Grade.UNWELCOME, lasting and self._is_one_day(other))

    def _is_one_day(self, wish: Wish) -> bool:
        """Whether all of each date lies on one day of the clocks of all places, also where all begin at another hour."""
        dates = [(item.span.start, item.span.end) for item in wish.dates]
        lengths = {Lapse.between(*item, wish.zone) for item in dates} or {wish.length}
        minutes, *others = {_minutes(start, wish.zone) for start, _ in dates} or {
            _minutes(wish.start, wish.zone)
        }
        if others:
            return False
        for item in wish.lines:
            first = minutes + item.line.offset.wall + item.line.offset.exact
            ends = (
                length.wall + length.exact for length in ({item.line.length} if item.line.length else lengths)
            )
            if first < 0 or first + max(ends) > MINUTES_PER_DAY:
                return False
        catalogue = self.judge.catalogue
        return all(catalogue.zone_name_of(item.resource) == wish.zone.key for item in wish.lines)

    def _violations(self, other: Wish) -> tuple[Violation, ...] | None:
        """None where it has no dates."""
        try:
            return self.judge.violations(other.lines, other.occurrences())
        except InvalidInput:
            return None


def _minutes(moment: datetime, zone: ZoneInfo) -> int:
    """Of the day, on the clocks of the zone."""
    wall = wall_time(moment, zone)
    return wall.hour * 60 + wall.minute


def _lasts_all_day(violation: Violation, day: date, wish: Wish) -> bool:
    """Whether any other start on that day would be refused alike."""
    limit = violation.params.get("earliest", violation.params.get("latest"))
    if isinstance(limit, datetime):
        return wall_time(limit, wish.zone).date() != day
    return violation.code in BY_DAY or violation.code.startswith("quota-") or is_timeless(violation, wish)
