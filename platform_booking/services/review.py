"""What an approver needs to decide: the request, what speaks against it, what would do instead, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.board import Board
    from platform_booking.domain.booking import Booking, Line
    from platform_booking.domain.catalogue import Resource
    from platform_booking.domain.conflicts import Conflict
    from platform_booking.domain.rules import Violation
    from platform_booking.services.approval import InboxItem
    from platform_booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line and whom it waits for."""

    line: Line
    resource: Resource
    state: str
    """Derived from its dates."""
    step: str
    """The step it waits for; empty when it waits for none."""
    deciders: tuple[str, ...]
    mine: bool
    """Whether whoever looks may take that step."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and what it says; several violations of one rule are several checks."""

    code: str
    """Name of the rule."""
    ok: bool
    violation: Violation | None = None


@dataclass(frozen=True, slots=True)
class OrganiserRecord:
    """What became of the organiser's dates in the last twelve months."""

    kept: int
    """Dates that took place."""
    total: int
    """Dates that were approved, whatever became of them, and are over or were given up."""
    late_cancellations: int
    """Approved dates given up less than two days before."""
    refusals: int
    """Dates that were declined."""
    months: tuple[int, ...]
    """Dates that took place in each of twelve months, the current one last."""


@dataclass(frozen=True, slots=True)
class Review:
    """A request, ready to be decided."""

    booking: Booking
    lines: tuple[ReviewLine, ...]
    conflicts: tuple[Conflict, ...]
    """Soft: open requests that approving would displace. Hard: why approving is impossible now."""
    solution: Alternative | None
    """Another unit or an equivalent resource that is free at all its waiting dates."""
    violations: tuple[Violation, ...]
    """Of the rules as they are now."""
    checks: tuple[Check, ...]
    """Rule by rule, also those that hold."""
    surroundings: Board
    """From the day before the first waiting date to the day after, its resources and their equivalents."""
    equivalents: Mapping[str, tuple[str, ...]]
    """Code of a resource → codes of those that may take its place."""
    record: OrganiserRecord


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """What waits, with a first verdict."""

    item: InboxItem
    verdict: str
    """ok, warning (a rule, or a competing request) or conflict (approving is impossible now)."""
    waits_for: str = "me"


class ReviewService:
    """Reads what an approver needs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def review(self, ref: str) -> Review:
        """The request of that ref, examined now. Raises NotFound."""
        raise NotImplementedError

    def inbox(self) -> tuple[InboxEntry, ...]:
        """What waits for me, the nearest date first."""
        raise NotImplementedError

    def waiting_elsewhere(self) -> tuple[Booking, ...]:
        """Bookings with lines of my platforms that wait for somebody else."""
        raise NotImplementedError
