"""What reports are made of. Times are elapsed time; an hour of two units is two hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from platform_booking.domain.timespan import TimeSpan

NOTHING: Final = timedelta()
OTHERS: Final = "*"
"""In the place of a partner: all those together whom the reader may not tell apart."""


class Group(StrEnum):
    """By what figures are added up."""

    RESOURCE = "resource"
    PLATFORM = "platform"
    PARTNER = "partner"
    CATEGORY = "category"
    """Of the partner: university, hospital, company …"""
    PURPOSE = "purpose"
    FUNDING = "funding"
    """Who pays, as bookings say."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one resource, partner … had in the period."""

    approved: timedelta = NOTHING
    """Unit-hours granted and not given up, also where nobody came."""
    requested: timedelta = NOTHING
    """Unit-hours still waiting to be decided."""
    used: timedelta = NOTHING
    """Unit-hours from check-in to finish, where both were said."""
    no_show: timedelta = NOTHING
    """Unit-hours granted to somebody who did not come."""
    within: timedelta = NOTHING
    """Of the approved hours, without those of no-shows: what lies in open time."""
    open: timedelta | None = None
    """Open unit-hours, closures and blocks taken out; None where there is no such thing (a partner's)."""
    learner_time: timedelta = NOTHING
    """Learners × time, each date once, however many units it has."""
    participations: int = 0
    """Learners × dates."""
    bookings: int = 0
    dates: int = 0
    missed_dates: int = 0
    """Dates of which at least one unit was a no-show."""

    @property
    def utilisation(self) -> float | None:
        """Share of the open time; None where nothing was open."""
        return self.within / self.open if self.open else None

    def share_of(self, total: Figures) -> float | None:
        """Share of all approved hours; None where there are none."""
        return self.approved / total.approved if total.approved else None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How full each resource and platform was, day by day or week by week."""

    days: tuple[date, ...]
    """The first day of each step; the first and the last step may be cut by the period."""
    is_weekly: bool
    resources: Mapping[str, tuple[float | None, ...]]
    """Code → share of open time at each step; None where nothing was open."""
    platforms: Mapping[str, tuple[float | None, ...]]


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Hours of a period, added up in every way."""

    period: TimeSpan
    groups: Mapping[Group, Mapping[str, Figures]]
    total: Figures
    heat: HeatMap


@dataclass(frozen=True, slots=True)
class Delays:
    """How long requests waited for the word that decided them. All zero where none was decided."""

    count: int = 0
    median: timedelta = NOTHING
    ninth_decile: timedelta = NOTHING
    """Nine in ten did not wait longer."""


class Outcome(StrEnum):
    """What became of a request."""

    GRANTED = "granted"
    DECLINED = "declined"
    """Somebody said no."""
    DISPLACED = "displaced"
    """A rival was granted the time."""
    EXPIRED = "expired"
    """Nobody decided in time."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Requests that were decided: how many not as was wished."""

    decided: int = 0
    counts: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """Declined, displaced or expired."""
        return self.decided - self.counts.get(Outcome.GRANTED, 0)

    @property
    def rate(self) -> float | None:
        """Share refused; None where nothing was decided."""
        return self.refused / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why requests were refused: the words of whoever declined, empty for the other outcomes and where they are not shown."""

    outcome: Outcome
    text: str
    count: int
    dates: int


@dataclass(frozen=True, slots=True)
class DecisionReport:
    """How requests fared that were decided in a period."""

    period: TimeSpan
    delays: Mapping[Group, Mapping[str, Delays]]
    all_delays: Delays
    refusals: Mapping[Group, Mapping[str, Refusals]]
    all_refusals: Refusals
    reasons: tuple[Reason, ...]
    """The most frequent first."""
